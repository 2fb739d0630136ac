"""Kinds of checks, and the figures by which they are asked for: shipped, or the agency's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recruitment_app.errors import Problem
from recruitment_app.rules.check_settings import CheckNumber
from recruitment_app.rules.limits import CERTAINTIES


class Basis(StrEnum):
    """What requires a check."""

    REGULATION = "regulation"
    GUIDANCE = "guidance"
    LOCAL = "local"


class Whose(StrEnum):
    """Of whom a check is."""

    APPLICANT = "applicant"
    ADULT = "adult"
    CASE = "case"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckKind:
    """One kind of check: of whom, by which rule, by what it is required, of whom it is asked.

    ``valid_months`` is how long the agency goes by one from the day of issue; None: no end.
    A ``confidential`` one says what an administrator may not read.
    """

    id: str
    title: str
    whose: Whose
    when: str
    basis: Basis
    source: str
    dated: date
    certainty: str
    asked_of: str
    confidential: bool = False
    valid_months: int | None = None
    on: bool = True
    note: str = ""

    def __post_init__(self) -> None:
        if self.certainty not in CERTAINTIES:
            raise Problem(f"The check {self.id} does not say how sure it is.")
        if self.basis is Basis.REGULATION and not self.on:
            raise Problem(f"“{self.title}” is required by regulation and cannot be switched off.")


@dataclass(frozen=True, kw_only=True)
class CheckRules:
    """All kinds of checks and all figures, as they hold for the agency."""

    kinds: Mapping[str, CheckKind]
    numbers: Mapping[str, CheckNumber]

    def number(self, name: str) -> int:
        """Return a figure."""
        return self.numbers[name].value

    def is_on(self, name: str) -> bool:
        """Tell whether a switch is on."""
        return bool(self.numbers[name].value)
