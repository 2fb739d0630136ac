"""One act on many cases: first what it would come to for each, then done for those it suits."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, together
from recruitment_app.casework.checks.check_rows import case_checks
from recruitment_app.casework.checks.checks import chase_many
from recruitment_app.casework.journey.corrections import strike_entry
from recruitment_app.casework.stepping import require_case, signed_in
from recruitment_app.casework.today.tasks import add_task
from recruitment_app.errors import NotAllowed, Problem, StoreTrouble
from recruitment_app.rules.check_states import WAITING
from recruitment_app.rules.stages import Stage, Status
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Worker

MOST_AT_ONCE: Final = 500
"""So many cases may be acted on at once: a preview of more is not read by anybody."""

Act = Callable[..., Change]
"""An act on a case: it is told the store, ``case_id``, ``today`` and what it asks."""

TakeBack = Callable[..., Change]
"""Takes back an act that names none itself: told the store, case_id, record_id and today."""

_Undo = tuple[UUID | None, Callable[..., Change]]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an act would come to for one case: what it changes, or why it is refused.

    ``stage``, ``status`` and ``worker`` stand there where they would be others than now.
    """

    case_id: UUID
    reference: str
    title: str
    result: str = ""
    refusal: str = ""
    stage: Stage | None = None
    status: Status | None = None
    worker: str = ""


class _NotKept(Exception):  # noqa: N818 - it is no error: a trial ends, and nothing of it is kept
    """Ends a trial; everything is as it was."""


def foresee(
    store: Store,
    *,
    each: Act,
    cases: Sequence[UUID],
    facts: Mapping[str, object],
    today: date,
    tell: Callable[[int, int], object] = lambda _done, _of: None,
) -> tuple[Foreseen, ...]:
    """Return what an act would come to for each of some cases; nothing of it is kept.

    Each case is tried by the act itself, in a transaction that is rolled back.

    Raises:
        NotAllowed: the person may not do this at all.
        Problem: the cases are none or too many, or what was asked is at fault and not a case.

    """
    _refuse_count(cases)
    found: list[Foreseen] = []
    refused: list[Problem] = []
    for done, case_id in enumerate(cases):
        tell(done, len(cases))
        outcome, problem = _tried(store, each, case_id, facts, today)
        found.append(outcome)
        if problem is not None:
            refused.append(problem)
    _refuse_asked(refused, len(cases))
    return tuple(found)


def do_at_once(
    store: Store,
    *,
    each: Act,
    cases: Sequence[UUID],
    facts: Mapping[str, object],
    today: date,
    take_back: TakeBack | None = None,
) -> Change:
    """Do an act on each of some cases, on all of them or on none.

    Where each of them can be taken back, by what it names itself or else by ``take_back``, all
    of them can be taken back together.

    Raises:
        NotAllowed: the person may not do this.
        Problem: the act is refused for one of the cases, which the sentence names.

    """
    _refuse_count(cases)
    done: list[Change] = []
    with store.writing(act="many_at_once") as session:
        for case_id in cases:
            with _named(session.get(Case, case_id)):
                done.append(each(store, case_id=case_id, today=today, **facts))
    counted = "1 case" if len(done) == 1 else f"{len(done):,} cases"
    undone = [each for each in (_undo_of(change, take_back, today) for change in done) if each]
    whole = together(done, f"Done for {counted}.")
    undo = partial(undo_at_once, undone=undone) if len(undone) == len(done) else None
    return Change(whole.case_id, whole.touched, whole.sentence, undo=undo)


def undo_at_once(store: Store, *, undone: Sequence[_Undo]) -> Change:
    """Take back what was done on many cases: all of it or nothing.

    Raises:
        Problem: one of them cannot be taken back any more; the sentence names the case.

    """
    changes: list[Change] = []
    with store.writing(act="undo_at_once") as session:
        for case_id, undo in reversed(undone):
            with _named(session.get(Case, case_id) if case_id else None):
                changes.append(undo(store))
    counted = "1 case" if len(changes) == 1 else f"{len(changes):,} cases"
    return together(changes, f"Taken back for {counted}.")


