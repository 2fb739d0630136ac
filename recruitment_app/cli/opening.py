"""Opening the store that a command is about: its folder, who signs in, and what day it is."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from getpass import getpass
from pathlib import Path

from recruitment_app import settings
from recruitment_app.casework.agency.agency import agency_row
from recruitment_app.casework.sampling import sample
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.one_command import PASSWORD_VARIABLE
from recruitment_app.errors import Problem
from recruitment_app.store.file_names import KEYS_NAME
from recruitment_app.store.keeping import Store
from recruitment_app.store.keys import read_ring


@contextmanager
def opened(asked: Asked, *, writes: bool = False) -> Iterator[tuple[Store, date]]:
    """Open the store asked for, and tell what day it is; close it at the end.

    Only what writes leaves a backup behind when the store is closed.
    """
    folder = folder_of(asked)
    mark = sample.sample_mark(folder)
    name = asked.name or (mark.name if mark else "") or _last_name(folder)
    store = Store.open(folder, name, password(asked, shown=mark.password if mark else ""))
    try:
        today = asked.today or agency_row(store).sample_today or machine_date()
        yield store, today
    except BaseException:
        store.close(is_backed_up=False)
        raise
    for trouble in store.close(is_backed_up=writes):
        sys.stderr.write(f"{trouble}\n")


def folder_of(asked: Asked) -> Path:
    """Return the folder of the store asked for: named, the sample's, or the last opened."""
    if asked.is_sample and (asked.store is None or not (asked.store / KEYS_NAME).is_file()):
        return sample.open_sample(asked.store)
    if asked.store is not None:
        return asked.store
    last = settings.load().last_store
    if last is None:
        raise Problem("Say which store is meant: --store DIR.")
    return last


def password(asked: Asked, *, shown: str = "") -> str:
    """Return the password: from the file named, from the environment, else asked for.

    ``shown`` is the usual password of a sample's people, which everybody may know.
    """
    if asked.password_file is not None:
        return from_file(asked.password_file)
    found = os.environ.get(PASSWORD_VARIABLE) or shown
    if found:
        return found
    if not sys.stdin.isatty():
        raise Problem(f"A password is needed: set {PASSWORD_VARIABLE} or name a --password-file.")
    return getpass("Password: ")


def machine_date() -> date:
    """Return this machine's date, for a command on a store that is no sample."""
    return datetime.now().astimezone().date()


def from_file(file: Path) -> str:
    """Return the password on the first line of a file.

    Raises:
        Problem: the file cannot be read, or is empty.

    """
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Problem("The password file cannot be read.") from None
    if not lines or not lines[0]:
        raise Problem("The password file is empty.")
    return lines[0]


def _last_name(folder: Path) -> str:
    names = read_ring(folder).names
    if not names:
        raise Problem("Nobody can sign in to this store by name: say who with --as NAME.")
    return names[0]
