"""The casework of the sample's assessed households: checks, referees and visits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.checks.check_households import checked_cases
from recruitment_app.casework.checks.check_kinds import check_rules
from recruitment_app.casework.in_force import Law
from recruitment_app.casework.sampling.sample_backgrounds import add_animals, add_backgrounds
from recruitment_app.casework.sampling.sample_checks import CheckStory, Wanted
from recruitment_app.casework.sampling.sample_documents import add_documents
from recruitment_app.casework.sampling.sample_gathering import AssessedCase, Rows
from recruitment_app.casework.sampling.sample_office import (
    Supervised,
    add_promise,
    add_supervision,
    add_tasks,
)
from recruitment_app.casework.sampling.sample_plans import PlanStory
from recruitment_app.casework.sampling.sample_referees import (
    add_interview,
    add_referee,
    referees_of,
)
from recruitment_app.casework.sampling.sample_reported_casework import ReportedFamily
from recruitment_app.casework.sampling.sample_reports import FULL
from recruitment_app.casework.sampling.sample_visits import add_visits
from recruitment_app.rules.checked_household import NamedReferee
from recruitment_app.rules.required_checks import required_checks
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case

_KEPT: Final = timedelta(days=365)


def is_told(left_on: date | None, today: date) -> bool:
    """Tell whether the casework of a case is told: it is in hand, or ended within a year.

    Of a hundred thousand enquiries the rest would make a million rows that nobody looks at.
    """
    return left_on is None or left_on > today - _KEPT


def write_sample_casework(
    session: Session,
    store: Store,
    law: Law,
    assessed: Sequence[AssessedCase],
    *,
    administrator: UUID,
    manager: UUID,
    supervised: Sequence[Supervised],
    today: date,
) -> None:
    """Write the casework of these cases, whose rows are written, within the act that is open."""
    rows = Rows()
    families = {told.case_id: ReportedFamily(told) for told in assessed if told.case.report in FULL}
    for told in assessed:
        family = families.get(told.case_id)
        if family is not None:
            family.add_backgrounds(rows)
            continue
        add_backgrounds(rows, told)
        add_animals(rows, told, today)
    rows.write(session)
    ids = [told.case_id for told in assessed]
    found = checked_cases(session, (Case.id.in_(ids),), today) if ids else {}
    households = {UUID(str(key)): household for key, household in found.items()}
    rules = check_rules(session)
    story = CheckStory(rows, law.calendar, administrator, manager)
    for told in assessed:
        family = families.get(told.case_id)
        referees = family.referees if family else referees_of(told)
        at = households[told.case_id]
        named = tuple(NamedReferee(str(each.id), each.name) for each in referees)
        household = replace(at.household, referees=named)
        panel = at.panel_expected
        asked = required_checks(household, rules, today=today, panel=panel)
        add_tasks(rows, told, law.calendar)
        add_promise(rows, told, law.calendar)
        add_supervision(rows, told, supervised)
        required = [Wanted(*each) for each in asked]
        if family is not None:
            family.tell(story, required)
            continue
        story.tell(told, required)
        for place, referee in enumerate(referees):
            check_id, wrote_on = story.references.get(str(referee.id), (None, None))
            add_referee(rows, told, referee, place, check_id)
            if wrote_on is not None:
                add_interview(
                    rows, told, referee, place=place, wrote_on=wrote_on, calendar=law.calendar
                )
        add_visits(rows, told, law.calendar)
    plans = PlanStory(rows, law.calendar)
    shown = [told for told in assessed if told.case.report]
    for told in shown:
        plans.tell(told)
    rows.write(session)
    plans.sign(session)
    for told in shown:
        add_documents(session, store, told)
