"""What is written, checked, seen and attached goes with its case in a merge, and its person."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from recruitment_app.store.tables import (
    Address,
    Animal,
    Attendance,
    Background,
    CaseDocument,
    CaseEvent,
    CaseWord,
    Check,
    CheckChase,
    CheckOutcome,
    ConfidentialOutcome,
    ConfidentialState,
    EventPlace,
    FindingReason,
    IssuedEdition,
    Letter,
    Person,
    PersonName,
    Photograph,
    ProfileConsent,
    Promise,
    Referee,
    RefereeInterview,
    Relationship,
    ReportAddendum,
    ReportObservation,
    ReportSignature,
    SectionState,
    SupervisionLine,
    Task,
    Visit,
    VisitNote,
    VisitPerson,
    WrittenForm,
    WrittenSection,
)
from recruitment_app.store.taking_back import Remembered

_OF_A_FORM: Final[tuple[Any, ...]] = (
    WrittenSection,
    FindingReason,
    ReportSignature,
    IssuedEdition,
    ReportAddendum,
    ReportObservation,
)
_OF_A_PERSON: Final[tuple[Any, ...]] = (
    Photograph,
    ProfileConsent,
    ReportSignature,
    ReportObservation,
    Background,
    Check,
    Referee,
    VisitPerson,
    CaseDocument,
    EventPlace,
    Letter,
)
_OF_A_RECORD: Final[tuple[tuple[Any, Any, Any], ...]] = (
    (CheckChase, CheckChase.check_id, Check),
    (CheckOutcome, CheckOutcome.check_id, Check),
    (ConfidentialOutcome, ConfidentialOutcome.check_id, Check),
    (RefereeInterview, RefereeInterview.referee_id, Referee),
    (VisitPerson, VisitPerson.visit_id, Visit),
    (VisitNote, VisitNote.visit_id, Visit),
    (Letter, Letter.check_id, Check),
    (Attendance, Attendance.event_place_id, EventPlace),
)
"""What belongs to a check, referee, visit or place: the table, its column, and of which table."""
_NAMED_BY_A_RECORD: Final[tuple[tuple[Any, Any, tuple[Any, ...]], ...]] = (
    (Check, Check.about_key, (Referee, Animal, Background, Address, PersonName, Relationship)),
    (CaseDocument, CaseDocument.record_key, (Check, Visit, CaseEvent)),
    (WrittenForm, WrittenForm.subject_key, (Referee,)),
)
"""What names a record by its key as text: the table, its column, and of which tables."""
_OF_A_CASE: Final[tuple[Any, ...]] = (
    *dict.fromkeys((*_OF_A_FORM, *_OF_A_PERSON)),
    SectionState,
    ConfidentialState,
    CaseWord,
    Attendance,
    Animal,
    CheckChase,
    CheckOutcome,
    ConfidentialOutcome,
    RefereeInterview,
    Visit,
    VisitNote,
    Task,
    Promise,
    SupervisionLine,
)


def move_reports(session: Session, from_id: UUID, to_id: UUID) -> None:
    """Let everything written and attached of a case be the other's, within an act that is open.

    Where both have written the same form, the one of the case that stays goes on being worked on;
    the other's versions stand behind it.
    """
    theirs = _forms(session, from_id)
    for written in theirs:
        ours = [
            each
            for each in _forms(session, to_id)
            if (each.form, each.subject_key) == (written.form, written.subject_key)
        ]
        if any(each.is_current for each in ours):
            written.is_current = False
        taken = {each.number for each in ours}
        if written.number in taken:
            written.number = max(taken) + 1
        written.case_id = to_id
        session.flush()
    for table in _OF_A_CASE:
        for row in session.scalars(select(table).where(table.case_id == from_id)):
            row.case_id = to_id
    session.flush()


def point_reports_anew(session: Session, who: Mapping[UUID, UUID], now: datetime) -> None:
    """Let what is written or attached of somebody be about who they became.

    Where a section is written of both, what was written of the one who goes stays as it is and is
    shown as left over.
    """
    if not who:
        return
    for table in _OF_A_PERSON:
        for row in session.scalars(select(table).where(table.person_id.in_(who))):
            row.person_id = who[row.person_id]
    session.flush()
    _see_once(session, set(who.values()), now)
    keys = {str(theirs): str(ours) for theirs, ours in who.items()}
    point_checks_anew(session, keys)
    for referee in session.scalars(select(Referee).where(Referee.knows.in_(keys))):
        referee.knows = keys[referee.knows]
    for note in session.scalars(select(VisitNote).where(VisitNote.person_key.in_(keys))):
        note.person_key = keys[note.person_key]
    for row in session.scalars(
        select(WrittenSection).where(WrittenSection.person_key.in_(keys))
    ).all():
        twin = select(WrittenSection.id).where(
            WrittenSection.written_form_id == row.written_form_id,
            WrittenSection.section == row.section,
            WrittenSection.person_key == keys[row.person_key],
        )
        if session.scalars(twin).first() is None:
            row.person_key = keys[row.person_key]
            session.flush()
    session.flush()


def _see_once(session: Session, people: Collection[UUID], now: datetime) -> None:
    """Let somebody of whom there were two records be named once at each visit."""
    kept: dict[tuple[UUID, UUID], VisitPerson] = {}
    query = select(VisitPerson).where(
        VisitPerson.person_id.in_(people), VisitPerson.deleted_at.is_(None)
    )
    for row in session.scalars(query.order_by(VisitPerson.id)):
        first = kept.setdefault((row.visit_id, row.person_id), row)
        if first is not row:
            first.is_alone = first.is_alone or row.is_alone
            first.was_seen = (
                row.was_seen if first.was_seen is None else first.was_seen or row.was_seen
            )
            row.deleted_at = now


def point_checks_anew(session: Session, keys: Mapping[str, str]) -> None:
    """Let checks be about the record that stays, where what they were about was united with it."""
    for check in session.scalars(select(Check).where(Check.about_key.in_(keys))):
        check.about_key = keys[check.about_key]


def is_report_worked_on(session: Session, remembered: Remembered, since: datetime) -> bool:
    """Tell whether something was written, recorded or attached since of what came with a merge."""
    people, forms = remembered.came(Person), remembered.came(WrittenForm)
    asked = [
        *((table, table.written_form_id.in_(forms)) for table in _OF_A_FORM),
        *((table, table.person_id.in_(people)) for table in _OF_A_PERSON),
        *((table, owner.in_(remembered.came(of))) for table, owner, of in _OF_A_RECORD),
        *(
            (table, named.in_([str(key) for of in kinds for key in remembered.came(of)]))
            for table, named, kinds in _NAMED_BY_A_RECORD
        ),
        (Visit, Visit.plan_form_id.in_(forms)),
        (WrittenSection, WrittenSection.person_key.in_([str(each) for each in people])),
        *(  # what a check tells that was there before may be what came
            (table, and_(table.check_id.in_(remembered.ids(Check)), table.recorded_at > since))
            for table in (CheckChase, CheckOutcome, ConfidentialOutcome)
        ),
    ]
    return any(
        session.scalars(
            select(table.id).where(hanging, table.id.not_in(remembered.ids(table))).limit(1)
        ).first()
        is not None
        for table, hanging in asked
    )


def _forms(session: Session, case_id: UUID) -> list[WrittenForm]:
    query = select(WrittenForm).where(WrittenForm.case_id == case_id)
    return list(session.scalars(query.order_by(WrittenForm.form, WrittenForm.number)))
