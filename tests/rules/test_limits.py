from dataclasses import replace
from datetime import date

import pytest

from recruitment_app.casework.law import shipped_limits
from recruitment_app.errors import Problem
from recruitment_app.rules.limits import Limit

LIMITS = {limit.id: limit for limit in shipped_limits()}
NO_FIGURE = ["T07", "T09", "T12", "T16", "T17", "T22", "T23", "T27", "T32", "T34", "T39"]
FIGURES = {
    "T01a": (10, "working_days"),
    "T01b": (5, "working_days"),
    "T02": (10, "working_days"),
    "T03": (2, "working_days"),
    "T04": (5, "working_days"),
    "T05": (5, "working_days"),
    "T06": (5, "working_days"),
    "T08": (2, "months"),
    "T10": (5, "working_days"),
    "T11": (6, "months"),
    "T13": (4, "months"),
    "T14": (5, "working_days"),
    "T15": (6, "weeks"),
    "T18": (7, "working_days"),
    "T19": (2, "working_days"),
    "T20": (5, "working_days"),
    "T21": (40, "working_days"),
    "T24": (10, "working_days"),
    "T25": (4, "months"),
    "T26": (3, "months"),
    "T28": (1, "years"),
    "T29": (10, "working_days"),
    "T30": (4, "months"),
    "T31": (24, "hours"),
    "T33": (3, "years"),
    "T35": (1, "months"),
    "T36": (6, "months"),
    "T37": (6, "months"),
    "T38": (10, "working_days"),
    "T40": (28, "days"),
}


def test_every_limit_from_t01_to_t40_ships_in_order():
    wanted = ["T01a", "T01b", *(f"T{number:02}" for number in range(2, 41))]
    assert [limit.id for limit in shipped_limits()] == wanted


def test_every_figure_is_the_one_of_the_table():
    assert {name: (row.number, row.unit) for name, row in LIMITS.items() if row.has_figure} == (
        FIGURES
    )
    assert [name for name, row in LIMITS.items() if not row.has_figure] == NO_FIGURE


def test_only_observations_and_the_forty_days_begin_with_their_first_day():
    assert [name for name, row in LIMITS.items() if row.inclusive] == ["T14", "T21"]


def test_clocks_run_for_the_limits_that_this_issue_follows():
    numbers = [*range(2, 9), *range(10, 15), *range(18, 23), 30]
    followed = ["T01a", "T01b", *(f"T{number:02}" for number in numbers)]
    assert [name for name, row in LIMITS.items() if row.followed] == followed


def test_the_older_five_days_are_off_until_a_manager_switches_them_on():
    assert [name for name, row in LIMITS.items() if not row.on] == ["T01b"]


def test_every_limit_names_its_source_and_who_must_act():
    for limit in LIMITS.values():
        assert limit.source, limit.id
        assert limit.who, limit.id


def test_what_was_not_checked_against_a_text_is_to_be_confirmed():
    assert LIMITS["T02"].is_to_be_confirmed
    assert not LIMITS["T13"].is_to_be_confirmed


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("T01a", "10 working days"),
        ("T08", "2 calendar months"),
        ("T21", "40 working days, the first day counted"),
        ("T28", "1 year"),
        ("T07", "no figure"),
    ],
)
def test_a_figure_is_told_in_words(limit, told):
    assert LIMITS[limit].figure == told


@pytest.mark.parametrize(
    "facts",
    [
        {"number": 0},
        {"number": 1001},
        {"number": -5},
        {"number": None},
        {"unit": None},
        {"unit": "fortnights"},
        {"force": "perhaps"},
        {"certainty": "guess"},
    ],
)
def test_a_limit_that_cannot_be_is_refused(facts):
    with pytest.raises(Problem, match="T08"):
        replace(LIMITS["T08"], **facts)


def test_an_override_keeps_the_source():
    ours = replace(LIMITS["T06"], number=3)
    assert (ours.number, ours.source) == (3, LIMITS["T06"].source)


def test_a_limit_may_have_no_figure():
    limit = Limit(
        id="X", title="x", trigger="x", force="local", who="x", source="x", certainty="P",
        valid_from=date(2013, 7, 1),
    )  # fmt: skip
    assert not limit.has_figure
