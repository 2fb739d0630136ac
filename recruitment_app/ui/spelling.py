"""British spelling: which words of a text no dictionary and no case knows, and what was meant."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, Protocol

from recruitment_app import paths

MOST_SUGGESTED: Final = 6
_LANGUAGE: Final = "en_GB"
_LETTER: Final = "[^\\W\\d_][\u0300-\u036f]*"
_WORD: Final = re.compile(f"(?:{_LETTER})+(?:['\u2019](?:{_LETTER})+)*")
_FOREIGN: Final = re.compile("[^\u0000-\u024f\u0300-\u036f\u1e00-\u1eff\u2019\ufb00-\ufb04]")
_BESIDE: Final = frozenset("@\\_0123456789")
_POSSESSIVE: Final = "'s"
_LONGEST_ACRONYM: Final = 5
_LONGEST: Final = 60


class Dictionary(Protocol):
    """What knows words."""

    def knows(self, word: str) -> bool:
        """Say whether a word is spelt as it should be."""

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, the likeliest first."""


class _Hunspell:
    """The shipped dictionary; each word is looked up in it once."""

    def __init__(self) -> None:
        from hunspell import Hunspell  # noqa: PLC0415 - 40 ms that only a text to write waits for

        folder = paths.resources() / "spelling"
        self._words = Hunspell(_LANGUAGE, hunspell_data_dir=str(folder), system_encoding="UTF-8")
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = bool(self._words.spell(word))
        return known

    def suggestions(self, word: str) -> tuple[str, ...]:
        return tuple(self._words.suggest(word)[:MOST_SUGGESTED])


@cache
def shipped_dictionary() -> Dictionary | None:
    """Return British English, or nothing where its library was never built (Macs with Intel).

    Nothing, too, where it cannot reach its files: a text can be written all the same.
    """
    try:
        return _Hunspell()
    except (ImportError, OSError):
        return None


class Spelling:
    """The dictionary, with the words that a case knows beside it: names and what was added."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._known: frozenset[str] = frozenset()

    def know(self, texts: Iterable[str]) -> None:
        """Know every word of these texts, however it is written, and no others of before."""
        self._known = frozenset(
            _folded(match[0]) for text in texts for match in _WORD.finditer(text)
        )

    def misspelt(self, text: str) -> Iterator[tuple[int, int]]:
        """Go through the words that nothing knows: where each begins and ends.

        Left alone are words of other scripts, short words in capitals, single letters, and what
        is part of an address or stands beside a figure.
        """
        for match in _WORD.finditer(text):
            if not (self._is_passed_over(text, match) or self.knows(match[0])):
                yield match.span()

    def knows(self, word: str) -> bool:
        """Say whether a word is spelt as it should be, or one of the case's own."""
        plain = unicodedata.normalize("NFC", word).replace("\u2019", "'")
        whose = plain[:-2] if plain.casefold().endswith(_POSSESSIVE) else plain
        if not self._known.isdisjoint({plain.casefold(), whose.casefold()}):
            return True
        return self._dictionary.knows(plain) or (whose != plain and self._dictionary.knows(whose))

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, with the apostrophe that was typed."""
        if len(word) > _LONGEST:
            return ()
        plain = unicodedata.normalize("NFC", word).replace("\u2019", "'")
        offered = self._dictionary.suggestions(plain)
        if "\u2019" in word:
            offered = tuple(each.replace("'", "\u2019") for each in offered)
        return offered

    def _is_passed_over(self, text: str, match: re.Match[str]) -> bool:
        word = match[0]
        if len(word) == 1 or _FOREIGN.search(word):
            return True
        if len(word) <= _LONGEST_ACRONYM and word.isupper():
            return True
        before = text[max(match.start() - 2, 0) : match.start()]
        after = text[match.end() : match.end() + 2]
        if before[-1:] in _BESIDE or after[:1] in _BESIDE:
            return True
        is_first = after[:1] == "." and after[1:].isalnum()
        return is_first or (before[1:] == "." and before[0].isalnum())


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).replace("\u2019", "'").casefold()
