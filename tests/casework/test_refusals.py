"""Every refusal that an act can meet: a whole sentence, which names no person."""

import pytest

from recruitment_app.casework import notes
from recruitment_app.casework.households.households import NewPerson
from recruitment_app.casework.journey import (
    agency_decision,
    closing,
    corrections,
    enquiries,
    panel,
    registration,
    stage_one,
    stage_two,
    waiting,
)
from recruitment_app.errors import Problem
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.ids import new_id
from tests.walks import stories
from tests.walks.stories import A, D, M, P, W, on

K = EventKind
NOBODY = new_id()


def as_it_is(story):
    return story


def closed(story):
    story.does(closing.close_case, "03-10", W, reason="no_response")


def on_hold(story):
    story.does(waiting.hold, "03-04", W, reason="illness", by="applicant")


def awaiting(story):
    story.does(waiting.wait, "03-04", W, whom="applicant", reason="forms")


def fast_track(story):
    stories.registered(story, fast_track=True)


def reported(story):
    stories.in_stage_two(story)
    story.does(stage_two.send_report, "09-22", W)


def reviewed(story):
    stories.not_approved(story)
    story.does(agency_decision.record_review_application, "11-03", A)


def approved(story):
    stories.with_minutes(story)
    story.does(agency_decision.record_decision, "10-23", D, decision="suitable")
    story.does(agency_decision.approve, "10-24", D)


