"""What a row that repeats a known household says beyond what is recorded of it."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.importing.import_plan import More
from recruitment_app.casework.merging.known_households import in_parts
from recruitment_app.casework.stepping import as_event
from recruitment_app.exchange.incoming import IncomingCase
from recruitment_app.rules import values
from recruitment_app.rules.stages import STEPS, Event, EventKind, long_date
from recruitment_app.store.tables import (
    Address,
    AuditEntry,
    Case,
    CaseEvent,
    ContactDetail,
    Import,
    Note,
)

SOURCE_NOT_KNOWN = "not_known"
Label = Callable[[str, str], str]

_SOURCES = "source_of_enquiry"
_KINDS = {"telephone": "a telephone", "email": "an e-mail address"}


@dataclass(slots=True)
class Recorded:
    """What is recorded of one household, as far as a file may say more.

    ``reached`` holds the folded telephones and e-mails; ``ever`` also what stood once
    and was taken away or put right, which a file does not bring back.
    """

    events: list[Event] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    postcodes: list[str] = field(default_factory=list)
    ever: set[str] = field(default_factory=set)
    notes: str = ""
    source: str = ""

    @classmethod
    def of_file(cls, case: IncomingCase) -> "Recorded":
        """Return what a new case of the same file will have recorded."""
        return cls(
            list(case.events),
            {_fold(kind, value) for _, kind, value in contacts_of(case)},
            [case.postcode] if case.postcode else [],
            notes="\n".join(case.remarks),
            source=case.source or SOURCE_NOT_KNOWN,
        )

    def take_in(self, more: More) -> None:
        """Count what is added as recorded."""
        self.events += more.events
        self.reached |= {_fold(kind, value) for _, kind, value in more.contacts}
        self.postcodes += [more.postcode] if more.postcode else []
        self.notes = "\n".join([self.notes, *more.remarks])


def contacts_of(case: IncomingCase) -> list[tuple[int, str, str]]:
    """Return how a case of a file is reached: the applicant's place, the kind and the value."""
    return [
        (place, kind, value)
        for place, kind, given in (
            (0, "telephone", case.telephones),
            (0, "email", case.emails),
            (1, "telephone", case.second_telephones),
            (1, "email", case.second_emails),
        )
        for value in given
    ]


def _fold(kind: str, value: str) -> str:
    return values.fold_email(value) if kind == "email" else values.fold_phone(value)


def more_than(recorded: Recorded, case: IncomingCase, label: Label) -> More:
    """Return what a row says beyond the record: what it adds, and what it says otherwise."""
    words: list[str] = []
    otherwise: list[str] = []
    remarks: list[str] = []
    events: list[Event] = []
    standing: dict[EventKind, list[str]] = defaultdict(list)
    for event in recorded.events:
        standing[event.kind].append(_day(event))
    for event in case.events:
        known = standing.get(event.kind)
        if _says_no_more(event, recorded, standing):
            continue
        if known is None and not _follows(event, standing):
            events.append(event)
            words.append(f"“{STEPS[event.kind].done}”")
        elif known is not None and _day(event) not in known:
            what = STEPS[event.kind].done
            line = f"“{what}”: the file gives {_shown(_day(event))}, not {_shown(known[-1])}."
            _differ(line, f"“{what}”", recorded, remarks, otherwise)
    if case.source and recorded.source and case.source != recorded.source:
        given, kept = (label(_SOURCES, code) for code in (case.source, recorded.source))
        line = f"Where they heard of the agency: the file gives “{given}”, not “{kept}”."
        _differ(line, "where they heard of the agency", recorded, remarks, otherwise)
    postcode = _postcode(case, recorded)
    if postcode and recorded.postcodes:
        line = f"Postcode: the file gives {postcode}, not {recorded.postcodes[-1]}."
        _differ(line, "the postcode", recorded, remarks, otherwise)
        postcode = ""
    for remark in _free_texts(case):
        if remark not in recorded.notes:
            remarks.append(remark)
            words.append(f"a note of “{remark.partition(':')[0]}”")
    known_ways = recorded.reached | recorded.ever
    contacts = tuple(each for each in contacts_of(case) if _fold(*each[1:]) not in known_ways)
    words += dict.fromkeys(_KINDS[kind] for _, kind, _ in contacts)
    words += ["a postcode"] * bool(postcode)
    return More(
        tuple(events),
        contacts,
        postcode,
        case.address if postcode else "",
        tuple(remarks),
        tuple(words),
        tuple(otherwise),
    )


def _says_no_more(
    event: Event, recorded: Recorded, standing: Mapping[EventKind, Collection[str]]
) -> bool:
    """Tell whether an entry stood once, or is the booking of a panel that is known to have sat."""
    if event.kind is EventKind.PANEL_BOOKED:
        sat = _day(event) in standing.get(EventKind.RECOMMENDATION_MADE, ())
        return sat or _token(event) in recorded.ever
    return event.kind is EventKind.ENQUIRY_RECEIVED or _token(event) in recorded.ever


