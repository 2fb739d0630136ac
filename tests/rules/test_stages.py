from datetime import date

import pytest

from recruitment_app.rules.clocks import CLOCKS
from recruitment_app.rules.stages import (
    EXTENDED_IN,
    OPEN,
    ORDER,
    STAGE_WORDS,
    STATUS_WORDS,
    STEPS,
    Event,
    EventKind,
    Stage,
    Status,
    long_date,
)

K = EventKind


def test_every_kind_of_event_is_a_row_of_the_table():
    assert set(STEPS) == set(K)


def test_every_stage_and_status_has_its_words():
    assert set(STAGE_WORDS) == set(Stage)
    assert set(STATUS_WORDS) == set(Status)


def test_the_stages_stand_in_the_order_of_the_journey():
    assert min(Stage, key=lambda stage: ORDER[stage]) is Stage.ENQUIRY
    assert ORDER[Stage.STAGE_ONE] < ORDER[Stage.BREAK] < ORDER[Stage.STAGE_TWO]
    assert ORDER[Stage.PANEL] < ORDER[Stage.DECISION] < ORDER[Stage.APPROVED]
    assert Stage.CLOSED not in OPEN


@pytest.mark.parametrize("kind", K)
def test_a_step_that_needs_another_says_which_in_a_sentence(kind):
    step = STEPS[kind]
    assert step.done[0].isupper()
    assert bool(step.needs) == bool(step.otherwise)
    assert not step.otherwise or step.otherwise.endswith(".")


@pytest.mark.parametrize("kind", [kind for kind, step in STEPS.items() if step.leads_to])
def test_no_step_leads_back(kind):
    step = STEPS[kind]
    assert all(ORDER[stage] < ORDER[step.leads_to] for stage in step.stages)


def test_only_limits_with_a_clock_are_extended():
    assert set(EXTENDED_IN) <= set(CLOCKS)


def test_a_day_is_written_out_in_a_sentence():
    assert long_date(date(2014, 11, 4)) == "4 November 2014"


def test_a_fact_that_is_not_there_is_an_empty_text():
    event = Event(K.CLOSED, date(2014, 11, 4), facts={"reason": "withdrawn"})
    assert event.fact("reason") == "withdrawn"
    assert event.fact("words") == ""
