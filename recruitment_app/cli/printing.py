"""The commands that print: recruitment progress, and a prospective adopter's report."""

from pathlib import Path

from recruitment_app.casework import papers
from recruitment_app.casework.case_page import case_by_reference
from recruitment_app.casework.oversight import progress
from recruitment_app.casework.report_papers import report_paper
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import from_file, opened
from recruitment_app.cli.telling import say, tell_json, tell_rows
from recruitment_app.drawings.progress_figures import approved_by_now, month_rows, standing
from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.forms.definition import Edition


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


def print_report(asked: Asked) -> int:
    """Print an edition of a case's report, or of a plan, into a file."""
    if asked.pdf is None:
        raise Problem("Name the file to print to: --pdf FILE.")
    with opened(asked) as (store, today):
        case_id = case_by_reference(store, reference=asked.reference)
        key = None if asked.pdf_password_file is None else from_file(asked.pdf_password_file)
        paper = report_paper(
            store,
            case_id=case_id,
            edition=Edition(asked.edition),
            today=today,
            form=asked.form,
            with_legal_advice=asked.with_legal_advice,
            password=key,
        )
        write_pdf(asked.pdf, paper)
    if asked.as_json:
        row = {"case": asked.reference, "edition": asked.edition, "pdf": str(asked.pdf)}
        tell_json([row])
    else:
        say(f"The report of {asked.reference} stands in {asked.pdf}.")
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
