import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from recruitment_app import settings
from recruitment_app.casework.agency.workforce import me
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.change import Change
from recruitment_app.casework.importing.import_showing import LEFT_OUT, NOTE
from recruitment_app.casework.importing.imports import Verdict
from recruitment_app.casework.importing.kept_imports import imports
from recruitment_app.casework.importing.saved_mappings import mappings
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids, count_cases
from recruitment_app.rules.roles import Role
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.import_page import ImportPage
from recruitment_app.ui.pages.import_words import Step
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from recruitment_app.ui.tables.answer_table import OFFER
from recruitment_app.ui.tables.plan_table import CellRole
from tests.exchange import test_annex_a as list_11
from tests.trackers import bring_in_tracker, write_tracker
from tests.ui.opened import CONTROL, TODAY, settled, shown_texts

HEADINGS = ("Date of enquiry", "First name", "Surname", "Source", "Title")
ROWS = (
    (date(2014, 5, 1), "Ivy", "Bramble", "Radio", "Ms"),
    (date(2014, 5, 2), "Oak", "Meadow", "Agency webiste", "Mr"),
    (date(2014, 5, 3), "Elder", "Brook", "Pigeon post", "Mx"),
)
RIGHT = ROWS[:1]


@pytest.fixture
def page(window: Shell) -> ImportPage:
    window.go(Place("import"))
    found = window.page
    assert isinstance(found, ImportPage)
    return found


def workbook(path: Path, rows=ROWS, headings=HEADINGS) -> Path:
    book = openpyxl.Workbook()
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def look(page: ImportPage, desk: Office, qtbot, path: Path) -> None:
    page.file.file_chosen.emit(path)
    settled(qtbot, desk)


def go_on(page: ImportPage, desk: Office, qtbot) -> None:
    assert page.on_button.isEnabled(), page.missing.text()
    qtbot.mouseClick(page.on_button, Qt.MouseButton.LeftButton)
    settled(qtbot, desk)


def column(page: ImportPage, heading: str):
    lines = [page.columns.sheet.table.record(at) for at in range(len(page.work.layout.columns))]
    return next(line for line in lines if line.column.heading == heading)


def choose_row(sheet, at: int) -> None:
    sheet.view.setCurrentIndex(sheet.table.index(at, 0))
    sheet.view.setFocus()


def rows(page: ImportPage) -> list:
    return [page.rows.table.record(at) for at in range(page.rows.table.rowCount())]


def verdicts(page: ImportPage) -> list[Verdict]:
    return [row.planned.verdict for row in rows(page)]


def spellings(page: ImportPage) -> list:
    page.spellings.show_work(page.work)
    table = page.spellings.sheet.table
    return [table.record(at) for at in range(table.rowCount())]


def cases(desk: Office) -> int:
    return desk.quick(count_cases, wanted=CaseFilter(), today=TODAY)


def found(desk: Office, words: str):
    ids = desk.quick(case_ids, wanted=CaseFilter(words=words), today=TODAY)
    return desk.quick(case_page, case_id=ids[0], today=TODAY) if ids else None


def test_the_whole_way_from_a_file_to_its_cases_with_the_keys_alone(page, desk, qtbot, tmp_path):
    before = cases(desk)
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx"))
    assert page.step is Step.COLUMNS
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    settled(qtbot, desk)
    assert page.step is Step.SPELLINGS
    for typed in ("agency's", "leave"):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        QTest.keyClicks(QApplication.focusWidget(), typed)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert page.missing.text() == "Every spelling has its answer."
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    settled(qtbot, desk)
    assert page.step is Step.ROWS
    assert verdicts(page) == [Verdict.NEW] * 3
    assert page.on_button.text() == "Bring &in 3 cases"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    settled(qtbot, desk)
    assert page.step is Step.DONE
    assert "3 cases brought in" in page.done.told.text()
    assert cases(desk) == before + 3
    assert found(desk, "meadow").source == "Agency's website"
    assert any("Pigeon post" in note.text for note in found(desk, "brook").notes)


def test_a_file_that_cannot_be_read_is_said_in_place_and_another_may_be_chosen(
    page, desk, qtbot, tmp_path
):
    wrong = tmp_path / "letter.xlsx"
    wrong.write_bytes(b"This is no workbook.")
    look(page, desk, qtbot, wrong)
    assert page.step is Step.FILE
    assert "letter.xlsx" in page.file.notice.sentence.text()
    assert not page.file.notice.isHidden()
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx"))
    assert page.step is Step.COLUMNS
    assert page.file.notice.isHidden()


