"""Gathering what the page of recruitment progress holds."""

from datetime import date
from typing import TYPE_CHECKING

from recruitment_app.casework.agency.agency import agency_row
from recruitment_app.casework.agency.oversight import progress
from recruitment_app.casework.stepping import ask_leave
from recruitment_app.rules.roles import ROLE_WORDS, Duty
from recruitment_app.store.keeping import Store

if TYPE_CHECKING:
    from recruitment_app.documents.recruitment_progress import ProgressReport


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
