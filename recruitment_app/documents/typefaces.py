"""The bundled typefaces, and which of them draws which character.

Inter and Noto Serif draw nearly every European name. A character that they lack is drawn by
the first bundled face that has it, and one that none has by a visible substitute: a name is
never printed as an empty box, and never stops a document.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from itertools import groupby

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus.paraparser import ParaFrag

from recruitment_app import paths
from recruitment_app.documents.right_to_left import in_printing_order

SUBSTITUTE = "\ufffd"


class Face(StrEnum):
    """A typeface of the house, by the name of its file."""

    REGULAR = "Inter-Regular"
    MEDIUM = "Inter-Medium"
    SEMIBOLD = "Inter-SemiBold"
    BOLD = "Inter-Bold"
    ITALIC = "Inter-Italic"
    SERIF = "NotoSerif-Regular"
    SERIF_BOLD = "NotoSerif-Bold"
    SERIF_ITALIC = "NotoSerif-Italic"
    SERIF_BOLD_ITALIC = "NotoSerif-BoldItalic"


_BOLD: frozenset[str] = frozenset(
    {Face.MEDIUM, Face.SEMIBOLD, Face.BOLD, Face.SERIF_BOLD, Face.SERIF_BOLD_ITALIC}
)
_WIDE = "NotoSans-Regular"
_WIDE_BOLD = "NotoSans-Bold"
_KOREAN = "NanumSquareR"
"""The face asked for Hangul and for nothing else: a Chinese name is drawn whole by one face."""


def prepare() -> None:
    """Make every face of the house known to the printer, once."""
    for face in Face:
        _characters(face)


def runs(text: str, face: Face) -> list[tuple[str, str]]:
    """Split a line into (font, characters): what its face can draw, and what others must."""
    if _is_simple(text, face):
        return [(face, text)] if text else []
    drawn = [
        (_font_for(character, first) or _WIDE, character)
        for word in re.split(r"(\s+)", _printable(text, face))
        for first in (_first_font(word, face),)
        for character in word
    ]
    return [
        (font, "".join(character for _, character in run))
        for font, run in groupby(drawn, key=lambda pair: pair[0])
    ]


def fragments(pieces: Iterable[tuple[str, Face]], style: ParagraphStyle) -> list[ParaFrag]:
    """Return texts as a paragraph takes them, each in its face, with their line breaks."""
    made: list[ParaFrag] = []

    def add(text: str, font: str, **more: object) -> None:
        made.append(
            ParaFrag(
                text=text,
                fontName=font,
                fontSize=style.fontSize,
                textColor=style.textColor,
                rise=0,
                link=[],
                us_lines=[],
                **more,
            )
        )

    for text, face in pieces:
        for number, line in enumerate(text.split("\n")):
            if number:
                add("", face, lineBreak=True)
            for font, part in runs(line, face):
                add(part, font)
    return made


def is_drawn_as_it_is(text: str, face: Face) -> bool:
    """Say whether a text keeps its order and its letters when it is drawn."""
    line = text.replace("\n", " ")
    if _is_simple(line, face):
        return True
    composed = unicodedata.normalize("NFC", line)
    return in_printing_order(composed) == composed and SUBSTITUTE not in _printable(line, face)


def plain(text: str) -> str:
    """Return a text as a reader's window can show it: one line, nothing that no font has."""
    kept = (
        character
        for character in unicodedata.normalize("NFC", text)
        if character.isspace()
        or (unicodedata.category(character) not in {"Cc", "Cs"} and character not in "\ufffe\uffff")
    )
    return " ".join("".join(kept).split())


def width(text: str, face: Face, size: float) -> float:
    """Return how wide one line of text is, in points."""
    return sum(pdfmetrics.stringWidth(part, font, size) for font, part in runs(text, face))


def _is_simple(text: str, face: Face) -> bool:
    return _simple_letters(face).issuperset(text) and unicodedata.is_normalized("NFC", text)


@cache
def _simple_letters(face: Face) -> frozenset[str]:
    """Return what a face draws itself, from left to right, each letter by its own."""
    letters = map(chr, _characters(face))
    return frozenset(
        letter
        for letter in letters
        if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Mn", "Mc", "Me", "Zl", "Zp"}
        and unicodedata.bidirectional(letter) not in {"R", "AL"}
        and (letter in {" ", "\u00a0"} or not letter.isspace())
    )


def _printable(text: str, face: Face) -> str:
    """Return what can be drawn of a text, with a substitute for what cannot."""
    ordered = in_printing_order(unicodedata.normalize("NFC", text))
    return "".join(_drawable(character, face) for character in ordered)


def _drawable(character: str, face: Face) -> str:
    if character.isspace():
        return character if character == "\u00a0" else " "
    category = unicodedata.category(character)
    if category in {"Cc", "Cf"} or "\ufe00" <= character <= "\ufe0f":
        return ""  # they shape their neighbours and leave no mark of their own
    return character if _font_for(character, face) else SUBSTITUTE


def _first_font(word: str, face: Face) -> str:
    """Return the font for a word: the wide one where marks must stand over their letters.

    Inter leaves that to typesetters that read its tables of places; in Noto Sans a mark drawn
    after its letter falls over it by itself.
    """
    if face.startswith("Inter") and any(map(unicodedata.combining, word)):
        return _WIDE_BOLD if face in _BOLD else _WIDE
    return face


@cache
def _font_for(character: str, first: str) -> str | None:
    """Return the font that draws a character: the first one asked where it can."""
    code = ord(character)
    if code in _characters(first):
        return first
    wide = _WIDE_BOLD if first in _BOLD or first == _WIDE_BOLD else _WIDE
    korean = (_KOREAN,) if unicodedata.name(character, "").startswith("HANGUL ") else ()
    others = (*korean, wide, *_other_fonts())
    return next((font for font in others if code in _characters(font)), None)


@cache
def _other_fonts() -> tuple[str, ...]:
    """Name the faces of other scripts, the small ones before those of ideographs."""
    own = {str(face) for face in Face}
    found = (path for path in (paths.resources() / "fonts").glob("*.ttf") if path.stem not in own)
    upright = (path for path in found if path.stem.endswith(("-Regular", "Full")))
    return tuple(path.stem for path in sorted(upright, key=lambda p: (p.stat().st_size, p.stem)))


@cache
def _characters(font: str) -> frozenset[int]:
    """Register a bundled font and return the characters that it can draw."""
    loaded = TTFont(font, str(paths.resources() / "fonts" / f"{font}.ttf"))
    pdfmetrics.registerFont(loaded)
    return frozenset(loaded.face.charToGlyph)
