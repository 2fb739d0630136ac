"""The acts that several letters offer together once they were sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recruitment_app.casework.letters.letter_facts import CHECK_ACTS
from recruitment_app.casework.letters.letter_rows import offered_act
from recruitment_app.store.keeping import Store


@dataclass(frozen=True, slots=True)
class OfferedToMany:
    """An act of the journey, what it is told, and the cases that wait for it."""

    act: str
    facts: Mapping[str, object]
    cases: tuple[UUID, ...]


def offered_acts(
    store: Store,
    *,
    letters: Sequence[UUID],
    today: date,
    tell: Callable[[int, int], object] = lambda _done, _of: None,
) -> tuple[OfferedToMany, ...]:
    """Return the acts that sent letters offer, each once with all its cases.

    An act on a check is of one check alone, so that it is offered on the page of its letter only.
    """
    found: dict[tuple[object, ...], OfferedToMany] = {}
    for done, letter_id in enumerate(letters):
        tell(done, len(letters))
        offered = offered_act(store, letter_id=letter_id, today=today)
        if offered is None or offered.act in CHECK_ACTS:
            continue
        key = (offered.act, *sorted(offered.facts.items(), key=lambda fact: fact[0]))
        cases = found[key].cases if key in found else ()
        every = tuple(dict.fromkeys((*cases, offered.case_id)))
        found[key] = OfferedToMany(offered.act, offered.facts, every)
    return tuple(found.values())
