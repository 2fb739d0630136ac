"""What came of each source as bars: approved, still on the way, ended; the figures stand beside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recruitment_app.drawings.shapes import Anchor, Colour, Drawing, Line, Rect, Shape, Text

MOST_BARS = 12
_HEAD, _LANE, _GAP = 22.0, 13.0, 5.0
_SIZE, _LETTER = 8.5, 0.56
_LEFT, _RIGHT = 0.3, 0.27  # parts of the width: for the names, and for the figures
_LONGEST = 32
_KEYS = (
    ("approved", "approved"),
    ("in_hand", "on the way"),
    ("ended", "ended without an approval"),
)
_SQUARE = 9.0
_EDGE, _THIN = 0.9, 3.0


@dataclass(frozen=True)
class SourceBar:
    """A source and how far its enquiries came."""

    title: str
    enquiries: int
    approved: int
    in_hand: int

    @property
    def ended(self) -> int:
        """Return how many ended without an approval."""
        return self.enquiries - self.approved - self.in_hand


def most_of(bars: Sequence[SourceBar]) -> tuple[SourceBar, ...]:
    """Return the bars with an enquiry, the most first; those beyond what fits are one."""
    found = sorted(
        (bar for bar in bars if bar.enquiries), key=lambda bar: (-bar.enquiries, bar.title)
    )
    if len(found) <= MOST_BARS:
        return tuple(found)
    first, rest = found[: MOST_BARS - 1], found[MOST_BARS - 1 :]
    others = SourceBar(
        f"{len(rest)} others",
        sum(bar.enquiries for bar in rest),
        sum(bar.approved for bar in rest),
        sum(bar.in_hand for bar in rest),
    )
    return (*first, others)


def bars_height(count: int) -> float:
    """Return how high a drawing of so many bars is, in points."""
    return _HEAD + count * (_LANE + _GAP)


def source_bars(bars: Sequence[SourceBar], width: float) -> Drawing:
    """Draw a bar for each source, as long as it brought enquiries."""
    shown = most_of(bars)
    height = bars_height(len(shown))
    if not shown:
        return Drawing(width, height, (), said(shown))
    left = width * _LEFT
    across = width * (1 - _LEFT - _RIGHT) / max(bar.enquiries for bar in shown)
    shapes = [*_key(left)]
    for place, bar in enumerate(shown):
        top = _HEAD + place * (_LANE + _GAP)
        shapes += _bar(bar, left, top, across)
    shapes.append(Line("axis", left, _HEAD - 2, left, height - _GAP + 2, Colour.SECOND, 0.8))
    return Drawing(width, height, tuple(shapes), said(shown))


def said(bars: Sequence[SourceBar]) -> str:
    """Tell the drawing in words, for whoever cannot see it."""
    told = "; ".join(f"{bar.title}: {_figures(bar)}" for bar in bars)
    return f"Enquiries by source. {told}." if told else "Enquiries by source: none."


def _bar(bar: SourceBar, left: float, top: float, across: float) -> Iterator[Shape]:
    base = top + _LANE - 3.5
    title = bar.title if len(bar.title) <= _LONGEST else f"{bar.title[: _LONGEST - 1].rstrip()}…"
    yield Text("source", left - 6, base, title, Colour.INK, _SIZE, anchor=Anchor.END)
    x = left
    for (role, _words), count in zip(_KEYS, (bar.approved, bar.in_hand, bar.ended), strict=True):
        if count:
            yield from _piece(role, x, top, count * across, _LANE)
            x += count * across
    yield Text("figures", x + 5, base, _figures(bar), Colour.SECOND, _SIZE)


def _piece(role: str, x: float, top: float, wide: float, tall: float) -> Iterator[Shape]:
    """Draw a piece of a bar: full, framed or thin, so that they differ without colour too."""
    if role == "ended":
        yield Rect(role, x, top + (tall - _THIN) / 2, wide, _THIN, Colour.SECOND)
        return
    yield Rect(role, x, top, wide, tall, Colour.BRAND)
    if role == "in_hand" and wide > 2 * _EDGE:
        inside = (wide - 2 * _EDGE, tall - 2 * _EDGE)
        yield Rect("inside", x + _EDGE, top + _EDGE, *inside, Colour.BRAND_TINT)


def _figures(bar: SourceBar) -> str:
    parts = [f"{bar.enquiries}"]
    if bar.approved:
        parts.append(f"{bar.approved} approved")
    if bar.in_hand:
        parts.append(f"{bar.in_hand} on the way")
    return ", ".join(parts)


def _key(left: float) -> Iterator[Shape]:
    x = left
    for role, words in _KEYS:
        yield from _piece(role, x, 2.0, _SQUARE, _SQUARE)
        yield Text("key", x + _SQUARE + 4, 2.0 + _SQUARE - 0.5, words, Colour.SECOND, _SIZE)
        x += _SQUARE + 4 + len(words) * _SIZE * _LETTER + 12
