"""The sheet of a supervision: for each case its drift, what was said and decided, and sign-off."""

from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable

from recruitment_app.documents import paper, parts
from recruitment_app.documents.house_style import long_date
from recruitment_app.documents.paper import Paper
from recruitment_app.rules.stages import STAGE_WORDS, Stage

_CASE = 130.0  # points that a case takes at least: its heading stays with its facts
_NOTHING = "Nothing that is late or goes unnoticed."


@dataclass(frozen=True)
class PrintedCase:
    """One case of the sheet."""

    reference: str
    household: str = field(repr=False)
    stage: Stage
    drift: str = field(repr=False)
    narrative: str = field(repr=False)
    decision: str = field(repr=False)
    due_on: date | None = None


@dataclass(frozen=True)
class PrintedSheet:
    """What the sheet holds; until both have signed it is a draft."""

    agency: str
    worker: str
    supervisor: str
    held_on: date
    printed_on: date
    printed_by_role: str
    next_on: date | None = None
    remarks: str = field(default="", repr=False)
    supervisor_signed_on: date | None = None
    worker_signed_on: date | None = None
    cases: tuple[PrintedCase, ...] = ()


def tell(sheet: PrintedSheet) -> list[Flowable]:
    """Return the sheet's story."""
    story = [
        *parts.title("Supervision sheet", f"{sheet.worker} \u00b7 {long_date(sheet.held_on)}"),
        parts.fact_sheet(
            [
                ("Worker", sheet.worker),
                ("Supervisor", sheet.supervisor),
                ("Open cases", str(len(sheet.cases))),
                ("Next supervision", long_date(sheet.next_on) if sheet.next_on else ""),
                *([("Remarks", sheet.remarks)] if sheet.remarks else []),
            ]
        ),
        *parts.section_heading("Cases", "cases"),
    ]
    if not sheet.cases:
        story.append(parts.words("The worker has no open case."))
    for case in sheet.cases:
        story += _case(case)
    story += parts.section_heading("Sign-off", "sign-off")
    story.append(
        parts.fact_grid(
            ("Who", "Name", "Signed on"),
            [
                ("Supervisor", sheet.supervisor, _signed(sheet.supervisor_signed_on)),
                ("Worker", sheet.worker, _signed(sheet.worker_signed_on)),
            ],
            (0.2, 0.45, 0.35),
        )
    )
    return story


def render(sheet: PrintedSheet) -> bytes:
    """Return the sheet as PDF."""
    title = f"Supervision sheet {long_date(sheet.held_on)}"
    is_signed = sheet.worker_signed_on is not None
    return paper.render(
        Paper(
            title=title,
            agency=sheet.agency,
            header=title,
            footer=f"Printed on {long_date(sheet.printed_on)} by: {sheet.printed_by_role}",
            watermark="" if is_signed else "DRAFT",
        ),
        tell(sheet),
    )


def _case(case: PrintedCase) -> list[Flowable]:
    household = f" \u00b7 {case.household}" if case.household else ""
    heading = f"{case.reference}{household} \u00b7 {STAGE_WORDS[case.stage]}"
    return [
        parts.room_for(_CASE),
        *parts.heading(heading),
        parts.fact_sheet(
            [
                ("Drift", case.drift or _NOTHING),
                ("What was said", case.narrative),
                ("Decision", case.decision),
                *([("By", long_date(case.due_on))] if case.due_on else []),
            ]
        ),
    ]


def _signed(day: date | None) -> str:
    return long_date(day) if day is not None else "Not signed"
