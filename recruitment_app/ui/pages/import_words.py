"""What an import page says of each step: how far it is, what is missing, what comes next."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from recruitment_app.casework.importing.imports import ImportPlan, Verdict
from recruitment_app.ui import labels
from recruitment_app.ui.import_work import ImportWork
from recruitment_app.ui.widgets.stepper import StepShown, StepState


class Step(IntEnum):
    """The steps of an import in their order."""

    FILE = 0
    COLUMNS = 1
    SPELLINGS = 2
    ROWS = 3
    DONE = 4


_NAMES: Final = {
    Step.FILE: "File",
    Step.COLUMNS: "Columns",
    Step.SPELLINGS: "Spellings",
    Step.ROWS: "Dry run",
    Step.DONE: "Brought in",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What stands at the foot of a step: a sentence, whether it may go on, and to what."""

    sentence: str = ""
    may_go_on: bool = False
    on: str = ""


def _said(words: str) -> str:
    return QCoreApplication.translate("import_page", words)


def steps_told(work: ImportWork | None, file_name: str, now: Step) -> list[StepShown]:
    """Return the steps with what there is to say of each."""
    plan = work.plan if work is not None else None
    read = sum(bool(each.field) for each in work.layout.columns) if work is not None else 0
    asked = len(work.questions()) if work is not None and plan is not None else 0
    under = {
        Step.FILE: work.path.name if work is not None else file_name if now is Step.DONE else "",
        Step.COLUMNS: labels.count(read, "column read", "columns read") if work else "",
        Step.SPELLINGS: (f"{asked:,} {_said('asked about')}" if asked else _said("none to ask"))
        if plan is not None
        else "",
        Step.ROWS: labels.count(len(plan.rows), "row", "rows") if plan is not None else "",
        Step.DONE: "",
    }
    return [StepShown(_said(_NAMES[each]), under[each], _state(each, now)) for each in Step]


def foot_told(work: ImportWork | None, step: Step, left: str = "") -> Told:
    """Return what is missing before the next step, and what that is called.

    ``left`` is the name of a file that was left in the middle.
    """
    if step is Step.FILE and (left or work is not None):
        told = _said("You were looking at {file}; what you chose is kept.")
        file = work.path.name if work is not None else left
        return Told(told.format(file=file), may_go_on=True, on=_said("&On with it"))
    if work is None:
        return Told()
    match step:
        case Step.COLUMNS:
            return _columns_told(work)
        case Step.SPELLINGS:
            return _spellings_told(work)
        case Step.ROWS if work.plan is not None:
            return _rows_told(work, work.plan)
    return Told()


def _columns_told(work: ImportWork) -> Told:
    lacking = "" if work.layout.mapping else " ".join(work.layout.lacking)
    rows = labels.count(work.layout.rows, "row", "rows")
    told = lacking or _said("{rows} below the headings.").format(rows=rows)
    return Told(told, may_go_on=not lacking, on=_said("Look at the ro&ws"))


def _spellings_told(work: ImportWork) -> Told:
    asked = work.questions()
    left = sum((each.column, each.spelling) not in work.answers for each in asked)
    told = _said("Every spelling has its answer.")
    if left:
        told = _said("{left} of {asked} need an answer before anything can come in.").format(
            left=left, asked=len(asked)
        )
    return Told(told, may_go_on=True, on=_said("Look at the ro&ws"))


def _rows_told(work: ImportWork, plan: ImportPlan) -> Told:
    new = len(plan.new)
    on = _said("Bring &in")
    if new:
        on = _said("Bring &in {cases}").format(cases=labels.count(new, "case", "cases"))
    if not work.is_judged:
        told = _said("The rows are looked at again before anything comes in.")
        return Told(told, may_go_on=True, on=_said("Look aga&in"))
    lacking = _lacking(plan)
    if lacking:
        return Told(lacking, on=on)
    return Told(_said("Everything is right: all of it comes in, or none."), may_go_on=True, on=on)


def _lacking(plan: ImportPlan) -> str:
    wrong = plan.count(Verdict.WRONG)
    if plan.unknown:
        asked = labels.count(len(plan.unknown), "spelling needs", "spellings need")
        return _said("{asked} an answer: go one step back.").format(asked=asked)
    if wrong:
        rows = labels.count(wrong, "row is", "rows are")
        return _said("{rows} wrong: put the cell right here, and it is judged again.").format(
            rows=rows
        )
    if not plan.new and not plan.count(Verdict.CHANGED):
        return _said("Every row is recorded already: there is nothing to bring in.")
    return ""


def _state(step: Step, now: Step) -> StepState:
    if step is now:
        return StepState.CURRENT
    return StepState.DONE if step < now else StepState.NEXT
