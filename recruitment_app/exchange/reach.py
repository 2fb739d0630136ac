"""Ways to reach somebody, as people type them into one cell: numbers, addresses, what else stands.

Each reader gives what it found and the words that are left over, which belong in
a note; where nothing is found it says why.
"""

import re
from collections.abc import Callable

from recruitment_app.errors import Problem
from recruitment_app.rules import values

_BETWEEN = re.compile(r"[;,/\n]|\bor\b|\band\b|&")
_NUMBER = re.compile(
    r"(?:\+|\b00)\d(?:[\s().\-]*\d){7,13}(?!\d)|\(?\b0(?:[\s().\-]*\d){9,10}(?!\d)"
    r"|\b\d{6,8}\b"
)
_EMAIL = re.compile(r"[^@\s,;:<>\"()\[\]]+@[^@\s,;:<>\"()\[\]]+\.[^@\s,;:<>\"().\[\]]{2,}")
_POSTCODE = re.compile(
    r"\b(?:GIR|[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?)[ ]*[\dO][ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE
)
_LINES = re.compile(r"\s*(?:[,;|]|\r?\n|\r)\s*")
_LABELS = re.compile(
    r"h|hm|home|m|mob|mobile|cell|w|wk|work|office|t|tel|telephone|ph|phone|landline|day|daytime"
    r"|eve|evening|contact|nos?|numbers?|and|or|e|e?mail|mailto|address|is|the",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


def telephones(text: str) -> tuple[tuple[str, ...], str]:
    """Return the numbers in a cell and what else it says.

    Raises:
        Problem: it holds no whole number.

    """
    return _each(text, values.read_phone, _NUMBER)


def emails(text: str) -> tuple[tuple[str, ...], str]:
    """Return the e-mail addresses in a cell and what else it says.

    Raises:
        Problem: it holds no whole address.

    """
    return _each(text, values.read_email, _EMAIL)


def ways(text: str, *, of_telephones: bool) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Return the numbers and the e-mail addresses in a cell, and what else it says.

    Trackers put either into the column of the other; ``of_telephones`` says whose column it is.

    Raises:
        Problem: it holds neither; the sentence is of the column's own kind.

    """
    without = _EMAIL.sub(" ; ", text)
    has_number = _NUMBER.search(without) is not None
    if without == text or not has_number:
        is_number = has_number or (of_telephones and without == text)
        found, rest = telephones(text) if is_number else emails(text)
        return (found, (), rest) if is_number else ((), found, rest)
    numbers, rest = telephones(without)
    addresses, _ = emails(" ; ".join(_EMAIL.findall(text)))
    return numbers, addresses, rest


def postcode(text: str) -> str:
    """Return the first postcode in a cell that holds postcodes alone.

    Raises:
        Problem: it does not.

    """
    found, _ = _each(text, values.read_postcode, None)
    return found[0]


def address(text: str) -> tuple[str, str]:
    """Return the lines of an address without its postcode, and the postcode where there is one.

    Raises:
        Problem: it holds more than one postcode.

    """
    found = {}
    for match in _POSTCODE.finditer(text):
        try:
            found[values.read_postcode(match[0])] = match.span()
        except Problem:
            continue
    if len(found) > 1:
        raise Problem("This holds two postcodes: keep the one where they live now.")
    code = next(iter(found), "")
    if code:
        first, last = found[code]
        text = f"{text[:first]}\n{text[last:]}"
    lines = [" ".join(line.split()).strip(" .") for line in _LINES.split(text)]
    return "\n".join(line for line in lines if line), code


def _each(
    text: str, reader: Callable[[str], str], pattern: re.Pattern[str] | None
) -> tuple[tuple[str, ...], str]:
    try:
        return (reader(text),), ""
    except Problem as problem:
        trouble = problem
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    try:
        if parts:
            return tuple(reader(part) for part in parts), ""
    except Problem:
        pass
    found = tuple(reader(match[0]) for match in pattern.finditer(text)) if pattern else ()
    if not found or pattern is None:
        raise trouble
    rest = " ".join(pattern.sub(" ", text).split())
    words = [word for word in _WORD.findall(rest) if not _LABELS.fullmatch(word)]
    if any(len(word) > 1 and word.isdecimal() for word in words) and reader is values.read_phone:
        raise trouble
    return found, rest if words else ""
