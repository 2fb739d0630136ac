"""Saves a document of a case out of the store, with a plain warning; a PDF may be locked."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recruitment_app.casework.file.case_documents import DocumentRow
from recruitment_app.casework.file.reading_documents import save_document
from recruitment_app.rules.attached_documents import PDF
from recruitment_app.ui.dialogs.save_paper import SavePaper
from recruitment_app.ui.office import Office


class SaveDocument(SavePaper):
    """The name that it proposes holds the case's reference and the kind, never a person."""

    def __init__(
        self, office: Office, row: DocumentRow, reference: str, parent: QWidget | None = None
    ) -> None:
        is_pdf = row.media_type == PDF
        ending = ".pdf" if is_pdf else Path(row.file_name).suffix
        super().__init__(b"", f"{reference}-{row.kind}{ending}", parent)
        self._store = office.store
        self._document_id = row.id
        title = self.tr("Save a copy out")
        self.heading.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        if is_pdf:
            return
        told = self.tr(
            "The copy is not encrypted: anybody who comes by the file can read it. Delete it when"
            " it is needed no more."
        )
        self.told.setText(told)
        for name in ("is_locked", "password", "again"):
            self.form.show_field(name, shown=False)

    @override
    def writing(self, key: str | None) -> Callable[[Path], object]:
        store, document_id = self._store, self._document_id

        def write(file: Path) -> object:
            return save_document(store, document_id=document_id, file=file, password=key)

        return write
