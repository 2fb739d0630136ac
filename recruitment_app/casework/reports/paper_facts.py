"""The tables of a report that are made from the record: who somebody is, where and with whom.

Each is made for the editions that the form prints it in; only that of the household has a form
of its own for the profile, without names.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from recruitment_app.casework.in_force import Law
from recruitment_app.casework.reports.paper_names import Naming
from recruitment_app.casework.rows import AddressRow, CasePage, PersonRow, RelationshipRow
from recruitment_app.documents.report_contents import Facts, PrintedColumn, Rows, Told
from recruitment_app.rules.clocks import CLOCKS, Clock, ClockState
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.stages import EventKind, long_date

IDENTITY: Final = "d.id"
ADDRESSES: Final = "d.res"
RELATIONSHIPS: Final = "d.rel"
HOUSEHOLD: Final = "d.hh"
STAGE_ONE_LIMITS: Final = "one.limits"
STAGE_TWO_LIMITS: Final = "two.limits"
K: Final = EventKind
_NO_END: Final = "No end recorded"
_BLOOD: Final = frozenset({"parent", "sibling", "grandparent", "grandchild", "other_relative"})
_CHILDREN: Final = frozenset(
    {"child", "adopted_child", "step_child", "foster_child", "adult_child"}
)
_STATE_WORDS: Final = {
    ClockState.RUNNING: "Running",
    ClockState.MET: "Met",
    ClockState.LATE: "Late",
    ClockState.LAPSED: "Lapsed",
}


@dataclass(frozen=True)
class Recorded:
    """What the record has of a case, and how an edition names whom."""

    page: CasePage
    law: Law
    names: Naming
    today: date

    @property
    def others(self) -> list[PersonRow]:
        """Return who else lives in the home."""
        return [person for person in self.page.people if person.standing == "household"]

    @property
    def elsewhere(self) -> list[PersonRow]:
        """Return the children who live elsewhere."""
        return [person for person in self.page.people if person.standing == "child_elsewhere"]


def shown(stored: str) -> str:
    """Return a date as it is kept, perhaps partial, as it is read: “May 1979”."""
    return PartialDate.stored(stored).shown if stored else ""


def identity(record: Recorded) -> tuple[Told, ...]:
    """Return who the applicants are, side by side."""
    law, people = record.law, record.page.applicants
    asked: tuple[tuple[str, Callable[[PersonRow], str]], ...] = (
        ("Name", lambda person: person.name),
        ("Known as", lambda person: person.known_as),
        ("Names ever used", _names_used),
        ("Born", lambda person: shown(person.born)),
        ("Place of birth", lambda person: person.birth_place),
        ("Gender", lambda person: law.label("gender", person.gender)),
        ("Ethnic background", lambda person: law.label("ethnicity", person.ethnicity)),
        ("Nationality", lambda person: person.nationality),
        ("Language", lambda person: person.language),
        ("Religion", lambda person: law.label("religion", person.religion)),
        ("Disability", lambda person: law.label("disability", person.disability)),
        ("Occupation", lambda person: person.occupation),
    )
    rows = tuple((label, tuple(map(tell, people))) for label, tell in asked)
    return (Told(facts=(Facts(rows, record.names.columns()),)),)


def addresses(record: Recorded) -> tuple[Told, ...]:
    """Return where each applicant lives and lived, the present address first."""
    columns = _columns("Address", "Local authority", "From", "Until")
    return tuple(
        Told(
            str(person.id),
            record.names.name(person),
            tables=(
                Rows(
                    columns,
                    tuple(
                        (
                            "\n".join(filter(None, (row.lines, row.postcode))),
                            row.authority,
                            shown(row.begins),
                            shown(row.ends) or _NO_END,
                        )
                        for row in sorted(person.addresses, key=_how_late, reverse=True)
                    ),
                    nothing="No address is recorded.",
                ),
            ),
        )
        for person in record.page.applicants
    )


def relationships(record: Recorded) -> tuple[Told, ...]:
    """Return the relationships of each applicant, present and past, but not their kin."""
    columns = _columns("With", "Kind", "From", "Until", "How it ended, or where")
    names = {person.id: person.name for person in record.page.people}
    return tuple(
        Told(
            str(person.id),
            record.names.name(person),
            tables=(
                Rows(
                    columns,
                    tuple(
                        (
                            names.get(row.other_id, "") if row.other_id else row.other_name,
                            _kind(row, record.law),
                            shown(row.begins),
                            shown(row.ends) or _NO_END,
                            row.ended_how or row.place,
                        )
                        for row in person.relationships
                        if row.kind not in _BLOOD | _CHILDREN  # the family tree shows them
                    ),
                    nothing="No relationship is recorded.",
                ),
            ),
        )
        for person in record.page.applicants
    )


def household(record: Recorded) -> tuple[Told, ...]:
    """Return who else lives there and which children live elsewhere; in the profile no name."""
    law = record.law
    if record.names.is_profile:
        columns = _columns("Relation", "Age")

        def row(person: PersonRow) -> tuple[str, ...]:
            return law.label("relationship", person.relation), _age(person, record.today)

        at_home, away = columns, columns
        home_rows = tuple(map(row, record.others))
        away_rows = tuple(map(row, record.elsewhere))
    else:
        at_home = _columns("Name", "Relation", "Born", "Lives there since", "Occupation")
        away = _columns("Name", "Relation", "Born", "Lives")
        home_rows = tuple(
            (
                person.name,
                law.label("relationship", person.relation),
                shown(person.born),
                shown(person.moved_in),
                person.occupation,
            )
            for person in record.others
        )
        away_rows = tuple(
            (
                person.name,
                law.label("relationship", person.relation),
                shown(person.born),
                _lives(person),
            )
            for person in record.elsewhere
        )
    nobody = "Nobody else is recorded at home."
    no_child = "No child living elsewhere is recorded."
    return (
        Told(
            tables=(
                Rows(at_home, home_rows, "Others at home", nobody),
                Rows(away, away_rows, "Children living elsewhere", no_child),
            )
        ),
    )


def limits(record: Recorded, begun_by: frozenset[EventKind]) -> tuple[Told, ...]:
    """Return how the time limits stand that one of these events begins."""
    rows = tuple(
        (
            clock.limit.title,
            _day(clock.trigger_on),
            _day(clock.due_on),
            _day(clock.met_on),
            _STATE_WORDS[clock.state],
        )
        for clock in record.page.clocks
        if _is_printed(clock) and CLOCKS[clock.limit.id].starts in begun_by
    )
    columns = _columns("Limit", "Began", "Due", "Met", "State")
    return (Told(tables=(Rows(columns, rows, nothing="No time limit runs yet."),)),)


TABLES: Final[Mapping[str, Callable[[Recorded], tuple[Told, ...]]]] = {
    IDENTITY: identity,
    ADDRESSES: addresses,
    RELATIONSHIPS: relationships,
    HOUSEHOLD: household,
    STAGE_ONE_LIMITS: partial(limits, begun_by=frozenset({K.REGISTRATION_ACCEPTED})),
    STAGE_TWO_LIMITS: partial(
        limits, begun_by=frozenset({K.NOTIFIED_TO_PROCEED, K.REPORT_SENT, K.PANEL_BOOKED})
    ),
}
"""What is made from the record, by the keys of the sections of the shipped forms."""


def _columns(*titles: str) -> tuple[PrintedColumn, ...]:
    return tuple(PrintedColumn(title.lower().replace(" ", "_"), title) for title in titles)


def _names_used(person: PersonRow) -> str:
    return "\n".join(
        f"{name.name} (until {shown(name.ends)})" if name.ends else name.name
        for name in person.names
    )


def _age(person: PersonRow, today: date) -> str:
    return PartialDate.stored(person.born).shown_age(today) if person.born else ""


def _lives(person: PersonRow) -> str:
    lives = next((address for address in person.addresses if not address.ends), None)
    return ", ".join(filter(None, (lives.lines, lives.postcode))) if lives else person.remarks


def _how_late(address: AddressRow) -> tuple[bool, str, str]:
    return (not address.ends, address.ends, address.begins)


def _kind(row: RelationshipRow, law: Law) -> str:
    """Return the words for a relationship, which is of the one list or the other."""
    told = law.label("couple_status", row.kind)
    return told if told != row.kind else law.label("relationship", row.kind)


def _is_printed(clock: Clock) -> bool:
    return clock.trigger_on is not None and (clock.ended_on is None or clock.met_on is not None)


def _day(day: date | None) -> str:
    return long_date(day) if day else ""
