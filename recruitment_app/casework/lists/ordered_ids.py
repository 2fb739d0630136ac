"""Ids in their order, as a long list holds them: each stretch is read when it is looked at."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, overload
from uuid import UUID

from typing_extensions import override

_AT_ONCE: Final = 2000

Read = Callable[[int, int], Sequence[UUID]]
"""Return the ids from a place up to another, not counted, as they stand at this moment."""

Find = Callable[[UUID], int | None]
"""Return the place of an id, or None where the list does not hold it."""


class OrderedIds(Sequence[UUID]):
    """So many ids in an order that the store keeps; only those looked at are read.

    The count is of the moment when the list was asked for. Where the store has
    changed since, a stretch may hold fewer: whoever shows the list asks anew.
    """

    def __init__(self, count: int, read: Read, find: Find) -> None:
        self._count = count
        self._read = read
        self._find = find

    @override
    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> UUID: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[UUID]: ...

    @override
    def __getitem__(self, place: int | slice) -> UUID | Sequence[UUID]:
        places = range(self._count)[place]
        if isinstance(places, int):
            return self._read(places, places + 1)[0]
        if not places:
            return []
        first, last = min(places[0], places[-1]), max(places[0], places[-1])
        return self._read(first, last + 1)[:: places.step]

    @override
    def __iter__(self) -> Iterator[UUID]:
        for start in range(0, self._count, _AT_ONCE):
            yield from self[start : start + _AT_ONCE]

    @override
    def __contains__(self, value: object) -> bool:
        return isinstance(value, UUID) and self._find(value) is not None

    @override
    def index(self, value: UUID, start: int = 0, stop: int | None = None) -> int:
        place = self._find(value)
        if place is None or place not in range(self._count)[start:stop]:
            msg = f"{value} is not in the list"
            raise ValueError(msg)
        return place
