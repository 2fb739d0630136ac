from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.drawings import progress_figures
from recruitment_app.drawings.progress_figures import ProgressFigures, straight_line

FIGURES = ProgressFigures(
    year_label="2014-15",
    starts_on=date(2014, 4, 1),
    ends_on=date(2015, 3, 31),
    today=date(2014, 11, 14),
    target=20,
    cumulative=(1, 2, 4, 5, 7, 9, 11, 11, 0, 0, 0, 0),
    by_month=(1, 1, 2, 1, 2, 2, 2, 0, 0, 0, 0, 0),
    last_year=(0, 1, 1, 3, 4, 6, 7, 9, 10, 12, 13, 15),
)


def test_the_team_stands_at_eleven_of_twenty_where_the_line_is_at_twelve_and_a_half():
    assert progress_figures.standing(FIGURES) == (
        "11 of 20 approved by 14 November 2014; the straight line to the target would be 12.4."
    )


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        (date(2014, 3, 31), "The year begins on 1 April 2014."),
        (
            date(2014, 4, 30),
            "1 of 20 approved by 30 April 2014; the straight line to the target would be 1.7.",
        ),
        (date(2015, 3, 31), "0 of 20 approved by 31 March 2015, the end of the year."),
        (date(2015, 9, 1), "0 of 20 approved by 31 March 2015, the end of the year."),
    ],
)
def test_the_sentence_fits_the_day(today, sentence):
    assert progress_figures.standing(replace(FIGURES, today=today)) == sentence


def test_a_year_without_a_target_says_so():
    assert progress_figures.standing(replace(FIGURES, target=0)) == (
        "11 approved by 14 November 2014; no target is set for the year."
    )


def test_the_line_passes_through_the_twelfths_and_ends_at_the_target():
    assert straight_line(FIGURES, date(2014, 3, 31)) == 0
    assert straight_line(FIGURES, date(2014, 4, 30)) == pytest.approx(20 / 12)
    assert straight_line(FIGURES, date(2014, 9, 30)) == pytest.approx(10)
    assert straight_line(FIGURES, date(2015, 3, 31)) == pytest.approx(20)
    assert straight_line(FIGURES, date(2016, 3, 31)) == pytest.approx(20)


@given(st.integers(0, 800), st.integers(0, 364))
def test_the_line_never_falls(start, days):
    day = FIGURES.starts_on - timedelta(days=30) + timedelta(days=start)
    assert straight_line(FIGURES, day) <= straight_line(FIGURES, day + timedelta(days=days))


def test_months_to_come_have_no_figures_but_have_a_line():
    rows = progress_figures.month_rows(FIGURES)
    assert [row.month for row in rows[:2]] == ["April 2014", "May 2014"]
    assert rows[7].cumulative == 11
    assert rows[8].approvals is None
    assert rows[8].cumulative is None
    assert rows[8].straight_line == pytest.approx(15)
    assert rows[11].last_year == 15


def test_the_chart_is_told_in_words_with_every_month_that_counts():
    told = progress_figures.alternative_text(FIGURES)
    assert "April 1, May 2, June 4, July 5, August 7, September 9, October 11, November 11." in told
    assert "The year before ended at 15." in told


def test_a_year_may_begin_on_the_last_day_of_a_month():
    odd = replace(FIGURES, starts_on=date(2014, 8, 31), ends_on=date(2015, 8, 30))
    starts = progress_figures.month_starts(odd)
    assert starts[1] == date(2014, 9, 30)
    assert starts[6] == date(2015, 2, 28)


def test_the_year_before_is_named_like_this_one():
    assert FIGURES.year_label_before == "2013-14"
    calendar = replace(FIGURES, starts_on=date(2000, 1, 1), ends_on=date(2000, 12, 31))
    assert calendar.year_label_before == "1999"
