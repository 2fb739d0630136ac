"""The sample's third report: a full one under other names, with faults planted from a list.

The list is ``resources/sample_reports/planted.toml``; each of its faults names the check that has
to find it, so that a test can ask for every one.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from recruitment_app.casework.sampling.sample_families import renamed
from recruitment_app.casework.sampling.sample_texts import (
    SectionText,
    Texts,
    folder_of,
    household_file,
    read_texts,
)
from recruitment_app.errors import Problem

LIST: Final = "planted.toml"
_MADE_FROM: Final = "couple"
_OF_THE_CASE: Final = frozenset({"change", "household", "moved", "without"})


@cache
def planted_list() -> Mapping[str, Any]:
    """Return the list of planted faults as it is written."""
    return tomllib.loads(folder_of(LIST).read_text("utf-8"))


def planted_household() -> Mapping[str, Any]:
    """Return the family of the third report: another's, renamed and with its faults."""
    told = planted_list()
    household: dict[str, Any] = renamed(dict(household_file(_MADE_FROM)), told["names"])
    people = {person["key"]: person for person in household["person"]}
    for plant in told["plant"]:
        household |= plant.get("household", {})
        if "change" in plant:
            people[plant["whom"]] |= plant["change"]
        household["steps"] = [
            [kind, plant.get("moved", {}).get(kind, on), facts]
            for kind, on, facts in household["steps"]
            if kind not in plant.get("without", ())
        ]
    return household


def planted_texts() -> Texts:
    """Return what the third report says.

    Raises:
        Problem: a fault of the list finds nothing to change.

    """
    told = planted_list()
    texts = {
        place: _renamed(text, told["names"])
        for place, text in read_texts(folder_of(_MADE_FROM)).items()
    }
    for plant in told["plant"]:
        if plant.keys() & _OF_THE_CASE:
            continue
        if not all(_is_planted(texts, change) for change in (plant, *plant.get("also", ()))):
            raise Problem(f"The planted fault of check {plant['check']} finds nothing to change.")
    return texts


def _renamed(text: SectionText, names: Mapping[str, str]) -> SectionText:
    return SectionText(
        renamed(text.boxes, names), renamed(text.rows, names), renamed(text.not_applicable, names)
    )


def _is_planted(texts: Texts, plant: Mapping[str, Any]) -> bool:
    """Put one fault into its section: other words, another row or none, or an empty box."""
    place = (plant.get("into", plant["section"]), plant.get("whose", plant["person"]))
    text = texts[place]
    if "instead_of" in plant:
        return _is_replaced(text, plant["instead_of"], plant["by"])
    if "row" in plant:
        return _are_rows_changed(text, plant)
    if "says" in plant:
        text.boxes |= plant["says"]
        return True
    return all(text.boxes.pop(box, "") for box in plant["empties"])


def _is_replaced(text: SectionText, words: str, by: str) -> bool:
    for box, written in text.boxes.items():
        if words in written:
            text.boxes[box] = written.replace(words, by, 1)
            return True
    return False


def _are_rows_changed(text: SectionText, plant: Mapping[str, Any]) -> bool:
    found = [row for row in text.rows if plant["row"].items() <= row.items()]
    for row in found:
        if plant.get("drop"):
            text.rows.remove(row)
        else:
            row.update(plant["set"])
    return bool(found)
