"""Opens documents of a case off the window's thread: shown where they can be, else saved out."""

from uuid import UUID

from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from recruitment_app.casework.file.case_documents import DocumentRow, document_row
from recruitment_app.casework.file.reading_documents import can_be_shown, document_content
from recruitment_app.errors import Problem
from recruitment_app.rules.attached_documents import PDF
from recruitment_app.store.keeping import Store
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office


class DocumentOpening(QObject):
    """Shows one document at a time over the widget that it belongs to."""

    refused = Signal(object)
    """The Problem, where a document cannot be opened."""

    def __init__(self, office: Office, window: QWidget) -> None:
        super().__init__(window)
        self._office = office
        self._window = window
        self._asked = 0
        self.dialog: QDialog | None = None

    def open(self, document_id: UUID, reference: str) -> None:
        """Show a document, or offer to save it out where it is of no kind that is shown."""
        try:
            row = self._office.quick(document_row, document_id=document_id)
        except Problem as problem:
            self.refused.emit(problem)
            return
        if not can_be_shown(row.media_type, row.size):
            self.save(row, reference)
            return
        self._asked += 1
        asked = self._asked

        def errand(store: Store, _progress: Progress) -> bytes | QImage:
            found = document_content(store, document_id=document_id)
            if found.media_type == PDF:
                return found.content
            return QImage.fromData(QByteArray(found.content))

        def show(content: bytes | QImage) -> None:
            if isValid(self) and asked == self._asked:
                self._show(row, reference, content)

        def sorry(problem: Problem) -> None:
            if isValid(self):
                self.refused.emit(problem)

        self._office.send(errand, show, sorry)

    def save(self, row: DocumentRow, reference: str) -> None:
        """Ask where a copy is to stand."""
        from recruitment_app.ui.dialogs.save_document import (  # noqa: PLC0415 - only when wished
            SaveDocument,
        )

        self._hold(SaveDocument(self._office, row, reference, self._window))

    def _show(self, row: DocumentRow, reference: str, content: bytes | QImage) -> None:
        from recruitment_app.ui.dialogs.document_previews import (  # noqa: PLC0415 - as above
            DocumentPreview,
            PicturePreview,
        )

        if isinstance(content, bytes):
            self._hold(DocumentPreview(self._office, row, reference, content, self._window))
        else:
            self._hold(PicturePreview(self._office, row, reference, content, self._window))

    def _hold(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
