"""The visits of a case open for an act: who may, which visit, on which days, and whom it sees."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.finding import index_text
from recruitment_app.casework.in_force import law_in_force
from recruitment_app.casework.stepping import as_event, ask_leave, events_of, require_case
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.journey import read
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import EventKind
from recruitment_app.rules.values import is_time
from recruitment_app.store import search
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Person, Visit, VisitNote, VisitPerson, Worker

KIND: Final = "visit"
"""What the search calls the words of a visit."""
_GONE: Final = "This visit is not there any more: look again."


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDetails:
    """What is said of a visit planned or held.

    ``people`` are the keys of whom it is to see, or saw; each with whether alone. ``starts`` is a
    time such as 18:30. Nobody named as ``worker_id`` means whoever assesses the case.
    """

    kind: str
    starts: str = ""
    venue: str = ""
    worker_id: UUID | None = None
    focus: str = ""
    people: Mapping[UUID, bool] = field(default_factory=dict)


@dataclass
class OpenVisits:
    """The visits of a case being worked on within one act."""

    session: Session
    store: Store
    case: Case
    worker: Worker
    today: date

    @classmethod
    def of(
        cls, session: Session, store: Store, case_id: UUID, duty: Duty, today: date
    ) -> "OpenVisits":
        """Open the visits of a case.

        Raises:
            NotAllowed: the person has no leave for it.
            Problem: there is no such case that this person may see.

        """
        worker = ask_leave(session, store, duty)
        return cls(session, store, require_case(session, worker, case_id), worker, today)

    @classmethod
    def at(  # noqa: PLR0917 - read at its four calls above
        cls,
        session: Session,
        store: Store,
        visit_id: UUID,
        duty: Duty,
        today: date,
        seen: int = 0,
    ) -> "tuple[OpenVisits, Visit]":
        """Open the case of a visit, with the visit.

        Raises:
            ChangedMeanwhile: somebody else changed it since.
            Problem: it is not there any more.

        """
        row = session.get(Visit, visit_id)
        if row is None:
            raise Problem(_GONE)
        opened = cls.of(session, store, row.case_id, duty, today)
        return opened, opened.visit(visit_id, seen)

    def visit(self, visit_id: UUID | None, seen: int = 0) -> Visit:
        """Return a visit of the case, or a new one where no key is given.

        Raises:
            ChangedMeanwhile: somebody else changed it since.
            Problem: it is not there any more.

        """
        if visit_id is None:
            return Visit(  # ``fill`` gives it to the session
                case_id=self.case.id, recorded_at=self.store.clock(), recorded_by=self.worker.id
            )
        found = self.session.get(Visit, visit_id)
        if found is None or found.deleted_at is not None or found.case_id != self.case.id:
            raise Problem(_GONE)
        if seen and found.row_version != seen:
            raise ChangedMeanwhile("Somebody else changed this visit: look again.")
        return found

    def refuse(self, why: Callable[..., str], on: date, field_name: str) -> None:
        """Raise Problem where a visit cannot be on a day.

        Raises:
            Problem: it cannot; the sentence says why.

        """
        journey = read([as_event(row) for row in events_of(self.session, self.case.id)])
        received = journey.last.get(EventKind.REGISTRATION_RECEIVED)
        days = [each for each in (received.on if received else None, journey.registered_on) if each]
        sentence = why(
            on,
            received_on=min(days, default=None),
            closed_on=journey.closed_on,
            today=self.today,
        )
        if sentence:
            raise Problem(sentence, field=field_name)

    def fill(self, row: Visit, details: VisitDetails) -> None:
        """Write what is said of a visit into its row.

        Raises:
            Problem: the kind is not in the list, the time is none, or the worker is gone.

        """
        law = law_in_force(self.session)
        law.require_code("visit_kind", details.kind, what="the kind of visit", field="kind")
        if details.starts and not is_time(details.starts):
            raise Problem("Give the time as 18:30.", field="starts")
        row.kind, row.starts = details.kind, details.starts
        row.worker_id = self._visitor(details.worker_id, row.worker_id)
        row.venue, row.focus = clean(details.venue), clean(details.focus)
        self.session.add(row)
        self.session.flush()

    def keep_people(
        self, row: Visit, people: Mapping[UUID, bool], *, was_seen: bool | None
    ) -> None:
        """Keep whom a visit is to see; with ``was_seen`` those named were, the others were not.

        Raises:
            Problem: somebody named is not of the household any more.

        """
        kept = {each.person_id: each for each in self._people(row)}
        for person_id, is_alone in people.items():
            each = kept.pop(person_id, None)
            if each is None:
                person = self.session.get(Person, person_id)
                if person is None or person.deleted_at is not None or not self._is_here(person):
                    raise Problem("This person is not in the household any more: look again.")
                each = VisitPerson(case_id=self.case.id, visit_id=row.id, person_id=person_id)
                self.session.add(each)
            each.is_alone, each.was_seen = is_alone, was_seen
        for each in kept.values():
            if was_seen:
                each.was_seen = False
            else:
                each.deleted_at = self.store.clock()
        self.session.flush()

    def people_of(self, row: Visit) -> dict[UUID, bool]:
        """Return whom a visit was to see, each with whether alone."""
        return {each.person_id: each.is_alone for each in self._people(row)}

    def has_notes(self, row: Visit) -> bool:
        """Say whether anything was noted at a visit."""
        query = select(VisitNote.id).where(
            VisitNote.visit_id == row.id, VisitNote.deleted_at.is_(None)
        )
        return self.session.scalars(query.limit(1)).first() is not None

    def take_out(self, row: Visit) -> None:
        """Take a visit off the case; the history keeps it."""
        now = self.store.clock()
        for each in self._people(row):
            each.deleted_at = now
        row.deleted_at = now
        search.take_out(self.session, kind=KIND, record_id=row.id)

    def let_be_found(self, row: Visit) -> None:
        """Let the search find the words of a visit."""
        words = (row.focus, row.observations, row.follow_up)
        text = "\n".join(filter(None, words))
        index_text(self.session, kind=KIND, case_id=self.case.id, record_id=row.id, text=text)

    def _visitor(self, named: UUID | None, before: UUID | None) -> UUID:
        """Return who visits: the one named, else the case's worker, else who is signed in."""
        worker = self.session.get(Worker, named or self.case.worker_id or self.worker.id)
        if worker is not None and (worker.left_on is None or worker.id == before):
            return worker.id
        if named is not None:
            raise Problem("Choose somebody who works for the agency.", field="worker_id")
        return self.worker.id

    def _people(self, row: Visit) -> list[VisitPerson]:
        query = select(VisitPerson).where(
            VisitPerson.visit_id == row.id, VisitPerson.deleted_at.is_(None)
        )
        return list(self.session.scalars(query))

    def _is_here(self, person: Person) -> bool:
        return person.case_id == self.case.id


def clean(text: str) -> str:
    """Return words as they are kept."""
    return text.replace("\0", "").strip()
