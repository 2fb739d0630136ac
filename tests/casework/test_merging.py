from datetime import timedelta

import pytest
from sqlalchemy import select

from recruitment_app.casework import notes
from recruitment_app.casework.case_page import case_by_reference, case_page
from recruitment_app.casework.checking import check
from recruitment_app.casework.events import sessions
from recruitment_app.casework.events.event_rows import event_page, events
from recruitment_app.casework.finding import find
from recruitment_app.casework.households import household_details
from recruitment_app.casework.households.households import (
    NewPerson,
    add_to_household,
    change_person,
)
from recruitment_app.casework.journey import enquiries, registration
from recruitment_app.casework.journey.closing import close_case
from recruitment_app.casework.journey.corrections import strike_entry
from recruitment_app.casework.merging.merge_rows import MergeChoices
from recruitment_app.casework.merging.merging import merge_cases, merge_people
from recruitment_app.casework.merging.side_by_side import merge_view, people_view
from recruitment_app.casework.merging.unmerging import merges_of, undo_merge
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import EventKind, Stage
from recruitment_app.store.tables import AuditEntry, Case, Worker
from tests.casework.cases import ENQUIRED, TODAY, a_session, an_enquiry, day


def again(store, *, on=None, given="Fern", family="Larkspur", couple=True):
    """Record the same household once more, as somebody else heard it on the telephone."""
    people = [NewPerson(given_names=given, family_name=family, telephone="01632 960001")]
    if couple:
        people.append(NewPerson(given_names="Rowan", family_name="Teasel", email="r@example.org"))
    return enquiries.record_enquiry(
        store,
        received_on=on or ENQUIRED + timedelta(days=7),
        applicants=people,
        source="word_of_mouth",
        channel="telephone",
        today=TODAY,
    ).case_id


def view_of(store, one, other, **chosen):
    return merge_view(
        store, case_id=one, other_id=other, today=TODAY, choices=MergeChoices(**chosen)
    )


def merged(store, one, other, **chosen):
    seen = view_of(store, one, other, **chosen).seen
    return merge_cases(
        store,
        case_id=one,
        other_id=other,
        seen=seen,
        today=TODAY,
        choices=MergeChoices(**chosen),
    )


def page(store, case_id):
    return case_page(store, case_id=case_id, today=TODAY)


