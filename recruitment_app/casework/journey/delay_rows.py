"""The records of a case's delays as they stand, each with what it lacks and what is attached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.entry_words import delay_reason
from recruitment_app.casework.in_force import Law
from recruitment_app.rules.delay_record import (
    AGREED_BY,
    DELAYS,
    EVIDENCE,
    TOLD_HOW,
    TOLD_ON,
    lacking,
)
from recruitment_app.rules.stages import STEPS, EventKind
from recruitment_app.store.tables import CaseDocument, CaseEvent, Worker

K = EventKind
_ENDS: Mapping[EventKind, EventKind] = {
    K.WAITING_STARTED: K.WAITING_ENDED,
    K.HOLD_STARTED: K.HOLD_ENDED,
}


@dataclass(frozen=True, slots=True)
class DelayRow:
    """The record of one hold, wait or extension.

    ``record_key`` is what a document names that is evidence of it: the key of the entry as it
    was first made. ``documents`` are the titles of those that this person may read.
    """

    event_id: UUID
    record_key: str
    kind: EventKind
    what: str
    begins: date
    ends: date | None
    due_on: date | None
    reason: str
    words: str
    agreed_by: str
    told_on: date | None
    told_how: str
    evidence: str
    documents: tuple[str, ...]
    lacking: tuple[str, ...]


def delays_of(
    session: Session, entries: Sequence[CaseEvent], law: Law, *, may_read_confidential: bool
) -> tuple[DelayRow, ...]:
    """Return the record of each delay from all the entries of a case, in their order."""
    standing = [row for row in entries if row.struck_at is None]
    first_of = _first_of(entries)
    wanted = [str(first_of[row.id]) for row in standing if row.kind in DELAYS]
    if not wanted:
        return ()
    names = {row.id: row.name for row in session.execute(select(Worker.id, Worker.name))}
    titles = _documents(session, wanted, may_read_confidential=may_read_confidential)
    made = []
    for at, row in enumerate(standing):
        if row.kind not in DELAYS:
            continue
        key = str(first_of[row.id])
        facts, documents = row.facts, titles.get(key, ())
        ends = next(
            (each.on for each in standing[at + 1 :] if each.kind is _ENDS.get(row.kind)), None
        )
        told, agreed = facts.get(TOLD_ON, ""), facts.get(AGREED_BY, "")
        how = facts.get(TOLD_HOW, "")
        what = STEPS[row.kind].done
        if row.kind is K.EXTENDED:
            what = f"{law.limits[facts['limit']].title} extended"
        made.append(
            DelayRow(
                event_id=row.id,
                record_key=key,
                kind=row.kind,
                what=what,
                begins=row.on,
                ends=ends,
                due_on=date.fromisoformat(facts["due_on"]) if "due_on" in facts else None,
                reason=delay_reason(row.kind, facts, law),
                words=facts.get("words", ""),
                agreed_by=names.get(UUID(agreed), "") if agreed else "",
                told_on=date.fromisoformat(told) if told else None,
                told_how=law.label("told_how", how) if how else "",
                evidence=facts.get(EVIDENCE, ""),
                documents=documents,
                lacking=lacking(row.kind, facts, has_documents=bool(documents)),
            )
        )
    return tuple(made)


def _first_of(entries: Sequence[CaseEvent]) -> Mapping[UUID, UUID]:
    """Return for each entry the one that it was before it was corrected or completed."""
    before = {row.id: row.corrects_id for row in entries}
    found = {}
    for row in entries:
        first = row.id
        while (earlier := before.get(first)) is not None:
            first = earlier
        found[row.id] = first
    return found


def _documents(
    session: Session, keys: Sequence[str], *, may_read_confidential: bool
) -> Mapping[str, tuple[str, ...]]:
    query = (
        select(CaseDocument.record_key, CaseDocument.title)
        .where(CaseDocument.record_key.in_(keys), CaseDocument.deleted_at.is_(None))
        .order_by(CaseDocument.added_at)
    )
    if not may_read_confidential:
        query = query.where(CaseDocument.is_confidential.is_(False))
    found: dict[str, tuple[str, ...]] = {}
    for key, title in session.execute(query):
        found[key] = (*found.get(key, ()), title)
    return found
