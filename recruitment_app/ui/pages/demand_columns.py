"""The columns of the list of who waits for a workshop."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from recruitment_app.casework.events.workshop_waiting import WaitingRow
from recruitment_app.rules.workshop_words import NO_PLACE
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tokens import Tint

OF_FURTHER: Final = ("then", "sooner")
"""The columns that say something only with further workshops, and take the room of ``INSTEAD``."""
INSTEAD: Final = "since"


def tr(words: str) -> str:
    """Return words of this table in the language of the window."""
    return QCoreApplication.translate("WorkshopDemandPage", words)


def demand_columns() -> Sequence[Column[WaitingRow]]:
    """Return the columns: whose turn it is, since when, the day of the place and the limit."""
    date, narrow, short = tokens.COLUMN_DATE, tokens.COLUMN_NARROW, tokens.COLUMN_SHORT
    return [
        Column("turn", tr("Turn"), lambda row: row.turn, "turn", width=short),
        Column("household", tr("Household"), _named, "household", width=tokens.COLUMN_NAME),
        Column("case", tr("Case"), lambda row: row.reference, "case", width=narrow),
        Column("people", tr("People"), lambda row: row.people, "people", width=short, hidden=True),
        Column("since", tr("Waits since"), lambda row: row.since, "since", width=date),
        Column("now", tr("Place on"), lambda row: row.now.on, "now", width=date),
        Column("then", tr("With further"), lambda row: row.then.on, "then", width=date),
        Column("sooner", tr("Sooner"), _sooner, "sooner", width=narrow, at_right=True),
        Column("days", tr("Days"), lambda row: row.then.days, "days", width=short, at_right=True),
        Column("limit", tr("Limit"), lambda row: row.limit_on, "limit", width=date),
        Column(
            "state",
            tr("Against it"),
            lambda row: _state(row)[0],
            width=date,
            tinted=lambda row: _state(row)[1],
        ),
        Column(
            "approval",
            tr("Approval"),
            lambda row: row.approval_then,
            "approval",
            width=date,
            hidden=True,
        ),
    ]


def _named(row: WaitingRow) -> str:
    return (
        tr("{household}, missed a part").format(household=row.title)
        if row.has_missed
        else row.title
    )


def _sooner(row: WaitingRow) -> int | None:
    return row.days_saved or None


def _state(row: WaitingRow) -> tuple[str, Tint]:
    workshop = row.then.workshop
    if workshop is None:
        return NO_PLACE, Tint.DUE
    if row.then.is_in_time or row.limit_on is None:
        return tr("In time"), Tint.MET
    return labels.late_by((workshop.ends_on - row.limit_on).days), Tint.LATE
