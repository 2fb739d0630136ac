"""Time within a case: limits that lapse, holds, waits and extensions, and whose days they were."""

import pytest

from recruitment_app.casework.journey import (
    closing,
    registration,
    stage_one,
    waiting,
)
from recruitment_app.casework.today.diary import today_page
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.ownership import Owner
from recruitment_app.rules.stages import Stage, Status
from tests.walks.stories import A, M, Story, W, in_break, in_stage_two, on, registered


def test_a_notification_on_the_last_day_is_in_time(each_store):
    story = in_break(Story(each_store))
    assert story.clock("T11").due_on == on("12-24")
    story.refused(
        stage_one.receive_late_notification, "12-24", "in time, until 24 December 2014", A
    )
    story.does(stage_one.notify_to_proceed, "12-24", A)
    assert story.page().stage is Stage.STAGE_TWO
    assert story.clock("T11").state is ClockState.MET


def test_a_notification_a_day_late_is_refused_in_writing(each_store):
    story = in_break(Story(each_store))
    assert "notify_to_proceed" in story.page("12-24").next_acts
    assert story.page("12-25").next_acts[0] == "receive_late_notification"
    story.refused(
        stage_one.notify_to_proceed,
        "12-25",
        "^The six months ended on 24 December 2014: record this as a late notification",
        A,
    )
    story.does(stage_one.receive_late_notification, "12-25", A)
    assert story.clock("T12", "12-30").state is ClockState.RUNNING
    story.does(stage_one.refuse_late_notification, "2015-01-05")
    page = story.page("2015-01-05")
    assert (page.stage, page.left_from) == (Stage.CLOSED, Stage.BREAK)
    assert page.closing_reason == "Notified too late: out of time"
    clock = story.clock("T12", "2015-01-06")
    assert (clock.state, clock.due_on, clock.gross_days) == (ClockState.MET, None, 11)


def test_a_break_that_lapses_is_never_late(each_store):
    story = in_break(Story(each_store))
    after = on("12-25")
    assert story.clock("T11", "12-24").state is ClockState.RUNNING
    assert story.clock("T11", "12-25").state is ClockState.LAPSED
    page = today_page(each_store, today=after, mine=False)
    assert "T11" not in [row.limit_id for row in page.overdue]
    assert "T11" in [row.limit_id for row in page.lapsed]
    assert story.clock("T11", "12-25").days_by_owner[Owner.APPLICANT] == 184


def test_a_lapsed_break_is_closed_as_lapsed(each_store):
    story = in_break(Story(each_store))
    story.does(closing.close_case, "2015-01-05", W, reason="lapsed")
    assert story.page().closing_reason == "Lapsed after six months without notification"
    assert story.clock("T11").state is ClockState.LAPSED


def test_a_hold_by_request_stops_nothing_and_is_shown(each_store):
    story = registered(Story(each_store))
    story.does(waiting.hold, "05-03", W, by="applicant", reason="illness")
    assert story.page().status is Status.ON_HOLD_APPLICANT
    story.does(waiting.resume, "05-05", W)
    clock = story.clock("T08", "05-22")
    assert (clock.due_on, clock.gross_days, clock.net_days) == (on("06-22"), 30, 28)
    assert clock.days_by_owner == {Owner.AGENCY: 28, Owner.APPLICANT: 2, Owner.THIRD_PARTY: 0}
    (held,) = [each for each in clock.stretches if each.is_hold]
    assert (held.begins, held.ends, held.reason) == (on("05-03"), on("05-04"), "illness")


def test_a_hold_by_the_agency_for_late_checks_is_a_third_partys_time(each_store):
    story = registered(Story(each_store))
    story.does(waiting.hold, "05-01", M, by="agency", reason="checks_late", words="DBS.")
    assert story.page().status is Status.ON_HOLD_AGENCY
    story.refused(waiting.hold, "05-02", "resume it first", by="agency", reason="no_worker")
    story.does(waiting.resume, "05-11", M)
    story.does(waiting.hold, "05-12", M, by="agency", reason="no_worker")
    clock = story.clock("T08", "05-14")
    assert (clock.gross_days, clock.net_days) == (22, 9)
    assert clock.days_by_owner == {Owner.AGENCY: 12, Owner.APPLICANT: 0, Owner.THIRD_PARTY: 10}


def test_waits_belong_to_whom_the_case_waits_for(each_store):
    story = registered(Story(each_store))
    story.does(waiting.wait, "05-01", W, whom="applicant", reason="forms", words="Form sent twice.")
    assert story.page().status is Status.AWAITING_APPLICANT
    assert story.page().summary.startswith("Waiting since 1 May 2014: ")
    assert "take_back_in_hand" in story.page().next_acts
    story.refused(waiting.wait, "05-02", "back in hand first", whom="third_party", reason="dbs")
    story.does(waiting.take_back_in_hand, "05-06", A)
    story.does(waiting.wait, "05-06", A, whom="third_party", reason="medical")
    assert story.page().status is Status.AWAITING_THIRD_PARTY
    story.does(waiting.take_back_in_hand, "05-16", A)
    clock = story.clock("T08", "05-22")
    assert clock.days_by_owner == {Owner.AGENCY: 15, Owner.APPLICANT: 5, Owner.THIRD_PARTY: 10}
    assert clock.net_days == clock.gross_days == 30


