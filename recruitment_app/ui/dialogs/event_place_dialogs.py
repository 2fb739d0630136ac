"""Book a household on an event, say what is to be done after it, where a part was made up."""

from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.events.attendance import (
    follow_up_place,
    make_up_part,
    mark_rest_came,
)
from recruitment_app.casework.events.event_choices import bookable, made_up_at
from recruitment_app.casework.events.event_places import book_places
from recruitment_app.casework.events.event_rows import PlaceRow, event_page
from recruitment_app.errors import Problem
from recruitment_app.rules.events import BOOKED
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form


class BookHousehold(FormDialog):
    """Asks which household, and who of it; one of a couple may come alone."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, office.tr("Book a household"), "", Form(), parent)
        self._event_id = UUID(place.fact("event"))
        event = office.quick(event_page, event_id=self._event_id).event
        rows = office.quick(bookable, event_id=self._event_id)
        self._rows = {str(row.case_id): row for row in rows}
        self.household = Choice[str](
            [(f"{row.title}, {row.reference}", key) for key, row in self._rows.items()],
            none=" ",
        )
        self.who = Choice[str](filters=False)
        self.on = date_box(office, is_today=True)
        self.waits = QCheckBox(self.tr("Put them on the &waiting list"))
        self.waits.setChecked(event.room == 0)
        day = labels.in_text(event.begins_on)
        told = f"{event.called}, {day}."
        if event.room is not None:
            told = f"{told} {labels.count(event.room, 'place', 'places')} left."
        self.form.say(told)
        hint = self.tr("Type a name or a reference.")
        self.form.ask("case_id", self.tr("&Household"), self.household, hint=hint, wide=True)
        self.form.ask("people", self.tr("Wh&o comes"), self.who, wide=True)
        self.form.ask("on", self.tr("&Date of the booking"), self.on)
        self.form.ask("waits", self.tr("Put them on the &waiting list"), self.waits)
        self.save_button.setText(self.tr("&Book"))
        self.household.chosen.connect(self._on_household_chosen)
        self.household.currentIndexChanged.connect(self._on_household_chosen)
        self.household.setFocus()

    @override
    def send(self) -> None:
        key = self.household.value()
        row = self._rows.get(key or "")
        if row is None:
            raise Problem(self.tr("Choose a household from the list."), field="case_id")
        chosen = self.who.value() or ""
        self.do(
            book_places,
            event_id=self._event_id,
            case_id=row.case_id,
            people=[UUID(each) for each in chosen.split()] or [each for each, _ in row.people],
            on=self.form.day("on"),
            today=self.office.today(),
            waits=self.waits.isChecked(),
        )

    @Slot()
    def _on_household_chosen(self, *_facts: object) -> None:
        row = self._rows.get(self.household.value() or "")
        people = row.people if row is not None else ()
        offers = [(name, str(key)) for key, name in people]
        if len(people) > 1:
            both = " ".join(str(key) for key, _name in people)
            offers.insert(0, (self.tr("Both"), both))
        self.who.clear()
        self.who.offer(offers)
        self.who.setCurrentIndex(0)


class FollowUpPlace(FormDialog):
    """Asks what was seen of somebody at an event, what is to be done after it, and by when."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, office.tr("After the event"), "", Form(), parent)
        self._place = _place(office, place)
        self.words = QLineEdit(self._place.follow_up)
        self.by, self.done_on = date_box(office, needed=False), date_box(office, needed=False)
        self.by.set_day(self._place.follow_up_on)
        self.done_on.set_day(self._place.followed_up_on)
        self.form.say(self._place.name or self._place.title)
        part = place.fact("part")
        self._mark = self._place.marks.get(UUID(part)) if part else None
        self.saw = QPlainTextEdit(self._mark.remark if self._mark is not None else "")
        if self._mark is not None:
            event = office.quick(event_page, event_id=UUID(place.fact("event"))).event
            number = event.part_ids.index(UUID(part)) + 1
            day = labels.in_text(event.parts[number - 1].on)
            hint = self.tr("Of part {number} on {day}; it stands in the file of their case.")
            self.saw.setFixedHeight(tokens.TEXT_HEIGHT)
            self.form.ask(
                "saw",
                self.tr("What those who &led it saw of them"),
                self.saw,
                hint=hint.format(number=number, day=day),
                wide=True,
            )
        self.form.ask("words", self.tr("What is &to be done"), self.words, wide=True)
        self.form.beside(
            self.form.ask("by", self.tr("By &when"), self.by),
            self.form.ask("done_on", self.tr("&Done on"), self.done_on),
        )
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            follow_up_place,
            place_id=self._place.id,
            words=self.form.text("words"),
            by=self.form.day("by") if self.form.text("by") else None,
            today=self.office.today(),
            done_on=self.form.day("done_on") if self.form.text("done_on") else None,
            saw={} if self._mark is None else {self._mark.id: self.saw.toPlainText()},
        )


