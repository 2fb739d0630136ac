"""What each edition of a report holds, read from the finished papers."""

import io
import shutil
import subprocess
import zlib
from datetime import date

import pikepdf
import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.households.household_details import keep_detail, set_couple_status
from recruitment_app.casework.households.households import add_to_household, change_person, take_out
from recruitment_app.casework.journey.enquiries import allocate
from recruitment_app.casework.reports.paper_sections import LEFT_OUT
from recruitment_app.casework.reports.photographs import add_photograph
from recruitment_app.casework.reports.profile_consents import give_consent, withdraw_consent
from recruitment_app.casework.reports.report_facts import person_fact
from recruitment_app.casework.reports.report_papers import contents_of, report_paper
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.written_forms import begin_report, set_wishes, write_section
from recruitment_app.documents.report_contents import SectionState
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.forms.definition import Box, ColumnKind, Edition, Household, When
from recruitment_app.forms.prose import Paragraph, Prose, Run, Source, of_text, to_json
from recruitment_app.forms.reading import REPORT, shipped_form
from recruitment_app.rules.roles import Role
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import ReportAddendum
from tests.casework.cases import TODAY, an_enquiry, in_break, in_stage_two, registered
from tests.documents.report_sample import a_photograph
from tests.walks.stories import signed_in_as, team


def applicant(store, case_id, place=0):
    return case_page(store, case_id=case_id, today=TODAY).applicants[place]


def panel_copy(store, case_id):
    return contents_of(store, case_id=case_id, edition=Edition.PANEL, today=TODAY)


def in_section(contents, key):
    return next(section for section in contents.sections if section.key == key)


def rows_in(contents, key, table=0):
    return [told.tables[table].rows for told in in_section(contents, key).told if told.tables]


def in_front(contents):
    return {label: said[0] for label, said in contents.front.facts[0].rows}


def agree_to_a_profile(store, case_id):
    for person in case_page(store, case_id=case_id, today=TODAY).applicants:
        give_consent(
            store, person_id=person.id, given_on=date(2014, 10, 1), how="By letter", today=TODAY
        )


def write(store, form_id, section, content, person=""):
    write_section(store, form_id=form_id, section=section, content=content, seen=0, person=person)


