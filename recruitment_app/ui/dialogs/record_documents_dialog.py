"""The documents of one record of a case over any page: a check, a visit, a hold."""

from uuid import UUID

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from recruitment_app.errors import Problem
from recruitment_app.ui import tokens
from recruitment_app.ui.dialogs.chosen import case_of
from recruitment_app.ui.dialogs.record_documents import RecordDocuments
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import label


class RecordDocumentsDialog(QDialog):
    """The place names the ``record`` and ``what`` it is, in words.

    It may name ``kind``, ``person`` and ``confidential`` of what is added, too.
    """

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        case = case_of(office, place)
        if not place.fact("record"):
            raise Problem("Choose what the documents belong to first.")
        heading = self.tr("Documents")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.setMinimumWidth(tokens.WIDE_DIALOG_WIDTH)
        self.documents = RecordDocuments(office, self)
        self.close_button = QPushButton(self.tr("&Close"), self)
        self.close_button.clicked.connect(self.accept)
        told = " · ".join(part for part in (case.reference, place.fact("what")) if part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.LARGE)
        whole.setSpacing(tokens.MEDIUM)
        whole.addWidget(label(heading, "title"))
        whole.addWidget(label(told, "second", wraps=True))
        whole.addWidget(self.documents)
        whole.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        whole.addLayout(buttons)
        self.documents.show_record(
            case.id,
            place.fact("record"),
            kind=place.fact("kind"),
            is_confidential=bool(place.fact("confidential")),
            person_id=UUID(place.fact("person")) if place.fact("person") else None,
        )
