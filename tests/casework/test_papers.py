from datetime import date

import pytest

from recruitment_app.casework import papers
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.enquiries import allocate
from recruitment_app.casework.household_details import keep_detail, set_couple_status
from recruitment_app.casework.households import add_to_household, change_person
from recruitment_app.documents.first_report_contents import SectionState
from recruitment_app.errors import Problem
from recruitment_app.store.ids import new_id
from tests.casework.cases import TODAY, an_enquiry, in_break, registered


def applicant(store, case_id, place=0):
    return case_page(store, case_id=case_id, today=TODAY).applicants[place]


def test_the_report_gathers_what_is_recorded_as_it_is_read(each_store):
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
    told = papers.report_contents(each_store, case_id=case_id, today=TODAY)
    assert (told.agency, told.title) == ("Sample agency", "Larkspur and Teasel")
    assert told.drafted_on == TODAY
    first = told.applicants[0]
    assert (first.name, first.born, first.gender) == ("Fern Larkspur", "May 1979", "Female")
    assert (first.ethnicity, first.religion) == ("White British", "No religion")
    assert first.names_ever_used == ("Fern Foxglove (until 2003)",)
    dates = dict(told.dates)
    assert dates["Registration accepted"] == "6 May 2014"
    assert dates["Panel"] == ""
    stage_one = next(row for row in told.clocks if "Pre-assessment" in row.limit)
    assert (stage_one.began, stage_one.due, stage_one.met, stage_one.state) == (
        "6 May 2014",
        "6 Jul 2014",
        "1 Jul 2014",
        "Met",
    )


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
    told = papers.report_contents(file_store, case_id=case_id, today=TODAY)
    assert [(row.whose, row.address.split("\n")[-1], row.ends) for row in told.addresses] == [
        ("Fern", "RM17 6SL", ""),
        ("Rowan", "RM17 6BB", ""),
        ("Rowan", "RM17 6AA", "2009"),
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
    told = papers.report_contents(file_store, case_id=case_id, today=TODAY)
    assert [(row.name, row.relation) for row in told.household] == [("Moss Larkspur", "Child")]
    assert [(row.name, row.lives) for row in told.elsewhere] == [
        ("Sage Larkspur", "With the other parent")
    ]
    states = {section.state for section in told.sections}
    assert {SectionState.PRINTED, SectionState.NOT_WRITTEN} <= states


def test_the_report_names_relationships_by_the_words_of_either_list(file_store):
    case_id = an_enquiry(file_store)
    first, second = (applicant(file_store, case_id, place) for place in (0, 1))
    facts = (
        {"kind": "married", "other_id": str(second.id), "begins": "2008"},
        {"kind": "former_partner", "other_name": "Ash Willow", "ended_how": "Divorced"},
    )
    for each in facts:
        keep_detail(file_store, person_id=first.id, kind="relationship", facts=each, today=TODAY)
    told = papers.report_contents(file_store, case_id=case_id, today=TODAY)
    assert [(row.with_whom, row.kind, row.remark) for row in told.relationships] == [
        ("Rowan Teasel", "Married", ""),
        ("Ash Willow", "Former partner", "Divorced"),
    ]


def test_the_report_holds_the_family_tree_where_there_is_a_family(file_store):
    case_id = an_enquiry(file_store)
    bare = papers.report_contents(file_store, case_id=case_id, today=TODAY)
    assert bare.family_tree is None
    states = {section.key: section.state for section in bare.sections}
    assert states["a.tree"] is SectionState.NOT_DRAWN
    facts = {"given_names": "Reed", "family_name": "Larkspur", "relation": "child"}
    add_to_household(file_store, case_id=case_id, standing="household", facts=facts, today=TODAY)
    told = papers.report_contents(file_store, case_id=case_id, today=TODAY)
    assert told.family_tree is not None
    assert "Reed Larkspur" in told.family_tree.alternative
    states = {section.key: section.state for section in told.sections}
    assert states["a.tree"] is SectionState.PRINTED


def test_a_fast_track_report_says_so_and_leaves_stage_one_out(file_store):
    case_id = registered(file_store, fast_track=True)
    dates = dict(papers.report_contents(file_store, case_id=case_id, today=TODAY).dates)
    assert dates["Route"] == "Fast track: enters at Stage Two"
    assert "Stage One ended" not in dates


def test_a_single_applicant_is_the_applicant(file_store):
    case_id = an_enquiry(file_store, couple=False)
    told = papers.report_contents(file_store, case_id=case_id, today=TODAY)
    assert len(told.applicants) == 1
    assert [row.whose for row in told.addresses] == ["Applicant"]


def test_the_assessing_worker_is_named(file_store):
    case_id = an_enquiry(file_store)
    allocate(file_store, case_id=case_id, worker_id=file_store.person_id, on=TODAY, today=TODAY)
    page = case_page(file_store, case_id=case_id, today=TODAY)
    set_couple_status(file_store, case_id=case_id, couple_status="married", seen=page.version)
    told = papers.report_contents(file_store, case_id=case_id, today=TODAY)
    assert told.assessing_worker == "Morgan Example"


def test_no_report_is_printed_of_a_case_that_is_not_there(file_store):
    with pytest.raises(Problem, match="not in the store any more"):
        papers.report_paper(file_store, case_id=new_id(), today=TODAY)


def test_progress_is_printed_with_the_role_of_who_printed_it(each_store):
    told = papers.progress_report(each_store, year_label="2014-15", today=TODAY)
    assert (told.agency, told.printed_by_role) == ("Sample agency", "Team manager")
    assert told.figures.starts_on == date(2014, 4, 1)
    assert papers.progress_paper(each_store, year_label=None, today=TODAY).startswith(b"%PDF")
