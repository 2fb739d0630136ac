"""Letters are made of what a case holds, or refused with one sentence; sent, they run."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checks import checks
from recruitment_app.casework.checks.check_rows import case_checks
from recruitment_app.casework.events import event_places, events
from recruitment_app.casework.events.events import EventFacts
from recruitment_app.casework.file.case_timeline import case_timeline
from recruitment_app.casework.file.timeline_rows import Source
from recruitment_app.casework.households.households import NewPerson
from recruitment_app.casework.journey import enquiries, registration
from recruitment_app.casework.journey.stage_one import end_stage_one, tell_stage_one_outcome
from recruitment_app.casework.law import shipped_codes
from recruitment_app.casework.letter_kinds import shipped_letters
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letter_previews import (
    email_text,
    households_of_event,
    letter_choices,
    preview_letter,
    preview_letters,
    print_letters,
)
from recruitment_app.casework.letters.letter_rows import (
    letter_paper,
    letters_of_case,
    letters_of_event,
    letters_paper,
    offered_act,
    unsent_letters,
)
from recruitment_app.casework.letters.letters import (
    make_letter,
    make_letters,
    mark_sent,
    take_back_sent,
    take_out_letters,
)
from recruitment_app.casework.today.promises import promises_of_case
from recruitment_app.errors import Problem
from recruitment_app.rules.check_states import CheckState
from recruitment_app.rules.events import Part
from recruitment_app.rules.letters import left_out
from recruitment_app.rules.stages import Stage
from tests.casework.cases import ENQUIRED, TODAY, an_enquiry, day, registered

HOME = "12 Sample Road, Sampleton"
ENQUIRY = {"source": "agency_website", "channel": "telephone", "today": TODAY}


def household(store, *, on=ENQUIRED, couple=True, address=HOME):
    people = [
        NewPerson(
            given_names="Fern Ada", family_name="Larkspur", address=address, postcode="RM17 6SL"
        )
    ]
    if couple:
        people.append(NewPerson(given_names="Rowan", family_name="Teasel"))
    return enquiries.record_enquiry(store, received_on=on, applicants=people, **ENQUIRY).case_id


def session_to_come(store):
    facts = EventFacts(
        kind="information_session",
        venue="Town hall",
        places=20,
        parts=(Part(on=day(12, 1), starts="18:30"),),
    )
    return events.make_event(store, facts=facts).record_id


def words_of(pdf):
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]
    return [" ".join(page.split()) for page in pages]


def test_a_registration_walks_from_its_receipt_to_the_clock_of_stage_one(each_store):
    case_id = household(each_store)
    registration.receive_registration(each_store, case_id=case_id, on=day(11, 12), today=TODAY)
    receipt = Wanted(name="registration_receipt", on=TODAY)
    change = make_letter(each_store, case_id=case_id, wanted=receipt, today=TODAY)
    (page,) = words_of(letter_paper(each_store, letter_id=change.record_id))
    assert "Fern Ada Larkspur and Rowan Teasel 12 Sample Road Sampleton RM17 6SL" in page
    assert "Dear Fern and Rowan" in page
    assert "reached us on 12 November 2014" in page
    assert "We will tell you by 19 November 2014 whether we can go ahead" in page
    assert "Morgan Example" in page  # nobody has the case yet: who writes signs
    assert [row.id for row in unsent_letters(each_store)] == [change.record_id]

    sent = mark_sent(each_store, letter_id=change.record_id, on=TODAY, today=TODAY)
    assert sent.sentence == "Sent on 14 November 2014. They will hear by 19 November 2014."
    (promise,) = promises_of_case(each_store, case_id=case_id)
    assert (promise.by_on, promise.promised_on) == (day(11, 19), TODAY)
    (row,) = letters_of_case(each_store, case_id=case_id)
    assert (row.sent_on, row.promise_by, unsent_letters(each_store)) == (TODAY, day(11, 19), ())
    with pytest.raises(Problem, match="sent on 14 November 2014 already"):
        mark_sent(each_store, letter_id=row.id, on=TODAY, today=TODAY)
    with pytest.raises(Problem, match="it stays in the case"):
        take_out_letters(each_store, letters=[row.id])
    lines = [
        (line.on, line.title, line.text.partition("\n")[0])
        for line in case_timeline(each_store, case_id=case_id)
        if line.source is Source.LETTER
    ]
    sent_to = "Sent on 14 November 2014, to Fern Ada Larkspur and Rowan Teasel."
    assert lines == [(TODAY, "Registration of interest received", sent_to)]
    take_back_sent(each_store, letters=[row.id])
    assert promises_of_case(each_store, case_id=case_id) == ()
    assert offered_act(each_store, letter_id=row.id, today=TODAY) is None

    wanted = Wanted(name="registration_accepted", on=TODAY)
    found = preview_letter(each_store, case_id=case_id, wanted=wanted, today=TODAY)
    assert "by 14 January 2015" in found.body  # two months from this letter
    accepted = make_letter(each_store, case_id=case_id, wanted=wanted, today=TODAY).record_id
    assert mark_sent(each_store, letter_id=accepted, on=TODAY, today=TODAY).undo is not None
    offered = offered_act(each_store, letter_id=accepted, today=TODAY)
    assert (offered.act, offered.starts, offered.facts) == (
        "accept_registration",
        "T08",
        {"on": TODAY},
    )
    registration.accept_registration(each_store, case_id=case_id, today=TODAY, **offered.facts)
    clocks = {c.limit.id: c for c in case_page(each_store, case_id=case_id, today=TODAY).clocks}
    assert clocks["T08"].due_on == date(2015, 1, 14)
    assert offered_act(each_store, letter_id=accepted, today=TODAY) is None


def test_a_letter_sent_later_than_it_is_dated_says_that_its_last_day_is_another(each_store):
    case_id = household(each_store)
    registration.receive_registration(each_store, case_id=case_id, on=day(11, 3), today=TODAY)
    wanted = Wanted(name="registration_accepted", on=day(11, 10))
    letter = make_letter(each_store, case_id=case_id, wanted=wanted, today=TODAY).record_id
    with pytest.raises(Problem, match="It is dated 10 November 2014: it cannot have been sent"):
        mark_sent(each_store, letter_id=letter, on=day(11, 9), today=TODAY)
    with pytest.raises(Problem, match="still to come"):
        mark_sent(each_store, letter_id=letter, on=day(11, 15), today=TODAY)
    told = mark_sent(each_store, letter_id=letter, on=day(11, 13), today=TODAY).sentence
    assert "the last day is 13 January 2015, not the one in the letter" in told


def test_what_stands_against_a_letter_is_told_in_a_sentence_each(each_store):
    case_id = an_enquiry(each_store)  # a postcode and an e-mail address, but no street

    def refused(name, **more):
        wanted = Wanted(name=name, on=TODAY, **more)
        found = preview_letter(each_store, case_id=case_id, wanted=wanted, today=TODAY)
        if found.refusals:
            with pytest.raises(Problem) as told:
                make_letter(each_store, case_id=case_id, wanted=wanted, today=TODAY)
            assert str(told.value) == found.refusals[0]
        return found.refusals

    nowhere = (
        "No address of Fern Larkspur and Rowan Teasel is recorded: enter one, send it by e-mail,"
        " or hand it over."
    )
    no_session = (
        "Next sessions for enquirers: nothing is recorded. No session with a free place is to come:"
        " make one in Events."
    )
    assert refused("enquiry_acknowledged") == (nowhere, no_session)
    assert refused("visit_outcome", way="email") == (
        "Type for this letter: what was decided, and if you say no, why.",
    )
    assert refused("visit_outcome", way="email", asks={"outcome": "Please register."}) == ()
    assert refused("visit_outcome", way="by_hand", asks={"why": "x", "outcome": "y"}) == (
        "“Outcome of a session or first visit” does not ask for why: it asks for outcome.",
    )
    assert refused("stage_one_positive", way="email")[0] == (
        "“Stage One: you may be suitable” does not fit: the case stands at Enquiry, the letter"
        " belongs to Stage One or Break between the stages."
    )
    assert refused("joining", way="email")[0] == (
        "Event: nothing is recorded. Choose the event that the letter is about."
    )
    with pytest.raises(Problem, match="“nonsense” is no letter: choose one of enquiry_ack"):
        refused("nonsense")
    early = Wanted(name="visit_outcome", on=day(1, 1), way="email", asks={"outcome": "Yes."})
    found = preview_letter(each_store, case_id=case_id, wanted=early, today=TODAY)
    assert found.refusals == (
        "The enquiry came on 3 March 2014: a letter cannot be dated before it.",
    )
    assert letters_of_case(each_store, case_id=case_id) == ()


def test_a_family_that_was_refused_gets_no_letter_that_they_may_be_suitable(each_store):
    case_id = registered(each_store)
    reason = shipped_codes()["not_suitable_reason"].codes[0].code
    end_stage_one(
        each_store,
        case_id=case_id,
        outcome="not_suitable",
        reason=reason,
        on=day(7, 1),
        today=TODAY,
    )
    choices = {each.name: each for each in letter_choices(each_store, case_id=case_id)}
    assert choices["stage_one_positive"].why_not == (
        "“Stage One: you may be suitable” does not fit yet: record first that Stage One ended and"
        " they may be suitable."
    )
    assert not choices["stage_one_negative"].why_not
    wanted = Wanted(
        name="stage_one_negative", on=TODAY, way="by_hand", asks={"reasons": "- One\n- Two"}
    )
    letter = make_letter(each_store, case_id=case_id, wanted=wanted, today=TODAY).record_id
    mark_sent(each_store, letter_id=letter, on=TODAY, today=TODAY)
    offered = offered_act(each_store, letter_id=letter, today=TODAY)
    tell_stage_one_outcome(each_store, case_id=case_id, today=TODAY, **offered.facts)
    assert case_page(each_store, case_id=case_id, today=TODAY).stage is Stage.CLOSED


def test_a_request_for_a_check_goes_to_who_is_asked_and_offers_to_record_it(file_store):
    case_id = registered(file_store)
    rows = case_checks(file_store, case_id=case_id, today=TODAY)
    asked = next(
        row for row in rows if row.state is CheckState.TO_ASK and not row.is_unnamed_referee
    )
    wanted = Wanted(name="check_request", on=TODAY)
    found = preview_letter(file_store, case_id=case_id, wanted=wanted, today=TODAY)
    told = "Check: nothing is recorded. Choose the check that the letter is about."
    assert found.refusals[0] == told
    there = {"to_name": "The surgery", "to_address": "1 Sample Street"}
    wanted = replace(wanted, check=asked.key, **there)
    letter = make_letter(file_store, case_id=case_id, wanted=wanted, today=TODAY).record_id
    mark_sent(file_store, letter_id=letter, on=TODAY, today=TODAY)
    offered = offered_act(file_store, letter_id=letter, today=TODAY)
    assert offered.act == "ask_for_check"
    checks.ask(file_store, today=TODAY, **offered.facts)
    rows = case_checks(file_store, case_id=case_id, today=TODAY)
    now = next(row for row in rows if row.key == asked.key)
    assert (now.state, now.asked_on, now.asked_of) == (CheckState.ASKED, TODAY, "The surgery")
    chaser = Wanted(name="check_chaser", on=TODAY, check=asked.key, **there)
    text = email_text(preview_letter(file_store, case_id=case_id, wanted=chaser, today=TODAY))
    assert "On 14 November 2014 we asked you for this about" in text


def test_joining_letters_are_made_for_all_or_none_and_print_as_one_paper(each_store):
    event_id = session_to_come(each_store)
    couple, single, nowhere = (
        household(each_store),
        household(each_store, couple=False),
        household(each_store, address=""),
    )
    for case_id, people in ((couple, 1), (single, 1), (nowhere, 2)):
        at_home = case_page(each_store, case_id=case_id, today=TODAY).people
        event_places.book_places(
            each_store,
            event_id=event_id,
            case_id=case_id,
            people=[person.id for person in at_home][:people],
            on=TODAY,
            today=TODAY,
        )
    cases = households_of_event(each_store, event_id=event_id)
    assert set(cases) == {couple, single, nowhere}
    wanted = Wanted(name="joining", on=TODAY, event_id=event_id)
    found = preview_letters(each_store, cases=cases, wanted=wanted, today=TODAY)
    assert [len(each.refusals) for each in found] == [0, 0, 1]
    assert "Dear Fern\n" in found[0].body  # one of the couple comes
    assert found[0].subject == "Your place at our information session"
    assert "Monday 1 December 2014, 18:30" in found[0].body
    with pytest.raises(Problem, match="1 of 3 letters cannot be made, so none was"):
        make_letters(each_store, cases=cases, wanted=wanted, today=TODAY)
    assert letters_of_event(each_store, event_id=event_id) == ()
    told = []
    change = make_letters(
        each_store,
        cases=cases[:2],
        wanted=replace(wanted, is_large_print=True),
        today=TODAY,
        tell=lambda done, of: told.append((done, of)),
    )
    assert change.sentence.startswith("“Joining letter for an event” made for 2 households.")
    assert sorted(told) == told == [*[(0, 2)] * (len(told) - 1), (1, 2)]
    rows = letters_of_event(each_store, event_id=event_id)
    pages = words_of(letters_paper(each_store, letters=[row.id for row in rows]))
    assert sum("Our reference" in page for page in pages) == 2
    assert sum("Our reference" in page for page in words_of(print_letters(found[:2]))) == 2
    change.undo(each_store)
    assert letters_of_event(each_store, event_id=event_id) == ()


def test_every_shipped_letter_can_be_filled_in_and_tells_what_it_must():
    letters = shipped_letters()
    for kind in letters.kinds.values():
        assert left_out(kind, kind.subject, kind.body, letters.texts) == []
        assert kind.act_facts == {} or kind.act
