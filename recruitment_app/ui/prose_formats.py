"""What Qt's formats say of a prose: bold, italic, the source of a claim, a reference to a fact.

Formats hold nothing but that; how it looks is painted over it (``prose_painting``). Whatever is
set in Qt's own words alone has no meaning here, so that nothing foreign is ever kept.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, groupby
from typing import Final, NamedTuple

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextListFormat,
)

from recruitment_app.forms.prose import (
    Paragraph,
    Prose,
    Run,
    Source,
    Style,
    cleaned,
    each_paragraph,
)
from recruitment_app.ui import tokens
from recruitment_app.ui.wide_letters import part

NOT_RECORDED: Final = "[not recorded]"
"""What stands where a fact is referred to of which nothing is recorded."""

LINE_BREAK: Final = "\u2028"
HEADINGS: Final = {Style.HEADING_1: 1, Style.HEADING_2: 2, Style.HEADING_3: 3}
LISTS: Final = frozenset({Style.BULLETED, Style.NUMBERED})

_OWN: Final = QTextFormat.Property.UserProperty.value
FACT: Final = _OWN + 1
SOURCE: Final = _OWN + 2
_REFERENCE: Final = _OWN + 3
_SEEN_AS: Final = _OWN + 4
_FILLER: Final = _OWN + 5
_PARAGRAPH: Final = {level: style for style, level in HEADINGS.items()}
_NO_CHARACTERS: Final = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_BOLD: Final = QFont.Weight.Bold.value
_NUMBERS: Final = QTextListFormat.Style.ListDecimal.value
_references: Final = count(1)


class Piece(NamedTuple):
    """Neighbouring characters of one format, at Qt's places within their paragraph."""

    begins: int
    ends: int
    text: str
    format: QTextCharFormat

    @property
    def is_reference(self) -> bool:
        """Whether it follows a fact; one whose words were touched is plain words."""
        return self.format.hasProperty(FACT) and self.text == shown(_kept_text(self.format))


def fitted(prose: Prose) -> Prose:
    """Return the prose as a document can hold it: clean, without tables of nothing.

    Unicode's noncharacters, which stand for nothing, go; Qt marks its tables with them.
    """

    def without(paragraph: Paragraph) -> Paragraph:
        runs = (replace(run, text=_NO_CHARACTERS.sub("", run.text)) for run in paragraph.runs)
        return replace(paragraph, runs=tuple(runs))

    held = (block for block in prose.blocks if isinstance(block, Paragraph) or any(block.rows))
    return cleaned(each_paragraph(Prose(tuple(held)), without))


def shown(text: str) -> str:
    """Return the characters with which the words of a fact stand in a document."""
    return (text or NOT_RECORDED).replace("\n", LINE_BREAK)


def char_format(run: Run) -> QTextCharFormat:
    """Return the format of a run; each reference has one of its own."""
    made = QTextCharFormat()
    if run.bold:
        made.setFontWeight(_BOLD)
    if run.italic:
        made.setFontItalic(True)
    if run.source:
        made.setProperty(SOURCE, str(run.source))
    if run.fact:
        made.setProperty(FACT, run.fact)
        made.setProperty(_REFERENCE, next(_references))
        made.setProperty(_SEEN_AS, run.text)
    return made


def run_of(text: str, kept: QTextCharFormat) -> Run:
    """Return the run of plain characters in a format."""
    return Run(
        text.replace(LINE_BREAK, "\n"),
        bold=kept.fontWeight() >= _BOLD,
        italic=kept.fontItalic(),
        source=source_of(kept),
    )


def source_of(kept: QTextCharFormat) -> Source:
    """Return how the claim in this format is known."""
    return Source(kept.property(SOURCE) or "")


def without(kept: QTextCharFormat, *, fact: bool = True, source: bool = True) -> QTextCharFormat:
    """Return the format without what belongs to a reference, and without its source."""
    bare = QTextCharFormat(kept)
    if fact:
        for own in (FACT, _REFERENCE, _SEEN_AS):
            bare.clearProperty(own)
    if source:
        bare.clearProperty(SOURCE)
    return bare


def with_source(kept: QTextCharFormat, source: Source) -> QTextCharFormat:
    """Return the format with another source."""
    made = without(kept, fact=False)
    if source:
        made.setProperty(SOURCE, str(source))
    return made


def pieces(block: QTextBlock) -> Iterator[Piece]:
    """Go through a paragraph by format; a reference is one piece, whatever else it wears."""
    text = block.text()
    ranges = block.textFormats()
    for number, group in groupby(ranges, key=lambda each: each.format.property(_REFERENCE) or 0):
        together = list(group)
        if number:
            begins, ends = together[0].start, together[-1].start + together[-1].length
            whole = Piece(begins, ends, part(text, begins, ends), together[0].format)
            if whole.is_reference:
                yield whole
                continue
        for each in together:
            begins, ends = each.start, each.start + each.length
            yield Piece(begins, ends, part(text, begins, ends), each.format)


def run_of_piece(piece: Piece) -> Run:
    """Return the run that a piece is."""
    if piece.is_reference:
        kept = run_of(_kept_text(piece.format), piece.format)
        return replace(kept, fact=str(piece.format.property(FACT)))
    return run_of(piece.text, piece.format)


def paragraph_of(block: QTextBlock) -> Paragraph:
    """Return the paragraph that a block is."""
    style, depth = style_of(block)
    return Paragraph(tuple(map(run_of_piece, pieces(block))), style, depth)


def style_of(block: QTextBlock) -> tuple[Style, int]:
    """Return what a block is, and how far it is indented where it is an item of a list."""
    level = block.blockFormat().headingLevel()
    if level:
        return _PARAGRAPH[min(level, len(_PARAGRAPH))], 0
    within = block.textList()
    if within is None:
        return Style.PLAIN, 0
    kept = within.format()
    is_numbered = kept.style().value <= _NUMBERS
    return (Style.NUMBERED if is_numbered else Style.BULLETED), max(kept.indent() - 1, 0)


def block_format(style: Style) -> QTextBlockFormat:
    """Return the format of a block of a style, but for the list that it may be in."""
    made = QTextBlockFormat()
    spaced = QTextBlockFormat.LineHeightTypes.ProportionalHeight
    made.setLineHeight(tokens.NARRATIVE_LINE, spaced.value)
    made.setBottomMargin(tokens.TIGHT if style in LISTS else tokens.SMALL)
    if style in HEADINGS:
        made.setHeadingLevel(HEADINGS[style])
        made.setTopMargin(tokens.MEDIUM)
        made.setBottomMargin(tokens.TIGHT)
    return made


def filler() -> QTextBlockFormat:
    """Return the format of a block that stands only because Qt wants one there."""
    made = block_format(Style.PLAIN)
    made.setProperty(_FILLER, True)  # noqa: FBT003 - the value of a property
    return made


def is_filler(block: QTextBlock) -> bool:
    """Say whether nobody wrote this block: nothing stands in one that Qt wants."""
    return block.length() == 1 and block.blockFormat().hasProperty(_FILLER)


def _kept_text(kept: QTextCharFormat) -> str:
    return str(kept.property(_SEEN_AS) or "")
