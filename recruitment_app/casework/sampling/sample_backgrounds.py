"""What checks of the sample's households follow from: work, service, years abroad, animals."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from recruitment_app.casework.sampling.sample_gathering import AssessedCase, Rows
from recruitment_app.store.tables import Address, Animal, Background

_WITH_CHILDREN: Final = {
    "Teacher": "Elderbridge Primary School",
    "Nurse": "Sampleton General Hospital",
    "Carer": "Furrow Way Care Home",
    "Librarian": "Sampleton Borough Libraries",
}
_ANIMALS: Final = (
    ("dog", "Biscuit", "Greyhound", "large"),
    ("cat", "Pebble", "Tabby", "small"),
    ("dog", "Fennel", "Terrier", "small"),
    ("small_animal", "Clover", "Rabbit", "small"),
)
_COUNTRIES: Final = ("Spain", "New Zealand", "Jamaica", "Poland")


def add_backgrounds(rows: Rows, told: AssessedCase) -> None:
    """Add what is recorded of the applicants besides their names, and the animals."""
    for place, (key, person) in enumerate(
        zip(told.applicants, told.case.household.applicants, strict=True)
    ):
        below = {"case_id": told.case_id, "person_id": key}
        since = str(told.case.opened_on.year - 4 - (told.number + place) % 5)
        employer = _WITH_CHILDREN.get(person.occupation, "")
        if person.occupation:
            rows.add(
                Background,
                {
                    **below,
                    "kind": "employment",
                    "what": employer or f"{person.occupation}s of Sampleton",
                    "post": person.occupation,
                    "is_with_children": bool(employer),
                    "begins": since,
                },
            )
        _add_past(rows, told, place, below)


def _add_past(rows: Rows, told: AssessedCase, place: int, below: Mapping[str, object]) -> None:
    """Add what few have behind them, each kind in turn."""
    year = told.case.opened_on.year
    turn = told.number + 3 * place
    for every, kind, what in (
        (11, "armed_forces", "The Sampleton Regiment"),
        (13, "ofsted", "Registered as a childminder"),
        (17, "fostering_service", "Mosshampton Fostering"),
    ):
        if turn % every == 0:
            told_of = {"kind": kind, "what": what, "post": "", "is_with_children": False}
            rows.add(
                Background, {**below, **told_of, "begins": str(year - 12), "ends": str(year - 7)}
            )
    if turn % 7 == 0 and not told.case.report:
        country = _COUNTRIES[turn % len(_COUNTRIES)]
        lines, begins, ends = f"A flat in {country}", str(year - 9), str(year - 7)
        rows.add(
            Address, {**below, "lines": lines, "country": country, "begins": begins, "ends": ends}
        )


def add_animals(rows: Rows, told: AssessedCase, on: date) -> None:
    """Add the animal that every third household has."""
    if told.number % 3:
        return
    kind, name, breed, size = _ANIMALS[told.number // 3 % len(_ANIMALS)]
    rows.add(
        Animal,
        {
            "case_id": told.case_id,
            "kind": kind,
            "name": name,
            "breed": breed,
            "size": size,
            "born": str(on.year - 5),
            "kept_where": "In the house",
        },
    )
