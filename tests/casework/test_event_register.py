"""A whole part marked at once, what follows an event, and what people said of it."""

from datetime import timedelta

import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.events import (
    attendance,
    event_cancelling,
    event_places,
    events,
    feedback,
)
from recruitment_app.casework.events.event_rows import event_page
from recruitment_app.casework.events.events import EventFacts
from recruitment_app.casework.file.case_timeline import case_timeline
from recruitment_app.casework.file.timeline_rows import Source
from recruitment_app.casework.today.todo import overdue_count, todo
from recruitment_app.errors import Problem
from recruitment_app.rules.events import Part
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import EventKind
from recruitment_app.rules.todo import Matter, TodoState
from recruitment_app.store.tables import Case, Worker
from tests.casework.cases import TODAY, an_enquiry, day
from tests.walks.stories import A, M, Story, W, on, registered, signed_in_as


def held(store, kind="workshop"):
    facts = EventFacts(
        kind=kind, parts=(Part(on=day(11, 10)), Part(on=day(11, 12)))[: 1 + (kind == "workshop")]
    )
    return events.make_event(store, facts=facts).record_id


def booked(store, event_id, number=3):
    cases = [an_enquiry(store) for _ in range(number)]
    for case_id in cases:
        people = [p.id for p in case_page(store, case_id=case_id, today=TODAY).applicants]
        event_places.book_places(
            store, event_id=event_id, case_id=case_id, people=people, on=day(11, 3), today=TODAY
        )
    return cases


def marks(store, event_id):
    return [
        {
            number: mark.outcome
            for number, part in enumerate(page.event.part_ids, 1)
            if (mark := row.marks.get(part))
        }
        for page in [event_page(store, event_id=event_id)]
        for row in page.places
    ]


def test_all_who_have_no_mark_came_and_that_is_undone(each_store):
    event_id = held(each_store)
    first, *_others = booked(each_store, event_id)
    page = event_page(each_store, event_id=event_id)
    second = page.event.part_ids[1]
    rest = {"event_id": event_id, "part_id": second, "today": TODAY}
    missed = page.places[0].id
    attendance.mark_attendance(each_store, case_id=first, outcomes={missed: "missed"}, **rest)
    change = attendance.mark_rest_came(each_store, **rest)
    assert change.sentence == "5 more came."
    assert marks(each_store, event_id) == [{2: "missed"}, *5 * [{2: "came"}]]
    with pytest.raises(Problem, match="Everybody who has a place is marked for this part"):
        attendance.mark_rest_came(each_store, **rest)
    change.undo(each_store)
    assert marks(each_store, event_id) == [{2: "missed"}, *5 * [{}]]
    change = attendance.mark_rest_came(each_store, **rest)
    attendance.mark_attendance(
        each_store, case_id=first, outcomes={page.places[1].id: "missed"}, **rest
    )
    with pytest.raises(Problem, match="The register was changed since"):
        change.undo(each_store)
    assert marks(each_store, event_id)[:3] == [{2: "missed"}, {2: "missed"}, {2: "came"}]


def test_a_whole_information_session_is_told_by_every_journey_or_by_none(each_store):
    event_id = held(each_store, "information_session")
    cases = booked(each_store, event_id)
    rest = {
        "event_id": event_id,
        "part_id": event_page(each_store, event_id=event_id).event.part_ids[0],
    }
    change = attendance.mark_rest_came(each_store, today=TODAY, **rest)
    assert change.undo is None  # each is corrected in the history of its case
    for case_id in cases:
        last = case_page(each_store, case_id=case_id, today=TODAY).events[-1]
        assert (last.kind, last.on) == (EventKind.SESSION_ATTENDED, day(11, 10))
    with pytest.raises(Problem, match="corrected in the case's history"):
        attendance.take_off_marks(each_store, outcomes={}, **rest)


def test_a_restricted_case_is_left_as_it_is_by_whoever_may_not_see_it(each_store):
    event_id = held(each_store)
    hidden, seen, _third = booked(each_store, event_id)
    with each_store.writing(act="restrict") as session:
        session.get_one(Case, hidden).is_restricted = True
        session.get_one(Worker, each_store.person_id).role = Role.ADMINISTRATOR
    part = event_page(each_store, event_id=event_id).event.part_ids[0]
    change = attendance.mark_rest_came(each_store, event_id=event_id, part_id=part, today=TODAY)
    assert change.sentence == "4 more came. Restricted cases are left as they are: 2."
    assert seen in {row.case_id for row in event_page(each_store, event_id=event_id).places}
    with each_store.writing(act="allow") as session:
        session.get_one(Worker, each_store.person_id).role = Role.MANAGER
    rows = event_page(each_store, event_id=event_id).places
    assert {row.case_id for row in rows if not row.marks} == {hidden}


def test_what_is_to_be_done_after_an_event_is_said_done_and_taken_back(each_store):
    event_id = held(each_store)
    booked(each_store, event_id, 1)
    place = event_page(each_store, event_id=event_id).places[0].id
    facts = {"place_id": place, "today": TODAY}
    attendance.follow_up_place(each_store, words="Ring them", by=TODAY, **facts)
    change = attendance.finish_place_follow_up(each_store, on=TODAY, **facts)
    assert change.sentence == "Done."
    with pytest.raises(Problem, match="nothing to be done here any more"):
        attendance.finish_place_follow_up(each_store, on=TODAY, **facts)
    change.undo(each_store)
    row = event_page(each_store, event_id=event_id).places[0]
    assert (row.follow_up, row.follow_up_on, row.followed_up_on) == ("Ring them", TODAY, None)


