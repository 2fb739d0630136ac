"""What the checks of a report go by: figures and lists of words, shipped or the agency's."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from recruitment_app.errors import Problem
from recruitment_app.rules.limits import CERTAINTIES


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckNumber:
    """One figure of a check, with what may be set in its place.

    ``check`` is the number of the report's check that goes by it, nought where it is none of those.
    """

    id: str
    check: int = 0
    title: str
    value: int
    least: int
    most: int
    unit: str
    source: str
    dated: date
    certainty: str

    def __post_init__(self) -> None:
        if self.certainty not in CERTAINTIES:
            raise Problem(f"The figure {self.id} does not say how sure it is.")
        if not self.least <= self.value <= self.most:
            raise Problem(f"“{self.title}” takes a whole number from {self.least} to {self.most}.")

    @property
    def shown(self) -> str:
        """Return the value as it is read and typed."""
        return str(self.value)

    def typed(self, text: str) -> "CheckNumber":
        """Return it with another value.

        Raises:
            Problem: the text is no whole number within its bounds.

        """
        try:
            return replace(self, value=int(text.strip()))
        except ValueError:
            raise Problem(
                f"“{self.title}” takes a whole number from {self.least} to {self.most}."
            ) from None


@dataclass(frozen=True, kw_only=True)
class WordList:
    """One list of words and phrases that a check looks for.

    A word that ends in * stands for every word that begins so. ``belongs_in`` names sections
    where they are in their place, ``why`` tells beside a finding what is wrong with them.
    """

    id: str
    check: int
    title: str
    words: tuple[str, ...]
    source: str
    dated: date
    certainty: str
    why: str = ""
    belongs_in: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.certainty not in CERTAINTIES:
            raise Problem(f"The words {self.id} do not say how sure they are.")

    @property
    def shown(self) -> str:
        """Return the words as they are read and typed, a line for each."""
        return "\n".join(self.words)

    def typed(self, text: str) -> "WordList":
        """Return it with other words, a line for each; none leaves the check nothing to find.

        Raises:
            Problem: a line is nothing but a star.

        """
        words = tuple(dict.fromkeys(filter(None, (" ".join(w.split()) for w in text.split("\n")))))
        if any(not word.strip("* ") for word in words):
            raise Problem("A star alone would stand for every word: type how it begins.")
        return replace(self, words=words)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        if not self.words:
            return None
        longest_first = sorted(self.words, key=len, reverse=True)
        whole = [_one(word) for word in longest_first if word[0].isalnum()]
        signs = [_one(word) for word in longest_first if not word[0].isalnum()]
        parts = [rf"(?<!\w)(?:{'|'.join(whole)})"] if whole else []
        return re.compile("|".join([*parts, *signs]), re.IGNORECASE)

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Go through the places where one of the words stands; apostrophes may be of any kind."""
        if self._pattern is not None:
            yield from self._pattern.finditer(text.replace("'", "\u2019"))

    def first(self, text: str) -> str:
        """Return the first of the words that stands in a text, or nothing."""
        match = next(self.found(text), None)
        return match[0] if match else ""


def _one(word: str) -> str:
    """Return the pattern of one word from its beginning on; it ends with a whole word."""
    begins = word.endswith("*")
    bare = word.rstrip("*").replace("'", "\u2019")
    pattern = re.escape(bare).replace(r"\ ", r"\s+")
    if begins:
        return rf"{pattern}\w*"
    return rf"{pattern}(?!\w)" if bare[-1:].isalnum() else pattern


@dataclass(frozen=True, kw_only=True)
class CheckSettings:
    """All figures and lists by which the checks go."""

    numbers: Mapping[str, CheckNumber] = field(default_factory=dict)
    lists: Mapping[str, WordList] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """Return a figure."""
        return self.numbers[name].value

    def words(self, name: str) -> WordList:
        """Return a list of words."""
        return self.lists[name]

    def lists_of(self, beginning: str) -> tuple[WordList, ...]:
        """Return the lists whose names begin alike: those of loaded words, or of topics."""
        return tuple(each for name, each in self.lists.items() if name.startswith(beginning))
