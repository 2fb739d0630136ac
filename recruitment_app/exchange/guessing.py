"""Guessing how a table is laid out: its sheet, its headings, its columns, the order of its days."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain, islice

from recruitment_app.errors import Problem
from recruitment_app.exchange import annex_a
from recruitment_app.exchange.books import Book
from recruitment_app.exchange.cells import (
    MOST_ROWS,
    Cell,
    Line,
    Lines,
    Uncalculated,
    fold,
    letters,
    shown,
)
from recruitment_app.exchange.fields import (
    FIELDS,
    NOT_READ,
    NOTE,
    SECOND_OF,
    Field,
    Kind,
    by_heading,
    field_of,
)
from recruitment_app.exchange.layouts import (
    DAY_FIRST,
    Column,
    Layout,
    Shape,
    keys_of,
    with_date_order,
)
from recruitment_app.exchange.looks import Look, Seen, look_of

Progress = Callable[[int, int, str], None]
Cells = Mapping[int, Cell | Uncalculated]

_LINES_ABOVE = 200
_FEWEST_KNOWN = 2
_ALIKE = 0.84
_SHORTEST_ALIKE = 5
_FEWEST_TELLING = 3
_LONGEST_HEADING = 120
_MOST = 0.8
_HALF = 0.5
_AT_ONCE = 1_000
_FEW_NAMED = 6
_NAMES = frozenset({"names", "turned_names", "family_name"})
_DAYS = frozenset({Kind.DAY, Kind.PARTIAL_DAY})
_VALUES = frozenset({Look.DAY, Look.EMAIL, Look.TELEPHONE, Look.POSTCODE, Look.NUMBER})
_REACHING = frozenset({Look.DAY, Look.EMAIL, Look.TELEPHONE, Look.POSTCODE})
_BY_LOOK: Mapping[Look, str] = {
    Look.EMAIL: "email",
    Look.TELEPHONE: "telephone",
    Look.POSTCODE: "postcode",
}


def guess(
    book: Book,
    sheet: str = "",
    *,
    heading_row: int | None = None,
    progress: Progress | None = None,
) -> Layout:
    """Return how a table seems to be laid out: without a sheet's name, the likeliest sheet.

    ``heading_row`` outranks the row that would be guessed; nought means that
    there are no headings.

    Raises:
        Problem: the file cannot be read to its end, or holds nothing.

    """
    sheet, others = (sheet, ()) if sheet else _likeliest(book)
    lines = book.lines(sheet)
    with closing(lines):
        head = list(islice(lines, _LINES_ABOVE))
        if not any(_held(cells) for _, cells in head):
            raise Problem(f"{book.path.name} holds no rows: choose another file or sheet.")
        at = _heading_row(head) if heading_row is None else heading_row
        headings = next((cells for number, cells in head if number == at), {})
        width = max(headings, default=-1) + 1 if at and book.separator else 0
        seen, rows = _seen(chain(head, lines), at, width, progress)
    places = sorted({*seen, *_held(headings)})
    columns = _mapped(
        [Column(each, letters(each), _heading(headings.get(each)), NOT_READ) for each in places],
        seen,
    )
    layout = Layout(
        sheet, at, columns, encoding=book.encoding, separator=book.separator, rows=rows,
        remarks=(*book.remarks, *_also(others)), mapping=_fixed(columns), width=width,
    )  # fmt: skip
    return _with_days(layout, seen)


def fit(shape: Shape, book: Book, sheet: str = "", *, progress: Progress | None = None) -> Layout:
    """Return the layout of a file as a remembered shape reads it; new columns are guessed.

    Raises:
        Problem: the file cannot be read, or has none of the shape's columns.

    """
    same = {fold(each): each for each in book.sheets}
    layout = guess(
        book,
        sheet or same.get(fold(shape.sheet), ""),
        heading_row=None if shape.has_headings else 0,
        progress=progress,
    )
    keys = keys_of(layout.columns)
    if not shape.fields.keys() & set(keys):
        raise Problem(
            f"{book.path.name} has none of the columns that this mapping knows:"
            " choose another mapping or another sheet."
        )
    taken = {shape.fields[key] for key in keys if key in shape.fields}

    def meant(key: str, guessed: str) -> str:
        free = guessed not in taken or FIELDS[guessed].many
        return shape.fields.get(key, guessed if free else NOTE)

    columns = tuple(
        replace(each, field=meant(key, each.field))
        for key, each in zip(keys, layout.columns, strict=True)
    )
    return with_date_order(replace(layout, columns=columns), shape.date_order)


def _likeliest(book: Book) -> tuple[str, tuple[str, ...]]:
    """Return the sheet to read, and the others that are like lists of enquiries, too.

    It is the one with most of the known headings, else the first that holds something.
    """
    best, most = book.sheets[0], 0.0
    lists: list[str] = []
    for name in book.sheets if len(book.sheets) > 1 else ():
        lines = book.lines(name)
        with closing(lines):
            head = list(islice(lines, _LINES_ABOVE))
        known = max((_known(cells) for _, cells in head), default=0)
        if known >= _FEWEST_KNOWN:
            lists.append(name)
        score = known + _HALF * bool(head)
        if score > most:
            best, most = name, score
    return best, tuple(name for name in lists if name != best)


def _also(others: Sequence[str]) -> tuple[str, ...]:
    """Return the sentence on lists that stand on other sheets, so that none is forgotten."""
    if not others:
        return ()
    told = _named(others[:_FEW_NAMED])
    if len(others) > _FEW_NAMED:
        told += f" and {len(others) - _FEW_NAMED} more"
    return (f"Lists stand on {told}, too: bring in each sheet by itself.",)


def _known(cells: Cells) -> int:
    """Count the headings that are known."""
    return sum(
        isinstance(each, str) and len(each) <= _LONGEST_HEADING and field_of(each) is not None
        for each in cells.values()
    )


def _field_like(heading: str) -> Field | None:
    """Return the field of the heading most like this one, for a person to confirm, or None."""
    folded = fold(heading)
    if len(folded) < _SHORTEST_ALIKE:
        return None
    close = get_close_matches(folded, by_heading(), cutoff=_ALIKE)
    figures = _figures(folded)  # "Mobile 3" is not nearly "Mobile 2"
    return next((by_heading()[each] for each in close if _figures(each) == figures), None)


def _figures(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _held(cells: Cells) -> list[int]:
    return [at for at, value in cells.items() if value is not None]


def _heading(value: Cell | Uncalculated) -> str:
    return " ".join(shown(value).split())[:_LONGEST_HEADING] if value is not None else ""


def _heading_row(head: Sequence[Line]) -> int:
    """Return the number of the row of headings, or nought where none is like one."""
    best, most = 0, 0
    for number, cells in head:
        known = _known(cells)
        if known > most and not any(look_of(cells[at]) in _REACHING for at in _held(cells)):
            best, most = number, known
    if most >= _FEWEST_KNOWN:
        return best
    widths = Counter(len(_held(cells)) for _, cells in head)
    usual = max(widths, key=lambda width: (widths[width], width))
    for at, (number, cells) in enumerate(head):
        if len(_held(cells)) * 2 >= usual:
            below = [line for _, line in head[at + 1 :]]
            return number if number == best or _like_headings(cells, below) else 0
    return 0


def _like_headings(cells: Cells, below: Sequence[Cells]) -> bool:
    """Tell whether a line is all words, above values that are not."""
    held = [cells[at] for at in _held(cells)]
    if not all(isinstance(each, str) and look_of(each) not in _VALUES for each in held):
        return False
    return any(
        look_of(value) in _VALUES
        for line in below
        for at, value in line.items()
        if at in cells and value is not None
    )


def _seen(
    lines: chain[Line] | Lines, heading_row: int, width: int, progress: Progress | None
) -> tuple[dict[int, Seen], int]:
    """Look through all rows below the headings; a text table's cells beyond them are no column."""
    seen: dict[int, Seen] = {}
    rows = 0
    for number, cells in lines:
        if number <= heading_row:
            continue
        held = False
        for at, value in cells.items():
            if value is None or (width and at >= width):
                continue
            held = True
            if at not in seen:
                seen[at] = Seen()
            seen[at].add(value)
        rows += held
        if rows > MOST_ROWS:
            break  # reading refuses it, and says so
        if progress is not None and not rows % _AT_ONCE:
            progress(rows, 0, f"{rows:,} rows looked at")
    return seen, rows


