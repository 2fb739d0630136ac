from dataclasses import replace
from datetime import date, timedelta

import pytest
import vobject

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.events import event_cancelling, event_places, events
from recruitment_app.casework.events.event_calendars import Wanted, calendar, write_calendar
from recruitment_app.casework.events.events import EventFacts
from recruitment_app.errors import Problem
from recruitment_app.rules.events import Part
from recruitment_app.store.tables import AuditEntry
from tests.casework.cases import TODAY, an_enquiry

FIRST, SECOND = date(2015, 3, 25), date(2015, 4, 1)
WORKSHOP = EventFacts(
    kind="workshop",
    venue="Civic Offices, room 3",
    link="https://northmere.example/join",
    places=6,
    remarks="Fern Larkspur has a wheelchair",
    parts=(
        Part(on=FIRST, starts="09:30", ends="15:30", title="Loss; and grief"),
        Part(on=SECOND, starts="10:00"),
    ),
    guests=("Ash Guest",),
)


@pytest.fixture
def workshop(each_store):
    facts = replace(WORKSHOP, leaders=(each_store.person_id,))
    return events.make_event(each_store, facts=facts).record_id


def read(store, today=TODAY, **wanted):
    """Read a calendar back by another library."""
    made, count = calendar(store, wanted=Wanted(**wanted), today=today)
    found = vobject.readOne(made.decode())
    entries = found.vevent_list
    assert len(entries) == count
    assert all(entry.sequence.value.isdigit() for entry in entries)
    return made.decode(), found.method.value, entries


def told(entries):
    return [(entry.status.value, int(entry.sequence.value)) for entry in entries]


def book(store, event_id, case_id, **facts):
    people = case_page(store, case_id=case_id, today=TODAY).applicants
    event_places.book_places(
        store,
        event_id=event_id,
        case_id=case_id,
        people=[person.id for person in people],
        on=TODAY,
        today=TODAY,
        **facts,
    )


def change(store, event_id, facts):
    events.change_event(store, event_id=event_id, seen=0, facts=facts)


def test_each_part_is_an_entry_with_its_hours_in_its_zone_and_nobody_of_a_household(
    each_store, workshop
):
    book(each_store, workshop, an_enquiry(each_store))
    text, method, (first, second) = read(each_store, event_id=workshop)
    assert method == "PUBLISH"
    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/London" in text
    assert first.dtstart.value.isoformat() == "2015-03-25T09:30:00+00:00"
    assert first.dtend.value.isoformat() == "2015-03-25T15:30:00+00:00"
    assert second.dtstart.value.isoformat() == "2015-04-01T10:00:00+01:00"
    called = "Workshop for prospective adopters, part {} of 2"
    assert first.summary.value == f"{called.format(1)}: Loss; and grief"
    assert second.summary.value == called.format(2)
    assert first.location.value == "Civic Offices, room 3"
    assert first.description.value == "Led by Morgan Example.\nhttps://northmere.example/join"
    assert first.uid.value != second.uid.value
    for name in ("Fern", "Larkspur", "Ash Guest", "wheelchair"):
        assert name not in text


def test_what_moves_rises_in_sequence_and_what_goes_is_cancelled(each_store, workshop):
    _, _, entries = read(each_store, event_id=workshop)
    uids = [entry.uid.value for entry in entries]
    moved = replace(WORKSHOP, parts=(Part(on=FIRST, starts="10:00"), WORKSHOP.parts[1]))
    change(each_store, workshop, moved)
    change(each_store, workshop, replace(moved, places=9, remarks="None"))
    text, method, entries = read(each_store, event_id=workshop)
    assert (method, told(entries)) == ("PUBLISH", [("CONFIRMED", 1)] * 2)
    assert [entry.uid.value for entry in entries] == uids
    assert "Led by" not in text
    change(each_store, workshop, replace(moved, parts=moved.parts[:1]))
    _, method, entries = read(each_store, event_id=workshop)
    assert told(entries) == [("CONFIRMED", 2), ("CANCELLED", 2)]
    assert [entry.uid.value for entry in entries] == uids
    change(each_store, workshop, moved)
    off = event_cancelling.cancel_event(
        each_store, event_id=workshop, on=TODAY, why="Snow", today=TODAY
    )
    text, method, entries = read(each_store, event_id=workshop)
    assert (method, told(entries)) == ("CANCEL", [("CANCELLED", 4)] * 2)
    assert [entry.uid.value for entry in entries] == uids
    assert "Snow" not in text
    off.undo(each_store)
    _, method, entries = read(each_store, event_id=workshop)
    assert (method, told(entries)) == ("PUBLISH", [("CONFIRMED", 5)] * 2)


