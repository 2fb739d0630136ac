"""Every list leaves with all its rows, for who may, and the audit is told."""

import json

import openpyxl
import pytest

from recruitment_app.casework import notes
from recruitment_app.casework.agency import agency_law
from recruitment_app.casework.checks.check_outcomes import record_outcome
from recruitment_app.casework.checks.check_rows import case_checks
from recruitment_app.casework.checks.checks import ask, receive
from recruitment_app.casework.checks.referees import name_referee
from recruitment_app.casework.events import sessions
from recruitment_app.casework.events.events import EventFacts, make_event
from recruitment_app.casework.events.feedback import add_feedback
from recruitment_app.casework.file.case_documents import add_documents
from recruitment_app.casework.file.sealing_documents import seal_document
from recruitment_app.casework.households.households import NewPerson
from recruitment_app.casework.journey import enquiries
from recruitment_app.casework.journey.corrections import strike_entry
from recruitment_app.casework.leaving.leaving_lists import LISTS, export_list
from recruitment_app.casework.sources.campaigns import CampaignFacts, make_campaign
from recruitment_app.casework.today.promises import make_promise
from recruitment_app.casework.today.tasks import add_task
from recruitment_app.casework.visiting.visits import VisitDetails, plan_visit
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.rules.events import Part
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import AuditEntry, Case, Import, Worker
from tests.casework.cases import ENQUIRED, TODAY, a_session, an_enquiry, day, registered
from tests.documents_made import a_paper
from tests.exchange.written import rows_of
from tests.letters_made import a_letter


def leave(store, tmp_path, name, **facts):
    path = tmp_path / f"{name}.csv"
    count = export_list(store, name=name, path=path, today=TODAY, **facts)
    rows = rows_of(path)
    assert len(rows) == count
    return [dict(zip(LISTS[name].headings, row, strict=True)) for row in rows]


def become(store, role):
    with store.writing(act="change_worker") as session:
        session.get_one(Worker, store.person_id).role = role


def keep_a_file(store, case_id, folder):
    """Give a case a letter, a document, a referee, a promise and a task."""
    facts = {"case_id": case_id, "today": TODAY}
    a_letter(store, case_id, "registration_accepted", TODAY, TODAY)
    file = folder / "Letter of the surgery.pdf"
    file.write_bytes(a_paper())
    add_documents(store, sealed=[seal_document(store, file=file)], kind="letter", **facts)
    name_referee(store, facts={"name": "Joan Moss"}, **facts)
    make_promise(store, what="A date.", by_on=TODAY, on=TODAY, **facts)
    add_task(store, what="Ring the school.", due_on=TODAY, **facts)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_list_has_a_cell_for_each_of_its_headings(each_store, tmp_path, name):
    case_id = an_enquiry(each_store)
    keep_a_file(each_store, registered(each_store), tmp_path)
    meeting = a_session(each_store, on=day(12, 1), places=5)
    sessions.book_session(
        each_store, case_id=case_id, session_id=meeting, people=2, on=TODAY, today=TODAY
    )
    notes.add_note(
        each_store, case_id=case_id, kind="telephone", on=TODAY, text="Rang back.", today=TODAY
    )
    seen = VisitDetails(kind="home", focus="Money and work")
    plan_visit(each_store, case_id=case_id, on=None, details=seen, today=TODAY)
    posters = CampaignFacts(kind="material", name="Posters in libraries", begins_on=TODAY)
    make_campaign(each_store, facts=posters)
    held = a_session(each_store, on=day(11, 3), places=5)
    said = {"rating": 4, "words": "More time for questions."}
    add_feedback(each_store, event_id=held, on=day(11, 4), today=TODAY, **said)
    with each_store.writing(act="import_cases") as session:
        session.add(
            Import(
                number=1,
                file_name="list.csv",
                mapping="tracker",
                brought_in_at=each_store.clock(),
                brought_in_by=each_store.person_id,
            )
        )
    for ending in (".xlsx", ".ods", ".csv"):
        path = tmp_path / f"list{ending}"
        assert export_list(each_store, name=name, path=path, today=TODAY) > 0
        assert {len(row) for row in rows_of(path)} == {len(LISTS[name].headings)}