REFUSED = [
    (as_it_is, enquiries.send_information, "03-02", M, {}),
    (as_it_is, enquiries.send_information, "03-04", P, {}),
    (as_it_is, enquiries.allocate, "03-04", M, {"worker_id": NOBODY}),
    (as_it_is, enquiries.offer_meeting, "03-04", M, {"meeting": "tea"}),
    (as_it_is, enquiries.make_first_contact, "03-04", M, {}),
    (as_it_is, enquiries.write_up_visit, "03-04", M, {}),
    (as_it_is, enquiries.tell_visit_outcome, "03-04", M, {"outcome": "invited_to_register"}),
    (as_it_is, enquiries.tell_visit_outcome, "03-04", M, {"outcome": "perhaps"}),
    (as_it_is, registration.accept_registration, "03-04", M, {}),
    (as_it_is, registration.decline_registration, "03-04", M, {"reason": "age"}),
    (as_it_is, registration.decline_registration, "03-04", M, {"reason": "mood"}),
    (as_it_is, stage_one.end_stage_one, "03-04", M, {"outcome": "may_be_suitable"}),
    (as_it_is, stage_one.end_stage_one, "03-04", M, {"outcome": "perhaps"}),
    (as_it_is, panel.book_panel, "03-04", M, {"panel_on": on("03-03")}),
    (as_it_is, panel.record_recommendation, "03-04", M, {"recommendation": "suitable"}),
    (as_it_is, panel.record_recommendation, "03-04", M, {"recommendation": "perhaps"}),
    (as_it_is, panel.record_recommendation, "03-04", M, {"recommendation": "deferred"}),
    (as_it_is, agency_decision.record_decision, "03-04", D, {"decision": "suitable"}),
    (as_it_is, agency_decision.record_decision, "03-04", D, {"decision": "perhaps"}),
    (as_it_is, agency_decision.record_decision, "03-04", W, {"decision": "suitable"}),
    (as_it_is, waiting.wait, "03-04", M, {"whom": "third_party", "reason": "weather"}),
    (as_it_is, waiting.wait, "03-04", M, {"whom": "chance", "reason": "other"}),
    (as_it_is, waiting.hold, "03-04", M, {"by": "agency", "reason": "weather"}),
    (as_it_is, waiting.hold, "03-04", M, {"by": "chance", "reason": "other"}),
    (as_it_is, waiting.take_back_in_hand, "03-04", M, {}),
    (as_it_is, waiting.resume, "03-04", M, {}),
    (as_it_is, closing.close_case, "03-04", M, {"reason": "weather"}),
    (as_it_is, closing.close_case, "03-04", M, {"reason": "lapsed"}),
    (as_it_is, closing.close_case, "03-04", A, {"reason": "no_response"}),
    (as_it_is, closing.reopen_case, "03-04", M, {"words": "They rang."}),
    (as_it_is, closing.reopen_case, "03-04", M, {"words": ""}),
    (as_it_is, notes.add_note, "03-04", M, {"kind": "file_note", "text": " "}),
    (as_it_is, notes.add_note, "03-04", M, {"kind": "poem", "text": "Rose."}),
    (as_it_is, notes.add_note, "03-04", D, {"kind": "file_note", "text": "Rose."}),
    (as_it_is, corrections.correct_entry, "03-04", M, {"event_id": NOBODY, "why": "Wrong."}),
    (as_it_is, corrections.correct_entry, "03-04", M, {"event_id": NOBODY, "why": ""}),
    (on_hold, waiting.hold, "03-05", M, {"by": "agency", "reason": "no_worker"}),
    (awaiting, waiting.wait, "03-05", M, {"whom": "third_party", "reason": "dbs"}),
    (closed, enquiries.send_information, "03-12", M, {}),
    (stories.registered, registration.receive_registration, "05-01", M, {}),
    (stories.registered, stage_one.tell_stage_one_outcome, "05-01", M, {}),
    (stories.registered, stage_one.notify_to_proceed, "05-01", M, {}),
    (stories.registered, closing.close_case, "04-20", M, {"reason": "withdrawn"}),
    (
        stories.registered,
        stage_one.end_stage_one,
        "05-01",
        M,
        {"outcome": "not_suitable", "reason": ""},
    ),
    (fast_track, stage_one.agree_stage_one_plan, "04-30", M, {}),
    (fast_track, stage_one.end_stage_one, "04-30", M, {"outcome": "may_be_suitable"}),
    (stories.in_break, stage_one.notify_to_proceed, "12-25", M, {}),
    (stories.in_break, enquiries.send_information, "06-25", M, {}),
    (stories.in_stage_two, stage_two.start_stage_two, "07-04", M, {}),
    (stories.in_stage_two, stage_two.receive_observations, "07-04", M, {}),
    (stories.in_stage_two, stage_two.close_observations, "07-04", M, {}),
    (reported, stage_two.close_observations, "09-25", M, {}),
    (stories.at_panel, panel.record_recommendation, "10-07", M, {"recommendation": "suitable"}),
    (stories.at_panel, panel.record_minutes, "10-07", M, {}),
    (stories.at_panel, stage_two.receive_observations, "10-07", M, {}),
    (stories.with_minutes, panel.record_minutes, "10-16", M, {}),
    (stories.with_minutes, agency_decision.approve, "10-16", M, {}),
    (stories.with_minutes, agency_decision.tell_decision, "10-16", M, {}),
    (stories.not_approved, agency_decision.approve, "10-27", M, {}),
    (stories.not_approved, agency_decision.receive_representations, "12-19", M, {}),
    (stories.not_approved, agency_decision.end_determination, "10-27", M, {"outcome": "perhaps"}),
    (stories.not_approved, agency_decision.end_determination, "10-27", M, {"outcome": "approved"}),
    (
        stories.not_approved,
        agency_decision.end_determination,
        "12-19",
        M,
        {"outcome": "refused_after_review"},
    ),
    (
        stories.not_approved,
        agency_decision.end_determination,
        "12-19",
        M,
        {"outcome": "refused_after_representations"},
    ),
    (reviewed, agency_decision.receive_representations, "11-04", M, {}),
    (
        reviewed,
        agency_decision.end_determination,
        "12-19",
        M,
        {"outcome": "refused_after_forty_days"},
    ),
    (approved, panel.book_panel, "11-03", M, {"panel_on": on("11-05")}),
    (approved, agency_decision.approve, "11-03", M, {}),
    *(
        (stories.registered, waiting.extend, "05-01", M, {"due_on": due, **facts})
        for due, facts in (
            (on("06-22"), {"limit_id": "T08", "reason": "exceptional"}),
            (on("08-22"), {"limit_id": "T08", "reason": "weather"}),
            (on("08-22"), {"limit_id": "T11", "reason": "exceptional"}),
            (on("08-22"), {"limit_id": "T13", "reason": "exceptional"}),
        )
    ),
]


