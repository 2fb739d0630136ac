"""Cells that a program wrote strangely: what they show is read, and nothing else is made of it."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from recruitment_app.casework.law import shipped_codes
from recruitment_app.errors import Problem
from recruitment_app.exchange import mapped
from recruitment_app.exchange.books import open_book
from recruitment_app.exchange.days import Unreadable, read_day
from recruitment_app.exchange.guessing import guess
from recruitment_app.exchange.number_formats import Shows, as_shown, shown_by
from tests.exchange.workbooks_made import HEADINGS, inline, ods, parts, put, texts

TODAY = date(2014, 11, 14)


def held(path: Path) -> list[object]:
    with open_book(path) as book:
        return [cell for _, cells in book.lines() for cell in cells.values()]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Ann _xD83D__xDE00_ Lee", "Ann 😀 Lee"),
        ("Ann _xD83D_ Lee", "Ann \ufffd Lee"),
        ("_xDE00__xD83D_", "\ufffd\ufffd"),
    ],
)
def test_a_letter_escaped_in_two_halves_is_one_and_a_half_alone_is_none(tmp_path, written, text):
    shared = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    assert held(put(tmp_path / "a.xlsx", parts(shared, shared=texts(written)))) == [text]
    typed = f'<row r="1">{inline("A1", written)}</row>'
    found = held(put(tmp_path / "b.xlsx", parts(typed)))
    assert found == [text]
    assert str(found[0]).encode()  # so that it can be kept


def test_a_shared_text_of_a_number_below_nought_is_no_text_at_all(tmp_path):
    row = '<row r="2"><c r="A2" t="s"><v>-1</v></c></row>'
    with pytest.raises(Problem, match="damaged"):
        held(put(tmp_path / "a.xlsx", parts(HEADINGS + row)))


def test_a_month_that_stands_alone_is_not_taken_for_its_first_day(tmp_path):
    book = openpyxl.Workbook()
    for at, (day, form) in enumerate(
        [
            (date(2014, 3, 1), "mmm-yy"),
            (date(2014, 3, 1), "[$-809]mmmm\\ yyyy;@"),
            (date(2014, 1, 1), "yyyy"),
            (date(2014, 3, 14), "mmm-yy"),
            (date(2014, 3, 1), "dd/mm/yyyy"),
            (datetime(2014, 3, 1, 9, 30), "h:mm"),  # noqa: DTZ001 - as workbooks have it
        ],
        start=1,
    ):
        book.active.cell(at, 1, day).number_format = form
    book.save(tmp_path / "a.xlsx")
    found = held(tmp_path / "a.xlsx")
    assert found[:3] == ["March 2014", "March 2014", "2014"]
    assert found[3:] == [date(2014, 3, 14), date(2014, 3, 1), date(2014, 3, 1)]
    for each in found[:3]:
        with pytest.raises(Unreadable):
            read_day(each, today=TODAY)
    assert shown_by("mmm-yy") is Shows.MONTH  # the older workbooks' reader asks here, too
    assert as_shown(40239.0, Shows.MONTH, counts_from_1904=True) == date(2014, 3, 3)


def dated(value: str, shown: str) -> str:
    return (
        f'<table:table-row><table:table-cell office:value-type="date" office:date-value="{value}">'
        f"<text:p>{shown}</text:p></table:table-cell></table:table-row>"
    )


@pytest.mark.parametrize(
    ("value", "shown", "cell"),
    [
        ("2014-03-01", "Mar-14", "Mar-14"),
        ("2014-03-01", "March 2014", "March 2014"),
        ("2014-03-01", "01/03/14", date(2014, 3, 1)),
        ("2014-03-01", "Mar-01", date(2014, 3, 1)),
        ("2014-03-14", "Mar-14", date(2014, 3, 14)),
        ("20144-03-03", "03/03/20144", "03/03/20144"),
        ("-0043-03-15", "", "-0043-03-15"),
    ],
)
def test_a_day_of_an_open_workbook_is_what_it_shows_where_it_is_none(tmp_path, value, shown, cell):
    assert held(ods(tmp_path / "a.ods", dated(value, shown))) == [cell]


@pytest.mark.parametrize("day", ["1899-12-30", "1899-12-31"])
def test_the_first_days_of_1900_are_missing_though_another_program_wrote_them(tmp_path, day):
    (cell,) = held(ods(tmp_path / "a.ods", dated(day, "30/12/99")))
    assert read_day(cell, today=TODAY) is None


def test_marks_that_nobody_sees_do_not_make_a_value_another(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "Name,Date of enquiry,Tel,Email,Notes\n"
        "\u200eAnn Lee,\u202d13/3/14\u202c,\u202a07700 900113\u202c,\u200bann@example.org,"
        "\u2067over\u2069 and \u202eback\n"
        "Bob\u00adby Fen,\u200f14/3/14,1375000112,bob@example.org,"
        "\U0001f468\u200d\U0001f469 \u05d0\u200e1\n",
        encoding="utf-8",
    )
    with open_book(path) as book:
        incoming = mapped.read(book, guess(book), codes=shipped_codes(), answers={}, today=TODAY)
    assert incoming.wrong == ()
    one, two = incoming.cases
    assert [one.people[0].given_names, two.people[0].given_names] == ["Ann", "Bobby"]
    assert [one.enquiry_on, two.enquiry_on] == [date(2014, 3, 13), date(2014, 3, 14)]
    assert (one.telephones, one.emails) == (("07700 900113",), ("ann@example.org",))
    assert two.telephones == ("01375000112",)  # with the nought that a spreadsheet dropped
    assert one.remarks == ("Notes: over and back",)
    assert two.remarks == ("Notes: \U0001f468\u200d\U0001f469 \u05d0\u200e1",)
