import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.documents.right_to_left import in_printing_order


def test_hebrew_is_turned_round_and_latin_beside_it_is_not():
    assert in_printing_order("Sara שרה Cohen") == "Sara הרש Cohen"


def test_two_hebrew_words_change_places():
    assert in_printing_order("שרה כהן") == "ןהכ הרש"


def test_arabic_letters_take_the_forms_that_their_neighbours_ask_for():
    printed = in_printing_order("محمد")
    names = [unicodedata.name(letter).rsplit(" ", 2)[-2:] for letter in reversed(printed)]
    assert [form for _, form in names] == ["FORM"] * 4
    kinds = [unicodedata.name(letter).split()[-2] for letter in reversed(printed)]
    assert kinds == ["INITIAL", "MEDIAL", "MEDIAL", "FINAL"]


def test_an_alef_does_not_join_the_letter_after_it():
    kinds = [unicodedata.name(letter).split()[-2] for letter in reversed(in_printing_order("دار"))]
    assert kinds == ["ISOLATED", "ISOLATED", "ISOLATED"]


def test_numbers_and_brackets_beside_arabic_keep_their_sense():
    assert in_printing_order("12 (שרה) RM17") == "12 (הרש) RM17"


@pytest.mark.parametrize("text", ["", "Ann Carter", "12 High Street (flat 3)", "Łucja"])
def test_text_from_left_to_right_is_left_alone(text):
    assert in_printing_order(text) == text


@given(st.text(alphabet=st.characters(categories=["Lo", "Mn", "Nd", "Zs", "Po"])))
def test_no_letter_is_lost_or_added(text):
    def letters(line):
        return sorted(unicodedata.normalize("NFKD", line))

    assert len(in_printing_order(text)) == len(text)
    assert letters(in_printing_order(text)) == letters(text)
