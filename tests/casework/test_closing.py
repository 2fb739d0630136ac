import pytest

from recruitment_app.casework.choices import choices
from recruitment_app.casework.journey import closing
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.stages import EventKind, Stage
from tests.walks import stories
from tests.walks.stories import M, W, on


@pytest.mark.parametrize(
    ("reach", "day", "stage"),
    [
        (lambda story: story, "03-10", Stage.ENQUIRY),
        (stories.registered, "05-02", Stage.STAGE_ONE),
        (stories.in_break, "06-30", Stage.BREAK),
        (stories.in_stage_two, "07-10", Stage.STAGE_TWO),
        (stories.at_panel, "09-30", Stage.PANEL),
        (stories.with_minutes, "10-20", Stage.DECISION),
        (stories.not_approved, "11-03", Stage.QUALIFYING_DETERMINATION),
    ],
)
def test_a_case_is_closed_anywhere_with_a_reason_on_offer_there(begin, reach, day, stage):
    story = begin()
    reach(story)
    code, label = choices(story.store, "closing_reason", stage)[0]
    story.does(closing.close_case, day, W, reason=code, words="As they wished.")
    page = story.page()
    assert (page.stage, page.left_from, page.closing_reason) == (Stage.CLOSED, stage, label)
    assert story.entry(EventKind.CLOSED).details == f"{label}; As they wished."
    assert all(
        clock.state in {ClockState.MET, ClockState.LATE, ClockState.LAPSED, ClockState.NOT_STARTED}
        for clock in page.clocks
    )
    story.does(closing.reopen_case, "12-01", M, words="They came back.")
    assert story.page().stage is stage
    assert story.page().faults == ()


def test_a_case_closed_on_the_day_it_was_opened_may_be_opened_that_day_again(begin):
    story = begin()
    story.does(closing.close_case, "03-03", W, reason="no_response")
    story.does(closing.reopen_case, "03-03", W, words="The telephone rang.")
    page = story.page()
    assert (page.stage, page.opened_on) == (Stage.ENQUIRY, on("03-03"))
    story.refused(closing.reopen_case, "03-03", "This case is open", W, words="Again.")
