import pytest

from recruitment_app.casework.journey import panel
from recruitment_app.rules.stages import EventKind, Stage, Status
from tests.walks.stories import P, at_panel, in_stage_two, on


def test_a_panel_booked_is_shown_with_its_day(begin):
    story = in_stage_two(begin())
    change = story.does(panel.book_panel, "07-10", P, panel_on=on("10-08"))
    assert change.sentence == "Panel booked for 8 October 2014."
    assert story.page().summary == "Panel booked for 8 October 2014"
    (mark,) = [each for each in story.page().stepper if each.label == "Panel"]
    assert (mark.begins, mark.note) == (on("10-08"), "booked")


def test_a_case_is_moved_to_another_panel(begin):
    story = at_panel(begin())
    story.does(panel.book_panel, "10-01", P, panel_on=on("10-22"))
    story.refused(
        panel.record_recommendation, "10-08", "22 October 2014", P, recommendation="suitable"
    )
    story.does(panel.record_recommendation, "10-22", P, recommendation="suitable")
    assert len([e for e in story.page().events if e.kind is EventKind.PANEL_BOOKED]) == 2


@pytest.mark.parametrize(
    ("recommendation", "stage", "status"),
    [
        ("suitable", Stage.DECISION, Status.ACTIVE),
        ("not_suitable", Stage.DECISION, Status.ACTIVE),
        ("deferred", Stage.PANEL, Status.DEFERRED),
        ("full_report_needed", Stage.STAGE_TWO, Status.ACTIVE),
    ],
)
def test_the_recommendation_says_where_the_case_goes(begin, recommendation, stage, status):
    story = at_panel(begin())
    facts = {"recommendation": recommendation, "reason": "information_missing"}
    story.does(panel.record_recommendation, "10-08", P, **facts)
    page = story.page()
    assert (page.stage, page.status, page.faults) == (stage, status, ())


def test_the_final_minutes_start_seven_working_days(begin):
    story = at_panel(begin())
    story.does(panel.record_recommendation, "10-08", P, recommendation="suitable")
    change = story.does(panel.record_minutes, "10-15", P)
    assert change.sentence == "Final minutes received; the agency decision is due."
    assert story.clock("T18").due_on == on("10-24")
