from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from recruitment_app.errors import Problem
from recruitment_app.rules.partial_dates import PartialDate, read_partial_date

TODAY = date(2014, 11, 14)
DAYS = some.dates(date(1900, 1, 1), date(2100, 12, 31))


def partial(day, parts):
    return PartialDate(day.year, day.month if parts > 1 else None, day.day if parts > 2 else None)


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("1979", "1979", "1979"),
        ("about 1979", "1979", "1979"),
        ("c. 1979", "1979", "1979"),
        ("May 1979", "1979-05", "May 1979"),
        ("may 79", "1979-05", "May 1979"),
        ("5/1979", "1979-05", "May 1979"),
        ("1979-05", "1979-05", "May 1979"),
        ("12 May 1979", "1979-05-12", "12 May 1979"),
        ("12/5/79", "1979-05-12", "12 May 1979"),
        ("1979-05-12", "1979-05-12", "12 May 1979"),
    ],
)
def test_a_date_is_kept_as_far_as_it_is_known(typed, stored, shown):
    read = read_partial_date(typed, today=TODAY)
    assert str(read) == stored
    assert read.shown == shown
    assert PartialDate.stored(stored) == read
    assert read.is_whole == (stored.count("-") == 2)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "A date is needed"),
        ("long ago", "Type 1979, May 1979 or 12 May 1979"),
        ("13/1979", "There is no month 13"),
        ("30 feb 1979", "February 1979 has 28 days"),
        ("1066", "year 1066"),
    ],
)
def test_what_cannot_be_a_date_is_refused(typed, sentence):
    with pytest.raises(Problem, match=sentence):
        read_partial_date(typed, today=TODAY)


@pytest.mark.parametrize("text", ["", "79", "1979-5", "1979-05-12-", "1979-13", "x"])
def test_what_the_store_cannot_hold_is_refused(text):
    with pytest.raises(Problem):
        PartialDate.stored(text)


def test_a_day_needs_its_month():
    with pytest.raises(Problem, match="needs its month"):
        PartialDate(1979, None, 12)


def test_the_age_is_a_range_where_the_day_is_not_known():
    assert PartialDate(1979).ages(TODAY) == (34, 35)
    assert PartialDate(1979).shown_age(TODAY) == "34 or 35"
    assert PartialDate(1979, 5).shown_age(TODAY) == "35"
    assert PartialDate(1979, 11).shown_age(TODAY) == "34 or 35"
    assert PartialDate(1979, 11, 14).shown_age(TODAY) == "35"
    assert PartialDate(1979, 11, 15).shown_age(TODAY) == "34"
    assert PartialDate(2014).shown_age(TODAY) == "0"
    assert PartialDate(2020).shown_age(TODAY) == ""


def test_a_birthday_on_leap_day_comes_on_the_first_of_march():
    born = PartialDate(2000, 2, 29)
    assert born.ages(date(2018, 2, 28)) == (17, 17)
    assert born.ages(date(2018, 3, 1)) == (18, 18)


@given(DAYS, some.integers(1, 3))
def test_what_is_shown_and_what_is_stored_are_read_again(day, parts):
    known = partial(day, parts)
    assert read_partial_date(known.shown, today=TODAY) == known
    assert PartialDate.stored(str(known)) == known
    assert known.earliest <= day <= known.latest


@given(some.lists(some.tuples(DAYS, some.integers(1, 3)), max_size=6))
def test_dates_sort_as_their_stored_texts_do(rows):
    dates = [partial(day, parts) for day, parts in rows]
    assert [str(one) for one in sorted(dates)] == sorted(str(one) for one in dates)


@given(DAYS, some.integers(1, 3), some.dates(date(2101, 1, 1), date(2150, 1, 1)))
def test_the_least_age_is_never_above_the_greatest(day, parts, on):
    least, greatest = partial(day, parts).ages(on)
    assert 0 <= least <= greatest <= least + 1
