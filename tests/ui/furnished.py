"""A small agency with cases at several stages, made through the acts themselves."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from recruitment_app.casework.agency.agency import set_target
from recruitment_app.casework.agency.workforce import me, new_worker
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.events import sessions
from recruitment_app.casework.events.events import EventFacts, make_event
from recruitment_app.casework.households.household_details import keep_detail
from recruitment_app.casework.households.households import NewPerson, add_to_household
from recruitment_app.casework.journey import (
    agency_decision,
    enquiries,
    panel,
    registration,
    stage_one,
    stage_two,
    waiting,
)
from recruitment_app.rules.events import Part
from recruitment_app.rules.roles import Role
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Team
from tests.documents_made import keep_papers
from tests.form_changes_made import bring_in_a_form
from tests.health_reports import health_reports_came
from tests.photographs_made import hang_photographs

TODAY = date(2014, 11, 14)
COLLEAGUE = "Robin Sample"
DECISION_MAKER = "Avery Sample"


def add_colleagues(store: Store) -> UUID:
    """Add a social worker and the decision maker, without keys; return the worker's id."""
    worker_id = new_id()
    with store.writing(act="add_worker") as session:
        team = session.query(Team).one()
        session.add(new_worker(worker_id, team.id, COLLEAGUE, Role.SOCIAL_WORKER))
        session.add(new_worker(new_id(), team.id, DECISION_MAKER, Role.DECISION_MAKER))
    return worker_id


def enquire(store: Store, names: str, on: date, worker_id: UUID | None) -> UUID:
    """Record an enquiry of one person or two, and allocate it."""
    people = []
    for name in names.split(" and "):
        given, _, family = name.partition(" ")
        people.append(NewPerson(given_names=given, family_name=family))
    case_id = enquiries.record_enquiry(
        store,
        received_on=on,
        applicants=people,
        source="agency_website",
        channel="telephone",
        today=TODAY,
    ).case_id
    if worker_id is not None:
        enquiries.allocate(store, case_id=case_id, worker_id=worker_id, on=on, today=TODAY)
    return case_id


def register(store: Store, case_id: UUID, on: date) -> None:
    """Send information, offer a meeting, and accept a registration of interest on a day."""
    facts = {"case_id": case_id, "today": TODAY}
    before = on - timedelta(days=20)
    enquiries.send_information(store, on=before, **facts)
    enquiries.offer_meeting(store, meeting="session", on=before, **facts)
    registration.receive_registration(store, on=on - timedelta(days=3), **facts)
    registration.accept_registration(store, on=on, **facts)
    health_reports_came(store, case_id, on)
    stage_one.agree_stage_one_plan(store, on=on + timedelta(days=4), **facts)


def begin_stage_two(store: Store, case_id: UUID, on: date) -> None:
    """End Stage One well, and start Stage Two on a day."""
    facts = {"case_id": case_id, "today": TODAY}
    told = on - timedelta(days=9)
    stage_one.end_stage_one(store, outcome="may_be_suitable", on=told, **facts)
    stage_one.tell_stage_one_outcome(store, on=told, **facts)
    stage_one.notify_to_proceed(store, on=on - timedelta(days=2), **facts)
    stage_two.start_stage_two(store, on=on, **facts)


def approve(store: Store, case_id: UUID, on: date) -> None:
    """Take a case in Stage Two to panel and to its approval on a day."""
    facts = {"case_id": case_id, "today": TODAY}
    sat = on - timedelta(days=12)
    stage_two.send_report(store, on=sat - timedelta(days=25), **facts)
    stage_two.close_observations(store, on=sat - timedelta(days=12), **facts)
    panel.book_panel(store, panel_on=sat, on=sat - timedelta(days=25), **facts)
    panel.record_recommendation(store, recommendation="suitable", on=sat, **facts)
    panel.record_minutes(store, on=on - timedelta(days=5), **facts)
    agency_decision.record_decision(store, decision="suitable", on=on, **facts)
    agency_decision.tell_decision(store, on=on, **facts)
    agency_decision.send_decision_letter(store, on=on, **facts)
    agency_decision.approve(store, on=on, **facts)


