import os

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from recruitment_app.casework.file.case_documents import DocumentRow, documents
from recruitment_app.ui.dialogs.document_dialogs import AddDocuments, ChangeDocument
from recruitment_app.ui.dialogs.document_previews import DocumentPreview, PicturePreview
from recruitment_app.ui.dialogs.record_documents import RecordDocuments
from recruitment_app.ui.dialogs.save_document import SaveDocument
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.place_button import PlaceButton
from tests.documents_made import a_paper
from tests.photographs_made import a_picture
from tests.ui.opened import case_of, settled, shown_texts

pytestmark = pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")
KEY = "0199aa00-0000-7000-8000-000000000001"


@pytest.fixture
def shown(desk: Office, qtbot) -> RecordDocuments:
    made = RecordDocuments(desk)
    qtbot.addWidget(made)
    made.show_record(case_of(desk, "thorn").id, KEY, kind="check")
    made.show()
    qtbot.waitExposed(made)
    return made


def kept(desk: Office) -> tuple[DocumentRow, ...]:
    return documents(desk.store, case_id=case_of(desk, "thorn").id, record_key=KEY)


def drop(target: QWidget, files) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    facts = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, *facts)
    QApplication.sendEvent(target, entering)
    if entering.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, *facts))
    return entering.isAccepted()


def press(shown: QWidget, spoken: str) -> None:
    QApplication.processEvents()
    found = [
        each
        for each in shown.findChildren(PlaceButton)
        if each.accessibleName() == spoken and each.isVisible()
    ]
    found[0].click()


def test_files_are_dropped_on_a_record_changed_taken_off_and_put_back(shown, desk, qtbot, tmp_path):
    files = [tmp_path / "Certificate.pdf", tmp_path / "Garden.png"]
    files[0].write_bytes(a_paper())
    files[1].write_bytes(a_picture(80, 40, "PNG"))
    assert not drop(shown, [])
    assert drop(shown, files)
    dialog = shown.dialog
    assert isinstance(dialog, AddDocuments)
    assert (dialog.files.files(), dialog.kind.value()) == (files, "check")
    dialog.submit()
    settled(qtbot, desk)
    assert shown.dialog is None
    assert {row.title for row in kept(desk)} == {"Certificate", "Garden"}
    assert "Result of a check · " in shown_texts(shown)
    press(shown, "Change: Garden")
    changing = shown.dialog
    assert isinstance(changing, ChangeDocument)
    changing.document_title.setText("The gate")
    changing.kind.choose("reference")
    assert changing.confidential.isChecked()
    assert not changing.confidential.isEnabled()
    changing.submit()
    settled(qtbot, desk)
    row = next(row for row in kept(desk) if row.title == "The gate")
    assert row.is_confidential
    undone = []
    desk.changed.connect(undone.append)
    press(shown, "Take off: The gate")
    settled(qtbot, desk)
    assert [row.title for row in kept(desk)] == ["Certificate"]
    desk.do(undone[0].undo)
    settled(qtbot, desk)
    assert {row.title for row in shown.rows} == {"Certificate", "The gate"}


def test_a_file_that_cannot_be_kept_is_a_sentence_and_the_others_are_added(
    shown, desk, qtbot, tmp_path
):
    empty, good = tmp_path / "empty.pdf", tmp_path / "good.pdf"
    empty.write_bytes(b"")
    good.write_bytes(a_paper())
    shown.add([empty, good])
    dialog = shown.dialog
    assert isinstance(dialog, AddDocuments)
    dialog.submit()
    settled(qtbot, desk)
    assert "0 bytes" in dialog.form.field("file").error.text()
    assert kept(desk) == ()
    assert dialog.files.names.currentRow() == 0
    dialog.files.leave_button.click()
    dialog.document_title.setText("The good one")
    dialog.submit()
    settled(qtbot, desk)
    assert [row.title for row in kept(desk)] == ["The good one"]


def test_cancel_while_a_large_file_is_encrypted_leaves_everything_as_it_was(
    shown, desk, qtbot, tmp_path
):
    large = tmp_path / "large.tif"
    large.write_bytes(os.urandom(24 << 20))
    shown.add([large])
    dialog = shown.dialog
    assert isinstance(dialog, AddDocuments)
    dialog.submit()
    dialog.reject()  # Escape, while it works
    settled(qtbot, desk)
    assert dialog.isVisible()
    assert dialog.notice.sentence.text() == "Stopped: no document was added."
    assert kept(desk) == ()
    dialog.submit()
    settled(qtbot, desk)
    assert [row.size for row in kept(desk)] == [24 << 20]


def test_documents_are_shown_in_the_window_and_saved_out_with_a_plain_warning(
    shown, desk, qtbot, tmp_path
):
    files = {
        "Paper.pdf": a_paper("First.", "Second."),
        "Gate.jpg": a_picture(300, 200, turned=6),
        "Table.csv": b"a,b\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    shown.add([tmp_path / name for name in files])
    shown.dialog.submit()
    settled(qtbot, desk)
    press(shown, "Open: Paper")
    settled(qtbot, desk)
    preview = shown.opening.dialog
    assert isinstance(preview, DocumentPreview)
    assert preview.page_count == 2
    assert preview.windowTitle() == f"{case_of(desk, 'thorn').reference} · Result of a check"
    preview._on_save_pressed()
    saving = preview.dialog
    assert isinstance(saving, SaveDocument)
    saving.is_locked.setChecked(True)
    saving.password.setText("of her own")
    saving.again.setText("of her own")
    saving._key = saving._agreed()
    saving.save_to(tmp_path / "out.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "out.pdf").exists() and preview.dialog is None)
    pikepdf.open(tmp_path / "out.pdf", password="of her own").close()
    preview.accept()
    press(shown, "Open: Gate")
    settled(qtbot, desk)
    picture = shown.opening.dialog
    assert isinstance(picture, PicturePreview)
    before = picture.shown_size
    assert before.height() > before.width()  # upright, as the camera said
    QTest.keyClick(picture, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert picture.shown_size.width() > before.width()
    picture.accept()
    press(shown, "Open: Table")
    saving = shown.opening.dialog
    assert isinstance(saving, SaveDocument)
    assert not saving.is_locked.isVisible()
    assert "not encrypted" in saving.told.text()
    saving.reject()


def test_a_picture_that_is_damaged_says_so(shown, desk, qtbot, tmp_path):
    (tmp_path / "Broken.jpg").write_bytes(b"\xff\xd8\xff" + bytes(500))
    shown.add([tmp_path / "Broken.jpg"])
    shown.dialog.submit()
    settled(qtbot, desk)
    press(shown, "Open: Broken")
    settled(qtbot, desk)
    assert "or damaged: save a copy" in shown.notice.sentence.text()


def test_the_place_of_the_dialog_names_what_is_usual(desk, qtbot):
    case = case_of(desk, "thorn")
    facts = {"kind": "medical", "person": str(case.applicants[0].id), "files": "a.pdf\nb.pdf"}
    dialog = AddDocuments(desk, Place("add_documents", case.id, facts))
    qtbot.addWidget(dialog)
    assert dialog.person.value() == case.applicants[0].id
    assert dialog.confidential.isChecked()
    assert [file.name for file in dialog.files.files()] == ["a.pdf", "b.pdf"]
    assert not dialog.document_title.isVisibleTo(dialog)
