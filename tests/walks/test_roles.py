"""Who may do what: each act by those whose work it is, and a restricted case by its own."""

import pytest

from recruitment_app.casework import notes
from recruitment_app.casework.case_page import case_by_reference, case_page
from recruitment_app.casework.finding import find, likely_same
from recruitment_app.casework.journey import (
    agency_decision,
    closing,
    corrections,
    enquiries,
    panel,
    registration,
    restricting,
    stage_one,
    stage_two,
    waiting,
)
from recruitment_app.casework.journey.clock_list import clock_rows
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids, count_cases
from recruitment_app.casework.today.diary import today_page
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.rules.likeness import Identity
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.tables import Worker
from tests.walks.stories import (
    A,
    D,
    M,
    P,
    Story,
    W,
    at_panel,
    in_break,
    in_stage_two,
    not_approved,
    on,
    registered,
    signed_in_as,
    with_minutes,
)

K = EventKind


def decided(story):
    with_minutes(story)
    story.does(agency_decision.record_decision, "10-23", D, decision="suitable")
    return story


def received(story):
    story.does(registration.receive_registration, "04-14", A)
    return story


def closed(story):
    story.does(closing.close_case, "03-10", W, reason="no_response")
    return story


ACTS = [
    (lambda story: story, enquiries.send_information, "03-05", {}, {M, W, A}),
    (lambda story: story, enquiries.offer_meeting, "03-05", {"meeting": "call"}, {M, W, A}),
    (lambda story: story, enquiries.ask_for_detail, "03-05", {}, {M, W, A}),
    (lambda story: story, enquiries.ask_for_visit, "03-05", {}, {M, W, A}),
    (lambda story: story, closing.close_case, "03-05", {"reason": "no_response"}, {M, W}),
    (closed, closing.reopen_case, "03-12", {"words": "They rang."}, {M, W}),
    (received, registration.accept_registration, "04-22", {}, {M, A}),
    (received, registration.decline_registration, "04-22", {"reason": "age"}, {M, A}),
    (registered, stage_one.agree_stage_one_plan, "04-30", {}, {M, W, A}),
    (registered, stage_one.end_stage_one, "06-20", {"outcome": "may_be_suitable"}, {M, A}),
    (
        registered,
        waiting.extend,
        "06-16",
        {"limit_id": "T08", "due_on": on("07-31"), "reason": "exceptional"},
        {M, W},
    ),
    (registered, waiting.hold, "05-01", {"reason": "illness"}, {M, W, A}),
    (in_break, stage_one.notify_to_proceed, "07-01", {}, {M, W, A}),
    (in_stage_two, stage_two.send_report, "09-22", {}, {M, W, A}),
    (in_stage_two, panel.book_panel, "07-04", {"panel_on": on("10-08")}, {M, W, A, P}),
    (
        at_panel,
        panel.record_recommendation,
        "10-08",
        {"recommendation": "suitable"},
        {M, W, A, P},
    ),
    (with_minutes, agency_decision.record_decision, "10-23", {"decision": "suitable"}, {M, A, D}),
    (decided, agency_decision.tell_decision, "10-23", {}, {M, W, A}),
    (decided, agency_decision.approve, "10-24", {}, {M, A, D}),
    (
        not_approved,
        agency_decision.end_determination,
        "12-19",
        {"outcome": "refused_after_forty_days"},
        {M, A, D},
    ),
]


@pytest.mark.parametrize(
    ("reached", "tried", "may"),
    [(each[0], each[1:4], each[4]) for each in ACTS],
    ids=[each[1].__name__ for each in ACTS],
)
def test_an_act_is_done_by_those_whose_work_it_is(file_store, reached, tried, may):
    story = reached(Story(file_store))
    act, day, facts = tried

    def does(who):
        more = {"by": "applicant"} if act is waiting.hold else {}
        return story.does(act, day, who, **facts, **more)

    for who in set(Role) - may:
        with pytest.raises(NotAllowed, match=r"^This may be done by .+\.$"):
            does(who)
    for who in may:
        assert act.__name__ in allowed(story, who)
    for who in set(Role) - may:
        assert act.__name__ not in allowed(story, who)
    last = min(may)
    assert does(last).case_id == story.case_id


def test_an_entry_is_put_right_only_by_those_who_may_make_it(file_store):
    story = decided(Story(file_store))
    made = story.entry(K.DECISION_MADE)
    corrected = {"event_id": made.id, "why": "The letter says otherwise."}
    for who in (W, P):
        with pytest.raises(NotAllowed, match="the agency decision maker"):
            story.does(corrections.correct_entry, "10-22", who, **corrected)
        with (
            signed_in_as(story.store, story.team[who]),
            pytest.raises(NotAllowed, match="the agency decision maker"),
        ):
            corrections.strike_entry(
                story.store, case_id=story.case_id, today=story.today, **corrected
            )
    story.does(corrections.correct_entry, "10-22", D, **corrected)
    assert story.entry(K.DECISION_MADE).on == on("10-22")


