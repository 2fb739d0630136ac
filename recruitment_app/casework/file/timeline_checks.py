"""What happened to the checks of a case, as lines of its timeline; referees among them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select

from recruitment_app.casework.checks.check_kinds import check_rules
from recruitment_app.casework.file.timeline_rows import (
    Group,
    Line,
    Source,
    TimelineRow,
    day_of,
    key_of,
    moment_of,
)
from recruitment_app.casework.file.timeline_scope import (
    Scope,
    Words,
    first_day,
    joined,
    midnight,
    of_case,
    raw,
)
from recruitment_app.rules.roles import Duty, may
from recruitment_app.rules.stages import long_date
from recruitment_app.store.tables import (
    Check,
    CheckChase,
    CheckOutcome,
    ConfidentialOutcome,
    Person,
    Referee,
    RefereeInterview,
)

_CHECK: Final = of_case(
    Check,
    *map(raw, (Check.id, Check.kind, Check.about, Check.person_id, Check.added_at)),
    *map(raw, (Check.added_by, Check.asked_on, Check.asked_of, Check.received_on)),
    *map(raw, (Check.seen_by, Check.number, Check.valid_until, Check.not_needed_why)),
)
_CHASE: Final = of_case(
    CheckChase,
    *map(raw, (CheckChase.check_id, CheckChase.on, CheckChase.how, CheckChase.words)),
    *map(raw, (CheckChase.recorded_at, CheckChase.chased_by)),
)

Tell = Callable[[Any], TimelineRow]


@dataclass(frozen=True)
class _Told:
    """What the lines of the checks are told with."""

    words: Words
    titles: Mapping[Any, str]
    confidential: frozenset[Any]
    reads_all: bool

    def row(self, check_id: Any, on: Any, at: Any, by: Any, *said: str) -> TimelineRow:
        """Return a line: what was done to the check, and words on it."""
        done, *more = said
        return TimelineRow(
            key_of(check_id),
            Source.CHECK,
            Group.CHECKS,
            day_of(on),
            "Check",
            f"{self.titles[check_id]}: {done}",
            joined(" ", *more),
            self.words.name(by),
            moment_of(at),
            is_confidential=check_id in self.confidential,
        )

    def asked(self, row: Any) -> TimelineRow:
        of = f"Of {row[7]}." if row[7] else ""
        return self.row(row[0], row[6], row[4], row[5], "asked for", of)

    def received(self, row: Any) -> TimelineRow:
        number = f"Number {row[10]}." if row[10] else ""
        until = f"Good until {long_date(day_of(row[11]))}." if row[11] else ""
        return self.row(row[0], row[8], row[4], row[9] or row[5], "received", number, until)

    def not_needed(self, row: Any) -> TimelineRow:
        why = row[12] if self.reads_all or row[0] not in self.confidential else ""
        return self.row(row[0], first_day(row[4]), row[4], row[5], "not needed", why)

    def chased(self, row: Any) -> TimelineRow:
        how = self.words.label("chase_way", row[2])
        words = joined(": ", how, row[3])
        return self.row(row[0], row[1], row[4], row[5], "chased", words)

    def judged(self, row: Any) -> TimelineRow:
        outcome = self.words.label("check_outcome", row[1]).lower()
        return self.row(row[0], first_day(row[4]), row[4], row[5], outcome, row[2], row[3])

    def decided(self, row: Any) -> TimelineRow:
        decision = self.words.label("check_decision", row[6]).lower()
        return self.row(row[0], row[8], row[4], row[9], f"decided: {decision}", row[7])


def check_lines(scope: Scope) -> Iterator[Line]:
    """Give what happened to each check: asked for, chased, received, judged, decided on."""
    kept = {row[0]: row for row in scope.rows(_CHECK)}
    if not kept:
        return
    told = _told(scope, kept)
    for row in kept.values():
        yield from _of_check(row, told)
    for row in scope.rows(_CHASE):
        if row[0] in kept:
            yield row[1], row[4], Group.CHECKS, row[5], told.chased, row
    queries = [_OUTCOMES]
    if told.reads_all:
        queries.append(_CONFIDENTIAL)
    for query in queries:
        for row in scope.rows(query):
            if row[0] in kept:
                yield from _of_outcome(row, told)


def interview_lines(scope: Scope) -> Iterator[Line]:
    """Give the interviews with referees, to whoever may read what is confidential."""
    if not may(scope.worker.role, Duty.READ_CONFIDENTIAL):
        return
    words = scope.words

    def tell(row: Any) -> TimelineRow:
        key, on, venue, name, weight, by = row
        return TimelineRow(
            key_of(key),
            Source.REFEREE,
            Group.CHECKS,
            day_of(on),
            "Check",
            joined(", ", f"Referee {name} interviewed", venue),
            f"Weight: {weight}" if weight else "",
            words.name(by),
            moment_of(midnight(on)),
            is_confidential=True,
        )

    for row in scope.rows(_INTERVIEW):
        yield row[1], midnight(row[1]), Group.CHECKS, row[5], tell, row


_INTERVIEW: Final = of_case(
    RefereeInterview,
    *map(raw, (RefereeInterview.id, RefereeInterview.held_on, RefereeInterview.venue)),
    *map(raw, (Referee.name, RefereeInterview.weight, RefereeInterview.interviewed_by)),
    join=(Referee, Referee.id == RefereeInterview.referee_id),
)
_PEOPLE: Final = of_case(Person, raw(Person.id), Person.given_names, Person.family_name)


def _outcome(table: Any) -> Select[Any]:
    return of_case(
        table,
        *map(raw, (table.check_id, table.outcome, table.words, table.evidence)),
        *map(raw, (table.recorded_at, table.recorded_by, table.decision)),
        *map(raw, (table.decision_words, table.decided_on, table.decided_by)),
    )


_OUTCOMES: Final = _outcome(CheckOutcome)
_CONFIDENTIAL: Final = _outcome(ConfidentialOutcome)


def _of_check(row: Any, told: _Told) -> Iterator[Line]:
    if row[6]:
        yield row[6], row[4], Group.CHECKS, row[5], told.asked, row
    if row[8]:
        yield row[8], row[4], Group.CHECKS, row[9] or row[5], told.received, row
    if row[12]:
        yield first_day(row[4]), row[4], Group.CHECKS, row[5], told.not_needed, row


def _of_outcome(row: Any, told: _Told) -> Iterator[Line]:
    yield first_day(row[4]), row[4], Group.CHECKS, row[5], told.judged, row
    if row[8]:
        yield row[8], row[4], Group.CHECKS, row[9], told.decided, row


def _told(scope: Scope, kept: Mapping[Any, Any]) -> _Told:
    """Return what each check is called: its title, whom it is of and what it is about."""
    kinds = check_rules(scope.session).kinds
    people = {row[0]: f"{row[1]} {row[2]}".strip() for row in scope.rows(_PEOPLE)}
    titles = {}
    for key, row in kept.items():
        title = kinds[row[1]].title if row[1] in kinds else row[1]
        titles[key] = joined(", ", title, people.get(row[3], ""), row[2])
    confidential = (
        key for key, row in kept.items() if row[1] in kinds and kinds[row[1]].confidential
    )
    reads_all = may(scope.worker.role, Duty.READ_CONFIDENTIAL)
    return _Told(scope.words, titles, frozenset(confidential), reads_all)
