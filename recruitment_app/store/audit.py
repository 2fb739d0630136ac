"""Writes down what every act changed, each entry chained to the one before by its hash."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, event, inspect, select
from sqlalchemy.orm import LoaderCallableStatus, ORMExecuteState, Session, UOWTransaction
from sqlalchemy.sql.dml import UpdateBase

from recruitment_app.store import bulk, fitting
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import AuditEntry, Base, Case

START = "0" * 64  # what the first entry of a chain names as the hash before it

# Read from other rows, written with them and read again by `check`; or not yet an act.
# A piece of an attached file is bytes, and the file has its own row.
NOT_AUDITED = frozenset(
    {
        "attachment_pieces",
        "audit_entries",
        "case_clocks",
        "drafts",
        "likeness_keys",
        "search_entries",
    }
)
_LEDGER = "ledger"
_FLUSHING = "recruitment_flushing"
_ENTRIES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of the chain."""

    stream: UUID
    seq: int
    hash: str


@dataclass(slots=True)
class _Act:
    name: str
    by: UUID | None
    rows: list[tuple[UUID | None, dict[str, Any]]] = field(default_factory=list)


class Ledger:
    """The audit of one transaction: which act runs, what it changed, and the chain's head."""

    def __init__(self, session: Session, stream: UUID, clock: Callable[[], datetime]) -> None:
        self._session = session
        self._stream = stream
        self._clock = clock
        self._acts: list[_Act] = []
        self._waiting: list[dict[str, Any]] = []
        self._old: list[tuple[Any, dict[str, Any] | None]] = []
        self.head: Head | None = None
        session.info[_LEDGER] = self

    def begin(self, name: str, by: UUID | None) -> None:
        """Let what changes from here on belong to this act."""
        if self._acts:
            self._session.flush()
        self._acts.append(_Act(name, by))
        self._name_current()

    def end(self) -> None:
        """Close the act that runs, and write down what it changed."""
        self._session.flush()
        act = self._acts.pop()
        self._name_current()
        self._enter_all(act)
        if not self._acts or len(self._waiting) >= _ENTRIES_AT_ONCE:
            self._write_down()

    def settle(self) -> None:
        """Write down what the act that runs has changed so far."""
        self._session.flush()
        self._enter_all(self._acts[-1])
        self._write_down()

    def _enter_all(self, act: _Act) -> None:
        for case_id, rows in _by_case(act.rows):
            self._enter(act, case_id, rows)
        act.rows.clear()

    def note(self, case_id: UUID | None, row: dict[str, Any]) -> None:
        """Add one changed row to the act that runs."""
        self._acts[-1].rows.append((case_id, row))

    def before_flush(self) -> None:
        """Refuse what may not be done to a record, and keep the values about to be replaced."""
        session = self._session
        for gone in session.deleted:
            if _is_audited(gone.__table__) or isinstance(gone, AuditEntry):
                msg = f"{type(gone).__name__} rows are never deleted; set deleted_at"
                raise RuntimeError(msg)
        for written in (*session.new, *session.dirty):
            fitting.fit(written)
        self._old = [(made, None) for made in session.new if _is_audited(made.__table__)]
        for kept in session.dirty:
            if isinstance(kept, AuditEntry) and session.is_modified(kept):
                raise RuntimeError("audit entries are never changed")
            if _is_audited(kept.__table__) and session.is_modified(kept):
                self._old.append((kept, _replaced(kept)))

    def after_flush(self) -> None:
        """Write down each row that the flush sent."""
        for row, old in self._old:
            if old is None:
                self.note(_case_of(row), _made(row))
            elif old:
                now = {key: row.__dict__.get(key) for key in old}
                told = {"table": row.__tablename__, "id": row.id, "old": old, "new": now}
                self.note(_case_of(row), told)
        self._old = []

    def changed(self) -> list[dict[str, Any]]:
        """Return the rows that the act which runs has changed so far, as it tells them."""
        self._session.flush()
        return [row for _, row in self._acts[-1].rows if "table" in row]

    def _name_current(self) -> None:
        current = self._acts[-1] if self._acts else None
        self._session.info["act"] = current.name if current else ""
        self._session.info["by"] = current.by if current else None

    def _enter(self, act: _Act, case_id: UUID | None, rows: list[dict[str, Any]]) -> None:
        last = self.head or last_head(self._session)
        seq, before = (last.seq, last.hash) if last else (0, START)
        entry: dict[str, Any] = {
            "id": new_id(),
            "stream": self._stream,
            "seq": seq + 1,
            "at": self._clock().astimezone(UTC),
            "by_id": act.by,
            "act": act.name,
            "case_id": case_id,
            "payload": canonical(rows),
            "prev_hash": before,
        }
        entry["hash"] = link(entry)
        self.head = Head(self._stream, seq + 1, entry["hash"])
        self._waiting.append(entry)

    def _write_down(self) -> None:
        if self._waiting:
            bulk.insert_all(self._session.connection(), AuditEntry, self._waiting)
            self._waiting = []


