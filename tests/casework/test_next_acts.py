from datetime import date

import pytest
from hypothesis import given, settings

from recruitment_app.casework.case_page import clocks_of
from recruitment_app.casework.in_force import Law
from recruitment_app.casework.law import shipped_codes, shipped_limits
from recruitment_app.casework.next_acts import ACT_DUTY, next_acts
from recruitment_app.rules.journey import read
from recruitment_app.rules.permitted import refusal
from recruitment_app.rules.roles import Role, may
from recruitment_app.rules.stages import Event
from recruitment_app.rules.stages import EventKind as K
from recruitment_app.rules.working_days import Calendar
from tests.rules import histories
from tests.rules.histories import history, on, permitted_histories

LAW = Law({limit.id: limit for limit in shipped_limits()}, Calendar(), shipped_codes())
# need a session to come, or a clock that runs; or are no step of the journey
OUTSIDE_THE_TABLE = {"book_session", "extend", "restrict_case", "lift_restriction"}
STEP_OF = {
    "allocate": K.ALLOCATED,
    "send_information": K.INFORMATION_SENT,
    "ask_for_detail": K.DETAIL_REQUESTED,
    "offer_meeting": K.MEETING_OFFERED,
    "ask_for_visit": K.VISIT_REQUESTED,
    "make_first_contact": K.FIRST_CONTACT_MADE,
    "hold_visit": K.VISIT_HELD,
    "write_up_visit": K.VISIT_WRITTEN_UP,
    "tell_visit_outcome": K.VISIT_OUTCOME_TOLD,
    "receive_registration": K.REGISTRATION_RECEIVED,
    "accept_registration": K.REGISTRATION_ACCEPTED,
    "decline_registration": K.REGISTRATION_DECLINED,
    "agree_stage_one_plan": K.STAGE_ONE_PLAN_AGREED,
    "end_stage_one": K.STAGE_ONE_ENDED,
    "tell_stage_one_outcome": K.STAGE_ONE_TOLD,
    "notify_to_proceed": K.NOTIFIED_TO_PROCEED,
    "receive_late_notification": K.LATE_NOTIFICATION_RECEIVED,
    "refuse_late_notification": K.LATE_NOTIFICATION_REFUSED,
    "start_stage_two": K.STAGE_TWO_STARTED,
    "send_report": K.REPORT_SENT,
    "receive_observations": K.OBSERVATIONS_RECEIVED,
    "close_observations": K.NO_OBSERVATIONS,
    "book_panel": K.PANEL_BOOKED,
    "record_recommendation": K.RECOMMENDATION_MADE,
    "record_minutes": K.MINUTES_FINAL,
    "record_decision": K.DECISION_MADE,
    "tell_decision": K.DECISION_TOLD,
    "send_decision_letter": K.DECISION_LETTER_SENT,
    "receive_representations": K.REPRESENTATIONS_RECEIVED,
    "record_review_application": K.REVIEW_APPLIED_FOR,
    "end_determination": K.DETERMINATION_ENDED,
    "approve": K.APPROVED,
    "take_back_in_hand": K.WAITING_ENDED,
    "resume": K.HOLD_ENDED,
    "wait_for_applicant": K.WAITING_STARTED,
    "wait_for_third_party": K.WAITING_STARTED,
    "hold": K.HOLD_STARTED,
    "close_case": K.CLOSED,
    "reopen_case": K.REOPENED,
}


def offered(events, today, role=Role.MANAGER):
    return next_acts(read(events), clocks_of(events, LAW, today), role, today)


