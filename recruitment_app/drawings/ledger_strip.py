"""The delay ledger as a strip: a lane for each owner, so that it reads without colour too."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from recruitment_app.drawings.shapes import Anchor, Colour, Drawing, Line, Rect, Shape, Text
from recruitment_app.rules.ownership import Owner

LANE, GAP, HEAD, FOOT = 15.0, 7.0, 18.0, 18.0
STRIP_HEIGHT = HEAD + 3 * LANE + 2 * GAP + FOOT
LANE_WORDS: Mapping[Owner, str] = {
    Owner.AGENCY: "Agency",
    Owner.APPLICANT: "Applicants",
    Owner.THIRD_PARTY: "Third party",
}
_COLOURS: Mapping[Owner, Colour] = {
    Owner.AGENCY: Colour.BRAND,
    Owner.APPLICANT: Colour.DUE,
    Owner.THIRD_PARTY: Colour.INFORMATION,
}
_SIZE, _LETTER = 8.5, 0.56
_LEFT = 104.0
_LEAST, _UNDER = 1.2, 2.0
_CLOSE = 58.0  # two dates at the foot need so much room
_DASH = (3.0, 2.5)


@dataclass(frozen=True)
class Bar:
    """Days of one owner, both ends counted."""

    begins: date
    ends: date
    owner: Owner
    is_hold: bool = False


@dataclass(frozen=True)
class Mark:
    """A day on which a part begins, or one by which it is due."""

    on: date
    words: str
    is_due: bool = False


@dataclass(frozen=True)
class LedgerFigures:
    """What the strip shows: its bars in order, where each part begins, and what it says."""

    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def by_owner(self) -> Mapping[Owner, int]:
        """Return the days of each owner."""
        days = dict.fromkeys(Owner, 0)
        for bar in self.bars:
            days[bar.owner] += (bar.ends - bar.begins).days + 1
        return days


def said(figures: LedgerFigures) -> str:
    """Tell in one sentence whose time it was."""
    days = figures.by_owner
    told = ", ".join(f"{LANE_WORDS[owner]} {days[owner]:,}" for owner in Owner)
    return f"Days by whose time they were: {told}."


def strip(figures: LedgerFigures, width: float, height: float = STRIP_HEIGHT) -> Drawing:
    """Draw the days from the first to the last, a lane for each owner."""
    if not figures.bars:
        return Drawing(width, height, (), said(figures))
    first, last = figures.bars[0].begins, figures.bars[-1].ends
    across = (width - _LEFT) / ((last - first).days + 1)

    def x(day: date) -> float:
        return _LEFT + max(0, (day - first).days) * across

    shapes = [*_lanes(figures, width)]
    for bar in figures.bars:
        top = _top(bar.owner)
        wide = max(x(bar.ends + timedelta(days=1)) - x(bar.begins), _LEAST)
        shapes.append(Rect("days", x(bar.begins), top, wide, LANE, _COLOURS[bar.owner]))
        if bar.is_hold:
            under = top + LANE + _UNDER
            end = x(bar.begins) + wide
            shapes.append(Line("hold", x(bar.begins), under, end, under, Colour.INK, 1.6))
    shapes += _marks([mark for mark in figures.marks if first <= mark.on <= last], x, width)
    shapes += _days(first, last, width)
    return Drawing(width, height, tuple(shapes), said(figures))


def _top(owner: Owner) -> float:
    return HEAD + list(Owner).index(owner) * (LANE + GAP)


def _lanes(figures: LedgerFigures, width: float) -> list[Shape]:
    shapes: list[Shape] = []
    for owner, days in figures.by_owner.items():
        top = _top(owner)
        base = top + LANE - 4
        shapes.append(Rect("lane", _LEFT, top, width - _LEFT, LANE, Colour.BRAND_TINT))
        shapes.append(Text("lane", 0, base, LANE_WORDS[owner], Colour.INK, _SIZE, bold=True))
        number = f"{days:,}"
        shapes.append(
            Text("lane", _LEFT - 10, base, number, Colour.SECOND, _SIZE, anchor=Anchor.END)
        )
    return shapes


def _marks(marks: Sequence[Mark], x: Callable[[date], float], width: float) -> list[Shape]:
    shapes: list[Shape] = []
    free = _LEFT
    foot = STRIP_HEIGHT - FOOT + 2
    for mark in sorted(marks, key=lambda each: each.on):
        at = x(mark.on)
        dash = _DASH if mark.is_due else ()
        shapes.append(Line("mark", at, HEAD - 4, at, foot, Colour.INK, 0.9, dash))
        wide = len(mark.words) * _SIZE * _LETTER
        left = min(at, width - wide)
        if left >= free:
            shapes.append(Text("mark", left, HEAD - 7, mark.words, Colour.SECOND, _SIZE))
            free = left + wide + 6
    return shapes


def _days(first: date, last: date, width: float) -> list[Shape]:
    base = STRIP_HEIGHT - 5
    shapes: list[Shape] = [Text("day", _LEFT, base, _short(first), Colour.SECOND, _SIZE)]
    if width - _LEFT > 2 * _CLOSE:
        shapes.append(
            Text("day", width, base, _short(last), Colour.SECOND, _SIZE, anchor=Anchor.END)
        )
    return shapes


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
