import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.households.households import NewPerson
from recruitment_app.casework.journey import enquiries
from recruitment_app.casework.lists.case_list import case_rows
from recruitment_app.casework.merging.duplicates import duplicates
from recruitment_app.casework.merging.merging import merge_cases
from recruitment_app.casework.merging.not_the_same import (
    said_not_the_same,
    say_not_the_same,
    still_offered,
    take_back_not_the_same,
)
from recruitment_app.casework.merging.side_by_side import merge_view
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import Case, Worker
from recruitment_app.ui.errands import Cancelled
from tests.casework.cases import ENQUIRED, TODAY


def enquiry(store, *people, phone="", email="", postcode="", **facts):
    """Record an enquiry; the ways to reach a household are the first person's."""
    new = [
        NewPerson(
            given_names=name.split()[0],
            family_name=name.split()[1],
            telephone=phone if at == 0 else "",
            email=email if at == 0 else "",
            postcode=postcode,
        )
        for at, name in enumerate(people)
    ]
    return enquiries.record_enquiry(
        store,
        received_on=ENQUIRED,
        applicants=new,
        source="agency_website",
        channel="telephone",
        today=TODAY,
        **facts,
    ).case_id


def pairs(store):
    return [(row.reference, row.other_reference) for row in duplicates(store)]


def merged(store, one, other):
    seen = merge_view(store, case_id=one, other_id=other, today=TODAY).seen
    return merge_cases(store, case_id=one, other_id=other, seen=seen, today=TODAY)


def test_pairs_of_households_come_the_likeliest_first_with_their_reasons(each_store):
    enquiry(each_store, "Fern Larkspur", "Rowan Teasel", phone="01632 960001", postcode="RM17 6SL")
    enquiry(each_store, "Clover Vetch")
    enquiry(each_store, "Clover Vetsch")
    enquiry(each_store, "Ferne Larkspur", "Rowan Teasel", phone="+44 1632 960001")
    rows = duplicates(each_store)
    assert [(row.reference, row.other_reference) for row in rows] == [
        ("AR-0001", "AR-0004"),
        ("AR-0002", "AR-0003"),
    ]
    assert rows[0].weight > rows[1].weight
    assert "same telephone" in rows[0].reasons
    assert "both applicants are alike" in rows[0].reasons
    assert set(rows[0].people) == {"Fern Larkspur / Ferne Larkspur", "Rowan Teasel"}


def test_a_couple_is_no_duplicate_of_itself(each_store):
    enquiry(each_store, "Fern Larkspur", "Fern Larkspur", postcode="RM17 6SL")
    assert pairs(each_store) == []


def test_a_pair_said_not_to_be_the_same_is_never_offered_again(each_store):
    one = enquiry(each_store, "Fern Larkspur", "Rowan Teasel")
    other = enquiry(each_store, "Fern Larkspur", "Rowan Teasel", like=[one])
    rows = duplicates(each_store)
    say_not_the_same(each_store, case_id=other, other_id=one)
    assert pairs(each_store) == []
    assert still_offered(each_store, rows) == []
    assert case_page(each_store, case_id=other, today=TODAY).possible_duplicate_of == ""
    (said,) = said_not_the_same(each_store)
    assert (said.reference, said.other_reference) == ("AR-0001", "AR-0002")
    assert said.reasons == ("said by Morgan Example, 14 November 2014",)


def test_that_two_are_not_the_same_may_be_taken_back_and_said_again(each_store):
    one, other = enquiry(each_store, "Fern Larkspur"), enquiry(each_store, "Fern Larkspur")
    say_not_the_same(each_store, case_id=one, other_id=other)
    take_back_not_the_same(each_store, case_id=other, other_id=one)
    assert pairs(each_store) == [("AR-0001", "AR-0002")]
    assert said_not_the_same(each_store) == []
    with pytest.raises(Problem, match="Nobody has said"):
        take_back_not_the_same(each_store, case_id=other, other_id=one)
    say_not_the_same(each_store, case_id=one, other_id=other)
    assert pairs(each_store) == []


def test_not_the_same_outlasts_a_merge(each_store):
    one, other = enquiry(each_store, "Fern Larkspur"), enquiry(each_store, "Fern Larkspur")
    third = enquiry(each_store, "Fern Larkspur", phone="01632 960001")
    say_not_the_same(each_store, case_id=other, other_id=third)
    merged(each_store, one, other)
    assert pairs(each_store) == []


