"""Make an event, change or move it, copy it as a series, cancel it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.agency.workforce import workers
from recruitment_app.casework.change import Change
from recruitment_app.casework.choices import choices
from recruitment_app.casework.events.event_cancelling import (
    LaterOnes,
    cancel_event,
    later_ones,
)
from recruitment_app.casework.events.event_rows import (
    as_meeting,
    event_page,
    last_of_kind,
    warnings_of,
)
from recruitment_app.casework.events.events import (
    EventFacts,
    change_event,
    copy_event,
    event_facts,
    make_event,
)
from recruitment_app.casework.sources.campaigns import campaigns
from recruitment_app.errors import Problem
from recruitment_app.rules.events import Meeting, Part, Repeat, repeated
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.part_lines import parts_told, parts_typed
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import reader
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.number_box import NumberBox

MOST_PLACES = 500
MOST_TIMES = 24
LINES = 5
_FEW_LINES = 2
_MOST_WARNINGS = 4


class EventDialog(FormDialog):
    """Asks what is said of an event: made anew where the place names none, else changed."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        named = place.fact("event")
        self._event_id = UUID(named) if named else None
        heading = office.tr("Change or move this event") if named else office.tr("New event")
        super().__init__(office, heading, "", Form(enter_submits=False), parent)
        self.setMinimumWidth(tokens.WIDE_DIALOG_WIDTH)
        self._version = 0
        self.kind = Choice[str](
            [(words, code) for code, words in office.quick(choices, list_name="event_kind")],
            filters=False,
        )
        self.title_line, self.venue, self.link = QLineEdit(), QLineEdit(), QLineEdit()
        self.leaders = QLineEdit()
        self.parts = self._lines()
        self.places = NumberBox(0, MOST_PLACES, 0)
        self.remarks = self._lines(_FEW_LINES)
        self.campaign = Choice[str](none=self.tr("None"), filters=False)
        self.with_later = QCheckBox()
        self._offer_campaigns()
        if self._event_id is not None:
            self._fill(self._event_id)
        else:
            self.kind.setCurrentIndex(max(self.kind.findData(place.fact("kind")), 0))
            if place.fact("kind"):
                self.kind.choose(place.fact("kind"))
            self._begin()
            self.kind.activated.connect(self._on_kind_chosen)
        self._ask()
        self._warn()
        for control in (self.venue, self.leaders):
            control.editingFinished.connect(self._warn)
        self.parts.textChanged.connect(self._warn)
        self.parts.setFocus()

    @override
    def send(self) -> None:
        facts = self._facts()
        if self._event_id is None:
            self.do(make_event, facts=facts)
        else:
            self.do(
                change_event,
                event_id=self._event_id,
                seen=self._version,
                facts=facts,
                with_later=self.with_later.isChecked(),
            )

    @override
    def on_done(self, change: Change) -> None:
        super().on_done(change)
        if self._event_id is None:  # what is to be known of it stands there
            self.wished.emit(Place("events", facts={"event": str(change.record_id)}))

    def _lines(self, number: int = LINES) -> QPlainTextEdit:
        made = QPlainTextEdit()
        margins = 2 * (tokens.TIGHT + tokens.FOCUS_LINE)
        made.setFixedHeight(self.fontMetrics().lineSpacing() * number + margins)
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
        names = self.tr("Names with commas between them; a guest's too.")
        counted = self.tr("Counted per person; 0: not counted.")
        self.form.beside(
            self.form.ask("leaders", self.tr("Led &by"), self.leaders, hint=names, wide=True),
            self.form.ask("places", self.tr("&Places"), self.places, hint=counted, wide=True),
        )
        self.form.beside(
            self.form.ask("remarks", self.tr("&Remarks, where any"), self.remarks, wide=True),
            self.form.ask("campaign_id", self.tr("Part of a campai&gn"), self.campaign, wide=True),
        )
        if self.with_later.text():
            self.form.ask("with_later", self.with_later.text(), self.with_later)
        if self._event_id is None:
            self.save_button.setText(self.tr("&Make the event"))

    def _begin(self) -> None:
        """Begin with the venue and the places of the last event of this kind."""
        last = self.office.quick(last_of_kind, kind=self.kind.value() or "")
        if last is not None:
            self.venue.setText(last.venue)
            self.places.setValue(last.places)

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
        self._choose_campaign(facts.campaign_id)
        series = self.office.quick(event_page, event_id=event_id).series
        later = sum(day > facts.parts[0].on for day in series)
        if later:
            words = self.tr("Change the later ones of its series &too ({many}), but not their days")
            self.with_later.setText(words.format(many=later))
        if told:
            had = labels.count(told, "household has", "households have")
            words = self.tr("{count} had a letter about it: tell them of what you change.")
            self.form.say(words.format(count=had))

    def _offer_campaigns(self) -> None:
        """Offer the campaigns that may still bring somebody; others stay where they are chosen."""
        today = self.office.today()
        self.campaign.offer(
            (row.facts.name, str(row.id))
            for row in self.office.quick(campaigns)
            if row.facts.ends_on is None or row.facts.ends_on >= today
        )

    def _choose_campaign(self, campaign_id: UUID | None) -> None:
        if campaign_id is None:
            return
        if self.campaign.findData(str(campaign_id)) < 0:
            name = next(
                (r.facts.name for r in self.office.quick(campaigns) if r.id == campaign_id), ""
            )
            self.campaign.addItem(name, str(campaign_id))
        self.campaign.choose(str(campaign_id))

    @Slot()
    def _warn(self) -> None:
        """Say while somebody types what they should know of the days that can be read so far."""
        self.notice.say("")
        try:
            facts = self._facts()
        except Problem:
            return
        names = {name.strip() for name in self.leaders.text().split(",") if name.strip()}
        meeting = Meeting(
            title=facts.title, venue=facts.venue, people=frozenset(names), parts=facts.parts
        )
        _tell(self, meeting, self._event_id)

    def _facts(self) -> EventFacts:
        chosen = self.campaign.value()
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
            campaign_id=UUID(chosen) if chosen else None,
        )


