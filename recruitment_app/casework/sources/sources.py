"""What came of each source of enquiry, with its campaigns and events, from a day to a day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from recruitment_app.casework.in_force import Law, law_in_force
from recruitment_app.casework.own_figures import LEAST_FOR_SHARE, figure
from recruitment_app.casework.raw_rows import plainly
from recruitment_app.casework.sources.came_from import event_words
from recruitment_app.casework.stepping import signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import ROLE_WORDS
from recruitment_app.rules.source_yields import Yield, together
from recruitment_app.rules.stages import EventKind, Status, long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Agency, Campaign, Case, CaseEvent, Event

NO_SOURCE = "No source recorded"

Way = tuple[str, UUID | None, UUID | None]
"""A source with a campaign and an event, where they are known."""

_REGISTERED: Final = (EventKind.REGISTRATION_RECEIVED, EventKind.REGISTRATION_ACCEPTED)


class LineKind(StrEnum):
    """What a line of the table is about."""

    SOURCE = "source"
    CAMPAIGN = "campaign"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source, or beneath it a campaign or an event.

    A campaign or event stands once and counts every enquiry that names it; its source is the one
    that it belongs to, else the one that most of its enquirers gave. A cost counts where the
    campaign begins within the days asked for, so that no two stretches count it twice.
    """

    kind: LineKind
    source: str
    id: UUID | None
    title: str
    begins_on: date | None = None
    ends_on: date | None = None
    found: Yield


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """The yield of every source of the enquiries of some days; households count once."""

    first: date
    last: date
    least: int
    """No percentage is told of fewer enquiries."""
    lines: tuple[SourceLine, ...]
    total: Yield


def sources(store: Store, *, first: date, last: date) -> SourceTable:
    """Return what came of the enquiries of these days, as far as they are today.

    Cases that this person may not see are counted too: nothing here names a case.

    Raises:
        Problem: the last day is before the first.

    """
    if last < first:
        raise Problem(
            f"{long_date(last)} is before {long_date(first)}: give the first day first.",
            field="last",
        )
    with store.reading() as session:
        signed_in(session, store)
        ways = _ways(session, first, last)
        lines = _lines(session, law_in_force(session), ways, first, last)
        least = figure(session, LEAST_FOR_SHARE)
    costs = [line.found for line in lines if line.kind is LineKind.SOURCE]
    return SourceTable(
        first=first,
        last=last,
        least=least,
        lines=lines,
        total=together(costs),
    )


def sources_paper(store: Store, *, first: date, last: date, today: date) -> bytes:
    """Return the table as it is printed, as PDF."""
    from recruitment_app.documents import source_yields  # noqa: PLC0415 - reportlab

    table = sources(store, first=first, last=last)
    with store.reading() as session:
        role = ROLE_WORDS[signed_in(session, store).role]
        agency = session.scalars(select(Agency.name)).one()
    return source_yields.render(
        source_yields.SourcesPaper(
            agency=agency,
            first=first,
            last=last,
            least=table.least,
            lines=tuple(
                source_yields.PrintedSource(
                    title=line.title,
                    is_beneath=line.kind is not LineKind.SOURCE,
                    found=line.found,
                )
                for line in table.lines
            ),
            total=table.total,
            printed_on=today,
            printed_by_role=role,
        )
    )


def _ways(session: Session, first: date, last: date) -> Mapping[Way, Yield]:
    """Count the enquiries of these days by source, campaign and event."""
    ways = (Case.source, Case.campaign_id, Case.event_id)
    of_days = (Case.deleted_at.is_(None), Case.opened_on.between(first, last))
    on_the_way = and_(Case.approved_on.is_(None), Case.status != Status.CLOSED)
    counted = session.execute(
        select(
            *ways,
            func.count(),
            func.count(Case.registered_on),
            func.count(Case.approved_on),
            func.sum(case((on_the_way, 1), else_=0)),
        )
        .where(*of_days)
        .group_by(*ways)
    )
    found = {
        (source, campaign, event): Yield(
            enquiries=count, stage_one=stage_one, approved=approved, in_hand=int(in_hand)
        )
        for source, campaign, event, count, stage_one, approved, in_hand in counted
    }
    registered = session.execute(
        select(*ways, func.count(CaseEvent.case_id.distinct()))
        .join(CaseEvent, CaseEvent.case_id == Case.id)
        .where(
            *of_days,
            plainly(CaseEvent.kind).in_(_REGISTERED),  # by their cases: of all years they are many
            CaseEvent.struck_at.is_(None),
            CaseEvent.deleted_at.is_(None),
        )
        .group_by(*ways)
    )
    for source, campaign, event, count in registered:
        way = (source, campaign, event)
        found[way] = replace(found[way], registered=count)
    return found


