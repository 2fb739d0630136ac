"""What regulations and the agency expect of visits, and how far the visits of a case meet it.

Sources: resources/visits.toml, each expectation with its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from recruitment_app.errors import Problem
from recruitment_app.rules.limits import CERTAINTIES, Certainty
from recruitment_app.rules.partial_dates import PartialDate

Basis = Literal["regulation", "guidance", "local"]
Whom = Literal["", "applicant", "adult", "child"]

ADULT: Final = 18
_CHILDREN: Final = frozenset({"child", "adopted_child", "step_child", "foster_child"})


class Manner(StrEnum):
    """What is looked for."""

    ALONE = "alone"
    SEEN = "seen"
    HOME = "home"
    OFTEN = "often"


class Met(StrEnum):
    """How far an expectation is met."""

    MET = "met"
    PLANNED = "planned"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One thing that is expected of the visits, with its source."""

    id: str
    manner: Manner
    title: str
    told: str
    basis: Basis
    source: str
    dated: date
    certainty: Certainty
    whom: Whom = ""

    def __post_init__(self) -> None:
        if self.manner not in set(Manner):
            raise Problem(f"The expectation {self.id} has a manner that is not known.")
        if self.basis not in {"regulation", "guidance", "local"}:
            raise Problem(f"The expectation {self.id} has a basis that is not known.")
        if self.certainty not in CERTAINTIES:
            raise Problem(f"The expectation {self.id} does not say how sure it is.")
        is_of_people = self.manner in {Manner.ALONE, Manner.SEEN}
        if is_of_people != (self.whom in {"applicant", "adult", "child"}):
            raise Problem(f"The expectation {self.id} does not say of whom it is.")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Resident:
    """Somebody of the household, as far as visits go."""

    key: str
    name: str
    standing: str
    relation: str = ""
    born: PartialDate | None = None
    is_gone: bool = False
    """Died, or moved out."""

    def group(self, today: date) -> Whom:
        """Return whether the person is an applicant, another adult or a child at home.

        Whose age is not known counts as a child where the relation says so.
        """
        if self.is_gone or self.standing not in {"applicant", "household"}:
            return ""
        if self.standing == "applicant":
            return "applicant"
        if self.born is None:
            return "child" if self.relation in _CHILDREN else "adult"
        return "adult" if self.born.ages(today)[0] >= ADULT else "child"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeing:
    """A visit as far as it counts: who was seen, or is to be, and whether at home."""

    on: date | None
    is_held: bool
    seen: frozenset[str]
    apart: frozenset[str]
    """Who of them is seen alone, though others are seen too."""
    is_home_seen: bool

    @property
    def alone(self) -> frozenset[str]:
        """Return who is seen alone: whoever is the only one seen is."""
        return self.seen if len(self.seen) == 1 else self.apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """How far one expectation is met, of one person where it is of people.

    ``on`` is the day on which it was met, or for which it is planned. ``count`` and ``of`` are
    visits, where a number is expected.
    """

    expectation: Expectation
    met: Met
    person: str = ""
    name: str = ""
    on: date | None = None
    count: int = 0
    of: int = 0


def followed(
    expectations: Iterable[Expectation],
    residents: Sequence[Resident],
    visits: Iterable[Seeing],
    *,
    least: int,
    today: date,
) -> tuple[Followed, ...]:
    """Return how far each expectation of this household is met today.

    ``least`` is how many visits are asked for.
    """
    told = sorted(visits, key=lambda visit: visit.on or date.max)
    groups = {resident.key: resident.group(today) for resident in residents}
    rows: list[Followed] = []
    for each in expectations:
        if each.manner is Manner.OFTEN:
            rows.append(_often(each, told, least))
        elif each.manner is Manner.HOME:
            rows.append(_first(each, ((visit, visit.is_home_seen) for visit in told)))
        else:
            rows.extend(_of_people(each, residents, groups, told))
    return tuple(rows)


def _of_people(
    expectation: Expectation,
    residents: Iterable[Resident],
    groups: dict[str, Whom],
    visits: Sequence[Seeing],
) -> Iterator[Followed]:
    for resident in residents:
        if groups[resident.key] != expectation.whom:
            continue
        is_alone = expectation.manner is Manner.ALONE
        counted = (
            (visit, resident.key in (visit.alone if is_alone else visit.seen)) for visit in visits
        )
        yield _first(expectation, counted, resident)


def _first(
    expectation: Expectation,
    counted: Iterable[tuple[Seeing, bool]],
    resident: Resident | None = None,
) -> Followed:
    met, on = Met.OPEN, None
    for visit, counts in counted:
        if counts and visit.is_held:
            met, on = Met.MET, visit.on
            break
        if counts and met is Met.OPEN:
            met, on = Met.PLANNED, visit.on
    return Followed(
        expectation=expectation,
        met=met,
        person=resident.key if resident else "",
        name=resident.name if resident else "",
        on=on,
    )


def _often(expectation: Expectation, visits: Sequence[Seeing], least: int) -> Followed:
    held = [visit for visit in visits if visit.is_held]
    met, counted = Met.OPEN, held
    if len(held) >= least:
        met = Met.MET
    elif len(visits) >= least:
        met, counted = Met.PLANNED, list(visits)
    on = counted[least - 1].on if met is not Met.OPEN else None
    return Followed(expectation=expectation, met=met, on=on, count=len(held), of=least)