def test_a_merged_case_is_offered_no_more_until_the_merge_is_undone(each_store):
    one, other = enquiry(each_store, "Fern Larkspur"), enquiry(each_store, "Fern Larkspur")
    rows = duplicates(each_store)
    merged(each_store, one, other)
    assert pairs(each_store) == []
    assert still_offered(each_store, rows) == []


def test_a_likeness_that_was_shown_is_remembered_with_the_enquiry(each_store):
    one = enquiry(each_store, "Fern Larkspur")
    other = enquiry(each_store, "Rowan Teasel", like=[one])
    assert case_page(each_store, case_id=other, today=TODAY).possible_duplicate_of == "AR-0001"
    (row,) = duplicates(each_store)
    assert row.reasons == ("alike when it was recorded",)


def test_who_was_turned_down_while_typing_is_not_offered_later(each_store):
    one = enquiry(each_store, "Fern Larkspur", phone="01632 960001")
    enquiry(each_store, "Fern Larkspur", phone="01632 960001", not_like=[one])
    assert pairs(each_store) == []


def test_one_family_identifier_makes_a_pair(each_store):
    cases = [enquiry(each_store, "Fern Larkspur"), enquiry(each_store, "Clover Vetch")]
    with each_store.writing(act="test") as session:
        for case_id in cases:
            session.get_one(Case, case_id).family_identifier = "F12"
    (row,) = duplicates(each_store)
    assert row.reasons == ("same family identifier",)


def test_a_common_name_does_not_explode_and_a_rare_one_is_still_found(file_store):
    for number in range(60):
        enquiry(file_store, "Fern Larkspur", phone=f"01632 9600{number:02}")
    one = enquiry(file_store, "Fern Larkspur", phone="01632 961234")
    other = enquiry(file_store, "Fern Larkspur", phone="01632 961234")
    rows = duplicates(file_store)
    assert {one, other} == {rows[0].case_id, rows[0].other_id}
    assert len(rows) == 1


def test_a_restricted_case_is_offered_to_nobody_who_may_not_see_it(each_store):
    one = enquiry(each_store, "Fern Larkspur")
    enquiry(each_store, "Fern Larkspur")
    with each_store.writing(act="test") as session:
        session.get_one(Case, one).is_restricted = True
        session.get_one(Worker, each_store.person_id).role = Role.SOCIAL_WORKER
    assert pairs(each_store) == []


def test_a_case_that_may_be_the_same_as_a_restricted_one_names_it_to_nobody_who_may_not_see_it(
    each_store,
):
    hidden, open_one = (enquiry(each_store, "Fern Larkspur") for _ in range(2))
    flagged = enquiry(each_store, "Fern Larkspur", like=[hidden, open_one])

    def told():
        (row,) = case_rows(each_store, ids=[flagged])
        page = case_page(each_store, case_id=flagged, today=TODAY)
        assert row.possible_duplicate_of == page.possible_duplicate_of
        return row.possible_duplicate_of

    with each_store.writing(act="test") as session:
        session.get_one(Case, hidden).is_restricted = True
    assert told() == "AR-0001, AR-0002"
    with each_store.writing(act="test") as session:
        session.get_one(Worker, each_store.person_id).role = Role.SOCIAL_WORKER
    assert told() == "AR-0002"


def test_who_only_reads_cases_is_told_whom_to_ask(each_store):
    with each_store.writing(act="test") as session:
        session.get_one(Worker, each_store.person_id).role = Role.PANEL_ADVISER
    with pytest.raises(NotAllowed):
        duplicates(each_store)


def test_the_search_tells_how_far_it_is_and_may_be_stopped(file_store):
    enquiry(file_store, "Fern Larkspur")
    enquiry(file_store, "Fern Larkspur")
    heard = []

    def tell(done, of, sentence):
        heard.append((done, of, sentence))
        if sentence == "Comparing":
            raise Cancelled

    with pytest.raises(Cancelled):
        duplicates(file_store, tell=tell)
    assert heard[0][0] == 0
    assert all(done <= of for done, of, _ in heard)
