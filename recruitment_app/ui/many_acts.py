"""The acts that may be done on many cases at once, as one table."""

from dataclasses import dataclass
from typing import Final

from recruitment_app.casework import notes
from recruitment_app.casework.many_at_once import (
    Act,
    TakeBack,
    chase_checks,
    give_task,
    strike_again,
)
from recruitment_app.casework.next_acts import ACT_DUTY
from recruitment_app.rules.roles import Duty, Role, may
from recruitment_app.ui.acts import ACTS
from recruitment_app.ui.asks import Ask, Kind, code, day, own_words


@dataclass(frozen=True)
class ManyAct:
    """One act: its words, who does it, what it asks, and what takes it back."""

    name: str
    words: str
    carry_out: Act
    duty: Duty
    asks: tuple[Ask, ...]
    take_back: TakeBack | None = None
    told: str = ""


def _of_journey(name: str) -> ManyAct:
    """Return an act of the case's page that makes one entry, which may be struck again."""
    act = ACTS[name]
    words = act.words.removesuffix("…")
    return ManyAct(name, words, act.carry_out, ACT_DUTY[name], act.asks, strike_again, act.told)


_WHOSE: Final = (("worker", "Whoever has the case"), ("mine", "I do it myself"))

_TABLE: Final = (
    _of_journey("allocate"),
    ManyAct(
        "add_note",
        "Add the same note",
        notes.add_note,
        Duty.WRITE_NOTES,
        (
            code("kind", "&Kind of note", "note_kind"),
            Ask("text", "What happened, in &your words", Kind.WORDS),
            day(),
        ),
        told="A note is never altered: it cannot be taken back, only corrected by a further one.",
    ),
    ManyAct(
        "chase_checks",
        "Chase the checks that are waited for",
        chase_checks,
        Duty.ENTER_DATES,
        (code("how", "&How", "chase_way"), own_words(), day()),
    ),
    ManyAct(
        "give_task",
        "Give a task for each",
        give_task,
        Duty.KEEP_TASKS,
        (
            Ask("what", "What is &to do", Kind.WORDS),
            Ask("whose", "&Who does it", Kind.OFFER, offers=_WHOSE),
            Ask("due_on", "&By", Kind.DAY, is_needed=False, is_today=False),
        ),
    ),
    _of_journey("hold"),
    _of_journey("resume"),
    _of_journey("close_case"),
)

MANY_ACTS: Final = {act.name: act for act in _TABLE}


def for_role(role: Role) -> tuple[ManyAct, ...]:
    """Return the acts that somebody of a role may do."""
    return tuple(act for act in _TABLE if may(role, act.duty))
