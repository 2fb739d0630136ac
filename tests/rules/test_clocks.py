from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from recruitment_app.rules.clocks import CLOCKS, ClockState, runs, tell
from recruitment_app.rules.ownership import Owner, spans
from recruitment_app.rules.stages import EventKind
from recruitment_app.rules.working_days import Calendar
from tests.rules import histories
from tests.rules.histories import (
    ACCEPTED,
    APPROVED,
    BOOKED,
    DECIDED,
    DETERMINED,
    ENQUIRY,
    FAST,
    LETTER,
    LIMITS,
    MINUTED,
    NOT_SUITABLE,
    NOTIFIED,
    OBSERVED,
    REASONS,
    RECEIVED,
    SENT,
    TOLD,
    any_histories,
    history,
    on,
    permitted_histories,
    recommended,
)

K = EventKind
ENGLAND = Calendar()
ALL_ON = {name: replace(limit, on=True) for name, limit in LIMITS.items()}
NOT_STARTED, RUNNING, MET, LATE, LAPSED = (
    ClockState.NOT_STARTED,
    ClockState.RUNNING,
    ClockState.MET,
    ClockState.LATE,
    ClockState.LAPSED,
)

# One journey with a step for every clock of the ordinary route, its days set down by hand.
WHOLE = (
    (K.ENQUIRY_RECEIVED, "03-03"),
    (K.INFORMATION_SENT, "03-05"),
    (K.VISIT_REQUESTED, "03-10"),
    (K.FIRST_CONTACT_MADE, "03-11"),
    (K.MEETING_OFFERED, "03-12"),
    (K.VISIT_HELD, "03-20"),
    (K.VISIT_WRITTEN_UP, "03-26"),
    (K.VISIT_OUTCOME_TOLD, "03-28"),
    (K.REGISTRATION_RECEIVED, "04-14"),
    (K.REGISTRATION_ACCEPTED, "04-22"),
    (K.STAGE_ONE_PLAN_AGREED, "04-30"),
    (K.STAGE_ONE_ENDED, "06-20", {"outcome": "may_be_suitable"}),
    (K.STAGE_ONE_TOLD, "06-24"),
    (K.NOTIFIED_TO_PROCEED, "07-01"),
    (K.STAGE_TWO_STARTED, "07-03"),
    (K.REPORT_SENT, "09-22"),
    (K.OBSERVATIONS_RECEIVED, "09-25"),
    (K.PANEL_BOOKED, "09-26", {"panel_on": "2014-10-08"}),
    (K.RECOMMENDATION_MADE, "10-08", {"recommendation": "suitable"}),
    (K.MINUTES_FINAL, "10-15"),
    (K.DECISION_MADE, "10-23", {"decision": "suitable"}),
    (K.DECISION_TOLD, "10-23"),
    (K.APPROVED, "10-24"),
    (K.DECISION_LETTER_SENT, "10-31"),
)


def run_of(limit_id, *told, limits=LIMITS, calendar=ENGLAND):
    found = {run.limit_id: run for run in runs(history(*told), limits, calendar)}
    return found.get(limit_id)


def clock_of(limit_id, today, *told):
    events = history(*told)
    run = run_of(limit_id, *told)
    assert run is not None
    return tell(run, LIMITS[limit_id], spans(events, REASONS), on(today))