def words_of(pdf, tmp_path):
    """Return all that can be read in a paper: its text, bookmarks, alternatives, metadata."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(
        ["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True
    ).stdout.decode()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        told += " ".join(str(each) for each in opened.objects if _may_tell(each))
        told += str(opened.open_metadata())
        assert not opened.attachments
    return " ".join(told.split())


def _may_tell(each):
    return isinstance(each, pikepdf.Dictionary) and (
        "/Alt" in each or "/Title" in each or "/ActualText" in each or "/Contents" in each
    )


def token(*keys):
    """Return a word that stands in one place alone, short enough for any column."""
    return f"z{zlib.crc32(' '.join(keys).encode()):08x}"


@pytest.fixture
def full(file_store):
    """A report in which every box and every column of text holds a word of its own."""
    case_id = in_stage_two(file_store)
    facts = {
        "given_names": "Moss",
        "family_name": "Larkspur",
        "relation": "child",
        "born": "2008",
        "occupation": "at Fenside School",
    }
    add_to_household(file_store, case_id=case_id, standing="household", facts=facts, today=TODAY)
    keep_detail(
        file_store,
        person_id=applicant(file_store, case_id).id,
        kind="address",
        facts={"lines": "12 Tithebarn Lane", "postcode": "RM17 6AA", "begins": "2009"},
        today=TODAY,
    )
    form_id = begin_report(file_store, case_id=case_id, today=TODAY).record_id
    set_wishes(file_store, form_id=form_id, wants_early_permanence=True, has_second_opinion=True)
    page = case_page(file_store, case_id=case_id, today=TODAY)
    applicants = tuple(str(person.id) for person in page.applicants)
    children = tuple(str(person.id) for person in page.people if person.standing == "household")
    people = Household(
        applicants=applicants,
        children=children,
        wants_early_permanence=True,
        has_second_opinion=True,
    )
    for section in shipped_form(REPORT).sections:
        for person in section.persons(people):
            row = {
                column.key: token(section.key, column.key)
                for column in section.columns
                if column.kind is ColumnKind.TEXT
            }
            boxes = {box: of_text(token(section.key, box)) for box in section.boxes}
            if row or boxes:
                content = SectionContent(boxes, (row,) if row else ())
                write(file_store, form_id, section.key, content, person)
    agree_to_a_profile(file_store, case_id)
    return file_store, case_id, form_id


def test_a_managers_comment_that_is_not_written_is_no_second_page_to_sign(file_store, tmp_path):
    case_id = in_stage_two(file_store)
    begin_report(file_store, case_id=case_id, today=TODAY)
    comment = in_section(panel_copy(file_store, case_id), "c.tm")
    assert comment.state is SectionState.NOT_WRITTEN
    paper = report_paper(file_store, case_id=case_id, edition=Edition.PANEL, today=TODAY)
    assert words_of(paper, tmp_path).count("Each signature is of this version") == 1


def test_each_edition_holds_what_names_it_and_nothing_else(full, tmp_path):
    store, case_id, _ = full
    for edition in Edition:
        paper = report_paper(store, case_id=case_id, edition=edition, today=TODAY)
        hold_to_what_names(edition, words_of(paper, tmp_path))


def hold_to_what_names(edition, found):
    for section in shipped_form(REPORT).sections:
        if section.when is When.SINGLE or section.key == "e.legal":
            continue
        is_printed = edition in section.editions
        for box in section.boxes:
            assert (token(section.key, box) in found) is is_printed, (section.key, box)
        for column in section.columns:
            if column.kind is not ColumnKind.TEXT or section.key == "d.chron":
                continue
            is_there = token(section.key, column.key) in found
            assert is_there is (edition in column.editions), (section.key, column.key)


def test_the_applicants_copy_shares_nothing_with_the_addendum(full, tmp_path):
    store, case_id, _ = full
    editions = {
        edition: words_of(
            report_paper(
                store, case_id=case_id, edition=edition, today=TODAY, with_legal_advice=True
            ),
            tmp_path,
        )
        for edition in Edition
    }
    confidential = [
        token(section.key, box)
        for section in shipped_form(REPORT).sections
        if section.part == "E"
        for box in section.boxes
    ]
    assert confidential
    for told in (Edition.PANEL, Edition.APPLICANTS, Edition.PROFILE):
        assert not [word for word in confidential if word in editions[told]]
    assert all(word in editions[Edition.ADDENDUM] for word in confidential)
    assert "not for applicants" in editions[Edition.ADDENDUM]


def test_legal_advice_is_printed_only_when_it_is_asked_for(full, tmp_path):
    store, case_id, _ = full
    paper = report_paper(store, case_id=case_id, edition=Edition.ADDENDUM, today=TODAY)
    found = words_of(paper, tmp_path)
    assert "Legal advice Kept apart" in found
    assert not [box for box in Box if token("e.legal", box) in found]


def test_the_profile_says_who_they_are_by_first_names_alone(full, tmp_path):
    store, case_id, _ = full
    paper = report_paper(store, case_id=case_id, edition=Edition.PROFILE, today=TODAY)
    found = words_of(paper, tmp_path)
    assert "Fern and Rowan" in found
    for told in (
        "Larkspur",
        "Teasel",
        "Moss",
        "Tithebarn",
        "RM17",
        "01632",
        "example.org",
        "Fenside",
        "2008",
    ):
        assert told not in found, told


def test_two_applicants_of_one_first_name_are_first_and_second(file_store):
    case_id = in_stage_two(file_store)
    second = applicant(file_store, case_id, 1)
    change_person(
        file_store,
        person_id=second.id,
        seen=second.version,
        facts={"given_names": "Fern"},
        today=TODAY,
    )
    agree_to_a_profile(file_store, case_id)
    told = contents_of(file_store, case_id=case_id, edition=Edition.PROFILE, today=TODAY)
    assert told.title == "First applicant and Second applicant"


def test_the_profile_shows_no_fact_that_may_not_stand_in_it(file_store):
    case_id = in_stage_two(file_store)
    form_id = begin_report(file_store, case_id=case_id, today=TODAY).record_id
    fern = applicant(file_store, case_id).id
    runs = (
        Run("I am "),
        Run("Fern Larkspur", fact=f"person.{fern}.name"),
        Run(" of "),
        Run("12 Tithebarn Lane", fact=f"person.{fern}.address"),
        Run(" and "),
        Run("Larkspur", fact=f"person.{fern}.family_name"),
        Run(" once "),
        Run("Quillon Ash", fact="somebody.gone"),
    )
    prose = Prose((Paragraph(runs),))
    write(file_store, form_id, "a.pen", SectionContent({Box.WORDS: prose}))
    agree_to_a_profile(file_store, case_id)
    told = contents_of(file_store, case_id=case_id, edition=Edition.PROFILE, today=TODAY)
    (written,) = in_section(told, "a.pen").told[0].written
    (paragraph,) = written.prose.blocks
    assert paragraph.text == f"I am Fern of {LEFT_OUT} and {LEFT_OUT} once {LEFT_OUT}"
    whole = panel_copy(file_store, case_id)
    (written,) = in_section(whole, "a.pen").told[0].written
    assert "Quillon Ash" in written.prose.blocks[0].text


def test_a_text_follows_the_record(file_store):
    case_id = in_stage_two(file_store)
    form_id = begin_report(file_store, case_id=case_id, today=TODAY).record_id
    person = applicant(file_store, case_id)
    prose = Prose((Paragraph((Run("nobody yet", fact=f"person.{person.id}.name"),)),))
    write(file_store, form_id, "a.rec", SectionContent({Box.WORDS: prose}))
    change_person(
        file_store,
        person_id=person.id,
        seen=person.version,
        facts={"family_name": "Yarrow"},
        today=TODAY,
    )
    (written,) = in_section(panel_copy(file_store, case_id), "a.rec").told[0].written
    assert written.prose.blocks[0].text == "Fern Yarrow"


def test_no_profile_is_made_without_the_consent_of_both(file_store):
    case_id = in_stage_two(file_store)

    def profile(today=TODAY):
        return report_paper(file_store, case_id=case_id, edition=Edition.PROFILE, today=today)

    with pytest.raises(Problem, match="consent of every applicant"):
        profile()
    agree_to_a_profile(file_store, case_id)
    assert profile()
    with pytest.raises(Problem, match="consent of every applicant"):
        profile(date(2014, 9, 30))
    withdraw_consent(
        file_store,
        person_id=applicant(file_store, case_id).id,
        withdrawn_on=TODAY,
        how="By telephone",
        today=TODAY,
    )
    with pytest.raises(Problem, match="consent of every applicant"):
        profile()


def test_the_profile_shows_the_photographs_agreed_to_and_says_no_name_of_them(file_store, tmp_path):
    case_id = in_stage_two(file_store)
    file = tmp_path / "taken.jpg"
    file.write_bytes(a_photograph(40, 30))
    for is_in_profile in (False, True):
        add_photograph(
            file_store,
            case_id=case_id,
            file=file,
            alternative=f"Fern Larkspur, {is_in_profile}",
            today=TODAY,
            taken_on=date(2014, 9, 2),
            is_in_profile=is_in_profile,
        )
    agree_to_a_profile(file_store, case_id)
    shown = {
        edition: [
            (each.alternative, each.caption)
            for each in contents_of(
                file_store, case_id=case_id, edition=edition, today=TODAY
            ).front.photographs
        ]
        for edition in Edition
    }
    assert shown[Edition.PROFILE] == [("Photograph of the household", "")]
    assert shown[Edition.ADDENDUM] == []
    assert (
        shown[Edition.PANEL]
        == shown[Edition.APPLICANTS]
        == [
            ("Fern Larkspur, False", "Taken on 2 September 2014"),
            ("Fern Larkspur, True", "Taken on 2 September 2014"),
        ]
    )


def test_a_social_worker_of_another_case_prints_no_addendum(each_store):
    case_id = in_stage_two(each_store)
    begin_report(each_store, case_id=case_id, today=TODAY)
    people = team(each_store)
    with (
        signed_in_as(each_store, people[Role.SOCIAL_WORKER]),
        pytest.raises(NotAllowed, match="confidential addendum"),
    ):
        report_paper(each_store, case_id=case_id, edition=Edition.ADDENDUM, today=TODAY)


def test_a_report_that_is_not_begun_has_the_facts_of_the_record(each_store):
    case_id = in_break(each_store)
    person = applicant(each_store, case_id)
    change_person(
        each_store,
        person_id=person.id,
        seen=person.version,
        facts={"born": "May 1979", "ethnicity": "wbri", "religion": "none", "gender": "female"},
        today=TODAY,
    )
    keep_detail(
        each_store,
        person_id=person.id,
        kind="name",
        facts={"name": "Fern Foxglove", "ends": "2003"},
        today=TODAY,
    )
    told = panel_copy(each_store, case_id)
    assert (told.agency, told.title) == ("Sample agency", "Larkspur and Teasel")
    assert told.stamp.printed_on == TODAY
    assert told.stamp.is_draft
    facts = dict(in_section(told, "d.id").told[0].facts[0].rows)
    assert [facts[label][0] for label in ("Name", "Born", "Gender")] == [
        "Fern Larkspur",
        "May 1979",
        "Female",
    ]
    assert (facts["Ethnic background"][0], facts["Religion"][0]) == (
        "White British",
        "No religion",
    )
    assert facts["Names ever used"][0] == "Fern Foxglove (until 2003)"
    front = in_front(told)
    assert front["Registration accepted"] == "6 May 2014"
    assert front["Stage One ended"] == "1 July 2014 (56 days)"
    assert front["Panel"] == ""
    assert in_section(told, "b.1").state is SectionState.NOT_WRITTEN
    assert in_section(told, "d.gp").state is SectionState.NOT_RECORDED


def test_the_report_tells_whose_address_is_whose_the_present_one_first(file_store):
    case_id = an_enquiry(file_store)
    second = applicant(file_store, case_id, 1)
    for begins, ends, postcode in (("2001", "2009", "RM17 6AA"), ("2009", "", "RM17 6BB")):
        keep_detail(
            file_store,
            person_id=second.id,
            kind="address",
            facts={"lines": "1 Fen Lane", "postcode": postcode, "begins": begins, "ends": ends},
            today=TODAY,
        )
    told = in_section(panel_copy(file_store, case_id), "d.res").told
    assert [each.name for each in told] == ["Fern Larkspur", "Rowan Teasel"]
    assert [(row[0].split("\n")[-1], row[3]) for row in told[1].tables[0].rows] == [
        ("RM17 6BB", "No end recorded"),
        ("RM17 6AA", "2009"),
    ]


def test_the_report_lists_others_at_home_and_children_elsewhere(file_store):
    case_id = an_enquiry(file_store)
    people = (
        ("household", {"given_names": "Moss", "family_name": "Larkspur", "relation": "child"}),
        (
            "child_elsewhere",
            {"given_names": "Sage", "family_name": "Larkspur", "remarks": "With the other parent"},
        ),
    )
    for standing, facts in people:
        add_to_household(file_store, case_id=case_id, standing=standing, facts=facts, today=TODAY)
    told = panel_copy(file_store, case_id)
    assert [row[:2] for row in rows_in(told, "d.hh")[0]] == [("Moss Larkspur", "Child")]
    assert [(row[0], row[3]) for row in rows_in(told, "d.hh", 1)[0]] == [
        ("Sage Larkspur", "With the other parent")
    ]


def test_the_report_names_relationships_by_the_words_of_either_list(file_store):
    case_id = an_enquiry(file_store)
    first, second = (applicant(file_store, case_id, place) for place in (0, 1))
    facts = (
        {"kind": "married", "other_id": str(second.id), "begins": "2008"},
        {"kind": "former_partner", "other_name": "Ash Willow", "ended_how": "Divorced"},
    )
    for each in facts:
        keep_detail(file_store, person_id=first.id, kind="relationship", facts=each, today=TODAY)
    rows = rows_in(panel_copy(file_store, case_id), "d.rel")[0]
    assert [(row[0], row[1], row[4]) for row in rows] == [
        ("Rowan Teasel", "Married", ""),
        ("Ash Willow", "Former partner", "Divorced"),
    ]


def test_the_report_holds_the_family_tree_where_there_is_a_family(file_store):
    case_id = an_enquiry(file_store)
    bare = in_section(panel_copy(file_store, case_id), "a.tree")
    assert bare.state is SectionState.NOT_DRAWN
    facts = {"given_names": "Reed", "family_name": "Larkspur", "relation": "child"}
    add_to_household(file_store, case_id=case_id, standing="household", facts=facts, today=TODAY)
    (told,) = in_section(panel_copy(file_store, case_id), "a.tree").told
    assert "Reed Larkspur" in told.drawing.alternative


def test_a_fast_track_report_says_so_and_leaves_stage_one_out(file_store):
    case_id = registered(file_store, fast_track=True)
    front = in_front(panel_copy(file_store, case_id))
    assert front["Route"] == "Fast track: enters at Stage Two"
    assert "Stage One ended" not in front


def test_a_single_applicant_is_the_applicant(file_store):
    case_id = an_enquiry(file_store, couple=False)
    told = panel_copy(file_store, case_id)
    assert in_section(told, "d.id").told[0].facts[0].people == ("Applicant",)
    assert "b.5" not in {section.key for section in told.sections}


def test_the_assessing_worker_is_named(file_store):
    case_id = an_enquiry(file_store)
    allocate(file_store, case_id=case_id, worker_id=file_store.person_id, on=TODAY, today=TODAY)
    page = case_page(file_store, case_id=case_id, today=TODAY)
    set_couple_status(file_store, case_id=case_id, couple_status="married", seen=page.version)
    begin_report(file_store, case_id=case_id, today=TODAY)
    told = panel_copy(file_store, case_id)
    assert in_front(told)["Assessing social worker"] == "Morgan Example"
    assert [(each.role, each.name) for each in told.stamp.signatures] == [
        ("Author", "Morgan Example"),
        ("Supervisor of the author", ""),
        ("Team manager", ""),
        ("First applicant", "Fern Larkspur"),
        ("Second applicant", "Rowan Teasel"),
        ("Medical adviser, of the summary", ""),
    ]


def test_the_chronology_begins_with_the_birth_and_has_its_gaps(file_store):
    case_id = in_stage_two(file_store)
    person = applicant(file_store, case_id)
    change_person(
        file_store,
        person_id=person.id,
        seen=person.version,
        facts={"born": "4 February 1979"},
        today=TODAY,
    )
    form_id = begin_report(file_store, case_id=case_id, today=TODAY).record_id
    row = {"happened_on": "June 1995", "line": "Loss", "event": "Her father died"}
    write(file_store, form_id, "d.chron", SectionContent(rows=(row,)), str(person.id))
    lines = rows_in(panel_copy(file_store, case_id), "d.chron")[0]
    assert lines[0][0] == "4 February 1979"
    assert ("June 1995", "Loss", "Her father died") in [line[:3] for line in lines]
    assert "Gap" in {line[1] for line in lines}


def test_strengths_that_only_the_applicants_claim_are_listed_by_themselves(file_store):
    case_id = in_stage_two(file_store)
    form_id = begin_report(file_store, case_id=case_id, today=TODAY).record_id
    rows = (
        {"claim": "They swim", "source": "Said by the applicant", "shown_in": "B6"},
        {"claim": "They wait", "source": "Seen", "shown_in": "B5"},
        {"claim": "They ask", "source": "Said by the applicant", "shown_in": "B7"},
    )
    write(file_store, form_id, "c.str", SectionContent(rows=rows))
    write(
        file_store,
        form_id,
        "c.verify",
        SectionContent(rows=({"claim": "They ask", "reason": "It is small"},)),
    )
    tables = in_section(panel_copy(file_store, case_id), "c.verify").told[0].tables
    assert [table.rows for table in tables] == [
        (("They ask", "", "It is small"),),
        (("They swim", "B6"),),
    ]


def test_statements_marked_as_the_applicants_word_are_listed_with_their_section(file_store):
    case_id = in_stage_two(file_store)
    form_id = begin_report(file_store, case_id=case_id, today=TODAY).record_id
    person = applicant(file_store, case_id)
    name = person_fact(person.id, "name")
    told = Paragraph(
        (
            Run("They never "),
            Run("argue, says ", source=Source.SAID),
            Run("somebody", fact=name, source=Source.SAID),
            Run(". I saw them "),
            Run("cook", source=Source.SEEN),
            Run("They drink little", bold=True, source=Source.SAID),
        )
    )
    boxes = {Box.EVIDENCE: Prose((told,))}
    write(file_store, form_id, "b.5", SectionContent(boxes))
    write(file_store, form_id, "e.ref", SectionContent({Box.WORDS: Prose((told,))}))
    contents = panel_copy(file_store, case_id)
    (table,) = in_section(contents, "c.verify").told[0].tables
    assert table.rows == ((f"argue, says {person.name}", "B5"), ("They drink little", "B5"))


def test_money_is_summed_now_and_on_leave(file_store):
    case_id = in_stage_two(file_store)
    form_id = begin_report(file_store, case_id=case_id, today=TODAY).record_id
    rows = (
        {"sort": "Income", "monthly": "2000", "monthly_on_leave": "900.50"},
        {"sort": "Outgoing", "monthly": "1,200", "monthly_on_leave": "1200"},
        {"sort": "Debt", "monthly": "100", "monthly_on_leave": "100", "balance": "4300"},
        {"sort": "Savings or property", "balance": "much"},
    )
    write(file_store, form_id, "d.fin", SectionContent(rows=rows))
    sums = rows_in(panel_copy(file_store, case_id), "d.fin", 1)[0]
    assert sums == (
        ("Comes in", "£2,000", "£900.50", ""),
        ("Goes out, with what debts cost", "£1,300", "£1,300", ""),
        ("Left over", "£700", "\u2212£399.50", ""),
        ("Owned", "", "", "£0"),
        ("Owed altogether", "", "", "£4,300"),
    )


def test_a_section_that_a_row_names_is_named_by_its_number(file_store):
    case_id = in_stage_two(file_store)
    form_id = begin_report(file_store, case_id=case_id, today=TODAY).record_id
    row = {"claim": "They swim", "source": "Seen", "shown_in": "b.11, c.ana and page 4.5"}
    write(file_store, form_id, "c.str", SectionContent(rows=(row,)))
    ((printed,),) = rows_in(panel_copy(file_store, case_id), "c.str")
    assert printed[3] == "B10, C4 and page 4.5"


def test_every_statutory_item_names_the_sections_that_tell_it(file_store):
    case_id = in_stage_two(file_store)
    items = in_section(panel_copy(file_store, case_id), "d.map").told[0].items
    served = {each.item: each.sections for each in items}
    assert served["P3.8"] == ("b.2",)
    (reported,) = [each for each in items if each.item == "R30.c"]
    assert (reported.sections, reported.elsewhere) == ((), "Confidential addendum")
    assert "P1.2" not in served  # asked of a single applicant alone
    assert all(not each.title.startswith("P") or " " in each.title for each in items)


@pytest.mark.parametrize("form", ["stage_one_plan", "stage_two_plan"])
def test_a_plan_is_printed_by_the_same_machinery(file_store, tmp_path, form):
    case_id = in_stage_two(file_store)
    form_id = begin_report(file_store, case_id=case_id, today=TODAY, form=form).record_id
    first = shipped_form(form).sections[0]
    content = SectionContent({first.boxes[0]: of_text("To find out together.")})
    write(file_store, form_id, first.key, content)
    paper = report_paper(
        file_store, case_id=case_id, edition=Edition.APPLICANTS, today=TODAY, form=form
    )
    found = words_of(paper, tmp_path)
    assert "To find out together." in found
    assert shipped_form(form).title in found
    assert "Signature" in found


def test_a_plan_has_no_cover_with_a_photograph_or_the_dates_of_the_panel(file_store, tmp_path):
    case_id = in_stage_two(file_store)
    file = tmp_path / "taken.jpg"
    file.write_bytes(a_photograph(40, 30))
    add_photograph(file_store, case_id=case_id, file=file, alternative="A garden", today=TODAY)
    told = contents_of(
        file_store,
        case_id=case_id,
        edition=Edition.APPLICANTS,
        today=TODAY,
        form="stage_one_plan",
    )
    assert told.front.photographs == ()
    assert list(in_front(told)) == [
        "Agency",
        "Assessing social worker",
        "Registration accepted",
        "Stage One ended",
        "Wish to proceed notified",
    ]


def test_an_edition_that_a_form_does_not_have_is_refused(file_store):
    case_id = in_stage_two(file_store)
    with pytest.raises(Problem, match="it is printed for applicants"):
        report_paper(
            file_store,
            case_id=case_id,
            edition=Edition.PANEL,
            today=TODAY,
            form="stage_one_plan",
        )


def test_no_report_is_printed_of_a_case_that_is_not_there(file_store):
    with pytest.raises(Problem, match="not in the store any more"):
        report_paper(file_store, case_id=new_id(), edition=Edition.PANEL, today=TODAY)


def test_a_signed_addendum_goes_with_the_editions_that_it_names(file_store):
    case_id = in_stage_two(file_store)
    form_id = begin_report(file_store, case_id=case_id, today=TODAY).record_id
    with file_store.writing(act="add_report_addendum") as session:
        session.add(
            ReportAddendum(
                case_id=case_id,
                written_form_id=form_id,
                number=1,
                text=to_json(of_text("They moved in November.")),
                editions="panel,applicants",
                signed_on=TODAY,
                signed_by=file_store.person_id,
                content_sha256="0" * 64,
                covers_sha256="0" * 64,
                added_at=file_store.clock(),
            )
        )
    agree_to_a_profile(file_store, case_id)
    told = {
        edition: contents_of(file_store, case_id=case_id, edition=edition, today=TODAY).additions
        for edition in Edition
    }
    (added,) = told[Edition.PANEL]
    assert (added.number, added.signed_on, added.signed_by) == (
        1,
        "14 November 2014",
        "Morgan Example",
    )
    assert told[Edition.APPLICANTS] == told[Edition.PANEL]
    assert told[Edition.PROFILE] == told[Edition.ADDENDUM] == ()


def test_a_person_who_left_the_household_is_referred_to_as_last_seen(file_store):
    case_id = in_stage_two(file_store)
    facts = {"given_names": "Moss", "family_name": "Larkspur", "relation": "child"}
    add_to_household(file_store, case_id=case_id, standing="household", facts=facts, today=TODAY)
    page = case_page(file_store, case_id=case_id, today=TODAY)
    child = next(person for person in page.people if person.given_names == "Moss")
    form_id = begin_report(file_store, case_id=case_id, today=TODAY).record_id
    run = Run("Moss Larkspur", fact=f"person.{child.id}.name")
    told = SectionContent({Box.EVIDENCE: Prose((Paragraph((run,)),))})
    write(file_store, form_id, "b.1", told)
    write(file_store, form_id, "b.9", told, str(child.id))
    take_out(file_store, person_id=child.id, seen=child.version)
    contents = panel_copy(file_store, case_id)
    (written, _) = in_section(contents, "b.1").told[0].written
    assert written.prose.blocks[0].text == "Moss Larkspur"
    assert "b.9" not in {section.key for section in contents.sections}
    assert report_paper(file_store, case_id=case_id, edition=Edition.PANEL, today=TODAY)
