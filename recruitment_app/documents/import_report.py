"""What came of a file that was brought in: its new cases, duplicates, changes and remarks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from reportlab.platypus import Flowable

from recruitment_app.documents import house_style, paper, parts
from recruitment_app.documents.paper import Paper

_ROWS_IN_A_GRID = 1000  # a longer table takes longer than its parts

Line = Sequence[str]


@dataclass(frozen=True)
class ImportReport:
    """What the report of one import holds; its rows name people and stay within it.

    ``new`` are row, case, household and remark; ``changed`` and ``duplicates``
    row, case, household and why. ``columns`` are heading and meaning, ``ignored``
    the headings that were not read.
    """

    agency: str
    number: int
    brought_in: tuple[tuple[str, str], ...]
    printed_on: date
    printed_by_role: str
    new: tuple[Line, ...] = field(default=(), repr=False)
    changed: tuple[Line, ...] = field(default=(), repr=False)
    duplicates: tuple[Line, ...] = field(default=(), repr=False)
    columns: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()


def tell(report: ImportReport) -> list[Flowable]:
    """Return the report's story."""
    counts = (
        f"{len(report.new)} new \u00b7 {len(report.changed)} changed \u00b7"
        f" {len(report.duplicates)} certain duplicates"
    )
    return [
        *parts.title(f"Import {report.number}", f"{report.agency} \u00b7 {counts}"),
        parts.fact_sheet(report.brought_in),
        *_part("New cases", "new", report.new, "Remark", "No case is new."),
        *_part("Changed", "changed", report.changed, "What was added", "No row adds anything."),
        *_part(
            "Certain duplicates, skipped",
            "duplicates",
            report.duplicates,
            "Why",
            "No row is a certain duplicate.",
        ),
        *_columns(report),
    ]


def render(report: ImportReport) -> bytes:
    """Return the report as PDF."""
    printed = house_style.long_date(report.printed_on)
    return paper.render(
        Paper(
            title=f"Import {report.number}",
            agency=report.agency,
            header=f"Report of import {report.number}",
            footer=f"Printed on {printed} by: {report.printed_by_role}",
        ),
        tell(report),
    )


def _part(
    title: str, place: str, lines: Iterable[Line], last: str, none: str
) -> Iterator[Flowable]:
    yield from parts.section_heading(title, place)
    rest = iter(lines)
    some = list(islice(rest, _ROWS_IN_A_GRID))
    if not some:
        yield parts.words(none, house_style.QUIET)
    while some:
        yield parts.fact_grid(("Row", "Case", "Household", last), some, (0.1, 0.15, 0.33, 0.42))
        some = list(islice(rest, _ROWS_IN_A_GRID))


def _columns(report: ImportReport) -> Iterator[Flowable]:
    yield from parts.section_heading("Columns", "columns")
    if report.columns:
        yield parts.fact_grid(("Heading", "Read as"), report.columns, (0.5, 0.5))
    told = ", ".join(report.ignored) if report.ignored else "none"
    yield parts.words(f"Columns that were not read: {told}.")
