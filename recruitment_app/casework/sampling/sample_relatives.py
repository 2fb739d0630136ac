"""The wider families of the sample's assessed households: what a family tree has to draw.

Each is of one of several kinds in turn: parents who stayed together, parted or died, half-brothers
and -sisters, an adopted sister, former partners with a child, grandparents.
"""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Final

from recruitment_app.casework.sampling.sample_people import (
    People,
    SampleHousehold,
    SamplePerson,
    SampleTie,
)

_GENDERS: Final = ("female", "male")
_OLDEST_LIVING: Final = 92


def add_relatives(household: SampleHousehold, opened_on: date, number: int) -> None:
    """Add the relatives of every applicant of a household; ``number`` says of which kinds."""
    rng = Random(number)  # noqa: S311 - invents people, keeps no secret
    applicants = [
        place for place, each in enumerate(household.people) if each.standing == "applicant"
    ]
    family = _Family(household, opened_on, rng)
    for turn, place in enumerate(applicants):
        _KINDS[(number + turn) % len(_KINDS)](family, place)
    if number % 2:
        family.add_former_partner(applicants[0])


class _Family:
    """One household whose relatives are being told."""

    def __init__(self, household: SampleHousehold, opened_on: date, rng: Random) -> None:
        self.household = household
        self.rng = rng
        self._opened_on = opened_on
        self._people = People(rng)

    def stay_together(self, place: int) -> None:
        """Tell parents who are married, two brothers or sisters, and their child."""
        mother, father = self._parents(place)
        self._tie(father, "married", mother, begins=self._year(place, -4))
        for younger in (3, 7):
            sibling = self._sibling(place, younger, mother, father)
        child = self._person(self._family_of(sibling), "other_relative", self._year(place, 34))
        self._tie(child, "parent", sibling)

    def part(self, place: int) -> None:
        """Tell parents who divorced, and a half-brother or -sister by a second marriage."""
        mother, father = self._parents(place)
        ends = self._year(place, 9)
        begins = self._year(place, -3)
        self._tie(father, "divorced", mother, begins=begins, ends=ends, ended_how="Divorce")
        self._sibling(place, 2, mother, father)
        again = self._person("", "other_relative", self._year(place, -22), gender="female")
        self._tie(father, "married", again, begins=self._year(place, 12))
        half = self._person(self._family_of(place), "sibling", self._year(place, 14))
        self._tie(half, "parent", father)
        self._tie(half, "parent", again)

    def be_left(self, place: int) -> None:
        """Tell a father who died, a widow, an adopted sister, and the father's parents."""
        mother, father = self._parents(place)
        self._tie(father, "married", mother, begins=self._year(place, -5))
        self.household.people[father].died = str(self._opened_on.year - self.rng.randint(1, 9))
        family = self._family_of(place)
        sister = self._person(family, "sibling", self._year(place, 4), gender="female")
        self._tie(father, "adopted_child", sister)
        self._tie(mother, "adopted_child", sister)
        for gender in _GENDERS:
            old = self._person(family, "grandparent", self._year(father, -26), gender=gender)
            self._tie(father, "parent", old)

    def be_alone(self, place: int) -> None:
        """Tell a mother alone, her mother, and one brother or sister by somebody not known."""
        mother = self._person(
            self._family_of(place), "parent", self._year(place, -24), gender="female"
        )
        self._tie(place, "parent", mother)
        half = self._person(self._family_of(place), "sibling", self._year(place, -3))
        self._tie(half, "parent", mother)
        old = self._person("", "grandparent", self._year(mother, -25), gender="female")
        self._tie(mother, "parent", old)

    def add_former_partner(self, place: int) -> None:
        """Make a former partner who is known by name a relative, the parent of a child elsewhere.

        Where none is known yet, one is told only if there is such a child.
        """
        people = self.household.people
        elsewhere = [at for at, each in enumerate(people) if each.standing == "child_elsewhere"]
        if not elsewhere:
            return
        gender = "male" if people[place].gender == "female" else "female"
        born = self._year(place, 1)
        former = self._person("", "former_partner", born, gender=gender)
        begins, ends = self._year(place, 20), self._year(place, 26)
        self._tie(place, "former_partner", former, begins=begins, ends=ends, ended_how="Separation")
        for child in elsewhere:
            self._tie(child, "parent", place)
            self._tie(child, "parent", former)

    def _parents(self, place: int) -> tuple[int, int]:
        mother = self._person("", "parent", self._year(place, -26), gender="female")
        father = self._person(
            self._family_of(place), "parent", self._year(place, -28), gender="male"
        )
        self._tie(place, "parent", mother)
        self._tie(place, "parent", father)
        return mother, father

    def _sibling(self, place: int, younger: int, mother: int, father: int) -> int:
        sibling = self._person(self._family_of(place), "sibling", self._year(place, younger))
        self._tie(sibling, "parent", mother)
        self._tie(sibling, "parent", father)
        return sibling

    def _person(self, family: str, relation: str, born: str, gender: str = "") -> int:
        """Add somebody and return their place; an empty family name is one of their own."""
        gender = gender or self.rng.choice(_GENDERS)
        given, own = self._people.name(gender)
        person = SamplePerson(
            given, family or own, "relative", gender=gender, born=born, relation=relation
        )
        age = self._opened_on.year - int(born)
        if age > _OLDEST_LIVING:
            person.died = str(int(born) + self.rng.randint(62, 90))
        self.household.people.append(person)
        return len(self.household.people) - 1

    def _family_of(self, place: int) -> str:
        return self.household.people[place].family

    def _year(self, place: int, after: int) -> str:
        """Return a year so many after somebody's birth, give or take one, never to come."""
        born = self.household.people[place].born[:4] or str(self._opened_on.year - 38)
        year = int(born) + after + self.rng.randint(0, 1)
        return str(min(year, self._opened_on.year - 1))

    def _tie(
        self,
        of: int,
        kind: str,
        other: int,
        *,
        begins: str = "",
        ends: str = "",
        ended_how: str = "",
    ) -> None:
        self.household.ties.append(SampleTie(of, kind, other, begins, ends, ended_how))


_KINDS: Final[tuple[Callable[[_Family, int], None], ...]] = (
    _Family.stay_together,
    _Family.part,
    _Family.be_left,
    _Family.be_alone,
)
