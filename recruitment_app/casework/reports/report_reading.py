"""What is written in a form, for its page: the outline, a section, and what stood in it before."""

from collections.abc import Mapping
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.reports.case_forms import versions_of, worker_names
from recruitment_app.casework.reports.report_access import (
    form_of,
    is_confidential,
    may_read_confidential,
    require_form,
    require_readable,
    require_whole,
    why_not_write,
)
from recruitment_app.casework.reports.report_outline import LEFT_OVER, Outlined
from recruitment_app.casework.reports.report_people import household_of, is_asked_for, name_of
from recruitment_app.casework.reports.report_rows import (
    FormVersion,
    NamedWorker,
    ReasonRow,
    ReportPage,
    SectionContent,
    SectionPage,
    StateRow,
)
from recruitment_app.casework.reports.section_content import asked, content_of
from recruitment_app.casework.reports.written_sections import (
    State,
    last_state,
    row_of,
    rows_of,
    state_at,
    states_of,
)
from recruitment_app.casework.stepping import require_case, signed_in, standing_case
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Box, Kind, Scope, Section, When
from recruitment_app.forms.reading import REPORT
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Case,
    CaseWord,
    ConfidentialState,
    FindingReason,
    Worker,
    WrittenForm,
    WrittenSection,
)

_NOT_BEGUN = "This form has not been begun for the case: begin it first."
_NOT_ASKED_FOR = "This section is not asked for any more. What was written in it stays to be read."


def report_page(
    store: Store,
    *,
    case_id: UUID,
    form: str = REPORT,
    number: int | None = None,
    subject: str = "",
) -> ReportPage:
    """Return a written form of a case: the current version, or the one of a number.

    Raises:
        NotAllowed: it is about a referee, and they may not read what is confidential.
        Problem: the form was not begun, or there is no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        case = require_case(session, worker, standing_case(session, case_id))
        names = worker_names(session)
        versions = versions_of(session, case.id, form, names, subject)
        version = next((each for each in versions if _is_wanted(each, number)), None)
        if version is None:
            raise Problem(_NOT_BEGUN)
        written = require_form(session, worker, version.id)
        definition = form_of(session, written)
        require_whole(worker, case, definition, written)
        people = people_of(session, case.id)
        household = household_of(people, written)
        rows = rows_of(session, written.id)
        reads = may_read_confidential(worker, case, written)
        outlined = Outlined(definition, household, people, rows, names, reads)
        return ReportPage(
            id=written.id,
            case_id=case.id,
            reference=case.reference,
            case_title=case.title,
            form=definition,
            number=written.number,
            version=version,
            versions=versions,
            author=_named(session, written.author_id),
            supervisor=_named(session, written.supervisor_id),
            second_author=_named(session, written.second_author_id),
            household=household,
            people=people,
            parts=outlined.parts(),
            words=sum(row.word_count for row in rows),
            band=definition.words(household),
            why_not=why_not_write(worker, case, written),
            reads_confidential=reads,
            subject=written.subject_key,
        )


def section_page(store: Store, *, form_id: UUID, section: str, person: str = "") -> SectionPage:
    """Return what stands in a section for one person or for all, with the stand to be written over.

    Raises:
        NotAllowed: it stands in the confidential addendum, which is not theirs to read.
        Problem: there is no such section, or no such report that this person may see.

    """
    with store.reading() as session:
        found = _Read(session, store, form_id, section, person)
        written, row = found.written, found.row
        people = people_of(session, written.case_id)
        household = household_of(people, written)
        standing = found.definition.standing(household)
        number = next((each.number for each in standing if each.section.key == section), "")
        why_not = why_not_write(found.worker, found.case, written, found.section)
        if not why_not and not is_asked_for(found.section, person, household):
            why_not = _NOT_ASKED_FOR
        return SectionPage(
            form_id=written.id,
            case_id=written.case_id,
            number=number,
            section=found.section,
            person=person,
            person_name=name_of(person, people),
            content=asked(found.section, content_of(last_state(session, found.section, row))),
            stand=row.stand if row else 0,
            words=row.word_count if row else 0,
            edited_at=row.edited_at if row else None,
            edited_by=worker_names(session).get(row.edited_by, "") if row else "",
            why_not=why_not,
        )


def every_section(store: Store, *, form_id: UUID) -> Mapping[tuple[str, str], SectionContent]:
    """Return all that stands in a written form, by section and person, as far as it may be read.

    Raises:
        Problem: there is no such report that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        written = require_form(session, worker, form_id)
        case = require_case(session, worker, written.case_id)
        form = form_of(session, written)
        reads = may_read_confidential(worker, case, written)
        return contents_of(
            session,
            written,
            [each for each in form.sections if reads or not is_confidential(each)],
        )


