"""The rows of the list of visits, as they leave."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from recruitment_app.casework.leaving.leaving import Leaving
from recruitment_app.casework.stepping import parts_of_cases
from recruitment_app.casework.visit_rows import VisitRow, visits_of_cases
from recruitment_app.exchange.cells import Cell
from recruitment_app.rules.visits import VisitState

STATES: Final[Mapping[VisitState, str]] = {
    VisitState.PLANNED: "Planned",
    VisitState.TO_RECORD: "To be recorded",
    VisitState.HELD: "Held",
    VisitState.CALLED_OFF: "Called off",
}
VISITS: Final = (
    "Reference",
    "State",
    "Kind",
    "Planned for",
    "Begins at",
    "Held on",
    "Minutes",
    "Place",
    "Worker",
    "Seen, or to be seen",
    "Of them alone",
    "Home seen",
    "What for",
    "Observed",
    "To be done after it",
    "By",
    "Done on",
    "Called off on",
    "Why",
)


def visits(leaving: Leaving) -> Iterator[Sequence[Cell]]:
    """Give the visits of every case, in the order of their days."""
    for some in parts_of_cases(leaving.session, leaving.worker):
        found = visits_of_cases(leaving.session, [case.id for case in some], leaving.today)
        for case in some:
            for visit in found.get(case.id, ()):
                yield _row(case.reference, visit, leaving)


def _row(reference: str, visit: VisitRow, leaving: Leaving) -> Sequence[Cell]:
    people = visit.seen if visit.state is VisitState.HELD else visit.people
    return (
        reference,
        STATES[visit.state],
        leaving.law.label("visit_kind", visit.kind),
        visit.planned_on,
        visit.starts,
        visit.held_on,
        visit.minutes,
        visit.venue,
        visit.worker,
        ", ".join(person.name for person in people),
        ", ".join(person.name for person in people if person.is_alone),
        visit.home_was_seen,
        visit.focus,
        visit.observations,
        visit.follow_up,
        visit.follow_up_on,
        visit.followed_up_on,
        visit.called_off_on,
        visit.called_off_why,
    )
