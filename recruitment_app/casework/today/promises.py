"""Promises: what a family was told that they would hear, and by when."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.stepping import ask_leave, require_case, signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Promise, Worker

PROMISES: Final = frozenset({Touched.TASKS, Touched.DIARY})
_GONE: Final = "This promise is not there any more: look again."


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise to a family: what, by which day, and whether and when it was kept."""

    id: UUID
    case_id: UUID
    what: str
    by_on: date
    promised_on: date
    promised_by: str
    kept_on: date | None
    kept_words: str


def make_promise(
    store: Store, *, case_id: UUID, what: str, by_on: date, on: date, today: date
) -> Change:
    """Record that a family was told what they would hear, and by which day.

    Raises:
        Problem: it says nothing, was made on a day to come, or ends before it was made.

    """
    words = what.replace("\0", "").strip()
    if not words:
        raise Problem("Say what the family was promised.", field="what")
    if on > today:
        raise Problem(f"{long_date(on)} is still to come: give the day it was said.", field="on")
    if by_on < on:
        raise Problem(
            f"They were told on {long_date(on)}: the day they will hear cannot lie before it.",
            field="by_on",
        )
    with store.writing(act="make_promise") as session:
        me = ask_leave(session, store, Duty.WRITE_NOTES)
        require_case(session, me, case_id)
        row = Promise(
            case_id=case_id,
            what=words,
            by_on=by_on,
            promised_on=on,
            promised_by=me.id,
            recorded_at=store.clock(),
        )
        session.add(row)
        session.flush()
        undo = partial(drop_promise, promise_id=row.id)
        sentence = f"They will hear by {long_date(by_on)}."
        return Change(case_id, PROMISES, sentence, row.id, undo=undo)


def keep_promise(
    store: Store, *, promise_id: UUID, on: date, today: date, words: str = ""
) -> Change:
    """Record that a promise was kept on a day, and how.

    Raises:
        Problem: it was kept already, or the day is before it was made or still to come.

    """
    if on > today:
        raise Problem(f"{long_date(on)} is still to come: give the day they heard.", field="on")
    with store.writing(act="keep_promise") as session:
        row = _promise(session, store, promise_id)
        if row.kept_on is not None:
            raise Problem(f"This promise was kept on {long_date(row.kept_on)}.")
        if on < row.promised_on:
            raise Problem(
                f"It was promised on {long_date(row.promised_on)}: they cannot have heard before.",
                field="on",
            )
        row.kept_on, row.kept_words = on, words.replace("\0", "").strip()
        late = (on - row.by_on).days
        told = (
            "Promise kept." if late <= 0 else f"Kept, {late} {'day' if late == 1 else 'days'} late."
        )
        undo = partial(reopen_promise, promise_id=row.id)
        return Change(row.case_id, PROMISES, told, row.id, undo=undo)


def reopen_promise(store: Store, *, promise_id: UUID) -> Change:
    """Take back that a promise was kept.

    Raises:
        Problem: it is not kept, or not there any more.

    """
    with store.writing(act="reopen_promise") as session:
        row = _promise(session, store, promise_id)
        if row.kept_on is None:
            raise Problem("This promise is still to be kept.")
        row.kept_on, row.kept_words = None, ""
        return Change(row.case_id, PROMISES, "The promise is still to be kept.", row.id)


def drop_promise(store: Store, *, promise_id: UUID) -> Change:
    """Take a promise away that was recorded by mistake.

    Raises:
        Problem: it is not there any more.

    """
    with store.writing(act="drop_promise") as session:
        row = _promise(session, store, promise_id)
        row.deleted_at = store.clock()
        undo = partial(put_promise_back, promise_id=row.id)
        return Change(row.case_id, PROMISES, "Promise taken away.", undo=undo)


def put_promise_back(store: Store, *, promise_id: UUID) -> Change:
    """Put a promise back that was taken away.

    Raises:
        Problem: it was not taken away.

    """
    with store.writing(act="put_promise_back") as session:
        row = _promise(session, store, promise_id, is_taken_away=True)
        row.deleted_at = None
        return Change(row.case_id, PROMISES, "Promise put back.", row.id)


def promises_of_case(store: Store, *, case_id: UUID) -> tuple[PromiseRow, ...]:
    """Return every promise made in a case, those still to be kept first, by their day.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        require_case(session, signed_in(session, store), case_id)
        query = (
            select(Promise, Worker.name)
            .join(Worker, Worker.id == Promise.promised_by)
            .where(Promise.case_id == case_id, Promise.deleted_at.is_(None))
            .order_by(Promise.kept_on.is_not(None), Promise.by_on, Promise.recorded_at)
        )
        return tuple(_row(row, name) for row, name in session.execute(query))


def promise_row(store: Store, *, promise_id: UUID) -> PromiseRow:
    """Return one promise.

    Raises:
        Problem: it is not there, or of a case that this person may not see.

    """
    with store.reading() as session:
        me = signed_in(session, store)
        row = session.get(Promise, promise_id)
        if row is None or row.deleted_at is not None:
            raise Problem(_GONE)
        require_case(session, me, row.case_id)
        return _row(row, session.get_one(Worker, row.promised_by).name)


def _row(row: Promise, by: str) -> PromiseRow:
    return PromiseRow(
        row.id,
        row.case_id,
        row.what,
        row.by_on,
        row.promised_on,
        by,
        row.kept_on,
        row.kept_words,
    )


def _promise(
    session: Session, store: Store, promise_id: UUID, *, is_taken_away: bool = False
) -> Promise:
    me = ask_leave(session, store, Duty.WRITE_NOTES)
    row = session.get(Promise, promise_id)
    if row is None or (row.deleted_at is not None) is not is_taken_away:
        raise Problem(_GONE)
    require_case(session, me, row.case_id)
    return row
