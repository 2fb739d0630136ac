from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from recruitment_app.rules.journey import Journey, in_order, read
from recruitment_app.rules.stages import EventKind, Stage, Status
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
S = Stage


@pytest.mark.parametrize(
    ("told", "stage"),
    [
        ((), S.ENQUIRY),
        (ENQUIRY, S.ENQUIRY),
        ((*ENQUIRY, (K.INFORMATION_SENT, "03-05")), S.ENQUIRY),
        (RECEIVED, S.REGISTRATION),
        (ACCEPTED, S.STAGE_ONE),
        (FAST, S.STAGE_TWO),
        ((*ACCEPTED, (K.STAGE_ONE_PLAN_AGREED, "04-30")), S.STAGE_ONE),
        (ENDED, S.BREAK),
        (NOT_SUITABLE, S.STAGE_ONE),
        (TOLD, S.BREAK),
        ((*NOT_SUITABLE, (K.STAGE_ONE_TOLD, "06-24")), S.CLOSED),
        (NOTIFIED, S.STAGE_TWO),
        (STARTED, S.STAGE_TWO),
        (SENT, S.STAGE_TWO),
        (OBSERVED, S.STAGE_TWO),
        ((*SENT, (K.PANEL_BOOKED, "09-23")), S.STAGE_TWO),
        (BOOKED, S.PANEL),
        ((*SENT, (K.PANEL_BOOKED, "09-23"), (K.NO_OBSERVATIONS, "09-26")), S.PANEL),
        (recommended("suitable"), S.DECISION),
        (recommended("not_suitable"), S.DECISION),
        (recommended("deferred"), S.PANEL),
        (recommended("full_report_needed"), S.STAGE_TWO),
        (MINUTED, S.DECISION),
        (DECIDED, S.DECISION),
        (DETERMINED, S.QUALIFYING_DETERMINATION),
        (LETTER, S.QUALIFYING_DETERMINATION),
        (histories.ended("approved"), S.DECISION),
        (histories.ended("refused_after_forty_days"), S.CLOSED),
        ((*histories.ended("approved"), (K.APPROVED, "12-21")), S.APPROVED),
        (APPROVED, S.APPROVED),
        ((*APPROVED, (K.MATCHED, "11-01")), S.MATCHED),
        ((*APPROVED, (K.CHILDREN_PLACED, "11-02")), S.PLACED),
        ((*APPROVED, (K.CHILDREN_PLACED, "11-02"), (K.ADOPTION_ORDER, "11-03")), S.PLACED),
        ((*RECEIVED, (K.REGISTRATION_DECLINED, "04-22", {"reason": "age"})), S.CLOSED),
        ((*TOLD, (K.LATE_NOTIFICATION_RECEIVED, "2015-01-02")), S.BREAK),
        (
            (
                *TOLD,
                (K.LATE_NOTIFICATION_RECEIVED, "2015-01-02"),
                (K.LATE_NOTIFICATION_REFUSED, "2015-01-05"),
            ),
            S.CLOSED,
        ),
    ],
)
def test_the_stage_follows_from_what_happened(told, stage):
    assert read(history(*told)).stage is stage


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (ENQUIRY, Status.ACTIVE),
        ((*ACCEPTED, (K.WAITING_STARTED, "05-01", {"for": "applicant"})), "awaiting_applicant"),
        ((*ACCEPTED, (K.WAITING_STARTED, "05-01")), Status.AWAITING_APPLICANT),
        ((*ACCEPTED, (K.WAITING_STARTED, "05-01", {"for": "third_party"})), "awaiting_third_party"),
        ((*ACCEPTED, (K.WAITING_STARTED, "05-01"), (K.WAITING_ENDED, "05-02")), Status.ACTIVE),
        ((*ACCEPTED, (K.HOLD_STARTED, "05-01", {"by": "applicant"})), Status.ON_HOLD_APPLICANT),
        ((*ACCEPTED, (K.HOLD_STARTED, "05-01")), Status.ON_HOLD_APPLICANT),
        ((*ACCEPTED, (K.HOLD_STARTED, "05-01", {"by": "agency"})), Status.ON_HOLD_AGENCY),
        ((*ACCEPTED, (K.HOLD_STARTED, "05-01"), (K.HOLD_ENDED, "05-02")), Status.ACTIVE),
        ((*ACCEPTED, (K.WAITING_STARTED, "05-01"), (K.HOLD_STARTED, "05-02")), "on_hold_applicant"),
        ((*APPROVED, (K.HOLD_STARTED, "11-01", {"by": "agency"})), Status.APPROVED_ON_HOLD),
        ((*ACCEPTED, (K.EXTENDED, "05-01", {"limit": "T08"})), Status.EXTENDED),
        ((*ENDED, (K.EXTENDED, "06-21", {"limit": "T08"})), Status.ACTIVE),
        ((*NOTIFIED, (K.EXTENDED, "07-02", {"limit": "T08"})), Status.ACTIVE),
        ((*NOTIFIED, (K.EXTENDED, "07-02", {"limit": "T13"})), Status.EXTENDED),
        ((*ACCEPTED, (K.EXTENDED, "05-01", {"limit": "T99"})), Status.EXTENDED),
        (recommended("deferred"), Status.DEFERRED),
        ((*recommended("deferred"), (K.PANEL_BOOKED, "10-20")), Status.ACTIVE),
        (recommended("full_report_needed"), Status.ACTIVE),
        (DETERMINED, Status.DETERMINATION_OPEN),
        (histories.ended("approved"), Status.ACTIVE),
        (histories.ended("refused_after_review"), Status.CLOSED),
        ((*ACCEPTED, (K.HOLD_STARTED, "05-01"), (K.CLOSED, "05-02")), Status.CLOSED),
        (APPROVED, Status.ACTIVE),
    ],
)
def test_the_status_tells_what_is_happening(told, status):
    assert read(history(*told)).status == status


