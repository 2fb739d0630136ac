"""An agency that words a letter and a passage itself, for pages and their pictures."""

from sqlalchemy import select

from recruitment_app.casework.letters.letter_texts import letter_texts, set_letter_text
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import LetterText
from recruitment_app.ui.places import Place

JOINING, ENDING = "joining", "passage.ending"
FEW_MINUTES = "Please come a few minutes early."


def word_letters(store: Store) -> None:
    """Word the joining letter twice, before ours was what it is now, and the ending of all."""
    held = {row.name: row for row in letter_texts(store)}
    joining = held[JOINING]
    lunch = "Please come a few minutes early. There is tea and coffee; please bring your own lunch."
    body = joining.body.replace(FEW_MINUTES, lunch)
    parking = body.replace("Where: {event.place}", "Where: {event.place}. Parking is free.")
    for seen, (text, reason) in enumerate(((body, "Asked at every event"), (parking, ""))):
        set_letter_text(
            store, name=JOINING, subject=joining.subject, body=text, seen=seen, reason=reason
        )
    ending = held[ENDING].body.replace("Yours sincerely", "With best wishes")
    set_letter_text(store, name=ENDING, body=ending, seen=0, reason="Warmer")
    ship_otherwise(store, JOINING, "Doors open half an hour before.", FEW_MINUTES)


def ship_otherwise(store: Store, name: str, was: str, now: str) -> None:
    """Let an own wording be as an earlier version kept it, which shipped other words than now."""
    with store.writing(act="of_old") as session:
        of_name = select(LetterText).where(LetterText.name == f"shipped.{name}")
        base = session.scalars(of_name.order_by(LetterText.number.desc())).first()
        assert base is not None
        assert now in base.subject + base.body
        base.subject, base.body = (each.replace(now, was) for each in (base.subject, base.body))


def letter_text_places() -> dict[str, list[tuple[str, Place]]]:
    """Return where a letter and a passage are worded, and the history of a letter."""
    return {
        "word_letter": [
            ("word_letter", Place("word_letter", facts={"text": JOINING})),
            ("word_letter_passage", Place("word_letter", facts={"text": ENDING})),
        ],
        "shipped_wording": [("shipped_wording", Place("shipped_wording", facts={"text": JOINING}))],
        "wording_history": [("wording_history", Place("wording_history", facts={"text": JOINING}))],
    }
