"""Plans as the tests and the pictures want them: one signed by all, one by the author alone."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from recruitment_app.casework.reports.case_forms import forms_of_case
from recruitment_app.casework.reports.report_progress import report_words
from recruitment_app.casework.reports.report_reading import report_page
from recruitment_app.casework.reports.report_rows import Row, SectionContent, form_key
from recruitment_app.casework.reports.report_signing import sign_off, sign_report
from recruitment_app.casework.reports.written_forms import begin_report, name_authors, write_section
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Box
from recruitment_app.forms.prose import of_text
from recruitment_app.forms.reading import (
    FINANCES,
    HOME_SAFETY,
    REFEREE_INTERVIEW,
    STAGE_ONE_PLAN,
    STAGE_TWO_PLAN,
)
from recruitment_app.store.keeping import Store


def make_plans(store: Store, case_id: UUID, today: date) -> None:
    """Begin both plans of a case; all sign the first, and one applicant the second."""
    make_plan(store, case_id, STAGE_ONE_PLAN, today)
    make_plan(store, case_id, STAGE_TWO_PLAN, today, leaves=1)


def fill_forms(store: Store, today: date) -> None:
    """Write a check of the home, finances and an interview of the case with the fullest report."""
    words = report_words(store)
    case_id = max(words, key=words.__getitem__)
    choices = forms_of_case(store, case_id=case_id, today=today)
    begun = {each.key for each in choices if each.versions}
    referees = [each.subject for each in choices if each.form == REFEREE_INTERVIEW]
    fire = {"item": "Did you test every smoke alarm today, and did it sound?", "answer": "Yes"}
    pond = {"action": "Fence the pond", "where": "Garden", "need": "Must", "ages": "Under five"}
    pay = {"line": "Pay of the first applicant, after tax", "monthly": "2140.50"}
    loan = {"line": "Car loan, a bank", "balance": "4200", "monthly": "120"}
    if HOME_SAFETY not in begun:
        _fill(store, case_id, HOME_SAFETY, {"home.fire": (fire,), "home.actions": (pond,)}, today)
    if FINANCES not in begun:
        _fill(store, case_id, FINANCES, {"fin.income": (pay,), "fin.debts": (loan,)}, today)
    for referee in referees[:1]:
        if form_key(REFEREE_INTERVIEW, referee) not in begun:
            _fill(store, case_id, REFEREE_INTERVIEW, {}, today, subject=referee)


def _fill(
    store: Store,
    case_id: UUID,
    form: str,
    rows: Mapping[str, tuple[Row, ...]],
    today: date,
    *,
    subject: str = "",
) -> None:
    facts = {"case_id": case_id, "form": form, "subject": subject}
    begun = begin_report(store, today=today, **facts).record_id
    assert begun is not None
    for section, written in rows.items():
        content = SectionContent(rows=written)
        write_section(store, form_id=begun, section=section, content=content, seen=0)
    if subject:
        words = SectionContent({Box.WORDS: of_text("That they would ask for help too late.")})
        write_section(store, form_id=begun, section="ref.worry", content=words, seen=0)


def make_plan(store: Store, case_id: UUID, form: str, today: date, *, leaves: int = 0) -> UUID:
    """Begin a plan and sign it, on paper; the last few of those who have to are left out."""
    try:
        return report_page(store, case_id=case_id, form=form).id
    except Problem:
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
