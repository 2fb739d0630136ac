from collections import Counter

import pytest
from sqlalchemy import select

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checks import check_outcomes, checks
from recruitment_app.casework.checks.check_rows import case_checks
from recruitment_app.casework.events.attendance import mark_attendance
from recruitment_app.casework.events.event_places import book_places
from recruitment_app.casework.events.event_rows import event_page
from recruitment_app.casework.events.events import EventFacts, make_event
from recruitment_app.casework.file.case_documents import add_documents, take_off_document
from recruitment_app.casework.file.case_timeline import case_timeline
from recruitment_app.casework.file.sealing_documents import seal_document
from recruitment_app.casework.file.timeline_rows import Group, Source, Timeline, TimelineFilter
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letters import make_letter
from recruitment_app.casework.notes import add_note
from recruitment_app.casework.today.promises import make_promise
from recruitment_app.casework.visiting.open_visits import VisitDetails
from recruitment_app.casework.visiting.visits import plan_visit
from recruitment_app.rules.events import Part
from recruitment_app.rules.roles import Role
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import Supervision, SupervisionLine, Worker
from tests.casework.cases import TODAY, day, registered
from tests.documents_made import a_paper


def told(timeline: Timeline) -> list[tuple[str, str, str]]:
    return [(row.on.isoformat(), row.what, row.title) for row in timeline]


def signed_in_as(store, role: Role) -> None:
    with store.writing(act="add_worker") as session:
        team_id = session.scalars(select(Worker.team_id)).first()
        person = Worker(id=new_id(), team_id=team_id, name="Other", name_fold="other", role=role)
        session.add(person)
    store.person_id = person.id


def supervised(store, case_id) -> None:
    with store.writing(act="supervise") as session:
        held = Supervision(
            worker_id=store.person_id,
            supervisor_id=store.person_id,
            held_on=day(11, 12),
            recorded_at=store.clock(),
        )
        session.add(held)
        session.flush()
        session.add(
            SupervisionLine(
                case_id=case_id,
                supervision_id=held.id,
                narrative="The medical has waited too long.",
                decision="Ring the surgery.",
            )
        )


def attended(store, case_id) -> None:
    """Let the first of a household come to a workshop."""
    facts = EventFacts(kind="workshop", title="Attachment", parts=(Part(on=day(11, 3)),))
    event_id = make_event(store, facts=facts).record_id
    person = case_page(store, case_id=case_id, today=TODAY).applicants[0].id
    of = {"event_id": event_id, "case_id": case_id, "today": TODAY}
    book_places(store, people=[person], on=day(11, 1), **of)
    page = event_page(store, event_id=event_id)
    came = {page.places[0].id: "came"}
    mark_attendance(store, part_id=page.event.part_ids[0], outcomes=came, **of)


def lived_through(store, tmp_path):
    """A case in Stage One of which something of every kind is recorded."""
    case_id = registered(store)
    facts = {"case_id": case_id, "today": TODAY}
    for kind, on, text in (
        ("telephone", day(11, 4), "Fern rang about the school."),
        ("meeting", day(11, 5), "Met both at the office."),
    ):
        add_note(store, kind=kind, on=on, text=text, **facts)
    for name, kind in (("Letter of the school.pdf", "letter"), ("Medical.pdf", "medical")):
        (tmp_path / name).write_bytes(a_paper(name))
        sealed = [seal_document(store, file=tmp_path / name)]
        add_documents(store, sealed=sealed, kind=kind, dated_on=day(11, 6), **facts)
    make_promise(store, what="Which session", by_on=day(11, 20), on=day(11, 7), **facts)
    details = VisitDetails(kind="home", focus="Their childhoods")
    plan_visit(store, on=day(11, 18), details=details, **facts)
    rows = case_checks(store, case_id=case_id, today=TODAY)
    open_one = next(row.key for row in rows if not row.is_confidential)
    secret = next(row.key for row in rows if row.key.kind == "health_report")
    for check in (open_one, secret):
        checks.ask(store, check=check, on=day(11, 8), today=TODAY)
        checks.chase(store, check=check, on=day(11, 9), how="letter", words="Again", today=TODAY)
        checks.receive(store, check=check, on=day(11, 10), today=TODAY)
        check_outcomes.record_outcome(
            store, check=check, outcome="clear", words="Nothing found.", today=TODAY
        )
    request = {"name": "check_request", "way": "by_hand", "to_name": "The council"}
    make_letter(store, wanted=Wanted(on=day(11, 11), check=open_one, **request), **facts)
    supervised(store, case_id)
    attended(store, case_id)
    return case_id


