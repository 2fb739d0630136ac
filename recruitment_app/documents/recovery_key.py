"""The recovery key on one page, to be sealed and kept where the agency keeps what matters."""

from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable

from recruitment_app.documents import house_style, paper, parts
from recruitment_app.documents.paper import Paper

TITLE = "Recovery key"


@dataclass(frozen=True)
class RecoveryKey:
    """What the page holds: the key as it was shown once, in groups joined by hyphens."""

    agency: str
    key: str = field(repr=False)
    made_on: date


def tell(key: RecoveryKey) -> list[Flowable]:
    """Return the page's story."""
    made = house_style.long_date(key.made_on)
    return [
        *parts.title(TITLE, f"{key.agency} \u00b7 made on {made}"),
        parts.words(
            "This key opens the agency\u2019s store of adopter records when no password does. "
            "Nobody can make it again: the application showed it once and keeps no copy of it.",
        ),
        parts.gap(8),
        parts.key_groups(key.key.split("-")),
        parts.gap(6),
        parts.words(
            "Type the groups from left to right, line by line, with or without spaces or hyphens, "
            "in capitals or small letters. The key has no letter I, L, O or U: what looks like an "
            "O is a nought, and what looks like an I is a one.",
            house_style.QUIET,
        ),
        *parts.heading("What it is for"),
        parts.words(
            "For the day when nobody who could sign in is left, or every password is forgotten. "
            "It opens the store and the backups made of it.",
        ),
        *parts.heading("How to keep it"),
        parts.words(
            "Print it on paper and delete the file. Seal the page in an envelope, sign and date "
            "the seal, and keep it in the agency\u2019s safe, apart from the computer and its "
            "backups. Whoever holds this page and a copy of the store can read every record in it.",
        ),
        parts.words(
            "If the seal is found broken, tell whoever answers for the agency\u2019s information "
            "the same day.",
        ),
        *parts.heading("Kept by"),
        parts.ruled_lines(("Sealed on", "Sealed by", "Kept where", "Opened on, by, and why")),
    ]


def render(key: RecoveryKey) -> bytes:
    """Return the page as PDF."""
    return paper.render(
        Paper(
            title=TITLE,
            agency=key.agency,
            header=TITLE,
            footer="Keep sealed \u00b7 not to be copied, photographed or sent",
        ),
        tell(key),
    )
