"""The command that brings cases in from a file, or says what would come in."""

import tomllib
from pathlib import Path
from typing import Any

from recruitment_app.casework.imports import ImportPlan, Verdict, import_cases, plan_import
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import opened
from recruitment_app.cli.telling import say, tell_rows
from recruitment_app.errors import Problem
from recruitment_app.exchange.facts_of_cells import Answers

FIELDS = ("row", "verdict", "of", "like", "column", "why", "unknown")


def bring_in(asked: Asked) -> int:
    """Bring a file in, all or nothing; a dry run only lists what each row is."""
    if asked.file is None:
        raise Problem("Name the file to bring in.")
    answers = _answers(asked.answers)
    with opened(asked, writes=not asked.is_dry_run) as (store, today):
        plan = plan_import(
            store, path=asked.file, mapping=asked.mapping, today=today, answers=answers
        )
        if asked.is_dry_run or not plan.may_go_ahead:
            _list(plan, asked)
            if asked.is_dry_run:
                return DONE
        sentence = import_cases(store, plan=plan, today=today).sentence
    if asked.as_json:
        _list(plan, asked)
    else:
        say(sentence)
    return DONE


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
    say(plan.sentence)


def _answers(file: Path | None) -> Answers:
    """Read the answers: a spelling and its code, for every column or under one column's name."""
    if file is None:
        return {}
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
    return found
