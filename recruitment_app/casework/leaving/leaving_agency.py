"""The rows of the lists about the agency, as they leave: sessions, people, law, figures, files."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import func, select

from recruitment_app.casework.agency.agency_law import code_rows, limit_rows
from recruitment_app.casework.agency.oversight import progress
from recruitment_app.casework.agency.workforce import workers
from recruitment_app.casework.events.event_rows import AFTER_ALL, events
from recruitment_app.casework.events.feedback import all_feedback
from recruitment_app.casework.leaving.leaving import Leaving, day_of
from recruitment_app.casework.stepping import seen_by
from recruitment_app.drawings.progress_figures import month_rows
from recruitment_app.exchange.cells import Cell
from recruitment_app.rules.events import BOOKED, CAME, GIVEN_UP, MISSED, WAITING
from recruitment_app.rules.roles import ROLE_WORDS
from recruitment_app.store.tables import Attendance, Case, EventPart, EventPlace, Import, Person

_Rows = Iterator[Sequence[Cell]]
OUTCOMES: Mapping[str, str] = {
    BOOKED: "Booked",
    WAITING: "Waiting",
    GIVEN_UP: "Place given up",
    CAME: "Came",
    MISSED: "Did not come",
}

SESSIONS = (
    "Date",
    "Time",
    "Event",
    "Venue",
    "Led by",
    "Campaign",
    "Parts",
    "Places",
    "Booked",
    "Waiting",
    "Came",
    "Remarks",
    "Cancelled on",
)


def events_held(leaving: Leaving) -> _Rows:
    """Give the events, the latest first, each with its places taken."""
    for row in reversed(events(leaving.store)):
        yield (
            row.begins_on,
            row.parts[0].starts,
            row.called,
            row.venue,
            ", ".join(row.leaders),
            row.campaign,
            len(row.parts),
            row.places or None,
            row.booked,
            row.waiting,
            row.came,
            row.remarks,
            row.cancelled_on,
        )


FEEDBACK = ("Date", "Event", "Venue", "Said on", "Rating", "What they said")


def feedback_given(leaving: Leaving) -> _Rows:
    """Give what people said of each event, without their names, the latest event first."""
    told = {row.id: row for row in events(leaving.store)}
    found = all_feedback(leaving.store)
    for event in reversed(told.values()):
        for row in found.get(event.id, ()):
            yield event.begins_on, event.called, event.venue, row.given_on, row.rating, row.words


BOOKINGS = ("Date", "Time", "Event", "Venue", "Reference", "Applicants", "Person", "Outcome")


def places_held(leaving: Leaving) -> _Rows:
    """Give every person's place at an event, by event, the latest first."""
    told = {row.id: row for row in events(leaving.store)}
    first = (
        select(EventPart.event_id, func.min(EventPart.on).label("day"))
        .where(EventPart.deleted_at.is_(None))
        .group_by(EventPart.event_id)
        .subquery()
    )
    marks = (
        select(Attendance.event_place_id, func.min(AFTER_ALL), func.max(AFTER_ALL))
        .where(Attendance.deleted_at.is_(None))
        .group_by(Attendance.event_place_id)
    )
    came = {place_id: (least, most) for place_id, least, most in leaving.session.execute(marks)}
    query = (
        select(EventPlace, Case.reference, Case.title, Person)
        .join(first, first.c.event_id == EventPlace.event_id)
        .join(Case, Case.id == EventPlace.case_id)
        .outerjoin(Person, Person.id == EventPlace.person_id)
        .where(EventPlace.deleted_at.is_(None), *seen_by(leaving.worker))
        .order_by(first.c.day.desc(), Case.title_fold, Case.reference_number, EventPlace.id)
        .execution_options(yield_per=500)
    )
    for place, reference, title, person in leaving.session.execute(query):
        event = told.get(place.event_id)
        if event is None:
            continue
        name = f"{person.given_names} {person.family_name}".strip() if person else ""
        outcome = came.get(place.id, (place.state, place.state))
        words = OUTCOMES[outcome[0]] if outcome[0] == outcome[1] else "Came in part"
        yield (
            event.begins_on,
            event.parts[0].starts,
            event.called,
            event.venue,
            reference,
            title,
            name,
            words,
        )


WORKERS = ("Name", "Role", "Job title", "Open cases", "Left on")


def agency_people(leaving: Leaving) -> _Rows:
    """Give the people of the agency by name, also those who left."""
    for row in workers(leaving.store, with_leavers=True):
        yield row.name, ROLE_WORDS[row.role], row.job_title, row.open_cases, row.left_on


LIMITS = (
    "Limit",
    "What it limits",
    "Begins with",
    "Figure",
    "As shipped",
    "Followed",
    "Switched on",
    "Why the agency set it",
    "Force",
    "Whose time",
    "Source",
    "How sure",
    "In force from",
    "Note",
)


def limits(leaving: Leaving) -> _Rows:
    """Give every time limit as the agency has it, beside the shipped figure and its source."""
    for row in limit_rows(leaving.store):
        yield (
            row.id,
            row.title,
            row.trigger,
            row.figure,
            row.shipped_figure,
            row.is_followed,
            row.is_on,
            row.reason,
            row.force,
            row.who,
            row.source,
            row.certainty,
            row.valid_from,
            row.note,
        )


CODES = ("List", "What it lists", "Code", "Words", "Whose time", "Retired", "The agency's own")


def codes(leaving: Leaving) -> _Rows:
    """Give every code of every list, retired ones too."""
    for name, (title, rows) in code_rows(leaving.store).items():
        for row in rows:
            yield name, title, row.code, row.label, row.owner, row.is_retired, row.is_own


PROGRESS = ("Month", "Approvals", "In the year so far", "Straight line", "Year before, so far")


def months(leaving: Leaving) -> _Rows:
    """Give the approvals of a recruitment year month by month."""
    figures = progress(leaving.store, year_label=leaving.year_label, today=leaving.today)
    for row in month_rows(figures):
        line = round(row.straight_line, 1) if figures.target else None
        yield row.month, row.approvals, row.cumulative, line, row.last_year


IMPORTS = (
    "Number",
    "File",
    "Mapping",
    "Brought in on",
    "Brought in by",
    "New",
    "Changed",
    "Duplicates",
    "Undone on",
    "Undone by",
)


def imports(leaving: Leaving) -> _Rows:
    """Give the files that were brought in, the latest first."""
    query = select(Import).where(Import.deleted_at.is_(None)).order_by(Import.number.desc())
    for row in leaving.session.scalars(query):
        yield (
            row.number,
            row.file_name,
            row.mapping,
            day_of(row.brought_in_at),
            leaving.name(row.brought_in_by),
            row.new_count,
            row.changed_count,
            row.duplicate_count,
            day_of(row.undone_at),
            leaving.name(row.undone_by),
        )
