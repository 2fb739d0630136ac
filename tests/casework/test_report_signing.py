"""Signing and issuing a report: who signs, what falls, what is frozen, and what comes after."""

import hashlib
from datetime import date, timedelta
from functools import partial
from io import BytesIO

import pypdf
import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checking import check
from recruitment_app.casework.file.attaching import attach
from recruitment_app.casework.households.households import change_person
from recruitment_app.casework.journey.panel import book_panel
from recruitment_app.casework.reports.photographs import (
    add_photograph,
    photographs,
    take_off_photograph,
)
from recruitment_app.casework.reports.profile_consents import give_consent
from recruitment_app.casework.reports.report_content import content_sha256
from recruitment_app.casework.reports.report_editions import issue_page
from recruitment_app.casework.reports.report_facts import person_fact
from recruitment_app.casework.reports.report_issuing import (
    issue_edition,
    issued_paper,
    prepare_issue,
)
from recruitment_app.casework.reports.report_observations import record_observations, send_edition
from recruitment_app.casework.reports.report_reading import report_page, section_page
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.report_signing import sign_off, sign_report
from recruitment_app.casework.reports.report_versions import add_addendum, new_version
from recruitment_app.casework.reports.written_forms import (
    begin_report,
    give_reason,
    name_authors,
    set_wishes,
)
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.forms.definition import Box, Edition, Writer
from recruitment_app.forms.prose import Paragraph, Prose, Run, of_text, plain_text
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.tables import Case, IssuedEdition, Worker, WrittenForm
from tests.casework.cases import TODAY, in_stage_two
from tests.casework.reports import begun, narrative, write
from tests.photographs_made import a_picture
from tests.walks.stories import signed_in_as, team

M, W = Role.MANAGER, Role.SOCIAL_WORKER


@pytest.fixture
def plan(file_store):
    """A Stage Two plan, which the checks of the report do not concern, written by a worker."""
    return _begun(file_store, "stage_two_plan")


def _begun(store, form):
    people = team(store)
    case_id = in_stage_two(store)
    with store.writing(act="set_up") as session:
        author = session.get_one(Worker, people[W])
        author.registration_number, author.qualified_on = "SW 101", date(2005, 6, 1)
        author.has_adoption_experience = True
    form_id = begin_report(store, case_id=case_id, today=TODAY, form=form).record_id
    name_authors(store, form_id=form_id, author_id=people[W])
    return store, people, case_id, form_id


def sign(store, form_id, role, **facts):
    return sign_report(store, form_id=form_id, role=role, signed_on=TODAY, today=TODAY, **facts)


def everybody_signs(store, people, form_id):
    for place in sign_off(store, form_id=form_id, today=TODAY).places:
        if place.role is Writer.SOCIAL_WORKER:
            with signed_in_as(store, people[W]):
                sign(store, form_id, place.role)
        elif place.role is not Writer.MEDICAL_ADVISER:
            sign(
                store,
                form_id,
                place.role,
                person_id=place.person_id,
                is_on_paper=bool(place.person_id),
            )


def text_of(pdf):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def edition_of(store, form_id):
    return issue_page(store, form_id=form_id, today=TODAY).editions[0].edition


def issued(store, form_id, edition):
    prepared = prepare_issue(store, form_id=form_id, edition=edition, today=TODAY)
    return issue_edition(store, prepared=prepared, today=TODAY)


def test_everybody_who_has_to_sign_has_a_place_and_the_author_signs_alone(file_store):
    store, people, case_id, form_id = _begun(file_store, "prospective_adopters_report")
    page = sign_off(store, form_id=form_id, today=TODAY)
    assert [(place.role, place.name, place.is_needed) for place in page.places] == [
        (Writer.MANAGER, "", True),
        (Writer.SOCIAL_WORKER, "Sandy Example", True),
        (Writer.APPLICANT, "Fern Larkspur", True),
        (Writer.APPLICANT, "Rowan Teasel", True),
        (Writer.MEDICAL_ADVISER, "", False),
    ]
    assert page.author_faults == ()
    assert "SW 101" in page.compliance
    with pytest.raises(NotAllowed, match="signs on screen"):
        sign(store, form_id, Writer.SOCIAL_WORKER)
    with signed_in_as(store, people[W]):
        sign(store, form_id, Writer.SOCIAL_WORKER)
        with pytest.raises(NotAllowed, match="signs on screen"):
            sign(store, form_id, Writer.MANAGER)
    assert not sign_off(store, form_id=form_id, today=TODAY).lacks(Writer.SOCIAL_WORKER)
    assert case_id


