from recruitment_app.casework.agency import oversight
from recruitment_app.casework.journey import (
    agency_decision,
    enquiries,
    panel,
    registration,
    stage_one,
    stage_two,
    waiting,
)
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.ownership import Owner
from recruitment_app.rules.stages import EventKind, Stage, Status
from recruitment_app.store import audit
from tests.health_reports import health_reports_came
from tests.walks.stories import (
    A,
    D,
    M,
    P,
    Story,
    W,
    at_panel,
    in_stage_two,
    on,
    registered,
    with_minutes,
)

MET = ClockState.MET


def test_from_a_first_enquiry_to_the_agencys_approval(each_store):
    story = Story(each_store)
    story.does(enquiries.send_information, "03-05", A)
    story.does(enquiries.ask_for_visit, "03-10", A)
    story.does(enquiries.allocate, "03-10", M, worker_id=story.team[W])
    story.does(enquiries.make_first_contact, "03-11", W)
    story.does(enquiries.offer_meeting, "03-12", W, meeting="visit")
    story.does(enquiries.hold_visit, "03-20", W)
    story.does(enquiries.write_up_visit, "03-26", W)
    story.does(enquiries.tell_visit_outcome, "03-27", M, outcome="invited_to_register")
    assert story.page().stage is Stage.ENQUIRY
    story.does(registration.receive_registration, "04-14", A)
    assert story.page().stage is Stage.REGISTRATION
    story.does(registration.accept_registration, "04-22", M)
    assert story.page().stage is Stage.STAGE_ONE
    story.does(stage_one.agree_stage_one_plan, "04-30", W)
    health_reports_came(story.store, story.case_id, on("05-30"))
    story.does(stage_one.end_stage_one, "06-20", M, outcome="may_be_suitable")
    assert story.page().stage is Stage.BREAK
    story.does(stage_one.tell_stage_one_outcome, "06-24", A)
    story.does(stage_one.notify_to_proceed, "07-01", A)
    assert story.page().stage is Stage.STAGE_TWO
    story.does(stage_two.start_stage_two, "07-03", W)
    story.does(stage_two.send_report, "09-22", W)
    story.does(panel.book_panel, "09-23", P, panel_on=on("10-08"))
    assert story.page().summary == "Panel booked for 8 October 2014"
    story.does(stage_two.receive_observations, "09-25", A)
    assert story.page().stage is Stage.PANEL
    story.does(panel.record_recommendation, "10-08", P, recommendation="suitable")
    assert story.page().stage is Stage.DECISION
    story.does(panel.record_minutes, "10-15", P)
    story.does(agency_decision.record_decision, "10-23", D, decision="suitable")
    story.does(agency_decision.approve, "10-24", D)
    story.does(agency_decision.tell_decision, "10-24", W)
    story.does(agency_decision.send_decision_letter, "10-24", A)

    page = story.page()
    assert (page.stage, page.status, page.faults) == (Stage.APPROVED, Status.ACTIVE, ())
    assert page.worker == "Sandy Example"
    assert [mark.begins for mark in page.stepper] == [
        on(day) for day in ("03-03", "04-14", "04-22", "07-01", "10-08", "10-23", "10-24")
    ]
    assert [mark.label for mark in page.stepper if mark.is_current] == ["Approved"]
    started = [clock for clock in page.clocks if clock.state is not ClockState.NOT_STARTED]
    assert {clock.limit.id: clock.state for clock in started} == dict.fromkeys(
        (
            *("T01a", "T02", "T03", "T04", "T05", "T06", "T07", "T08"),
            *("T10", "T11", "T13", "T14", "T18", "T19", "T20"),
        ),
        MET,
    )
    figures = oversight.progress(each_store, year_label=None, today=on("11-14"))
    assert figures.by_month[6] == 1
    assert sum(figures.by_month) == 1
    with each_store.reading() as session:
        assert audit.verify(session).is_whole


