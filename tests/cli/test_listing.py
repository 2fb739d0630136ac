from collections import Counter
from datetime import date

from sqlalchemy import select

from recruitment_app.casework.sampling.sample import MANAGER, USUAL_PASSWORD
from recruitment_app.cli.listing import CASE_FIELDS, CLOCK_FIELDS, DUPLICATE_FIELDS
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case
from tests.cli.conftest import ENQUIRIES


def test_every_case_is_listed_open_closed_and_placed(command, made_once):
    told = command("cases", "--store", made_once, "--json")
    assert told.code == 0
    assert len(told.json) == ENQUIRIES
    assert all(tuple(row) == CASE_FIELDS for row in told.json)
    assert [row["reference"] for row in told.json] == [
        f"AR-{number:04}" for number in range(1, ENQUIRIES + 1)
    ]
    stages = Counter(row["stage"] for row in told.json)
    assert {"closed", "enquiry"} <= set(stages)


def test_a_case_without_a_worker_has_none(command, made_once):
    workers = [row["worker"] for row in command("cases", "--store", made_once, "--json").json]
    assert None in workers
    assert "" not in workers


def test_the_words_of_each_report_are_a_whole_number_and_none_where_none_is_begun(
    command, made_once
):
    rows = command("cases", "--store", made_once, "--json").json
    assert {type(row["report_words"]) for row in rows} == {int}
    assert all(row["report_words"] == 0 for row in rows if row["stage"] == "enquiry")
    assert any(row["report_words"] > 0 for row in rows)


def test_the_days_of_each_clock_sum_to_its_gross_days(command, made_once):
    rows = command("clocks", "--store", made_once, "--json").json
    assert rows
    for row in rows:
        assert tuple(row) == CLOCK_FIELDS
        assert set(row["days_by_owner"]) == {"agency", "applicant", "third_party"}
        assert sum(row["days_by_owner"].values()) == row["gross_days"]
        assert 0 <= row["net_days"] <= row["gross_days"]


def test_a_clock_counts_to_the_day_it_was_met_or_to_today(command, made_once):
    for row in command("clocks", "--store", made_once, "--json").json:
        if row["state"] == "not_started":
            assert row["trigger_on"] is None
            assert row["gross_days"] == 0
            continue
        last = date.fromisoformat(row["met_on"] or "2014-11-14")
        assert row["gross_days"] == (last - date.fromisoformat(row["trigger_on"])).days
        is_over = row["due_on"] is not None and last.isoformat() > row["due_on"]
        assert is_over == (row["state"] in {"late", "lapsed"})


def test_open_cases_show_the_clocks_that_have_not_started_and_closed_ones_do_not(
    command, made_once
):
    cases = {row["reference"]: row for row in command("cases", "--store", made_once, "--json").json}
    rows = command("clocks", "--store", made_once, "--json").json
    waiting = {row["case"] for row in rows if row["state"] == "not_started"}
    assert waiting
    assert not any(cases[reference]["stage"] == "closed" for reference in waiting)
    running = {row["case"] for row in rows if row["state"] == "running"}
    assert not any(cases[reference]["stage"] == "closed" for reference in running)


def test_today_may_be_another_day(command, made_once):
    told = command("clocks", "--store", made_once, "--json", "--today", "2015-11-14")
    late = [row for row in told.json if row["state"] == "late" and row["met_on"] is None]
    assert late
    assert all(row["days_by_owner"]["agency"] > 300 for row in late[:1])


def test_the_clocks_of_one_case_are_told_by_its_reference(command, made_once):
    rows = command("clocks", "--store", made_once, "--case", "ar-0001", "--json").json
    assert {row["case"] for row in rows} == {"AR-0001"}
    table = command("clocks", "--store", made_once, "--case", "AR-0001").out.splitlines()
    assert table[0].split() == list(CLOCK_FIELDS)
    assert len(table) == len(rows) + 1


def test_a_reference_that_is_not_there_is_said_in_a_sentence(command, made_once):
    told = command("clocks", "--store", made_once, "--case", "AR-9999")
    assert (told.code, told.out) == (1, "")
    assert told.err == "There is no case of this reference: see the list of cases.\n"


def test_a_restricted_case_is_listed_for_its_worker_and_the_manager_alone(command, sample):
    with (
        Store.open(sample, MANAGER, USUAL_PASSWORD) as store,
        store.writing(act="restrict") as session,
    ):
        case = session.scalars(select(Case).where(Case.reference == "AR-0001")).one()
        case.is_restricted = True
    everybody = command("cases", "--store", sample, "--json").json
    others = command("cases", "--store", sample, "--json", "--as", "Sample Panel Adviser").json
    assert "AR-0001" in {row["reference"] for row in everybody}
    assert "AR-0001" not in {row["reference"] for row in others}
    clocks = command("clocks", "--store", sample, "--json", "--as", "Sample Panel Adviser").json
    assert "AR-0001" not in {row["case"] for row in clocks}
    told = command("clocks", "--store", sample, "--as", "Sample Panel Adviser", "--case", "AR-0001")
    assert told.code == 1


def test_the_likely_duplicates_are_listed_with_weight_and_reasons(command, made_once):
    told = command("duplicates", "--store", made_once, "--json")
    assert told.code == 0
    assert told.json
    for row in told.json:
        assert tuple(row) == DUPLICATE_FIELDS
        assert row["case"] < row["other"]
        assert row["reasons"]
    weights = [row["weight"] for row in told.json]
    assert weights == sorted(weights, reverse=True)