@pytest.mark.parametrize(
    ("told", "reason", "left"),
    [
        ((*ENQUIRY, (K.CLOSED, "03-10", {"reason": "no_response"})), "no_response", S.ENQUIRY),
        (
            (*RECEIVED, (K.REGISTRATION_DECLINED, "04-22", {"reason": "age"})),
            "registration_declined",
            S.REGISTRATION,
        ),
        ((*NOT_SUITABLE, (K.STAGE_ONE_TOLD, "06-24")), "not_suitable_medical", S.STAGE_ONE),
        (
            (
                *ACCEPTED,
                (K.STAGE_ONE_ENDED, "06-20", {"outcome": "not_suitable"}),
                (K.STAGE_ONE_TOLD, "06-24"),
            ),
            "not_suitable_other",
            S.STAGE_ONE,
        ),
        ((*TOLD, (K.LATE_NOTIFICATION_REFUSED, "2015-01-05")), "out_of_time", S.BREAK),
        (
            histories.ended("refused_after_representations"),
            "refused_after_representations",
            S.QUALIFYING_DETERMINATION,
        ),
        (
            (
                *ENQUIRY,
                (K.CLOSED, "03-10", {"reason": "no_response"}),
                (K.CLOSED, "03-11", {"reason": "duplicate"}),
            ),
            "duplicate",
            S.ENQUIRY,
        ),
    ],
)
def test_a_closed_case_knows_why_and_where_it_was_left(told, reason, left):
    journey = read(history(*told))
    assert (journey.stage, journey.closing_reason, journey.left_from) == (S.CLOSED, reason, left)
    assert journey.closed_on == on(told[-1][1])


@pytest.mark.parametrize("told", [ENQUIRY, RECEIVED, ACCEPTED, TOLD, SENT, BOOKED, LETTER])
def test_a_case_opened_again_stands_where_it_was_left(told):
    before = read(history(*told))
    closing = (K.CLOSED, "11-10", {"reason": "withdrawn"})
    journey = read(history(*told, closing, (K.REOPENED, "11-12")))
    assert (journey.stage, journey.status) == (before.stage, before.status)
    assert (journey.closing_reason, journey.left_from, journey.closed_on) == ("", None, None)


def test_a_closing_ends_waits_and_holds_for_good():
    told = (
        *ACCEPTED,
        (K.WAITING_STARTED, "05-01"),
        (K.HOLD_STARTED, "05-02"),
        (K.CLOSED, "05-03", {"reason": "withdrawn"}),
        (K.REOPENED, "05-04"),
    )
    journey = read(history(*told))
    assert (journey.hold, journey.waiting, journey.status) == (None, None, Status.ACTIVE)


def test_a_refusal_that_closed_a_case_is_forgotten_when_it_is_opened_again():
    refused = (*NOT_SUITABLE, (K.STAGE_ONE_TOLD, "06-24"), (K.REOPENED, "07-01"))
    journey = read(history(*refused))
    assert journey.stage is S.STAGE_ONE
    assert not journey.has(K.STAGE_ONE_ENDED)
    assert not journey.has(K.STAGE_ONE_TOLD)
    late = (
        *TOLD,
        (K.LATE_NOTIFICATION_RECEIVED, "2015-01-02"),
        (K.LATE_NOTIFICATION_REFUSED, "2015-01-05"),
        (K.REOPENED, "2015-01-06"),
    )
    journey = read(history(*late))
    assert journey.stage is S.BREAK
    assert journey.has(K.STAGE_ONE_TOLD)
    assert not journey.has(K.LATE_NOTIFICATION_RECEIVED)
    final = (*histories.ended("refused_after_forty_days"), (K.REOPENED, "12-21"))
    journey = read(history(*final))
    assert journey.stage is S.QUALIFYING_DETERMINATION
    assert not journey.has(K.DETERMINATION_ENDED)