def _mapped(columns: Sequence[Column], seen: Mapping[int, Seen]) -> tuple[Column, ...]:
    """Return the columns with the field that each seems to be."""
    found: dict[int, str] = {}
    nothing = Seen()
    has_surname = any(field_of(each.heading) is FIELDS["family_name"] for each in columns)
    for spelled in (field_of, _field_like):
        for each in columns:
            if each.at in found or not each.heading:
                continue
            meant = spelled(each.heading)
            if meant is None:
                continue
            name = _checked(meant.name, seen.get(each.at, nothing), has_surname=has_surname)
            if name in found.values() and not FIELDS[name].many:
                name = SECOND_OF.get(name, NOTE)
            if name in found.values() and not FIELDS[name].many:
                name = NOTE
            found[each.at] = name
    for each in columns:
        if each.at not in found:
            found[each.at] = _by_look(seen.get(each.at, nothing), each.heading, found)
    return tuple(
        replace(each, field=found[each.at], sample=tuple(seen.get(each.at, nothing).sample))
        for each in columns
    )


def _checked(name: str, seen: Seen, *, has_surname: bool) -> str:
    """Return the field that a heading means, unless the values say that it cannot be."""
    kind = FIELDS[name].kind
    for look, other in _BY_LOOK.items():
        if kind in {Kind.TELEPHONE, Kind.EMAIL, Kind.POSTCODE} and seen.share(look) >= _MOST:
            second = name in SECOND_OF.values()
            return SECOND_OF.get(other, other) if second else other
    if seen.looked_at < _FEWEST_TELLING:
        return name
    if kind in _DAYS and seen.share(Look.DAY, Look.NUMBER) < _HALF:
        return NOTE
    if kind is Kind.COUNT and seen.share(Look.NUMBER) < _HALF:
        return NOTE
    return _names_so(seen, has_surname=has_surname) if name == "names" else name


