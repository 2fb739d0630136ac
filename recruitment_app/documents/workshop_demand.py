"""Who waits for a workshop on paper: when each gets a place, and what further ones change."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable

from recruitment_app.documents import house_style, paper, parts
from recruitment_app.documents.grid import Grid
from recruitment_app.documents.house_style import long_date, short_date
from recruitment_app.documents.paper import Paper
from recruitment_app.rules.workshop_words import NO_PLACE

_NOTE = (
    "Places are counted per person, a household attends together, and whoever waits longest comes"
    " first. In time means that the last part is over by the Stage One limit. With further"
    " workshops everybody keeps the day that is foreseen until an earlier one is free."
)


@dataclass(frozen=True)
class PrintedWaiting:
    """A household that waits; ``then_on`` and ``sooner`` tell of further workshops."""

    reference: str
    household: str = field(repr=False)
    people: int
    since: date
    limit_on: date | None
    now_on: date | None
    then_on: date | None
    sooner: int | None
    is_in_time: bool
    approval_on: date | None


@dataclass(frozen=True)
class DemandPaper:
    """What the printed page holds; ``days`` begin the further workshops, if any are asked for."""

    agency: str
    told: tuple[str, ...]
    sums: tuple[tuple[str, int, int], ...]
    rows: tuple[PrintedWaiting, ...] = field(repr=False)
    days: tuple[date, ...]
    reckoned: str
    printed_on: date
    printed_by_role: str


def tell(demand: DemandPaper) -> list[Flowable]:
    """Return the page's story."""
    story = parts.title(
        "Waiting for a workshop", f"{demand.agency} \u00b7 as of {long_date(demand.printed_on)}"
    )
    story += [parts.words(each, house_style.STANDING) for each in demand.told]
    if not demand.rows:
        return story
    return [
        *story,
        parts.gap(4),
        _sums(demand),
        *parts.section_heading("Who waits, in their turn", "waiting"),
        _rows(demand),
        parts.words(_NOTE, house_style.QUIET),
        parts.words(demand.reckoned, house_style.QUIET),
    ]


def render(demand: DemandPaper) -> bytes:
    """Return the page as PDF."""
    return paper.render(
        Paper(
            title="Waiting for a workshop",
            agency=demand.agency,
            header="Waiting for a workshop",
            footer=f"Printed on {long_date(demand.printed_on)} by: {demand.printed_by_role}",
        ),
        tell(demand),
    )


def _sums(demand: DemandPaper) -> Grid:
    if not demand.days:
        plain = [(words, f"{now:,}") for words, now, _then in demand.sums]
        heads = ("In all", "As things stand")
        return parts.row_grid(heads, plain, (0.7, 0.3), figures=frozenset({1}))
    further = " and ".join(short_date(day) for day in demand.days)
    both = [(words, f"{now:,}", f"{then:,}") for words, now, then in demand.sums]
    return parts.row_grid(
        ("In all", "As things stand", f"With {further}"),
        both,
        (0.5, 0.2, 0.3),
        figures=frozenset({1, 2}),
    )


def _rows(demand: DemandPaper) -> Grid:
    with_further = bool(demand.days)
    more = ("With further", "Days sooner") if with_further else ()
    shares: tuple[float, ...] = (0.28, 0.15, 0.15, 0.15, 0.12, 0.15)
    if with_further:
        shares = (0.18, 0.13, 0.13, 0.13, 0.13, 0.09, 0.08, 0.13)
    return parts.row_grid(
        ("Household", "Waits since", "Limit", "Place on", *more, "In time", "Approval"),
        [tuple(_cells(row, with_further=with_further)) for row in demand.rows],
        shares,
        figures=frozenset({5}) if with_further else frozenset(),
    )


def _cells(row: PrintedWaiting, *, with_further: bool) -> Iterator[str]:
    alone = "" if row.people > 1 else ", one person"
    yield f"{row.household}\n{row.reference}{alone}"
    yield short_date(row.since)
    yield short_date(row.limit_on) if row.limit_on else ""
    yield short_date(row.now_on) if row.now_on else NO_PLACE
    if with_further:
        yield short_date(row.then_on) if row.then_on else NO_PLACE
        yield str(row.sooner) if row.sooner else ""
    last = row.then_on if with_further else row.now_on
    yield "" if last is None else "Yes" if row.is_in_time else "No"
    yield short_date(row.approval_on) if row.approval_on else ""
