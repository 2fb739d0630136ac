"""Looks whether the store is whole: its file, its index, its chain of entries and their anchors."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.store import (
    anchors,
    attachments,
    audit,
    backup,
    copies,
    disk,
    faults,
    rotation,
    search,
)
from recruitment_app.store import engine as engines
from recruitment_app.store.audit import Head
from recruitment_app.store.opening import Home

TAIL_LOST = (
    "Acts that were saved are missing from the store: its last entries do not reach the record "
    "kept beside it. Restore the newest good backup."
)
NO_ANCHORS = "The record of anchored entries beside the store is missing, so a loss could not show."
FILES_MISSING = (
    "{count} attached {files} missing from the folder beside the store, and from the backups in"
    " it. Check the store to see of which cases; a backup elsewhere may still have them."
)
_SEARCH_BEHIND = (
    "The search does not find what is saved: build it anew in Settings, Backups and safety."
)
CHAIN_BROKEN = "The record of changes was altered from entry {seq} on."

_log = logging.getLogger(__name__)

_CHECKED_NAME = "checked.txt"
_TRIES = 3
_PAUSE_SECONDS = 0.5
_WEEK = timedelta(days=7)
_FIRST_PAGE_SECONDS = 3.0


def look_whole(home: Home, engine: Engine) -> tuple[str, ...]:
    """Check everything the store itself can know, and return a sentence for each fault."""
    findings = [*_file_findings(home, is_weekly=True)]
    if not findings:
        with faults.translated(), Session(engine, autoflush=False) as session:
            findings += _chain_findings(session, home)
    return tuple(findings)


def look_on_server(session: Session) -> tuple[str, ...]:
    """Check the chain of a store on a server."""
    verdict = audit.verify(session)
    return () if verdict.is_whole else (CHAIN_BROKEN.format(seq=verdict.first_bad),)


def compare_head(session: Session, folder: Path) -> tuple[str, ...]:
    """Say whether the last anchored head is still in the chain; cheap, so done at each start."""
    anchored = [head for head in anchors.read_anchors(folder) if head.seq]
    if not anchored:
        return () if audit.last_head(session) is None else (NO_ANCHORS,)
    return () if audit.has_link(session, anchored[-1]) else (TAIL_LOST,)


class Watch:
    """The checks of each start that take longer, made beside the work on a thread of their own.

    They read the whole file, so they leave the first page a moment to be shown.
    """

    def __init__(self, home: Home, clock: Callable[[], datetime]) -> None:
        self.findings: tuple[str, ...] = ()
        self._home = home
        self._clock = clock
        self._connection: Any = None
        self._is_stopped = False
        self._gate = threading.Lock()
        self._is_awaited = threading.Event()
        self._thread = threading.Thread(target=self._look, name="store checks", daemon=True)
        self._thread.start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the checks to end; say whether they have."""
        if seconds is None or seconds > 0:
            self._is_awaited.set()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def stop(self) -> None:
        """Break the checks off: the store is being closed."""
        with self._gate:
            self._is_stopped = True
            if self._connection is not None:
                self._connection.interrupt()
        self._is_awaited.set()
        self._thread.join()

    def _look(self) -> None:
        self._is_awaited.wait(_FIRST_PAGE_SECONDS)
        if self._is_stopped:
            return
        is_weekly = _is_due(self._home.folder, self._clock())
        try:
            findings = tuple(_file_findings(self._home, is_weekly=is_weekly, watch=self))
            if not findings and not self._is_stopped:
                findings = _look_after_files(self._home, is_weekly=is_weekly)
        except StoreTrouble as trouble:
            findings = (str(trouble),)
        if self._is_stopped:
            return
        self.findings = findings
        if is_weekly and not findings:
            _note_checked(self._home.folder, self._clock())

    def holds(self, connection: Any) -> bool:
        """Take note of the connection that is at work, so that it can be interrupted."""
        with self._gate:
            self._connection = connection
            return not self._is_stopped


def _file_findings(home: Home, *, is_weekly: bool, watch: Watch | None = None) -> Iterable[str]:
    with faults.translated(), closing(engines.watch(home.database, home.data_key)) as connection:
        if watch is not None and not watch.holds(connection):
            return []
        try:
            return _pragma_findings(connection, is_weekly=is_weekly, is_beside=watch is not None)
        except Exception as fault:
            if watch is not None and faults.is_interrupted(fault):
                return []
            sentence = faults.sentence_for(fault)
            if sentence in {faults.DAMAGED, faults.NOT_A_STORE}:
                return [faults.DAMAGED]
            raise
        finally:
            if watch is not None:
                watch.holds(None)


