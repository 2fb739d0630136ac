"""Starts the application and a bare window in turn, each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
BARE_WINDOW = Path(__file__).with_name("bare_window.py")
PASSWORD = "benchmark"


class Failed(Exception):  # noqa: N818 - the sentence that a command ended with
    """A command did not end well; the sentence is what it said."""


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment of every command: no screen, no settings, modules kept compiled."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {name: str(folder / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    return {
        **kept,
        **own,
        "QT_QPA_PLATFORM": "offscreen",
        "RECRUITMENT_PASSWORD": PASSWORD,
    }


def command(*words: str) -> list[str]:
    """Return the command line of the application: as it is installed, or just as that does it."""
    installed = Path(sys.executable).with_name("recruitment-app")
    as_installed = "import sys; from recruitment_app.__main__ import main; sys.exit(main())"
    first = [str(installed)] if installed.is_file() else [sys.executable, "-c", as_installed]
    return [*first, *words]


def run(words: list[str], environment: dict[str, str]) -> str:
    """Run a command to its end and return what it wrote."""
    told = subprocess.run(
        words, cwd=HOUSE, env=environment, capture_output=True, text=True, check=False
    )
    if told.returncode != 0:
        raise Failed(told.stderr.strip() or f"{words[0]} ended with {told.returncode}")
    return told.stdout


def starts(
    store: Path, rounds: int, environment: dict[str, str]
) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """Return the figures of the application's starts and of the bare window's, round by round."""
    ours, bare = [], []
    measured = command("--measure-start", "--store", str(store))
    for turn in range(rounds + 1):
        bare_told = json.loads(run([sys.executable, str(BARE_WINDOW)], environment))
        ours_told = json.loads(run(measured, environment))
        if turn:  # the first warms the disk and compiles what is not compiled
            bare.append(bare_told)
            ours.append(ours_told)
    return ours, bare
