"""Tells who may sign in to the store in a folder, importing nothing that could open it."""

import json
from pathlib import Path

from recruitment_app.store.file_names import KEYS_NAME


def names_in(folder: Path) -> tuple[str, ...]:
    """Return the names that may sign in, the last to do so first.

    Raises:
        Problem: the file that holds the keys is missing or damaged.

    """
    try:
        told = json.loads((folder / KEYS_NAME).read_text("utf-8"))
        last = told["last_person"]
        people = sorted(told["people"], key=lambda wrap: wrap["holder"] != last)
        return tuple(str(wrap["name"]) for wrap in people)
    except (OSError, ValueError, KeyError, TypeError):
        from recruitment_app.store.keys import read_ring  # noqa: PLC0415 - 20 ms, to say what is wrong

        return read_ring(folder).names
