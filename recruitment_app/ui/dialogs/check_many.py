"""Many checks at once: first what it comes to for each, then done for those it suits."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.checks.check_grid import GridFilter, GridRow, check_grid
from recruitment_app.casework.checks.check_rows import CheckKey
from recruitment_app.casework.checks.checks import ask_many, chase_many, chase_refusals
from recruitment_app.casework.choices import choices
from recruitment_app.errors import Problem
from recruitment_app.rules.check_states import WAITING, CheckState
from recruitment_app.store.keeping import Store
from recruitment_app.ui import check_words, labels, tokens
from recruitment_app.ui.check_places import id_of, keys_of
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.table_view import TableView

MOST: Final = 500
"""So many checks may be acted on at once: a preview of more is not read by anybody."""
Foreseen = tuple[GridRow, str]
"""A check with why it is refused, or nothing."""


class ManyChecks(FormDialog):
    """Asks for a day, and shows each check with what becomes of it, before anything is done."""

    def __init__(
        self, office: Office, place: Place, heading: str, parent: QWidget | None = None
    ) -> None:
        self.keys = keys_of(place)
        if len(self.keys) > MOST:
            raise Problem(f"Choose {MOST} checks at most: a longer preview is not read.")
        super().__init__(office, heading, "", Form(enter_submits=False), parent)
        self.setMinimumWidth(tokens.WIDE_DIALOG_WIDTH)
        self.rows: Sequence[Foreseen] = ()
        self.on = date_box(office, is_today=True)
        self.counted = label("", "strong", wraps=True)
        self.table: ShortTable[Foreseen] = ShortTable(
            _columns(), lambda each: id_of(each[0].check.key)
        )
        self.list = TableView(self.tr("What it comes to"), self)
        self.list.show_table(self.table)
        self.list.fill_with("result")
        self.list.setMinimumHeight(tokens.SHORT_LIST_HEIGHT)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(tokens.TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.foresee)
        self.on.date_edited.connect(self._pause.start)

    @property
    def suited(self) -> tuple[CheckKey, ...]:
        """Return the checks for which it can be done."""
        return tuple(row.check.key for row, why in self.rows if not why)

    @abstractmethod
    def refusals(self, rows: Sequence[GridRow], on: date) -> Mapping[CheckKey, str]:
        """Return why it cannot be done for a check; whoever it suits is left out."""

    @abstractmethod
    def counting(self, number: int) -> str:
        """Return for how many it is done, in words."""

    @abstractmethod
    def act(self, on: date) -> None:
        """Do it for those it suits."""

    @override
    def send(self) -> None:
        if not self.suited:
            raise Problem(self.tr("There is none that it suits: choose others."))
        self.act(self.form.day("on"))

    @Slot()
    def foresee(self) -> None:
        """Look again what it comes to on the day that is typed."""
        try:
            on = self.on.day()
        except Problem:
            on = None
        self.save_button.setEnabled(False)
        if on is not None:
            self.office.look("checks_foreseen", partial(self._read, on=on), self._on_read)

    def _read(self, store: Store, *, on: date) -> Sequence[Foreseen]:
        wanted = GridFilter(
            stages=(),
            states=frozenset(CheckState),
            cases=tuple({key.case_id for key in self.keys}),
        )
        found = {
            id_of(row.check.key): row
            for row in check_grid(store, today=self.office.today(), wanted=wanted)
        }
        rows = [found[one] for one in map(id_of, self.keys) if one in found]
        refused = self.refusals(rows, on)
        told = [(row, _in_short(row, refused.get(row.check.key, ""))) for row in rows]
        return sorted(told, key=lambda each: bool(each[1]))

    def _on_read(self, rows: Sequence[Foreseen]) -> None:
        self.rows = rows
        self.table.show_rows(rows)
        suited = len(self.suited)
        told = [self.counting(suited)]
        if suited < len(rows):
            left = labels.count(len(rows) - suited, "is left out", "are left out")
            told.append(left)
        self.counted.setText(" · ".join(told))
        self.save_button.setEnabled(bool(suited))

    def lay_out_preview(self) -> None:
        """Set the preview beneath the questions."""
        self.form.column.addWidget(self.counted)
        self.form.column.addWidget(self.list)
        self.foresee()


class ChaseMany(ManyChecks):
    """That many answers were asked for again on one day, and how."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, place, office.tr("Chase checks"), parent)
        first = self.form.ask("on", self.tr("C&hased on"), self.on)
        offers = [(said, code) for code, said in office.quick(choices, list_name="chase_way")]
        self.how: Choice[str] = Choice(offers, filters=False)
        self.how.setCurrentIndex(0)
        self.form.beside(first, self.form.ask("how", self.tr("Ho&w"), self.how))
        words = QPlainTextEdit()
        words.setFixedHeight(tokens.TEXT_HEIGHT)
        hint = self.tr("Kept with each of them.")
        self.form.ask("words", self.tr("What was sai&d"), words, hint=hint, wide=True)
        self.save_button.setText(self.tr("&Record"))
        self.lay_out_preview()
        self.focus_first()

    @override
    def refusals(self, rows: Sequence[GridRow], on: date) -> Mapping[CheckKey, str]:
        keys = [row.check.key for row in rows]
        return chase_refusals(self.office.store, checks=keys, on=on, today=self.office.today())

    @override
    def counting(self, number: int) -> str:
        return labels.count(number, "check is chased", "checks are chased")

    @override
    def act(self, on: date) -> None:
        self.do(
            chase_many,
            checks=self.suited,
            on=on,
            how=self.how.value() or "",
            words=self.form.text("words"),
            today=self.office.today(),
        )