def test_one_timeline_tells_of_every_kind_of_record_the_latest_first(each_store, tmp_path):
    case_id = lived_through(each_store, tmp_path)
    timeline = case_timeline(each_store, case_id=case_id)
    rows = list(timeline)
    assert [row.on for row in rows] == sorted((row.on for row in rows), reverse=True)
    assert {row.source for row in rows} == set(Source) - {Source.REFEREE}
    shown = told(timeline)
    workshop = "Fern Larkspur came to “Attachment”, part 1"
    assert ("2014-11-03", "Workshop for prospective adopters", workshop) in shown
    assert ("2014-11-04", "Telephone call", "Fern rang about the school.") in shown
    assert ("2014-11-06", "Document", "Letter of the school") in shown
    assert ("2014-11-07", "Promise", "To hear by 20 November 2014: Which session") in shown
    assert ("2014-11-11", "Letter", "Request for a check or reference") in shown
    assert ("2014-11-12", "Supervision", "Ring the surgery.") in shown
    assert ("2014-11-18", "Visit", "Visit at home planned") in shown
    journey = case_page(each_store, case_id=case_id, today=TODAY).events
    assert timeline.counts()[Group.JOURNEY] == len(journey)
    done = Counter(
        row.heading.partition(": ")[2] for row in timeline.wanted(TimelineFilter(Group.CHECKS))
    )
    health = len(case_page(each_store, case_id=case_id, today=TODAY).applicants)
    assert done == {"asked for": 2 + health, "received": 2 + health, "chased": 2, "clear": 2}
    medical = next(row for row in rows if row.title == "Medical")
    assert (medical.is_confidential, medical.by) == (True, "Morgan Example")
    assert timeline.row(0) == rows[0]
    assert timeline.place_of(medical.id) == rows.index(medical)


def test_it_is_filtered_by_kind_and_author_and_searched_in_what_was_written(file_store, tmp_path):
    case_id = lived_through(file_store, tmp_path)
    before = case_timeline(file_store, case_id=case_id)
    morgan = file_store.person_id
    signed_in_as(file_store, Role.SOCIAL_WORKER)
    add_note(
        file_store, case_id=case_id, kind="email", on=day(11, 4), text="Zoë wrote.", today=TODAY
    )
    timeline = case_timeline(file_store, case_id=case_id)
    assert len(timeline) == len(before) + 1
    notes = timeline.wanted(TimelineFilter(Group.NOTES))
    assert [row.text for row in notes] == ["Zoë wrote.", "Fern rang about the school."]
    meetings = timeline.wanted(TimelineFilter(Group.MEETINGS))
    workshop = "Workshop for prospective adopters"
    assert [row.what for row in meetings] == ["Supervision", "Meeting", workshop]
    assert [name for _key, name in timeline.authors()] == ["Morgan Example", "Other"]
    theirs = timeline.wanted(TimelineFilter(Group.NOTES, by=morgan))
    assert [row.text for row in theirs] == ["Fern rang about the school."]
    for words, found in (
        ("zoe", ["Zoë wrote."]),
        ("SCHOOL rang", ["Fern rang about the school."]),
        ("surgery", ["Ring the surgery."]),
        ("school letter", ["Letter of the school"]),
        ("chool", []),
    ):
        shown = timeline.wanted(TimelineFilter(words=words))
        assert [row.title for row in shown] == found
    assert len(timeline.wanted(TimelineFilter())) == len(timeline)


def test_an_administrator_sees_that_a_medical_came_and_not_what_it_said(file_store, tmp_path):
    case_id = lived_through(file_store, tmp_path)
    rows = case_checks(file_store, case_id=case_id, today=TODAY)
    summary = next(row.key for row in rows if row.key.kind == "medical_summary")
    check_outcomes.say_not_needed(file_store, check=summary, why="It is terminal.")
    before = case_timeline(file_store, case_id=case_id).counts()
    signed_in_as(file_store, Role.ADMINISTRATOR)
    timeline = case_timeline(file_store, case_id=case_id)
    shown = "\n".join(f"{row.title} {row.text}" for row in timeline)
    assert timeline.counts()[Group.CHECKS] == before[Group.CHECKS] - 1
    assert shown.count("Nothing found.") == 1
    assert "Medical.pdf" not in shown
    assert "terminal" not in shown
    assert "surgery" not in shown  # supervision is for those who assess


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMINISTRATOR])
def test_what_was_taken_off_is_told_no_more(file_store, tmp_path, role):
    case_id = lived_through(file_store, tmp_path)
    letter = next(
        row
        for row in case_timeline(file_store, case_id=case_id)
        if row.title == "Letter of the school"
    )
    signed_in_as(file_store, role)
    take_off_document(file_store, document_id=letter.id)
    timeline = case_timeline(file_store, case_id=case_id)
    assert timeline.place_of(letter.id) is None
