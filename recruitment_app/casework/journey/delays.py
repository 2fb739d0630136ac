"""The record of a delay: who agreed to it, when the applicants were told, and what shows it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recruitment_app.casework.change import STEP, Change
from recruitment_app.casework.journey.corrections import put_right
from recruitment_app.casework.stepping import OpenCase, on_case
from recruitment_app.errors import Problem
from recruitment_app.rules.delay_record import AGREED_BY, DELAYS, EVIDENCE, TOLD_HOW, TOLD_ON
from recruitment_app.rules.roles import ENTRY_DUTY, Duty, require
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import CaseEvent, Worker

COMPLETED = "The record of the delay was completed"


@dataclass(frozen=True, slots=True)
class Delay:
    """What a hold, a wait or an extension says beside its reason; all of it may come later."""

    agreed_by: UUID | None = None
    told_on: date | None = None
    told_how: str = ""
    evidence: str = ""


def facts_of_delay(opened: OpenCase, told: Delay) -> dict[str, str]:
    """Return the record as the entry of a case's journey keeps it.

    Raises:
        Problem: the one who agreed is not of the agency, or the day on which the applicants
            were told is still to come, or before their enquiry.

    """
    facts = {}
    if told.agreed_by is not None:
        if opened.session.get(Worker, told.agreed_by) is None:
            raise Problem("Choose one of the agency's people.", field=AGREED_BY)
        facts[AGREED_BY] = str(told.agreed_by)
    if told.told_on is not None:
        if told.told_on > opened.today:
            raise Problem(
                f"{long_date(told.told_on)} is still to come: give the day on which they were"
                " told, or leave it empty.",
                field=TOLD_ON,
            )
        if told.told_on < opened.case.opened_on:
            raise Problem(
                "They cannot have been told before their enquiry,"
                f" {long_date(opened.case.opened_on)}.",
                field=TOLD_ON,
            )
        facts[TOLD_ON] = told.told_on.isoformat()
    if told.told_how:
        opened.law.require_code(
            "told_how", told.told_how, what="how they were told", field="told_how"
        )
        facts[TOLD_HOW] = told.told_how
    evidence = told.evidence.replace("\0", "").strip()
    if evidence:
        facts[EVIDENCE] = evidence
    return facts


def complete_delay(
    store: Store,
    *,
    case_id: UUID,
    event_id: UUID,
    today: date,
    agreed_by: UUID | None = None,
    told_on: date | None = None,
    told_how: str = "",
    evidence: str = "",
) -> Change:
    """Say of a hold, a wait or an extension what its record still lacked.

    The entry as it stood is struck with that reason, so that the history shows what was known
    when. What is left empty stays as it was.

    Raises:
        NotAllowed: the entry is not one that this person may make.
        Problem: the entry is no delay or was struck, nothing is said, or what is said is wrong.

    """
    with on_case(
        store, case_id=case_id, duty=Duty.READ_CASES, act="complete_delay", today=today
    ) as opened:
        row = opened.session.get(CaseEvent, event_id)
        if row is None or row.case_id != case_id or row.kind not in DELAYS:
            raise Problem("This delay is not in the case any more: look again.")
        require(opened.worker.role, ENTRY_DUTY.get(row.kind, Duty.ENTER_DATES))
        if row.struck_at is not None:
            raise Problem("This entry was put right since: look again.")
        more = facts_of_delay(opened, Delay(agreed_by, told_on, told_how, evidence))
        facts = {**row.facts, **more}
        if facts == row.facts:
            raise Problem("Nothing is said that was not known: fill in what you know.")
        made = put_right(opened, row, on=row.on, facts=facts, why=COMPLETED)
        return Change(case_id, STEP, "The record of the delay is completed.", made.id)
