"""What the report takes over from the forms and the record: by a click, and never by itself."""

from datetime import date

import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checks.referees import (
    confirm_interview,
    name_referee,
    record_interview,
    weigh_interview,
)
from recruitment_app.casework.households.household_animals import keep_animal
from recruitment_app.casework.reports.case_forms import forms_of_case
from recruitment_app.casework.reports.report_papers import report_paper
from recruitment_app.casework.reports.report_reading import report_page, section_page
from recruitment_app.casework.reports.report_rows import SectionContent, SectionMark
from recruitment_app.casework.reports.taking_over import offer_for, take_over
from recruitment_app.casework.reports.written_forms import begin_report
from recruitment_app.documents.reading_back import read_back
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.forms.definition import Box, Edition
from recruitment_app.forms.prose import of_text, plain_text
from recruitment_app.forms.reading import FINANCES, HOME_SAFETY, REFEREE_INTERVIEW
from recruitment_app.rules.roles import Role
from tests.casework.cases import TODAY
from tests.casework.reports import begun, narrative, write
from tests.walks.stories import signed_in_as, team


@pytest.fixture
def report(file_store):
    """A report begun of a case in Stage Two."""
    case_id, form_id = begun(file_store)
    return file_store, case_id, form_id


def other_form(store, case_id, form, subject=""):
    facts = {"form": form, "subject": subject}
    return begin_report(store, case_id=case_id, today=TODAY, **facts).record_id


def offered(store, form_id, section):
    return offer_for(store, form_id=form_id, section=section, today=TODAY)


def taken(store, form_id, section):
    seen = section_page(store, form_id=form_id, section=section).stand
    take_over(store, form_id=form_id, section=section, seen=seen, today=TODAY)
    return section_page(store, form_id=form_id, section=section).content


def words(text):
    return SectionContent({Box.WORDS: of_text(text)})


def rows(*each):
    return SectionContent(rows=each)


def a_referee(store, case_id, name="Juniper Quill", **facts):
    given = {"name": name, "relation": "Neighbour", "known_since": "2004", **facts}
    change = name_referee(store, case_id=case_id, facts=given, today=TODAY)
    return change.record_id


def test_what_a_form_asks_stands_there_from_the_beginning_and_is_no_answer(report):
    store, case_id, _form_id = report
    home = other_form(store, case_id, HOME_SAFETY)
    page = section_page(store, form_id=home, section="home.fire")
    assert [row["item"] for row in page.content.rows] == list(page.section.asks)
    write(store, home, "home.fire", page.content)
    assert section_page(store, form_id=home, section="home.fire").stand == 0

    def mark():
        lines = report_page(store, case_id=case_id, form=HOME_SAFETY).lines
        return next(line for line in lines if line.section == "home.fire").mark

    assert mark() is SectionMark.EMPTY
    first, *others = page.content.rows
    write(store, home, "home.fire", rows({**first, "answer": "Yes"}, *others))
    assert mark() is SectionMark.BEGUN
    write(store, home, "home.fire", rows({**first, "answer": "Yes"}))
    again = section_page(store, form_id=home, section="home.fire").content
    assert [row["item"] for row in again.rows] == list(page.section.asks)
    write(store, home, "home.fire", rows(*({**row, "answer": "Yes"} for row in page.content.rows)))
    assert mark() is SectionMark.WRITTEN


def test_an_empty_check_of_the_home_prints_with_its_questions_to_be_filled_in_by_hand(report):
    store, case_id, _form_id = report
    paper = report_paper(
        store, case_id=case_id, edition=Edition.APPLICANTS, today=TODAY, form=HOME_SAFETY
    )
    told = "\n".join(read_back("applicants", paper).pages)
    assert "every smoke alarm" in told
    assert "firearm" in told


