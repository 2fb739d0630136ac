import re
from itertools import product

import pytest

from recruitment_app.forms.checking import check_shipped
from recruitment_app.forms.definition import Box, Edition, Household, Kind, Scope, When
from recruitment_app.forms.reading import REPORT, SHIPPED, shipped_form
from recruitment_app.forms.statutory_items import shipped_items

FORM = shipped_form(REPORT)
COUPLE = Household(applicants=("1", "2"))
SINGLE = Household(applicants=("1",))
HOUSEHOLDS = [
    Household(applicants=a, children=c, wants_early_permanence=e, has_second_opinion=o)
    for a, c, e, o in product([("1",), ("1", "2")], [(), ("7", "8")], [False, True], [False, True])
]


def numbers(household, edition=Edition.PANEL):
    return {line.section.key: line.number for line in FORM.printed(household, edition)}


def test_every_shipped_form_is_right():
    checked = check_shipped()
    assert checked.faults == ()
    assert [summary.form for summary in checked.summaries] == list(SHIPPED)


def test_the_report_has_as_many_sections_as_it_is_to_have():
    counted = {
        part.letter: sum(section.part == part.letter for section in FORM.sections)
        for part in FORM.parts
    }
    assert counted == {"A": 6, "B": 23, "C": 9, "D": 17, "E": 7}
    assert all(section.key[0].upper() == section.part for section in FORM.sections)


def test_the_words_asked_for_sum_to_a_report_of_the_size_that_panels_read():
    for household, least, most in ((COUPLE, 9_000, 14_000), (SINGLE, 7_000, 11_000)):
        band = FORM.words(household)
        assert 5_000 < band.least < least
        assert most < band.most < 20_000


def test_a_couple_and_a_single_applicant_have_different_sections_in_one_numbering():
    assert numbers(COUPLE)["b.5"] == numbers(SINGLE)["b.5s"] == "B5"
    for household in HOUSEHOLDS:
        found = [number for number in numbers(household).values() if number[0] == "B"]
        assert found == [f"B{at}" for at in range(1, len(found) + 1)]


def test_a_section_has_the_same_number_in_every_edition_that_it_prints_in():
    panel = numbers(COUPLE)
    for edition in (Edition.APPLICANTS, Edition.PROFILE):
        assert numbers(COUPLE, edition).items() <= panel.items()


def test_early_permanence_second_opinion_and_children_are_asked_for_only_where_there_are_any():
    assert not {"b.9", "b.19", "c.2op"} & set(numbers(COUPLE))
    all_wishes = HOUSEHOLDS[-1]
    assert {"b.9", "b.19", "c.2op"} <= set(numbers(all_wishes))
    assert FORM.by_key["b.9"].persons(all_wishes) == ("7", "8")
    assert FORM.by_key["b.2"].persons(COUPLE) == ("1", "2")
    assert FORM.by_key["b.1"].persons(COUPLE) == ("",)


def test_what_is_confidential_prints_in_the_addendum_alone():
    for section in FORM.sections:
        assert (section.kind is Kind.CONFIDENTIAL) is (section.part == "E")
        assert (Edition.ADDENDUM in section.editions) is (section.part == "E")
    assert len(numbers(COUPLE, Edition.ADDENDUM)) == 7
    assert {column.key for column in FORM.by_key["e.la"].columns} == {
        "author",
        "written_on",
        "subject",
        "basis",
        "may_share",
    }


def test_the_profile_holds_nothing_that_would_show_who_the_family_is():
    assert set(numbers(COUPLE, Edition.PROFILE)) == {
        "a.cover",
        "a.pen",
        "d.desc",
        "d.hh",
        "d.home",
        "d.train",
    }
    open_columns = {
        (section.key, column.key)
        for section in FORM.sections
        for column in section.columns
        if Edition.PROFILE in column.editions
    }
    assert open_columns == {
        ("d.home", "feature"),
        ("d.home", "outline"),
        ("d.train", "held_on"),
        ("d.train", "course"),
        ("d.train", "hours"),
    }


def test_every_assessment_is_written_as_evidence_and_as_analysis():
    for section in FORM.sections:
        if section.part == "B":
            assert section.kind is Kind.NARRATIVE
            assert section.boxes == (Box.EVIDENCE, Box.ANALYSIS)
            assert section.words
            assert section.prompts


def test_every_prompt_is_a_sentence_and_none_stands_twice():
    for name in SHIPPED:
        sections = shipped_form(name).sections
        prompts = [prompt for section in sections for prompt in section.prompts]
        assert all(prompt[0].isupper() and prompt[-1] in ".?" for prompt in prompts)
        assert len(set(prompts)) == len(prompts)


@pytest.mark.parametrize("household", HOUSEHOLDS, ids=str)
def test_each_wanted_item_has_a_standing_section_for_every_household(household):
    is_couple = len(household.applicants) > 1
    for item in FORM.items.values():
        if item.group in FORM.covers and not item.made_of and (not item.when or not is_couple):
            assert any(
                item.id in section.statute and section.persons(household)
                for section in FORM.sections
            ), item.id


def test_statutory_items_are_told_with_source_and_certainty_and_no_number():
    items = shipped_items()
    assert len(items) == 9 + 8 + 30 + 6 + 7 + 7
    for item in items.values():
        assert item.id.startswith(item.group)
        assert "Adoption Agencies Regulations 2005" in item.citation
        assert not re.search(r"para", item.citation)
        assert item.certainty == {"P2": "M", "P3": "V2", "R30": "V2"}.get(item.group, "V")


def test_scopes_and_conditions_are_those_of_the_specification():
    individual = {s.key for s in FORM.sections if s.scope is Scope.INDIVIDUAL and s.part == "B"}
    assert individual == {f"b.{at}" for at in ("2", "3", "4", "5s", "6", "7", "8", "15")}
    assert [s.key for s in FORM.sections if s.when is When.EACH_CHILD] == ["b.9"]
