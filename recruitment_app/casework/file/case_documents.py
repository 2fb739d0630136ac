"""The documents of a case: added, changed, taken off and put back, and listed for a record.

A document may be the evidence of a record (a check, a visit, a hold): it then holds its key.
What is confidential is added by the team and read by those alone who may.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.checks.check_kinds import check_rules
from recruitment_app.casework.file.attaching import DOCUMENT, attach_kept
from recruitment_app.casework.file.sealing_documents import SealedDocument
from recruitment_app.casework.finding import CONFIDENTIAL_DOCUMENT, index_text
from recruitment_app.casework.in_force import law_in_force, read_law
from recruitment_app.casework.stepping import ask_leave, require_case, signed_in
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.attached_documents import CONFIDENTIAL_KINDS
from recruitment_app.rules.roles import Duty, Role, may
from recruitment_app.rules.stages import long_date
from recruitment_app.store import search
from recruitment_app.store.attachments import KeptFile
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Attachment, CaseDocument, Check, Person, Worker

EARLIEST: Final = date(1900, 1, 1)
LONGEST_TITLE: Final = 300
LONGEST_NAME: Final = 255
GONE: Final = "This document is not in the case any more: look again."
_TOUCHED: Final = frozenset({Touched.DOCUMENTS})


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of a case; ``record_key`` names the record that it is evidence of, if any."""

    id: UUID
    case_id: UUID
    attachment_id: UUID
    title: str
    file_name: str
    kind: str
    kind_words: str
    dated_on: date | None
    person_id: UUID | None
    person: str
    record_key: str
    is_confidential: bool
    media_type: str
    size: int
    added_on: date
    added_by: str
    version: int


def documents(
    store: Store, *, case_id: UUID, record_key: str | None = None
) -> tuple[DocumentRow, ...]:
    """Return the documents of a case, the latest first; with a key, those of one record alone.

    Those that the person signed in may not read are left out.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        require_case(session, worker, case_id)
        where = [CaseDocument.case_id == case_id, *readable_by(worker.role)]
        if record_key is not None:
            where.append(CaseDocument.record_key == record_key)
        return _rows(session, where)


def document_row(store: Store, *, document_id: UUID) -> DocumentRow:
    """Return one document.

    Raises:
        Problem: it is not in the case any more, or not to be seen by who is signed in.

    """
    with store.reading() as session:
        kept_document(session, signed_in(session, store), document_id)
        return _rows(session, [CaseDocument.id == document_id])[0]


def evidence_counts(store: Store, *, case_id: UUID) -> Mapping[str, int]:
    """Return of how many documents each record of a case has its evidence, by the record's key."""
    with store.reading() as session:
        worker = signed_in(session, store)
        require_case(session, worker, case_id)
        readable = readable_by(worker.role)
        counted = (
            select(CaseDocument.record_key, func.count())
            .where(CaseDocument.case_id == case_id, CaseDocument.record_key > "", *readable)
            .group_by(CaseDocument.record_key)
        )
        return {row[0]: row[1] for row in session.execute(counted)}


