import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from recruitment_app.casework.reports.photographs import PhotographRow, photographs
from recruitment_app.store.tables import Attachment
from recruitment_app.ui.dialogs.consent_dialog import ConsentDialog
from recruitment_app.ui.dialogs.photograph_dialogs import PhotographDialog, TakeOffPhotograph
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_page import CaseFilePage
from recruitment_app.ui.pages.case_photographs import CasePhotographs
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from recruitment_app.ui.widgets.place_button import PlaceButton
from tests.photographs_made import a_picture
from tests.ui.opened import case_of, settled, shown_texts

pytestmark = pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")

WORDS = "The house seen from the garden, with the hills behind it."


def hung(window: Shell, desk: Office, qtbot) -> CasePhotographs:
    window.go(Place("case", case_of(desk, "thorn").id, {"tab": "people"}))
    settled(qtbot, desk)
    page = window.page
    assert isinstance(page, CaseFilePage)
    return page.people.photographs


def rows(desk: Office) -> list[PhotographRow]:
    return desk.quick(photographs, case_id=case_of(desk, "thorn").id)


def press(shown: CasePhotographs, spoken: str) -> None:
    QApplication.processEvents()
    found = [
        each
        for each in shown.findChildren(PlaceButton)
        if each.accessibleName() == spoken and not each.isHidden()
    ]
    found[0].click()


def drop(shown: CasePhotographs, files) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    facts = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, *facts)
    QApplication.sendEvent(shown, entering)
    if entering.isAccepted():
        QApplication.sendEvent(shown, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, *facts))
    return entering.isAccepted()


def test_the_photographs_of_a_case_are_shown_with_their_words(window, desk, qtbot):
    shown = hung(window, desk, qtbot)
    first, second = rows(desk)
    for row in (first, second):
        view = shown.picture(row.id)
        assert not view.pixmap().isNull()
        spoken = QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Name)
        assert WORDS in spoken
    told = shown_texts(shown)
    assert "The day it was taken is not known" in told
    assert "Taken on 1 November 2014" in told


def test_a_photograph_is_added_by_the_button(window, desk, qtbot, tmp_path):
    shown = hung(window, desk, qtbot)
    file = tmp_path / "a.png"
    file.write_bytes(a_picture(80, 40, "PNG"))
    press(shown, "Add a photograph…")
    dialog = window.dialog
    assert isinstance(dialog, PhotographDialog)
    dialog.submit()
    settled(qtbot, desk)
    assert "Choose the file" in dialog.form.field("file").error.text()
    dialog.file.set_path(file)
    dialog.submit()
    settled(qtbot, desk)
    assert "Say in words" in dialog.form.field("alternative").error.text()
    dialog.shows.setPlainText("Briar with the dog.")
    dialog.taken.setText("3/5/14")
    dialog.person.setCurrentIndex(1)
    dialog.in_profile.setChecked(True)
    dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None
    added = rows(desk)[-1]
    assert (added.alternative, added.person, added.is_in_profile) == (
        "Briar with the dog.",
        "Briar Thorn",
        True,
    )
    settled(qtbot, desk)
    assert not shown.picture(added.id).pixmap().isNull()
    assert "Briar Thorn · Taken on 3 May 2014" in shown_texts(shown)


def test_photographs_that_are_dropped_are_asked_for_one_after_another(
    window, desk, qtbot, tmp_path
):
    shown = hung(window, desk, qtbot)
    files = [tmp_path / f"{number}.jpg" for number in range(2)]
    for number, file in enumerate(files):
        file.write_bytes(a_picture(60 + number, 40))
    assert drop(shown, files)
    for file in files:
        dialog = window.dialog
        assert isinstance(dialog, PhotographDialog)
        assert dialog.file.path() == file
        dialog.shows.setPlainText(f"Picture {file.stem}.")
        dialog.submit()
        settled(qtbot, desk)
    assert window.dialog is None
    assert [row.alternative for row in rows(desk)][2:] == ["Picture 0.", "Picture 1."]


def test_a_file_that_is_no_photograph_is_refused_beside_its_field(window, desk, qtbot, tmp_path):
    shown = hung(window, desk, qtbot)
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7")
    assert drop(shown, [tmp_path / "letter.pdf"])
    dialog = window.dialog
    dialog.shows.setPlainText("A letter.")
    dialog.submit()
    settled(qtbot, desk)
    assert "not a photograph" in dialog.form.field("file").error.text()
    assert len(rows(desk)) == 2
    dialog.reject()


def test_words_that_are_dragged_are_not_taken(window, desk, qtbot):
    assert not drop(hung(window, desk, qtbot), [])


def test_a_photograph_is_replaced_and_taken_off(window, desk, qtbot, tmp_path):
    shown = hung(window, desk, qtbot)
    before = rows(desk)[0]
    (tmp_path / "new.jpg").write_bytes(a_picture(90, 90))
    press(shown, f"Change the photograph: {WORDS}")
    dialog = window.dialog
    assert dialog.shows.toPlainText() == WORDS
    dialog.file.set_path(tmp_path / "new.jpg")
    dialog.shows.setPlainText("Another.")
    dialog.submit()
    settled(qtbot, desk)
    after = rows(desk)[0]
    assert (after.id, after.alternative) == (before.id, "Another.")
    assert after.attachment_id != before.attachment_id
    press(shown, "Take the photograph off: Another.")
    dialog = window.dialog
    assert isinstance(dialog, TakeOffPhotograph)
    dialog.submit()
    settled(qtbot, desk)
    assert [row.id for row in rows(desk)] != [before.id]
    assert len(rows(desk)) == 1


def test_a_photograph_whose_file_is_missing_says_so_in_its_place(window, desk, qtbot):
    with desk.store.reading() as session:
        macs = session.scalars(select(Attachment.mac)).all()
    for mac in macs:
        desk.store.attachments.place(mac).unlink()
    shown = hung(window, desk, qtbot)
    view = shown.picture(rows(desk)[0].id)
    assert "bring it back from a backup" in view.text()


def test_the_consent_to_the_profile_is_taken_back_and_given_again(window, desk, qtbot):
    shown = hung(window, desk, qtbot)
    assert "Agreed on 14 November 2014: At a visit." in shown_texts(shown)
    for spoken, how in (
        ("Taken back… Briar Thorn", "By telephone"),
        ("Record the consent… Briar Thorn", "In a letter"),
    ):
        press(shown, spoken)
        dialog = window.dialog
        assert isinstance(dialog, ConsentDialog)
        dialog.how.setText(how)
        dialog.submit()
        settled(qtbot, desk)
        assert window.dialog is None
        assert how in shown_texts(shown)
