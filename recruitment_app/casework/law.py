"""The law and the code lists that ship with the application, read once from their TOML files."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast

from recruitment_app.casework.shipped_tables import read_table
from recruitment_app.errors import Problem
from recruitment_app.paths import resources
from recruitment_app.rules.codes import OWNERS, Code, CodeList, Owner
from recruitment_app.rules.limits import Certainty, Force, Limit, Unit
from recruitment_app.rules.stages import Stage

_LIMIT_FIELDS: Final[Mapping[str, type]] = MappingProxyType(
    {
        "id": str,
        "title": str,
        "trigger": str,
        "number": int,
        "unit": str,
        "inclusive": bool,
        "force": str,
        "who": str,
        "source": str,
        "certainty": str,
        "valid_from": date,
        "followed": bool,
        "on": bool,
        "note": str,
    }
)
_LIMIT_NEEDS: Final = ("id", "title", "trigger", "force", "who", "source", "certainty")

_LIST_FIELDS: Final[Mapping[str, type]] = MappingProxyType(
    {
        "title": str,
        "source": str,
        "dated": date,
        "editable": bool,
        "lead": str,
        "note": str,
        "codes": list,
    }
)
_LIST_NEEDS: Final = ("title", "source", "dated")
_CODE_FIELDS: Final[Mapping[str, type]] = MappingProxyType(
    {
        "code": str,
        "label": str,
        "owner": str,
        "stages": list,
        "maps": dict,
        "retired": bool,
        "spellings": list,
        "under": list,
        "leads": list,
    }
)
_CODE_NEEDS: Final = ("code", "label")


@cache
def shipped_limits() -> tuple[Limit, ...]:
    """Return every time limit as shipped, in the order of its table."""
    return read_limits(resources() / "limits.toml")


def read_limits(file: Path) -> tuple[Limit, ...]:
    """Read a table of limits; a file that is wrong is refused, naming file, row and reason."""
    found: dict[str, Limit] = {}
    for at, row in enumerate(_rows(file, read_table(file), "limit"), start=1):
        where = f"{file.name}, row {at}"
        if isinstance(row.get("id"), str):
            where = f"{where} ({row['id']})"
        _check(where, row, _LIMIT_FIELDS, _LIMIT_NEEDS)
        try:
            limit = Limit(
                **{
                    **row,
                    "unit": cast("Unit | None", row.get("unit")),
                    "force": cast("Force", row["force"]),
                    "certainty": cast("Certainty", row["certainty"]),
                }
            )
        except Problem as problem:
            raise Problem(f"{where}: {problem}") from problem
        if limit.id in found:
            raise Problem(f"{where}: the limit stands there twice.")
        found[limit.id] = limit
    return tuple(found.values())


@cache
def shipped_codes() -> Mapping[str, CodeList]:
    """Return every code list as shipped, by its name."""
    return read_codes(resources() / "codes.toml")


def read_codes(file: Path) -> Mapping[str, CodeList]:
    """Read a file of code lists; a wrong one is refused, naming file, list, row and reason."""
    lists: dict[str, CodeList] = {}
    for name, table in read_table(file).items():
        where = f"{file.name}, list {name}"
        if not isinstance(table, dict):
            raise Problem(f"{where}: a list of codes is expected.")
        _check(where, table, _LIST_FIELDS, _LIST_NEEDS)
        codes: dict[str, Code] = {}
        for at, row in enumerate(_rows(where, table, "codes"), start=1):
            code = _code(f"{where}, row {at}", row)
            if code.code in codes:
                raise Problem(f"{where}, row {at}: the code “{code.code}” stands there twice.")
            codes[code.code] = code
        lists[name] = CodeList(
            name=name,
            title=table["title"],
            source=table["source"],
            dated=table["dated"],
            codes=tuple(codes.values()),
            editable=table.get("editable", False),
            lead=table.get("lead", ""),
            note=table.get("note", ""),
        )
        try:
            lists[name].check()
        except Problem as problem:
            raise Problem(f"{where}: {problem}") from problem
    return MappingProxyType(lists)


def _code(where: str, row: Mapping[str, Any]) -> Code:
    if isinstance(row.get("code"), str):
        where = f"{where} ({row['code']})"
    _check(where, row, _CODE_FIELDS, _CODE_NEEDS)
    owner, stages = row.get("owner"), row.get("stages", [])
    if owner is not None and owner not in OWNERS:
        raise Problem(f"{where}: “{owner}” is nobody whose time a day can be.")
    for stage in stages:
        if stage not in set(Stage):
            raise Problem(f"{where}: “{stage}” is not a stage that is known.")
    return Code(
        code=row["code"],
        label=row["label"],
        owner=cast("Owner | None", owner),
        stages=tuple(stages),
        maps=MappingProxyType(row.get("maps", {})),
        retired=row.get("retired", False),
        spellings=tuple(row.get("spellings", [])),
        under=tuple(row.get("under", [])),
        leads=tuple(row.get("leads", [])),
    )


def _rows(where: object, table: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    label = where.name if isinstance(where, Path) else where
    rows = table.get(name)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise Problem(f"{label} has no rows under [[{name}]].")
    return rows


def _check(
    where: str, row: Mapping[str, Any], fields: Mapping[str, type], needs: tuple[str, ...]
) -> None:
    for name, value in row.items():
        if name not in fields:
            raise Problem(f"{where}: “{name}” is not a field that is known.")
        if type(value) is not fields[name]:
            raise Problem(f"{where}: “{name}” holds a value of the wrong kind.")
        texts = list(value.values()) if isinstance(value, dict) else value
        if fields[name] in {dict, list} and name != "codes" and not _are_texts(texts):
            raise Problem(f"{where}: “{name}” may hold texts only.")
    for name in needs:
        if not row.get(name):
            raise Problem(f"{where}: “{name}” is missing.")


def _are_texts(texts: object) -> bool:
    return isinstance(texts, list) and all(isinstance(text, str) for text in texts)
