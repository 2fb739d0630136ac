"""The charts of the house as plain shapes: approvals by month against the target."""

import math
from dataclasses import dataclass
from itertools import pairwise

from recruitment_app.drawings import progress_figures
from recruitment_app.drawings.progress_figures import MONTHS, ProgressFigures
from recruitment_app.drawings.shapes import (
    Anchor,
    Circle,
    Colour,
    Drawing,
    Line,
    Polyline,
    Rect,
    Shape,
    Text,
)

LABEL_SIZE = 9.0
LETTER = 0.58  # a letter's width in parts of its size, on the generous side
HEAD, FOOT = 16.0, 24.0
TARGET_DASH = (5.0, 3.5)
LAST_YEAR_DASH = (1.2, 2.6)

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Field:
    """Where months and numbers of approvals lie on the drawing."""

    left: float
    top: float
    right: float
    bottom: float
    most: int

    def x(self, months: float) -> float:
        return self.left + (self.right - self.left) * months / MONTHS

    def y(self, approvals: float) -> float:
        return self.bottom - (self.bottom - self.top) * approvals / self.most


def progress_chart(figures: ProgressFigures, width: float, height: float) -> Drawing:
    """Draw the year's cumulative approvals, the line to the target and the year before."""
    step, most = _scale(figures)
    before = figures.year_label_before.replace("-", "\u2013")
    last_label = f"{before}: {figures.last_year[-1]}" if figures.last_year else ""
    target_label = f"target {figures.target}"
    margin = max(_width(target_label), _width(last_label)) + 10
    field = _Field(10 + _width(str(most)), HEAD, width - margin, height - FOOT, most)

    this_year = _this_year(figures, field)
    target = ((field.x(0), field.y(0)), (field.x(MONTHS), field.y(figures.target)))
    last_year = _by_month_ends(figures.last_year[:MONTHS], field)

    shapes: list[Shape] = [*_grid(field, step), *_months(figures, field)]
    if figures.last_year:
        shapes.append(
            Polyline("last_year", last_year, Colour.SECOND, 1.1, LAST_YEAR_DASH),
        )
    if figures.target > 0:
        shapes.append(Polyline("target", target, Colour.SECOND, 1.2, TARGET_DASH))
    shapes += _ends(figures, field, target_label, last_label)
    if len(this_year) > 1:
        shapes.append(Polyline("this_year", this_year, Colour.BRAND, 2.2))
        shapes.append(Circle("this_year", *this_year[-1], 3.6, Colour.BRAND, Colour.CARD))
        shapes += _standing_label(figures, field, (this_year, target, last_year))
    return Drawing(width, height, tuple(shapes), progress_figures.alternative_text(figures))


def _scale(figures: ProgressFigures) -> tuple[int, int]:
    """Return the step between grid lines and the number at the top one."""
    most = max(figures.target, progress_figures.approved_by_now(figures), *figures.last_year, 4)
    rough = most / 5
    size = 10 ** math.floor(math.log10(rough))
    step = max(1, next(int(size * n) for n in (1, 2, 5, 10) if size * n >= rough))
    return step, step * math.ceil(most / step)


def _grid(field: _Field, step: int) -> list[Shape]:
    shapes: list[Shape] = []
    for number in range(0, field.most + 1, step):
        y = field.y(number)
        role, colour = ("grid", Colour.LINE) if number else ("axis", Colour.SECOND)
        shapes.append(Line(role, field.left, y, field.right, y, colour, 0.8))
        place = (field.left - 7, y + LABEL_SIZE * 0.35)
        shapes.append(
            Text("axis", *place, str(number), Colour.SECOND, LABEL_SIZE, anchor=Anchor.END)
        )
    return shapes


def _months(figures: ProgressFigures, field: _Field) -> list[Shape]:
    baseline = field.bottom + LABEL_SIZE + 6
    return [
        Text(
            "axis",
            field.x(number + 0.5),
            baseline,
            f"{start:%b}",
            Colour.SECOND,
            LABEL_SIZE,
            anchor=Anchor.MIDDLE,
        )
        for number, start in enumerate(progress_figures.month_starts(figures))
    ]


