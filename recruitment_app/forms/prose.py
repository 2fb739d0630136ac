"""Rich text as plain values: what is written in a report, whatever shows, keeps or prints it.

A prose is blocks of runs. Its JSON is canonical, so that equal texts are equal bytes, and no other
module knows it. Offsets count characters of a paragraph's whole text.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Final, TypeVar

from recruitment_app.errors import Problem

VERSION: Final = 1
DEEPEST: Final = 8
"""A list item is indented at most so many times."""

_UNREADABLE: Final = "This text cannot be read: it was not written by this application."
_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNWANTED: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Written without spaces, each sign a word: Chinese and Japanese in all their blocks.
_SIGNS: Final = (
    "\u2e80-\u2fdf\u3041-\u30ff\u3105-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORDS: Final = re.compile(f"[{_SIGNS}]|[^\\s{_SIGNS}]+")

Kept = TypeVar("Kept")


class Source(StrEnum):
    """How what a run claims is known; nothing where the writer has not said."""

    UNSAID = ""
    SEEN = "seen"
    SAID = "said"
    DOCUMENT = "document"
    THIRD_PARTY = "third_party"


class Style(StrEnum):
    """What a paragraph is."""

    PLAIN = "plain"
    HEADING_1 = "heading_1"
    HEADING_2 = "heading_2"
    HEADING_3 = "heading_3"
    BULLETED = "bulleted"
    NUMBERED = "numbered"


@dataclass(frozen=True, slots=True, repr=False)
class Run:
    """Some characters in one setting.

    ``fact`` is the name of a fact of the record, where the run is a live reference to one; its
    text is then the fact as it was last seen. A line break within is a line feed.
    """

    text: str
    bold: bool = False
    italic: bool = False
    fact: str = ""
    source: Source = Source.UNSAID


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Paragraph:
    """A paragraph, a heading or an item of a list; ``depth`` counts how far an item is indented."""

    runs: Runs = ()
    style: Style = Style.PLAIN
    depth: int = 0

    @property
    def text(self) -> str:
        """Return the characters without their setting."""
        return "".join(run.text for run in self.runs)


Cell = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """A table by rows; the first row is a heading where ``has_heading`` says so."""

    rows: tuple[tuple[Cell, ...], ...]
    has_heading: bool = True


Block = Paragraph | Table


@dataclass(frozen=True, slots=True, repr=False)
class Prose:
    """What somebody wrote, block by block."""

    blocks: tuple[Block, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing but space in it."""
        return not any(
            run.fact or not run.text.isspace()
            for paragraph in paragraphs(self)
            for run in paragraph.runs
            if run.fact or run.text
        )


def of_text(text: str) -> Prose:
    """Return plain text as prose, a paragraph for each line, clean."""
    lines = _LINE_ENDS.sub("\n", text).split("\n") if text else []
    return cleaned(Prose(tuple(Paragraph((Run(line),)) for line in lines)))


def clean_text(text: str) -> str:
    """Return plain text without what no paper can hold, as ``cleaned`` says."""
    return plain_text(of_text(text))


def paragraphs(prose: Prose) -> Iterator[Paragraph]:
    """Go through every paragraph in reading order, those in the cells of tables too."""
    for block in prose.blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (each for row in block.rows for cell in row for each in cell)


def each_paragraph(prose: Prose, change: Callable[[Paragraph], Paragraph]) -> Prose:
    """Return the prose with each paragraph changed, those in the cells of tables too."""

    def changed(block: Block) -> Block:
        if isinstance(block, Paragraph):
            return change(block)
        rows = tuple(tuple(tuple(map(change, cell)) for cell in row) for row in block.rows)
        return replace(block, rows=rows)

    return Prose(tuple(changed(block) for block in prose.blocks))


def plain_text(prose: Prose) -> str:
    """Return the characters: a line for each paragraph or row, a tab between cells."""
    return "\n".join(line for block in prose.blocks for line in _lines(block))


def told_by(prose: Prose, source: Source) -> tuple[str, ...]:
    """Return the claims that are marked with a source, each as long as its mark goes on."""
    marked = (
        "".join(run.text for run in runs).strip()
        for paragraph in paragraphs(prose)
        for each, runs in groupby(paragraph.runs, key=lambda run: run.source)
        if each is source
    )
    return tuple(filter(None, marked))


def words(prose: Prose) -> int:
    """Count the words as a word processor does.

    What stands between spaces is one word: "two-year-old", "£1,200", "her/his" and a dash that
    stands alone are one each. Of the scripts that are written without spaces each Chinese or
    Japanese sign is a word. Bullets and numbers of lists are not counted.
    """
    return sum(words_of_text(paragraph.text) for paragraph in paragraphs(prose))


def words_of_text(text: str) -> int:
    """Count the words of plain text by the same rule."""
    return sum(1 for _ in _WORDS.finditer(text))


def cleaned(prose: Prose) -> Prose:
    """Return the same text in the one shape that is kept, with nothing lost that can be seen.

    Control characters go, every line break becomes a line feed, letters with accents are composed
    (NFC), half a surrogate pair becomes the replacement character. Neighbours in one setting are
    one run, a run of nothing goes, the rows of a table become equally long.
    """
    return each_paragraph(replace(prose, blocks=tuple(map(_even, prose.blocks))), _clean)


