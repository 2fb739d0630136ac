import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from recruitment_app.casework.file.case_documents import take_off_document
from recruitment_app.casework.file.case_timeline import case_timeline
from recruitment_app.casework.file.timeline_rows import Group, Source
from recruitment_app.casework.notes import add_note, write_note
from recruitment_app.ui.dialogs.correct_entry import CorrectEntry
from recruitment_app.ui.dialogs.document_dialogs import AddDocuments
from recruitment_app.ui.dialogs.document_previews import DocumentPreview
from recruitment_app.ui.dialogs.save_document import SaveDocument
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_file import CaseFile
from recruitment_app.ui.pages.case_page import CaseFilePage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.documents_made import a_paper
from tests.ui.opened import CONTROL, TODAY, case_of, settled, shown_texts
from tests.ui.test_record_documents import drop, press

pytestmark = pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")
Key = Qt.Key


def opened(window: Shell, desk: Office, **facts: str) -> CaseFile:
    window.go(Place("case", case_of(desk, "thorn").id, {"tab": "file", **facts}))
    QApplication.processEvents()
    assert isinstance(window.page, CaseFilePage)
    return window.page.file


def noted(desk: Office, *texts: str) -> None:
    for text in texts:
        case_id = case_of(desk, "thorn").id
        add_note(desk.store, case_id=case_id, kind="email", on=TODAY, text=text, today=TODAY)


def titles(file: CaseFile) -> list[str]:
    return [row.title for row in file.view.timeline]


def test_the_file_shows_all_there_is_and_filters_and_search_leave_some(window, desk, qtbot):
    noted(desk, "Rang about the school.", "Wrote about the garden.")
    file = opened(window, desk)
    everything = case_timeline(desk.store, case_id=case_of(desk, "thorn").id)
    assert file.count.text() == f"{len(everything)} entries"
    file.group.choose(Group.NOTES.value)
    file.group.chosen.emit(Group.NOTES.value)
    assert titles(file) == ["Wrote about the garden.", "Rang about the school."]
    file.view.setFocus()
    QTest.keyClick(file.view, Key.Key_F, CONTROL)
    assert file.words.hasFocus()
    QTest.keyClicks(file.words, "school")
    qtbot.waitUntil(lambda: len(file.view.timeline) == 1)
    assert titles(file) == ["Rang about the school."]
    QTest.keyClicks(file.words, " of magic")
    QTest.keyClick(file.words, Key.Key_Return)
    assert file.count.text() == "0 entries"
    assert file.nothing.isVisible()
    file = opened(window, desk, group="documents")
    file.words.clear()
    file.filter()
    assert set(titles(file)) == {
        "Letter of the school",
        "Medical of the first applicant",
        "The garden gate",
    }


def test_a_line_is_shown_whole_and_a_note_is_corrected_by_a_further_one(window, desk, qtbot):
    noted(desk, "They moved in 2012.\nTo Tilbury.")
    file = opened(window, desk)
    file.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert file.view.row is not None  # the first, by the keys
    first = next(row for row in file.view.timeline if row.source is Source.NOTE)
    file.view.choose(first.id)
    assert "They moved in 2012.\nTo Tilbury." in shown_texts(file.entry)
    press(file, f"Correct: {first.title}")
    assert file.notes.text.hasFocus()
    assert "This corrects the note of 14 Nov 2014" in file.notes.notice.sentence.text()
    assert file.notes.kind.value() == "email"
    QTest.keyClicks(file.notes.text, "It was 2013.")
    file.notes.submit()
    settled(qtbot, desk)
    notes = case_of(desk, "thorn").notes
    assert (notes[0].text, notes[0].corrects_id) == ("It was 2013.", first.id)
    shown = next(row for row in file.view.timeline if row.text == "It was 2013.")
    assert shown.remark == "Corrects an earlier note."


def test_what_is_chosen_stays_chosen_when_something_is_added(window, desk, qtbot):
    noted(desk, "Rang about the school.")
    file = opened(window, desk)
    first = next(row for row in file.view.timeline if row.source is Source.NOTE)
    file.view.choose(first.id)
    desk.do(
        add_note,
        case_id=case_of(desk, "thorn").id,
        kind="email",
        on=TODAY,
        text="Another.",
        today=TODAY,
    )
    settled(qtbot, desk)
    assert file.view.row is not None
    assert file.view.row.id == first.id
    QTest.keyClick(window.page, Key.Key_M, CONTROL)
    assert file.notes.text.hasFocus()


def test_the_search_box_leads_to_the_line_of_a_document_in_the_file(window, desk, qtbot):
    window.search.setText("garden gate")
    window.search.search()
    qtbot.waitUntil(lambda: bool(window.search._found))
    window.go(window.search._found[0].place)
    settled(qtbot, desk)
    assert window.page.file.view.row.title == "The garden gate"
    assert "garden gate" in shown_texts(window.page.file.entry)


def test_an_entry_of_the_journey_leads_to_its_correction_and_a_check_to_its_tab(window, desk):
    file = opened(window, desk, group="journey")
    row = file.view.timeline.row(0)
    file.view.choose(row.id)
    press(file, f"Correct: {row.title}")
    assert isinstance(window.dialog, CorrectEntry)
    window.dialog.reject()


def test_documents_are_dropped_on_the_file_opened_saved_out_taken_off_and_put_back(
    window, desk, qtbot, tmp_path
):
    file = opened(window, desk)
    paper = tmp_path / "Reply of the employer.pdf"
    paper.write_bytes(a_paper())
    assert not drop(file, [])
    assert drop(file, [paper])
    dialog = window.dialog
    assert isinstance(dialog, AddDocuments)
    dialog.kind.choose("reference")
    dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None
    row = next(row for row in file.view.timeline if row.title == "Reply of the employer")
    assert row.is_confidential
    file.view.choose(row.id)
    QTest.keyClick(file.view, Key.Key_Return)
    settled(qtbot, desk)
    assert isinstance(file.opening.dialog, DocumentPreview)
    file.opening.dialog.accept()
    press(file, "Save a copy: Reply of the employer")
    assert isinstance(file.opening.dialog, SaveDocument)
    file.opening.dialog.reject()
    press(file, "Take off: Reply of the employer")
    settled(qtbot, desk)
    assert "Reply of the employer" not in titles(file)
    assert file.side.currentWidget() is file.notes
    window.toast.undo_button.click()
    settled(qtbot, desk)
    assert "Reply of the employer" in titles(file)


def test_a_document_that_somebody_took_off_meanwhile_is_a_sentence(window, desk, qtbot):
    file = opened(window, desk, group="documents")
    row = file.view.timeline.row(0)
    file.view.choose(row.id)
    take_off_document(desk.store, document_id=row.id)
    press(file, f"Open: {row.title}")
    settled(qtbot, desk)
    assert "not in the case any more" in file.trouble.sentence.text()


def test_a_thousand_lines_are_shown_and_only_those_in_sight_are_made(window, desk):
    case_id = case_of(desk, "thorn").id
    with desk.store.writing(act="add_note") as session:
        for number in range(1000):
            write_note(session, desk.store, case_id, kind="email", on=TODAY, text=f"Note {number}.")
    file = opened(window, desk, group="notes")
    assert len(file.view.timeline) == 1000
    assert len(file.view.model()._made) < 60
    file.view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(file.view, Key.Key_End)
    assert file.view.row.text == "Note 0."
