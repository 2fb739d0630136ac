"""The settings of the checks as a manager sees and sets them."""

import pytest

from recruitment_app.casework.check_settings import check_setting_rows
from recruitment_app.ui.pages.settings_checks import ChecksSettings
from recruitment_app.ui.places import Place
from tests.ui.opened import settled


@pytest.fixture
def page(window):
    window.go(Place("settings_checks"))
    shown = window.page
    assert isinstance(shown, ChecksSettings)
    return shown


def choose(page, name):
    rows = [page.table.record(place) for place in range(page.table.rowCount())]
    at = next(place for place, row in enumerate(rows) if row.name == name)
    page.list.setCurrentIndex(page.table.index(at, 0))


def held(desk, name):
    return next(row for row in desk.quick(check_setting_rows) if row.name == name)


def test_every_setting_is_listed_with_its_check_and_source(page):
    assert page.table.rowCount() > 40
    choose(page, "gap_months")
    assert page.check.text().startswith("Check 11: ")
    assert page.source.text().startswith("Source: ")
    assert page.value.toPlainText() == "6"
    assert page.restore_button.isHidden()


def test_a_figure_is_set_with_its_reason_and_restored(page, desk, qtbot):
    choose(page, "gap_months")
    page.value.setPlainText("nine")
    page.reason.setText("The panel's wish")
    page.set_button.click()
    settled(qtbot, desk)
    assert "whole number" in page.notice.sentence.text()
    assert page.value.toPlainText() == "nine"
    page.value.setPlainText("9")
    page.set_button.click()
    settled(qtbot, desk)
    assert (held(desk, "gap_months").value, held(desk, "gap_months").is_own) == ("9", True)
    assert "Shipped: 6" in page.remark.text()
    page.restore_button.click()
    settled(qtbot, desk)
    assert not held(desk, "gap_months").is_own
    assert page.value.toPlainText() == "6"


def test_a_list_of_words_is_set_a_line_each(page, desk, qtbot):
    choose(page, "praise")
    page.value.setPlainText("splendid\nmarvellous*")
    page.reason.setText("Ours")
    page.set_button.click()
    settled(qtbot, desk)
    assert held(desk, "praise").value == "splendid\nmarvellous*"
