from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from recruitment_app.casework.reports.report_reading import report_page, section_page
from recruitment_app.casework.reports.written_forms import begin_report
from recruitment_app.casework.visiting.case_visits import case_visits
from recruitment_app.rules.visits import VisitState
from recruitment_app.ui.dialogs.visit_dialogs import (
    CallOffVisit,
    FollowUpDone,
    HoldVisit,
    PlanVisit,
)
from recruitment_app.ui.dialogs.visit_form import ALONE
from recruitment_app.ui.dialogs.visits_from_plan import VisitsFromPlan
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_page import TABS
from recruitment_app.ui.pages.case_visits import CaseVisits
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.ui.opened import TODAY, case_of, settled
from tests.visits_made import visit_household, write_sessions


def tab(window: Shell, desk: Office) -> CaseVisits:
    window.go(Place("case", case_of(desk, "thorn").id, {"tab": "visits"}))
    assert TABS[window.page.tabs.currentIndex()] == "visits"
    return window.page.visits


def words(part: CaseVisits) -> str:
    return "\n".join(each.text() for each in part.findChildren(QLabel) if not each.isHidden())


def press(part: CaseVisits, spoken: str) -> None:
    QApplication.processEvents()  # what was laid out anew is shown by a queued call
    found = [
        each
        for each in part.findChildren(QPushButton)
        if not each.isHidden() and spoken in (each.text(), each.accessibleName())
    ]
    assert found, spoken
    found[0].click()


def test_a_visit_is_planned_recorded_followed_up_and_taken_over_into_the_report(
    window: Shell, desk: Office, qtbot
):
    case_id = case_of(desk, "thorn").id
    part = tab(window, desk)
    assert "Every visit of the assessment stands here" in words(part)
    press(part, "Plan a visit…")
    dialog = window.dialog
    assert isinstance(dialog, PlanVisit)
    dialog.on.setText("yesterday")
    dialog.submit()
    settled(qtbot, desk)
    assert "is past" in dialog.form.field("on").error.text()
    dialog.on.setText("today")
    (choice,) = dialog.fields.seen.values()
    choice.choose(ALONE)
    dialog.submit()
    settled(qtbot, desk)
    (visit,) = case_visits(desk.store, case_id=case_id, today=TODAY).visits
    assert [person.is_alone for person in visit.people] == [True]
    assert "To see: Briar Thorn alone" in words(part)

    press(part, "Record…")
    dialog = window.dialog
    assert isinstance(dialog, HoldVisit)
    dialog.minutes.setText("ninety")
    dialog.submit()
    assert "as a number" in dialog.form.field("minutes").error.text()
    dialog.minutes.setText("90")
    dialog.observations.setPlainText("A fire in the grate.")
    dialog.reject()
    press(part, "Record…")
    dialog = window.dialog
    assert dialog.observations.toPlainText() == "A fire in the grate."
    assert not dialog.notice.isHidden()
    dialog.minutes.setText("90")
    dialog.follow_up.setPlainText("Ask for the gas safety record.")
    dialog.submit()
    settled(qtbot, desk)
    assert "Seen: Briar Thorn alone" in words(part)
    begin_report(desk.store, case_id=case_id, today=TODAY)
    window.page.reload()
    press(part, "Take over into the report")
    settled(qtbot, desk)
    form_id = report_page(desk.store, case_id=case_id).id
    (row,) = section_page(desk.store, form_id=form_id, section="a.method").content.rows
    assert row == {
        "held_on": "14 November 2014",
        "minutes": "90",
        "who": "Briar Thorn",
        "is_alone": "Yes",
        "about": "at home",
    }
    press(part, "Done…")
    assert isinstance(window.dialog, FollowUpDone)
    window.dialog.submit()
    settled(qtbot, desk)
    assert "Take over into the report" not in words(part)
    (visit,) = case_visits(desk.store, case_id=case_id, today=TODAY).visits
    assert visit.followed_up_on == TODAY


def test_sessions_of_the_plan_are_looked_at_before_they_are_planned(
    window: Shell, desk: Office, qtbot
):
    case_id = case_of(desk, "thorn").id
    write_sessions(desk.store, case_id, TODAY)
    visit_household(desk.store, case_id, TODAY)
    part = tab(window, desk)
    press(part, "Plan from the Stage Two plan (2)…")
    dialog = window.dialog
    assert isinstance(dialog, VisitsFromPlan)
    first, _second = dialog.boxes.values()
    first.setChecked(False)
    dialog.submit()
    settled(qtbot, desk)
    visits = case_visits(desk.store, case_id=case_id, today=TODAY).visits
    assert [visit.focus for visit in visits if visit.plan_row] == ["What a child may bring"]

    press(part, "Call off…")
    assert isinstance(window.dialog, CallOffVisit)
    window.dialog.submit()
    settled(qtbot, desk)
    assert "in a few words" in window.dialog.form.field("why").error.text()
    window.dialog.why.setPlainText("They are ill.")
    window.dialog.submit()
    settled(qtbot, desk)
    states = [row.state for row in case_visits(desk.store, case_id=case_id, today=TODAY).visits]
    assert states == [VisitState.HELD, VisitState.CALLED_OFF, VisitState.PLANNED]
    assert "They are ill." in words(part)
    press(part, "Plan it again")
    settled(qtbot, desk)
    assert "They are ill." not in words(part)
