"""Two records side by side, field by field; where they differ, a press chooses which is kept."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from recruitment_app.casework.merging.merge_rows import FieldPair
from recruitment_app.ui import merge_words, tokens
from recruitment_app.ui.widgets.card import label


class SideBySide(QWidget):
    """A row for each field: its name, what the one says, what the other says."""

    chosen = Signal(str, bool)
    """The key of a field, and whether the other's value is taken."""

    def __init__(
        self,
        headings: tuple[str, str],
        fields: Sequence[FieldPair],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._headings = headings
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(tokens.LARGE)
        self.grid.setVerticalSpacing(tokens.SMALL)
        self.grid.setColumnMinimumWidth(0, tokens.COLUMN_NAME)
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnStretch(2, 1)
        for column, words in enumerate(headings, start=1):
            self.grid.addWidget(label(words, "field", wraps=True), 0, column)
        for row, field in enumerate(fields, start=1):
            self._add(row, field)

    def add_words(self, name: str, ours: str, theirs: str) -> None:
        """Add a row of which nothing is chosen: both are kept."""
        row = self.grid.rowCount()
        for column, words in enumerate((name, ours, theirs)):
            self._put(row, column, words, "" if column else "second")

    def _add(self, row: int, field: FieldPair) -> None:
        name = merge_words.field(field.name)
        if not field.differs:
            for column, words in enumerate((name, field.ours, field.theirs)):
                self._put(row, column, words, "" if column else "second")
            return
        self._put(row, 0, name, "strong")
        group = QButtonGroup(self)
        for column, words in enumerate((field.ours, field.theirs), start=1):
            button = QRadioButton(words.replace("&", "&&"), self)
            is_theirs = column > 1
            button.setChecked(field.takes_theirs is is_theirs)
            button.setObjectName(f"{field.key}:{column}")
            button.setProperty("chooses", (field.key, is_theirs))
            spoken = f"{name}: {words} ({self._headings[column - 1]})"
            button.setAccessibleName(spoken)
            button.setToolTip(words)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(self._on_chosen)
            group.addButton(button)
            self.grid.addWidget(button, row, column)

    def _put(self, row: int, column: int, words: str, kind: str) -> None:
        made = label(words, kind, wraps=True)
        self.grid.addWidget(made, row, column, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def _on_chosen(self) -> None:
        key, is_theirs = self.sender().property("chooses")
        self.chosen.emit(key, is_theirs)
