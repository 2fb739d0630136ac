"""Hands the open cases of a worker over to another, all or some, and records that one has left."""

from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from recruitment_app.casework.agency.workforce import workers
from recruitment_app.casework.supervising.handing_over import (
    Caseload,
    HeldCase,
    caseload,
    hand_over,
)
from recruitment_app.casework.supervising.handover_packs import handover_paper
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Role
from recruitment_app.store.keeping import Store
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.dialogs.paper_errands import PaperErrands
from recruitment_app.ui.dialogs.worker_dialogs import worker_named
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form

_KEY = Qt.ItemDataRole.UserRole
_MOST_SHOWN = 7


class HandOver(FormDialog):
    """Lists the open cases, each with a tick; one without a tick stays."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        worker = worker_named(office, place)
        self._load = office.quick(caseload, worker_id=worker.id)
        told = office.tr("{name}. Open tasks and planned visits go along with each case.")
        heading = office.tr("Hand the cases over")
        super().__init__(office, heading, told.format(name=worker.name), Form(), parent)
        self.papers = PaperErrands(office, self)
        self.cases = _cases(self._load)
        self.to: Choice[UUID] = Choice(_takers(office, worker.id))
        self.on = date_box(office, is_today=True)
        self.words = QPlainTextEdit()
        self.words.setFixedHeight(tokens.TEXT_HEIGHT)
        self.leaves = QCheckBox(self.tr("It is the person's &last day: record that they have left"))
        count = labels.count(len(self._load.cases), "open case", "open cases")
        self.form.ask(
            "cases", self.tr("&Which of {count}").format(count=count), self.cases, wide=True
        )
        if self._load.own_task_count:
            tasks = labels.count(self._load.own_task_count, "task", "tasks")
            words = self.tr("{tasks} of no case go along where all cases are handed over.")
            self.form.say(words.format(tasks=tasks), "small")
        to = self.form.ask("to", self.tr("&To whom"), self.to, wide=True)
        on = self.form.ask("on", self.tr("&Date"), self.on, wide=True)
        self.form.beside(to, on)
        self.form.ask("words", self.tr("A &note in each case, where wanted"), self.words, wide=True)
        self.form.ask("leaves", "", self.leaves, wide=True)
        self.pack_button = QPushButton(self.tr("Handover &pack…"), self)
        self.pack_button.clicked.connect(self._on_pack_pressed)
        self.buttons.addWidget(self.pack_button)
        self.save_button.setText(self.tr("&Hand over"))
        self.to.setFocus()

    @override
    def send(self) -> None:
        to = self.to.value()
        if to is None:
            raise Problem(self.tr("Choose who takes over."), field="to")
        chosen = {UUID(item.data(_KEY)) for item in self._items() if _is_ticked(item)}
        is_all = len(chosen) == len(self._load.cases)
        self.do(
            hand_over,
            worker_id=self._load.worker_id,
            to=to,
            on=self.form.day("on"),
            today=self.office.today(),
            case_ids=None if is_all else chosen,
            words=self.form.text("words"),
            leaves=self.leaves.isChecked(),
        )

    def _items(self) -> list[QListWidgetItem]:
        return [self.cases.item(at) for at in range(self.cases.count())]

    @Slot()
    def _on_pack_pressed(self) -> None:
        worker_id, today = self._load.worker_id, self.office.today()

        def make(store: Store) -> bytes:
            return handover_paper(store, worker_id=worker_id, today=today)

        self.papers.open(
            make,
            title=self.tr("Handover pack"),
            file_name="handover-pack.pdf",
            sorry=self.on_refused,
        )


def _cases(load: Caseload) -> QListWidget:
    made = QListWidget()
    made.setTabKeyNavigation(False)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for case in load.cases:
        item = QListWidgetItem(_told(case), made)
        item.setData(_KEY, str(case.id))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked)
    shown = min(max(made.count(), 1), _MOST_SHOWN)
    made.setFixedHeight(shown * tokens.ROW_HEIGHT + 2 * tokens.FOCUS_LINE)
    return made


def _told(case: HeldCase) -> str:
    parts = [case.reference, case.title, labels.stage(case.stage)]
    if case.task_count:
        parts.append(labels.count(case.task_count, "open task", "open tasks"))
    return " · ".join(parts)


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked


def _takers(office: Office, worker_id: UUID) -> list[tuple[str, UUID]]:
    told = office.tr("{name}, {count} open")
    return [
        (told.format(name=row.name, count=row.open_cases), row.id)
        for row in office.quick(workers)
        if row.role in {Role.SOCIAL_WORKER, Role.MANAGER} and row.id != worker_id
    ]
