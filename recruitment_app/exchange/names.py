"""Names as people type them into one cell: titles off, one or two people, given and family names.

What can be taken apart surely is taken apart; anything else is asked about.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from recruitment_app.errors import Problem
from recruitment_app.rules.nicknames import is_given_name

_TITLES: Final = re.compile(
    r"(?:mrs?|ms|miss|mx|messrs|dr|doctor|prof|professor|rev|revd|reverend|sir|dame|lady|lord"
    r"|cllr|councillor|capt|captain|fr)\.?",
    re.IGNORECASE,
)
_PARTICLES: Final = re.compile(
    r"van|von|de|del|della|der|den|di|da|du|dos|das|la|le|el|al|bin|ibn|te[rn]|st\.?|mac",
    re.IGNORECASE,
)
# those that no given name is; a title before one of them leaves a family name alone
_PARTICLES_ALONE: Final = re.compile(
    r"(?-i:van|von|della|di|le|la|el|al|bin|ibn)|de|der|den|du|dos|das", re.IGNORECASE
)
# what stands behind a name and is none of it
_AFTER: Final = re.compile(r"(?:jnr|snr|esq|[omc]be|phd)\.?|(?-i:[Jj]r|[Ss]r)\.?", re.IGNORECASE)
# words that say that a cell holds more than a name, or none
_NO_NAME: Final = re.compile(
    r"the|family|household|couple|from|aka|n[ée]e|formerly|prev|previously|partner|wife|husband"
    r"|boyfriend|girlfriend|fianc[ée]e?|anon|anonymous|unknown|withheld|name|given|test",
    re.IGNORECASE,
)
_MOST_PEOPLE: Final = 2
_MOST_GIVEN: Final = 2
_NAME_OF_TWO: Final = 2
_INITIALS: Final = 2
_HOW: Final = "write it as “Smith, John” or “John Smith and Jane Doe”."

_AND = re.compile(r"\s*(?:&|\+|/|\\|;|\n|\band\b)\s*", re.IGNORECASE)
_EITHER_TITLE = re.compile(r"\bm(?:r|is)?/s\b\.?|\bmr\(s\)", re.IGNORECASE)
_GLUED = re.compile(r"\b((?:[^\W\d_]\.)+)(?=[^\W\d_]{2})")
_BRACKETED_TITLE = re.compile(r"\(\s*(\w+)\.?\s*\)")
_WRONG_LETTERS = re.compile(r"[\d@#<>=_*|\"%£$()\[\]{}?!:]")
_INITIAL = re.compile(r"[^\W\d_]\.?(?:[^\W\d_]\.)*")


class Unsure(Problem):
    """The rest of the sentence "“Name” …": why a name cannot be taken apart, and what to write."""


@dataclass(frozen=True, slots=True)
class Name:
    """One person's names, as typed."""

    given: str
    family: str


@dataclass(frozen=True, slots=True)
class _Part:
    """What is typed of one person: whether a title stood there, and the words without it."""

    titled: bool
    words: tuple[str, ...]
    inverted: bool = False
    family: tuple[str, ...] = ()


def read_names(text: str) -> tuple[Name, ...]:
    """Return the one or two people whom a cell names; none for a blank.

    "Mr and Mrs J Smith" are J Smith and somebody called Smith; "Ann & Bob Lee"
    share the family name; "SMITH John" and "Smith, John" stand the other way.

    Raises:
        Unsure: it cannot be taken apart surely.

    """
    typed = unicodedata.normalize("NFC", text).strip(" \t\r\n,;")
    if not typed:
        return ()
    typed = _GLUED.sub(r"\1 ", _EITHER_TITLE.sub("Ms", typed))  # "Mr/s A.Smith"
    typed = _BRACKETED_TITLE.sub(lambda found: _bare(found[1]), typed)
    if _WRONG_LETTERS.search(typed):
        raise Unsure(f"holds more than names: {_HOW}")
    parts = [_part(each) for each in _AND.split(typed)]
    words = [word for each in parts for word in (*each.words, *each.family)]
    if any(_NO_NAME.fullmatch(word) for word in words):
        raise Unsure(f"holds more than names: {_HOW}")
    if any(not each.words and not each.family and not each.titled for each in parts):
        raise Unsure(f"cannot be taken apart: {_HOW}")
    if len(parts) == 1:
        return (_alone(parts[0]),)
    named = [each for each in parts if each.words or each.family]
    if len(named) > _MOST_PEOPLE or len(parts) - len(named) >= _MOST_PEOPLE:
        raise Unsure(f"names more than two people: {_HOW}")
    if len(named) == 1:
        return _married(parts, named[0])
    if len(parts) > _MOST_PEOPLE and not named[1].words[1:]:
        raise Unsure(f"cannot be taken apart: {_HOW}")
    return _two(named[0], named[1])


