import csv
import json

import pytest

from recruitment_app.casework.leaving.leaving_lists import LISTS
from tests.cli.conftest import ENQUIRIES
from tests.exchange.written import rows_of


@pytest.mark.parametrize("ending", ["xlsx", "ods", "csv"])
def test_a_list_is_written_into_the_file_named(command, sample, tmp_path, ending):
    file = tmp_path / f"cases.{ending}"
    told = command("export", "cases", "--out", file, "--store", sample)
    assert told.code == 0
    assert told.out == f"{file} holds {ENQUIRIES} rows.\n"
    assert len(rows_of(file)) == ENQUIRIES


def test_every_list_may_be_named(command, sample, tmp_path):
    for name in LISTS:
        file = tmp_path / f"{name}.csv"
        (told,) = command("export", name, "--out", file, "--store", sample, "--json").json
        assert told == {"list": name, "file": str(file), "rows": len(rows_of(file))}


def test_a_list_or_an_ending_that_is_not_known_is_said_in_a_sentence(command, sample, tmp_path):
    told = command("export", "cats", "--out", tmp_path / "cats.csv", "--store", sample)
    assert told.code == 1
    assert "choose one of cases, tracker" in told.err
    told = command("export", "cases", "--out", tmp_path / "cases.doc", "--store", sample)
    assert told.code == 1
    assert "ends in .xlsx, .ods or .csv" in told.err
    assert not list(tmp_path.glob("ca*"))
    assert command("export", "cases", "--store", sample).code == 2


def test_progress_leaves_for_the_year_named(command, sample, tmp_path):
    file = tmp_path / "progress.csv"
    command("export", "progress", "--year", "2013-14", "--out", file, "--store", sample)
    assert rows_of(file)[0][0] == "April 2013"


def test_the_whole_store_leaves_as_open_files_with_a_warning(command, sample, tmp_path):
    folder = tmp_path / "files"
    told = command("export-all", folder, "--store", sample)
    assert told.code == 0
    assert "not encrypted" in told.out
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    rows = {each["name"]: each["rows"] for each in described["resources"]}
    assert rows["cases"] == ENQUIRIES
    with (folder / "cases.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == ENQUIRIES
    again = command("export-all", folder, "--store", sample)
    assert again.code == 1
    assert "not empty" in again.err
    assert command("check", "--store", sample).code == 0


def test_only_a_manager_takes_everything_out(command, sample, tmp_path):
    worker = "Sample Worker One"
    told = command("export-all", tmp_path / "files", "--store", sample, "--as", worker)
    assert told.code == 1
    assert "may be done by a manager" in told.err
    assert not (tmp_path / "files").exists()
