"""Checks the store from end to end: its file and chain, and all that follows from the records."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.file.attaching import DOCUMENT, lost_files
from recruitment_app.casework.finding import CONFIDENTIAL_DOCUMENT
from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.stepping import as_event, clock_columns, columns, next_due
from recruitment_app.rules import clocks
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Base,
    Case,
    CaseClock,
    CaseDocument,
    CaseEvent,
    Note,
    Person,
    SearchEntry,
)

_AT_ONCE = 200
_WORDS: Mapping[str, str] = {
    "opened_on": "the day of the enquiry",
    "stage": "the stage",
    "status": "the status",
    "closing_reason": "the reason for closing",
    "left_from": "the stage it was left at",
    "registered_on": "the day of registration",
    "approved_on": "the day of approval",
    "closed_on": "the day of closing",
    "is_fast_track": "the fast track",
    "fault_count": "the number of entries that break a rule",
    "next_limit": "the limit that runs out next",
    "next_due_on": "the day that is due next",
}

Tell = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class _Held:
    """What is compared of some hundred cases, by case."""

    events: Mapping[UUID, list[Any]] = field(repr=False)
    clocks: Mapping[UUID, list[Any]] = field(repr=False)
    found: frozenset[tuple[str, UUID]] = field(repr=False)
    people: Mapping[UUID, list[UUID]] = field(repr=False)
    notes: Mapping[UUID, list[UUID]] = field(repr=False)
    documents: Mapping[UUID, list[tuple[str, UUID]]] = field(repr=False)


def check(store: Store, *, tell: Tell | None = None) -> list[str]:
    """Check a store; return a sentence for each fault, which names a case by its reference.

    What is read from the dated events is read from them again and compared:
    stage, status, days, clocks and what is due next. ``tell`` hears how many
    cases are done, of how many.
    """
    from recruitment_app.casework.reports.checking_reports import (  # noqa: PLC0415 - the room of reports, not on the way to the first page
        differences,
    )

    findings = list(store.check())
    if findings:
        return findings
    with store.reading() as session:
        return [
            *_differences(session, tell),
            *differences(session),
            *lost_files(session, store),
        ]


def _differences(session: Session, tell: Tell | None) -> Iterable[str]:
    law = read_law(session)
    ids = session.scalars(
        select(Case.id).where(Case.deleted_at.is_(None)).order_by(Case.reference_number)
    ).all()
    for done in range(0, len(ids), _AT_ONCE):  # a store of any size, in no more memory
        if tell is not None:
            tell(done, len(ids))
        part = ids[done : done + _AT_ONCE]
        held = _hold(session, part)
        for case in session.scalars(
            select(Case).where(Case.id.in_(part)).order_by(Case.reference_number)
        ).all():
            events = [as_event(row) for row in held.events.get(case.id, [])]
            runs = clocks.runs(events, law.limits, law.calendar)
            yield from _of_columns(case, events, runs)
            yield from _of_clocks(case, held.clocks.get(case.id, []), runs)
            yield from _of_search(case, held)
        session.expunge_all()


def _hold(session: Session, cases: Sequence[UUID]) -> _Held:
    people, notes = _ids(session, Person, cases), _ids(session, Note, cases)
    documents = _documents(session, cases)
    records = [
        *cases,
        *(one for each in (people, notes) for ids in each.values() for one in ids),
        *(record_id for each in documents.values() for _kind, record_id in each),
    ]
    return _Held(
        _events(session, cases),
        _by_case(session.scalars(select(CaseClock).where(CaseClock.case_id.in_(cases)))),
        frozenset(
            (kind, record_id)
            for kind, record_id in session.execute(
                select(SearchEntry.kind, SearchEntry.record_id).where(
                    SearchEntry.record_id.in_(records)
                )
            )
        ),
        people,
        notes,
        documents,
    )


def _of_columns(case: Case, events: Sequence[Any], runs: Sequence[clocks.Run]) -> Iterable[str]:
    limit_id, due_on = next_due(runs)
    told = {**columns(events), "next_limit": limit_id, "next_due_on": due_on}
    wrong = [_WORDS[name] for name, value in told.items() if getattr(case, name) != value]
    if wrong:
        yield (
            f"{case.reference}: what is kept is not what its dated events say: {', '.join(wrong)}."
        )


def _of_clocks(case: Case, rows: Sequence[CaseClock], runs: Sequence[clocks.Run]) -> Iterable[str]:
    kept = {row.limit_id: row for row in rows}
    told = {run.limit_id: clock_columns(run) for run in runs}
    wrong = sorted(kept.keys() ^ told.keys()) + sorted(
        limit_id
        for limit_id, facts in told.items()
        if limit_id in kept
        and any(getattr(kept[limit_id], name) != value for name, value in facts.items())
    )
    if wrong:
        yield f"{case.reference}: clocks are not as its dated events say: {', '.join(wrong)}."


def _of_search(case: Case, held: _Held) -> Iterable[str]:
    wanted = [
        ("case", case.id),
        *(("person", person_id) for person_id in held.people.get(case.id, [])),
        *(("note", note_id) for note_id in held.notes.get(case.id, [])),
        *held.documents.get(case.id, []),
    ]
    missing = sum(each not in held.found for each in wanted)
    if missing:
        what = "a record is" if missing == 1 else f"{missing} records are"
        yield f"{case.reference}: {what} not found by the search."


def _events(session: Session, cases: Sequence[UUID]) -> Mapping[UUID, list[Any]]:
    return _by_case(
        session.execute(
            select(
                CaseEvent.case_id, CaseEvent.kind, CaseEvent.on, CaseEvent.place, CaseEvent.facts
            )
            .where(CaseEvent.case_id.in_(cases), CaseEvent.struck_at.is_(None))
            .order_by(CaseEvent.on, CaseEvent.place)
        )
    )


def _ids(session: Session, table: type[Base], cases: Sequence[UUID]) -> Mapping[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    kept: Any = table
    for case_id, record_id in session.execute(
        select(kept.case_id, kept.id).where(kept.case_id.in_(cases), kept.deleted_at.is_(None))
    ):
        found[case_id].append(record_id)
    return found


def _documents(session: Session, cases: Sequence[UUID]) -> Mapping[UUID, list[tuple[str, UUID]]]:
    found: dict[UUID, list[tuple[str, UUID]]] = defaultdict(list)
    for case_id, record_id, is_confidential in session.execute(
        select(CaseDocument.case_id, CaseDocument.id, CaseDocument.is_confidential).where(
            CaseDocument.case_id.in_(cases), CaseDocument.deleted_at.is_(None)
        )
    ):
        kind = CONFIDENTIAL_DOCUMENT if is_confidential else DOCUMENT
        found[case_id].append((kind, record_id))
    return found


def _by_case(rows: Iterable[Any]) -> Mapping[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found
