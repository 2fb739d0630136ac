"""Mistakes put right: corrected, struck, entered late, closed and opened again."""

import pytest

from recruitment_app.casework.journey import (
    closing,
    corrections,
    enquiries,
    registration,
    stage_one,
)
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids, case_rows
from recruitment_app.errors import Problem
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.stages import EventKind, Stage, Status
from tests.casework.cases import an_enquiry
from tests.walks.stories import A, M, P, Story, W, in_break, in_stage_two, on, registered

K = EventKind


def correct(story, kind, day, why="Typed wrongly.", **more):
    return corrections.correct_entry(
        story.store,
        case_id=story.case_id,
        event_id=story.entry(kind).id,
        on=on(day),
        why=why,
        today=story.today,
        **more,
    )


def strike(story, kind, why="Another household's."):
    return corrections.strike_entry(
        story.store,
        case_id=story.case_id,
        event_id=story.entry(kind).id,
        why=why,
        today=story.today,
    )


def row(story):
    (found,) = case_rows(story.store, ids=[story.case_id])
    return found


def test_a_corrected_date_moves_the_clocks_and_the_original_stays(each_store):
    story = registered(Story(each_store))
    first = story.entry(K.REGISTRATION_ACCEPTED)
    change = correct(story, K.REGISTRATION_ACCEPTED, "04-16")
    assert change.sentence == "Registration of interest accepted corrected."
    clock = story.clock("T08")
    assert (clock.trigger_on, clock.due_on) == (on("04-16"), on("06-16"))
    assert row(story).next_due_on == on("06-16")
    told = [e for e in story.page().events if e.kind is K.REGISTRATION_ACCEPTED]
    struck, right = sorted(told, key=lambda entry: not entry.is_struck)
    assert (struck.id, struck.on, struck.struck_why) == (first.id, on("04-22"), "Typed wrongly.")
    assert (right.corrects_id, right.on, right.is_struck) == (first.id, on("04-16"), False)
    assert struck.struck_by == "Morgan Example"


def test_a_corrected_outcome_moves_the_stage(each_store):
    story = in_break(Story(each_store))
    facts = {"outcome": "not_suitable", "reason": "specified_offence"}
    correct(story, K.STAGE_ONE_ENDED, "06-20", facts=facts)
    page = story.page()
    assert (page.stage, page.left_from) == (Stage.CLOSED, Stage.STAGE_ONE)
    assert row(story).stage is Stage.CLOSED
    assert story.clock("T11").state is ClockState.NOT_STARTED


def test_a_correction_with_which_a_later_step_would_not_fit_is_refused(each_store):
    story = in_break(Story(each_store))
    before = story.page()
    with pytest.raises(Problem, match=r"would no longer fit: .*record its receipt first"):
        correct(story, K.REGISTRATION_RECEIVED, "04-23")
    with pytest.raises(Problem, match="1 September 2014 is still to come"):
        correct(story, K.STAGE_ONE_TOLD, "09-01")
    with pytest.raises(Problem, match="Say what was mistaken"):
        correct(story, K.STAGE_ONE_TOLD, "06-23", why=" ")
    assert story.page() == before


def test_an_entry_on_which_later_steps_depend_is_not_struck(each_store):
    story = in_break(Story(each_store))
    before = story.page()
    for kind in (K.REGISTRATION_RECEIVED, K.REGISTRATION_ACCEPTED, K.STAGE_ONE_ENDED):
        with pytest.raises(Problem, match="would no longer fit"):
            strike(story, kind)
    with pytest.raises(Problem, match="The enquiry opened this case"):
        strike(story, K.ENQUIRY_RECEIVED)
    with pytest.raises(Problem, match="Say what was mistaken"):
        strike(story, K.STAGE_ONE_TOLD, why="")
    assert story.page() == before


def test_the_last_step_may_be_struck_and_the_case_goes_back(each_store):
    story = in_break(Story(each_store))
    strike(story, K.STAGE_ONE_TOLD)
    strike(story, K.STAGE_ONE_ENDED)
    page = story.page()
    assert page.stage is Stage.STAGE_ONE
    assert story.clock("T08", "06-22").state is ClockState.RUNNING
    assert story.clock("T08").state is ClockState.LATE
    assert len([entry for entry in page.events if entry.is_struck]) == 2
    assert page.faults == ()


def test_an_entry_is_struck_once(each_store):
    story = in_break(Story(each_store))
    gone = story.entry(K.STAGE_ONE_TOLD)
    strike(story, K.STAGE_ONE_TOLD)
    facts = {"case_id": story.case_id, "event_id": gone.id, "why": "Again.", "today": story.today}
    with pytest.raises(Problem, match="struck already"):
        corrections.strike_entry(each_store, **facts)
    other = in_other_case(story)
    with pytest.raises(Problem, match="not in the case any more"):
        corrections.strike_entry(each_store, **{**facts, "case_id": other})


