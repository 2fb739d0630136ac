"""The handover pack: what whoever takes over a case, or a whole caseload, has to know."""

from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable

from recruitment_app.documents import house_style, paper, parts
from recruitment_app.documents.house_style import long_date, short_date
from recruitment_app.documents.paper import Paper
from recruitment_app.rules.stages import STAGE_WORDS, Stage


@dataclass(frozen=True)
class PackTable:
    """One table of a case under its heading, or the sentence that there is nothing in it."""

    title: str
    headings: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    nothing: str


@dataclass(frozen=True)
class PackCase:
    """One case of the pack; ``open_things`` are the counts of its line on the first page."""

    reference: str
    household: str = field(repr=False)
    stage: Stage
    due_on: date | None
    open_things: tuple[int, ...]
    facts: tuple[tuple[str, str], ...] = field(repr=False)
    tables: tuple[PackTable, ...] = ()


@dataclass(frozen=True)
class HandoverPack:
    """What the pack holds; ``withheld`` counts the cases that its reader may not see."""

    agency: str
    worker: str
    printed_on: date
    printed_by_role: str
    cases: tuple[PackCase, ...] = ()
    own_tasks: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    withheld: int = 0

    @property
    def title(self) -> str:
        """Return what it is called; a reference and never a name."""
        one = self.cases[0].reference if len(self.cases) == 1 else ""
        return f"Handover pack {one}".strip()


def tell(pack: HandoverPack) -> list[Flowable]:
    """Return the pack's story: a line for each case, then a part for each."""
    count = len(pack.cases)
    whose = f"{pack.worker} \u00b7 " if pack.worker else ""
    cases = "1 open case" if count == 1 else f"{count} open cases"
    story = [
        *parts.title(pack.title, f"{whose}{cases} \u00b7 as of {long_date(pack.printed_on)}"),
        *_first_page(pack),
    ]
    for case in pack.cases:
        story += _case(case)
    return story


def render(pack: HandoverPack) -> bytes:
    """Return the pack as PDF."""
    return paper.render(
        Paper(
            title=pack.title,
            agency=pack.agency,
            header=pack.title,
            footer=f"Printed on {long_date(pack.printed_on)} by: {pack.printed_by_role}",
        ),
        tell(pack),
    )


def _first_page(pack: HandoverPack) -> list[Flowable]:
    story: list[Flowable] = []
    if pack.withheld:
        cases = "case is" if pack.withheld == 1 else "cases are"
        story.append(parts.words(f"{pack.withheld} restricted {cases} not in this pack."))
    if not pack.cases:
        return [*story, parts.words("There is no open case to hand over.")]
    rows = [
        (
            case.reference,
            case.household,
            STAGE_WORDS[case.stage],
            short_date(case.due_on) if case.due_on else "",
            *(str(number) for number in case.open_things),
        )
        for case in pack.cases
    ]
    headings = ("Case", "Household", "Stage", "Due next", "Checks", "Visits", "Promises", "Tasks")
    shares = (0.105, 0.23, 0.14, 0.135, 0.1, 0.085, 0.12, 0.085)
    story.append(parts.row_grid(headings, rows, shares, figures=frozenset({4, 5, 6, 7})))
    story.append(
        parts.words(
            "Checks are those that somebody has still to do something about; visits are planned"
            " or to be recorded, or have something left to follow up.",
            house_style.QUIET,
        )
    )
    if pack.own_tasks:
        story += parts.heading("Tasks of no case")
        story.append(parts.row_grid(("What", "Due"), pack.own_tasks, (0.8, 0.2)))
    return story


def _case(case: PackCase) -> list[Flowable]:
    place = case.reference
    story = [
        parts.new_page(),
        *parts.part_heading(f"{case.reference} \u00b7 {case.household}", place),
        parts.gap(6),
        parts.fact_sheet(case.facts),
    ]
    for at, table in enumerate(case.tables):
        if table.rows:
            story += parts.section_heading(table.title, f"{place}-{at}")
            story.append(parts.row_grid(table.headings, table.rows, table.shares))
    nothing = [table.nothing for table in case.tables if not table.rows]
    if nothing:
        story += parts.section_heading("Nothing more", f"{place}-nothing")
        story.append(parts.words(" ".join(nothing), house_style.QUIET))
    return story
