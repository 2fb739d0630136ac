"""How far the enquiries of a source came, step by step, each with its number beside it."""

from typing import Final

from recruitment_app.drawings.shapes import Anchor, Colour, Drawing, Line, Rect, Shape, Text
from recruitment_app.rules.source_yields import Yield

_HEAD, _LANE, _GAP = 4.0, 14.0, 7.0
_SIZE = 9.0
_LEFT, _RIGHT = 66.0, 34.0  # for the words, and for the numbers
_STEPS: Final = ("Enquiries", "Registered", "Stage One", "Approved")
YIELD_HEIGHT: Final = _HEAD + len(_STEPS) * (_LANE + _GAP)


def yield_steps(found: Yield, width: float, _height: float = YIELD_HEIGHT) -> Drawing:
    """Draw a bar for each step, from the enquiries to the approvals."""
    numbers = (found.enquiries, found.registered, found.stage_one, found.approved)
    across = max(width - _LEFT - _RIGHT, 0.0) / max(found.enquiries, 1)
    shapes: list[Shape] = []
    for place, (words, number) in enumerate(zip(_STEPS, numbers, strict=True)):
        top = _HEAD + place * (_LANE + _GAP)
        base = top + _LANE - 4
        end = _LEFT + number * across
        shapes.append(Text("step", _LEFT - 7, base, words, Colour.SECOND, _SIZE, anchor=Anchor.END))
        if number:
            shapes.append(Rect("step", _LEFT, top, end - _LEFT, _LANE, Colour.BRAND))
        shapes.append(Text("number", end + 6, base, f"{number:,}", Colour.INK, _SIZE, bold=True))
    foot = YIELD_HEIGHT - _GAP + 2
    shapes.append(Line("axis", _LEFT, _HEAD - 2, _LEFT, foot, Colour.SECOND, 0.8))
    told = ", ".join(
        f"{words.lower() if words != _STEPS[2] else words} {number:,}"
        for words, number in zip(_STEPS, numbers, strict=True)
    )
    return Drawing(width, YIELD_HEIGHT, tuple(shapes), f"How far they came: {told}.")
