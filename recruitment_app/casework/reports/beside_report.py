"""What the forms beside a report say of money and home, as its checks read it."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.reports.form_facts import money_lines
from recruitment_app.casework.reports.report_access import current_form, form_of
from recruitment_app.casework.reports.report_reading import contents_of
from recruitment_app.casework.reports.report_rows import Row, SectionContent
from recruitment_app.casework.reports.section_content import asked
from recruitment_app.forms.definition import Form
from recruitment_app.forms.reading import FINANCES, HOME_SAFETY
from recruitment_app.rules.report_record import FormsBeside
from recruitment_app.store.tables import Animal

ACTIONS: Final = "home.actions"
ANIMALS: Final = "home.animals"
LICENSED: Final = "home.licensed"


def forms_beside(session: Session, case_id: UUID) -> FormsBeside:
    """Return what the current statement of finances and check of the home hold, if begun."""
    _, money = written_beside(session, case_id, FINANCES)
    form, home = written_beside(session, case_id, HOME_SAFETY)
    animals = select(Animal).where(
        Animal.case_id == case_id, Animal.deleted_at.is_(None), Animal.gone_on == ""
    )
    return FormsBeside(
        money=money_lines(money),
        actions=_rows(form, home, ACTIONS),
        animals=_rows(form, home, ANIMALS),
        licensed=_rows(form, home, LICENSED),
        has_home=form is not None,
        kept_animals=tuple(
            animal.name or animal.kind.replace("_", " ")
            for animal in session.scalars(animals.order_by(Animal.id))
        ),
    )


def written_beside(
    session: Session, case_id: UUID, form: str
) -> tuple[Form | None, Mapping[tuple[str, str], SectionContent]]:
    """Return a form of the household and what stands in it; nothing where it is not begun."""
    written = current_form(session, case_id, form)
    if written is None:
        return None, {}
    definition = form_of(session, written)
    return definition, contents_of(session, written, list(definition.sections))


def _rows(
    form: Form | None, contents: Mapping[tuple[str, str], SectionContent], key: str
) -> tuple[Row, ...]:
    section = form.by_key.get(key) if form is not None else None
    if section is None:
        return ()
    content = contents.get((key, ""), SectionContent())
    return () if content.not_applicable else asked(section, content).rows
