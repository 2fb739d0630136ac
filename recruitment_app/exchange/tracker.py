"""Bringing in a team's own tracker: one row a household, one column a date."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from recruitment_app.exchange.cells import Row
from recruitment_app.exchange.facts_of_cells import Answers, FactsOfCells, dated
from recruitment_app.exchange.incoming import Incoming, IncomingCase, IncomingPerson
from recruitment_app.exchange.spreadsheets import read_table
from recruitment_app.rules.codes import CodeList
from recruitment_app.rules.stages import EventKind

NAME = "tracker"
SOURCES = "source_of_enquiry"

ENQUIRY = "Date of enquiry"
FIRST_NAME = "First name"
SURNAME = "Surname"
SECOND_FIRST_NAME = "Second first name"
SECOND_SURNAME = "Second surname"
TELEPHONE = "Telephone"
EMAIL = "Email"
POSTCODE = "Postcode"
SOURCE = "Source"
WORKER = "Worker"
PANEL = "Panel"
DECISION = "Decision"
APPROVED = "Approved"
CLOSED = "Closed"

STEPS: Mapping[str, EventKind] = {
    "Information sent": EventKind.INFORMATION_SENT,
    "Session attended": EventKind.SESSION_ATTENDED,
    "Visit": EventKind.VISIT_HELD,
    "ROI received": EventKind.REGISTRATION_RECEIVED,
    "ROI accepted": EventKind.REGISTRATION_ACCEPTED,
    "Stage One ended": EventKind.STAGE_ONE_ENDED,
    "Notified": EventKind.NOTIFIED_TO_PROCEED,
    PANEL: EventKind.RECOMMENDATION_MADE,
    DECISION: EventKind.DECISION_MADE,
    APPROVED: EventKind.APPROVED,
    CLOSED: EventKind.CLOSED,
}
NEEDED = (ENQUIRY, SURNAME)
HEADINGS = (
    ENQUIRY,
    FIRST_NAME,
    SURNAME,
    SECOND_FIRST_NAME,
    SECOND_SURNAME,
    TELEPHONE,
    EMAIL,
    POSTCODE,
    SOURCE,
    WORKER,
    *STEPS,
)

_AHEAD = timedelta(days=365)


def read(
    path: Path,
    *,
    codes: Mapping[str, CodeList],
    answers: Answers,
    today: date,
    sheet: str = "",
) -> Incoming:
    """Read a tracker from a workbook or a text table; a sheet named is looked at first.

    Raises:
        Problem: the file cannot be read, or lacks the date of enquiry or the surname.

    """
    table = read_table(path, sheet or None, HEADINGS, required=NEEDED)
    facts = FactsOfCells(table, codes, answers, today)
    cases = [case for row in table.rows if (case := _case(row, facts, today)) is not None]
    return Incoming(
        NAME,
        tuple(cases),
        tuple(facts.wrong),
        unknown=facts.unknown,
        ignored=table.ignored,
    )


def _case(row: Row, facts: FactsOfCells, today: date) -> IncomingCase | None:
    if row.surplus:
        facts.blame(row, "", "The row has more cells than there are headings.")
    enquiry_on = facts.day(row, ENQUIRY, needed=True)
    people = _people(row, facts)
    source = facts.code(row, SOURCE, SOURCES)
    latest = today + _AHEAD
    days = {
        column: day
        for column in STEPS
        if (day := facts.day(row, column, latest=latest if column == PANEL else None)) is not None
    }
    for column, day in days.items():
        if enquiry_on is not None and day < enquiry_on:
            facts.blame(row, column, f"“{column}” is before the date of enquiry.")
    case = IncomingCase(
        (row.number,),
        enquiry_on or date.min,
        people,
        dated(_steps(enquiry_on or date.min, days, source, today)),
        source=source,
        worker=facts.text(row, WORKER),
        telephones=facts.telephones(row, TELEPHONE),
        emails=facts.emails(row, EMAIL),
        postcode=facts.postcode(row, POSTCODE),
        remarks=("The tracker gives no reason for closing.",) if CLOSED in days else (),
    )
    return case if facts.is_right(row) else None


def _people(row: Row, facts: FactsOfCells) -> tuple[IncomingPerson, ...]:
    surname = facts.text(row, SURNAME, needed=True)
    first = IncomingPerson(facts.text(row, FIRST_NAME), surname)
    second_name = facts.text(row, SECOND_FIRST_NAME)
    second_surname = facts.text(row, SECOND_SURNAME)
    if not second_name and not second_surname:
        return (first,)
    # an empty second surname beside a second first name is how trackers write "the same"
    return first, IncomingPerson(second_name, second_surname or surname)


def _steps(
    enquiry_on: date, days: Mapping[str, date], source: str, today: date
) -> list[tuple[EventKind, date, dict[str, str]]]:
    steps = [(EventKind.ENQUIRY_RECEIVED, enquiry_on, {"source": source} if source else {})]
    for column, day in days.items():
        kind, facts = STEPS[column], dict[str, str]()
        if column == PANEL:
            # a panel that sat has recommended; one still to come is a booking, made by today
            booked = {"panel_on": day.isoformat()}
            steps.append((EventKind.PANEL_BOOKED, min(day, today), booked))
            if day > today:
                continue
        elif column == DECISION and APPROVED in days:
            facts["decision"] = "suitable"
        elif column == CLOSED:
            facts["reason"] = "other"
        steps.append((kind, day, facts))
    return steps
