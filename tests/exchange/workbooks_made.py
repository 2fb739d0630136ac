"""Workbooks put together part by part, so that each can be broken in one place."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*rows: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in rows
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def texts(*values: str) -> str:
    inside = "".join(f"<si><t>{escape(value)}</t></si>" for value in values)
    return f'<sst xmlns="{MAIN}">{inside}</sst>'


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def inline(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def parts(rows: str, *, from_1904: bool = False, shared: str = "", **around: str) -> dict[str, str]:
    """The parts of a workbook with one sheet; style 1 shows days, style 2 a plain number."""
    epoch = '<workbookPr date1904="1"/>' if from_1904 else ""
    return {
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{epoch}<sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
            ("rId3", "styles", "/xl/styles.xml"),
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" '
            'formatCode="[$-809]dd\\ mmmm\\ yyyy"/></numFmts><cellXfs>'
            '<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="2"/></cellXfs></styleSheet>'
        ),
        "xl/sharedStrings.xml": shared or texts("Name", "Day"),
        "xl/worksheets/sheet1.xml": sheet(rows, **around),
    }


def put(path: Path, made: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in made.items():
            container.writestr(name, content)
    return path


HEADINGS = '<row r="1">' + inline("A1", "Name") + inline("B1", "Day") + "</row>"


OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def ods(path: Path, *rows: str, before: str = "", kind: str = "spreadsheet") -> Path:
    """An open document with one sheet of its own; ``before`` stands ahead of it."""
    spaces = (
        f'xmlns:office="{OPEN}:office:1.0" xmlns:table="{OPEN}:table:1.0"'
        f' xmlns:text="{OPEN}:text:1.0" xmlns:draw="{OPEN}:drawing:1.0"'
        ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    )
    sheet_of_cells = f'<table:table table:name="Sheet1">{"".join(rows)}</table:table>'
    content = (
        f"<office:document-content {spaces}><office:body><office:{kind}>{before}"
        f"{sheet_of_cells}</office:{kind}></office:body></office:document-content>"
    )
    return put(path, {"mimetype": "application/vnd.oasis.opendocument", "content.xml": content})
