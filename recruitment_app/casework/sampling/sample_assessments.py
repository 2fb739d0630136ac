"""What happens to the invented cases once a registration of interest is accepted."""

from datetime import date
from uuid import UUID

from recruitment_app.casework.sampling.sample_histories import (
    BREAK_MONTHS,
    DETERMINED,
    LEAVING,
    NOT_REGISTERED,
    STAGE_ONE_MONTHS,
    STAGE_TWO_MONTHS,
    End,
    History,
    weighed,
)
from recruitment_app.rules.stages import EventKind
from recruitment_app.rules.timescales import months_after

K = EventKind
_NOTICED = 5  # working days, beginning with the sending, for observations
_FORTY = 40
_SLOW = 0.08


def tell(
    history: History, end: End, *, people: int, workers: tuple[UUID, ...], maker: UUID
) -> None:
    """Tell a whole history to its end; what lies after today is not yet known to anybody."""
    history.enquire(is_visited=end is not End.NO_VISIT, people=people, workers=workers)
    if end is End.NO_VISIT:
        history.end_without_visit()
        return
    outcome = "invited_to_register"
    if end is End.VISIT_ONLY:
        outcome = history.rng.choice((outcome, outcome, "advised_to_wait", "not_taken_forward"))
    history.visit(outcome)
    if end in NOT_REGISTERED:
        history.end_after_visit(outcome)
        return
    history.register(end)
    if end in {End.DECLINED, End.WITHDRAWN_AT_REGISTRATION}:
        return
    if end is not End.FAST_TRACK:
        _stage_one(history, end)
        if end in {End.WITHDRAWN_IN_STAGE_ONE, End.NOT_SUITABLE}:
            return
        _break(history, end)
        if end in {End.LAPSED, End.LATE, End.WITHDRAWN_IN_BREAK}:
            return
    _stage_two(history, end, workers)
    if end is End.WITHDRAWN_IN_STAGE_TWO:
        return
    _panel_and_decision(history, end, maker)


def _stage_one(history: History, end: End) -> None:
    begun = history.at
    due = months_after(begun, STAGE_ONE_MONTHS)
    history.put(K.STAGE_ONE_PLAN_AGREED, history.days(1, 8))
    if history.is_chance(0.35):
        reason = history.rng.choice(("forms", "identity_documents", "referees_names", "consent"))
        history.wait("applicant", reason, 2, 6)
    if end is End.WITHDRAWN_IN_STAGE_ONE:
        if history.is_chance(0.5):
            history.check(long=False)
        history.put(K.CLOSED, history.days(3, 15), reason=weighed(history.rng, LEAVING))
        return
    late = "exceptional"
    if history.is_chance(0.75):
        late = history.check(long=history.is_chance(0.12))
    if history.is_chance(0.12):
        late = _hold(history)
    history.days(2, 6)
    history.at = max(history.at, history.calendar.after(begun, _work(history, 24, 39)))
    if history.at > due and history.is_chance(0.6):
        history.extend("T08", history.later(history.at, 10), late, due)
    if end is End.NOT_SUITABLE:
        reason = history.rng.choice(
            ("not_suitable_medical", "not_suitable_references", "not_suitable_checks")
        )
        history.put(K.STAGE_ONE_ENDED, outcome="not_suitable", reason=reason)
    else:
        history.put(K.STAGE_ONE_ENDED, outcome="may_be_suitable")
    history.put(K.STAGE_ONE_TOLD, history.days(1, 4, late=0.05, by=3))


def _hold(history: History) -> str:
    """Put the case on hold for a while; return the reason that an extension for it would have."""
    by, reason, late = history.rng.choice(
        (
            ("applicant", "illness", "applicant_request"),
            ("applicant", "moving_home", "applicant_request"),
            ("agency", "no_workshop_place", "preparation_place"),
            ("agency", "medical_late", "medical_late"),
            ("agency", "worker_absent", "staff_capacity"),
        )
    )
    history.hold(by, reason, 8)
    return late


def _work(history: History, least: int, most: int) -> int:
    """Return the working days that a stage takes; some take much longer than they should."""
    usual = history.rng.randint(least, most)
    return usual + history.rng.randint(15, 40) if history.is_chance(_SLOW) else usual


def _break(history: History, end: End) -> None:
    told = history.at
    last = months_after(told, BREAK_MONTHS)
    if end is End.LAPSED:
        history.put(
            K.CLOSED, history.calendar.after(last, history.rng.randint(3, 15)), reason="lapsed"
        )
    elif end is End.WITHDRAWN_IN_BREAK:
        history.put(K.CLOSED, history.days(10, 60), reason="withdrawn")
    elif end is End.LATE:
        came = history.calendar.after(last, history.rng.randint(2, 12))
        history.put(K.LATE_NOTIFICATION_RECEIVED, came)
        history.put(K.LATE_NOTIFICATION_REFUSED, history.days(1, 4))
    else:
        day = history.days(1, 10)
        if history.is_chance(0.1):
            day = history.days(20, 80)
        history.at = told
        history.put(K.NOTIFIED_TO_PROCEED, min(day, history.calendar.on_or_before(last)))