@pytest.mark.parametrize(
    ("limit_id", "trigger", "due", "met"),
    [
        ("T01a", "03-03", "03-17", "03-05"),
        ("T01b", "03-03", "03-10", "03-05"),
        ("T02", "03-03", "03-17", "03-12"),
        ("T03", "03-10", "03-12", "03-11"),
        ("T04", "03-20", "03-27", "03-26"),
        ("T05", "03-20", "03-27", "03-28"),
        ("T06", "04-14", "04-23", "04-22"),
        ("T07", "04-22", None, "04-30"),
        ("T08", "04-22", "06-22", "06-20"),
        ("T10", "06-20", "06-27", "06-24"),
        ("T11", "06-24", "12-24", "07-01"),
        ("T13", "07-01", "11-01", "10-23"),
        ("T14", "09-22", "09-26", "09-25"),
        ("T18", "10-15", "10-24", "10-23"),
        ("T19", "10-23", "10-27", "10-23"),
        ("T20", "10-23", "10-30", "10-31"),
    ],
)
def test_a_clock_knows_what_started_it_when_it_was_due_and_when_it_was_met(
    limit_id, trigger, due, met
):
    run = run_of(limit_id, *WHOLE, limits=ALL_ON)
    assert run is not None
    assert run.trigger_on == on(trigger)
    assert run.due_on == (on(due) if due else None)
    assert (run.met_on, run.ended_on) == (on(met), None)


def test_the_ordinary_route_starts_no_other_clock():
    started = [run.limit_id for run in runs(history(*WHOLE), LIMITS, ENGLAND)]
    assert set(CLOCKS) - set(started) == {"T01b", "T12", "T21", "T22", "T30"}


@pytest.mark.parametrize(
    ("limit_id", "told", "due"),
    [
        ("T06", ((K.ENQUIRY_RECEIVED, "2026-03-01"), (K.REGISTRATION_RECEIVED, "2026-03-27")), 407),
        (
            "T06",
            ((K.ENQUIRY_RECEIVED, "2026-12-01"), (K.REGISTRATION_RECEIVED, "2026-12-21")),
            1230,
        ),
        ("T08", ((K.REGISTRATION_ACCEPTED, "2026-12-31"),), 20270228),
        ("T11", ((K.STAGE_ONE_TOLD, "2026-08-31"),), 20270228),
        ("T13", ((K.NOTIFIED_TO_PROCEED, "2026-10-31"),), 20270228),
        ("T14", ((K.REPORT_SENT, "2026-12-21"),), 1229),
        (
            "T21",
            (
                (K.DECISION_MADE, "2026-11-20", {"decision": "qualifying_determination"}),
                (K.DECISION_LETTER_SENT, "2026-11-23"),
            ),
            20270120,
        ),
        (
            "T21",
            (
                (K.DECISION_MADE, "2026-11-20", {"decision": "qualifying_determination"}),
                (K.DECISION_LETTER_SENT, "2026-11-28"),
            ),
            20270127,
        ),
    ],
)
def test_a_clock_is_due_as_the_test_vectors_say(limit_id, told, due):
    run = run_of(limit_id, *told)
    assert run is not None
    expected = str(due if due > 10_000 else 20260000 + due)
    assert run.due_on == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("limit_id", "told", "ended"),
    [
        ("T01a", ACCEPTED, "04-22"),
        ("T02", RECEIVED, "04-14"),
        ("T03", (*ENQUIRY, (K.VISIT_REQUESTED, "03-05"), *ACCEPTED[1:]), "04-22"),
        ("T05", (*ENQUIRY, (K.VISIT_HELD, "03-05"), *RECEIVED[1:]), "04-14"),
        ("T06", (*RECEIVED, (K.CLOSED, "04-15", {"reason": "withdrawn"})), "04-15"),
        ("T07", TOLD, "06-20"),
        ("T14", (*SENT, (K.NO_OBSERVATIONS, "09-26")), "09-26"),
        ("T13", (*NOTIFIED, (K.APPROVED, "10-24", {"imported": "yes"})), "10-24"),
        ("T19", (*DECIDED, (K.APPROVED, "10-24", {"imported": "yes"})), "10-24"),
        ("T20", (*APPROVED, (K.CHILDREN_PLACED, "11-02")), "11-02"),
        ("T21", histories.ended("refused_after_forty_days"), "12-20"),
    ],
)
def test_a_clock_that_matters_no_more_is_over_without_being_met(limit_id, told, ended):
    run = run_of(limit_id, *told)
    assert run is not None
    assert (run.met_on, run.ended_on) == (None, on(ended))


