"""Reads two cases, or two people of one, side by side: proposed, chosen, and what comes of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.households.households import MOST_APPLICANTS
from recruitment_app.casework.in_force import Law, read_law
from recruitment_app.casework.merging.merge_rows import (
    FieldPair,
    MergeChoices,
    MergeEntry,
    MergeSide,
    MergeView,
    PeopleView,
    PersonPair,
)
from recruitment_app.casework.merging.people_pairs import details_of, fields_of
from recruitment_app.casework.rows import CasePage, EventRow, PersonRow
from recruitment_app.casework.sources.came_from import CameFrom, told_of
from recruitment_app.casework.stepping import ask_leave, last_change, require_case
from recruitment_app.errors import Problem
from recruitment_app.rules import permitted
from recruitment_app.rules.merging import Entry, Member, United, match, takes_theirs, unite
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import STEPS, Event, Stage, long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Worker

NO_CHOICES = MergeChoices()
CAME_FROM = "came_from"
"""The campaign or event that an enquiry came from: one fact, though two columns."""
_CASE_CODES: Mapping[str, str] = {
    "source": "source_of_enquiry",
    "channel": "channel",
    "couple_status": "couple_status",
}


def merge_view(
    store: Store, *, case_id: UUID, other_id: UUID, today: date, choices: MergeChoices = NO_CHOICES
) -> MergeView:
    """Return two cases side by side as they would be one; the first stays.

    Raises:
        NotAllowed: the person may not merge cases.
        Problem: it is one case twice, or one that this person may not see.

    """
    if case_id == other_id:
        raise Problem("This is one case: choose another to merge it with.")
    with store.reading() as session:
        worker = ask_leave(session, store, Duty.MERGE)
        cases = [require_case(session, worker, each) for each in (case_id, other_id)]
        seen = last_change(session, case_id, other_id)
        ours = case_page(store, case_id=case_id, today=today)
        theirs = case_page(store, case_id=other_id, today=today)
        law = read_law(session)
        workers = {row.id: row.name for row in session.execute(select(Worker.id, Worker.name))}
        pairs = _people(ours, theirs, choices, law)
        united = unite(_entries(ours.events), _entries(theirs.events))
        out = _left_out(united, choices)
        events = [entry.event for entry in united.entries if entry.key not in out]
        journey, faults = permitted.judge(events)
        return MergeView(
            stays=_side(ours),
            goes=_side(theirs),
            facts=(*_facts(cases, choices, law, workers), *_came_from(session, cases, choices)),
            people=pairs,
            only_ours=_only_ours(ours, pairs),
            entries=_shown(ours, theirs, united, out, faults),
            faults=tuple(
                f"{STEPS[fault.event.kind].done}, {long_date(fault.event.on)}: {fault.sentence}"
                for fault in faults
            ),
            bookings=_bookings(ours, theirs),
            obstacles=_obstacles(ours, pairs, journey.opened_on),
            stage=journey.stage,
            status=journey.status,
            opened_on=journey.opened_on or min(ours.opened_on, theirs.opened_on),
            seen=seen,
        )


def people_view(
    store: Store,
    *,
    case_id: UUID,
    person_id: UUID,
    other_id: UUID,
    today: date,
    choices: MergeChoices = NO_CHOICES,
) -> PeopleView:
    """Return two people of one case side by side; the first stays.

    Raises:
        NotAllowed: the person signed in may not merge people.
        Problem: it is one person twice, or one who is not in the household.

    """
    if person_id == other_id:
        raise Problem("This is one person: choose another of the household.", field="other_id")
    with store.reading() as session:
        ask_leave(session, store, Duty.MERGE)
        seen = last_change(session, case_id)
        case = case_page(store, case_id=case_id, today=today)
        people = {person.id: person for person in case.people}
        if person_id not in people or other_id not in people:
            raise Problem("This person is not in the household any more: look again.")
        ours, theirs = people[person_id], people[other_id]
        law = read_law(session)
        pair = _pair(ours, theirs, offers=(), choices=choices, law=law, known=people)
        return PeopleView(pair, seen)


def _side(case: CasePage) -> MergeSide:
    return MergeSide(
        case.id,
        case.reference,
        case.title,
        case.stage,
        case.status,
        case.opened_on,
        case.worker,
        case.is_restricted,
        len(case.notes),
    )


def _entries(events: Iterable[EventRow]) -> list[Entry]:
    return [
        Entry(row.id, Event(row.kind, row.on, at, row.facts))
        for at, row in enumerate((row for row in events if not row.is_struck), start=1)
    ]


def _left_out(united: United, choices: MergeChoices) -> set[UUID]:
    return {
        entry.key
        for entry in united.entries
        if choices.left_out.get(entry.key, entry.key in united.left_out)
    }


def _facts(
    cases: Sequence[Case], choices: MergeChoices, law: Law, workers: Mapping[UUID, str]
) -> tuple[FieldPair, ...]:
    """Return the facts of the cases themselves; of source and channel the first enquiry's win."""
    ours, theirs = cases
    is_first = theirs.opened_on < ours.opened_on
    pairs = []
    for name in ("source", "channel", "couple_status", "family_identifier"):
        one, other = getattr(ours, name), getattr(theirs, name)
        proposed = takes_theirs(one, other)
        if is_first and name in {"source", "channel"}:
            proposed = not takes_theirs(other, one)
        codes = _CASE_CODES.get(name, "")
        shown = [law.label(codes, value) if value else "" for value in (one, other)]
        takes = bool(other) and choices.theirs.get(name, proposed)
        pairs.append(FieldPair(name, name, shown[0], shown[1], other, takes))
    one, other = (str(case.worker_id or "") for case in cases)
    names = [workers.get(case.worker_id, "") if case.worker_id else "" for case in cases]
    takes = bool(other) and choices.theirs.get("worker_id", not one)
    pairs.append(FieldPair("worker_id", "worker_id", names[0], names[1], other, takes))
    return tuple(pair for pair in pairs if pair.ours or pair.theirs)