def _pragma_findings(connection: Any, *, is_weekly: bool, is_beside: bool) -> list[str]:
    check = "integrity_check" if is_weekly else "quick_check"
    if connection.execute(f"PRAGMA {check}").fetchall() != [("ok",)]:
        return [faults.DAMAGED]
    if not is_weekly:
        return []
    if not _are_seals_whole(connection):
        return [faults.DAMAGED]
    findings = []
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        findings.append("Some records point to others that are not there.")
    findings += _search_findings(connection, is_beside=is_beside)
    return findings


def _search_findings(connection: Any, *, is_beside: bool) -> Iterable[str]:
    named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    if not {name for (name,) in named} >= search.TRIGGERS:
        yield "The search no longer follows what is saved."
    elif is_beside:
        if not search.is_in_step(connection):
            yield _SEARCH_BEHIND
    else:
        try:
            search.prove(connection)
        except Exception as fault:
            if faults.sentence_for(fault) != faults.DAMAGED:
                raise
            yield _SEARCH_BEHIND


def _look_after_files(home: Home, *, is_weekly: bool) -> tuple[str, ...]:
    """Bring back what is missing and the backups have; weekly, sweep what no row names.

    Return a sentence where a file stays missing.
    """
    beside = home.folder / backup.BACKUPS_NAME / attachments.FOLDER_NAME
    with faults.on_disk(), closing(engines.watch(home.database, home.data_key)) as connection:
        kept = attachments.SealedFiles(home.folder, home.data_key, home.ring.database_id)
        named = copies.attached_in(connection)
        if is_weekly:
            kept.sweep(named)
        missing = {mac: size for mac, size in named.items() if not kept.is_there(mac, size)}
        lost = sum(not kept.bring_back(mac, size, beside) for mac, size in missing.items())
    if len(missing) > lost:
        _log.warning("%s missing files were brought back from the backups", len(missing) - lost)
    if not lost:
        return ()
    files = "file is" if lost == 1 else "files are"
    return (FILES_MISSING.format(count=lost, files=files),)


def _are_seals_whole(connection: Any) -> bool:
    """Check the seal of every page; tried again where somebody may have written meanwhile.

    The check reads the file alone, so the log is emptied first, and a transaction held
    open over it keeps writers from moving theirs into the file while it is read.
    """
    for attempt in range(_TRIES):
        time.sleep(attempt * _PAUSE_SECONDS)
        engines.empty_log(connection)
        connection.execute("BEGIN")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
            if not connection.execute("PRAGMA cipher_integrity_check").fetchall():
                return True
        finally:
            connection.execute("ROLLBACK")
    return False


def _chain_findings(session: Session, home: Home) -> Iterable[str]:
    verdict = audit.verify(session)
    if not verdict.is_whole:
        yield CHAIN_BROKEN.format(seq=verdict.first_bad)
    anchored = [head for head in anchors.read_anchors(home.folder) if head.seq]
    if not anchored and verdict.count:
        yield NO_ANCHORS
    if not all(audit.has_link(session, head) for head in [*anchored, *_heads_of_backups(home)]):
        yield TAIL_LOST


def _heads_of_backups(home: Home) -> Iterable[Head]:
    for file in rotation.all_in(home.folder / backup.BACKUPS_NAME, home.ring.database_id):
        try:
            head = backup.read_manifest(file).head
        except Problem:
            continue  # a backup that was damaged says nothing about the store
        if head is not None:
            yield head


def _is_due(folder: Path, at: datetime) -> bool:
    try:
        last = datetime.fromisoformat((folder / _CHECKED_NAME).read_text("ascii").strip())
        return not last <= at < last + _WEEK  # due, too, where the clock was set back
    except (OSError, ValueError, TypeError):
        return True


def _note_checked(folder: Path, at: datetime) -> None:
    moment = at.astimezone(UTC).isoformat(timespec="seconds")
    try:
        disk.write_whole(folder / _CHECKED_NAME, f"{moment}\n".encode())
    except StoreTrouble:
        return  # it is checked again at the next start
