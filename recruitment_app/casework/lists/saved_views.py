"""Lists that were kept under a name, with their filters and columns: one's own, and shared ones."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.roles import Duty, Role, require
from recruitment_app.rules.values import name_fold
from recruitment_app.store.faults import CHANGED
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import SavedView, Worker

MINE: Final = "me"
"""Stands in a view for whoever looks at it, so that a shared one shows each their own cases."""

LONGEST_NAME: Final = 60
_VIEWS = frozenset({Touched.VIEWS})
_GONE = "This view is not there any more: look again."


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A view: the page that it is of, what the page is asked for, and how its columns stand."""

    id: UUID
    page: str
    name: str
    facts: Mapping[str, str]
    arranged: str
    is_shared: bool
    is_mine: bool
    kept_by: str
    version: int


def saved_views(store: Store) -> tuple[ViewRow, ...]:
    """Return one's own views and those that others share, in the order in which they were kept."""
    with store.reading() as session:
        me = signed_in(session, store)
        found = session.execute(
            select(SavedView, Worker.name)
            .join(Worker, Worker.id == SavedView.worker_id)
            .where(
                SavedView.deleted_at.is_(None),
                or_(SavedView.worker_id == me.id, SavedView.is_shared.is_(True)),
            )
            .order_by(SavedView.place, SavedView.name_fold, SavedView.id)
        )
        return tuple(_as_row(kept, by, me) for kept, by in found)


def save_view(
    store: Store,
    *,
    page: str,
    name: str,
    facts: Mapping[str, str],
    arranged: str = "",
    is_shared: bool = False,
) -> Change:
    """Keep what a list shows under a name.

    Raises:
        NotAllowed: it is to be shared, and the person may not share views.
        Problem: the name is empty, too long, or that of another view of one's own.

    """
    typed = _name(name)
    with store.writing(act="save_view") as session:
        me = ask_leave(session, store, Duty.READ_CASES)
        if is_shared:
            require(me.role, Duty.SHARE_VIEWS)
        kept = _named(session, me.id, page, typed)
        if kept is not None and kept.deleted_at is None:
            raise _twice(typed)
        if kept is None:
            kept = SavedView(worker_id=me.id, page=page, place=_last(session) + 1)
            session.add(kept)
        kept.deleted_at = None
        _write(kept, typed, facts, arranged, is_shared=is_shared)
        session.flush()
        undo = partial(take_off_view, view_id=kept.id)
        return Change(None, _VIEWS, f"“{typed}” is kept.", kept.id, undo=undo)


def change_view(
    store: Store,
    *,
    view_id: UUID,
    name: str,
    is_shared: bool,
    seen: int,
    facts: Mapping[str, str] | None = None,
    arranged: str | None = None,
) -> Change:
    """Rename a view, share it or keep it to oneself, or let it show something else.

    Raises:
        NotAllowed: the view is somebody else's, or the person may not share views.
        Problem: the name is empty, too long, or that of another view of its owner.

    """
    typed = _name(name)
    with store.writing(act="change_view") as session:
        me, kept = _own(session, store, view_id)
        if kept.row_version != seen:
            raise ChangedMeanwhile(CHANGED)
        if is_shared and not kept.is_shared:
            require(me.role, Duty.SHARE_VIEWS)
        other = _named(session, kept.worker_id, kept.page, typed)
        if other is not None and other.id != kept.id:
            if other.deleted_at is None:
                raise _twice(typed)
            other.name_fold = str(other.id)  # one that was taken off lends its name
            session.flush()
        before = _as_row(kept, "", me)
        facts = before.facts if facts is None else facts
        _write(
            kept,
            typed,
            facts,
            before.arranged if arranged is None else arranged,
            is_shared=is_shared,
        )
        session.flush()
        undo = partial(
            change_view,
            view_id=view_id,
            name=before.name,
            is_shared=before.is_shared,
            seen=kept.row_version,
            facts=before.facts,
            arranged=before.arranged,
        )
        return Change(None, _VIEWS, f"“{typed}” is changed.", kept.id, undo=undo)


def take_off_view(store: Store, *, view_id: UUID) -> Change:
    """Take a view off; it may be put back.

    Raises:
        NotAllowed: the view is somebody else's.
        Problem: it is not there any more.

    """
    with store.writing(act="take_off_view") as session:
        _me, kept = _own(session, store, view_id)
        kept.deleted_at = store.clock()
        undo = partial(put_view_back, view_id=view_id)
        return Change(None, _VIEWS, f"“{kept.name}” is taken off.", view_id, undo=undo)


def put_view_back(store: Store, *, view_id: UUID) -> Change:
    """Put a view back that was taken off.

    Raises:
        NotAllowed: the view is somebody else's.
        Problem: another has its name by now.

    """
    with store.writing(act="put_view_back") as session:
        _me, kept = _own(session, store, view_id, taken_off=True)
        other = _named(session, kept.worker_id, kept.page, kept.name)
        if other is not None and other.id != kept.id:
            raise _twice(kept.name)
        kept.deleted_at, kept.name_fold = None, name_fold(kept.name)
        undo = partial(take_off_view, view_id=view_id)
        return Change(None, _VIEWS, f"“{kept.name}” is back.", view_id, undo=undo)


def _own(
    session: Session, store: Store, view_id: UUID, *, taken_off: bool = False
) -> tuple[Worker, SavedView]:
    """Return who is signed in and a view that they may change: their own, and a manager's each."""
    me = ask_leave(session, store, Duty.READ_CASES)
    kept = session.get(SavedView, view_id)
    is_gone = kept is None or (kept.deleted_at is not None) is not taken_off
    if kept is None or is_gone or not (kept.is_shared or kept.worker_id == me.id):
        raise Problem(_GONE)
    if kept.worker_id != me.id and me.role is not Role.MANAGER:
        raise Problem("This view is a colleague's: keep one of your own under another name.")
    return me, kept


def _name(name: str) -> str:
    typed = " ".join(name.replace("\0", "").split())
    if not typed or len(typed) > LONGEST_NAME:
        raise Problem(f"Give the view a name of at most {LONGEST_NAME} letters.", field="name")
    return typed


def _twice(name: str) -> Problem:
    return Problem(f"There is a view “{name}” already: choose another name.", field="name")


def _named(session: Session, worker_id: UUID, page: str, name: str) -> SavedView | None:
    return session.scalars(
        select(SavedView).where(
            SavedView.worker_id == worker_id,
            SavedView.page == page,
            SavedView.name_fold == name_fold(name),
        )
    ).first()


def _last(session: Session) -> int:
    return session.scalar(select(func.max(SavedView.place))) or 0


def _write(
    kept: SavedView, name: str, facts: Mapping[str, str], arranged: str, *, is_shared: bool
) -> None:
    kept.name, kept.name_fold, kept.is_shared = name, name_fold(name), is_shared
    shape = {"facts": {key: value for key, value in facts.items() if value}, "arranged": arranged}
    kept.shape = json.dumps(shape, ensure_ascii=False, sort_keys=True)


def _as_row(kept: SavedView, by: str, me: Worker) -> ViewRow:
    shape = json.loads(kept.shape)
    return ViewRow(
        kept.id,
        kept.page,
        kept.name,
        MappingProxyType(shape["facts"]),
        shape["arranged"],
        kept.is_shared,
        kept.worker_id == me.id,
        by,
        kept.row_version,
    )
