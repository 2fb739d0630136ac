"""One act on the cases chosen in the list: what it asks, what it would come to, and done."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QMimeData, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.change import Change
from recruitment_app.casework.lists.case_list import case_rows
from recruitment_app.casework.many_at_once import Foreseen, do_at_once, foresee
from recruitment_app.errors import Problem
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.act_form import ActForm, said
from recruitment_app.ui.clipboard import keep_out_of_history
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.import_errands import ImportErrands
from recruitment_app.ui.many_acts import MANY_ACTS, for_role
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import clear, label
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.table_view import TableView
from recruitment_app.ui.widgets.working_bar import WorkingBar


class ManyAtOnce(FormDialog):
    """Nothing is done before the preview of this very act has been shown."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        ids = [UUID(one) for one in place.fact("ids").split(",") if one]
        self._rows = office.quick(case_rows, ids=ids)
        if not self._rows:
            raise Problem("Choose cases in the list first.")
        self._first = office.quick(case_page, case_id=self._rows[0].id, today=office.today())
        self.foreseen: Sequence[Foreseen] = ()
        self._is_over = False
        form = Form(enter_submits=False)
        counted = labels.count(len(self._rows), "case", "cases")
        told = form.tr("{cases}: each is shown before anything is done.").format(cases=counted)
        super().__init__(office, form.tr("Act on several cases"), told, form, parent)
        self.setMinimumWidth(tokens.WIDE_DIALOG_WIDTH)
        acts = for_role(office.person.role)
        self.act: Choice[str] = Choice([(said(a.words), a.name) for a in acts], filters=False)
        form.ask("act", self.tr("What is to be do&ne"), self.act, wide=True)
        self._about = label("", "small", wraps=True)
        form.column.addWidget(self._about)
        self._asked = QVBoxLayout()
        form.column.addLayout(self._asked)
        self.fields: ActForm | None = None
        self.summary = label("", "strong", wraps=True)
        self.table = ShortTable[Foreseen](self._columns(), lambda row: row.case_id, self)
        self.view = TableView(self.tr("What it comes to"), self)
        self.working = WorkingBar(self)
        self._errands = ImportErrands(office, self.working, self)
        self._lay_out_preview()
        self.act.chosen.connect(self._on_act_chosen)
        self.do_button.clicked.connect(self._on_do_pressed)
        self.copy_button.clicked.connect(self._on_copy_pressed)
        self.act.choose(acts[0].name)
        self._on_act_chosen()
        self.focus_first()

    @override
    def send(self) -> None:
        act, fields = MANY_ACTS[self.act.value() or ""], self.fields
        if fields is None:
            return
        fields.clear_problems()
        facts, cases, today = fields.facts(), [row.id for row in self._rows], self.office.today()

        def look(store: Store, progress: Progress) -> Sequence[Foreseen]:
            return foresee(
                store,
                each=act.carry_out,
                cases=cases,
                facts=facts,
                today=today,
                tell=progress.tell,
            )

        self._wait(waiting=True)
        self._errands.send(
            look,
            self.tr("Trying it on each case; nothing is kept…"),
            self._on_foreseen,
            self.on_refused,
            self._on_stopped,
            writes=True,
        )
        self.fit()

    @override
    def reject(self) -> None:
        if self.working.is_watching:
            self.working.cancel()
        else:
            super().reject()

    def _on_stopped(self) -> None:
        self._wait(waiting=False)
        self.fit()

    @override
    def on_refused(self, problem: Problem) -> None:
        self._wait(waiting=False)
        shows = self.fields is not None and problem.field in self.fields.names()
        (self.fields if self.fields is not None and shows else self.form).show_problem(problem)
        self.fit()

    @override
    def on_done(self, change: Change) -> None:
        refused = [row for row in self.foreseen if row.refusal]
        if not refused:
            self.accept()
            return
        self._wait(waiting=False)
        self._is_over = True
        self.form.hide()
        self.save_button.hide()
        self.do_button.hide()
        self.cancel_button.setText(self.tr("&Close"))
        told = self.tr("{done} Refused: {cases}.")
        counted = labels.count(len(refused), "case", "cases")
        self.summary.setText(told.format(done=change.sentence, cases=counted))
        self.table.show_rows(refused)
        self.cancel_button.setFocus()
        self.fit()

    def _on_foreseen(self, foreseen: Sequence[Foreseen]) -> None:
        self._wait(waiting=False)
        self.foreseen = sorted(foreseen, key=lambda row: not row.refusal)
        refused = sum(bool(row.refusal) for row in foreseen)
        able = len(foreseen) - refused
        counted = labels.count(able, "case", "cases")
        self.summary.setText(
            self.tr("It can be done for {cases}; refused: {refused:,}.").format(
                cases=counted, refused=refused
            )
        )
        self.do_button.setText(self.tr("Do &it for {cases}").format(cases=counted))
        self._show_preview(shown=True)
        self.table.show_rows(self.foreseen)
        self.do_button.setEnabled(able > 0)
        self.copy_button.setVisible(refused > 0)
        (self.do_button if able else self.cancel_button).setFocus()
        self.fit()

    @Slot()
    def _on_do_pressed(self) -> None:
        act, fields = MANY_ACTS[self.act.value() or ""], self.fields
        if fields is None:
            return
        self.do_button.setEnabled(False)
        self.do(
            do_at_once,
            each=act.carry_out,
            cases=[row.case_id for row in self.foreseen if not row.refusal],
            facts=fields.facts(),
            today=self.office.today(),
            take_back=act.take_back,
        )

    @Slot()
    def _on_copy_pressed(self) -> None:
        told = [f"{row.reference}: {row.refusal}" for row in self.foreseen if row.refusal]
        carried = QMimeData()
        carried.setText("\n".join(told))
        QGuiApplication.clipboard().setMimeData(keep_out_of_history(carried))

    @Slot()
    def _on_act_chosen(self) -> None:
        act = MANY_ACTS[self.act.value() or ""]
        clear(self._asked)
        has_one_stage = len({row.stage for row in self._rows}) == 1
        every = act.name != "close_case" or not has_one_stage
        self.fields = ActForm(self.office, self._first, act.asks, every=every)
        self.fields.edited.connect(self._forget_preview)
        self.fields.grown.connect(self.fit)
        self._asked.addWidget(self.fields)
        self._about.setText(said(act.told))
        self._about.setVisible(bool(act.told))
        self._forget_preview()
        self.fit()

    @Slot()
    def _forget_preview(self) -> None:
        """Take the preview away: it was of other answers."""
        if self.foreseen or not self.do_button.isHidden():
            self.foreseen = ()
            self._show_preview(shown=False)
            self.fit()

    def _show_preview(self, *, shown: bool) -> None:
        for part in (self.summary, self.view, self.do_button):
            part.setVisible(shown)
        self.copy_button.hide()

    def _lay_out_preview(self) -> None:
        self.save_button.setText(self.tr("&Preview"))
        self.do_button = QPushButton(self)
        self.do_button.setProperty("kind", "primary")
        self.save_button.setProperty("kind", "")
        self.copy_button = QPushButton(self.tr("C&opy the refusals"), self)
        self.buttons.insertWidget(1, self.do_button)
        self.buttons.insertWidget(3, self.copy_button)
        self.view.show_table(self.table)
        self.view.fill_with("result")
        self.view.setFixedHeight(tokens.SHORT_LIST_HEIGHT)
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            at = whole.indexOf(self.form) + 1
            for place, part in enumerate((self.working, self.summary, self.view), start=at):
                whole.insertWidget(place, part)
        self._show_preview(shown=False)

    def _columns(self) -> tuple[Column[Foreseen], ...]:
        return (
            Column(
                "reference",
                self.tr("Reference"),
                lambda row: row.reference,
                width=tokens.COLUMN_NARROW,
            ),
            Column("title", self.tr("Applicants"), lambda row: row.title, width=tokens.COLUMN_NAME),
            Column(
                "is_refused",
                self.tr("Preview"),
                lambda row: self.tr("Refused") if row.refusal else self.tr("Possible"),
                width=tokens.COLUMN_DATE,
                tinted=lambda row: Tint.LATE if row.refusal else Tint.MET,
            ),
            Column("result", self.tr("What it comes to"), _result),
        )


def _result(row: Foreseen) -> str:
    if row.refusal:
        return row.refusal
    changed = (
        labels.stage(row.stage) if row.stage else "",
        labels.status(row.status) if row.status and row.stage is None else "",
        row.worker,
    )
    return " · ".join(part for part in (row.result, *changed) if part)