class CopyEvent(FormDialog):
    """Asks on which days the copies of an event begin, or how often it is held again."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(
            office, office.tr("Copy this event"), "", Form(enter_submits=False), parent
        )
        self._event_id = UUID(place.fact("event"))
        self.days = QPlainTextEdit()
        self.days.setFixedHeight(self.fontMetrics().lineSpacing() * LINES)
        self.days.setPlainText(place.fact("days"))
        self._page = office.quick(event_page, event_id=self._event_id)
        self.every = Choice[str](
            [
                (self.tr("Every week"), Repeat.WEEKLY.value),
                (self.tr("Every two weeks"), Repeat.FORTNIGHTLY.value),
                (self.tr("Every four weeks"), Repeat.FOUR_WEEKLY.value),
                (self.tr("Every month, on the same weekday"), Repeat.MONTHLY.value),
            ],
            none=self.tr("On days that you name"),
            filters=False,
        )
        self.times = NumberBox(1, MOST_TIMES, 6)
        self.form.beside(
            self.form.ask("every", self.tr("&Held again"), self.every, wide=True),
            self.form.ask("times", self.tr("How man&y times"), self.times, wide=True),
        )
        hint = self.tr("One first day a line. Its parts keep their distance; nobody goes along.")
        self.form.ask("days", self.tr("Copies begin &on"), self.days, hint=hint, wide=True)
        self.save_button.setText(self.tr("&Make the copies"))
        self._warn()
        self.every.currentIndexChanged.connect(self._on_repeated)
        self.times.valueChanged.connect(self._on_repeated)
        self.days.textChanged.connect(self._warn)
        self.days.setFocus()

    @override
    def send(self) -> None:
        self.do(copy_event, event_id=self._event_id, days=self._days())

    def _days(self) -> list[date]:
        read = reader(self.office)
        days: list[date] = []
        for line in filter(None, map(str.strip, self.days.toPlainText().splitlines())):
            try:
                days.append(read(line))
            except Problem as problem:
                raise Problem(str(problem), field="days") from problem
        return days

    @Slot()
    def _on_repeated(self, *_facts: object) -> None:
        """Write the days of the series into their field, where each may be changed or left out."""
        every = self.every.value()
        if every is None:
            return
        last = max((self._page.event.begins_on, *self._page.series))
        days = repeated(last, Repeat(every), self.times.value())
        self.days.setPlainText("\n".join(map(labels.in_table, days)))

    @Slot()
    def _warn(self) -> None:
        self.notice.say("")
        try:
            days = self._days()
        except Problem:
            return
        first = self._page.event.begins_on
        parts: Sequence[Part] = [
            replace(part, on=part.on + (day - first))
            for day in days
            for part in self._page.event.parts
        ]
        if parts:
            _tell(self, replace(as_meeting(self._page.event), parts=tuple(parts)))


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
        self.with_later = QCheckBox()
        self._ask_of_later(office.quick(later_ones, event_id=self._event_id, today=office.today()))
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
            with_later=self.with_later.isChecked(),
        )

    def _ask_of_later(self, later: LaterOnes) -> None:
        """Ask of the later ones of its series, where there are some, and say whom it hits."""
        if not later.days:
            return
        asked = self.tr("Cancel the later ones of its series &too ({many})")
        self.with_later.setText(asked.format(many=len(later.days)))
        booked = labels.count(later.booked, "person is booked", "people are booked")
        had = labels.count(later.told, "household had", "households had")
        hint = self.tr("Later ones, until {day}: {booked}, and {told} a letter about one of them.")
        hint = hint.format(day=labels.in_text(later.days[-1]), booked=booked, told=had)
        self.form.ask("with_later", self.with_later.text(), self.with_later, hint=hint)


def _tell(dialog: EventDialog | CopyEvent, meeting: Meeting, event_id: UUID | None = None) -> None:
    """Show what is to be known of the days of an event, before it is made."""
    if not meeting.parts:
        return
    told = dialog.office.quick(warnings_of, meeting=meeting, event_id=event_id)
    more = len(told) - _MOST_WARNINGS
    words = [*told[:_MOST_WARNINGS]]
    if more > 0:
        words.append(dialog.tr("And {count} more.").format(count=more))
    dialog.notice.say(" ".join(words))
    dialog.fit()
