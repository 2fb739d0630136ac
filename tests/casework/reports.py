"""Plain functions that begin and write reports, for the tests."""

from recruitment_app.casework.reports.report_reading import section_page
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.written_forms import begin_report, write_section
from recruitment_app.forms.definition import Box
from recruitment_app.forms.prose import of_text
from tests.casework.cases import TODAY, in_stage_two

WHY = "Fern first spoke of adoption at nine, after a cousin came to stay."
MEANS = "This shows that the wish is old, because it is told the same by both."


def narrative(evidence=WHY, analysis=MEANS):
    """Return both boxes of a narrative section."""
    return SectionContent({Box.EVIDENCE: of_text(evidence), Box.ANALYSIS: of_text(analysis)})


def begun(store):
    """Walk a case into Stage Two and begin its report; return the keys of both."""
    case_id = in_stage_two(store)
    return case_id, begin_report(store, case_id=case_id, today=TODAY).record_id


def write(store, form_id, section, content, person=""):
    """Write in a section over whatever stands there."""
    seen = section_page(store, form_id=form_id, section=section, person=person).stand
    return write_section(
        store, form_id=form_id, section=section, person=person, content=content, seen=seen
    )