def add_relatives(store: Store, case_id: UUID) -> None:
    """Record parents, a sister, a former partner and the child they share."""
    for given, standing, facts in (
        ("Oak", "relative", {"gender": "male", "born": "1950", "died": "2011"}),
        ("Ivy", "relative", {"gender": "female", "born": "1952"}),
        ("Heather", "relative", {"gender": "female", "born": "1976"}),
        ("Basil", "child_elsewhere", {"gender": "male", "born": "2004"}),
    ):
        told = {"given_names": given, "family_name": "Thorn", **facts}
        add_to_household(store, case_id=case_id, standing=standing, facts=told, today=TODAY)
    people = {p.given_names: p for p in case_page(store, case_id=case_id, today=TODAY).people}
    for given, kind, other, facts in (
        ("Briar", "parent", "Oak", {}),
        ("Briar", "parent", "Ivy", {}),
        ("Oak", "spouse", "Ivy", {"begins": "1974"}),
        ("Briar", "sibling", "Heather", {}),
        ("Briar", "former_partner", "Clover Sorrel", {"begins": "2001", "ends": "2006"}),
        ("Basil", "parent", "Briar", {}),
        ("Basil", "parent", "Clover Sorrel", {}),
    ):
        who = {"other_id": str(people[other].id)} if other in people else {"other_name": other}
        told = {"kind": kind, **who, **facts}
        keep_detail(store, person_id=people[given].id, kind="relationship", facts=told, today=TODAY)


def a_session(store: Store, on: date, starts: str, venue: str, places: int) -> UUID:
    """Make an information session and return its key."""
    facts = EventFacts(
        kind="information_session",
        venue=venue,
        places=places,
        parts=(Part(on=on, starts=starts),),
    )
    made = make_event(store, facts=facts).record_id
    assert made is not None
    return made


def furnish(store: Store) -> UUID:
    """Fill a store: two approvals, work in every stage, a session; return the worker's id."""
    worker_id = add_colleagues(store)
    mine = me(store).id
    set_target(store, year_starts_on=date(2014, 4, 1), approvals=20)
    for names, asked, registered, began, approved in (
        ("Quill Fern and Sorrel Fern", (2013, 9, 2), (2013, 11, 4), (2014, 1, 20), (2014, 5, 6)),
        ("Wren Alder", (2013, 12, 2), (2014, 2, 3), (2014, 4, 7), (2014, 8, 5)),
    ):
        case_id = enquire(store, names, date(*asked), worker_id)
        register(store, case_id, date(*registered))
        begin_stage_two(store, case_id, date(*began))
        approve(store, case_id, date(*approved))
    late = enquire(store, "Linden Moss and Hazel Moss", date(2014, 6, 2), worker_id)
    register(store, late, date(2014, 9, 10))
    second = enquire(store, "Briar Thorn", date(2014, 4, 1), mine)
    register(store, second, date(2014, 6, 2))
    begin_stage_two(store, second, date(2014, 8, 11))
    add_relatives(store, second)
    waits = enquire(store, "Clover Reed and Ash Reed", date(2014, 7, 1), mine)
    register(store, waits, date(2014, 10, 1))
    waiting.wait(
        store,
        case_id=waits,
        whom="third_party",
        reason="medical",
        on=date(2014, 10, 20),
        today=TODAY,
    )
    enquire(store, "Rowan Finch", date(2014, 11, 6), None)
    enquire(store, "Juniper Lark and Robin Lark", date(2014, 11, 12), None)
    enquire(store, "Sage Heron", date(2014, 10, 20), mine)
    held = a_session(store, date(2014, 11, 8), "10:00", "Civic Offices", 30)
    asks = enquire(store, "Tansy Vale", date(2014, 10, 27), mine)
    sessions.book_session(
        store, case_id=asks, session_id=held, people=1, on=date(2014, 10, 30), today=TODAY
    )
    a_session(store, date(2014, 12, 4), "19:00", "Tilbury Hub", 20)
    bring_in_a_form(store, TODAY)
    with TemporaryDirectory() as folder:
        hang_photographs(store, Path(folder), TODAY)
        keep_papers(store, Path(folder), TODAY)
    return worker_id
