"""The agency decision: made, told, and where it is not to approve, the forty working days."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.change import STEP, Change, Touched
from recruitment_app.casework.checks.decision_gates import let_pass_approval
from recruitment_app.casework.events.closed_cases import follow_case
from recruitment_app.casework.events.open_events import EVENTS
from recruitment_app.casework.stepping import OpenCase, on_case, step
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty, Role
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Worker

K = EventKind

# Which recorded route a determination's end needs; both need none where the forty days ran out.
_ROUTES = {
    "refused_after_representations": (
        K.REPRESENTATIONS_RECEIVED,
        "No representations have been received: record them first.",
    ),
    "refused_after_review": (
        K.REVIEW_APPLIED_FOR,
        "No independent review was applied for: record that first.",
    ),
}


def record_decision(
    store: Store, *, case_id: UUID, decision: str, on: date, today: date, words: str = ""
) -> Change:
    """Record the agency decision maker's decision (regulation 30B).

    The decision is the decision maker's; a manager or an administrator enters it
    in that person's name. “Not to approve” opens a qualifying determination.

    Raises:
        Problem: the decision is not in the list, or the agency has no decision maker.

    """
    with on_case(
        store,
        case_id=case_id,
        duty=Duty.RECORD_AGENCY_DECISION,
        act="record_decision",
        today=today,
    ) as opened:
        opened.law.require_code("decision", decision, what="the decision", field="decision")
        maker = _decision_maker(opened)
        facts = {"decision": decision, "decided_by": str(maker.id), "words": words}
        row = opened.record(K.DECISION_MADE, on, facts)
        sentence = (
            "Decision recorded: tell the applicants by word and by letter, and record the approval."
            if decision == "suitable"
            else "Qualifying determination recorded: tell the applicants by word and by letter."
        )
        return Change(case_id, STEP, sentence, row.id)


def _decision_maker(opened: OpenCase) -> Worker:
    if opened.worker.role is Role.DECISION_MAKER:
        return opened.worker
    found = opened.session.scalars(
        select(Worker)
        .where(Worker.role == Role.DECISION_MAKER, Worker.left_on.is_(None))
        .order_by(Worker.name_fold)
    ).first()
    if found is None:
        raise Problem(
            "The agency has no decision maker yet: a manager adds one in Settings, People."
        )
    return found


def tell_decision(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that the applicants were told the decision by word, which meets T19."""
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="tell_decision",
        kind=K.DECISION_TOLD,
        on=on,
        today=today,
        sentence="Decision told by word.",
    )


def send_decision_letter(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record the letter of the decision, dated when it was sent, which meets T20.

    The letter of a qualifying determination starts its forty working days.
    """
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="send_decision_letter",
        kind=K.DECISION_LETTER_SENT,
        on=on,
        today=today,
        sentence="Decision told by letter.",
    )


def receive_representations(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that the applicants made representations to the agency.

    Raises:
        Problem: the forty working days were over.

    """
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="receive_representations",
        kind=K.REPRESENTATIONS_RECEIVED,
        on=on,
        today=today,
        sentence="Representations received.",
    )


def record_review_application(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record that the applicants applied to the independent review mechanism.

    Raises:
        Problem: the forty working days were over.

    """
    return step(
        store,
        case_id=case_id,
        duty=Duty.ENTER_DATES,
        act="record_review_application",
        kind=K.REVIEW_APPLIED_FOR,
        on=on,
        today=today,
        sentence="Independent review applied for.",
    )


def end_determination(
    store: Store,
    *,
    case_id: UUID,
    outcome: str,
    on: date,
    today: date,
    accepted_in_writing: bool = False,
    words: str = "",
) -> Change:
    """Record the final decision that ends a qualifying determination.

    A refusal closes the case; “approved” lets the approval be recorded.

    Raises:
        Problem: the forty working days still run and the applicants have neither
            used a route nor accepted in writing, or the route of the outcome is
            not recorded.

    """
    with on_case(
        store,
        case_id=case_id,
        duty=Duty.RECORD_AGENCY_DECISION,
        act="end_determination",
        today=today,
    ) as opened:
        opened.law.require_code(
            "qualifying_determination_end", outcome, what="how it ended", field="outcome"
        )
        journey = opened.journey
        if outcome in _ROUTES and not journey.has(_ROUTES[outcome][0]):
            raise Problem(_ROUTES[outcome][1], field="outcome")
        used = journey.has(K.REPRESENTATIONS_RECEIVED) or journey.has(K.REVIEW_APPLIED_FOR)
        if used and outcome == "refused_after_forty_days":
            raise Problem(
                "Representations or a review stand in the history: choose the end that followed.",
                field="outcome",
            )
        facts = {
            "outcome": outcome,
            "decided_by": str(_decision_maker(opened).id),
            "accepted_in_writing": "yes" if accepted_in_writing else "",
            "words": words,
        }
        row = opened.record(K.DETERMINATION_ENDED, on, facts)
        told = follow_case(opened, "Qualifying determination ended.")
        return Change(case_id, STEP | EVENTS, told, row.id)


def approve(store: Store, *, case_id: UUID, on: date, today: date) -> Change:
    """Record the approval that follows the agency decision; it counts towards the target.

    Raises:
        Problem: a check stops it: a specified offence, or a health report that is not there.

    """
    with on_case(
        store, case_id=case_id, duty=Duty.RECORD_AGENCY_DECISION, act="approve", today=today
    ) as opened:
        row = opened.record(K.APPROVED, on)
        let_pass_approval(opened)
        return Change(case_id, STEP | {Touched.NOTES}, "Approved.", row.id)
