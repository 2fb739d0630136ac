"""How far the plans of both stages are: begun, signed by some, by all, agreed, or changed since."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.reports.case_forms import versions_of, worker_names
from recruitment_app.casework.reports.form_versions import form_in_force
from recruitment_app.casework.reports.report_access import current_form, form_of, why_not_write
from recruitment_app.casework.reports.report_reading import contents_of
from recruitment_app.casework.reports.report_rows import FormVersion
from recruitment_app.casework.reports.report_signing import sign_off_within
from recruitment_app.casework.reports.signing_rows import SignaturePlace, SignOffPage
from recruitment_app.casework.stepping import (
    as_event,
    events_of,
    require_case,
    signed_in,
    standing_case,
)
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Writer
from recruitment_app.forms.reading import STAGE_ONE_PLAN, STAGE_TWO_PLAN
from recruitment_app.rules.journey import read
from recruitment_app.rules.stages import STEPS, EventKind
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Worker, WrittenForm

PLANS: Final = {
    STAGE_ONE_PLAN: EventKind.STAGE_ONE_PLAN_AGREED,
    STAGE_TWO_PLAN: EventKind.STAGE_TWO_STARTED,
}
"""Both plans, each with the dated event of the case that says it was made."""
CHANGES: Final = {STAGE_ONE_PLAN: "one.changes", STAGE_TWO_PLAN: "two.changes"}


class PlanState(StrEnum):
    """How far a plan is."""

    NOT_BEGUN = "not_begun"
    IN_WORK = "in_work"
    PARTLY_SIGNED = "partly_signed"
    SIGNED = "signed"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A change that was agreed, as the plan's own table has it."""

    on: str
    what: str
    by: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan of a case.

    ``told`` is a sentence on who signed and who has still to. ``step`` is the dated event that
    says the plan was made; it ``may_step`` where the case has it not yet and could have it now.
    ``agreed`` are the versions that were kept as agreed, the latest first. ``may_record`` says that
    who is signed in may record signatures, ``may_write`` that they may begin it or write in it.
    """

    form: str
    title: str
    state: PlanState
    told: str
    form_id: UUID | None
    number: int
    places: tuple[SignaturePlace, ...]
    fallen: int
    last_signed_on: date | None
    agreed: tuple[FormVersion, ...]
    changes: tuple[PlanChange, ...]
    step: EventKind
    stepped_on: date | None
    may_step: bool
    may_record: bool
    may_write: bool

    @property
    def is_amendment(self) -> bool:
        """Say whether an earlier version stands and this one changes it."""
        return bool(self.agreed) and self.state is not PlanState.AGREED


def plans_of(store: Store, *, case_id: UUID, today: date) -> tuple[PlanRow, ...]:
    """Return how far both plans of a case are.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        case = require_case(session, worker, standing_case(session, case_id))
        return tuple(_row(session, worker, case, form, today) for form in PLANS)


def refuse_half_signed(
    session: Session, worker: Worker, case: Case, form: str, today: date
) -> None:
    """Raise where a plan was signed by some of those who have to and not by all.

    A plan that nobody signed here may have been signed on paper: it is not held up.

    Raises:
        Problem: it was; the sentence says who has still to sign.

    """
    written = current_form(session, case.id, form)
    if written is None or written.issued_at is not None:
        return
    page = sign_off_within(session, worker, written, today)
    if any(place.signature for place in page.places) and waiting(page):
        raise Problem(f"{still_to_sign(page)} Record it first, or that it was declined and why.")


def waiting(page: SignOffPage) -> tuple[SignaturePlace, ...]:
    """Return the places of a plan that still need a signature."""
    return page.lacks(*Writer)


def still_to_sign(page: SignOffPage) -> str:
    """Return the sentence who has still to sign a plan."""
    names = [_called(place) for place in waiting(page)]
    listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    has = "has" if len(names) == 1 else "have"
    return f"{listed[:1].upper()}{listed[1:]} {has} not signed it yet."


def _row(session: Session, worker: Worker, case: Case, form: str, today: date) -> PlanRow:
    kind = PLANS[form]
    journey = read([as_event(row) for row in events_of(session, case.id)])
    stepped = journey.last.get(kind)
    written = current_form(session, case.id, form)
    page = sign_off_within(session, worker, written, today) if written else None
    versions = versions_of(session, case.id, form, worker_names(session))
    state = _state(written, page)
    signed = [place.signature.signed_on for place in page.places if place.signature] if page else []
    return PlanRow(
        form=form,
        title=(form_of(session, written) if written else form_in_force(session, form, today)).title,
        state=state,
        told=_told(state, page),
        form_id=written.id if written else None,
        number=written.number if written else 0,
        places=page.places if page else (),
        fallen=len(page.fallen) if page else 0,
        last_signed_on=max(signed, default=None),
        agreed=tuple(version for version in versions if version.is_frozen),
        changes=_changes(session, written) if written else (),
        step=kind,
        stepped_on=stepped.on if stepped else None,
        may_step=stepped is None and journey.stage in STEPS[kind].stages,
        may_record=page.may_record if page else False,
        may_write=not why_not_write(worker, case, written or WrittenForm(case_id=case.id)),
    )


def _state(written: WrittenForm | None, page: SignOffPage | None) -> PlanState:
    if written is None or page is None:
        return PlanState.NOT_BEGUN
    if written.issued_at is not None:
        return PlanState.AGREED
    if not waiting(page):
        return PlanState.SIGNED
    is_partly = any(place.signature for place in page.places)
    return PlanState.PARTLY_SIGNED if is_partly else PlanState.IN_WORK


def _told(state: PlanState, page: SignOffPage | None) -> str:
    if page is None:
        return ""
    if state is PlanState.PARTLY_SIGNED:
        return still_to_sign(page)
    if state is PlanState.IN_WORK and page.fallen:
        return "It was changed after it was signed: everybody signs again."
    return ""


def _called(place: SignaturePlace) -> str:
    return place.name or f"the {place.title[:1].lower()}{place.title[1:]}"


def _changes(session: Session, written: WrittenForm) -> tuple[PlanChange, ...]:
    section = form_of(session, written).by_key.get(CHANGES[written.form])
    if section is None:
        return ()
    content = contents_of(session, written, [section]).get((section.key, ""))
    rows = content.rows if content else ()
    return tuple(
        PlanChange(row.get("agreed_on", ""), row.get("change", ""), row.get("agreed_by", ""))
        for row in rows
    )
