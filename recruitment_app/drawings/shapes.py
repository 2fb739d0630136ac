"""The plain shapes that every figure is made of, drawn alike by the window and on paper.

Lengths are points, the origin is the top left corner and y grows downwards. Colours are
named, never given by value: the window and the page each have their own value for a name.
"""

from dataclasses import dataclass
from enum import StrEnum


class Colour(StrEnum):
    """A colour by its name among the tokens of the house."""

    INK = "ink"
    SECOND = "second"
    LINE = "line"
    CARD = "card"
    BRAND = "brand"
    BRAND_TINT = "brand_tint"
    DUE = "due"
    INFORMATION = "information"


class Anchor(StrEnum):
    """Which part of a text its x names."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class Line:
    """A straight line; ``dash`` gives the lengths drawn and left out in turn."""

    role: str
    x1: float
    y1: float
    x2: float
    y2: float
    colour: Colour
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Polyline:
    """A line through several points."""

    role: str
    points: tuple[tuple[float, float], ...]
    colour: Colour
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Rect:
    """A filled rectangle, by its top left corner."""

    role: str
    x: float
    y: float
    width: float
    height: float
    fill: Colour


@dataclass(frozen=True)
class Circle:
    """A filled circle with an outline, by its centre."""

    role: str
    x: float
    y: float
    radius: float
    fill: Colour
    outline: Colour
    width: float = 1.0


@dataclass(frozen=True)
class Text:
    """One line of words on its baseline."""

    role: str
    x: float
    y: float
    words: str
    colour: Colour
    size: float
    bold: bool = False
    anchor: Anchor = Anchor.START


Shape = Line | Polyline | Rect | Circle | Text


@dataclass(frozen=True)
class Drawing:
    """A figure: its shapes from back to front, and the same told in words."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alternative: str