def test_feedback_is_kept_without_a_name_taken_off_and_put_back(each_store):
    event_id = held(each_store)
    facts = {"event_id": event_id, "on": day(11, 12), "today": TODAY}
    feedback.add_feedback(each_store, rating=4, words=" More time for questions. ", **facts)
    change = feedback.add_feedback(each_store, rating=None, words="Thank you", **facts)

    def told():
        return [
            (row.rating, row.words) for row in feedback.feedback_of(each_store, event_id=event_id)
        ]

    assert told() == [(None, "Thank you"), (4, "More time for questions.")]
    back = change.undo(each_store)
    assert told() == [(4, "More time for questions.")]
    back.undo(each_store)
    assert len(told()) == 2
    for wrong, sentence in (
        ({"rating": None}, "Choose a rating, or write what they said"),
        ({"rating": 6}, "A rating is from 1 to 5"),
        ({"rating": 5, "on": TODAY + timedelta(days=1)}, "is still to come"),
    ):
        with pytest.raises(Problem, match=sentence):
            feedback.add_feedback(each_store, **{**facts, "words": "", **wrong})
    event_cancelling.cancel_event(
        each_store, event_id=event_id, on=TODAY, why="Nobody could come", today=TODAY
    )
    with pytest.raises(Problem, match="This event is cancelled"):
        feedback.add_feedback(each_store, rating=5, words="", **facts)
    assert len(told()) == 2


def test_what_is_to_be_done_after_an_event_is_a_line_until_it_is_done(each_store):
    story = registered(Story(each_store))

    def told(who, day):
        with signed_in_as(each_store, story.team[who]):
            return todo(each_store, today=on(day), is_mine=False)

    event = EventFacts(kind="workshop", parts=(Part(on=on("05-06")),))
    event_id = events.make_event(each_store, facts=event).record_id
    people = [p.id for p in story.page().applicants]
    story.does(event_places.book_places, "05-02", event_id=event_id, people=people)
    (place, *_others) = event_page(each_store, event_id=event_id).places
    facts = {"place_id": place.id, "today": story.today}
    attendance.follow_up_place(each_store, words="Send the slides", by=on("05-12"), **facts)
    for who in (A, W):
        (line,) = [row for row in told(who, "05-10") if row.matter is Matter.AFTER_EVENT]
        assert (line.state, line.what, line.act) == (
            TodoState.DUE_NEXT,
            "Send the slides",
            "finish_place_follow_up",
        )
        assert line.why == "After Workshop for prospective adopters, 6 May 2014"
    late = overdue_count(each_store, today=on("05-13"))
    facts["today"] = on("05-13")
    attendance.finish_place_follow_up(each_store, on=on("05-13"), **facts)
    assert Matter.AFTER_EVENT not in {row.matter for row in told(M, "05-13")}
    assert overdue_count(each_store, today=on("05-13")) == late - 1


def test_the_file_of_a_case_tells_who_came_to_what_and_what_was_seen_of_them(each_store):
    event_id, other = held(each_store), held(each_store)
    (case_id,) = booked(each_store, event_id, 1)
    page = event_page(each_store, event_id=event_id)
    first, second = page.event.part_ids
    fern, rowan = (row.id for row in page.places)
    mark = {"event_id": event_id, "case_id": case_id, "today": TODAY}
    attendance.mark_attendance(
        each_store, part_id=first, outcomes={fern: "came", rowan: "missed"}, **mark
    )
    row, missed = (row.marks[first] for row in event_page(each_store, event_id=event_id).places)
    saw = {row.id: "Asked much about siblings."}
    facts = {"words": "", "by": None, "today": TODAY}
    change = attendance.follow_up_place(each_store, place_id=fern, saw=saw, **facts)
    with pytest.raises(Problem, match="of somebody else"):
        attendance.follow_up_place(each_store, place_id=rowan, saw=saw, **facts)
    attendance.mark_attendance(each_store, part_id=first, outcomes={fern: "came"}, **mark)
    made_up = event_page(each_store, event_id=other).event.part_ids[0]
    attendance.make_up_part(each_store, attendance_id=missed.id, part_id=made_up, today=TODAY)

    def told():
        return {
            (line.on, line.heading, line.text)
            for line in case_timeline(each_store, case_id=case_id)
            if line.source is Source.ATTENDANCE
        }

    of = "“Workshop for prospective adopters”, part 1"
    assert told() == {
        (day(11, 10), f"Fern Larkspur came to {of}", "Asked much about siblings."),
        (day(11, 10), f"Rowan Teasel missed {of}", "Made up on 10 November 2014."),
    }
    change.undo(each_store)
    assert (day(11, 10), f"Fern Larkspur came to {of}", "") in told()

    def outcome():
        (booking,) = case_page(each_store, case_id=case_id, today=TODAY).bookings
        return booking.outcome

    assert outcome() == ""  # a part is open
    attendance.mark_rest_came(each_store, event_id=event_id, part_id=second, today=TODAY)
    assert outcome() == "attended"  # what was missed was made up