@pytest.mark.parametrize(
    ("limit_id", "told"),
    [
        ("T07", FAST),
        ("T08", FAST),
        ("T30", ACCEPTED),
        ("T11", (*NOT_SUITABLE, (K.STAGE_ONE_TOLD, "06-24"))),
        ("T11", (*NOT_SUITABLE, (K.STAGE_ONE_TOLD, "06-24"), (K.REOPENED, "07-01"))),
        ("T18", ((K.MINUTES_FINAL, "10-15"),)),
        ("T21", (*DECIDED, (K.DECISION_LETTER_SENT, "10-24"))),
        ("T22", (*DECIDED, (K.DECISION_LETTER_SENT, "10-24"))),
        ("T21", ((K.DECISION_LETTER_SENT, "10-24"),)),
        ("T22", (*LETTER, (K.REPRESENTATIONS_RECEIVED, "11-03"))),
        ("T22", histories.ended("refused_after_forty_days", "11-03")),
        ("T01b", ENQUIRY),
        ("T09", ENQUIRY),
    ],
)
def test_a_clock_that_does_not_belong_to_the_route_never_starts(limit_id, told):
    assert run_of(limit_id, *told) is None


def test_the_fast_track_runs_four_months_from_its_acceptance():
    run = run_of("T30", *FAST)
    assert run is not None
    assert (run.trigger_on, run.due_on) == (on("04-22"), on("08-22"))
    later = (*FAST, (K.STAGE_TWO_STARTED, "04-23"), *BOOKED[8:], *DECIDED[len(BOOKED) :])
    assert run_of("T30", *later).met_on == on("10-23")
    assert run_of("T13", *later) is None


def test_a_clock_that_is_switched_off_or_not_followed_does_not_run():
    off = {**LIMITS, "T02": replace(LIMITS["T02"], on=False)}
    assert run_of("T02", *ENQUIRY, limits=off) is None
    unfollowed = {**LIMITS, "T02": replace(LIMITS["T02"], followed=False)}
    assert run_of("T02", *ENQUIRY, limits=unfollowed) is None
    missing = {name: limit for name, limit in LIMITS.items() if name != "T02"}
    assert run_of("T02", *ENQUIRY, limits=missing) is None


def test_the_agencys_own_figure_and_days_off_move_the_due_date():
    longer = {**LIMITS, "T02": replace(LIMITS["T02"], number=15)}
    assert run_of("T02", *ENQUIRY, limits=longer).due_on == on("03-24")
    own = Calendar.with_days([on("03-10")])
    assert run_of("T02", *ENQUIRY, calendar=own).due_on == on("03-18")


def test_a_clock_that_is_started_again_counts_from_the_latest_start():
    again = (*SENT, (K.REPORT_SENT, "09-29"))
    run = run_of("T14", *again)
    assert (run.trigger_on, run.due_on, run.met_on) == (on("09-29"), on("10-03"), None)
    full = (*recommended("full_report_needed"), (K.REPORT_SENT, "11-03"))
    assert run_of("T14", *full).met_on is None


def test_the_decision_is_due_from_the_later_of_recommendation_and_minutes():
    early = (*BOOKED, (K.MINUTES_FINAL, "10-06"), *recommended("suitable")[-1:])
    assert run_of("T18", *early).trigger_on == on("10-08")
    assert run_of("T18", *MINUTED).trigger_on == on("10-15")


def test_an_extension_moves_the_due_date_and_keeps_the_first():
    extended = (*ACCEPTED, (K.EXTENDED, "06-01", {"limit": "T08", "due_on": "2014-08-01"}))
    run = run_of("T08", *extended)
    assert (run.first_due_on, run.due_on) == (on("06-22"), on("08-01"))
    assert run_of("T06", *extended).due_on == on("04-23")
    twice = (*extended, (K.EXTENDED, "07-20", {"limit": "T08", "due_on": "2014-09-01"}))
    assert run_of("T08", *twice).due_on == on("09-01")


