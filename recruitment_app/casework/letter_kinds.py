"""The letters and passages as shipped, and with the agency's own wording over them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.shipped_tables import made_by_id, read_table
from recruitment_app.errors import Problem
from recruitment_app.paths import resources
from recruitment_app.rules.letter_texts import PASSAGE
from recruitment_app.rules.letters import ABOUT_EVENT, TO, After, Ask, LetterKind, Passage
from recruitment_app.rules.stages import EventKind, Stage
from recruitment_app.store.tables import LetterText

_FILE: Final = "letters.toml"


@dataclass(frozen=True, slots=True)
class Letters:
    """Every letter and every passage, by their ids."""

    kinds: Mapping[str, LetterKind]
    passages: Mapping[str, Passage]

    @property
    def texts(self) -> Mapping[str, str]:
        """Return the passages as a text is filled in with them."""
        return {passage.id: passage.body for passage in self.passages.values()}

    def kind(self, name: str) -> LetterKind:
        """Return a letter by its id or its title, as somebody types them.

        Raises:
            Problem: there is no such letter; the sentence names those that there are.

        """
        typed = name.strip().casefold()
        for kind in self.kinds.values():
            if (
                typed.replace("-", "_").replace(" ", "_") == kind.id
                or typed == kind.title.casefold()
            ):
                return kind
        offered = ", ".join(self.kinds)
        raise Problem(f"“{name}” is no letter: choose one of {offered}.", field="name")


@cache
def shipped_letters() -> Letters:
    """Return the letters as shipped, in the order of their file."""
    return read_letters(resources() / _FILE)


def read_letters(file: Path) -> Letters:
    """Read a file of letters and passages.

    Raises:
        Problem: it is wrong; the sentence names file, row and reason.

    """
    told = read_table(file)
    kinds = made_by_id(file, told.get("letter", ()), _kind)
    passages = made_by_id(file, told.get("passage", ()), lambda row: Passage(**row))
    return Letters(MappingProxyType(kinds), MappingProxyType(passages))


def letters_in_force(session: Session) -> Letters:
    """Return the letters with the wording that holds today."""
    shipped = shipped_letters()
    kinds, passages = dict(shipped.kinds), dict(shipped.passages)
    for row in latest_texts(session):
        if not row.body:  # back to ours
            continue
        key = row.name.removeprefix(PASSAGE)
        if row.is_passage and key in passages:
            passages[key] = replace(passages[key], body=row.body)
        elif row.name in kinds:
            kinds[row.name] = replace(kinds[row.name], subject=row.subject, body=row.body)
    return Letters(kinds, passages)


def latest_texts(session: Session) -> list[LetterText]:
    """Return the last wording that was written of each letter or passage."""
    rows = session.scalars(
        select(LetterText)
        .where(LetterText.deleted_at.is_(None))
        .order_by(LetterText.name, LetterText.number)
    )
    return list({row.name: row for row in rows}.values())


def _kind(row: Mapping[str, Any]) -> LetterKind:
    after = row.get("after")
    kind = LetterKind(
        **{
            **row,
            "stages": tuple(map(Stage, row.get("stages", ()))),
            "closed_as": tuple(row.get("closed_as", ())),
            "after": After(**{**after, "event": EventKind(after["event"])}) if after else None,
            "act_facts": MappingProxyType(row.get("act_facts", {})),
            "asks": tuple(Ask(**ask) for ask in row.get("asks", ())),
            "must": tuple(row.get("must", ())),
        }
    )
    if kind.to not in TO:
        raise ValueError(f"“{kind.to}” is nobody to whom letters go")
    if kind.about_event not in ABOUT_EVENT:
        raise ValueError(f"“{kind.about_event}” is no event that letters are about")
    return kind
