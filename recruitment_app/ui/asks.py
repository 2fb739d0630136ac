"""What an act of a case's page is made of: its words, who does it, and the questions it asks."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from recruitment_app.casework.change import Change
from recruitment_app.rules.stages import EventKind


class Kind(StrEnum):
    """What a question is answered with."""

    DAY = "day"
    CODE = "code"
    OFFER = "offer"
    WORDS = "words"
    CHECK = "check"
    WORKER = "worker"
    PERSON = "person"
    """Any of the agency's people, or nobody."""
    LINE = "line"
    SESSION = "session"
    PLACES = "places"
    LIMIT = "limit"


@dataclass(frozen=True)
class Ask:
    """One question; ``name`` is the fact that the act is told, ``fact`` what the entry keeps.

    ``codes`` names the list that a code is chosen from; “{by}” in it stands for
    the answer to the question of that name. ``when`` names another question and
    the answer at which this one is asked.
    """

    name: str
    words: str
    kind: Kind
    codes: str = ""
    offers: tuple[tuple[str, str], ...] = ()
    is_needed: bool = True
    is_today: bool = True
    when: tuple[str, str] | None = None
    hint: str = ""
    fact: str = ""

    @property
    def entry_fact(self) -> str:
        """The name under which the journey's entry keeps the answer."""
        return self.fact or self.name


def day(words: str = "&Date", name: str = "on", hint: str = "") -> Ask:
    """Ask for a day."""
    return Ask(name, words, Kind.DAY, hint=hint)


def code(name: str, words: str, codes: str, when: tuple[str, str] | None = None) -> Ask:
    """Ask for a code of a list."""
    return Ask(name, words, Kind.CODE, codes=codes, when=when)


def own_words(words: str = "In your own &words", *, is_needed: bool = False) -> Ask:
    """Ask for a sentence or two in the worker's own words."""
    return Ask("words", words, Kind.WORDS, is_needed=is_needed)


class Group(StrEnum):
    """The menu of the case's page in which an act stands."""

    STEP = "step"
    TELLING = "telling"
    WAITING = "waiting"
    MORE = "more"


@dataclass(frozen=True)
class Act:
    """One act: the words of its menu and its button, what it asks, and which entry it makes."""

    name: str
    words: str
    carry_out: Callable[..., Change]
    entry: EventKind | None
    asks: tuple[Ask, ...] = (day(),)
    group: Group = Group.STEP
    may_lead: bool = True
    told: str = ""
