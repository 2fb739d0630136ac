from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from recruitment_app.drawings.scaling import scaled
from recruitment_app.drawings.shapes import Circle, Line, Polyline, Text
from recruitment_app.drawings.support import Flow, Strength, Tie, ties_of
from recruitment_app.drawings.support_map import MOST_DRAWN, support_map
from recruitment_app.drawings.tree_symbols import words_wide

HOUSEHOLD = ("Fern Larkspur", "Rowan Larkspur")
any_ties = some.lists(
    some.builds(
        Tie,
        some.text(max_size=40),
        some.text(max_size=20),
        some.sampled_from(Strength),
        some.sampled_from(Flow),
    ),
    min_size=1,
    max_size=40,
)


def discs(drawing):
    return [
        shape for shape in drawing.shapes if shape.role in {"tie", "household"} and circle(shape)
    ]


def circle(shape):
    return isinstance(shape, Circle)


def lines(drawing):
    """The line of every tie, as its two ends; the key's are left out."""
    foot = next(shape.y for shape in drawing.shapes if shape.role == "key")
    found = []
    for shape in drawing.shapes:
        if not shape.role.startswith("tie_"):
            continue
        ends = (
            ((shape.x1, shape.y1), (shape.x2, shape.y2))
            if isinstance(shape, Line)
            else (shape.points[0], shape.points[-1])
        )
        if max(ends[0][1], ends[1][1]) < foot:
            found.append(ends)
    return found


