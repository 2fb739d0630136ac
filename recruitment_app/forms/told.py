"""A TOML file read value by value: whatever is wrong becomes a fault with its line."""

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

from recruitment_app.forms.faults import Fault, Place, WrongForm
from recruitment_app.forms.lines import Path, line_of, lines_of

LONGEST: Final = 500
"""No title, prompt or other words of a form are longer; that much still sets on a page."""

_AT: Final = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_KINDS: Final[Mapping[type, str]] = {
    str: "words in quotation marks",
    int: "a whole number",
    list: "a list in square brackets",
}

Kept = TypeVar("Kept")
Word = TypeVar("Word", bound=StrEnum)


class Told:
    """A table of a file. What is asked for and wrong is noted, and a stand-in is returned."""

    def __init__(
        self,
        values: Mapping[str, Any],
        file: str,
        lines: Mapping[Path, int],
        faults: list[Fault],
        path: Path = (),
    ) -> None:
        self._values = values
        self._file = file
        self._lines = lines
        self._path = path
        self.faults = faults

    @property
    def place(self) -> Place:
        """Return where the table begins."""
        return self.at()

    def at(self, *path: str | int) -> Place:
        """Return where a value of the table stands, or what is nearest around it."""
        return Place(self._file, line_of(self._lines, (*self._path, *path)))

    def fault(self, reason: str, *path: str | int) -> None:
        """Note what is wrong at a value, or with the table."""
        self.faults.append(Fault(self.at(*path), reason))

    def has(self, name: str) -> bool:
        """Say whether the table gives the value."""
        return name in self._values

    def only(self, names: Collection[str], whose: str) -> None:
        """Note each name that is none of these."""
        for name in self._values:
            if name not in names:
                near = difflib.get_close_matches(name, names, n=1)
                hint = f" Did you mean “{near[0]}”?" if near else ""
                self.fault(f"{whose} has no “{name}”.{hint}", name)

    def needs(self, *names: str, whose: str) -> None:
        """Note each of the names that is missing."""
        for name in names:
            if not self.has(name):
                self.fault(f"{whose} needs “{name}”.")

    def text(self, name: str) -> str:
        """Return words, without space around them; they may be left out but not be empty."""
        told = self._kept(name, str, "").strip()
        if not told and isinstance(self._values.get(name), str):
            self.fault(f"“{name}” is empty. Fill it in or leave it out.", name)
        self._check_line(name, told)
        return told

    def whole(self, name: str) -> int:
        """Return a whole number, from 1."""
        told = self._kept(name, int, 1)
        if told < 1:
            self.fault(f"“{name}” must be 1 or more.", name)
        return told

    def word(self, name: str, words: type[Word], usual: Word) -> Word:
        """Return one of the words that the value may be."""
        told = self._kept(name, str, usual.value)
        if told in set(words):
            return words(told)
        self.fault(f"“{told}” is not known for “{name}”; it may be {_offer(words)}.", name)
        return usual

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of words, none of them empty, none twice."""
        kept: list[str] = []
        for at, each in enumerate(self._list(name)):
            if not isinstance(each, str) or not each.strip():
                self.fault(f"“{name}” must be a list of words; its number {at + 1} is none.", name)
            elif each.strip() in kept:
                self.fault(f"“{name}” names “{each.strip()}” twice.", name)
            else:
                self._check_line(name, each.strip())
                kept.append(each.strip())
        return tuple(kept)

    def listed(self, name: str, words: type[Word]) -> tuple[Word, ...]:
        """Return a list of the words that its members may be."""
        told = self.texts(name)
        for each in told:
            if each not in set(words):
                self.fault(f"“{each}” is not known for “{name}”; it may be {_offer(words)}.", name)
        return tuple(words(each) for each in told if each in set(words))

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return a list of whole numbers."""
        told = self._list(name)
        if all(type(each) is int for each in told):
            return tuple(told)
        self.fault(f"“{name}” must be a list of whole numbers.", name)
        return ()

    def tables(self, name: str) -> tuple["Told", ...]:
        """Return a list of tables, such as every [[section]]."""
        kept = []
        for at, each in enumerate(self._list(name)):
            if isinstance(each, dict):
                path = (*self._path, name, at)
                kept.append(Told(each, self._file, self._lines, self.faults, path))
            else:
                self.fault(f"“{name}” must be tables under [[{name}]].", name)
        return tuple(kept)

    def _check_line(self, name: str, told: str) -> None:
        if len(told) > LONGEST:
            self.fault(f"“{name}” is longer than {LONGEST} characters.", name)
        if any(unicodedata.category(sign) == "Cc" for sign in told):
            self.fault(f"“{name}” must be one line, without control characters.", name)

    def _kept(self, name: str, kind: type[Kept], usual: Kept) -> Kept:
        told = self._values.get(name, usual)
        if type(told) is kind:
            return told
        self.fault(f"“{name}” must be {_KINDS[kind]}.", name)
        return usual

    def _list(self, name: str) -> list[Any]:
        return self._kept(name, list, [])


def told(text: str, file: str) -> Told:
    """Return what a text says.

    Raises:
        WrongForm: it is no TOML; the fault names the line that cannot be read.

    """
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        at = _AT.search(str(fault))
        line = int(at["line"]) if at and at["line"] else max(text.rstrip().count("\n") + 1, 1)
        raise WrongForm(
            [Fault(Place(file, line), f"This is not TOML: {_AT.sub('', str(fault))}.")]
        ) from fault
    except RecursionError as fault:
        raise WrongForm([Fault(Place(file, 1), "Its brackets are nested too deeply.")]) from fault
    return Told(values, file, lines_of(text), [])


def decoded(content: bytes, file: str) -> str:
    """Return the words of a file.

    Raises:
        WrongForm: it is not UTF-8; the fault names the line.

    """
    try:
        return content.decode()
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise WrongForm([Fault(Place(file, line), "Save this file as UTF-8.")]) from fault


def listing(words: Iterable[str]) -> str:
    """Return words as a sentence lists them: “a”, “b” or “c”."""
    *most, last = (f"“{word}”" for word in words)
    return f"{', '.join(most)} or {last}" if most else last


def _offer(words: type[StrEnum]) -> str:
    return listing(word.value for word in words if word.value)
