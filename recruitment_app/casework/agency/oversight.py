"""Figures for managers: approvals against the target of a recruitment year."""

from bisect import bisect_right
from datetime import date
from itertools import accumulate

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.stepping import signed_in
from recruitment_app.drawings.progress_figures import ProgressFigures, straight_line
from recruitment_app.errors import Problem
from recruitment_app.rules.recruitment_years import RecruitmentYear, year_containing
from recruitment_app.rules.roles import ROLE_WORDS
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Agency, Case, Target

USUAL_TARGET = 20
MOST_YEARS = 30


def year_of(session: Session, day: date) -> RecruitmentYear:
    """Return the agency's recruitment year that a day lies in."""
    agency = session.scalars(select(Agency)).one()
    return year_containing(day, agency.year_starts_month, agency.year_starts_day)


def figures_in(session: Session, year: RecruitmentYear, today: date) -> ProgressFigures:
    """Count the approvals of a year up to today; the unit is the household."""
    target = session.scalar(
        select(Target.approvals).where(
            Target.year_starts_on == year.starts_on, Target.deleted_at.is_(None)
        )
    )
    by_month = _by_month(session, year, today)
    return ProgressFigures(
        year_label=year.label,
        starts_on=year.starts_on,
        ends_on=year.ends_on,
        today=today,
        target=USUAL_TARGET if target is None else target,
        cumulative=tuple(accumulate(by_month)),
        by_month=by_month,
        last_year=tuple(accumulate(_by_month(session, year.before, today))),
    )


def expected(figures: ProgressFigures) -> float:
    """Return where the straight line to the target stands today."""
    return straight_line(figures, min(figures.today, figures.ends_on))


def progress(store: Store, *, year_label: str | None, today: date) -> ProgressFigures:
    """Return the figures of the year of this label, such as 2014-15, or of today's year.

    Raises:
        Problem: the label is not that of a recruitment year.

    """
    with store.reading() as session:
        year = year_of(session, today)
        if year_label is not None:
            year = _labelled(session, year_label)
        return figures_in(session, year, today)


def recruitment_years(store: Store, *, today: date) -> list[RecruitmentYear]:
    """Return the years there is anything of: the latest first, from the first enquiry to today."""
    with store.reading() as session:
        this = year_of(session, today)
        first = session.scalar(select(func.min(Case.opened_on)).where(Case.deleted_at.is_(None)))
        earliest = year_of(session, first or today)
    years = [this]
    while years[-1].starts_on > earliest.starts_on and len(years) < MOST_YEARS:
        years.append(years[-1].before)
    return years


def progress_paper(store: Store, *, year_label: str | None, today: date) -> bytes:
    """Return the year's progress as it is printed, as PDF."""
    from recruitment_app.documents import (  # noqa: PLC0415 - reportlab, only where it is printed
        recruitment_progress,
    )

    figures = progress(store, year_label=year_label, today=today)
    with store.reading() as session:
        worker = signed_in(session, store)
        agency = session.scalars(select(Agency.name)).one()
        role = ROLE_WORDS[worker.role]
    return recruitment_progress.render(
        recruitment_progress.ProgressReport(agency, figures, today, role)
    )


def _labelled(session: Session, label: str) -> RecruitmentYear:
    agency = session.scalars(select(Agency)).one()
    head = label.replace("\u2013", "-").split("-")[0].strip()
    if not (head.isdigit() and len(head) == len("2014")):
        raise Problem("Give the recruitment year as 2014-15.", field="year")
    try:
        starts = date(int(head), agency.year_starts_month, agency.year_starts_day)
    except ValueError as problem:
        raise Problem("Give the recruitment year as 2014-15.", field="year") from problem
    year = year_containing(starts, agency.year_starts_month, agency.year_starts_day)
    if label.replace("\u2013", "-").strip() not in {year.label, head}:
        raise Problem(f"The recruitment year is written {year.label}.", field="year")
    return year


def _by_month(session: Session, year: RecruitmentYear, today: date) -> tuple[int, ...]:
    days = session.execute(
        select(Case.approved_on, func.count())
        .where(
            Case.approved_on >= year.starts_on,
            Case.approved_on <= min(year.ends_on, today),
            Case.deleted_at.is_(None),
        )
        .group_by(Case.approved_on)
    )
    months = year.months
    counts = [0] * len(months)
    for day, count in days:
        if day is not None:
            counts[bisect_right(months, day) - 1] += count
    return tuple(counts)
