"""The end of a case that is not an approval: closed with one reason, and opened again."""

from datetime import date
from uuid import UUID

from recruitment_app.casework.change import STEP, Change
from recruitment_app.casework.events.closed_cases import follow_case
from recruitment_app.casework.events.open_events import EVENTS
from recruitment_app.casework.stepping import on_case
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import STAGE_WORDS, EventKind
from recruitment_app.store.keeping import Store

K = EventKind


def close_case(
    store: Store, *, case_id: UUID, reason: str, on: date, today: date, words: str = ""
) -> Change:
    """Close a case with one coded reason and free text; its places at events to come are given up.

    Raises:
        Problem: the reason is not one for the stage that the case is at.

    """
    with on_case(store, case_id=case_id, duty=Duty.CLOSE, act="close_case", today=today) as opened:
        law, stage = opened.law, opened.journey.stage
        law.require_code("closing_reason", reason, what="why the case is closed")
        code = law.codes["closing_reason"].get(reason)
        if code is not None and code.stages and stage not in code.stages:
            raise Problem(
                f"“{code.label}” is not a reason at {STAGE_WORDS[stage]}: choose another.",
                field="reason",
            )
        row = opened.record(K.CLOSED, on, {"reason": reason, "words": words})
        return Change(case_id, STEP | EVENTS, follow_case(opened, "Case closed."), row.id)


def reopen_case(store: Store, *, case_id: UUID, on: date, today: date, words: str) -> Change:
    """Open a closed case again, where it was left, with the places that are still free for it.

    Raises:
        Problem: no reason is given.

    """
    if not words.strip():
        raise Problem("Say why the case is opened again.", field="words")
    with on_case(
        store, case_id=case_id, duty=Duty.REOPEN, act="reopen_case", today=today
    ) as opened:
        row = opened.record(K.REOPENED, on, {"words": words})
        told = follow_case(opened, "Case opened again where it was left.")
        return Change(case_id, STEP | EVENTS, told, row.id)
