"""Make or change a campaign, note something of one, and say where an enquiry came from."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.change import Change
from recruitment_app.casework.choices import choices
from recruitment_app.casework.sources.came_from import (
    came_from_offers,
    came_from_words,
    set_came_from,
)
from recruitment_app.casework.sources.campaigns import (
    CampaignFacts,
    CampaignRow,
    add_campaign_note,
    campaigns,
    change_campaign,
    make_campaign,
)
from recruitment_app.errors import Problem
from recruitment_app.rules.source_yields import as_typed, read_pounds
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.chosen import case_of
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.drafting import Drafting
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.date_box import DateBox
from recruitment_app.ui.widgets.form import Form


class CampaignDialog(FormDialog):
    """Asks what a campaign is, when it ran and what it cost."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row = _campaign(office, place) if place.fact("campaign") else None
        heading = office.tr("Change the campaign") if self._row else office.tr("New campaign")
        super().__init__(office, heading, "", Form(), parent)
        self.name = QLineEdit()
        self.kind: Choice[str] = Choice(_offers(office, "campaign_kind"))
        self.source: Choice[str] = Choice(
            _offers(office, "source_of_enquiry"), none=self.tr("No one source"), filters=False
        )
        self.begins_on = date_box(office, is_today=self._row is None)
        self.ends_on = date_box(office, needed=False)
        self.cost = QLineEdit()
        self.remarks = QPlainTextEdit()
        self.remarks.setFixedHeight(tokens.TEXT_HEIGHT)
        ask, tr = self.form.ask, self.tr
        ask("name", tr("&Name"), self.name, hint=tr("By which the team knows it."), wide=True)
        kind = ask("kind", tr("&Kind"), self.kind, wide=True)
        source = ask("source", tr("S&ource that it belongs to"), self.source, wide=True)
        self.form.beside(kind, source)
        begins = ask("begins_on", tr("&First day"), self.begins_on, wide=True)
        ends = ask("ends_on", tr("&Last day, if any"), self.ends_on, wide=True)
        ask("cost", tr("Cos&t in pounds"), self.cost)
        self.form.beside(begins, ends)
        ask("remarks", tr("&Remarks"), self.remarks, wide=True)
        if self._row is not None:
            self._fill(self._row.facts)
        self.save_button.setText(tr("&Save") if self._row else tr("&Make the campaign"))
        self.focus_first()

    @override
    def send(self) -> None:
        facts = CampaignFacts(
            kind=self.kind.value() or "",
            name=self.form.text("name"),
            source=self.source.value() or "",
            begins_on=self.form.day("begins_on"),
            ends_on=_day(self.ends_on, "ends_on"),
            cost=read_pounds(self.form.text("cost")),
            remarks=self.form.text("remarks"),
        )
        if self._row is None:
            self.do(make_campaign, facts=facts)
        else:
            self.do(change_campaign, campaign_id=self._row.id, seen=self._row.version, facts=facts)

    def _fill(self, facts: CampaignFacts) -> None:
        self.name.setText(facts.name)
        self.kind.choose(facts.kind)
        self.source.choose(facts.source or None)
        self.begins_on.set_day(facts.begins_on)
        self.ends_on.set_day(facts.ends_on)
        self.cost.setText(as_typed(facts.cost))
        self.remarks.setPlainText(facts.remarks)


class CampaignNote(FormDialog):
    """Asks for a note on a campaign; typing is kept as a draft."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row = _campaign(office, place)
        told = self._row.facts.name
        super().__init__(office, office.tr("Note on a campaign"), told, Form(), parent)
        self.on = date_box(office, is_today=True)
        self.text = QPlainTextEdit()
        self.text.setFixedHeight(tokens.TEXT_HEIGHT)
        self.form.ask("on", self.tr("&Date"), self.on)
        hint = self.tr("A note stays as it was written; put one right by a further note.")
        self.form.ask("text", self.tr("&Note"), self.text, hint=hint, wide=True)
        self.save_button.setText(self.tr("&Add the note"))
        self._drafting = Drafting(office, f"campaign:{self._row.id}", self._typing, self)
        self.text.setPlainText(self._drafting.kept().get("text", ""))
        self.form.edited.connect(self._drafting.touch)
        self.text.setFocus()

    @override
    def send(self) -> None:
        self.do(
            add_campaign_note,
            campaign_id=self._row.id,
            on=self.form.day("on"),
            text=self.form.text("text"),
            today=self.office.today(),
        )

    @override
    def on_done(self, change: Change) -> None:
        self._drafting.discard()
        super().on_done(change)

    @override
    def reject(self) -> None:
        self._drafting.save_now()
        super().reject()

    def _typing(self) -> Mapping[str, str]:
        return {"text": self.form.text("text")}


class CameFromDialog(FormDialog):
    """Asks which campaign or event a household came from; it offers what ran when they enquired."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        case = case_of(office, place)
        self._case_id = case.id
        told = office.tr("They enquired on {day} and heard of us by: {source}.")
        told = told.format(day=labels.in_text(case.opened_on), source=case.source)
        super().__init__(office, office.tr("What brought them"), told, Form(), parent)
        code, words = office.quick(came_from_words, case_id=self._case_id)
        offers = [(said, each) for each, said in office.quick(came_from_offers, on=case.opened_on)]
        if code and code not in {each for _said, each in offers}:
            offers.append((words, code))
        self.came_from: Choice[str] = Choice(offers, none=self.tr("Not known"), filters=False)
        self.came_from.choose(code or None)
        hint = self.tr("Campaigns that ran when they enquired or shortly before, and events.")
        self.form.ask(
            "came_from", self.tr("Cam&paign or event"), self.came_from, hint=hint, wide=True
        )
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            set_came_from,
            case_id=self._case_id,
            came_from=self.came_from.value() or "",
            today=self.office.today(),
        )


def _offers(office: Office, name: str) -> list[tuple[str, str]]:
    return [(words, code) for code, words in office.quick(choices, list_name=name)]


def _campaign(office: Office, place: Place) -> CampaignRow:
    """Return the campaign that a place names; where it names none, the latest."""
    rows = office.quick(campaigns)
    named = place.fact("campaign")
    found = next((row for row in rows if not named or row.id == UUID(named)), None)
    if found is None:
        raise Problem("This campaign is not there any more: look again.")
    return found


def _day(box: DateBox, name: str) -> date | None:
    try:
        return box.day()
    except Problem as problem:
        raise Problem(str(problem), field=name) from problem