def read_turned_names(text: str) -> tuple[Name, ...]:
    """Return the people of a cell of a column that gives the family name first: "Lee Ann & Bob".

    Raises:
        Unsure: it cannot be taken apart surely.

    """
    return read_names(" & ".join(_turned(each) for each in _AND.split(text) if each.strip(" ,;")))


def _turned(text: str) -> str:
    """Return what one person is called with a comma behind the family name."""
    words = [word for word in text.split() if not _is_title(word)]
    if "," in text or len(words) <= 1:
        return text
    first = next(at for at, word in enumerate(words) if not _PARTICLES_ALONE.fullmatch(word))
    return f"{' '.join(words[: first + 1])}, {' '.join(words[first + 1 :])}".rstrip(", ")


def lean(text: str) -> int:
    """Tell how a cell seems to name people: 1 first name first, -1 family name first, 0 neither."""
    words = [word for word in _AND.split(text.strip())[0].split() if not _is_title(word)]
    if "," in text or len(words) <= 1:
        return 0
    return is_given_name(words[0]) - is_given_name(words[-1])


def read_columns(text: str) -> tuple[str, ...]:
    """Return the given names, or the family names, of one or two people: a column of such alone.

    Raises:
        Unsure: it names more than two people.

    """
    parts = [" ".join(_part(each).words) for each in _AND.split(text.strip(" \t\r\n;&/+"))]
    parts = [each for each in parts if each]
    if len(parts) > _MOST_PEOPLE:
        raise Unsure("names more than two people: write each in its own column.")
    return tuple(parts)


def _bare(word: str) -> str:
    """Return a title in brackets without them, and any other word as it stood."""
    return word if _is_title(word) else f"({word})"


def _part(text: str) -> _Part:
    family, comma, given = text.partition(",")
    before = [word for word in family.split() if not _is_title(word)]
    after = [word for word in given.strip(" ,").split() if not _is_title(word)]
    if len(before) > _NAME_OF_TWO and _AFTER.fullmatch(before[-1]):
        before.pop()
    if after:
        after[-1] = after[-1].rstrip(",")
    titled = len(before) + len(after) < len(family.split()) + len(given.split())
    if comma and after:
        return _Part(titled, tuple(after), inverted=True, family=tuple(before))
    return _Part(titled, tuple(before))


def _is_title(word: str) -> bool:
    return _TITLES.fullmatch(word.rstrip(",")) is not None


def _is_initials(word: str) -> bool:
    return _INITIAL.fullmatch(word) is not None


def _is_capitals(word: str) -> bool:
    return len(word) > _INITIALS and word.isupper() and not _is_initials(word)