def test_two_cases_become_one_household_with_each_fact_once(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    merged(each_store, stays, goes)
    case = page(each_store, stays)
    assert [person.name for person in case.people] == ["Fern Larkspur", "Rowan Teasel"]
    reached = sorted(row.value for row in case.people[0].contacts)
    assert reached == ["01632 960001", "fern@example.org"]
    assert [row.value for row in case.people[1].contacts] == ["r@example.org"]
    standing = [(row.kind, row.on) for row in case.events if not row.is_struck]
    assert standing == [(EventKind.ENQUIRY_RECEIVED, ENQUIRED)]
    assert case.faults == ()
    assert check(each_store) == []


def test_the_second_enquiry_stays_in_the_history_struck_with_the_reason(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    merged(each_store, stays, goes)
    (struck,) = [row for row in page(each_store, stays).events if row.is_struck]
    assert struck.on == ENQUIRED + timedelta(days=7)
    assert struck.struck_why == (
        "Left out when AR-0002 was merged into AR-0001. A case has one enquiry: the first stands."
    )


def test_an_entry_that_both_have_stands_once(each_store):
    stays, goes = an_enquiry(each_store), again(each_store, on=ENQUIRED)
    for case_id in (stays, goes):
        enquiries.send_information(each_store, case_id=case_id, on=day(3, 5), today=TODAY)
    merged(each_store, stays, goes)
    sent = [r for r in page(each_store, stays).events if r.kind is EventKind.INFORMATION_SENT]
    assert len(sent) == 1


def test_stage_and_clocks_are_read_anew_from_the_united_journey(each_store):
    stays, goes = an_enquiry(each_store), again(each_store, on=ENQUIRED - timedelta(days=30))
    registration.receive_registration(each_store, case_id=stays, on=day(4, 28), today=TODAY)
    merged(each_store, stays, goes)
    case = page(each_store, stays)
    assert case.stage is Stage.REGISTRATION
    assert case.opened_on == ENQUIRED - timedelta(days=30)
    assert check(each_store) == []


def test_the_first_enquiry_says_where_they_heard_of_us(each_store):
    stays, goes = an_enquiry(each_store), again(each_store, on=ENQUIRED - timedelta(days=30))
    pairs = {pair.name: pair for pair in view_of(each_store, stays, goes).facts}
    assert pairs["source"].takes_theirs
    merged(each_store, stays, goes)
    assert page(each_store, stays).source == pairs["source"].theirs


def test_what_contradicts_is_shown_and_chosen(each_store):
    stays, goes = an_enquiry(each_store), again(each_store, family="Larkspurr")
    pair = view_of(each_store, stays, goes).people[0]
    (differs,) = [field for field in pair.fields if field.differs]
    assert (differs.ours, differs.theirs, differs.takes_theirs) == ("Larkspur", "Larkspurr", False)
    merged(each_store, stays, goes, theirs={differs.key: True})
    person = page(each_store, stays).people[0]
    assert person.family_name == "Larkspurr"
    assert person.names == ()


def test_another_family_name_stays_among_the_names_ever_used(each_store):
    stays, goes = an_enquiry(each_store), again(each_store, family="Bracken")
    merged(each_store, stays, goes)
    person = page(each_store, stays).people[0]
    assert [row.name for row in person.names] == ["Fern Bracken"]
    assert find(each_store, words="Bracken")[0].case_id == stays


def test_the_reference_that_goes_is_found_and_leads_to_the_case_that_stays(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    merged(each_store, stays, goes)
    (found,) = find(each_store, words="AR-0002")
    assert (found.case_id, found.text) == (stays, "AR-0002, merged into AR-0001")
    assert case_by_reference(each_store, reference="AR-0002") == stays
    assert page(each_store, goes).id == stays
    with pytest.raises(Problem, match="merged into AR-0001: open that one"):
        enquiries.send_information(each_store, case_id=goes, on=day(3, 5), today=TODAY)


def test_notes_of_both_are_kept_and_found(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    for case_id, text in ((stays, "likes walking"), (goes, "keeps bees")):
        notes.add_note(
            each_store, case_id=case_id, kind="file_note", on=day(3, 20), text=text, today=TODAY
        )
    merged(each_store, stays, goes)
    assert {note.text for note in page(each_store, stays).notes} == {"likes walking", "keeps bees"}
    assert find(each_store, words="bees")[0].case_id == stays


def test_a_household_is_not_booked_twice_for_one_session(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    session_id = a_session(each_store, on=day(4, 10), places=10)
    for case_id, people, on in ((stays, 1, day(3, 20)), (goes, 2, day(3, 21))):
        sessions.book_session(
            each_store, case_id=case_id, session_id=session_id, people=people, on=on, today=TODAY
        )
    sessions.mark_household(
        each_store, event_id=session_id, case_id=goes, outcome="attended", today=TODAY
    )
    assert view_of(each_store, stays, goes).bookings
    merged(each_store, stays, goes)
    (booking,) = page(each_store, stays).bookings
    assert (booking.people, booking.outcome) == (2, "attended")
    rows = event_page(each_store, event_id=session_id).places
    assert [row.reference for row in rows] == ["AR-0001", "AR-0001"]
    assert len({row.person_id for row in rows}) == len(rows)
    kinds = [r.kind for r in page(each_store, stays).events if not r.is_struck]
    assert kinds.count(EventKind.SESSION_BOOKED) == 1
    assert events(each_store)[0].booked == 2


def test_a_history_that_breaks_a_rule_is_shown_before_and_flagged_after(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    for case_id, on in ((stays, day(4, 28)), (goes, day(4, 29))):
        registration.receive_registration(each_store, case_id=case_id, on=on, today=TODAY)
    view = view_of(each_store, stays, goes)
    assert len(view.faults) == 1
    merged(each_store, stays, goes)
    assert page(each_store, stays).faults == view.faults
    assert check(each_store) == []


def test_an_entry_may_be_left_out_so_that_the_history_keeps_the_rules(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    for case_id, on in ((stays, day(4, 28)), (goes, day(4, 29))):
        registration.receive_registration(each_store, case_id=case_id, on=on, today=TODAY)
    view = view_of(each_store, stays, goes)
    late = next(entry.id for entry in view.entries if entry.fault)
    assert view_of(each_store, stays, goes, left_out={late: True}).faults == ()
    merged(each_store, stays, goes, left_out={late: True})
    assert page(each_store, stays).faults == ()


def test_somebody_else_of_the_household_comes_in_as_one_more(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    add_to_household(
        each_store,
        case_id=goes,
        standing="household",
        facts={"given_names": "Bryony", "family_name": "Teasel", "born": "2009"},
        today=TODAY,
    )
    merged(each_store, stays, goes)
    assert [p.name for p in page(each_store, stays).people] == [
        "Fern Larkspur",
        "Rowan Teasel",
        "Bryony Teasel",
    ]


def test_three_applicants_are_too_many_for_one_case(each_store):
    stays = an_enquiry(each_store)
    goes = again(each_store, given="Clover", family="Vetch", couple=False)
    (told,) = view_of(each_store, stays, goes).obstacles
    assert told.startswith("A case has one applicant or two")
    with pytest.raises(Problem, match="one applicant or two"):
        merged(each_store, stays, goes)
    ours = page(each_store, stays).people[0].id
    clover = page(each_store, goes).people[0].id
    assert view_of(each_store, stays, goes, matches={clover: ours}).obstacles == ()


def test_who_is_not_who_was_proposed_may_be_chosen(each_store):
    stays, goes = an_enquiry(each_store, couple=False), again(each_store, couple=False)
    fern = page(each_store, goes).people[0].id
    merged(each_store, stays, goes, matches={fern: None})
    assert len(page(each_store, stays).people) == 2


def test_a_case_that_changed_since_it_was_looked_at_is_not_merged(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    seen = view_of(each_store, stays, goes).seen
    enquiries.send_information(each_store, case_id=goes, on=day(3, 12), today=TODAY)
    with pytest.raises(ChangedMeanwhile):
        merge_cases(each_store, case_id=stays, other_id=goes, seen=seen, today=TODAY)


def test_both_histories_tell_of_a_merge(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    merged(each_store, stays, goes)
    with each_store.reading() as session:
        told = session.scalars(
            select(AuditEntry.case_id).where(AuditEntry.act == "merge_cases")
        ).all()
    assert {stays, goes} <= set(told)


def test_a_merge_is_undone_and_both_cases_are_as_before(each_store):
    stays, goes = an_enquiry(each_store), again(each_store, family="Bracken")
    before = [page(each_store, each) for each in (stays, goes)]
    merge_id = merged(each_store, stays, goes).record_id
    undo_merge(each_store, merge_id=merge_id)
    after = [page(each_store, each) for each in (stays, goes)]
    for one, other in zip(before, after, strict=True):
        assert [p.name for p in one.people] == [p.name for p in other.people]
        assert one.events == other.events
        assert (one.source, one.stage, one.clocks) == (other.source, other.stage, other.clocks)
    assert find(each_store, words="AR-0002")[0].case_id == goes
    assert check(each_store) == []
    (row,) = merges_of(each_store, case_id=stays)
    assert row.is_undone
    with pytest.raises(Problem, match="undone already"):
        undo_merge(each_store, merge_id=merge_id)


def test_a_merge_that_somebody_built_upon_is_not_undone_and_it_is_said_who_did(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    merge_id = merged(each_store, stays, goes).record_id
    enquiries.send_information(each_store, case_id=stays, on=day(3, 12), today=TODAY)
    with pytest.raises(Problem, match="last by Morgan Example on 14 November 2014"):
        undo_merge(each_store, merge_id=merge_id)


@pytest.mark.parametrize("what", ["person", "detail of one who came", "struck entry"])
def test_whatever_a_merge_touched_may_not_have_changed_before_it_is_undone(file_store, what):
    stays, goes = an_enquiry(file_store), again(file_store)
    add_to_household(
        file_store,
        case_id=goes,
        standing="household",
        facts={"given_names": "Bryony", "family_name": "Teasel"},
        today=TODAY,
    )
    enquiries.send_information(file_store, case_id=goes, on=day(3, 12), today=TODAY)
    merge_id = merged(file_store, stays, goes).record_id
    case = page(file_store, stays)
    if what == "person":
        person = case.people[2]
        change_person(
            file_store,
            person_id=person.id,
            seen=person.version,
            facts={"born": "2009"},
            today=TODAY,
        )
    elif what == "struck entry":
        sent = next(row.id for row in case.events if row.kind is EventKind.INFORMATION_SENT)
        strike_entry(file_store, case_id=stays, event_id=sent, why="Not sent.", today=TODAY)
    else:
        household_details.keep_detail(
            file_store,
            person_id=case.people[2].id,
            kind="contact",
            facts={"kind": "email", "value": "b@example.org"},
            today=TODAY,
        )
    with pytest.raises(Problem, match="changed after the merge"):
        undo_merge(file_store, merge_id=merge_id)


def test_a_note_written_since_stays_with_the_case_that_stays(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    merge_id = merged(each_store, stays, goes).record_id
    notes.add_note(
        each_store, case_id=stays, kind="file_note", on=day(3, 20), text="bees", today=TODAY
    )
    undo_merge(each_store, merge_id=merge_id)
    assert [note.text for note in page(each_store, stays).notes] == ["bees"]
    assert page(each_store, goes).notes == ()


def test_merges_are_undone_in_turn(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    third = again(each_store, on=ENQUIRED + timedelta(days=9))
    first = merged(each_store, stays, goes).record_id
    second = merged(each_store, stays, third).record_id
    with pytest.raises(Problem, match="AR-0003 was merged into AR-0001 since"):
        undo_merge(each_store, merge_id=first)
    undo_merge(each_store, merge_id=second)
    undo_merge(each_store, merge_id=first)
    assert [page(each_store, each).id for each in (stays, goes, third)] == [stays, goes, third]


def test_a_case_merged_twice_over_is_found_by_every_reference(each_store):
    last, middle = an_enquiry(each_store), again(each_store)
    first = again(each_store, on=ENQUIRED + timedelta(days=9))
    merged(each_store, middle, first)
    merged(each_store, last, middle)
    for words in ("AR-0001", "AR-0002", "AR-0003"):
        assert {row.case_id for row in find(each_store, words=words)} == {last}
        assert case_by_reference(each_store, reference=words) == last


def test_two_records_of_one_person_become_one(each_store):
    case_id = an_enquiry(each_store)
    add_to_household(
        each_store,
        case_id=case_id,
        standing="household",
        facts={"given_names": "Fern", "family_name": "Larkspur", "born": "1979"},
        today=TODAY,
    )
    first, second, third = (person.id for person in page(each_store, case_id).people)
    household_details.keep_detail(
        each_store,
        person_id=second,
        kind="relationship",
        facts={"kind": "married", "other_id": str(third)},
        today=TODAY,
    )
    facts = {"case_id": case_id, "person_id": first, "other_id": third, "today": TODAY}
    seen = people_view(each_store, **facts).seen
    change = merge_people(each_store, seen=seen, **facts)
    people = page(each_store, case_id).people
    assert [(person.name, person.born) for person in people] == [
        ("Fern Larkspur", "1979"),
        ("Rowan Teasel", ""),
    ]
    assert people[1].relationships[0].other_id == first
    undo_merge(each_store, merge_id=change.record_id)
    assert len(page(each_store, case_id).people) == 3
    assert page(each_store, case_id).people[1].relationships[0].other_id == third


def test_what_was_typed_at_the_case_that_goes_is_found_at_the_one_that_stays(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    each_store.save_draft(f"act:hold:{goes}", "words")
    merge_id = merged(each_store, stays, goes).record_id
    assert each_store.drafts() == {f"act:hold:{stays}": "words"}
    undo_merge(each_store, merge_id=merge_id)
    assert each_store.drafts() == {f"act:hold:{goes}": "words"}


def test_who_may_not_strike_an_entry_may_not_leave_it_out(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    close_case(each_store, case_id=goes, reason="duplicate", on=day(3, 20), today=TODAY)
    with each_store.writing(act="change_worker") as session:
        session.get_one(Worker, each_store.person_id).role = Role.ADMINISTRATOR
    with pytest.raises(NotAllowed, match="manager or a social worker"):
        merged(each_store, stays, goes)


def test_a_merge_with_a_closed_duplicate_goes_on(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    close_case(each_store, case_id=goes, reason="duplicate", on=day(3, 20), today=TODAY)
    merged(each_store, stays, goes)
    assert page(each_store, stays).stage is Stage.ENQUIRY


def test_somebody_at_home_who_is_an_applicant_of_the_other_counts_among_the_applicants(each_store):
    stays = an_enquiry(each_store)
    add_to_household(
        each_store,
        case_id=stays,
        standing="household",
        facts={"given_names": "Clover", "family_name": "Vetch"},
        today=TODAY,
    )
    goes = again(each_store, given="Clover", family="Vetch", couple=False)
    (told,) = view_of(each_store, stays, goes).obstacles
    assert told.startswith("A case has one applicant or two")
    (field,) = [
        field
        for field in view_of(each_store, stays, goes).people[0].fields
        if field.name == "standing"
    ]
    assert view_of(each_store, stays, goes, theirs={field.key: False}).obstacles == ()


def test_the_only_applicant_stays_one_when_two_records_become_one(each_store):
    case_id = an_enquiry(each_store, couple=False)
    facts = {"given_names": "Fern", "family_name": "Larkspur"}
    add_to_household(each_store, case_id=case_id, standing="household", facts=facts, today=TODAY)
    first, second = (person.id for person in page(each_store, case_id).people)
    told = {"case_id": case_id, "person_id": first, "other_id": second, "today": TODAY}
    view = people_view(each_store, **told)
    standing = next(field.key for field in view.pair.fields if field.name == "standing")
    choices = MergeChoices(theirs={standing: True})
    with pytest.raises(Problem, match="needs an applicant"):
        merge_people(each_store, seen=view.seen, choices=choices, **told)
    assert len(page(each_store, case_id).people) == 2


def test_whom_either_case_was_like_is_remembered_but_not_the_other_of_the_two(each_store):
    first, second = an_enquiry(each_store), again(each_store)
    with each_store.writing(act="test") as session:
        session.get_one(Case, first).possible_duplicate_of = "AR-0002, AR-0007"
        session.get_one(Case, second).possible_duplicate_of = "AR-0001, AR-0007, AR-0009"
    merged(each_store, first, second)
    assert page(each_store, first).possible_duplicate_of == "AR-0007, AR-0009"


def test_a_case_is_restricted_where_either_was(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    with each_store.writing(act="test") as session:
        session.get_one(Case, goes).is_restricted = True
    merged(each_store, stays, goes)
    assert page(each_store, stays).is_restricted


def test_a_case_that_may_not_be_seen_is_not_merged(each_store):
    stays, goes = an_enquiry(each_store), again(each_store)
    with each_store.writing(act="test") as session:
        session.get_one(Case, goes).is_restricted = True
        session.get_one(Worker, each_store.person_id).role = Role.SOCIAL_WORKER
    with pytest.raises(Problem, match="not in the store any more"):
        view_of(each_store, stays, goes)


def test_a_case_is_not_merged_with_itself_nor_a_person(file_store):
    case_id = an_enquiry(file_store)
    person = page(file_store, case_id).people[0].id
    with pytest.raises(Problem, match="This is one case"):
        view_of(file_store, case_id, case_id)
    with pytest.raises(Problem, match="This is one person"):
        people_view(file_store, case_id=case_id, person_id=person, other_id=person, today=TODAY)
