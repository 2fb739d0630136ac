"""The plans of both stages: signed by all or by some, kept as agreed, amended, and printed."""

from datetime import timedelta
from io import BytesIO

import pypdf
import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.journey.stage_one import agree_stage_one_plan, notify_to_proceed
from recruitment_app.casework.journey.stage_two import start_stage_two
from recruitment_app.casework.plans import amend_plan, keep_plan, prepare_plan
from recruitment_app.casework.reports.plan_rows import PlanState, plans_of
from recruitment_app.casework.reports.report_issuing import issued_paper
from recruitment_app.casework.reports.report_reading import report_page, section_page
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.report_signing import sign_off, sign_report
from recruitment_app.casework.reports.written_forms import begin_report, name_authors
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Box, Edition, Writer
from recruitment_app.forms.prose import of_text
from recruitment_app.forms.reading import STAGE_ONE_PLAN, STAGE_TWO_PLAN
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import EventKind
from tests.casework.cases import TODAY, in_break, in_stage_two, registered
from tests.casework.reports import write
from tests.walks.stories import signed_in_as, team

W = Role.SOCIAL_WORKER


def begun(store, form, case_id):
    people = team(store)
    form_id = begin_report(store, case_id=case_id, today=TODAY, form=form).record_id
    name_authors(store, form_id=form_id, author_id=people[W])
    first = report_page(store, case_id=case_id, form=form).form.sections[0]
    write(store, form_id, first.key, SectionContent({Box.WORDS: of_text("To find out together.")}))
    return people, form_id


def sign(store, people, form_id, *, at_most=9, on=TODAY):
    """Let the worker and the applicants sign, as many as are named."""
    for place in sign_off(store, form_id=form_id, today=TODAY).places[:at_most]:
        facts = {"form_id": form_id, "role": place.role, "signed_on": on, "today": TODAY}
        if place.role is Writer.SOCIAL_WORKER:
            with signed_in_as(store, people[W]):
                sign_report(store, **facts)
        else:
            sign_report(store, person_id=place.person_id, is_on_paper=True, **facts)


def plan(store, case_id, form):
    return next(row for row in plans_of(store, case_id=case_id, today=TODAY) if row.form == form)


def entries(store, case_id):
    return [event.kind for event in case_page(store, case_id=case_id, today=TODAY).events]


def kept(store, form_id, *, on=TODAY, enters_it=False):
    prepared = prepare_plan(store, form_id=form_id, today=TODAY)
    return keep_plan(store, prepared=prepared, on=on, today=TODAY, enters_it=enters_it)


def test_a_plan_signed_by_one_of_two_says_who_is_missing_and_nothing_is_lost(file_store):
    case_id = registered(file_store)
    assert plan(file_store, case_id, STAGE_ONE_PLAN).state is PlanState.NOT_BEGUN
    people, form_id = begun(file_store, STAGE_ONE_PLAN, case_id)
    assert plan(file_store, case_id, STAGE_ONE_PLAN).state is PlanState.IN_WORK
    sign(file_store, people, form_id, at_most=2)
    row = plan(file_store, case_id, STAGE_ONE_PLAN)
    assert row.state is PlanState.PARTLY_SIGNED
    assert row.told == "Rowan Teasel has not signed it yet."
    for refused in (
        lambda: prepare_plan(file_store, form_id=form_id, today=TODAY),
        lambda: agree_stage_one_plan(file_store, case_id=case_id, on=TODAY, today=TODAY),
    ):
        with pytest.raises(Problem, match="Rowan Teasel has not signed it yet"):
            refused()
    assert EventKind.STAGE_ONE_PLAN_AGREED not in entries(file_store, case_id)
    after = plan(file_store, case_id, STAGE_ONE_PLAN)
    assert after == row
    assert sum(place.signature is not None for place in after.places) == 2


def test_a_plan_that_nobody_signed_here_holds_no_entry_up(file_store):
    case_id = registered(file_store)
    begun(file_store, STAGE_ONE_PLAN, case_id)
    agree_stage_one_plan(file_store, case_id=case_id, on=TODAY, today=TODAY)
    assert EventKind.STAGE_ONE_PLAN_AGREED in entries(file_store, case_id)


def test_a_plan_signed_by_all_is_kept_with_its_paper_and_its_entry_in_one_act(file_store):
    case_id = registered(file_store)
    people, form_id = begun(file_store, STAGE_ONE_PLAN, case_id)
    sign(file_store, people, form_id)
    row = plan(file_store, case_id, STAGE_ONE_PLAN)
    assert (row.state, row.may_step, row.last_signed_on) == (PlanState.SIGNED, True, TODAY)
    with pytest.raises(Problem, match="it was not agreed before"):
        kept(file_store, form_id, on=TODAY - timedelta(days=1), enters_it=True)
    assert plan(file_store, case_id, STAGE_ONE_PLAN).state is PlanState.SIGNED
    kept(file_store, form_id, enters_it=True)
    row = plan(file_store, case_id, STAGE_ONE_PLAN)
    assert (row.state, row.stepped_on, row.may_step) == (PlanState.AGREED, TODAY, False)
    paper = issued_paper(file_store, form_id=form_id, edition=Edition.APPLICANTS)
    words = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(paper)).pages)
    assert "Signed on paper" in words
    assert "DRAFT" not in words
    assert "To find out together." in words


def test_an_amendment_is_a_further_version_with_its_day_and_is_signed_anew(file_store):
    case_id = in_stage_two(file_store)
    people, form_id = begun(file_store, STAGE_TWO_PLAN, case_id)
    with pytest.raises(Problem, match="not agreed yet"):
        amend_plan(file_store, form_id=form_id, on=TODAY, change="One more visit.", today=TODAY)
    sign(file_store, people, form_id)
    kept(file_store, form_id)
    with pytest.raises(Problem, match="Write what is changed"):
        amend_plan(file_store, form_id=form_id, on=TODAY, change=" ", today=TODAY)
    change = amend_plan(
        file_store,
        form_id=form_id,
        on=TODAY,
        change="One more visit.",
        agreed_by="All",
        today=TODAY,
    )
    row = plan(file_store, case_id, STAGE_TWO_PLAN)
    assert (row.form_id, row.number, row.is_amendment) == (change.record_id, 2, True)
    assert [(each.what, each.by) for each in row.changes] == [("One more visit.", "All")]
    assert [each.number for each in row.agreed] == [1]
    assert row.state is PlanState.IN_WORK
    sign(file_store, people, change.record_id)
    kept(file_store, change.record_id)
    assert [each.number for each in plan(file_store, case_id, STAGE_TWO_PLAN).agreed] == [2, 1]
    earlier = section_page(file_store, form_id=form_id, section="two.changes").content
    assert earlier.rows == ()


def test_a_stage_two_plan_signed_by_some_holds_its_entry_up_too(file_store):
    case_id = in_break(file_store)
    notify_to_proceed(file_store, case_id=case_id, on=TODAY, today=TODAY)
    people, form_id = begun(file_store, STAGE_TWO_PLAN, case_id)
    sign(file_store, people, form_id, at_most=1)
    with pytest.raises(Problem, match="Fern Larkspur and Rowan Teasel have not signed it yet"):
        start_stage_two(file_store, case_id=case_id, on=TODAY, today=TODAY)
