"""Checks of a household for the tests and pictures of the windows: at each of their states."""

from datetime import date, timedelta

from recruitment_app.casework.checks.check_outcomes import decide_on_check, record_outcome
from recruitment_app.casework.checks.check_rows import CheckKey, CheckRow, case_checks
from recruitment_app.casework.checks.checks import ask, chase, receive
from recruitment_app.casework.checks.referee_rows import referee_rows
from recruitment_app.casework.checks.referees import name_referee, record_interview
from recruitment_app.casework.households.household_animals import keep_animal
from recruitment_app.casework.households.household_details import keep_detail
from recruitment_app.casework.rows import CasePage
from recruitment_app.store.keeping import Store
from recruitment_app.ui.check_places import facts_of, line_of, many_of
from recruitment_app.ui.places import Place
from tests.visits_made import stage_two_case

_WEEK = timedelta(days=7)
_CONSIDER = "A caution for a breach of the peace in 1998, at nineteen. Told at the first visit."


def check_household(store: Store, case: CasePage, today: date) -> None:
    """Record work, an animal and two referees, and take checks to each state."""
    of_case = {"case_id": case.id, "today": today}
    work = {"kind": "employment", "what": "Sampleton School", "post": "Teaching assistant"}
    facts = {**work, "is_with_children": "yes", "begins": "2010"}
    person_id = case.applicants[0].id
    keep_detail(store, person_id=person_id, kind="background", facts=facts, today=today)
    keep_animal(store, facts={"kind": "dog", "name": "Biscuit", "breed": "Spaniel"}, **of_case)
    for name, facts in (
        ("Juniper Vale", {"relation": "friend since school", "known_since": "1995"}),
        ("Aspen Rowe", {"relation": "sister", "is_relative": "yes", "contact": "01632 960110"}),
    ):
        name_referee(store, facts={"name": name, **facts}, **of_case)
    first = referee_rows(store, case_id=case.id)[0]
    record_interview(
        store, referee_id=first.id, held_on=today - _WEEK, today=today, minutes=70, is_alone=True
    )
    _check(store, case, today)


def _check(store: Store, case: CasePage, today: date) -> None:
    rows = case_checks(store, case_id=case.id, today=today)

    def key(kind: str) -> CheckKey:
        return next(row.key for row in rows if row.key.kind == kind)

    asked = today - 9 * _WEEK
    for kind in ("dbs", "offence_test", "health_report", "local_authority", "identity"):
        ask(store, check=key(kind), on=asked, today=today)
    employer = key("employer_children")
    ask(store, check=employer, on=today - _WEEK, today=today)
    chase(store, check=key("local_authority"), on=asked + 2 * _WEEK, how="email", today=today)
    for kind in ("dbs", "offence_test", "health_report", "identity"):
        receive(
            store, check=key(kind), on=asked + 3 * _WEEK, seen_on=asked + 3 * _WEEK, today=today
        )
    record_outcome(store, check=key("identity"), outcome="clear", today=today)
    record_outcome(store, check=key("dbs"), outcome="consider", words=_CONSIDER, today=today)
    facts = {"words": "Long ago, told openly, and never again.", "on": today, "today": today}
    decide_on_check(store, check=key("dbs"), decision="go_on", **facts)
    record_outcome(
        store, check=key("health_report"), outcome="consider", words="Asthma.", today=today
    )


def check_somebody(store: Store, today: date) -> None:
    """Check the household in Stage Two that the pictures show."""
    check_household(store, stage_two_case(store, today), today)


def check_places(store: Store, today: date) -> dict[str, list[tuple[str, Place]]]:
    """Return each dialog of a check and a referee, and what shows much of the checks."""
    case = stage_two_case(store, today)
    rows = case_checks(store, case_id=case.id, today=today)
    named = [(name, facts_of(_one(rows, kind).key)) for name, kind in _DIALOGS.items()]
    shown = {name: [(name, Place(name, case.id, facts))] for name, facts in named}
    seen = next(row for row in referee_rows(store, case_id=case.id) if row.interview is not None)
    referee = {"referee": str(seen.id)}
    names = ("referee", "referee_interview", "referee_confirmed", "referee_weight")
    for name in (*names, "referee_take_back"):
        shown[name] = [(name, Place(name, case.id, referee))]
    shown["check_add"] = [("check_add", Place("check_add", case.id))]
    keys = [row.key for row in rows if row.is_lacking]
    for act in ("ask", "chase"):
        place = many_of(act, keys)
        shown[place.name] = [(place.name, place)]
    return shown


def check_lines(store: Store, today: date) -> list[tuple[str, Place]]:
    """Return the tab of the checks with a check that says much, and with a reference."""
    case = stage_two_case(store, today)
    rows = case_checks(store, case_id=case.id, today=today)
    return [
        ("case_checks", line_of(_one(rows, "dbs").key)),
        ("case_checks_reference", line_of(_one(rows, "reference").key)),
    ]


_DIALOGS = {
    "check_ask": "finances",
    "check_chase": "local_authority",
    "check_receive": "finances",
    "check_judge": "offence_test",
    "check_decide": "health_report",
    "check_leave_out": "finances",
    "check_correct": "dbs",
    "check_take_back": "dbs",
}


def _one(rows: tuple[CheckRow, ...], kind: str) -> CheckRow:
    return next(row for row in rows if row.key.kind == kind)
