"""The plans on a case's page, and what a section of the report takes over."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from recruitment_app.casework.reports.plan_rows import PlanState, plans_of
from recruitment_app.casework.reports.report_reading import section_page
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.written_forms import begin_report, write_section
from recruitment_app.forms.reading import FINANCES, REPORT, STAGE_ONE_PLAN
from recruitment_app.ui.dialogs.plan_dialogs import AmendPlan, KeepPlan
from recruitment_app.ui.dialogs.report_dialogs import SignDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_page import CaseFilePage
from recruitment_app.ui.pages.case_plans import CasePlans
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.plans_made import make_plan
from tests.ui.opened import TODAY, case_of, settled, shown_texts


@pytest.fixture
def case_id(desk: Office):
    return case_of(desk, "thorn").id


def plans(window: Shell, case_id) -> CasePlans:
    window.go(Place("case", case_id, {"tab": "visits"}))
    QApplication.processEvents()
    return [each for each in window.page.findChildren(CasePlans) if each.isVisible()][-1]


def press(widget: QWidget, name: str) -> None:
    QApplication.processEvents()
    found = [each for each in widget.findChildren(QPushButton) if each.isVisible()]
    next(each for each in found if each.accessibleName().startswith(name)).click()


def first(desk: Office, case_id):
    return desk.quick(plans_of, case_id=case_id, today=TODAY)[0]


def test_a_plan_is_begun_from_the_case_and_opens_where_it_is_written(
    window: Shell, desk: Office, case_id, qtbot
):
    press(plans(window, case_id), "Begin: Stage One plan")
    settled(qtbot, desk)
    page = window.page
    assert isinstance(page, CaseFilePage)
    assert page.report.page.form.name == STAGE_ONE_PLAN
    assert page.report.isVisible()


def test_the_last_signature_is_recorded_the_plan_kept_and_amended(
    window: Shell, desk: Office, case_id, qtbot
):
    people = len(case_of(desk, "thorn").applicants)
    make_plan(desk.store, case_id, STAGE_ONE_PLAN, TODAY, leaves=1)
    shown = plans(window, case_id)
    assert "has not signed it yet." in shown_texts(shown)
    assert first(desk, case_id).state is PlanState.PARTLY_SIGNED
    press(shown, "Record… First applicant" if people > 1 else "Record… Applicant")
    assert isinstance(shown.dialog, SignDialog)
    shown.dialog.submit()
    settled(qtbot, desk)
    assert first(desk, case_id).state is PlanState.SIGNED
    press(plans(window, case_id), "Keep as agreed: Stage One plan")
    dialog = window.dialog
    assert isinstance(dialog, KeepPlan)
    assert dialog.day.day() == TODAY
    dialog.submit()
    qtbot.waitUntil(lambda: first(desk, case_id).state is PlanState.AGREED, timeout=30_000)
    settled(qtbot, desk)
    shown = plans(window, case_id)
    assert "Version 1, kept" in shown_texts(shown)
    press(shown, "Amend: Stage One plan")
    dialog = window.dialog
    assert isinstance(dialog, AmendPlan)
    dialog.submit()
    settled(qtbot, desk)
    assert "Write what is changed" in shown_texts(dialog.form)
    dialog.words.setPlainText("One more workshop.")
    dialog.submit()
    settled(qtbot, desk)
    assert first(desk, case_id).number == 2
    assert window.page.report.page.number == 2
    assert "One more workshop." in shown_texts(plans(window, case_id))


def test_a_section_offers_what_it_could_take_over_and_takes_it_by_one_press(
    window: Shell, desk: Office, case_id, qtbot
):
    begin_report(desk.store, case_id=case_id, today=TODAY)
    finances = begin_report(desk.store, case_id=case_id, today=TODAY, form=FINANCES).record_id
    pay = SectionContent(rows=({"line": "Pay", "monthly": "2100"},))
    write_section(desk.store, form_id=finances, section="fin.income", content=pay, seen=0)
    window.go(Place("case", case_id, {"tab": "report", "form": REPORT, "section": "d.fin"}))
    room = window.page.report
    assert room.spot == ("d.fin", "")
    assert "has 1 line" in room.offer.sentence.text()
    room.offer.button.click()
    settled(qtbot, desk)
    content = section_page(desk.store, form_id=room.page.id, section="d.fin").content
    assert content.rows == ({"line": "Pay", "sort": "Income", "monthly": "2100"},)
    assert room.editor.rows.table.kept_rows() == content.rows
    assert not room.offer.isVisible()
    room.go(("b.1", ""))
    assert not room.offer.isVisible()
