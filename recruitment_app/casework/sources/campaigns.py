"""Campaigns that enquiries come from: made, changed, ended, taken off; and the notes on them."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.in_force import law_in_force
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.search import fold
from recruitment_app.store.tables import Campaign, CampaignNote, Case, Event, EventPart, Worker

CAMPAIGNS = frozenset({Touched.SOURCES})
MOST_PENCE = 1_000_000_00
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignFacts:
    """What is said of a campaign; ``cost`` is in pence, None where it is not known.

    ``source`` is the source of enquiry that it belongs to, if any.
    """

    kind: str
    name: str
    begins_on: date
    ends_on: date | None = None
    source: str = ""
    cost: int | None = None
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRow:
    """A campaign as a list has it."""

    id: UUID
    version: int
    kind_words: str
    facts: CampaignFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignNoteRow:
    """A note on a campaign with its author."""

    id: UUID
    on: date
    text: str
    written_by: str


def make_campaign(store: Store, *, facts: CampaignFacts) -> Change:
    """Make a campaign.

    Raises:
        Problem: it has no name, there is one of that name and first day, it ends before it
            begins, its cost is no sum, or its kind or source is not in the list.

    """
    with store.writing(act="make_campaign") as session:
        ask_leave(session, store, Duty.RECORD_ENQUIRIES)
        row = Campaign()
        _fill(session, row, facts)
        session.add(row)
        session.flush()
        undo = partial(take_off_campaign, campaign_id=row.id)
        return Change(None, CAMPAIGNS, f"Campaign “{row.name}” made.", row.id, undo=undo)


def change_campaign(store: Store, *, campaign_id: UUID, seen: int, facts: CampaignFacts) -> Change:
    """Change a campaign.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        Problem: as when it was made, or an enquiry came from it, or an event of it was held,
            before it would begin.

    """
    with store.writing(act="change_campaign") as session:
        ask_leave(session, store, Duty.RECORD_ENQUIRIES)
        row = require_campaign(session, campaign_id)
        if row.row_version != seen:
            raise ChangedMeanwhile(
                "Somebody changed this campaign meanwhile: look again, then decide."
            )
        first = session.scalar(
            select(Case.opened_on)
            .where(Case.campaign_id == campaign_id, Case.deleted_at.is_(None))
            .order_by(Case.opened_on)
            .limit(1)
        )
        is_later = facts.begins_on > row.begins_on  # a merge may name one that began after it
        if is_later and first is not None and first < facts.begins_on:
            raise Problem(
                f"An enquiry of {long_date(first)} came from it: let it begin by then.",
                field="begins_on",
            )
        held = session.scalar(
            select(func.min(EventPart.on))
            .join(Event, Event.id == EventPart.event_id)
            .where(
                Event.campaign_id == campaign_id,
                Event.deleted_at.is_(None),
                EventPart.deleted_at.is_(None),
            )
        )
        if is_later and held is not None and held < facts.begins_on:
            raise Problem(
                f"An event of {long_date(held)} belongs to it: let it begin by then.",
                field="begins_on",
            )
        _fill(session, row, facts)
        return Change(None, CAMPAIGNS, "Saved.", row.id)


def end_campaign(store: Store, *, campaign_id: UUID, on: date) -> Change:
    """Set the last day of a campaign.

    Raises:
        Problem: it ended already, or the day is before it began.

    """
    with store.writing(act="end_campaign") as session:
        ask_leave(session, store, Duty.RECORD_ENQUIRIES)
        row = require_campaign(session, campaign_id)
        if row.ends_on is not None and row.ends_on <= on:
            raise Problem(f"It ended on {long_date(row.ends_on)} already.", field="ends_on")
        _require_order(row.begins_on, on)
        row.ends_on = on
        return Change(None, CAMPAIGNS, f"“{row.name}” ends on {long_date(on)}.", row.id)


def take_off_campaign(store: Store, *, campaign_id: UUID) -> Change:
    """Take off a campaign that nothing came from.

    Raises:
        Problem: an enquiry, an event or a note names it.

    """
    with store.writing(act="take_off_campaign") as session:
        ask_leave(session, store, Duty.RECORD_ENQUIRIES)
        row = require_campaign(session, campaign_id)
        for table, what in (
            (Case, "Enquiries came from it"),
            (Event, "Events belong to it"),
            (CampaignNote, "Notes were written on it"),
        ):
            named = select(table.id).where(
                table.campaign_id == campaign_id, table.deleted_at.is_(None)
            )
            if session.scalars(named.limit(1)).first() is not None:
                raise Problem(f"{what}: it stays; give it a last day instead.")
        row.deleted_at = store.clock()
        undo = partial(put_back_campaign, campaign_id=campaign_id)
        return Change(None, CAMPAIGNS, f"Campaign “{row.name}” taken off.", row.id, undo=undo)


def put_back_campaign(store: Store, *, campaign_id: UUID) -> Change:
    """Put back a campaign that was taken off.

    Raises:
        Problem: it stands there already.

    """
    with store.writing(act="put_back_campaign") as session:
        ask_leave(session, store, Duty.RECORD_ENQUIRIES)
        row = session.get(Campaign, campaign_id)
        if row is None or row.deleted_at is None:
            raise Problem("This campaign was not taken off: there is nothing to put back.")
        row.deleted_at = None
        return Change(None, CAMPAIGNS, f"Campaign “{row.name}” put back.", row.id)


def add_campaign_note(
    store: Store, *, campaign_id: UUID, on: date, text: str, today: date
) -> Change:
    """Add a note on a campaign, such as by the Business Development Officer; it stays as it is.

    Raises:
        Problem: it is empty, or its day is still to come.

    """
    if not text.strip():
        raise Problem("Write the note first.", field="text")
    if on > today:
        raise Problem(f"{long_date(on)} is still to come: give the day it is about.", field="on")
    with store.writing(act="add_campaign_note") as session:
        worker = ask_leave(session, store, Duty.RECORD_ENQUIRIES)
        require_campaign(session, campaign_id)
        note = CampaignNote(
            campaign_id=campaign_id,
            on=on,
            text=text.strip(),
            written_at=store.clock(),
            written_by=worker.id,
        )
        session.add(note)
        session.flush()
        return Change(None, CAMPAIGNS, "Note added.", note.id)


def campaigns(store: Store) -> tuple[CampaignRow, ...]:
    """Return every campaign, the latest first."""
    with store.reading() as session:
        signed_in(session, store)
        law = law_in_force(session)
        found = session.scalars(
            select(Campaign)
            .where(Campaign.deleted_at.is_(None))
            .order_by(Campaign.begins_on.desc(), Campaign.name_fold)
        )
        return tuple(
            CampaignRow(
                id=row.id,
                version=row.row_version,
                kind_words=law.label("campaign_kind", row.kind),
                facts=CampaignFacts(
                    kind=row.kind,
                    name=row.name,
                    begins_on=row.begins_on,
                    ends_on=row.ends_on,
                    source=row.source,
                    cost=row.cost,
                    remarks=row.remarks,
                ),
            )
            for row in found
        )


def campaign_notes(store: Store, *, campaign_id: UUID) -> tuple[CampaignNoteRow, ...]:
    """Return the notes on a campaign, the latest first."""
    with store.reading() as session:
        signed_in(session, store)
        found = session.execute(
            select(CampaignNote.id, CampaignNote.on, CampaignNote.text, Worker.name)
            .join(Worker, Worker.id == CampaignNote.written_by)
            .where(CampaignNote.campaign_id == campaign_id, CampaignNote.deleted_at.is_(None))
            .order_by(CampaignNote.on.desc(), CampaignNote.written_at.desc())
        )
        return tuple(
            CampaignNoteRow(id=key, on=on, text=text, written_by=name)
            for key, on, text, name in found
        )


def require_campaign(session: Session, campaign_id: UUID) -> Campaign:
    """Return a campaign.

    Raises:
        Problem: it is not there any more.

    """
    row = session.get(Campaign, campaign_id)
    if row is None or row.deleted_at is not None:
        raise Problem("This campaign is not there any more: look again.", field="campaign_id")
    return row


def _fill(session: Session, row: Campaign, facts: CampaignFacts) -> None:
    name = facts.name.strip()
    if not name:
        raise Problem("Give it a name by which the team knows it.", field="name")
    if len(name) > LONGEST_NAME:
        raise Problem(f"Give it a name of at most {LONGEST_NAME} letters.", field="name")
    law = law_in_force(session)
    if facts.kind != row.kind:
        law.require_code("campaign_kind", facts.kind, what="the kind of campaign", field="kind")
    if facts.source and facts.source != row.source:
        law.require_code("source_of_enquiry", facts.source, what="a source", field="source")
    if facts.ends_on is not None:
        _require_order(facts.begins_on, facts.ends_on)
    if facts.cost is not None and not 0 <= facts.cost <= MOST_PENCE:
        raise Problem("Give the cost in pounds, such as 250 or 99.50.", field="cost")
    same = session.scalars(
        select(Campaign.id).where(
            Campaign.name_fold == fold(name),
            Campaign.begins_on == facts.begins_on,
            Campaign.deleted_at.is_(None),
        )
    )
    if any(each != row.id for each in same):
        day = long_date(facts.begins_on)
        raise Problem(f"There is a campaign “{name}” from {day} already.", field="name")
    row.kind, row.name, row.name_fold = facts.kind, name, fold(name)
    row.source, row.begins_on, row.ends_on = facts.source, facts.begins_on, facts.ends_on
    row.cost, row.remarks = facts.cost, facts.remarks.strip()


def _require_order(begins_on: date, ends_on: date) -> None:
    if ends_on < begins_on:
        raise Problem(
            f"It begins on {long_date(begins_on)}: it cannot end before that.", field="ends_on"
        )
