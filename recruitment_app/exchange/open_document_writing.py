"""Writing a table as an .ods spreadsheet (OpenDocument), row by row into the file itself.

The parts are those of ODF 1.2 that every reader needs and no more. Every text is
of the type string, which no spreadsheet program computes; one that could be taken
for a formula when it is typed anew has the format of text besides.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, groupby, islice
from typing import IO
from xml.sax.saxutils import escape

from recruitment_app.errors import Problem
from recruitment_app.exchange.cells import Cell
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

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_LETTER_WIDE = 0.2  # centimetres, roughly, of the usual font
_SPACES = re.compile(r" {2,}|^ | $|\t")
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2"'
    f' manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_STYLES = (
    '<number:date-style style:name="day-first"><number:day number:style="long"/>'
    '<number:text>/</number:text><number:month number:style="long"/>'
    '<number:text>/</number:text><number:year number:style="long"/></number:date-style>'
    '<number:text-style style:name="as-text"><number:text-content/></number:text-style>'
    '<style:style style:name="heading" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="day-first"/>'
    '<style:style style:name="text" style:family="table-cell" style:data-style-name="as-text"/>'
)
_BLANK = "<table:table-cell/>"
_END = b"</table:table></office:spreadsheet></office:body></office:document-content>"


def write_open_document(
    file: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> int:
    """Write a spreadsheet of one sheet; return how many rows stand below its headings.

    Raises:
        Problem: there are more than a sheet holds.

    """
    given = iter(rows)
    first = list(islice(given, LEAST_ROWS_FOR_WIDTHS))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", _TYPE, zipfile.ZIP_STORED)  # first and plain, so the standard
        book.writestr("META-INF/manifest.xml", _HEAD + _MANIFEST)
        with book.open("content.xml", "w", force_zip64=True) as sheet:
            sheet.write(_top(widths(headings, first)).encode())
            heads = _row(headings, ' table:style-name="heading"')
            sheet.write(f"<table:table-header-rows>{heads}</table:table-header-rows>".encode())
            count = 0
            for count, row in enumerate(chain(first, given), start=1):
                if count == MOST_SHEET_ROWS:
                    raise Problem(
                        "The list has more rows than a sheet holds: write it as .csv instead."
                    )
                sheet.write(_row(row).encode())
            sheet.write(_END)
    return count


def _top(wide: Sequence[int]) -> str:
    styles = "".join(
        f'<style:style style:name="wide-{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * _LETTER_WIDE:.2f}cm"/>'
        "</style:style>"
        for width in sorted(set(wide))
    )
    columns = "".join(f'<table:table-column table:style-name="wide-{width}"/>' for width in wide)
    names = " ".join(
        f'xmlns:{short}="{_URN}:{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("fo", "xsl-fo-compatible"),
            ("number", "datastyle"),
        )
    )
    return (
        f'{_HEAD}<office:document-content {names} office:version="1.2">'
        f"<office:automatic-styles>{_STYLES}{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="List">'
        f"{columns or '<table:table-column/>'}"
    )


def _row(row: Sequence[Cell], style: str = "") -> str:
    cells = "".join(_cell(left(value), style) for value in row)
    return f"<table:table-row>{cells or _BLANK}</table:table-row>"


def _cell(value: Left, style: str) -> str:
    match value:
        case None:
            return _BLANK
        case date():
            return (
                '<table:table-cell table:style-name="day" office:value-type="date"'
                f' office:date-value="{value.isoformat()}"><text:p>{day_first(value)}</text:p>'
                "</table:table-cell>"
            )
        case str():
            marked = style or (' table:style-name="text"' if is_risky(value) else "")
            told = "".join(f"<text:p>{_line(line)}</text:p>" for line in _lines(value))
            return f'<table:table-cell{marked} office:value-type="string">{told}</table:table-cell>'
        case _:
            return (
                f'<table:table-cell{style} office:value-type="float" office:value="{value!r}">'
                f"<text:p>{value}</text:p></table:table-cell>"
            )


def _lines(text: str) -> list[str]:
    return shortened(text).split("\n")


def _line(line: str) -> str:
    """Return a line of text; a reader takes several spaces for one unless they are counted."""
    return _SPACES.sub(_counted, escape(line))


def _counted(found: re.Match[str]) -> str:
    return "".join(
        "<text:tab/>" if letter == "\t" else f'<text:s text:c="{len(list(same))}"/>'
        for letter, same in groupby(found.group())
    )
