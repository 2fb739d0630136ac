import csv

import pytest
from PySide6.QtCore import Qt

from recruitment_app.casework.agency.agency import set_target
from recruitment_app.errors import Problem
from recruitment_app.ui.pages.progress_page import ProgressPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.ui.opened import TODAY, settled


@pytest.fixture
def progress(window: Shell) -> ProgressPage:
    window.go(Place("progress"))
    page = window.page
    assert isinstance(page, ProgressPage)
    return page


def words(page: ProgressPage, row: int, column: int) -> str:
    return page.table.index(row, column).data(Qt.ItemDataRole.DisplayRole)


def test_the_year_is_told_with_its_target_and_where_it_stands(progress):
    assert progress.title.text() == "Recruitment progress 2014–15"
    assert "target 20 new approvals by 31 March 2015" in progress.subtitle.text()
    assert progress.standing.text().startswith("2 of 20 approved by 14 November 2014")


def test_the_table_tells_each_month_and_leaves_months_to_come_empty(progress):
    assert progress.table.rowCount() == 12
    assert [words(progress, 1, column) for column in range(3)] == ["May 2014", "1", "1"]
    assert words(progress, 11, 1) == "–"
    assert words(progress, 11, 3) == "20.0"


def test_the_chart_has_the_same_figures_in_words(progress):
    assert "2 of 20 approved" in progress.chart.accessibleDescription()


def test_a_month_opens_the_cases_that_were_approved_in_it(progress, window, qtbot):
    progress.months.setFocus()
    progress.months.setCurrentIndex(progress.table.index(1, 0))
    qtbot.keyClick(progress.months, Qt.Key.Key_Return)
    assert len(window.page.table.ids) == 1


def test_the_number_approved_opens_all_of_them(progress, window):
    progress.approved.click()
    assert len(window.page.table.ids) == 2


def test_another_year_can_be_looked_at(progress):
    progress.year.choose("2013-14")
    progress.year.chosen.emit("2013-14")
    assert progress.title.text() == "Recruitment progress 2013–14"
    assert progress.approved.text() == "0"


def test_a_new_target_is_shown_at_once(progress, desk, qtbot):
    desk.do(set_target, year_starts_on=TODAY.replace(month=4, day=1), approvals=8)
    settled(qtbot, desk)
    assert progress.standing.text().startswith("2 of 8 approved")


def test_the_months_leave_as_a_list(progress, desk, qtbot, tmp_path):
    file = tmp_path / "progress.csv"
    progress.export_button.write("progress", file)
    settled(qtbot, desk)
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text))
    assert rows[0][:3] == ["Month", "Approvals", "In the year so far"]
    assert rows[2][:3] == ["May 2014", "1", "1"]
    assert "progress.csv" in progress.notice.sentence.text()


def test_a_list_of_another_kind_is_refused_in_a_sentence(progress, desk, qtbot, tmp_path):
    progress.export_button.write("progress", tmp_path / "progress.doc")
    settled(qtbot, desk)
    assert ".xlsx, .ods or .csv" in progress.notice.sentence.text()
    assert not (tmp_path / "progress.doc").exists()


def test_what_prints_is_one_page_that_is_seen_first(progress, desk, qtbot):
    progress.print_button.click()
    settled(qtbot, desk)
    assert progress.preview.page_count == 1
    progress.preview.accept()


def test_a_refusal_is_told_on_the_page(progress):
    progress._on_refused(Problem("The disk is full."))
    assert progress.notice.sentence.text() == "The disk is full."