def far(point, one, other):
    """How far a point lies from the line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, one, other
    along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / (hypot(x2 - x1, y2 - y1) ** 2)
    along = min(max(along, 0.0), 1.0)
    return hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))


@settings(max_examples=150)
@given(any_ties)
def test_nobody_stands_upon_another_and_no_line_runs_through_anybody(ties):
    drawing = support_map(ties, HOUSEHOLD)
    found = discs(drawing)
    assert len(found) == len(ties) + 1
    assert len(lines(drawing)) == len(ties)
    for one, other in combinations(found, 2):
        assert hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius
    for one, other in lines(drawing):
        touched = [disc for disc in found if far((disc.x, disc.y), one, other) < disc.radius + 1]
        assert not touched
    for disc in found:
        assert disc.radius <= disc.x <= drawing.width - disc.radius
        assert disc.radius <= disc.y <= drawing.height - disc.radius


@settings(max_examples=80)
@given(any_ties)
def test_words_stay_within_their_disc(ties):
    drawing = support_map(ties, HOUSEHOLD)
    for shape in drawing.shapes:
        if shape.role in {"name", "relation", "number"}:
            disc = min(discs(drawing), key=lambda disc: hypot(disc.x - shape.x, disc.y - shape.y))
            wide = words_wide(shape.words, shape.size) / 2
            assert hypot(wide, shape.y - shape.size * 0.36 - disc.y) <= disc.radius


@settings(max_examples=50)
@given(any_ties)
def test_the_stronger_the_tie_the_nearer_it_stands(ties):
    drawing = support_map(ties, HOUSEHOLD)
    middle, *others = sorted(discs(drawing), key=lambda disc: disc.role)
    by_strength = {Strength.STRONG: [], Strength.ORDINARY: [], Strength.THIN: []}
    drawn = sorted(
        ties,
        key=lambda tie: (
            list(Strength).index(tie.strength)
            if tie.strength in {Strength.STRONG, Strength.ORDINARY}
            else 2
        ),
    )
    for tie, disc in zip(drawn, others, strict=True):
        far_away = round(hypot(disc.x - middle.x, disc.y - middle.y), 3)
        by_strength.setdefault(tie.strength, []).append(far_away)
    order = [by_strength[each] for each in (Strength.STRONG, Strength.ORDINARY, Strength.THIN)]
    for nearer, further in combinations([each for each in order if each], 2):
        assert max(nearer) < min(further)


@pytest.mark.parametrize(
    ("strength", "kind", "width", "is_dashed"),
    [
        (Strength.STRONG, Line, 3.0, False),
        (Strength.ORDINARY, Line, 1.1, False),
        (Strength.THIN, Line, 1.1, True),
        (Strength.STRAINED, Polyline, 1.1, False),
    ],
)
def test_every_strength_has_a_line_of_its_own(strength, kind, width, is_dashed):
    drawing = support_map([Tie("Ivy", strength=strength)])
    shape = next(shape for shape in drawing.shapes if shape.role == f"tie_{strength}")
    assert isinstance(shape, kind)
    assert (shape.width, bool(shape.dash)) == (width, is_dashed)
    if kind is Polyline:
        assert len(shape.points) > 6


@pytest.mark.parametrize(
    ("flow", "at_household", "at_tie"),
    [
        (Flow.TO_HOUSEHOLD, 1, 0),
        (Flow.FROM_HOUSEHOLD, 0, 1),
        (Flow.BOTH, 1, 1),
        (Flow.NOT_SAID, 0, 0),
    ],
)
def test_an_arrow_points_to_who_receives_support(flow, at_household, at_tie):
    drawing = support_map([Tie("Ivy", strength=Strength.STRONG, flow=flow)])
    household = next(shape for shape in drawing.shapes if shape.role == "household")
    tie = next(shape for shape in drawing.shapes if shape.role == "tie")
    tips = [shape.points[1] for shape in drawing.shapes if shape.role == "arrow"]
    nearer = [
        hypot(x - household.x, y - household.y) - household.radius
        < hypot(x - tie.x, y - tie.y) - tie.radius
        for x, y in tips
    ]
    assert (nearer.count(True), nearer.count(False)) == (at_household, at_tie)
    said = "An arrow points to who receives support." in words_of(drawing)
    assert said is bool(tips)


def words_of(drawing):
    return " ".join(shape.words for shape in drawing.shapes if isinstance(shape, Text))


def test_the_key_tells_what_is_used_and_nothing_else():
    words = words_of(support_map([Tie("Ivy", strength=Strength.THIN)]))
    assert "The nearer to the middle, the stronger." in words
    assert "thin" in words
    assert not {"strong", "strained", "ordinary"} & set(words.split())


def test_rows_are_told_in_words_for_whoever_does_not_see_the_map():
    rows = [
        {
            "who": "Ivy Sorrel",
            "relation": "Mother",
            "strength": "Strong",
            "flow": "Both ways",
            "help": "Childcare",
            "minutes_away": "20",
            "how_often": "Weekly",
            "is_told": "Yes",
            "is_seen": "No",
            "afterwards": "More often",
        },
        {"who": "", "relation": ""},
        {"who": "J.M.", "strength": "strained", "flow": "The household supports them"},
        {"relation": "Neighbour", "strength": "something else", "minutes_away": "1"},
    ]
    ties = ties_of(rows)
    assert len(ties) == 3
    assert ties[0].words == "strong, both ways, weekly, 20 minutes away"
    assert support_map(ties, HOUSEHOLD).alternative == (
        "Support map. In the middle: Fern Larkspur, Rowan Larkspur."
        " Ivy Sorrel, Mother: strong, both ways, weekly, 20 minutes away; help: Childcare;"
        " knows of the adoption; not seen by the worker; after placement: More often."
        " J.M.: strained, supported by the household."
        " Name not said, Neighbour: strength not said, 1 minute away."
    )


def test_nobody_on_the_map_is_said():
    assert support_map(()).alternative == "Nobody is on the support map yet."


def test_many_ties_are_drawn_by_numbers_with_their_names_below():
    ties = [Tie(f"Friend {number}", strength=Strength.STRONG) for number in range(1, 31)]
    words = [shape.words for shape in support_map(ties).shapes if isinstance(shape, Text)]
    assert {"1", "30", "1  Friend 1", "30  Friend 30"} <= set(words)


def test_three_hundred_ties_are_told_and_the_strongest_drawn():
    ties = [Tie(f"Friend {number}", strength=Strength.THIN) for number in range(300)]
    ties[299] = Tie("The strongest", strength=Strength.STRONG)
    drawing = support_map(ties, [f"Child {number}" for number in range(12)])
    assert len(discs(drawing)) == MOST_DRAWN + 1
    words = words_of(drawing)
    assert "1  The strongest" in words
    assert f"and {300 - MOST_DRAWN} more, told in the table" in words
    assert "and 8 more" in words
    assert all(f"Friend {number}:" in drawing.alternative for number in range(299))


@pytest.mark.parametrize(
    "who",
    [
        "W" * 500,
        "\u0645\u0627\u0631\u064a\u0627 \u062d\u0633\u0646",
        "e\u0301" * 60,
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "<b>Ivy</b> & Ash",
        "Ivy\x00\x07\nAsh\tOak",
        "\u738b\u79c0\u82f1" * 20,
    ],
)
def test_whatever_is_typed_is_drawn_without_control_characters(who):
    [tie] = ties_of([{"who": who, "relation": who, "how_often": who}])
    drawing = support_map([tie])
    words = words_of(drawing)
    assert words.isprintable() or "\u200d" in words
    assert scaled(drawing, 120.0).width == 120.0


@pytest.mark.parametrize(
    ("who", "relation"),
    [
        ("Heath Marram and Clover Bistort", "Bryony's brother and his partner"),
        ("Parents and toddlers at St Jude's Hall", "Group"),
        ("J.M.", "Friend of twenty years"),
    ],
)
def test_names_and_relations_stand_whole_in_their_disc(who, relation):
    drawing = support_map([Tie(who, relation)])
    for role, words in (("name", who), ("relation", relation)):
        drawn = [shape for shape in drawing.shapes if shape.role == role]
        assert " ".join(shape.words for shape in drawn) == words
        assert all(shape.size >= 6.5 for shape in drawn)


def test_every_circle_is_whole():
    ties = [Tie(str(n), strength=list(Strength)[n % 3]) for n in range(8)]
    drawing = support_map(ties)
    rings = [shape for shape in drawing.shapes if shape.role == "ring"]
    assert len(rings) == 3
    for ring in rings:
        assert ring.points[0] == pytest.approx(ring.points[-1])
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in ring.points)
