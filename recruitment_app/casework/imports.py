"""Bringing cases in from a file: a dry run says what each row is, then all come in or none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import STEP, Change, Touched
from recruitment_app.casework.import_rows import NewCase, write_cases
from recruitment_app.casework.in_force import law_in_force, read_law
from recruitment_app.casework.known_households import Alike, CertainDuplicates, PossibleDuplicates
from recruitment_app.casework.stepping import ask_leave
from recruitment_app.errors import Problem
from recruitment_app.exchange import annex_a, tracker
from recruitment_app.exchange.facts_of_cells import Answers
from recruitment_app.exchange.incoming import Incoming, IncomingCase, Unknown
from recruitment_app.rules import permitted, values
from recruitment_app.rules.roles import Duty
from recruitment_app.store.audit import Head, last_head
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Worker

MAPPINGS: Mapping[str, Callable[..., Incoming]] = {
    annex_a.NAME: annex_a.read,
    tracker.NAME: tracker.read,
}
_TOUCHED = STEP | {Touched.PEOPLE, Touched.NOTES}


class Verdict(StrEnum):
    """What a row of a file is."""

    NEW = "new"
    DUPLICATE = "duplicate"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What becomes of one row.

    ``of`` names the case, or the earlier row, that a certain duplicate repeats;
    ``like`` those that a new one may be. ``why`` is a sentence without values.
    """

    row: int
    verdict: Verdict
    of: str = ""
    why: str = ""
    column: str = ""
    like: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The dry run of one file: every row's verdict, and the spellings that need an answer."""

    mapping: str
    rows: tuple[PlannedRow, ...]
    unknown: tuple[Unknown, ...]
    ignored: tuple[str, ...]
    incoming: Incoming = field(repr=False)
    new: tuple[NewCase, ...] = field(repr=False, default=())
    seen: Head | None = field(repr=False, default=None)

    def count(self, verdict: Verdict) -> int:
        """Return how many rows have a verdict."""
        return sum(row.verdict is verdict for row in self.rows)

    @property
    def may_go_ahead(self) -> bool:
        """Tell whether every row is new or a certain duplicate, and every spelling known."""
        return not self.unknown and not self.count(Verdict.WRONG)

    @property
    def sentence(self) -> str:
        """Return what the dry run found, in a sentence or two."""
        told = (
            f"Rows: {self.count(Verdict.NEW)} new, {self.count(Verdict.DUPLICATE)} certain"
            f" duplicates, {self.count(Verdict.WRONG)} wrong."
        )
        if self.unknown:
            named = "; ".join(f"“{each.spelling}” under {each.column}" for each in self.unknown)
            told += f" These spellings are not known and need an answer: {named}."
        if self.ignored:
            told += f" These columns are not read: {', '.join(self.ignored)}."
        return told


def plan_import(
    store: Store, *, path: Path, mapping: str, today: date, answers: Answers | None = None
) -> ImportPlan:
    """Read a file and say what each row is: new, a certain duplicate of whom, or wrong and why.

    Nothing is written. ``answers`` give the code for a spelling that no list knows.

    Raises:
        NotAllowed: the person may not bring cases in.
        Problem: the mapping is not known, or the file cannot be read.

    """
    if mapping not in MAPPINGS:
        raise Problem(f"There is no mapping “{mapping}”: choose {' or '.join(MAPPINGS)}.")
    with store.reading() as session:
        ask_leave(session, store, Duty.IMPORT)
        codes = read_law(session).codes
    incoming = MAPPINGS[mapping](path, codes=codes, answers=answers or {}, today=today)
    if not (incoming.cases or incoming.wrong):
        raise Problem(f"{path.name} has no rows below its headings.")
    with store.reading() as session:
        return _planned(session, ask_leave(session, store, Duty.IMPORT), incoming)


