"""The ties of a household as a support map draws them, and the words that tell each."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

Word = TypeVar("Word", bound=StrEnum)


class Strength(StrEnum):
    """How strong a tie is, as the form's choices say it."""

    STRONG = "strong"
    ORDINARY = "ordinary"
    THIN = "thin"
    STRAINED = "strained"
    NOT_SAID = ""


class Flow(StrEnum):
    """Which way support flows, as the form's choices say it."""

    TO_HOUSEHOLD = "they support the household"
    FROM_HOUSEHOLD = "the household supports them"
    BOTH = "both ways"
    NOT_SAID = ""


_FLOW_WORDS: Final = {
    Flow.TO_HOUSEHOLD: "supports the household",
    Flow.FROM_HOUSEHOLD: "supported by the household",
    Flow.BOTH: "both ways",
    Flow.NOT_SAID: "",
}
_TOLD: Final = {True: "knows of the adoption", False: "does not know of the adoption", None: ""}
_SEEN: Final = {True: "seen by the worker", False: "not seen by the worker", None: ""}


@dataclass(frozen=True, slots=True, repr=False)
class Tie:
    """Somebody, or some body, beside the household; what is not known is empty.

    ``minutes`` is the way there as it was typed. ``is_told`` says whether they know of the
    adoption, ``is_seen`` whether the worker saw them; both are None where nobody has said.
    """

    who: str
    relation: str = ""
    strength: Strength = Strength.NOT_SAID
    flow: Flow = Flow.NOT_SAID
    help: str = ""
    minutes: str = ""
    how_often: str = ""
    is_told: bool | None = None
    is_seen: bool | None = None
    afterwards: str = ""

    @property
    def words(self) -> str:
        """Return what the line says: "strong, both ways, weekly, 20 minutes away"."""
        away = {"": "", "0": "lives in the home or next door", "1": "1 minute away"}.get(
            self.minutes, f"{self.minutes} minutes away"
        )
        return ", ".join(
            word
            for word in (
                str(self.strength) or "strength not said",
                _FLOW_WORDS[self.flow],
                self.how_often[:1].lower() + self.how_often[1:],
                away,
            )
            if word
        )


def ties_of(rows: Iterable[Mapping[str, str]]) -> tuple[Tie, ...]:
    """Return the ties that the rows of a support map tell, by the keys of its columns.

    A row that names nobody but says something else is drawn as somebody without a name; an
    empty one is left out.
    """
    cleaned = [{key: _clean(text) for key, text in row.items()} for row in rows]
    return tuple(_tie(row) for row in cleaned if any(row.values()))


def told_by_tie(ties: Iterable[Tie]) -> tuple[tuple[str, str], ...]:
    """Return every tie by its name and what is told of it, as the rows of a table."""
    return tuple((_who(tie), "; ".join(_told_of(tie))) for tie in ties)


def told(ties: Iterable[Tie], household: Iterable[str]) -> str:
    """Return the map in words: the household, and a sentence for every tie."""
    names = ", ".join(household)
    sentences = [f"Support map. In the middle: {names or 'the household'}."]
    sentences += [f"{who}: {words}." for who, words in told_by_tie(ties)]
    return " ".join(sentences)


def _who(tie: Tie) -> str:
    return ", ".join(word for word in (tie.who or "Name not said", tie.relation) if word)


def _told_of(tie: Tie) -> Iterator[str]:
    parts = (
        tie.words,
        f"help: {tie.help}" if tie.help else "",
        _TOLD[tie.is_told],
        _SEEN[tie.is_seen],
        f"after placement: {tie.afterwards}" if tie.afterwards else "",
    )
    yield from (part for part in parts if part)


def _tie(row: Mapping[str, str]) -> Tie:
    return Tie(
        row.get("who", ""),
        row.get("relation", ""),
        _meant(row.get("strength", ""), Strength, Strength.NOT_SAID),
        _meant(row.get("flow", ""), Flow, Flow.NOT_SAID),
        row.get("help", ""),
        row.get("minutes_away", ""),
        row.get("how_often", ""),
        _is_yes(row.get("is_told", "")),
        _is_yes(row.get("is_seen", "")),
        row.get("afterwards", ""),
    )


def _meant(typed: str, words: type[Word], not_said: Word) -> Word:
    folded = typed.casefold()
    return next((word for word in words if word.value == folded), not_said)


def _is_yes(typed: str) -> bool | None:
    return {"yes": True, "no": False}.get(typed.casefold())


def _clean(text: str) -> str:
    """Return a cell as one line without signs that nobody can see."""
    seen = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return " ".join(seen.split())
