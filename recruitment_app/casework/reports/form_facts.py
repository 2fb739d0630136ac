"""The facts of a form that are made of itself, or of whom it is about: sums, and a referee."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.reports.paper_sums import DEBT, INCOME, OUTGOING, OWNED, sums_of
from recruitment_app.casework.reports.report_rows import ReportPage, Row, SectionContent
from recruitment_app.documents.report_contents import Facts, Told
from recruitment_app.forms.definition import About
from recruitment_app.forms.reading import FINANCES
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Check, Referee, RefereeInterview, Worker

Contents = Mapping[tuple[str, str], SectionContent]

SUMS: Final = "fin.sums"
HEAD: Final = "ref.head"
END: Final = "ref.end"
SORTS: Final[Mapping[str, str]] = {
    "fin.income": INCOME,
    "fin.fixed": OUTGOING,
    "fin.living": OUTGOING,
    "fin.owned": OWNED,
    "fin.debts": DEBT,
}
"""Of what kind the lines of each section of the finances are."""
BOTH: Final = "Both"
_FIGURES: Final = ("monthly", "monthly_on_leave", "balance")


def own_facts(store: Store, report: ReportPage, written: Contents) -> dict[str, tuple[Told, ...]]:
    """Return the facts of a form that neither the case nor its people tell, by section."""
    if report.form.name == FINANCES:
        return {SUMS: (Told(tables=(sums_of(money_lines(written)),)),)}
    if report.form.about is About.REFEREE:
        with store.reading() as session:
            names = applicant_names(report)
            return referee_facts(session, UUID(report.subject), names)
    return {}


def applicant_names(report: ReportPage) -> dict[str, str]:
    """Return the names of the applicants by their keys."""
    people = report.people
    return {str(each.id): each.name for each in people if each.standing == "applicant"}


def money_lines(written: Contents) -> tuple[Row, ...]:
    """Return every line of the finances that has a figure, as the report's own table has it."""
    return tuple(
        _line(sort, row)
        for section, sort in SORTS.items()
        for row in written.get((section, ""), SectionContent()).rows
        if any(row.get(figure) for figure in _FIGURES)
    )


def referee_facts(
    session: Session, referee_id: UUID, names: Mapping[str, str]
) -> dict[str, tuple[Told, ...]]:
    """Return who a referee is and how the interview went, and what came of it afterwards.

    ``names`` are those of the applicants by their keys.
    """
    referee = session.get(Referee, referee_id)
    if referee is None:
        return {}
    held = last_interview(session, referee_id)
    head = [*_who(session, referee, names), *(_held(session, held) if held else ())]
    end = list(_afterwards(session, held)) if held else []
    return {
        section: (Told(facts=(Facts(tuple((label, (said,)) for label, said in rows)),)),)
        for section, rows in ((HEAD, head), (END, end))
        if rows
    }


def last_interview(session: Session, referee_id: UUID) -> RefereeInterview | None:
    """Return the last interview that was held with a referee."""
    query = (
        select(RefereeInterview)
        .where(RefereeInterview.referee_id == referee_id, RefereeInterview.deleted_at.is_(None))
        .order_by(RefereeInterview.held_on.desc(), RefereeInterview.id.desc())
    )
    return session.scalars(query).first()


def initials(name: str) -> str:
    """Return the initials by which a report names a referee: “J.S.”."""
    return "".join(f"{word[0].upper()}." for word in name.replace("-", " ").split() if word)


def known_by(referee: Referee, names: Mapping[str, str]) -> str:
    """Return whom a referee knows, in the words of the report."""
    both = BOTH if len(names) > 1 else next(iter(names.values()), "")
    return names.get(referee.knows, "") if referee.knows else both


def known_since(referee: Referee) -> str:
    """Return since when a referee has known them, as far as it is known."""
    return PartialDate.stored(referee.known_since).shown if referee.known_since else ""


def _line(sort: str, row: Row) -> Row:
    told = {
        "line": row.get("line", ""),
        "sort": sort,
        **{figure: row.get(figure, "") for figure in _FIGURES},
        "shown_by": row.get("shown_by", ""),
    }
    return {key: text for key, text in told.items() if text}


def _who(session: Session, referee: Referee, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "Referee", referee.name
    yield "In the report", initials(referee.name)
    yield "How they know the applicants", referee.relation
    yield "Relative", "Yes" if referee.is_relative else "No"
    yield "Knows", known_by(referee, names)
    yield "Known since", known_since(referee)
    check = session.get(Check, referee.check_id) if referee.check_id else None
    yield "Written reference", _day(check.received_on if check else None)


def _held(session: Session, held: RefereeInterview) -> Iterator[tuple[str, str]]:
    yield "Interviewed on", _day(held.held_on)
    yield "By", _name(session, held.interviewed_by)
    yield "Where", held.venue
    yield "How long", f"{held.minutes} minutes" if held.minutes else ""
    yield "Seen alone", "Yes" if held.is_alone else "No"


def _afterwards(session: Session, held: RefereeInterview) -> Iterator[tuple[str, str]]:
    yield "Confirmed by the referee on", _day(held.confirmed_on)
    if held.confirmed_how:
        yield "How it was confirmed", held.confirmed_how
    yield "Weight that is given to it", held.weight
    if held.weighed_on:
        who = _name(session, held.weighed_by) if held.weighed_by else ""
        yield "Weighed", ", ".join(filter(None, (who, _day(held.weighed_on))))


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _name(session: Session, worker_id: UUID) -> str:
    worker = session.get(Worker, worker_id)
    return worker.name if worker else ""