def test_an_extension_after_the_end_or_before_the_start_moves_nothing():
    told = (*TOLD, (K.EXTENDED, "06-25", {"limit": "T08", "due_on": "2014-08-01"}))
    assert run_of("T08", *told).due_on == on("06-22")
    early = (*ENQUIRY, (K.EXTENDED, "03-04", {"limit": "T08", "due_on": "2014-08-01"}))
    assert run_of("T08", *early, *ACCEPTED[1:]).due_on == on("06-22")


def test_what_came_before_the_trigger_does_not_meet_a_clock():
    told = (*ENQUIRY, (K.FIRST_CONTACT_MADE, "03-04"), (K.VISIT_REQUESTED, "03-05"))
    assert run_of("T03", *told).met_on is None


@pytest.mark.parametrize(
    ("limit_id", "told", "today", "state"),
    [
        ("T02", ENQUIRY, "03-17", RUNNING),
        ("T02", ENQUIRY, "03-18", LATE),
        ("T02", (*ENQUIRY, (K.MEETING_OFFERED, "03-17")), "04-01", MET),
        ("T02", (*ENQUIRY, (K.MEETING_OFFERED, "03-18")), "04-01", LATE),
        ("T02", (*ENQUIRY, (K.CLOSED, "03-18", {"reason": "work"})), "04-01", LAPSED),
        ("T02", ENQUIRY, "03-01", NOT_STARTED),
        ("T07", ACCEPTED, "2016-01-01", RUNNING),
        ("T07", (*ACCEPTED, (K.STAGE_ONE_PLAN_AGREED, "2015-12-01")), "2016-01-01", MET),
        ("T08", ACCEPTED, "06-22", RUNNING),
        ("T08", ACCEPTED, "06-23", LATE),
        ("T11", TOLD, "12-24", RUNNING),
        ("T11", TOLD, "12-25", LAPSED),
        ("T12", (*TOLD, (K.LATE_NOTIFICATION_RECEIVED, "2015-01-02")), "2016-01-01", RUNNING),
        ("T14", SENT, "09-26", RUNNING),
        ("T14", SENT, "09-27", LAPSED),
        ("T14", (*SENT, (K.OBSERVATIONS_RECEIVED, "09-30")), "10-01", LATE),
        ("T21", LETTER, "12-18", RUNNING),
        ("T21", LETTER, "12-19", LAPSED),
        ("T21", (*LETTER, (K.REPRESENTATIONS_RECEIVED, "12-18")), "12-19", MET),
        ("T22", LETTER, "12-17", NOT_STARTED),
        ("T22", LETTER, "12-18", NOT_STARTED),
        ("T22", LETTER, "12-19", RUNNING),
        ("T22", LETTER, "2016-01-01", RUNNING),
        ("T22", histories.ended("refused_after_forty_days", "12-19"), "12-20", MET),
    ],
)
def test_a_clock_stands_as_its_days_say(limit_id, told, today, state):
    assert clock_of(limit_id, today, *told).state is state


def test_a_clock_not_started_shows_nothing_but_its_limit():
    clock = clock_of("T22", "12-17", *LETTER)
    assert (clock.trigger_on, clock.due_on, clock.gross_days) == (None, None, 0)
    assert clock.days_left is None