def test_a_household_has_its_own_places_alone_and_learns_of_those_it_gave_up(each_store, workshop):
    ours, theirs = an_enquiry(each_store), an_enquiry(each_store)
    with pytest.raises(Problem, match="no place at an event to come"):
        read(each_store, case_id=ours)
    for case_id in (ours, theirs):
        book(each_store, workshop, case_id)
    given, other = (person.id for person in _people(each_store, ours))
    text, _, entries = read(each_store, case_id=ours)
    assert len(entries) == 2
    assert entries[0].description.value.startswith("For Fern and Rowan.\nLed by Morgan Example.")
    assert {entry.contents["class"][0].value for entry in entries} == {"PRIVATE"}
    assert "wheelchair" not in text
    up = {"event_id": workshop, "case_id": ours, "on": TODAY}
    event_places.give_up_places(each_store, **up, people=[other])
    _, _, entries = read(each_store, case_id=ours)
    assert told(entries) == [("CONFIRMED", 1)] * 2
    assert entries[0].description.value.startswith("For Fern.")
    _, method, entries = read(each_store, case_id=ours, person_id=other)
    assert (method, told(entries)) == ("CANCEL", [("CANCELLED", 1)] * 2)
    given_up = event_places.give_up_places(each_store, **up, people=[given])
    _, method, entries = read(each_store, case_id=ours)
    assert (method, told(entries)) == ("CANCEL", [("CANCELLED", 2)] * 2)
    given_up.undo(each_store)
    assert told(read(each_store, case_id=ours)[2]) == [("CONFIRMED", 3)] * 2
    with pytest.raises(Problem, match="no place at an event to come"):
        read(each_store, case_id=ours, today=SECOND + timedelta(days=1))


def test_who_waits_has_no_entry_until_the_place_is_theirs(each_store, workshop):
    ours = an_enquiry(each_store)
    book(each_store, workshop, ours, waits=True)
    with pytest.raises(Problem, match="no place at an event to come"):
        read(each_store, case_id=ours)
    event_places.give_place(each_store, event_id=workshop, case_id=ours, on=TODAY, today=TODAY)
    assert told(read(each_store, case_id=ours)[2]) == [("CONFIRMED", 0)] * 2


def test_all_of_some_days_or_what_one_leads_is_one_calendar(each_store, workshop):
    mine = events.make_event(
        each_store,
        facts=EventFacts(
            kind="team_meeting", parts=(Part(on=FIRST),), leaders=(each_store.person_id,)
        ),
    ).record_id
    change(each_store, workshop, WORKSHOP)
    _, _, entries = read(each_store, since=FIRST, until=FIRST)
    assert [entry.summary.value for entry in entries] == [
        "Team meeting",
        *(
            f"Workshop for prospective adopters, part {part}"
            for part in ("1 of 2: Loss; and grief", "2 of 2")
        ),
    ]
    assert (entries[0].dtstart.value, entries[0].dtend.value) == (FIRST, FIRST + timedelta(days=1))
    _, method, entries = read(each_store, since=TODAY, is_mine=True)
    assert told(entries) == [("CONFIRMED", 0), *2 * [("CANCELLED", 1)]]
    assert method == "PUBLISH"
    assert mine
    with pytest.raises(Problem, match="No event is held on these days"):
        read(each_store, since=SECOND + timedelta(days=1))


def test_a_calendar_is_written_whole_and_told_to_the_audit(each_store, workshop, tmp_path):
    wanted = Wanted(event_id=workshop)
    file = tmp_path / "event.ics"
    assert write_calendar(each_store, wanted=wanted, path=file, today=TODAY) == 2
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    with each_store.reading() as session:
        entry = session.query(AuditEntry).order_by(AuditEntry.seq.desc()).first()
        assert entry.act == "write_calendar"
    with pytest.raises(Problem, match=r"ends in \.ics"):
        write_calendar(each_store, wanted=wanted, path=tmp_path / "event.txt", today=TODAY)
    with pytest.raises(Problem, match="could not be written"):
        write_calendar(each_store, wanted=wanted, path=tmp_path / "no" / "e.ics", today=TODAY)


def _people(store, case_id):
    return case_page(store, case_id=case_id, today=TODAY).applicants
