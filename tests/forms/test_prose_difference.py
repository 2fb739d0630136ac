from dataclasses import replace

from hypothesis import given

from recruitment_app.forms.prose import Paragraph, Prose, Run, Table, of_text, plain_text
from recruitment_app.forms.prose_difference import Change, difference
from tests.forms.proses import proses


def told(before, after):
    return [
        (str(line.change), [(str(piece.change), piece.text) for piece in line.pieces])
        for line in difference(of_text(before), of_text(after))
    ]


def version(lines, *changes):
    return [
        "".join(piece.text for piece in line.pieces if piece.change in changes)
        for line in lines
        if any(piece.change in changes for piece in line.pieces)
    ]


@given(proses, proses)
def test_both_versions_can_be_read_out_of_their_difference(before, after):
    lines = difference(before, after)
    for prose, gone in ((before, Change.REMOVED), (after, Change.ADDED)):
        kept = version(lines, Change.SAME, gone)
        assert [text for text in kept if text] == _lines_with_words(prose)


def _lines_with_words(prose):
    each = [plain_text(Prose((block,))) for block in _rows_apart(prose)]
    return [text for text in each if text]


def _rows_apart(prose):
    for block in prose.blocks:
        if isinstance(block, Table):
            yield from (replace(block, rows=(row,)) for row in block.rows)
        else:
            yield block


@given(proses)
def test_nothing_changed_is_said_of_every_line(prose):
    assert all(line.change is Change.SAME for line in difference(prose, prose))


def test_a_changed_word_is_marked_within_its_paragraph():
    assert told("I seem calm.", "I am calm.") == [
        (
            "changed",
            [
                ("same", "I"),
                ("removed", " seem"),
                ("added", " am"),
                ("same", " calm."),
            ],
        )
    ]


def test_a_paragraph_that_came_or_went_is_marked_whole():
    assert told("One here.\nTwo there.", "One here.\nBetween both.\nTwo there.") == [
        ("same", [("same", "One here.")]),
        ("added", [("added", "Between both.")]),
        ("same", [("same", "Two there.")]),
    ]
    assert told("gone", "") == [("removed", [("removed", "gone")])]


def test_the_same_words_set_otherwise_are_said_to_be_set_otherwise():
    after = Prose((Paragraph((Run("calm", bold=True),)),))
    (line,) = difference(of_text("calm"), after)
    assert line.change is Change.RESET


def test_a_table_is_read_row_by_row():
    def table(*texts):
        cells = tuple((Paragraph((Run(text),)),) for text in texts)
        return Prose((Table(((cells[0], cells[1]), (cells[2], cells[3]))),))

    lines = difference(table("a", "b", "c", "d e f"), table("a", "b", "c", "d e g"))
    assert [line.change for line in lines] == [Change.SAME, Change.CHANGED]


def test_long_texts_that_have_nothing_in_common_are_told_apart():
    old = " ".join(f"old{number}" for number in range(15_000))
    new = " ".join(f"new{number}" for number in range(15_000))
    assert [what for what, _ in told(old, new)] == ["added", "removed"]
    assert told("x " * 50_000, "x " * 49_999 + "y ")[0][0] == "changed"
