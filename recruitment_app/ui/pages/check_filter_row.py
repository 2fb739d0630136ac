"""The row of filters above the checks of all cases."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from recruitment_app.rules.check_kinds import Basis
from recruitment_app.ui import check_words, tokens
from recruitment_app.ui.check_filters import EVERY, SHOWS, ChecksWanted
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.filter_row import lay_out_filters


class CheckFilterRow(QWidget):
    """Words of the case, which checks, their kind and basis, and whose cases."""

    filtered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(self.tr("Name or reference…"))
        self.words.setClearButtonEnabled(True)
        self.which: Choice[str] = Choice(
            [(check_words.said(words), name) for name, words, _wanted in SHOWS],
            none=self.tr("All checks"),
            filters=False,
        )
        self.kind: Choice[str] = Choice(none=self.tr("Every kind"), filters=False)
        self.basis: Choice[str] = Choice(
            [(check_words.basis(basis), basis.value) for basis in Basis],
            none=self.tr("Required by any"),
            filters=False,
        )
        self.worker: Choice[UUID] = Choice(none=self.tr("Every worker"), filters=False)
        self.clear_button = QPushButton(self.tr("Clear &filters"), self)
        self.clear_button.setProperty("kind", "link")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(tokens.TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.filtered)
        self._lay_out()
        self.words.textEdited.connect(self._pause.start)
        self.words.textChanged.connect(self._on_words_changed)
        for choice in self._choices():
            choice.chosen.connect(self._on_chosen)
        self.clear_button.clicked.connect(self.clear)

    def offer(self, kinds: Sequence[tuple[str, str]], workers: Sequence[tuple[str, UUID]]) -> None:
        """Offer these kinds with their titles, and these workers by their names."""
        self.kind.offer([(title, kind) for kind, title in kinds])
        self.worker.offer(workers)

    def wanted(self) -> ChecksWanted:
        """Return what is asked for."""
        return ChecksWanted(
            show=self.which.value() or EVERY,
            words=self.words.text().strip(),
            kind=self.kind.value() or "",
            basis=self.basis.value() or "",
            worker_id=self.worker.value(),
        )

    def show_wanted(self, wanted: ChecksWanted) -> None:
        """Show what is asked for."""
        self.words.setText(wanted.words)
        self.which.choose(wanted.show if wanted.show != EVERY else None)
        self.kind.choose(wanted.kind or None)
        self.basis.choose(wanted.basis or None)
        self.worker.choose(wanted.worker_id)
        self._settle()

    @Slot()
    def clear(self) -> None:
        """Ask for all that is still to do."""
        self.show_wanted(ChecksWanted())
        self.filtered.emit()

    def _choices(self) -> tuple[Choice[Any], ...]:
        return (self.which, self.kind, self.basis, self.worker)

    def _settle(self) -> None:
        self.clear_button.setVisible(self.wanted() != ChecksWanted())

    @Slot(str)
    def _on_words_changed(self, typed: str) -> None:
        if not typed and self.words.hasFocus():
            self._pause.start()
        self._settle()

    @Slot()
    def _on_chosen(self) -> None:
        self._settle()
        self.filtered.emit()

    def _lay_out(self) -> None:
        named = (
            (self.words, self.tr("Filter by a name or reference")),
            (self.which, self.tr("Which checks")),
            (self.kind, self.tr("Kind of check")),
            (self.basis, self.tr("Required by")),
            (self.worker, self.tr("Worker")),
        )
        lay_out_filters(self, named, self._choices(), self.clear_button)
