"""The command about a prospective adopter's report: print it, check it, tell how complete it is."""

from pathlib import Path

from recruitment_app.casework.case_page import case_by_reference
from recruitment_app.casework.reports.report_checking import findings_of
from recruitment_app.casework.reports.report_papers import report_paper
from recruitment_app.casework.reports.report_progress import completeness_of
from recruitment_app.cli import arguments
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import from_file, opened
from recruitment_app.cli.printing import write_pdf
from recruitment_app.cli.telling import say, tell_json, tell_rows
from recruitment_app.forms.definition import Edition
from recruitment_app.forms.reading import REPORT
from recruitment_app.rules.report_findings import MUST_NOT_BE_CLAIMED

FINDING_FIELDS = ("check", "severity", "section", "message", "evidence")
COVERAGE_FIELDS = ("statutory_item", "section", "filled", "words")


def about_report(asked: Asked) -> int:
    """Print an edition of a report, check it, or tell how complete it is: one at a time."""
    is_printed = asked.pdf is not None or bool(asked.edition)
    if is_printed + asked.tells_checks + asked.tells_completeness > 1:
        arguments.refuse("Ask for one thing: --edition with --pdf, --checks, or --completeness.")
    if asked.tells_checks:
        return _tell_checks(asked)
    if asked.tells_completeness:
        return _tell_completeness(asked)
    if asked.pdf is None or not asked.edition:
        arguments.refuse("Say which edition to print and where: --edition E --pdf FILE.")
    return _print(asked, asked.pdf)


def _print(asked: Asked, file: Path) -> int:
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
        write_pdf(file, paper)
    if asked.as_json:
        row = {"case": asked.reference, "edition": asked.edition, "pdf": str(file)}
        tell_json([row])
    else:
        say(f"The {asked.edition} edition of {asked.reference} stands in {file}, a draft.")
    return DONE


def _tell_completeness(asked: Asked) -> int:
    with opened(asked) as (store, today):
        case_id = case_by_reference(store, reference=asked.reference)
        covered = completeness_of(store, case_id=case_id, today=today, form=asked.form)
    rows = [
        {
            "statutory_item": row.statutory_item,
            "section": row.section,
            "filled": row.filled,
            "words": row.words,
        }
        for row in covered
    ]
    tell_rows(rows, COVERAGE_FIELDS, as_json=asked.as_json)
    return DONE


def _tell_checks(asked: Asked) -> int:
    if asked.form != REPORT:
        arguments.refuse("Only the prospective adopter's report is checked: leave --form out.")
    with opened(asked) as (store, today):
        case_id = case_by_reference(store, reference=asked.reference)
        found = findings_of(store, case_id, today)
    rows = [
        {
            "check": finding.check,
            "severity": str(finding.severity),
            "section": finding.section,
            "message": finding.message,
            "evidence": [f"{each.place}: {each.says}" for each in finding.evidence],
        }
        for finding in found
    ]
    tell_rows(rows, FINDING_FIELDS, as_json=asked.as_json)
    if not asked.as_json:
        say(MUST_NOT_BE_CLAIMED)
    return DONE
