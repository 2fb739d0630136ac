from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.stages import EventKind, Stage, Status
from recruitment_app.ui.dialogs.act_dialog import ActDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.new_enquiry_page import NewEnquiryPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.health_reports import health_reports_came
from tests.ui.opened import case_of, read_case, settled

STEPS = (
    ("send_information", "5/3/14", {}),
    ("offer_meeting", "5/3/14", {"meeting": "visit"}),
    ("ask_for_visit", "6/3/14", {}),
    ("make_first_contact", "7/3/14", {}),
    ("hold_visit", "18/3/14", {}),
    ("write_up_visit", "20/3/14", {}),
    ("tell_visit_outcome", "21/3/14", {"outcome": "invited_to_register"}),
    ("receive_registration", "1/4/14", {}),
    ("accept_registration", "4/4/14", {}),
    ("agree_stage_one_plan", "8/4/14", {}),
    ("wait_for_third_party", "20/4/14", {"reason": "medical", "words": "The doctor is away."}),
    ("take_back_in_hand", "2/5/14", {}),
    ("end_stage_one", "30/5/14", {"outcome": "may_be_suitable"}),
    ("tell_stage_one_outcome", "30/5/14", {}),
    ("notify_to_proceed", "6/6/14", {}),
    ("start_stage_two", "9/6/14", {}),
    ("send_report", "1/9/14", {}),
    ("close_observations", "9/9/14", {}),
    ("book_panel", "9/9/14", {"panel_on": "25/9/14"}),
    ("record_recommendation", "25/9/14", {"recommendation": "suitable"}),
    ("record_minutes", "1/10/14", {}),
    ("record_decision", "3/10/14", {"decision": "suitable"}),
    ("tell_decision", "3/10/14", {}),
    ("send_decision_letter", "6/10/14", {}),
    ("approve", "6/10/14", {}),
)


def test_an_enquiry_is_led_to_its_approval_through_the_window(window: Shell, desk: Office, qtbot):
    window.go(Place("new_enquiry"))
    page = window.page
    assert isinstance(page, NewEnquiryPage)
    QTest.keyClicks(page.form.field("given_names").control, "Marigold")
    QTest.keyClicks(page.form.field("family_name").control, "Vetch")
    page.form.field("received_on").control.setText("3/3/14")
    page.submit()
    settled(qtbot, desk)
    case_id = case_of(desk, "vetch").id
    for name, day, answers in STEPS:
        if name == "end_stage_one":
            health_reports_came(desk.store, case_id, date(2014, 5, 2))
        assert window.place == Place("case", case_id)
        assert name in window.page.shown.case.next_acts, name
        window.go(Place("act", case_id, {"act": name}))
        dialog = window.dialog
        assert isinstance(dialog, ActDialog)
        dialog.fields.fill({**answers, "on": day})
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        settled(qtbot, desk)
        assert window.dialog is None, (name, dialog.form.summary.text())
    case = read_case(desk, case_id)
    assert (case.stage, case.status) == (Stage.APPROVED, Status.ACTIVE)
    assert window.page.shown.case == case
    approved = next(event for event in case.events if event.kind is EventKind.APPROVED)
    assert approved.on == date(2014, 10, 6)
    followed = [clock for clock in case.clocks if clock.trigger_on is not None]
    assert len(followed) >= 10
    assert all(sum(clock.days_by_owner.values()) == clock.gross_days for clock in followed)
    assert not any(clock.state is ClockState.LATE for clock in followed if clock.met_on is None)
