"""What the forms and the record have for a section and does not stand there yet: taken by a click.

Nothing is ever put into a text that somebody did not ask for. A table that is the same in both is
replaced as a whole, words are added at the end; what stood there stays in the section's history.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change
from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.reports.report_access import (
    form_of,
    require_form,
    require_readable,
    why_not_write,
)
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.section_content import content_of, fitting
from recruitment_app.casework.reports.taken_from import SOURCES, Taking
from recruitment_app.casework.reports.written_forms import write_section
from recruitment_app.casework.reports.written_sections import last_state, row_of
from recruitment_app.casework.stepping import require_case, signed_in
from recruitment_app.errors import Problem
from recruitment_app.store.keeping import Store

_NOTHING: Final = "Nothing is left to take over here: look again."


@dataclass(frozen=True, slots=True)
class Offer:
    """What could be taken over into a section: a sentence, and what would stand there then.

    ``before`` is what stands there now.
    """

    section: str
    told: str
    content: SectionContent
    before: SectionContent


def offer_for(store: Store, *, form_id: UUID, section: str, today: date) -> Offer | None:
    """Return what a section could take over; nothing where all of it stands there.

    Raises:
        NotAllowed: the section is confidential, and not theirs to read.
        Problem: there is no such form that this person may see.

    """
    if section not in SOURCES:
        return None
    with store.reading() as session:
        return _offer(session, store, form_id, section, today)


def take_over(store: Store, *, form_id: UUID, section: str, seen: int, today: date) -> Change:
    """Take over into a section what the forms and the record have for it, over the stand seen.

    Raises:
        NotAllowed: the section is not theirs to write, or to read.
        ChangedMeanwhile: somebody wrote in the section since.
        Problem: there is nothing to take over, or the form was issued.

    """
    with store.writing(act="take_over") as session:
        offer = _offer(session, store, form_id, section, today)
        if offer is None:
            raise Problem(_NOTHING)
        write = partial(write_section, form_id=form_id, section=section)
        done = write(store, content=offer.content, seen=seen)
        row = row_of(session, form_id, section, "")
        undo = partial(write, content=offer.before, seen=row.stand if row else 0)
        return Change(done.case_id, done.touched, "Taken over.", done.record_id, undo=undo)


def _offer(
    session: Session, store: Store, form_id: UUID, section: str, today: date
) -> Offer | None:
    worker = signed_in(session, store)
    written = require_form(session, worker, form_id)
    case = require_case(session, worker, written.case_id)
    found = form_of(session, written).by_key.get(section)
    source = SOURCES.get(section)
    if found is None or source is None or source.form != written.form:
        return None
    require_readable(worker, case, written, found)
    if why_not_write(worker, case, written, found):
        return None
    old = content_of(last_state(session, found, row_of(session, written.id, section, "")))
    taking = Taking(session, worker, case, people_of(session, case.id), today, old)
    taken = source.take(taking)
    if taken is None or fitting(found, taken.content) == fitting(found, old):
        return None
    return Offer(section, taken.told, taken.content, old)
