"""What letters there are: to whom, where they fit, what they start and promise, and their words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from recruitment_app.rules.journey import Journey
from recruitment_app.rules.letter_texts import PASSAGE, fields_in
from recruitment_app.rules.stages import STAGE_WORDS, EventKind, Stage

APPLICANTS: Final = "applicants"
OTHER: Final = "other"
TO: Final = (APPLICANTS, OTHER)
ASK: Final = "ask."
"""What the name of a field begins with that is typed for one letter alone."""

POST: Final = "post"
EMAIL: Final = "email"
BY_HAND: Final = "by_hand"
WAY_WORDS: Final[Mapping[str, str]] = {
    POST: "By post",
    EMAIL: "By e-mail",
    BY_HAND: "Handed over",
}
PLACE: Final = "place"
SESSION: Final = "session"
CANCELLED: Final = "cancelled"
ABOUT_EVENT: Final = ("", PLACE, SESSION, CANCELLED)
_ITEM: Final = "- "


@dataclass(frozen=True, slots=True)
class Ask:
    """What is typed for this letter alone; ``{ask.key}`` stands for it in the text."""

    key: str
    label: str
    optional: bool = False

    @property
    def field(self) -> str:
        """Return its name as the text has it."""
        return f"{ASK}{self.key}"


@dataclass(frozen=True, slots=True)
class After:
    """What must be recorded before a letter fits: an event, and what one of its facts says."""

    event: EventKind
    fact: str = ""
    says: str = ""
    told: str = ""
    """What to do where it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterKind:
    """A letter of the journey. Without ``stages`` it fits anywhere.

    ``closed_as`` are the reasons for one of which a closed case must have been closed.
    ``act`` is offered once it was sent, with ``act_facts`` typed in already; ``starts`` is the
    limit that runs from its sending. ``promise`` is what the family will hear, by the end of
    ``promise_limit`` or after so many working days. ``must`` are the fields that no wording of it
    may leave out. ``about_event`` says which event it tells of where none is named: PLACE the next
    at which the household has a place, SESSION the next for enquirers, CANCELLED one that does not
    take place.
    """

    id: str
    title: str
    to: str
    subject: str
    body: str
    source: str
    dated: date
    certainty: str
    stages: tuple[Stage, ...] = ()
    closed_as: tuple[str, ...] = ()
    after: After | None = None
    act: str = ""
    act_facts: Mapping[str, str] = field(default_factory=dict)
    starts: str = ""
    promise: str = ""
    promise_limit: str = ""
    promise_days: int = 0
    asks: tuple[Ask, ...] = ()
    must: tuple[str, ...] = ()
    about_event: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that several letters share."""

    id: str
    title: str
    body: str

    @property
    def field(self) -> str:
        """Return its name as the texts have it."""
        return f"{PASSAGE}{self.id}"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a letter with its lines, or a list with its items."""

    lines: tuple[str, ...]
    is_list: bool = False


def why_not(kind: LetterKind, journey: Journey) -> str:
    """Return why a letter does not fit where a case stands, or nothing where it does."""
    if kind.stages and journey.stage not in kind.stages:
        fits = " or ".join(STAGE_WORDS[stage] for stage in kind.stages)
        return (
            f"“{kind.title}” does not fit: the case stands at {STAGE_WORDS[journey.stage]}, the"
            f" letter belongs to {fits}."
        )
    is_closed = journey.stage is Stage.CLOSED
    if is_closed and kind.closed_as and journey.closing_reason not in kind.closed_as:
        return f"“{kind.title}” does not fit: the case was closed for another reason."
    after = kind.after
    if after is None:
        return ""
    found = journey.last.get(after.event)
    if found is not None and after.says in {"", found.fact(after.fact)}:
        return ""
    return f"“{kind.title}” does not fit yet: {after.told}"


def all_fields(
    text: str, passages: Mapping[str, str], within: tuple[str, ...] = ()
) -> Iterator[str]:
    """Go through every field and passage of a text, also within its passages.

    Of a text that was not checked a passage that is not known is not looked into, and a circle is
    gone through once. ``within`` are the passages that the text stands in.
    """
    for name in fields_in(text):
        yield name
        inside = passages.get(name.removeprefix(PASSAGE)) if name.startswith(PASSAGE) else None
        if inside is not None and name not in within:
            yield from all_fields(inside, passages, (*within, name))


def left_out(kind: LetterKind, subject: str, body: str, passages: Mapping[str, str]) -> list[str]:
    """Return the fields that a letter must tell and this wording of it does not."""
    found = {*all_fields(subject, passages), *all_fields(body, passages)}
    return [name for name in kind.must if name not in found]


def blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a text: parted by empty lines, items begin with “- ”."""
    found: list[Block] = []
    lines: list[str] = []
    is_list = False

    def close() -> None:
        if lines:
            found.append(Block(tuple(lines), is_list))
            lines.clear()

    for line in map(str.strip, text.splitlines()):
        begins_item = line.startswith(_ITEM)
        if not line:
            close()
        elif begins_item != is_list or not lines:
            close()
            is_list = begins_item
        if line:
            lines.append(line.removeprefix(_ITEM) if begins_item else line)
    close()
    return tuple(found)
