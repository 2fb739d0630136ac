import pytest

from recruitment_app.rules.bank_holidays import DAYS, days_of, days_of_package


@pytest.mark.parametrize("year", DAYS)
def test_the_table_says_of_each_year_what_the_package_says(year):
    assert days_of(year) == days_of_package(year)


@pytest.mark.parametrize("year", [min(DAYS) - 1, max(DAYS) + 1])
def test_a_year_that_the_table_lacks_is_asked_of_the_package(year):
    assert days_of(year) == days_of_package(year)
    assert days_of(year)


def test_the_table_leaves_no_year_out():
    assert list(DAYS) == list(range(min(DAYS), max(DAYS) + 1))
