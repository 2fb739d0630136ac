"""Plans as the tests and the pictures want them: one signed by all, one by the author alone."""

from datetime import date
from uuid import UUID

from recruitment_app.casework.report_reading import report_page
from recruitment_app.casework.report_rows import SectionContent
from recruitment_app.casework.report_signing import sign_off, sign_report
from recruitment_app.casework.written_forms import begin_report, name_authors, write_section
from recruitment_app.forms.definition import Box
from recruitment_app.forms.prose import of_text
from recruitment_app.forms.reading import STAGE_ONE_PLAN, STAGE_TWO_PLAN
from recruitment_app.store.keeping import Store


def make_plans(store: Store, case_id: UUID, today: date) -> None:
    """Begin both plans of a case; all sign the first, and one applicant the second."""
    make_plan(store, case_id, STAGE_ONE_PLAN, today)
    make_plan(store, case_id, STAGE_TWO_PLAN, today, leaves=1)


def make_plan(store: Store, case_id: UUID, form: str, today: date, *, leaves: int = 0) -> UUID:
    """Begin a plan and sign it, on paper; the last few of those who have to are left out."""
    begun = begin_report(store, case_id=case_id, today=today, form=form).record_id
    assert begun is not None
    name_authors(store, form_id=begun, author_id=store.person_id)
    first = report_page(store, case_id=case_id, form=form).form.sections[0]
    content = SectionContent({Box.WORDS: of_text("To find out together what adoption asks.")})
    write_section(store, form_id=begun, section=first.key, content=content, seen=0)
    places = sign_off(store, form_id=begun, today=today).places
    for place in places[: len(places) - leaves]:
        sign_report(
            store,
            form_id=begun,
            role=place.role,
            signed_on=today,
            today=today,
            person_id=place.person_id,
            worker_id=place.worker_id,
            is_on_paper=True,
        )
    return begun
