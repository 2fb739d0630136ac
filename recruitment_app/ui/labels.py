"""The words that screens use for stages, statuses, steps, owners, dates and figures."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from recruitment_app.rules.stages import (
    STAGE_WORDS,
    STATUS_WORDS,
    STEPS,
    EventKind,
    Stage,
    Status,
)
from recruitment_app.ui.tokens import Tint

_STATUS_TINTS: Final = {
    Status.ACTIVE: Tint.BRAND,
    Status.AWAITING_APPLICANT: Tint.INFORMATION,
    Status.AWAITING_THIRD_PARTY: Tint.INFORMATION,
    Status.ON_HOLD_APPLICANT: Tint.DUE,
    Status.ON_HOLD_AGENCY: Tint.DUE,
    Status.EXTENDED: Tint.DUE,
    Status.DEFERRED: Tint.DUE,
    Status.DETERMINATION_OPEN: Tint.DUE,
    Status.APPROVED_ON_HOLD: Tint.DUE,
    Status.CLOSED: Tint.PLAIN,
}
OWNER_WORDS: Final = {
    "agency": "Agency",
    "applicant": "Applicant",
    "third_party": "Third party",
}
OWNER_TINTS: Final = {
    "agency": Tint.BRAND,
    "applicant": Tint.DUE,
    "third_party": Tint.INFORMATION,
}
NO_DATE: Final = ""


def _said(words: str) -> str:
    return QCoreApplication.translate("labels", words)


def stage(value: Stage) -> str:
    """Return the words for a stage."""
    return _said(STAGE_WORDS[value])


def status(value: Status) -> str:
    """Return the words for a status."""
    return _said(STATUS_WORDS[value])


def status_tint(value: Status) -> Tint:
    """Return the tint that goes with the word of a status."""
    return _STATUS_TINTS[value]


def event(value: EventKind) -> str:
    """Return the words for what happened on a day."""
    return _said(STEPS[value].done)


def owner(value: str) -> str:
    """Return the words for whose time a day was."""
    return _said(OWNER_WORDS[value])


def in_text(day: date | None) -> str:
    """Return a day as it stands in a sentence: 14 November 2014."""
    return f"{day.day} {day:%B %Y}" if day else _said("not yet")


def in_table(day: date | None) -> str:
    """Return a day as it stands in a table: 14 Nov 2014."""
    return f"{day.day} {day:%b %Y}" if day else NO_DATE


def near(day: date, today: date) -> str:
    """Return a day close to today, with the year only where it is another: Mon 17 Nov."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


def short(day: date, year: int) -> str:
    """Return a day without its year where that is the year meant: 3 Mar."""
    return f"{day.day} {day:%b}" if day.year == year else in_table(day)


def with_weekday(day: date) -> str:
    """Return a day as the heading of a page: Friday 14 November 2014."""
    return f"{day:%A} {in_text(day)}"


def moment(when: datetime) -> str:
    """Return a moment by this machine's clock: 14 Nov 2014, 14:32."""
    here = when.astimezone()
    return f"{in_table(here.date())}, {here:%H:%M}"


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun: 1 case, 2,400 cases."""
    return f"{number:,} {_said(one if number == 1 else many)}"


def first_of(words: Sequence[str], most: int = 3) -> str:
    """Return some words and how many there are more: Alder, Briar, Clover and 4 more."""
    if len(words) <= most + 1:
        return ", ".join(words)
    return _said("{some} and {number} more").format(
        some=", ".join(words[:most]), number=len(words) - most
    )


def late_by(days: int) -> str:
    """Return how late something is: 4 days late."""
    return f"{count(days, 'day', 'days')} {_said('late')}"
