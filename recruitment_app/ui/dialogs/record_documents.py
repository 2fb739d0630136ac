"""The documents of one record, such as a check or a visit: shown, added, changed and taken off.

It stands in a card or in a dialog alike, and opens its own dialogs over itself.
"""

from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.file.case_documents import DocumentRow, documents, take_off_document
from recruitment_app.casework.lists.case_list import case_rows
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.document_opening import DocumentOpening
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import clear, label
from recruitment_app.ui.widgets.chip import Chip
from recruitment_app.ui.widgets.file_drops import FileDrops
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.place_button import PlaceButton

_MEGABYTE: Final = 1_000_000


class RecordDocuments(QWidget):
    """Files are added by the button or by dropping them anywhere on it."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._case_id: UUID | None = None
        self._record_key = ""
        self._reference = ""
        self._usual: dict[str, str] = {}
        self.rows: tuple[DocumentRow, ...] = ()
        self.dialog: QDialog | None = None
        self.opening = DocumentOpening(office, self)
        self.notice = Notice("trouble", self)
        self.strip = QFrame(self)
        self.strip.setProperty("kind", "drop")
        self.add_button = QPushButton(self.tr("Add a document…"), self)
        self.add_button.setProperty("kind", "small")
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.SMALL)
        self._lay_out()
        self._drops = FileDrops(self, self.strip)
        self._drops.dropped.connect(self.add)
        self.add_button.clicked.connect(self._on_add_pressed)
        self.opening.refused.connect(self._on_refused)
        office.changed.connect(self._on_changed)

    def show_record(
        self,
        case_id: UUID,
        record_key: str,
        *,
        kind: str = "",
        is_confidential: bool = False,
        person_id: UUID | None = None,
    ) -> None:
        """Show the documents of a record; what is added is of this kind, unless it is changed."""
        self._case_id, self._record_key = case_id, record_key
        self._reference = self._office.quick(case_rows, ids=[case_id])[0].reference
        self._usual = {
            "record": record_key,
            "kind": kind,
            "confidential": "yes" if is_confidential else "",
            "person": str(person_id) if person_id else "",
        }
        self.reload()

    def reload(self) -> None:
        """Read the documents again."""
        if self._case_id is None:
            return
        self.rows = self._office.quick(
            documents, case_id=self._case_id, record_key=self._record_key
        )
        clear(self._list)
        for row in self.rows:
            self._list.addWidget(self._line(row))
        may_add = may(self._office.person.role, Duty.KEEP_DOCUMENTS)
        self.strip.setVisible(may_add)
        self.setAcceptDrops(may_add)

    @Slot(list)
    def add(self, files: list[Path]) -> None:
        """Ask about files that are to be the record's documents."""
        self._ask("add_documents", {**self._usual, "files": "\n".join(map(str, files))})

    def _ask(self, name: str, facts: dict[str, str]) -> None:
        from recruitment_app.ui.dialogs.document_dialogs import (  # noqa: PLC0415 - only when wished
            AddDocuments,
            ChangeDocument,
        )

        if self.dialog is not None:
            return
        place = Place(name, self._case_id, facts)
        kind = AddDocuments if name == "add_documents" else ChangeDocument
        try:
            dialog = kind(self._office, place, self)
        except Problem as problem:
            self._on_refused(problem)
            return
        self.dialog = dialog
        dialog.finished.connect(self._on_dialog_finished)
        dialog.open()

    def _lay_out(self) -> None:
        words = label(self.tr("Drop documents here"), "second")
        inside = QHBoxLayout(self.strip)
        inside.setContentsMargins(tokens.MEDIUM, tokens.SMALL, tokens.SMALL, tokens.SMALL)
        inside.addWidget(words)
        inside.addStretch(1)
        inside.addWidget(self.add_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.SMALL)
        whole.addWidget(self.notice)
        whole.addLayout(self._list)
        whole.addWidget(self.strip)

    def _line(self, row: DocumentRow) -> QWidget:
        line = QWidget(self)
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.SMALL)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(row.title, "strong", wraps=True))
        words.addWidget(label(told_of(row), "small", wraps=True))
        inside.addLayout(words, 1)
        top = Qt.AlignmentFlag.AlignTop
        if row.is_confidential:
            inside.addWidget(Chip(self.tr("Confidential"), Tint.INFORMATION), alignment=top)
        acts = [("open", self.tr("Open"))]
        if may(self._office.person.role, Duty.KEEP_DOCUMENTS):
            acts += [("change", self.tr("Change…")), ("take_off", self.tr("Take off"))]
        for name, said in acts:
            place = Place(name, self._case_id, {"document": str(row.id)})
            spoken = f"{said.rstrip('…')}: {row.title}"
            button = PlaceButton(said, place, spoken=spoken, parent=line)
            button.setAutoDefault(False)  # Enter in a dialog around saves, and opens nothing
            button.wished.connect(self._on_wished)
            inside.addWidget(button, alignment=top)
        return line

    @Slot(object)
    def _on_wished(self, place: Place) -> None:
        self.notice.say("")
        document_id = UUID(place.fact("document"))
        if place.name == "open":
            self.opening.open(document_id, self._reference)
        elif place.name == "change":
            self._ask("change_document", dict(place.facts))
        else:
            asking = self._office.asking(sorry=self._on_refused)
            asking.do(take_off_document, document_id=document_id)

    @Slot()
    def _on_add_pressed(self) -> None:
        self.add([])

    @Slot(object)
    def _on_refused(self, problem: Problem) -> None:
        self.notice.say(str(problem))

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.case_id == self._case_id and Touched.DOCUMENTS in change.touched:
            self.reload()

    @Slot(int)
    def _on_dialog_finished(self, _answer: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None


def told_of(row: DocumentRow) -> str:
    """Return what a document is, in small words below its title."""
    day = labels.in_table(row.dated_on or row.added_on)
    parts = (row.kind_words, day, row.person, size_words(row.size))
    return " · ".join(part for part in parts if part)


def size_words(size: int) -> str:
    """Return how large a file is: 320 KB, 4.2 MB."""
    if size < _MEGABYTE:
        return f"{max(size // 1000, 1)} KB"
    return f"{size / _MEGABYTE:.1f} MB"