def insert_rows(
    session: Session, kind: type[Base], rows: Iterable[Mapping[str, Any]]
) -> list[UUID]:
    """Insert many rows at once, audited like any other; return their keys in order.

    For imports and samples: no objects are made, so it is several times as quick as adding
    them. Rows name attributes; what is left out takes its default.
    """
    whole = fitting.complete(kind, rows)
    if not whole:
        return []
    session.flush()
    table = fitting.table_of(kind)
    bulk.insert_all(session.connection(), kind, whole)
    if _is_audited(table):
        ledger: Ledger = session.info[_LEDGER]
        for row in whole:
            case_id = row["id"] if kind is Case else row.get("case_id")
            ledger.note(case_id, _told_new(table.name, row))
    return [row["id"] for row in whole] if "id" in table.columns else []


def settle(session: Session) -> None:
    """Write down what the act that runs has changed so far, so that it need not be held.

    For acts on many cases, at a moment when all that they change of each one is
    written: a case then still has one entry.
    """
    ledger: Ledger = session.info[_LEDGER]
    ledger.settle()


def tell(session: Session, **facts: str) -> None:
    """Add to the act that runs what it did that is no row: a password given, a key made."""
    ledger: Ledger = session.info[_LEDGER]
    ledger.note(None, {"told": facts})


