"""Facts, words found and replaced, statutory items told, and the words of each report."""

from uuid import UUID

import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.households.households import change_person, take_out
from recruitment_app.casework.reports.report_facts import facts_of, person_fact, texts_of
from recruitment_app.casework.reports.report_finding import (
    Search,
    find_everywhere,
    replace_everywhere,
)
from recruitment_app.casework.reports.report_progress import completeness_of, report_words
from recruitment_app.casework.reports.report_reading import (
    report_page,
    section_history,
    section_page,
)
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.forms.definition import Box
from recruitment_app.forms.prose import Paragraph, Prose, Run, of_text, plain_text, resolved
from recruitment_app.rules.roles import Role
from tests.casework.cases import TODAY, in_stage_two
from tests.casework.reports import begun, narrative, write
from tests.walks.stories import signed_in_as, team


def test_a_text_follows_the_record_by_whom_it_names_and_not_by_their_place(each_store):
    case_id = in_stage_two(each_store)
    fern, rowan = case_page(each_store, case_id=case_id, today=TODAY).applicants
    told = texts_of(facts_of(each_store, case_id=case_id, today=TODAY))
    assert told[person_fact(fern.id, "name")] == "Fern Larkspur"
    assert told["case.stage_two_began"] == "10 July 2014"
    assert told["case.agency"] == "Sample agency"
    text = Prose(
        (Paragraph((Run("Fern", fact=person_fact(fern.id, "given_names")), Run(" laughs."))),)
    )
    take_out(each_store, person_id=fern.id, seen=fern.version)
    told = texts_of(facts_of(each_store, case_id=case_id))
    assert plain_text(resolved(text, told)) == "Fern laughs."
    change_person(
        each_store,
        person_id=rowan.id,
        seen=rowan.version,
        facts={"given_names": "Rowena", "family_name": "Teasel"},
        today=TODAY,
    )
    told = texts_of(facts_of(each_store, case_id=case_id))
    assert told[person_fact(rowan.id, "given_names")] == "Rowena"


def test_what_was_written_of_somebody_who_left_stays_to_be_read(each_store):
    case_id, form_id = begun(each_store)
    fern, rowan = case_page(each_store, case_id=case_id, today=TODAY).applicants
    write(each_store, form_id, "b.2", narrative(), str(fern.id))
    take_out(each_store, person_id=fern.id, seen=fern.version)
    lines = [line for line in report_page(each_store, case_id=case_id).lines if line.is_left_over]
    assert [(line.section, line.person) for line in lines] == [("b.2", str(fern.id))]
    assert lines[0].person_name == "Somebody no longer in the household"
    page = section_page(each_store, form_id=form_id, section="b.2", person=str(fern.id))
    assert page.content == narrative()
    assert "not asked for any more" in page.why_not
    with pytest.raises(Problem, match="not asked for of this person"):
        write(each_store, form_id, "b.2", narrative("more"), str(fern.id))
    assert any(line.section == "b.5s" for line in report_page(each_store, case_id=case_id).lines)
    assert rowan.id


def test_words_are_found_and_replaced_in_every_section_as_one_act(each_store):
    case_id, form_id = begun(each_store)
    person = report_page(each_store, case_id=case_id).household.applicants[0]
    write(each_store, form_id, "b.1", narrative("Anna came. Anna stayed.", "Hannah did not."))
    write(each_store, form_id, "b.2", narrative("anna again", ""), person)
    rows = SectionContent(rows=({"claim": "Anna is steady", "shown_in": "b.1"},))
    write(each_store, form_id, "c.str", rows)
    search = Search("Anna", whole_words=True)
    found = find_everywhere(each_store, case_id=case_id, search=search)
    assert [(each.section, each.box, each.column) for each in found] == [
        ("b.1", Box.EVIDENCE, ""),
        ("b.1", Box.EVIDENCE, ""),
        ("b.2", Box.EVIDENCE, ""),
        ("c.str", None, "claim"),
    ]
    change = replace_everywhere(each_store, form_id=form_id, search=search, by="Amy")
    assert change.sentence == "Replaced 4 times in 3 sections."
    assert find_everywhere(each_store, case_id=case_id, search=search) == ()
    page = section_page(each_store, form_id=form_id, section="b.1")
    assert plain_text(page.content.box(Box.EVIDENCE)) == "Amy came. Amy stayed."
    assert plain_text(page.content.box(Box.ANALYSIS)) == "Hannah did not."
    assert len(section_history(each_store, form_id=form_id, section="b.1")) == 2
    strengths = section_page(each_store, form_id=form_id, section="c.str").content
    assert strengths.rows[0]["claim"] == "Amy is steady"
    with pytest.raises(Problem, match="Type the words"):
        replace_everywhere(each_store, form_id=form_id, search=Search(""), by="x")


