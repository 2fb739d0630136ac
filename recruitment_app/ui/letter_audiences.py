"""Who may get the same letter: those of an event, or the cases chosen in the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from recruitment_app.casework.letters.event_letters import event_letters
from recruitment_app.errors import Problem
from recruitment_app.ui import labels
from recruitment_app.ui.letter_columns import tr
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place


@dataclass(frozen=True)
class Audience:
    """Some households that a letter may go to, in words, and the letter that is usual for them."""

    words: str
    cases: tuple[UUID, ...]
    letter: str = ""


def audiences(office: Office, place: Place) -> Sequence[Audience]:
    """Return who may be written to from here, the likeliest first."""
    named = place.fact("event")
    if not named:
        ids = tuple(UUID(one) for one in place.fact("ids").split(",") if one)
        if not ids:
            raise Problem(tr("Choose cases in the list first."))
        words = tr("{cases}: each letter is shown before one is made.")
        return [Audience(words.format(cases=labels.count(len(ids), "case", "cases")), ids)]
    stand = office.quick(event_letters, event_id=UUID(named), today=office.today())
    is_cancelled = stand.name == "event_cancelled"
    usual = stand.name if is_cancelled else "joining"
    offers = [
        Audience(tr("Who was written to and must be told"), stand.outdated, stand.name),
        Audience(tr("Who has no letter about it yet"), stand.none_yet, usual),
        Audience(tr("Everybody who has a place"), stand.everybody, usual),
    ]
    if is_cancelled:
        offers[0] = Audience(tr("Everybody who is not told yet"), stand.to_tell, usual)
        del offers[1]
    found = [
        Audience(
            f"{each.words} ({labels.count(len(each.cases), 'household', 'households')})",
            each.cases,
            each.letter,
        )
        for each in offers
        if each.cases
    ]
    if not found:
        raise Problem(tr("Nobody has a place at this event: book a household first."))
    return found
