import pytest

from recruitment_app.casework.journey import agency_decision, closing
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.stages import EventKind, Stage, Status
from tests.walks.stories import A, D, M, Story, not_approved, on, with_minutes


def test_forty_working_days_pass_in_silence_and_the_refusal_is_final(each_store):
    story = not_approved(Story(each_store))
    page = story.page()
    assert (page.stage, page.status) == (
        Stage.QUALIFYING_DETERMINATION,
        Status.DETERMINATION_OPEN,
    )
    assert story.clock("T21").due_on == on("12-18")
    assert story.clock("T22").state is ClockState.NOT_STARTED
    final = {"outcome": "refused_after_forty_days"}
    end = agency_decision.end_determination
    story.refused(end, "12-18", "until 18 December 2014", D, **final)
    assert story.clock("T21", "12-19").state is ClockState.LAPSED
    assert story.clock("T22", "12-18").state is ClockState.NOT_STARTED
    assert story.clock("T22", "12-19").state is ClockState.RUNNING
    story.does(end, "12-19", D, **final)
    page = story.page()
    assert (page.stage, page.status) == (Stage.CLOSED, Status.CLOSED)
    assert page.left_from is Stage.QUALIFYING_DETERMINATION
    assert page.summary.startswith("Closed at Qualifying determination: ")
    assert story.clock("T22").state is ClockState.MET
    assert story.clock("T21").state is ClockState.LAPSED
    assert page.next_acts == ("reopen_case", "restrict_case")


def test_a_refusal_accepted_in_writing_is_final_sooner(each_store):
    story = not_approved(Story(each_store))
    facts = {"outcome": "refused_after_forty_days"}
    story.refused(agency_decision.end_determination, "11-03", "accept in writing", D, **facts)
    story.does(agency_decision.end_determination, "11-03", D, accepted_in_writing=True, **facts)
    assert story.page().stage is Stage.CLOSED
    assert "accepted in writing" in story.entry(EventKind.DETERMINATION_ENDED).details
    assert story.clock("T22").state is ClockState.NOT_STARTED


def test_representations_on_the_last_day_are_in_time_and_a_day_later_are_not(each_store):
    story = not_approved(Story(each_store))
    story.refused(
        agency_decision.receive_representations,
        "12-19",
        "ended on 18 December 2014",
        A,
    )
    story.does(agency_decision.receive_representations, "12-18", A)
    assert story.clock("T21").state is ClockState.MET
    story.refused(agency_decision.record_review_application, "12-18", "one route or the other", A)
    end = agency_decision.end_determination
    story.refused(end, "12-22", "No independent review", D, outcome="refused_after_review")
    story.refused(end, "12-22", "Representations", D, outcome="refused_after_forty_days")
    story.does(end, "12-22", D, outcome="refused_after_representations")
    assert story.page().closing_reason == "Refused after representations"


def test_an_independent_review_may_lead_to_approval_after_all(each_store):
    story = not_approved(Story(each_store))
    story.refused(agency_decision.approve, "10-27", "was not to approve", D)
    story.does(agency_decision.record_review_application, "11-03", A)
    assert "receive_representations" not in story.page().next_acts
    end = agency_decision.end_determination
    story.refused(
        end, "2015-02-02", "No representations", D, outcome="refused_after_representations"
    )
    story.does(end, "2015-02-02", D, outcome="approved")
    assert story.page().stage is Stage.DECISION
    assert story.page().next_acts[0] == "approve"
    story.does(agency_decision.approve, "2015-02-03", D)
    assert story.page().stage is Stage.APPROVED
    assert story.clock("T22").state is ClockState.NOT_STARTED


def test_a_refusal_after_review_closes_the_case(each_store):
    story = not_approved(Story(each_store))
    story.does(agency_decision.record_review_application, "11-03", A)
    story.does(agency_decision.end_determination, "12-01", D, outcome="refused_after_review")
    assert story.page().stage is Stage.CLOSED


def test_a_refused_case_opened_again_waits_for_a_new_end(each_store):
    story = not_approved(Story(each_store))
    facts = {"outcome": "refused_after_forty_days"}
    story.does(agency_decision.end_determination, "12-19", D, **facts)
    story.does(closing.reopen_case, "12-22", M, words="A letter had gone astray.")
    page = story.page()
    assert (page.stage, page.status) == (
        Stage.QUALIFYING_DETERMINATION,
        Status.DETERMINATION_OPEN,
    )
    assert page.faults == ()
    story.does(agency_decision.end_determination, "12-23", D, **facts)
    assert story.page().stage is Stage.CLOSED


@pytest.mark.parametrize("by", [M, A])
def test_the_decision_stands_in_the_decision_makers_name_whoever_enters_it(each_store, by):
    story = with_minutes(Story(each_store))
    story.does(agency_decision.record_decision, "10-23", by, decision="suitable", words="Agreed.")
    entry = story.entry(EventKind.DECISION_MADE)
    assert entry.facts["decided_by"] == str(story.team[D])
    assert "Dana Example" in entry.details
    assert entry.recorded_by != "Dana Example"
