"""What leaves in any kind of file comes back in unchanged, the mark against formulas taken off.

A cell comes back as our reader gives it: text without blanks around it and without
control marks, its line breaks of one kind; yes and no as words; in a text table a day
and a number as they read.
"""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment_app.exchange.books import open_book
from recruitment_app.exchange.cells import clean
from recruitment_app.exchange.leaving_cells import left, shown
from recruitment_app.exchange.writing import KINDS, write_table

HEADINGS = ["Reference", "Applicants", "Note", "Date of enquiry", "Number"]
RISKY = ["=1+1", "+44 7700 900000", "-2", "@home", "\tx", "\rx", "'=quoted", "''=x", " =1", "' =x",
         " '=x", "\uff1d1", "\uff0b1", "'tis", "''", "'", "=cmd|' /C'!A0", "\n=1"]  # fmt: skip
PLAIN = ["007", "12345678901234567890", "1e5", "TRUE", "01/02/2014", "3 Mar", "10%", "£1,000", "-",
         "two  spaces", "a\nb\n\nc", "a, b; c\td|e", 'say "so"', "שלום עולם", "👩‍👧 😀", "_x0041_",
         "<b>&amp;</b>", "#N/A", "1.0", "x" * 10_000]  # fmt: skip


def there_and_back(path, rows):
    write_table(path, HEADINGS, rows)
    with open_book(path) as book:
        lines = [cells for _, cells in book.lines() if any(v is not None for v in cells.values())]
    assert [lines[0].get(at) for at in range(len(HEADINGS))] == HEADINGS
    return [tuple(cells.get(at) for at in range(len(HEADINGS))) for cells in lines[1:]]


def as_it_comes(value, ending):
    kept = left(value)
    if ending == ".csv":
        kept = shown(kept)
    return clean(kept)


@pytest.mark.parametrize("ending", sorted(KINDS))
def test_every_awkward_text_comes_back_as_it_was(tmp_path, ending):
    rows = [(f"AR-{n:04}", text, "x", None, n) for n, text in enumerate([*RISKY, *PLAIN])]
    back = there_and_back(tmp_path / f"list{ending}", rows)
    assert [row[1] for row in back] == [as_it_comes(row[1], ending) for row in rows]


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_days_numbers_and_answers_come_back_from_a_workbook_as_what_they_are(tmp_path, ending):
    rows = [
        ("AR-0001", True, "x", date(2014, 2, 28), 12),
        ("AR-0002", False, None, date(1900, 3, 1), 0.5),
        ("AR-0003", "", "x", date(9999, 12, 31), -1),
        ("AR-0004", None, "x", None, 10**14),
    ]
    back = there_and_back(tmp_path / f"list{ending}", rows)
    assert back == [
        ("AR-0001", "Yes", "x", date(2014, 2, 28), 12),
        ("AR-0002", "No", None, date(1900, 3, 1), 0.5),
        ("AR-0003", None, "x", date(9999, 12, 31), -1),
        ("AR-0004", None, "x", None, 10**14),
    ]


TEXTS = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.text("_x0041=+-@'\" \t\n\r,;|\u00a0\ufeff\uff1d", max_size=12),
    st.sampled_from([*RISKY, *PLAIN[:-1]]),
)
ROWS = st.lists(
    st.tuples(
        st.just("AR-0001"),
        TEXTS,
        TEXTS,
        st.none() | st.dates(date(1900, 3, 1)),
        st.none() | st.integers(-(10**14), 10**14),
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ROWS, ending=st.sampled_from(sorted(KINDS)))
def test_whatever_leaves_comes_back_unchanged(tmp_path, rows, ending):
    back = there_and_back(tmp_path / f"list{ending}", rows)
    assert back == [tuple(as_it_comes(value, ending) for value in row) for row in rows]