def test_replacing_leaves_what_the_record_says_and_what_may_not_be_read(file_store):
    people = team(file_store)
    case_id, form_id = begun(file_store)
    fact = person_fact(report_page(file_store, case_id=case_id).household.applicants[0], "name")
    text = Prose((Paragraph((Run("Fern Larkspur", fact=fact), Run(" swims."))),))
    write(file_store, form_id, "b.1", SectionContent({Box.EVIDENCE: text}))
    done = replace_everywhere(file_store, form_id=form_id, search=Search("Fern"), by="Ferne")
    assert "1 of them stand in a fact of the record" in done.sentence
    with signed_in_as(file_store, people[Role.PANEL_ADVISER]), pytest.raises(NotAllowed):
        replace_everywhere(file_store, form_id=form_id, search=Search("swims"), by="runs")


def test_completeness_tells_each_item_with_its_sections_and_counts_words_once(each_store):
    case_id, form_id = begun(each_store)
    before = {
        (row.statutory_item, row.section): row.filled
        for row in completeness_of(each_store, case_id=case_id, today=TODAY)
    }
    assert before["P3.19a", "b.1"] is False
    write(each_store, form_id, "b.1", narrative())
    rows = completeness_of(each_store, case_id=case_id, today=TODAY)
    assert sum(row.words for row in rows) == 28
    assert all(row.filled for row in rows if row.section == "b.1")
    assert {row.statutory_item for row in rows if row.section == "b.1"} >= {"P3.19a", "P3.19b"}
    assert all(row.item_title for row in rows)


def test_completeness_of_a_report_not_begun_tells_what_the_record_holds(file_store):
    case_id = in_stage_two(file_store)
    rows = completeness_of(file_store, case_id=case_id, today=TODAY)
    told = {(row.statutory_item, row.section): row for row in rows}
    assert told["P1.1", "a.cover"].filled
    assert not told["P1.1", "d.id"].filled  # neither has a day of birth
    assert sum(row.words for row in rows) == 0


def test_the_words_of_each_report_come_at_once_and_follow_the_current_version(each_store):
    case_id, form_id = begun(each_store)
    other = in_stage_two(each_store)
    assert report_words(each_store) == {}
    write(each_store, form_id, "b.1", narrative())
    rows = SectionContent(rows=({"claim": "Calm under strain"},))
    write(each_store, form_id, "c.str", rows)
    assert report_words(each_store) == {case_id: 31}
    assert report_page(each_store, case_id=case_id).words == 31
    assert other not in report_words(each_store)
    assert isinstance(next(iter(report_words(each_store))), UUID)


def test_a_text_may_be_empty_of_words_and_hold_a_fact(file_store):
    _, form_id = begun(file_store)
    text = Prose((Paragraph((Run("", fact="case.panel_on"),)),))
    write(file_store, form_id, "b.1", SectionContent({Box.EVIDENCE: text}))
    kept = section_page(file_store, form_id=form_id, section="b.1").content
    assert kept.box(Box.EVIDENCE) == text
    assert of_text("").is_empty
