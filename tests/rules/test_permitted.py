from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from recruitment_app.errors import Problem
from recruitment_app.rules.journey import read
from recruitment_app.rules.permitted import admit, faults, refusal
from recruitment_app.rules.stages import Event, EventKind
from tests.rules import histories
from tests.rules.histories import (
    ACCEPTED,
    APPROVED,
    BOOKED,
    DECIDED,
    DETERMINED,
    ENDED,
    ENQUIRY,
    FAST,
    LETTER,
    MINUTED,
    NOT_SUITABLE,
    NOTIFIED,
    OBSERVED,
    RECEIVED,
    SENT,
    STARTED,
    TOLD,
    any_histories,
    history,
    on,
    permitted_histories,
    recommended,
)

K = EventKind
TODAY = date(2015, 3, 31)


def refused(told, kind, day, **facts):
    return refusal(read(history(*told)), Event(kind, on(day), 99, facts))


@pytest.mark.parametrize(
    ("told", "kind", "day", "sentence"),
    [
        ((), K.INFORMATION_SENT, "03-05", "cannot be before the enquiry"),
        (ENQUIRY, K.ENQUIRY_RECEIVED, "03-05", "has its enquiry already"),
        ((*ENQUIRY, (K.CLOSED, "03-06")), K.INFORMATION_SENT, "03-07", "reopen it first"),
        (ENQUIRY, K.REOPENED, "03-07", "This case is open"),
        (ENQUIRY, K.FIRST_CONTACT_MADE, "03-05", "No initial visit has been asked for"),
        (ENQUIRY, K.VISIT_WRITTEN_UP, "03-05", "No initial visit has been held"),
        (ENQUIRY, K.VISIT_OUTCOME_TOLD, "03-05", "No initial visit has been held"),
        (ENQUIRY, K.REGISTRATION_ACCEPTED, "04-22", "record its receipt first"),
        (ENQUIRY, K.REGISTRATION_DECLINED, "04-22", "record its receipt first"),
        (ENQUIRY, K.STAGE_ONE_PLAN_AGREED, "04-22", "belongs to Stage One"),
        (ENQUIRY, K.EXTENDED, "04-22", "belongs to Registration of interest"),
        (RECEIVED, K.REGISTRATION_RECEIVED, "04-22", "cannot be recorded any more"),
        (ACCEPTED, K.REGISTRATION_ACCEPTED, "04-29", "cannot be recorded any more"),
        (ACCEPTED, K.STAGE_ONE_TOLD, "06-20", "record the pre-assessment decision first"),
        (ACCEPTED, K.NOTIFIED_TO_PROCEED, "07-01", "The letter that ends Stage One"),
        (ENDED, K.STAGE_ONE_ENDED, "06-21", "stands already, on 20 June 2014"),
        (ENDED, K.NOTIFIED_TO_PROCEED, "07-01", "The letter that ends Stage One"),
        (NOT_SUITABLE, K.NOTIFIED_TO_PROCEED, "07-01", "The letter that ends Stage One"),
        (TOLD, K.STAGE_ONE_TOLD, "06-25", "stands already, on 24 June 2014"),
        (TOLD, K.LATE_NOTIFICATION_REFUSED, "2015-01-02", "record its receipt first"),
        (TOLD, K.INFORMATION_SENT, "07-01", "the case is at Break between the stages"),
        (FAST, K.STAGE_ONE_PLAN_AGREED, "04-30", "This is a fast-track case"),
        (FAST, K.STAGE_ONE_ENDED, "06-20", "This is a fast-track case"),
        (NOTIFIED, K.REPORT_SENT, "09-22", "Stage Two has not been started"),
        (STARTED, K.STAGE_TWO_STARTED, "07-04", "stands already, on 3 July 2014"),
        (STARTED, K.OBSERVATIONS_RECEIVED, "09-25", "record that first"),
        (STARTED, K.NO_OBSERVATIONS, "09-25", "record that first"),
        (OBSERVED, K.OBSERVATIONS_RECEIVED, "09-26", "closed already"),
        (OBSERVED, K.NO_OBSERVATIONS, "09-26", "closed already"),
        ((*SENT, (K.NO_OBSERVATIONS, "09-26")), K.OBSERVATIONS_RECEIVED, "09-27", "closed already"),
        (OBSERVED, K.RECOMMENDATION_MADE, "10-08", "No panel has been booked"),
        (BOOKED, K.RECOMMENDATION_MADE, "10-07", "The panel sits on 8 October 2014"),
        (BOOKED, K.MINUTES_FINAL, "10-15", "recommendation has not been recorded"),
        (recommended("suitable"), K.DECISION_MADE, "10-15", "The final minutes"),
        (MINUTED, K.MINUTES_FINAL, "10-16", "stands already, on 15 October 2014"),
        (MINUTED, K.DECISION_TOLD, "10-23", "decision has not been recorded"),
        (MINUTED, K.APPROVED, "10-23", "decision has not been recorded"),
        (DECIDED, K.DECISION_MADE, "10-24", "stands already, on 23 October 2014"),
        (DECIDED, K.REPRESENTATIONS_RECEIVED, "10-24", "has not been sent"),
        (DETERMINED, K.APPROVED, "10-24", "the qualifying determination ended in approval"),
        (histories.ended("approved"), K.DETERMINATION_ENDED, "12-21", "stands already"),
        (DETERMINED, K.DETERMINATION_ENDED, "10-24", "has not been sent"),
        (
            (*LETTER, (K.REVIEW_APPLIED_FOR, "10-30")),
            K.REPRESENTATIONS_RECEIVED,
            "10-31",
            "one route or the other",
        ),
        (
            (*LETTER, (K.REPRESENTATIONS_RECEIVED, "10-30")),
            K.REVIEW_APPLIED_FOR,
            "10-31",
            "one route or the other",
        ),
        ((*LETTER, (K.REVIEW_APPLIED_FOR, "10-30")), K.REVIEW_APPLIED_FOR, "10-31", "already"),
        (APPROVED, K.PANEL_BOOKED, "11-01", "cannot be recorded any more"),
        (APPROVED, K.EXTENDED, "11-01", "cannot be recorded any more"),
        (
            (*ACCEPTED, (K.WAITING_STARTED, "05-01")),
            K.WAITING_STARTED,
            "05-02",
            "back in hand first",
        ),
        (ACCEPTED, K.WAITING_ENDED, "05-02", "not waiting for anybody"),
        ((*ACCEPTED, (K.HOLD_STARTED, "05-01")), K.HOLD_STARTED, "05-02", "resume it first"),
        (ACCEPTED, K.HOLD_ENDED, "05-02", "not on hold"),
    ],
)
def test_a_step_that_does_not_fit_is_refused_in_a_sentence(told, kind, day, sentence):
    said = refused(told, kind, day)
    assert sentence in said
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("told", "kind", "day"),
    [
        (ENQUIRY, K.SESSION_MISSED, "03-05"),
        ((*ENQUIRY, (K.INFORMATION_SENT, "03-05")), K.INFORMATION_SENT, "03-06"),
        ((*ENQUIRY, (K.VISIT_REQUESTED, "03-05")), K.FIRST_CONTACT_MADE, "03-06"),
        ((*ENQUIRY, (K.CLOSED, "03-06")), K.REOPENED, "03-07"),
        (FAST, K.STAGE_TWO_STARTED, "04-23"),
        (NOTIFIED, K.PANEL_BOOKED, "07-02"),
        (BOOKED, K.PANEL_BOOKED, "09-30"),
        (BOOKED, K.RECOMMENDATION_MADE, "10-08"),
        (recommended("deferred"), K.PANEL_BOOKED, "10-09"),
        (recommended("full_report_needed"), K.REPORT_SENT, "10-20"),
        (DETERMINED, K.DECISION_TOLD, "10-24"),
        (histories.ended("approved"), K.APPROVED, "12-21"),
        (APPROVED, K.DECISION_LETTER_SENT, "10-25"),
        (APPROVED, K.HOLD_STARTED, "11-01"),
    ],
)
def test_a_step_that_fits_is_permitted(told, kind, day):
    assert refused(told, kind, day) == ""


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("told", [ENQUIRY, ACCEPTED, FAST, BOOKED, LETTER, APPROVED])
def test_every_refusal_ends_in_a_full_stop(told, kind):
    said = refused(told, kind, "12-30")
    assert not said or said.endswith(".")


