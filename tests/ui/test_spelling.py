import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.ui.spelling import Spelling, shipped_dictionary


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(shipped_dictionary())


def wrong(spelling, text):
    return [text[begins:ends] for begins, ends in spelling.misspelt(text)]


@pytest.mark.parametrize(
    "text",
    [
        "colour",
        "organise",
        "She didn\u2019t.",
        "it's",
        "her relative\u2019s",
        "caf\u00e9",
        "cafe\u0301",
    ],
)
def test_british_words_are_known(spelling, text):
    assert wrong(spelling, text) == []


@pytest.mark.parametrize("word", ["color", "adoptor", "definately", "beleive", "recieved"])
def test_other_words_are_not(spelling, word):
    assert wrong(spelling, f"A {word} here.") == [word]


def test_what_was_meant_is_suggested(spelling):
    assert "adopter" in spelling.suggestions("adoptor")
    assert spelling.suggestions("did\u2019nt")[0] == "didn\u2019t"
    assert spelling.suggestions("x" * 500) == ()


def test_the_names_of_the_case_are_known_with_their_endings():
    made = Spelling(shipped_dictionary())
    assert wrong(made, "Zorblatt said") == ["Zorblatt"]
    made.know(["Anna-Lise Zorblatt", "O\u2019Quibbley"])
    assert wrong(made, "Zorblatt's Lise and ZORBLATT'S, O'Quibbley\u2019s.") == []
    made.know([])
    assert wrong(made, "Zorblatt") == ["Zorblatt"]


@pytest.mark.parametrize(
    "text",
    [
        "DBS and ADM",
        "xq@example.org and www.exmple.org",
        "12th, B12xq and 4xq",
        "\u05de\u05e8\u05d9\u05dd \u041c\u0430\u0440\u0438\u044f \u4e2d\u6587",
        "a b c e.g. i.e.",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    ],
)
def test_what_is_no_english_word_is_left_alone(spelling, text):
    assert wrong(spelling, text) == []


def test_each_half_of_a_choice_of_words_is_looked_up(spelling):
    assert wrong(spelling, "her/hiss/qxv") == ["qxv"]


@given(text=st.text(max_size=60))
def test_no_text_is_too_odd_to_be_looked_up(text):
    spelling = Spelling(shipped_dictionary())
    for begins, ends in spelling.misspelt(text):
        assert 0 <= begins < ends <= len(text)
        spelling.knows(text[begins:ends])
