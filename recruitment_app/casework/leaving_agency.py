"""The rows of the lists about the agency, as they leave: sessions, people, law, figures, files."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from recruitment_app.casework.agency_law import code_rows, limit_rows
from recruitment_app.casework.leaving import Leaving, day_of
from recruitment_app.casework.oversight import progress
from recruitment_app.casework.sessions import sessions
from recruitment_app.casework.stepping import seen_by
from recruitment_app.casework.workforce import workers
from recruitment_app.drawings.progress_figures import month_rows
from recruitment_app.exchange.cells import Cell
from recruitment_app.rules.roles import ROLE_WORDS
from recruitment_app.store.tables import Booking, Case, Import, InformationSession

_Rows = Iterator[Sequence[Cell]]
OUTCOMES: Mapping[str, str] = {
    "": "Booked",
    "attended": "Came",
    "missed": "Did not come",
    "cancelled": "Place given up",
}

SESSIONS = ("Date", "Time", "Venue", "Places", "Booked", "Came", "Remarks", "Cancelled on")


def information_sessions(leaving: Leaving) -> _Rows:
    """Give the information sessions, the latest first, each with its places taken."""
    for row in sessions(leaving.store):
        yield (
            row.on,
            row.starts,
            row.venue,
            row.places,
            row.booked,
            row.attended,
            row.remarks,
            row.cancelled_on,
        )


BOOKINGS = ("Date", "Time", "Venue", "Reference", "Applicants", "Places", "Outcome")


def bookings(leaving: Leaving) -> _Rows:
    """Give every household's booking, by session, the latest first."""
    meeting = InformationSession
    query = (
        select(
            meeting.on,
            meeting.starts,
            meeting.venue,
            Case.reference,
            Case.title,
            Booking.people,
            Booking.outcome,
        )
        .join(meeting, meeting.id == Booking.session_id)
        .join(Case, Case.id == Booking.case_id)
        .where(Booking.deleted_at.is_(None), meeting.deleted_at.is_(None), *seen_by(leaving.worker))
        .order_by(meeting.on.desc(), meeting.starts, Case.title_fold, Case.reference_number)
        .execution_options(yield_per=500)
    )
    for on, starts, venue, reference, title, places, outcome in leaving.session.execute(query):
        yield on, starts, venue, reference, title, places, OUTCOMES.get(outcome, outcome)


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