@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")
def test_a_file_may_be_dropped_on_the_page(page, desk, qtbot, tmp_path):
    path = workbook(tmp_path / "tracker.xlsx")
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    facts = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton)
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page.file, QDragEnterEvent(QPoint(9, 9), *facts, none))
    assert page.file.property("over") == "true"
    QApplication.sendEvent(page.file, QDropEvent(QPointF(9, 9), *facts, none, QEvent.Type.Drop))
    settled(qtbot, desk)
    assert page.step is Step.COLUMNS
    assert page.work.path == path


def test_each_column_shows_its_values_and_is_marked_as_guessed(page, desk, qtbot, tmp_path):
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx"))
    surname = column(page, "Surname")
    assert (surname.column.letter, surname.column.field) == ("C", "family_name")
    assert (surname.said, column(page, "Title").said) == ("Guessed", "Not read")
    at = [each.heading for each in page.work.layout.columns].index("Surname")
    shown = page.columns.sheet.table.index(at, 2).data()
    assert "Bramble" in shown
    assert "Meadow" in shown


def test_typing_finds_a_meaning_and_enter_takes_it_and_goes_on(page, desk, qtbot, tmp_path):
    look(
        page,
        desk,
        qtbot,
        workbook(tmp_path / "tracker.xlsx", headings=("Date", "A", "B", "C", "D")),
    )
    sheet = page.columns.sheet
    choose_row(sheet, 2)
    QTest.keyClick(sheet.view, Qt.Key.Key_Return)
    assert sheet.offers.words.hasFocus()
    QTest.keyClicks(sheet.offers.words, "surn")
    assert sheet.offers.values() == ["family_name", "second_family_name"]
    QTest.keyClick(sheet.offers.words, Qt.Key.Key_Return)
    assert (column(page, "B").column.field, column(page, "B").said) == ("family_name", "Chosen")
    assert sheet.view.hasFocus()
    assert sheet.view.currentIndex().row() == 3


def test_escape_leaves_the_meanings_before_it_leaves_the_step(page, desk, qtbot, tmp_path):
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx"))
    sheet = page.columns.sheet
    QTest.keyClick(sheet.view, Qt.Key.Key_Return)
    QTest.keyClick(sheet.offers.words, Qt.Key.Key_Escape)
    assert sheet.view.hasFocus()
    assert page.step is Step.COLUMNS
    QTest.keyClick(sheet.view, Qt.Key.Key_Escape)
    assert page.step is Step.FILE


def test_a_meaning_may_be_dragged_onto_a_column(page, desk, qtbot, tmp_path):
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx"))
    table = page.columns.sheet.table
    offers = page.columns.sheet.offers.list
    note = next(offers.item(at) for at in range(offers.count()) if "Note" in offers.item(at).text())
    carried = offers.mimeData([note])
    assert carried.hasFormat(OFFER)
    at = [each.heading for each in page.work.layout.columns].index("Title")
    assert table.flags(table.index(at, 0)) & Qt.ItemFlag.ItemIsDropEnabled
    assert table.dropMimeData(carried, Qt.DropAction.CopyAction, -1, -1, table.index(at, 0))
    assert column(page, "Title").column.field == NOTE


def test_what_nobody_reads_is_named_and_may_be_kept_as_notes(page, desk, qtbot, tmp_path):
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx", RIGHT))
    assert page.columns.unread.sentence.text() == "Not read: Title."
    page.columns.notes_button.click()
    assert page.columns.unread.isHidden()
    go_on(page, desk, qtbot)
    go_on(page, desk, qtbot)
    assert any("Ms" in note.text for note in found(desk, "bramble").notes)


def test_without_a_date_or_a_name_the_page_says_what_is_missing(page, desk, qtbot, tmp_path):
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx"))
    page.work.choose_field(0, NOTE)
    page.columns.chosen.emit()
    assert "date of enquiry" in page.missing.text()
    assert not page.on_button.isEnabled()


