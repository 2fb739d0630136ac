from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recruitment_app.drawings import charts
from recruitment_app.drawings.charts import progress_chart
from recruitment_app.drawings.progress_figures import ProgressFigures
from recruitment_app.drawings.shapes import Circle, Line, Polyline, Rect, Text

FIGURES = ProgressFigures(
    year_label="2014-15",
    starts_on=date(2014, 4, 1),
    ends_on=date(2015, 3, 31),
    today=date(2014, 11, 14),
    target=20,
    cumulative=(1, 2, 4, 5, 7, 9, 11, 11, 0, 0, 0, 0),
    by_month=(1, 1, 2, 1, 2, 2, 2, 0, 0, 0, 0, 0),
    last_year=(0, 1, 1, 3, 4, 6, 7, 9, 10, 12, 13, 15),
)


def chart(**changes):
    return progress_chart(replace(FIGURES, **changes), 500, 240)


def line(drawing, role):
    return next(s for s in drawing.shapes if isinstance(s, Polyline) and s.role == role)


def words(drawing):
    return [shape.words for shape in drawing.shapes if isinstance(shape, Text)]


def test_the_lines_are_told_apart_without_their_colours():
    drawing = chart()
    dashes = [line(drawing, role).dash for role in ("this_year", "target", "last_year")]
    assert len(set(dashes)) == 3
    assert line(drawing, "this_year").dash == ()
    assert line(drawing, "this_year").width > 1.5 * line(drawing, "target").width


def test_each_line_is_labelled_where_it_ends_and_there_is_no_legend():
    drawing = chart()
    assert {"11 approved", "target 20", "2013\u201314: 15"} <= set(words(drawing))
    target = line(drawing, "target").points[-1]
    label = next(s for s in drawing.shapes if isinstance(s, Text) and s.words == "target 20")
    assert label.x > target[0]
    assert abs(label.y - target[1]) < 10


def test_the_line_of_this_year_ends_today_and_the_target_at_the_years_end():
    drawing = chart()
    this_year, target = line(drawing, "this_year").points, line(drawing, "target").points
    assert len(this_year) == 9
    assert target[0][0] < this_year[-1][0] < target[-1][0]
    part = (this_year[-1][0] - target[0][0]) / (target[-1][0] - target[0][0])
    assert part == pytest.approx((7 + 14 / 30) / 12)
    dot = next(shape for shape in drawing.shapes if isinstance(shape, Circle))
    assert (dot.x, dot.y) == this_year[-1]


def test_months_stand_in_their_order_under_the_axis():
    drawing = chart()
    months = [s for s in drawing.shapes if isinstance(s, Text) and s.words.isalpha()]
    assert [shape.words for shape in months][:3] == ["Apr", "May", "Jun"]
    assert len(months) == 12
    places = [shape.x for shape in months]
    assert places == sorted(places)


def test_the_number_of_today_is_not_crossed_by_a_line_where_room_can_be_found():
    drawing = chart()
    ground = next(shape for shape in drawing.shapes if isinstance(shape, Rect))
    box = (ground.x, ground.y, ground.x + ground.width, ground.y + ground.height)
    for role in ("this_year", "target", "last_year"):
        assert not charts._crosses(box, line(drawing, role).points)


def test_two_ends_at_the_same_height_are_labelled_apart():
    drawing = chart(last_year=(20,) * 12)
    ends = [
        s.y for s in drawing.shapes if isinstance(s, Text) and s.role in {"target", "last_year"}
    ]
    assert abs(ends[0] - ends[1]) >= charts.LABEL_SIZE


def test_a_year_that_has_not_begun_has_a_target_and_no_line():
    drawing = chart(today=date(2014, 3, 1))
    roles = {shape.role for shape in drawing.shapes}
    assert "target" in roles
    assert "this_year" not in roles


def test_the_chart_carries_its_words():
    assert chart().alternative.startswith("Cumulative approvals by month in 2014-15. 11 of 20")


numbers = st.lists(st.integers(0, 40), min_size=0, max_size=12).map(
    lambda steps: tuple(sum(steps[: at + 1]) for at in range(len(steps)))
)


years = st.builds(
    ProgressFigures,
    year_label=st.just("2014-15"),
    starts_on=st.just(date(2014, 4, 1)),
    ends_on=st.just(date(2015, 3, 31)),
    today=st.dates(date(2014, 1, 1), date(2015, 12, 31)),
    target=st.integers(0, 400),
    cumulative=numbers,
    by_month=numbers,
    last_year=numbers,
)


STEEP = ProgressFigures(
    year_label="2014-15",
    starts_on=date(2014, 4, 1),
    ends_on=date(2015, 3, 31),
    today=date(2015, 2, 5),
    target=0,
    cumulative=(0, 0, 0, 0, 9, 49, 89, 129, 169, 209, 249),
    by_month=(),
    last_year=(),
)


@example(STEEP, 300, 140)
@given(years, st.integers(300, 1400), st.integers(140, 600))
def test_nothing_is_ever_drawn_outside_the_figure(figures, width, height):
    drawing = progress_chart(figures, width, height)
    for shape in drawing.shapes:
        for x, y in _corners(shape):
            assert -0.5 <= x <= width + 0.5
            assert -0.5 <= y <= height + 0.5


def _corners(shape):
    match shape:
        case Line():
            return [(shape.x1, shape.y1), (shape.x2, shape.y2)]
        case Polyline():
            return shape.points
        case Rect():
            return [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
        case Circle():
            return [(shape.x, shape.y)]
        case Text():
            return [(shape.x, shape.y)]
