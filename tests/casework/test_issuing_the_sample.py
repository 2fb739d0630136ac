"""A full report of the sample goes the whole way: checked, signed, issued, observed on, frozen."""

from datetime import date
from io import BytesIO

import pypdf
import pytest

from recruitment_app.casework.agency.workforce import me
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.reports.report_editions import issue_page
from recruitment_app.casework.reports.report_issuing import (
    issue_edition,
    issued_paper,
    prepare_issue,
)
from recruitment_app.casework.reports.report_observations import send_edition
from recruitment_app.casework.reports.report_progress import report_words
from recruitment_app.casework.reports.report_reading import report_page
from recruitment_app.casework.reports.report_signing import sign_off, sign_report
from recruitment_app.forms.definition import Edition, Writer
from recruitment_app.store.tables import Case
from tests.samples import copied_sample

pytestmark = pytest.mark.long

TODAY = date(2014, 11, 14)


@pytest.fixture
def sample(usual_sample, tmp_path):
    with copied_sample(usual_sample, tmp_path) as store:
        yield store


def the_couple(store):
    """Return the couple with the longest report: that which has no blocking finding."""
    for case_id in sorted(report_words(store), key=report_words(store).__getitem__, reverse=True):
        if len(case_page(store, case_id=case_id, today=TODAY).applicants) > 1:
            return case_id
    raise LookupError


def text_of(pdf):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def test_a_full_report_is_issued_to_the_applicants_and_frozen(sample):
    case_id = the_couple(sample)
    form_id = report_page(sample, case_id=case_id).id
    for place in sign_off(sample, form_id=form_id, today=TODAY).places:
        if place.role is not Writer.MEDICAL_ADVISER:
            sign_report(
                sample,
                form_id=form_id,
                role=place.role,
                signed_on=TODAY,
                today=TODAY,
                person_id=place.person_id,
                worker_id=me(sample).id,
                is_on_paper=place.role is not Writer.MANAGER,
            )
    prepared = prepare_issue(sample, form_id=form_id, edition=Edition.APPLICANTS, today=TODAY)
    assert prepared.obstacles == ()  # nothing blocks it, nor wants a written reason
    issue_edition(sample, prepared=prepared, today=TODAY)
    with sample.writing(act="set_up") as session:  # what is frozen does not follow the record
        session.get_one(Case, case_id).title = "Somebody else"
    kept = issued_paper(sample, form_id=form_id, edition=Edition.APPLICANTS)
    told = text_of(kept)
    assert kept == prepared.pdf
    assert "Signed on paper" in told
    assert "DRAFT" not in told
    assert report_page(sample, case_id=case_id).is_frozen
    assert not sign_off(sample, form_id=form_id, today=TODAY).fallen
    issued = [
        each.edition
        for each in issue_page(sample, form_id=form_id, today=TODAY).editions
        if each.issued
    ]
    assert issued == [Edition.APPLICANTS]
    sent = send_edition(sample, form_id=form_id, edition=Edition.APPLICANTS, on=TODAY, today=TODAY)
    assert sent.sentence.startswith("Recorded. The clock runs from")
