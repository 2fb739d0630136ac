"""The history of a section: who left it how and when, what changed, and the way back."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.casework.reports.report_rows import SectionContent, SectionPage, StateRow
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.section_words import compared
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.difference_view import DifferenceView
from recruitment_app.ui.widgets.rows_model import Index, RowsModel


class _States(RowsModel):
    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        state = self.rows[index.row()]
        told = [
            f"{labels.moment(state.saved_at)}",
            f"{state.saved_by} · {labels.count(state.words, 'word', 'words')}",
        ]
        if not index.row():
            told[0] += self.tr(" · as it is now")
        if state.restored_from is not None:
            told[1] += self.tr(" · brought back")
        if state.is_not_applicable:
            told[1] += self.tr(" · does not apply")
        return "\n".join(told)


class SectionHistory(QDialog):
    """The states at the left, the latest first; at the right what changed."""

    restore_wished = Signal(int)
    """The stand that is to be brought back."""

    def __init__(
        self,
        page: SectionPage,
        states: Sequence[StateRow],
        read: Callable[[int], SectionContent],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._read = read
        heading = self.tr("History of {number} {title}")
        words = heading.format(number=page.number, title=page.section.title)
        self.setWindowTitle(words)
        self.setAccessibleName(words)
        self._states = _States(self)
        self._states.show_rows(states)
        self.view = QListView(self)
        self.view.setModel(self._states)
        self.view.setAccessibleName(self.tr("Earlier states"))
        self.view.setFixedWidth(tokens.SIDE_WIDTH)
        self.view.setWordWrap(True)
        self.before_button = QRadioButton(self.tr("What was changed &then"), self)
        self.now_button = QRadioButton(self.tr("What has changed &since"), self)
        self.before_button.setChecked(True)
        self.difference = DifferenceView(self.tr("What changed"), self)
        self.restore_button = QPushButton(self.tr("&Bring this back"), self)
        self.restore_button.setProperty("kind", "primary")
        self.close_button = QPushButton(self.tr("&Close"), self)
        for button in (self.restore_button, self.close_button):
            button.setAutoDefault(False)
        self._lay_out(words)
        self.view.selectionModel().currentChanged.connect(self._show)
        self.before_button.toggled.connect(self._show)
        self.restore_button.clicked.connect(self._on_restore_pressed)
        self.close_button.clicked.connect(self.reject)
        if states:
            self.view.setCurrentIndex(self._states.index(0, 0))
        self.view.setFocus()

    @property
    def chosen(self) -> StateRow | None:
        """The state that is looked at."""
        now = self.view.currentIndex()
        return self._states.rows[now.row()] if now.isValid() else None

    @Slot()
    def _show(self, *_facts: object) -> None:
        state = self.chosen
        if state is None:
            return
        latest = self._states.rows[0].stand
        if self.before_button.isChecked():
            before, after = self._read(state.stand - 1), self._read(state.stand)
        else:
            before, after = self._read(state.stand), self._read(latest)
        self.difference.compare(compared(self._page, before, after))
        may = self._page.may_write and state.stand != latest
        self.restore_button.setEnabled(may)

    @Slot()
    def _on_restore_pressed(self) -> None:
        if self.chosen is not None:
            self.restore_wished.emit(self.chosen.stand)
            self.accept()

    def _lay_out(self, words: str) -> None:
        group = QButtonGroup(self)
        group.addButton(self.before_button)
        group.addButton(self.now_button)
        choice = QHBoxLayout()
        choice.setSpacing(tokens.LARGE)
        choice.addWidget(self.before_button)
        choice.addWidget(self.now_button)
        choice.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(tokens.SMALL)
        right.addLayout(choice)
        right.addWidget(self.difference, 1)
        middle = QHBoxLayout()
        middle.setSpacing(tokens.MEDIUM)
        middle.addWidget(self.view)
        middle.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SMALL)
        foot.addWidget(self.restore_button)
        foot.addWidget(self.close_button)
        foot.addStretch(1)
        foot.addWidget(label(self.tr("No state is ever lost: this adds one."), "small"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.LARGE)
        whole.setSpacing(tokens.MEDIUM)
        whole.addWidget(label(words, "title", wraps=True))
        if self._page.person_name:
            whole.addWidget(label(self._page.person_name, "second"))
        whole.addLayout(middle, 1)
        whole.addLayout(foot)
        self.resize(*tokens.HISTORY_SIZE)
