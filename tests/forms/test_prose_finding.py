import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.errors import Problem
from recruitment_app.forms.prose import (
    Paragraph,
    Prose,
    Run,
    Table,
    cleaned,
    of_text,
    plain_text,
    references,
)
from recruitment_app.forms.prose_finding import find, replaced
from tests.forms.proses import proses


def one(*runs):
    return Prose((Paragraph(tuple(runs)),))


def places(prose, wanted, **asked):
    return [(found.paragraph, found.begins, found.ends) for found in find(prose, wanted, **asked)]


def test_words_are_found_across_settings_and_in_tables_with_what_stands_around():
    cell = (Paragraph((Run("an"), Run("na", bold=True))),)
    prose = Prose((Paragraph((Run("Dear Anna"),)), Table(((cell,),))))
    assert places(prose, "anna") == [(0, 5, 9), (1, 0, 4)]
    assert find(prose, "anna")[0].around == "Dear Anna"
    assert places(prose, "Anna", match_case=True) == [(0, 5, 9)]


def test_whole_words_apostrophes_and_accents_are_heeded():
    prose = of_text("Ann\u2019s Anna, Anne\u0301")
    assert places(prose, "Ann", whole_words=True) == [(0, 0, 3)]
    assert places(prose, "ann's") == [(0, 0, 5)]
    assert places(prose, "Anne") == []
    assert places(of_text("q\u0307"), "q") == []


def test_nothing_to_look_for_is_said():
    with pytest.raises(Problem, match="Type the words"):
        find(of_text("x"), "")


def test_replacing_keeps_the_setting_of_the_first_word():
    prose = one(Run("My "), Run("hus", bold=True), Run("band, the husband"))
    told = replaced(prose, "husband", "partner")
    assert told.prose == one(Run("My "), Run("partner", bold=True), Run(", the partner"))
    assert (told.count, told.left) == (2, 0)


def test_replacing_with_nothing_and_with_what_is_looked_for_again_ends():
    assert plain_text(replaced(of_text("aaaa"), "a", "").prose) == ""
    assert plain_text(replaced(of_text("aaa"), "a", "aa").prose) == "aaaaaa"


def test_words_of_a_reference_belong_to_the_record_and_stay():
    prose = one(Run("Amy and "), Run("Amy", fact="name.first"), Run(" Amy"), Run("", fact="x"))
    told = replaced(prose, "Amy", "Anna")
    assert plain_text(told.prose) == "Anna and Amy Anna"
    assert (told.count, told.left) == (2, 1)
    assert references(told.prose) == ("name.first", "x")


def test_a_reference_without_words_is_not_lost_from_within_what_is_found():
    prose = one(Run("ab"), Run("", fact="x"), Run("cd"))
    assert replaced(prose, "bc", "-").left == 1
    assert references(replaced(prose, "ab", "-").prose) == ("x",)
    assert references(replaced(prose, "cd", "-").prose) == ("x",)


@given(proses.map(cleaned), st.sampled_from(("a", "an", " ", "adopter", "<", "中")))
def test_replacing_is_what_it_is_for_plain_text_and_loses_no_reference(prose, wanted):
    told = replaced(prose, wanted, "\u2603", match_case=True)
    assert len(find(prose, wanted, match_case=True)) == told.count + told.left
    assert references(told.prose) == references(prose)
    assert plain_text(told.prose).count("\u2603") == told.count + plain_text(prose).count("\u2603")
    if not references(prose):
        assert find(told.prose, wanted, match_case=True) == ()
    assert replaced(told.prose, "\u2603", wanted).prose == prose or "\u2603" in plain_text(prose)


def test_twenty_thousand_places_in_one_paragraph_are_replaced():
    told = replaced(of_text("word " * 20_000), "word", "sentence")
    assert told.count == 20_000
    assert plain_text(told.prose) == "sentence " * 20_000