def test_the_fast_track_enters_at_stage_two_and_has_four_months(each_store):
    story = registered(Story(each_store), fast_track=True)
    page = story.page()
    assert (page.stage, page.is_fast_track) == (Stage.STAGE_TWO, True)
    assert "Stage One" not in [mark.label for mark in page.stepper]
    assert "T30" in story.clocks()
    assert not {"T07", "T08"} & story.clocks()
    assert story.clock("T30").due_on == on("08-22")
    story.refused(stage_one.agree_stage_one_plan, "04-30", "fast-track case")
    story.refused(stage_one.end_stage_one, "04-30", "fast-track", outcome="may_be_suitable")
    story.refused(stage_one.notify_to_proceed, "04-30", "The letter that ends Stage One")
    story.does(stage_two.start_stage_two, "04-30", W)
    with_minutes(story, walked=True)
    assert story.clock("T30", "10-16").state is ClockState.LATE
    story.does(agency_decision.record_decision, "10-23", D, decision="suitable")
    story.does(agency_decision.approve, "10-24", D)
    assert story.page().stage is Stage.APPROVED
    assert story.clock("T30").met_on == on("10-23")
    assert story.clock("T13").state is ClockState.NOT_STARTED


def test_a_panel_that_defers_hears_the_case_again(each_store):
    story = at_panel(Story(each_store))
    facts = {"recommendation": "deferred", "reason": "medical_update"}
    story.does(panel.record_recommendation, "10-08", P, **facts)
    page = story.page()
    assert (page.stage, page.status) == (Stage.PANEL, Status.DEFERRED)
    story.refused(
        panel.record_recommendation, "10-10", "No panel has been booked", recommendation="suitable"
    )
    story.does(panel.book_panel, "10-20", P, panel_on=on("11-05"))
    assert story.page().status is Status.ACTIVE
    waited = story.clock("T13").days_by_owner[Owner.THIRD_PARTY]
    assert waited == 12  # 8 to 19 October, while the medical was brought up to date
    story.refused(
        panel.record_recommendation, "11-04", "5 November 2014", recommendation="suitable"
    )
    story.does(panel.record_recommendation, "11-05", P, recommendation="suitable")
    story.does(panel.record_minutes, "11-10", P)
    assert story.page().stage is Stage.DECISION
    assert story.clock("T18").trigger_on == on("11-10")
    assert len([e for e in story.page().events if e.kind is EventKind.RECOMMENDATION_MADE]) == 2


def test_a_panel_that_wants_a_full_report_sends_the_case_back_to_stage_two(each_store):
    story = at_panel(Story(each_store))
    story.does(panel.record_recommendation, "10-08", P, recommendation="full_report_needed")
    assert story.page().stage is Stage.STAGE_TWO
    assert "send_report" in story.page().next_acts
    story.refused(stage_two.receive_observations, "10-09", "has not been sent")
    story.does(stage_two.send_report, "10-20", W)
    assert story.clock("T14").due_on == on("10-24")
    story.refused(stage_two.close_observations, "10-23", "until 24 October 2014")
    story.does(stage_two.close_observations, "10-24", A)
    story.does(panel.book_panel, "10-27", P, panel_on=on("11-05"))
    story.does(panel.record_recommendation, "11-05", P, recommendation="suitable")
    assert story.page().stage is Stage.DECISION
    assert story.clock("T14").state is ClockState.LAPSED


def test_a_panel_may_be_booked_before_the_report_is_written(each_store):
    story = in_stage_two(Story(each_store))
    story.does(panel.book_panel, "07-04", P, panel_on=on("10-08"))
    assert story.page().stage is Stage.STAGE_TWO
    story.does(stage_two.send_report, "09-22", W)
    story.does(stage_two.receive_observations, "09-26", A, words="Two dates put right.")
    assert story.page().stage is Stage.PANEL
    assert story.entry(EventKind.OBSERVATIONS_RECEIVED).details == "Two dates put right."


def test_an_approved_case_may_rest(each_store):
    story = with_minutes(Story(each_store))
    story.does(agency_decision.record_decision, "10-23", M, decision="suitable")
    story.does(agency_decision.approve, "10-24", M)
    story.does(waiting.hold, "11-03", W, by="applicant", reason="moving_home")
    assert story.page().status is Status.APPROVED_ON_HOLD
    assert story.page().summary.startswith("On hold since 3 November 2014: ")
    story.does(waiting.resume, "11-10", W)
    assert story.page().status is Status.ACTIVE
    rows = list(
        case_ids(each_store, wanted=CaseFilter(stages=(Stage.APPROVED,)), today=on("11-14"))
    )
    assert rows == [story.case_id]
