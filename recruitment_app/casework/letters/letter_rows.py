"""Letters as they were made and sent, their papers, and the act that one offers once it is sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from recruitment_app.casework.case_page import clocks_of
from recruitment_app.casework.checks.check_acts import acts_on
from recruitment_app.casework.checks.check_rows import CheckKey, CheckRow, checks_within
from recruitment_app.casework.file.attaching import content_of
from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.letter_kinds import letters_in_force
from recruitment_app.casework.letters.letter_facts import CHECK_ACTS
from recruitment_app.casework.next_acts import next_acts
from recruitment_app.casework.stepping import (
    as_event,
    events_of,
    require_case,
    seen_by,
    signed_in,
)
from recruitment_app.errors import Problem
from recruitment_app.rules.journey import read
from recruitment_app.rules.letters import EMAIL
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Agency, Case, Check, Letter, Promise, Team, Worker

if TYPE_CHECKING:
    from recruitment_app.documents.letter import PrintedLetter

Tell = Callable[[int, int], object]

_GONE: Final = "This letter is not there any more: look again."
_BY_LETTER: Final = "letter"
_OF_WHAT_CAME: Final = frozenset({"receive_registration", "notify_to_proceed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """A letter as it was made, and the day it was sent, if it was."""

    id: UUID
    case_id: UUID
    reference: str
    household: str = field(repr=False)
    name: str
    title: str
    subject: str = field(repr=False)
    body: str = field(repr=False)
    to_name: str = field(repr=False)
    to_address: str = field(repr=False)
    way: str
    is_large_print: bool
    written_on: date
    made_by: str
    sent_on: date | None
    sent_by: str
    event_id: UUID | None
    check_id: UUID | None
    promise_by: date | None
    promise_kept_on: date | None
    has_paper: bool


@dataclass(frozen=True, slots=True)
class OfferedAct:
    """The act that a letter offers once it was sent, with what is known for it already.

    ``act`` is one of ``next_acts.ACT_DUTY``, or ask_for_check or chase_check (checks.ask and chase,
    whose facts name the ``check``); ``facts`` are what the function of that act takes.
    """

    act: str
    case_id: UUID
    starts: str
    facts: Mapping[str, object]


def letters_of_case(store: Store, *, case_id: UUID) -> tuple[LetterRow, ...]:
    """Return the letters of a case, the last one made first.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        require_case(session, signed_in(session, store), case_id)
        query = _QUERY.where(Letter.case_id == case_id)
        return _rows(session, query.order_by(Letter.written_on.desc(), Letter.made_at.desc()))


def letters_of_event(store: Store, *, event_id: UUID) -> tuple[LetterRow, ...]:
    """Return the letters about an event, of cases that this person may see."""
    with store.reading() as session:
        worker = signed_in(session, store)
        query = _QUERY.where(Letter.event_id == event_id, *seen_by(worker))
        return _rows(session, query.order_by(Case.title_fold, Letter.made_at))


def unsent_letters(store: Store) -> tuple[LetterRow, ...]:
    """Return the letters that were made and not sent yet, those made first before the others."""
    with store.reading() as session:
        worker = signed_in(session, store)
        query = _QUERY.where(Letter.sent_on.is_(None), *seen_by(worker))
        return _rows(session, query.order_by(Letter.written_on, Letter.made_at))


def letter_row(store: Store, *, letter_id: UUID) -> LetterRow:
    """Return one letter.

    Raises:
        Problem: it is not there, or of a case that this person may not see.

    """
    with store.reading() as session:
        _letter(session, store, letter_id)
        (row,) = _rows(session, _QUERY.where(Letter.id == letter_id))
        return row


def letter_paper(store: Store, *, letter_id: UUID) -> bytes:
    """Return the paper of a letter as it was made.

    Raises:
        Problem: it is not there, or of a case that this person may not see.
        StoreTrouble: its file is missing or damaged.

    """
    with store.reading() as session:
        attachment_id = _letter(session, store, letter_id).attachment_id
    if attachment_id is None:
        raise Problem("No paper of this letter was kept.")
    return content_of(store, attachment_id=attachment_id)


def letters_paper(
    store: Store, *, letters: Sequence[UUID], tell: Tell = lambda _done, _of: None
) -> bytes:
    """Return letters that were made as one PDF, each beginning a page.

    Raises:
        Problem: none is chosen, or one is not there.

    """
    from recruitment_app.documents import letter  # noqa: PLC0415 - reportlab

    if not letters:
        raise Problem("Choose the letters to print.")
    with store.reading() as session:
        name, address = session.execute(select(Agency.name, Agency.address)).one()
        teams = {row.id: row.name for row in session.execute(select(Team.id, Team.name))}
        found = [
            _printed(session, _letter(session, store, letter_id), (name, address), teams)
            for letter_id in letters
        ]
    return letter.render(found, tell)