def _alone(part: _Part) -> Name:
    """Return the one person whom a cell names."""
    if part.inverted:
        return _inverted(part)
    words = part.words
    if not words:
        raise Unsure(f"holds a title and no name: {_HOW}")
    if all(_PARTICLES_ALONE.fullmatch(word) for word in words[:-1]):
        return _family_alone(part)
    loud = [_is_capitals(word) for word in words]
    if any(loud) and not all(loud):
        return _by_capitals(words, loud)
    if _is_initials(words[-1]) and not _is_initials(words[0]):
        return Name(words[-1], " ".join(words[:-1]))
    if len(words[-1]) <= _INITIALS and words[-1].isupper() and not words[0].isupper():
        raise Unsure(f"ends in what may be initials or a family name: {_HOW}")
    first = len(words) - 1
    while first > 1 and _PARTICLES.fullmatch(words[first - 1]):
        first -= 1
    given = words[:first]
    if len([word for word in given if not _is_initials(word)]) > _MOST_GIVEN:
        raise Unsure(f"has many words, of which any may be the family name: {_HOW}")
    return Name(" ".join(given), " ".join(words[first:]))


def _family_alone(part: _Part) -> Name:
    """Return who is called by a title and a family name: "Mr Smith", "Mr de Souza"."""
    if part.titled and not _is_initials(part.words[0]):
        return Name("", " ".join(part.words))
    if len(part.words) == 1:
        raise Unsure(f"is one word, a given or a family name: {_HOW}")
    raise Unsure(f"is a family name alone: {_HOW}")


def _inverted(part: _Part) -> Name:
    """Return the person whose family name stands before a comma: "van Dyk, Ann"."""
    one_word = [word for word in part.family if not _PARTICLES.fullmatch(word)]
    many = len(part.words) > _MOST_GIVEN + 1 or "," in " ".join(part.words)
    if len(one_word) > 1 or not part.family or many:
        raise Unsure(f"cannot be taken apart: {_HOW}")
    if len(part.words) > 1 and is_given_name(part.family[0]):
        raise Unsure(f"may name one person or two: {_HOW}")  # "Ann, Bob Lee"
    return Name(" ".join(part.words), " ".join(part.family))


def _by_capitals(words: tuple[str, ...], loud: list[bool]) -> Name:
    """Return the name whose family name stands in capitals, first or last."""
    family = [word for word, is_loud in zip(words, loud, strict=True) if is_loud]
    given = [word for word, is_loud in zip(words, loud, strict=True) if not is_loud]
    count = len(family)
    if loud not in ([True] * count + [False] * len(given), [False] * len(given) + [True] * count):
        raise Unsure(f"cannot be taken apart: {_HOW}")
    return Name(" ".join(given), " ".join(family))


def _married(parts: list[_Part], named: _Part) -> tuple[Name, ...]:
    """Return the two whom one name stands for: "Mr and Mrs J Smith"."""
    if parts[-1] is not named and not named.inverted:
        raise Unsure(f"cannot be taken apart: {_HOW}")
    one = _alone(
        _Part(titled=True, words=named.words, inverted=named.inverted, family=named.family)
    )
    return one, Name("", one.family)


def _two(first: _Part, second: _Part) -> tuple[Name, ...]:
    if first.inverted and second.inverted:
        return _alone(first), _alone(second)
    if first.inverted:  # "Smith, John and Jane"
        one = _alone(first)
        if len(second.words) == 1:
            return one, Name(second.words[0], one.family)
        return one, _alone(second)
    if second.inverted:
        raise Unsure(f"cannot be taken apart: {_HOW}")
    if len(first.words) > 1 and len(second.words) > 1:
        if not first.titled and is_given_name(first.words[-1]):
            raise Unsure(f"may give one family name or two: {_HOW}")  # "Ann Marie & Bob Lee"
        return _alone(first), _alone(second)
    if len(second.words) > 1:  # "Ann & Bob Lee", "Mr J & Mrs M Smith"
        two = _alone(second)
        if first.titled and not _is_initials(first.words[0]) and not is_given_name(first.words[0]):
            raise Unsure(f"may give one family name or two: {_HOW}")  # "Mr Smith & Ms Jane Doe"
        return Name(first.words[0], two.family), two
    if first.titled and second.titled:  # "Mr Smith and Ms Jones"
        return _alone(first), _alone(second)
    raise Unsure(f"gives no family name for each of the two: {_HOW}")
