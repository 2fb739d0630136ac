"""Any kind of workbook or text table opens by what it holds, and refuses with a sentence."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from recruitment_app.casework.law import shipped_codes
from recruitment_app.errors import Problem
from recruitment_app.exchange import mapped
from recruitment_app.exchange.books import Kind, open_book
from recruitment_app.exchange.cells import Uncalculated
from recruitment_app.exchange.guessing import guess
from tests.exchange.workbooks_made import HEADINGS, inline, ods, parts, put

FILES = Path(__file__).parents[1] / "data"
TODAY = date(2014, 11, 14)


def lines(path: Path, sheet: str = "") -> list[tuple[int, dict[int, object]]]:
    with open_book(path) as book:
        return list(book.lines(sheet))


def refused(path: Path) -> str:
    with pytest.raises(Problem) as told, open_book(path) as book:
        for name in book.sheets:
            list(book.lines(name))
    sentence = str(told.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize("name", ["tracker.xls", "tracker_from_1904.xls", "tracker.ods"])
def test_an_older_and_an_open_workbook_come_in_like_any_other(name):
    with open_book(FILES / name) as book:
        assert book.sheets == ("Cover", "Tracker")
        layout = guess(book)
        incoming = mapped.read(book, layout, codes=shipped_codes(), answers={}, today=TODAY)
    assert (layout.sheet, layout.heading_row) == ("Tracker", 3)
    assert incoming.wrong == ()
    one, two = incoming.cases
    assert one.rows == (4,)
    assert [(who.given_names, who.family_name) for who in one.people] == [
        ("J", "Testcase"),
        ("", "Testcase"),
    ]
    assert [event.on for event in one.events] == [date(2014, 3, 3), date(2014, 3, 31)]
    assert (one.telephones, one.postcode) == (("07700900123",), "RM17 6SL")
    assert one.address == "1 High Street\nGrays"
    assert one.remarks == ("Paid: £12.50", "Share: 25%", "Notes: Yes")
    assert [event.on for event in two.events] == [date(2014, 3, 4)]
    assert two.remarks == ("Notes: Zoë Ñuñez 王小明 😀 אב",)


@pytest.mark.parametrize(
    ("source", "renamed", "kind"),
    [
        ("tracker.xls", "a.xlsx", Kind.XLS),
        ("tracker.ods", "a.xls", Kind.ODS),
        ("Annex_A_2024_Jan.xlsx", "a.ods", Kind.XLSX),
        ("tracker.ods", "a.csv", Kind.ODS),
    ],
)
def test_a_workbook_under_another_kind_s_name_is_read_as_what_it_is(
    tmp_path, source, renamed, kind
):
    path = tmp_path / renamed
    path.write_bytes((FILES / source).read_bytes())
    with open_book(path) as book:
        assert book.kind is kind
        assert list(book.lines(book.sheets[-1]))


def test_a_text_under_a_workbook_s_name_is_refused_with_what_to_do(tmp_path):
    for name in ("a.xls", "a.xlsx", "a.ods"):
        path = tmp_path / name
        path.write_text("Name\tDay\nAnn\t1/2/14\n", encoding="utf-8")
        assert "a name that ends in .csv" in refused(path)


def test_a_sheet_that_is_not_there_is_told():
    with open_book(FILES / "tracker.ods") as book, pytest.raises(Problem, match="no sheet “X”"):
        book.lines("X")


# Open documents


def row(*cells: str, often: int = 1) -> str:
    repeated = f' table:number-rows-repeated="{often}"' if often > 1 else ""
    return f"<table:table-row{repeated}>{''.join(cells)}</table:table-row>"


def text(words: str, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {more}>'
        f"<text:p>{words}</text:p></table:table-cell>"
    )


def blank(often: int = 1) -> str:
    return f'<table:table-cell table:number-columns-repeated="{often}"/>'


def test_what_is_repeated_in_an_open_workbook_is_read_by_what_it_holds(tmp_path):
    path = ods(
        tmp_path / "a.ods",
        row(text("Name"), blank(3), text("Day", 'table:number-columns-repeated="2"'), blank(16378)),
        row(blank(16384), often=1_000_000),
        row(text("Ann"), often=3),
        row(blank(16384), often=48_572),
    )
    assert lines(path) == [
        (1, {0: "Name", 4: "Day", 5: "Day"}),
        (1_000_002, {0: "Ann"}),
        (1_000_003, {0: "Ann"}),
        (1_000_004, {0: "Ann"}),
    ]


def test_the_words_of_an_open_workbook_s_cell_are_its_own_and_no_comment_s(tmp_path):
    path = ods(
        tmp_path / "a.ods",
        row(
            text(
                'A<text:s text:c="2"/>b<text:line-break/>c</text:p>'
                "<office:annotation><text:p>a comment</text:p></office:annotation>"
                "<draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame>"
                "<text:p><text:span>d</text:span>"
            ),
            '<table:table-cell table:formula="of:=1/0" office:value-type="string"'
            ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
            '<table:table-cell table:formula="of:=TODAY()"/>',
            '<table:table-cell office:value-type="percentage" office:value="0.125"/>',
            '<table:covered-table-cell office:value-type="float" office:value="7"/>',
        ),
        before='<table:table table:name="Chart"><table:shapes><draw:frame><draw:object/>'
        "</draw:frame></table:shapes></table:table>",
    )
    with open_book(path) as book:
        assert book.sheets == ("Chart", "Sheet1")
        assert list(book.lines("Chart")) == []
        ((number, cells),) = book.lines("Sheet1")
    assert number == 1
    assert cells[0] == "A  b\nc\nd"
    assert cells[1] == "#DIV/0!"
    assert isinstance(cells[2], Uncalculated)
    assert (cells[3], cells[4]) == ("12.5%", 7)


def test_an_open_workbook_tells_its_epoch_and_its_merged_cells(tmp_path):
    path = ods(
        tmp_path / "a.ods",
        row(text("x", 'table:number-rows-spanned="3" table:number-columns-spanned="2"')),
        before='<table:calculation-settings><table:null-date table:date-value="1904-01-01"/>'
        "</table:calculation-settings>",
    )
    with open_book(path) as book:
        assert book.counts_from_1904
        list(book.lines())
        assert book.merged == ((1, 3, 0, 1),)


@pytest.mark.parametrize(
    "broken",
    [
        '<table:table-row table:number-rows-repeated="0"/>',
        '<table:table-row table:number-rows-repeated="many"/>',
        row(text("x"), often=1_048_576) * 2,
        row(text("x", 'table:number-columns-repeated="16385"')),
        row('<table:table-cell office:value-type="float" office:value="1e999"/>'),
        row('<table:table-cell office:value-type="float"/>'),
        row('<table:table-cell office:value-type="date" office:date-value="soon"/>'),
        row(text("x" * 300_000)),
        "<table:table-row>",
    ],
)
def test_an_open_workbook_that_makes_no_sense_is_refused(tmp_path, broken):
    assert refused(ods(tmp_path / "a.ods", broken)).startswith("a.ods ")


def test_an_encrypted_open_workbook_is_refused(tmp_path):
    path = ods(tmp_path / "a.ods", row(text("x")))
    with zipfile.ZipFile(path, "a") as container:
        container.writestr(
            "META-INF/manifest.xml",
            "<manifest><file-entry><encryption-data/></file-entry></manifest>",
        )
    assert "encrypted" in refused(path)
    new = tmp_path / "b.ods"
    with zipfile.ZipFile(new, "w") as container:
        container.writestr("encrypted-package", b"\x00\x01")
    assert "encrypted" in refused(new)


def test_an_open_text_is_no_workbook(tmp_path):
    path = ods(tmp_path / "a.ods", "", kind="text")
    assert "not a workbook" in refused(path)


# Older workbooks


@pytest.mark.parametrize("kept", [8, 512, 600, 2000, 4000, 5000])
def test_a_truncated_older_workbook_is_refused(tmp_path, kept):
    path = tmp_path / "a.xls"
    path.write_bytes((FILES / "tracker.xls").read_bytes()[:kept])
    assert "older kind (.xls) and damaged" in refused(path)


def test_an_encrypted_older_workbook_is_refused(tmp_path):
    raw = (FILES / "tracker.xls").read_bytes()
    path = tmp_path / "a.xls"
    path.write_bytes(raw.replace(b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00", 1))
    assert "encrypted" in refused(path)


def test_an_older_document_that_is_no_workbook_is_refused(tmp_path):
    raw = (FILES / "tracker.xls").read_bytes()
    path = tmp_path / "a.xls"
    path.write_bytes(raw.replace("Workbook".encode("utf-16-le"), "Document".encode("utf-16-le")))
    assert "not a workbook" in refused(path)


# Text tables


def test_a_table_that_tells_its_separator_is_read_by_it(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("sep=|\nName|Day\nLee, Ann|1/2/14\n", encoding="utf-8")
    with open_book(path) as book:
        assert book.separator == "|"
        assert [cells for _, cells in book.lines()] == [
            {0: "Name", 1: "Day"},
            {0: "Lee, Ann", 1: "1/2/14"},
        ]


def test_a_separator_or_an_encoding_that_was_chosen_outranks_the_guess(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("Name;Day\nZoë;1,5\n".encode("cp1252"))
    with open_book(path, separator=",", encoding="latin-1") as book:
        assert (book.separator, book.encoding) == (",", "latin-1")
        assert [cells[0] for _, cells in book.lines()] == ["Name;Day", "Zoë;1"]


def test_two_encodings_in_one_file_are_read_row_by_row_and_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("Name,Day\nZoë,1\n".encode() + "Nuñez,2\n".encode("cp1252"))
    with open_book(path) as book:
        assert [cells[0] for _, cells in book.lines()] == ["Name", "Zoë", "Nuñez"]
        assert "two encodings" in book.remarks[0]


@pytest.mark.parametrize("raw", [b"\xff\xfeN\x00a\x00m", b"N\x00a\x00m\x00,\x00D\x00\x00\xd8x"])
def test_a_broken_utf_16_is_refused(tmp_path, raw):
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    assert "damaged" in refused(path)


def test_control_marks_and_noughts_are_dropped_and_lines_kept(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b'Name,Notes\n"Ann\x07 \x00Lee","one\r\ntwo\x0bthree"\n' + b"x,y\n" * 99)
    assert lines(path)[1] == (2, {0: "Ann Lee", 1: "one\r\ntwo three"})


def test_a_sheet_of_charts_is_passed_over(tmp_path):
    made = parts(HEADINGS + f'<row r="2">{inline("A2", "Ann")}</row>')
    chart = '<sheet name="Chart1" sheetId="2" r:id="rId9"/></sheets>'
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace("</sheets>", chart)
    relation = made["xl/_rels/workbook.xml.rels"]
    made["xl/_rels/workbook.xml.rels"] = relation.replace(
        "</Relationships>",
        relation.partition("<Relationship ")[1]
        + 'Id="rId9" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>',
    )
    with open_book(put(tmp_path / "a.xlsx", made)) as book:
        assert book.sheets == ("Sheet1",)
