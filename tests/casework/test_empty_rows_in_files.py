"""A sheet of a great many rows that hold nothing is passed over, and Cancel is heard meanwhile."""

from datetime import date

import pytest

from recruitment_app.casework.importing.import_layouts import look_at
from recruitment_app.casework.importing.imports import plan_import
from recruitment_app.ui.errands import Cancelled
from tests.exchange.workbooks_made import inline, ods, parts, put

TODAY = date(2014, 11, 14)
HEADINGS = '<row r="1">' + inline("A1", "Name") + inline("B1", "Date of enquiry") + "</row>"
ONE = '<row r="2">' + inline("A2", "Ann Lee") + inline("B2", "13/3/14") + "</row>"
BLANK = "".join(f'<row r="{at}"><c r="A{at}" s="1"/></row>' for at in range(3, 20_000))


def written(folder, ending):
    if ending == ".xlsx":
        return put(folder / "a.xlsx", parts(HEADINGS + ONE + BLANK))
    cells = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{word}</text:p></table:table-cell>"
            for word in words
        )
        + "</table:table-row>"
        for words in (("Name", "Date of enquiry"), ("Ann Lee", "13/3/14"))
    )
    blank = "<table:table-row><table:table-cell/></table:table-row>" * 20_000
    return ods(folder / "a.ods", cells, blank)


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_rows_that_hold_nothing_are_passed_over_and_may_be_left(file_store, tmp_path, ending):
    path = written(tmp_path, ending)
    told = []

    def heard(done, of, sentence=""):
        told.append((done, of, sentence))

    look = look_at(file_store, path=path, progress=heard)
    assert look.layout.rows == 1
    assert any("hold nothing" in sentence for _, _, sentence in told)

    def pressed(_done, _of, sentence=""):
        if "hold nothing" in sentence:
            raise Cancelled

    with pytest.raises(Cancelled):
        look_at(file_store, path=path, progress=pressed)
    with pytest.raises(Cancelled):
        plan_import(file_store, path=path, mapping=look.layout, today=TODAY, progress=pressed)
    assert len(plan_import(file_store, path=path, today=TODAY).new) == 1
