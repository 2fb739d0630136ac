"""Writing in a form: sections, their stands and history, and who may."""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from sqlalchemy import select

from recruitment_app.casework.checking import check
from recruitment_app.casework.reports.case_forms import forms_of_case
from recruitment_app.casework.reports.report_reading import (
    case_words,
    every_section,
    report_page,
    section_at,
    section_history,
    section_page,
)
from recruitment_app.casework.reports.report_rows import SectionContent, SectionMark
from recruitment_app.casework.reports.section_content import (
    boxes_json,
    content_of,
    fitting,
    rows_json,
)
from recruitment_app.casework.reports.written_forms import (
    add_case_word,
    begin_report,
    forget_case_word,
    name_authors,
    restore_section,
    set_wishes,
    write_section,
)
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.forms.definition import Box
from recruitment_app.forms.prose import Paragraph, Prose, Run, of_text, plain_text
from recruitment_app.forms.reading import REPORT, shipped_form
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import Case, WrittenSection
from tests.casework.cases import TODAY, in_stage_two
from tests.casework.reports import WHY, begun, narrative
from tests.forms.proses import proses
from tests.walks.stories import signed_in_as, team


def line_of(store, case_id, section, person=""):
    lines = report_page(store, case_id=case_id).lines
    return next(each for each in lines if (each.section, each.person) == (section, person))


def allocate(store, case_id, worker_id):
    with store.writing(act="allocate") as session:
        session.get_one(Case, case_id).worker_id = worker_id


def test_a_report_is_begun_once_and_its_outline_asks_for_each_applicant(each_store):
    case_id = in_stage_two(each_store)
    choices = {each.form: each for each in forms_of_case(each_store, case_id=case_id, today=TODAY)}
    assert set(choices) >= {"prospective_adopters_report", "stage_one_plan", "stage_two_plan"}
    assert choices["prospective_adopters_report"].versions == ()
    with pytest.raises(Problem, match="begin it first"):
        report_page(each_store, case_id=case_id)
    begin_report(each_store, case_id=case_id, today=TODAY)
    page = report_page(each_store, case_id=case_id)
    assert (page.number, page.words, page.is_frozen, page.may_write) == (1, 0, False, True)
    names = [line.person_name for line in page.lines if line.section == "b.2"]
    assert names == ["Fern Larkspur", "Rowan Teasel"]
    assert not any(line.section == "b.5s" for line in page.lines)
    assert {line.mark for line in page.lines} == {SectionMark.EMPTY, SectionMark.FROM_RECORD}
    with pytest.raises(Problem, match="begun already"):
        begin_report(each_store, case_id=case_id, today=TODAY)


def test_any_form_is_written_by_the_same_machinery(file_store):
    case_id = in_stage_two(file_store)
    begin_report(file_store, case_id=case_id, today=TODAY, form="stage_two_plan")
    page = report_page(file_store, case_id=case_id, form="stage_two_plan")
    line = next(each for each in page.lines if each.mark is SectionMark.EMPTY)
    section = page.form.by_key[line.section]
    content = SectionContent(
        {box: of_text("Agreed with both.") for box in section.boxes},
        tuple({column.key: "x"} for column in section.columns[:1]),
    )
    write_section(
        file_store,
        form_id=page.id,
        section=line.section,
        person=line.person,
        content=content,
        seen=0,
    )
    after = report_page(file_store, case_id=case_id, form="stage_two_plan")
    written = next(each for each in after.lines if each.section == line.section)
    assert written.mark is SectionMark.WRITTEN
    with pytest.raises(Problem, match="no such form"):
        begin_report(file_store, case_id=case_id, today=TODAY, form="essay")