class AskMany(ManyChecks):
    """That many checks were asked for on one day."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, place, office.tr("Checks asked for"), parent)
        self.form.ask("on", self.tr("Asked &for on"), self.on)
        self.save_button.setText(self.tr("&Record"))
        self.lay_out_preview()
        self.focus_first()

    @override
    def refusals(self, rows: Sequence[GridRow], on: date) -> Mapping[CheckKey, str]:
        told = {row.check.key: _why_not_ask(row) for row in rows}
        return {key: why for key, why in told.items() if why}

    @override
    def counting(self, number: int) -> str:
        return labels.count(number, "check is asked for", "checks are asked for")

    @override
    def act(self, on: date) -> None:
        self.do(ask_many, checks=self.suited, on=on, today=self.office.today())


def _in_short(row: GridRow, why: str) -> str:
    """Return why it is refused without the name of the check, which stands beside it."""
    key = row.check.key
    named = f"{row.check.title}, {key.about}" if key.about else row.check.title
    rest = why.removeprefix(named).strip()
    return f"{rest[:1].upper()}{rest[1:]}"


def _why_not_ask(row: GridRow) -> str:
    check = row.check
    if check.is_unnamed_referee:
        return check_words.said("Nobody is named: name the referee first.")
    if check.state in WAITING:
        return check_words.said("Asked for already: chase it instead.")
    return ""


def _columns() -> list[Column[Foreseen]]:
    said = check_words.said

    def result(each: Foreseen) -> str:
        return each[1] or said("Recorded")

    def tint(each: Foreseen) -> Tint | None:
        return None if each[1] else Tint.MET

    def what(each: Foreseen) -> str:
        return f"{check_words.named(each[0].check)} · {check_words.who(each[0].check)}"

    return [
        Column("case", said("Case"), lambda each: each[0].reference, width=tokens.COLUMN_NARROW),
        Column("what", said("Check"), what, width=tokens.SIDE_WIDTH),
        Column(
            "waits",
            said("Waits"),
            lambda each: each[0].check.waiting_days,
            width=tokens.COLUMN_SHORT,
            at_right=True,
        ),
        Column("result", said("What becomes of it"), result, tinted=tint),
    ]