def test_the_table_of_money_is_taken_over_as_a_whole_and_offered_again_when_it_differs(report):
    store, case_id, form_id = report
    assert offered(store, form_id, "d.fin") is None
    finances = other_form(store, case_id, FINANCES)
    write(store, finances, "fin.income", rows({"line": "Pay", "monthly": "2100"}, {"line": "Rent"}))
    loan = {"line": "Car loan, the bank", "balance": "4000", "monthly": "120"}
    write(store, finances, "fin.debts", rows(loan))
    write(store, finances, "fin.summary", words("Three months of their accounts were seen."))
    assert section_page(store, form_id=form_id, section="d.fin").content.rows == ()
    assert offered(store, form_id, "d.fin").told == (
        "The statement of finances has 2 lines. This table has none yet."
    )
    assert taken(store, form_id, "d.fin").rows == (
        {"line": "Pay", "sort": "Income", "monthly": "2100"},
        {"line": "Car loan, the bank", "sort": "Debt", "monthly": "120", "balance": "4000"},
    )
    assert offered(store, form_id, "d.fin") is None
    write(store, finances, "fin.debts", rows({**loan, "balance": "3800"}))
    key = {"form_id": form_id, "section": "d.fin"}
    before = section_page(store, **key)
    take_over(store, seen=before.stand, today=TODAY, **key).undo(store)
    assert section_page(store, **key).content == before.content
    assert "its 2 rows would be replaced" in offered(store, form_id, "d.fin").told

    write(store, form_id, "b.14", narrative("They told it openly.", "So it holds."))
    after = taken(store, form_id, "b.14")
    told = plain_text(after.box(Box.EVIDENCE)).splitlines()
    assert told == ["They told it openly.", "Three months of their accounts were seen."]
    assert plain_text(after.box(Box.ANALYSIS)) == "So it holds."
    assert offered(store, form_id, "b.14") is None


def test_what_was_seen_of_the_home_goes_into_the_report_and_animals_into_the_check(report):
    store, case_id, form_id = report
    home = other_form(store, case_id, HOME_SAFETY)
    rex = {"kind": "dog", "name": "Rex", "breed": "Labrador"}
    keep_animal(store, case_id=case_id, facts=rex, today=TODAY)
    assert taken(store, home, "home.animals").rows[0]["animal"] == "Rex"
    pond = {"action": "Fence the pond", "need": "Must", "due_on": "1 December 2014"}
    gate = {"action": "A gate for the stairs", "need": "Must", "done_on": "3 November 2014"}
    advice = {"action": "A lower shelf", "need": "Advised"}
    write(store, home, "home.actions", rows(pond, gate, advice))
    write(store, home, "home.summary", words("Every room was seen."))
    write(store, form_id, "d.home", rows({"feature": "Rooms", "outline": "Three bedrooms"}))
    told = {row["feature"]: row for row in taken(store, form_id, "d.home").rows}
    assert told["Rooms"]["outline"] == "Three bedrooms"
    assert told["Safety check"]["outline"] == "Looked through; 1 of 2 must still be done"
    assert "Fence the pond (by 1 December 2014)" in told["Safety check"]["detail"]
    assert "Rex" in told["Pets"]["detail"]
    assert "Rex" not in told["Pets"]["outline"]  # which the profile prints
    prose = plain_text(taken(store, form_id, "b.12").box(Box.EVIDENCE))
    assert "Every room was seen." in prose
    assert "Fence the pond" in prose
    assert "shelf" not in prose


