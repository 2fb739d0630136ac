"""The wording of letters: fields in braces, and passages that several letters share.

A field such as ``{applicants.names}`` stands for what the record says, a passage such as
``{passage.complaint}`` for wording of its own, which may hold fields and passages again. A brace
that is meant as one is written twice.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from recruitment_app.errors import Problem

PASSAGE: Final = "passage."
"""What the name of a passage begins with, where it stands in a text."""

_PARTS: Final = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Field:
    """What a letter may tell from the record: its name in braces, and what it is.

    ``how_to_get`` says what to do where the record does not have it.
    """

    name: str
    label: str
    how_to_get: str = ""


def fields_in(text: str) -> tuple[str, ...]:
    """Return the names in braces of a text, passages too, each once and in their order."""
    return tuple(dict.fromkeys(match[1].strip() for match in _named(text)))


def marks(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Give where each brace or field of a text begins and ends, and the name of the field.

    A brace that stands alone has no name; one that is written twice is left out.
    """
    for match in _PARTS.finditer(text):
        if match[0] not in {"{{", "}}"}:
            yield match.start(), match.end(), match[1].strip() if match[1] is not None else None


def check_text(
    text: str, known: Collection[str], passages: Mapping[str, str], *, field: str = "body"
) -> None:
    """Refuse a wording that could not be filled in.

    ``passages`` are those that there are, by name without ``passage.``; they are looked into.

    Raises:
        Problem: a brace stands alone, a field or a passage is not known, or passages hold one
            another without end; ``field`` is where the text was typed.

    """
    _check(text, known, passages, field, ())


def filled(text: str, values: Mapping[str, str], passages: Mapping[str, str]) -> str:
    """Return a wording that was checked with every field and passage filled in.

    Raises:
        KeyError: a field has no value; ask ``missing`` first.

    """

    def put(match: re.Match[str]) -> str:
        if match[0] in {"{{", "}}"}:
            return match[0][0]
        name = match[1].strip()
        if name.startswith(PASSAGE):
            return filled(passages[name.removeprefix(PASSAGE)], values, passages)
        return values[name]

    return _PARTS.sub(put, text)


def missing(text: str, values: Mapping[str, str], passages: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields of a wording, also within its passages, that have no value."""
    found: dict[str, None] = {}
    for name in fields_in(text):
        if name.startswith(PASSAGE):
            inside = passages[name.removeprefix(PASSAGE)]
            found.update(dict.fromkeys(missing(inside, values, passages)))
        elif not values.get(name):
            found[name] = None
    return tuple(found)


def _named(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _PARTS.finditer(text) if match[1] is not None)


def _check(
    text: str,
    known: Collection[str],
    passages: Mapping[str, str],
    field: str,
    within: tuple[str, ...],
) -> None:
    where = f" in the passage “{within[-1]}”" if within else ""
    for match in _PARTS.finditer(text):
        if match[0] in {"{", "}"}:
            near = text[max(0, match.start() - 20) : match.start() + 20].strip()
            told = f"A brace stands alone{where}, at “{near}”: close it, or write it twice."
            raise Problem(told, field=field)
    for name in fields_in(text):
        if not name.startswith(PASSAGE):
            if name not in known:
                raise Problem(_unknown("field", name, known, where), field=field)
            continue
        passage = name.removeprefix(PASSAGE)
        if passage not in passages:
            offered = [f"{PASSAGE}{each}" for each in passages]
            raise Problem(_unknown("passage", name, offered, where), field=field)
        if passage in within:
            ring = " holds ".join(
                f"“{each}”" for each in (*within[within.index(passage) :], passage)
            )
            told = f"The passages run in a circle: {ring}. Take one of them out."
            raise Problem(told, field=field)
        _check(passages[passage], known, passages, field, (*within, passage))


def _unknown(what: str, name: str, offered: Collection[str], where: str) -> str:
    near = get_close_matches(name, offered, n=1, cutoff=0.6)
    advice = f"did you mean {{{near[0]}}}?" if near else "choose one from the list of fields."
    return f"“{{{name}}}”{where} is no {what} that letters know: {advice}"
