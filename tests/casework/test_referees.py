"""Referees: three, at most one a relative, interviewed, confirmed and weighed in that order."""

from datetime import date

import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checks import checks, referees
from recruitment_app.casework.checks.check_kinds import restore_check_rule, set_check_rule
from recruitment_app.casework.checks.check_rows import CheckKey, case_checks
from recruitment_app.casework.checks.referee_rows import referee_rows
from recruitment_app.casework.merging import merging
from recruitment_app.casework.merging.side_by_side import merge_view
from recruitment_app.casework.merging.unmerging import undo_merge
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.rules.check_states import CheckState
from tests.casework.cases import TODAY, an_enquiry, day
from tests.walks.stories import A, W, registered, signed_in_as


def named(store, case_id, name, **facts):
    told = {"name": name, **facts}
    return referees.name_referee(store, case_id=case_id, facts=told, today=TODAY).record_id


def references(store, case_id):
    found = case_checks(store, case_id=case_id, today=TODAY)
    return [row for row in found if row.key.kind == "reference"]


def test_three_referees_are_named_and_each_is_asked(each_store):
    case_id = an_enquiry(each_store)
    joan = named(each_store, case_id, "Joan Moss", is_relative="yes", known_since="may 2001")
    named(each_store, case_id, "Ada Reed", relation="A colleague")
    told = [(row.key.about, row.is_unnamed_referee) for row in references(each_store, case_id)]
    assert told == [("Joan Moss", False), ("Ada Reed", False), ("", True)]
    first = references(each_store, case_id)[0]
    assert first.referee_id == joan
    checks.receive(each_store, check=first.key, asked_on=day(6, 1), on=day(6, 9), today=TODAY)
    assert references(each_store, case_id)[0].state is CheckState.RECEIVED
    row = referee_rows(each_store, case_id=case_id)[0]
    assert (row.initials, row.known_since, row.is_relative) == ("J. M.", "2001-05", True)
    facts = {"name": "Joan Marsh", "is_relative": "yes"}
    referees.change_referee(each_store, referee_id=joan, seen=row.version, facts=facts, today=TODAY)
    renamed = references(each_store, case_id)[0]
    assert (renamed.key.about, renamed.state) == ("Joan Marsh", CheckState.RECEIVED)
    with pytest.raises(Problem, match="reference came already"):
        version = referee_rows(each_store, case_id=case_id)[0].version
        referees.take_off_referee(each_store, referee_id=joan, seen=version)


def test_who_cannot_be_a_referee_is_refused_with_a_sentence_and_nothing_is_lost(each_store):
    case_id = an_enquiry(each_store)
    named(each_store, case_id, "Joan Moss", is_relative="yes")

    def refused(sentence, **facts):
        before = referee_rows(each_store, case_id=case_id)
        with pytest.raises(Problem, match=sentence) as problem:
            referees.name_referee(each_store, case_id=case_id, facts=facts, today=TODAY)
        assert str(problem.value).endswith(".")
        assert referee_rows(each_store, case_id=case_id) == before

    refused("may be a relative, and Joan Moss is one", name="Ada Moss", is_relative="yes")
    refused("is an applicant and cannot be", name="fern  LARKSPUR")
    refused("is an applicant and cannot be", name="Larkspur, Fern")
    applicant = case_page(each_store, case_id=case_id, today=TODAY).applicants[0]
    refused("is an applicant and cannot be", name="F. L.", person_id=str(applicant.id))
    refused("named as a referee already", name="joan moss")
    refused("Type the referee", name=" ")
    refused("still to come", name="Ada Reed", known_since="2031")
    set_check_rule(each_store, name="relatives", value="3", reason="Six are asked")
    named(each_store, case_id, "Ada Moss", is_relative="yes")
    restore_check_rule(each_store, name="relatives")
    refused("Joan Moss and Ada Moss are", name="Eve Moss", is_relative="yes")
    other = named(each_store, case_id, "Eve Reed", is_relative="no")
    referees.take_off_referee(each_store, referee_id=other, seen=1)
    row = referee_rows(each_store, case_id=case_id)[0]
    with pytest.raises(ChangedMeanwhile):
        referees.take_off_referee(each_store, referee_id=row.id, seen=row.version + 1)
    referees.take_off_referee(each_store, referee_id=row.id, seen=row.version)
    assert [each.name for each in referee_rows(each_store, case_id=case_id)] == ["Ada Moss"]