def _came_from(
    session: Session, cases: Sequence[Case], choices: MergeChoices
) -> tuple[FieldPair, ...]:
    """Return what brought the two: the first enquiry's wins, the other's where it names nothing."""
    ours, theirs = cases
    one, other = (CameFrom(case.campaign_id, case.event_id).code for case in cases)
    is_first = theirs.opened_on < ours.opened_on
    proposed = not takes_theirs(other, one) if is_first else takes_theirs(one, other)
    takes = bool(other) and choices.theirs.get(CAME_FROM, proposed)
    words = [told_of(session, case) for case in cases]
    pair = FieldPair(CAME_FROM, CAME_FROM, words[0], words[1], other, takes)
    return (pair,) if one or other else ()


def _people(
    ours: CasePage, theirs: CasePage, choices: MergeChoices, law: Law
) -> tuple[PersonPair, ...]:
    proposed = match(_members(ours.people), _members(theirs.people))
    known = {person.id: person for person in (*ours.people, *theirs.people)}
    offers = tuple((person.id, person.name) for person in ours.people)
    mine = {person.id for person in ours.people}
    pairs = []
    for person in theirs.people:
        chosen = choices.matches.get(person.id, proposed.get(person.id))
        found = known[chosen] if chosen in mine and chosen is not None else None
        pair = _pair(found, person, offers=offers, choices=choices, law=law, known=known)
        pairs.append(pair)
    return tuple(pairs)


def _members(people: Iterable[PersonRow]) -> list[Member]:
    return [
        Member(row.id, row.standing, row.given_names, row.family_name, row.born) for row in people
    ]