def allowed(story, who):
    """Return the acts that the page offers a person of a role on the last day but one."""
    with signed_in_as(story.store, story.team[who]):
        days = {"12-19", f"{story.today:%m-%d}", "10-08"}
        found = set()
        for day in days:
            page = case_page(story.store, case_id=story.case_id, today=on(day))
            found |= set(page.next_acts)
        return found


@pytest.mark.parametrize("who", [M, W, A])
def test_an_enquiry_is_recorded_by_the_team(file_store, who):
    assert Story(file_store, by=who).page().reference == "AR-0001"


@pytest.mark.parametrize("who", [P, D])
def test_an_enquiry_is_not_recorded_by_others(file_store, who):
    with pytest.raises(NotAllowed, match="a manager, a social worker or an administrator"):
        Story(file_store, by=who)


def test_allocation_is_the_managers_and_the_administrators(each_store):
    story = Story(each_store)
    facts = {"worker_id": story.team[W]}
    story.refused(enquiries.allocate, "03-04", "may be done by", W, **facts)
    story.does(enquiries.allocate, "03-04", A, **facts)
    story.refused(enquiries.allocate, "03-05", "has the case already", M, **facts)
    story.refused(enquiries.allocate, "03-05", "Choose a social worker", M, worker_id=story.team[A])
    story.does(enquiries.allocate, "03-05", M, worker_id=story.team[M])
    with each_store.writing(act="let_worker_leave") as session:
        session.get_one(Worker, story.team[W]).left_on = on("03-06")
    story.refused(enquiries.allocate, "03-07", "has left", M, **facts)


def test_whoever_has_left_does_nothing_any_more(each_store):
    story = Story(each_store)
    with each_store.writing(act="let_worker_leave") as session:
        session.get_one(Worker, story.team[A]).left_on = on("03-06")
    story.refused(enquiries.send_information, "03-07", "sign in first", A)


def restricted(store):
    story = registered(Story(store))
    story.does(enquiries.allocate, "04-23", M, worker_id=story.team[W])
    story.does(notes.add_note, "04-24", W, kind="telephone", text="A colleague's household.")
    story.does(restricting.restrict_case, "04-25", M, words="Fern works for the agency.")
    return story


@pytest.mark.parametrize("who", [A, P, D])
def test_a_restricted_case_is_hidden_from_others(each_store, who):
    story = restricted(each_store)
    today = on("07-01")
    typed = [Identity(given="Fern", family="Larkspur", phones=(), emails=(), postcode="")]
    with signed_in_as(each_store, story.team[who]):
        assert list(case_ids(each_store, wanted=CaseFilter(), today=today)) == []
        assert count_cases(each_store, wanted=CaseFilter(), today=today) == 0
        assert find(each_store, words="Larkspur") == []
        assert find(each_store, words="colleague") == []
        assert find(each_store, words="AR-0001") == []
        assert likely_same(each_store, typed=typed) == []
        assert clock_rows(each_store, today=today) == []
        page = today_page(each_store, today=today, mine=False)
        assert (page.overdue, page.due_next, page.overdue_count) == ((), (), 0)
        with pytest.raises(Problem, match="There is no case of this reference"):
            case_by_reference(each_store, reference="AR-0001")
        with pytest.raises(Problem, match="not in the store any more"):
            case_page(each_store, case_id=story.case_id, today=today)
    if who is not D:
        act, facts = notes.add_note, {"kind": "file_note", "text": "Hello."}
        story.refused(act, "07-01", "not in the store any more", who, **facts)


@pytest.mark.parametrize("who", [M, W])
def test_a_restricted_case_is_its_workers_and_the_managers(each_store, who):
    story = restricted(each_store)
    today = on("07-01")
    with signed_in_as(each_store, story.team[who]):
        assert list(case_ids(each_store, wanted=CaseFilter(), today=today)) == [story.case_id]
        assert {hit.case_id for hit in find(each_store, words="Larkspur")} == {story.case_id}
        assert case_page(each_store, case_id=story.case_id, today=today).is_restricted
        assert case_by_reference(each_store, reference=" ar-0001 ") == story.case_id
        assert today_page(each_store, today=today, mine=False).overdue_count > 0


def test_a_restriction_is_the_managers_and_is_lifted_with_a_reason(each_store):
    story = restricted(each_store)
    story.refused(restricting.lift_restriction, "04-26", "may be done by", W, words="Over.")
    story.refused(restricting.restrict_case, "04-26", "restricted already", M, words="Again.")
    story.refused(restricting.lift_restriction, "04-26", "Say why", M, words=" ")
    assert "lift_restriction" in story.page().next_acts
    story.does(restricting.lift_restriction, "04-27", M, words="Fern has left the agency.")
    assert "restrict_case" in story.page().next_acts
    assert [note.text for note in story.page().notes][:2] == [
        "No longer restricted: Fern has left the agency.",
        "Restricted: Fern works for the agency.",
    ]
    with signed_in_as(each_store, story.team[A]):
        assert count_cases(each_store, wanted=CaseFilter(), today=on("07-01")) == 1
    story.refused(restricting.lift_restriction, "04-28", "is not restricted", M, words="Over.")
