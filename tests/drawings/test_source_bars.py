from recruitment_app.drawings.shapes import Rect, Text
from recruitment_app.drawings.source_bars import MOST_BARS, SourceBar, most_of, said, source_bars
from recruitment_app.drawings.yield_steps import yield_steps
from recruitment_app.rules.source_yields import Yield

BARS = (
    SourceBar("Radio", 4, 0, 1),
    SourceBar("Agency\u2019s website", 22, 3, 10),
    SourceBar("Leaflet", 0, 0, 0),
)


def test_each_source_has_a_bar_as_long_as_it_brought_enquiries_with_its_figures_beside_it():
    drawing = source_bars(BARS, 400)
    words = [shape.words for shape in drawing.shapes if isinstance(shape, Text)]
    assert words[-4:] == [
        "Agency\u2019s website",
        "22, 3 approved, 10 on the way",
        "Radio",
        "4, 1 on the way",
    ]
    pieces = [
        shape
        for shape in drawing.shapes
        if isinstance(shape, Rect) and shape.role != "inside" and shape.x > 0
    ][3:]  # after the key
    website, radio = pieces[:3], pieces[3:]
    longest = sum(piece.width for piece in website)
    assert [round(piece.width / longest * 22) for piece in website] == [3, 10, 9]
    assert round(sum(piece.width for piece in radio) / longest * 22) == 4
    assert drawing.alternative == said(most_of(BARS))
    assert "Radio: 4, 1 on the way" in drawing.alternative


def test_what_does_not_fit_is_one_bar_and_no_household_is_lost():
    many = [SourceBar(f"Source {number}", number, 0, 1) for number in range(1, 31)]
    shown = most_of(many)
    assert len(shown) == MOST_BARS
    assert shown[-1].title == f"{31 - MOST_BARS} others"
    assert sum(bar.enquiries for bar in shown) == sum(range(1, 31))


def test_without_an_enquiry_nothing_is_drawn():
    assert source_bars(BARS[2:], 400).shapes == ()


def test_how_far_the_enquiries_of_one_source_came_is_drawn_step_by_step():
    drawing = yield_steps(Yield(enquiries=20, registered=10, stage_one=5), 300)
    wide = [shape.width for shape in drawing.shapes if isinstance(shape, Rect)]
    assert [round(each / wide[0], 2) for each in wide] == [1, 0.5, 0.25]  # none is approved
    assert drawing.alternative == (
        "How far they came: enquiries 20, registered 10, Stage One 5, approved 0."
    )
