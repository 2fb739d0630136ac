from recruitment_app.casework.journey import stage_one
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.stages import EventKind, Stage
from tests.walks.stories import A, M, W, in_break, on, registered


def test_the_plan_of_stage_one_has_no_due_date_and_is_never_late(begin):
    story = registered(begin())
    assert story.clock("T07", "2016-01-04").state is ClockState.RUNNING
    story.does(stage_one.agree_stage_one_plan, "06-02", W)
    assert story.clock("T07").state is ClockState.MET
    assert story.clock("T07").due_on is None


def test_the_decision_waits_for_its_letter(begin):
    story = registered(begin())
    facts = {"outcome": "may_be_suitable", "words": "All references warm."}
    change = story.does(stage_one.end_stage_one, "06-20", M, **facts)
    assert change.sentence == "Stage One ended; the letter is due."
    assert story.page().stage is Stage.BREAK
    assert story.clock("T10").due_on == on("06-27")
    assert story.clock("T11").state is ClockState.NOT_STARTED
    change = story.does(stage_one.tell_stage_one_outcome, "06-30", A)
    assert "six months" in change.sentence
    assert story.clock("T10").state is ClockState.LATE
    assert story.clock("T11").due_on == on("12-30")
    assert "All references warm." in story.entry(EventKind.STAGE_ONE_ENDED).details


def test_the_wish_to_proceed_starts_four_months(begin):
    story = in_break(begin())
    change = story.does(stage_one.notify_to_proceed, "10-31", A)
    assert change.sentence == "Notification received; Stage Two begins."
    assert story.clock("T13").due_on == on("2015-02-28")


def test_six_months_from_the_last_of_august_end_in_february(begin):
    story = registered(begin())
    story.does(stage_one.end_stage_one, "08-29", M, outcome="may_be_suitable")
    story.does(stage_one.tell_stage_one_outcome, "08-31", A)
    assert story.clock("T11").due_on == on("2015-02-28")
    story.refused(stage_one.notify_to_proceed, "2015-03-01", "ended on 28 February 2015", A)
    story.does(stage_one.notify_to_proceed, "2015-02-28", A)