def test_an_approval_after_a_determination_stays_when_a_case_is_opened_again():
    told = (
        *histories.ended("approved"),
        (K.CLOSED, "12-22", {"reason": "withdrawn"}),
        (K.REOPENED, "12-23"),
    )
    assert read(history(*told)).has(K.DETERMINATION_ENDED)


def test_a_report_sent_again_takes_its_observations_with_it():
    journey = read(history(*OBSERVED, (K.REPORT_SENT, "09-26")))
    assert not journey.has(K.OBSERVATIONS_RECEIVED)
    assert journey.last[K.REPORT_SENT].on == on("09-26")


def test_a_call_for_a_full_report_brings_the_case_back_to_stage_two():
    journey = read(history(*recommended("full_report_needed")))
    for kind in (K.REPORT_SENT, K.OBSERVATIONS_RECEIVED, K.PANEL_BOOKED):
        assert not journey.has(kind)
    assert journey.has(K.STAGE_TWO_STARTED)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (recommended("deferred", reason="other"), Status.DEFERRED),
        ((*ACCEPTED, (K.EXTENDED, "06-16", {"limit": "T08"})), Status.EXTENDED),
        ((*ACCEPTED, (K.HOLD_STARTED, "06-16")), Status.ACTIVE),
    ],
)
def test_what_stood_at_closing_stands_again_when_the_case_is_reopened(told, status):
    told = (*told, (K.CLOSED, "11-03"))
    assert read(history(*told)).status is Status.CLOSED
    assert read(history(*told, (K.REOPENED, "11-17"))).status is status


def test_a_deferral_keeps_the_report_and_its_observations():
    journey = read(history(*recommended("deferred", reason="other")))
    assert journey.has(K.OBSERVATIONS_RECEIVED)
    assert not journey.has(K.PANEL_BOOKED)
    assert journey.deferral is not None
    assert journey.deferral.fact("reason") == "other"


def test_the_days_that_count_are_read_from_the_events():
    journey = read(history(*APPROVED))
    assert journey.opened_on == on("03-03")
    assert journey.registered_on == on("04-22")
    assert journey.approved_on == on("10-24")
    assert not journey.fast_track
    assert read(history(*FAST)).fast_track


def test_a_second_enquiry_opens_nothing_anew():
    journey = read(history(*RECEIVED, (K.ENQUIRY_RECEIVED, "05-01")))
    assert (journey.opened_on, journey.stage) == (on("03-03"), S.REGISTRATION)


def test_an_imported_approval_stands_without_the_steps_before_it():
    assert read(history((K.APPROVED, "10-24", {"imported": "yes"}))).stage is S.APPROVED
    assert read(history((K.DECISION_MADE, "10-24"))).stage is S.DECISION


def test_events_of_one_day_count_in_the_order_of_entry():
    start, *_ = history(*ENQUIRY)
    first = replace(start, kind=K.HOLD_STARTED, on=on("05-01"), order=2)
    second = replace(start, kind=K.HOLD_ENDED, on=on("05-01"), order=3)
    assert in_order([second, first, start]) == [start, first, second]
    assert read([second, first, start]).hold is None


@given(any_histories())
def test_any_history_can_be_read(events):
    journey = read(events)
    assert journey.status is Status.CLOSED or journey.stage is not S.CLOSED


@given(permitted_histories())
def test_a_case_is_closed_if_and_only_if_it_has_a_day_of_closing(events):
    journey = read(events)
    assert (journey.stage is S.CLOSED) == (journey.closed_on is not None)
    assert (journey.stage is S.CLOSED) == (journey.left_from is not None)
    assert (journey.status is Status.CLOSED) == (journey.stage is S.CLOSED)
    assert journey.opened_on == min(event.on for event in events)


@given(permitted_histories(), some.randoms(use_true_random=False))
def test_the_order_of_entry_counts_only_within_a_day(events, chance):
    apart = list(events)
    chance.shuffle(apart)
    assert read(apart) == read(events)
    ordered = in_order(events)
    anew = [replace(event, order=place) for place, event in enumerate(ordered)]
    told, again = read(events), read(anew)
    assert (told.stage, told.status, told.closed_on) == (again.stage, again.status, again.closed_on)


def test_nothing_recorded_is_an_enquiry_in_hand():
    assert read([]) == Journey()
