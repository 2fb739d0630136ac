"""What is to be done: the kinds of lines of Today, how each stands, and which a role looks after.

Source: the team's own division of labour (rules/roles.py); what to look for, from the practice of
agencies that chase, promise and supervise (quiet days, no next action, promises kept).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import OPEN, EventKind, Stage

K = EventKind
S = Stage


class TodoState(StrEnum):
    """How a line stands: each is a section of Today, and a line stands in one of them."""

    OVERDUE = "overdue"
    DUE_NEXT = "due_next"
    WAITS = "waits"
    """It came and waits for somebody's word: what it says, a decision, a signature."""
    TO_SEND = "to_send"
    """A letter that was made: it counts as sent once somebody says so."""
    PROMISED = "promised"
    RUNS_OUT = "runs_out"
    NO_NEXT_ACTION = "no_next_action"
    QUIET = "quiet"
    UNALLOCATED = "unallocated"
    LATER = "later"
    LAPSED = "lapsed"


class Matter(StrEnum):
    """What a line is about."""

    CLOCK = "clock"
    CHECKS = "checks"
    VALIDITY = "validity"
    OUTCOME = "outcome"
    DECISION = "decision"
    VISIT = "visit"
    FOLLOW_UP = "follow_up"
    AFTER_EVENT = "after_event"
    PROMISE = "promise"
    TASK = "task"
    NEXT_ACTION = "next_action"
    QUIET = "quiet"
    ALLOCATION = "allocation"
    SIGNATURE = "signature"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What of the agency's work a role looks after; None stands for every limit or stage."""

    matters: frozenset[Matter]
    begins_with_own: bool = False
    limits: frozenset[str] | None = None
    stages: frozenset[Stage] | None = None


_EVERY: Final = frozenset(Matter)
_LETTERS: Final = frozenset({"T01a", "T01b", "T02", "T06", "T10", "T12", "T20"})
_AT_PANEL: Final = frozenset({"T13", "T14", "T18", "T19", "T20", "T21", "T22", "T30"})
_TO_DECIDE: Final = frozenset({"T13", "T18", "T21", "T22", "T30"})
_PANEL_STAGES: Final = frozenset({S.STAGE_TWO, S.PANEL, S.DECISION, S.QUALIFYING_DETERMINATION})

OUTLOOKS: Final[Mapping[Role, Outlook]] = {
    Role.MANAGER: Outlook(_EVERY),
    Role.SOCIAL_WORKER: Outlook(
        _EVERY - {Matter.ALLOCATION, Matter.DECISION}, begins_with_own=True
    ),
    Role.ADMINISTRATOR: Outlook(
        frozenset(
            {
                Matter.CLOCK,
                Matter.CHECKS,
                Matter.VALIDITY,
                Matter.OUTCOME,
                Matter.AFTER_EVENT,
                Matter.PROMISE,
                Matter.TASK,
                Matter.ALLOCATION,
                Matter.LETTER,
            }
        ),
        limits=_LETTERS,
    ),
    Role.PANEL_ADVISER: Outlook(
        frozenset({Matter.CLOCK, Matter.VALIDITY, Matter.PROMISE, Matter.TASK}),
        limits=_AT_PANEL,
        stages=_PANEL_STAGES,
    ),
    Role.DECISION_MAKER: Outlook(
        frozenset({Matter.CLOCK, Matter.TASK}),
        limits=_TO_DECIDE,
        stages=_PANEL_STAGES - {S.STAGE_TWO},
    ),
}

IN_HAND: Final = OPEN - {S.APPROVED, S.MATCHED, S.PLACED}
"""The stages at which a case is to have a next action with a day."""
SPOKEN_STAGES: Final = OPEN - {S.ENQUIRY, S.MATCHED, S.PLACED}
"""The stages at which somebody is to speak with the family again and again."""
BEFORE_PANEL: Final = frozenset({S.REGISTRATION, S.STAGE_ONE, S.BREAK, S.STAGE_TWO, S.PANEL})
"""The stages at which a check is to hold until the panel."""
BEFORE_APPROVAL: Final = BEFORE_PANEL | {S.DECISION, S.QUALIFYING_DETERMINATION}
"""The stages at which it matters what a check says."""
SPOKEN_NOTES: Final = frozenset({"telephone", "visit", "meeting"})
"""The kinds of note that tell of somebody spoken with; a letter or an e-mail is none."""
SPOKEN_EVENTS: Final = frozenset(
    {K.FIRST_CONTACT_MADE, K.VISIT_HELD, K.SESSION_ATTENDED, K.DECISION_TOLD}
)
"""What happened with the family there, or on the telephone with them."""


def dated(due_on: date, today: date, until: date) -> TodoState:
    """Return how something due on a day stands: late, due by the day that Today looks to, later."""
    if due_on < today:
        return TodoState.OVERDUE
    return TodoState.DUE_NEXT if due_on <= until else TodoState.LATER
