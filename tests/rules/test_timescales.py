from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from recruitment_app.casework.law import shipped_limits
from recruitment_app.errors import Problem
from recruitment_app.rules.timescales import due_on, months_after, warn_on
from recruitment_app.rules.working_days import Calendar

ENGLAND = Calendar()
LIMITS = {limit.id: limit for limit in shipped_limits()}
DAYS = some.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("number", "unit", "inclusive", "start", "due"),
    [
        (40, "working_days", True, date(2026, 11, 23), date(2027, 1, 20)),
        (40, "working_days", True, date(2026, 11, 28), date(2027, 1, 27)),
        (5, "working_days", True, date(2026, 12, 21), date(2026, 12, 29)),
        (5, "working_days", False, date(2026, 12, 21), date(2026, 12, 30)),
        (5, "working_days", False, date(2026, 3, 27), date(2026, 4, 7)),
        (2, "months", False, date(2026, 12, 31), date(2027, 2, 28)),
        (4, "months", False, date(2026, 10, 31), date(2027, 2, 28)),
        (6, "months", False, date(2026, 8, 31), date(2027, 2, 28)),
        (1, "years", False, date(2028, 2, 29), date(2029, 2, 28)),
        (24, "hours", False, date(2026, 11, 21), date(2026, 11, 22)),
        (25, "hours", False, date(2026, 11, 21), date(2026, 11, 23)),
        (6, "weeks", False, date(2026, 11, 21), date(2027, 1, 2)),
        (28, "days", False, date(2026, 11, 21), date(2026, 12, 19)),
        (28, "days", True, date(2026, 11, 21), date(2026, 12, 18)),
        (2, "months", True, date(2026, 1, 15), date(2026, 3, 14)),
    ],
)
def test_a_limit_is_due_on_its_day(number, unit, inclusive, start, due):
    limit = replace(LIMITS["T08"], number=number, unit=unit, inclusive=inclusive)
    assert due_on(limit, start, ENGLAND) == due


def test_a_limit_without_a_figure_has_no_due_date():
    assert due_on(LIMITS["T07"], date(2026, 11, 21), ENGLAND) is None


def test_a_limit_that_ends_on_a_sunday_ends_on_sunday_and_warns_on_friday():
    due = due_on(LIMITS["T08"], date(2026, 9, 22), ENGLAND)
    assert due == date(2026, 11, 22)
    assert warn_on(due, ENGLAND) == date(2026, 11, 20)
    assert warn_on(date(2026, 11, 20), ENGLAND) == date(2026, 11, 20)


def test_an_own_day_off_puts_off_working_days_but_no_month():
    own = Calendar.with_days([date(2026, 11, 24)])
    start = date(2026, 11, 20)
    assert due_on(LIMITS["T06"], start, ENGLAND) == date(2026, 11, 27)
    assert due_on(LIMITS["T06"], start, own) == date(2026, 11, 30)
    assert due_on(LIMITS["T08"], date(2026, 9, 24), own) == date(2026, 11, 24)


@given(DAYS, some.integers(1, 24))
def test_a_month_limit_ends_on_the_corresponding_date(start, number):
    due = months_after(start, number)
    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == number
    assert due.day == min(start.day, monthrange(due.year, due.month)[1])


@given(DAYS, some.sampled_from(sorted(LIMITS)), some.integers(1, 30))
def test_a_later_start_is_never_due_earlier(start, name, later):
    limit = LIMITS[name]
    if limit.has_figure:
        due, next_due = (
            due_on(limit, day, ENGLAND) for day in (start, start + timedelta(days=later))
        )
        assert start < due <= next_due


@given(DAYS, some.integers(1, 60))
def test_beginning_with_a_working_day_ends_one_working_day_sooner(start, number):
    limit = replace(LIMITS["T14"], number=number)
    inclusive = due_on(limit, start, ENGLAND)
    after = due_on(replace(limit, inclusive=False), start, ENGLAND)
    if ENGLAND.is_working_day(start):
        assert ENGLAND.next_working_day(inclusive) == after
    else:
        assert inclusive == after


@pytest.mark.parametrize("name", [name for name, limit in LIMITS.items() if limit.has_figure])
def test_the_last_day_of_the_calendar_is_answered_with_a_sentence(name):
    with pytest.raises(Problem, match="beyond"):
        due_on(LIMITS[name], date.max, ENGLAND)