def contents_of(
    session: Session, written: WrittenForm, sections: list[Section]
) -> dict[tuple[str, str], SectionContent]:
    """Return what stands in these sections of a written form, by section and person."""
    found: dict[tuple[str, str], SectionContent] = {}
    for table in {states_of(section) for section in sections}:
        keys = [section.key for section in sections if states_of(section) is table]
        query = (
            select(WrittenSection.section, WrittenSection.person_key, table)
            .join(table, table.written_section_id == WrittenSection.id)
            .where(
                WrittenSection.written_form_id == written.id,
                WrittenSection.deleted_at.is_(None),
                WrittenSection.section.in_(keys),
                table.stand == WrittenSection.stand,
            )
        )
        for section, person, state in session.execute(query):
            found[section, person] = content_of(cast(State, state))
    return found


def section_history(
    store: Store, *, form_id: UUID, section: str, person: str = ""
) -> tuple[StateRow, ...]:
    """Return every state that a section was ever left in, the latest first.

    Raises:
        NotAllowed: it stands in the confidential addendum, which is not theirs to read.
        Problem: there is no such section, or no such report that this person may see.

    """
    with store.reading() as session:
        found = _Read(session, store, form_id, section, person)
        if found.row is None:
            return ()
        names = worker_names(session)
        table = states_of(found.section)
        states = session.execute(
            select(
                table.stand,
                table.saved_at,
                table.saved_by,
                table.word_count,
                table.not_applicable,
                table.restored_from,
            )
            .where(table.written_section_id == found.row.id)
            .order_by(table.stand.desc())
        )
        return tuple(
            StateRow(stand, at, names.get(by, ""), words, bool(not_applicable), restored_from)
            for stand, at, by, words, not_applicable, restored_from in states
        )


def section_at(
    store: Store, *, form_id: UUID, section: str, stand: int, person: str = ""
) -> SectionContent:
    """Return what stood in a section at one of its states; nothing stood there at 0.

    Raises:
        NotAllowed: it stands in the confidential addendum, which is not theirs to read.
        Problem: there is no such state, or no such report that this person may see.

    """
    with store.reading() as session:
        found = _Read(session, store, form_id, section, person)
        if stand == 0:
            return content_of(None)
        state = state_at(session, found.section, found.row, stand) if found.row else None
        if state is None:
            raise Problem("There is no such earlier state: look at the history again.")
        return content_of(state)


def case_words(store: Store, *, case_id: UUID) -> frozenset[str]:
    """Return the words that the spelling takes as right in a case.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        case = require_case(session, worker, standing_case(session, case_id))
        query = select(CaseWord.word).where(
            CaseWord.case_id == case.id, CaseWord.deleted_at.is_(None)
        )
        return frozenset(session.scalars(query))


def reasons_of(store: Store, *, form_id: UUID) -> tuple[ReasonRow, ...]:
    """Return every reason that was kept for a finding, the latest first.

    Raises:
        Problem: there is no such report that this person may see.

    """
    with store.reading() as session:
        require_form(session, signed_in(session, store), form_id)
        names = worker_names(session)
        rows = session.scalars(
            select(FindingReason)
            .where(FindingReason.written_form_id == form_id, FindingReason.deleted_at.is_(None))
            .order_by(FindingReason.given_at.desc(), FindingReason.id.desc())
        )
        return tuple(
            ReasonRow(
                row.id,
                row.check,
                row.finding,
                row.reason,
                row.given_at,
                names.get(row.given_by, ""),
            )
            for row in rows
        )


class _Read:
    """A section that somebody asks to read: who, of which case and report, and its row."""

    def __init__(
        self, session: Session, store: Store, form_id: UUID, section: str, person: str
    ) -> None:
        self.worker = signed_in(session, store)
        self.written: WrittenForm = require_form(session, self.worker, form_id)
        self.case: Case = require_case(session, self.worker, self.written.case_id)
        self.definition = form_of(session, self.written)
        self.row = row_of(session, form_id, section, person)
        self.section = self.definition.by_key.get(section) or self._left_over(session, section)
        require_readable(self.worker, self.case, self.written, self.section)

    def _left_over(self, session: Session, section: str) -> Section:
        """Return what reads a section that the form had once, and has no more.

        Raises:
            Problem: nothing was ever written in it.

        """
        if self.row is None:
            raise Problem("This form has no such section: look again.")
        apart = select(ConfidentialState.id).where(
            ConfidentialState.written_section_id == self.row.id
        )
        return Section(
            key=section,
            part="",
            title=LEFT_OVER,
            kind=Kind.CONFIDENTIAL if session.scalars(apart).first() else Kind.NARRATIVE,
            scope=Scope.OTHER,
            when=When.EACH_CHILD,
            editions=frozenset(),
            boxes=tuple(Box),
        )


def _is_wanted(version: FormVersion, number: int | None) -> bool:
    return version.is_current if number is None else version.number == number


def _named(session: Session, worker_id: UUID | None) -> NamedWorker | None:
    row = session.get(Worker, worker_id) if worker_id else None
    return NamedWorker(row.id, row.name, row.job_title) if row else None
