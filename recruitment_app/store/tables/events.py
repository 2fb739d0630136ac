"""Information sessions, workshops and other events, who has a place, and who came."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment_app.store.tables.foundation import Base, Kept, OfCase


class Event(Kept, Base):
    """An event of one dated part or of several; places are counted per person, 0: not counted.

    Copies of a series share ``series_key``. ``uid`` and ``sequence`` are those of its calendar
    entry (RFC 5545): the sequence goes up whenever the entry changes.
    """

    __tablename__ = "events"

    kind: Mapped[str] = mapped_column(String(60), index=True)
    title: Mapped[str] = mapped_column(String(300), default="")
    venue: Mapped[str] = mapped_column(String(300), default="")
    link: Mapped[str] = mapped_column(String(400), default="")
    zone: Mapped[str] = mapped_column(String(60), default="Europe/London")
    places: Mapped[int] = mapped_column(Integer)
    remarks: Mapped[str] = mapped_column(Text, default="")
    series_key: Mapped[str] = mapped_column(String(40), default="", index=True)
    uid: Mapped[str] = mapped_column(String(80), unique=True)
    sequence: Mapped[int] = mapped_column(Integer, default=0)
    campaign_id: Mapped[UUID | None] = mapped_column(ForeignKey("campaigns.id"), index=True)
    cancelled_on: Mapped[date | None]
    cancelled_why: Mapped[str] = mapped_column(Text, default="")


class EventPart(Kept, Base):
    """A dated part of an event: an information session has one, a workshop may have several."""

    __tablename__ = "event_parts"
    __table_args__ = (Index("ix_event_parts_event", "event_id", "deleted_at", "number"),)

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    number: Mapped[int] = mapped_column(Integer)
    on: Mapped[date] = mapped_column("day", index=True)
    starts: Mapped[str] = mapped_column(String(5), default="")  # 18:30, in the event's zone
    ends: Mapped[str] = mapped_column(String(5), default="")
    title: Mapped[str] = mapped_column(String(200), default="")


class Facilitator(Kept, Base):
    """Who leads an event: somebody of the agency, or a guest by name."""

    __tablename__ = "facilitators"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"), index=True)
    worker_id: Mapped[UUID | None] = mapped_column(ForeignKey("workers.id"), index=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[int] = mapped_column(Integer, default=0)


class EventPlace(OfCase, Base):
    """One person's place at an event: booked, waiting for one, or given up.

    ``person_id`` is empty where an older booking counted the household alone. ``place`` sets a turn
    by hand; otherwise whoever asked first is first.
    """

    __tablename__ = "event_places"
    __table_args__ = (
        Index("ix_event_places_event", "event_id", "deleted_at", "state"),
        Index("ix_event_places_follow_up", "deleted_at", "followed_up_on", "follow_up_on"),
    )

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    state: Mapped[str] = mapped_column(String(20))  # booked, waiting, given_up
    asked_on: Mapped[date]
    booked_on: Mapped[date | None]
    given_up_on: Mapped[date | None]
    given_up_why: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[int] = mapped_column(Integer, default=0)
    follow_up: Mapped[str] = mapped_column(Text, default="")
    follow_up_on: Mapped[date | None]
    followed_up_on: Mapped[date | None]


class Attendance(OfCase, Base):
    """Whether somebody came to a part, missed it, or made it up at a part of another event."""

    __tablename__ = "attendances"
    __table_args__ = (UniqueConstraint("event_place_id", "part_id"),)

    event_place_id: Mapped[UUID] = mapped_column(ForeignKey("event_places.id"))
    part_id: Mapped[UUID] = mapped_column(ForeignKey("event_parts.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(20))  # came, missed
    made_up_part_id: Mapped[UUID | None] = mapped_column(ForeignKey("event_parts.id"))
    remark: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class EventFeedback(Kept, Base):
    """What somebody said of an event afterwards; a rating is 1 to 5."""

    __tablename__ = "event_feedback"

    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"), index=True)
    rating: Mapped[int | None] = mapped_column(Integer)
    words: Mapped[str] = mapped_column(Text, default="")
    given_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))


class Campaign(Kept, Base):
    """An advert, a group or an evening that enquiries come from; the cost is in pence."""

    __tablename__ = "campaigns"

    kind: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    name_fold: Mapped[str] = mapped_column(String(200), index=True)
    source: Mapped[str] = mapped_column(String(60), default="")
    begins_on: Mapped[date]
    ends_on: Mapped[date | None]
    cost: Mapped[int | None] = mapped_column(Integer)
    remarks: Mapped[str] = mapped_column(Text, default="")


class CampaignNote(Kept, Base):
    """What was noted of a campaign, such as by the Business Development Officer; added once."""

    __tablename__ = "campaign_notes"

    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaigns.id"), index=True)
    on: Mapped[date] = mapped_column("day")
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("workers.id"))
