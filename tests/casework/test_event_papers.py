from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from recruitment_app.casework.events import attendance, event_cancelling, event_places, events
from recruitment_app.casework.events.event_papers import event_list, sign_in_sheet
from recruitment_app.casework.events.event_rows import event_page
from recruitment_app.errors import Problem
from tests.casework.cases import TODAY, an_enquiry
from tests.casework.test_events import FIRST, WORKSHOP, applicants, book


def read(paper):
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(paper)).pages]


def test_the_sheet_names_who_has_a_place_and_the_list_tells_of_everybody(each_store):
    workshop = events.make_event(each_store, facts=WORKSHOP).record_id
    held, waits = an_enquiry(each_store), an_enquiry(each_store)
    book(each_store, workshop, held)
    book(each_store, workshop, waits, waits=True)
    rowan = applicants(each_store, held)[1]
    event_places.give_up_places(
        each_store, event_id=workshop, case_id=held, on=TODAY, people=[rowan]
    )
    page = event_page(each_store, event_id=workshop)
    fern = next(row for row in page.places if row.state == "booked")
    attendance.mark_attendance(
        each_store,
        event_id=workshop,
        part_id=page.event.part_ids[0],
        case_id=held,
        outcomes={fern.id: "missed"},
        today=FIRST,
    )
    attendance.follow_up_place(
        each_store, place_id=fern.id, words="Ring them", by=FIRST + timedelta(days=1), today=FIRST
    )
    sheets = read(sign_in_sheet(each_store, event_id=workshop, today=TODAY))
    assert len(sheets) == 2
    assert all("1 Fern Larkspur" in sheet and "Rowan" not in sheet for sheet in sheets)
    assert "Part 2 of 2" in sheets[1]
    (told,) = read(event_list(each_store, event_id=workshop, today=TODAY))
    for words in (
        "Fern Larkspur AR-0001 1 missed Ring them, by 20 November 2014",
        "Places 1 of 3 taken, 2 waiting",
        "1 Rowan Teasel AR-0002 14 November 2014",
        "Places given up Who Case Rowan Teasel AR-0001",
        "Led by An adopter",
        "by: Team manager",
    ):
        assert words in told


def test_a_meeting_of_the_team_is_signed_by_who_leads_it(each_store):
    facts = replace(WORKSHOP, kind="team_meeting", leaders=(each_store.person_id,), guests=())
    meeting = events.make_event(each_store, facts=facts).record_id
    for sheet in read(sign_in_sheet(each_store, event_id=meeting, today=TODAY)):
        assert "1 Morgan Example 2 3" in sheet


def test_of_a_cancelled_event_there_is_a_list_and_nobody_signs(each_store):
    workshop = events.make_event(each_store, facts=WORKSHOP).record_id
    event_cancelling.cancel_event(each_store, event_id=workshop, on=TODAY, why="Snow", today=TODAY)
    with pytest.raises(Problem, match="nobody is to sign in"):
        sign_in_sheet(each_store, event_id=workshop, today=TODAY)
    (told,) = read(event_list(each_store, event_id=workshop, today=TODAY))
    assert "Cancelled on 14 November 2014: Snow" in told
    assert "Nobody is booked." in told
