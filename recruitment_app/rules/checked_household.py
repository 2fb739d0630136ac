"""A household as plain values, as the rules read it that say which checks it needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from recruitment_app.rules.partial_dates import PartialDate

APPLICANT = "applicant"
HOUSEHOLD = "household"
CHILDREN = frozenset({"child", "adult_child", "adopted_child", "step_child"})
"""Relations that make somebody the applicants' own child."""
_YOUNG = CHILDREN | {"foster_child", "grandchild"}


class Stay(NamedTuple):
    """An address of a person; ``country`` is empty within the United Kingdom."""

    key: str
    authority: str = ""
    country: str = ""
    postcode: str = ""
    begins: PartialDate | None = None
    ends: PartialDate | None = None


class Bond(NamedTuple):
    """A relationship as it stands with a person: its kind, with whom, and when."""

    key: str
    kind: str
    other: str = ""
    other_name: str = ""
    begins: PartialDate | None = None
    ends: PartialDate | None = None


class Past(NamedTuple):
    """What somebody did or was: a code of background_kind, and where."""

    key: str
    kind: str
    what: str
    is_with_children: bool = False
    begins: PartialDate | None = None
    ends: PartialDate | None = None


class Member(NamedTuple):
    """Somebody of the record, in the household or elsewhere; ``standing`` as of a person."""

    key: str
    name: str
    standing: str
    relation: str = ""
    born: PartialDate | None = None
    is_dead: bool = False
    moved_out: PartialDate | None = None
    stays: tuple[Stay, ...] = ()
    bonds: tuple[Bond, ...] = ()
    pasts: tuple[Past, ...] = ()

    @property
    def is_applicant(self) -> bool:
        """Say whether it is one of those who would adopt."""
        return self.standing == APPLICANT

    @property
    def is_own_child(self) -> bool:
        """Say whether it is a child of the applicants, at home or elsewhere, of any age."""
        return self.relation in CHILDREN and not self.is_applicant

    def is_at_home(self, today: date) -> bool:
        """Say whether the person lives in the household."""
        if self.is_dead or self.standing not in {APPLICANT, HOUSEHOLD}:
            return False
        return self.moved_out is None or self.moved_out.latest >= today

    def is_of_age(self, years: int, on: date) -> bool:
        """Say whether the person may have that age on a day.

        Where no birthday is known, an applicant and whoever is not told to be a child has it.
        """
        if self.born is None:
            return self.relation == "adult_child" or self.relation not in _YOUNG
        return self.born.ages(on)[1] >= years


class Pet(NamedTuple):
    """An animal that lives with the household: a code of animal_kind."""

    key: str
    kind: str
    told: str


class NamedReferee(NamedTuple):
    """Somebody who was named as a referee."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CheckedHousehold:
    """Everybody and everything of a household that a check may follow from."""

    members: tuple[Member, ...]
    couple_status: str = ""
    pets: tuple[Pet, ...] = ()
    referees: tuple[NamedReferee, ...] = ()

    @property
    def applicants(self) -> tuple[Member, ...]:
        """Return the one or two applicants."""
        return tuple(member for member in self.members if member.is_applicant)

    def member(self, key: str) -> Member | None:
        """Return the person of a key."""
        return next((member for member in self.members if member.key == key), None)

    def adults(self, years: int, today: date, until: date) -> Iterator[Member]:
        """Go through the applicants, and who else at home is of age by a day to come."""
        for member in self.members:
            if member.standing == APPLICANT or (
                member.standing == HOUSEHOLD
                and member.is_at_home(today)
                and member.is_of_age(years, max(today, until))
            ):
                yield member
