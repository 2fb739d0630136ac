from recruitment_app.forms.completeness import Answer, completeness
from recruitment_app.forms.definition import Household
from recruitment_app.forms.reading import REPORT, shipped_form

FORM = shipped_form(REPORT)
COUPLE = Household(applicants=("ann", "bea"), children=("leo",))
SINGLE = Household(applicants=("ann",))


def every_answer(household, words=10):
    return [
        Answer(section=section.key, person=person, is_filled=True, words=words)
        for section in FORM.sections
        for person in section.persons(household)
    ]


def test_an_empty_report_fills_no_item():
    rows = completeness(FORM, COUPLE, [])
    assert rows
    assert not any(row.filled for row in rows)
    assert sum(row.words for row in rows) == 0


def test_a_full_report_fills_every_item_and_counts_the_words_of_each_section_once():
    rows = completeness(FORM, COUPLE, every_answer(COUPLE))
    assert all(row.filled for row in rows)
    serving = [section for section in FORM.sections if section.statute]
    expected = sum(10 * len(section.persons(COUPLE)) for section in serving)
    assert sum(row.words for row in rows) == expected


def test_a_section_is_filled_when_it_is_for_everybody_whose_it_is():
    answers = [
        each for each in every_answer(COUPLE) if (each.section, each.person) != ("b.2", "bea")
    ]
    rows = completeness(FORM, COUPLE, answers)
    assert {row.statutory_item for row in rows if not row.filled} == {"P3.8", "P3.5", "R30.a"}
    assert [(row.section, row.filled) for row in rows if row.statutory_item == "P3.5"] == [
        ("a.pen", True),
        ("b.2", False),
        ("b.6", True),
    ]


def test_each_item_comes_with_each_section_that_stands_for_the_household():
    couple = {(row.statutory_item, row.section) for row in completeness(FORM, COUPLE, [])}
    single = {(row.statutory_item, row.section) for row in completeness(FORM, SINGLE, [])}
    assert ("P1.9", "b.9") in couple
    assert ("P1.9", "b.9") not in single
    assert ("P1.2", "b.5s") in single
    assert not any(item == "P1.2" for item, _ in couple)
    assert not any(item.startswith("P2") for item, _ in couple)


def test_the_item_that_is_made_of_others_is_there_when_they_all_are():
    rows = completeness(FORM, SINGLE, every_answer(SINGLE))
    assert [(row.section, row.filled) for row in rows if row.statutory_item == "R30.a"] == [
        ("", True)
    ]
