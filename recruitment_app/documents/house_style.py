"""How every document of the house looks: its page, colours, styles of type and dates."""

from datetime import date
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from recruitment_app.documents.typefaces import Face
from recruitment_app.drawings.shapes import Colour

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE = 48.0
TOP, BOTTOM = 72.0, 62.0
WIDTH = PAGE_WIDTH - 2 * SIDE
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
WIDE_ROOM = PAGE_HEIGHT - 2 * SIDE, PAGE_WIDTH - TOP - BOTTOM
"""The room on a page that lies on its side."""

NOT_RECORDED = "Not recorded"
NO_FIGURE = "\u2013"

PAPER_COLOURS = {
    Colour.INK: "#1d2730",
    Colour.SECOND: "#52606d",
    Colour.LINE: "#dde3e8",
    Colour.CARD: "#ffffff",
    Colour.BRAND: "#0f5c6e",
    Colour.BRAND_TINT: "#e3f0f2",
    Colour.DUE: "#955800",
    Colour.INFORMATION: "#2a5fa8",
}
"""The light set of the house's colours; a test holds them to those of the window."""

WATERMARK = HexColor("#f0f1f2")


def colour(name: Colour) -> Color:
    """Return the paper's value of a colour."""
    return HexColor(PAPER_COLOURS[name])


def _style(
    name: str, face: Face, size: float, leading: float, ink: Colour = Colour.INK, **more: Any
) -> ParagraphStyle:
    settings = {"allowWidows": 0, "allowOrphans": 0, "splitLongWords": 1, **more}
    return ParagraphStyle(
        name,
        fontName=face,
        bulletFontName=face,
        fontSize=size,
        leading=leading,
        textColor=colour(ink),
        **settings,
    )


TITLE = _style("title", Face.BOLD, 19, 24, spaceAfter=3)
SUBTITLE = _style("subtitle", Face.REGULAR, 10.5, 14, Colour.SECOND, spaceAfter=12)
PART = _style("part", Face.BOLD, 15, 20, spaceBefore=24, spaceAfter=0)
SECTION = _style("section", Face.SEMIBOLD, 12, 16, Colour.BRAND, spaceBefore=18, spaceAfter=6)
HEADING = _style("heading", Face.SEMIBOLD, 9.5, 13, spaceBefore=14, spaceAfter=5)
PERSON = _style("person", Face.SEMIBOLD, 10.5, 14, spaceBefore=12, spaceAfter=5)
PLAIN = _style("plain", Face.REGULAR, 9, 13, spaceAfter=6)
QUIET = _style("quiet", Face.REGULAR, 9, 13, Colour.SECOND, spaceAfter=6)
NARRATIVE = _style("narrative", Face.SERIF, 10, 15, spaceAfter=8)
STANDING = _style("standing", Face.SEMIBOLD, 11, 16, spaceBefore=2, spaceAfter=6)
CELL = _style("cell", Face.REGULAR, 8.8, 12)
CELL_QUIET = _style("cell_quiet", Face.REGULAR, 8.8, 12, Colour.SECOND)
CELL_RIGHT = _style("cell_right", Face.REGULAR, 8.8, 12, alignment=TA_RIGHT)
NOTED = NARRATIVE.clone("noted", spaceAfter=0)
KEY = _style("key", Face.SEMIBOLD, 25, 34, alignment=TA_CENTER)
COLUMN = _style("column", Face.SEMIBOLD, 8.5, 12, Colour.SECOND)
CELL_STRONG = _style("cell_strong", Face.SEMIBOLD, 8.8, 12)
CELL_STATE = _style("cell_state", Face.REGULAR, 8.8, 12, Colour.SECOND, alignment=TA_RIGHT)
PROSE_HEADING_2 = _style("prose_heading_2", Face.MEDIUM, 9.5, 13, spaceBefore=10, spaceAfter=4)
PROSE_HEADING_3 = _style("prose_heading_3", Face.ITALIC, 9.5, 13, spaceBefore=8, spaceAfter=4)
CLOSE_CELL = _style("close_cell", Face.REGULAR, 7, 9)
CLOSE_COLUMN = _style("close_column", Face.SEMIBOLD, 7, 9, Colour.SECOND)
COLUMN_RIGHT = _style("column_right", Face.SEMIBOLD, 8.5, 12, Colour.SECOND, alignment=TA_RIGHT)


@cache
def items(style: ParagraphStyle, depth: int, step: float) -> ParagraphStyle:
    """Return how items of a list are set among words of a style, so far indented."""
    return style.clone(
        f"{style.name}_{depth}", leftIndent=step * (depth + 1), spaceAfter=style.spaceAfter / 2
    )


def long_date(day: date) -> str:
    """Return a date as it stands in text: 14 November 2014."""
    return f"{day.day} {day:%B} {day.year}"


def short_date(day: date) -> str:
    """Return a date as it stands in tables: 14 Nov 2014."""
    return f"{day.day} {day:%b} {day.year}"
