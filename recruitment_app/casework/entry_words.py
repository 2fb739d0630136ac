"""What an entry of a case keeps besides its kind and its day, in words."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from recruitment_app.casework.in_force import Law
from recruitment_app.rules import delay_record
from recruitment_app.rules.stages import EventKind, long_date

K = EventKind

_FACT_LISTS: Mapping[tuple[EventKind, str], str] = {
    (K.ENQUIRY_RECEIVED, "source"): "source_of_enquiry",
    (K.ENQUIRY_RECEIVED, "channel"): "channel",
    (K.MEETING_OFFERED, "meeting"): "meeting_kind",
    (K.VISIT_OUTCOME_TOLD, "outcome"): "visit_outcome",
    (K.REGISTRATION_DECLINED, "reason"): "decline_reason",
    (K.STAGE_ONE_ENDED, "outcome"): "stage_one_outcome",
    (K.STAGE_ONE_ENDED, "reason"): "not_suitable_reason",
    (K.RECOMMENDATION_MADE, "recommendation"): "recommendation",
    (K.RECOMMENDATION_MADE, "reason"): "deferral_reason",
    (K.DECISION_MADE, "decision"): "decision",
    (K.DETERMINATION_ENDED, "outcome"): "qualifying_determination_end",
    (K.CLOSED, "reason"): "closing_reason",
}

_SAID: Mapping[str, str] = {
    "fast_track": "fast track",
    "accepted_in_writing": "accepted in writing",
}


def delay_reason(kind: EventKind, facts: Mapping[str, str], law: Law) -> str:
    """Return the reason of a hold, a wait or an extension in words."""
    if kind is K.EXTENDED:
        return law.label("extension_reason", facts.get("reason", ""))
    what = "hold" if kind is K.HOLD_STARTED else "waiting"
    whom = facts.get("by") or facts.get("for") or "applicant"
    return law.label(f"{what}_reason_{whom}", facts.get("reason", ""))


def details_of(
    kind: EventKind, facts: Mapping[str, str], law: Law, workers: Mapping[UUID, str]
) -> str:
    """Return the facts of an entry in words."""
    said = []
    for name, value in facts.items():
        if name == "reason" and kind in delay_record.DELAYS:
            said.append(delay_reason(kind, facts, law))
        elif (kind, name) in _FACT_LISTS:
            said.append(law.label(_FACT_LISTS[kind, name], value))
        elif name in {"worker", "decided_by"}:
            said.append(workers.get(UUID(value), ""))
        elif name in {"panel_on", "due_on"}:
            said.append(f"to {long_date(date.fromisoformat(value))}")
        elif name == "limit":
            said.append(law.limits[value].title)
        elif name in {"words", "children"}:
            said.append(value)
        elif name in delay_record.FACTS:
            said.append(_of_delay(name, value, law, workers))
        elif name in _SAID:
            said.append(_SAID[name])
    return "; ".join(filter(None, said))


def _of_delay(name: str, value: str, law: Law, workers: Mapping[UUID, str]) -> str:
    """Return one fact of the record of a delay in words."""
    match name:
        case delay_record.AGREED_BY:
            return f"agreed by {workers.get(UUID(value), '')}"
        case delay_record.TOLD_ON:
            return f"applicants told on {long_date(date.fromisoformat(value))}"
        case delay_record.TOLD_HOW:
            return law.label("told_how", value)
        case _:
            return f"shown by: {value}"
