from recruitment_app.forms.outline import Kind, When, prospective_adopters_report

OUTLINE = prospective_adopters_report()


def test_every_section_stands_in_a_part_and_has_a_key_of_its_own():
    letters = [part.letter for part in OUTLINE.parts]
    assert letters == list("ABCDE")
    assert {section.part for section in OUTLINE.sections} == set(letters)
    keys = [section.key for section in OUTLINE.sections]
    assert len(keys) == len(set(keys))
    assert all(section.key[0].upper() == section.part for section in OUTLINE.sections)


def test_the_outline_has_as_many_sections_as_the_report_is_to_have():
    counted = {
        part.letter: sum(section.part == part.letter for section in OUTLINE.sections)
        for part in OUTLINE.parts
    }
    assert counted == {"A": 6, "B": 23, "C": 8, "D": 17, "E": 7}


def test_a_couple_and_a_single_applicant_have_different_sections_in_one_numbering():
    couple = OUTLINE.numbered(is_couple=True, has_children=True)
    single = OUTLINE.numbered(is_couple=False, has_children=False)
    assert ("B5", "b.5") in [(line.number, line.section.key) for line in couple]
    assert ("B5", "b.5s") in [(line.number, line.section.key) for line in single]
    assert not any(line.section.when is When.CHILDREN for line in single)
    for lines in (couple, single):
        numbers = [line.number for line in lines if line.section.part == "B"]
        assert numbers == [f"B{at}" for at in range(1, len(numbers) + 1)]


def test_the_confidential_addendum_is_a_paper_of_its_own():
    assert not any(
        line.section.part == "E" for line in OUTLINE.numbered(is_couple=True, has_children=True)
    )
    addendum = OUTLINE.numbered(is_couple=True, has_children=True, parts="E")
    assert [line.number for line in addendum] == [f"E{at}" for at in range(1, 8)]


def test_early_permanence_is_asked_only_of_those_who_want_it():
    keys = [
        line.section.key
        for line in OUTLINE.numbered(
            is_couple=True, has_children=False, wants_early_permanence=True
        )
    ]
    assert "b.19" in keys


def test_the_facts_are_tables_and_the_assessment_is_written():
    assert {section.kind for section in OUTLINE.sections if section.part == "B"} == {Kind.NARRATIVE}