def test_an_extension_keeps_the_first_due_date(each_store):
    story = registered(Story(each_store))
    facts = {"limit_id": "T08", "reason": "medical_late"}
    story.refused(
        waiting.extend, "06-16", "22 June 2014: give a later day", due_on=on("06-22"), **facts
    )
    story.does(waiting.extend, "06-16", W, due_on=on("07-31"), **facts)
    page = story.page()
    assert page.status is Status.EXTENDED
    clock = story.clock("T08", "06-30")
    assert (clock.first_due_on, clock.due_on) == (on("06-22"), on("07-31"))
    assert clock.state is ClockState.RUNNING
    story.does(stage_one.end_stage_one, "07-31", M, outcome="may_be_suitable")
    assert story.page().status is Status.ACTIVE
    assert story.clock("T08").state is ClockState.MET
    story.refused(waiting.extend, "08-01", "does not run in this case", due_on=on("09-30"), **facts)


@pytest.mark.parametrize(
    ("limit_id", "reason", "sentence"),
    [
        ("T11", "exceptional", "cannot be extended"),
        ("T01a", "exceptional", "cannot be extended"),
        ("T13", "exceptional", "does not run in this case"),
        ("T08", "because", "from the list"),
    ],
)
def test_only_what_runs_and_may_be_extended_is_extended(each_store, limit_id, reason, sentence):
    story = registered(Story(each_store))
    story.refused(
        waiting.extend,
        "05-01",
        sentence,
        limit_id=limit_id,
        reason=reason,
        due_on=on("12-31"),
    )


def test_stage_two_may_be_extended_more_than_once(each_store):
    story = in_stage_two(Story(each_store))
    facts = {"limit_id": "T13", "reason": "applicant_request"}
    story.does(waiting.extend, "10-20", W, due_on=on("12-01"), **facts)
    story.does(waiting.extend, "11-28", M, due_on=on("2015-01-30"), **facts)
    clock = story.clock("T13")
    assert (clock.first_due_on, clock.due_on) == (on("11-01"), on("2015-01-30"))
    assert story.clock("T13", "2015-01-31").state is ClockState.LATE


def test_a_stage_one_refused_by_letter_closes_with_its_reason(each_store):
    story = registered(Story(each_store))
    story.refused(stage_one.end_stage_one, "06-20", "Choose why", outcome="not_suitable", reason="")
    facts = {"outcome": "not_suitable", "reason": "not_suitable_references"}
    story.does(stage_one.end_stage_one, "06-20", M, **facts, words="Two of three declined.")
    assert story.page().stage is Stage.STAGE_ONE
    assert story.page().next_acts[0] == "tell_stage_one_outcome"
    change = story.does(stage_one.tell_stage_one_outcome, "06-24", A)
    assert change.sentence == "Letter sent and the case closed."
    page = story.page()
    assert (page.stage, page.left_from) == (Stage.CLOSED, Stage.STAGE_ONE)
    assert page.closing_reason.startswith("Not suitable")
    assert story.clock("T10").state is ClockState.MET
    assert story.clock("T11").state is ClockState.NOT_STARTED


def test_a_refusal_reconsidered_starts_the_six_months_with_the_new_letter_only(each_store):
    story = registered(Story(each_store))
    facts = {"outcome": "not_suitable", "reason": "not_suitable_checks"}
    story.does(stage_one.end_stage_one, "06-20", M, **facts)
    story.does(stage_one.tell_stage_one_outcome, "06-24", A)
    story.does(closing.reopen_case, "07-21", M, words="The complaint was upheld.")
    assert story.page().stage is Stage.STAGE_ONE
    assert story.clock("T11").state is ClockState.NOT_STARTED
    story.does(stage_one.end_stage_one, "07-22", M, outcome="may_be_suitable")
    story.does(stage_one.tell_stage_one_outcome, "07-23", A)
    assert story.clock("T11").due_on == on("2015-01-23")
    assert story.page().faults == ()


def test_a_registration_declined_closes_the_case_and_a_new_one_may_follow(each_store):
    story = Story(each_store)
    story.does(registration.receive_registration, "04-14", A)
    story.refused(
        registration.decline_registration, "04-22", "the reason for declining", reason="mood"
    )
    story.does(registration.decline_registration, "04-22", M, reason="fertility_treatment")
    page = story.page()
    assert (page.stage, page.left_from) == (Stage.CLOSED, Stage.REGISTRATION)
    assert story.clock("T06").state is ClockState.MET
    story.does(closing.reopen_case, "09-01", W, words="Treatment is over.")
    assert story.page().stage is Stage.REGISTRATION
    story.does(registration.accept_registration, "09-03", M)
    assert story.clock("T08").due_on == on("11-03")


def test_the_closed_months_of_a_case_opened_again_are_the_applicants(each_store):
    story = registered(Story(each_store))
    story.does(closing.close_case, "05-02", W, reason="pregnancy")
    story.does(closing.reopen_case, "06-02", W, words="Ready again.")
    clock = story.clock("T08", "06-05")
    assert clock.days_by_owner == {Owner.AGENCY: 13, Owner.APPLICANT: 31, Owner.THIRD_PARTY: 0}