def _names_so(seen: Seen, *, has_surname: bool) -> str:
    """Return how a column of names gives them: whole, the surname first, or one part alone."""
    if seen.share(Look.WORD) >= _MOST:
        return "given_names" if has_surname else "family_name"
    return "turned_names" if seen.turned else "names"


def _by_look(seen: Seen, heading: str, found: Mapping[int, str]) -> str:
    """Return the field of a column whose heading says nothing, or a note on the case."""
    if not seen.held:
        return NOT_READ
    taken = found.values()
    for look, name in _BY_LOOK.items():
        if seen.share(look) >= _MOST and (FIELDS[name].many or name not in taken):
            return name
    if not heading:
        if seen.share(Look.DAY) >= _MOST and "enquiry_on" not in taken:
            return "enquiry_on"
        if seen.share(Look.NAMES) >= _MOST and _NAMES.isdisjoint(taken):
            return "turned_names" if seen.turned else "names"
    return NOTE


def _fixed(columns: Sequence[Column]) -> str:
    """Return the fixed mapping whose headings these are, if any."""
    there = {fold(each.heading) for each in columns}
    return annex_a.NAME if all(fold(each) in there for each in annex_a.NEEDED) else ""


def _with_days(layout: Layout, seen: Mapping[int, Seen]) -> Layout:
    """Return the layout with the order in which its days are written, and what is unsure of it."""
    days = [
        each
        for each in layout.columns
        if FIELDS[each.field].kind in _DAYS and each.at in seen and seen[each.at].dated
    ]
    proved = {each.at: orders[0] for each in days if len(orders := seen[each.at].orders) == 1}
    agreed = set(proved.values())
    order = agreed.pop() if len(agreed) == 1 else DAY_FIRST
    mixed = [each.name for each in days if not seen[each.at].orders]
    unsure = [each.name for each in days if len(seen[each.at].orders) > 1 and not proved]
    remarks = list(layout.remarks)
    if mixed:
        remarks.append(
            f"{_named(mixed)} writes some days day first and some month first: they are read"
            f" {order} first, and those that cannot be are told."
        )
    if unsure:
        remarks.append(
            f"The days of {_named(unsure)} could be read day first or month first:"
            f" they are read {order} first."
        )
    columns = tuple(
        replace(each, date_order=proved[each.at]) if proved.get(each.at, order) != order else each
        for each in layout.columns
    )
    return replace(layout, columns=columns, date_order=order, remarks=tuple(remarks))


def _named(names: Sequence[str]) -> str:
    marked = [f"“{name}”" for name in names]
    return " and ".join([", ".join(marked[:-1]), marked[-1]] if marked[1:] else marked)
