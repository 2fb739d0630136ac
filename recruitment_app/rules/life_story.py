"""Somebody's life gathered from the record and the rows of a report, from birth on.

What is typed in the chronology comes first: what the record tells of the same beginning or end
is left out beside it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from recruitment_app.errors import Problem
from recruitment_app.rules import chronology
from recruitment_app.rules.chronology import Gap, LifeEvent, Strand, Stretch
from recruitment_app.rules.partial_dates import PartialDate, read_partial_date
from recruitment_app.rules.report_record import ReportPerson, Tie

FROM_THE_RECORD: Final = "Record"
"""The source of an event that the record of the case tells."""

_STRANDS: Final[Mapping[str, Strand]] = {
    "Home": Strand.HOME,
    "Education": Strand.OCCUPATION,
    "Work": Strand.OCCUPATION,
    "Relationship": Strand.RELATIONSHIP,
}
_PARTNERS: Final = frozenset(
    {
        "partner",
        "spouse",
        "former_partner",
        "married",
        "civil_partnership",
        "living_together",
        "divorced",
        "separated",
    }
)
_CHILDREN: Final = frozenset({"child", "adopted_child", "adult_child", "step_child"})
_NEAR: Final = frozenset({"parent", "sibling", "grandparent"}) | _PARTNERS | _CHILDREN

Row = Mapping[str, str]


GAP: Final = "Gap"
"""The kind of a line that tells of time of which nothing is recorded."""


@dataclass(frozen=True, slots=True, repr=False)
class StoryLine:
    """A line of a chronology as it is printed: when, of what kind, what, and how it is known."""

    when: str
    kind: str
    what: str
    source: str


@dataclass(frozen=True, slots=True, repr=False)
class LifeStory:
    """The events of a life in order, and the stretches that it is made of."""

    born: PartialDate | None
    events: tuple[LifeEvent, ...]
    stretches: tuple[Stretch, ...]

    def gaps(self, *, until: date, longer_than: int = chronology.USUAL_GAP) -> tuple[Gap, ...]:
        """Return the gaps in homes and in education and work from the age of eighteen, in order.

        To be without a partner is no gap in a life.
        """
        if self.born is None:
            return ()
        found = [
            gap
            for strand in (Strand.HOME, Strand.OCCUPATION)
            for gap in chronology.gaps(
                self.stretches,
                strand,
                born=self.born,
                until=until,
                longer_than=longer_than,
                events=self.events,
            )
        ]
        return tuple(sorted(found, key=lambda gap: gap.begins))

    def lines(
        self, *, until: date, longer_than: int = chronology.USUAL_GAP
    ) -> tuple[StoryLine, ...]:
        """Return events and gaps in order, as they are printed."""
        told = [
            (
                _begins(event.on, self.born),
                StoryLine(event.on.shown, event.kind, event.what, event.source),
            )
            for event in self.events
        ]
        told += [
            (
                gap.begins,
                StoryLine(
                    PartialDate(gap.begins.year, gap.begins.month).shown,
                    GAP,
                    gap.shown,
                    "Explained" if gap.explained_by else "Not explained",
                ),
            )
            for gap in self.gaps(until=until, longer_than=longer_than)
        ]
        return tuple(line for _, line in sorted(told, key=lambda each: each[0]))


def story_of(
    person: ReportPerson,
    people: Sequence[ReportPerson] = (),
    *,
    typed: Iterable[Row] = (),
    schools: Iterable[Row] = (),
    jobs: Iterable[Row] = (),
    today: date,
) -> LifeStory:
    """Return the life of a person of the record.

    ``people`` are all of the record, ``typed`` the rows of the chronology (d.chron), ``schools``
    those of d.edu, ``jobs`` those of d.emp. A row whose date cannot be read tells nothing.
    """
    stretches = (
        *_homes(person),
        *_schools(schools, today),
        *_jobs(jobs, today),
        *_relationships(person, people),
    )
    events = list(_typed(typed, today))
    of_record = [
        *_birth(person),
        *_begun_and_ended(stretches, person.born),
        *_of_others(person, people),
    ]
    events += [event for event in of_record if not _is_told(event, events)]
    events.sort(key=lambda event: (_begins(event.on, person.born), event.kind != "Family"))
    return LifeStory(person.born, tuple(events), stretches)


def read_day(text: str, today: date) -> PartialDate | None:
    """Return the date of a cell as far as it is known, nothing where it cannot be read."""
    try:
        return PartialDate.stored(text.strip())
    except Problem:
        pass
    try:
        return read_partial_date(text, today=today)
    except Problem:
        return None


def _begins(on: PartialDate, born: PartialDate | None) -> date:
    """Return the first day that it can have been, not before the birth where both can hold."""
    if born is not None and _is_same_time(on, born):
        return max(on.earliest, born.earliest)
    return on.earliest


def _homes(person: ReportPerson) -> Iterator[Stretch]:
    for home in person.homes:
        if what := ", ".join(home.lines.split("\n")[:1]) or home.postcode:
            yield Stretch(Strand.HOME, what, home.begins, home.ends, "d.res")


def _schools(rows: Iterable[Row], today: date) -> Iterator[Stretch]:
    for row in rows:
        what = row.get("school", "").strip() or row.get("qualification", "").strip()
        if what:
            yield _stretch(row, what, "d.edu", today)


def _jobs(rows: Iterable[Row], today: date) -> Iterator[Stretch]:
    for row in rows:
        post, employer = row.get("post", "").strip(), row.get("employer", "").strip()
        is_work = bool(employer) and not employer.casefold().startswith("none")
        told = (post, employer) if is_work or not post else (post,)
        if what := ", ".join(part for part in told if part):
            yield replace(_stretch(row, what, "d.emp", today), is_idle=not is_work)


def _stretch(row: Row, what: str, told_in: str, today: date) -> Stretch:
    begins = read_day(row.get("begins", ""), today)
    ends = read_day(row.get("ends", ""), today)
    return Stretch(Strand.OCCUPATION, what, begins, ends, told_in)


def _relationships(person: ReportPerson, people: Sequence[ReportPerson]) -> Iterator[Stretch]:
    """Go through the partners, as they stand with the person or the person with them."""
    names = {each.key: each.name for each in people}
    ties = [(tie.other, tie.other_name or names.get(tie.other, ""), tie) for tie in person.ties]
    ties += [
        (each.key, each.name, tie)
        for each in people
        for tie in each.ties
        if tie.other == person.key and each.key != person.key
    ]
    seen: set[tuple[str, str]] = set()
    for key, name, tie in ties:
        if tie.kind in _PARTNERS and name and (key, name) not in seen:
            seen.add((key, name))
            yield Stretch(Strand.RELATIONSHIP, name, tie.begins, _end_of(tie), "d.rel")


def _end_of(tie: Tie) -> PartialDate | None:
    """Return when a relationship ended; where only that it did is known, it ended as it began."""
    is_over = tie.kind in {"former_partner", "divorced"}
    return tie.ends or (tie.begins if is_over else None)


def _typed(rows: Iterable[Row], today: date) -> Iterator[LifeEvent]:
    for row in rows:
        on = read_day(row.get("happened_on", ""), today)
        what = row.get("event", "").strip()
        if on is not None and what:
            kind = row.get("line", "").strip()
            source = row.get("source", "").strip()
            yield LifeEvent(on, kind, what, source, _STRANDS.get(kind), is_typed=True)


def _birth(person: ReportPerson) -> Iterator[LifeEvent]:
    if person.born is not None:
        yield LifeEvent(person.born, "Family", "Born", FROM_THE_RECORD)


def _begun_and_ended(stretches: Iterable[Stretch], born: PartialDate | None) -> Iterator[LifeEvent]:
    for each in stretches:
        kind, begun, ended = _said(each)
        if each.begins is not None:
            is_first = each.strand is Strand.HOME and each.begins == born
            told = f"First home: {each.what}" if is_first else begun.format(each.what)
            yield LifeEvent(each.begins, kind, told, FROM_THE_RECORD, each.strand)
        if each.ends is not None and ended and each.ends != each.begins:
            told = ended.format(each.what)
            yield LifeEvent(each.ends, kind, told, FROM_THE_RECORD, each.strand)


def _said(stretch: Stretch) -> tuple[str, str, str]:
    """Return the line of a stretch's events and how its beginning and end are told."""
    match stretch.strand, stretch.told_in:
        case Strand.HOME, _:
            return "Home", "Moved to {}", ""
        case Strand.RELATIONSHIP, _:
            return "Relationship", "Relationship with {} began", "Relationship with {} ended"
        case _, "d.edu":
            return "Education", "Began at {}", "Finished at {}"
        case _ if stretch.is_idle:
            return "Work", "{} from here", ""
        case _:
            return "Work", "Began work: {}", "Ended work: {}"


