"""One event: its parts, who has a place, the register, the waiting list, what can be done."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from recruitment_app.casework.events.attendance import mark_attendance, mark_rest_came
from recruitment_app.casework.events.event_cancelling import hold_event_after_all
from recruitment_app.casework.events.event_places import (
    INFORMATION_SESSION,
    give_place,
    give_places_in_turn,
    give_up_places,
    set_turn,
)
from recruitment_app.casework.events.event_rows import EventPage, EventRow, PlaceRow, event_page
from recruitment_app.casework.events.feedback import feedback_of
from recruitment_app.errors import Problem
from recruitment_app.rules.events import BOOKED, CAME, MISSED, WAITING
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui import actions, labels, tokens
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.event_words import told_of_event, warned_of_event
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.event_columns import place_columns
from recruitment_app.ui.pages.event_letters import EventLettersRow
from recruitment_app.ui.pages.event_sheets import EventSheets
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.widgets.card import Card
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.few_lines import FewLines
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.table_view import TableView

_CAME: Final = Wish("came", "Came", "C", "", "Record that who is chosen came to the part")
_MISSED: Final = Wish("missed", "Did not come", "D", "", "Record that they did not come")
_REST: Final = Wish(
    "rest_came",
    "The rest came",
    "R",
    "",
    "Record that all who are not marked came to the part",
)
_GAVE_UP: Final = Wish("gave_up", "Give up the place", "G", "", "Give up this place")


class EventDetail(Card):
    """The register stands in the middle; what is done is done with who is chosen in it."""

    wished = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office.tr("Event"), parent)
        self._office = office
        self._page: EventPage | None = None
        self._may = may(office.person.role, Duty.ENTER_DATES)
        self.where = FewLines("second")
        self.notice = Notice(parent=self)
        self.part = Choice[str](filters=False)
        self.part.setAccessibleName(self.tr("Part of the register"))
        self.part.setMinimumWidth(tokens.COLUMN_NAME)
        self.register = TableView(self.tr("Register"), self)
        self.held: ShortTable[PlaceRow] = ShortTable(place_columns(()), lambda row: row.id)
        self.nobody = EmptyState("", self.tr("Boo&k a household"))
        self.book = self._button(self.tr("Boo&k a household"), self._on_book, "primary")
        self.sheets = EventSheets(office, self)
        self.change = self._button(self.tr("C&hange or move"), self._on_change)
        self.copy = self._button(self.tr("Cop&y"), self._on_copy)
        self.cancel = self._button(self.tr("Cance&l event"), self._on_cancel)
        self.hold = self._button(self.tr("Ho&ld it after all"), self._on_hold)
        self.came = self._button(self.tr("&Came"), self._on_came)
        self.missed = self._button(self.tr("&Did not come"), self._on_missed)
        self.rest = self._button(self.tr("The &rest came"), self._on_rest)
        self.made_up = self._button(self.tr("Made &up"), self._on_made_up)
        self.give_up = self._button(self.tr("&Give up"), self._on_give_up)
        self.promote = self._button(self.tr("Gi&ve them a place"), self._on_promote)
        self.first = self._button(self.tr("P&ut first"), self._on_first)
        self.in_turn = self._button(self.tr("Give free places to &who is next"), self._on_in_turn)
        self.after = self._button(self.tr("A&fter the event"), self._on_after)
        self.feedback = self._button(self.tr("Feed&back"), self._on_feedback)
        self.letters = EventLettersRow(office, self)
        self._arrange()
        self._connect()

    @property
    def shown(self) -> EventRow | None:
        """Return the event that is shown."""
        return self._page.event if self._page is not None else None

    def show_event(self, event_id: UUID) -> None:
        """Read an event and show it."""
        is_other = self.shown is None or self.shown.id != event_id
        chosen = None if is_other else self.register.chosen()
        page = self._page = self._office.quick(event_page, event_id=event_id)
        row = page.event
        self.set_heading(f"{row.called} · {labels.near(row.begins_on, self._office.today())}")
        said = self._office.quick(feedback_of, event_id=event_id)
        self.where.setText(told_of_event(page, said))
        self.notice.say(warned_of_event(page))
        self.letters.show_event(row)
        if is_other:
            self._offer_parts(row)
        has_after = any(place.follow_up for place in page.places)
        is_over = row.ends_on < self._office.today()
        columns = place_columns(row.part_ids, has_after=has_after, is_over=is_over)
        self.held = ShortTable(columns, lambda place: place.id)
        self.register.show_table(self.held)
        self.register.fill_with("name")
        self.held.show_rows(page.places)
        if isinstance(chosen, PlaceRow):
            self.register.choose(chosen.id)
        elif page.places:
            self.register.choose(page.places[0].id)
        self._offer()

    def _offer_parts(self, row: EventRow) -> None:
        self.part.clear()
        self.part.offer(
            (
                self.tr("Part {number}, {day}").format(number=number, day=labels.in_table(part.on)),
                str(key),
            )
            for number, (part, key) in enumerate(zip(row.parts, row.part_ids, strict=True), start=1)
        )
        today = self._office.today()
        begun = sum(part.on <= today for part in row.parts)
        self.part.setCurrentIndex(max(begun - 1, 0))  # the register of the last is kept today

    def _button(self, words: str, slot: object, kind: str = "small") -> QPushButton:
        made = QPushButton(words, self)
        made.setProperty("kind", kind)
        made.clicked.connect(slot)
        return made

    def _arrange(self) -> None:
        self.body.addWidget(self.where)
        self.body.addWidget(self.notice)
        for buttons in (
            (self.book, self.sheets, self.in_turn),
            (self.change, self.copy, self.cancel, self.hold, self.feedback),
        ):
            self.body.addLayout(self._row(*buttons))
        self.body.addWidget(self.letters)
        self.body.addWidget(self.register, 1)
        self.body.addWidget(self.nobody, 1)
        self.body.addLayout(self._row(self.part, self.came, self.missed, self.rest, self.made_up))
        self.body.addLayout(self._row(self.promote, self.first, self.give_up, self.after))

    def _row(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.nobody.wished.connect(self._on_book)
        self.letters.wished.connect(self.wished)
        self.sheets.refused.connect(self._on_refused)
        self.register.record_chosen.connect(self._offer)
        self.register.record_opened.connect(self._on_opened)
        self.part.currentIndexChanged.connect(self._offer)
        for wish, slot in (
            (_CAME, self._on_came),
            (_MISSED, self._on_missed),
            (_REST, self._on_rest),
            (_GAVE_UP, self._on_give_up),
        ):
            self.addAction(actions.make(wish, self.register, slot))

    @Slot()
    def _offer(self, *_facts: object) -> None:
        """Offer what can be done with this event and with who is chosen."""
        if self._page is None:
            return
        row, today, chosen = self._page.event, self._office.today(), self._chosen()
        self.sheets.show_event(row, chosen)
        is_on = self._may and row.cancelled_on is None
        is_to_come = is_on and row.begins_on >= today
        has_places = bool(self._page.places)
        self.register.setVisible(has_places)
        self.nobody.setVisible(not has_places)
        self.nobody.say(
            self.tr("Who is booked on this event stands here.")
            if is_to_come
            else self.tr("Nobody was booked.")
        )
        self.nobody.button.setVisible(False)
        self.book.setVisible(is_to_come)
        self.change.setVisible(is_on)
        self.copy.setVisible(self._may)
        self.cancel.setVisible(is_on and not row.came)
        self.hold.setVisible(self._may and row.cancelled_on is not None)
        self.in_turn.setVisible(is_to_come and bool(row.waiting) and row.room != 0)
        is_booked = chosen is not None and chosen.state == BOOKED
        is_waiting = chosen is not None and chosen.state == WAITING
        has_begun = is_on and row.begins_on <= today
        self.part.setVisible(has_begun and has_places and len(row.parts) > 1)
        for button in (self.came, self.missed):
            button.setVisible(has_begun and has_places)
            button.setEnabled(is_booked)
        self.rest.setVisible(has_begun and has_places)
        self.rest.setEnabled(bool(self._page.places) and bool(self._unmarked()))
        self.feedback.setVisible(row.begins_on <= today)
        mark = chosen.marks.get(self._part_id()) if chosen is not None else None
        is_missed = mark is not None and mark.outcome == MISSED
        self.made_up.setVisible(has_begun and is_missed)
        self.promote.setVisible(is_to_come and is_waiting)
        self.first.setVisible(is_to_come and is_waiting)
        is_held = is_booked or is_waiting
        self.give_up.setVisible(is_on and is_held and not (chosen and chosen.marks))
        self.after.setVisible(self._may and chosen is not None)

    def _chosen(self) -> PlaceRow | None:
        row = self.register.chosen()
        return row if isinstance(row, PlaceRow) else None

    def _unmarked(self) -> int:
        """Return how many of those with a place are not marked for the part, if it has begun."""
        if self._page is None:
            return 0
        part_id, event = self._part_id(), self._page.event
        part = event.parts[event.part_ids.index(part_id)]
        if part.on > self._office.today():
            return 0
        return sum(row.state == BOOKED and part_id not in row.marks for row in self._page.places)

    def _part_id(self) -> UUID:
        if self._page is None:
            raise Problem(self.tr("Choose an event."))
        return UUID(self.part.value() or str(self._page.event.part_ids[0]))

    def _wish(self, name: str, **facts: str) -> None:
        if self.shown is not None:
            self.wished.emit(Place(name, facts={"event": str(self.shown.id), **facts}))

    def _mark(self, outcome: str) -> None:
        row, event = self._chosen(), self.shown
        if row is None or event is None or row.state != BOOKED or not self._may:
            return
        self._office.asking(sorry=self._on_refused).do(
            mark_attendance,
            event_id=event.id,
            part_id=self._part_id(),
            case_id=row.case_id,
            outcomes={row.id: outcome},
            today=self._office.today(),
        )
        index = self.register.currentIndex()
        if index.row() + 1 < self.held.rowCount():  # so that marking needs one key each
            self.register.setCurrentIndex(self.held.index(index.row() + 1, index.column()))

    def _on_refused(self, problem: Problem) -> None:
        self.notice.say(str(problem))

    @Slot(object)
    def _on_opened(self, row: object) -> None:
        if isinstance(row, PlaceRow):
            self.wished.emit(Place("case", row.case_id))

    @Slot()
    def _on_came(self) -> None:
        self._mark(CAME)

    @Slot()
    def _on_missed(self) -> None:
        self._mark(MISSED)

    @Slot()
    def _on_rest(self) -> None:
        event = self.shown
        if event is None or not self._may or not self._unmarked():
            return
        if event.kind == INFORMATION_SESSION:  # the journeys of many cases: not undone by a press
            self._wish("rest_came", part=str(self._part_id()))
            return
        self._office.asking(sorry=self._on_refused).do(
            mark_rest_came, event_id=event.id, part_id=self._part_id(), today=self._office.today()
        )

    @Slot()
    def _on_feedback(self) -> None:
        self._wish("feedback")

    @Slot()
    def _on_made_up(self) -> None:
        row = self._chosen()
        if row is not None:
            self._wish("make_up_part", place=str(row.id), part=str(self._part_id()))

    @Slot()
    def _on_after(self) -> None:
        row = self._chosen()
        if row is not None:
            self._wish("follow_up_place", place=str(row.id), part=str(self._part_id()))

    @Slot()
    def _on_give_up(self) -> None:
        row, event = self._chosen(), self.shown
        if row is None or event is None or not self._may:
            return
        people = [row.person_id] if row.person_id is not None else []
        self._office.asking(sorry=self._on_refused).do(
            give_up_places,
            event_id=event.id,
            case_id=row.case_id,
            on=self._office.today(),
            people=people,
        )

    @Slot()
    def _on_promote(self) -> None:
        row, event, today = self._chosen(), self.shown, self._office.today()
        if row is not None and event is not None:
            self._office.asking(sorry=self._on_refused).do(
                give_place, event_id=event.id, case_id=row.case_id, on=today, today=today
            )

    @Slot()
    def _on_first(self) -> None:
        row, event = self._chosen(), self.shown
        if row is not None and event is not None:
            self._office.asking(sorry=self._on_refused).do(
                set_turn, event_id=event.id, case_id=row.case_id, place=1
            )

    @Slot()
    def _on_in_turn(self) -> None:
        event, today = self.shown, self._office.today()
        if event is not None:
            self._office.asking(sorry=self._on_refused).do(
                give_places_in_turn, event_id=event.id, on=today, today=today
            )

    @Slot()
    def _on_hold(self) -> None:
        if self.shown is not None:
            self._office.asking(sorry=self._on_refused).do(
                hold_event_after_all, event_id=self.shown.id
            )

    @Slot()
    def _on_book(self) -> None:
        self._wish("book_household")

    @Slot()
    def _on_change(self) -> None:
        self._wish("new_event")

    @Slot()
    def _on_copy(self) -> None:
        self._wish("copy_event")

    @Slot()
    def _on_cancel(self) -> None:
        self._wish("cancel_event")
