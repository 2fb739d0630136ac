"""Information sessions: when and where, their places, and who came."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout

from recruitment_app.casework.agency_rows import BookingRow, SessionRow
from recruitment_app.casework.change import Touched
from recruitment_app.casework.sessions import mark_attendance, register, sessions
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui import actions, labels, tokens
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.export_button import ExportButton
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, label
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.table_view import TableView

ATTENDED, MISSED, GIVEN_UP = "attended", "missed", "cancelled"
_OUTCOMES: Final = {
    "": ("Booked", Tint.BRAND),
    ATTENDED: ("Came", Tint.MET),
    MISSED: ("Did not come", Tint.DUE),
    GIVEN_UP: ("Place given up", Tint.PLAIN),
}
_LATELY: Final = timedelta(days=366)
_SHARES: Final = (11, 9)
_CAME: Final = Wish("came", "Came", "C", "", "Record that the household came")
_MISSED: Final = Wish("missed", "Did not come", "D", "", "Record that it did not come")
_GAVE_UP: Final = Wish("gave_up", "Place given up", "G", "", "Record that the place was given up")


class SessionsPage(Page):
    """The list of sessions, and the register of the one chosen."""

    concerns = frozenset({Touched.SESSIONS})

    def __init__(self, office: Office) -> None:
        super().__init__("", scrolls=False)
        self._office = office
        self._chosen: SessionRow | None = None
        self._shows_all = False
        self._may = may(office.person.role, Duty.ENTER_DATES)
        self.say(self.tr("Information sessions"))
        self.setAccessibleName(self.tr("Information sessions"))
        self.all_button = QPushButton(self.tr("Show e&arlier sessions"), self)
        self.all_button.setProperty("kind", "link")
        self.all_button.clicked.connect(self._on_all_wished)
        self.new_button = QPushButton(self.tr("New &session"), self)
        self.new_button.setProperty("kind", "primary")
        self.new_button.setVisible(self._may)
        self.table: ShortTable[SessionRow] = ShortTable(self._columns(), lambda row: row.id)
        self.list = TableView(self.tr("Information sessions"), self)
        self.listed = Card("", self)
        self.empty = EmptyState(
            self.tr("Sessions for people who have enquired stand here."), self.tr("&New session")
        )
        self.empty.button.setVisible(self._may)
        self.booked: ShortTable[BookingRow] = ShortTable(
            self._booking_columns(), lambda row: row.id
        )
        self.register = TableView(self.tr("Register"), self)
        self.nobody = EmptyState("")
        self.detail = Card(self.tr("Register"), self)
        self.where = label("", "second", wraps=True)
        self.notice = Notice(parent=self)
        self.told = Notice(parent=self)
        self.came = self._mark_button(self.tr("&Came"))
        self.missed = self._mark_button(self.tr("&Did not come"))
        self.gave_up = self._mark_button(self.tr("Place &given up"))
        self.cancel_button = QPushButton(self.tr("Cance&l session…"), self)
        self._arrange()
        self._connect()

    def reload(self) -> None:
        """Read the sessions, and the register of the one chosen."""
        if self._shows_all:  # a region holds thousands in ten years
            self._office.look("sessions", sessions, self._show_sessions)
            return
        since = self._office.today() - _LATELY
        self._show_sessions(self._office.quick(sessions, since=since))

    def _show_sessions(self, rows: list[SessionRow]) -> None:
        self.table.show_rows(rows)
        self.listed.setVisible(bool(rows))
        self.detail.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        wanted = self._wanted(rows)
        if wanted is not None:
            self.list.choose(wanted)
        self._show(next((row for row in rows if row.id == wanted), None))

    @Slot()
    def _on_all_wished(self) -> None:
        """Show every session there ever was, from now on."""
        self._shows_all = True
        self.all_button.hide()
        self.reload()

    def window_title(self) -> str:
        """Return the words for the window's title."""
        return self.tr("Information sessions")

    def _wanted(self, rows: list[SessionRow]) -> UUID | None:
        """Return the session to show: the one chosen, else the next, else the last held."""
        known = {row.id for row in rows}
        if self._chosen is not None and self._chosen.id in known:
            return self._chosen.id
        today = self._office.today()
        coming = [row for row in rows if row.on >= today and row.cancelled_on is None]
        if coming:
            return min(coming, key=lambda row: row.on).id
        return rows[0].id if rows else None

    def _show(self, row: SessionRow | None) -> None:
        self._chosen = row
        if row is None:
            return
        today = self._office.today()
        told = labels.near(row.on, today)
        self.detail.set_heading(self.tr("Information session · {day}").format(day=told))
        left = max(row.places - row.booked, 0)
        places = labels.count(left, "place left", "places left")
        parts = (row.venue, row.starts, places if row.cancelled_on is None else "", row.remarks)
        self.where.setText(" · ".join(part for part in parts if part))
        if row.cancelled_on is not None:
            told = self.tr("This session was cancelled on {day}.")
            self.notice.say(told.format(day=labels.in_text(row.cancelled_on)))
        else:
            self.notice.say("")
        booked = self._office.quick(register, session_id=row.id)
        self.booked.show_rows(booked)
        self.register.setVisible(bool(booked))
        self.nobody.setVisible(not booked)
        self.nobody.say(
            self.tr("Nobody is booked. A household is booked on its own page, under Enquiries.")
            if row.on >= today
            else self.tr("Nobody was booked.")
        )
        is_open = self._may and row.cancelled_on is None
        for button in (self.came, self.missed, self.gave_up):
            button.setVisible(is_open and bool(booked))
        self.cancel_button.setVisible(is_open and row.attended == 0)
        self._offer_marks()

    def _columns(self) -> list[Column[SessionRow]]:
        def held(row: SessionRow) -> str:
            if row.cancelled_on is not None:
                return self.tr("Cancelled")
            if row.on > self._office.today():
                return self.tr("Full") if row.booked >= row.places else self.tr("Open")
            return self.tr("{count} came").format(count=row.attended)

        def tint(row: SessionRow) -> Tint:
            if row.cancelled_on is not None:
                return Tint.PLAIN
            if row.on > self._office.today():
                return Tint.DUE if row.booked >= row.places else Tint.BRAND
            return Tint.MET if row.attended else Tint.PLAIN

        return [
            Column("date", self.tr("Date"), lambda row: row.on, "date", width=tokens.COLUMN_DATE),
            Column("time", self.tr("Time"), lambda row: row.starts, width=tokens.COLUMN_SHORT),
            Column(
                "venue", self.tr("Venue"), lambda row: row.venue, "venue", width=tokens.COLUMN_NAME
            ),
            Column(
                "places",
                self.tr("Places"),
                lambda row: self.tr("{booked} of {places}").format(
                    booked=row.booked, places=row.places
                ),
                width=tokens.COLUMN_NARROW,
                at_right=True,
            ),
            Column("held", "", held, width=tokens.COLUMN_DATE, tinted=tint),
        ]

    def _booking_columns(self) -> list[Column[BookingRow]]:
        return [
            Column(
                "household",
                self.tr("Household"),
                lambda row: row.title,
                "household",
                width=tokens.COLUMN_NAME,
            ),
            Column(
                "reference",
                self.tr("Reference"),
                lambda row: row.reference,
                width=tokens.COLUMN_NARROW,
            ),
            Column(
                "people",
                self.tr("Places"),
                lambda row: row.people,
                width=tokens.COLUMN_SHORT,
                at_right=True,
            ),
            Column(
                "outcome",
                "",
                lambda row: self.tr(_OUTCOMES[row.outcome][0]),
                width=tokens.COLUMN_USUAL,
                tinted=lambda row: _OUTCOMES[row.outcome][1],
            ),
        ]

    def _mark_button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "small")
        return button

    def _arrange(self) -> None:
        lists = ("sessions", "bookings")
        self.corner.addWidget(ExportButton(self._office, self.told, lists, self))
        self.corner.addWidget(self.new_button)
        self.list.show_table(self.table)
        self.list.fill_with("venue")
        self.list.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.register.show_table(self.booked)
        self.register.fill_with("household")
        self.listed.body.addWidget(self.list)
        self.listed.body.addWidget(self.all_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.detail.body.addWidget(self.where)
        self.detail.body.addWidget(self.notice)
        self.detail.body.addWidget(self.register, 1)
        self.detail.body.addWidget(self.nobody, 1)
        marks = QHBoxLayout()
        marks.setSpacing(tokens.SMALL)
        for button in (self.came, self.missed, self.gave_up):
            marks.addWidget(button)
        marks.addStretch(1)
        self.detail.body.addLayout(marks)
        self.detail.corner.addWidget(self.cancel_button)
        self.cancel_button.setProperty("kind", "small")
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(tokens.LARGE)
        both.addWidget(self.listed)
        both.addWidget(self.detail)
        for at, share in enumerate(_SHARES):
            both.setStretchFactor(at, share)
        whole = QVBoxLayout()
        whole.addWidget(self.told)
        whole.addWidget(both, 1)
        whole.addWidget(self.empty, 1)
        self.body.addLayout(whole, 1)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._on_new_pressed)
        self.empty.wished.connect(self._on_new_pressed)
        self.cancel_button.clicked.connect(self._on_cancel_pressed)
        self.list.record_chosen.connect(self._on_session_chosen)
        self.register.record_opened.connect(self._on_booking_opened)
        self.register.record_chosen.connect(self._on_booking_chosen)
        self.came.clicked.connect(self._on_came)
        self.missed.clicked.connect(self._on_missed)
        self.gave_up.clicked.connect(self._on_gave_up)
        for wish, slot in (
            (_CAME, self._on_came),
            (_MISSED, self._on_missed),
            (_GAVE_UP, self._on_gave_up),
        ):
            action = actions.make(wish, self.register, slot)
            self.addAction(action)

    def _offer_marks(self) -> None:
        row = self.register.chosen()
        session = self._chosen
        is_open = isinstance(row, BookingRow) and not row.outcome
        is_held = session is not None and session.on <= self._office.today()
        self.came.setEnabled(is_open and is_held)
        self.missed.setEnabled(is_open and is_held)
        self.gave_up.setEnabled(is_open)

    def _mark(self, outcome: str) -> None:
        row = self.register.chosen()
        if not isinstance(row, BookingRow) or row.outcome or not self._may:
            return
        self._office.asking(sorry=self._on_refused).do(
            mark_attendance, booking_id=row.id, outcome=outcome, today=self._office.today()
        )
        self._choose_next()

    def _choose_next(self) -> None:
        """Go on to the next household of the register, so that marking needs one key each."""
        index = self.register.currentIndex()
        if index.row() + 1 < self.booked.rowCount():
            self.register.setCurrentIndex(self.booked.index(index.row() + 1, index.column()))

    def _on_refused(self, problem: Problem) -> None:
        self.notice.say(str(problem))

    @Slot(object)
    def _on_session_chosen(self, row: object) -> None:
        if isinstance(row, SessionRow) and row != self._chosen:
            self._show(row)

    @Slot(object)
    def _on_booking_chosen(self, _row: object) -> None:
        self._offer_marks()

    @Slot(object)
    def _on_booking_opened(self, row: object) -> None:
        if isinstance(row, BookingRow):
            self.wished.emit(Place("case", row.case_id))

    @Slot()
    def _on_came(self) -> None:
        self._mark(ATTENDED)

    @Slot()
    def _on_missed(self) -> None:
        self._mark(MISSED)

    @Slot()
    def _on_gave_up(self) -> None:
        self._mark(GIVEN_UP)

    @Slot()
    def _on_new_pressed(self) -> None:
        self.wished.emit(Place("new_session"))

    @Slot()
    def _on_cancel_pressed(self) -> None:
        if self._chosen is not None:
            self.wished.emit(Place("cancel_session", facts={"session": str(self._chosen.id)}))