class RestCame(FormDialog):
    """Asks once more before a whole information session is told by the journeys of its cases."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, office.tr("The rest came?"), "", Form(), parent)
        self._event_id, self._part_id = (UUID(place.fact(name)) for name in ("event", "part"))
        page = office.quick(event_page, event_id=self._event_id)
        rest = [
            row
            for row in page.places
            if row.state == BOOKED and self._part_id not in row.marks and not row.is_closed
        ]
        words = self.tr("{people} of {households} will be marked as having come to {name}, {day}.")
        self.form.say(
            words.format(
                people=labels.count(len(rest), "person", "people"),
                households=labels.count(
                    len({row.case_id for row in rest}), "household", "households"
                ),
                name=page.event.called,
                day=labels.in_text(page.event.begins_on),
            )
        )
        self.form.say(
            self.tr("The history of each case tells it from then on, and is corrected there.")
        )
        self.save_button.setText(self.tr("&Mark them"))
        self.save_button.setFocus()

    @override
    def send(self) -> None:
        self.do(
            mark_rest_came,
            event_id=self._event_id,
            part_id=self._part_id,
            today=self.office.today(),
        )


class MakeUpPart(FormDialog):
    """Asks at which part of another event somebody made up what they missed."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, office.tr("Made up at another event"), "", Form(), parent)
        row, part_id = _place(office, place), UUID(place.fact("part"))
        self._mark = row.marks[part_id]
        event = office.quick(event_page, event_id=UUID(place.fact("event"))).event
        missed_on = event.parts[event.part_ids.index(part_id)].on
        words = self.tr("{name} missed part {number} on {day}.")
        self.form.say(
            words.format(
                name=row.name or row.title,
                number=event.part_ids.index(part_id) + 1,
                day=labels.in_text(missed_on),
            )
        )
        rows = office.quick(made_up_at, event_id=UUID(place.fact("event")), today=office.today())
        self.part = Choice[str](
            [
                (f"{labels.in_table(part.on)}, {row.called}, {part.title or row.venue}", str(key))
                for row in rows
                for part, key in zip(row.parts, row.part_ids, strict=True)
                if part.on <= office.today()
            ],
            none=self.tr("Not made up yet"),
            filters=False,
        )
        self.part.choose(str(self._mark.made_up_part_id) if self._mark.made_up_part_id else None)
        self.form.ask("part_id", self.tr("Made up &at"), self.part, wide=True)
        self.focus_first()

    @override
    def send(self) -> None:
        chosen = self.part.value()
        self.do(
            make_up_part,
            attendance_id=self._mark.id,
            part_id=UUID(chosen) if chosen else None,
            today=self.office.today(),
        )


def _place(office: Office, place: Place) -> PlaceRow:
    """Return the place that a dialog is about.

    Raises:
        Problem: it is not there any more.

    """
    wanted = UUID(place.fact("place"))
    for row in office.quick(event_page, event_id=UUID(place.fact("event"))).places:
        if row.id == wanted:
            return row
    raise Problem(office.tr("This place is not there any more: look again."))
