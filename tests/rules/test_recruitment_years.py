from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from recruitment_app.rules.recruitment_years import RecruitmentYear, year_containing


@pytest.mark.parametrize(
    ("day", "begins", "starts", "ends", "label"),
    [
        (date(2014, 11, 14), (4, 1), date(2014, 4, 1), date(2015, 3, 31), "2014-15"),
        (date(2015, 3, 31), (4, 1), date(2014, 4, 1), date(2015, 3, 31), "2014-15"),
        (date(2015, 4, 1), (4, 1), date(2015, 4, 1), date(2016, 3, 31), "2015-16"),
        (date(1999, 5, 1), (4, 1), date(1999, 4, 1), date(2000, 3, 31), "1999-00"),
        (date(2014, 1, 1), (1, 1), date(2014, 1, 1), date(2014, 12, 31), "2014"),
        (date(2014, 8, 31), (9, 1), date(2013, 9, 1), date(2014, 8, 31), "2013-14"),
        (date(2016, 2, 29), (3, 1), date(2015, 3, 1), date(2016, 2, 29), "2015-16"),
    ],
)
def test_a_day_lies_in_its_recruitment_year(day, begins, starts, ends, label):
    year = year_containing(day, *begins)
    assert (year.starts_on, year.ends_on, year.label) == (starts, ends, label)


def test_a_year_has_its_twelve_months_and_a_year_before():
    year = RecruitmentYear(date(2014, 4, 1))
    assert len(year.months) == 12
    assert (year.months[0], year.months[8], year.months[11]) == (
        date(2014, 4, 1),
        date(2014, 12, 1),
        date(2015, 3, 1),
    )
    assert year.before == RecruitmentYear(date(2013, 4, 1))


@given(some.dates(date(1990, 1, 1), date(2060, 1, 1)), some.integers(1, 12), some.integers(1, 28))
def test_every_day_lies_in_exactly_one_year(day, month, first):
    year = year_containing(day, month, first)
    assert year.starts_on <= day <= year.ends_on
    assert year_containing(year.starts_on - timedelta(days=1), month, first) == year.before
    assert year_containing(year.ends_on, month, first) == year