@pytest.mark.parametrize(
    ("told", "today", "first"),
    [
        (histories.ENQUIRY, "03-03", ("allocate", "send_information", "offer_meeting")),
        ((*histories.ENQUIRY, (K.VISIT_REQUESTED, "03-04")), "03-04", ("allocate",)),
        (histories.RECEIVED, "04-14", ("accept_registration", "decline_registration")),
        (histories.ACCEPTED, "04-22", ("agree_stage_one_plan", "end_stage_one")),
        (histories.FAST, "04-22", ("start_stage_two", "book_panel")),
        (histories.ENDED, "06-20", ("tell_stage_one_outcome",)),
        (histories.NOT_SUITABLE, "06-20", ("tell_stage_one_outcome",)),
        (histories.TOLD, "12-24", ("notify_to_proceed",)),
        (histories.TOLD, "12-25", ("receive_late_notification", "close_case")),
        (histories.NOTIFIED, "07-01", ("start_stage_two", "book_panel")),
        (histories.STARTED, "07-03", ("send_report", "book_panel")),
        (histories.SENT, "09-22", ("receive_observations", "close_observations")),
        (histories.OBSERVED, "09-25", ("book_panel",)),
        (histories.BOOKED, "10-07", ("book_panel",)),
        (histories.BOOKED, "10-08", ("record_recommendation", "book_panel")),
        (histories.recommended("deferred"), "10-08", ("book_panel",)),
        (histories.recommended("suitable"), "10-08", ("record_minutes",)),
        (histories.MINUTED, "10-15", ("record_decision",)),
        (histories.DECIDED, "10-23", ("approve", "tell_decision", "send_decision_letter")),
        (histories.APPROVED, "10-24", ("tell_decision", "send_decision_letter", "hold")),
        (histories.DETERMINED, "10-23", ("tell_decision", "send_decision_letter")),
        (histories.LETTER, "10-24", ("tell_decision", "receive_representations")),
        (
            (*histories.LETTER, (K.REVIEW_APPLIED_FOR, "10-30")),
            "10-30",
            ("tell_decision", "end_determination"),
        ),
        (histories.ended("refused_after_forty_days"), "12-20", ("reopen_case",)),
        ((*histories.APPROVED, (K.CHILDREN_PLACED, "11-01")), "11-01", ("close_case",)),
        ((*histories.ACCEPTED, (K.HOLD_STARTED, "05-01")), "05-02", ("resume",)),
        ((*histories.ACCEPTED, (K.WAITING_STARTED, "05-01")), "05-02", ("take_back_in_hand",)),
    ],
)
def test_what_the_stage_waits_for_is_offered_first(told, today, first):
    assert offered(history(*told), on(today))[: len(first)] == first


@pytest.mark.parametrize(
    ("told", "today", "absent"),
    [
        ((*histories.ACCEPTED, (K.HOLD_STARTED, "05-01")), "05-02", {"hold"}),
        (
            (*histories.ACCEPTED, (K.WAITING_STARTED, "05-01")),
            "05-02",
            {"wait_for_applicant", "wait_for_third_party"},
        ),
        (histories.ENDED, "06-20", {"extend"}),
        (histories.LETTER, "10-24", {"extend"}),
        (histories.DECIDED, "10-23", {"extend"}),
        (histories.APPROVED, "10-24", {"extend"}),
    ],
)
def test_what_would_be_refused_is_not_offered(told, today, absent):
    assert not absent & set(offered(history(*told), on(today)))


@pytest.mark.parametrize(
    "told", [histories.RECEIVED, histories.ACCEPTED, histories.FAST, histories.BOOKED]
)
def test_a_limit_that_runs_may_be_extended(told):
    assert "extend" in offered(history(*told), on("10-08"))


@pytest.mark.parametrize(
    ("told", "today", "act"),
    [
        (histories.RECEIVED, "04-14", "send_information"),
        (histories.RECEIVED, "04-14", "book_session"),
        (histories.TOLD, "12-25", "notify_to_proceed"),
        (histories.APPROVED, "10-24", "allocate"),
    ],
)
def test_what_was_left_out_or_is_entered_late_can_still_be_recorded(told, today, act):
    assert act in offered(history(*told), on(today))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("told", [histories.ENQUIRY, histories.BOOKED, histories.LETTER])
def test_only_what_a_person_may_do_is_offered(told, role):
    acts = offered(history(*told), on("10-24"), role)
    assert all(may(role, ACT_DUTY[act]) for act in acts)
    assert len(acts) == len(set(acts))


def test_every_act_offered_has_a_step():
    assert set(STEP_OF) | OUTSIDE_THE_TABLE == set(ACT_DUTY)


@settings(max_examples=60)
@given(permitted_histories())
def test_every_act_that_is_offered_is_permitted(events):
    last: date = max(event.on for event in events)
    journey = read(events)
    for act in offered(events, last):
        if act not in OUTSIDE_THE_TABLE:
            assert refusal(journey, Event(STEP_OF[act], last, 99)) == ""
