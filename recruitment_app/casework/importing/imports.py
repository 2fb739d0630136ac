"""Bringing cases in from a file: a dry run says what each row is, then all come in or none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from recruitment_app.casework.change import STEP, Change, Touched
from recruitment_app.casework.importing.import_judging import judge
from recruitment_app.casework.importing.import_layouts import Reading, read_file
from recruitment_app.casework.importing.import_manner import manner_of
from recruitment_app.casework.importing.import_plan import (
    ImportPlan,
    PlannedRow,
    Progress,
    Verdict,
    quietly,
)
from recruitment_app.casework.importing.import_rows import Desk, add_to_cases, write_cases
from recruitment_app.casework.importing.kept_imports import keep_import
from recruitment_app.casework.importing.saved_mappings import shape_named
from recruitment_app.casework.in_force import law_in_force, read_law
from recruitment_app.casework.in_one_go import in_one_go
from recruitment_app.casework.stepping import ask_leave
from recruitment_app.errors import Problem
from recruitment_app.exchange.facts_of_cells import Answers
from recruitment_app.exchange.layouts import Layout
from recruitment_app.rules.roles import Duty
from recruitment_app.store.audit import last_head
from recruitment_app.store.keeping import Store

__all__ = ["ImportPlan", "PlannedRow", "Progress", "Verdict", "import_cases", "plan_import"]

TOUCHED = STEP | {Touched.PEOPLE, Touched.NOTES}


def plan_import(
    store: Store,
    *,
    path: Path,
    today: date,
    mapping: str | Layout = "",
    answers: Answers | None = None,
    sheet: str = "",
    columns: Mapping[str, str] | None = None,
    date_order: str = "",
    corrections: Mapping[tuple[int, int], str] | None = None,
    progress: Progress = quietly,
) -> ImportPlan:
    """Read a file and say what each row is: new, changed, a certain duplicate, or wrong and why.

    Nothing is written. ``mapping`` is a name, fixed or saved, or a layout that a
    person chose; without one the layout is guessed. The other wishes are told in
    ``import_layouts.Reading``. Whatever ``progress`` raises ends the reading.

    Raises:
        NotAllowed: the person may not bring cases in.
        Problem: the mapping is not known, or the file cannot be read.

    """
    with store.reading() as session:
        ask_leave(session, store, Duty.IMPORT)
        codes = read_law(session).codes
        shape = shape_named(session, mapping)
    reading = Reading(
        path, mapping, sheet, answers or {}, columns or {}, date_order, corrections or {}
    )
    with in_one_go():
        incoming, layout = read_file(
            reading, shape=shape, codes=codes, today=today, progress=progress
        )
    if not (incoming.cases or incoming.wrong):
        raise Problem(f"{path.name} has no rows below its headings.")
    with in_one_go(), store.reading() as session:
        worker = ask_leave(session, store, Duty.IMPORT)
        plan = judge(session, worker, incoming, file_name=path.name, progress=progress)
    manner = manner_of(incoming, layout, reading.corrections, codes)
    return replace(plan, layout=layout, manner=manner)


def import_cases(
    store: Store, *, plan: ImportPlan, today: date, progress: Progress = quietly
) -> Change:
    """Bring in all that a dry run holds, or nothing; certain duplicates are skipped.

    New rows become cases; what changed rows say beyond the record is added to
    theirs. ``record_id`` of the answer is the import's. Whatever ``progress``
    raises leaves everything as it was.

    Raises:
        NotAllowed: the person may not bring cases in.
        Problem: a row is wrong, a spelling needs an answer, or the store has
            changed since the dry run so that a row is something else now.

    """
    if plan.unknown:
        raise Problem(f"Nothing was brought in. These spellings need an answer: {plan.spellings}.")
    wrong = [row for row in plan.rows if row.verdict is Verdict.WRONG]
    if wrong:
        raise Problem(
            f"Nothing was brought in: {_rows(plan.count(Verdict.WRONG))} wrong, the first is row"
            f" {wrong[0].row}. {wrong[0].why}"
        )
    with in_one_go(), store.writing(act="import_cases") as session:
        worker = ask_leave(session, store, Duty.IMPORT)
        before = last_head(session)
        if before != plan.seen:
            again = judge(
                session, worker, plan.incoming, file_name=plan.file_name, progress=progress
            )
            if again.rows != plan.rows:
                raise Problem("The store has changed since the dry run: look at a new one first.")
            plan = replace(again, layout=plan.layout, manner=plan.manner)
        desk = Desk(session, store, worker, law_in_force(session), today, progress)
        added = add_to_cases(desk, plan.changed)
        kept = keep_import(
            session, plan, worker=worker, at=store.clock(), before=before, added=added
        )
        write_cases(desk, plan.new, import_id=kept.id, mapping=plan.mapping)
        return Change(None, TOUCHED, _told(plan), kept.id)


def _told(plan: ImportPlan) -> str:
    told = "1 case brought in" if len(plan.new) == 1 else f"{len(plan.new)} cases brought in"
    if like := sum(bool(each.like) for each in plan.new):
        told += f", of which {like} may be {'a duplicate' if like == 1 else 'duplicates'}"
    if changed := plan.count(Verdict.CHANGED):
        told += f"; {'1 row adds' if changed == 1 else f'{changed} rows add'} to what is recorded"
    if skipped := plan.count(Verdict.DUPLICATE):
        as_what = "a certain duplicate" if skipped == 1 else "certain duplicates"
        told += f"; {_rows(skipped)} skipped as {as_what}"
    return f"{told}."


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count} rows are"
