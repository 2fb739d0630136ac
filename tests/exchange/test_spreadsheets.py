"""Tables come in by what they hold, and go out so that nothing in them runs."""

import csv
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment_app.errors import Problem
from recruitment_app.exchange.cells import fold, letters, may_be_a_formula
from recruitment_app.exchange.number_formats import shows_a_day
from recruitment_app.exchange.spreadsheets import Table, read_table, write_table
from tests.exchange.workbooks_made import HEADINGS, inline, parts, put, sheet, texts

WANTED = ("Name", "Day")


def read(path: Path, *wanted: str) -> Table:
    return read_table(path, None, wanted or WANTED)


def cells(table: Table) -> list[tuple[object, ...]]:
    return [tuple(row[heading] for heading in WANTED) for row in table.rows]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def made_csv(tmp_path: Path, content: bytes | str, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# What comes in as it is meant


def test_headings_are_found_below_other_lines_in_any_order_case_and_spacing(tmp_path):
    path = made_csv(tmp_path, "Our list\n\n,printed 1 May\n day ,Notes, N A M E\n1/2/14,x,Ann\n")
    table = read(path)
    assert cells(table) == [("Ann", "1/2/14")]
    assert table.ignored == ("Notes",)
    assert table.rows[0].number == 5
    assert table.address(table.rows[0], "Name") == "C5"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]
)
def test_a_text_table_comes_in_whatever_its_encoding(tmp_path, encoding):
    path = made_csv(tmp_path, "Name,Day\nZoë Nuñez,1/2/14\n".encode(encoding))
    assert cells(read(path)) == [("Zoë Nuñez", "1/2/14")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_text_table_comes_in_whatever_its_separator_and_line_ends(tmp_path, separator, ending):
    lines = ["Name,Day", '"Lee, Ann",1/2/14', "Bo;Li,"]
    text = ending.join(lines).replace(",", separator).replace(f"Lee{separator}", "Lee,")
    if separator == ";":
        text = text.replace("Bo;Li", '"Bo;Li"')
    assert cells(read(made_csv(tmp_path, text)))[0] == ("Lee, Ann", "1/2/14")
    assert cells(read(made_csv(tmp_path, text)))[1][0] == "Bo;Li"


def test_short_rows_are_filled_and_long_rows_are_told(tmp_path):
    table = read(made_csv(tmp_path, "Name,Day\nAnn\nLee, Bo,1/2/14\n\nCy,,\n"))
    assert cells(table) == [("Ann", None), ("Lee", "Bo"), ("Cy", None)]
    assert [row.surplus for row in table.rows] == [False, True, False]
    assert [row.number for row in table.rows] == [2, 3, 5]


def test_noughts_of_a_damaged_export_are_dropped(tmp_path):
    assert cells(read(made_csv(tmp_path, b"Name,Day\nA\x00nn,1/2/14\n"))) == [("Ann", "1/2/14")]


def test_cells_of_a_workbook_come_in_as_their_kinds(tmp_path):
    row = (
        '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" s="1"><v>41957.75</v></c></row>'
        '<row><c t="b"><v>1</v></c><c t="d"><v>2014-11-14T00:00:00</v></c></row>'
        '<row r="9"><c r="A9" s="2"><v>12.50</v></c><c r="B9"><f>1+1</f><v>2</v></c></row>'
        '<row r="10"><c r="A10" t="e"><v>#N/A</v></c><c r="B10" t="str"><f>x</f><v>t</v></c></row>'
    )
    shared = texts("Name", "Day", "A _x0041_").replace(
        "</si></sst>", "</si><si><r><t>x</t></r><rPh><t>aid</t></rPh></si></sst>"
    )
    table = read(put(tmp_path / "a.xlsx", parts(HEADINGS + row, shared=shared)))
    assert [r.number for r in table.rows] == [3, 4, 9, 10]
    assert cells(table) == [
        ("A A", date(2014, 11, 14)),
        (True, date(2014, 11, 14)),
        (12.5, 2),
        ("#N/A", "t"),
    ]


@pytest.mark.parametrize(
    ("serial", "from_1904", "day"),
    [
        ("1", False, date(1900, 1, 1)),
        ("59", False, date(1900, 2, 28)),
        ("60", False, "29/02/1900"),
        ("61", False, date(1900, 3, 1)),
        ("41957", False, date(2014, 11, 14)),
        ("0", False, None),
        ("40495", True, date(2014, 11, 14)),
        ("0", True, date(1904, 1, 1)),
        ("-3", False, -3),
        ("9999999", False, 9999999),
    ],
)
def test_days_are_counted_from_1900_or_1904_and_the_false_leap_day_is_no_day(
    tmp_path, serial, from_1904, day
):
    row = f'<row r="2">{inline("A2", "x")}<c r="B2" s="1"><v>{serial}</v></c></row>'
    path = put(tmp_path / "a.xlsx", parts(HEADINGS + row, from_1904=from_1904))
    assert read(path).rows[0]["Day"] == day


@pytest.mark.parametrize(
    ("code", "is_day"),
    [
        ("General", False),
        ("0.00", False),
        ('0 "days"', False),
        ("[Red]0", False),
        ("dd/mm/yyyy", True),
        ("[$-809]d mmm yy;@", True),
        ("0.0\\m", False),
        ("[h]:mm", True),
    ],
)
def test_a_number_format_tells_days_from_quantities(code, is_day):
    assert shows_a_day(code) is is_day


def test_a_sheet_that_declares_every_cell_is_read_by_what_it_holds(tmp_path):
    rows = HEADINGS + "".join(
        f'<row r="{at}" spans="1:16384">{inline(f"A{at}", "x")}<c r="XFD{at}" s="1"/></row>'
        for at in (2, 3, 1_048_576)
    )
    before = '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384"/></cols>'
    table = read(put(tmp_path / "a.xlsx", parts(rows, before=before)))
    assert [row.number for row in table.rows] == [2, 3, 1_048_576]


def test_the_named_sheet_is_read_and_else_the_one_with_the_headings(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active.append(["Name", "somebody"])
    for title, who in (("List 10", "Bo"), ("List  11 ", "Ann")):
        book.create_sheet(title).append(["Name", "Day"])
        book[title].append([who, date(2014, 1, 2)])
    book.create_chartsheet("Chart")
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert cells(read_table(path, "list 11", WANTED)) == [("Ann", date(2014, 1, 2))]
    assert cells(read_table(path, "nowhere", WANTED)) == [("Bo", date(2014, 1, 2))]


# What is refused, in one sentence


def refused(path: Path, *wanted: str) -> str:
    with pytest.raises(Problem) as told:
        read(path, *wanted)
    sentence = str(told.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_what_is_no_table_is_refused_with_a_sentence_each(tmp_path):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    encrypted = ole + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert "encrypted" in refused(made_csv(tmp_path, encrypted, "a.xlsx"))
    assert "older kind" in refused(made_csv(tmp_path, ole, "b.xlsx"))
    assert "is empty" in refused(made_csv(tmp_path, b"", "c.xlsx"))
    assert "is empty" in refused(made_csv(tmp_path, b"", "c.csv"))
    assert "is empty" in refused(made_csv(tmp_path, b"\xef\xbb\xbf \r\n", "d.csv"))
    assert "not a workbook" in refused(made_csv(tmp_path, b"%PDF-1.7 ...", "e.xlsx"))
    assert "not a workbook" in refused(made_csv(tmp_path, "Name,Day\nAnn,\n", "f.xlsx"))
    assert "not a text table" in refused(made_csv(tmp_path, b"PK\x03\x04 ...", "g.csv"))
    assert "does not hold text" in refused(made_csv(tmp_path, bytes(range(256)) * 9, "h.csv"))
    assert "cannot be read" in refused(made_csv(tmp_path, b"x", "i.pdf"))
    assert "choose the file again" in refused(tmp_path / "nowhere.csv")
    assert "choose the file again" in refused(tmp_path / "nowhere.xlsx")
    assert "damaged" in refused(made_csv(tmp_path, b"\xff\xfeN\x00a\x00m", "j.csv"))


def test_a_container_of_something_else_is_refused(tmp_path):
    plain = put(tmp_path / "a.xlsx", {"mimetype": "application/vnd.oasis.opendocument"})
    assert "not a workbook" in refused(plain)
    made = parts(HEADINGS)
    made["_rels/.rels"] = made["_rels/.rels"].replace("xl/workbook", "word/document")
    made["word/document.xml"] = "<document/>"
    assert "not a workbook" in refused(put(tmp_path / "b.xlsx", made))


def test_a_workbook_without_cells_or_headings_is_refused(tmp_path):
    empty = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(empty)
    assert "no line of headings" in refused(empty)
    made = parts(HEADINGS)
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace("<sheet ", "<other ")
    assert "no sheet" in refused(put(tmp_path / "b.xlsx", made))


@pytest.mark.parametrize("kept", [30, 200, 500, 900, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_refused(tmp_path, kept):
    whole = put(tmp_path / "whole.xlsx", parts(HEADINGS)).read_bytes()
    length = kept if isinstance(kept, int) else int(len(whole) * kept)
    assert "damaged" in refused(made_csv(tmp_path, whole[:length], "a.xlsx"))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"]
)
def test_a_workbook_that_lost_a_part_is_refused(tmp_path, part):
    made = parts(HEADINGS)
    made.pop(part)
    refused(put(tmp_path / "a.xlsx", made))


def test_a_workbook_that_lost_its_texts_is_refused(tmp_path):
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    made = parts(row)
    made.pop("xl/sharedStrings.xml")
    assert "shared strings" in refused(put(tmp_path / "a.xlsx", made))
    assert "damaged" in refused(put(tmp_path / "b.xlsx", parts(row.replace(">0<", ">7<"))))


@pytest.mark.parametrize(
    "broken",
    [
        '<row r="2"><c r="A2"><v>1e999</v></c></row>',
        '<row r="2"><c r="A2"><v>one</v></c></row>',
        '<row r="2"><c r="ZZZ2"><v>1</v></c></row>',
        '<row r="9999999"><c><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>-9</v></c></row>',
        '<row r="2"><c r="A2" t="inlineStr"><is><t>' + "x" * 300_000 + "</t></is></c></row>",
        "<row><c>" + "<x>" * 80 + "</x>" * 80 + "</c></row>",
        '<row r="2"><c r="A2"',
    ],
)
def test_a_sheet_that_makes_no_sense_is_refused(tmp_path, broken):
    assert "damaged" in refused(put(tmp_path / "a.xlsx", parts(HEADINGS + broken)))


def test_a_document_type_of_its_own_is_refused(tmp_path):
    made = parts(HEADINGS)
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    made["xl/worksheets/sheet1.xml"] = laughs + sheet(f'<row r="1">{inline("A1", "Name")}</row>')
    assert "damaged" in refused(put(tmp_path / "a.xlsx", made))


def test_a_zip_bomb_is_refused_unread(tmp_path):
    made = parts(HEADINGS)
    made["xl/media/picture.bin"] = "0" * (64 * 1024 * 1024)
    path = put(tmp_path / "a.xlsx", made)
    assert path.stat().st_size < 1024 * 1024
    assert "unfold" in refused(path)


def test_a_locked_or_strangely_packed_container_is_refused(tmp_path):
    path = put(tmp_path / "a.xlsx", parts(HEADINGS))
    raw = bytearray(path.read_bytes())
    start = raw.index(b"PK\x01\x02")
    raw[start + 8] |= 1
    assert "encrypted" in refused(made_csv(tmp_path, bytes(raw), "b.xlsx"))
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w", zipfile.ZIP_BZIP2) as container:
        for name, content in parts(HEADINGS).items():
            container.writestr(name, content)
    assert "damaged" in refused(tmp_path / "c.xlsx")


def test_a_formula_that_was_never_calculated_is_named_by_its_cell(tmp_path):
    row = f'<row r="2">{inline("A2", "x")}<c r="B2"><f>A1+13</f></c><c r="C2"><f>1</f></c></row>'
    path = put(tmp_path / "a.xlsx", parts(HEADINGS + row))
    assert "Cell B2" in refused(path)
    assert len(read(path, "Name").rows) == 1


def test_rows_merged_into_one_are_refused_and_a_merged_title_is_not(tmp_path):
    row = f'<row r="2">{inline("A2", "x")}</row><row r="3">{inline("B3", "y")}</row>'

    def with_merged(area: str) -> Path:
        after = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'
        return put(tmp_path / f"{fold(area)}.xlsx", parts(HEADINGS + row, after=after))

    assert "A2 to A3" in refused(with_merged("A2:A3"))
    assert len(read(with_merged("A1:B1")).rows) == 2
    assert len(read(with_merged("D2:D3")).rows) == 2


def test_a_heading_that_stands_twice_or_is_missing_is_named(tmp_path):
    assert "columns A and C" in refused(made_csv(tmp_path, "Name,Day,name\na,b,c\n"))
    with pytest.raises(Problem, match="lacks the heading “Place”"):
        read_table(
            made_csv(tmp_path, "Name,Day\nx,y\n"), None, (*WANTED, "Place"), required=["Place"]
        )


def test_quotation_marks_that_do_not_pair_are_told_by_row(tmp_path):
    assert "after row 2" in refused(made_csv(tmp_path, 'Name,Day\nAnn,1/2/14\n"Bo,1/2/14\n'))


def test_more_rows_than_anybody_has_are_refused(tmp_path):
    path = made_csv(tmp_path, "Name,Day\n" + "x,y\n" * 100_001)
    assert "100,000 rows" in refused(path)


# What goes out

RISKY = [
    "=1+1",
    "+44 7700 900000",
    "-2",
    "@home",
    "\tx",
    "'=quoted",
    " =1",
    "\uff1d1",
    "=cmd|' /C'!A0",
]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_formula_like_text_is_made_harmless_and_comes_back_as_it_was(tmp_path, ending):
    path = tmp_path / f"list{ending}"
    write_table(path, WANTED, [(text, None) for text in RISKY])
    back = [row["Name"] for row in read(path).rows]
    assert back == [text.strip() for text in RISKY]
    if ending == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            written = [row[0] for row in csv.reader(file)][1:]
        assert not any(may_be_a_formula(text) and text[0] != "'" for text in written)
    else:
        column = openpyxl.load_workbook(path).active["A"][1:]
        assert {cell.data_type for cell in column} == {"s"}
        assert all(cell.quotePrefix for cell in column)


def test_days_leave_as_true_days_in_a_workbook_and_day_first_in_text(tmp_path):
    row = ("Ann", date(2014, 2, 1), 3, True, None, 1.5)
    headings = ["Name", "Day", "No", "Yes", "Blank", "Half"]
    write_table(tmp_path / "a.csv", headings, [row])
    write_table(tmp_path / "a.xlsx", headings, [row])
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[1] == "Ann,01/02/2014,3,Yes,,1.5"
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").active["B2"]
    assert cell.is_date
    assert cell.number_format == "dd/mm/yyyy"
    assert cell.value.date() == date(2014, 2, 1)


def test_a_list_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("as it was", encoding="utf-8")

    def rows():
        yield ("a", None)
        raise Problem("The store was locked.")

    with pytest.raises(Problem, match="locked"):
        write_table(path, WANTED, rows())
    assert path.read_text(encoding="utf-8") == "as it was"
    assert names(tmp_path) == ["list.csv"]
    with pytest.raises(Problem, match="could not be written"):
        write_table(tmp_path / "nowhere" / "list.csv", WANTED, [])
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(Problem, match="could not be written"):
        write_table(tmp_path / "folder.csv", WANTED, [])
    assert names(tmp_path) == ["folder.csv", "list.csv"]
    with pytest.raises(Problem, match="ends in"):
        write_table(tmp_path / "list.pdf", WANTED, [])


def test_columns_have_letters_as_a_spreadsheet_counts():
    assert [letters(at) for at in (0, 25, 26, 701, 702, 16383)] == [
        "A", "Z", "AA", "ZZ", "AAA", "XFD",
    ]  # fmt: skip


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=30)
VALUES = st.one_of(
    st.none(),
    PRINTABLE,
    st.sampled_from(RISKY),
    st.text("_x0041=+-@' \t\n", max_size=12),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
)


def as_read(value: object, ending: str) -> object:
    if isinstance(value, date) and ending == ".csv":
        return f"{value:%d/%m}/{value.year:04}"
    if isinstance(value, str):
        return value.replace("\ufeff", "").replace("\u00a0", " ").strip() or None
    return value


@settings(max_examples=60)
@given(
    rows=st.lists(st.tuples(VALUES, VALUES), max_size=6), ending=st.sampled_from([".csv", ".xlsx"])
)
def test_what_is_written_comes_back(tmp_path_factory, rows, ending):
    path = tmp_path_factory.mktemp("written") / f"list{ending}"
    write_table(path, WANTED, rows)
    expected = [tuple(as_read(value, ending) for value in row) for row in rows]
    assert cells(read(path)) == [row for row in expected if any(v is not None for v in row)]


FUZZED = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZED
@given(raw=st.binary(max_size=400), ending=st.sampled_from([".csv", ".xlsx"]), zipped=st.booleans())
def test_any_bytes_are_read_or_refused_with_a_sentence(tmp_path, raw, ending, zipped):
    path = tmp_path / f"fuzz{ending}"
    path.write_bytes(b"PK\x03\x04" + raw if zipped else raw)
    with suppress(Problem):
        read(path)


@FUZZED
@given(data=st.data())
def test_a_workbook_changed_in_any_byte_is_read_or_refused_with_a_sentence(tmp_path, data):
    row = f'<row r="2">{inline("A2", "x")}<c r="B2" s="1"><v>41957</v></c></row>'
    raw = bytearray(put(tmp_path / "whole.xlsx", parts(HEADINGS + row)).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "fuzz.xlsx"
    path.write_bytes(raw)
    with suppress(Problem):
        read(path)


@FUZZED
@given(data=st.data(), part=st.sampled_from(sorted(parts(""))))
def test_a_part_changed_in_any_letter_is_read_or_refused_with_a_sentence(tmp_path, data, part):
    row = '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>41957</v></c></row>'
    made = parts(HEADINGS + row)
    text = list(made[part])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at] = data.draw(st.sampled_from([*'<>"/= 019xA&;', ""]))
    made[part] = "".join(text)
    path = put(tmp_path / "fuzz.xlsx", made)
    with suppress(Problem):
        read(path)
