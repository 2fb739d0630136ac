"""One section open for an act: what stands in it, and each new state kept beside those before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.reports.report_access import (
    form_of,
    is_confidential,
    require_form,
    require_readable,
    require_writing,
)
from recruitment_app.casework.reports.report_people import household_of, is_asked_for
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.section_content import (
    answered,
    boxes_filled,
    boxes_json,
    content_of,
    fitting,
    rows_json,
    words_in,
)
from recruitment_app.casework.stepping import ask_leave, require_case
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Form, Section
from recruitment_app.rules.roles import Duty
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Case,
    ConfidentialState,
    SectionState,
    Worker,
    WrittenForm,
    WrittenSection,
)

State = SectionState | ConfidentialState


@dataclass
class OpenForm:
    """A written form being worked on within one act."""

    session: Session
    store: Store
    worker: Worker
    case: Case
    written: WrittenForm
    form: Form

    def section(self, key: str) -> Section:
        """Return a section of the form.

        Raises:
            Problem: the form has none of this key.

        """
        found = self.form.by_key.get(key)
        if found is None:
            raise Problem("This form has no such section any more: look again.")
        return found

    def row(self, section: str, person: str) -> WrittenSection | None:
        """Return the row of a section, if anything was ever written in it."""
        return row_of(self.session, self.written.id, section, person)

    def keep(
        self,
        section: Section,
        person: str,
        content: SectionContent,
        *,
        restored_from: int | None = None,
    ) -> WrittenSection | None:
        """Keep a new state of a section; return its row, or nothing where it says the same."""
        new = fitting(section, content)
        row = self.row(section.key, person)
        old = content_of(last_state(self.session, section, row))
        if new == old:
            return None
        now = self.store.clock()
        if row is None:
            row = WrittenSection(
                case_id=self.written.case_id,
                written_form_id=self.written.id,
                section=section.key,
                person_key=person,
                stand=0,
            )
            self.session.add(row)
        row.stand += 1
        row.word_count, row.row_count = words_in(section, new), len(answered(section, new.rows))
        row.boxes_filled = boxes_filled(new)
        row.is_not_applicable = bool(new.not_applicable)
        row.edited_at, row.edited_by = now, self.worker.id
        self.session.flush()
        self.session.add(
            states_of(section)(
                case_id=self.written.case_id,
                written_section_id=row.id,
                stand=row.stand,
                boxes=boxes_json(new.boxes),
                rows=rows_json(new.rows),
                not_applicable=new.not_applicable,
                word_count=row.word_count,
                restored_from=restored_from,
                saved_at=now,
                saved_by=self.worker.id,
            )
        )
        self.session.flush()
        return row


def open_form(session: Session, store: Store, form_id: UUID) -> OpenForm:
    """Open a written form for an act that writes in it.

    Raises:
        NotAllowed: it is not theirs to write.
        Problem: there is none of that key that this person may see, or it was issued.

    """
    worker = ask_leave(session, store, Duty.WRITE_REPORT)
    written = require_form(session, worker, form_id)
    case = require_case(session, worker, written.case_id)
    require_writing(worker, case, written)
    return OpenForm(session, store, worker, case, written, form_of(session, written))


def open_section(
    session: Session, store: Store, form_id: UUID, section: str, person: str
) -> tuple[OpenForm, Section]:
    """Open one section for an act that writes in it.

    Raises:
        NotAllowed: it is not theirs to write, or to read.
        Problem: there is no such section of this person, or the form was issued.

    """
    worker = ask_leave(session, store, Duty.WRITE_REPORT)
    written = require_form(session, worker, form_id)
    case = require_case(session, worker, written.case_id)
    opened = OpenForm(session, store, worker, case, written, form_of(session, written))
    found = opened.section(section)
    require_writing(worker, case, written, found)
    require_readable(worker, case, written, found)
    household = household_of(people_of(session, case.id), written)
    if not is_asked_for(found, person, household):
        raise Problem(
            "This section is not asked for of this person any more. What was written in it stays:"
            " copy from it what is still needed."
        )
    return opened, found


def states_of(section: Section | None) -> type[SectionState] | type[ConfidentialState]:
    """Return the table that the states of a section are kept in."""
    return ConfidentialState if section and is_confidential(section) else SectionState


def row_of(session: Session, form_id: UUID, section: str, person: str) -> WrittenSection | None:
    """Return the row of a section, if anything was ever written in it."""
    return session.scalars(
        select(WrittenSection).where(
            WrittenSection.written_form_id == form_id,
            WrittenSection.section == section,
            WrittenSection.person_key == person,
            WrittenSection.deleted_at.is_(None),
        )
    ).first()


def rows_of(session: Session, form_id: UUID) -> Sequence[WrittenSection]:
    """Return the rows of all sections of a written form in which anything was written."""
    query = select(WrittenSection).where(
        WrittenSection.written_form_id == form_id, WrittenSection.deleted_at.is_(None)
    )
    return session.scalars(query.order_by(WrittenSection.section, WrittenSection.person_key)).all()


def last_state(
    session: Session, section: Section | None, row: WrittenSection | None
) -> State | None:
    """Return the state of a section that holds."""
    return None if row is None else state_at(session, section, row, row.stand)


def state_at(
    session: Session, section: Section | None, row: WrittenSection, stand: int
) -> State | None:
    """Return a state of a section by its number."""
    table = states_of(section)
    query = select(table).where(table.written_section_id == row.id, table.stand == stand)
    return cast(State | None, session.scalars(query).first())