def test_who_wrote_the_report_does_not_sign_it_as_its_manager(file_store):
    team(file_store)
    _, form_id = begun(file_store)
    name_authors(file_store, form_id=form_id, author_id=file_store.person_id)
    with pytest.raises(NotAllowed):
        sign(file_store, form_id, Writer.MANAGER)
    with pytest.raises(Problem, match="as its manager too"):
        sign(
            file_store,
            form_id,
            Writer.MANAGER,
            worker_id=file_store.person_id,
            is_on_paper=True,
        )


def test_an_author_who_may_not_write_alone_needs_a_supervisor_s_signature(file_store):
    people = team(file_store)
    _, form_id = begun(file_store)
    name_authors(file_store, form_id=form_id, author_id=people[W])
    page = sign_off(file_store, form_id=form_id, today=TODAY)
    assert Writer.SUPERVISOR in {place.role for place in page.places if place.is_needed}
    assert page.author_faults
    assert not page.compliance


def test_a_second_opinion_is_signed_by_who_gives_it(file_store):
    people = team(file_store)
    _, form_id = begun(file_store)
    set_wishes(file_store, form_id=form_id, wants_early_permanence=False, has_second_opinion=True)
    name_authors(
        file_store, form_id=form_id, author_id=file_store.person_id, second_author_id=people[W]
    )
    page = sign_off(file_store, form_id=form_id, today=TODAY)
    (place,) = page.lacks(Writer.SECOND_SOCIAL_WORKER)
    assert place.name == "Sandy Example"


def test_a_signature_falls_when_the_content_changes_and_stays_to_be_seen(plan):
    store, people, case_id, form_id = plan
    everybody_signs(store, people, form_id)
    before = sign_off(store, form_id=form_id, today=TODAY)
    assert not before.lacks(*Writer)
    line = next(line for line in report_page(store, case_id=case_id, form="stage_two_plan").lines)
    section = report_page(store, case_id=case_id, form="stage_two_plan").form.by_key[line.section]
    content = SectionContent({box: of_text("New.") for box in section.boxes})
    write(store, form_id, line.section, content, line.person)
    after = sign_off(store, form_id=form_id, today=TODAY)
    assert len(after.fallen) == len([place for place in before.places if place.signature])
    assert not any(row.holds for row in after.fallen)
    assert after.content_sha256 != before.content_sha256
    write(store, form_id, line.section, SectionContent(), line.person)
    again = sign_off(store, form_id=form_id, today=TODAY)
    assert not again.lacks(*Writer)  # what they signed stands again


def test_a_signature_falls_when_the_record_says_something_else_and_not_by_a_birthday(plan):
    store, people, case_id, form_id = plan
    fern = case_page(store, case_id=case_id, today=TODAY).applicants[0]
    line = next(
        line
        for line in report_page(store, case_id=case_id, form="stage_two_plan").lines
        if report_page(store, case_id=case_id, form="stage_two_plan")
        .form.by_key[line.section]
        .boxes
    )
    section = report_page(store, case_id=case_id, form="stage_two_plan").form.by_key[line.section]
    text = Prose((Paragraph((Run("Fern", fact=person_fact(fern.id, "given_names")),)),))
    write(store, form_id, line.section, SectionContent({section.boxes[0]: text}), line.person)
    everybody_signs(store, people, form_id)
    later = TODAY + timedelta(days=400)
    assert not sign_off(store, form_id=form_id, today=later).fallen
    change_person(
        store, person_id=fern.id, seen=fern.version, facts={"given_names": "Ferne"}, today=TODAY
    )
    assert sign_off(store, form_id=form_id, today=TODAY).fallen