def _stage_two(history: History, end: End, workers: tuple[UUID, ...]) -> None:
    begun = history.at
    history.put(K.STAGE_TWO_STARTED, history.days(1, 7))
    if history.is_chance(0.1):
        others = [worker for worker in workers if str(worker) != _worker(history)]
        history.put(K.ALLOCATED, worker=str(history.rng.choice(others)))
    if history.is_chance(0.3):
        history.check(long=False)
    if end is End.WITHDRAWN_IN_STAGE_TWO:
        history.put(K.CLOSED, history.days(8, 45), reason=weighed(history.rng, LEAVING))
        return
    if history.is_chance(0.25):
        reason = history.rng.choice(("financial_papers", "meeting_date", "home_changes"))
        history.wait("applicant", reason, 3, 9)
    late = "further_information"
    if history.is_chance(0.1):
        late = _hold(history)
    history.days(2, 5)
    history.at = max(history.at, history.calendar.after(begun, _work(history, 36, 46)))
    _report(history)
    due = months_after(begun, STAGE_TWO_MONTHS)
    if history.at > history.calendar.before(due, 8) and history.is_chance(0.6):
        limit = "T30" if end is End.FAST_TRACK else "T13"
        history.extend(limit, history.later(history.at, 60), late, due)


def _worker(history: History) -> str:
    found = [facts["worker"] for _, kind, facts in history.steps if kind is K.ALLOCATED]
    return found[-1] if found else ""


def _report(history: History) -> None:
    """Send the report, take the observations, and book the panel."""
    sent = history.put(K.REPORT_SENT)
    panel = history.meetings.panel_after(history.calendar.after(sent, 8))
    history.put(K.PANEL_BOOKED, panel_on=panel.isoformat())
    if history.is_chance(0.8):
        history.put(K.OBSERVATIONS_RECEIVED, history.days(1, 4))
    else:
        history.put(K.NO_OBSERVATIONS, history.calendar.after(sent, _NOTICED))
    history.at = panel


def _panel_and_decision(history: History, end: End, maker: UUID) -> None:
    if history.is_chance(0.08):
        reason = history.rng.choice(("information_missing", "medical_update", "applicant_unable"))
        history.put(K.RECOMMENDATION_MADE, recommendation="deferred", reason=reason)
        booked = history.days(4, 12)
        panel = history.meetings.panel_after(history.calendar.after(booked, 4))
        history.put(K.PANEL_BOOKED, booked, panel_on=panel.isoformat())
        history.at = panel
    elif history.is_chance(0.02):
        history.put(K.RECOMMENDATION_MADE, recommendation="full_report_needed")
        history.days(12, 20)
        _report(history)
    refused = end in DETERMINED
    recommended = "not_suitable" if refused and history.is_chance(0.7) else "suitable"
    history.put(K.RECOMMENDATION_MADE, recommendation=recommended)
    history.put(K.MINUTES_FINAL, history.days(2, 6))
    decision = "qualifying_determination" if refused else "suitable"
    made = history.put(
        K.DECISION_MADE,
        history.days(1, 7, late=0.1, by=5),
        decision=decision,
        decided_by=str(maker),
    )
    if not refused:
        history.put(K.APPROVED)
    history.put(K.DECISION_TOLD, history.calendar.after(made, 1))
    letter = history.put(K.DECISION_LETTER_SENT, history.calendar.after(made, 3))
    if refused:
        _determination(history, end, letter, maker)
    else:
        _after_approval(history)


def _determination(history: History, end: End, letter: date, maker: UUID) -> None:
    if end is End.REFUSED:
        history.at = history.calendar.beginning_with(letter, _FORTY)
        history.days(1, 6)
    elif end is End.REFUSED_AFTER_REVIEW:
        history.put(K.REVIEW_APPLIED_FOR, history.days(12, 30))
        history.days(70, 90)
    else:
        history.put(K.REPRESENTATIONS_RECEIVED, history.days(8, 28))
        history.days(15, 35)
    outcome = "approved" if end is End.APPROVED_AFTER_ALL else str(end)
    history.put(K.DETERMINATION_ENDED, outcome=outcome, decided_by=str(maker))
    if end is End.APPROVED_AFTER_ALL:
        history.put(K.APPROVED)


def _after_approval(history: History) -> None:
    if history.is_chance(0.14):
        history.hold("applicant", history.rng.choice(("bereavement", "moving_home")), 20)
    if history.is_chance(0.7):
        history.put(K.CLOSED, history.days(90, 280), reason="matched_and_placed")
    elif history.is_chance(0.1):
        history.put(K.CLOSED, history.days(60, 200), reason="withdrawn_after_approval")
