"""The row of filters above the list of cases."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from recruitment_app.casework.lists.case_list import CaseFilter
from recruitment_app.rules.stages import Stage, Status
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.filter_row import lay_out_filters

GROUPS = (
    ("Open cases", "open"),
    ("Closed cases", "closed"),
    ("Not allocated", "unallocated"),
    ("Overdue", "overdue"),
    ("Due within 30 days", "due_soon"),
    ("Enquiries gone quiet", "quiet"),
    ("Entries to check", "flagged"),
    ("Possible duplicates", "duplicates"),
)


class CaseFilterRow(QWidget):
    """Words and five choices; what a place asked beyond them is kept until it is cleared."""

    filtered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beyond = CaseFilter()
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(self.tr("Name, reference, telephone…"))
        self.words.setClearButtonEnabled(True)
        self.group = Choice[str](
            [(self.tr(words), group) for words, group in GROUPS],
            none=self.tr("All cases"),
            filters=False,
        )
        self.stage = Choice[Stage](
            [(labels.stage(one), one) for one in Stage], none=self.tr("Every stage"), filters=False
        )
        self.status = Choice[Status](
            [(labels.status(one), one) for one in Status],
            none=self.tr("Every status"),
            filters=False,
        )
        self.worker = Choice[UUID](none=self.tr("Every worker"), filters=False)
        self.source = Choice[str](none=self.tr("Every source"))
        self.clear_button = QPushButton(self.tr("Clear &filters"), self)
        self.clear_button.setProperty("kind", "link")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(tokens.TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.filtered)
        self._lay_out()
        self.words.textEdited.connect(self._on_words_edited)
        self.words.textChanged.connect(self._on_words_changed)
        for choice in self._choices():
            choice.chosen.connect(self._on_chosen)
        self.clear_button.clicked.connect(self.clear)

    def offer(
        self, workers: Sequence[tuple[str, UUID]], sources: Sequence[tuple[str, str]]
    ) -> None:
        """Offer these workers by their names, and these codes of sources with their words."""
        self.worker.offer(workers)
        self.source.offer([(words, code) for code, words in sources])

    def wanted(self) -> CaseFilter:
        """Return what is asked for."""
        stage, status = self.stage.value(), self.status.value()
        return replace(
            self._beyond,
            words=self.words.text().strip(),
            stages=(stage,) if stage else self._beyond.stages,
            statuses=(status,) if status else self._beyond.statuses,
            worker_id=self.worker.value(),
            source=self.source.value() or "",
            group=self.group.value() or "",
        )

    def show_wanted(self, wanted: CaseFilter) -> None:
        """Show what is asked for; several stages or statuses stay behind the fields."""
        self.words.setText(wanted.words)
        self.group.choose(wanted.group or None)
        self.stage.choose(wanted.stages[0] if len(wanted.stages) == 1 else None)
        self.status.choose(wanted.statuses[0] if len(wanted.statuses) == 1 else None)
        self.worker.choose(wanted.worker_id)
        self.source.choose(wanted.source or None)
        self._beyond = replace(
            wanted,
            stages=wanted.stages if len(wanted.stages) > 1 else (),
            statuses=wanted.statuses if len(wanted.statuses) > 1 else (),
        )
        self._settle()

    @Slot()
    def clear(self) -> None:
        """Ask for every case."""
        self.show_wanted(CaseFilter())
        self.filtered.emit()

    def _choices(self) -> tuple[Choice[Any], ...]:
        return (self.group, self.stage, self.status, self.worker, self.source)

    def _settle(self) -> None:
        self.clear_button.setVisible(self.wanted() != CaseFilter())

    @Slot()
    def _on_words_edited(self) -> None:
        self._pause.start()

    @Slot(str)
    def _on_words_changed(self, typed: str) -> None:
        if not typed and self.words.hasFocus():
            self._pause.start()
        self._settle()

    @Slot()
    def _on_chosen(self) -> None:
        if self.sender() is self.stage:
            self._beyond = replace(self._beyond, stages=())
        if self.sender() is self.status:
            self._beyond = replace(self._beyond, statuses=())
        self._settle()
        self.filtered.emit()

    def _lay_out(self) -> None:
        named = (
            (self.words, self.tr("Filter by name, reference, telephone, e-mail or postcode")),
            (self.group, self.tr("Which cases")),
            (self.stage, self.tr("Stage")),
            (self.status, self.tr("Status")),
            (self.worker, self.tr("Worker")),
            (self.source, self.tr("Source")),
        )
        lay_out_filters(self, named, self._choices(), self.clear_button)
