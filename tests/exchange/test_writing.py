import tempfile
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from itertools import repeat

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment_app.errors import Problem
from recruitment_app.exchange.cells import may_be_a_formula, without_mark
from recruitment_app.exchange.leaving_cells import LONGEST_CELL, MOST_SHEET_ROWS, left
from recruitment_app.exchange.writing import KINDS, write_table
from tests.exchange.written import OFFICE, TABLE, rows_in_content, rows_of

HEADINGS = ["Name", "Note"]
RISKY = ["=1+1", "+44 7700", "-2", "@home", "\tx", "'=quoted", "''=twice", " =1", "\uff1d1", "\n=1"]
each_kind = pytest.mark.parametrize("ending", sorted(KINDS))


def written(tmp_path, ending, values):
    path = tmp_path / f"list{ending}"
    assert write_table(path, HEADINGS, [(value, "x") for value in values]) == len(values)
    return path, [row[0] for row in rows_of(path)]


@each_kind
def test_text_stands_in_every_kind_of_file_as_it_was(tmp_path, ending):
    texts = [
        "  two  spaces ",
        "a\nb\n\nc",
        "007",
        "12345678901234567890",
        "'tis",
        "<&>\"',;",
        "😀 שלום",
    ]
    _, found = written(tmp_path, ending, texts)
    assert found == texts


@each_kind
def test_blanks_and_white_space_alone_are_blank_cells(tmp_path, ending):
    _, found = written(tmp_path, ending, [None, "", " \n\t", "\x00\x01"])
    assert found == [None] * 4


@each_kind
def test_control_marks_are_taken_out_and_line_breaks_are_of_one_kind(tmp_path, ending):
    _, found = written(tmp_path, ending, ["a\x00b\x1f\ufffec", "a\r\nb\rc", "a\ud800b"])
    assert found == ["abc", "a\nb\nc", "ab"]


@each_kind
def test_yes_and_no_leave_as_words(tmp_path, ending):
    _, found = written(tmp_path, ending, [True, False])
    assert found == ["Yes", "No"]


def test_days_and_numbers_leave_as_such_in_workbooks_and_as_they_read_in_text(tmp_path):
    moment = datetime(2014, 2, 1, 13, 5, tzinfo=UTC)
    values = [date(2014, 2, 1), moment, 12, 1.5, 10**20, float("inf"), date(1899, 1, 2)]
    _, in_text = written(tmp_path, ".csv", values)
    day, digits, old = "01/02/2014", "1" + "0" * 20, "02/01/1899"
    assert in_text == [day, day, "12", "1.5", digits, None, old]
    _, in_document = written(tmp_path, ".ods", values)
    assert in_document == ["2014-02-01"] * 2 + [12, 1.5, digits, None, "1899-01-02"]
    path, _ = written(tmp_path, ".xlsx", values)
    cells = [row[0] for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2)]
    assert [cell.value.date() for cell in cells[:2]] == [date(2014, 2, 1)] * 2
    assert {cell.number_format for cell in cells[:2]} == {"dd/mm/yyyy"}
    assert [cell.value for cell in cells[2:]] == [12, 1.5, digits, None, old]


def test_formula_like_text_is_never_a_formula_in_any_kind(tmp_path):
    _, in_text = written(tmp_path, ".csv", RISKY)
    assert not any(may_be_a_formula(text) and text[0] != "'" for text in in_text)
    assert [without_mark(text) for text in in_text] == RISKY
    path, _ = written(tmp_path, ".xlsx", RISKY)
    cells = [row[0] for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in cells)
    path, in_document = written(tmp_path, ".ods", RISKY)
    assert in_document == RISKY
    for cell, *_ in rows_in_content(path)[1:]:
        assert cell.get(f"{OFFICE}value-type") == "string"
        assert cell.get(f"{TABLE}style-name") == "text"
        assert cell.get(f"{TABLE}formula") is None


@each_kind
def test_headings_are_as_harmless_as_cells(tmp_path, ending):
    path = tmp_path / f"list{ending}"
    write_table(path, ["=1+1", "B"], [])
    if ending == ".csv":
        assert path.read_text("utf-8-sig").startswith("'=1+1,")
    else:
        assert rows_of(path) == []


@each_kind
def test_text_longer_than_a_cell_shows_in_a_workbook_that_it_goes_on(tmp_path, ending):
    _, (found,) = written(tmp_path, ending, ["x" * 40_000])
    assert found == ("x" * 40_000 if ending == ".csv" else "x" * (LONGEST_CELL - 1) + "…")


TEXTS = st.one_of(
    st.text(max_size=20),
    st.text("_x0041=+-@'\" \t\n\r,;", max_size=12),
    st.sampled_from(RISKY),
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=1, max_size=8), ending=st.sampled_from(sorted(KINDS)))
def test_other_readers_find_any_text_as_it_left(tmp_path, texts, ending):
    _, found = written(tmp_path, ending, texts)
    if ending == ".csv":
        found = [text and without_mark(text) for text in found]
    if ending == ".xlsx":  # as ECMA-376 has it, _x005F_ is an underline; this reader leaves it
        found = [text and text.replace("_x005F_", "_") for text in found]
    assert found == [left(text) for text in texts]


@each_kind
def test_a_list_appears_whole_or_not_at_all_and_is_laid_down_nowhere_else(
    tmp_path, tmp_path_factory, monkeypatch, ending
):
    path, elsewhere = tmp_path / f"list{ending}", tmp_path_factory.mktemp("elsewhere")
    path.write_text("as it was", encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))

    def rows():
        for _ in range(500):
            yield "Ann", "note"
        assert not list(elsewhere.iterdir())
        raise Problem("The store was locked.")

    with pytest.raises(Problem, match="locked"):
        write_table(path, HEADINGS, rows())
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.read_text("utf-8") == "as it was"
    with pytest.raises(Problem, match="stop"):
        write_table(path, HEADINGS, [], before_it_stands=_refuse)
    assert path.read_text("utf-8") == "as it was"


def _refuse(_count):
    raise Problem("stop")


@each_kind
def test_rows_are_written_as_they_come_and_none_is_kept(tmp_path, ending):
    def most_held(count):
        tracemalloc.start()
        write_table(tmp_path / f"list{ending}", HEADINGS, ((f"Ann {n}", n) for n in range(count)))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    few = most_held(1_000)
    assert most_held(20_000) < few * 1.5


@pytest.mark.long
@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_more_rows_than_a_sheet_holds_are_refused_with_what_to_do(tmp_path, ending):
    with pytest.raises(Problem, match=r"write it as \.csv"):
        write_table(tmp_path / f"list{ending}", HEADINGS, repeat((), MOST_SHEET_ROWS))
    assert not list(tmp_path.iterdir())


def test_a_spreadsheet_begins_with_its_type_as_the_standard_has_it(tmp_path):
    path, _ = written(tmp_path, ".ods", ["x"])
    with zipfile.ZipFile(path) as book:
        first = book.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert path.read_bytes()[38:].startswith(b"application/vnd.oasis.opendocument.spreadsheet")


def test_another_ending_is_refused_with_those_that_are_known(tmp_path):
    with pytest.raises(Problem, match=r"\.xlsx, \.ods or \.csv"):
        write_table(tmp_path / "list.pdf", HEADINGS, [])
