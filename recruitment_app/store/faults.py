"""Turns what the database reports into a sentence for a person, once and here alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from recruitment_app.errors import ChangedMeanwhile, StoreTrouble
from recruitment_app.store import disk

CHANGED = "Somebody changed this record while you were looking at it; look again, then decide."
DAMAGED = "The store is damaged and was left as it is. Restore the newest good backup."
LOCKED = "The store is busy with other work, so nothing was saved. Try again in a moment."
NOT_A_STORE = "This file is not a store, or it is damaged. Restore the newest good backup."
CANNOT_OPEN = "The store's file cannot be opened. Look whether its folder is still there."
NO_ANSWER = "The team's server does not answer, so nothing was saved. Try again in a moment."

_BY_CODE = {
    3: disk.READ_ONLY,  # SQLITE_PERM
    5: LOCKED,  # SQLITE_BUSY
    6: LOCKED,  # SQLITE_LOCKED
    8: disk.READ_ONLY,  # SQLITE_READONLY
    10: disk.UNREADABLE,  # SQLITE_IOERR
    11: DAMAGED,  # SQLITE_CORRUPT
    13: disk.FULL,  # SQLITE_FULL
    14: CANNOT_OPEN,  # SQLITE_CANTOPEN
    26: NOT_A_STORE,  # SQLITE_NOTADB
}
_WRITE_FAILED = 778  # SQLITE_IOERR_WRITE: the disk took less than it was given
_INTERRUPTED = 9
_PRIMARY = 0xFF


def sentence_for(fault: BaseException | None) -> str:
    """Return the sentence for what the driver reported, or nothing where the fault is ours."""
    code: Any = getattr(fault, "sqlite_errorcode", None)
    if code == _WRITE_FAILED:
        return disk.FULL
    if isinstance(code, int):
        return _BY_CODE.get(code & _PRIMARY, "")
    return ""


def is_interrupted(fault: BaseException) -> bool:
    """Say whether a statement was broken off because the store is being closed."""
    return getattr(fault, "sqlite_errorcode", None) == _INTERRUPTED


@contextmanager
def translated() -> Iterator[None]:
    """Raise in place of a fault of the world the sentence that tells it."""
    try:
        yield
    except StaleDataError as fault:
        raise ChangedMeanwhile(CHANGED) from fault
    except DBAPIError as fault:
        sentence = sentence_for(fault.orig)
        if not sentence and isinstance(fault, OperationalError | InterfaceError):
            sentence = "" if hasattr(fault.orig, "sqlite_errorcode") else NO_ANSWER
        if not sentence:
            raise
        raise StoreTrouble(sentence) from fault
    except Exception as fault:
        sentence = sentence_for(fault)  # of the driver itself, where no engine stands between
        if not sentence:
            raise
        raise StoreTrouble(sentence) from fault


@contextmanager
def on_disk() -> Iterator[None]:
    """Do the same where files beside the database are written, too."""
    with translated():
        try:
            yield
        except OSError as fault:
            raise disk.trouble(fault) from fault
