"""How an edition names people: by their names, or in the profile so that nobody knows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from recruitment_app.casework.rows import PersonRow
from recruitment_app.forms.definition import Edition

ORDINALS: Final = ("First applicant", "Second applicant")
ALONE: Final = "Applicant"


@dataclass(frozen=True)
class Naming:
    """The names of one household in one edition."""

    edition: Edition
    applicants: Sequence[PersonRow]
    people: Sequence[PersonRow] = ()

    @property
    def is_profile(self) -> bool:
        """Say whether the edition may name nobody by their family name."""
        return self.edition is Edition.PROFILE

    def title(self, case_title: str) -> str:
        """Return what the edition calls the household."""
        if not self.is_profile:
            return case_title
        return " and ".join(map(self.name, self.applicants))

    def name(self, person: PersonRow) -> str:
        """Return what the edition calls somebody."""
        if not self.is_profile:
            return person.name
        first = self._first_name(person)
        same = [each for each in self.applicants if self._first_name(each) == first]
        return first if first and len(same) == 1 else self.ordinal(person)

    def short(self, person: PersonRow) -> str:
        """Return what a row says of whose it is."""
        if len(self.applicants) == 1 and person.standing == "applicant":
            return ALONE
        return self.name(person) if self.is_profile else person.given_names or person.name

    def ordinal(self, person: PersonRow) -> str:
        """Return which applicant somebody is, in words."""
        if len(self.applicants) == 1:
            return ALONE
        ids = [each.id for each in self.applicants]
        return ORDINALS[ids.index(person.id)] if person.id in ids[:2] else "Somebody else"

    def of_key(self, key: str) -> str:
        """Return what the edition calls whom a section is of, by their key."""
        if not key:
            return ""
        found = next((each for each in self.people if str(each.id) == key), None)
        if found is None:
            return "" if self.is_profile else "Somebody no longer in the household"
        return self.name(found)

    def columns(self) -> tuple[str, ...]:
        """Return the headings of columns side by side, one for each applicant."""
        return tuple(map(self.ordinal, self.applicants))

    @staticmethod
    def _first_name(person: PersonRow) -> str:
        """Return the first given name; a name known as may hold a family name."""
        return next(iter(person.given_names.split()), "")
