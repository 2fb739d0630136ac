from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.rules.merging import (
    Entry,
    Member,
    is_former_name,
    match,
    takes_theirs,
    unite,
)
from recruitment_app.rules.stages import Event, EventKind

K = EventKind
FIRST = 100


def entries(*told, start=1):
    """Return entries of kinds on days of March 2014, each with the facts that go with it."""
    return [
        Entry(UUID(int=start + at), Event(kind, date(2014, 3, on), at + 1, facts))
        for at, (kind, on, facts) in enumerate(told)
    ]


def kinds(united):
    return [
        (entry.event.kind, entry.event.on.day)
        for entry in united.entries
        if entry.key not in united.left_out
    ]


def test_an_entry_of_both_on_one_day_with_the_same_facts_stands_once():
    ours = entries((K.ENQUIRY_RECEIVED, 3, {"source": "radio"}), (K.INFORMATION_SENT, 5, {}))
    theirs = entries(
        (K.ENQUIRY_RECEIVED, 3, {"source": "radio"}), (K.INFORMATION_SENT, 6, {}), start=FIRST
    )
    united = unite(ours, theirs)
    assert united.doubles == {theirs[0].key: ours[0].key}
    assert kinds(united) == [
        (K.ENQUIRY_RECEIVED, 3),
        (K.INFORMATION_SENT, 5),
        (K.INFORMATION_SENT, 6),
    ]


def test_two_equal_entries_of_one_case_do_not_vanish_in_one_of_the_other():
    ours = entries((K.MEETING_OFFERED, 3, {}))
    theirs = entries((K.MEETING_OFFERED, 3, {}), (K.MEETING_OFFERED, 3, {}), start=FIRST)
    assert len(unite(ours, theirs).entries) == 2


def test_only_the_first_enquiry_is_proposed_to_stand():
    ours = entries((K.ENQUIRY_RECEIVED, 9, {}))
    theirs = entries((K.ENQUIRY_RECEIVED, 3, {}), start=FIRST)
    assert set(unite(ours, theirs).left_out) == {ours[0].key}


def test_a_session_is_booked_once_and_whoever_came_did_not_miss_it():
    session = {"session": "s1"}
    ours = entries((K.SESSION_BOOKED, 4, session), (K.SESSION_MISSED, 9, session))
    theirs = entries(
        (K.SESSION_BOOKED, 5, session),
        (K.SESSION_ATTENDED, 9, session),
        (K.SESSION_BOOKED, 6, {"session": "s2"}),
        start=FIRST,
    )
    assert kinds(unite(ours, theirs)) == [
        (K.SESSION_BOOKED, 4),
        (K.SESSION_BOOKED, 6),
        (K.SESSION_ATTENDED, 9),
    ]


@pytest.mark.parametrize("which", ["ours", "theirs"])
def test_a_closing_that_set_one_case_aside_does_not_close_the_other(which):
    closed = entries((K.ENQUIRY_RECEIVED, 3, {}), (K.CLOSED, 20, {"reason": "withdrew"}))
    going = entries((K.ENQUIRY_RECEIVED, 4, {}), start=FIRST)
    sides = (closed, going) if which == "ours" else (going, closed)
    assert closed[1].key in unite(*sides).left_out


def test_of_two_closings_the_one_as_a_duplicate_goes_else_the_earlier():
    ours = entries((K.ENQUIRY_RECEIVED, 3, {}), (K.CLOSED, 12, {"reason": "withdrew"}))
    theirs = entries(
        (K.ENQUIRY_RECEIVED, 4, {}), (K.CLOSED, 20, {"reason": "duplicate"}), start=FIRST
    )
    assert theirs[1].key in unite(ours, theirs).left_out
    later = entries((K.ENQUIRY_RECEIVED, 4, {}), (K.CLOSED, 20, {"reason": "other"}), start=FIRST)
    assert ours[1].key in unite(ours, later).left_out


def test_a_case_that_was_reopened_keeps_its_closing():
    ours = entries((K.ENQUIRY_RECEIVED, 3, {}), (K.CLOSED, 9, {}), (K.REOPENED, 12, {}))
    theirs = entries((K.ENQUIRY_RECEIVED, 3, {}), start=FIRST)
    assert unite(ours, theirs).left_out == {}


events = st.lists(
    st.tuples(st.sampled_from([K.ENQUIRY_RECEIVED, K.ALLOCATED, K.CLOSED]), st.integers(1, 9)),
    max_size=5,
)


@given(events, events)
def test_no_entry_is_lost_or_made_and_each_is_in_its_place(one, other):
    ours = entries(*((kind, on, {}) for kind, on in one))
    theirs = entries(*((kind, on, {}) for kind, on in other), start=FIRST)
    united = unite(ours, theirs)
    keys = [entry.key for entry in united.entries]
    assert len(keys) == len(set(keys))
    assert set(keys) | set(united.doubles) == {entry.key for entry in (*ours, *theirs)}
    places = [(entry.event.on, entry.event.order) for entry in united.entries]
    assert places == sorted(places)
    assert len(places) == len(set(places))


def member(number, given_names, family, standing="applicant", born=""):
    return Member(UUID(int=number), standing, given_names, family, born)


def test_who_has_the_same_name_is_the_same_before_who_has_one_that_is_alike():
    ours = [member(1, "Fern", "Larkspur"), member(2, "Ferne", "Larkspur")]
    theirs = [member(11, "Ferne", "Larkspur"), member(12, "Fern", "Larkspurr")]
    assert match(ours, theirs) == {UUID(int=11): UUID(int=2), UUID(int=12): UUID(int=1)}


def test_an_applicant_who_has_married_is_known_by_the_given_name():
    ours, theirs = [member(1, "Fern", "Larkspur")], [member(11, "Fern", "Bracken")]
    assert match(ours, theirs) == {UUID(int=11): UUID(int=1)}


def test_brothers_and_sisters_whose_names_are_alike_are_not_taken_for_one():
    ours = [member(1, "Tam", "Teasel", "household")]
    theirs = [member(11, "Tim", "Teasel", "household")]
    assert match(ours, theirs) == {}


def test_father_and_son_of_one_name_are_told_apart_by_their_births():
    ours = [member(1, "Tam", "Teasel", "applicant", "1979-05-12")]
    theirs = [member(11, "Tam", "Teasel", "household", "2009")]
    assert match(ours, theirs) == {}
    assert match(ours, [member(12, "Tam", "Teasel", "household", "1979")])


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("", "radio", True),
        ("not_known", "radio", True),
        ("radio", "", False),
        ("radio", "not_known", False),
        ("radio", "press", False),
        ("1979", "1979-05-12", True),
        ("1979-05-12", "1979", False),
        ("", "", False),
    ],
)
def test_the_value_that_is_known_or_more_exact_is_proposed(ours, theirs, expected):
    assert takes_theirs(ours, theirs) is expected


@pytest.mark.parametrize(
    ("kept", "other", "expected"),
    [
        ("Larkspur", "Bracken", True),
        ("Larkspur", "Larkspurr", False),
        ("Larkspur", "Larkspur-Bracken", False),
        ("Larkspur", "", False),
    ],
)
def test_another_name_is_told_from_another_spelling(kept, other, expected):
    assert is_former_name(kept, other) is expected