def _this_year(figures: ProgressFigures, field: _Field) -> tuple[Point, ...]:
    """Return the year's line: a point at each month's end, the last one at today."""
    counted = progress_figures.months_counted(figures)
    today = progress_figures.months_gone(figures, progress_figures.last_counted_day(figures))
    return tuple(
        (field.x(min(months, today)), field.y(approved))
        for months, approved in enumerate((0, *figures.cumulative[:counted]))
    )


def _by_month_ends(cumulative: tuple[int, ...], field: _Field) -> tuple[Point, ...]:
    return tuple((field.x(month), field.y(n)) for month, n in enumerate((0, *cumulative)))


def _ends(
    figures: ProgressFigures, field: _Field, target_label: str, last_label: str
) -> list[Shape]:
    """Label the two thin lines at their ends, apart from each other."""
    labels = []
    if figures.target > 0:
        labels.append((field.y(figures.target), "target", target_label))
    if figures.last_year:
        labels.append((field.y(figures.last_year[-1]), "last_year", last_label))
    labels.sort()
    apart = LABEL_SIZE + 3
    ys = [y for y, _, _ in labels]
    if len(ys) == 2 and ys[1] - ys[0] < apart:  # noqa: PLR2004 - two labels, two heights
        middle = (ys[0] + ys[1]) / 2
        ys = [middle - apart / 2, middle + apart / 2]
    x = field.right + 6
    return [
        Text(role, x, y + LABEL_SIZE * 0.35, words, Colour.SECOND, LABEL_SIZE)
        for y, (_, role, words) in zip(ys, labels, strict=True)
    ]


def _standing_label(
    figures: ProgressFigures, field: _Field, lines: tuple[tuple[Point, ...], ...]
) -> list[Shape]:
    """Say beside today's point how many are approved, where no line runs through the words."""
    words = f"{progress_figures.approved_by_now(figures)} approved"
    x, y = lines[0][-1]
    wide, tall = _width(words) * 1.08, LABEL_SIZE + 3
    left_of, right_of, over = x - wide - 7, x + 7, x - wide / 2
    places = [
        (left, top)
        for away in (5.0, 16.0, 30.0)
        for left, top in (
            (right_of, y + away),
            (left_of, y - away - tall),
            (over, y - away - tall),
            (over, y + away),
            (right_of, y - away - tall),
        )
    ]
    boxes = [(left, top, left + wide, top + tall) for left, top in places]
    inside = [box for box in boxes if _lies_inside(box, field)] or [
        _brought_inside(boxes[1], field)
    ]
    box = min(inside, key=lambda box: sum(_crosses(box, line) for line in lines))
    left, top, _, _ = box
    baseline = top + tall - 3.5
    label = Text("this_year", left + 2, baseline, words, Colour.INK, LABEL_SIZE, bold=True)
    return [Rect("behind_words", left, top, wide, tall, Colour.CARD), label]


def _lies_inside(box: Box, field: _Field) -> bool:
    left, top, right, bottom = box
    return left >= field.left and right <= field.right and top >= 0 and bottom <= field.bottom - 1


def _brought_inside(box: Box, field: _Field) -> Box:
    """Return the box moved right and down as far as the field's edges ask."""
    left, top, right, bottom = box
    across = max(field.left - left, 0.0)
    down = max(-top, 0.0)
    return (left + across, top + down, right + across, bottom + down)


def _crosses(box: Box, line: tuple[Point, ...]) -> bool:
    return any(_meets(box, one, other) for one, other in pairwise(line))


def _meets(box: Box, one: Point, other: Point) -> bool:
    """Whether the line from one point to the other touches the box (clipped side by side)."""
    left, top, right, bottom = box
    (x1, y1), (x2, y2) = one, other
    begin, end = 0.0, 1.0
    for start, length, low, high in ((x1, x2 - x1, left, right), (y1, y2 - y1, top, bottom)):
        if length == 0:
            if not low <= start <= high:
                return False
            continue
        near, far = sorted(((low - start) / length, (high - start) / length))
        begin, end = max(begin, near), min(end, far)
    return begin <= end


def _width(words: str) -> float:
    return len(words) * LABEL_SIZE * LETTER
