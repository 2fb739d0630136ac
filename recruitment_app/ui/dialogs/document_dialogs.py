"""Adds documents to a case, encrypted while the window goes on, and changes what is told of one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.choices import choices
from recruitment_app.casework.file.case_documents import (
    DocumentRow,
    add_documents,
    change_document,
    document_row,
)
from recruitment_app.casework.file.sealing_documents import SealedDocument, seal_document
from recruitment_app.errors import Problem
from recruitment_app.rules.attached_documents import CONFIDENTIAL_KINDS
from recruitment_app.store.keeping import Store
from recruitment_app.ui.dialogs.chosen import case_of
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.errands import Cancelled, Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.reading_dates import date_box
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.files_box import FilesBox
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.working_bar import WorkingBar

USUAL_KIND: Final = "letter"


class _DocumentDialog(FormDialog):
    """What is asked of every document: its title, kind, day, whom it is about, who may read it."""

    def __init__(
        self, office: Office, place: Place, heading: str, told: str, parent: QWidget | None
    ) -> None:
        case = case_of(office, place)
        form = Form(enter_submits=False)
        super().__init__(office, heading, f"{case.reference} · {told}", form, parent)
        self._case_id = case.id
        self.document_title = QLineEdit()
        offers = [(words, code) for code, words in office.quick(choices, list_name="document_kind")]
        self.kind: Choice[str] = Choice(offers, filters=False)
        self.dated = date_box(office, needed=False)
        everybody = self.tr("The household")
        people = [(person.name, person.id) for person in case.people]
        self.person: Choice[UUID] = Choice(people, none=everybody, filters=False)
        self.confidential = QCheckBox(self.tr("Con&fidential"))
        self.kind.chosen.connect(self._on_kind_chosen)
        self.kind.currentIndexChanged.connect(self._on_kind_chosen)

    def ask_all(self) -> None:
        """Add the fields that both dialogs have."""
        self.form.beside(
            self.form.ask("kind", self.tr("&Kind"), self.kind),
            self.form.ask("dated_on", self.tr("&Day on the document"), self.dated),
        )
        self.form.ask("person_id", self.tr("Wh&om it is about"), self.person)
        hint = self.tr(
            "Social workers, managers and the decision maker alone read it. References, medicals"
            " and former partners’ statements always are."
        )
        self.form.ask("is_confidential", self.confidential.text(), self.confidential, hint=hint)

    def facts(self) -> dict[str, object]:
        """Return what the form says."""
        try:
            dated_on = self.dated.day()
        except Problem as problem:
            raise Problem(str(problem), field="dated_on") from problem
        return {
            "kind": self.kind.value() or "",
            "dated_on": dated_on,
            "person_id": self.person.value(),
            "is_confidential": self.confidential.isChecked(),
            "today": self.office.today(),
        }

    @Slot()
    def _on_kind_chosen(self, _chosen: object = None) -> None:
        always = self.kind.value() in CONFIDENTIAL_KINDS
        if always:
            self.confidential.setChecked(True)
        self.confidential.setEnabled(not always)


class AddDocuments(_DocumentDialog):
    """One document with its title, or several at once that are named by their files.

    The place may name ``files`` (a line each), ``kind``, ``record``, ``person``, ``confidential``.
    """

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        heading = _said("Add documents")
        told = _said("A copy is kept, encrypted; the file itself stays as it is.")
        super().__init__(office, place, heading, told, parent)
        self._record_key = place.fact("record")
        self._sealed: dict[Path, SealedDocument] = {}
        self.files = FilesBox(self.tr("Choose documents"))
        self.working = WorkingBar(self)
        self.save_button.setText(self.tr("&Add"))
        self._ask()
        self._fill(place)
        self.files.changed.connect(self._on_files_changed)
        self._on_files_changed()

    @override
    def send(self) -> None:
        self.facts()
        if not self.files.files():
            raise Problem(self.tr("Choose the file of the document first."), field="file")
        self._wait(waiting=True)
        self._seal([file for file in self.files.files() if file not in self._sealed])

    @override
    def reject(self) -> None:
        if self.working.is_watching:
            self.working.cancel()
        else:
            super().reject()

    def _seal(self, files: Sequence[Path]) -> None:
        """Encrypt what is not encrypted yet, off the window's thread; then attach all of it."""
        words = self.tr("Encrypting {at} of {count}")
        refused: list[Path] = []

        def errand(store: Store, progress: Progress) -> dict[Path, SealedDocument] | None:
            sealed = {}
            for at, file in enumerate(files, start=1):
                sentence = words.format(at=at, count=len(files))

                def tell(done: int, of: int, _told: str, sentence: str = sentence) -> None:
                    progress.tell(done, of, sentence)

                try:
                    sealed[file] = seal_document(store, file=file, tell=tell)
                except Cancelled:
                    return None
                except Problem:
                    refused.append(file)
                    raise
            return sealed

        sorry = partial(self._on_file_refused, refused)
        progress = self.office.send(errand, self._on_sealed, sorry)
        self.working.watch(progress, self.tr("Encrypting"))

    def _on_sealed(self, sealed: dict[Path, SealedDocument] | None) -> None:
        self.working.leave()
        if sealed is None:
            self._wait(waiting=False)
            self.notice.say(self.tr("Stopped: no document was added."))
            self.fit()
            return
        self._sealed |= sealed
        files = self.files.files()
        title = self.document_title.text() if len(files) == 1 else ""
        self.do(
            add_documents,
            case_id=self._case_id,
            sealed=[self._sealed[file] for file in files],
            titles=[title] if title else (),
            record_key=self._record_key,
            **self.facts(),
        )

    def _on_file_refused(self, refused: Sequence[Path], problem: Problem) -> None:
        self.working.leave()
        files = self.files.files()
        for file in refused:
            self.files.mark(files.index(file))
        if len(files) > 1 and problem.field == "file":
            told = self.tr("{sentence} Or leave the chosen file out, and add the others.")
            problem = Problem(told.format(sentence=problem), field="file")
        self.on_refused(problem)

    def _ask(self) -> None:
        self.form.ask("file", self.tr("Files"), self.files, wide=True)
        self.form.ask("title", self.tr("&Title, by which it is found"), self.document_title)
        self.ask_all()
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):  # outside the form, which is shut while it works
            whole.insertWidget(whole.count() - 1, self.working)

    def _fill(self, place: Place) -> None:
        self.kind.choose(place.fact("kind") or USUAL_KIND)
        if place.fact("confidential"):
            self.confidential.setChecked(True)
        if place.fact("person"):
            self.person.choose(UUID(place.fact("person")))
        self.files.add(Path(file) for file in place.fact("files").split("\n") if file)
        self.focus_first()
        if self.files.files():
            self.document_title.setFocus()
            self.document_title.selectAll()

    @Slot()
    def _on_files_changed(self) -> None:
        files = self.files.files()
        self.form.show_field("title", shown=len(files) <= 1)
        if len(files) == 1 and not self.document_title.isModified():
            self.document_title.setText(files[0].stem)
        self.notice.say("")
        self.fit()


class ChangeDocument(_DocumentDialog):
    """Changes what is recorded of a document; its file stays."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._row = _chosen(office, place)
        heading, told = _said("Change a document"), _said("Its file stays as it is.")
        super().__init__(office, place, heading, told, parent)
        self.form.ask("title", self.tr("&Title, by which it is found"), self.document_title)
        self.ask_all()
        row = self._row
        self.document_title.setText(row.title)
        if self.kind.findData(row.kind) < 0:
            self.kind.addItem(row.kind_words, row.kind)
        self.kind.choose(row.kind)
        self.dated.set_day(row.dated_on)
        self.person.choose(row.person_id)
        self.confidential.setChecked(row.is_confidential)
        self.focus_first()

    @override
    def send(self) -> None:
        self.do(
            change_document,
            document_id=self._row.id,
            seen=self._row.version,
            title=self.document_title.text(),
            **self.facts(),
        )


def _said(words: str) -> str:
    return QCoreApplication.translate("document_dialogs", words)


def _chosen(office: Office, place: Place) -> DocumentRow:
    wanted = place.fact("document")
    if not wanted:
        raise Problem("Choose a document first.")
    return office.quick(document_row, document_id=UUID(wanted))
