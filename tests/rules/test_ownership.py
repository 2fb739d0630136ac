from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings

from recruitment_app.rules.journey import in_order, read
from recruitment_app.rules.ownership import (
    BY_STATUS,
    OWNER_WORDS,
    Owner,
    Span,
    days_within,
    owner_and_reason,
    spans,
)
from recruitment_app.rules.stages import EventKind, Status
from tests.rules.histories import (
    ACCEPTED,
    APPROVED,
    LETTER,
    REASONS,
    any_histories,
    history,
    on,
    permitted_histories,
    recommended,
)

K = EventKind
AGENCY, APPLICANT, THIRD = Owner.AGENCY, Owner.APPLICANT, Owner.THIRD_PARTY


def owners(*told):
    """Return each span as its days, owner, reason and whether it is a hold."""
    return [
        (
            f"{span.begins:%m-%d}",
            f"{span.ends:%m-%d}" if span.ends else "",
            span.owner,
            span.reason,
            span.is_hold,
        )
        for span in spans(history(*told), REASONS)
    ]


def test_a_hold_from_the_third_to_the_fifth_owns_the_third_and_the_fourth():
    told = (
        *ACCEPTED,
        (K.HOLD_STARTED, "05-03", {"by": "applicant", "reason": "illness"}),
        (K.HOLD_ENDED, "05-05"),
    )
    assert owners(*told) == [
        ("03-03", "05-02", None, "", False),
        ("05-03", "05-04", APPLICANT, "illness", True),
        ("05-05", "", None, "", False),
    ]


def test_a_hold_begun_and_ended_on_one_day_owns_no_day():
    told = (
        *ACCEPTED,
        (K.HOLD_STARTED, "05-03", {"by": "applicant", "reason": "illness"}),
        (K.HOLD_ENDED, "05-03"),
    )
    assert owners(*told) == [("03-03", "", None, "", False)]


@pytest.mark.parametrize(
    ("kind", "facts", "owner", "reason", "is_hold"),
    [
        (K.HOLD_STARTED, {"by": "agency", "reason": "checks_late"}, THIRD, "checks_late", True),
        (K.HOLD_STARTED, {"by": "agency", "reason": "no_worker"}, AGENCY, "no_worker", True),
        (K.HOLD_STARTED, {"by": "applicant", "reason": "work"}, APPLICANT, "work", True),
        (K.HOLD_STARTED, {"by": "agency"}, AGENCY, "", True),
        (K.HOLD_STARTED, {}, APPLICANT, "", True),
        (K.WAITING_STARTED, {"for": "applicant", "reason": "forms"}, APPLICANT, "forms", False),
        (K.WAITING_STARTED, {"for": "third_party", "reason": "dbs"}, THIRD, "dbs", False),
        (K.WAITING_STARTED, {"for": "third_party", "reason": "unheard"}, THIRD, "unheard", False),
        (K.WAITING_STARTED, {}, APPLICANT, "", False),
        (K.CLOSED, {"reason": "duplicate"}, AGENCY, "duplicate", False),
        (K.CLOSED, {"reason": "pregnancy"}, APPLICANT, "pregnancy", False),
        (K.EXTENDED, {"limit": "T08", "reason": "dbs_late"}, None, "", False),
    ],
)
def test_the_reason_says_whose_the_days_are(kind, facts, owner, reason, is_hold):
    last = spans(history(*ACCEPTED, (kind, "05-03", facts)), REASONS)[-1]
    assert (last.owner, last.reason, last.is_hold) == (owner, reason, is_hold)


@pytest.mark.parametrize(
    ("reason", "owner"), [("medical_update", THIRD), ("applicant_unable", APPLICANT), ("", AGENCY)]
)
def test_a_deferral_belongs_to_whom_its_reason_names_until_the_next_panel(reason, owner):
    told = (*recommended("deferred", reason=reason), (K.PANEL_BOOKED, "10-20"))
    assert owners(*told)[1:] == [
        ("10-08", "10-19", owner, reason, False),
        ("10-20", "", None, "", False),
    ]


def test_a_hold_outranks_a_wait_and_the_wait_goes_on_after_it():
    told = (
        *ACCEPTED,
        (K.WAITING_STARTED, "05-01", {"for": "third_party", "reason": "dbs"}),
        (K.HOLD_STARTED, "05-10", {"by": "applicant", "reason": "travel"}),
        (K.HOLD_ENDED, "05-20"),
    )
    assert [each[2:] for each in owners(*told)] == [
        (None, "", False),
        (THIRD, "dbs", False),
        (APPLICANT, "travel", True),
        (THIRD, "dbs", False),
    ]


def test_an_approved_case_on_hold_waits_for_the_adopters():
    told = (*APPROVED, (K.HOLD_STARTED, "11-01", {"by": "agency"}))
    assert owners(*told)[-1] == ("11-01", "", APPLICANT, "", True)
    before = (*APPROVED[:-1], (K.HOLD_STARTED, "10-23", {"by": "agency"}), APPROVED[-1])
    assert owners(*before)[-2:] == [
        ("10-23", "10-23", AGENCY, "", True),
        ("10-24", "", APPLICANT, "", True),
    ]


def test_the_days_of_a_determination_are_left_to_the_clock():
    assert owners(*LETTER) == [("03-03", "", None, "", False)]


def test_days_are_counted_within_two_days_both_ends_included():
    span = Span(on("05-03"), on("05-06"), AGENCY)
    assert days_within(span, on("05-01"), on("05-31")) == 4
    assert days_within(span, on("05-04"), on("05-05")) == 2
    assert days_within(span, on("05-06"), on("05-06")) == 1
    assert days_within(span, on("05-07"), on("05-31")) == 0
    assert days_within(Span(on("05-03"), None, None), on("05-01"), on("05-31")) == 29


def test_every_owner_has_words_and_every_status_of_a_delay_an_owner():
    assert set(OWNER_WORDS) == set(Owner)
    assert set(Status) - set(BY_STATUS) == {
        Status.ACTIVE,
        Status.EXTENDED,
        Status.DETERMINATION_OPEN,
    }


def test_nothing_recorded_has_no_days():
    assert spans([], REASONS) == ()


@given(any_histories())
def test_spans_never_overlap_and_leave_no_day_out(events):
    found = spans(events, REASONS)
    if not events:
        return
    assert found[0].begins == min(event.on for event in events)
    assert found[-1].ends is None
    for before, after in pairwise(found):
        assert before.ends is not None
        assert before.begins <= before.ends
        assert after.begins == before.ends + timedelta(days=1)


@settings(max_examples=40)
@given(permitted_histories())
def test_a_day_belongs_to_the_state_in_which_it_ends(events):
    ordered = in_order(events)
    found = spans(events, REASONS)
    for event in ordered:
        state = read([each for each in ordered if each.on <= event.on])
        (span,) = [each for each in found if days_within(each, event.on, event.on)]
        assert (span.owner, span.reason, span.is_hold) == owner_and_reason(state, REASONS)
