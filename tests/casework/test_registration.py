from recruitment_app.casework.journey import registration
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.stages import EventKind, Stage
from tests.walks.stories import A, M, on


def test_a_registration_received_starts_five_working_days(begin):
    story = begin()
    change = story.does(registration.receive_registration, "04-14", A)
    assert "five working days" in change.sentence
    assert story.page().stage is Stage.REGISTRATION
    assert story.clock("T06").due_on == on("04-23")  # over Good Friday and Easter Monday


def test_stage_one_begins_with_the_notice_of_acceptance(begin):
    story = begin()
    story.does(registration.receive_registration, "04-14", A)
    change = story.does(registration.accept_registration, "04-25", M)
    assert change.sentence == "Registration accepted; Stage One begins."
    assert story.clock("T06").state is ClockState.LATE
    assert story.clock("T08").due_on == on("06-25")
    assert not story.page().is_fast_track


def test_the_fast_track_begins_stage_two(begin):
    story = begin()
    story.does(registration.receive_registration, "04-14", A)
    change = story.does(registration.accept_registration, "04-22", M, fast_track=True)
    assert change.sentence == "Registration accepted; Stage Two begins on the fast track."
    assert story.entry(EventKind.REGISTRATION_ACCEPTED).details == "fast track"


def test_a_registration_is_declined_with_a_reason_and_words(begin):
    story = begin()
    story.does(registration.receive_registration, "04-14", A)
    facts = {"reason": "registered_elsewhere", "words": "With a voluntary agency."}
    change = story.does(registration.decline_registration, "04-22", M, **facts)
    assert change.sentence == "Registration declined and the case closed."
    page = story.page()
    assert (page.stage, page.next_acts) == (Stage.CLOSED, ("reopen_case", "restrict_case"))
    assert "With a voluntary agency." in story.entry(EventKind.REGISTRATION_DECLINED).details
