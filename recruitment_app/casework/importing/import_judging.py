"""Saying of each row of a file what it is, by what the store holds now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.importing.import_additions import (
    Label,
    Recorded,
    joined,
    more_than,
    read_recorded,
)
from recruitment_app.casework.importing.import_plan import (
    ImportPlan,
    More,
    NewCase,
    PlannedRow,
    Progress,
    Verdict,
)
from recruitment_app.casework.in_force import law_in_force
from recruitment_app.casework.merging.alike_households import Alike, PossibleDuplicates
from recruitment_app.casework.merging.known_households import CertainDuplicates, Known
from recruitment_app.exchange import tracker
from recruitment_app.exchange.incoming import Incoming, IncomingCase, Unknown
from recruitment_app.rules import permitted, values
from recruitment_app.store.audit import last_head
from recruitment_app.store.tables import Worker

SAME_PERSON = "The same person and date of enquiry."
SAME_HOUSEHOLD = "The same date of enquiry, names and telephone, e-mail or postcode."
SAME_IN_FILE = "The file gives the same person and date of enquiry before."

_TELL_EVERY = 100


def judge(
    session: Session, worker: Worker, incoming: Incoming, *, file_name: str, progress: Progress
) -> ImportPlan:
    """Return the dry run of a file that was read: what each of its rows is now."""
    seen = last_head(session)
    workers = {
        known.name_fold: known
        for known in session.scalars(select(Worker).where(Worker.deleted_at.is_(None)))
    }
    judging = _Judging(
        CertainDuplicates(session, worker, incoming.cases),
        PossibleDuplicates(session, worker, incoming.cases),
        workers,
        {row: each for each in reversed(incoming.unknown) for row in each.rows},
        law_in_force(session).label,
    )
    for done, case in enumerate(incoming.cases):
        if done % _TELL_EVERY == 0:
            progress(done, len(incoming.cases), "Comparing with what the store holds.")
        judging.judge(case)
    judging.look_at_known(session)
    judging.rows += [
        PlannedRow(wrong.row, Verdict.WRONG, why=wrong.why, column=wrong.column)
        for wrong in incoming.wrong
    ]
    judging.rows += [
        PlannedRow(each.row, Verdict.DUPLICATE, of=f"row {each.first_row}", why=SAME_IN_FILE)
        for each in incoming.repeated
    ]
    return ImportPlan(
        incoming.mapping,
        tuple(sorted(judging.rows, key=lambda each: each.row)),
        incoming.unknown,
        incoming.ignored,
        incoming,
        tuple(judging.new.values()),
        tuple(judging.changed),
        seen,
        file_name,
    )


@dataclass(slots=True)
class _Judging:
    """What a dry run gathers, case by case in the order of the file.

    ``known`` are the rows of certain duplicates of cases of the store.
    """

    certain: CertainDuplicates
    possible: PossibleDuplicates
    workers: Mapping[str, Worker]
    unanswered: Mapping[int, Unknown]
    label: Label
    rows: list[PlannedRow] = field(default_factory=list)
    new: dict[str, NewCase] = field(default_factory=dict)
    known: list[tuple[IncomingCase, Known, str]] = field(default_factory=list)
    changed: list[tuple[UUID, More]] = field(default_factory=list)
    earlier: dict[str, Recorded] = field(default_factory=dict)

    def judge(self, case: IncomingCase) -> None:
        """Say what the rows of one case are, and keep the case if it is new."""
        if self._is_wrong(case):
            return
        fresh = self._without_known(case)
        if fresh is None:
            return
        label = f"row {fresh.rows[0]}"
        like = self.possible.of(fresh, label)
        self.certain.add(fresh, label)
        worker = self.workers.get(values.name_fold(fresh.worker)) if fresh.worker else None
        named = tuple(each.of for each in like)
        self.new[label] = NewCase(fresh, worker.id if worker else None, named)
        why = _remark(fresh, like)
        self.rows += [PlannedRow(row, Verdict.NEW, why=why, like=named) for row in fresh.rows]

    def look_at_known(self, session: Session) -> None:
        """Say of each certain duplicate of the store whether its row says more than is recorded."""
        meant = {known.case_id for _, known, _ in self.known if known.case_id is not None}
        recorded = read_recorded(session, sorted(meant))
        for case, known, why in self.known:
            more = More()
            if known.case_id is not None:
                more = more_than(recorded[known.case_id], case, self.label)
            if more and known.case_id is not None:
                recorded[known.case_id].take_in(more)
                self.changed.append((known.case_id, more))
            self._tell_known(case, known.label, more, why)

    def _is_wrong(self, case: IncomingCase) -> bool:
        why, column = "", ""
        worker = self.workers.get(values.name_fold(case.worker)) if case.worker else None
        unanswered = next((self.unanswered[r] for r in case.rows if r in self.unanswered), None)
        if case.worker and worker is None:
            why, column = "“Worker” is not one of the agency's people.", tracker.WORKER
        elif unanswered is not None:
            column = unanswered.column
            why = f"“{column}” has a spelling that is not known: it needs an answer."
        self.rows += [
            PlannedRow(row, Verdict.WRONG, why=why, column=column) for row in case.rows if why
        ]
        return bool(why)

    def _without_known(self, case: IncomingCase) -> IncomingCase | None:
        """Return what of a case is not certainly known, and say of whom the rest is a duplicate."""
        if not case.people[0].identifier:
            of = self.certain.of_named(case)
            if of is None:
                return case
            if of.label in self.new:
                self._join(case, of.label)
            else:
                self.known.append((case, of, SAME_HOUSEHOLD))
            return None
        known = [self.certain.of_numbered(case, at) for at in range(len(case.people))]
        first = known[0]
        if first is not None and all(each == first for each in known):
            self.known.append((case, first, SAME_PERSON))
            return None
        left = [at for at, each in enumerate(known) if each is None]
        self.rows += [
            PlannedRow(row, Verdict.DUPLICATE, each.label, SAME_PERSON)
            for row, each in zip(case.rows, known, strict=True)
            if each is not None
        ]
        if not left:
            return None
        return replace(
            case,
            rows=tuple(case.rows[at] for at in left),
            people=tuple(case.people[at] for at in left),
        )

    def _join(self, case: IncomingCase, label: str) -> None:
        """Add to a new case what a later row of the same file says of it."""
        first = self.new[label]
        recorded = self.earlier.setdefault(label, Recorded.of_file(first.case))
        more = more_than(recorded, case, self.label)
        if more:
            recorded.take_in(more)
            self.new[label] = replace(first, case=joined(first.case, more))
            self.certain.add(self.new[label].case, label)
        self._tell_known(case, label, more, SAME_HOUSEHOLD)

    def _tell_known(self, case: IncomingCase, label: str, more: More, why: str) -> None:
        verdict = Verdict.CHANGED if more else Verdict.DUPLICATE
        self.rows += [
            PlannedRow(row, verdict, label, f"{why} {more.why}".strip()) for row in case.rows
        ]


def _remark(case: IncomingCase, like: Sequence[Alike]) -> str:
    """Return what there is to say of a case that comes in."""
    told = []
    if like:
        named = "; ".join(f"{each.of} ({', '.join(each.reasons)})" for each in like)
        told.append(f"Possible duplicate of {named}.")
    faults = len(permitted.faults(case.events))
    if faults:
        told.append(
            f"{faults} of its dates break today's rules: it comes in as given and is flagged."
        )
    return " ".join(told)
