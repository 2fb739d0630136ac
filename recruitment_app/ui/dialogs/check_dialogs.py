"""The dialogs of one check: asked for, chased, received, its outcome, a decision, not needed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.checks.check_kinds import rules_of_checks
from recruitment_app.casework.checks.check_outcomes import (
    decide_on_check,
    record_outcome,
    say_not_needed,
)
from recruitment_app.casework.checks.check_rows import CheckRow, case_checks
from recruitment_app.casework.checks.checks import ask, chase, correct, receive
from recruitment_app.casework.checks.taking_checks_back import last_recorded, take_back
from recruitment_app.casework.choices import choices
from recruitment_app.errors import Problem
from recruitment_app.rules.check_states import holds_until
from recruitment_app.ui import check_words, labels, tokens
from recruitment_app.ui.check_places import id_of, key_of
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.date_box import DateBox
from recruitment_app.ui.widgets.form import Form


def row_of(office: Office, place: Place) -> CheckRow:
    """Return the check that a place names, as it stands now."""
    key = key_of(place)
    rows = office.quick(case_checks, case_id=key.case_id, today=office.today())
    wanted = id_of(key)
    for row in rows:
        if id_of(row.key) == wanted:
            return row
    raise Problem("This check is not asked for any more: look again.")


class CheckDialog(FormDialog):
    """What every dialog of a check shares: which check it is, and small ways to ask."""

    def __init__(
        self, office: Office, place: Place, heading: str, parent: QWidget | None = None
    ) -> None:
        self.row = row_of(office, place)
        form = Form(enter_submits=False)
        who, what = check_words.who(self.row), check_words.named(self.row)
        super().__init__(office, heading, f"{what} · {who}", form, parent)

    def day(self, name: str, words: str, *, is_today: bool = False, hint: str = "") -> QWidget:
        """Ask for a day that is needed; ``is_today`` fills in today."""
        box = date_box(self.office, is_today=is_today)
        return self.form.ask(name, words, box, hint=hint)

    def day_if_any(self, name: str, words: str) -> QWidget:
        """Ask for a day that may be left empty."""
        return self.form.ask(name, words, date_box(self.office, needed=False))

    def line(self, name: str, words: str, typed: str = "", hint: str = "") -> QWidget:
        """Ask for one line."""
        return self.form.ask(name, words, QLineEdit(typed), hint=hint, wide=True)

    def text(self, name: str, words: str, typed: str = "", hint: str = "") -> QWidget:
        """Ask for a few lines."""
        box = QPlainTextEdit(typed)
        box.setFixedHeight(tokens.TEXT_HEIGHT)
        return self.form.ask(name, words, box, hint=hint, wide=True)

    def code(self, name: str, words: str, codes: str, none: str = "") -> Choice[str]:
        """Ask for a code of a list."""
        offers: Sequence[tuple[str, str]] = self.office.quick(choices, list_name=codes)
        box: Choice[str] = Choice([(said, code) for code, said in offers], none=none, filters=False)
        self.form.ask(name, words, box, wide=True)
        return box

    def fill_from(self, place: Place) -> None:
        """Fill in what a place tells: the fact “typed_on” goes into the field “on”."""
        for name in self.form.names():
            told, control = place.fact(f"typed_{name}"), self.form.field(name).control
            if told and isinstance(control, DateBox):
                control.set_day(date.fromisoformat(told))
            elif told and isinstance(control, Choice):
                control.choose(told)
            elif told and isinstance(control, QLineEdit):
                control.setText(told)

    def day_box(self, name: str) -> DateBox:
        """Return the field of a day."""
        control = self.form.field(name).control
        if not isinstance(control, DateBox):
            raise TypeError(type(control).__name__)
        return control

    def typed_day(self, name: str) -> date | None:
        """Return the day of a field that may be empty; the Problem names the field."""
        try:
            return self.day_box(name).day()
        except Problem as problem:
            raise Problem(str(problem), field=name) from problem


class AskCheck(CheckDialog):
    """That a check was asked for: when, and of whom."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, place, office.tr("Check asked for"), parent)
        self.day("on", self.tr("&Asked for on"), is_today=True)
        self.line("of", self.tr("Asked &of"), self.row.asked_of)
        self.fill_from(place)
        self.focus_first()

    @override
    def send(self) -> None:
        facts = {"on": self.form.day("on"), "of": self.form.text("of")}
        self.do(ask, check=self.row.key, today=self.office.today(), **facts)


class ChaseCheck(CheckDialog):
    """That an answer was asked for again: when, how, and what was said."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, place, office.tr("Check chased"), parent)
        self.day("on", self.tr("C&hased on"), is_today=True)
        self.how = self.code("how", self.tr("Ho&w"), "chase_way")
        self.text("words", self.tr("What was sai&d"))
        self.fill_from(place)
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            chase,
            check=self.row.key,
            on=self.form.day("on"),
            how=self.how.value() or "",
            words=self.form.text("words"),
            today=self.office.today(),
        )


class CheckCame(CheckDialog):
    """That a check came: when, its number and days, and that it was seen."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, place, office.tr("Check received"), parent)
        if self.row.asked_on is None:
            hint = self.tr("It was not recorded yet: both are recorded now.")
            self.day("asked_on", self.tr("&Asked for on"), hint=hint)
        first = self.day("on", self.tr("&Received on"), is_today=True)
        seen = self.day_if_any("seen_on", self.tr("S&een by me on"))
        self.form.beside(first, seen)
        issued = self.day_if_any("issued_on", self.tr("&Issued on"))
        until = self.day_if_any("valid_until", self.tr("&Valid until"))
        self.form.beside(issued, until)
        self.form.say(
            self.tr("Where nothing is said of how long it holds, the agency's setting counts."),
            "small",
        )
        self.line("number", self.tr("&Number"), hint=self.tr("As of a DBS certificate."))
        self.focus_first()

    @override
    def send(self) -> None:
        facts: dict[str, object] = {
            name: self.typed_day(name) for name in ("seen_on", "issued_on", "valid_until")
        }
        if self.row.asked_on is None:
            facts["asked_on"] = self.form.day("asked_on")
        self.do(
            receive,
            check=self.row.key,
            on=self.form.day("on"),
            number=self.form.text("number"),
            today=self.office.today(),
            **facts,
        )


