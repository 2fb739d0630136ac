"""The recruitment year on one page: the chart, where the team stands, and the figures by month."""

from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from recruitment_app.documents import house_style, paper, parts
from recruitment_app.documents.grid import Grid
from recruitment_app.documents.house_style import NO_FIGURE, WIDTH
from recruitment_app.documents.paper import Paper
from recruitment_app.documents.pen import Figure
from recruitment_app.drawings import progress_figures
from recruitment_app.drawings.charts import progress_chart
from recruitment_app.drawings.progress_figures import ProgressFigures

CHART_HEIGHT = 235.0


@dataclass(frozen=True)
class ProgressReport:
    """What the printed page of recruitment progress holds."""

    agency: str
    figures: ProgressFigures
    printed_on: date
    printed_by_role: str


def tell(report: ProgressReport) -> list[Flowable]:
    """Return the page's story."""
    figures = report.figures
    began = house_style.long_date(figures.starts_on)
    ended = house_style.long_date(figures.ends_on)
    target = (
        f"target {figures.target} new approvals by {ended}"
        if figures.target > 0
        else "no target is set"
    )
    return [
        *parts.title(
            f"Recruitment progress {_label(figures)}",
            f"{report.agency} \u00b7 year from {began} \u00b7 {target}",
        ),
        parts.words(progress_figures.standing(figures), house_style.STANDING),
        parts.gap(6),
        Figure(progress_chart(figures, WIDTH, CHART_HEIGHT)),
        *parts.heading("Month by month"),
        _table(figures),
        parts.words(
            "Each approval counts on the day of the agency\u2019s decision to approve. "
            "The straight line carries a twelfth of the target in each month.",
            house_style.QUIET,
        ),
    ]


def render(report: ProgressReport) -> bytes:
    """Return the page as PDF."""
    label = _label(report.figures)
    printed = house_style.long_date(report.printed_on)
    return paper.render(
        Paper(
            title=f"Recruitment progress {label}",
            agency=report.agency,
            header=f"Recruitment progress {label}",
            footer=f"Printed on {printed} by: {report.printed_by_role}",
            marking=paper.OFFICIAL,
        ),
        tell(report),
    )


def _table(figures: ProgressFigures) -> Grid:
    rows = [
        (
            row.month,
            _figure(row.approvals),
            _figure(row.cumulative),
            f"{row.straight_line:.1f}" if figures.target > 0 else NO_FIGURE,
            _figure(row.last_year),
        )
        for row in progress_figures.month_rows(figures)
    ]
    return parts.fact_grid(
        (
            "Month",
            "Approvals",
            "In the year so far",
            "Straight line",
            f"{_dashed(figures.year_label_before)} so far",
        ),
        rows,
        (0.28, 0.16, 0.2, 0.18, 0.18),
        figures=frozenset({1, 2, 3, 4}),
    )


def _label(figures: ProgressFigures) -> str:
    return _dashed(figures.year_label)


def _dashed(label: str) -> str:
    return label.replace("-", "\u2013")


def _figure(number: int | None) -> str:
    return NO_FIGURE if number is None else str(number)
