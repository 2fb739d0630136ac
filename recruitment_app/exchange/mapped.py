"""Reading a table by its layout: one row a household, each cell by the field of its column."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from recruitment_app.errors import Problem
from recruitment_app.exchange.books import Book
from recruitment_app.exchange.cells import (
    MOST_ROWS,
    Cell,
    Corrections,
    Row,
    Uncalculated,
    corrected,
    fold,
)
from recruitment_app.exchange.facts_of_cells import Answers, FactsOfCells, Manner
from recruitment_app.exchange.fields import NOT_READ
from recruitment_app.exchange.households_of_rows import HouseholdsOfRows
from recruitment_app.exchange.incoming import Incoming, IncomingCase
from recruitment_app.exchange.layouts import Column, Layout
from recruitment_app.rules.codes import CodeList

NAME = "mapped"

Progress = Callable[[int, int, str], None]
Cells = Mapping[int, Cell | Uncalculated]

_AT_ONCE = 500


def read(
    book: Book,
    layout: Layout,
    *,
    codes: Mapping[str, CodeList],
    answers: Answers,
    today: date,
    corrections: Corrections | None = None,
    progress: Progress | None = None,
    name: str = NAME,
) -> Incoming:
    """Read every row of a table as its layout says.

    ``answers`` give, for a spelling that no list knows, the code that is meant,
    or nothing to leave it out and keep its words as a note on the case; under a
    column's heading they count for that column alone. ``corrections`` are typed
    texts that stand in place of cells, an empty one for a blank.

    Raises:
        Problem: the layout lacks a column, or the file cannot be read to its end.

    """
    for sentence in layout.lacking:
        raise Problem(sentence)
    named = _named(layout)
    manner = Manner(
        book.counts_from_1904,
        {word: each.date_order or layout.date_order for word, each in named.items()},
        {word: each.at for word, each in named.items()},
    )
    facts = FactsOfCells(codes, answers, today, manner)
    read_as: dict[str, list[str]] = {}
    for word, each in named.items():
        read_as.setdefault(each.field, []).append(word)
    households = HouseholdsOfRows(facts, read_as, codes, today)
    cells: dict[int, Cells] = {}
    cases: list[IncomingCase] = []
    for row, held in _rows(book, layout, named, corrections or {}):
        if len(cells) == MOST_ROWS:
            raise Problem(
                f"{book.path.name} has more than {MOST_ROWS:,} rows: divide it into smaller files."
            )
        cells[row.number] = held
        if (case := households.case(row)) is not None:
            cases.append(case)
        if progress is not None and not len(cells) % _AT_ONCE:
            progress(len(cells), layout.rows, f"{len(cells):,} rows read")
    book.check_merged(layout.heading_row, max(cells, default=0), [e.at for e in named.values()])
    return Incoming(
        name,
        tuple(cases),
        tuple(facts.wrong),
        unknown=facts.unknown,
        ignored=tuple(e.name for e in layout.columns if e.field == NOT_READ and e.heading),
        cells=cells,
        answered=tuple(facts.answered),
        columns={field: tuple(manner.places[word] for word in read_as[field]) for field in read_as},
    )


def _named(layout: Layout) -> dict[str, Column]:
    """Return the columns that are read, by what sentences call them: no two alike."""
    columns = [each for each in layout.columns if each.field != NOT_READ]
    often = Counter(each.name for each in columns)
    return {
        each.name if often[each.name] == 1 else f"{each.name} (column {each.letter})": each
        for each in columns
    }


def _rows(
    book: Book, layout: Layout, named: Mapping[str, Column], corrections: Corrections
) -> Iterator[tuple[Row, Cells]]:
    """Yield each row that holds something under a heading that is read, and all its cells."""
    headings = {each.at: fold(each.heading) for each in layout.columns if each.heading}
    places = [(word, each.at) for word, each in named.items()]
    for number, cells in corrected(book.lines(layout.sheet), corrections):
        if number <= layout.heading_row or _are_headings(cells, headings):
            continue  # or the headings again, as long tables repeat them
        kept = {}
        for word, at in places:
            value = cells.get(at)
            if value is not None:
                kept[word] = value
        if kept:
            beyond = layout.width and any(
                at >= layout.width and value is not None for at, value in cells.items()
            )
            yield Row(number, kept, bool(beyond)), cells


def _are_headings(cells: Cells, headings: Mapping[int, str]) -> bool:
    """Tell whether a row gives the headings again, in whatever case and spacing."""
    held = {at: value for at, value in cells.items() if value is not None}
    return held.keys() == headings.keys() and all(
        isinstance(value, str) and fold(value) == headings[at] for at, value in held.items()
    )
