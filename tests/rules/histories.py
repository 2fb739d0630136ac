"""Histories of dated events for the tests of the rules: written out, and invented at random."""

from contextlib import suppress
from datetime import date, timedelta

from hypothesis import strategies as some

from recruitment_app.casework.law import shipped_codes, shipped_limits
from recruitment_app.errors import Problem
from recruitment_app.rules.journey import after, read
from recruitment_app.rules.ownership import Owner
from recruitment_app.rules.permitted import admit, refusal
from recruitment_app.rules.stages import Event, EventKind

K = EventKind
LIMITS = {limit.id: limit for limit in shipped_limits()}
REASONS = {
    (name, code.code): Owner(code.owner)
    for name, codes in shipped_codes().items()
    for code in codes.codes
    if code.owner
}


def on(text: str) -> date:
    """Return a day; of 2014, the year of the tests, where only month and day are given."""
    return date.fromisoformat(text if len(text) > 5 else f"2014-{text}")


def history(*told):
    """Make events from (kind, day) or (kind, day, facts), entered in this order."""
    return [
        Event(kind, on(day), order, facts[0] if facts else {})
        for order, (kind, day, *facts) in enumerate(told, start=1)
    ]


ENQUIRY = ((K.ENQUIRY_RECEIVED, "03-03"),)
RECEIVED = (*ENQUIRY, (K.REGISTRATION_RECEIVED, "04-14"))
ACCEPTED = (*RECEIVED, (K.REGISTRATION_ACCEPTED, "04-22"))
FAST = (*RECEIVED, (K.REGISTRATION_ACCEPTED, "04-22", {"fast_track": "yes"}))
ENDED = (*ACCEPTED, (K.STAGE_ONE_ENDED, "06-20", {"outcome": "may_be_suitable"}))
TOLD = (*ENDED, (K.STAGE_ONE_TOLD, "06-24"))
NOT_SUITABLE = (
    *ACCEPTED,
    (K.STAGE_ONE_ENDED, "06-20", {"outcome": "not_suitable", "reason": "not_suitable_medical"}),
)
NOTIFIED = (*TOLD, (K.NOTIFIED_TO_PROCEED, "07-01"))
STARTED = (*NOTIFIED, (K.STAGE_TWO_STARTED, "07-03"))
SENT = (*STARTED, (K.REPORT_SENT, "09-22"))
OBSERVED = (*SENT, (K.OBSERVATIONS_RECEIVED, "09-25"))
BOOKED = (*OBSERVED, (K.PANEL_BOOKED, "09-26", {"panel_on": "2014-10-08"}))


def recommended(recommendation, **facts):
    """Return the history up to a panel's recommendation."""
    told = {"recommendation": recommendation, **facts}
    return (*BOOKED, (K.RECOMMENDATION_MADE, "10-08", told))


MINUTED = (*recommended("suitable"), (K.MINUTES_FINAL, "10-15"))
DECIDED = (*MINUTED, (K.DECISION_MADE, "10-23", {"decision": "suitable"}))
APPROVED = (*DECIDED, (K.APPROVED, "10-24"))
DETERMINED = (*MINUTED, (K.DECISION_MADE, "10-23", {"decision": "qualifying_determination"}))
LETTER = (*DETERMINED, (K.DECISION_LETTER_SENT, "10-24"))


def ended(outcome, day="12-20"):
    """Return the history of a qualifying determination that ended so."""
    return (*LETTER, (K.DETERMINATION_ENDED, day, {"outcome": outcome}))


def _codes(list_name, **more):
    return [{"reason": code.code, **more} for code in shipped_codes()[list_name].codes]


# Which facts an invented event may carry; a kind that is missing carries none.
FACTS = {
    K.REGISTRATION_ACCEPTED: [{}, {}, {"fast_track": "yes"}],
    K.REGISTRATION_DECLINED: _codes("decline_reason"),
    K.STAGE_ONE_ENDED: [
        {"outcome": "may_be_suitable"},
        {"outcome": "may_be_suitable"},
        {"outcome": "not_suitable", "reason": "not_suitable_checks"},
    ],
    K.PANEL_BOOKED: [{}],
    K.RECOMMENDATION_MADE: [
        {"recommendation": "suitable"},
        {"recommendation": "not_suitable"},
        {"recommendation": "full_report_needed"},
        *_codes("deferral_reason", recommendation="deferred"),
    ],
    K.DECISION_MADE: [{"decision": "suitable"}, {"decision": "qualifying_determination"}],
    K.DETERMINATION_ENDED: [
        {"outcome": "approved"},
        {"outcome": "refused_after_forty_days"},
        {"outcome": "refused_after_review"},
    ],
    K.WAITING_STARTED: [
        *_codes("waiting_reason_applicant", **{"for": "applicant"}),
        *_codes("waiting_reason_third_party", **{"for": "third_party"}),
        {},
    ],
    K.HOLD_STARTED: [
        *_codes("hold_reason_applicant", by="applicant"),
        *_codes("hold_reason_agency", by="agency"),
        {},
    ],
    K.EXTENDED: [
        {"limit": limit, "due_on": "2016-02-29", "reason": "exceptional"}
        for limit in ("T06", "T08", "T13", "T30")
    ],
    K.CLOSED: _codes("closing_reason"),
}
_ONWARDS = frozenset(kind for kind, *_ in (*APPROVED, *LETTER)) | {
    K.DETERMINATION_ENDED,
    K.MATCHED,
    K.CHILDREN_PLACED,
}


@some.composite
def permitted_histories(draw):
    """Invent a history that the table of steps permits, by trying what may come next."""
    day = draw(some.dates(date(2012, 1, 1), date(2016, 12, 31)))
    chance = draw(some.randoms(use_true_random=False))
    events = [Event(K.ENQUIRY_RECEIVED, day, 1)]
    where = read(events)
    for order in range(2, draw(some.integers(2, 40)) + 2):
        day += timedelta(days=chance.choice((0, 0, 1, 2, 5, 9, 30, 70)))
        may = [kind for kind in K if not refusal(where, Event(kind, day, order))]
        onwards = [kind for kind in may if kind in _ONWARDS and kind not in where.last]
        kind = chance.choice(onwards if onwards and chance.random() < 0.8 else may)
        facts = chance.choice(FACTS.get(kind, [{}]))
        if chance.random() < 0.1:  # entered later than it happened
            new = Event(kind, day - timedelta(days=chance.randint(1, 200)), order, facts)
            with suppress(Problem):
                admit(events, new, today=date(2030, 1, 1))
                events.append(new)
                where = read(events)
        else:
            events.append(Event(kind, day, order, facts))
            where = after(where, events[-1])
    return events


@some.composite
def any_histories(draw):
    """Invent a history without asking whether anything in it is permitted."""
    events = []
    for order in range(draw(some.integers(0, 15))):
        kind = draw(some.sampled_from(list(K)))
        day = draw(some.dates(date(2014, 1, 1), date(2014, 3, 1)))
        events.append(Event(kind, day, order, draw(some.sampled_from(FACTS.get(kind, [{}])))))
    return events
