import json
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from recruitment_app.casework.journey.waiting import wait
from recruitment_app.casework.lists.case_list import CaseFilter
from recruitment_app.rules.stages import Stage, Status
from recruitment_app.ui.case_filters import told, wanted_by
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.cases_page import CasesPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.exchange.written import rows_of
from tests.ui.opened import case_of, settled


def cases(window: Shell, **facts: str) -> CasesPage:
    window.go(Place("cases", facts=facts))
    page = window.page
    assert isinstance(page, CasesPage)
    while page._office.is_busy:  # words are looked for on another thread
        QTest.qWait(5)
    return page


def titles(page: CasesPage) -> list[str]:
    return [row.title for at in range(len(page.table.ids)) if (row := page.table.record(at))]


def test_the_list_counts_what_it_shows_of_all_there_is(window: Shell):
    page = cases(window)
    every = len(page.table.ids)
    assert page.subtitle.text() == f"{every} cases"
    page.filters.stage.choose(Stage.STAGE_TWO)
    page.filters.stage.chosen.emit(Stage.STAGE_TWO)
    assert titles(page) == ["Thorn"]
    assert page.subtitle.text() == f"1 of {every} cases"
    page.filters.clear()
    assert len(page.table.ids) == every


def test_words_filter_once_typing_pauses(window: Shell, qtbot):
    page = cases(window)
    QTest.keyClicks(page.filters.words, "moss")
    qtbot.waitUntil(lambda: titles(page) == ["Moss and Moss"], timeout=20_000)


def test_the_list_stays_as_it_is_until_the_words_are_found_and_newer_ones_count(
    window: Shell, desk: Office, qtbot
):
    page = cases(window)
    every = titles(page)
    page.filters.words.setText("moss")
    page.filters.filtered.emit()
    page.filters.words.setText("thorn")
    page.filters.filtered.emit()
    assert titles(page) == every
    assert page.subtitle.text() == f"{len(every)} cases"
    settled(qtbot, desk)
    assert titles(page) == ["Thorn"]
    assert page.subtitle.text() == f"1 of {len(every)} cases"
    page.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    settled(qtbot, desk)
    assert titles(page) == ["Thorn"]
    page.filters.words.setText("moss")
    page.filters.filtered.emit()
    page.filters.clear()
    settled(qtbot, desk)
    assert sorted(titles(page)) == sorted(every)
    assert len(page.table.ids) == len(every)


def test_a_number_elsewhere_opens_the_list_that_it_counts(window: Shell):
    page = cases(window, approved_from="2014-04-01", approved_to="2014-11-14")
    assert sorted(titles(page)) == ["Alder", "Fern and Fern"]
    assert "approved 1 Apr 2014 to 14 Nov 2014" in page.subtitle.text()
    page = cases(window, group="unallocated")
    assert sorted(titles(page)) == ["Finch", "Lark and Lark"]
    assert page.filters.group.value() == "unallocated"


def test_every_fact_of_a_place_is_read_as_a_filter():
    place = Place(
        "cases",
        facts={
            "words": "moss",
            "stages": "stage_one,break",
            "statuses": "active",
            "source": "radio",
            "group": "open",
            "opened_from": "2014-04-01",
        },
    )
    wanted = wanted_by(place)
    assert wanted == CaseFilter(
        words="moss",
        stages=(Stage.STAGE_ONE, Stage.BREAK),
        statuses=(Status.ACTIVE,),
        source="radio",
        group="open",
        opened_from=date(2014, 4, 1),
    )
    assert told(wanted) == "enquired from 1 Apr 2014"


def test_several_stages_that_a_place_asked_for_stay_until_another_is_chosen(window: Shell):
    page = cases(window, stages="stage_one,stage_two")
    assert len(page.table.ids) == 3
    page.filters.stage.choose(Stage.STAGE_ONE)
    page.filters.stage.chosen.emit(Stage.STAGE_ONE)
    assert len(page.table.ids) == 2


def test_a_click_on_a_heading_sorts_and_is_remembered_with_the_columns(window: Shell, desk: Office):
    page = cases(window)
    names = [column.name for column in page.table.columns]
    page.view.sortByColumn(names.index("title"), Qt.SortOrder.AscendingOrder)
    assert titles(page) == sorted(titles(page))
    page.view.setColumnWidth(names.index("title"), 222)
    kept = json.loads(desk.settings.columns["cases"])
    assert kept["sort"] == ["title", False]
    assert ["title", 222, False] in kept["columns"]
    again = CasesPage(desk, window)
    again.show_place(Place("cases"))
    assert titles(again) == titles(page)
    assert again.view.columnWidth(names.index("title")) == 222


def test_enter_opens_the_case_and_alt_left_comes_back_to_the_same_filter(window: Shell):
    page = cases(window, words="thorn")
    assert window.window().focusWidget() is page.view
    assert page.view.selectionModel().hasSelection()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert window.place is not None
    assert window.place.name == "case"
    window.back()
    assert window.page is page
    assert titles(page) == ["Thorn"]


def test_the_list_leaves_as_a_workbook_in_its_own_order(
    window: Shell, desk: Office, qtbot, tmp_path: Path
):
    page = cases(window, group="open")
    for name in ("cases.xlsx", "cases.ods", "cases.csv"):
        page.export_button.write("cases", tmp_path / name)
        settled(qtbot, desk)
        assert len(rows_of(tmp_path / name)) == len(page.table.ids)
    count = len(page.table.ids)
    assert page.notice.sentence.text() == (
        f"Enquiries and cases: {count} rows written to cases.csv."
    )


def test_a_file_that_cannot_be_written_is_said_on_the_page(
    window: Shell, desk: Office, qtbot, tmp_path: Path
):
    page = cases(window)
    page.export_button.write("cases", tmp_path / "nowhere" / "cases.xlsx")
    settled(qtbot, desk)
    assert page.notice.sentence.text()
    assert page.export_button.isEnabled()


def test_a_filter_that_finds_nothing_offers_every_case_again(window: Shell):
    page = cases(window, words="nobody of this name")
    assert page.stack.currentWidget() is page.nothing
    page.nothing.button.click()
    assert page.stack.currentIndex() == 0
    assert len(page.table.ids) > 0


def test_an_empty_store_asks_for_its_first_enquiry(office: Office, qtbot):
    page = CasesPage(office)
    qtbot.addWidget(page)
    wished = []
    page.wished.connect(wished.append)
    page.show_place(Place("cases"))
    assert page.stack.currentWidget() is page.empty
    page.empty.button.click()
    assert wished == [Place("new_enquiry")]


def test_the_list_follows_what_is_done_elsewhere(window: Shell, desk: Office, qtbot):
    page = cases(window, words="finch")
    case = case_of(desk, "finch")
    assert page.table.record(0).status is Status.ACTIVE
    desk.do(
        wait,
        case_id=case.id,
        whom="applicant",
        reason="reply",
        on=date(2014, 11, 14),
        today=date(2014, 11, 14),
    )
    settled(qtbot, desk)
    assert page.table.record(0).status is Status.AWAITING_APPLICANT
