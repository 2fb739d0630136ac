"""The columns of the list of events and of an event's register."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from recruitment_app.casework.events.event_rows import EventRow, PlaceRow
from recruitment_app.rules.events import BOOKED, CAME, GIVEN_UP, MISSED
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tokens import Tint


def tr(words: str) -> str:
    """Return words of these tables in the language of the window."""
    return QCoreApplication.translate("EventsPage", words)


def event_columns(today: date) -> list[Column[EventRow]]:
    """Return the columns of the list: when, what and where, the places, how it stands."""
    return [
        Column(
            "date",
            tr("Date"),
            lambda row: row.begins_on,
            "begins_on",
            width=tokens.COLUMN_DATE,
        ),
        Column("event", tr("Event"), _named, "called", width=tokens.COLUMN_NAME),
        Column("venue", tr("Venue"), lambda row: row.venue, "venue", hidden=True),
        Column("places", tr("Places"), places_words, width=tokens.COLUMN_NARROW, at_right=True),
        Column(
            "state",
            "",
            lambda row: _state(row, today)[0],
            width=tokens.COLUMN_DATE,
            tinted=lambda row: _state(row, today)[1],
        ),
    ]


def _named(row: EventRow) -> str:
    if len(row.parts) == 1:
        return row.called
    return tr("{name}, {count} parts").format(name=row.called, count=len(row.parts))


def places_words(row: EventRow) -> str:
    """Return how many places are taken; nothing where nobody books."""
    if not _is_booked(row):
        return ""
    if not row.places:
        return tr("{booked} booked").format(booked=row.booked)
    return tr("{booked} of {places}").format(booked=row.booked, places=row.places)


def _is_booked(row: EventRow) -> bool:
    """Tell whether people book for it: its places are counted, or somebody has one."""
    return bool(row.places or row.booked or row.waiting)


def _state(row: EventRow, today: date) -> tuple[str, Tint]:
    if row.cancelled_on is not None:
        return tr("Cancelled"), Tint.PLAIN
    if not _is_booked(row):
        return (tr("Held") if row.ends_on < today else tr("Planned")), Tint.PLAIN
    if row.ends_on < today:
        return tr("{count} came").format(count=row.came), Tint.MET if row.came else Tint.PLAIN
    if row.waiting:
        return tr("{count} waiting").format(count=row.waiting), Tint.DUE
    if row.room == 0:
        return tr("Full"), Tint.DUE
    return tr("Open"), Tint.BRAND


def place_columns(
    part_ids: Sequence[UUID], *, has_after: bool = False, is_over: bool = False
) -> list[Column[PlaceRow]]:
    """Return the columns of the register: who, whose household, and what is recorded."""

    def marks(row: PlaceRow) -> str:
        there = [mark.outcome for mark in row.marks.values()]
        if there == [CAME] * len(part_ids):
            return tr("Came")
        told = []
        for number, part_id in enumerate(part_ids, start=1):
            mark = row.marks.get(part_id)
            if mark is None:
                continue
            words = tr("came") if mark.outcome == CAME else tr("missed")
            if mark.made_up_part_id is not None:
                words = tr("made up")
            told.append(f"{number} {words}" if len(part_ids) > 1 else words.capitalize())
        return ", ".join(told)

    def marked(row: PlaceRow) -> Tint | None:
        open_ones = [
            mark
            for mark in row.marks.values()
            if mark.outcome == MISSED and mark.made_up_part_id is None
        ]
        return Tint.DUE if open_ones else Tint.MET if row.marks else None

    return [
        Column(
            "name",
            tr("Who"),
            lambda row: row.name or row.title,
            "name",
            width=tokens.COLUMN_USUAL,
        ),
        Column("reference", tr("Case"), lambda row: row.reference, width=tokens.COLUMN_NARROW),
        Column(
            "state",
            "",
            lambda row: _standing(row, is_over),
            "state",
            width=tokens.COLUMN_NARROW,
            tinted=lambda row: _standing_tint(row, is_over),
        ),
        Column("marks", tr("Register"), marks, width=tokens.COLUMN_FIGURE, tinted=marked),
        Column("after", tr("After it"), _after, width=tokens.COLUMN_USUAL, hidden=not has_after),
    ]


def _is_expected(row: PlaceRow, is_over: bool) -> bool:  # noqa: FBT001 - of a table's column
    return is_over or not row.is_closed


def _standing(row: PlaceRow, is_over: bool) -> str:  # noqa: FBT001 - of a table's column
    if row.state == GIVEN_UP:
        return tr("Given up")
    if not _is_expected(row, is_over):
        return tr("Closed")
    if row.state == BOOKED:
        return tr("Booked")
    return tr("Waiting {turn}").format(turn=row.turn)


def _standing_tint(row: PlaceRow, is_over: bool) -> Tint:  # noqa: FBT001 - of a table's column
    if row.state == GIVEN_UP:
        return Tint.PLAIN
    is_booked = row.state == BOOKED and _is_expected(row, is_over)
    return Tint.BRAND if is_booked else Tint.DUE


def _after(row: PlaceRow) -> str:
    if not row.follow_up:
        return ""
    if row.followed_up_on is not None:
        return tr("{what}: done").format(what=row.follow_up)
    by = labels.in_table(row.follow_up_on) if row.follow_up_on else ""
    return f"{row.follow_up} {by}".strip()
