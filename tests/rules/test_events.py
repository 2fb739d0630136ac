from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.errors import Problem
from recruitment_app.rules.events import (
    Meeting,
    Part,
    Repeat,
    Turn,
    ratings_told,
    refuse_parts,
    repeated,
    warnings,
    who_is_next,
)
from recruitment_app.rules.working_days import Calendar

CALENDAR = Calendar()
WED, THU = date(2014, 11, 19), date(2014, 11, 20)


def meeting(*parts: Part, venue: str = "Civic Offices", people: str = "") -> Meeting:
    return Meeting(
        title="Workshop", venue=venue, people=frozenset(filter(None, [people])), parts=parts
    )


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([], "Give the event a day."),
        ([Part(on=WED, starts="9:30")], "The event: give the time as 18:30."),
        ([Part(on=WED, starts="09:30", ends="09:30")], "The event ends before it starts"),
        (
            [Part(on=THU), Part(on=WED)],
            "Part 2 on 19 November 2014 comes before part 1 on 20 November 2014 is over",
        ),
        (
            [Part(on=WED, starts="09:30", ends="12:30"), Part(on=WED, starts="12:00")],
            "Part 2 on 19 November 2014 comes before part 1 on 19 November 2014 is over",
        ),
    ],
)
def test_parts_that_no_event_can_have_are_refused(parts, told):
    with pytest.raises(Problem) as refused:
        refuse_parts(parts)
    assert str(refused.value).startswith(told)


def test_two_parts_of_one_day_and_parts_of_later_days_are_in_order():
    morning = Part(on=WED, starts="09:30", ends="12:30")
    refuse_parts([morning, Part(on=WED, starts="13:00", ends="15:30"), Part(on=THU)])


def test_weekends_bank_holidays_and_clashes_are_warned_of():
    event = meeting(
        Part(on=date(2014, 12, 26)),
        Part(on=date(2014, 12, 27)),
        Part(on=WED, starts="09:30", ends="12:00"),
        people="Robin",
    )
    before = meeting(Part(on=WED, starts="08:00", ends="09:30"), people="Robin")
    beside = meeting(Part(on=WED, starts="11:00", ends="13:00"), people="Robin")
    told = list(warnings(event, [before, beside], CALENDAR))
    assert told == [
        "26 December 2014 is a bank holiday.",
        "27 December 2014 is a Saturday.",
        "Civic Offices is taken then: “Workshop” on 19 November 2014 is there too.",
        "Robin leads “Workshop” on 19 November 2014 at the same time.",
    ]


def test_where_an_hour_is_not_known_the_whole_day_is_meant():
    told = list(warnings(meeting(Part(on=WED)), [meeting(Part(on=WED, starts="18:00"))], CALENDAR))
    assert len(told) == 1


def turn(key: str, people: int, asked: int, place: int = 0) -> Turn:
    return Turn(key=key, people=people, asked_on=date(2014, 11, asked), place=place)


def test_a_turn_set_by_hand_comes_first_and_a_couple_that_does_not_fit_keeps_its_turn():
    waiting = [turn("a", 2, 1), turn("b", 1, 2), turn("c", 1, 3, place=1)]
    assert [each.key for each in who_is_next(waiting, 2)] == ["c", "b"]
    assert [each.key for each in who_is_next(waiting, 3)] == ["c", "a"]
    assert who_is_next(waiting, 0) == ()


@given(
    st.lists(st.tuples(st.integers(1, 2), st.integers(1, 28), st.integers(0, 3)), max_size=12),
    st.integers(0, 10),
)
def test_free_places_are_never_overbooked_and_none_is_left_for_whom_it_fits(rows, room):
    waiting = [turn(f"h{at}", *row) for at, row in enumerate(rows)]
    found = who_is_next(waiting, room)
    left = room - sum(each.people for each in found)
    assert left >= 0
    assert all(each.people > left for each in waiting if each not in found)


@pytest.mark.parametrize(
    ("first", "every", "told"),
    [
        (WED, Repeat.WEEKLY, ["26 Nov", "03 Dec", "10 Dec"]),
        (WED, Repeat.FOUR_WEEKLY, ["17 Dec", "14 Jan", "11 Feb"]),
        (date(2014, 11, 11), Repeat.MONTHLY, ["09 Dec", "13 Jan", "10 Feb"]),
        (date(2014, 12, 31), Repeat.MONTHLY, ["28 Jan", "25 Feb", "25 Mar"]),
    ],
)
def test_a_series_keeps_its_weekday_and_in_a_short_month_takes_the_last(first, every, told):
    assert [f"{day:%d %b}" for day in repeated(first, every, 3)] == told


@given(st.dates(date(2010, 1, 1), date(2030, 1, 1)), st.sampled_from(Repeat), st.integers(1, 40))
def test_the_days_of_a_series_are_each_once_in_order_and_of_one_weekday(first, every, times):
    days = repeated(first, every, times)
    assert len(days) == times
    assert list(days) == sorted(set(days))
    assert days[0] > first
    assert {day.weekday() for day in days} == {first.weekday()}


def test_few_ratings_are_each_named_and_more_told_by_the_middle_and_both_ends():
    assert ratings_told([]) == ""
    assert ratings_told([None]) == "One answer, without ratings."
    assert ratings_told([4]) == "One answer; rated 4 out of 5."
    assert ratings_told([5, None, 2]) == "3 answers; rated 2 and 5 out of 5."
    told = "7 answers; the middle rating of 6 is 4.5 out of 5, from 2 to 5."
    assert ratings_told([5, 4, 2, 5, 5, 4, None]) == told
