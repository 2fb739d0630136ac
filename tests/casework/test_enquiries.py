import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.households.households import NewPerson
from recruitment_app.casework.journey import enquiries
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.stages import EventKind, Stage, Status
from tests.walks.stories import A, M, W, on


def record(story, **facts):
    given = {
        "received_on": on("03-03"),
        "applicants": [NewPerson(given_names="Fern", family_name="Larkspur")],
        "source": "word_of_mouth",
        "channel": "telephone",
        "today": on("03-03"),
        **facts,
    }
    change = enquiries.record_enquiry(story.store, **given)
    return change, case_page(story.store, case_id=change.case_id, today=on("03-03"))


def test_an_enquiry_opens_a_case_with_the_next_reference(begin):
    story = begin()
    first = int(story.page().reference.removeprefix("AR-"))
    change, page = record(story)
    assert page.reference == f"AR-{first + 1:04}"
    assert change.sentence == f"Enquiry AR-{first + 1:04} recorded."
    assert (page.stage, page.status, page.title) == (Stage.ENQUIRY, Status.ACTIVE, "Larkspur")
    assert (page.source, page.channel) == ("Word of mouth, adopter or foster carer", "Telephone")
    running = {clock.limit.id for clock in page.clocks if clock.state is ClockState.RUNNING}
    assert running == {"T01a", "T02"}


def test_a_couple_is_one_case_in_the_order_in_which_they_were_typed(begin):
    people = [
        NewPerson(given_names="Rowan", family_name="Teasel", telephone="01632 960002"),
        NewPerson(given_names="Fern", family_name="Larkspur", born="May 1979"),
    ]
    _, page = record(begin(), applicants=people, couple_status="married")
    assert [person.given_names for person in page.applicants] == ["Rowan", "Fern"]
    assert page.applicants[1].born == "1979-05"
    assert [each.value for each in page.applicants[0].contacts] == ["01632 960002"]
    assert page.couple_status == "married"


def test_what_was_said_becomes_a_note_of_the_call(begin):
    _, page = record(begin(), message="  Two spare rooms.  ")
    (note,) = page.notes
    assert (note.kind, note.text, note.on) == ("telephone", "Two spare rooms.", on("03-03"))
    _, page = record(begin(), message="By the web form.", channel="web_form")
    assert page.notes[0].kind == "file_note"
    _, page = record(begin(), message="  ")
    assert page.notes == ()


def test_a_visit_asked_for_with_the_enquiry_starts_its_clock(begin):
    _, page = record(begin(), wants_visit=True)
    (clock,) = [each for each in page.clocks if each.limit.id == "T03"]
    assert (clock.trigger_on, clock.due_on) == (on("03-03"), on("03-05"))


@pytest.mark.parametrize(
    ("act", "facts", "kind", "met"),
    [
        (enquiries.send_information, {}, EventKind.INFORMATION_SENT, "T01a"),
        (enquiries.offer_meeting, {"meeting": "session"}, EventKind.MEETING_OFFERED, "T02"),
        (enquiries.offer_meeting, {"meeting": "call"}, EventKind.MEETING_OFFERED, "T02"),
        (enquiries.hold_visit, {}, EventKind.VISIT_HELD, "T02"),
    ],
)
def test_an_answer_to_an_enquiry_meets_its_limit(begin, act, facts, kind, met):
    story = begin()
    change = story.does(act, "03-10", A, **facts)
    assert change.case_id == story.case_id
    assert change.record_id == story.entry(kind).id
    assert story.clock(met).met_on == on("03-10")
    assert story.entry(kind).recorded_by == "Ada Example"


def test_more_detail_asked_for_starts_the_offer_of_a_meeting_anew(begin):
    story = begin()
    story.does(enquiries.offer_meeting, "03-05", A, meeting="call")
    story.does(enquiries.ask_for_detail, "03-24", A)
    clock = story.clock("T02")
    assert (clock.trigger_on, clock.due_on, clock.met_on) == (on("03-24"), on("04-07"), None)
    assert "offer_meeting" in story.page().next_acts
    story.does(enquiries.offer_meeting, "03-26", A, meeting="visit")
    assert story.clock("T02").met_on == on("03-26")
    assert "offer_meeting" not in story.page().next_acts


def test_more_detail_asked_for_does_not_hide_an_offer_that_is_owed(begin):
    story = begin()
    story.does(enquiries.ask_for_detail, "03-24", A)
    assert story.clock("T02").trigger_on == on("03-03")


def test_the_initial_visit_goes_its_way(begin):
    story = begin()
    story.does(enquiries.ask_for_visit, "03-10", A)
    story.does(enquiries.make_first_contact, "03-13", W)
    assert story.clock("T03").state is ClockState.LATE
    story.does(enquiries.hold_visit, "03-20", W)
    story.does(enquiries.write_up_visit, "03-27", W)
    assert story.clock("T04").state is ClockState.MET
    story.does(enquiries.tell_visit_outcome, "03-28", M, outcome="advised_to_wait")
    assert story.clock("T05").state is ClockState.LATE
    assert story.entry(EventKind.VISIT_OUTCOME_TOLD).details == "Advised to wait"


def test_a_case_is_handed_from_one_worker_to_another(begin):
    story = begin()
    assert story.page().worker == ""
    story.does(enquiries.allocate, "03-04", M, worker_id=story.team[W])
    change = story.does(enquiries.allocate, "03-05", M, worker_id=story.team[M])
    assert change.sentence == f"{story.page().reference} allocated."
    assert story.page().worker == "Morgan Example"
    told = [e.details for e in story.page().events if e.kind is EventKind.ALLOCATED]
    assert told == ["Sandy Example", "Morgan Example"]
