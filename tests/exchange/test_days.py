"""Days come in however people type them, and say what is missing where something is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.exchange.days import NotYet, Unreadable, WithoutYear, read_born, read_day

TODAY = date(2014, 11, 14)
DAY = date(2014, 3, 31)


@pytest.mark.parametrize(
    "typed",
    [
        "31/3/14", "31/03/2014", "31.03.2014", "31-3-2014", "31 3 2014", "31 / 3 / 14",
        "2014-03-31", "2014/3/31", "20140331", "31032014", 31032014, 20140331,
        "31 Mar 2014", "31-Mar-14", "31st of March 2014", "March 31, 2014", "Mon 31 Mar 2014",
        "Monday, 31 March 2014", "31/03/2014 09:30", "31/03/2014 9:30 pm", "2014-03-31T00:00:00Z",
        "2014-03-31 00:00:00.000", "31/03/2014 4pm", 41729, 41729.75, "41729", "41729.5", DAY,
        "\u0663\u0661/3/2014", "31\u201303\u20132014", "31.03.2014.",
    ],
)  # fmt: skip
def test_a_whole_day_is_read(typed):
    assert read_day(typed, today=TODAY) == DAY


@pytest.mark.parametrize(
    ("typed", "order", "day"),
    [
        ("3/4/14", "day", date(2014, 4, 3)),
        ("3/4/14", "month", date(2014, 3, 4)),
        ("14/3/4", "year", date(2014, 3, 4)),
        ("2014-03-04", "month", date(2014, 3, 4)),
        ("4 Mar 14", "month", date(2014, 3, 4)),
    ],
)
def test_numbers_stand_in_the_order_of_the_column(typed, order, day):
    assert read_day(typed, today=TODAY, order=order) == day


def test_a_month_that_cannot_be_is_no_reason_to_turn_the_order_round():
    with pytest.raises(Unreadable):
        read_day("03/31/2014", today=TODAY)
    with pytest.raises(Unreadable):
        read_day("31/03/2014", today=TODAY, order="month")


@pytest.mark.parametrize(
    "typed",
    [
        None, "", " ", "n/a", "N/A", "-", "\u2014", "none", 0, 1, 60,
        "01/01/1900", "1/1/1900", "29/02/1900", "00/01/1900", "00/00/0000", "0/0/0",
        date(1900, 1, 1),
    ],
)  # fmt: skip
def test_a_blank_and_the_false_days_of_1900_mean_that_none_is_known(typed):
    assert read_day(typed, today=TODAY) is None


def test_a_serial_counts_from_1900_or_1904():
    assert read_day(40267, today=TODAY, counts_from_1904=True) == DAY
    assert read_day(date(1904, 1, 1), today=TODAY, counts_from_1904=True) is None


@pytest.mark.parametrize("typed", ["tbc", "TBA", "?", "unknown", "not known", "no", "N", "Not yet"])
def test_words_that_say_there_is_no_day_yet_are_told_apart(typed):
    with pytest.raises(NotYet):
        read_day(typed, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Mar-14", "a month without its day"),
        ("March 2014", "a month without its day"),
        ("03/2014", "a month without its day"),
        ("2014", "only a year"),
        (2014, "only a year"),
        ("yes", "not when"),
        (True, "yes or no"),
        ("#REF!", "an error"),
        ("25%", "not a day"),
        ("£12.50", "not a day"),
        ("31/02/2014", "not a day"),
        ("yesterday", "not a day"),
        ("+5wd", "not a day"),
        ("03/03/2014 cancelled by them", "not a day"),
        (12, "not a day"),
        (1e300, "not a day"),
    ],
)
def test_what_is_no_day_says_why_and_what_to_write(typed, told):
    with pytest.raises(Unreadable) as problem:
        read_day(typed, today=TODAY)
    assert told in str(problem.value)
    assert "write 31/03/2014" in str(problem.value)


@pytest.mark.parametrize("typed", ["3 Mar", "3rd of March", "Mar 3", "3/3", "3-3", "Mon 3 Mar"])
def test_a_day_without_its_year_is_sure_only_where_one_year_can_be_meant(typed):
    with pytest.raises(WithoutYear) as told:
        read_day(typed, today=TODAY)
    only = told.value.only_between
    assert only(date(2014, 1, 6), TODAY) == date(2014, 3, 3)
    assert only(date(2013, 1, 6), TODAY) is None
    assert only(date(2014, 4, 1), TODAY) is None


def test_a_leap_day_without_its_year_is_sure_in_a_leap_year():
    with pytest.raises(WithoutYear) as told:
        read_day("29 Feb", today=TODAY)
    assert told.value.only_between(date(2010, 1, 1), TODAY) == date(2012, 2, 29)


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("12/5/1979", "1979-05-12"),
        ("12/5/79", "1979-05-12"),
        ("3/3/34", "1934-03-03"),
        ("May 1979", "1979-05"),
        ("Mar-79", "1979-03"),
        ("05/1979", "1979-05"),
        ("1979", "1979"),
        (1979, "1979"),
        (date(1979, 5, 12), "1979-05-12"),
        (28987, "1979-05-12"),
        ("c. 1979", "1979"),
        ("01/01/1900", None),
        ("unknown", None),
        ("n/a", None),
    ],
)
def test_a_date_of_birth_may_be_known_in_part(typed, born):
    found = read_born(typed, today=TODAY)
    assert (str(found) if found else None) == born


@given(
    st.text(max_size=20)
    | st.text("0123456789/-. :+wdmarchfriT,", max_size=16)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(),
    st.sampled_from(["day", "month", "year"]),
    st.booleans(),
)
def test_any_cell_is_a_day_or_says_why_not(cell, order, from_1904):
    for read in (read_day, read_born):
        try:
            read(cell, today=TODAY, order=order, counts_from_1904=from_1904)
        except Unreadable as problem:
            assert str(problem).endswith(".")  # noqa: PT017 - either way is right


@given(st.dates(date(1950, 1, 1), date(2033, 12, 31)))
def test_every_way_of_writing_a_day_comes_back_as_that_day(day):
    for written in (f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", f"{day:%Y-%m-%d}", f"{day:%d %b %Y}"):
        assert read_day(written, today=TODAY) == day