def test_an_interview_is_confirmed_by_the_referee_and_then_weighed(begin):
    story = registered(begin())
    store, case_id = story.store, story.case_id
    joan = named(store, case_id, "Joan Moss")
    facts = {"held_on": day(6, 2), "minutes": 90, "is_alone": True}
    with signed_in_as(store, story.team[A]), pytest.raises(NotAllowed):
        referees.record_interview(store, referee_id=joan, today=TODAY, **facts)
    with signed_in_as(store, story.team[W]):
        made = referees.record_interview(store, referee_id=joan, today=TODAY, **facts).record_id
        told = {"interview_id": made, "today": TODAY}
        with pytest.raises(Problem, match="confirms what was written first"):
            referees.weigh_interview(store, words="Much.", on=day(6, 9), **told)
        with pytest.raises(Problem, match="that day or later"):
            referees.confirm_interview(store, on=day(6, 1), how="by e-mail", **told)
        referees.confirm_interview(store, on=day(6, 5), how="by e-mail", **told)
        with pytest.raises(Problem, match="is weighed on that day or later"):
            referees.weigh_interview(store, words="Much.", on=day(6, 4), **told)
        with pytest.raises(Problem, match="Write what weight"):
            referees.weigh_interview(store, words=" ", on=day(6, 9), **told)
        change = referees.weigh_interview(store, words="Much.", on=day(6, 9), **told)
    interview = referee_rows(store, case_id=case_id)[0].interview
    assert (interview.held_on, interview.minutes, interview.is_alone) == (day(6, 2), 90, True)
    assert (interview.confirmed_on, interview.weight) == (day(6, 5), "Much.")
    assert interview.interviewed_by == interview.weighed_by == "Sandy Example"
    with signed_in_as(store, story.team[A]):
        row = referee_rows(store, case_id=case_id)[0]
        assert (row.may_read, row.interview.weight) == (False, "")
    change.undo(store)
    assert referee_rows(store, case_id=case_id)[0].interview.weighed_on is None
    for _ in range(2):
        referees.take_back_interview(store, interview_id=made)
    assert referee_rows(store, case_id=case_id)[0].interview is None
    with pytest.raises(Problem, match="not there any more"):
        referees.confirm_interview(store, on=date(2014, 6, 5), how="", **told)


def test_a_merge_lets_referees_and_checks_be_of_who_stays_and_is_kept_once_they_are_worked_on(
    file_store,
):
    stays, goes = an_enquiry(file_store), an_enquiry(file_store)

    def first(case_id):
        return case_page(file_store, case_id=case_id, today=TODAY).applicants[0].id

    ours, theirs = str(first(stays)), str(first(goes))
    named(file_store, goes, "Joan Moss", knows=theirs)
    about = CheckKey(goes, "former_partner", None, "Fern Larkspur", theirs)
    checks.ask(file_store, check=about, on=TODAY, today=TODAY)

    def told(case_id):
        (referee,) = referee_rows(file_store, case_id=case_id)
        rows = case_checks(file_store, case_id=case_id, today=TODAY)
        (check,) = (row for row in rows if row.key.kind == "former_partner")
        return referee.knows, check.key.about_key

    facts = {"case_id": stays, "other_id": goes, "today": TODAY}
    seen = merge_view(file_store, **facts).seen
    merged = merging.merge_cases(file_store, seen=seen, **facts)
    assert told(stays) == (ours, ours)
    (referee,) = referee_rows(file_store, case_id=stays)
    held = {"referee_id": referee.id, "held_on": TODAY, "today": TODAY}
    interview_id = referees.record_interview(file_store, **held).record_id
    with pytest.raises(Problem, match="was changed after the merge"):
        undo_merge(file_store, merge_id=merged.record_id)
    assert referee_rows(file_store, case_id=stays)[0].interview.id == interview_id


def test_the_undo_of_a_merge_gives_referees_and_checks_back_to_who_went(file_store):
    stays, goes = an_enquiry(file_store), an_enquiry(file_store)
    theirs = str(case_page(file_store, case_id=goes, today=TODAY).applicants[0].id)
    named(file_store, goes, "Joan Moss", knows=theirs)
    facts = {"case_id": stays, "other_id": goes, "today": TODAY}
    seen = merge_view(file_store, **facts).seen
    merged = merging.merge_cases(file_store, seen=seen, **facts)
    undo_merge(file_store, merge_id=merged.record_id)
    assert [row.knows for row in referee_rows(file_store, case_id=goes)] == [theirs]
    assert not referee_rows(file_store, case_id=stays)
