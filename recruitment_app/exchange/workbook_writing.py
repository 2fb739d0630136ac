"""Writing a table as an .xlsx workbook, row by row into the file itself.

The parts are those of ECMA-376 that every reader needs and no more. Nothing is
laid down elsewhere meanwhile: what is about people must not stay in a temporary
file.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import IO
from xml.sax.saxutils import escape

from recruitment_app.errors import Problem
from recruitment_app.exchange.cells import Cell, letters
from recruitment_app.exchange.leaving_cells import (
    LEAST_ROWS_FOR_WIDTHS,
    MOST_SHEET_ROWS,
    Left,
    day_first,
    is_risky,
    left,
    shortened,
    widths,
)

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DAY_NOUGHT = date(1899, 12, 30).toordinal()
_FIRST_TRUE_DAY = date(1900, 3, 1)  # before it a workbook counts a 29 February that never was
_PLAIN, _HEADING, _DAY, _QUOTED = range(4)  # where each style stands in cellXfs
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PARTS: Mapping[str, str] = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml"'
        f' ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}">'
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="4">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"'
        ' applyNumberFormat="1"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>"
    ),
}


def write_workbook(file: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a workbook of one sheet; return how many rows stand below its headings.

    Raises:
        Problem: there are more than a sheet holds.

    """
    given = iter(rows)
    first = list(islice(given, LEAST_ROWS_FOR_WIDTHS))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in _PARTS.items():
            book.writestr(name, _HEAD + content)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(_top(widths(headings, first)).encode())
            sheet.write(_row(1, headings, _HEADING).encode())
            count = 0
            for count, row in enumerate(chain(first, given), start=1):
                if count == MOST_SHEET_ROWS:
                    raise Problem(
                        "The list has more rows than a sheet holds: write it as .csv instead."
                    )
                sheet.write(_row(count + 1, row, _PLAIN).encode())
            sheet.write(b"</sheetData></worksheet>")
    return count


def _top(wide: Sequence[int]) -> str:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(wide, start=1)
    )
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{frozen}'
        f"</sheetView></sheetViews>{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
    )


def _row(number: int, row: Sequence[Cell], style: int) -> str:
    cells = "".join(_cells(number, row, style))
    return f'<row r="{number}">{cells}</row>'


def _cells(number: int, row: Sequence[Cell], style: int) -> Iterator[str]:
    for at, value in enumerate(row):
        written = left(value)
        if written is not None:
            yield _cell(f"{letters(at)}{number}", written, style)


def _cell(place: str, value: Left, style: int) -> str:
    match value:
        case date() if value >= _FIRST_TRUE_DAY:
            return f'<c r="{place}" s="{_DAY}"><v>{value.toordinal() - _DAY_NOUGHT}</v></c>'
        case date():
            text = day_first(value)
        case str():
            text = value
            style = _QUOTED if style == _PLAIN and is_risky(value) else style
        case _:
            return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'
    told = escape(shortened(_LOOKS_ESCAPED.sub("_x005F_", text)))
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{told}</t></is></c>'
    )
