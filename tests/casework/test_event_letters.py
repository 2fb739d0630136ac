"""Letters of an event: who has none yet, and who must be told that it is otherwise by now."""

from dataclasses import replace

import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.events import event_cancelling, event_places, events
from recruitment_app.casework.events.events import EventFacts, event_facts
from recruitment_app.casework.letters.event_letters import (
    choices_for_many,
    event_letters,
    misleading,
)
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letter_previews import preview_letters
from recruitment_app.casework.letters.letter_rows import unsent_letters
from recruitment_app.casework.letters.letters import (
    make_letters,
    mark_many_sent,
    take_out_letters,
)
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.events import Part
from tests.casework.cases import TODAY, an_enquiry, day


def a_workshop(store):
    parts = (Part(on=day(12, 1), starts="09:30"), Part(on=day(12, 8), starts="09:30"))
    facts = EventFacts(kind="workshop", venue="Town hall", places=20, parts=parts)
    return events.make_event(store, facts=facts).record_id


def booked(store, event_id):
    case_id = an_enquiry(store)
    people = [p.id for p in case_page(store, case_id=case_id, today=TODAY).applicants]
    event_places.book_places(
        store, event_id=event_id, case_id=case_id, people=people, on=TODAY, today=TODAY
    )
    return case_id


def move(store, event_id, **facts):
    found, seen, _told = event_facts(store, event_id=event_id)
    return events.change_event(store, event_id=event_id, seen=seen, facts=replace(found, **facts))


def write(store, event_id, name, cases):
    wanted = Wanted(name=name, on=TODAY, way="by_hand", event_id=event_id)
    return make_letters(store, cases=cases, wanted=wanted, today=TODAY).record_ids


def send(store, letters):
    mark_many_sent(store, letters=letters, on=TODAY, today=TODAY)


def test_a_move_after_letters_names_whom_to_tell_until_the_new_letter_is_made(each_store):
    event_id = a_workshop(each_store)
    told, unsent, silent = (booked(each_store, event_id) for _ in range(3))

    def stand():
        return event_letters(each_store, event_id=event_id, today=TODAY)

    assert (stand().name, set(stand().none_yet)) == ("joining", {told, unsent, silent})
    sent = write(each_store, event_id, "joining", [told])
    waits = write(each_store, event_id, "joining", [unsent])
    send(each_store, sent)
    assert (stand().none_yet, stand().outdated, stand().unsent) == ((silent,), (), waits)

    change = move(each_store, event_id, remarks="Bring pens.")
    assert change.sentence == "Saved."  # nothing that the letters tell
    assert stand().outdated == ()
    moved = (Part(on=day(12, 2), starts="09:30"), Part(on=day(12, 9), starts="09:30"))
    change = move(each_store, event_id, parts=moved)
    assert "one household had a letter about it already and should be told" in change.sentence
    now = stand()
    assert (now.name, now.outdated, now.void, now.unsent) == ("event_changed", (told,), waits, ())
    assert set(now.to_tell) == {told, unsent, silent}  # what was not sent is to be made anew

    changed = write(each_store, event_id, "event_changed", [told])
    now = stand()
    assert (now.name, now.outdated, now.unsent, now.sent) == ("joining", (), changed, 1)
    take_out_letters(each_store, letters=waits)
    assert set(stand().none_yet) == {unsent, silent}
    send(each_store, changed)
    event_places.give_up_places(each_store, event_id=event_id, case_id=told, on=TODAY)
    move(each_store, event_id, venue="Library")
    assert stand().outdated == ()  # who gave the place up need not be told where it is
    late = write(each_store, event_id, "joining", [silent])
    assert stand().unsent == late
    event_places.give_up_places(each_store, event_id=event_id, case_id=silent, on=TODAY)
    assert stand().void == late
    rows = unsent_letters(each_store)
    assert misleading(each_store, letters=rows, today=TODAY) == frozenset(late)
    after = event_letters(each_store, event_id=event_id, today=day(12, 31))
    assert after.outdated == ()


def test_a_letter_that_greets_one_of_a_couple_who_gave_the_place_up_is_made_anew(each_store):
    event_id = a_workshop(each_store)
    couple = booked(each_store, event_id)
    first = write(each_store, event_id, "joining", [couple])
    second = case_page(each_store, case_id=couple, today=TODAY).applicants[1]
    facts = {"event_id": event_id, "case_id": couple, "on": TODAY, "people": [second.id]}
    change = event_places.give_up_places(each_store, **facts)
    now = event_letters(each_store, event_id=event_id, today=TODAY)
    assert (now.void, now.unsent, now.to_tell) == (first, (), (couple,))
    anew = write(each_store, event_id, "joining", [couple])
    now = event_letters(each_store, event_id=event_id, today=TODAY)
    assert (now.void, now.unsent) == (first, anew)
    change.undo(each_store)
    now = event_letters(each_store, event_id=event_id, today=TODAY)
    assert (now.void, set(now.unsent)) == ((), {*first, *anew})


