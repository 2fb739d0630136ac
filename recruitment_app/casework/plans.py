"""A plan once it is signed: kept as agreed, with the case's own entry, and amended later."""

from collections.abc import Callable
from datetime import date
from typing import Final
from uuid import UUID

from recruitment_app.casework.change import Change, Touched, together
from recruitment_app.casework.journey import stage_one, stage_two
from recruitment_app.casework.reports.plan_rows import (
    CHANGES,
    refuse_half_signed,
    still_to_sign,
    waiting,
)
from recruitment_app.casework.reports.report_access import require_form
from recruitment_app.casework.reports.report_issuing import issue_edition, prepare_issue
from recruitment_app.casework.reports.report_reading import contents_of
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.report_signing import sign_off, sign_off_within
from recruitment_app.casework.reports.report_versions import new_version
from recruitment_app.casework.reports.signing_rows import PreparedEdition
from recruitment_app.casework.reports.written_sections import open_form
from recruitment_app.casework.stepping import require_case, signed_in
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Edition
from recruitment_app.forms.reading import STAGE_ONE_PLAN, STAGE_TWO_PLAN
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store

_STEPS: Final[dict[str, Callable[..., Change]]] = {
    STAGE_ONE_PLAN: stage_one.agree_stage_one_plan,
    STAGE_TWO_PLAN: stage_two.start_stage_two,
}


def prepare_plan(store: Store, *, form_id: UUID, today: date) -> PreparedEdition:
    """Print a plan as it would be kept, with its signatures; nothing is changed by it.

    Raises:
        NotAllowed: the plan is not theirs to keep.
        Problem: somebody has still to sign it.

    """
    page = sign_off(store, form_id=form_id, today=today)
    if waiting(page):
        raise Problem(f"{still_to_sign(page)} Record it first, or that it was declined and why.")
    prepared = prepare_issue(store, form_id=form_id, edition=Edition.APPLICANTS, today=today)
    for sentence in prepared.obstacles:
        raise Problem(sentence)
    return prepared


def keep_plan(
    store: Store, *, prepared: PreparedEdition, on: date, today: date, enters_it: bool
) -> Change:
    """Keep a signed plan as it was agreed: frozen, with its paper.

    ``enters_it`` says that the case is to have the day as its entry too, in the same act: the
    Stage One plan agreed (regulation 22), or Stage Two started (regulation 29).

    Raises:
        NotAllowed: the plan is not theirs to keep.
        ChangedMeanwhile: it was changed since it was prepared.
        Problem: somebody has still to sign, the day is to come or before a signature, or the case
            cannot have the entry then.

    """
    with store.writing(act="keep_plan") as session:
        worker = signed_in(session, store)
        written = require_form(session, worker, prepared.form_id)
        case = require_case(session, worker, written.case_id)
        refuse_half_signed(session, worker, case, written.form, today)
        page = sign_off_within(session, worker, written, today)
        signed = [place.signature.signed_on for place in page.places if place.signature]
        if on > today:
            raise Problem(f"{long_date(on)} is still to come.", field="on")
        if signed and on < max(signed):
            raise Problem(
                f"The last signature is of {long_date(max(signed))}: it was not agreed before.",
                field="on",
            )
        kept = issue_edition(store, prepared=prepared, today=today)
        told = "The plan is kept as it was agreed. A later change is an amendment."
        if not enters_it:
            return Change(kept.case_id, kept.touched, told, kept.record_id)
        entered = _STEPS[written.form](store, case_id=case.id, on=on, today=today)
        return together((kept, entered), told)


def amend_plan(
    store: Store, *, form_id: UUID, on: date, change: str, today: date, agreed_by: str = ""
) -> Change:
    """Begin a further version of an agreed plan, with what is changed in its table of changes.

    The version before stands as it was agreed, with its signatures; the new one is signed anew.

    Raises:
        NotAllowed: the plan is not theirs to write.
        Problem: nothing is said of the change, its day is to come, or the plan is not agreed yet.

    """
    words = change.strip()
    if not words:
        raise Problem("Write what is changed.", field="change")
    if on > today:
        raise Problem(f"{long_date(on)} is still to come.", field="on")
    with store.writing(act="amend_plan") as session:
        before = require_form(session, signed_in(session, store), form_id)
        if before.form not in CHANGES:
            raise Problem("Only a plan is amended: begin a new version of this form.")
        if before.issued_at is None:
            raise Problem("This plan is not agreed yet: write the change in its own place.")
        begun = new_version(store, form_id=form_id, today=today)
        if begun.record_id is None:
            raise TypeError
        opened = open_form(session, store, begun.record_id)
        section = opened.section(CHANGES[before.form])
        old = contents_of(session, opened.written, [section]).get((section.key, ""))
        row = {"agreed_on": long_date(on), "change": words, "agreed_by": agreed_by.strip()}
        rows = (*(old.rows if old else ()), {key: text for key, text in row.items() if text})
        opened.keep(section, "", SectionContent(rows=rows))
        told = "A new version is begun with this change: alter the plan itself, then all sign."
        return Change(begun.case_id, frozenset({Touched.REPORT}), told, begun.record_id)
