from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from recruitment_app.errors import Problem
from recruitment_app.rules.working_days import Calendar, bank_holidays

DAYS = some.dates(date(2000, 1, 1), date(2040, 12, 31))
OWN = some.frozensets(some.dates(date(2010, 1, 1), date(2030, 12, 31)), max_size=8)
ENGLAND = Calendar()

# Bank holidays of England and Wales, with Christmas Day and Good Friday, as published.
PUBLISHED = {
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2013: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2014: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_bank_holidays_are_those_published(year):
    assert sorted(f"{day:%m-%d}" for day in bank_holidays(year)) == PUBLISHED[year].split()


def test_nominal_weekend_days_change_no_count():
    assert date(2026, 12, 26) not in bank_holidays(2026)
    assert not ENGLAND.is_working_day(date(2026, 12, 26))


def test_days_that_are_holidays_in_scotland_only_are_working_days():
    assert ENGLAND.is_working_day(date(2026, 1, 2))
    assert ENGLAND.is_working_day(date(2026, 11, 30))


def test_an_own_day_counts_as_a_bank_holiday():
    own = Calendar.with_days([date(2026, 11, 24)])
    assert not own.is_working_day(date(2026, 11, 24))
    assert own.next_working_day(date(2026, 11, 23)) == date(2026, 11, 25)
    assert own.previous_working_day(date(2026, 11, 25)) == date(2026, 11, 23)


def test_an_own_day_at_the_weekend_changes_nothing():
    own = Calendar.with_days([date(2026, 11, 22)])
    assert own.after(date(2026, 11, 20), 5) == ENGLAND.after(date(2026, 11, 20), 5)


@given(DAYS, some.integers(1, 300), OWN)
def test_going_forward_and_counting_agree(start, number, own):
    calendar = Calendar(own)
    end = calendar.after(start, number)
    assert calendar.is_working_day(end)
    assert calendar.count(start, end) == number


@given(DAYS, some.integers(1, 300), OWN)
def test_going_back_from_a_working_day_returns_to_it(start, number, own):
    calendar = Calendar(own)
    here = calendar.on_or_before(start)
    assert calendar.after(calendar.before(here, number), number) == here


@given(DAYS, some.integers(0, 400), OWN)
def test_counting_is_counting_each_day(start, length, own):
    calendar = Calendar(own)
    end = start + timedelta(days=length)
    days = (start + timedelta(days=step) for step in range(1, length + 1))
    assert calendar.count(start, end) == sum(calendar.is_working_day(day) for day in days)
    assert calendar.count(end, start) == -calendar.count(start, end)


@given(DAYS, some.integers(1, 60))
def test_beginning_with_counts_the_first_day_only_if_it_is_a_working_day(start, number):
    last = ENGLAND.beginning_with(start, number)
    counted = ENGLAND.count(start, last) + ENGLAND.is_working_day(start)
    assert counted == number


@given(DAYS)
def test_the_day_itself_or_the_working_day_before_it(day):
    found = ENGLAND.on_or_before(day)
    assert found == (day if ENGLAND.is_working_day(day) else ENGLAND.previous_working_day(day))


@pytest.mark.parametrize("number", [0, -1])
def test_counting_no_days_is_a_slip_of_the_programmer(number):
    for step in (ENGLAND.after, ENGLAND.before):
        with pytest.raises(ValueError, match=str(number)):
            step(date(2026, 1, 1), number)


def test_the_ends_of_the_calendar_are_said_in_a_sentence():
    with pytest.raises(Problem, match="beyond"):
        ENGLAND.after(date(9999, 12, 30), 10)
    with pytest.raises(Problem, match="beyond"):
        ENGLAND.before(date(1, 1, 2), 10)
    with pytest.raises(Problem, match="beyond"):
        ENGLAND.beginning_with(date.min, 1)
