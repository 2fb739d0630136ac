"""Lets one application at a time open a store, by a lock that dies with its process."""

import getpass
import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from recruitment_app.errors import StoreTrouble
from recruitment_app.store import disk

LOCK_NAME = "store.lock"


@dataclass(frozen=True, slots=True)
class Holding:
    """The lock on one store, as long as it is held."""

    handle: int

    def release(self) -> None:
        """Let another instance open the store; the file itself stays."""
        os.ftruncate(self.handle, 0)
        os.close(self.handle)


def hold(folder: Path) -> Holding:
    """Take the store for this process, or say who has it."""
    try:
        handle = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except FileNotFoundError:
        raise StoreTrouble("There is no store in this folder.") from None
    except OSError as fault:
        raise disk.trouble(fault) from fault
    if not _lock(handle):
        holder = _told(handle)
        os.close(handle)
        raise StoreTrouble(f"This store is already open{holder}. Close it there first.")
    try:
        _tell(handle)
    except OSError as fault:
        os.close(handle)
        raise disk.trouble(fault) from fault
    return Holding(handle)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder's lock while the block lasts."""
    holding = hold(folder)
    try:
        yield
    finally:
        holding.release()


def _tell(handle: int) -> None:
    who = {"host": socket.gethostname(), "pid": os.getpid(), "user": _user()}
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(who).encode())


def _told(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        who = json.loads(os.read(handle, 4096))
        return f" by {who['user']} on {who['host']} (process {int(who['pid'])})"
    except (OSError, ValueError, KeyError, TypeError):
        return " in another window"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte beyond the text, so that the second instance can read who holds it

    def _lock(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
