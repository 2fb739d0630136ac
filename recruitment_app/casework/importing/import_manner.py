"""How a file was read, in words for the report of its import: what was guessed or chosen."""

from collections.abc import Iterable, Mapping, Sequence

from recruitment_app.exchange.cells import letters
from recruitment_app.exchange.incoming import Answered, Incoming
from recruitment_app.exchange.layouts import Layout
from recruitment_app.rules.codes import CodeList

Manner = tuple[tuple[str, str], ...]

_MOST_NAMED = 60


def manner_of(
    incoming: Incoming,
    layout: Layout | None,
    corrected: Iterable[tuple[int, int]],
    codes: Mapping[str, CodeList],
) -> Manner:
    """Return what a file was read by, each with its name; nothing that the mapping fixes."""
    told = list(_of_layout(layout)) if layout is not None else []
    if incoming.answered:
        told.append(("Spellings answered", _named([_said(a, codes) for a in incoming.answered])))
    headings = {each.at: each.name for each in layout.columns} if layout is not None else {}
    cells = [
        f"row {row}, {headings.get(at) or f'column {letters(at)}'}" for row, at in sorted(corrected)
    ]
    if cells:
        told.append(("Cells corrected", _named(cells)))
    return tuple(told)


def _of_layout(layout: Layout) -> Manner:
    headings = f"headings in row {layout.heading_row}" if layout.heading_row else "no headings"
    days = "" if layout.mapping else f", days {layout.date_order} first"
    table = f"letters {layout.encoding}" if layout.encoding else f"sheet “{layout.sheet}”"
    read = f"{table}, {headings}{days}"
    return (
        ("Read so", f"{read[0].upper()}{read[1:]}"),
        *(("Not sure", remark) for remark in layout.remarks),
    )


def _said(answered: Answered, codes: Mapping[str, CodeList]) -> str:
    listed = codes.get(answered.list_name)
    label = listed.label(answered.code) if listed else answered.code
    meant = label if answered.code else "left out, kept as a note"
    return f"“{answered.spelling}” under {answered.column}: {meant}"


def _named(lines: Sequence[str]) -> str:
    told = "; ".join(lines[:_MOST_NAMED])
    return f"{told}; and {len(lines) - _MOST_NAMED:,} more" if lines[_MOST_NAMED:] else told
