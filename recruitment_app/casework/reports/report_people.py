"""Whom a written form is about: by their keys, whose sections stand and whose are left over."""

from collections.abc import Iterable, Sequence

from recruitment_app.casework.rows import PersonRow
from recruitment_app.forms.definition import Household, Section
from recruitment_app.store.tables import WrittenForm

CHILDREN = frozenset({"child", "adopted_child", "step_child", "foster_child", "adult_child"})
"""How a child of the household is related to the applicants, by code."""


def household_of(people: Iterable[PersonRow], written: WrittenForm) -> Household:
    """Return what decides which sections of a written form stand."""
    everybody = list(people)
    return Household(
        applicants=tuple(str(each.id) for each in everybody if each.standing == "applicant"),
        children=tuple(
            str(each.id)
            for each in everybody
            if each.standing == "child_elsewhere"
            or (each.standing == "household" and each.relation in CHILDREN)
        ),
        wants_early_permanence=written.wants_early_permanence,
        has_second_opinion=written.has_second_opinion,
    )


def name_of(key: str, people: Sequence[PersonRow]) -> str:
    """Return the name of a section's person; "" for a section that is about all."""
    if not key:
        return ""
    known = next((each.name for each in people if str(each.id) == key), "")
    return known or "Somebody no longer in the household"


def is_asked_for(section: Section | None, person: str, household: Household) -> bool:
    """Say whether the form asks for a section of somebody in this household."""
    return section is not None and person in section.persons(household)