def test_an_applicant_may_decline_to_sign_and_says_why(plan):
    store, _, case_id, form_id = plan
    fern = case_page(store, case_id=case_id, today=TODAY).applicants[0]
    facts = {"person_id": fern.id, "is_declined": True}
    with pytest.raises(Problem, match="write down why"):
        sign(store, form_id, Writer.APPLICANT, **facts)
    sign(store, form_id, Writer.APPLICANT, remark="Wants b.4 changed.", **facts)
    places = sign_off(store, form_id=form_id, today=TODAY).places
    (place,) = (each for each in places if each.person_id == fern.id)
    assert place.signature.is_declined
    assert place.signature.remark == "Wants b.4 changed."


def test_nothing_is_issued_before_it_is_signed_and_then_it_is_frozen(each_store):
    store, people, case_id, form_id = _begun(each_store, "stage_two_plan")
    edition = edition_of(store, form_id)
    with pytest.raises(Problem, match="The signature of the"):
        issued(store, form_id, edition)
    everybody_signs(store, people, form_id)
    issued(store, form_id, edition)
    pdf = issued_paper(store, form_id=form_id, edition=edition)
    assert pdf.startswith(b"%PDF")
    (place,) = (
        each
        for each in issue_page(store, form_id=form_id, today=TODAY).editions
        if each.edition is edition
    )
    assert place.issued.pdf_sha256 == hashlib.sha256(pdf).hexdigest()
    with store.reading() as session:
        row = session.query(IssuedEdition).one()
        assert row.content_sha256 == hashlib.sha256(row.content.encode()).hexdigest()
    page = report_page(store, case_id=case_id, form="stage_two_plan")
    assert page.is_frozen
    assert "issued" in page.why_not
    line = page.lines[0]
    with pytest.raises(Problem, match="is not altered any more"):
        write(store, form_id, line.section, SectionContent(not_applicable="x"), line.person)
    with pytest.raises(Problem, match="already"):
        issued(store, form_id, edition)
    assert not sign_off(store, form_id=form_id, today=TODAY).fallen


def test_what_changed_since_it_was_prepared_is_not_issued(plan):
    store, people, case_id, form_id = plan
    everybody_signs(store, people, form_id)
    edition = edition_of(store, form_id)
    prepared = prepare_issue(store, form_id=form_id, edition=edition, today=TODAY)
    page = report_page(store, case_id=case_id, form="stage_two_plan")
    line = next(line for line in page.lines if page.form.by_key[line.section].boxes)
    box = page.form.by_key[line.section].boxes[0]
    for text in ("One.", ""):
        write(store, form_id, line.section, SectionContent({box: of_text(text)}), line.person)
    with pytest.raises(ChangedMeanwhile, match="while this edition was prepared"):
        issue_edition(store, prepared=prepared, today=TODAY)


def test_no_step_of_the_case_or_photograph_changes_after_an_edition_is_prepared(plan, tmp_path):
    store, people, case_id, form_id = plan
    everybody_signs(store, people, form_id)
    edition = edition_of(store, form_id)
    file = tmp_path / "garden.jpg"
    file.write_bytes(a_picture())

    def taken_off():
        (row,) = photographs(store, case_id=case_id)
        take_off_photograph(store, photograph_id=row.id)

    for act in (
        lambda: add_photograph(
            store, case_id=case_id, file=file, alternative="In their garden.", today=TODAY
        ),
        taken_off,
        lambda: book_panel(
            store, case_id=case_id, on=TODAY, panel_on=TODAY + timedelta(days=30), today=TODAY
        ),
    ):
        prepared = prepare_issue(store, form_id=form_id, edition=edition, today=TODAY)
        act()
        with pytest.raises(ChangedMeanwhile, match="while this edition was prepared"):
            issue_edition(store, prepared=prepared, today=TODAY)
    issued(store, form_id, edition)


def test_which_of_two_applicants_has_not_signed_is_told(plan):
    store, _, case_id, form_id = plan

    def told():
        (place,) = issue_page(store, form_id=form_id, today=TODAY).editions
        return [each for each in place.obstacles if "applicant" in each]

    assert told() == [
        "The signature of the first applicant is missing.",
        "The signature of the second applicant is missing.",
    ]
    fern = case_page(store, case_id=case_id, today=TODAY).applicants[0]
    sign(store, form_id, Writer.APPLICANT, person_id=fern.id, is_on_paper=True)
    assert told() == ["The signature of the second applicant is missing."]


