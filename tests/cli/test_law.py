from datetime import date

import pytest

from recruitment_app.casework.agency.agency_law import add_own_day, set_limit
from recruitment_app.casework.law import shipped_limits
from recruitment_app.casework.sampling.sample import MANAGER, USUAL_PASSWORD
from recruitment_app.cli.law import FIELDS, NO_FIGURE
from recruitment_app.store.keeping import Store


def test_limits_are_told_with_their_source_and_need_no_store(command):
    told = command("limits", "--json")
    assert told.code == 0
    assert [row["id"] for row in told.json] == [limit.id for limit in shipped_limits()]
    assert all(tuple(row) == FIELDS for row in told.json)
    stage_one = next(row for row in told.json if row["id"] == "T08")
    assert (stage_one["number"], stage_one["unit"], stage_one["force"]) == (2, "months", "must")
    plan = next(row for row in told.json if row["id"] == "T07")
    assert (plan["number"], plan["unit"]) == (None, None)


def test_limits_are_a_table_for_people(command):
    told = command("limits")
    heading, first, *_ = told.out.splitlines()
    assert heading.split() == list(FIELDS)
    assert first.startswith("T01a")


# The vectors of the specification of the process, each with the limit that counts so.
@pytest.mark.parametrize(
    ("limit", "start", "due_on"),
    [
        ("T21", "2026-11-23", "2027-01-20"),
        ("T21", "2026-11-28", "2027-01-27"),
        ("T14", "2026-12-21", "2026-12-29"),
        ("T06", "2026-12-21", "2026-12-30"),
        ("T06", "2026-03-27", "2026-04-07"),
        ("T08", "2026-12-31", "2027-02-28"),
        ("T13", "2026-10-31", "2027-02-28"),
        ("T11", "2026-08-31", "2027-02-28"),
        ("T28", "2028-02-29", "2029-02-28"),
    ],
)
def test_a_due_date_is_worked_out_for_each_line(command, limit, start, due_on):
    told = command("dates", stdin=f'{{"limit": "{limit}", "start": "{start}"}}\n')
    assert told.code == 0
    assert told.lines == [{"limit": limit, "start": start, "due_on": due_on}]


def test_a_limit_without_a_figure_has_no_due_date_and_says_why(command):
    told = command("dates", stdin='{"limit": "T07", "start": "2014-11-14"}')
    assert told.lines == [{"limit": "T07", "start": "2014-11-14", "due_on": None, "why": NO_FIGURE}]


def test_limits_that_are_not_followed_or_not_yet_valid_count_all_the_same(command):
    told = command("dates", stdin='{"limit": "T01b", "start": "1999-12-31"}\n')
    assert told.lines[0]["due_on"] == "2000-01-10"


def test_answers_keep_the_order_of_the_questions_and_blank_lines_are_passed_over(command):
    asked = '{"start": "2014-11-14", "limit": "T40"}\n\n{"limit": "T08", "start": "2014-11-14"}\n'
    told = command("dates", stdin=asked)
    assert [line["limit"] for line in told.lines] == ["T40", "T08"]


def test_with_json_the_due_dates_are_one_array(command):
    told = command("dates", "--json", stdin='{"limit": "T08", "start": "2014-11-14"}\n')
    assert told.json == [{"limit": "T08", "start": "2014-11-14", "due_on": "2015-01-14"}]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ('{"limit": "T99", "start": "2014-11-14"}', "names no limit"),
        ('{"limit": ["T08"], "start": "2014-11-14"}', "names no limit"),
        ('{"start": "2014-11-14"}', "names no limit"),
        ('{"limit": "T08", "start": "2014-02-30"}', "no date"),
        ('{"limit": "T08", "start": "14/11/2014"}', "no date"),
        ('{"limit": "T08", "start": 20141114}', "no date"),
        ('{"limit": "T08"}', "no date"),
        ('{"limit": "T08", "start": "9999-12-01"}', "beyond the years"),
        ('["T08", "2014-11-14"]', "not a JSON object"),
        ("T08 2014-11-14", "not a JSON object"),
        (b"\xff\xfe", "not a JSON object"),
    ],
)
def test_a_wrong_line_is_named_after_the_answers_before_it(command, wrong, why):
    good = b'{"limit": "T08", "start": "2014-11-14"}\n'
    told = command("dates", stdin=good + (wrong if isinstance(wrong, bytes) else wrong.encode()))
    assert told.code == 1
    assert told.lines == [{"limit": "T08", "start": "2014-11-14", "due_on": "2015-01-14"}]
    assert told.err.startswith("Line 2: ")
    assert why in told.err
    assert told.err.count("\n") == 1


def test_with_a_store_the_agency_s_own_limits_and_days_count(command, sample):
    with Store.open(sample, MANAGER, USUAL_PASSWORD) as store:
        set_limit(
            store, limit_id="T06", number=3, unit="working_days", is_on=True, reason="Local aim"
        )
        add_own_day(store, on=date(2014, 11, 17), name="Sample day")
    own = command("limits", "--json", "--store", sample)
    assert next(row for row in own.json if row["id"] == "T06")["number"] == 3
    asked = '{"limit": "T06", "start": "2014-11-14"}\n'
    assert command("dates", stdin=asked).lines[0]["due_on"] == "2014-11-21"
    told = command("dates", "--store", sample, stdin=asked)
    assert told.lines[0]["due_on"] == "2014-11-20"