def _undo_of(change: Change, take_back: TakeBack | None, today: date) -> _Undo | None:
    """Return what takes one of the acts back, or None where nothing does."""
    if change.undo is not None:
        return change.case_id, change.undo
    if take_back is None or change.record_id is None:
        return None
    facts = {"case_id": change.case_id, "record_id": change.record_id, "today": today}
    return change.case_id, partial(take_back, **facts)


def strike_again(store: Store, *, case_id: UUID, record_id: UUID, today: date) -> Change:
    """Take an entry of a journey back that an act on many cases made."""
    why = "Taken back at once."
    return strike_entry(store, case_id=case_id, event_id=record_id, why=why, today=today)


def chase_checks(
    store: Store, *, case_id: UUID, on: date, today: date, how: str = "", words: str = ""
) -> Change:
    """Record that every check of a case that is waited for was chased on a day.

    Raises:
        Problem: none is waited for, or one cannot be chased on that day.

    """
    rows = case_checks(store, case_id=case_id, today=today)
    waited = [row.key for row in rows if row.state in WAITING]
    if not waited:
        raise Problem("No check of this case is waited for.")
    return chase_many(store, checks=waited, on=on, today=today, how=how, words=words)


def give_task(
    store: Store, *, case_id: UUID, what: str, whose: str, today: date, due_on: date | None = None
) -> Change:
    """Give a task of a case to whoever has the case, or (``whose`` "mine") note it for oneself.

    Raises:
        Problem: nobody has the case, or the task says nothing or is due on a day that is past.

    """
    with store.writing(act="give_task") as session:
        me = signed_in(session, store)
        case = require_case(session, me, case_id)
        worker_id = me.id if whose == "mine" else case.worker_id
        if worker_id is None:
            raise Problem("Nobody has this case yet: allocate it first.")
        return add_task(
            store, what=what, today=today, due_on=due_on, worker_id=worker_id, case_id=case_id
        )


@contextmanager
def _named(case: Case | None) -> Iterator[None]:
    """Name the case in the sentence of a Problem."""
    try:
        yield
    except (NotAllowed, StoreTrouble):
        raise
    except Problem as problem:
        told = f"{case.reference}: {problem}" if case else str(problem)
        raise Problem(f"{told} Nothing was done: look at the preview again.") from problem


def _tried(
    store: Store, each: Act, case_id: UUID, facts: Mapping[str, object], today: date
) -> tuple[Foreseen, Problem | None]:
    outcome = Foreseen(case_id, "", "")
    try:
        with _trial(store) as session:
            case = require_case(session, signed_in(session, store), case_id)
            outcome = Foreseen(case_id, case.reference, case.title)
            before = (case.stage, case.status, case.worker_id)
            change = each(store, case_id=case_id, today=today, **facts)
            stage, status, worker_id = case.stage, case.status, case.worker_id
            worker = session.get(Worker, worker_id) if worker_id else None
            outcome = replace(
                outcome,
                result=change.sentence,
                stage=stage if stage is not before[0] else None,
                status=status if status is not before[1] else None,
                worker=worker.name if worker and worker_id != before[2] else "",
            )
    except (NotAllowed, StoreTrouble):
        raise
    except Problem as problem:
        return replace(outcome, refusal=str(problem)), problem
    return outcome, None


@contextmanager
def _trial(store: Store) -> Iterator[Session]:
    """Give a session of which nothing is kept."""
    try:
        with store.writing(act="foresee") as session:
            yield session
            _end_trial()
    except _NotKept:
        pass


def _end_trial() -> None:
    raise _NotKept


def _refuse_count(cases: Sequence[UUID]) -> None:
    if not 1 <= len(cases) <= MOST_AT_ONCE:
        raise Problem(f"Choose from 1 to {MOST_AT_ONCE} cases in the list first.")


def _refuse_asked(refused: Iterable[Problem], cases: int) -> None:
    """Where every case is refused for one answer, the answer is at fault and not the cases."""
    every = list(refused)
    told = {(str(problem), problem.field) for problem in every}
    if len(every) == cases and len(told) == 1 and every[0].field:
        raise every[0]