def in_other_case(story):
    return an_enquiry(story.store)


def test_a_closing_that_was_a_mistake_is_struck(each_store):
    story = registered(Story(each_store))
    story.does(closing.close_case, "05-02", W, reason="withdrawn", words="Wrong file.")
    strike(story, K.CLOSED)
    page = story.page()
    assert (page.stage, page.status, page.closing_reason) == (Stage.STAGE_ONE, Status.ACTIVE, "")


def test_an_allocation_struck_gives_the_case_back_to_whom_it_had(each_store):
    story = Story(each_store)
    story.does(enquiries.allocate, "03-10", A, worker_id=story.team[W])
    story.does(enquiries.allocate, "03-12", A, worker_id=story.team[M])
    assert story.page().worker == "Morgan Example"
    strike(story, K.ALLOCATED)
    assert story.page().worker == "Sandy Example"
    correct(story, K.ALLOCATED, "03-11", facts={"worker": str(story.team[M])})
    assert story.page().worker == "Morgan Example"
    strike(story, K.ALLOCATED)
    assert story.page().worker == ""
    ids = list(case_ids(each_store, wanted=CaseFilter(group="unallocated"), today=story.today))
    assert ids == [story.case_id]


def test_what_was_forgotten_is_entered_later_at_its_day(each_store):
    story = in_stage_two(Story(each_store))
    story.does(enquiries.send_information, "03-05", A)
    story.does(enquiries.hold_visit, "03-20", W)
    story.does(stage_one.agree_stage_one_plan, "04-30", W)
    page = story.page()
    assert (page.stage, page.faults) == (Stage.STAGE_TWO, ())
    days = [entry.on for entry in page.events]
    assert days == sorted(days)
    assert story.clock("T01a").state is ClockState.MET
    assert story.clock("T07").met_on == on("04-30")
    story.refused(enquiries.send_information, "03-02", "cannot be before the enquiry", A)
    story.refused(
        closing.close_case, "05-02", "would not fit with what happened", W, reason="withdrawn"
    )


def test_a_step_in_the_future_is_refused(each_store):
    story = Story(each_store)
    with pytest.raises(Problem, match="4 March 2014 is still to come") as problem:
        enquiries.send_information(
            each_store, case_id=story.case_id, on=on("03-04"), today=on("03-03")
        )
    assert problem.value.field == "on"


def test_a_case_is_closed_with_a_reason_of_its_stage_and_opened_where_it_was_left(each_store):
    story = registered(Story(each_store))
    story.refused(closing.close_case, "05-02", "Choose why", W, reason="tired")
    story.refused(
        closing.close_case, "05-02", "is not a reason at Stage One: choose another", W,
        reason="information_only",
    )  # fmt: skip
    story.does(closing.close_case, "05-02", W, reason="counselled_out", words="Agreed together.")
    page = story.page()
    assert (page.stage, page.status) == (Stage.CLOSED, Status.CLOSED)
    assert page.summary.startswith("Closed at Stage One: ")
    assert row(story).closed_on == on("05-02")
    assert story.clock("T08").state is ClockState.LAPSED
    story.refused(stage_one.agree_stage_one_plan, "05-03", "is closed: reopen it first")
    story.refused(closing.reopen_case, "05-05", "Say why", W, words="")
    story.does(closing.reopen_case, "05-05", W, words="They asked to go on.")
    page = story.page()
    assert (page.stage, page.left_from, page.summary) == (Stage.STAGE_ONE, None, "")
    assert row(story).closed_on is None
    assert story.clock("T08").state is ClockState.RUNNING


def test_a_fast_track_that_was_none_is_corrected_to_stage_one(each_store):
    story = registered(Story(each_store), fast_track=True)
    correct(story, K.REGISTRATION_ACCEPTED, "04-22", facts={})
    assert story.page().stage is Stage.STAGE_ONE
    assert "T08" in story.clocks()
    assert "T30" not in story.clocks()


@pytest.mark.parametrize("who", [M, W, A])
def test_a_correction_is_the_teams(each_store, who):
    story = Story(each_store)
    story.does(registration.receive_registration, "04-14", A)
    entry = story.entry(K.REGISTRATION_RECEIVED)
    facts = {"event_id": entry.id, "why": "Came a day sooner."}
    story.refused(corrections.correct_entry, "04-11", "may be done by", P, **facts)
    story.does(corrections.correct_entry, "04-11", who, **facts)
    assert story.clock("T06").trigger_on == on("04-11")
