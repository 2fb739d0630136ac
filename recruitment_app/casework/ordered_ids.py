"""Ids in their order, as a long list holds them."""

from collections.abc import Sequence
from typing import overload
from uuid import UUID

from typing_extensions import override


class OrderedIds(Sequence[UUID]):
    """Many ids, each made when it is looked at: a list of 10,000 shows thirty.

    SQLCipher gives ids as text, which is kept as it is; a server gives them made.
    """

    def __init__(self, kept: Sequence[str | UUID]) -> None:
        self._kept = kept

    @override
    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, place: int) -> UUID: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[UUID]: ...

    @override
    def __getitem__(self, place: int | slice) -> UUID | Sequence[UUID]:
        if isinstance(place, slice):
            return [_made(one) for one in self._kept[place]]
        return _made(self._kept[place])

    @override
    def index(self, value: UUID, start: int = 0, stop: int | None = None) -> int:
        end = len(self._kept) if stop is None else stop
        is_text = bool(self._kept) and isinstance(self._kept[0], str)
        return self._kept.index(value.hex if is_text else value, start, end)


def _made(kept: str | UUID) -> UUID:
    return UUID(kept) if isinstance(kept, str) else kept
