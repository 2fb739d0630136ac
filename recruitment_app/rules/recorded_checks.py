"""Checks and referees of the record as plain values, for the checks of a report."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from recruitment_app.rules.check_states import CheckState
from recruitment_app.rules.partial_dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RecordedCheck:
    """One check that a rule asks for, as far as it is recorded; ``person`` is a key or empty.

    ``dated_on`` is the day of issue, else the day it came.
    """

    kind: str
    title: str
    person: str = ""
    person_name: str = ""
    about: str = ""
    is_confidential: bool = False
    state: CheckState = CheckState.TO_ASK
    asked_on: date | None = None
    received_on: date | None = None
    dated_on: date | None = None
    holds_until: date | None = None

    @property
    def whose(self) -> str:
        """Return of whom it is, or what it is about: a confidential one by initials."""
        about = _initials(self.about) if self.is_confidential else self.about
        return ", ".join(filter(None, (self.person_name, about)))


def untold(check: RecordedCheck) -> RecordedCheck:
    """Return a check for who may not read it: a confidential one that came says nothing."""
    if not check.is_confidential or check.state not in _SAYS:
        return check
    return replace(check, state=CheckState.CLEAR)


_SAYS: Final = frozenset({CheckState.RECEIVED, CheckState.TO_DECIDE, CheckState.UNSUITABLE})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RecordedReferee:
    """A referee of the record; ``knows`` is the key of the one applicant whom they know."""

    name: str
    is_relative: bool = False
    knows: str = ""
    known_since: PartialDate | None = None
    interviewed_on: date | None = None
    confirmed_on: date | None = None
    weighed_on: date | None = None

    @property
    def initials(self) -> str:
        """Return the initials by which a report names them."""
        return _initials(self.name)


def _initials(name: str) -> str:
    return " ".join(f"{word[0].upper()}." for word in name.replace("-", " ").split())
