"""Who may write a report for the panel, and when somebody has to supervise them.

Source: Restriction on the Preparation of Adoption Reports Regulations 2005 (SI 2005/1711): a
registered social worker with three years' child care experience since qualifying, direct work on
adoptions among it; or somebody employed as a social worker, or a student on placement, under the
supervision of such a person. Whoever works independently for the agency needs both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

YEARS: Final = 3
"""So many years since qualifying."""


class Engagement(StrEnum):
    """How somebody works for the agency."""

    EMPLOYED = "employed"
    INDEPENDENT = "independent"
    STUDENT = "student"


ENGAGEMENT_WORDS: Final = {
    Engagement.EMPLOYED: "Employed by the agency",
    Engagement.INDEPENDENT: "Independent, works for the agency",
    Engagement.STUDENT: "Student on placement",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAuthor:
    """What is recorded of somebody who writes or supervises a report."""

    name: str
    registration_number: str = ""
    qualified_on: date | None = None
    has_adoption_experience: bool = False
    engaged_as: Engagement = Engagement.EMPLOYED

    def lacks(self, on: date) -> tuple[str, ...]:
        """Return what stands against their writing or supervising a report alone on a day."""
        return tuple(self._lacks(on))

    def _lacks(self, on: date) -> Iterator[str]:
        if self.engaged_as is Engagement.STUDENT:
            yield "is a student"
        if not self.registration_number.strip():
            yield "no registration as a social worker is recorded"
        if self.qualified_on is None:
            yield "the day of qualifying is not recorded"
        elif years_after(self.qualified_on, YEARS) > on:
            yield "qualified less than three years before"
        if not self.has_adoption_experience:
            yield "no direct adoption work is recorded"


def needs_supervisor(author: ReportAuthor, on: date) -> bool:
    """Say whether somebody has to supervise this author's report of a day."""
    return author.engaged_as is Engagement.INDEPENDENT or bool(author.lacks(on))


def author_faults(
    author: ReportAuthor | None, supervisor: ReportAuthor | None, on: date
) -> tuple[str, ...]:
    """Return a sentence for each reason why these two may not have written a report of a day."""
    return tuple(_faults(author, supervisor, on))


def compliance(author: ReportAuthor | None, supervisor: ReportAuthor | None, on: date) -> str:
    """Return the line that tells how the regulations were met, "" where they were not."""
    if author is None or author_faults(author, supervisor, on):
        return ""
    told = f"Written by {_named(author)}"
    if needs_supervisor(author, on) and supervisor is not None:
        told += f", supervised by {_named(supervisor)}"
    return (
        f"{told}, in keeping with the Restriction on the Preparation of Adoption Reports"
        " Regulations 2005."
    )


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; of 29 February, 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _faults(
    author: ReportAuthor | None, supervisor: ReportAuthor | None, on: date
) -> Iterator[str]:
    if author is None:
        yield "No author of the report is named."
        return
    lacks = author.lacks(on)
    if author.engaged_as is Engagement.INDEPENDENT and lacks:
        yield (
            f"{author.name} works independently and may not write the report:"
            f" {_joined(lacks)}. Name another author, or complete what is recorded of this one."
        )
    if author.engaged_as is Engagement.EMPLOYED and not author.registration_number.strip():
        yield (
            f"{author.name} is not recorded as a registered social worker: record the number, or"
            " name another author."
        )
    if not needs_supervisor(author, on):
        return
    if supervisor is None:
        why = f": {_joined(lacks)}" if lacks else ", as whoever works independently"
        yield f"{author.name} needs a supervisor for the report{why}. Name one."
        return
    missing = supervisor.lacks(on)
    if missing:
        yield (
            f"{supervisor.name} may not supervise the report: {_joined(missing)}. Name another"
            " supervisor, or complete what is recorded of this one."
        )


def _named(person: ReportAuthor) -> str:
    number = person.registration_number.strip()
    return f"{person.name} (registration {number})" if number else person.name


def _joined(reasons: tuple[str, ...]) -> str:
    return "; ".join(reasons)