def _pair(
    ours: PersonRow | None,
    theirs: PersonRow,
    *,
    offers: tuple[tuple[UUID, str], ...],
    choices: MergeChoices,
    law: Law,
    known: Mapping[UUID, PersonRow],
) -> PersonPair:
    return PersonPair(
        theirs=theirs.id,
        name=theirs.name,
        standing=theirs.standing,
        ours=ours.id if ours else None,
        ours_name=ours.name if ours else "",
        offers=offers,
        fields=fields_of(ours, theirs, choices.theirs, law) if ours else (),
        details=details_of(ours, theirs, law, known),
    )


def _only_ours(ours: CasePage, pairs: Sequence[PersonPair]) -> tuple[str, ...]:
    met = {pair.ours for pair in pairs}
    return tuple(person.name for person in ours.people if person.id not in met)


def _shown(
    ours: CasePage,
    theirs: CasePage,
    united: United,
    out: set[UUID],
    faults: Sequence[permitted.Fault],
) -> tuple[MergeEntry, ...]:
    rows = {row.id: row for row in (*ours.events, *theirs.events)}
    of_theirs = {row.id for row in theirs.events}
    doubled = set(united.doubles.values())
    shown = []
    for entry in united.entries:
        row = rows[entry.key]
        sentence = next((f.sentence for f in faults if f.event == entry.event), "")
        is_double = entry.key in doubled
        both = f"{ours.reference}, {theirs.reference}"
        one = theirs.reference if entry.key in of_theirs else ours.reference
        shown.append(
            MergeEntry(
                entry.key,
                row.kind,
                both if is_double else one,
                row.on,
                row.what,
                row.details,
                is_double,
                entry.key in out,
                united.left_out.get(entry.key, ""),
                "" if entry.key in out else sentence,
            )
        )
    return tuple(shown)


def _bookings(ours: CasePage, theirs: CasePage) -> tuple[str, ...]:
    """Return a sentence for each event on which both are booked: each keeps one place."""
    mine = {row.id for row in ours.bookings if row.outcome != "cancelled"}
    return tuple(
        f"Both are booked for “{row.called}” on {long_date(row.on)}: each person keeps one place."
        for row in theirs.bookings
        if row.id in mine and row.outcome != "cancelled"
    )


def _obstacles(
    ours: CasePage, pairs: Sequence[PersonPair], opened_on: date | None
) -> tuple[str, ...]:
    found = []
    met = [pair.ours for pair in pairs if pair.ours is not None]
    if len(met) != len(set(met)):
        found.append("Two people cannot both be the same one: choose for each who they are.")
    applicants = _applicants(ours, pairs)
    if applicants > MOST_APPLICANTS:
        found.append(
            "A case has one applicant or two: choose who of the one household is who of the other."
        )
    if not applicants:
        found.append("A case needs an applicant: choose who it is.")
    if opened_on is None:
        found.append("A case needs its enquiry: leave one of the two in.")
    return tuple(found)


def _applicants(ours: CasePage, pairs: Sequence[PersonPair]) -> int:
    """Return how many applicants the united household has, as chosen."""
    standing = {person.id: person.standing for person in ours.people}
    for pair in pairs:
        if pair.ours is None:
            standing[pair.theirs] = pair.standing
        elif any(field.name == "standing" and field.takes_theirs for field in pair.fields):
            standing[pair.ours] = pair.standing
    return sum(each == "applicant" for each in standing.values())


def which_stays(store: Store, *, case_id: UUID, other_id: UUID, today: date) -> tuple[UUID, UUID]:
    """Return two cases with the one first that should stay: open, further on, else older."""
    pages = [case_page(store, case_id=each, today=today) for each in (case_id, other_id)]
    first, second = sorted(pages, key=_standing, reverse=True)
    return first.id, second.id


def _standing(case: CasePage) -> tuple[bool, int, int]:
    stages = list(Stage)
    stage = case.left_from if case.stage is Stage.CLOSED and case.left_from else case.stage
    is_open = case.stage is not Stage.CLOSED
    number = int(case.reference.rpartition("-")[2] or 0)
    return is_open, stages.index(stage), -number
