"""An agency that words a letter and a passage itself, for pages and their pictures."""

from recruitment_app.casework.letters.letter_texts import letter_texts, set_letter_text
from recruitment_app.store.keeping import Store
from recruitment_app.ui.places import Place

JOINING, ENDING = "joining", "passage.ending"


def word_letters(store: Store) -> None:
    """Word the joining letter twice, and the ending of every letter."""
    held = {row.name: row for row in letter_texts(store)}
    joining = held[JOINING]
    lunch = "Please come a few minutes early. There is tea and coffee; please bring your own lunch."
    body = joining.body.replace("Please come a few minutes early.", lunch)
    parking = body.replace("Where: {event.place}", "Where: {event.place}. Parking is free.")
    for seen, (text, reason) in enumerate(((body, "Asked at every event"), (parking, ""))):
        set_letter_text(
            store, name=JOINING, subject=joining.subject, body=text, seen=seen, reason=reason
        )
    ending = held[ENDING].body.replace("Yours sincerely", "With best wishes")
    set_letter_text(store, name=ENDING, body=ending, seen=0, reason="Warmer")


def letter_text_places() -> dict[str, list[tuple[str, Place]]]:
    """Return where a letter and a passage are worded, and the history of a letter."""
    return {
        "word_letter": [
            ("word_letter", Place("word_letter", facts={"text": JOINING})),
            ("word_letter_passage", Place("word_letter", facts={"text": ENDING})),
        ],
        "wording_history": [("wording_history", Place("wording_history", facts={"text": JOINING}))],
    }
