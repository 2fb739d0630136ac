"""The delay ledger of a case: whose time each day was, and the records of its delays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.in_force import Law, read_law
from recruitment_app.casework.journey.delay_rows import DelayRow, delays_of
from recruitment_app.casework.stepping import as_event, require_case, signed_in, standing_case
from recruitment_app.drawings.ledger_strip import Bar, LedgerFigures, Mark
from recruitment_app.rules import clocks
from recruitment_app.rules.delay_ledger import PART_WORDS, Part, Stretch, stretches, sums
from recruitment_app.rules.ownership import Owner
from recruitment_app.rules.roles import Duty, may
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import CaseEvent

_SHORT: Mapping[Part, str] = {
    Part.ENQUIRY: "Enquiry",
    Part.STAGE_ONE: "Stage One",
    Part.BREAK: "Break",
    Part.STAGE_TWO: "Stage Two",
    Part.DETERMINATION: "Determination",
}
_LIMITS: Mapping[Part, tuple[str, ...]] = {
    Part.STAGE_ONE: ("T08",),
    Part.STAGE_TWO: ("T13", "T30"),
}


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """Days with one owner, with the reason in words; empty where nothing held the case up."""

    part: Part
    begins: date
    ends: date
    days: int
    owner: Owner
    reason: str
    is_hold: bool


@dataclass(frozen=True, slots=True)
class LedgerPart:
    """One part of the way with its days by owner and, where a limit runs in it, its due dates."""

    part: Part
    words: str
    begins: date
    ends: date
    days: int
    net_days: int
    by_owner: Mapping[Owner, int]
    due_on: date | None = None
    first_due_on: date | None = None
    met_on: date | None = None


@dataclass(frozen=True, slots=True)
class DelayLedger:
    """All that the ledger of one case tells, up to the day it was read."""

    case_id: UUID
    reference: str
    title: str = field(repr=False)
    today: date
    parts: tuple[LedgerPart, ...] = ()
    rows: tuple[LedgerRow, ...] = ()
    delays: tuple[DelayRow, ...] = ()

    @property
    def by_owner(self) -> Mapping[Owner, int]:
        """Return all its days by their owner."""
        return {owner: sum(part.by_owner[owner] for part in self.parts) for owner in Owner}

    @property
    def days(self) -> int:
        """Return how many days it tells of."""
        return sum(part.days for part in self.parts)


def delay_ledger(store: Store, *, case_id: UUID, today: date) -> DelayLedger:
    """Return the delay ledger of a case.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        case = require_case(session, worker, standing_case(session, case_id))
        law = read_law(session)
        query = select(CaseEvent).where(CaseEvent.case_id == case.id)
        entries = session.scalars(query.order_by(CaseEvent.on, CaseEvent.place)).all()
        events = [as_event(row) for row in entries if row.struck_at is None]
        runs = clocks.runs(events, law.limits, law.calendar)
        found = stretches(events, law.reasons, runs, today)
        may_read = may(worker.role, Duty.READ_CONFIDENTIAL)
        return DelayLedger(
            case.id,
            case.reference,
            case.title,
            today,
            _parts(found, runs),
            tuple(_row(each, law) for each in found),
            delays_of(session, entries, law, may_read_confidential=may_read),
        )


def figures_of(ledger: DelayLedger) -> LedgerFigures:
    """Return what the strip of a ledger shows."""
    marks = [Mark(part.begins, _SHORT[part.part]) for part in ledger.parts]
    marks += [
        Mark(part.due_on, "due", is_due=True)
        for part in ledger.parts
        if part.due_on is not None and (part.met_on is None or part.met_on > part.due_on)
    ]
    bars = (Bar(row.begins, row.ends, row.owner, row.is_hold) for row in ledger.rows)
    return LedgerFigures(tuple(bars), tuple(marks))


def reason_words(row: LedgerRow) -> str:
    """Return why days were somebody's, in words; those that nothing held up say what they were."""
    if row.reason:
        return f"On hold: {row.reason}" if row.is_hold else row.reason
    if row.is_hold:
        return "On hold"
    return "In hand" if row.owner is Owner.AGENCY else "For the applicants to take further"


def _parts(found: Sequence[Stretch], runs: Sequence[clocks.Run]) -> tuple[LedgerPart, ...]:
    by_limit = {run.limit_id: run for run in runs}
    made = []
    for each in sums(found):
        limits = _LIMITS.get(each.part, ())
        run = next((by_limit[limit] for limit in limits if limit in by_limit), None)
        made.append(
            LedgerPart(
                each.part,
                PART_WORDS[each.part],
                each.begins,
                each.ends,
                each.days,
                each.net_days,
                each.by_owner,
                run.due_on if run else None,
                run.first_due_on if run else None,
                run.met_on if run else None,
            )
        )
    return tuple(made)


def _row(each: Stretch, law: Law) -> LedgerRow:
    reason = law.label(each.codes, each.reason) if each.reason else ""
    return LedgerRow(each.part, each.begins, each.ends, each.days, each.owner, reason, each.is_hold)
