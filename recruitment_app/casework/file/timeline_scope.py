"""What the sources of a timeline share: the case that is read, for whom, and how columns come.

The columns stay as the database gives them (a text for a day in a file, a day on a server), since
of thousands of lines few are looked at: a line becomes a row when it is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, bindparam, select, type_coerce
from sqlalchemy.orm import Session

from recruitment_app.casework.file.timeline_rows import moment_of
from recruitment_app.casework.in_force import Law
from recruitment_app.casework.raw_rows import raw_rows
from recruitment_app.store.tables import Worker


@dataclass(frozen=True)
class Words:
    """What stands behind codes and keys; it outlives the reading of a case."""

    law: Law
    names: Mapping[str, str]
    """Everybody of the agency by the digits of their key."""

    def label(self, list_name: str, code: str) -> str:
        """Return the words for a code."""
        return self.law.label(list_name, code)

    def name(self, key: Any) -> str:
        """Return the name of one of the agency's people."""
        return self.names.get(plain(key), "") if key else ""


@dataclass(frozen=True)
class Scope:
    """One case as it is read for one person."""

    session: Session
    case_id: UUID
    worker: Worker
    words: Words

    def rows(self, query: Select[Any]) -> Sequence[Any]:
        """Return the rows of a query for what belongs to the case, as the driver has them."""
        return raw_rows(self.session, query, case_id=self.case_id)


def of_case(
    table: Any, *columns: Any, join: tuple[Any, Any] | None = None, where: tuple[Any, ...] = ()
) -> Select[Any]:
    """Return the query for columns of what belongs to a case; it is made once, and asked often."""
    query = select(*columns).where(
        table.case_id == bindparam("case_id"), table.deleted_at.is_(None), *where
    )
    return query if join is None else query.join(*join)


def raw(column: Any) -> Any:
    """Return a column that is given as the driver has it."""
    return type_coerce(column, String)


def plain(key: Any) -> str:
    """Return a key in one spelling for both engines."""
    return key.hex if isinstance(key, UUID) else str(key)


def first_day(moment: Any) -> Any:
    """Return the day of a moment, spelled as the database spells days."""
    if isinstance(moment, str):
        return moment_of(moment).astimezone().date().isoformat()
    return moment.astimezone().date()


def midnight(day: Any) -> Any:
    """Return the first moment of a day, spelled as the database spells moments."""
    if isinstance(day, date):
        return moment_of(f"{day.isoformat()} 00:00:00.000000")
    return f"{day} 00:00:00.000000"


def joined(between: str, *parts: str) -> str:
    """Return the parts that say something, with this between them."""
    return between.join(part for part in parts if part)