def test_what_a_confidential_check_says_does_not_leave_with_an_administrator(each_store, tmp_path):
    case_id = registered(each_store)
    rows = case_checks(each_store, case_id=case_id, today=TODAY)
    key = next(row.key for row in rows if row.key.kind == "health_report")
    ask(each_store, check=key, on=TODAY, today=TODAY)
    receive(each_store, check=key, on=TODAY, today=TODAY)
    record_outcome(each_store, check=key, outcome="unsuitable", words="Gravely ill.", today=TODAY)
    told = {}
    for role in (Role.MANAGER, Role.ADMINISTRATOR):
        become(each_store, role)
        row = next(row for row in leave(each_store, tmp_path, "checks") if row["Received on"])
        told[role] = row["State"]
        assert "Gravely ill." not in row.values()
    assert told == {Role.MANAGER: "Unsuitable", Role.ADMINISTRATOR: "Received"}


def test_the_people_leave_with_the_ways_to_reach_them(each_store, tmp_path):
    an_enquiry(each_store)
    first, second = leave(each_store, tmp_path, "people")
    assert (first["First name"], first["Surname"], first["Telephone"]) == (
        "Fern",
        "Larkspur",
        "01632 960001",
    )
    assert (first["Email"], first["Postcode"]) == ("fern@example.org", "RM17 6SL")
    assert (second["Surname"], second["Standing"]) == ("Teasel", "Applicant")


def test_the_history_tells_what_was_struck_and_why(each_store, tmp_path):
    case_id = an_enquiry(each_store)
    made = enquiries.send_information(each_store, case_id=case_id, on=day(3, 5), today=TODAY)
    strike_entry(
        each_store, case_id=case_id, event_id=made.record_id, why="Typed twice.", today=TODAY
    )
    received, sent = leave(each_store, tmp_path, "events")
    assert (received["On"], received["Struck on"]) == ("03/03/2014", None)
    assert "Agency's website" in received["Details"]
    assert sent["Struck on"] is not None
    assert "Typed twice." in sent["Why struck"]


def test_the_cases_leave_in_the_order_and_choice_that_a_page_shows(each_store, tmp_path):
    first, _, third = (an_enquiry(each_store, on=day(month, 3)) for month in (3, 4, 5))
    every = leave(each_store, tmp_path, "cases")
    assert [row["Reference"] for row in every] == ["AR-0001", "AR-0002", "AR-0003"]
    shown = leave(each_store, tmp_path, "cases", ids=(third, first))
    assert [row["Reference"] for row in shown] == ["AR-0003", "AR-0001"]


CASE_LISTS = (
    *("cases", "tracker", "people", "events", "clocks", "notes", "bookings"),
    *("letters", "documents", "referees", "promises", "tasks", "todo", "waiting"),
)


@pytest.mark.parametrize("name", CASE_LISTS)
def test_a_restricted_case_is_left_out_for_who_may_not_see_it(each_store, tmp_path, name):
    case_id = registered(each_store)
    meeting = a_session(each_store, on=day(12, 1), places=5)
    sessions.book_session(
        each_store, case_id=case_id, session_id=meeting, people=1, on=TODAY, today=TODAY
    )
    notes.add_note(
        each_store, case_id=case_id, kind="telephone", on=TODAY, text="Rang.", today=TODAY
    )
    keep_a_file(each_store, case_id, tmp_path)
    with each_store.writing(act="restrict") as session:
        session.get_one(Case, case_id).is_restricted = True
    assert leave(each_store, tmp_path, name)
    become(each_store, Role.SOCIAL_WORKER)
    assert leave(each_store, tmp_path, name) == []


def test_notes_imports_and_duplicates_leave_only_with_who_deals_with_them(each_store, tmp_path):
    become(each_store, Role.DECISION_MAKER)
    for name in ("notes", "imports", "duplicates"):
        with pytest.raises(NotAllowed):
            leave(each_store, tmp_path, name)
        assert not (tmp_path / f"{name}.csv").exists()
    assert leave(each_store, tmp_path, "limits")


