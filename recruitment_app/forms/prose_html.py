"""Prose as the HTML that other programs paste: its words, headings, lists and tables, no more."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from recruitment_app.forms.prose import Block, Paragraph, Prose, Runs, Style, Table

_TAGS: Final = {
    Style.PLAIN: "p",
    Style.HEADING_1: "h1",
    Style.HEADING_2: "h2",
    Style.HEADING_3: "h3",
}
_LISTS: Final = {Style.BULLETED: "ul", Style.NUMBERED: "ol"}


def to_html(prose: Prose) -> str:
    """Return the prose as HTML; of a reference the words, of a source nothing."""
    return f"<html><body>{''.join(_told(prose.blocks))}</body></html>"


def _told(blocks: Iterable[Block]) -> Iterator[str]:
    open_lists: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.style in _LISTS:
            yield from _item(block, open_lists)
            continue
        yield from _closed(open_lists, 0)
        if isinstance(block, Table):
            yield _table(block)
        else:
            tag = _TAGS[block.style]
            yield f"<{tag}>{_set(block.runs)}</{tag}>"
    yield from _closed(open_lists, 0)


def _item(item: Paragraph, open_lists: list[str]) -> Iterator[str]:
    tag = _LISTS[item.style]
    yield from _closed(open_lists, item.depth + 1)
    if len(open_lists) == item.depth + 1 and open_lists[-1] != tag:
        yield from _closed(open_lists, item.depth)
    while len(open_lists) <= item.depth:
        open_lists.append(tag)
        yield f"<{tag}>"
    yield f"<li>{_set(item.runs)}</li>"


def _closed(open_lists: list[str], depth: int) -> Iterator[str]:
    while len(open_lists) > depth:
        yield f"</{open_lists.pop()}>"


def _table(table: Table) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        tag = "th" if table.has_heading and not number else "td"
        rows.append(f"<tr>{''.join(f'<{tag}>{_cell(cell)}</{tag}>' for cell in row)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _cell(paragraphs: tuple[Paragraph, ...]) -> str:
    if len(paragraphs) == 1 and paragraphs[0].style is Style.PLAIN:
        return _set(paragraphs[0].runs)
    return "".join(_told(paragraphs))


def _set(runs: Runs) -> str:
    return "".join(_run(escape(run.text), bold=run.bold, italic=run.italic) for run in runs)


def _run(told: str, *, bold: bool, italic: bool) -> str:
    told = told.replace("\n", "<br>").replace("\t", "&#9;")
    told = f"<i>{told}</i>" if italic else told
    return f"<b>{told}</b>" if bold else told