def test_any_sheet_and_any_row_of_headings_may_be_chosen(page, desk, qtbot, tmp_path):
    path = tmp_path / "tracker.xlsx"
    book = openpyxl.load_workbook(workbook(path))
    other = book.create_sheet("Old ones")
    for row in (("Our list",), ("Name", "Date of enquiry"), ("Fern Mere", date(2013, 1, 2))):
        other.append(row)
    book.save(path)
    look(page, desk, qtbot, path)
    manner = page.columns.manner
    manner.sheet.choose("Old ones")
    manner.sheet.chosen.emit("Old ones")
    settled(qtbot, desk)
    assert page.work.layout.sheet == "Old ones"
    assert manner.heading_row.value() == 2
    manner.heading_row.setValue(1)
    settled(qtbot, desk)
    assert page.work.layout.heading_row == 1
    assert page.work.layout.columns[0].heading == "Our list"


def test_the_separator_the_letters_and_the_order_of_days_may_be_changed(
    page, desk, qtbot, tmp_path
):
    path = tmp_path / "tracker.csv"
    path.write_bytes("Date of enquiry;Surname;Note\r\n3/4/14;Müller;a,b\r\n".encode("cp1252"))
    look(page, desk, qtbot, path)
    manner = page.columns.manner
    assert manner.separator.value() == ";"
    assert manner.encoding.value() == "cp1252"
    assert "Müller" in column(page, "Surname").column.sample
    manner.separator.choose(",")
    manner.separator.chosen.emit(",")
    settled(qtbot, desk)
    assert len(page.work.layout.columns) == 1
    manner.separator.choose(";")
    manner.separator.chosen.emit(";")
    settled(qtbot, desk)
    manner.days.choose("month")
    manner.days.chosen.emit("month")
    go_on(page, desk, qtbot)
    go_on(page, desk, qtbot)
    assert found(desk, "müller").opened_on == date(2014, 3, 4)


def test_a_way_of_reading_that_is_refused_is_not_shown_as_if_the_file_were_read_so(
    page, desk, qtbot, tmp_path
):
    path = tmp_path / "tracker.csv"
    path.write_bytes("Date of enquiry,Surname\r\n3/4/14,Müller\r\n".encode("cp1252"))
    look(page, desk, qtbot, path)
    manner = page.columns.manner
    manner.encoding.choose("utf-8")
    manner.encoding.chosen.emit("utf-8")
    settled(qtbot, desk)
    assert "choose others" in page.notice.sentence.text()
    assert (manner.encoding.value(), page.work.layout.encoding) == ("cp1252", "cp1252")

    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append(ROWS[0])
    book.create_sheet("Blank")
    book.save(tmp_path / "two.xlsx")
    look(page, desk, qtbot, tmp_path / "two.xlsx")
    manner.sheet.choose("Blank")
    manner.sheet.chosen.emit("Blank")
    settled(qtbot, desk)
    assert "holds no rows" in page.notice.sentence.text()
    assert (manner.sheet.value(), page.work.layout.sheet) == ("Sheet", "Sheet")


def test_meanings_are_remembered_under_a_name_and_read_the_next_file(page, desk, qtbot, tmp_path):
    path = workbook(tmp_path / "tracker.xlsx", RIGHT)
    look(page, desk, qtbot, path)
    page.work.choose_field(4, NOTE)
    QTest.keyClicks(page.columns.memory.name, "Our tracker")
    QTest.keyClick(page.columns.memory.name, Qt.Key.Key_Return)
    settled(qtbot, desk)
    assert [row.name for row in desk.quick(mappings)] == ["Our tracker"]
    look(page, desk, qtbot, workbook(tmp_path / "another.xlsx", RIGHT))
    assert column(page, "Title").column.field != NOTE
    manner = page.columns.manner
    manner.mapping.choose("Our tracker")
    manner.mapping.chosen.emit("Our tracker")
    settled(qtbot, desk)
    assert (column(page, "Title").column.field, column(page, "Title").said) == (NOTE, "Remembered")
    page.columns.memory.forget_button.click()
    settled(qtbot, desk)
    assert desk.quick(mappings) == ()


def test_a_name_of_the_applications_own_is_refused_beside_the_field(page, desk, qtbot, tmp_path):
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx", RIGHT))
    page.columns.memory.name.setText("tracker")
    page.columns.memory.save_button.click()
    settled(qtbot, desk)
    assert "choose another" in page.columns.memory.error.text()
    assert page.columns.memory.error.isVisible()