def test_references_stop_following_the_record_when_they_are_frozen(plan):
    store, people, case_id, form_id = plan
    fern = case_page(store, case_id=case_id, today=TODAY).applicants[0]
    page = report_page(store, case_id=case_id, form="stage_two_plan")
    line = next(line for line in page.lines if page.form.by_key[line.section].boxes)
    box = page.form.by_key[line.section].boxes[0]
    text = Prose((Paragraph((Run("?", fact=person_fact(fern.id, "given_names")),)),))
    write(store, form_id, line.section, SectionContent({box: text}), line.person)
    everybody_signs(store, people, form_id)
    issued(store, form_id, edition_of(store, form_id))
    kept = section_page(store, form_id=form_id, section=line.section, person=line.person).content
    assert plain_text(kept.box(box)) == "Fern"


def test_after_it_was_issued_a_change_is_a_new_version_or_a_signed_addendum(plan):
    store, people, case_id, form_id = plan
    page = report_page(store, case_id=case_id, form="stage_two_plan")
    line = next(line for line in page.lines if page.form.by_key[line.section].boxes)
    box = page.form.by_key[line.section].boxes[0]
    content = SectionContent({box: of_text("Four visits are agreed.")})
    write(store, form_id, line.section, content, line.person)
    for act in (
        lambda: new_version(store, form_id=form_id, today=TODAY),
        lambda: addendum(store, form_id),
    ):
        with pytest.raises(Problem, match="not issued"):
            act()
    everybody_signs(store, people, form_id)
    edition = edition_of(store, form_id)
    issued(store, form_id, edition)
    addendum(store, form_id)
    (added,) = issue_page(store, form_id=form_id, today=TODAY).addenda
    assert (added.number, added.signed_on, added.signed_by) == (1, TODAY, "Morgan Example")
    assert plain_text(added.text) == "A fifth visit was made."
    after = new_version(store, form_id=form_id, today=TODAY).record_id
    page = report_page(store, case_id=case_id, form="stage_two_plan")
    assert (page.id, page.number, page.is_frozen) == (after, 2, False)
    assert [version.number for version in page.versions] == [2, 1]
    kept = section_page(store, form_id=after, section=line.section, person=line.person)
    assert kept.content == content
    assert sign_off(store, form_id=after, today=TODAY).lacks(Writer.APPLICANT)
    assert report_page(store, case_id=case_id, form="stage_two_plan", number=1).is_frozen
    with pytest.raises(Problem, match="later version"):
        new_version(store, form_id=form_id, today=TODAY)


def addendum(store, form_id):
    return add_addendum(
        store,
        form_id=form_id,
        text=of_text("A fifth visit was made."),
        editions=(edition_of(store, form_id),),
        signed_on=TODAY,
        today=TODAY,
    )


def test_a_report_with_blocking_findings_is_not_issued(file_store):
    store, people, _, form_id = _begun(file_store, "prospective_adopters_report")
    write(store, form_id, "b.1", narrative())
    everybody_signs(store, people, form_id)
    with pytest.raises(Problem, match=r"The checks found .* that stop it"):
        issued(store, form_id, Edition.APPLICANTS)
    with pytest.raises(Problem, match="observations of each applicant"):
        issued(store, form_id, Edition.PANEL)


def test_an_edition_is_issued_with_the_author_s_line_and_signatures_of_its_draft(file_store):
    store, people, case_id, form_id = _begun(file_store, "prospective_adopters_report")
    everybody_signs(store, people, form_id)
    fern, rowan = case_page(store, case_id=case_id, today=TODAY).applicants
    sign(
        store,
        form_id,
        Writer.APPLICANT,
        person_id=fern.id,
        is_on_paper=True,
        is_declined=True,
        remark="Wants b.4 changed.",
    )
    for person in (fern, rowan):
        give_consent(store, person_id=person.id, given_on=TODAY, how="By letter", today=TODAY)
    papers = {
        edition: text_of(prepare_issue(store, form_id=form_id, edition=edition, today=TODAY).pdf)
        for edition in (Edition.APPLICANTS, Edition.PROFILE, Edition.ADDENDUM)
    }
    assert {edition for edition, told in papers.items() if "SW 101" in told} == {Edition.APPLICANTS}
    told = papers[Edition.APPLICANTS]
    assert "DRAFT" not in told
    signing = told[told.rindex("Each signature is of this version") :]
    places = ("Author", "Team manager", "First applicant", "Second applicant")
    author, manager, first, second = map(signing.index, places)
    assert author < manager < first < second
    assert "Signed" not in signing[first:second]
    assert "Signed on paper" in signing[second:]


