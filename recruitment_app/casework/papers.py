"""Gathering what the printed papers hold: recruitment progress and a case's first report."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from recruitment_app.casework.agency import agency_row
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.in_force import Law, read_law
from recruitment_app.casework.oversight import progress
from recruitment_app.casework.relatives import family_of
from recruitment_app.casework.rows import AddressRow, CasePage, PersonRow, RelationshipRow
from recruitment_app.casework.stepping import ask_leave
from recruitment_app.documents import first_report_contents as printed
from recruitment_app.drawings.family_tree import family_tree
from recruitment_app.forms.definition import Household
from recruitment_app.rules.clocks import Clock, ClockState
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.roles import ROLE_WORDS, Duty
from recruitment_app.rules.stages import EventKind, long_date
from recruitment_app.store.keeping import Store

if TYPE_CHECKING:
    from recruitment_app.documents.recruitment_progress import ProgressReport

K = EventKind
_STATE_WORDS = {
    ClockState.RUNNING: "Running",
    ClockState.MET: "Met",
    ClockState.LATE: "Late",
    ClockState.LAPSED: "Lapsed",
}
_DATES: tuple[tuple[str, tuple[EventKind, ...]], ...] = (
    ("Enquiry received", (K.ENQUIRY_RECEIVED,)),
    ("Registration of interest received", (K.REGISTRATION_RECEIVED,)),
    ("Registration accepted", (K.REGISTRATION_ACCEPTED,)),
    ("Stage One ended", (K.STAGE_ONE_ENDED,)),
    ("Wish to proceed notified", (K.NOTIFIED_TO_PROCEED,)),
    ("Report sent for observations", (K.REPORT_SENT,)),
    ("Observations", (K.OBSERVATIONS_RECEIVED, K.NO_OBSERVATIONS)),
)
_BLOOD = frozenset({"parent", "sibling", "grandparent", "grandchild", "other_relative"})
_CHILDREN = frozenset({"child", "adopted_child", "step_child", "foster_child", "adult_child"})


def progress_report(store: Store, *, year_label: str | None, today: date) -> "ProgressReport":
    """Gather the page of recruitment progress for a year, as it stands today."""
    from recruitment_app.documents.recruitment_progress import (  # noqa: PLC0415 - reportlab
        ProgressReport,
    )

    figures = progress(store, year_label=year_label, today=today)
    with store.reading() as session:
        role = ask_leave(session, store, Duty.EXPORT).role
    return ProgressReport(agency_row(store).name, figures, today, ROLE_WORDS[role])


def progress_paper(store: Store, *, year_label: str | None, today: date) -> bytes:
    """Return the page of recruitment progress as PDF."""
    from recruitment_app.documents import recruitment_progress  # noqa: PLC0415 - reportlab

    return recruitment_progress.render(progress_report(store, year_label=year_label, today=today))


def report_paper(store: Store, *, case_id: UUID, today: date, password: str | None = None) -> bytes:
    """Return a case's first prospective adopter's report as PDF, a draft; locked on request.

    Raises:
        Problem: the password is empty, or longer than readers take.

    """
    from recruitment_app.documents import (  # noqa: PLC0415 - reportlab
        prospective_adopters_report,
    )
    from recruitment_app.documents.locking import locked  # noqa: PLC0415 - as above

    contents = report_contents(store, case_id=case_id, today=today)
    printed_report = prospective_adopters_report.render(contents)
    return printed_report if password is None else locked(printed_report, password)


def report_contents(store: Store, *, case_id: UUID, today: date) -> printed.ReportContents:
    """Gather what is recorded of a case for its first report.

    Raises:
        NotAllowed: nobody is signed in who may print.
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        ask_leave(session, store, Duty.EXPORT)
        law = read_law(session)
    page = case_page(store, case_id=case_id, today=today)
    applicants = page.applicants
    others = [person for person in page.people if person.standing == "household"]
    elsewhere = [person for person in page.people if person.standing == "child_elsewhere"]
    family = family_of(page, today)
    tree = family_tree(family) if len(family.people) > len(applicants) else None
    return printed.ReportContents(
        agency=agency_row(store).name,
        reference=page.reference,
        title=page.title,
        drafted_on=today,
        assessing_worker=page.worker,
        dates=_dates(page),
        applicants=tuple(_applicant(person, law) for person in applicants),
        clocks=tuple(_clock(clock) for clock in page.clocks if _is_printed(clock)),
        addresses=_addresses(applicants),
        relationships=_relationships(page, law),
        household=tuple(_at_home(person, law) for person in others),
        elsewhere=tuple(_elsewhere(person, law) for person in elsewhere),
        family_tree=tree,
        sections=printed.section_lines(
            _household(applicants, [*others, *elsewhere]), is_drawn=tree is not None
        ),
    )