def test_an_unknown_spelling_is_asked_once_near_codes_first_and_chosen_for_nobody(
    page, desk, qtbot, tmp_path
):
    again = [*ROWS, (date(2014, 6, 1), "Ash", "Garth", "Agency webiste", "")]
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx", again))
    go_on(page, desk, qtbot)
    sheet = page.spellings.sheet
    lines = [sheet.table.record(at) for at in range(sheet.table.rowCount())]
    assert [(line.asked.spelling, len(line.asked.rows)) for line in lines] == [
        ("Agency webiste", 2),
        ("Pigeon post", 1),
    ]
    assert all(line.code is None for line in lines)
    assert sheet.offers.values()[0] == "agency_website"
    assert sheet.offers.values()[-1] == LEFT_OUT
    assert len(sheet.offers.values()) > 10
    assert page.missing.text().startswith("2 of 2 need an answer")
    go_on(page, desk, qtbot)
    assert not page.on_button.isEnabled()
    assert page.missing.text() == "2 spellings need an answer: go one step back."


def test_going_back_loses_nothing_of_what_was_chosen_answered_and_corrected(
    page, desk, qtbot, tmp_path
):
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx"))
    page.work.choose_field(4, NOTE)
    go_on(page, desk, qtbot)
    page.spellings.sheet.answered.emit(page.spellings.sheet.table.record(0), "agency_website")
    go_on(page, desk, qtbot)
    page.rows.corrected.emit(4, 3, "Friend")
    settled(qtbot, desk)
    for step in (Step.SPELLINGS, Step.COLUMNS, Step.FILE):
        page.back_button.click()
        assert page.step is step
    assert "tracker.xlsx" in page.missing.text()
    go_on(page, desk, qtbot)
    assert (column(page, "Title").column.field, column(page, "Title").said) == (NOTE, "Chosen")
    go_on(page, desk, qtbot)
    if page.step is Step.SPELLINGS:
        go_on(page, desk, qtbot)
    assert page.work.answers["Source", "Agency webiste"] == "agency_website"
    assert rows(page)[2].cells[3] == "Friend"
    assert verdicts(page) == [Verdict.NEW] * 3


def test_a_wrong_cell_is_marked_corrected_in_place_and_judged_again(page, desk, qtbot, tmp_path):
    wrong = [("31/02/2014", *ROWS[0][1:]), *RIGHT]
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx", wrong))
    go_on(page, desk, qtbot)
    assert verdicts(page) == [Verdict.WRONG, Verdict.NEW]
    assert page.missing.text().startswith("1 row is wrong")
    assert not page.on_button.isEnabled()
    table, view = page.rows.table, page.rows.view
    place = table.index(0, table.section_of(0))
    assert place.data(CellRole.IS_WRONG)
    assert "not a day" in place.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "not a day" in page.rows.told.text()
    page.rows.fault_button.click()
    assert view.currentIndex() == place
    editor = view.findChild(QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "1/3/14")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    settled(qtbot, desk)
    QApplication.processEvents()
    assert rows(page)[0].cells[0] == "1/3/14"
    assert verdicts(page)[0] is Verdict.NEW, rows(page)
    assert page.rows.corrections.text() == "1 cell corrected"
    assert view.currentIndex().column() == table.section_of(0)
    assert view.hasFocus()
    go_on(page, desk, qtbot)
    assert page.step is Step.DONE


def test_a_half_typed_correction_survives_the_judging_of_another(page, desk, qtbot, tmp_path):
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx", RIGHT))
    go_on(page, desk, qtbot)
    table, view = page.rows.table, page.rows.view
    view.setCurrentIndex(table.index(0, table.section_of(1)))
    QTest.keyClicks(view, "R")
    editor = view.findChild(QLineEdit)
    typed = editor.text()
    page.rows.corrected.emit(2, 4, "Dr")
    settled(qtbot, desk)
    assert view.is_editing
    assert editor.text() == typed
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    settled(qtbot, desk)
    QApplication.processEvents()
    assert rows(page)[0].cells[1] == typed


def test_what_is_being_typed_is_taken_before_anything_comes_in(page, desk, qtbot, tmp_path):
    before = cases(desk)
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx", RIGHT))
    go_on(page, desk, qtbot)
    table, view = page.rows.table, page.rows.view
    view.setCurrentIndex(table.index(0, table.section_of(2)))
    QTest.keyClicks(view, "B")
    editor = view.findChild(QLineEdit)
    QTest.keyClicks(editor, "riar")
    QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    QApplication.processEvents()
    settled(qtbot, desk)
    assert page.step is Step.ROWS
    assert cases(desk) == before
    assert rows(page)[0].cells[2] == "Briar"
    go_on(page, desk, qtbot)
    assert found(desk, "briar ivy") is not None


