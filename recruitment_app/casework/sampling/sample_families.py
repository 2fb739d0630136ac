"""The fixed families of the sample's full reports: their people, and the steps of their cases."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from recruitment_app.casework.sampling.sample_cases import SampleCase
from recruitment_app.casework.sampling.sample_histories import End
from recruitment_app.casework.sampling.sample_people import SampleHousehold, SamplePerson, SampleTie
from recruitment_app.casework.sampling.sample_texts import shifted
from recruitment_app.rules.stages import Event, EventKind
from recruitment_app.rules.working_days import Calendar

TOLD_ON: Final = date(2014, 11, 14)
"""The today for which the files tell their dates."""

_IN_WEEKS: Final = 7
_PLAIN: Final = frozenset(each.name for each in fields(SamplePerson)) - {"names", "addresses"}


def days_from_told(today: date) -> int:
    """Return by how many days a sample's dates lie from those of the files: whole weeks."""
    return (today - TOLD_ON).days // _IN_WEEKS * _IN_WEEKS


def family_case(
    name: str, told: Mapping[str, Any], calendar: Calendar, *, today: date, workers: Sequence[UUID]
) -> SampleCase:
    """Return the case of a family as it stands today, by what its file tells."""
    days = days_from_told(today)
    events = _events(told, calendar, days, str(workers[(told["worker"] - 1) % len(workers)]))
    household = _household(told, days)
    return SampleCase(End.APPROVED, events[0].on, events, (), household, report=name, is_fixed=True)


def _events(
    told: Mapping[str, Any], calendar: Calendar, days: int, worker: str
) -> tuple[Event, ...]:
    events: list[Event] = []
    for place, (kind, on, known) in enumerate(told["steps"], start=1):
        facts = dict(known)
        if kind == EventKind.ALLOCATED:
            facts["worker"] = worker
        if "panel_on" in facts:
            facts["panel_on"] = _working_day(calendar, facts["panel_on"], days).isoformat()
        day = _working_day(calendar, on, days)
        events.append(Event(EventKind(kind), day, place, facts))
    return tuple(events)


def _working_day(calendar: Calendar, told: str, days: int) -> date:
    day = date.fromisoformat(told) + timedelta(days=days)
    return day if calendar.is_working_day(day) else calendar.previous_working_day(day)


def _household(told: Mapping[str, Any], days: int) -> SampleHousehold:
    places = {person["key"]: place for place, person in enumerate(told["person"])}
    ties = [
        SampleTie(
            of=places[tie["of"]],
            kind=tie["kind"],
            other=places[tie["other"]],
            begins=shifted(tie.get("begins", ""), days),
            ends=shifted(tie.get("ends", ""), days),
            ended_how=tie.get("how", ""),
            place=tie.get("place", ""),
        )
        for tie in told["tie"]
    ]
    people = [_person(person, days) for person in told["person"]]
    return SampleHousehold(people, told["couple_status"], ties=ties)


def _person(told: Mapping[str, Any], days: int) -> SamplePerson:
    person = SamplePerson(**{name: told[name] for name in told.keys() & _PLAIN})
    person.born, person.died = shifted(person.born, days), shifted(person.died, days)
    person.addresses = [
        (lines, postcode, shifted(begins, days), shifted(ends, days))
        for lines, postcode, begins, ends in told.get("addresses", ())
    ]
    person.names = [(name, kind, shifted(ends, days)) for name, kind, ends in told.get("names", ())]
    return person


def renamed(told: Any, names: Mapping[str, str]) -> Any:
    """Return values of a file with each name put in place of another, wherever it stands."""
    either = "|".join(map(re.escape, names))
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)")

    def change(value: Any) -> Any:
        if isinstance(value, str):
            return pattern.sub(lambda found: names[found[0]], value)
        if isinstance(value, list):
            return [change(each) for each in value]
        if isinstance(value, dict):
            return {name: change(each) for name, each in value.items()}
        return value

    return change(told)
