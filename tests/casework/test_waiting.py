import pytest

from recruitment_app.casework.choices import choices
from recruitment_app.casework.journey import waiting
from recruitment_app.rules.ownership import Owner
from recruitment_app.rules.stages import EventKind, Status
from tests.walks.stories import M, W, on, registered


def test_every_reason_on_offer_gives_its_days_to_somebody(begin):
    story = registered(begin())
    lists = {
        "waiting_reason_applicant": (
            waiting.wait,
            waiting.take_back_in_hand,
            {"whom": "applicant"},
        ),
        "waiting_reason_third_party": (
            waiting.wait,
            waiting.take_back_in_hand,
            {"whom": "third_party"},
        ),
        "hold_reason_applicant": (waiting.hold, waiting.resume, {"by": "applicant"}),
        "hold_reason_agency": (waiting.hold, waiting.resume, {"by": "agency"}),
    }
    for name, (begins, ends, facts) in lists.items():
        code, label = choices(story.store, name)[0]
        change = story.does(begins, "05-01", W, reason=code, words="Agreed.", **facts)
        assert change.sentence.endswith(".")
        assert label in story.page().summary
        kind = EventKind.HOLD_STARTED if "hold" in name else EventKind.WAITING_STARTED
        assert story.entry(kind).details == f"{label}; Agreed."
        story.does(ends, "05-01", W)
    assert story.page().status is Status.ACTIVE


@pytest.mark.parametrize(
    ("by", "reason", "owner"),
    [
        ("applicant", "pregnancy", Owner.APPLICANT),
        ("agency", "checks_late", Owner.THIRD_PARTY),
        ("agency", "no_workshop_place", Owner.AGENCY),
    ],
)
def test_a_hold_leaves_the_net_days(begin, by, reason, owner):
    story = registered(begin())
    story.does(waiting.hold, "05-01", M, by=by, reason=reason)
    story.does(waiting.resume, "05-11", M)
    clock = story.clock("T08", "05-22")
    assert (clock.gross_days, clock.net_days) == (30, 20)
    expected = dict.fromkeys(Owner, 0)
    expected[Owner.AGENCY] += 20
    expected[owner] += 10
    assert clock.days_by_owner == expected
    assert clock.due_on == on("06-22")


def test_an_extension_is_told_in_words(begin):
    story = registered(begin())
    facts = {"limit_id": "T08", "due_on": on("07-31"), "reason": "medical_late"}
    change = story.does(waiting.extend, "06-16", W, words="GP on leave.", **facts)
    assert change.sentence == "Extended to 31 July 2014."
    details = story.entry(EventKind.EXTENDED).details
    assert "to 31 July 2014" in details
    assert details.endswith("GP on leave.")
    assert story.page().status is Status.EXTENDED


def test_a_late_limit_may_still_be_extended(begin):
    story = registered(begin())
    facts = {"limit_id": "T08", "due_on": on("07-31"), "reason": "dbs_late"}
    story.does(waiting.extend, "06-30", W, **facts)
    assert story.clock("T08").due_on == on("07-31")