def test_the_days_of_a_clock_are_shared_out():
    told = (
        *ACCEPTED,
        (K.WAITING_STARTED, "05-01", {"for": "third_party", "reason": "dbs"}),
        (K.HOLD_STARTED, "05-03", {"by": "agency", "reason": "checks_late"}),
        (K.HOLD_ENDED, "05-05"),
        (K.WAITING_ENDED, "05-10"),
        (K.WAITING_STARTED, "05-12", {"for": "applicant", "reason": "forms"}),
    )
    clock = clock_of("T08", "05-14", *told)
    # 23 April to 14 May: 8 days in hand, 9 for the DBS (2 of them on hold), 2 in hand, 3 for forms
    assert (clock.gross_days, clock.net_days) == (22, 20)
    assert clock.days_by_owner == {Owner.AGENCY: 10, Owner.THIRD_PARTY: 9, Owner.APPLICANT: 3}
    assert [(span.reason, (span.ends - span.begins).days + 1) for span in clock.stretches] == [
        ("", 8),
        ("dbs", 2),
        ("checks_late", 2),
        ("dbs", 5),
        ("", 2),
        ("forms", 3),
    ]
    assert clock.days_left == 39


def test_the_days_in_hand_of_an_applicants_clock_are_the_applicants():
    clock = clock_of("T11", "07-24", *TOLD)
    assert clock.days_by_owner == {Owner.AGENCY: 0, Owner.THIRD_PARTY: 0, Owner.APPLICANT: 30}


def test_days_before_the_first_event_are_the_clocks_own():
    events = history(*TOLD)
    run = run_of("T08", *TOLD)
    assert run is not None
    clock = tell(run, LIMITS["T08"], spans(events[-1:], REASONS), on("07-01"))
    assert clock.days_by_owner[Owner.AGENCY] == clock.gross_days == 59


def test_days_left_are_negative_where_a_clock_is_late():
    assert clock_of("T02", "03-20", *ENQUIRY).days_left == -3
    assert clock_of("T07", "05-01", *ACCEPTED).days_left is None


@given(permitted_histories(), some.integers(-30, 400))
def test_every_day_of_a_clock_has_exactly_one_owner(events, later):
    owned = spans(events, REASONS)
    last = max(event.on for event in events)
    today = date.fromordinal(last.toordinal() + max(later, 0))
    for run in runs(events, ALL_ON, ENGLAND):
        clock = tell(run, ALL_ON[run.limit_id], owned, today)
        if clock.state is NOT_STARTED:
            continue
        assert set(clock.days_by_owner) == set(Owner)
        assert min(clock.days_by_owner.values()) >= 0
        assert sum(clock.days_by_owner.values()) == clock.gross_days
        assert clock.gross_days == ((run.met_on or run.ended_on or today) - run.trigger_on).days
        assert 0 <= clock.net_days <= clock.gross_days
        assert run.met_on is None or run.ended_on is None
        assert run.due_on is not None or clock.state is not LATE
        told = sum((span.ends - span.begins).days + 1 for span in clock.stretches)
        assert told == clock.gross_days
        if run.due_on is None:
            assert LIMITS[run.limit_id].number is None
        else:
            assert run.first_due_on is not None


@given(any_histories())
def test_the_clocks_of_any_history_can_be_told(events):
    owned = spans(events, REASONS)
    for run in runs(events, ALL_ON, ENGLAND):
        clock = tell(run, ALL_ON[run.limit_id], owned, on("04-01"))
        assert sum(clock.days_by_owner.values()) == clock.gross_days


@settings(max_examples=40)
@given(permitted_histories())
def test_the_applicants_own_limits_lapse_and_are_late_only_when_met_late(events):
    for run in runs(events, ALL_ON, ENGLAND):
        if CLOCKS[run.limit_id].lapses and run.met_on is None:
            clock = tell(run, ALL_ON[run.limit_id], spans(events, REASONS), date(2040, 1, 1))
            assert clock.state in {LAPSED, RUNNING}


def test_every_clock_is_a_limit_that_is_followed():
    assert {name for name, limit in LIMITS.items() if limit.followed} == set(CLOCKS)
    assert OBSERVED[-1][0] in CLOCKS["T14"].met_by
    assert DETERMINED[-1][0] in CLOCKS["T18"].met_by
