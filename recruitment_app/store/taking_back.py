"""Takes an act back: its rows have their old values again, as long as nobody changed them since."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import Column, inspect
from sqlalchemy import Enum as EnumType
from sqlalchemy.orm import Session

from recruitment_app.store.audit import canonical, changed
from recruitment_app.store.tables import Base

_VERSION = "row_version"


def remember(session: Session, **more: Any) -> str:
    """Return as JSON what the act that runs has changed so far, to be taken back some day.

    ``more`` is kept beside it: what the act did that the audit does not tell.
    """
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for told in changed(session):
        key = (told["table"], str(told["id"]))
        if key not in rows:
            rows[key] = {"table": told["table"], "id": told["id"], "new": dict(told["new"])}
            if "old" in told:
                rows[key]["old"] = dict(told["old"])
            continue
        row = rows[key]
        row["new"].update(told["new"])
        if "old" in row:
            row["old"] = {**told["old"], **row["old"]}  # what stood first is what comes back
    return canonical({"rows": list(rows.values()), **more})


class Remembered:
    """What an act changed, read from its JSON within the session that takes it back."""

    def __init__(self, session: Session, text: str) -> None:
        self._session = session
        self._kinds = {mapper.class_.__tablename__: mapper.class_ for mapper in _mappers()}
        self.more: Mapping[str, Any] = json.loads(text)
        self.rows: Sequence[Mapping[str, Any]] = self.more["rows"]

    def ids(self, kind: type[Base]) -> set[UUID]:
        """Return the keys of the rows of a table that the act made or changed."""
        return {UUID(row["id"]) for row in self.rows if row["table"] == kind.__tablename__}

    def came(self, kind: type[Base]) -> set[UUID]:
        """Return the keys of the rows of a table that the act moved from one case to another."""
        return {
            UUID(row["id"])
            for row in self.rows
            if row["table"] == kind.__tablename__ and "case_id" in row.get("old", {})
        }

    def found(self, kind: type[Base]) -> list[Any]:
        """Return the rows of a table that the act made or changed, as they stand now."""
        return [row for each in sorted(self.ids(kind)) if (row := self._session.get(kind, each))]

    def is_as_left(self, undone: Sequence["Remembered"] = ()) -> bool:
        """Say whether every row stands as the act left it.

        ``undone`` are acts since that were taken back, the one taken back last first: a row that
        such a one changed and put back stands as it stood before.
        """
        return all(self._is_as_left(row, undone) for row in self.rows)

    def put_back(self, now: datetime) -> None:
        """Give every changed row its old values again, and take out each that the act made."""
        for told in self.rows:
            row = self._row(told)
            if "old" not in told:
                row.deleted_at = now
                continue
            columns = {prop.key: prop.columns[0] for prop in inspect(type(row)).column_attrs}
            for name, value in told["old"].items():
                if name != _VERSION:
                    setattr(row, name, _value(columns[name], value))
        self._session.flush()

    def _is_as_left(self, told: Mapping[str, Any], undone: Sequence["Remembered"]) -> bool:
        row = self._row(told)
        if row is None:
            return False
        stands, left = row.row_version, told["new"].get(_VERSION, 1)
        for act in undone if stands != left else ():
            stands = act.version_before(told["table"], told["id"], stands)
        return bool(stands == left)

    def version_before(self, table: str, key: str, version: int) -> int:
        """Return the version as which a row stands again that was put back as this version."""
        told = self._by_key.get((table, key), {})
        is_put_back = "old" in told and version == told["new"].get(_VERSION, 1) + 1
        return int(told["old"].get(_VERSION, version)) if is_put_back else version

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str], Mapping[str, Any]]:
        return {(row["table"], row["id"]): row for row in self.rows}

    def _row(self, told: Mapping[str, Any]) -> Any:
        return self._session.get(self._kinds[told["table"]], UUID(told["id"]))


def _mappers() -> Iterable[Any]:
    return Base.registry.mappers


def _value(column: Column[Any], told: Any) -> Any:
    """Return a value of a column from its JSON."""
    if told is None:
        return None
    if isinstance(column.type, EnumType) and column.type.enum_class is not None:
        kind: type[Enum] = column.type.enum_class
        return kind(told)
    kind_of = column.type.python_type
    if kind_of is UUID:
        return UUID(told)
    if kind_of is datetime:
        return datetime.fromisoformat(told)
    return date.fromisoformat(told) if kind_of is date else told
