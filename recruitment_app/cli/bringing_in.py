"""The commands that bring cases in from a file, list what came in, and take an import back."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recruitment_app.casework.importing.import_papers import import_paper
from recruitment_app.casework.importing.import_undo import undo_import
from recruitment_app.casework.importing.imports import (
    ImportPlan,
    Verdict,
    import_cases,
    plan_import,
)
from recruitment_app.casework.importing.kept_imports import imports
from recruitment_app.casework.importing.saved_mappings import FIXED, mappings
from recruitment_app.cli.arguments import Asked, refuse
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import folder_of, opened
from recruitment_app.cli.printing import write_pdf
from recruitment_app.cli.telling import say, tell_rows
from recruitment_app.errors import Problem
from recruitment_app.exchange import fields
from recruitment_app.exchange.facts_of_cells import Answers
from recruitment_app.exchange.incoming import Unknown
from recruitment_app.exchange.layouts import DATE_ORDERS
from recruitment_app.store.keeping import Store

FIELDS = ("row", "verdict", "of", "like", "column", "why", "unknown")
KEPT = ("id", "file", "mapping", "at", "by", "new", "changed", "duplicates", "undone", "undone_at")


@dataclass(frozen=True, slots=True)
class _Answered:
    """What a file of answers says: codes, fields by heading, and the order of a date."""

    codes: Answers = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""


def bring_in(asked: Asked) -> int:
    """Bring a file in, all or nothing; a dry run only lists what each row is."""
    if (asked.file is None) == (asked.undo is None):
        refuse("name a FILE to bring in, or an import with --undo ID")
    if asked.file is None:
        return _undo(asked)
    answered = _answers(asked.answers)
    if asked.mapping not in FIXED:
        _require_store(asked)
    with opened(asked, writes=not asked.is_dry_run) as (store, today):
        _require_mapping(store, asked.mapping)
        plan = plan_import(
            store,
            path=asked.file,
            mapping=asked.mapping,
            sheet=asked.sheet,
            today=today,
            answers=answered.codes,
            columns=answered.columns,
            date_order=answered.date_order,
        )
        if asked.is_dry_run or not plan.may_go_ahead:
            _list(plan, asked)
            if asked.is_dry_run:
                return DONE
        sentence = import_cases(store, plan=plan, today=today).sentence
        number = imports(store)[0].number
    if asked.as_json:
        _list(plan, asked)
    else:
        say(f"{sentence} This is import {number}.")
        _tell_manner(plan)
        if plan.ignored:
            left = ", ".join(f"“{name}”" for name in plan.ignored)
            say(f'Not read: {left}. To keep one, undo this and answer "note" below [columns].')
    return DONE


def list_imports(asked: Asked) -> int:
    """List every import, or print the report of one."""
    if (asked.pdf is None) != (asked.import_id is None):
        refuse("give the number of an import together with --pdf FILE")
    with opened(asked) as (store, today):
        if asked.import_id is not None and asked.pdf is not None:
            write_pdf(asked.pdf, import_paper(store, number=asked.import_id, today=today))
            say(f"The report of import {asked.import_id} stands in {asked.pdf}.")
            return DONE
        rows = [
            {
                "id": row.number,
                "file": row.file_name,
                "mapping": row.mapping,
                "at": row.at.isoformat(timespec="seconds"),
                "by": row.by,
                "new": row.new,
                "changed": row.changed,
                "duplicates": row.duplicates,
                "undone": row.undone_at is not None,
                "undone_at": row.undone_at.isoformat(timespec="seconds") if row.undone_at else None,
            }
            for row in imports(store)
        ]
    tell_rows(rows, KEPT, as_json=asked.as_json)
    return DONE


def _undo(asked: Asked) -> int:
    with opened(asked, writes=True) as (store, today):
        sentence = undo_import(store, number=asked.undo or 0, today=today).sentence
    if asked.as_json:
        tell_rows([{"id": asked.undo, "undone": True}], ("id", "undone"), as_json=True)
    else:
        say(sentence)
    return DONE


def _require_store(asked: Asked) -> None:
    """Take it for wrong usage where there is no store to remember a mapping, or none named."""
    try:
        folder_of(asked)
    except Problem:
        refuse(f"without --store DIR, --mapping is {' or '.join(FIXED)}")


def _require_mapping(store: Store, name: str) -> None:
    """Take a name that nothing is remembered under for wrong usage."""
    if not name or name in FIXED:
        return
    saved = [each.name for each in mappings(store)]
    if name.casefold() not in {each.casefold() for each in saved}:
        refuse(f"there is no mapping {name!r} (choose from {', '.join([*FIXED, *saved])})")


def _list(plan: ImportPlan, asked: Asked) -> None:
    spelt: dict[int, list[dict[str, Any]]] = {}
    for unknown in plan.unknown:
        told = {
            "column": unknown.column,
            "spelling": unknown.spelling,
            "near": list(unknown.near),
        }
        for row in unknown.rows:
            spelt.setdefault(row, []).append(told)
    rows = [
        {
            "row": row.row,
            "verdict": row.verdict.value,
            "of": row.of or None,
            "like": list(row.like),
            "column": row.column or None,
            "why": row.why or None,
            "unknown": spelt.get(row.row, []),
        }
        for row in plan.rows
    ]
    if asked.as_json:
        tell_rows(rows, FIELDS, as_json=True)
        return
    if any(row.verdict is not Verdict.NEW or row.why for row in plan.rows):
        tell_rows(rows, FIELDS[:-1], as_json=False)
    _tell_manner(plan)
    say(plan.sentence)
    if plan.unknown:
        say("Lines for a file of --answers, to be put right:")
    for unknown in plan.unknown:
        say(_answered_so(unknown))


def _tell_manner(plan: ImportPlan) -> None:
    """Say how a file was read: its columns and days, and whatever was not sure."""
    layout = plan.layout
    if layout is None:
        return
    read_as = [
        f"{each.name}: {fields.FIELDS[each.field].label}" for each in layout.columns if each.field
    ]
    say(f"The columns are read as: {'; '.join(read_as)}.")
    sheet = f"The letters are {layout.encoding}" if layout.encoding else f"Sheet “{layout.sheet}”"
    headings = f"headings in row {layout.heading_row}" if layout.heading_row else "no headings"
    days = "" if layout.mapping else f", days {layout.date_order} first"
    say(f"{sheet}, {headings}{days}.")
    for remark in layout.remarks:
        say(remark)


def _answered_so(unknown: Unknown) -> str:
    """Return the line of the answers that a spelling needs, with the codes that are near."""
    spelt, *codes = (
        json.dumps(each, ensure_ascii=False)
        for each in (unknown.spelling, *(unknown.near or ("…",)))
    )
    near = f"or {', '.join(codes[1:])}; " if codes[1:] else ""
    told = f'  # {near}"" leaves it out and keeps a note'
    return f"  {json.dumps(unknown.column, ensure_ascii=False)}.{spelt} = {codes[0]}{told}"


def _answers(file: Path | None) -> _Answered:
    """Read the answers: a spelling and its code, for every column or under one column's name."""
    if file is None:
        return _Answered()
    try:
        found = tomllib.loads(file.read_text("utf-8-sig"))
    except OSError:
        raise Problem("The file of answers cannot be read.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise Problem('The file of answers is not TOML: write "spelling" = "code".') from None
    for value in found.values():
        inner = list(value.values()) if isinstance(value, dict) else [value]
        if not all(isinstance(code, str) for code in inner):
            raise Problem('An answer is a code in quotation marks: "spelling" = "code".')
    columns = found.pop("columns", {})
    if not isinstance(columns, dict):
        raise Problem('What the columns are is told below [columns]: "heading" = "field".')
    order = found.pop("date_order", "")
    if order not in {"", *DATE_ORDERS}:
        raise Problem(f"The date_order is one of {', '.join(DATE_ORDERS)}.")
    return _Answered(found, columns, order)