class JudgeCheck(CheckDialog):
    """What a check says, and where that is to be found."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, place, office.tr("Outcome of a check"), parent)
        said = self.row.outcome
        self.outcome = self.code("outcome", self.tr("&It is"), "check_outcome")
        self.outcome.choose(said.outcome if said else None)
        hint = self.tr("What there is to consider; a manager decides on it in writing.")
        self.text("words", self.tr("What it sa&ys"), said.words if said else "", hint)
        hint = self.tr("The paper, the page or the document that shows it.")
        self.line("evidence", self.tr("&Evidence"), said.evidence if said else "", hint)
        self.focus_first()

    @override
    def send(self) -> None:
        outcome = self.outcome.value()
        if not outcome:
            raise Problem(self.tr("Choose one from the list."), field="outcome")
        self.do(
            record_outcome,
            check=self.row.key,
            outcome=outcome,
            words=self.form.text("words"),
            evidence=self.form.text("evidence"),
            today=self.office.today(),
        )


class DecideOnCheck(CheckDialog):
    """A manager's written decision on what a check says."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, place, office.tr("Decision on a check"), parent)
        said = self.row.outcome
        if said is not None and said.words:
            self.form.say(self.tr("It says: {words}").format(words=said.words))
        self.decision = self.code("decision", self.tr("&Decision"), "check_decision")
        self.decision.choose(said.decision or None if said else None)
        words = said.decision_words if said else ""
        self.text("words", self.tr("The decision and its &reasons"), words)
        self.day("on", self.tr("Decided &on"), is_today=True)
        self.focus_first()

    @override
    def send(self) -> None:
        decision = self.decision.value()
        if not decision:
            raise Problem(self.tr("Choose one from the list."), field="decision")
        self.do(
            decide_on_check,
            check=self.row.key,
            decision=decision,
            words=self.form.text("words"),
            on=self.form.day("on"),
            today=self.office.today(),
        )


class CheckNotNeeded(CheckDialog):
    """That a check is not needed, and why."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, place, office.tr("Check not needed"), parent)
        if self.row.is_required:
            self.form.say(self.tr("Asked for because: {why}.").format(why=self.row.why))
        self.text("why", self.tr("&Why it is not needed"), self.row.not_needed_why)
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(say_not_needed, check=self.row.key, why=self.form.text("why"))


class CorrectCheck(CheckDialog):
    """Everything that is recorded of a check as dates and figures, to be put right."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, place, office.tr("Put a check right"), parent)
        row = self.row
        asked = self.day_if_any("asked_on", self.tr("&Asked for on"))
        came = self.day_if_any("received_on", self.tr("&Received on"))
        self.form.beside(asked, came)
        self.line("asked_of", self.tr("Asked &of"), row.asked_of)
        seen = self.day_if_any("seen_on", self.tr("S&een on"))
        issued = self.day_if_any("issued_on", self.tr("&Issued on"))
        self.form.beside(seen, issued)
        until = self.day_if_any("valid_until", self.tr("&Valid until"))
        number = self.line("number", self.tr("&Number"), row.number)
        self.form.beside(until, number)
        for name in ("asked_on", "received_on", "seen_on", "issued_on"):
            self.day_box(name).set_day(getattr(row, name))
        self._show_end()
        has_come = row.received_on is not None
        for name in ("received_on", "seen_on", "issued_on", "valid_until", "number"):
            self.form.field(name).control.setEnabled(has_come)
        self.day_box("asked_on").setFocus()

    def _show_end(self) -> None:
        """Show the last day only where somebody gave it: the agency's own setting is none."""
        row = self.row
        usual = holds_until(
            given=None,
            issued_on=row.issued_on,
            received_on=row.received_on,
            valid_months=self.office.quick(rules_of_checks).kinds[row.key.kind].valid_months,
        )
        if row.valid_until is None:
            return
        if row.valid_until != usual:
            self.day_box("valid_until").set_day(row.valid_until)
            return
        told = self.tr("By the agency's setting it holds until {day}.")
        self.form.say(told.format(day=labels.in_text(usual)), "small")

    @override
    def send(self) -> None:
        days = ("asked_on", "received_on", "seen_on", "issued_on", "valid_until")
        self.do(
            correct,
            check=self.row.key,
            seen=self.row.version,
            today=self.office.today(),
            asked_of=self.form.text("asked_of"),
            number=self.form.text("number"),
            **{name: self.typed_day(name) for name in days},
        )


class TakeBackCheck(CheckDialog):
    """Asks once before what was recorded last is taken back; the history keeps it."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, place, office.tr("Take back what was recorded last?"), parent)
        last = office.quick(last_recorded, check=self.row.key)
        told = self.tr("What is taken back: {what}. The history keeps it.")
        self.form.say(told.format(what=last or self.tr("nothing is recorded")))
        self.save_button.setText(self.tr("&Take back"))

    @override
    def send(self) -> None:
        self.do(take_back, check=self.row.key)
