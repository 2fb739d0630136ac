"""What the people of the sample have to do besides: tasks, promises and supervision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.lists.saved_views import MINE, save_view
from recruitment_app.casework.sampling.sample_gathering import INVENTED, AssessedCase, Rows, at
from recruitment_app.rules.stages import Stage
from recruitment_app.rules.working_days import Calendar
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Promise, Supervision, SupervisionLine, Task

_TASKS: Final = (
    "Ring about the date of the medical",
    "Ask for the employers' addresses",
    "Send the leaflet on the preparation course",
    "Write up the last visit",
    "Book the room for the network meeting",
)
_OF_THE_OFFICE: Final = (
    "Order leaflets for the next information session",
    "Bring the list of checks to the team meeting",
)
_PROMISES: Final = (
    "Whether there is a place on the next preparation course",
    "What the local authority answered",
    "The dates of the next visits",
)
_NARRATIVES: Final = (
    "Checks are the slow part; the family keeps its side of the plan.",
    "Visits on time. The report is growing section by section.",
    "A quiet month: nobody rang them after the last letter.",
)
_DECISIONS: Final = (
    "Chase the medical and tell the family by Friday when it comes",
    "Hold the next two visits before the end of the month",
    "Ring the family this week, whatever there is to say",
)
_MOST_LINES: Final = 8
_LEFT_UNDONE: Final = 3
_BEFORE: Final = timedelta(days=37)
_AGAIN: Final = timedelta(days=42)
_QUIET_EVERY: Final = 6
_QUIET_TURNS: Final = 2
_CALLS: Final = 6
_CALLED: Final = (
    "Rang to hear how they are, and told them what we still wait for.",
    "They rang: a question about the medical, answered.",
    "A short call to fix the next meeting.",
)
_LATELY: Final = timedelta(days=3)
_IN_ASSESSMENT: Final = (Stage.STAGE_ONE, Stage.STAGE_TWO, Stage.PANEL, Stage.DECISION)
_VIEWS: Final = (
    ("My cases", {"worker_id": MINE, "group": "open"}),
    ("Stage One", {"stages": "stage_one", "group": "open"}),
    ("Due within 30 days", {"group": "due_soon"}),
    ("Enquiries gone quiet", {"group": "quiet"}),
    ("The journey", {"group": "open", "shows": "board"}),
)


def add_tasks(rows: Rows, told: AssessedCase, calendar: Calendar) -> None:
    """Add the tasks of a case that is assessed: some done, some due, some late."""
    if told.left_on is not None or told.stage not in _IN_ASSESSMENT:
        return
    turn = told.number
    due_on = calendar.on_or_before(told.today + timedelta(days=turn % 14 - 1))
    is_done = turn % 3 == 1
    made_on = calendar.before(min(due_on, told.today), 4)
    rows.add(
        Task,
        {
            "worker_id": told.worker,
            "case_id": told.case_id,
            "what": _TASKS[turn % len(_TASKS)],
            "due_on": due_on,
            "done_on": min(due_on, told.today) if is_done else None,
            "made_at": at(made_on, 5),
            "made_by": told.worker,
        },
    )


def contacts_of(told: AssessedCase) -> list[tuple[date, str]]:
    """Return the calls of late in a case in hand; a few families were not rung for weeks."""
    if told.left_on is not None:
        return []
    first = _QUIET_TURNS if told.number % _QUIET_EVERY == 0 else 0
    since = told.dice(6) % 18 + 2
    days = [told.today - timedelta(days=since + 21 * turn) for turn in range(first, _CALLS)]
    return [
        (on, _CALLED[place % len(_CALLED)] + INVENTED)
        for place, on in enumerate(days)
        if on > told.accepted_on
    ]


def add_promise(rows: Rows, told: AssessedCase, calendar: Calendar) -> None:
    """Add what some families were told that they would hear, kept or not yet."""
    if told.left_on is not None or told.stage not in _IN_ASSESSMENT or told.number % 2:
        return
    turn = told.number // 2
    by_on = told.today + timedelta(days=turn % 12 - 1)
    promised_on = calendar.before(min(by_on, told.today), 5)
    is_kept = turn % 3 == 1
    rows.add(
        Promise,
        {
            "case_id": told.case_id,
            "what": _PROMISES[turn % len(_PROMISES)],
            "by_on": by_on,
            "promised_on": promised_on,
            "promised_by": told.worker,
            "kept_on": min(by_on, told.today) if is_kept else None,
            "kept_words": "Rang them." if is_kept else "",
            "recorded_at": at(promised_on, 6),
        },
    )


@dataclass(slots=True)
class Supervised:
    """A supervision of a worker, and how many cases it has a line for by now."""

    id: UUID
    worker: UUID
    manager: UUID
    held_on: date
    is_signed: bool
    lines: int = 0


def begin_supervisions(
    session: Session,
    *,
    manager: UUID,
    workers: Sequence[UUID],
    calendar: Calendar,
    today: date,
) -> tuple[Supervised, ...]:
    """Write the supervisions of each worker, before their cases: the last of the first is open."""
    rows = Rows()
    made = []
    for place, worker in enumerate(workers):
        held = [(calendar.on_or_before(today - _BEFORE + timedelta(days=place)), True)]
        if not place:
            held.append((calendar.on_or_before(today - _LATELY), False))
        for held_on, is_signed in held:
            facts = {
                "worker_id": worker,
                "supervisor_id": manager,
                "held_on": held_on,
                "next_on": held_on + _AGAIN,
                "remarks": "Leave, training and the caseload were talked over." + INVENTED,
                "supervisor_signed_on": held_on if is_signed else None,
                "worker_signed_on": held_on + timedelta(days=1) if is_signed else None,
                "recorded_at": at(held_on, 7),
            }
            key = rows.add(Supervision, facts)
            made.append(Supervised(key, worker, manager, held_on, is_signed))
    rows.write(session)
    return tuple(made)


def add_supervision(rows: Rows, told: AssessedCase, supervised: Sequence[Supervised]) -> None:
    """Add what was said of a case in its worker's supervisions, and the task that came of it."""
    if told.left_on is not None or told.stage not in _IN_ASSESSMENT:
        return
    for each in supervised:
        is_theirs = each.worker == told.worker and told.accepted_on < each.held_on
        if not is_theirs or each.lines == _MOST_LINES:
            continue
        place, each.lines = each.lines, each.lines + 1
        has_decision = each.is_signed or not place
        decision = _DECISIONS[place % len(_DECISIONS)] if has_decision else ""
        due_on = each.held_on + timedelta(days=14) if has_decision else None
        rows.add(
            SupervisionLine,
            {
                "supervision_id": each.id,
                "case_id": told.case_id,
                "drift": "Nobody has spoken with them for three weeks." if place % 3 else "",
                "narrative": _NARRATIVES[place % len(_NARRATIVES)] + INVENTED,
                "decision": decision,
                "due_on": due_on,
            },
        )
        if each.is_signed:  # then each decision is a task of the worker
            rows.add(
                Task,
                {
                    "worker_id": told.worker,
                    "case_id": told.case_id,
                    "what": decision,
                    "due_on": due_on,
                    "done_on": due_on if place != _LEFT_UNDONE else None,
                    "made_at": at(each.held_on, 8),
                    "made_by": each.manager,
                },
            )


def write_sample_office(
    session: Session, store: Store, *, manager: UUID, calendar: Calendar, today: date
) -> None:
    """Write what is of no case: tasks of the office, and the views that everybody has."""
    rows = Rows()
    made_on = calendar.before(today, 3)
    for place, what in enumerate(_OF_THE_OFFICE):
        rows.add(
            Task,
            {
                "worker_id": manager,
                "what": what,
                "due_on": today + timedelta(days=3 * place),
                "made_at": at(made_on),
                "made_by": manager,
            },
        )
    rows.write(session)
    for name, facts in _VIEWS:
        save_view(store, page="cases", name=name, facts=facts, is_shared=True)
