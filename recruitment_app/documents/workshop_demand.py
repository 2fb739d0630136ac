"""Who waits for a workshop on paper: when each gets a place, and what further ones change."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable

from recruitment_app.documents import house_style, paper, parts
from recruitment_app.documents.grid import Grid
from recruitment_app.documents.house_style import long_date, short_date
from recruitment_app.documents.paper import Paper
from recruitment_app.rules.workshop_words import MOST_NAMED, NO_PLACE, listed

_NOTE = (
    "Places are counted per person, a household attends together, and whoever waits longest comes"
    " first. In time means that the last part is over by the Stage One limit. With further"
    " workshops everybody keeps the day that is foreseen until an earlier one is free."
)


@dataclass(frozen=True)
class PrintedWaiting:
    """A household that waits; ``then_on`` and what follows count further workshops in."""

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
    if len(demand.days) > MOST_NAMED:
        story.append(parts.words(f"Further workshops begin on {listed(demand.days)}."))
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
    further = short_date(demand.days[0]) if len(demand.days) == 1 else "further workshops"
    both = [(words, f"{now:,}", f"{then:,}") for words, now, then in demand.sums]
    return parts.row_grid(
        ("In all", "As things stand", f"With {further}"),
        both,
        (0.5, 0.2, 0.3),
        figures=frozenset({1, 2}),
    )


def _rows(demand: DemandPaper) -> Grid:
    if not demand.days:
        return parts.row_grid(
            ("Household", "Waits since", "Limit", "Place on", "In time", "Approval"),
            [
                (*_named(row), _day(row.since), _day(row.limit_on), _place(row.now_on), *_ends(row))
                for row in demand.rows
            ],
            (0.3, 0.14, 0.14, 0.15, 0.12, 0.15),
        )
    return parts.row_grid(
        ("Household", "Limit", "Place on", "With further", "Sooner", "In time", "Approval"),
        [
            (
                *_named(row),
                _day(row.limit_on),
                _place(row.now_on),
                _place(row.then_on),
                str(row.sooner) if row.sooner else "",
                *_ends(row),
            )
            for row in demand.rows
        ],
        (0.3, 0.13, 0.13, 0.13, 0.09, 0.09, 0.13),
        figures=frozenset({4}),
    )


def _named(row: PrintedWaiting) -> Iterator[str]:
    alone = "" if row.people > 1 else ", one person"
    yield f"{row.household}\n{row.reference}{alone}"


def _ends(row: PrintedWaiting) -> Iterator[str]:
    """Give whether it is in time, and the day of approval, both with the further workshops."""
    yield "" if row.then_on is None else "Yes" if row.is_in_time else "No"
    yield _day(row.approval_on)


def _place(day: date | None) -> str:
    return short_date(day) if day is not None else NO_PLACE


def _day(day: date | None) -> str:
    return short_date(day) if day is not None else ""
