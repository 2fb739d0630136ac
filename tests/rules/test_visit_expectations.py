from datetime import date

import pytest

from recruitment_app.casework.expected_visits import shipped_expectations
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.visit_expectations import Followed, Met, Resident, Seeing, followed
from recruitment_app.rules.visits import (
    VisitState,
    state_of,
    why_not_held,
    why_not_planned,
)

TODAY = date(2014, 11, 14)
RECEIVED = date(2014, 4, 28)
FERN = Resident(key="fern", name="Fern", standing="applicant")
ROWAN = Resident(key="rowan", name="Rowan", standing="applicant")
ASH = Resident(key="ash", name="Ash", standing="household", relation="child")
GRAN = Resident(
    key="gran", name="Gran", standing="household", relation="parent", born=PartialDate(1946)
)
GONE = Resident(key="gone", name="Gone", standing="household", is_gone=True)


def seeing(on, *seen, apart=(), home=False, held=True):
    return Seeing(
        on=on,
        is_held=held,
        seen=frozenset(seen),
        apart=frozenset(apart),
        is_home_seen=home,
    )


def told(*visits, residents=(FERN, ROWAN, ASH, GRAN, GONE), least=2):
    rows = followed(shipped_expectations(), residents, visits, least=least, today=TODAY)
    return {(row.expectation.id, row.person): row for row in rows}


def test_before_any_visit_everything_is_open_for_everybody_who_lives_there():
    found = told()
    assert {key: row.met for key, row in found.items()} == dict.fromkeys(
        [
            ("applicant_alone", "fern"),
            ("applicant_alone", "rowan"),
            ("adult_alone", "gran"),
            ("child_seen", "ash"),
            ("home_seen", ""),
            ("often_enough", ""),
        ],
        Met.OPEN,
    )


def test_what_a_held_visit_meets_stays_met_and_what_is_planned_is_said_to_be():
    first, second = date(2014, 10, 1), date(2014, 11, 20)
    found = told(
        seeing(second, "rowan", held=False, home=True),
        seeing(first, "fern", "rowan", "ash", apart=["fern"]),
    )

    def how(row: Followed):
        return row.met, row.on

    assert how(found["applicant_alone", "fern"]) == (Met.MET, first)
    assert how(found["applicant_alone", "rowan"]) == (Met.PLANNED, second)
    assert how(found["child_seen", "ash"]) == (Met.MET, first)
    assert how(found["home_seen", ""]) == (Met.PLANNED, second)
    assert how(found["often_enough", ""]) == (Met.PLANNED, second)
    assert (found["often_enough", ""].count, found["often_enough", ""].of) == (1, 2)


def test_whoever_is_the_only_one_seen_is_seen_alone():
    found = told(seeing(date(2014, 10, 1), "fern"), residents=(FERN,), least=1)
    assert found["applicant_alone", "fern"].met is Met.MET
    assert found["often_enough", ""].met is Met.MET


@pytest.mark.parametrize(
    ("born", "group"),
    [("1996-11-14", "adult"), ("1996-11-15", "child"), ("1996", "child"), ("", "child")],
)
def test_a_child_counts_as_an_adult_only_once_they_are_surely_eighteen(born, group):
    known = PartialDate.stored(born) if born else None
    lodger = Resident(key="x", name="X", standing="household", relation="child", born=known)
    assert lodger.group(TODAY) == group


def test_a_day_before_registration_after_closing_or_on_the_wrong_side_of_today_is_refused():
    facts = {"received_on": RECEIVED, "closed_on": None, "today": TODAY}
    assert why_not_held(RECEIVED, **facts) == why_not_planned(TODAY, **facts) == ""
    before = why_not_held(date(2014, 4, 27), **facts)
    assert "27 April 2014 is before the registration of interest, 28 April 2014" in before
    assert "still to come" in why_not_held(date(2014, 11, 15), **facts)
    assert "is past" in why_not_planned(date(2014, 11, 13), **facts)
    none = why_not_held(TODAY, received_on=None, closed_on=None, today=TODAY)
    assert none.startswith("No registration of interest has come in yet")
    shut = {**facts, "closed_on": date(2014, 6, 1)}
    assert why_not_held(date(2014, 6, 1), **shut) == ""
    assert "was closed on 1 June 2014" in why_not_held(date(2014, 6, 2), **shut)
    assert "was closed on 1 June 2014" in why_not_planned(TODAY, **shut)


def test_a_planned_visit_whose_day_is_past_waits_to_be_recorded():
    def state(planned=None, held=None, off=None):
        return state_of(planned_on=planned, held_on=held, called_off_on=off, today=TODAY)

    assert state(TODAY) is state() is VisitState.PLANNED
    assert state(date(2014, 11, 13)) is VisitState.TO_RECORD
    assert state(TODAY, held=TODAY) is VisitState.HELD
    assert state(TODAY, off=TODAY) is VisitState.CALLED_OFF
