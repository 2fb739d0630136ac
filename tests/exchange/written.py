"""What stands in a written table, as readers that are not ours see it."""

import csv
import zipfile
from xml.etree import ElementTree as ET  # files that the test itself has written

import openpyxl

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def rows_of(path):
    """Return the cells of each row below the headings, texts as they stand in the file."""
    return {".xlsx": _of_workbook, ".ods": _of_open_document, ".csv": _of_text}[path.suffix](path)


def _of_text(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[value or None for value in row] for row in csv.reader(file)][1:]


def _of_workbook(path):
    sheet = openpyxl.load_workbook(path).active
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def _of_open_document(path):
    return [[_value(cell) for cell in row] for row in rows_in_content(path)][1:]


def rows_in_content(path):
    """Return the cells of content.xml as elements, row by row, the headings first."""
    with zipfile.ZipFile(path) as book:
        root = ET.fromstring(book.read("content.xml"))  # noqa: S314 - as above
    return [list(row) for row in root.iter(f"{TABLE}table-row")]


def _value(cell):
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "float":
        return float(cell.get(f"{OFFICE}value"))
    if kind == "date":
        return cell.get(f"{OFFICE}date-value")
    lines = [_line(paragraph) for paragraph in cell.findall(f"{TEXT}p")]
    return "\n".join(lines) or None


def _line(paragraph):
    told = paragraph.text or ""
    for part in paragraph:
        told += "\t" if part.tag == f"{TEXT}tab" else " " * int(part.get(f"{TEXT}c", "1"))
        told += part.tail or ""
    return told
