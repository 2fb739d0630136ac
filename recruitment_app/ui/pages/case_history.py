"""The journey and history of a case: every entry with who recorded it when, struck ones too."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout
from typing_extensions import override

from recruitment_app.casework.merging.merge_rows import MergeRow
from recruitment_app.casework.rows import CaseBookingRow, EventRow
from recruitment_app.rules.roles import Duty
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.pages.case_part import CasePart, CaseShown
from recruitment_app.ui.places import Place
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, label, rule
from recruitment_app.ui.widgets.chip import Chip

OUTCOMES = (("attended", "Came"), ("missed", "Did not come"), ("cancelled", "Gave it up"))
_WAITING = "waiting"
_OUTCOME_TINTS = {"attended": Tint.MET, "missed": Tint.DUE, _WAITING: Tint.DUE}


class CaseHistory(CasePart):
    """The latest entry first; a mistaken one is corrected here and stays, struck."""

    attendance_told = Signal(str, str)
    calendar_wished = Signal()

    @override
    def lay_out(self, shown: CaseShown) -> None:
        if shown.case.bookings:
            card = Card(self.tr("Events"))
            if any(not row.outcome or row.on >= shown.today for row in shown.case.bookings):
                card.corner.addWidget(self._calendar_link())
            for place, booking in enumerate(shown.case.bookings):
                if place:
                    card.body.addWidget(rule())
                card.body.addLayout(self._booking(booking))
            self.column.addWidget(card)
        if shown.merges:
            card = Card(self.tr("Merges"))
            for place, merge in enumerate(shown.merges):
                if place:
                    card.body.addWidget(rule())
                card.body.addLayout(self._merge(shown, merge))
            self.column.addWidget(card)
        card = Card(self.tr("Journey and history"))
        for place, event in enumerate(reversed(shown.case.events)):
            if place:
                card.body.addWidget(rule())
            card.body.addLayout(self._entry(shown, event))
        self.column.addWidget(card)

    def _calendar_link(self) -> QPushButton:
        made = QPushButton(self.tr("Calendar file…"), self)
        made.setProperty("kind", "link")
        made.setAccessibleName(self.tr("Write the household's events as a calendar"))
        made.clicked.connect(self.calendar_wished)
        return made

    def _merge(self, shown: CaseShown, merge: MergeRow) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(tokens.TIGHT)
        words.addWidget(_struck(label(merge.what, "strong", wraps=True), is_struck=merge.is_undone))
        told = self.tr("By {who}, {when}")
        done = told.format(who=merge.merged_by, when=labels.moment(merge.merged_at))
        words.addWidget(label(done, "small", wraps=True))
        if merge.undone_at is not None:
            told = self.tr("Undone by {who}, {when}")
            undone = told.format(who=merge.undone_by, when=labels.moment(merge.undone_at))
            words.addWidget(label(undone, "small", wraps=True))
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        row.addLayout(words, 1)
        if shown.may(Duty.MERGE) and not merge.is_undone:
            spoken = self.tr("Undo: {what}").format(what=merge.what)
            place = shown.place("undo_merge", {"record": str(merge.id)})
            undo = self.link(self.tr("Undo…"), place, spoken=spoken)
            row.addWidget(undo, alignment=Qt.AlignmentFlag.AlignTop)
        return row

    def _entry(self, shown: CaseShown, event: EventRow) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(tokens.TIGHT)
        what = f"{event.what}: {event.details}" if event.details else event.what
        done = _struck(label(what, "strong", wraps=True), is_struck=event.is_struck)
        words.addWidget(done)
        recorded = self.tr("Recorded by {who}, {when}").format(
            who=event.recorded_by or self.tr("somebody"), when=labels.moment(event.recorded_at)
        )
        words.addWidget(label(recorded, "small", wraps=True))
        if event.struck_at is not None:
            struck = self.tr("Struck by {who}, {when}: {why}").format(
                who=event.struck_by, when=labels.moment(event.struck_at), why=event.struck_why
            )
            words.addWidget(label(struck, "small", wraps=True))
        if event.fault:
            words.addWidget(label(event.fault, "error", wraps=True))
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        day = _struck(label(labels.in_table(event.on)), is_struck=event.is_struck)
        day.setFixedWidth(tokens.COLUMN_DATE)
        row.addWidget(day, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if not event.is_struck:
            spoken = self.tr("Correct {what}, {day}").format(
                what=event.what, day=labels.in_table(event.on)
            )
            place = shown.place("correct_entry", {"entry": str(event.id)})
            row.addWidget(
                self.link(self.tr("Correct…"), place, spoken=spoken),
                alignment=Qt.AlignmentFlag.AlignTop,
            )
        return row

    def _booking(self, booking: CaseBookingRow) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        where = ", ".join(part for part in (booking.called, booking.starts, booking.venue) if part)
        people = labels.count(booking.people, "place", "places")
        day = label(labels.in_table(booking.on))
        day.setFixedWidth(tokens.COLUMN_DATE)
        row.addWidget(day)
        row.addWidget(label(f"{where} · {people}", wraps=True), 1)
        if booking.outcome:
            words = {**dict(OUTCOMES), _WAITING: "Waiting"}[booking.outcome]
            tint = _OUTCOME_TINTS.get(booking.outcome, Tint.PLAIN)
            row.addWidget(Chip(self.tr(words), tint))
            return row
        if booking.parts > 1:
            place = Place("events", facts={"event": str(booking.id)})
            row.addWidget(self.link(self.tr("Register…"), place, spoken=booking.called))
            return row
        for outcome, words in OUTCOMES:
            button = QPushButton(self.tr(words), self)
            button.setProperty("kind", "small")
            button.setProperty("told", (str(booking.id), outcome))
            button.setAccessibleName(f"{self.tr(words)}, {labels.in_table(booking.on)}")
            button.clicked.connect(self._on_outcome_pressed)
            row.addWidget(button)
        return row

    @Slot()
    def _on_outcome_pressed(self) -> None:
        booking, outcome = self.sender().property("told")
        self.attendance_told.emit(booking, outcome)


def _struck(made: QLabel, *, is_struck: bool) -> QLabel:
    if is_struck:
        font = made.font()
        font.setStrikeOut(True)
        made.setFont(font)
    return made
