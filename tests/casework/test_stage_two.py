from recruitment_app.casework.journey import stage_two
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.ownership import Owner
from recruitment_app.rules.stages import EventKind
from tests.walks.stories import A, W, in_break, in_stage_two, on


def test_the_report_waits_for_the_plan_of_stage_two(begin):
    story = in_break(begin())
    story.refused(stage_two.start_stage_two, "07-01", "belongs to Stage Two", W)
    story = in_stage_two(begin())
    assert story.entry(EventKind.STAGE_TWO_STARTED).on == on("07-03")


def test_the_applicants_have_five_working_days_beginning_with_the_sending(begin):
    story = in_stage_two(begin())
    story.does(stage_two.send_report, "09-22", W)
    clock = story.clock("T14", "09-25")
    assert (clock.due_on, clock.gross_days) == (on("09-26"), 3)
    assert clock.days_by_owner[Owner.APPLICANT] == 3
    story.refused(stage_two.close_observations, "09-25", "until 26 September 2014", A)
    story.does(stage_two.close_observations, "09-26", A)
    assert story.clock("T14").state is ClockState.LAPSED
    story.refused(stage_two.receive_observations, "09-29", "closed already", A)


def test_a_report_sent_on_a_saturday_counts_from_monday(begin):
    story = in_stage_two(begin())
    story.does(stage_two.send_report, "09-20", W)
    assert story.clock("T14").due_on == on("09-26")


def test_a_report_sent_again_gives_the_days_again(begin):
    story = in_stage_two(begin())
    story.does(stage_two.send_report, "09-22", W)
    story.does(stage_two.receive_observations, "09-24", A)
    story.does(stage_two.send_report, "09-29", W)
    assert story.clock("T14").state is ClockState.RUNNING
    assert story.clock("T14").due_on == on("10-03")
    assert "receive_observations" in story.page().next_acts