def test_what_is_written_is_read_back_with_its_words_and_its_stand(each_store):
    case_id, form_id = begun(each_store)
    content = narrative()
    write_section(each_store, form_id=form_id, section="b.1", content=content, seen=0)
    page = section_page(each_store, form_id=form_id, section="b.1")
    assert page.content == content
    assert (page.stand, page.words, page.edited_by) == (1, 28, "Morgan Example")
    line = line_of(each_store, case_id, "b.1")
    assert (line.mark, line.words, line.stand) == (SectionMark.WRITTEN, 28, 1)
    assert report_page(each_store, case_id=case_id).words == 28
    assert every_section(each_store, form_id=form_id) == {("b.1", ""): content}


def test_one_box_of_two_is_begun_and_a_reason_why_it_does_not_apply_is_kept(file_store):
    case_id, form_id = begun(file_store)
    half = SectionContent({Box.EVIDENCE: of_text(WHY), Box.ANALYSIS: of_text("  ")})
    write_section(file_store, form_id=form_id, section="b.1", content=half, seen=0)
    assert line_of(file_store, case_id, "b.1").mark is SectionMark.BEGUN
    none = SectionContent(not_applicable="Neither has been before a family court.")
    person = report_page(file_store, case_id=case_id).household.applicants[0]
    write_section(
        file_store, form_id=form_id, section="d.court", person=person, content=none, seen=0
    )
    assert line_of(file_store, case_id, "d.court", person).mark is SectionMark.NOT_APPLICABLE


def test_rows_are_kept_by_column_and_empty_ones_left_out(file_store):
    case_id, form_id = begun(file_store)
    rows = ({"claim": "Steady\0 under strain", "shown_by": ""}, {"claim": " "})
    write_section(
        file_store, form_id=form_id, section="c.str", content=SectionContent(rows=rows), seen=0
    )
    kept = section_page(file_store, form_id=form_id, section="c.str").content.rows
    assert kept == ({"claim": "Steady under strain"},)
    assert line_of(file_store, case_id, "c.str").words == 3
    with pytest.raises(Problem, match="no such column"):
        write_section(
            file_store,
            form_id=form_id,
            section="c.str",
            content=SectionContent(rows=({"colour": "red"},)),
            seen=1,
        )


def test_who_writes_over_a_stand_they_did_not_see_is_refused_and_nothing_is_lost(each_store):
    _, form_id = begun(each_store)
    write_section(each_store, form_id=form_id, section="b.1", content=narrative(), seen=0)
    spot = section_page(each_store, form_id=form_id, section="b.1").draft_spot
    each_store.save_draft(spot, "mine")
    with pytest.raises(ChangedMeanwhile, match="Morgan Example wrote in this section"):
        write_section(each_store, form_id=form_id, section="b.1", content=narrative("Mine"), seen=0)
    page = section_page(each_store, form_id=form_id, section="b.1")
    assert page.content == narrative()
    assert each_store.drafts()[spot] == "mine"
    write_section(
        each_store, form_id=form_id, section="b.1", content=narrative("Mine"), seen=page.stand
    )
    assert section_page(each_store, form_id=form_id, section="b.1").content == narrative("Mine")


def test_two_people_in_different_sections_never_meet(each_store):
    case_id, form_id = begun(each_store)
    first, second = report_page(each_store, case_id=case_id).household.applicants
    seen = {
        person: section_page(each_store, form_id=form_id, section="b.2", person=person).stand
        for person in (first, second)
    }
    for person in (first, second):
        write_section(
            each_store,
            form_id=form_id,
            section="b.2",
            person=person,
            content=narrative(person),
            seen=seen[person],
        )
    kept = every_section(each_store, form_id=form_id)
    assert {person: plain_text(kept["b.2", person].box(Box.EVIDENCE)) for person in seen} == {
        first: first,
        second: second,
    }


def test_saving_what_stands_already_makes_no_further_state(file_store):
    _, form_id = begun(file_store)
    for _ in range(2):
        write_section(file_store, form_id=form_id, section="b.1", content=narrative(), seen=0)
    assert len(section_history(file_store, form_id=form_id, section="b.1")) == 1


