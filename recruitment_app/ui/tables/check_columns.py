"""The columns of the checks of all cases, and the order in which they stand."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from recruitment_app.casework.checks.check_grid import GridRow
from recruitment_app.rules.check_states import CheckState
from recruitment_app.ui import check_words, labels, tokens
from recruitment_app.ui.tables.record_table import Column

Listed = tuple[UUID, GridRow]
"""A check with the id by which the list knows it."""

_STATES: Final = list(CheckState)
_VALUES: Final[Mapping[str, Callable[[GridRow], Any]]] = {
    "title": lambda row: row.case_title.casefold(),
    "who": lambda row: row.check.person.casefold(),
    "check": lambda row: check_words.named(row.check).casefold(),
    "basis": lambda row: row.check.basis,
    "state": lambda row: (not row.check.is_to_chase, _STATES.index(row.check.state)),
    "waits": lambda row: row.check.waiting_days,
    "asked": lambda row: row.check.asked_on,
    "chased": lambda row: row.check.chased_on,
    "panel": lambda row: row.panel_on,
    "worker": lambda row: row.worker.casefold(),
}


def in_order(rows: Sequence[GridRow], sorted_by: str, *, from_last: bool) -> Sequence[int]:
    """Return the places of the rows in an order; those that have no value stand at the end.

    The rows come by reference: in that order none of them has to be looked at.
    """
    value = _VALUES.get(sorted_by)
    if value is None:
        places = range(len(rows))
        return places[::-1] if from_last else places
    values = [value(row) for row in rows]
    there = [place for place, known in enumerate(values) if known not in (None, "")]
    there.sort(key=values.__getitem__, reverse=from_last)
    return [*there, *(place for place, known in enumerate(values) if known in (None, ""))]


def check_columns() -> tuple[Column[Listed], ...]:
    """Return the columns of the list."""
    said = check_words.said
    narrow, chip = tokens.COLUMN_NARROW, tokens.COLUMN_NARROW + tokens.MEDIUM
    usual, day = tokens.COLUMN_FIGURE - tokens.TIGHT, tokens.COLUMN_NARROW + tokens.SMALL
    return (
        Column("reference", said("Reference"), lambda each: each[1].reference, "reference", narrow),
        Column("title", said("Applicants"), lambda each: each[1].case_title, "title", usual),
        Column("who", said("Who"), lambda each: check_words.who(each[1].check), "who", usual),
        Column("check", said("Check"), lambda each: check_words.named(each[1].check), "check"),
        Column(
            "basis",
            said("Required by"),
            lambda each: check_words.basis(each[1].check.basis),
            "basis",
            chip,
            tinted=lambda each: check_words.basis_tint(each[1].check.basis),
        ),
        Column(
            "state",
            said("State"),
            lambda each: check_words.state_of(each[1].check),
            "state",
            chip,
            tinted=lambda each: check_words.state_tint(each[1].check),
        ),
        Column(
            "waits",
            said("Waits"),
            lambda each: each[1].check.waiting_days,
            "waits",
            tokens.COLUMN_SHORT,
            at_right=True,
        ),
        Column("chased", said("Chased"), lambda each: each[1].check.chased_on, "chased", day),
        Column("panel", said("Panel"), lambda each: each[1].panel_on, "panel", day),
        Column("worker", said("Worker"), lambda each: each[1].worker, "worker", usual, hidden=True),
        Column(
            "asked",
            said("Asked for"),
            lambda each: each[1].check.asked_on,
            "asked",
            day,
            hidden=True,
        ),
        Column(
            "stage",
            said("Stage"),
            lambda each: labels.stage(each[1].stage),
            width=usual,
            hidden=True,
        ),
    )
