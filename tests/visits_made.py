"""Visits of a case for the tests and pictures of the windows: planned, held, and from the plan."""

from datetime import date, timedelta
from uuid import UUID

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.casework.reports.report_reading import report_page
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.written_forms import begin_report, write_section
from recruitment_app.casework.rows import CasePage
from recruitment_app.casework.visiting.case_visits import case_visits
from recruitment_app.casework.visiting.visit_notes import add_visit_note
from recruitment_app.casework.visiting.visits import Held, VisitDetails, hold_visit, plan_visit
from recruitment_app.errors import Problem
from recruitment_app.rules.stages import Stage
from recruitment_app.rules.visits import VisitState
from recruitment_app.store.keeping import Store
from recruitment_app.ui.places import Place


def visit_household(store: Store, case_id: UUID, today: date) -> None:
    """Hold a visit and plan another; where no Stage Two plan is begun, write its sessions."""
    household = case_visits(store, case_id=case_id, today=today).household
    first = household[0].person_id
    everybody = {person.person_id: False for person in household}
    hold_visit(
        store,
        case_id=case_id,
        on=today - timedelta(days=9),
        details=VisitDetails(kind="home", focus="The home, and a day in it", people=everybody),
        held=Held(
            minutes=110,
            home_was_seen=True,
            observations="The house is warm and full of books. They spoke over one another,"
            " and laughed when they noticed.",
            follow_up="Ask for the gas safety record.",
            follow_up_on=today + timedelta(days=5),
        ),
        today=today,
    )
    soon = plan_visit(
        store,
        case_id=case_id,
        on=today,
        details=VisitDetails(
            kind="home",
            starts="18:30",
            focus="Childhood and school\nTo prepare: photographs",
            people={first: True},
        ),
        today=today,
    ).record_id
    add_visit_note(
        store,
        case_id=case_id,
        visit_id=soon,
        section="b.2",
        person=str(first),
        text="The grandmother taught them to swim in the river.",
        today=today,
    )


def write_sessions(store: Store, case_id: UUID, today: date) -> None:
    """Begin the Stage Two plan of a case with two sessions that are still to be planned."""
    form = begin_report(store, case_id=case_id, today=today, form="stage_two_plan").record_id
    rows = (
        {"held_on": "1 December 2014", "about": "Money and work", "who": "both"},
        {"held_on": "8 December 2014", "about": "What a child may bring", "who": "both"},
    )
    write_section(
        store, form_id=form, section="two.sessions", content=SectionContent(rows=rows), seen=0
    )


def visit_somebody(store: Store, today: date) -> None:
    """Visit the household in Stage Two that the pictures show."""
    case = stage_two_case(store, today)
    visit_household(store, case.id, today)
    try:
        report_page(store, case_id=case.id, form="stage_two_plan")
    except Problem:
        write_sessions(store, case.id, today)


def visit_places(store: Store, today: date) -> dict[str, list[tuple[str, Place]]]:
    """Return the dialogs of visits and visit mode, each at a visit that it can show."""
    case = stage_two_case(store, today)
    visits = case_visits(store, case_id=case.id, today=today).visits
    planned = next(visit for visit in visits if visit.state is VisitState.PLANNED)
    held = next(visit for visit in visits if visit.has_open_follow_up)
    shown = {
        "visit_mode": planned,
        "plan_visit": planned,
        "visits_from_plan": planned,
        "hold_visit": planned,
        "call_off_visit": planned,
        "follow_up": held,
    }
    return {
        name: [(name, Place(name, case.id, {"visit": str(visit.id)}))]
        for name, visit in shown.items()
    }


def stage_two_case(store: Store, today: date) -> CasePage:
    """Return the case in Stage Two with the fullest household of the first few."""
    wanted = CaseFilter(stages=(Stage.STAGE_TWO,), group="open")
    ids = case_ids(store, wanted=wanted, today=today)
    cases = [case_page(store, case_id=each, today=today) for each in ids[:8]]
    return max(cases, key=lambda case: (len(case.applicants), len(case.people)))
