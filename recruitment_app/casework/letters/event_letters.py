"""The letters about an event: who has none yet, and whose says something else by now."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.events.event_rows import EventRow, events_within
from recruitment_app.casework.letter_kinds import letters_in_force, shipped_letters
from recruitment_app.casework.letters.letter_facts import first_name
from recruitment_app.casework.letters.letter_fields import event_days, place_of
from recruitment_app.casework.letters.letter_previews import LetterChoice
from recruitment_app.casework.letters.letter_rows import LetterRow, letters_of_event
from recruitment_app.casework.stepping import seen_by, signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.events import BOOKED, GIVEN_UP, WAITING
from recruitment_app.rules.letters import APPLICANTS, CANCELLED, PLACE, LetterKind
from recruitment_app.rules.stages import Stage
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, EventPlace, Person

_PEOPLE: Final = "{event.people}"
_JOINING: Final = "joining"
_CHANGED: Final = "event_changed"
_CANCELLED: Final = "event_cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLetters:
    """The letters about one event, of the households that this person may see.

    ``everybody`` has a place, or waited for one at an event that is cancelled, and their case is
    not closed; ``none_yet`` are those of them without a letter, or with a ``void`` one alone.
    ``outdated`` are the households that were sent one and must be told that it is otherwise now.
    ``unsent`` are letters that were made and say it as it is; ``void`` are those that do not, or
    greet somebody who gave the place up. ``name`` is the letter that fits: to join, changed or
    cancelled.
    """

    name: str
    everybody: tuple[UUID, ...]
    none_yet: tuple[UUID, ...]
    outdated: tuple[UUID, ...]
    unsent: tuple[UUID, ...]
    void: tuple[UUID, ...]
    sent: int

    @property
    def to_tell(self) -> tuple[UUID, ...]:
        """Return the households that have no letter which says it as it is."""
        return tuple(dict.fromkeys((*self.outdated, *self.none_yet)))


def event_letters(store: Store, *, event_id: UUID, today: date) -> EventLetters:
    """Return how the letters about an event stand; of one that is over nobody is told any more.

    A letter is known to say it as it is by its words: the days and the place stand in it.

    Raises:
        Problem: the event is not there any more.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        event = _event(session, event_id)
        query = (
            select(
                EventPlace.case_id,
                EventPlace.state,
                Case.stage,
                Person.given_names,
                Person.family_name,
                Person.known_as,
            )
            .join(Case, Case.id == EventPlace.case_id)
            .outerjoin(Person, Person.id == EventPlace.person_id)
            .where(
                EventPlace.event_id == event_id, EventPlace.deleted_at.is_(None), *seen_by(worker)
            )
            .order_by(EventPlace.asked_on, EventPlace.id)
        )
        states: dict[UUID, set[str]] = defaultdict(set)
        names: dict[UUID, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        closed = set()
        for case_id, state, stage, *named in session.execute(query):
            states[case_id].add(state)
            if all(name is not None for name in named):
                names[case_id][first_name(*named)].add(state)
            if stage is Stage.CLOSED:
                closed.add(case_id)
        greets = {
            kind.id for kind in letters_in_force(session).kinds.values() if _PEOPLE in kind.body
        }
    is_cancelled = event.cancelled_on is not None
    with_place = {BOOKED, WAITING} if is_cancelled else {BOOKED}
    everybody = tuple(
        case_id for case_id, had in states.items() if had & with_place and case_id not in closed
    )
    gave_up = {case_id for case_id, had in states.items() if not had & {BOOKED, WAITING}}
    by_case: dict[UUID, list[LetterRow]] = defaultdict(list)
    for row in letters_of_event(store, event_id=event_id):
        by_case[row.case_id].append(row)
    outdated = tuple(
        case_id
        for case_id, rows in by_case.items()
        if event.ends_on >= today and case_id not in gave_up and _misleads(rows, event)
    )
    rows = [row for every in by_case.values() for row in every]
    unsent = [row for row in rows if row.sent_on is None]
    right = {
        row.id
        for row in unsent
        if _says_it(row, event)
        and row.case_id not in gave_up
        and not (row.name in greets and _greets_who_gave_up(row, names[row.case_id]))
    }
    usual = _CHANGED if outdated else _JOINING
    return EventLetters(
        name=_CANCELLED if is_cancelled else usual,
        everybody=everybody,
        none_yet=tuple(
            case_id
            for case_id in everybody
            if not any(row.sent_on is not None or row.id in right for row in by_case[case_id])
        ),
        outdated=outdated,
        unsent=tuple(row.id for row in unsent if row.id in right),
        void=tuple(row.id for row in unsent if row.id not in right),
        sent=len(rows) - len(unsent),
    )


def misleading(store: Store, *, letters: Collection[LetterRow], today: date) -> frozenset[UUID]:
    """Return those of some unsent letters about an event to come that are ``void``."""
    among = {row.event_id for row in letters if row.event_id is not None}
    if not among:
        return frozenset()
    with store.reading() as session:
        signed_in(session, store)
        events = events_within(session, among=among, since=today)
    stands = [event_letters(store, event_id=event.id, today=today) for event in events]
    void = {letter_id for stand in stands for letter_id in stand.void}
    return frozenset(row.id for row in letters if row.id in void)


def choices_for_many(store: Store, *, event_id: UUID | None = None) -> tuple[LetterChoice, ...]:
    """Return the letters that several households may get: all to applicants, or an event's.

    Raises:
        Problem: the event is not there any more.

    """
    with store.reading() as session:
        signed_in(session, store)
        about = PLACE
        if event_id is not None and _event(session, event_id).cancelled_on is not None:
            about = CANCELLED
        return tuple(
            _choice(kind)
            for kind in letters_in_force(session).kinds.values()
            if kind.to == APPLICANTS and (event_id is None or kind.about_event == about)
        )


def _event(session: Session, event_id: UUID) -> EventRow:
    found = events_within(session, among=[event_id])
    if not found:
        raise Problem("This event is not there any more: look again.", field="event_id")
    return found[0]


def _choice(kind: LetterKind) -> LetterChoice:
    return LetterChoice(kind.id, kind.title, kind.to, kind.asks, kind.act, kind.source)


def _misleads(rows: list[LetterRow], event: EventRow) -> bool:
    """Tell whether the last letter that was sent is wrong by now, and no newer one waits."""
    sent = [row for row in rows if row.sent_on is not None]
    is_coming = any(row.sent_on is None and _says_it(row, event) for row in rows)
    return bool(sent) and not is_coming and not _says_it(sent[-1], event)


def _greets_who_gave_up(row: LetterRow, names: Mapping[str, Collection[str]]) -> bool:
    """Tell whether a letter begins with the name of somebody who has no place any more."""
    greeting = set(row.body.partition("\n")[0].replace(",", " ").split())
    gone = {name for name, states in names.items() if set(states) == {GIVEN_UP}}
    return any(greeting.issuperset(name.split()) for name in gone)


def _says_it(row: LetterRow, event: EventRow) -> bool:
    """Tell whether a letter says of an event what is so now."""
    kind = shipped_letters().kinds.get(row.name)
    cancels = kind is not None and kind.about_event == CANCELLED
    if cancels or event.cancelled_on is not None:
        return cancels and event.cancelled_on is not None
    told = f"{row.subject}\n{row.body}"
    return event_days(event.parts) in told and place_of(event) in told