def _of_others(person: ReportPerson, people: Sequence[ReportPerson]) -> Iterator[LifeEvent]:
    """Tell the births of children and the deaths of those who are near."""
    kinds = {tie.other: tie.kind for tie in person.ties}
    for each in people:
        if each.key == person.key or each.is_applicant:
            continue
        backwards = {tie.other: tie.kind for tie in each.ties}
        is_child = person.key in _parents_of(each, people)
        name = each.called or "A child"
        if is_child and each.born is not None:
            yield LifeEvent(each.born, "Family", f"{name} born", FROM_THE_RECORD)
        is_near = is_child or {kinds.get(each.key), backwards.get(person.key)} & _NEAR
        if is_near and each.died is not None:
            yield LifeEvent(each.died, "Loss", f"{name} died", FROM_THE_RECORD)


def _parents_of(child: ReportPerson, people: Sequence[ReportPerson]) -> frozenset[str]:
    """Return whose child somebody is; the applicants', where nobody has said more than that."""
    named = {tie.other for tie in child.ties if tie.kind == "parent" and tie.other}
    named |= {
        each.key
        for each in people
        for tie in each.ties
        if tie.kind in _CHILDREN and tie.other == child.key
    }
    is_theirs = child.relation in _CHILDREN and child.standing in {"household", "child_elsewhere"}
    if is_theirs and not named:
        return frozenset(each.key for each in people if each.is_applicant)
    return frozenset(named)


def _is_told(event: LifeEvent, typed: Iterable[LifeEvent]) -> bool:
    """Say whether a typed event tells the same as one of the record, as far as can be seen."""
    return any(
        _is_same_time(event.on, each.on)
        and (each.kind == event.kind or each.strand is event.strand is not None)
        and (
            event.kind in {"Home", "Relationship"}
            or (event.on.is_whole and each.on.is_whole and event.what != "Born")
            or _says_same(event.what, each.what)
        )
        for each in typed
        if each.is_typed
    )


def _is_same_time(one: PartialDate, other: PartialDate) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _says_same(told: str, typed: str) -> bool:
    if told == "Born":
        return "born" in typed.casefold() or "birth" in typed.casefold()
    return chronology.shares_a_word(told, typed)