def import_cases(store: Store, *, plan: ImportPlan, today: date) -> Change:
    """Bring in every new case of a dry run, all or nothing; certain duplicates are skipped.

    Raises:
        NotAllowed: the person may not bring cases in.
        Problem: a row is wrong, a spelling needs an answer, or the store has
            changed since the dry run so that a row is something else now.

    """
    if plan.unknown:
        named = "; ".join(f"“{each.spelling}” under {each.column}" for each in plan.unknown)
        raise Problem(f"Nothing was brought in. These spellings need an answer: {named}.")
    wrong = [row for row in plan.rows if row.verdict is Verdict.WRONG]
    if wrong:
        raise Problem(
            f"Nothing was brought in: {_rows(len(wrong))} wrong, the first is row"
            f" {wrong[0].row}. {wrong[0].why}"
        )
    with store.writing(act="import_cases") as session:
        worker = ask_leave(session, store, Duty.IMPORT)
        if last_head(session) != plan.seen:
            again = _planned(session, worker, plan.incoming)
            if again.rows != plan.rows:
                raise Problem("The store has changed since the dry run: look at a new one first.")
            plan = again
        law = law_in_force(session)
        write_cases(session, store, worker, law, plan.new, mapping=plan.mapping, today=today)
        skipped = plan.count(Verdict.DUPLICATE)
        told = f"; {_rows(skipped)} skipped as certain duplicates" if skipped else ""
        cases = "1 case" if len(plan.new) == 1 else f"{len(plan.new)} cases"
        return Change(None, _TOUCHED, f"{cases} brought in{told}.")


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count} rows are"


def _planned(session: Session, worker: Worker, incoming: Incoming) -> ImportPlan:
    """Say what each row is, by what the store holds now."""
    seen = last_head(session)
    workers = {
        known.name_fold: known
        for known in session.scalars(select(Worker).where(Worker.deleted_at.is_(None)))
    }
    planning = _Planning(
        CertainDuplicates(session, worker, incoming.cases),
        PossibleDuplicates(session, worker, incoming.cases),
        workers,
        _unanswered(incoming.unknown),
    )
    for case in incoming.cases:
        planning.judge(case)
    planning.rows += [
        PlannedRow(wrong.row, Verdict.WRONG, why=wrong.why, column=wrong.column)
        for wrong in incoming.wrong
    ]
    planning.rows += [_repeated(each.row, each.first_row) for each in incoming.repeated]
    rows = tuple(sorted(planning.rows, key=lambda each: each.row))
    return ImportPlan(
        incoming.mapping,
        rows,
        incoming.unknown,
        incoming.ignored,
        incoming,
        tuple(planning.new),
        seen,
    )


def _unanswered(unknown: Sequence[Unknown]) -> dict[int, Unknown]:
    """Return the first spelling not known of each row."""
    return {row: each for each in reversed(unknown) for row in each.rows}


def _repeated(row: int, first_row: int) -> PlannedRow:
    return PlannedRow(
        row,
        Verdict.DUPLICATE,
        of=f"row {first_row}",
        why="The file gives the same person and date of enquiry before.",
    )


@dataclass(slots=True)
class _Planning:
    """What a dry run gathers, case by case in the order of the file."""

    certain: CertainDuplicates
    possible: PossibleDuplicates
    workers: Mapping[str, Worker]
    unanswered: Mapping[int, Unknown]
    rows: list[PlannedRow] = field(default_factory=list)
    new: list[NewCase] = field(default_factory=list)

    def judge(self, case: IncomingCase) -> None:
        """Say what the rows of one case are, and keep the case if it is new."""
        if self._is_wrong(case):
            return
        fresh = self._without_known(case)
        if fresh is None:
            return
        like = self.possible.of(fresh)
        label = f"row {fresh.rows[0]}"
        self.certain.add(fresh, label)
        self.possible.add(fresh, label)
        worker = self.workers.get(values.name_fold(fresh.worker)) if fresh.worker else None
        named = tuple(each.of for each in like)
        self.new.append(NewCase(fresh, worker.id if worker else None, named))
        why = _remark(fresh, like)
        self.rows += [PlannedRow(row, Verdict.NEW, why=why, like=named) for row in fresh.rows]

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
            if not of:
                return case
            why = "The same date of enquiry, names and telephone, e-mail or postcode."
            self.rows += [PlannedRow(row, Verdict.DUPLICATE, of, why) for row in case.rows]
            return None
        left = []
        for at, row in enumerate(case.rows):
            of = self.certain.of_numbered(case, at)
            if of:
                why = "The same person and date of enquiry."
                self.rows.append(PlannedRow(row, Verdict.DUPLICATE, of, why))
            else:
                left.append(at)
        if not left:
            return None
        return replace(
            case,
            rows=tuple(case.rows[at] for at in left),
            people=tuple(case.people[at] for at in left),
        )


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
