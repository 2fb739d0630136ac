"""What stands below a support map: the list of those drawn by numbers, and the key."""

from collections.abc import Iterable, Sequence
from typing import Final

from recruitment_app.drawings.shapes import Colour, Shape, Text
from recruitment_app.drawings.support import Flow, Strength, Tie
from recruitment_app.drawings.support_lines import line_between
from recruitment_app.drawings.support_words import fitted
from recruitment_app.drawings.tree_symbols import words_wide

_WORDS: Final = 7.5
_SAMPLE: Final = 40.0
_GAP: Final = 16.0
_ROW: Final = 15.0
_COLUMN: Final = 150.0
_LISTED: Final = 7.5
_NAMED: Final = {
    Strength.STRONG: "strong",
    Strength.ORDINARY: "ordinary",
    Strength.THIN: "thin",
    Strength.STRAINED: "strained",
    Strength.NOT_SAID: "strength not said",
}
_RULES: Final = "The nearer to the middle, the stronger."
_ARROWS: Final = "An arrow points to who receives support."


def key_shapes(
    ties: Iterable[Tie], left: float, top: float, width: float
) -> tuple[list[Shape], float]:
    """Return the key of what a map uses, and where it ends."""
    drawn = list(ties)
    used = {tie.strength for tie in drawn}
    shapes: list[Shape] = [Text("key", left, top + 8, "Key", Colour.INK, 8.0, bold=True)]
    x, y = left, top + 22
    for strength, words in _NAMED.items():
        if strength not in used:
            continue
        wide = _SAMPLE + words_wide(words, _WORDS) + _GAP
        if x > left and x + wide > left + width:
            x, y = left, y + _ROW
        shapes += line_between(strength, Flow.NOT_SAID, (x, y), (x + _SAMPLE - 8, y))
        shapes.append(Text("key", x + _SAMPLE, y + 2.5, words, Colour.INK, _WORDS))
        x += wide
    has_arrows = any(tie.flow is not Flow.NOT_SAID for tie in drawn)
    words = f"{_RULES} {_ARROWS}" if has_arrows else _RULES
    shapes.append(Text("key", left, y + _ROW + 2.5, words, Colour.INK, _WORDS))
    return shapes, y + _ROW + 8


def list_shapes(
    ties: Sequence[Tie], rest: int, left: float, top: float, width: float
) -> tuple[list[Shape], float]:
    """Return the names behind the numbers in columns, and where they end."""
    lines = [
        f"{number}  " + ", ".join(filter(None, (tie.who or "Name not said", tie.relation)))
        for number, tie in enumerate(ties, start=1)
    ]
    if rest:
        lines.append(f"and {rest} more, told in the table")
    columns = max(int(width // _COLUMN), 1)
    deep = -(-len(lines) // columns)
    room = width / columns - _GAP / 2
    shapes: list[Shape] = [
        Text(
            "listed",
            left + width / columns * (at // deep),
            top + 8 + (at % deep) * 11.0,
            fitted(line, room, _LISTED),
            Colour.INK,
            _LISTED,
        )
        for at, line in enumerate(lines)
    ]
    return shapes, top + 8 + deep * 11.0 + 4