def references(prose: Prose) -> tuple[str, ...]:
    """Return the name of each fact that is referred to, in order, each once."""
    named = (run.fact for paragraph in paragraphs(prose) for run in paragraph.runs if run.fact)
    return tuple(dict.fromkeys(named))


def resolved(prose: Prose, facts: Mapping[str, str]) -> Prose:
    """Return the prose with each reference as the record has the fact now.

    A fact that is no longer there, such as a person's who was removed, keeps the words with which
    it was last seen.
    """

    def follow(paragraph: Paragraph) -> Paragraph:
        runs = (replace(run, text=facts.get(run.fact, run.text)) for run in paragraph.runs)
        return replace(paragraph, runs=tuple(runs))

    return each_paragraph(prose, follow)


def joined(runs: Iterable[Run]) -> Runs:
    """Return the runs with neighbours in one setting joined; each reference stays its own."""
    together: list[Run] = []
    kept = (run for run in runs if run.text or run.fact)
    for setting, group in groupby(kept, key=lambda run: replace(run, text="")):
        if setting.fact:
            together += group
        else:
            together.append(replace(setting, text="".join(run.text for run in group)))
    return tuple(together)


def to_json(prose: Prose) -> str:
    """Return the prose as the JSON that is kept: no spaces, sorted names, defaults left out."""
    told = {"version": VERSION, "blocks": [_block_told(block) for block in prose.blocks]}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(kept: str) -> Prose:
    """Return the prose that was kept.

    Raises:
        Problem: this is no prose, or that of a later version of the application.

    """
    try:
        told = json.loads(kept)
        if told["version"] != VERSION:
            raise Problem("This text was written by a later version. Update the application first.")
        return Prose(tuple(_block_read(block) for block in _listed(told["blocks"])))
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise Problem(_UNREADABLE) from fault


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    else:
        for row in block.rows:
            yield "\t".join("\n".join(each.text for each in cell) for cell in row)


def _even(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return block
    width = max((len(row) for row in block.rows), default=0)
    rows = tuple(row + ((),) * (width - len(row)) for row in block.rows if width)
    return replace(block, rows=tuple(tuple(cell or (Paragraph(),) for cell in row) for row in rows))


def _clean(paragraph: Paragraph) -> Paragraph:
    is_item = paragraph.style in {Style.BULLETED, Style.NUMBERED}
    bare = joined(replace(run, text=_bare(run.text)) for run in joined(paragraph.runs))
    return Paragraph(
        runs=tuple(replace(run, text=unicodedata.normalize("NFC", run.text)) for run in bare),
        style=paragraph.style,
        depth=min(max(paragraph.depth, 0), DEEPEST) if is_item else 0,
    )


def _bare(text: str) -> str:
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", whole))


def _block_told(block: Block) -> dict[str, object]:
    if isinstance(block, Paragraph):
        return _paragraph_told(block)
    rows = [[[_paragraph_told(each) for each in cell] for cell in row] for row in block.rows]
    return {"rows": rows} if block.has_heading else {"rows": rows, "heading": False}


def _paragraph_told(paragraph: Paragraph) -> dict[str, object]:
    told: dict[str, object] = {"runs": [_run_told(run) for run in paragraph.runs]}
    if paragraph.style is not Style.PLAIN:
        told["style"] = str(paragraph.style)
    if paragraph.depth:
        told["depth"] = paragraph.depth
    return told


def _run_told(run: Run) -> str | dict[str, object]:
    marks = {
        "bold": run.bold,
        "italic": run.italic,
        "fact": run.fact,
        "source": str(run.source),
    }
    marks = {name: mark for name, mark in marks.items() if mark}
    return {"text": run.text, **marks} if marks else run.text


def _block_read(told: object) -> Block:
    if isinstance(told, dict) and "rows" in told:
        return Table(
            rows=tuple(
                tuple(tuple(map(_paragraph_read, _listed(cell))) for cell in _listed(row))
                for row in _listed(told["rows"])
            ),
            has_heading=_of_kind(told.get("heading", True), bool),
        )
    return _paragraph_read(told)


def _paragraph_read(told: object) -> Paragraph:
    kept = _of_kind(told, dict)
    return Paragraph(
        runs=tuple(_run_read(run) for run in _listed(kept["runs"])),
        style=Style(kept.get("style", Style.PLAIN)),
        depth=_of_kind(kept.get("depth", 0), int),
    )


def _run_read(told: object) -> Run:
    if isinstance(told, str):
        return Run(told)
    kept = _of_kind(told, dict)
    return Run(
        text=_of_kind(kept["text"], str),
        bold=_of_kind(kept.get("bold", False), bool),
        italic=_of_kind(kept.get("italic", False), bool),
        fact=_of_kind(kept.get("fact", ""), str),
        source=Source(kept.get("source", "")),
    )


def _listed(told: object) -> list[object]:
    return _of_kind(told, list)


def _of_kind(told: object, kind: type[Kept]) -> Kept:
    if type(told) is not kind:
        raise TypeError
    return told
