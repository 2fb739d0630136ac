"""The command as a script calls it: a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from recruitment_app import __version__

HOUSE = Path(__file__).resolve().parents[2]
LAW = ("sqlalchemy", "sqlcipher3", "PySide6", "reportlab", "openpyxl", "argon2", "cryptography")


def run(*given, stdin=b"", **environment):
    return subprocess.run(
        [sys.executable, "-m", "recruitment_app", *map(str, given)],
        cwd=HOUSE,
        env={**os.environ, **environment},
        input=stdin,
        capture_output=True,
        check=False,
    )


def imported_by(*given, stdin=b""):
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "recruitment_app", *given],
        cwd=HOUSE,
        input=stdin,
        capture_output=True,
        check=True,
    )
    lines = told.stderr.decode().splitlines()
    return {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in lines}


def test_the_version_is_told():
    told = run("--version")
    assert (told.returncode, told.stdout.decode()) == (0, f"recruitment-app {__version__}\n")


def test_the_help_names_every_command():
    told = run("--help").stdout.decode()
    for name in ("sample", "import", "cases", "clocks", "limits", "dates", "progress", "report"):
        assert name in told


@pytest.mark.parametrize(
    ("given", "stdin"),
    [(["limits"], b""), (["dates"], b'{"limit": "T06", "start": "2014-11-14"}\n')],
)
def test_the_law_is_told_without_store_window_or_paper(given, stdin):
    assert imported_by(*given, stdin=stdin) & set(LAW) == set()


def test_dates_answers_each_line_as_it_comes():
    with subprocess.Popen(
        [sys.executable, "-m", "recruitment_app", "dates"],
        cwd=HOUSE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        for start, due_on in (("2014-11-14", "2015-01-14"), ("2014-12-31", "2015-02-28")):
            process.stdin.write(json.dumps({"limit": "T08", "start": start}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["due_on"] == due_on
        process.stdin.close()
        assert process.wait() == 0


def test_what_is_told_is_utf8_whatever_the_locale():
    told = run(
        "dates", stdin=b'{"limit": "T99"}\n', LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING=""
    )
    assert told.returncode == 1
    assert "“limit” names no limit" in told.stderr.decode("utf-8")


def test_a_reader_who_leaves_early_is_no_trouble():
    process = subprocess.Popen(
        [sys.executable, "-m", "recruitment_app", "dates"],
        cwd=HOUSE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    _, told = process.communicate(b'{"limit": "T08", "start": "2014-11-14"}\n' * 200)
    assert told == b""
    assert process.returncode == 0


def test_what_cannot_be_written_is_one_sentence():
    if not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        told = subprocess.run(
            [sys.executable, "-m", "recruitment_app", "limits"],
            cwd=HOUSE,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert told.returncode == 1
    assert told.stderr.decode().count("\n") == 1
    assert b"No space left" in told.stderr


def test_a_command_whose_streams_are_closed_still_ends_well():
    program = f'exec "{sys.executable}" -m recruitment_app limits >&- 2>&- <&-'
    assert subprocess.run(["sh", "-c", program], cwd=HOUSE, check=False).returncode == 0


def test_without_a_display_the_window_says_so_in_a_sentence():
    if sys.platform != "linux":
        pytest.skip("other systems always have a display")
    told = run("--sample", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert told.returncode == 1
    assert told.stderr.decode() == (
        "There is no display for a window here; --help lists the commands.\n"
    )
