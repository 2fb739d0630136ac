"""The fields of an act as its row of the table asks them, read back as its facts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from recruitment_app.casework.agency.workforce import workers
from recruitment_app.casework.choices import choices
from recruitment_app.casework.events.event_places import INFORMATION_SESSION
from recruitment_app.casework.events.event_rows import events
from recruitment_app.casework.journey.waiting import EXTENDABLE
from recruitment_app.casework.rows import CasePage
from recruitment_app.errors import Problem
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.roles import Role
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.asks import Ask, Kind
from recruitment_app.ui.office import Office
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.date_box import DateBox
from recruitment_app.ui.widgets.form import Form


def said(words: str) -> str:
    """Return words of the table of acts in the language of the window."""
    return QCoreApplication.translate("acts", words)


_PAIRS: Final = (("agreed_by", "evidence"), ("told_on", "told_how"))
"""Questions that stand side by side."""


class ActForm(Form):
    """Asks what an act needs; fields that hang on another's answer come and go with it.

    ``every`` offers what may have been chosen once, and not only what may be chosen now.
    """

    grown = Signal()

    def __init__(
        self,
        office: Office,
        case: CasePage,
        asks: Sequence[Ask],
        parent: QWidget | None = None,
        *,
        every: bool = False,
    ) -> None:
        super().__init__(parent, enter_submits=False)
        self._every = every
        self._office = office
        self._case = case
        self._asks = tuple(asks)
        self._blocks: dict[str, QWidget] = {}
        self._lists: dict[str, str] = {}
        for ask in self._asks:
            control = self._control(ask)
            self._blocks[ask.name] = self.ask(
                ask.name,
                said(ask.words),
                control,
                hint=said(ask.hint) if ask.hint else "",
                wide=True,
            )
        for pair in _PAIRS:
            if self._blocks.keys() >= set(pair):
                self.beside(*(self._blocks[name] for name in pair))
        self._settle()
        self.edited.connect(self._settle)

    @property
    def has_words(self) -> bool:
        """Whether anything is typed in a field for free text."""
        return any(
            self.text(ask.name)
            for ask in self._asks
            if ask.kind is Kind.WORDS and self.is_asked(ask)
        )

    def is_asked(self, ask: Ask) -> bool:
        """Tell whether a question is asked, given the answer that it hangs on."""
        return ask.when is None or self.typed(ask.when[0]) == ask.when[1]

    def facts(self) -> dict[str, object]:
        """Return what the act is told.

        Raises:
            Problem: an answer is missing or cannot be read.

        """
        return {ask.name: self._answer(ask) for ask in self._asks if self.is_asked(ask)}

    def entry_facts(self) -> dict[str, str]:
        """Return the answers as the journey's entry keeps them."""
        kept = {}
        for ask in self._asks:
            if not self.is_asked(ask):
                continue
            answer = self._answer(ask)
            if isinstance(answer, bool):
                answer = "yes" if answer else ""
            if isinstance(answer, date):
                answer = answer.isoformat()
            kept[ask.entry_fact] = "" if answer is None else str(answer)
        return kept

    def texts(self) -> dict[str, str]:
        """Return every answer as text, to be filled in again."""
        return {ask.name: self.typed(ask.name) for ask in self._asks}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Fill in answers kept as text; a day may stand as it was typed, or as 2014-11-14."""
        for ask in self._asks:
            if ask.name in texts:
                self._put(self.field(ask.name).control, texts[ask.name])
                self._settle()

    def typed(self, name: str) -> str:
        """Return one answer as text."""
        control = self.field(name).control
        if isinstance(control, Choice):
            return str(control.value() or "")
        if isinstance(control, QCheckBox):
            return "yes" if control.isChecked() else ""
        return self.text(name)

    def _put(self, control: QWidget, text: str) -> None:
        if isinstance(control, Choice):
            control.choose(text)
        elif isinstance(control, QCheckBox):
            control.setChecked(text == "yes")
        elif isinstance(control, QPlainTextEdit):
            control.setPlainText(text)
        elif isinstance(control, DateBox):
            try:
                control.set_day(date.fromisoformat(text))
            except ValueError:
                control.setText(text)
        elif isinstance(control, QLineEdit):
            control.setText(text)

    def _answer(self, ask: Ask) -> object:
        control = self.field(ask.name).control
        if isinstance(control, DateBox):
            try:
                return control.day()
            except Problem as problem:
                raise Problem(str(problem), field=ask.name) from problem
        if isinstance(control, QCheckBox):
            return control.isChecked()
        answer = self.typed(ask.name)
        is_unknown = isinstance(control, Choice) and control.is_unknown
        if is_unknown or (ask.is_needed and not answer):
            raise Problem(self._missing(ask), field=ask.name)
        if ask.kind in {Kind.WORKER, Kind.SESSION, Kind.PERSON}:
            return UUID(answer) if answer else None
        return int(answer) if ask.kind is Kind.PLACES else answer

    def _missing(self, ask: Ask) -> str:
        if ask.kind is Kind.WORDS:
            return self.tr("Say it in a few words.")
        return self.tr("Choose one from the list.")

    def _control(self, ask: Ask) -> QWidget:
        match ask.kind:
            case Kind.DAY:
                return date_box(self._office, needed=ask.is_needed, is_today=ask.is_today)
            case Kind.WORDS:
                words = QPlainTextEdit()
                words.setFixedHeight(tokens.TEXT_HEIGHT)
                return words
            case Kind.LINE:
                return QLineEdit()
            case Kind.CHECK:
                return QCheckBox(said(ask.words))
            case Kind.CODE:
                return Choice[str]()
            case _:
                filters = ask.kind in {Kind.WORKER, Kind.PERSON}
                choice = Choice[str](self._offers(ask), filters=filters)
                if ask.kind is Kind.PLACES:
                    choice.choose(str(min(max(len(self._case.applicants), 1), 2)))
                elif choice.count() == 1 and ask.is_needed:
                    choice.setCurrentIndex(0)
                return choice

    def _offers(self, ask: Ask) -> list[tuple[str, str]]:
        match ask.kind:
            case Kind.WORKER:
                return [
                    (
                        self.tr("{name}, {count} open").format(name=row.name, count=row.open_cases),
                        str(row.id),
                    )
                    for row in self._office.quick(workers)
                    if row.role in {Role.SOCIAL_WORKER, Role.MANAGER}
                    and (self._every or row.id != self._case.worker_id)
                ]
            case Kind.PERSON:
                rows = self._office.quick(workers, with_leavers=self._every)
                return [(row.name, str(row.id)) for row in rows]
            case Kind.SESSION:
                return self._sessions()
            case Kind.PLACES:
                return [(self.tr("One person"), "1"), (self.tr("Two people"), "2")]
            case Kind.LIMIT:
                return [
                    (
                        f"{clock.limit.title}, {self.tr('due')} {labels.in_table(clock.due_on)}",
                        clock.limit.id,
                    )
                    for clock in self._case.clocks
                    if clock.limit.id in EXTENDABLE
                    and (self._every or clock.state in {ClockState.RUNNING, ClockState.LATE})
                ]
            case _:
                return [(said(words), value) for value, words in ask.offers]

    def _sessions(self) -> list[tuple[str, str]]:
        today = self._office.today()
        offered = []
        for row in self._office.quick(events, since=today, kinds=[INFORMATION_SESSION]):
            if row.cancelled_on is not None or row.begins_on < today:
                continue
            where = ", ".join(part for part in (row.parts[0].starts, row.venue) if part)
            words = f"{labels.near(row.begins_on, today)}, {where}"
            if row.room is not None:
                left = labels.count(max(row.room, 0), "place left", "places left")
                words = f"{words} ({left})"
            offered.append((words, str(row.id)))
        return offered

    @Slot()
    def _settle(self) -> None:
        """Offer the codes that fit the other answers, and show what is asked."""
        is_changed = False
        for ask in self._asks:
            control = self.field(ask.name).control
            if ask.kind is Kind.CODE and isinstance(control, Choice):
                self._settle_codes(ask, control)
            block = self._blocks[ask.name]
            is_asked = self.is_asked(ask)
            is_changed = is_changed or block.isHidden() is is_asked
            block.setVisible(is_asked)
        if is_changed:
            self.grown.emit()

    def _settle_codes(self, ask: Ask, control: Choice[str]) -> None:
        wanted = ask.codes
        for other in self._asks:
            if f"{{{other.name}}}" in wanted:
                wanted = wanted.replace(f"{{{other.name}}}", self.typed(other.name))
        if self._lists.get(ask.name) == wanted:
            return
        self._lists[ask.name] = wanted
        if wanted.endswith("_"):
            control.offer(())
            return
        has_stages = wanted == "closing_reason" and not self._every
        stage = self._case.stage if has_stages else None
        found = self._office.quick(choices, list_name=wanted, stage=stage)
        control.offer([(words, code) for code, words in found])
