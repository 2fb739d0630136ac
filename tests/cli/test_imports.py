"""Files of every kind by a guess, a sheet and answers; the list of imports, and their undo."""

import openpyxl
import pytest

from recruitment_app.exchange.spreadsheets import write_table

HEADINGS = ["Name of applicants", "Enquired on", "Tel", "How heard", "Comments", "Ref"]
ROWS = [
    ["Ann & Bob Brooklime", "3/10/14", "01632 960001", "TV", "Rang twice, very keen.", "x1"],
    ["Betony Charlock", "04.10.2014", "01632 960002", "The lamp post", "", "x2"],
]  # fmt: skip
ANSWERS = 'date_order = "day"\n[columns]\n"Enquired on" = "Date of enquiry"\n'
SPELT = '"The lamp post" = "outdoor"\n'


@pytest.fixture
def bring(command, sample, tmp_path):
    """Bring a file of one's own making in, and tell how that went."""

    def call(*more, answers=SPELT + ANSWERS, name="their list.xlsx"):
        file = tmp_path / name
        if not file.exists():
            write_table(file, HEADINGS, ROWS)
        told = tmp_path / "answers.toml"
        told.write_text(answers, "utf-8")
        return command("import", file, "--answers", told, "--store", sample, *more)

    return call


def listed(command, sample):
    return command("imports", "--store", sample, "--json").json


@pytest.mark.parametrize("name", ["their list.xlsx", "their list.csv"])
def test_a_file_that_nobody_mapped_is_read_by_a_guess_and_answers(bring, command, sample, name):
    told = bring("--dry-run", "--json", name=name)
    assert told.code == 0
    assert [row["verdict"] for row in told.json] == ["new", "new"]
    shown = bring("--dry-run", name=name).out
    assert "not read: Ref" in shown
    assert "read as: Name of applicants: Names of one or both applicants; Enquired on: Da" in shown
    done = bring(name=name).out
    assert "2 cases brought in. This is import 1." in done
    assert "Not read: “Ref”." in done
    (kept,) = listed(command, sample)
    assert kept["undone_at"] is None
    assert {key: kept[key] for key in ("id", "mapping", "new", "changed", "duplicates")} == {
        "id": 1,
        "mapping": "guessed",
        "new": 2,
        "changed": 0,
        "duplicates": 0,
    }
    assert (kept["file"], kept["undone"]) == (name, False)
    assert command("check", "--store", sample).code == 0


def test_a_file_whose_columns_nobody_can_guess_is_answered_with_their_names(bring):
    told = bring(answers='[columns]\n"Enquired on" = "note"\n')
    assert told.code == 1
    assert "No column is read as the date of enquiry: choose one. The columns are “" in told.err
    assert "“Enquired on”" in told.err


def test_an_unknown_spelling_is_asked_about_under_any_layout(bring):
    told = bring("--json", answers=ANSWERS)
    assert told.code == 1
    assert "The lamp post" in told.err
    assert [row["verdict"] for row in told.json] == ["new", "wrong"]


def test_the_lines_that_a_spelling_needs_are_told_and_serve_as_answers(bring):
    told = bring("--dry-run", answers=ANSWERS)
    (line,) = [each for each in told.out.splitlines() if each.startswith('  "How heard".')]
    assert line.startswith('  "How heard"."The lamp post" = ')
    answer = f'{line.partition(" = ")[0].strip()} = ""\n'  # as the line says, leaving it out
    assert "2 cases brought in" in bring(answers=answer + ANSWERS).out


def test_what_was_not_sure_of_a_file_is_told_in_a_dry_run_and_when_it_came_in(
    command, sample, tmp_path
):
    file = tmp_path / "list.csv"
    file.write_bytes("Name,Date of enquiry\nZoë Brooklime,3/4/14\n".encode("mac-roman"))
    for more in (["--dry-run"], []):
        told = command("import", file, "--store", sample, *more).out
        assert "The letters are mac-roman, headings in row 1, days day first." in told
        assert "an old Macintosh" in told
        assert "day first or month first" in told


def test_other_sheets_with_lists_are_named_unless_one_was_asked_for(command, sample, tmp_path):
    book = openpyxl.Workbook()
    for at, year in enumerate(("2012", "2013", "Notes")):
        sheet = book.create_sheet(year)
        sheet.append(HEADINGS if at < 2 else ["Ring Joan", "back"])
        sheet.append(ROWS[0])
    book.remove(book.active)
    book.save(tmp_path / "years.xlsx")
    asked = ("import", tmp_path / "years.xlsx", "--dry-run", "--store", sample)
    told = command(*asked).out
    assert "Sheet “2012”, headings in row 1" in told
    assert "Lists stand on “2013”, too: bring in each sheet by itself." in told
    assert "Lists stand" not in command(*asked, "--sheet", "2013").out


def test_an_import_is_undone_once_and_listed_so(bring, command, sample):
    before = command("cases", "--store", sample, "--json").json
    bring()
    told = command("import", "--undo", "1", "--store", sample)
    assert (told.code, told.out) == (0, "Import 1 is undone: 2 cases are taken out.\n")
    assert command("cases", "--store", sample, "--json").json == before
    assert listed(command, sample)[0]["undone"] is True
    again = command("import", "--undo", "1", "--store", sample)
    assert again.code == 1
    assert again.err.startswith("Import 1 was undone already")
    assert command("check", "--store", sample).code == 0
    assert "2 cases brought in. This is import 2." in bring().out


def test_the_same_file_again_is_kept_as_an_import_of_duplicates(bring, command, sample):
    bring()
    assert bring().out.startswith("0 cases brought in; 2 rows are skipped as certain duplicates.")
    assert [row["duplicates"] for row in listed(command, sample)] == [2, 0]


def test_the_report_of_an_import_is_printed(bring, command, sample, tmp_path):
    bring()
    pdf = tmp_path / "report.pdf"
    told = command("imports", "1", "--pdf", pdf, "--store", sample)
    assert told.code == 0
    assert pdf.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "words",
    [
        ["import"],
        ["import", "some.csv", "--undo", "1"],
        ["import", "--undo", "one"],
        ["imports", "1"],
        ["imports", "--pdf", "report.pdf"],
        ["import", "some.csv", "--mapping", "other"],
    ],
)
def test_wrong_usage_ends_with_two(command, sample, words):
    assert command(*words, "--store", sample).code == 2


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ('[columns]\n"Nothing so called" = "note"\n', "has no column “Nothing so called”"),
        ('[columns]\n"Ref" = "shoe size"\n', "“shoe size” is no field"),
        ('date_order = "backwards"\n', "date_order is one of"),
        ('columns = "all"\n', "below [columns]"),
    ],
)
def test_answers_about_columns_that_cannot_be_are_told(bring, answers, sentence):
    told = bring(answers=answers)
    assert told.code == 1
    assert sentence in told.err


@pytest.mark.parametrize("answers", ['date_order = "month"\n', '[columns]\n"Ref" = "note"\n'])
def test_a_fixed_mapping_takes_no_answers_about_columns(bring, answers):
    told = bring("--mapping", "annex-a", answers=answers)
    assert told.code == 1
    assert told.err.startswith("The mapping annex-a knows its columns")


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(bring):
    told = bring("--sheet", "Elsewhere")
    assert told.code == 1
    assert "has no sheet “Elsewhere”: it has “" in told.err
