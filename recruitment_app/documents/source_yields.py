"""What came of each source of enquiry on paper: how far its enquiries came, and what each cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from recruitment_app.documents import house_style, paper, parts
from recruitment_app.documents.grid import Grid
from recruitment_app.documents.house_style import WIDTH, long_date
from recruitment_app.documents.paper import Paper
from recruitment_app.documents.pen import Figure
from recruitment_app.drawings.source_bars import SourceBar, source_bars
from recruitment_app.rules.source_yields import Yield, pounds, told

_BENEATH = "\N{EN SPACE}\N{EN DASH} "
_NOTE = (
    "Enquiries of these days, each household once, as far as they are on the day of printing."
    " A campaign or an event stands once, beneath its source, and counts every enquiry that names"
    " it. A cost counts where the campaign began within these days."
)


@dataclass(frozen=True)
class PrintedSource:
    """A line of the table."""

    title: str
    is_beneath: bool
    found: Yield


@dataclass(frozen=True)
class SourcesPaper:
    """What the printed page of sources holds."""

    agency: str
    first: date
    last: date
    least: int
    lines: tuple[PrintedSource, ...]
    total: Yield
    printed_on: date
    printed_by_role: str


def tell(sources: SourcesPaper) -> list[Flowable]:
    """Return the page's story."""
    days = f"{long_date(sources.first)} to {long_date(sources.last)}"
    story = [
        *parts.title("Sources of enquiries", f"{sources.agency} \u00b7 {days}"),
        parts.words(told(sources.total, sources.least), house_style.STANDING),
        parts.gap(4),
    ]
    bars = [
        SourceBar(line.title, line.found.enquiries, line.found.approved, line.found.in_hand)
        for line in sources.lines
        if not line.is_beneath
    ]
    if any(bar.enquiries for bar in bars):
        story += [Figure(source_bars(bars, WIDTH)), parts.gap(6)]
    if sources.lines:
        story.append(_table(sources))
    least = f"No percentage is told of fewer than {sources.least} enquiries."
    return [*story, parts.words(f"{_NOTE} {least}", house_style.QUIET)]


def render(sources: SourcesPaper) -> bytes:
    """Return the page as PDF."""
    return paper.render(
        Paper(
            title="Sources of enquiries",
            agency=sources.agency,
            header="Sources of enquiries",
            footer=f"Printed on {long_date(sources.printed_on)} by: {sources.printed_by_role}",
            marking=paper.OFFICIAL,
        ),
        tell(sources),
    )


def _table(sources: SourcesPaper) -> Grid:
    rows = [
        ((_BENEATH if line.is_beneath else "") + line.title, *_figures(line.found, sources.least))
        for line in sources.lines
    ]
    rows.append(("All enquiries", *_figures(sources.total, sources.least)))
    return parts.row_grid(
        (
            "Source",
            "Enquiries",
            "Registered",
            "Stage One",
            "Approved",
            "On the way",
            "Cost",
            "Per enquiry",
            "Per approval",
        ),
        rows,
        (0.21, 0.115, 0.12, 0.08, 0.11, 0.08, 0.09, 0.09, 0.105),
        figures=frozenset(range(1, 9)),
    )


def _figures(found: Yield, least: int) -> Iterator[str]:
    yield from (str(found.enquiries), str(found.registered), str(found.stage_one))
    share = found.share(found.approved, least)
    yield str(found.approved) if share is None else f"{found.approved} ({share} %)"
    yield str(found.in_hand)
    for pence in (found.cost, found.cost_per_enquiry, found.cost_per_approval):
        yield pounds(pence)
