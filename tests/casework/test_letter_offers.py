"""What may be chosen for a letter, and the letters that Today says are still to be sent."""

import pytest

from recruitment_app.casework.agency.agency import agency_row, change_agency
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checks import checks
from recruitment_app.casework.events import event_cancelling, event_places, events
from recruitment_app.casework.events.events import EventFacts
from recruitment_app.casework.journey.registration import receive_registration
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letter_offers import letter_offers
from recruitment_app.casework.letters.letter_previews import preview_letter
from recruitment_app.casework.letters.letter_rows import offered_act
from recruitment_app.casework.letters.letters import make_letter, mark_sent, take_out_letters
from recruitment_app.casework.today.promises import promises_of_case
from recruitment_app.casework.today.todo import todo
from recruitment_app.errors import NotAllowed
from recruitment_app.rules.events import Part
from recruitment_app.rules.roles import Role
from recruitment_app.rules.todo import Matter, TodoState
from recruitment_app.store.tables import Worker
from tests.casework.cases import TODAY, an_enquiry, day, registered


def an_event(store, kind, on, places=20):
    facts = EventFacts(kind=kind, venue="Town hall", places=places, parts=(Part(on=on),))
    return events.make_event(store, facts=facts).record_id


def book(store, event_id, case_id):
    page = case_page(store, case_id=case_id, today=TODAY)
    people = [person.id for person in page.applicants]
    facts = {"event_id": event_id, "case_id": case_id, "people": people}
    event_places.book_places(store, **facts, on=TODAY, today=TODAY)


def offered(store, case_id, name):
    return letter_offers(store, case_id=case_id, name=name, today=TODAY)


def test_a_letter_is_offered_the_events_checks_and_people_that_it_may_be_about(each_store):
    case_id = registered(each_store)
    full = an_event(each_store, "information_session", day(11, 20), places=1)
    book(each_store, full, an_enquiry(each_store, couple=False))
    session = an_event(each_store, "information_session", day(12, 1))
    workshop = an_event(each_store, "workshop", day(11, 26))
    book(each_store, workshop, case_id)

    invited = offered(each_store, case_id, "session_invitation")
    assert [row.id for row in invited.events] == [session, full, workshop]  # with room before all
    assert [row.id for row in offered(each_store, case_id, "joining").events] == [workshop]
    assert offered(each_store, case_id, "event_cancelled").events == ()
    event_cancelling.cancel_event(
        each_store, event_id=workshop, on=TODAY, why="Flooded.", today=TODAY
    )
    assert offered(each_store, case_id, "joining").events == ()
    assert [row.id for row in offered(each_store, case_id, "event_cancelled").events] == [workshop]

    assert invited.checks is None
    assert invited.people
    request = offered(each_store, case_id, "check_request")
    assert (request.events, request.people) == (None, ())
    assert request.checks
    assert not [row for row in request.checks if row.asked_on and not row.received_on]
    assert offered(each_store, case_id, "check_chaser").checks == ()
    with each_store.writing(act="test") as session:
        session.get_one(Worker, each_store.person_id).role = Role.DECISION_MAKER
    with pytest.raises(NotAllowed):
        offered(each_store, case_id, "joining")


def test_a_letter_waits_on_today_until_it_is_sent_and_its_promise_is_named_after_it(each_store):
    case_id = an_enquiry(each_store)
    receive_registration(each_store, case_id=case_id, on=day(11, 12), today=TODAY)
    wanted = Wanted(name="registration_receipt", on=TODAY, way="by_hand")
    letter_id = make_letter(each_store, case_id=case_id, wanted=wanted, today=TODAY).record_id

    def lines(matter):
        return [row for row in todo(each_store, today=TODAY) if row.matter is matter]

    (line,) = lines(Matter.LETTER)
    assert (line.state, line.record_id, line.since) == (TodoState.TO_SEND, letter_id, TODAY)
    assert (line.what, line.act) == ("Registration of interest received", "mark_letter_sent")
    out = take_out_letters(each_store, letters=[letter_id])
    assert lines(Matter.LETTER) == []
    out.undo(each_store)
    mark_sent(each_store, letter_id=letter_id, on=TODAY, today=TODAY)
    assert lines(Matter.LETTER) == []
    (promise,) = promises_of_case(each_store, case_id=case_id)
    (line,) = lines(Matter.PROMISE)
    assert line.record_id == promise.id
    assert line.why == "Promised by Morgan Example \u00b7 Registration of interest received"


def test_what_was_recorded_since_a_letter_is_not_offered_by_it_again(file_store):
    case_id = registered(file_store)
    key = next(
        row.key
        for row in offered(file_store, case_id, "check_request").checks
        if row.asked_on is None and not row.is_unnamed_referee
    )
    wanted = Wanted(name="check_request", on=day(11, 3), check=key, way="by_hand", to_name="Dr A")
    letter_id = make_letter(file_store, case_id=case_id, wanted=wanted, today=TODAY).record_id
    mark_sent(file_store, letter_id=letter_id, on=day(11, 3), today=TODAY)
    act = offered_act(file_store, letter_id=letter_id, today=TODAY)
    assert act.facts == {"check": key, "on": day(11, 3), "of": "Dr A"}
    checks.ask(file_store, today=TODAY, **act.facts)
    assert offered_act(file_store, letter_id=letter_id, today=TODAY) is None
    checks.receive(file_store, check=key, on=day(11, 12), seen_on=day(11, 12), today=TODAY)
    assert offered_act(file_store, letter_id=letter_id, today=TODAY) is None


def test_the_agencys_address_goes_into_every_letter_from_then_on(each_store):
    case_id = an_enquiry(each_store)
    seen = agency_row(each_store).version
    facts = {"year_starts_month": 4, "year_starts_day": 1, "backup_folder": ""}
    told = "1 High Street\n\n Sampleton "
    change_agency(each_store, seen=seen, name="Agency", address=told, **facts)
    change_agency(each_store, seen=seen + 1, name="Agency again", **facts)  # leaves the address
    wording = ("{agency.name}", "Write to us:\n{agency.address}")
    wanted = Wanted(name="closing", on=TODAY, wording=wording)
    found = preview_letter(each_store, case_id=case_id, wanted=wanted, today=TODAY)
    assert (found.address, found.subject) == ("1 High Street\nSampleton", "Agency again")
    assert found.body.endswith("1 High Street\nSampleton")
