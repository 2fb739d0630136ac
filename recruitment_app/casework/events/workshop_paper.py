"""The page that prints who waits for a workshop."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from recruitment_app.casework.events.later_steps import HISTORY_YEARS
from recruitment_app.casework.events.workshop_waiting import DemandPage, demand
from recruitment_app.casework.stepping import signed_in
from recruitment_app.rules.roles import ROLE_WORDS
from recruitment_app.rules.workshop_words import changed, hidden, reckoned, standing, sums
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Agency


def told(page: DemandPage) -> tuple[str, ...]:
    """Return how things stand and what further workshops change, a sentence or two each."""
    sentences = (
        standing(page.now, page.last_on),
        changed(page.now, page.then, page.more),
        hidden(page.hidden),
    )
    return tuple(filter(None, (*sentences, " ".join(page.warnings))))


def demand_paper(store: Store, *, today: date, more: Collection[date] = ()) -> bytes:
    """Return who waits and what further workshops change as it is printed, as PDF.

    Raises:
        Problem: see ``demand``.

    """
    from recruitment_app.documents import workshop_demand  # noqa: PLC0415 - reportlab

    page = demand(store, today=today, more=more)
    with store.reading() as session:
        role = ROLE_WORDS[signed_in(session, store).role]
        agency = session.scalars(select(Agency.name)).one()
    return workshop_demand.render(
        workshop_demand.DemandPaper(
            agency=agency,
            told=told(page),
            sums=sums(page.now, page.then, page.year_ends_on),
            rows=tuple(
                workshop_demand.PrintedWaiting(
                    reference=row.reference,
                    household=row.title,
                    people=row.people,
                    since=row.since,
                    limit_on=row.limit_on,
                    now_on=row.now.on,
                    then_on=row.then.on,
                    sooner=row.days_saved,
                    is_in_time=row.then.is_in_time,
                    approval_on=row.approval_then,
                )
                for row in page.rows
            ),
            days=page.more,
            reckoned=reckoned(page.pace, HISTORY_YEARS),
            printed_on=today,
            printed_by_role=role,
        )
    )
