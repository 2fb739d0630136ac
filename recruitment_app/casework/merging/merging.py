"""Two cases become one, or two people of a case become one: chosen side by side, and undoable."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from recruitment_app.casework.change import STEP, Change, Touched
from recruitment_app.casework.events.closed_cases import leave_places, take_places_again
from recruitment_app.casework.file.attaching import DOCUMENT
from recruitment_app.casework.finding import CONFIDENTIAL_DOCUMENT, index_text
from recruitment_app.casework.households.households import name_household, reference_text
from recruitment_app.casework.in_force import law_in_force
from recruitment_app.casework.merging.merge_rows import MergeChoices, MergeView, PersonPair
from recruitment_app.casework.merging.side_by_side import (
    CAME_FROM,
    NO_CHOICES,
    merge_view,
    people_view,
)
from recruitment_app.casework.merging.uniting import Becoming
from recruitment_app.casework.merging.uniting_checks import UnitingChecks, checks_below
from recruitment_app.casework.merging.uniting_households import unite_animals, unite_referees
from recruitment_app.casework.merging.uniting_places import unite_places
from recruitment_app.casework.merging.uniting_reports import move_reports, point_reports_anew
from recruitment_app.casework.stepping import as_event, ask_leave, events_of, keep
from recruitment_app.casework.visiting.open_visits import KIND as VISIT
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.roles import ENTRY_DUTY, Duty, require
from recruitment_app.rules.stages import Stage
from recruitment_app.store import fitting
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Address,
    Case,
    CaseDocument,
    CaseEvent,
    Check,
    ContactDetail,
    Draft,
    Merge,
    Note,
    Person,
    PersonName,
    Relationship,
    SearchEntry,
    Visit,
    Worker,
)
from recruitment_app.store.taking_back import remember

MERGED = STEP | {
    Touched.PEOPLE,
    Touched.NOTES,
    Touched.EVENTS,
    Touched.DUPLICATES,
    Touched.SOURCES,
}
UNDONE_BY = "undo_merge"
DETAILS: tuple[Any, ...] = (PersonName, Address, ContactDetail, Relationship)
_LONGEST_LIST = 200


def merge_cases(
    store: Store,
    *,
    case_id: UUID,
    other_id: UUID,
    seen: int,
    today: date,
    choices: MergeChoices = NO_CHOICES,
) -> Change:
    """Make two cases one, as they were seen side by side; the first stays, with its reference.

    The reference of the other is found as before and leads to the one that
    stays. Stage, status and clocks are read anew from the united journey.

    Raises:
        NotAllowed: the person may not merge, or not strike what is left out.
        ChangedMeanwhile: somebody changed one of the two since they were seen.
        Problem: they cannot be one as chosen; the sentence says what to choose.

    """
    with store.writing(act="merge_cases") as session:
        worker = ask_leave(session, store, Duty.MERGE)
        view = merge_view(store, case_id=case_id, other_id=other_id, today=today, choices=choices)
        if view.seen != seen:
            raise ChangedMeanwhile("Somebody else changed one of these cases: look again.")
        if view.obstacles:
            raise Problem(view.obstacles[0])
        case, other = session.get_one(Case, case_id), session.get_one(Case, other_id)
        is_one_closed = Stage.CLOSED in {case.stage, other.stage}
        _unite_facts(case, other, view)
        _unite_events(session, store, worker, view)
        for note in session.scalars(select(Note).where(Note.case_id == other_id)):
            note.case_id = case_id
        _unite_people(session, store, case, view.people)
        for unite in (unite_referees, unite_animals):
            unite(session, case_id, other_id, store.clock())
        theirs = checks_below(session, Check.case_id == other_id)
        move_reports(session, other_id, case_id)
        UnitingChecks(session, case_id, theirs, today, store.clock()).unite()
        unite_places(session, case_id, store.clock())
        other.deleted_at, other.merged_into_id = store.clock(), case_id
        session.flush()
        name_household(session, case)
        keep_anew(session, case)
        follow = leave_places if case.stage is Stage.CLOSED else take_places_again
        places = follow(session, case_id, today=today) if is_one_closed else ""
        find_notes(session, case_id)
        find_references(session, case)
        drafts = _move_drafts(session, [(other_id, case_id), *_became(view.people)])
        merge = _written(store, worker, case_id, remember(session, drafts=drafts))
        merge.merged_case_id = other_id
        session.add(merge)
        session.flush()
        told = f"{other.reference} merged into {case.reference}. {places}".strip()
        return Change(case_id, MERGED, told, merge.id, UNDONE_BY)


def merge_people(
    store: Store,
    *,
    case_id: UUID,
    person_id: UUID,
    other_id: UUID,
    seen: int,
    today: date,
    choices: MergeChoices = NO_CHOICES,
) -> Change:
    """Make two people of one case one, as they were seen side by side; the first stays.

    Raises:
        NotAllowed: the person signed in may not merge people.
        ChangedMeanwhile: somebody changed the case since they were seen.
        Problem: it is one person twice, or one is not there any more.

    """
    with store.writing(act="merge_people") as session:
        worker = ask_leave(session, store, Duty.MERGE)
        view = people_view(
            store,
            case_id=case_id,
            person_id=person_id,
            other_id=other_id,
            today=today,
            choices=choices,
        )
        if view.seen != seen:
            raise ChangedMeanwhile("Somebody else changed this case: look again.")
        case = session.get_one(Case, case_id)
        theirs = checks_below(session, Check.person_id == other_id)
        _unite_people(session, store, case, [view.pair])
        UnitingChecks(session, case_id, theirs, today, store.clock()).unite()
        unite_places(session, case_id, store.clock())
        applicant = select(Person.id).where(
            Person.case_id == case_id,
            Person.standing == "applicant",
            Person.deleted_at.is_(None),
        )
        if session.scalars(applicant).first() is None:
            raise Problem("A case needs an applicant: let this person be one.")
        name_household(session, case)
        drafts = _move_drafts(session, _became([view.pair]))
        merge = _written(store, worker, case_id, remember(session, drafts=drafts))
        merge.person_id, merge.merged_person_id = person_id, other_id
        session.add(merge)
        session.flush()
        touched = frozenset({Touched.PEOPLE, Touched.CASES, Touched.DUPLICATES})
        return Change(case_id, touched, "Two people made one.", merge.id, UNDONE_BY)


def _written(store: Store, worker: Worker, case_id: UUID, text: str) -> Merge:
    return Merge(case_id=case_id, merged_at=store.clock(), merged_by=worker.id, taken_back=text)


def _unite_facts(case: Case, other: Case, view: MergeView) -> None:
    for field in view.facts:
        if field.takes_theirs and field.name == CAME_FROM:
            case.campaign_id, case.event_id = other.campaign_id, other.event_id
        elif field.takes_theirs:
            value = UUID(field.value) if field.name == "worker_id" else field.value
            setattr(case, field.name, value)
    case.is_restricted = case.is_restricted or other.is_restricted
    named = [*_named(case.possible_duplicate_of), *_named(other.possible_duplicate_of)]
    rest = dict.fromkeys(each for each in named if each not in {case.reference, other.reference})
    case.possible_duplicate_of = shortened(rest)


def _named(references: str) -> list[str]:
    return [each.strip() for each in references.split(",") if each.strip()]


def shortened(references: Iterable[str]) -> str:
    """Return references as a case keeps them: as many as there is room for."""
    text = ", ".join(references)
    while len(text) > _LONGEST_LIST:
        text = text.rpartition(", ")[0]
    return text


def _unite_events(session: Session, store: Store, worker: Worker, view: MergeView) -> None:
    """Move the entries of the case that goes, but those that the other has; strike what is left."""
    now = store.clock()
    standing = {entry.id: entry for entry in view.entries}
    ours = session.scalars(select(CaseEvent).where(CaseEvent.case_id == view.stays.id)).all()
    theirs = session.scalars(select(CaseEvent).where(CaseEvent.case_id == view.goes.id)).all()
    last = max((row.place for row in ours), default=0)
    for row in theirs:
        if row.struck_at is not None or row.id in standing:
            row.case_id, row.place = view.stays.id, row.place + last
    _hand_evidence(session, ours, [row for row in theirs if row.case_id == view.goes.id])
    for row in (*ours, *theirs):
        entry = standing.get(row.id)
        if entry is None or not entry.is_left_out:
            continue
        require(worker.role, ENTRY_DUTY.get(row.kind, Duty.ENTER_DATES))
        told = f"Left out when {view.goes.reference} was merged into {view.stays.reference}."
        row.struck_at, row.struck_by = now, worker.id
        row.struck_why = f"{told} {entry.why}".strip()
    session.flush()


def _hand_evidence(
    session: Session, ours: Iterable[CaseEvent], doubles: Iterable[CaseEvent]
) -> None:
    """Let what is evidence of an entry that both have be evidence of the one that stands."""

    def said(row: CaseEvent) -> object:
        return row.kind, row.on, sorted(row.facts.items())

    for row in doubles:
        same = next(
            (each for each in ours if each.struck_at is None and said(each) == said(row)), row
        )
        papers = select(CaseDocument).where(CaseDocument.record_key == str(row.id))
        for paper in session.scalars(papers):
            paper.record_key = str(same.id)


def _unite_people(session: Session, store: Store, case: Case, pairs: Iterable[PersonPair]) -> None:
    becoming = Becoming(
        session,
        case.id,
        store.clock(),
        {pair.theirs: pair.ours for pair in pairs if pair.ours is not None},
    )
    further = []
    for pair in pairs:
        if pair.ours is not None:
            becoming.unite(pair)
        else:
            further.append(session.get_one(Person, pair.theirs))
    present = select(Person).where(Person.case_id == case.id)
    place = max((person.place for person in session.scalars(present)), default=0)
    for person in further:
        place += 1
        person.case_id, person.place = case.id, place
        for table in DETAILS:
            for row in session.scalars(select(table).where(table.person_id == person.id)):
                row.case_id = case.id
    session.flush()
    becoming.point_anew()
    point_reports_anew(session, becoming.who, becoming.now)
    becoming.keep([person.id for person in further])


def _became(pairs: Iterable[PersonPair]) -> list[tuple[UUID, UUID]]:
    return [(pair.theirs, pair.ours) for pair in pairs if pair.ours is not None]


def _move_drafts(session: Session, became: Iterable[tuple[UUID, UUID]]) -> list[list[str]]:
    """Let what was typed and never saved be found at the case, and the person, that stays.

    Return the worker, the old spot and the new one of each.
    """
    moved = []
    for from_id, to_id in became:
        for row in session.scalars(select(Draft).where(Draft.spot.like(f"%{from_id}%"))).all():
            spot = row.spot.replace(str(from_id), str(to_id))
            taken = select(Draft.id).where(Draft.worker_id == row.worker_id, Draft.spot == spot)
            if session.scalars(taken).first() is None:
                moved.append([str(row.worker_id), row.spot, spot])
                row.spot = spot
                session.flush()
    return moved


def keep_anew(session: Session, case: Case) -> None:
    """Write what the entries of a case say, read anew, into its columns and clocks."""
    events = [as_event(row) for row in events_of(session, case.id)]
    keep(session, case, events, law_in_force(session))


def find_notes(session: Session, case_id: UUID) -> None:
    """Let the notes, documents and visits of a case lead to it when they are found."""
    entries = fitting.table_of(SearchEntry)
    session.flush()
    for kinds, table in (
        (("note",), Note),
        ((DOCUMENT, CONFIDENTIAL_DOCUMENT), CaseDocument),
        ((VISIT,), Visit),
    ):
        records = select(table.id).where(table.case_id == case_id)
        session.connection().execute(
            update(entries)
            .where(entries.c.kind.in_(kinds), entries.c.record_id.in_(records))
            .values(case_id=case_id)
        )


def find_references(session: Session, case: Case) -> None:
    """Let a case be found by its reference, and by those of all cases merged into it."""
    session.flush()
    merged = [case]
    for each in merged:
        merged += session.scalars(select(Case).where(Case.merged_into_id == each.id)).all()
    for each in merged:
        index_text(
            session, kind="case", case_id=case.id, record_id=each.id, text=reference_text(each)
        )
