import pytest

from recruitment_app.casework.journey import agency_decision
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.stages import EventKind, Stage
from tests.walks.stories import A, D, M, W, not_approved, on, with_minutes


def test_a_decision_to_approve_waits_to_be_told_and_recorded(begin):
    story = with_minutes(begin())
    change = story.does(agency_decision.record_decision, "10-27", D, decision="suitable")
    assert "record the approval" in change.sentence
    assert story.page().stage is Stage.DECISION
    assert story.clock("T18").state is ClockState.LATE
    assert story.clock("T13").state is ClockState.MET
    story.does(agency_decision.tell_decision, "10-29", W)
    story.does(agency_decision.send_decision_letter, "11-04", A)
    assert story.clock("T19").state is ClockState.MET
    assert story.clock("T20").state is ClockState.LATE
    assert story.clock("T21").state is ClockState.NOT_STARTED


@pytest.mark.parametrize("who", [D, M, A])
def test_the_decision_is_the_decision_makers_by_whomever_it_is_entered(begin, who):
    story = with_minutes(begin())
    story.does(agency_decision.record_decision, "10-23", who, decision="suitable")
    entry = story.entry(EventKind.DECISION_MADE)
    assert entry.facts["decided_by"] == str(story.team[D])
    story.does(agency_decision.approve, "10-24", who)
    assert story.page().stage is Stage.APPROVED


def test_the_letter_of_a_determination_counts_as_the_first_of_forty_days(begin):
    story = not_approved(begin())
    assert (story.clock("T21").trigger_on, story.clock("T21").due_on) == (on("10-24"), on("12-18"))


@pytest.mark.parametrize(
    ("route", "outcome"),
    [
        (agency_decision.receive_representations, "refused_after_representations"),
        (agency_decision.record_review_application, "refused_after_review"),
        (agency_decision.receive_representations, "approved"),
        (agency_decision.record_review_application, "approved"),
    ],
)
def test_a_route_taken_ends_as_it_was_taken(begin, route, outcome):
    story = not_approved(begin())
    story.does(route, "11-03", A)
    assert story.clock("T21").state is ClockState.MET
    assert story.clock("T22", "2015-01-05").state is ClockState.NOT_STARTED
    story.does(agency_decision.end_determination, "11-20", D, outcome=outcome, words="Weighed.")
    stage = Stage.DECISION if outcome == "approved" else Stage.CLOSED
    assert story.page().stage is stage
    assert "Weighed." in story.entry(EventKind.DETERMINATION_ENDED).details
