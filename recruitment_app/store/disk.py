"""Puts bytes on the disk so that a crash leaves the old file or the new one, never half."""

import errno
import os
import secrets
from pathlib import Path
from typing import IO

from recruitment_app.errors import StoreTrouble

FULL = "The disk is full, so nothing was saved. Free some space and try again; nothing is lost."
READ_ONLY = "This folder cannot be written to, so nothing was saved. Ask for the right to write."
UNREADABLE = "The disk did not answer, so nothing was saved. Try again, or restore a backup."

_FULL_CODES = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED_CODES = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def trouble(fault: OSError) -> StoreTrouble:
    """Return the sentence for what the operating system reported."""
    if fault.errno in _FULL_CODES:
        return StoreTrouble(FULL)
    if fault.errno in _DENIED_CODES:
        return StoreTrouble(READ_ONLY)
    return StoreTrouble(UNREADABLE)


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file's content durably; readable by its owner alone."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            wait_for(file)
        unfinished.replace(path)
        settle(path.parent)
    except OSError as fault:
        unfinished.unlink(missing_ok=True)
        raise trouble(fault) from fault


def append(path: Path, content: bytes) -> None:
    """Add to the end of a file and wait until the disk has it."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as fault:
        raise trouble(fault) from fault


def wait_for(file: IO[bytes]) -> None:
    """Wait until the disk has what was written to an open file."""
    file.flush()
    os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """Wait until the disk has a folder's names, where the system can say so."""
    if os.name == "nt":
        return  # Windows keeps names with the file and lets no folder be opened
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may enter."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise trouble(fault) from fault
