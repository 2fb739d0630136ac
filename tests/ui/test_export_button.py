"""The button that writes a page's lists: what it offers to whom, and where and as what it asks."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from recruitment_app.casework.leaving.leaving_lists import LISTS
from recruitment_app.rules.roles import Role
from recruitment_app.ui.pages.cases_page import LISTS as ON_CASES
from recruitment_app.ui.pages.export_button import FILTERS, ExportButton
from recruitment_app.ui.widgets.notice import Notice
from tests.exchange.written import rows_of
from tests.ui.opened import settled


@pytest.fixture
def around(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def button(desk, around, *lists):
    return ExportButton(desk, Notice(parent=around), lists, around)


def test_a_page_of_one_list_has_a_button_and_a_page_of_several_a_menu(desk, around):
    assert button(desk, around, "progress").menu() is None
    several = button(desk, around, *ON_CASES)
    assert [action.text() for action in several.menu().actions()] == [
        f"{LISTS[name].title}…" for name in ON_CASES
    ]
    assert several.accessibleName() == "Export"


def test_a_list_that_a_person_may_not_take_away_is_not_offered(desk, around):
    desk.person = replace(desk.person, role=Role.DECISION_MAKER)
    assert "notes" not in button(desk, around, *ON_CASES).lists
    assert button(desk, around, "imports").isHidden()


def test_it_asks_where_and_as_what_and_the_name_follows_the_kind(desk, around):
    asking = button(desk, around, "cases")
    asking.ask_first()
    (dialog,) = asking.findChildren(QFileDialog)
    assert len(dialog.nameFilters()) == len(FILTERS)
    for words, ending in FILTERS:
        dialog.filterSelected.emit(words)
        assert dialog.defaultSuffix() == ending
    dialog.reject()


@pytest.mark.parametrize("ending", [ending for _, ending in FILTERS])
def test_what_is_written_is_said_with_its_rows(desk, around, qtbot, tmp_path, ending):
    asking = button(desk, around, "people")
    asking.write("people", tmp_path / f"people.{ending}")
    assert not asking.isEnabled()
    settled(qtbot, desk)
    count = len(rows_of(tmp_path / f"people.{ending}"))
    assert asking.isEnabled()
    told = asking._notice.sentence.text()
    assert told == f"People of the households: {count} rows written to people.{ending}."
