from datetime import date

import pytest

from recruitment_app.rules.clocks import Run
from recruitment_app.rules.in_time import untimely
from recruitment_app.rules.journey import Journey
from recruitment_app.rules.stages import Event, EventKind

K = EventKind
LAST = date(2015, 1, 8)


def run(limit_id, due_on=LAST):
    return {limit_id: Run(limit_id, date(2014, 7, 8), due_on, due_on, None, None)}


@pytest.mark.parametrize(
    ("kind", "limit_id", "refused", "let"),
    [
        (K.NOTIFIED_TO_PROCEED, "T11", date(2015, 1, 9), LAST),
        (K.NO_OBSERVATIONS, "T14", date(2015, 1, 7), LAST),
        (K.REPRESENTATIONS_RECEIVED, "T21", date(2015, 1, 9), LAST),
        (K.REVIEW_APPLIED_FOR, "T21", date(2015, 1, 9), LAST),
        (K.DETERMINATION_ENDED, "T21", LAST, date(2015, 1, 9)),
    ],
)
def test_the_last_day_counts_and_the_day_beyond_it_does_not(kind, limit_id, refused, let):
    assert "8 January 2015" in untimely(Journey(), Event(kind, refused), run(limit_id))
    assert untimely(Journey(), Event(kind, let), run(limit_id)) == ""
    assert untimely(Journey(), Event(kind, refused), run(limit_id, due_on=None)) == ""
    assert untimely(Journey(), Event(kind, refused), {}) == ""


def test_a_determination_ends_early_where_a_route_was_used_or_it_was_accepted():
    early = Event(K.DETERMINATION_ENDED, date(2014, 12, 1))
    used = Journey(last={K.REVIEW_APPLIED_FOR: Event(K.REVIEW_APPLIED_FOR, date(2014, 11, 1))})
    assert untimely(used, early, run("T21")) == ""
    accepted = Event(K.DETERMINATION_ENDED, early.on, 0, {"accepted_in_writing": "yes"})
    assert untimely(Journey(), accepted, run("T21")) == ""


def test_other_steps_know_no_last_day():
    assert untimely(Journey(), Event(K.VISIT_HELD, date(2030, 1, 1)), run("T11")) == ""
