"""Lists of codes: what may be chosen, how each is spelled in files, and whose time a reason is."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal

from recruitment_app.errors import Problem

Owner = Literal["agency", "applicant", "third_party"]
OWNERS: Final[tuple[Owner, ...]] = ("agency", "applicant", "third_party")

_LIKE_ENOUGH: Final = 0.6
_TOO_SHORT: Final = 2
_AND = re.compile("[&+]")
_NOT_WORDS = re.compile(r"[\W_]+")


def fold_spelling(text: str) -> str:
    """Return a spelling without case, spacing and punctuation, so that it can be compared."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _NOT_WORDS.sub(" ", _AND.sub(" and ", plain)).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One thing that may be chosen from a list.

    ``owner`` says whose time the days are that the reason explains; ``stages``
    where a reason may be used (none: everywhere); ``maps`` the same thing in
    other lists; a ``retired`` code stays for old records and is not offered.
    """

    code: str
    label: str
    owner: Owner | None = None
    stages: tuple[str, ...] = ()
    maps: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    retired: bool = False
    spellings: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()

    def known(self) -> frozenset[str]:
        """Return every folded spelling that means this code."""
        names = {fold_spelling(name) for name in (self.code, self.label, *self.spellings)}
        under = {f"{fold_spelling(word)} {name}" for word in self.under for name in names}
        leads = {fold_spelling(lead) for lead in self.leads}
        after = {f"{lead} {name}" for lead in leads for name in names | under}
        before = {f"{name} {lead}" for lead in leads for name in names | under if len(lead) > 1}
        return frozenset(names | under | after | before)


def _names_of(code: Code) -> frozenset[str]:
    return frozenset(fold_spelling(text) for text in (code.code, code.label))


def _spellings_of(code: Code) -> frozenset[str]:
    return frozenset(fold_spelling(text) for text in code.spellings) - _names_of(code)


@dataclass(frozen=True, kw_only=True)
class CodeList:
    """A named list of codes with its source.

    An ``editable`` list may be added to by the agency. ``lead`` is a pattern
    that a spelling may begin with and that says nothing, such as "(A.A1)".
    """

    name: str
    title: str
    source: str
    dated: date
    codes: tuple[Code, ...]
    editable: bool = False
    lead: str = ""
    note: str = ""

    @cached_property
    def _by_code(self) -> Mapping[str, Code]:
        return {code.code: code for code in self.codes}

    def check(self) -> None:
        """Refuse a list in which a spelling stands for two codes, or a lead that is no pattern."""
        try:
            re.compile(self.lead)
        except re.error as problem:
            raise Problem(f"The lead “{self.lead}” is not a pattern.") from problem
        for texts_of in (_names_of, _spellings_of):
            met: dict[str, Code] = {}
            for code in self.codes:
                for text in texts_of(code):
                    other = met.setdefault(text, code)
                    if other is not code:
                        raise Problem(
                            f"In the list “{self.title}” the spelling “{text}” stands for both"
                            f" “{other.label}” and “{code.label}”."
                        )

    @cached_property
    def _by_spelling(self) -> Mapping[str, Code]:
        # A code's own name outranks another's spelling, and both outrank what a code would be
        # called with a lead or a group before it; what two codes would be called so is not known.
        made: dict[str, Code | None] = {}
        for code in self.codes:
            for spelling in code.known():
                made[spelling] = None if spelling in made else code
        known = {spelling: code for spelling, code in made.items() if code is not None}
        for texts_of in (_spellings_of, _names_of):
            known |= {text: code for code in reversed(self.codes) for text in texts_of(code)}
        return known

    def get(self, code: str) -> Code | None:
        """Return the code of this name, or None."""
        return self._by_code.get(code)

    def label(self, code: str) -> str:
        """Return what a code is called; a code that the list has lost is shown as it stands."""
        found = self.get(code)
        return found.label if found is not None else code

    def owner(self, code: str) -> Owner | None:
        """Return whose time the days of a reason are, where the list says so."""
        found = self.get(code)
        return found.owner if found is not None else None

    def offered(self, stage: str | None = None) -> tuple[Code, ...]:
        """Return the codes to choose from: none that is retired, and those of the stage given."""
        return tuple(
            code
            for code in self.codes
            if not code.retired and (stage is None or not code.stages or stage in code.stages)
        )

    def find(self, spelling: str) -> Code | None:
        """Return the code that a spelling is known to mean; nothing is guessed."""
        folded = fold_spelling(spelling)
        found = self._by_spelling.get(folded)
        if found is None and self.lead:
            text = unicodedata.normalize("NFKC", spelling).casefold().strip()
            shorter = re.sub(rf"^{self.lead}", "", text)
            found = self._by_spelling.get(fold_spelling(shorter)) if shorter != text else None
        return found

    def near(self, spelling: str, most: int = 3) -> tuple[Code, ...]:
        """Return the codes whose spellings look most like one that is not known."""
        folded = fold_spelling(spelling)
        if len(folded) < _TOO_SHORT:
            return ()
        best: dict[str, float] = {}
        for code in self.codes:
            matcher = SequenceMatcher(b=folded, autojunk=False)
            for text in (code.code, code.label, *code.spellings):
                matcher.set_seq1(fold_spelling(text))
                if matcher.quick_ratio() >= _LIKE_ENOUGH:
                    best[code.code] = max(best.get(code.code, 0), matcher.ratio())
        alike = sorted(
            (name for name, ratio in best.items() if ratio >= _LIKE_ENOUGH),
            key=lambda name: -best[name],
        )
        return tuple(self._by_code[name] for name in alike[:most])

    def with_codes(self, more: Iterable[Code]) -> "CodeList":
        """Return the list with the agency's own codes; one of the same name takes its place."""
        codes = dict(self._by_code)
        codes.update((code.code, code) for code in more)
        return replace(self, codes=tuple(codes.values()))