def _free_texts(case: IncomingCase) -> tuple[str, ...]:
    """Return what columns of free text say; other remarks tell of the file, not of people."""
    if case.people[0].identifier:
        return ()
    return tuple(remark for remark in case.remarks if ": " in remark)


def _postcode(case: IncomingCase, recorded: Recorded) -> str:
    """Return the postcode of a row, if it never stood on the case."""
    folded = values.fold_postcode(case.postcode)
    standing = {values.fold_postcode(each) for each in recorded.postcodes}
    return "" if folded in recorded.ever or folded in standing else case.postcode


def joined(case: IncomingCase, more: More) -> IncomingCase:
    """Return a new case of a file with what a later row of the file says of it."""
    place = max(event.order for event in case.events)
    later = [replace(event, order=place + at) for at, event in enumerate(more.events, start=1)]
    ways: dict[tuple[int, str], list[str]] = defaultdict(list)
    for place, kind, value in (*contacts_of(case), *more.contacts):
        ways[place, kind].append(value)
    return replace(
        case,
        events=(*case.events, *later),
        telephones=tuple(ways[0, "telephone"]),
        emails=tuple(ways[0, "email"]),
        second_telephones=tuple(ways[1, "telephone"]),
        second_emails=tuple(ways[1, "email"]),
        postcode=case.postcode or more.postcode,
        address=case.address or more.address,
        remarks=(*case.remarks, *more.remarks),
    )


def _differ(
    line: str, word: str, recorded: Recorded, remarks: list[str], otherwise: list[str]
) -> None:
    """Note a difference, once."""
    if line not in recorded.notes:
        remarks.append(line)
        otherwise.append(word)


def _day(event: Event) -> str:
    """Return the day that a step is about; of a panel booked, the day that it sits."""
    return event.fact("panel_on") or event.on.isoformat()


def _shown(day: str) -> str:
    return long_date(values.made_date(*(int(part) for part in day.split("-"))))


def _token(event: Event) -> str:
    return f"{event.kind.value} {_day(event)}"


def _follows(event: Event, standing: Mapping[EventKind, list[str]]) -> bool:
    """Tell whether a recommendation is no more than a panel on record whose day has come."""
    sat = event.kind is EventKind.RECOMMENDATION_MADE
    return sat and _day(event) in standing.get(EventKind.PANEL_BOOKED, ())


def read_recorded(session: Session, case_ids: Collection[UUID]) -> Mapping[UUID, Recorded]:
    """Return what is recorded of these cases, and what ever was."""
    found: dict[UUID, Recorded] = {}
    undone = _taken_back(session)
    for part in in_parts(case_ids):
        for case_id, source in session.execute(
            select(Case.id, Case.source).where(Case.id.in_(part))
        ):
            found[case_id] = Recorded(source=source)
        for row in session.scalars(
            select(CaseEvent)
            .where(CaseEvent.case_id.in_(part), CaseEvent.struck_at.is_(None))
            .order_by(CaseEvent.on, CaseEvent.place)
        ):
            found[row.case_id].events.append(as_event(row))
        for case_id, folded in session.execute(
            select(ContactDetail.case_id, ContactDetail.value_fold).where(
                ContactDetail.case_id.in_(part), ContactDetail.deleted_at.is_(None)
            )
        ):
            found[case_id].reached.add(folded)
        for case_id, postcode in session.execute(
            select(Address.case_id, Address.postcode).where(
                Address.case_id.in_(part), Address.deleted_at.is_(None), Address.postcode != ""
            )
        ):
            found[case_id].postcodes.append(postcode)
        for case_id, text in session.execute(
            select(Note.case_id, Note.text).where(Note.case_id.in_(part), Note.deleted_at.is_(None))
        ):
            found[case_id].notes += f"\n{text}"
        for entry in session.execute(
            select(AuditEntry.case_id, AuditEntry.payload).where(AuditEntry.case_id.in_(part))
        ):
            if entry.case_id is not None:
                found[entry.case_id].ever.update(_told(json.loads(entry.payload), undone))
    return found


def _taken_back(session: Session) -> frozenset[str]:
    """Return the keys of the rows that an undo took back: they never stood."""
    added = session.scalars(
        select(Import.added).where(Import.undone_at.is_not(None), Import.added != "")
    )
    return frozenset(key for text in added for keys in json.loads(text).values() for key in keys)


def _told(rows: Iterable[Mapping[str, Any]], undone: frozenset[str]) -> Iterator[str]:
    """Give the values that an entry of the audit tells of, as they are compared."""
    for row in rows:
        if row.get("id") in undone:
            continue
        for values_of in (row.get("new"), row.get("old")):
            if not values_of:
                continue
            if row["table"] == "contact_details" and values_of.get("value_fold"):
                yield values_of["value_fold"]
            elif row["table"] == "addresses" and values_of.get("postcode"):
                yield values.fold_postcode(values_of["postcode"])
            elif row["table"] == "case_events" and values_of.get("kind"):
                facts = values_of.get("facts") or {}
                yield f"{values_of['kind']} {facts.get('panel_on') or values_of['on']}"