@pytest.fixture(scope="module")
def reached(begin):
    """Give a function that returns a case which stands where it is asked to; each is made once."""
    made = {}

    def to(where):
        if where not in made:
            made[where] = begin()
            where(made[where])
        return made[where]

    return to


def told(story, problem):
    """Check a refusal: a sentence that says enough, names nobody, and changed nothing."""
    said = str(problem)
    assert said.endswith(".")
    assert said[0].isupper() or said[0] in "“0123456789"
    assert len(said) > 20
    for name in ("Larkspur", "Teasel", "Fern", "Rowan", "Example", str(story.case_id)):
        assert name not in said
    assert "  " not in said


@pytest.mark.parametrize(
    ("where", "tried", "facts"),
    [(each[0], each[1:4], each[4]) for each in REFUSED],
    ids=[f"{each[0].__name__}-{each[1].__name__}-{at}" for at, each in enumerate(REFUSED)],
)
def test_a_refusal_is_a_sentence_that_names_nobody_and_changes_nothing(
    reached, where, tried, facts
):
    story = reached(where)
    act, day, who = tried
    before, today = story.page(), story.today
    with pytest.raises(Problem) as problem:
        story.does(act, day, who, **facts)
    story.today = today
    told(story, problem.value)
    assert story.page() == before


ONE = NewPerson(given_names="Fern", family_name="Larkspur")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"applicants": []}, "applicants"),
        ({"applicants": [ONE, ONE, ONE]}, "applicants"),
        ({"source": "a bird"}, "source"),
        ({"channel": "a bird"}, "channel"),
        ({"couple_status": "a bird"}, "couple_status"),
        ({"received_on": on("12-01")}, "received_on"),
        ({"applicants": [NewPerson()]}, None),
        ({"applicants": [NewPerson(family_name="Teasel", email="nowhere")]}, None),
        ({"applicants": [NewPerson(family_name="Teasel", telephone="12")]}, None),
        ({"applicants": [NewPerson(family_name="Teasel", gender="a bird")]}, None),
        ({"applicants": [NewPerson(family_name="Teasel", born="some day")]}, None),
    ],
)
def test_an_enquiry_that_is_refused_says_which_field(begin, facts, field):
    story = begin()
    given = {
        "received_on": on("11-03"),
        "applicants": [ONE],
        "source": "agency_website",
        "channel": "telephone",
        "today": on("11-14"),
        **facts,
    }
    with pytest.raises(Problem) as problem:
        enquiries.record_enquiry(story.store, **given)
    told(story, problem.value)
    if field is not None:
        assert problem.value.field == field


def test_a_case_that_is_not_there_is_refused(begin):
    story = begin()
    story.case_id = NOBODY
    with pytest.raises(Problem, match="not in the store any more: look again") as problem:
        story.does(enquiries.send_information, "03-04")
    told(story, problem.value)


def test_a_note_about_a_day_to_come_is_refused(begin):
    story = begin()
    with pytest.raises(Problem, match="5 March 2014 is still to come") as problem:
        notes.add_note(
            story.store,
            case_id=story.case_id,
            kind="visit",
            on=on("03-05"),
            text="Soon.",
            today=on("03-04"),
        )
    told(story, problem.value)


@pytest.mark.parametrize(
    ("act", "day"),
    [
        (stage_one.receive_late_notification, "12-24"),
        (stage_one.refuse_late_notification, "12-29"),
    ],
)
def test_a_late_notification_that_is_none_is_refused(reached, act, day):
    story = reached(stories.in_break)
    with pytest.raises(Problem) as problem:
        act(story.store, case_id=story.case_id, on=on(day), today=on("2015-01-05"))
    told(story, problem.value)


def test_an_agency_without_a_decision_maker_is_told_to_name_one(file_store):
    story = stories.Story(file_store, people=dict.fromkeys((M, A, P, W), file_store.person_id))
    stories.with_minutes(story)
    with pytest.raises(Problem, match="has no decision maker yet: a manager adds one") as problem:
        story.does(agency_decision.record_decision, "10-23", M, decision="suitable")
    told(story, problem.value)
