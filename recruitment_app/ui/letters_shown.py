"""Letters as they would be made: a list of them, and the words of the one that is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from recruitment_app.casework.letters.letter_previews import LetterPreview
from recruitment_app.ui import tokens
from recruitment_app.ui.letter_columns import against, preview_columns, whole_letter
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.table_view import TableView


class LettersShown(QWidget):
    """Those that are refused stand first, then those to be read with care."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = ShortTable[LetterPreview](preview_columns(), lambda row: row.case_id, self)
        self.view = TableView(self.tr("The letters"), self)
        self.against = label("", "error", wraps=True)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(self.tr("The letter that is chosen"))
        self.view.show_table(self.table)
        self.view.fill_with("known")
        self.setFixedHeight(tokens.LETTERS_HEIGHT)
        right = QVBoxLayout()
        right.setSpacing(tokens.TIGHT)
        right.addWidget(self.against)
        right.addWidget(self.words, 1)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(tokens.MEDIUM)
        both.addWidget(self.view, 3)
        both.addLayout(right, 2)
        self.view.record_chosen.connect(self._on_chosen)

    def show_letters(self, previews: Sequence[LetterPreview]) -> None:
        """Show letters, and the words of the first."""
        rows = sorted(previews, key=lambda row: (not row.is_refused, not row.warnings))
        self.table.show_rows(rows)
        self.view.choose(rows[0].case_id)
        self._on_chosen(rows[0])

    @Slot(object)
    def _on_chosen(self, row: object) -> None:
        if isinstance(row, LetterPreview):
            told = "\n".join(against(row))
            self.against.setText(told)
            self.against.setVisible(bool(told))
            self.words.setPlainText(whole_letter(row))
