"""What the windows say of checks: their states and bases with tints, and what may be done."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from recruitment_app.casework.checks.check_acts import (
    ASK,
    CHASE,
    CORRECT,
    DECIDE,
    JUDGE,
    LEAVE_OUT,
    NAME_REFEREE,
    RECEIVE,
    TAKE_BACK,
)
from recruitment_app.casework.checks.check_rows import CheckRow, OutcomeRow
from recruitment_app.rules.check_kinds import Basis
from recruitment_app.rules.check_states import CLEAR, CONSIDER, GO_ON, UNSUITABLE, CheckState
from recruitment_app.ui import labels
from recruitment_app.ui.check_places import dialog_of
from recruitment_app.ui.places import Place
from recruitment_app.ui.tokens import Tint

S = CheckState

_STATES: Final = {
    S.TO_ASK: ("To ask for", Tint.DUE),
    S.ASKED: ("Asked for", Tint.INFORMATION),
    S.CHASED: ("Chased", Tint.INFORMATION),
    S.RECEIVED: ("Received", Tint.BRAND),
    S.TO_DECIDE: ("To decide", Tint.LATE),
    S.UNSUITABLE: ("Unsuitable", Tint.LATE),
    S.RUN_OUT: ("Run out", Tint.LATE),
    S.ACCEPTED: ("Accepted", Tint.MET),
    S.CLEAR: ("Clear", Tint.MET),
    S.NOT_NEEDED: ("Not needed", Tint.PLAIN),
}
_BASES: Final = {
    Basis.REGULATION: ("Regulation", Tint.BRAND),
    Basis.GUIDANCE: ("Guidance", Tint.INFORMATION),
    Basis.LOCAL: ("Local", Tint.PLAIN),
}
HOUSEHOLD: Final = "Household"
_OUTCOMES: Final = {
    CLEAR: "Clear",
    CONSIDER: "Content to consider",
    UNSUITABLE: "Unsuitable",
}
Facts = list[tuple[str, str]]
"""What is shown of a check: a name and a value each."""


def said(words: str) -> str:
    """Return words of the checks in the language of the window."""
    return QCoreApplication.translate("checks", words)


def state(value: CheckState) -> str:
    """Return the words of a state."""
    return said(_STATES[value][0])


def state_of(row: CheckRow) -> str:
    """Return the words of the state of a check: to chase, where nothing came for long."""
    return said("To chase") if row.is_to_chase else state(row.state)


def state_tint(row: CheckRow) -> Tint:
    """Return the tint that goes with the word of a check's state."""
    if row.is_to_chase:
        return Tint.DUE
    if row.runs_out_before_panel and row.state in {S.CLEAR, S.ACCEPTED, S.RECEIVED}:
        return Tint.DUE
    return _STATES[row.state][1]


def basis(value: str) -> str:
    """Return the words of what requires a check."""
    return said(_BASES[Basis(value)][0])


def basis_tint(value: str) -> Tint:
    """Return the tint that goes with the word of a basis."""
    return _BASES[Basis(value)][1]


def who(row: CheckRow) -> str:
    """Return of whom a check is."""
    return row.person or said(HOUSEHOLD)


def named(row: CheckRow) -> str:
    """Return how a check is called: its title, and what it is about."""
    return f"{row.title}: {row.key.about}" if row.key.about else row.title


def asked(row: CheckRow) -> str:
    """Return when a check was asked for and of whom."""
    if row.asked_on is None:
        return ""
    return said("{day}, of: {whom}").format(day=labels.in_text(row.asked_on), whom=row.asked_of)


def chased(row: CheckRow) -> str:
    """Return when a check was chased last, and how often."""
    if row.chased_on is None:
        return ""
    told = labels.in_text(row.chased_on)
    return (
        told
        if row.chase_count == 1
        else said("{day}, for the {nth} time").format(day=told, nth=_nth(row.chase_count))
    )


def _nth(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    teens = range(11, 14)
    return f"{number}{'th' if number % 100 in teens else endings.get(number % 10, 'th')}"


def seen(row: CheckRow) -> str:
    """Return who saw a check, and when."""
    if row.seen_on is None:
        return ""
    day = labels.in_text(row.seen_on)
    return said("{day}, by {name}").format(day=day, name=row.seen_by) if row.seen_by else day


def outcome(row: OutcomeRow) -> str:
    """Return what a check says in a word, with who recorded it and when."""
    told = said("{outcome}, recorded by {name} on {day}")
    return told.format(
        outcome=said(_OUTCOMES[row.outcome]),
        name=row.recorded_by,
        day=labels.in_text(row.recorded_on),
    )


def decision(row: OutcomeRow) -> str:
    """Return what a manager decided, and when; nothing where nobody did."""
    if not row.decision:
        return ""
    told = said("Go on") if row.decision == GO_ON else said("Do not go on")
    return said("{decision}, decided by {name} on {day}").format(
        decision=told, name=row.decided_by, day=labels.in_text(row.decided_on)
    )


def earlier(row: CheckRow) -> str:
    """Return how often a check was made before."""
    return labels.count(row.earlier_count, "earlier one", "earlier ones")


def holds(row: CheckRow) -> str:
    """Return until when a check holds, and that it runs out before panel."""
    if row.valid_until is None:
        return ""
    told = labels.in_text(row.valid_until)
    return said("{day}, before panel").format(day=told) if row.runs_out_before_panel else told


_ACTS: Final = {
    ASK: "Asked for…",
    CHASE: "Chased…",
    RECEIVE: "Received…",
    JUDGE: "Outcome…",
    DECIDE: "Decision…",
    LEAVE_OUT: "Not needed…",
    CORRECT: "Put right…",
    TAKE_BACK: "Take back…",
    NAME_REFEREE: "Name a referee…",
}
_COMES_NEXT: Final = {
    S.TO_ASK: ASK,
    S.ASKED: RECEIVE,
    S.CHASED: RECEIVE,
    S.RECEIVED: JUDGE,
    S.TO_DECIDE: DECIDE,
    S.RUN_OUT: ASK,
}


def act(name: str, row: CheckRow) -> str:
    """Return the words of an act on a check."""
    if name == ASK and row.received_on is not None:
        return said("Asked for anew…")
    return said(_ACTS[name])


def act_place(name: str, row: CheckRow) -> Place:
    """Return the dialog of an act on a check."""
    return dialog_of("referee" if name == NAME_REFEREE else f"check_{name}", row.key)


def in_order(names: Sequence[str], row: CheckRow) -> tuple[str, list[str]]:
    """Return the act that comes next, empty where nothing does, and the others."""
    if NAME_REFEREE in names:
        return NAME_REFEREE, []
    lead = CHASE if row.is_to_chase else _COMES_NEXT.get(row.state, "")
    lead = lead if lead in names else ""
    return lead, [name for name in names if name != lead]
