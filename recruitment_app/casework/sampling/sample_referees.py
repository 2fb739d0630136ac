"""The referees of the sample: who was named, what came of their references, and interviews."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any, Final
from uuid import UUID

from recruitment_app.casework.sampling.sample_gathering import INVENTED, AssessedCase, Rows
from recruitment_app.casework.sampling.sample_people import People
from recruitment_app.rules.stages import EventKind
from recruitment_app.rules.working_days import Calendar
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import Referee, RefereeInterview

_RELATIONS: Final = (
    ("Friend from school", False),
    ("Colleague", False),
    ("Aunt or uncle", True),
)
_DECIDED: Final = frozenset({EventKind.STAGE_ONE_ENDED})
_FEWER_EVERY: Final = 6  # of the cases in Stage One: one of the three is still to be named
_WEIGHT: Final = (
    "Knows them well and spoke plainly; what was said fits with what I have seen myself.",
    "Sound on the years that we asked about, less so on their life as a couple.",
    "A warm account with the caution due to love; two points were followed up.",
)


@dataclass(frozen=True, slots=True)
class SampleReferee:
    """A referee before the row is written: the reference is recorded under the same key."""

    id: UUID
    name: str
    facts: dict[str, Any]


def referees_of(told: AssessedCase) -> list[SampleReferee]:
    """Return the referees that were named, in their order."""
    people = People(Random(told.number))  # noqa: S311 - invents people, keeps no secret
    made = []
    fewer = told.left_on is None and not told.days.keys() & _DECIDED
    count = 2 if fewer and told.number % _FEWER_EVERY == 0 else 3
    for place, (relation, is_relative) in enumerate(_RELATIONS[:count]):
        given, family = people.name(("female", "male")[(told.number + place) % 2])
        made.append(
            SampleReferee(
                new_id(),
                f"{given} {family}",
                {
                    "relation": relation,
                    "is_relative": is_relative,
                    "known_since": str(told.case.opened_on.year - 6 - 3 * place),
                    "contact": f"07700 900{(told.number * 3 + place) % 1000:03}",
                },
            )
        )
    return made


def add_referee(
    rows: Rows, told: AssessedCase, referee: SampleReferee, place: int, check_id: UUID | None
) -> UUID:
    """Add a referee, with the check that their reference is recorded as."""
    return rows.add(
        Referee,
        {
            "id": referee.id,
            "case_id": told.case_id,
            "check_id": check_id,
            "name": referee.name,
            "place": place,
            **referee.facts,
        },
    )


def add_interview(
    rows: Rows,
    told: AssessedCase,
    referee: SampleReferee,
    *,
    place: int,
    wrote_on: date,
    calendar: Calendar,
) -> None:
    """Add the interview that follows a written reference, as far as it has come."""
    held_on = calendar.after(wrote_on, 4 + told.dice(place) % 4)
    confirmed_on = calendar.after(held_on, 5)
    last = told.known_until
    ended = min((told.days[kind] for kind in _DECIDED & told.days.keys()), default=None)
    if ended is not None:
        held_on, confirmed_on = min(held_on, ended), min(confirmed_on, ended)
    if held_on > last:
        return
    is_weighed = confirmed_on <= last
    rows.add(
        RefereeInterview,
        {
            "case_id": told.case_id,
            "referee_id": referee.id,
            "held_on": held_on,
            "minutes": 60 + 15 * (place % 3),
            "venue": "At the referee's home",
            "is_alone": True,
            "interviewed_by": told.worker,
            "confirmed_on": confirmed_on if is_weighed else None,
            "confirmed_how": "email" if is_weighed else "",
            "weight": _WEIGHT[(told.number + place) % len(_WEIGHT)] + INVENTED
            if is_weighed
            else "",
            "weighed_on": confirmed_on if is_weighed else None,
            "weighed_by": told.worker if is_weighed else None,
        },
    )
