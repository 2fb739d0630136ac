"""What a letter may tell of a case, and what many letters at once share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.checks.check_acts import ASK, CHASE, acts_on
from recruitment_app.casework.checks.check_rows import CheckKey, CheckRow, checks_within
from recruitment_app.casework.events.event_rows import EventRow, events_within
from recruitment_app.casework.in_force import Law, read_law
from recruitment_app.casework.letter_kinds import Letters, letters_in_force
from recruitment_app.casework.stepping import as_event, events_of
from recruitment_app.forms.prose import clean_text
from recruitment_app.rules import clocks
from recruitment_app.rules.events import BOOKED
from recruitment_app.rules.journey import Journey, read
from recruitment_app.rules.letters import CANCELLED, EMAIL, PLACE, POST, LetterKind
from recruitment_app.store.tables import (
    Address,
    Agency,
    Background,
    Case,
    ContactDetail,
    EventPlace,
    Person,
    Referee,
    Team,
    Worker,
)

SESSIONS = frozenset({"information_session", "open_evening"})
CHECK_ACTS: Mapping[str, str] = {"ask_for_check": ASK, "chase_check": CHASE}
"""The acts of letters that are about one check, and what fits a check then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A letter as it is asked for: which, of what day, and what is typed for it alone.

    Without ``person_id`` it goes to both applicants. Without ``event_id`` it is about the event
    that its kind names: the next where the household has a place, the next session, or one that is
    cancelled. Without ``check`` it is about the one that fits, where only one does. ``to_name``
    and ``to_address`` go before what the record has. ``wording`` is a subject and body to be tried.
    """

    name: str
    on: date
    asks: Mapping[str, str] = field(default_factory=dict)
    way: str = POST
    is_large_print: bool = False
    person_id: UUID | None = None
    event_id: UUID | None = None
    check: CheckKey | None = None
    to_name: str = ""
    to_address: str = ""
    wording: tuple[str, str] | None = None


def as_kept(wanted: Wanted) -> Wanted:
    """Return what is wanted with all that is typed as it can be kept and printed."""
    subject, body = wanted.wording or ("", "")
    return replace(
        wanted,
        asks={key: clean_text(typed) for key, typed in wanted.asks.items()},
        to_name=clean_text(wanted.to_name),
        to_address=clean_text(wanted.to_address),
        wording=(clean_text(subject), clean_text(body)) if wanted.wording else None,
    )


@dataclass(frozen=True, slots=True)
class Recipient:
    """An applicant, as far as a letter reaches them."""

    id: UUID
    name: str
    first_name: str
    address: str
    email: str


class Shared:
    """What the letters of one making share: the agency, its law and wording, its events."""

    def __init__(self, session: Session, writer: Worker, today: date) -> None:
        self.session, self.writer, self.today = session, writer, today
        self.law: Law = read_law(session)
        self.letters: Letters = letters_in_force(session)
        self.agency, self.address = session.execute(select(Agency.name, Agency.address)).one()
        self._events: dict[UUID, EventRow | None] = {}

    @cached_property
    def teams(self) -> Mapping[UUID, str]:
        """Return the names of the teams."""
        return {row.id: row.name for row in self.session.execute(select(Team.id, Team.name))}

    @cached_property
    def next_sessions(self) -> Sequence[EventRow]:
        """Return the sessions for enquirers to come that have room."""
        found = events_within(self.session, since=self.today, kinds=SESSIONS)
        return [
            row
            for row in found
            if row.cancelled_on is None
            and row.begins_on > self.today
            and (row.room is None or row.room > 0)
        ]

    def event(self, event_id: UUID) -> EventRow | None:
        """Return an event, if it is there."""
        if event_id not in self._events:
            found = events_within(self.session, among=[event_id])
            self._events[event_id] = found[0] if found else None
        return self._events[event_id]


class Told:
    """One case as one letter may tell of it."""

    def __init__(self, shared: Shared, case: Case, kind: LetterKind, wanted: Wanted) -> None:
        self.shared, self.case, self.kind, self.wanted = shared, case, kind, wanted
        session = shared.session
        events = [as_event(row) for row in events_of(session, case.id)]
        self.journey: Journey = read(events)
        law = shared.law
        self.runs = {run.limit_id: run for run in clocks.runs(events, law.limits, law.calendar)}
        allocated = session.get(Worker, case.worker_id) if case.worker_id else None
        self.worker = allocated or shared.writer
        every = _recipients(session, case.id)
        self.recipients = (
            every
            if wanted.person_id is None
            else tuple(each for each in every if each.id == wanted.person_id)
        )
        self._places = self._booked()

    @cached_property
    def event(self) -> EventRow | None:
        """Return the event that the letter is about."""
        if self.wanted.event_id is not None:
            return self.shared.event(self.wanted.event_id)
        about = self.kind.about_event
        if about in {PLACE, CANCELLED} or "event.people" in self.kind.body:
            return self._own_event(is_cancelled=about == CANCELLED)
        return self.shared.next_sessions[0] if self.shared.next_sessions else None

    def _own_event(self, *, is_cancelled: bool) -> EventRow | None:
        """Return the next event where they have a place, or that they had and is cancelled."""
        found = [self.shared.event(event_id) for event_id in self._places]
        coming = [
            row
            for row in found
            if row
            and (row.cancelled_on is not None) is is_cancelled
            and row.ends_on >= self.wanted.on
        ]
        return min(coming, key=lambda row: row.begins_on) if coming else None

    @property
    def event_people(self) -> tuple[Recipient, ...]:
        """Return those of the household who have a place at the event."""
        booked = self._places.get(self.event.id, set()) if self.event else set()
        if None in booked:
            return self.recipients
        return tuple(each for each in self.recipients if each.id in booked)

    @cached_property
    def check(self) -> CheckRow | None:
        """Return the check that the letter is about; None also where several would fit."""
        wanted, shared = self.wanted, self.shared
        if self.kind.act not in CHECK_ACTS:
            return None
        rows = checks_within(shared.session, shared.writer, self.case.id, shared.today)
        if wanted.check is not None:
            return next((row for row in rows if row.key == wanted.check), None)
        act = CHECK_ACTS[self.kind.act]
        fitting = [row for row in rows if act in acts_on(row, shared.writer.role)]
        return fitting[0] if len(fitting) == 1 else None

    @cached_property
    def to(self) -> tuple[str, str]:
        """Return to whom the letter goes, and where: an address, or an e-mail address."""
        name, address = self._of_check() if self.kind.act in CHECK_ACTS else self._of_household()
        return self.wanted.to_name.strip() or name, self.wanted.to_address.strip() or address

    def _of_household(self) -> tuple[str, str]:
        name = " and ".join(each.name for each in self.recipients)
        if self.wanted.way == EMAIL:
            return name, ", ".join(filter(None, (each.email for each in self.recipients)))
        return name, next((each.address for each in self.recipients if each.address), "")

    def _of_check(self) -> tuple[str, str]:
        check, session = self.check, self.shared.session
        if check is None:
            return "", ""
        by_email = self.wanted.way == EMAIL
        if check.referee_id is not None:
            referee = session.get(Referee, check.referee_id)
            if referee is not None:
                contact = referee.contact if "@" in referee.contact else ""
                return referee.name, contact if by_email else referee.address
        try:
            background = session.get(Background, UUID(check.key.about_key))
        except ValueError:
            background = None
        if background is not None and not by_email and background.case_id == self.case.id:
            return background.what, background.address
        return check.asked_of, ""

    def _booked(self) -> Mapping[UUID, set[UUID | None]]:
        found: dict[UUID, set[UUID | None]] = {}
        query = select(EventPlace.event_id, EventPlace.person_id).where(
            EventPlace.case_id == self.case.id,
            EventPlace.state == BOOKED,
            EventPlace.deleted_at.is_(None),
        )
        for event_id, person_id in self.shared.session.execute(query):
            found.setdefault(event_id, set()).add(person_id)
        return found


def _recipients(session: Session, case_id: UUID) -> tuple[Recipient, ...]:
    people = session.execute(
        select(Person.id, Person.given_names, Person.family_name, Person.known_as)
        .where(
            Person.case_id == case_id,
            Person.standing == "applicant",
            Person.deleted_at.is_(None),
        )
        .order_by(Person.place)
    ).all()
    addresses = session.execute(
        select(Address.person_id, Address.lines, Address.postcode, Address.country)
        .where(
            Address.case_id == case_id,
            Address.ends == "",
            Address.lines != "",
            Address.deleted_at.is_(None),
        )
        .order_by(Address.begins, Address.id)
    ).all()
    emails = session.execute(
        select(ContactDetail.person_id, ContactDetail.value)
        .where(
            ContactDetail.case_id == case_id,
            ContactDetail.kind == "email",
            ContactDetail.deleted_at.is_(None),
        )
        .order_by(ContactDetail.id.desc())
    ).all()
    lives = {key: _address(*parts) for key, *parts in addresses}  # the latest stays
    reached = {row.person_id: row.value for row in emails}  # the first stays
    return tuple(
        Recipient(
            key,
            f"{given} {family}".strip(),
            first_name(given, family, known_as),
            lives.get(key, ""),
            reached.get(key, ""),
        )
        for key, given, family, known_as in people
    )


def first_name(given: str, family: str, known_as: str) -> str:
    """Return by which name a letter greets somebody."""
    return known_as.strip() or next(iter(given.split()), family)


def _address(lines: str, postcode: str, country: str) -> str:
    """Return an address as an envelope has it, its parts below one another."""
    parts = [part.strip() for line in lines.splitlines() for part in line.split(",")]
    return "\n".join(filter(None, (*parts, postcode, country)))
