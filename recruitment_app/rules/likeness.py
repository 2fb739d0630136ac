"""Who may be somebody already known: likeness of names, telephone, e-mail and postcode."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

import jellyfish

from recruitment_app.rules.nicknames import names_behind
from recruitment_app.rules.values import fold_email, fold_phone, fold_postcode, name_plain

LONGEST_KEY: Final = 120
"""The store keeps no longer key than this."""

# What each likeness weighs. A name alone must agree in both its parts; one shared telephone or
# e-mail is enough by itself; a postcode is shared by some fifteen households and is not.
_ENOUGH: Final = 4.5
_FAMILY: Final = {"same": 4.0, "former": 4.0, "part": 3.5, "sound": 3.0, "look": 3.0}
_GIVEN: Final = {
    "same": 3.0,
    "known_as": 2.5,
    "part": 2.0,
    "sound": 2.0,
    "look": 2.0,
    "initial": 1.0,
}
_PHONE: Final = 5.0
_EMAIL: Final = 5.0
_POSTCODE: Final = 3.0
_OTHER_PHONE: Final = 1.0
_OTHER_EMAIL: Final = 0.5
_OTHER_POSTCODE: Final = 1.0
_OTHER_NAME: Final = 1.0
_SWAPPED: Final = 0.5
_MOST_SWAPPED: Final = _FAMILY["same"] + _GIVEN["same"] - _SWAPPED

_FAMILY_WORDS: Final = {
    "same": "same family name",
    "former": "a family name used before",
    "part": "part of the family name is the same",
    "sound": "family name sounds alike",
    "look": "family name looks alike",
}
_GIVEN_WORDS: Final = {
    "same": "same given name",
    "known_as": "given name is a short form or another spelling",
    "part": "part of the given name is the same",
    "sound": "given name sounds alike",
    "look": "given name looks alike",
    "initial": "same initial",
}

# fmt: off
_PARTICLES: Final = frozenset((
    "al", "ap", "bin", "bint", "binte", "da", "de", "del", "della", "den", "der", "di", "dos", "du",
    "el", "ibn", "la", "le", "mac", "mc", "o", "san", "ter", "ul", "van", "von", "y",
))
# fmt: on
_TITLES: Final = frozenset(("dr", "mr", "mrs", "ms", "miss", "mx", "rev", "prof", "sir"))
_SOUNDS: Final = (
    (re.compile("sch|sz"), "sh"),
    (re.compile("tsch|tch|cz"), "ch"),
    (re.compile("([bdkt])h"), r"\1"),
    (re.compile("q(?:u(?=[ei]))?"), "k"),
    (re.compile("w(?=[aeiouy])"), "v"),
    (re.compile("^ks|^x"), "z"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_FIRST_VOWEL = re.compile("[aeiouy]+")
_MOST_APART: Final = 0.5
_LONG: Final = 8
_SHORT: Final = 4


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of a person that can tell whether somebody is the same.

    ``former`` holds the family names that the person used before.
    """

    given: str = ""
    family: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    postcode: str = ""
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """How two people are alike: the reasons are shown, the weight only puts them in order."""

    weight: float
    reasons: tuple[str, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Name:
    whole: str
    parts: tuple[str, ...]
    sounds: frozenset[str]

    @property
    def is_word(self) -> bool:
        """Say whether it is a name that has a sound: an identifier with figures in it has none."""
        return self.whole.isalpha()


@dataclass(frozen=True, slots=True)
class _Person:
    given: _Name
    family: _Name
    former: tuple[_Name, ...]
    phones: frozenset[str]
    emails: frozenset[str]
    postcode: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Agreement:
    weight: float
    reasons: tuple[str, ...]
    is_whole: bool


def keys_of(person: Identity) -> set[str]:
    """Return the keys to keep for a person: whoever shares one may be the same.

    Names give keys by sound (in either order, so that swapped names meet), by
    the given name with either end of the family name, and by the family name
    with either end of the given name, so that a slip of the finger still meets.
    """
    known = _prepared(person)
    keys = {f"p:{number}" for number in known.phones} | {f"m:{email}" for email in known.emails}
    keys |= {f"c:{code}" for code in known.postcode}
    if not (known.given.whole and known.family.whole):
        return {key[:LONGEST_KEY] for key in keys}
    families = {
        part for name in (known.family, *known.former) for part in (name.whole, *name.parts)
    }
    givens = {full for part in known.given.parts[:2] for full in names_behind(part)}
    sounds = {sound(given) for given in (*givens, known.given.whole)}
    for family in families:
        keys.add(f"l:{family}:{known.given.whole[0]}")
        keys.add(f"r:{family}:{known.given.whole[-2:]}")
        if known.family.is_word:
            heard = sound(family)
            keys |= {f"n:{'|'.join(sorted((heard, given)))}" for given in sounds}
            keys |= {f"e:{given}:{end}" for given in givens for end in (family[:2], family[-3:])}
    return {key[:LONGEST_KEY] for key in keys}


def compare(one: Identity, other: Identity) -> Likeness | None:
    """Return how two people are alike, or None where too little agrees."""
    a, b = _prepared(one), _prepared(other)
    names = _straight(a, b)
    if names.weight < _MOST_SWAPPED:
        swapped = _agreement(
            _given_likeness(a.given, b.family), _family_likeness(a.family, b.given), swapped=True
        )
        if swapped.is_whole and swapped.weight > names.weight:
            names = swapped
    weight, reasons = names.weight, list(names.reasons)
    for ours, theirs, alike, unlike, words in (
        (a.phones, b.phones, _PHONE, _OTHER_PHONE, "same telephone"),
        (a.emails, b.emails, _EMAIL, _OTHER_EMAIL, "same e-mail"),
        (a.postcode, b.postcode, _POSTCODE, _OTHER_POSTCODE, "same postcode"),
    ):
        if ours & theirs:
            weight += alike
            reasons.append(words)
        elif ours and theirs:
            weight -= unlike
    return Likeness(weight, tuple(reasons)) if weight >= _ENOUGH else None


def compare_households(ours: Iterable[Identity], theirs: Iterable[Identity]) -> Likeness | None:
    """Return the greatest likeness of any applicant of one household to any of the other."""
    others = tuple(theirs)
    found = (compare(one, other) for one in ours for other in others)
    return max((likeness for likeness in found if likeness is not None), default=None)


def alike_family_names(one: str, other: str) -> bool:
    """Tell whether two family names are the same, share a part, or sound or look alike."""
    a, b = (_name(name_plain(each), _PARTICLES) for each in (one, other))
    return bool(_family_likeness(a, b))


@lru_cache(maxsize=20_000)
def sound(name: str) -> str:
    """Return how a plain name sounds, whichever way it is spelled.

    Spellings of Polish and South Asian names are brought together first; the
    first vowel's colour is not kept, since it changes most with the spelling.
    """
    text = name.replace(" ", "")
    for pattern, instead in _SOUNDS:
        text = pattern.sub(instead, text)
    heard = jellyfish.metaphone(text)
    if heard[:1] in tuple("AEIOU"):
        heard = f"A{heard[1:]}"
    if len(heard) > 1:
        return heard
    if not heard:
        return text
    vowel = _FIRST_VOWEL.search(text)
    coloured = "" if vowel is None else "I" if set(vowel[0]) <= set("eiy") else vowel[0][0].upper()
    return heard + coloured


@lru_cache(maxsize=20_000)
def _prepared(person: Identity) -> _Person:
    given = _name(name_plain(person.given), _TITLES)
    return _Person(
        given=given,
        family=_name(name_plain(person.family), _PARTICLES),
        former=tuple(_name(name_plain(name), _PARTICLES) for name in person.former if name.strip()),
        phones=frozenset(fold for phone in person.phones if (fold := fold_phone(phone))),
        emails=frozenset(fold for email in person.emails if (fold := fold_email(email))),
        postcode=frozenset(fold for fold in (fold_postcode(person.postcode),) if fold),
    )


def _name(plain: str, dropped: frozenset[str]) -> _Name:
    words = plain.split()
    parts = tuple(word for word in words if word not in dropped) or tuple(words)
    whole = "".join(parts if dropped is _TITLES else words)
    return _Name(whole, parts, frozenset(sound(part) for part in (whole, *parts) if part))


def _straight(a: _Person, b: _Person) -> _Agreement:
    family = _family_likeness(a.family, b.family)
    if family != "same" and (a.former or b.former):
        before = {name.whole for name in (a.family, *a.former) if name.whole}
        if before & {name.whole for name in (b.family, *b.former)}:
            family = "former"
    given = _given_likeness(a.given, b.given)
    agreement = _agreement(given, family)
    if given and not family and a.family.whole and b.family.whole:
        return replace(agreement, weight=agreement.weight - _OTHER_NAME)
    return agreement


def _agreement(given: str, family: str, *, swapped: bool = False) -> _Agreement:
    reasons = ["given and family names the other way round"] if swapped else []
    reasons += [_FAMILY_WORDS[family]] if family else []
    reasons += [_GIVEN_WORDS[given]] if given else []
    weight = _FAMILY.get(family, 0.0) + _GIVEN.get(given, 0.0) - (_SWAPPED if swapped else 0.0)
    return _Agreement(weight, tuple(reasons), bool(given and family))


@lru_cache(maxsize=20_000)
def _family_likeness(a: _Name, b: _Name) -> str:
    if not a.whole or not b.whole:
        return ""
    if a.whole == b.whole or a.parts == b.parts:
        return "same"
    if set(a.parts) & set(b.parts):
        return "part"
    return _sound_or_look(a, b)


@lru_cache(maxsize=20_000)
def _given_likeness(a: _Name, b: _Name) -> str:
    if not a.whole or not b.whole:
        return ""
    likeness = ""
    if a.whole == b.whole or a.parts[0] == b.parts[0]:
        likeness = "same"
    elif names_behind(a.parts[0]) & names_behind(b.parts[0]) or (
        names_behind(a.whole) & names_behind(b.whole)
    ):
        likeness = "known_as"
    elif set(a.parts) & set(b.parts):
        likeness = "part"
    elif 1 not in (len(a.parts[0]), len(b.parts[0])):
        likeness = _sound_or_look(a, b)
    elif a.whole[0] == b.whole[0]:
        likeness = "initial"
    return likeness


def _sound_or_look(a: _Name, b: _Name) -> str:
    if not (a.is_word and b.is_word):
        return ""
    apart = jellyfish.damerau_levenshtein_distance(a.whole, b.whole)
    if a.sounds & b.sounds and apart < max(len(a.whole), len(b.whole)) * _MOST_APART:
        return "sound"
    shortest = min(len(a.whole), len(b.whole))
    allowed = 0 if shortest < _SHORT else 1 if shortest < _LONG else 2
    return "look" if apart <= allowed else ""