def test_the_form_of_annex_a_is_read_as_it_is_laid_out_and_corrected_in_place(
    page, desk, qtbot, tmp_path
):
    look(page, desk, qtbot, list_11.made(tmp_path, list_11.row(enquiry="some day")))
    assert "Annex A" in page.columns.fixed.sentence.text()
    assert not page.columns.sheet.isEnabled()
    go_on(page, desk, qtbot)
    line = rows(page)[0]
    assert line.planned.verdict is Verdict.WRONG
    assert line.cells[line.fault] == "some day"
    page.rows.corrected.emit(line.planned.row, line.fault, "6/1/14")
    settled(qtbot, desk)
    assert verdicts(page) == [Verdict.NEW]
    page.back_button.click()
    page.columns.fixed_button.click()
    assert page.columns.sheet.isEnabled()
    assert page.columns.fixed.isHidden()


def test_counts_filter_the_rows_and_a_row_that_repeats_a_case_opens_it(
    page, window, desk, qtbot, tmp_path
):
    bring_in_tracker(desk.store, tmp_path, TODAY)
    look(page, desk, qtbot, write_tracker(tmp_path / "again.xlsx", TODAY, errs=True))
    go_on(page, desk, qtbot)
    go_on(page, desk, qtbot)
    assert page.rows.filters[Verdict.DUPLICATE].text() == "Duplicate 2"
    page.rows.filters[Verdict.DUPLICATE].click()
    assert verdicts(page) == [Verdict.DUPLICATE] * 2
    row = page.rows.view.chosen()
    assert row.planned.of in page.rows.told.text()
    page.rows.case_button.click()
    assert window.page is not page
    assert window.page.window_title() == row.planned.of
    window.back()
    assert window.page is page
    assert verdicts(page) == [Verdict.DUPLICATE] * 2


def test_rows_sort_by_what_they_are_and_back_by_their_number(page, desk, qtbot, tmp_path):
    wrong = [*RIGHT, ("31/02/2014", *ROWS[0][1:])]
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx", wrong))
    go_on(page, desk, qtbot)
    assert [row.planned.row for row in rows(page)] == [2, 3]
    page.rows.view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert verdicts(page) == [Verdict.WRONG, Verdict.NEW]
    page.rows.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert [row.planned.row for row in rows(page)] == [3, 2]


def test_a_long_file_is_shown_by_the_rows_that_are_looked_at(page, desk, qtbot, tmp_path):
    path = tmp_path / "long.csv"
    lines = [f"1/2/14,Ivy,Bramble{at},Radio" for at in range(3_000)]
    path.write_text("\n".join(["Date of enquiry,First name,Surname,Source", *lines]))
    look(page, desk, qtbot, path)
    go_on(page, desk, qtbot)
    assert page.rows.table.rowCount() == 3_000
    assert page.rows.table.record(2_999).cells[2] == "Bramble2999"
    assert len(page.rows.table._windows) < 5


def test_cancel_leaves_everything_as_it_was(page, desk, qtbot, tmp_path):
    before = cases(desk)
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx", RIGHT))
    go_on(page, desk, qtbot)
    held = threading.Event()

    def hold() -> Change:
        held.wait(20)
        return Change(None, frozenset(), "")

    desk.act(hold, None, None)
    page.on_button.click()
    assert page.working.isVisible()
    assert not page.on_button.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    held.set()
    settled(qtbot, desk)
    assert cases(desk) == before
    assert desk.quick(imports) == ()
    assert page.step is Step.ROWS
    assert page.notice.sentence.text() == "It was stopped: everything is as it was."
    go_on(page, desk, qtbot)
    assert cases(desk) == before + 1


def test_an_answer_that_comes_too_late_touches_no_page_that_has_gone(desk, qtbot, tmp_path):
    page = ImportPage(desk)
    page.show_place(Place("import"))
    page.choose(workbook(tmp_path / "tracker.xlsx"))
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settled(qtbot, desk)


def test_a_change_made_elsewhere_has_the_rows_judged_anew(page, desk, qtbot, tmp_path):
    path = workbook(tmp_path / "tracker.xlsx", RIGHT, (*HEADINGS[:4], "Tel"))
    rows_with_tel = [(*RIGHT[0][:4], "01375 000001")]
    workbook(path, rows_with_tel, (*HEADINGS[:4], "Tel"))
    look(page, desk, qtbot, path)
    go_on(page, desk, qtbot)
    assert verdicts(page) == [Verdict.NEW]
    other = ImportPage(desk)
    qtbot.addWidget(other)
    other.show_place(Place("import"))
    look(other, desk, qtbot, path)
    other._judge()
    settled(qtbot, desk)
    other._bring_in()
    settled(qtbot, desk)
    assert verdicts(page) == [Verdict.DUPLICATE]
    assert "nothing to bring in" in page.missing.text()