def readable_by(role: Role) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that leave in the documents which somebody of a role may read."""
    there = CaseDocument.deleted_at.is_(None)
    if may(role, Duty.READ_CONFIDENTIAL):
        return (there,)
    return (there, CaseDocument.is_confidential.is_(False))


def add_documents(
    store: Store,
    *,
    case_id: UUID,
    sealed: Sequence[SealedDocument],
    kind: str,
    today: date,
    titles: Sequence[str] = (),
    dated_on: date | None = None,
    person_id: UUID | None = None,
    record_key: str = "",
    is_confidential: bool = False,
) -> Change:
    """Attach files that were sealed before to a case, all of them or none.

    ``titles`` are in the order of the files; where none is given, the file's name stands for it.

    Raises:
        Problem: no file is named, a kind is not in the list, or the day is still to come.

    """
    if not sealed:
        raise Problem("Choose the file of the document first.", field="file")
    named = [*titles, *[""] * (len(sealed) - len(titles))]
    _keep_in_time(dated_on, today)
    with store.writing(act="add_documents") as session:
        worker = ask_leave(session, store, Duty.KEEP_DOCUMENTS)
        require_case(session, worker, case_id)
        _require_kind(session, kind)
        _require_person(session, case_id, person_id)
        for each, title in zip(sealed, named, strict=True):
            added = write_document(
                session,
                store,
                case_id=case_id,
                sealed=each,
                kind=kind,
                title=title,
                dated_on=dated_on,
                person_id=person_id,
                record_key=record_key,
                is_confidential=is_confidential,
            )
        sentence = "Document added." if len(sealed) == 1 else f"{len(sealed)} documents added."
        if added.is_confidential and not may(worker.role, Duty.READ_CONFIDENTIAL):
            sentence = f"{sentence} What is confidential is shown to social workers and managers."
        return Change(case_id, _TOUCHED, sentence, added.id)


def write_document(
    session: Session,
    store: Store,
    *,
    case_id: UUID,
    sealed: SealedDocument,
    kind: str,
    title: str = "",
    dated_on: date | None = None,
    person_id: UUID | None = None,
    record_key: str = "",
    is_confidential: bool = False,
) -> CaseDocument:
    """Write the row of a document that was sealed, within the act that is open; let it be found."""
    kept = attach_kept(
        session,
        store,
        KeptFile(sealed.mac, sealed.size),
        kind=DOCUMENT,
        media_type=sealed.media_type,
    )
    row = CaseDocument(
        case_id=case_id,
        attachment_id=kept.id,
        title=title_of(title) or title_of(PurePath(sealed.file_name).stem) or "Document",
        file_name=sealed.file_name.replace("\0", "")[-LONGEST_NAME:],
        kind=kind,
        dated_on=dated_on,
        person_id=person_id,
        record_key=record_key,
        is_confidential=is_confidential or _must_be(session, kind, record_key),
        added_at=store.clock(),
        added_by=session.info["by"],
    )
    session.add(row)
    session.flush()
    _let_be_found(session, row)
    return row


def change_document(
    store: Store,
    *,
    document_id: UUID,
    seen: int,
    title: str,
    kind: str,
    today: date,
    dated_on: date | None = None,
    person_id: UUID | None = None,
    is_confidential: bool = False,
) -> Change:
    """Change what is recorded of a document; its file stays.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        Problem: it is gone, it has no title, or what is given cannot be taken.

    """
    if not title_of(title):
        raise Problem("Say what the document is: it is found by its title.", field="title")
    _keep_in_time(dated_on, today)
    with store.writing(act="change_document") as session:
        row = kept_document(session, ask_leave(session, store, Duty.KEEP_DOCUMENTS), document_id)
        if row.row_version != seen:
            raise ChangedMeanwhile("Somebody else changed this document: look again.")
        if kind != row.kind:
            _require_kind(session, kind)
        _require_person(session, row.case_id, person_id)
        row.title, row.kind, row.dated_on, row.person_id = (
            title_of(title),
            kind,
            dated_on,
            person_id,
        )
        row.is_confidential = is_confidential or _must_be(session, kind, row.record_key)
        _let_be_found(session, row)
        return Change(row.case_id, _TOUCHED, "Saved.", row.id)


def take_off_document(store: Store, *, document_id: UUID) -> Change:
    """Take a document off its case; the history keeps that it was there, and it can be put back.

    Raises:
        Problem: it is gone already.

    """
    with store.writing(act="take_off_document") as session:
        row = kept_document(session, ask_leave(session, store, Duty.KEEP_DOCUMENTS), document_id)
        row.deleted_at = store.clock()
        search.take_out(session, kind=_search_kind(row), record_id=row.id)
        undo = partial(put_back_document, document_id=document_id)
        return Change(row.case_id, _TOUCHED, "Document taken off.", row.id, undo=undo)


def put_back_document(store: Store, *, document_id: UUID) -> Change:
    """Put a document back on the case that it was taken off.

    Raises:
        Problem: it was not taken off, or is not to be seen by who is signed in.

    """
    with store.writing(act="put_back_document") as session:
        worker = ask_leave(session, store, Duty.KEEP_DOCUMENTS)
        row = session.get(CaseDocument, document_id)
        if row is None or row.deleted_at is None or not _may_read(worker, row):
            raise Problem("This document was not taken off, or it is back already: look again.")
        require_case(session, worker, row.case_id)
        row.deleted_at = None
        _let_be_found(session, row)
        return Change(row.case_id, _TOUCHED, "Document put back.", row.id)


def kept_document(session: Session, worker: Worker, document_id: UUID) -> CaseDocument:
    """Return a document that a person may read.

    Raises:
        Problem: there is none.

    """
    row = session.get(CaseDocument, document_id)
    if row is None or row.deleted_at is not None or not _may_read(worker, row):
        raise Problem(GONE)
    require_case(session, worker, row.case_id)
    return row


def title_of(typed: str) -> str:
    """Return a title as it is kept: on one line, of a length that fits."""
    return " ".join(typed.replace("\0", " ").split())[:LONGEST_TITLE]


def _may_read(worker: Worker, row: CaseDocument) -> bool:
    return not row.is_confidential or may(worker.role, Duty.READ_CONFIDENTIAL)


def _rows(session: Session, where: Sequence[ColumnElement[bool]]) -> tuple[DocumentRow, ...]:
    law = read_law(session)
    rows = session.execute(
        select(
            CaseDocument,
            Attachment.media_type,
            Attachment.size,
            Worker.name,
            Person.given_names,
            Person.family_name,
        )
        .join(Attachment, Attachment.id == CaseDocument.attachment_id)
        .join(Worker, Worker.id == CaseDocument.added_by)
        .outerjoin(Person, Person.id == CaseDocument.person_id)
        .where(*where)
        .order_by(CaseDocument.added_at.desc(), CaseDocument.id)
    )
    return tuple(
        DocumentRow(
            row.id,
            row.case_id,
            row.attachment_id,
            row.title,
            row.file_name,
            row.kind,
            law.label("document_kind", row.kind),
            row.dated_on,
            row.person_id,
            f"{given or ''} {family or ''}".strip(),
            row.record_key,
            row.is_confidential,
            media_type,
            size,
            row.added_at.astimezone().date(),
            added_by,
            row.row_version,
        )
        for row, media_type, size, added_by, given, family in rows
    )


def _must_be(session: Session, kind: str, record_key: str) -> bool:
    """Say whether a document is confidential by its kind, or as evidence of such a check."""
    if kind in CONFIDENTIAL_KINDS:
        return True
    check = session.get(Check, UUID(record_key)) if record_key else None
    return check is not None and check_rules(session).kinds[check.kind].confidential


def _search_kind(row: CaseDocument) -> str:
    return CONFIDENTIAL_DOCUMENT if row.is_confidential else DOCUMENT


def _let_be_found(session: Session, row: CaseDocument) -> None:
    for kind in (DOCUMENT, CONFIDENTIAL_DOCUMENT):
        search.take_out(session, kind=kind, record_id=row.id)
    words = law_in_force(session).label("document_kind", row.kind)
    text = f"{row.title} ({words})"
    index_text(session, kind=_search_kind(row), case_id=row.case_id, record_id=row.id, text=text)


def _keep_in_time(dated_on: date | None, today: date) -> None:
    if dated_on is None:
        return
    if dated_on > today:
        told = f"{long_date(dated_on)} is still to come: give the day on the document."
        raise Problem(told, field="dated_on")
    if dated_on < EARLIEST:
        raise Problem("Give a day from 1900 on.", field="dated_on")


def _require_kind(session: Session, kind: str) -> None:
    law = law_in_force(session)
    law.require_code("document_kind", kind, what="the kind of document", field="kind")


def _require_person(session: Session, case_id: UUID, person_id: UUID | None) -> None:
    if person_id is None:
        return
    person = session.get(Person, person_id)
    if person is None or person.case_id != case_id or person.deleted_at is not None:
        raise Problem("This person is not in the household any more.", field="person_id")
