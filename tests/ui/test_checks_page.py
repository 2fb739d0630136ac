"""The checks of all cases: filtered, chosen, chased at once, taken along; and their settings."""

import pytest

from recruitment_app.casework.checks.check_grid import check_grid
from recruitment_app.casework.checks.check_kinds import rules_of_checks
from recruitment_app.casework.checks.checks import ask
from recruitment_app.casework.leaving.leaving_lists import export_list
from recruitment_app.ui.places import Place
from tests.ui.opened import TODAY, settled


@pytest.fixture
def page(window, desk, qtbot):
    for row in check_grid(desk.store, today=TODAY):
        if row.case_title == "Moss and Moss" and row.check.key.kind in {"dbs", "local_authority"}:
            on = TODAY.replace(month=10, day=1 if row.check.key.kind == "dbs" else 20)
            ask(desk.store, check=row.check.key, on=on, today=TODAY)
    window.go(Place("checks"))
    settled(qtbot, desk)
    return window.page


def shown(page, name):
    at = next(n for n, column in enumerate(page.table.columns) if column.name == name)
    return [page.table.index(row, at).data() for row in range(page.table.rowCount())]


def show(page, desk, qtbot, which):
    page.filters.which.choose(which)
    page.filters.which.chosen.emit(which)
    settled(qtbot, desk)


def sort_by(page, desk, qtbot, name):
    at = next(n for n, column in enumerate(page.table.columns) if column.name == name)
    page.view.sortByColumn(at, page.view.horizontalHeader().sortIndicatorOrder().DescendingOrder)
    settled(qtbot, desk)


def test_who_lacks_what_is_listed_over_all_cases_and_kept_to_what_is_asked(page, desk, qtbot):
    assert {"Moss and Moss", "Thorn", "Reed and Reed"} <= set(shown(page, "title"))
    assert page.subtitle.text().endswith("checks")
    show(page, desk, qtbot, "waiting")
    assert len(shown(page, "who")) == 4
    sort_by(page, desk, qtbot, "waits")
    assert shown(page, "waits") == ["44", "44", "25", "25"]
    page.filters.kind.choose("dbs")
    page.filters.kind.chosen.emit("dbs")
    settled(qtbot, desk)
    assert shown(page, "who") == ["Linden Moss", "Hazel Moss"]
    page.filters.words.setText("thorn")
    page.table.reload()
    settled(qtbot, desk)
    assert page.stack.currentWidget() is page.empty
    page.filters.clear()
    settled(qtbot, desk)
    assert page.stack.currentIndex() == 0


def test_the_columns_are_kept_where_somebody_arranged_them_and_not_where_the_window_grew(
    page, window, desk, qtbot
):
    window.resize(1400, 800)
    settled(qtbot, desk)
    assert "checks" not in desk.settings.columns
    page.view.setColumnWidth(1, 200)
    assert "checks" in desk.settings.columns


def test_a_line_leads_to_its_check_on_the_page_of_its_case(page, window, desk, qtbot):
    show(page, desk, qtbot, "waiting")
    page.view.record_opened.emit(page.view.chosen())
    assert window.place.fact("tab") == "checks"
    assert window.page.checks.list.chosen().title.startswith("Enhanced DBS")


def test_those_chosen_are_chased_at_once_and_it_can_be_undone(page, window, desk, qtbot):
    show(page, desk, qtbot, "to_chase")
    page.view.selectAll()
    assert page.chase_button.text() == "&Chase 4…"
    page.chase_button.click()
    settled(qtbot, desk)
    assert len(window.dialog.suited) == 4
    window.dialog.submit()
    settled(qtbot, desk)
    show(page, desk, qtbot, "waiting")
    assert set(shown(page, "chased")) == {"14 Nov 2014"}
    window.toast.undo_button.click()
    settled(qtbot, desk)
    assert set(shown(page, "chased")) == {""}


def test_the_list_leaves_as_it_is_shown(page, desk, qtbot, tmp_path):
    show(page, desk, qtbot, "waiting")
    file = tmp_path / "checks.csv"
    page.export_button.write("checks", file)
    settled(qtbot, desk)
    assert "4 rows" in page.notice.sentence.text()
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 5
    assert export_list(desk.store, name="checks", path=tmp_path / "all.csv", today=TODAY) > 50


def test_a_local_check_is_switched_on_and_how_long_one_holds_is_set(window, desk, qtbot):
    window.go(Place("settings_household"))
    page = window.page

    def choose(name):
        rows = [page.table.record(place) for place in range(page.table.rowCount())]
        at = next(place for place, row in enumerate(rows) if row.name == name)
        page.list.setCurrentIndex(page.table.index(at, 0))

    choose("on.internet")
    page.switch.choose("1")
    page.set_button.click()
    settled(qtbot, desk)
    assert "why" in page.notice.sentence.text()
    page.reason.setText("The panel's wish")
    page.set_button.click()
    settled(qtbot, desk)
    choose("valid.dbs")
    page.figure.setText("many")
    page.reason.setText("Ours")
    page.set_button.click()
    settled(qtbot, desk)
    assert page.notice.sentence.text()
    page.figure.setText("36")
    page.set_button.click()
    settled(qtbot, desk)
    kinds = desk.quick(rules_of_checks).kinds
    assert (kinds["internet"].on, kinds["dbs"].valid_months) == (True, 36)
    assert "Shipped: 24 months" in page.remark.text()
    page.restore_button.click()
    settled(qtbot, desk)
    assert desk.quick(rules_of_checks).kinds["dbs"].valid_months == 24
