"""The visits held as rows of the report's table on how the assessment was made."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.reports.report_access import current_form, form_of
from recruitment_app.casework.reports.report_reading import contents_of
from recruitment_app.casework.reports.report_rows import Row, SectionContent
from recruitment_app.casework.reports.written_sections import open_section
from recruitment_app.casework.stepping import ask_leave, require_case
from recruitment_app.casework.visit_rows import VisitRow, visits_within
from recruitment_app.errors import Problem
from recruitment_app.forms.reading import REPORT
from recruitment_app.forms.typed_rows import NO, YES
from recruitment_app.rules.report_sections import METHOD
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.typed_cells import date_in
from recruitment_app.rules.values import shown_date
from recruitment_app.rules.visits import VisitState
from recruitment_app.store.keeping import Store


def take_visits_over(store: Store, *, case_id: UUID, today: date) -> Change:
    """Add the visits held to the table of the report, those of a day that stands there left out.

    Raises:
        NotAllowed: the report is not theirs to write.
        Problem: the report was not begun or was issued, or its table has every visit already.

    """
    with store.writing(act="take_visits_over") as session:
        worker = ask_leave(session, store, Duty.WRITE_REPORT)
        case = require_case(session, worker, case_id)
        written = current_form(session, case.id, REPORT)
        if written is None:
            raise Problem("The report has not been begun: begin it first.")
        opened, section = open_section(session, store, written.id, METHOD, "")
        content = contents_of(session, written, [section]).get((METHOD, ""), SectionContent())
        visits = _missing(visits_within(session, case_id, today), content.rows, today)
        if not visits:
            raise Problem("The report has every visit that was held already.")
        rows = (*content.rows, *(row for visit in visits for row in rows_of_visit(visit)))
        ordered = sorted(rows, key=lambda row: _day(row, today) or date.max)
        opened.keep(section, "", replace(content, rows=tuple(ordered)))
        count = len(visits)
        told = "1 visit" if count == 1 else f"{count} visits"
        sentence = f"{told} taken over into the report."
        return Change(case_id, frozenset({Touched.REPORT, Touched.VISITS}), sentence, written.id)


def not_in_report(session: Session, case_id: UUID, visits: Sequence[VisitRow], today: date) -> int:
    """Return how many visits held the report's table lacks; none where no report is written."""
    written = current_form(session, case_id, REPORT)
    if written is None or written.issued_at is not None:
        return 0
    section = form_of(session, written).by_key.get(METHOD)
    if section is None:
        return 0
    content = contents_of(session, written, [section]).get((METHOD, ""), SectionContent())
    return len(_missing(visits, content.rows, today))


def rows_of_visit(visit: VisitRow) -> Iterator[Row]:
    """Give the rows of one visit: who was seen together, then each who was seen alone."""
    day = shown_date(visit.held_on) if visit.held_on else ""
    minutes = str(visit.minutes) if visit.minutes else ""
    focus = visit.focus.partition("\n")[0]
    about = ", ".join(filter(None, (focus, "at home" * visit.home_was_seen)))
    together = [person.name for person in visit.seen if not person.is_alone]
    alone = [person.name for person in visit.seen if person.is_alone]
    if len(together) == 1 and not alone:
        together, alone = [], together
    seen = [(", ".join(together), NO)] if together else []
    for at, (who, is_alone) in enumerate((*seen, *((name, YES) for name in alone))):
        row = {
            "held_on": day,
            "minutes": "" if at else minutes,
            "who": who,
            "is_alone": is_alone,
            "about": about,
        }
        yield {name: text for name, text in row.items() if text}


def _missing(visits: Sequence[VisitRow], rows: Sequence[Row], today: date) -> list[VisitRow]:
    there = {_day(row, today) for row in rows}
    return [
        visit for visit in visits if visit.state is VisitState.HELD and visit.held_on not in there
    ]


def _day(row: Row, today: date) -> date | None:
    day = date_in(row.get("held_on", ""), today=today)
    return day.earliest if day is not None and day.is_whole else None
