"""Which steps the law ties to a last day: too late for some, too early for others."""

from collections.abc import Mapping

from recruitment_app.rules.clocks import Run
from recruitment_app.rules.journey import Journey
from recruitment_app.rules.stages import Event, EventKind, long_date

K = EventKind


def untimely(  # noqa: PLR0911 - one return a rule
    journey: Journey, event: Event, runs: Mapping[str, Run]
) -> str:
    """Return why the event may not have its day, or an empty text.

    ``journey`` and ``runs`` are those of the case before the event. Sources:
    regulation 28 for the six months, 30(4) for the observations, 30B for the
    forty working days.
    """
    limit_id = {
        K.NOTIFIED_TO_PROCEED: "T11",
        K.LATE_NOTIFICATION_RECEIVED: "T11",
        K.NO_OBSERVATIONS: "T14",
        K.REPRESENTATIONS_RECEIVED: "T21",
        K.REVIEW_APPLIED_FOR: "T21",
        K.DETERMINATION_ENDED: "T21",
    }.get(event.kind, "")
    run = runs.get(limit_id)
    if run is None or run.due_on is None:
        return ""
    last, day = run.due_on, long_date(run.due_on)
    if event.kind is K.NOTIFIED_TO_PROCEED and event.on > last:
        return (
            f"The six months ended on {day}: record this as a late notification and refuse it"
            " in writing. The applicants may register their interest again."
        )
    if event.kind is K.LATE_NOTIFICATION_RECEIVED and event.on <= last:
        return f"This notification is in time, until {day}: record the wish to proceed instead."
    if event.kind is K.NO_OBSERVATIONS and event.on < last:
        return f"The applicants have until {day} for their observations."
    if event.kind in {K.REPRESENTATIONS_RECEIVED, K.REVIEW_APPLIED_FOR} and event.on > last:
        return (
            f"The forty working days ended on {day}:"
            " the agency decision maker may make the final decision."
        )
    if event.kind is K.DETERMINATION_ENDED and event.on <= last:
        used = journey.has(K.REPRESENTATIONS_RECEIVED) or journey.has(K.REVIEW_APPLIED_FOR)
        if not (used or event.fact("accepted_in_writing")):
            return (
                f"The applicants have until {day} to make representations or"
                " to apply for a review. It ends earlier only if they accept in writing."
            )
    return ""
