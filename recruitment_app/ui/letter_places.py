"""Where letters of a case are seen to: their page, and the act that one offers once it is sent."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from recruitment_app.casework.checks.check_rows import CheckKey
from recruitment_app.casework.letters.letter_rows import OfferedAct, offered_act
from recruitment_app.rules.letters import WAY_WORDS
from recruitment_app.ui.check_places import dialog_of
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place

CHASE_DIALOG: Final = "check_chase"
_CHECK_DIALOGS: Final[Mapping[str, str]] = {
    "ask_for_check": "check_ask",
    "chase_check": CHASE_DIALOG,
}
"""The dialogs of the acts that are about a check, and no step of the journey."""


def letters_of(case_id: UUID, letter_id: UUID | None = None) -> Place:
    """Return the place of a case's letters, with one of them shown."""
    return Place("letters", case_id, {"letter": str(letter_id)} if letter_id else {})


def act_after(office: Office, letter_id: UUID) -> Place | None:
    """Return the dialog of the act that a sent letter offers, filled in; None where none is."""
    offered = office.quick(offered_act, letter_id=letter_id, today=office.today())
    return place_of(offered) if offered is not None else None


def place_of(offered: OfferedAct) -> Place:
    """Return the dialog of an offered act, with what is known for it already."""
    facts = {name: _told(fact) for name, fact in offered.facts.items() if name != "check"}
    check = offered.facts.get("check")
    if isinstance(check, CheckKey):
        place = dialog_of(_CHECK_DIALOGS[offered.act], check)
        typed = {f"typed_{name}": told for name, told in facts.items()}
        return Place(place.name, place.case_id, {**place.facts, **typed})
    return Place("act", offered.case_id, {"act": offered.act, **facts})


def ways() -> list[tuple[str, str]]:
    """Return how a letter may go, in words."""
    return [(QCoreApplication.translate("letters", words), way) for way, words in WAY_WORDS.items()]


def _told(fact: object) -> str:
    return fact.isoformat() if isinstance(fact, date) else str(fact)