def changed(session: Session) -> list[dict[str, Any]]:
    """Return each row that the act which runs has made or changed, with old and new values."""
    ledger: Ledger = session.info[_LEDGER]
    return ledger.changed()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What reading the whole chain found."""

    count: int
    head: Head | None
    first_bad: int | None = None

    @property
    def is_whole(self) -> bool:
        """Say whether every link holds."""
        return self.first_bad is None


def last_head(session: Session) -> Head | None:
    """Return the last link of the chain, or nothing where no act was recorded yet."""
    found = session.execute(
        select(AuditEntry.stream, AuditEntry.seq, AuditEntry.hash)
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    ).first()
    return Head(found.stream, found.seq, found.hash) if found else None


def has_link(session: Session, head: Head) -> bool:
    """Say whether a link that was once the head is still in the chain."""
    found = session.execute(
        select(AuditEntry.hash).where(AuditEntry.stream == head.stream, AuditEntry.seq == head.seq)
    ).scalar()
    return found == head.hash


def verify(session: Session) -> Verdict:
    """Read the chain from its first link to its last, by seq; times decide nothing."""
    count, last, before = 0, None, START
    rows = session.execute(
        select(AuditEntry.__table__).order_by(AuditEntry.seq).execution_options(yield_per=500)
    )
    for row in rows.mappings():
        count += 1
        whole = (
            row["seq"] == count and row["prev_hash"] == before and row["hash"] == link(dict(row))
        )
        if not whole:
            return Verdict(count - 1, last, first_bad=row["seq"])
        before = row["hash"]
        last = Head(row["stream"], row["seq"], row["hash"])
    return Verdict(count, last)


def link(entry: Mapping[str, Any]) -> str:
    """Return the hash that binds an entry to the one before it."""
    told = [
        str(entry["stream"]),
        entry["seq"],
        entry["at"].astimezone(UTC).isoformat(timespec="microseconds"),
        None if entry["by_id"] is None else str(entry["by_id"]),
        entry["act"],
        None if entry["case_id"] is None else str(entry["case_id"]),
        entry["payload"],
    ]
    return hashlib.sha256(f"{entry['prev_hash']}\n{canonical(told)}".encode()).hexdigest()


def canonical(told: Any) -> str:
    """Return the one JSON text of a value: keys in order, no spaces, letters as they are.

    Keys, days and hours are written as their own texts (RFC 9562, ISO 8601).
    """
    return orjson.dumps(told, option=orjson.OPT_SORT_KEYS).decode()


def guard(engine_or_connection: Any) -> None:
    """Refuse bulk changes of audited tables sent past the session."""
    event.listen(engine_or_connection, "before_execute", _refuse_unaudited)


class WritingSession(Session):
    """A session whose every change is audited."""


@event.listens_for(WritingSession, "before_flush")
def _before_flush(session: Session, _context: UOWTransaction, _objects: Any) -> None:
    session.info[_LEDGER].before_flush()
    session.connection().info[_FLUSHING] = True


@event.listens_for(WritingSession, "after_flush")
def _after_flush(session: Session, _context: UOWTransaction) -> None:
    session.connection().info[_FLUSHING] = False
    session.info[_LEDGER].after_flush()


@event.listens_for(WritingSession, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    if (state.is_update or state.is_delete or state.is_insert) and not (
        state.execution_options.get(bulk.BULK, False)
    ):
        _refuse(state.statement)


def _refuse_unaudited(
    connection: Connection,
    statement: Any,
    _many: Any,
    _facts: Any,
    options: Mapping[str, Any],
) -> None:
    if (
        isinstance(statement, UpdateBase)
        and not options.get(bulk.BULK, False)
        and not connection.info.get(_FLUSHING, False)
    ):
        _refuse(statement)


def _refuse(statement: Any) -> None:
    table = statement.table
    if _is_audited(table) or table.name == AuditEntry.__tablename__:
        msg = f"a bulk change of {table.name} would pass the audit by; change its rows one by one"
        raise RuntimeError(msg)


def _is_audited(table: Any) -> bool:
    return table.name not in NOT_AUDITED


def _case_of(row: Any) -> UUID | None:
    found = row.id if isinstance(row, Case) else getattr(row, "case_id", None)
    return found if isinstance(found, UUID) else None


def _by_case(
    rows: Sequence[tuple[UUID | None, dict[str, Any]]],
) -> Iterable[tuple[UUID | None, list[dict[str, Any]]]]:
    """Share an act's rows out by case; what belongs to no case goes with the only one."""
    shared: dict[UUID | None, list[dict[str, Any]]] = {}
    for case_id, row in rows:
        shared.setdefault(case_id, []).append(row)
    if len(shared) == 2 and None in shared:  # noqa: PLR2004 - one case, and what is no case's
        (only,) = (case_id for case_id in shared if case_id is not None)
        return [(only, [row for _, row in rows])]
    return shared.items()


def _columns_of(row: Any) -> list[str]:
    return [column.key for column in inspect(row).mapper.column_attrs]


def _made(row: Any) -> dict[str, Any]:
    values = row.__dict__
    return _told_new(row.__tablename__, {key: values.get(key) for key in _columns_of(row)})


def _told_new(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    new = {
        key: value
        for key, value in row.items()
        if value is not None and key != "id" and (value or not isinstance(value, str))
    }
    return {"table": table, "id": row.get("id"), "new": new}


def _replaced(row: Any) -> dict[str, Any]:
    """Return the values that a flush is about to replace, by attribute."""
    state = inspect(row)
    old: dict[str, Any] = {}
    for key in _columns_of(row):
        if key not in state.committed_state:
            continue
        before = state.committed_state[key]
        if before is LoaderCallableStatus.NO_VALUE:
            before = next(iter(state.attrs[key].load_history().deleted or ()), None)
        if before != row.__dict__.get(key):
            old[key] = before
    if old:
        old.setdefault("row_version", row.row_version)
    return old