def _lines(
    session: Session, law: Law, ways: Mapping[Way, Yield], first: date, last: date
) -> tuple[SourceLine, ...]:
    beneath: dict[str, list[SourceLine]] = defaultdict(list)
    costs: dict[str, list[Yield]] = defaultdict(list)
    campaigns = _campaigns(session, {way[1] for way in ways if way[1]}, first, last)
    for row in campaigns:
        of = [(way, each) for way, each in ways.items() if way[1] == row.id]
        source = row.source or _most(of)
        cost = Yield(cost=row.cost if first <= row.begins_on <= last else None)
        costs[source].append(cost)
        beneath[source].append(
            SourceLine(
                kind=LineKind.CAMPAIGN,
                source=source,
                id=row.id,
                title=row.name,
                begins_on=row.begins_on,
                ends_on=row.ends_on,
                found=together(each for _way, each in of) + cost,
            )
        )
    of_campaign = {row.id: row.source for row in campaigns}
    for event_id, (title, on, campaign_id) in _events(session, ways).items():
        of = [(way, each) for way, each in ways.items() if way[2] == event_id]
        source = of_campaign.get(campaign_id, "") if campaign_id else ""
        source = source or _most(of)
        beneath[source].append(
            SourceLine(
                kind=LineKind.EVENT,
                source=source,
                id=event_id,
                title=title,
                begins_on=on,
                ends_on=on,
                found=together(each for _way, each in of),
            )
        )
    named = sorted(
        (
            SourceLine(
                kind=LineKind.SOURCE,
                source=source,
                id=None,
                title=law.label("source_of_enquiry", source) if source else NO_SOURCE,
                found=together(
                    [*(each for way, each in ways.items() if way[0] == source), *costs[source]]
                ),
            )
            for source in {way[0] for way in ways} | set(beneath)
        ),
        key=_most_first,
    )
    return tuple(
        line for head in named for line in (head, *sorted(beneath[head.source], key=_most_first))
    )


def _campaigns(session: Session, named: set[UUID], first: date, last: date) -> Sequence[Campaign]:
    """Return the campaigns that ran on any of these days, or that an enquiry of them names."""
    ran = and_(
        Campaign.begins_on <= last, or_(Campaign.ends_on.is_(None), Campaign.ends_on >= first)
    )
    return session.scalars(
        select(Campaign)
        .where(Campaign.deleted_at.is_(None), or_(ran, Campaign.id.in_(named)))
        .order_by(Campaign.begins_on, Campaign.id)
    ).all()


def _events(
    session: Session, ways: Mapping[Way, Yield]
) -> Mapping[UUID, tuple[str, date | None, UUID | None]]:
    named = {way[2] for way in ways if way[2]}
    words = event_words(session, named)
    found = session.execute(select(Event.id, Event.campaign_id).where(Event.id.in_(named)))
    return {key: (*words[key], campaign_id) for key, campaign_id in found}


def _most(of: Sequence[tuple[Way, Yield]]) -> str:
    """Return the source that most of the enquirers gave."""
    counts: dict[str, int] = defaultdict(int)
    for way, each in of:
        counts[way[0]] += each.enquiries
    return min(counts, key=lambda source: (-counts[source], source), default="")


def _most_first(line: SourceLine) -> tuple[int, str]:
    return -line.found.enquiries, line.title.casefold()