def test_every_state_stays_in_the_history_and_comes_back_as_a_further_one(each_store):
    _, form_id = begun(each_store)
    for at, text in enumerate(("one", "two", "three")):
        write_section(each_store, form_id=form_id, section="b.1", content=narrative(text), seen=at)
    told = section_history(each_store, form_id=form_id, section="b.1")
    assert [each.stand for each in told] == [3, 2, 1]
    assert {each.saved_by for each in told} == {"Morgan Example"}
    assert section_at(each_store, form_id=form_id, section="b.1", stand=1) == narrative("one")
    assert section_at(each_store, form_id=form_id, section="b.1", stand=0) == SectionContent()
    restore_section(each_store, form_id=form_id, section="b.1", stand=1, seen=3)
    page = section_page(each_store, form_id=form_id, section="b.1")
    assert (page.content, page.stand) == (narrative("one"), 4)
    latest = section_history(each_store, form_id=form_id, section="b.1")[0]
    assert (latest.stand, latest.restored_from) == (4, 1)


def test_the_setting_of_a_text_its_facts_and_sources_are_kept(file_store):
    _, form_id = begun(file_store)
    runs = (
        Run("seen ", bold=True),
        Run("Fern", fact="someone.name"),
        Run(" <b> & \u05d0", italic=True),
    )
    content = SectionContent({Box.EVIDENCE: Prose((Paragraph(runs),))})
    write_section(file_store, form_id=form_id, section="b.1", content=content, seen=0)
    assert section_page(file_store, form_id=form_id, section="b.1").content == content


def test_a_hundred_thousand_characters_and_control_signs_lose_nothing_that_shows(each_store):
    _, form_id = begun(each_store)
    text = "a\0b" + "\u202bword \U0001f642 e\u0301 " * 10_000
    write_section(each_store, form_id=form_id, section="b.1", content=narrative(text), seen=0)
    kept = section_page(each_store, form_id=form_id, section="b.1").content.box(Box.EVIDENCE)
    assert plain_text(kept) == "ab" + "\u202bword \U0001f642 \u00e9 " * 10_000


def test_only_the_worker_of_the_case_a_manager_and_who_is_named_write(file_store):
    people = team(file_store)
    case_id, form_id = begun(file_store)
    with signed_in_as(file_store, people[Role.SOCIAL_WORKER]):
        with pytest.raises(NotAllowed, match="worker of its case or a manager"):
            write_section(file_store, form_id=form_id, section="b.1", content=narrative(), seen=0)
        assert not report_page(file_store, case_id=case_id).may_write
    allocate(file_store, case_id, people[Role.SOCIAL_WORKER])
    with signed_in_as(file_store, people[Role.SOCIAL_WORKER]):
        write_section(file_store, form_id=form_id, section="b.1", content=narrative(), seen=0)
    for role in (Role.ADMINISTRATOR, Role.PANEL_ADVISER, Role.DECISION_MAKER):
        with signed_in_as(file_store, people[role]), pytest.raises(NotAllowed):
            write_section(
                file_store, form_id=form_id, section="b.1", content=narrative("x"), seen=1
            )