def with_copy_sent(store, case_id, form_id, on):
    """Let the applicants' copy have been issued, whatever its checks would find."""
    with store.writing(act="set_up") as session:
        session.add(
            IssuedEdition(
                case_id=case_id,
                written_form_id=form_id,
                edition=Edition.APPLICANTS,
                content="{}",
                content_sha256="",
                issued_at=store.clock().replace(year=on.year, month=on.month, day=on.day),
                issued_by=store.person_id,
            )
        )
    return send_edition(store, form_id=form_id, edition=Edition.APPLICANTS, on=on, today=TODAY)


def test_observations_end_the_clock_of_five_working_days_when_both_are_known(each_store):
    case_id, form_id = begun(each_store)
    with_copy_sent(each_store, case_id, form_id, date(2014, 11, 3))
    fern, rowan = case_page(each_store, case_id=case_id, today=TODAY).applicants
    due = issue_page(each_store, form_id=form_id, today=TODAY).observations_due
    assert due == date(2014, 11, 7)
    corrections = ({"stands_in": "B2", "says": "1981", "is_right": "1980"},)
    record_observations(
        each_store,
        form_id=form_id,
        person_id=fern.id,
        on=date(2014, 11, 5),
        today=TODAY,
        words=of_text("We felt heard."),
        corrections=corrections,
    )
    assert not any(
        event.kind is EventKind.OBSERVATIONS_RECEIVED
        for event in case_page(each_store, case_id=case_id, today=TODAY).events
    )
    none = {"form_id": form_id, "person_id": rowan.id, "today": TODAY, "is_none": True}
    with pytest.raises(Problem, match="have until 7 November 2014"):
        record_observations(each_store, on=date(2014, 11, 6), **none)
    record_observations(each_store, on=date(2014, 11, 7), **none)
    page = case_page(each_store, case_id=case_id, today=TODAY)
    assert page.events[-1].kind is EventKind.OBSERVATIONS_RECEIVED
    clock = next(clock for clock in page.clocks if clock.limit.id == "T14")
    assert clock.met_on == date(2014, 11, 5)
    kept = section_page(each_store, form_id=form_id, section="c.app", person=str(fern.id)).content
    assert plain_text(kept.box(Box.WORDS)) == "We felt heard."
    assert kept.rows == corrections
    told = section_page(each_store, form_id=form_id, section="c.app", person=str(rowan.id)).content
    assert told.not_applicable == "None were received by 7 November 2014."
    rows = issue_page(each_store, form_id=form_id, today=TODAY).observations
    assert [(row.name, row.is_none) for row in rows] == [
        ("Fern Larkspur", False),
        ("Rowan Teasel", True),
    ]


def test_that_none_came_is_not_recorded_over_words_that_stand(file_store):
    case_id, form_id = begun(file_store)
    fern, rowan = case_page(file_store, case_id=case_id, today=TODAY).applicants
    words = SectionContent({Box.WORDS: of_text("We felt heard.")})
    write(file_store, form_id, "c.app", words, str(fern.id))
    with_copy_sent(file_store, case_id, form_id, date(2014, 11, 3))
    none = {"form_id": form_id, "on": date(2014, 11, 10), "today": TODAY, "is_none": True}
    record_observations(file_store, person_id=rowan.id, **none)
    with pytest.raises(Problem, match="stand in the report already"):
        record_observations(file_store, person_id=fern.id, **none)
    kept = section_page(file_store, form_id=form_id, section="c.app", person=str(fern.id)).content
    assert kept == words
    (row,) = issue_page(file_store, form_id=form_id, today=TODAY).observations
    assert row.person_id == rowan.id


