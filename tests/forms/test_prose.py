import unicodedata

import pytest
from hypothesis import given

from recruitment_app.errors import Problem
from recruitment_app.forms.prose import (
    Paragraph,
    Prose,
    Run,
    Source,
    Style,
    Table,
    cleaned,
    from_json,
    of_text,
    paragraphs,
    plain_text,
    references,
    resolved,
    to_json,
    told_by,
    words,
)
from tests.forms.proses import proses

MARGARET = Run("Margaret", fact="name.first")


def one(*runs, **styled):
    return Prose((Paragraph(tuple(runs), **styled),))


@given(proses)
def test_what_is_kept_as_json_comes_back_as_it_was(prose):
    assert from_json(to_json(prose)) == prose
    assert to_json(from_json(to_json(prose))) == to_json(prose)


@given(proses)
def test_cleaning_twice_is_cleaning_once_and_makes_what_can_be_stored(prose):
    once = cleaned(prose)
    assert cleaned(once) == once
    to_json(once).encode()
    assert "\x00" not in plain_text(once)
    assert all(run.text or run.fact for each in paragraphs(once) for run in each.runs)


@given(proses)
def test_cleaning_loses_no_word_and_no_reference(prose):
    once = cleaned(prose)
    assert references(once) == references(prose)
    assert len(once.blocks) == len(prose.blocks)
    letters = [c for c in unicodedata.normalize("NFC", plain_text(prose)) if c.isalnum()]
    assert letters == [c for c in unicodedata.normalize("NFC", plain_text(once)) if c.isalnum()]


def test_cleaning_drops_control_characters_and_composes_accents():
    assert cleaned(one(Run("e\u0301\x07te\x00\r\nx\u2028y\tz"))) == one(Run("\u00e9te\nx\ny\tz"))
    assert cleaned(one(Run("\ud83d\ude00 \ud83d."))) == one(Run("\U0001f600 \ufffd."))


def test_cleaning_joins_neighbours_in_one_setting_but_no_two_references():
    assert cleaned(one(Run("a"), Run("", bold=True), Run("b"))) == one(Run("ab"))
    assert cleaned(one(Run("e"), Run("\x07", bold=True), Run("\u0301"))) == one(Run("\u00e9"))
    assert cleaned(one(MARGARET, MARGARET)) == one(MARGARET, MARGARET)


def test_cleaning_makes_the_rows_of_a_table_equally_long():
    cell = (Paragraph((Run("x"),)),)
    table = Table(((cell,), (cell, ())))
    empty = (Paragraph(),)
    assert cleaned(Prose((table,))).blocks == (Table(((cell, empty), (cell, empty))),)


def test_scripts_from_right_to_left_and_emoji_stay_as_they_were_typed():
    typed = "\u200f\u05de\u05e8\u05d9\u05dd ومحمد \u202b1\u202c 👩🏽\u200d🏫 e\u0323\u0301"
    assert plain_text(of_text(typed)) == unicodedata.normalize("NFC", typed)


def test_mark_up_typed_as_text_is_text():
    assert plain_text(from_json(to_json(of_text("<b> & </b>")))) == "<b> & </b>"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("  \n ", 0),
        ("Her two-year-old said £1,200 was her/his.", 6),
        ("a \u2013 b", 3),
        ("a\u00a0b", 2),
        ("don\u2019t", 1),
        ("中文 is Chinese", 4),
        ("東京へ", 3),
        ("😀 e\u0301te\u0301", 2),
    ],
)
def test_words_are_counted_as_a_word_processor_does(text, count):
    assert words(of_text(text)) == count


def test_a_word_that_is_bold_in_half_is_one_and_paragraphs_do_not_run_together():
    assert words(Prose((*one(Run("bo"), Run("ld", bold=True)).blocks, *one(Run("x")).blocks))) == 2
    cells = ((Paragraph((Run("a b"),)),), (Paragraph((Run("c"),)),))
    assert words(Prose((Table((cells,)),))) == 3


def test_a_reference_follows_the_record_and_keeps_its_words_when_the_fact_is_gone():
    prose = one(Run("We met "), Run("Margaret", bold=True, fact="name.first"), MARGARET)
    assert references(prose) == ("name.first",)
    assert plain_text(resolved(prose, {"name.first": "Peggy"})) == "We met PeggyPeggy"
    assert resolved(prose, {"name.first": "Peggy"}).blocks[0].runs[1].bold
    assert resolved(prose, {}) == prose


def test_json_is_short_and_says_each_setting_once():
    prose = one(Run("As "), Run("said", italic=True, source=Source.SAID), style=Style.NUMBERED)
    assert to_json(prose) == (
        '{"blocks":[{"runs":["As ",{"italic":true,"source":"said","text":"said"}],'
        '"style":"numbered"}],"version":1}'
    )


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "[]",
        "{}",
        '{"version":1}',
        '{"version":1,"blocks":{}}',
        '{"version":1,"blocks":[{"runs":[1]}]}',
        '{"version":1,"blocks":[{"runs":[{"text":"a","bold":"yes"}]}]}',
        '{"version":1,"blocks":[{"runs":[],"style":"poster"}]}',
        '{"version":1,"blocks":[{"runs":[],"depth":true}]}',
        '{"version":1,"blocks":[{"rows":[[["x"]]]}]}',
        '{"version":1,"blocks":[{"runs":[],"style":[]}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_prose_is_refused_in_a_sentence(kept):
    with pytest.raises(Problem, match="cannot be read"):
        from_json(kept)


def test_a_text_of_a_later_version_says_so():
    with pytest.raises(Problem, match="later version"):
        from_json('{"version":2,"blocks":[]}')


def test_a_prose_of_space_alone_is_empty_and_a_reference_is_not():
    assert Prose().is_empty
    assert of_text(" \n\t").is_empty
    assert not of_text("x").is_empty
    assert not one(Run("", fact="name.first")).is_empty


def test_a_hundred_thousand_characters_in_one_box_are_kept():
    text = "A careful sentence about a family. " * 3000
    prose = of_text(text)
    assert plain_text(from_json(to_json(prose))) == text
    assert words(prose) == 18_000


def test_what_is_written_is_not_shown_in_a_log():
    assert "Margaret" not in repr(one(MARGARET)) + repr(MARGARET) + repr(Table((((),),)))


def test_a_claim_is_as_long_as_its_mark_however_it_is_set():
    told = Prose(
        (
            Paragraph(
                (
                    Run("He said that "),
                    Run("he drinks ", source=Source.SAID),
                    Run("little", bold=True, source=Source.SAID),
                    Run(" and we saw no bottle", source=Source.SEEN),
                )
            ),
            Paragraph((Run(" ", source=Source.SAID), Run("."), Run("Once", source=Source.SAID))),
        )
    )
    assert told_by(told, Source.SAID) == ("he drinks little", "Once")
