from itertools import combinations

import pytest
from hypothesis import given, settings

from recruitment_app.drawings.family import Child, Family, Relative, Sex, Union
from recruitment_app.drawings.family_tree import family_tree
from recruitment_app.drawings.scaling import scaled
from recruitment_app.drawings.shapes import Circle, Line, Polyline, Text
from recruitment_app.drawings.tree_rows import in_rows
from tests.drawings.families import (
    ALONE,
    COUPLE,
    FAMILIES,
    PARENTS_NOT_KNOWN,
    TWO_MEN,
    any_families,
    family,
    tangled_families,
    union,
)

each_family = pytest.mark.parametrize("name", FAMILIES)
TOUCH = 0.01


def lines_of(drawing):
    """The lines of descent and of being together, as (x1, y1, x2, y2); the key's are left out."""
    foot = next((shape.y for shape in drawing.shapes if shape.role == "key"), drawing.height)
    return [
        (shape.x1, shape.y1, shape.x2, shape.y2)
        for shape in drawing.shapes
        if isinstance(shape, Line)
        and shape.role.startswith(("descent", "union"))
        and max(shape.y1, shape.y2) < foot
    ]


def cross(one, other):
    """Whether a level line and an upright one cross, not only touch."""
    for level, upright in ((one, other), (other, one)):
        if level[1] == level[3] and upright[0] == upright[2]:
            left, right = sorted((level[0], level[2]))
            top, bottom = sorted((upright[1], upright[3]))
            if (
                left + TOUCH < upright[0] < right - TOUCH
                and top + TOUCH < level[1] < bottom - TOUCH
            ):
                return True
    return False


def crossings(drawing):
    return sum(cross(one, other) for one, other in combinations(lines_of(drawing), 2))


def middles(drawing):
    """The middle of every symbol that is drawn for a person, without the key's."""
    foot = next(shape.y for shape in drawing.shapes if shape.role == "key")
    found = []
    for shape in drawing.shapes:
        if shape.role != "person":
            continue
        if isinstance(shape, Circle):
            found.append((shape.x, shape.y))
        elif isinstance(shape, Polyline):
            xs, ys = zip(*shape.points, strict=True)
            found.append(((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2))
    return [place for place in found if place[1] < foot]


@each_family
def test_no_lines_cross_in_the_families_of_the_sample(name):
    assert crossings(family_tree(FAMILIES[name])) == 0


@settings(max_examples=150)
@given(any_families())
def test_everybody_is_drawn_once_and_nobody_upon_another(told):
    drawing = family_tree(told)
    places = middles(drawing)
    assert len(places) == len(told.people)
    for (x1, y1), (x2, y2) in combinations(places, 2):
        assert abs(x1 - x2) > 24 or abs(y1 - y2) > 24
    for x, y in places:
        assert 0 <= x <= drawing.width
        assert 0 <= y <= drawing.height


@settings(max_examples=150)
@given(any_families())
def test_no_lines_cross_in_a_family_of_the_usual_shape(told):
    assert crossings(family_tree(told)) == 0


@settings(max_examples=200)
@given(tangled_families())
def test_everybody_is_drawn_or_named_however_tangled_the_record_is(told):
    drawing = family_tree(told)
    drawn = {shape.words for shape in drawing.shapes if shape.role == "name"}
    for person in told.people.values():
        assert person.name.split()[0] in " ".join(drawn) or person.name in drawing.alternative


def test_generations_stand_in_rows_with_the_eldest_child_on_the_left():
    rows = in_rows(COUPLE).rows
    assert rows[-2] == ["beech", "maple"]
    assert [key for key in rows[-1] if key in {"oak", "ivy", "alder", "willow"}] == [
        "oak",
        "ivy",
        "alder",
        "willow",
    ]
    row = rows[0]
    assert row.index("rowan") + 1 == row.index("fern")
    assert row.index("ash") < row.index("hazel") < row.index("rowan")
    assert [key for key in rows[1] if key in {"reed", "moss"}] == ["reed", "moss"]


def test_brothers_and_sisters_of_one_applicant_stand_around_them_by_their_birth():
    assert in_rows(ALONE).rows[0][:1] == ["ash"]
    assert in_rows(ALONE).rows[0][-1] == "moss"


def test_a_couple_of_any_sex_is_drawn_by_the_same_shapes():
    drawing = family_tree(TWO_MEN)
    foot = next(shape.y for shape in drawing.shapes if shape.role == "key")
    squares = [
        shape
        for shape in drawing.shapes
        if shape.role == "applicant" and isinstance(shape, Polyline) and shape.points[0][1] < foot
    ]
    assert len(squares) == 2
    assert "Rowan Larkspur is married to Linden Larkspur." in drawing.alternative


def test_the_key_tells_what_is_used_and_nothing_else():
    words = {shape.words for shape in family_tree(TWO_MEN).shapes if isinstance(shape, Text)}
    assert {"Key", "man or boy", "woman or girl", "applicant", "adopted child"} <= words
    assert not words & {"has died", "divorced or dissolved", "fostered child"}


def test_the_words_tell_everything_that_is_drawn():
    told = family_tree(COUPLE).alternative
    for person in COUPLE.people.values():
        assert person.name in told
    assert "Children of Bryony Larkspur and Rowan Larkspur: Basil Larkspur." in told
    assert "Clover Larkspur was married to Rowan Larkspur, divorced (d 2003)." in told
    assert (
        "Children of Rowan Larkspur and Fern Larkspur: Reed Larkspur, Moss Larkspur (adopted)."
        in told
    )
    told = family_tree(PARENTS_NOT_KNOWN).alternative
    assert "Brothers and sisters, parents not recorded: Ash Larkspur, Fern Larkspur." in told
    assert "Not in the tree: Ivy Larkspur. Not in the tree: Reed Larkspur." in told


def test_a_partner_who_is_the_child_of_nobody_known_is_drawn():
    told = family(
        [("fern", Sex.FEMALE, "", ""), ("ash", Sex.MALE, "", "")],
        [union(("fern", "ash")), union((), ("ash",))],
    )
    assert len(middles(family_tree(told))) == 2


def test_nobody_recorded_is_said():
    assert family_tree(Family({})).alternative == "Nobody is recorded yet."


def test_a_tree_that_names_whom_it_does_not_hold_is_refused():
    with pytest.raises(ValueError, match="does not hold: b"):
        Family({"a": Relative("a", "A")}, (Union(("a", "b")),))
    people = {key: Relative(key, key) for key in "abc"}
    with pytest.raises(ValueError, match="under two unions"):
        Family(
            people, (Union(("a",), children=(Child("c"),)), Union(("b",), children=(Child("c"),)))
        )


@pytest.mark.parametrize("width", [120.0, 480.0, 5000.0])
def test_a_tree_is_set_smaller_where_there_is_less_room(width):
    whole = family_tree(COUPLE)
    small = scaled(whole, width)
    assert small.width == min(width, whole.width)
    assert small.height / whole.height == pytest.approx(small.width / whole.width)
    assert len(small.shapes) == len(whole.shapes)


def test_sixty_people_and_long_names_are_laid_out():
    people = [("fern", Sex.FEMALE, "1981", "!")]
    people += [(f"child{number}", Sex.MALE, str(1950 + number), "") for number in range(59)]
    told = family(people, [union((), [key for key, *_ in people])])
    assert len(middles(family_tree(told))) == 60
    long = Relative("a", "Wolfeschlegelsteinhausenbergerdorff " * 3, is_applicant=True)
    words = [s.words for s in family_tree(Family({"a": long})).shapes if s.role == "name"]
    assert all(len(line) <= 31 for line in words)
