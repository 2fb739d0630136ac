"""Make an event, change or move it, copy it as a series, cancel it."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.agency.workforce import workers
from recruitment_app.casework.choices import choices
from recruitment_app.casework.events.event_rows import event_page, events
from recruitment_app.casework.events.events import (
    EventFacts,
    cancel_event,
    change_event,
    copy_event,
    event_facts,
    make_event,
)
from recruitment_app.errors import Problem
from recruitment_app.ui import labels
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.part_lines import parts_told, parts_typed
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import reader
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.number_box import NumberBox

MOST_PLACES = 500
LINES = 4


class EventDialog(FormDialog):
    """Asks what is said of an event: made anew where the place names none, else changed."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        named = place.fact("event")
        self._event_id = UUID(named) if named else None
        heading = office.tr("Change or move this event") if named else office.tr("New event")
        super().__init__(office, heading, "", Form(enter_submits=False), parent)
        self._version = 0
        self.kind = Choice[str](
            [(words, code) for code, words in office.quick(choices, list_name="event_kind")],
            filters=False,
        )
        self.title_line, self.venue, self.link = QLineEdit(), QLineEdit(), QLineEdit()
        self.leaders = QLineEdit()
        self.parts = self._lines()
        self.places = NumberBox(0, MOST_PLACES, 0)
        self.remarks = self._lines()
        if self._event_id is not None:
            self._fill(self._event_id)
        else:
            self.kind.setCurrentIndex(0)
            if place.fact("kind"):
                self.kind.choose(place.fact("kind"))
            self._begin()
            self.kind.activated.connect(self._on_kind_chosen)
        self._ask()
        self.parts.setFocus()

    @override
    def send(self) -> None:
        facts = self._facts()
        if self._event_id is None:
            self.do(make_event, facts=facts)
        else:
            self.do(change_event, event_id=self._event_id, seen=self._version, facts=facts)

    def _lines(self) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setFixedHeight(self.fontMetrics().lineSpacing() * LINES)
        return made

    def _ask(self) -> None:
        self.form.beside(
            self.form.ask("kind", self.tr("&Kind of event"), self.kind, wide=True),
            self.form.ask("title", self.tr("&Name, where it has one"), self.title_line, wide=True),
        )
        hint = self.tr("One line for each part: 19 nov 09:30-15:30, what it is about")
        self.form.ask("parts", self.tr("&Days and hours"), self.parts, hint=hint, wide=True)
        self.form.beside(
            self.form.ask("venue", self.tr("&Venue"), self.venue, wide=True),
            self.form.ask("link", self.tr("&Link, where it is online"), self.link, wide=True),
        )
        hint = self.tr("Names with commas between them; a guest's too.")
        self.form.ask("leaders", self.tr("Led &by"), self.leaders, hint=hint, wide=True)
        hint = self.tr("Counted per person; 0 where they are not counted.")
        self.form.ask("places", self.tr("&Places"), self.places, hint=hint)
        self.form.ask("remarks", self.tr("&Remarks, where any"), self.remarks, wide=True)
        if self._event_id is None:
            self.save_button.setText(self.tr("&Make the event"))

    def _begin(self) -> None:
        """Begin with the venue and the places of the last event of this kind."""
        last = self.office.quick(events, kinds=[self.kind.value() or ""])
        if last:
            self.venue.setText(last[-1].venue)
            self.places.setValue(last[-1].places)

    @Slot()
    def _on_kind_chosen(self) -> None:
        if not self.venue.isModified():
            self._begin()

    def _fill(self, event_id: UUID) -> None:
        facts, self._version, told = self.office.quick(event_facts, event_id=event_id)
        names = {row.id: row.name for row in self.office.quick(workers, with_leavers=True)}
        self.kind.choose(facts.kind)
        self.title_line.setText(facts.title)
        self.parts.setPlainText(parts_told(facts.parts))
        self.venue.setText(facts.venue)
        self.link.setText(facts.link)
        self.leaders.setText(
            ", ".join([*(names.get(each, "") for each in facts.leaders), *facts.guests])
        )
        self.places.setValue(facts.places)
        self.remarks.setPlainText(facts.remarks)
        if told:
            had = labels.count(told, "household has", "households have")
            words = self.tr("{count} had a letter about it: tell them of what you change.")
            self.form.say(words.format(count=had))

    def _facts(self) -> EventFacts:
        known = {row.name.casefold(): row.id for row in self.office.quick(workers)}
        names = [each.strip() for each in self.leaders.text().split(",") if each.strip()]
        return EventFacts(
            kind=self.kind.value() or "",
            title=self.form.text("title"),
            venue=self.form.text("venue"),
            link=self.form.text("link"),
            places=self.places.value(),
            remarks=self.form.text("remarks"),
            parts=parts_typed(self.parts.toPlainText(), reader(self.office)),
            leaders=tuple(known[each.casefold()] for each in names if each.casefold() in known),
            guests=tuple(each for each in names if each.casefold() not in known),
        )


class CopyEvent(FormDialog):
    """Asks on which days the copies of an event begin."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(
            office, office.tr("Copy this event"), "", Form(enter_submits=False), parent
        )
        self._event_id = UUID(place.fact("event"))
        self.days = QPlainTextEdit()
        self.days.setFixedHeight(self.fontMetrics().lineSpacing() * LINES)
        self.days.setPlainText(place.fact("days"))
        hint = self.tr("One first day a line. Its parts keep their distance; nobody goes along.")
        self.form.ask("days", self.tr("Copies begin &on"), self.days, hint=hint, wide=True)
        self.save_button.setText(self.tr("&Make the copies"))
        self.focus_first()

    @override
    def send(self) -> None:
        read = reader(self.office)
        days: list[date] = []
        for line in filter(None, map(str.strip, self.days.toPlainText().splitlines())):
            try:
                days.append(read(line))
            except Problem as problem:
                raise Problem(str(problem), field="days") from problem
        self.do(copy_event, event_id=self._event_id, days=days)


class CancelEvent(FormDialog):
    """Asks why an event is cancelled, and says who is booked and who was written to."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, office.tr("Cancel this event?"), "", Form(), parent)
        self._event_id = UUID(place.fact("event"))
        row = office.quick(event_page, event_id=self._event_id).event
        _facts, _version, told = office.quick(event_facts, event_id=self._event_id)
        booked = labels.count(row.booked, "person is booked", "people are booked")
        had = labels.count(told, "household had", "households had")
        words = self.tr("{name} on {day}: {booked}, and {told} a letter about it.")
        day = labels.in_text(row.begins_on)
        self.form.say(words.format(name=row.called, day=day, booked=booked, told=had))
        self.form.say(self.tr("Their places stay in the register, so that you can tell each."))
        self.why = QLineEdit()
        self.form.ask("why", self.tr("&Why"), self.why, wide=True)
        self.cancel_button.setText(self.tr("&Keep it"))
        self.save_button.setText(self.tr("&Cancel the event"))
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            cancel_event,
            event_id=self._event_id,
            on=self.office.today(),
            why=self.form.text("why"),
            today=self.office.today(),
        )