def test_an_interview_is_taken_into_the_addendum_with_its_confirmation_and_weight(report):
    store, case_id, form_id = report
    referee = a_referee(store, case_id)
    assert taken(store, form_id, "d.ref.list").rows == (
        {
            "initials": "J.Q.",
            "relation": "Neighbour",
            "years_known": "10",
            "knows": "Both",
            "is_relative": "No",
        },
    )
    interview = other_form(store, case_id, REFEREE_INTERVIEW, str(referee))
    assert offered(store, form_id, "e.ref") is None
    write(store, interview, "ref.worry", words("That they would ask for help too late."))
    page = section_page(store, form_id=interview, section="ref.plain")
    first, *others = page.content.rows
    write(store, interview, "ref.plain", rows({**first, "answer": "Always."}, *others))
    assert "Not confirmed or not weighed yet: J.Q." in offered(store, form_id, "e.ref").told
    held = record_interview(store, referee_id=referee, held_on=date(2014, 11, 3), today=TODAY)
    key = {"interview_id": held.record_id, "today": TODAY}
    confirm_interview(store, on=date(2014, 11, 7), how="by letter", **key)
    weigh_interview(store, on=date(2014, 11, 8), words="Much, since she saw them daily.", **key)
    content = taken(store, form_id, "e.ref")
    lines = plain_text(content.box(Box.WORDS)).splitlines()
    assert lines[0] == "J.Q., Neighbour"
    assert "Interviewed on 3 November 2014." in lines
    assert "Honest and to be relied upon? Always." in lines
    assert "Signed by the referee on 7 November 2014 (by letter)." in lines
    assert "Weight given to it: Much, since she saw them daily." in lines
    assert content.rows[0]["may_share"] == "Not reviewed"
    assert offered(store, form_id, "e.ref") is None


def test_nothing_is_taken_over_what_somebody_wrote_meanwhile(report):
    store, case_id, form_id = report
    with pytest.raises(Problem, match="Nothing is left to take over"):
        take_over(store, form_id=form_id, section="d.fin", seen=0, today=TODAY)
    finances = other_form(store, case_id, FINANCES)
    write(store, finances, "fin.owned", rows({"line": "Savings", "balance": "900"}))
    write(store, form_id, "d.fin", rows({"line": "Typed", "sort": "Income", "monthly": "1"}))
    with pytest.raises(ChangedMeanwhile):
        take_over(store, form_id=form_id, section="d.fin", seen=0, today=TODAY)


def test_an_administrator_is_told_nothing_of_an_interview(report):
    store, case_id, _form_id = report
    referee = a_referee(store, case_id)
    interview = other_form(store, case_id, REFEREE_INTERVIEW, str(referee))
    write(store, interview, "ref.worry", words("Nothing that I could name."))
    people = team(store)

    def forms():
        return {each.form for each in forms_of_case(store, case_id=case_id, today=TODAY)}

    assert REFEREE_INTERVIEW in forms()
    facts = {"case_id": case_id, "form": REFEREE_INTERVIEW, "subject": str(referee)}
    paper = report_paper(store, edition=Edition.ADDENDUM, today=TODAY, **facts)
    told = "\n".join(read_back("addendum", paper).pages)
    assert "Interview with a referee" in told
    assert "Juniper Quill" in told
    assert "Confidential addendum to" not in told
    for role in (Role.ADMINISTRATOR, Role.PANEL_ADVISER, Role.SOCIAL_WORKER):
        with signed_in_as(store, people[role]):
            assert REFEREE_INTERVIEW not in forms()
            for refused in (
                lambda: report_page(store, **facts),
                lambda: section_page(store, form_id=interview, section="ref.worry"),
                lambda: report_paper(store, edition=Edition.ADDENDUM, today=TODAY, **facts),
            ):
                with pytest.raises(NotAllowed):
                    refused()


def test_an_interview_is_begun_of_a_referee_who_is_named_and_of_nobody_else(report):
    store, case_id, _form_id = report
    for subject in ("", str(case_page(store, case_id=case_id, today=TODAY).applicants[0].id)):
        with pytest.raises(Problem, match="Name the referee first"):
            other_form(store, case_id, REFEREE_INTERVIEW, subject)
    one, two = a_referee(store, case_id), a_referee(store, case_id, "Sorrel Reed")
    for referee in (one, two):
        other_form(store, case_id, REFEREE_INTERVIEW, str(referee))
    with pytest.raises(Problem, match="begun already"):
        other_form(store, case_id, REFEREE_INTERVIEW, str(one))