def test_a_refusal_at_the_end_has_the_rows_looked_at_again_first(page, desk, qtbot, tmp_path):
    path = write_tracker(tmp_path / "tracker.xlsx", TODAY)
    look(page, desk, qtbot, path)
    go_on(page, desk, qtbot)
    bring_in_tracker(desk.store, tmp_path, TODAY)  # as another machine would, unheard of here
    go_on(page, desk, qtbot)
    assert "store has changed" in page.notice.sentence.text()
    assert page.on_button.text() == "Look aga&in"
    go_on(page, desk, qtbot)
    assert verdicts(page) == [Verdict.DUPLICATE] * 4
    assert page.notice.isHidden()
    assert "nothing to bring in" in page.missing.text()


def test_the_report_is_seen_before_it_prints(page, desk, qtbot, tmp_path):
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx", RIGHT))
    go_on(page, desk, qtbot)
    go_on(page, desk, qtbot)
    page.done.report_button.click()
    settled(qtbot, desk)
    assert page.preview.page_count >= 1
    page.preview.accept()


def test_an_import_is_undone_from_its_end(page, window, desk, qtbot, tmp_path):
    before = cases(desk)
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx", RIGHT))
    go_on(page, desk, qtbot)
    go_on(page, desk, qtbot)
    page.done.undo_button.click()
    assert window.dialog.windowTitle() == "Undo import 1"
    window.dialog.undo_button.click()
    settled(qtbot, desk)
    assert window.dialog is None
    assert cases(desk) == before
    assert not page.done.undo_button.isVisible()
    assert "undone" in page.done.facts.text()


def test_who_may_not_import_is_told_who_may(desk, qtbot):
    worker = replace(me(desk.store), role=Role.SOCIAL_WORKER)
    office = Office(desk.store, today=lambda: TODAY, person=worker, settings=settings.Settings())
    page = ImportPage(office)
    qtbot.addWidget(page)
    page.show_place(Place("import"))
    assert "an administrator" in page.refused.sentence.text()
    assert page.middle.shown is page.refused
    office.close()


def press_on(page: ImportPage, desk: Office, qtbot, _path: Path) -> None:
    go_on(page, desk, qtbot)


@pytest.mark.parametrize("way_on", [press_on, look])
def test_what_was_chosen_outlives_the_closing_of_the_window(page, desk, qtbot, tmp_path, way_on):
    look(page, desk, qtbot, workbook(tmp_path / "tracker.xlsx"))
    page.work.choose_field(4, NOTE)
    page.columns.manner.days_read.emit("month")
    go_on(page, desk, qtbot)
    page.spellings.sheet.answered.emit(page.spellings.sheet.table.record(0), "agency_website")
    go_on(page, desk, qtbot)
    page.rows.corrected.emit(4, 3, "Friend")
    settled(qtbot, desk)
    desk.close()
    again = Office(desk.store, today=lambda: TODAY, person=desk.person, settings=desk.settings)
    other = ImportPage(again)
    qtbot.addWidget(other)
    other.show()
    other.show_place(Place("import"))
    assert other.missing.text() == "You were looking at tracker.xlsx; what you chose is kept."
    way_on(other, again, qtbot, tmp_path / "tracker.xlsx")
    assert other.step is Step.COLUMNS
    assert (column(other, "Title").column.field, column(other, "Title").said) == (NOTE, "Chosen")
    assert other.work.layout.date_order == "month"
    go_on(other, again, qtbot)
    assert other.step is Step.ROWS
    assert rows(other)[2].cells[3] == "Friend"
    assert [line.asked.spelling for line in spellings(other)] == ["Agency webiste", "Pigeon post"]
    assert verdicts(other) == [Verdict.NEW] * 3
    go_on(other, again, qtbot)
    assert "import" not in again.store.drafts()
    again.close()


def test_the_window_title_names_no_file(page, desk, qtbot, tmp_path):
    look(page, desk, qtbot, workbook(tmp_path / "Smith family.xlsx", RIGHT))
    assert page.window_title() == "Import"
    assert "Smith" not in shown_texts(page.columns)