def offered_act(store: Store, *, letter_id: UUID, today: date) -> OfferedAct | None:
    """Return the act that a sent letter offers, dated the day it was sent; None where none is.

    It is offered while the case waits for it and this person may do it. What came from the
    applicants has a day of its own: none is given for it.

    Raises:
        Problem: there is no such letter that this person may see.

    """
    with store.reading() as session:
        row = _letter(session, store, letter_id)
        kind = letters_in_force(session).kinds.get(row.name)
        if kind is None or not kind.act or row.sent_on is None:
            return None
        worker = signed_in(session, store)
        if kind.act in CHECK_ACTS:
            return _offered_check(session, worker, row, kind.act, today)
        case = session.get_one(Case, row.case_id)
        events = [as_event(each) for each in events_of(session, row.case_id)]
        journey = read(events)
        told = clocks_of(events, read_law(session), today)
        fitting = next_acts(journey, told, worker.role, today, is_restricted=case.is_restricted)
        if kind.act not in fitting:
            return None
        facts: dict[str, object] = dict(kind.act_facts)
        if kind.act not in _OF_WHAT_CAME:
            facts["on"] = row.sent_on
        return OfferedAct(kind.act, row.case_id, kind.starts, facts)


def _offered_check(
    session: Session, worker: Worker, row: Letter, act: str, today: date
) -> OfferedAct | None:
    check = session.get(Check, row.check_id) if row.check_id else None
    if check is None:
        return None
    rows = checks_within(session, worker, row.case_id, today)
    found = next((each for each in rows if each.check_id == check.id), None)
    if found is None or CHECK_ACTS[act] not in acts_on(found, worker.role):
        return None
    if _is_recorded(found, row.sent_on):
        return None
    key: CheckKey = found.key
    facts: dict[str, object] = {"check": key, "on": row.sent_on}
    if act == "ask_for_check":
        facts["of"] = row.to_name
    else:
        facts["how"] = EMAIL if row.way == EMAIL else _BY_LETTER
    return OfferedAct(act, row.case_id, "", facts)


def _is_recorded(check: CheckRow, sent_on: date | None) -> bool:
    """Tell whether a check was asked for, chased or received since a letter about it was sent."""
    days = (check.asked_on, check.chased_on, check.received_on)
    return sent_on is not None and any(day is not None and day >= sent_on for day in days)


_MADE_BY, _SENT_BY = aliased(Worker), aliased(Worker)
_QUERY: Final[Any] = (
    select(Letter, Case.reference, Case.title, _MADE_BY.name, _SENT_BY.name, Promise)
    .join(Case, Case.id == Letter.case_id)
    .join(_MADE_BY, _MADE_BY.id == Letter.made_by)
    .outerjoin(_SENT_BY, _SENT_BY.id == Letter.sent_by)
    .outerjoin(Promise, Promise.id == Letter.promise_id)
    .where(Letter.deleted_at.is_(None))
)


def _rows(session: Session, query: Select[Any]) -> tuple[LetterRow, ...]:
    kinds = letters_in_force(session).kinds
    return tuple(
        LetterRow(
            id=row.id,
            case_id=row.case_id,
            reference=reference,
            household=household,
            name=row.name,
            title=kinds[row.name].title if row.name in kinds else row.name,
            subject=row.subject,
            body=row.body,
            to_name=row.to_name,
            to_address=row.to_address,
            way=row.way,
            is_large_print=row.is_large_print,
            written_on=row.written_on,
            made_by=made_by,
            sent_on=row.sent_on,
            sent_by=sent_by or "",
            event_id=row.event_id,
            check_id=row.check_id,
            promise_by=promise.by_on if promise else None,
            promise_kept_on=promise.kept_on if promise else None,
            has_paper=row.attachment_id is not None,
        )
        for row, reference, household, made_by, sent_by, promise in session.execute(query)
    )


def _letter(session: Session, store: Store, letter_id: UUID) -> Letter:
    worker = signed_in(session, store)
    row = session.get(Letter, letter_id)
    if row is None or row.deleted_at is not None:
        raise Problem(_GONE)
    require_case(session, worker, row.case_id)
    return row


def _printed(
    session: Session, row: Letter, agency: tuple[str, str], teams: Mapping[UUID, str]
) -> "PrintedLetter":
    from recruitment_app.documents.letter import PrintedLetter  # noqa: PLC0415 - reportlab

    case = session.get_one(Case, row.case_id)
    return PrintedLetter(
        agency=agency[0],
        agency_address=agency[1],
        team=teams.get(case.team_id, ""),
        reference=case.reference,
        dated_on=row.written_on,
        to_name=row.to_name,
        to_address=f"By e-mail: {row.to_address}" if row.way == EMAIL else row.to_address,
        subject=row.subject,
        body=row.body,
        is_large_print=row.is_large_print,
    )
