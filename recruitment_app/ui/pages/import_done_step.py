"""The end of an import: what came in, its report, and the way to undo it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from recruitment_app.casework.importing.kept_imports import ImportRow
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.widgets.card import Card, label


class DoneStep(QWidget):
    """Says what was done, in the words of the act, and what can be done with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = Card(self.tr("Brought in"), self)
        self.told = label("", wraps=True)
        self.facts = label("", "second", wraps=True)
        self.report_button = QPushButton(self.tr("Print the repo&rt…"), self)
        self.undo_button = QPushButton(self.tr("&Undo this import…"), self)
        self.another_button = QPushButton(self.tr("Bring in another fi&le"), self)
        self.report_button.setProperty("kind", "primary")
        self._lay_out()

    def show_done(self, sentence: str, row: ImportRow) -> None:
        """Tell what the import did."""
        self.card.set_heading(self.tr("Import {number}").format(number=row.number))
        self.told.setText(sentence)
        parts = [row.file_name, labels.moment(row.at), row.by]
        if row.undone_at is not None:
            parts.append(self.tr("undone {when}").format(when=labels.moment(row.undone_at)))
        self.facts.setText(" · ".join(parts))
        self.undo_button.setVisible(row.undone_at is None)

    def begin(self) -> None:
        """Put the keys on the report."""
        self.report_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.card.body.addWidget(self.told)
        self.card.body.addWidget(self.facts)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        for button in (self.report_button, self.another_button, self.undo_button):
            row.addWidget(button)
        row.addStretch(1)
        self.card.body.addSpacing(tokens.SMALL)
        self.card.body.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.card)
        whole.addStretch(1)
