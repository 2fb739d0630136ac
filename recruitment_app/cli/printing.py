"""The command that tells recruitment progress, and how every paper is written to its file."""

from pathlib import Path

from recruitment_app.casework.agency.oversight import progress
from recruitment_app.casework.reports import papers
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import opened
from recruitment_app.cli.telling import say, tell_json, tell_rows
from recruitment_app.drawings.progress_figures import approved_by_now, month_rows, standing
from recruitment_app.errors import StoreTrouble


def tell_progress(asked: Asked) -> int:
    """Tell the approvals of a recruitment year, and print the page where a file is named."""
    with opened(asked) as (store, today):
        figures = progress(store, year_label=asked.year, today=today)
        if asked.pdf is not None:
            page = papers.progress_paper(store, year_label=asked.year, today=today)
            write_pdf(asked.pdf, page)
    if asked.as_json:
        tell_json(
            {
                "year": figures.year_label,
                "target": figures.target,
                "approved": approved_by_now(figures),
                "by_month": list(figures.by_month),
            }
        )
        return DONE
    say(f"Recruitment progress {figures.year_label}")
    say(standing(figures))
    rows = [
        {"month": row.month, "approvals": row.approvals, "in the year so far": row.cumulative}
        for row in month_rows(figures)
    ]
    tell_rows(rows, ("month", "approvals", "in the year so far"), as_json=False)
    return DONE


def write_pdf(file: Path, printed: bytes) -> None:
    """Write a paper into the file named.

    Raises:
        StoreTrouble: it cannot be written there.

    """
    try:
        file.write_bytes(printed)
    except OSError as fault:
        raise StoreTrouble(f"{file} cannot be written: {fault.strerror}.") from fault