def test_the_audit_is_told_which_list_left_and_how_many_rows_but_no_name(each_store, tmp_path):
    an_enquiry(each_store)
    leave(each_store, tmp_path, "people")
    with each_store.reading() as session:
        entry = session.query(AuditEntry).order_by(AuditEntry.seq.desc()).first()
        assert entry.act == "export_list"
        assert entry.by_id == each_store.person_id
        assert json.loads(entry.payload) == [
            {"told": {"exported": "people", "kind": ".csv", "rows": "2"}}
        ]


def test_an_export_that_fails_leaves_neither_file_nor_entry(each_store, tmp_path):
    an_enquiry(each_store)
    with pytest.raises(Problem, match="could not be written"):
        export_list(each_store, name="cases", path=tmp_path / "no" / "cases.csv", today=TODAY)
    with each_store.reading() as session:
        assert session.query(AuditEntry).filter_by(act="export_list").count() == 0


def test_a_list_that_is_not_known_is_answered_with_those_that_are(each_store, tmp_path):
    with pytest.raises(Problem, match="choose one of cases, tracker, people"):
        export_list(each_store, name="cats", path=tmp_path / "cats.csv", today=TODAY)


def test_a_name_like_a_formula_leaves_as_text(file_store, tmp_path):
    enquiries.record_enquiry(
        file_store,
        received_on=ENQUIRED,
        applicants=[NewPerson(family_name="=1+1")],
        source="other",
        channel="email",
        today=TODAY,
    )
    export_list(file_store, name="cases", path=tmp_path / "list.xlsx", today=TODAY)
    assert openpyxl.load_workbook(tmp_path / "list.xlsx").active["B2"].data_type == "s"
    export_list(file_store, name="cases", path=tmp_path / "list.csv", today=TODAY)
    assert "=1+1" not in (tmp_path / "list.csv").read_text("utf-8-sig").split(",")


def test_limits_leave_as_the_agency_has_them(each_store, tmp_path):
    agency_law.set_limit(
        each_store, limit_id="T02", number=5, unit="working_days", is_on=True, reason="Our promise"
    )
    (row,) = [row for row in leave(each_store, tmp_path, "limits") if row["Limit"] == "T02"]
    assert row["Figure"] != row["As shipped"]
    assert row["Why the agency set it"] == "Our promise"
    (reason,) = [
        row for row in leave(each_store, tmp_path, "codes") if row["Code"] == "no_response"
    ]
    assert (reason["List"], reason["Retired"]) == ("closing_reason", "No")


def test_what_is_tried_and_whose_work_is_wanted_leaves_as_a_page_shows_it(each_store, tmp_path):
    case_id = registered(each_store)
    assert leave(each_store, tmp_path, "waiting")[0]["With what is tried"] is None
    part = Part(on=day(12, 1))
    facts = EventFacts(kind="workshop", parts=(part,), places=8)
    make_event(each_store, facts=facts)
    (row,) = leave(each_store, tmp_path, "waiting", what_if=(day(11, 20),))
    assert (row["Workshop"], row["With what is tried"]) == ("01/12/2014", "20/11/2014")
    add_task(each_store, case_id=case_id, what="Ring the school.", due_on=TODAY, today=TODAY)
    told = {row["What"] for row in leave(each_store, tmp_path, "todo", is_mine=True)}
    assert "Ring the school." in told


def test_a_confidential_document_is_not_named_to_an_administrator(each_store, tmp_path):
    case_id = an_enquiry(each_store)
    papers = {}
    for name, hidden in (("Letter.pdf", False), ("Medical.pdf", True)):
        papers[name] = tmp_path / name
        papers[name].write_bytes(a_paper(name))
        facts = {"kind": "letter", "is_confidential": hidden, "today": TODAY}
        sealed = [seal_document(each_store, file=papers[name])]
        add_documents(each_store, case_id=case_id, sealed=sealed, **facts)
    assert len(leave(each_store, tmp_path, "documents")) == 2
    become(each_store, Role.ADMINISTRATOR)
    assert [row["Title"] for row in leave(each_store, tmp_path, "documents")] == ["Letter"]
