"""Reading a table by its layout: one row a household, each cell by the field of its column."""

from collections.abc import Callable, Mapping
from datetime import date

from recruitment_app.exchange.books import Book
from recruitment_app.exchange.facts_of_cells import Answers
from recruitment_app.exchange.incoming import Incoming
from recruitment_app.exchange.layouts import Layout
from recruitment_app.rules.codes import CodeList

NAME = "mapped"

Progress = Callable[[int, int, str], None]
Corrections = Mapping[tuple[int, int], str]  # by row number and column's place


def read(
    book: Book,
    layout: Layout,
    *,
    codes: Mapping[str, CodeList],
    answers: Answers,
    today: date,
    corrections: Corrections | None = None,
    progress: Progress | None = None,
) -> Incoming:
    """Read every row of a table as its layout says.

    ``answers`` give, for a spelling that no list knows, the code that is meant,
    or nothing to leave it out and keep its words as a note on the case; under a
    column's heading they count for that column alone. ``corrections`` are typed
    texts that stand in place of cells.

    Raises:
        Problem: the layout lacks a column, or the file cannot be read to its end.

    """
    raise NotImplementedError
