"""A case told as a story: one act after another, each by the person whose work it is."""

from contextlib import contextmanager
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.households.households import NewPerson
from recruitment_app.casework.journey import (
    agency_decision,
    enquiries,
    panel,
    registration,
    stage_one,
    stage_two,
)
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Team, Worker
from tests.health_reports import health_reports_came

M, W, A, P, D = (
    Role.MANAGER,
    Role.SOCIAL_WORKER,
    Role.ADMINISTRATOR,
    Role.PANEL_ADVISER,
    Role.DECISION_MAKER,
)
NAMES = {
    W: "Sandy Example",
    A: "Ada Example",
    P: "Pat Example",
    D: "Dana Example",
}


def on(text: str) -> date:
    """Return a day; of 2014 where only month and day are given."""
    return date.fromisoformat(text if len(text) > 5 else f"2014-{text}")


def team(store: Store) -> dict[Role, UUID]:
    """Add a person of every role; return the key of each, the manager's too."""
    found = {M: store.person_id}
    with store.writing(act="set_up") as session:
        team_id = session.scalars(select(Team.id)).one()
        for role, name in NAMES.items():
            found[role] = new_id()
            session.add(
                Worker(
                    id=found[role], team_id=team_id, name=name, name_fold=name.casefold(), role=role
                )
            )
    return found


@contextmanager
def signed_in_as(store: Store, person_id: UUID):
    """Let another person be signed in for a while."""
    before, store.person_id = store.person_id, person_id
    try:
        yield
    finally:
        store.person_id = before


class Story:
    """A case, the team that walks it on, and the day that it has come to."""

    def __init__(
        self,
        store: Store,
        *,
        received: str = "03-03",
        by: Role = A,
        people: dict[Role, UUID] | None = None,
    ) -> None:
        self.store = store
        self.today = on(received)
        self.team = people or team(store)
        with signed_in_as(store, self.team[by]):
            change = enquiries.record_enquiry(
                store,
                received_on=self.today,
                applicants=[
                    NewPerson(given_names="Fern", family_name="Larkspur"),
                    NewPerson(given_names="Rowan", family_name="Teasel"),
                ],
                source="agency_website",
                channel="telephone",
                today=self.today,
            )
        assert change.case_id is not None
        self.case_id = change.case_id

    def does(self, act, day, who=M, /, **facts):
        """Carry out an act on a day as a person of a role, on that day or a later today."""
        self.today = max(self.today, on(day))
        with signed_in_as(self.store, self.team[who]):
            return act(self.store, case_id=self.case_id, on=on(day), today=self.today, **facts)

    def refused(self, act, day, sentence, who=M, /, **facts):
        """Try an act that is refused with a sentence, and find that nothing has changed."""
        before, today = self.page(), self.today
        with pytest.raises(Problem, match=sentence) as problem:
            self.does(act, day, who, **facts)
        assert str(problem.value).endswith(".")
        self.today = today
        assert self.page() == before

    def page(self, today=""):
        """Return the page of the case, as the manager sees it."""
        return case_page(self.store, case_id=self.case_id, today=on(today) if today else self.today)

    def clock(self, limit_id, today=""):
        """Return one clock of the case, whose days are each somebody's."""
        (clock,) = [each for each in self.page(today).clocks if each.limit.id == limit_id]
        assert sum(clock.days_by_owner.values()) == clock.gross_days
        return clock

    def clocks(self):
        """Return the limits that have a clock in this case."""
        return {each.limit.id for each in self.page().clocks}

    def entry(self, kind: EventKind):
        """Return the entry of a kind that stands, the latest."""
        return [e for e in self.page().events if e.kind is kind and not e.is_struck][-1]


def registered(story, *, fast_track=False):
    """Walk on to an accepted registration of interest, the health reports there."""
    story.does(registration.receive_registration, "04-14", A)
    story.does(registration.accept_registration, "04-22", fast_track=fast_track)
    health_reports_came(story.store, story.case_id, story.today)
    return story


def in_break(story):
    """Walk on to a positive end of Stage One, told by letter."""
    registered(story)
    story.does(stage_one.end_stage_one, "06-20", outcome="may_be_suitable")
    story.does(stage_one.tell_stage_one_outcome, "06-24", A)
    return story


def in_stage_two(story):
    """Walk on into Stage Two."""
    in_break(story)
    story.does(stage_one.notify_to_proceed, "07-01", A)
    story.does(stage_two.start_stage_two, "07-03", W)
    return story


def at_panel(story, *, walked=False):
    """Walk on to a panel on 8 October."""
    if not walked:
        in_stage_two(story)
    story.does(stage_two.send_report, "09-22", W)
    story.does(stage_two.receive_observations, "09-25", A)
    story.does(panel.book_panel, "09-26", P, panel_on=on("10-08"))
    return story


def with_minutes(story, recommendation="suitable", *, walked=False):
    """Walk on to the final minutes of a recommendation."""
    at_panel(story, walked=walked)
    story.does(panel.record_recommendation, "10-08", P, recommendation=recommendation)
    story.does(panel.record_minutes, "10-15", P)
    return story


def not_approved(story):
    """Walk on to the letter of a qualifying determination, on 24 October."""
    with_minutes(story, "not_suitable")
    story.does(agency_decision.record_decision, "10-23", D, decision="qualifying_determination")
    story.does(agency_decision.tell_decision, "10-23", W)
    story.does(agency_decision.send_decision_letter, "10-24", A)
    return story
