"""A report gathered from the store as plain values, for the checks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.agency.agency import agency_row
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checks.recorded_checks import recorded_checks, recorded_referees
from recruitment_app.casework.expected_visits import seeing_of
from recruitment_app.casework.households.people_of_record import report_people
from recruitment_app.casework.households.relatives import family_of
from recruitment_app.casework.reports.beside_report import forms_beside
from recruitment_app.casework.reports.report_access import form_of, is_confidential
from recruitment_app.casework.reports.report_content import content_sha256
from recruitment_app.casework.reports.report_facts import facts_within, texts_of
from recruitment_app.casework.reports.report_people import household_of, name_of
from recruitment_app.casework.reports.report_progress import answers_of
from recruitment_app.casework.reports.report_reading import contents_of
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.report_signing import authors_of
from recruitment_app.casework.reports.written_sections import rows_of
from recruitment_app.casework.rows import CasePage, EventRow
from recruitment_app.casework.visit_rows import visits_within
from recruitment_app.forms.completeness import completeness
from recruitment_app.forms.definition import Band, Form, Household, Section, Writer
from recruitment_app.forms.prose import Prose, Style, paragraphs, resolved
from recruitment_app.rules import report_record as plain
from recruitment_app.rules.checks_health_and_police import MEDICAL
from recruitment_app.rules.report_authors import author_faults
from recruitment_app.rules.report_sections import CHECKS_DONE, FINANCE
from recruitment_app.rules.stages import EventKind
from recruitment_app.rules.typed_cells import date_in
from recruitment_app.rules.visits import VisitState
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    AuditEntry,
    Case,
    IssuedEdition,
    Person,
    Photograph,
    ProfileConsent,
    ReportAddendum,
    ReportSignature,
    Worker,
    WrittenForm,
)

K = EventKind
HOUSEHOLD_ACTS: Final = frozenset(
    {
        *("change_person", "add_to_household", "take_out", "set_couple_status"),
        *("keep_address", "drop_address", "keep_relationship", "drop_relationship"),
    }
)
"""The acts after which sections on the household are to be looked at again."""
_HEADINGS: Final = frozenset({Style.HEADING_1, Style.HEADING_2, Style.HEADING_3})


def report_record(
    store: Store, session: Session, written: WrittenForm, today: date
) -> plain.ReportRecord:
    """Return what the checks read of a report, its addendum among it, every reference followed.

    Papers and other cases are left out: see ``report_checking``.
    """
    page = case_page(store, case_id=written.case_id, today=today)
    case = session.get_one(Case, written.case_id)
    form = form_of(session, written)
    household = household_of(page.people, written)
    gathered = _Sections(session, written, form, household, page)
    facts = texts_of(tuple(facts_within(session, case, today)))
    sections = tuple(gathered.sections(facts))
    content = content_sha256(session, case, written)
    family = family_of(page, today)
    workers = {row.id: row.name for row in session.execute(select(Worker.id, Worker.name))}
    agency = agency_row(store).name
    return plain.ReportRecord(
        today=today,
        agency=agency,
        sections=sections,
        people=report_people(page.people),
        couple_status=page.couple_status,
        dates=_dates(page),
        clocks=page.clocks,
        items=tuple(_items(form, household)),
        signatures=tuple(_signatures(session, written)),
        issues=tuple(_issues(session, written, content)),
        author=workers.get(written.author_id, "") if written.author_id else "",
        author_faults=author_faults(*authors_of(session, written), today),
        content=content,
        visits=tuple(
            seeing_of(visit)
            for visit in visits_within(session, case.id, today)
            if visit.state is VisitState.HELD
        ),
        photos=tuple(_photos(session, written.case_id)),
        drawn=tuple(
            plain.Drawn(person=key, name=each.name, age=each.age, is_dead=each.is_dead)
            for key, each in family.people.items()
        ),
        changes=tuple(_changes(session, written, sections, today)),
        known_names=(*workers.values(), agency),
        beside=forms_beside(session, case.id),
        checks=recorded_checks(session, case.id, today),
        referees=recorded_referees(session, case.id),
    )


class _Sections:
    """The sections of a written form with what stands in them."""

    def __init__(
        self,
        session: Session,
        written: WrittenForm,
        form: Form,
        household: Household,
        page: CasePage,
    ) -> None:
        self._rows = {(row.section, row.person_key): row for row in rows_of(session, written.id)}
        self._contents = contents_of(session, written, list(form.sections))
        answers = answers_of(form, household, page.people, self._rows.values())
        self._filled = {(each.section, each.person): each.is_filled for each in answers}
        self._standing = form.standing(household)
        self._household = household
        self._page = page

    def sections(self, facts: Mapping[str, str]) -> Iterator[plain.ReportSection]:
        for numbered in self._standing:
            for person in numbered.section.persons(self._household):
                yield self._section(numbered.number, numbered.section, person, facts)

    def _section(
        self, number: str, section: Section, person: str, facts: Mapping[str, str]
    ) -> plain.ReportSection:
        row = self._rows.get((section.key, person))
        content = self._contents.get((section.key, person), SectionContent())
        holds = row is not None and bool(row.boxes_filled or row.row_count)
        return plain.ReportSection(
            key=section.key,
            number=number,
            title=section.title,
            kind=str(section.kind),
            person=person,
            person_name=name_of(person, self._page.people),
            by_applicants=section.who == (Writer.APPLICANT,),
            editions=frozenset(map(str, section.editions)),
            statute=section.statute,
            prompts=section.prompts,
            asked_words=_span(section.words),
            asked_rows=_span(section.rows),
            asks_for=tuple(map(str, section.boxes)),
            boxes=tuple(
                _box(str(box), resolved(content.box(box), facts))
                for box in section.boxes
                if not content.box(box).is_empty
            ),
            rows=tuple(content.rows),
            column_titles={column.key: column.title for column in section.columns},
            not_applicable=content.not_applicable,
            is_filled=holds or self._filled.get((section.key, person), False),
            words=row.word_count if row else 0,
            edited_on=row.edited_at.date() if row else None,
        )


def _span(band: Band | None) -> plain.Span | None:
    return plain.Span(least=band.least, most=band.most) if band else None


def _box(name: str, prose: Prose) -> plain.BoxText:
    return plain.BoxText(
        name,
        tuple(
            plain.Passage(
                tuple(plain.Words(run.text, str(run.source)) for run in paragraph.runs),
                is_heading=paragraph.style in _HEADINGS,
            )
            for paragraph in paragraphs(prose)
        ),
    )


def _items(form: Form, household: Household) -> Iterator[plain.Item]:
    serving: dict[str, list[str]] = {}
    for row in completeness(form, household, ()):
        if not form.items[row.statutory_item].made_of:
            serving.setdefault(row.statutory_item, []).append(row.section)
    for item_id, sections in serving.items():
        item = form.items[item_id]
        yield plain.Item(
            id=item.id,
            title=item.title,
            citation=item.citation,
            sections=tuple(filter(None, sections)),
        )


def _dates(page: CasePage) -> plain.CaseDates:
    standing = [event for event in page.events if not event.is_struck]

    def last(*kinds: EventKind) -> EventRow | None:
        return next((event for event in reversed(standing) if event.kind in kinds), None)

    def day(*kinds: EventKind) -> date | None:
        event = last(*kinds)
        return event.on if event else None

    booked = last(K.PANEL_BOOKED)
    panel = booked.facts.get("panel_on", "") if booked else ""
    due = next((clock.due_on for clock in page.clocks if clock.limit.id == "T14"), None)
    return plain.CaseDates(
        stage_one_began=day(K.REGISTRATION_ACCEPTED),
        stage_one_ended=day(K.STAGE_ONE_ENDED),
        stage_one_told=day(K.STAGE_ONE_TOLD),
        notified=day(K.NOTIFIED_TO_PROCEED),
        stage_two_began=day(K.STAGE_TWO_STARTED),
        sent_to_applicants=day(K.REPORT_SENT),
        observations_due=due,
        observations=day(K.OBSERVATIONS_RECEIVED, K.NO_OBSERVATIONS),
        papers_sent=day(K.PAPERS_SUBMITTED),
        panel=date.fromisoformat(panel) if panel else None,
        decided=day(K.DECISION_MADE),
    )


def _signatures(session: Session, written: WrittenForm) -> Iterator[plain.Signature]:
    query = select(ReportSignature).where(
        ReportSignature.written_form_id == written.id, ReportSignature.deleted_at.is_(None)
    )
    rows = session.scalars(query.order_by(ReportSignature.recorded_at))
    for row in {(each.role, each.name): each for each in rows}.values():  # the last of each counts
        yield plain.Signature(
            role=row.role,
            name=row.name,
            person=str(row.person_id) if row.person_id else "",
            signed_on=row.signed_on,
            content=row.content_sha256,
        )


def _issues(session: Session, written: WrittenForm, content: str) -> Iterator[plain.Issue]:
    covered = session.scalars(
        select(ReportAddendum.covers_sha256).where(
            ReportAddendum.written_form_id == written.id, ReportAddendum.deleted_at.is_(None)
        )
    )
    is_told = content in set(covered)
    query = select(IssuedEdition).where(
        IssuedEdition.written_form_id == written.id, IssuedEdition.deleted_at.is_(None)
    )
    for row in session.scalars(query):
        yield plain.Issue(
            edition=row.edition,
            issued_on=row.issued_at.date(),
            content=written.content_sha256,
            has_addendum_since=is_told,
        )


def _photos(session: Session, case_id: UUID) -> Iterator[plain.Photo]:
    consented = set(
        session.scalars(
            select(ProfileConsent.person_id).where(
                ProfileConsent.case_id == case_id,
                ProfileConsent.deleted_at.is_(None),
                ProfileConsent.withdrawn_on.is_(None),
            )
        )
    )
    applicants = set(
        session.scalars(
            select(Person.id).where(
                Person.case_id == case_id,
                Person.standing == "applicant",
                Person.deleted_at.is_(None),
            )
        )
    )
    query = select(Photograph).where(Photograph.case_id == case_id, Photograph.deleted_at.is_(None))
    for row in session.scalars(query):
        shown = {row.person_id} if row.person_id else applicants
        yield plain.Photo(
            person=str(row.person_id) if row.person_id else "",
            taken_on=row.taken_on,
            in_profile=row.is_in_profile,
            has_consent=shown <= consented,
        )


def _changes(
    session: Session,
    form: WrittenForm,
    sections: Sequence[plain.ReportSection],
    today: date,
) -> Iterator[plain.Changed]:
    """Give when answers came, and when the money and the household were last changed."""
    for row in (row for each in sections if each.key == CHECKS_DONE for row in each.rows):
        on = date_in(row.get("returned_on", ""), today=today)
        if on is not None and on.is_whole:
            what = "health" if MEDICAL.search(row.get("check", "")) else "checks"
            told = f"“{row.get('check', '')}” of {row.get('whose', '')} came back"
            yield plain.Changed(what=what, on=on.earliest, told=told)
    for kept in rows_of(session, form.id):
        if kept.section == FINANCE and kept.stand > 1:
            yield plain.Changed(
                what="money", on=kept.edited_at.date(), told="The table of money was changed"
            )
    changed = session.scalar(
        select(func.max(AuditEntry.at)).where(
            AuditEntry.case_id == form.case_id, AuditEntry.act.in_(HOUSEHOLD_ACTS)
        )
    )
    if changed is not None:
        yield plain.Changed(
            what="household",
            on=changed.date(),
            told="Something of the household was changed",
        )


def confidential_keys(form: Form) -> frozenset[str]:
    """Return the sections of a form that stand in the addendum alone."""
    return frozenset(section.key for section in form.sections if is_confidential(section))