def test_who_gives_a_second_opinion_writes_that_section_alone(file_store):
    people = team(file_store)
    case_id, form_id = begun(file_store)
    set_wishes(file_store, form_id=form_id, wants_early_permanence=False, has_second_opinion=True)
    name_authors(
        file_store,
        form_id=form_id,
        author_id=people[Role.MANAGER],
        second_author_id=people[Role.SOCIAL_WORKER],
    )
    opinion = SectionContent({Box.WORDS: of_text("I agree with the assessment.")})
    with signed_in_as(file_store, people[Role.SOCIAL_WORKER]):
        write_section(file_store, form_id=form_id, section="c.2op", content=opinion, seen=0)
        with pytest.raises(NotAllowed):
            write_section(file_store, form_id=form_id, section="b.1", content=narrative(), seen=0)
    assert line_of(file_store, case_id, "c.2op").mark is SectionMark.WRITTEN


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PANEL_ADVISER, Role.SOCIAL_WORKER])
def test_the_confidential_addendum_is_hidden_from_whoever_may_not_read_it(file_store, role):
    people = team(file_store)
    case_id, form_id = begun(file_store)
    secret = SectionContent({Box.EVIDENCE: of_text("A caution in 1999.")})
    section = report_page(file_store, case_id=case_id).form.by_key["e.police"]
    content = SectionContent({section.boxes[0]: secret.box(Box.EVIDENCE)})
    write_section(file_store, form_id=form_id, section="e.police", content=content, seen=0)
    with signed_in_as(file_store, people[role]):
        page = report_page(file_store, case_id=case_id)
        assert not any(line.part == "E" for line in page.lines)
        assert not page.reads_confidential
        for read in (section_page, section_history):
            with pytest.raises(NotAllowed, match="confidential addendum"):
                read(file_store, form_id=form_id, section="e.police")
        assert every_section(file_store, form_id=form_id) == {}
    with signed_in_as(file_store, people[Role.DECISION_MAKER]):
        assert every_section(file_store, form_id=form_id) == {("e.police", ""): content}


def test_the_spelling_learns_a_word_for_one_case_and_doubts_it_again(each_store):
    case_id = in_stage_two(each_store)
    other = in_stage_two(each_store)
    for _ in range(2):
        add_case_word(each_store, case_id=case_id, word=" Teasel ")
    assert case_words(each_store, case_id=case_id) == {"Teasel"}
    assert case_words(each_store, case_id=other) == frozenset()
    forget_case_word(each_store, case_id=case_id, word="Teasel")
    assert case_words(each_store, case_id=case_id) == frozenset()
    with pytest.raises(Problem, match="Type the word"):
        add_case_word(each_store, case_id=case_id, word=" ")


def test_what_was_written_in_a_section_that_the_form_has_no_more_stays_to_be_read(file_store):
    case_id, form_id = begun(file_store)
    write_section(file_store, form_id=form_id, section="b.1", content=narrative(), seen=0)
    with file_store.writing(act="set_up") as session:
        session.scalars(select(WrittenSection)).one().section = "own.faith"
    (line,) = (each for each in report_page(file_store, case_id=case_id).lines if each.stand)
    assert (line.section, line.title, line.is_left_over) == (
        "own.faith",
        "No longer asked for",
        True,
    )
    page = section_page(file_store, form_id=form_id, section="own.faith")
    assert page.content == narrative()
    assert not page.may_write
    assert len(section_history(file_store, form_id=form_id, section="own.faith")) == 1
    with pytest.raises(Problem, match="no such section"):
        section_page(file_store, form_id=form_id, section="own.other")


def test_the_check_of_a_store_counts_the_words_of_sections_again(file_store):
    case_id, form_id = begun(file_store)
    write_section(file_store, form_id=form_id, section="b.1", content=narrative(), seen=0)
    assert check(file_store) == []
    with file_store.writing(act="set_up") as session:
        session.scalars(select(WrittenSection)).one().word_count = 7
    reference = report_page(file_store, case_id=case_id).reference
    (told,) = check(file_store)
    assert told.startswith(f"{reference}: a section of a report does not agree")


@given(text=proses)
@settings(max_examples=60, deadline=None)
def test_what_is_kept_of_a_section_reads_back_as_it_was(text):
    section = shipped_form(REPORT).by_key["b.1"]
    told = fitting(section, SectionContent({Box.EVIDENCE: text}, (), " no "))
    kept = SimpleNamespace(
        boxes=boxes_json(told.boxes), rows=rows_json(told.rows), not_applicable=told.not_applicable
    )
    assert content_of(kept) == told
    assert fitting(section, told) == told