def test_a_step_that_is_still_to_come_is_refused():
    with pytest.raises(Problem, match="1 April 2015 is still to come") as problem:
        admit(history(*ENQUIRY), Event(K.INFORMATION_SENT, on("2015-04-01"), 9), TODAY)
    assert problem.value.field == "on"
    admit(history(*ENQUIRY), Event(K.INFORMATION_SENT, TODAY, 9), TODAY)


def test_a_step_may_be_entered_late_at_its_place_by_date():
    admit(history(*BOOKED), Event(K.INFORMATION_SENT, on("03-05"), 99), TODAY)
    with pytest.raises(Problem, match="cannot be before the enquiry"):
        admit(history(*BOOKED), Event(K.INFORMATION_SENT, on("03-02"), 99), TODAY)


def test_a_step_with_which_a_later_one_would_not_fit_is_refused():
    closing = Event(K.CLOSED, on("05-01"), 99, {"reason": "withdrawn"})
    with pytest.raises(Problem) as problem:
        admit(history(*ENDED), closing, TODAY)
    assert str(problem.value) == (
        "Closed on 1 May 2014 would not fit with what happened on 20 June 2014."
        " Give a day that does, or correct that entry first."
    )


def test_what_an_import_brought_in_does_not_stand_in_the_way_of_the_next_step():
    imported = history(*ENQUIRY, (K.APPROVED, "10-24", {"imported": "yes"}))
    assert [fault.event.kind for fault in faults(imported)] == [K.APPROVED]
    admit(imported, Event(K.MATCHED, on("11-01"), 9), TODAY)


def test_faults_say_what_is_wrong_with_each_entry():
    found = faults(history(*ENQUIRY, (K.REGISTRATION_ACCEPTED, "04-22"), (K.HOLD_ENDED, "04-23")))
    assert [fault.event.kind for fault in found] == [K.REGISTRATION_ACCEPTED, K.HOLD_ENDED]
    assert all(fault.sentence.endswith(".") for fault in found)


@given(any_histories())
def test_the_faults_of_any_history_can_be_read(events):
    for fault in faults(events):
        assert fault.event in events
        assert fault.sentence.endswith(".")


@given(permitted_histories())
def test_a_history_of_permitted_steps_has_no_fault(events):
    assert faults(events) == ()


@settings(max_examples=30)
@given(permitted_histories(), some.sampled_from(K))
def test_the_next_step_is_admitted_if_and_only_if_it_is_not_refused(events, kind):
    new = Event(kind, max(event.on for event in events), 99)
    said = refusal(read(events), new)
    if not said:
        admit(events, new, date(2030, 1, 1))
        return
    with pytest.raises(Problem) as problem:
        admit(events, new, date(2030, 1, 1))
    assert str(problem.value) == said