def _household(applicants: Sequence[PersonRow], others: Sequence[PersonRow]) -> Household:
    return Household(
        applicants=tuple(str(person.id) for person in applicants),
        children=tuple(
            str(person.id)
            for person in others
            if person.standing == "child_elsewhere" or person.relation in _CHILDREN
        ),
    )


def shown(stored: str) -> str:
    """Return a date as it is kept, perhaps partial, as it is read: “May 1979”."""
    return PartialDate.stored(stored).shown if stored else ""


def _dates(page: CasePage) -> tuple[tuple[str, str], ...]:
    last = {event.kind: event for event in page.events if not event.is_struck}
    told = [
        (label, next((long_date(last[kind].on) for kind in kinds if kind in last), ""))
        for label, kinds in _DATES
    ]
    booked = last.get(K.PANEL_BOOKED)
    sits = booked.facts.get("panel_on", "") if booked else ""
    told.append(("Panel", long_date(date.fromisoformat(sits)) if sits else ""))
    if page.is_fast_track:
        told = [each for each in told if each[0] not in {"Stage One ended", _DATES[4][0]}]
        told.append(("Route", "Fast track: enters at Stage Two"))
    return tuple(told)


def _applicant(person: PersonRow, law: Law) -> printed.ApplicantFacts:
    return printed.ApplicantFacts(
        name=person.name,
        known_as=person.known_as,
        names_ever_used=tuple(
            f"{name.name} (until {shown(name.ends)})" if name.ends else name.name
            for name in person.names
        ),
        born=shown(person.born),
        birth_place=person.birth_place,
        gender=law.label("gender", person.gender),
        ethnicity=law.label("ethnicity", person.ethnicity),
        disability=law.label("disability", person.disability),
        nationality=person.nationality,
        religion=law.label("religion", person.religion),
        language=person.language,
        occupation=person.occupation,
    )


def _is_printed(clock: Clock) -> bool:
    return clock.trigger_on is not None and (clock.ended_on is None or clock.met_on is not None)


def _clock(clock: Clock) -> printed.ClockRow:
    def told(day: date | None) -> str:
        return f"{day.day} {day:%b %Y}" if day else ""

    return printed.ClockRow(
        limit=f"{clock.limit.title}, {clock.limit.figure}",
        began=told(clock.trigger_on),
        due=told(clock.due_on),
        met=told(clock.met_on),
        state=_STATE_WORDS[clock.state],
    )


def _whose(applicants: Sequence[PersonRow], person: PersonRow) -> str:
    return person.given_names or person.name if len(applicants) > 1 else "Applicant"


def _addresses(applicants: Sequence[PersonRow]) -> tuple[printed.AddressRow, ...]:
    latest_first = [
        (person, address)
        for person in applicants
        for address in sorted(person.addresses, key=_how_late, reverse=True)
    ]
    return tuple(
        printed.AddressRow(
            whose=_whose(applicants, person),
            address="\n".join(filter(None, (address.lines, address.postcode))),
            authority=address.authority,
            begins=shown(address.begins),
            ends=shown(address.ends),
        )
        for person, address in latest_first
    )


def _how_late(address: AddressRow) -> tuple[bool, str, str]:
    return (not address.ends, address.ends, address.begins)


def _relationships(page: CasePage, law: Law) -> tuple[printed.RelationshipRow, ...]:
    names = {person.id: person.name for person in page.people}
    return tuple(
        printed.RelationshipRow(
            whose=_whose(page.applicants, person),
            with_whom=names.get(row.other_id, "") if row.other_id else row.other_name,
            kind=_kind(row, law),
            begins=shown(row.begins),
            ends=shown(row.ends),
            remark=row.ended_how or row.place,
        )
        for person in page.applicants
        for row in person.relationships
        if row.kind not in _BLOOD | _CHILDREN  # the family tree shows who they are
    )


def _kind(row: RelationshipRow, law: Law) -> str:
    """Return the words for a relationship, which is of the one list or the other."""
    told = law.label("couple_status", row.kind)
    return told if told != row.kind else law.label("relationship", row.kind)


def _at_home(person: PersonRow, law: Law) -> printed.HouseholdRow:
    return printed.HouseholdRow(
        name=person.name,
        relation=law.label("relationship", person.relation),
        born=shown(person.born),
        moved_in=shown(person.moved_in),
        occupation=person.occupation,
    )


def _elsewhere(person: PersonRow, law: Law) -> printed.ElsewhereRow:
    lives = next((address for address in person.addresses if not address.ends), None)
    told = ", ".join(filter(None, (lives.lines, lives.postcode))) if lives else person.remarks
    return printed.ElsewhereRow(
        name=person.name,
        relation=law.label("relationship", person.relation),
        born=shown(person.born),
        lives=told,
    )