def test_who_was_written_to_is_told_that_an_event_is_cancelled_or_takes_place_after_all(each_store):
    event_id = a_workshop(each_store)
    told, silent = booked(each_store, event_id), booked(each_store, event_id)
    send(each_store, write(each_store, event_id, "joining", [told]))
    facts = {"event_id": event_id, "on": TODAY, "today": TODAY}
    event_cancelling.cancel_event(each_store, why="Snow", **facts)
    stand = event_letters(each_store, event_id=event_id, today=TODAY)
    assert (stand.name, stand.outdated, stand.none_yet) == ("event_cancelled", (told,), (silent,))
    names = [row.name for row in choices_for_many(each_store, event_id=event_id)]
    assert names == ["event_cancelled"]
    joining = Wanted(name="joining", on=TODAY, way="by_hand", event_id=event_id)
    (found,) = preview_letters(each_store, cases=[told], wanted=joining, today=TODAY)
    (refusal,) = found.refusals
    assert refusal.endswith("is cancelled: choose another event, or the letter that tells them so.")
    cancelled = replace(joining, name="event_cancelled", event_id=None)  # theirs is found
    (found,) = preview_letters(each_store, cases=[told], wanted=cancelled, today=TODAY)
    assert (found.refusals, found.event_id) == ((), event_id)
    assert "will not take place. It was to be on:\n\n- Monday 1 December 2014" in found.body
    send(each_store, write(each_store, event_id, "event_cancelled", stand.to_tell))
    assert event_letters(each_store, event_id=event_id, today=TODAY).to_tell == ()

    event_cancelling.hold_event_after_all(each_store, event_id=event_id)
    stand = event_letters(each_store, event_id=event_id, today=TODAY)
    assert (stand.name, set(stand.outdated)) == ("event_changed", {told, silent})
    (found,) = preview_letters(
        each_store, cases=[told], wanted=replace(cancelled, event_id=event_id), today=TODAY
    )
    assert found.refusals[0].endswith("is not cancelled: cancel it in Events first.")
    late = replace(joining, on=day(12, 30))
    (found,) = preview_letters(each_store, cases=[told], wanted=late, today=TODAY)
    assert "was over on 8 December 2014: choose an event to come." in found.refusals[0]


def test_a_household_that_has_the_letter_already_is_told_so_and_stops_nothing(file_store):
    event_id = a_workshop(file_store)
    case_id = booked(file_store, event_id)

    def warned(name):
        wanted = Wanted(name=name, on=TODAY, way="by_hand", event_id=event_id)
        (found,) = preview_letters(file_store, cases=[case_id], wanted=wanted, today=TODAY)
        return found.warnings

    assert warned("joining") == ()
    made = write(file_store, event_id, "joining", [case_id])
    assert warned("joining") == (
        "This letter was made on 14 November 2014 already and is not sent yet.",
    )
    send(file_store, made)
    assert warned("joining") == ("They were sent this letter on 14 November 2014 already.",)
    assert warned("event_changed") == ()


def test_what_was_changed_since_it_was_seen_is_not_made_and_a_wrong_day_names_its_case(file_store):
    event_id = a_workshop(file_store)
    cases = [booked(file_store, event_id), booked(file_store, event_id)]
    wanted = Wanted(name="joining", on=TODAY, way="by_hand", event_id=event_id)
    seen = preview_letters(file_store, cases=cases, wanted=wanted, today=TODAY)
    move(file_store, event_id, venue="Library")
    facts = {"cases": cases, "wanted": wanted, "today": TODAY}
    with pytest.raises(ChangedMeanwhile, match="was changed meanwhile, so none was made"):
        make_letters(file_store, seen=seen, **facts)
    seen = preview_letters(file_store, **facts)
    made = make_letters(file_store, seen=seen, **facts).record_ids
    with pytest.raises(Problem, match=r"AR-\d+: It is dated .* None was marked"):
        mark_many_sent(file_store, letters=made, on=day(11, 1), today=TODAY)
    assert event_letters(file_store, event_id=event_id, today=TODAY).sent == 0


def test_many_cases_are_offered_every_letter_to_applicants_and_an_event_its_own(file_store):
    names = [row.name for row in choices_for_many(file_store)]
    assert {"closing", "joining", "event_changed"} < set(names)
    assert "check_request" not in names  # it goes to somebody else in each case
    event_id = a_workshop(file_store)
    own = [row.name for row in choices_for_many(file_store, event_id=event_id)]
    assert own == ["joining", "event_changed"]
    with pytest.raises(Problem, match="not there any more"):
        event_letters(file_store, event_id=file_store.person_id, today=TODAY)
