"""The mappings of columns that were saved under a name, for the next file of the same kind."""

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.stepping import ask_leave
from recruitment_app.errors import Problem
from recruitment_app.exchange import annex_a, tracker
from recruitment_app.exchange.layouts import Layout, Shape, shape_of
from recruitment_app.rules import values
from recruitment_app.rules.roles import Duty
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import ImportMapping

FIXED = (annex_a.NAME, tracker.NAME)
GUESSED = "guessed"
CHOSEN = "chosen"

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class MappingRow:
    """A mapping saved under a name, and how many columns it reads."""

    name: str
    columns: int


def mappings(store: Store) -> tuple[MappingRow, ...]:
    """Return the saved mappings by name.

    Raises:
        NotAllowed: the person may not bring cases in.

    """
    with store.reading() as session:
        ask_leave(session, store, Duty.IMPORT)
        found = session.scalars(
            select(ImportMapping)
            .where(ImportMapping.deleted_at.is_(None))
            .order_by(ImportMapping.name_fold)
        )
        return tuple(
            MappingRow(kept.name, len([each for each in _read(kept).fields.values() if each]))
            for kept in found
        )


def save_mapping(store: Store, *, name: str, layout: Layout) -> Change:
    """Remember how a kind of file is read, in place of what the name stood for before.

    Raises:
        NotAllowed: the person may not bring cases in.
        Problem: the name is empty, too long, or that of a fixed mapping.

    """
    typed = " ".join(name.replace("\0", "").split())
    if not typed or len(typed) > _LONGEST_NAME:
        raise Problem(f"Give the mapping a name of at most {_LONGEST_NAME} letters.", field="name")
    if values.name_fold(typed) in {*FIXED, GUESSED, CHOSEN}:
        raise Problem(
            f"“{typed}” is a name of the application's own: choose another.", field="name"
        )
    with store.writing(act="save_mapping") as session:
        ask_leave(session, store, Duty.IMPORT)
        kept = _kept(session, typed, with_forgotten=True)
        if kept is None:
            kept = ImportMapping(name_fold=values.name_fold(typed))
            session.add(kept)
        kept.name, kept.deleted_at = typed, None
        kept.shape = json.dumps(shape_of(layout).as_json(), ensure_ascii=False, sort_keys=True)
        return Change(None, frozenset({Touched.SETTINGS}), f"“{typed}” is remembered.")


def forget_mapping(store: Store, *, name: str) -> Change:
    """Forget a saved mapping; what came in by it stays.

    Raises:
        NotAllowed: the person may not bring cases in.
        Problem: there is none of that name.

    """
    with store.writing(act="forget_mapping") as session:
        ask_leave(session, store, Duty.IMPORT)
        kept = _kept(session, name)
        if kept is None:
            raise Problem(f"There is no saved mapping “{name}”.", field="name")
        kept.deleted_at = store.clock()
        return Change(None, frozenset({Touched.SETTINGS}), f"“{kept.name}” is forgotten.")


def shape_named(session: Session, mapping: str | Layout) -> Shape | None:
    """Return what a saved mapping remembers; none for a fixed one, a layout or a guess.

    Raises:
        Problem: there is no mapping of that name.

    """
    if isinstance(mapping, Layout) or not mapping or mapping in FIXED:
        return None
    kept = _kept(session, mapping)
    if kept is None:
        saved = session.scalars(
            select(ImportMapping.name)
            .where(ImportMapping.deleted_at.is_(None))
            .order_by(ImportMapping.name_fold)
        )
        *most, last = [*FIXED, *saved]
        raise Problem(f"There is no mapping “{mapping}”: choose {', '.join(most)} or {last}.")
    return _read(kept)


def _kept(session: Session, name: str, *, with_forgotten: bool = False) -> ImportMapping | None:
    query = select(ImportMapping).where(ImportMapping.name_fold == values.name_fold(name))
    if not with_forgotten:
        query = query.where(ImportMapping.deleted_at.is_(None))
    return session.scalars(query).first()


def _read(kept: ImportMapping) -> Shape:
    return Shape.from_json(json.loads(kept.shape))
