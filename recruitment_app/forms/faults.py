"""What is wrong with a form: the file, the line and the reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from recruitment_app.errors import Problem


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A line of a file, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing that is wrong, in a sentence, and where it stands."""

    place: Place
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class WrongForm(Problem):
    """A form is refused; its sentence is the first fault, ``faults`` are all of them in order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        more = len(self.faults) - 1
        others = f" (and {more} more)" if more else ""
        super().__init__(f"{self.faults[0]}{others}")