def test_that_none_came_of_either_is_recorded_as_such(file_store):
    case_id, form_id = begun(file_store)
    fern, rowan = case_page(file_store, case_id=case_id, today=TODAY).applicants
    with pytest.raises(Problem, match="copy was sent"):
        record_observations(
            file_store,
            form_id=form_id,
            person_id=fern.id,
            on=TODAY,
            today=TODAY,
            words=of_text("x"),
        )
    with_copy_sent(file_store, case_id, form_id, date(2014, 11, 3))
    with pytest.raises(Problem, match="Type the observations"):
        record_observations(file_store, form_id=form_id, person_id=fern.id, on=TODAY, today=TODAY)
    for person in (fern, rowan):
        record_observations(
            file_store,
            form_id=form_id,
            person_id=person.id,
            on=date(2014, 11, 10),
            today=TODAY,
            is_none=True,
        )
    page = case_page(file_store, case_id=case_id, today=TODAY)
    assert page.events[-1].kind is EventKind.NO_OBSERVATIONS


def test_what_the_record_says_otherwise_since_goes_into_an_addendum_or_a_new_version(file_store):
    case_id, form_id = begun(file_store)
    with file_store.writing(act="set_up") as session:
        written = session.get_one(WrittenForm, form_id)
        case = session.get_one(Case, case_id)
        written.content_sha256 = content_sha256(session, case, written)
        written.issued_at = file_store.clock()
    fern = case_page(file_store, case_id=case_id, today=TODAY).applicants[0]

    def changed():
        places = issue_page(file_store, form_id=form_id, today=TODAY).editions
        return {
            any("record of the people has changed" in each for each in p.obstacles) for p in places
        }

    assert changed() == {False}
    change_person(
        file_store,
        person_id=fern.id,
        seen=fern.version,
        facts={"occupation": "Gardener"},
        today=TODAY,
    )
    assert changed() == {True}
    add_addendum(
        file_store,
        form_id=form_id,
        text=of_text("Fern is a gardener now."),
        editions=(Edition.PANEL,),
        signed_on=TODAY,
        today=TODAY,
    )
    assert changed() == {False}
    assert check(file_store) == []
    fern = case_page(file_store, case_id=case_id, today=TODAY).applicants[0]
    change_person(
        file_store,
        person_id=fern.id,
        seen=fern.version,
        facts={"occupation": "Florist"},
        today=TODAY,
    )
    assert changed() == {True}


def test_an_edition_is_sent_once_and_after_it_was_issued(file_store):
    case_id, form_id = begun(file_store)
    facts = {"form_id": form_id, "edition": Edition.APPLICANTS, "today": TODAY}
    with pytest.raises(Problem, match="Issue this edition first"):
        send_edition(file_store, on=TODAY, **facts)
    with_copy_sent(file_store, case_id, form_id, date(2014, 11, 3))
    with pytest.raises(Problem, match="sent on 3 November 2014 already"):
        send_edition(file_store, on=TODAY, **facts)


def test_a_reason_is_kept_only_by_who_may_write(file_store):
    people = team(file_store)
    _, form_id = begun(file_store)
    with signed_in_as(file_store, people[Role.PANEL_ADVISER]), pytest.raises(NotAllowed):
        give_reason(file_store, form_id=form_id, check=9, finding="k", reason="Right as it is.")
    with pytest.raises(Problem, match="Write the reason"):
        give_reason(file_store, form_id=form_id, check=9, finding="k", reason=" ")


def test_the_addendum_as_issued_is_read_by_who_may_read_it_alone(file_store):
    people = team(file_store)
    case_id, form_id = begun(file_store)
    with file_store.writing(act="set_up") as session:
        kept = attach(
            session,
            file_store,
            BytesIO(b"%PDF of part E"),
            kind="edition",
            media_type="application/pdf",
        )
        session.add(
            IssuedEdition(
                case_id=case_id,
                written_form_id=form_id,
                edition=Edition.ADDENDUM,
                content="{}",
                content_sha256="",
                attachment_id=kept.id,
                issued_at=file_store.clock(),
                issued_by=file_store.person_id,
            )
        )
    read = partial(issued_paper, file_store, form_id=form_id, edition=Edition.ADDENDUM)
    assert read() == b"%PDF of part E"
    for role in (Role.ADMINISTRATOR, Role.PANEL_ADVISER, Role.SOCIAL_WORKER):
        with (
            signed_in_as(file_store, people[role]),
            pytest.raises(NotAllowed, match="confidential addendum"),
        ):
            read()
    with signed_in_as(file_store, people[Role.DECISION_MAKER]):
        assert read()
