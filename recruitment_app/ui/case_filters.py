"""What a place asks the list of cases to show, so that every number opens the list it counts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from recruitment_app.casework.lists.case_list import CaseFilter
from recruitment_app.rules.stages import Stage, Status
from recruitment_app.ui import labels
from recruitment_app.ui.places import Place

LIST = "cases"
_DAYS = ("opened_from", "opened_to", "approved_from", "approved_to")


def wanted_by(place: Place) -> CaseFilter:
    """Return the filter that the facts of a place ask for; their names are the filter's own.

    Days stand as 2014-11-14; several stages, statuses or ids stand with commas between.
    """
    found = CaseFilter(
        words=place.fact("words"),
        stages=tuple(Stage(one) for one in _parts(place, "stages")),
        statuses=tuple(Status(one) for one in _parts(place, "statuses")),
        worker_id=UUID(place.fact("worker_id")) if place.fact("worker_id") else None,
        source=place.fact("source"),
        group=place.fact("group"),
        ids=tuple(UUID(one) for one in _parts(place, "ids")),
    )
    days = {name: date.fromisoformat(place.fact(name)) for name in _DAYS if place.fact(name)}
    return replace(found, **days)  # type: ignore[arg-type]  # each of these names is a day


def facts_of(wanted: CaseFilter) -> dict[str, str]:
    """Return the facts of a place that asks for what a filter asks."""
    facts = {
        "words": wanted.words,
        "stages": ",".join(wanted.stages),
        "statuses": ",".join(wanted.statuses),
        "worker_id": str(wanted.worker_id or ""),
        "source": wanted.source,
        "group": wanted.group,
        "ids": ",".join(str(one) for one in wanted.ids),
    }
    days = {name: getattr(wanted, name) for name in _DAYS}
    facts |= {name: day.isoformat() for name, day in days.items() if day is not None}
    return {name: fact for name, fact in facts.items() if fact}


def place_of(facts: Mapping[str, str]) -> Place:
    """Return the place that shows the cases of these facts."""
    return Place(LIST, facts=facts)


def _parts(place: Place, name: str) -> list[str]:
    return [one for one in place.fact(name).split(",") if one]


def told(wanted: CaseFilter) -> str:
    """Return in words what a filter asks that no field of the filter row shows."""
    said = []
    for words, first, last in (
        ("enquired", wanted.opened_from, wanted.opened_to),
        ("approved", wanted.approved_from, wanted.approved_to),
    ):
        if first and last:
            said.append(f"{words} {labels.in_table(first)} to {labels.in_table(last)}")
        elif first or last:
            which = "from" if first else "up to"
            said.append(f"{words} {which} {labels.in_table(first or last)}")
    if wanted.ids:
        said.append(labels.count(len(wanted.ids), "case chosen", "cases chosen"))
    return ", ".join(said)
