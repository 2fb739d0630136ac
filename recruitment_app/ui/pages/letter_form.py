"""What is asked for one letter alone: its own words, to whom and of what day it goes, and how."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from recruitment_app.casework.checks.check_rows import CheckKey
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letter_offers import LetterOffers
from recruitment_app.casework.letters.letter_previews import LetterChoice
from recruitment_app.rules.letters import OTHER, POST
from recruitment_app.ui import check_words, labels, tokens
from recruitment_app.ui.letter_places import ways
from recruitment_app.ui.office import Office
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form

_ASK = "ask."


class LetterForm(Form):
    """Asks what this letter needs, with what is usual already there."""

    def __init__(
        self,
        office: Office,
        choice: LetterChoice,
        offers: LetterOffers,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, enter_submits=False)
        self._office = office
        self._letter = choice
        self.person: Choice[UUID] | None = None
        self.about_event: Choice[UUID] | None = None
        self.about_check: Choice[CheckKey] | None = None
        self._ask_about(offers)
        for ask in choice.asks:
            words = QPlainTextEdit()
            words.setFixedHeight(tokens.TEXT_HEIGHT)
            self._wide(f"{_ASK}{ask.key}", ask.label, words)
        self._ask_to_whom(offers)
        self.way: Choice[str] = Choice(ways(), filters=False)
        self.on = date_box(office, is_today=True)
        self.way.choose(POST)
        self.ask("way", self.tr("How it &goes"), self.way, wide=True)
        self.ask("on", self.tr("&Dated"), self.on, wide=True)
        self.is_large = QCheckBox(self.tr("In &large print"))
        self.ask("is_large_print", self.is_large.text(), self.is_large)
        self.column.addStretch(1)
        self.on.date_edited.connect(self.edited)

    @property
    def is_typed(self) -> bool:
        """Whether anything is typed for this letter alone."""
        return any(self.typed().values())

    def wanted(self) -> Wanted:
        """Return the letter as it is asked for.

        Raises:
            Problem: its day cannot be read; it names the field.

        """
        names = self.names()
        return Wanted(
            name=self._letter.name,
            on=self.day("on"),
            asks={ask.key: self.text(f"{_ASK}{ask.key}") for ask in self._letter.asks},
            way=self.way.value() or "",
            is_large_print=self.is_large.isChecked(),
            person_id=self.person.value() if self.person is not None else None,
            event_id=self.about_event.value() if self.about_event is not None else None,
            check=self.about_check.value() if self.about_check is not None else None,
            to_name=self.text("to_name") if "to_name" in names else "",
            to_address=self.text("to_address") if "to_address" in names else "",
        )

    def typed(self) -> Mapping[str, str]:
        """Return what is typed in words, by the names of the fields."""
        return {name: self.text(name) for name in self.names() if self._is_typed_in(name)}

    def fill(self, typed: Mapping[str, str]) -> None:
        """Fill in words that were typed before."""
        for name, words in typed.items():
            if name not in self.names():
                continue
            control = self.field(name).control
            if isinstance(control, QPlainTextEdit):
                control.setPlainText(words)
            elif isinstance(control, QLineEdit) and self._is_typed_in(name):
                control.setText(words)

    def _is_typed_in(self, name: str) -> bool:
        return name.startswith(_ASK) or name in {"to_name", "to_address"}

    def _wide(self, name: str, words: str, control: QWidget, hint: str = "") -> QWidget:
        block = self.ask(name, words, control, hint=hint, wide=True)
        heading = self.field(name).heading
        if heading is not None:
            heading.setWordWrap(True)
        return block

    def _ask_about(self, offers: LetterOffers) -> None:
        today = self._office.today()
        if offers.events is not None:
            told = [
                (f"{labels.near(row.begins_on, today)}, {row.called}", row.id)
                for row in offers.events
            ]
            nothing = "" if told else self.tr("There is none to choose")
            self.about_event = Choice(told, none=nothing, filters=False)
            self._wide("event_id", self.tr("Abo&ut which event"), self.about_event)
            self.about_event.setCurrentIndex(0)
        if offers.checks is not None:
            checks = [
                (f"{check_words.named(row)} \u00b7 {check_words.who(row)}", row.key)
                for row in offers.checks
            ]
            nothing = "" if checks else self.tr("There is none to choose")
            self.about_check = Choice(checks, none=nothing, filters=False)
            self._wide("check", self.tr("About which chec&k"), self.about_check)
            self.about_check.setCurrentIndex(0 if len(checks) <= 1 else -1)

    def _ask_to_whom(self, offers: LetterOffers) -> None:
        if len(offers.people) > 1:
            self.person = Choice(offers.people, none=self.tr("Both applicants"), filters=False)
            self._wide("person_id", self.tr("T&o whom"), self.person)
        if self._letter.to == OTHER:
            hint = self.tr("Only where it goes to somebody else than the record says.")
            self._wide("to_name", self.tr("Name &of who gets it"), QLineEdit(), hint)
            address = QPlainTextEdit()
            address.setFixedHeight(tokens.TEXT_HEIGHT)
            self._wide("to_address", self.tr("&Address"), address)
