"""However much a file declares, reading it takes the memory of what it holds."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.exchange.workbooks_made import inline, ods, parts

pytestmark = pytest.mark.long

resource = pytest.importorskip("resource")

MOST = 300  # MB, of the whole process
READER = """
import resource, sys
from datetime import date
from pathlib import Path
from recruitment_app.casework.law import shipped_codes
from recruitment_app.errors import Problem
from recruitment_app.exchange import mapped
from recruitment_app.exchange.books import open_book
from recruitment_app.exchange.guessing import guess

resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
told = ""
try:
    with open_book(Path(sys.argv[1])) as book:
        incoming = mapped.read(
            book, guess(book), codes=shipped_codes(), answers={}, today=date(2014, 11, 14)
        )
    told = f"{[case.rows for case in incoming.cases]}"
except Problem as problem:
    told = str(problem)
status = Path("/proc/self/status")
if status.exists():  # what the kernel hands down from the process that started this one is not ours
    line = next(each for each in status.read_text().splitlines() if each.startswith("VmHWM"))
    print(int(line.split()[1]) // 1024, told)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 << 20), told)
"""
HEADINGS = ("Date of enquiry", "Name", "Notes")
HELD = ("3/3/14", "Ann Testcase", "x" * 10_000)


def read(path: Path) -> tuple[int, str]:
    told = subprocess.run(
        [sys.executable, "-c", READER, str(path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    megabytes, _, words = told.stdout.strip().partition(" ")
    return int(megabytes), words


def cells(number: int, values: tuple[str, ...]) -> str:
    return "".join(inline(f"{chr(65 + at)}{number}", each) for at, each in enumerate(values))


def declaring_every_cell(path: Path) -> Path:
    """A sheet of 1,048,576 rows and 16,384 columns by its own word; two rows hold something.

    One blank row in five is written out, to spare time.
    """
    made = parts("")
    before, after = made.pop("xl/worksheets/sheet1.xml").split("<sheetData></sheetData>")
    declared = '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" style="1"/></cols>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as container:
        for name, content in made.items():
            container.writestr(name, content)
        with container.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f"{before}{declared}<sheetData>".encode())
            part.write(f'<row r="1">{cells(1, HEADINGS)}</row>'.encode())
            for number in range(2, 1_048_576, 5):
                blank = f'<row r="{number}" spans="1:16384"><c r="XFD{number}" s="1"/></row>'
                part.write(blank.encode())
            part.write(f'<row r="1048576">{cells(1_048_576, HELD)}</row>'.encode())
            part.write(f"</sheetData>{after}".encode())
    return path


def repeating_every_cell(path: Path) -> Path:
    def row(values: tuple[str, ...]) -> str:
        held = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{each}</text:p>'
            "</table:table-cell>"
            for each in values
        )
        return (
            f"<table:table-row>{held}"
            '<table:table-cell table:number-columns-repeated="16381"/></table:table-row>'
        )

    blank = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return ods(path, row(HEADINGS), blank, row(HELD))


def a_million_blank_rows(path: Path) -> Path:
    blank = b",,\n" * 500_000 + b"\n" * 500_000
    path.write_bytes(
        ",".join(HEADINGS).encode() + b"\n" + blank + b"\n" * 48_574 + ",".join(HELD).encode()
    )
    return path


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.xlsx", declaring_every_cell),
        ("a.ods", repeating_every_cell),
        ("a.csv", a_million_blank_rows),
    ],
)
def test_a_file_that_declares_seventeen_billion_cells_is_read_by_what_it_holds(
    tmp_path, name, made
):
    megabytes, told = read(made(tmp_path / name))
    assert told == "[(1048576,)]"
    assert megabytes < MOST


def test_a_row_that_is_repeated_without_end_is_refused_within_bounds(tmp_path):
    path = tmp_path / "a.ods"
    cell = (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
        "<text:p>x</text:p></table:table-cell>"
    )
    ods(path, f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')
    megabytes, told = read(path)
    assert told.startswith("a.ods has more than 1,000 columns in row 1")
    assert megabytes < MOST


def test_a_text_of_one_endless_line_is_refused_within_bounds(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Name,Day\n" + b"x" * 30_000_000)
    megabytes, told = read(path)
    assert told.startswith("a.csv ")
    assert megabytes < MOST
