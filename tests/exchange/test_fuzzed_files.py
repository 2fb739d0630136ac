"""Whatever the bytes of a file are, it is read or refused with one sentence, within bounds."""

import io
import random
import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment_app.casework.law import shipped_codes
from recruitment_app.errors import Problem
from recruitment_app.exchange import mapped
from recruitment_app.exchange.books import ENDINGS, open_book
from recruitment_app.exchange.guessing import guess
from recruitment_app.exchange.layouts import with_field

FILES = Path(__file__).parents[1] / "data"
TODAY = date(2014, 11, 14)
CODES = shipped_codes()
STARTS = [
    b"",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x09\x04\x06\x00",
]
STARTS += [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"sep=;\n", b"<html>", b"%PDF-1.7"]
TEXT = (
    "Our tracker;;;\r\nDate of enquiry;Name;Telephone;Address;Visit;Notes\r\n"
    '3/3/14;"Mr & Mrs J Testcase";07700 900123;"1 High St, RM17 6SL";3 Mar;x\r\n'
    "4.3.2014;Zoë Ñuñez;;;Mar-14;\U0001f600\r\n"
)


def told(path: Path) -> str:
    """Read a file as the import would, or return the sentence that refuses it."""
    try:
        with open_book(path) as book:
            for sheet in ("", *book.sheets):
                layout = guess(book, sheet)
                with suppress(Problem):
                    mapped.read(book, layout, codes=CODES, answers={}, today=TODAY)
                list(book.lines(layout.sheet))
    except Problem as problem:
        return str(problem)
    return ""


def is_a_sentence(words: str) -> bool:
    return not words or (words.endswith(".") and "\n" not in words)


FUZZED = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZED
@given(
    start=st.sampled_from(STARTS),
    raw=st.binary(max_size=600) | st.text(max_size=300).map(str.encode),
    ending=st.sampled_from(ENDINGS),
)
def test_any_bytes_under_any_name_are_read_or_refused_with_a_sentence(tmp_path, start, raw, ending):
    path = tmp_path / f"a{ending}"
    path.write_bytes(start + raw)
    assert is_a_sentence(told(path))


@FUZZED
@given(
    text=st.text(st.sampled_from(" ,;\t|\"'\r\n=+-@\x00\x07\u00a0\u202eא😀aé3/"), max_size=200),
    encoding=st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252", "latin-1"]),
)
def test_any_text_in_any_encoding_is_read_or_refused_with_a_sentence(tmp_path, text, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes(f"Date of enquiry,Name\r\n{text}".encode(encoding, errors="replace"))
    assert is_a_sentence(told(path))


def changed(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with some of them changed, dropped, added or cut off."""
    made = bytearray(raw)
    for _ in range(chance.choice([1, 1, 2, 4, 16])):
        at = chance.randrange(len(made)) if made else 0
        match chance.randrange(4):
            case 0:
                made[at : at + 1] = bytes([chance.choice([0, 1, 127, 255, chance.randrange(256)])])
            case 1:
                del made[at : at + chance.choice([1, 2, 4, 100])]
            case 2:
                made[at:at] = chance.randbytes(chance.choice([1, 2, 4, 20]))
            case _:
                number = chance.choice([0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF])
                made[at : at + 4] = number.to_bytes(4, "little")
    return bytes(made[: chance.randrange(len(made) + 1)] if chance.random() < 0.05 else made)


def changed_within(raw: bytes, chance: random.Random) -> bytes:
    """A container with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as whole, zipfile.ZipFile(out, "w") as container:
        which = chance.choice([name for name in whole.namelist() if name.endswith(".xml")])
        for name in whole.namelist():
            part = whole.read(name)
            container.writestr(name, changed(part, chance) if name == which else part)
    return out.getvalue()


ROUNDS = {"tracker.xls": 150, "tracker.ods": 150, "Annex_A_2024_Jan.xlsx": 25, "": 150}

# A bound of memory for the whole process, and of its own work as a guard against a hang.
BOUND = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (300, 300))
from tests.exchange.test_fuzzed_files import many
many(sys.argv[1], sys.argv[2])
"""


def many(name: str, folder: str) -> None:
    """Change one real file over and over, and say what was neither read nor refused."""
    raw = (FILES / name).read_bytes() if name else TEXT.encode()
    for number in range(ROUNDS[name]):
        chance = random.Random(f"{name} {number}")  # noqa: S311 - to be the same each time
        is_container = name.endswith((".ods", ".xlsx"))
        change = changed_within if is_container and number % 4 else changed
        path = Path(folder) / f"changed{Path(name).suffix or '.csv'}"
        path.write_bytes(change(raw, chance))
        try:
            words = told(path)
        except Exception as problem:  # noqa: BLE001 - the point of the test is that there is none
            words = f"round {number}: {problem!r}"
        if not is_a_sentence(words):
            print(f"round {number}: {words}")  # noqa: T201 - told to the test outside


@pytest.mark.skipif(sys.platform == "win32", reason="it bounds a process as Windows cannot")
@pytest.mark.parametrize("name", ROUNDS, ids=[name or "text" for name in ROUNDS])
def test_a_real_file_changed_anywhere_is_read_or_refused_within_a_gigabyte(tmp_path, name):
    done = subprocess.run(
        [sys.executable, "-c", BOUND, name, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


ENDLESS = ["x", " x", "T", "0 ", "'", "&", "x@", "(", "a.", "1", "1,", "RM17 6SL ", "[", "Mr "]
READ_AS = (
    "enquiry_on", "names", "telephone", "email", "address", "postcode", "source", "born",
    "visit_held", "worker", "children", "second_given_names", "note",
)  # fmt: skip


def endless(path: str) -> None:
    """Read a file whose columns are what ``READ_AS`` says, and tell how many rows are wrong."""
    with open_book(Path(path)) as book:
        layout = guess(book)
        for at, name in enumerate(READ_AS):
            layout = with_field(layout, at, name)
        incoming = mapped.read(book, layout, codes=CODES, answers={}, today=TODAY)
    print(len({wrong.row for wrong in incoming.wrong}))  # noqa: T201 - told to the test outside


@pytest.mark.skipif(sys.platform == "win32", reason="it bounds a process as Windows cannot")
def test_a_cell_of_the_same_over_and_over_holds_nothing_up(tmp_path):
    lines = [",".join(READ_AS)]
    for each in ENDLESS:
        cell = '"' + each * (190_000 // len(each)) + ' x"'
        lines.append(",".join([cell] * len(READ_AS)))
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    script = BOUND.replace("import many", "import endless").replace(
        "many(sys.argv[1], sys.argv[2])", "endless(sys.argv[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, str(len(ENDLESS))), done.stderr
