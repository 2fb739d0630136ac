"""Where a check is seen to: the dialog of each act on it, and its line on the page of its case."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from recruitment_app.casework.checks.check_rows import CheckKey
from recruitment_app.errors import Problem
from recruitment_app.ui.places import Place

TAB: Final = "checks"


def dialog_of(act: str, key: CheckKey) -> Place:
    """Return the place of the dialog that carries out an act on a check."""
    return Place(act, key.case_id, facts_of(key))


def line_of(key: CheckKey) -> Place:
    """Return the place of a check on the page of its case."""
    return Place("case", key.case_id, {"tab": TAB, **facts_of(key)})


def facts_of(key: CheckKey) -> Mapping[str, str]:
    """Return which check it is, as facts of a place."""
    return {
        "kind": key.kind,
        "of": str(key.person_id or ""),
        "about": key.about,
        "about_key": key.about_key,
    }


def key_of(place: Place) -> CheckKey:
    """Return the check that a place names.

    Raises:
        Problem: it names none.

    """
    if place.case_id is None or not place.fact("kind"):
        raise Problem("Choose a check first.")
    person = place.fact("of")
    return CheckKey(
        place.case_id,
        place.fact("kind"),
        UUID(person) if person else None,
        place.fact("about"),
        place.fact("about_key"),
    )


def many_of(act: str, keys: Iterable[CheckKey]) -> Place:
    """Return the place of the dialog that carries out an act on many checks."""
    told = [[str(key.case_id), *facts_of(key).values()] for key in keys]
    return Place(f"check_{act}_many", facts={"checks": json.dumps(told)})


def keys_of(place: Place) -> tuple[CheckKey, ...]:
    """Return the checks that a place names."""
    told = json.loads(place.fact("checks") or "[]")
    return tuple(
        CheckKey(UUID(case_id), kind, UUID(of) if of else None, about, about_key)
        for case_id, kind, of, about, about_key in told
    )


def id_of(key: CheckKey) -> UUID:
    """Return the id of a check in a list, the same whether something is recorded of it or not."""
    told = "\n".join((str(key.case_id), *facts_of(key).values()))
    return UUID(bytes=hashlib.blake2b(told.encode(), digest_size=16).digest())
