"""What the windows say of a clock: its state, its rule, and how far it has run."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from recruitment_app.rules.clocks import Clock, ClockState
from recruitment_app.ui import labels
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.clock_bar import ClockShown

SOON_DAYS: Final = 10
FORCE_WORDS: Final = {
    "must": "Must",
    "should": "Should",
    "may": "May",
    "local": "Local target",
    "information": "For information",
    "superseded": "Superseded",
}


def _said(words: str) -> str:
    return QCoreApplication.translate("clock_words", words)


def tint(clock: Clock) -> Tint:
    """Return the tint of a clock by what is left of it."""
    match clock.state:
        case ClockState.LATE:
            return Tint.LATE
        case ClockState.MET:
            return Tint.MET
        case ClockState.RUNNING:
            left = clock.days_left
            return Tint.DUE if left is not None and left <= SOON_DAYS else Tint.BRAND
        case _:
            return Tint.PLAIN


def state(clock: Clock) -> str:
    """Return how a clock stands, in a word or a few."""
    match clock.state:
        case ClockState.NOT_STARTED:
            return _said("Not started")
        case ClockState.MET:
            return _said("Met")
        case ClockState.LATE:
            late = labels.late_by(-(clock.days_left or 0))
            return f"{_said('Met')} {late}" if clock.met_on else late
        case ClockState.LAPSED:
            return _said("Over") if clock.ended_on else _said("Lapsed")
        case _:
            pass
    if clock.days_left is None:
        return _said("Running")
    return labels.count(clock.days_left, "day left", "days left")


def rule(clock: Clock) -> str:
    """Return the rule with its force and its source, in one line."""
    limit = clock.limit
    force = _said(FORCE_WORDS[limit.force])
    return f"{limit.figure} · {force} · {limit.source}"


def shown(clock: Clock, name: str = "") -> ClockShown:
    """Return a clock as its bar shows it, under its title or another name."""
    length = None
    if clock.due_on is not None and clock.trigger_on is not None:
        length = (clock.due_on - clock.trigger_on).days
    return ClockShown(
        name=name or clock.limit.title,
        day=clock.gross_days,
        of=length,
        tint=tint(clock),
        due_on=clock.due_on,
        rule=clock.limit.figure,
        source=clock.limit.source,
        met_on=clock.met_on,
    )


def is_in_hand(clock: Clock) -> bool:
    """Tell whether a clock still asks for something: it runs, or it is late."""
    if clock.ended_on is not None or clock.met_on is not None:
        return False
    return clock.state in {ClockState.RUNNING, ClockState.LATE}
