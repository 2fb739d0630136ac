"""What may be typed on the command line, and what was."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from recruitment_app import __version__
from recruitment_app.cli.commands import add_commands
from recruitment_app.cli.one_command import PASSWORDS
from recruitment_app.cli.typed_values import day

PROGRAM = "recruitment-app"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed; what a command does not know has its default."""

    command: str = ""
    store: Path | None = None
    is_sample: bool = False
    name: str = ""
    today: date | None = None
    as_json: bool = False
    password_file: Path | None = None
    measures_start: bool = False
    file: Path | None = None
    folder: Path | None = None
    enquiries: int = 0
    years: int = 0
    seed: int = 0
    mapping: str = ""
    is_dry_run: bool = False
    answers: Path | None = None
    sheet: str = ""
    undo: int | None = None
    import_id: int | None = None
    reference: str = ""
    whose: str = ""
    year: str | None = None
    edition: str = ""
    form: str = ""
    with_legal_advice: bool = False
    tells_checks: bool = False
    tells_completeness: bool = False
    list_name: str = ""
    out: Path | None = None
    pdf: Path | None = None
    pdf_password_file: Path | None = None
    forms_act: str = ""
    first: date | None = None
    last: date | None = None
    letter: str = ""
    say: Sequence[str] = ()
    check: str = ""
    event: str = ""
    way: str = ""
    to_name: str = ""
    to_address: str = ""
    is_large_print: bool = False
    is_kept: bool = False
    what_if: Sequence[date] = ()


class _Unclear(Exception):  # noqa: N818 - not told: the parser of every command tells it
    """More was typed than what opens the window, or something wrong."""


class _WindowParser(argparse.ArgumentParser):
    """Knows what opens the window and no command: quick to make, for each start makes it."""

    def error(self, message: str) -> NoReturn:
        """Leave it to the parser that knows every command to say what is wrong."""
        raise _Unclear(message)


def read(given: Sequence[str]) -> Asked:
    """Return what was typed; wrong usage ends the process with a sentence and code 2."""
    window = _WindowParser(prog=PROGRAM, allow_abbrev=False, add_help=False, parents=[_shared()])
    _add_window(window)
    try:
        told, rest = window.parse_known_args(given)
    except _Unclear:
        rest = list(given)
    if rest:
        told = _parser().parse_args(given)
    return Asked(**vars(told))


def refuse(sentence: str) -> NoReturn:
    """End the process for wrong usage."""
    _parser().error(sentence)


def _parser() -> argparse.ArgumentParser:
    shared = _shared()
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        allow_abbrev=False,
        parents=[shared],
        description="Adopter recruitment, from the first enquiry to the agency's decision."
        " Without a command the window opens.",
        epilog=f"{PASSWORDS} Exit codes: 0 done; 1 something to mend, said in a sentence;"
        " 2 wrong usage.",
    )
    _add_window(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    parser.set_defaults(command="")
    add_commands(commands, shared)
    return parser


def _add_window(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    parser.add_argument(
        "--measure-start",
        dest="measures_start",
        action="store_true",
        help="open the window, sign in, tell how long that took as JSON, and close",
    )


def _shared() -> argparse.ArgumentParser:
    """Return what every command takes, before its name or after it."""
    absent = argparse.SUPPRESS
    shared = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    shared.add_argument(
        "--store", type=Path, metavar="DIR", default=absent, help="the folder of the store"
    )
    shared.add_argument(
        "--sample",
        dest="is_sample",
        action="store_true",
        default=absent,
        help="the sample agency, made at its first use",
    )
    shared.add_argument(
        "--as",
        dest="name",
        metavar="NAME",
        default=absent,
        help="who signs in (else the last to sign in; in a sample the manager)",
    )
    shared.add_argument(
        "--today",
        type=day,
        metavar="DATE",
        default=absent,
        help="the day it is, such as 2014-11-14 (else the sample's own, or the machine's date)",
    )
    shared.add_argument(
        "--json", dest="as_json", action="store_true", default=absent, help="tell it as JSON"
    )
    shared.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        default=absent,
        help="the file whose first line is the password",
    )
    return shared
