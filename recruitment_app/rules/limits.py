"""What a time limit of the adoption process is: its trigger, figure, force and source."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from recruitment_app.errors import Problem

Unit = Literal["working_days", "days", "weeks", "months", "years", "hours"]
Force = Literal["must", "should", "may", "local", "information", "superseded"]
Certainty = Literal["V", "V2", "P", "M"]

UNITS: Final[tuple[Unit, ...]] = ("working_days", "days", "weeks", "months", "years", "hours")
FORCES: Final[tuple[Force, ...]] = ("must", "should", "may", "local", "information", "superseded")
CERTAINTIES: Final[dict[Certainty, str]] = {
    "V": "the text of the instrument or an official page was read",
    "V2": "read in an agency manual, a council page or a sector body's page",
    "P": "one agency's own practice, not a national rule",
    "M": "to be confirmed by the agency: not checked against a text",
}
LARGEST: Final = 1000
"""No limit runs longer than this many of its units; a larger figure is a slip of the finger."""

_WORDS: Final[dict[Unit, tuple[str, str]]] = {
    "working_days": ("working day", "working days"),
    "days": ("day", "days"),
    "weeks": ("week", "weeks"),
    "months": ("calendar month", "calendar months"),
    "years": ("year", "years"),
    "hours": ("hour", "hours"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One time limit, as shipped or as the agency has set it.

    ``inclusive`` marks a limit that is counted "beginning with" its first day.
    ``followed`` says that a clock runs for it; ``on`` says that the clock is
    switched on. A limit without a figure has neither number nor unit.
    """

    id: str
    title: str
    trigger: str
    number: int | None = None
    unit: Unit | None = None
    inclusive: bool = False
    force: Force
    who: str
    source: str
    certainty: Certainty
    valid_from: date | None = None
    followed: bool = False
    on: bool = True
    note: str = ""

    def __post_init__(self) -> None:
        if (self.number is None) != (self.unit is None):
            raise Problem(f"Limit {self.id} needs both a number and a unit, or neither.")
        if self.number is not None and not 1 <= self.number <= LARGEST:
            raise Problem(
                f"Limit {self.id} needs a whole number from 1 to {LARGEST}.", field="number"
            )
        if self.unit is not None and self.unit not in UNITS:
            raise Problem(f"Limit {self.id} has a unit that is not known.", field="unit")
        if self.force not in FORCES:
            raise Problem(f"Limit {self.id} has a force that is not known.", field="force")
        if self.certainty not in CERTAINTIES:
            raise Problem(f"Limit {self.id} does not say how sure it is.", field="certainty")

    @property
    def has_figure(self) -> bool:
        """Say whether the limit has a number, so that a due date can be worked out."""
        return self.number is not None

    @property
    def is_to_be_confirmed(self) -> bool:
        """Say whether no text was read for it, so that it is never shown as law."""
        return self.certainty == "M"

    @property
    def figure(self) -> str:
        """Tell the figure in words, such as "10 working days" or "no figure"."""
        if self.number is None or self.unit is None:
            return "no figure"
        one, many = _WORDS[self.unit]
        counted = f"{self.number} {one if self.number == 1 else many}"
        return f"{counted}, the first day counted" if self.inclusive else counted
