"""What a sample of 300 enquiries or more shows at least once, whatever the dice say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from recruitment_app.casework.sampling.sample_histories import End
from recruitment_app.rules.journey import Journey
from recruitment_app.rules.stages import Event, EventKind, Stage, Status
from recruitment_app.rules.timescales import months_after

K = EventKind
Events = tuple[Event, ...]
Shown = Callable[[Events, Journey, date], bool]


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to be shown: which end leads there, and how long ago such a case was opened."""

    name: str
    end: End
    days_ago: tuple[int, int]
    is_met: Shown


def _at(stage: Stage) -> Shown:
    return lambda _events, journey, _today: journey.stage is stage


def _left(stage: Stage) -> Shown:
    return lambda _events, journey, _today: journey.left_from is stage


def _is(status: Status) -> Shown:
    return lambda _events, journey, _today: journey.status is status


def _had(*kinds: EventKind) -> Shown:
    return lambda events, _journey, _today: all(
        any(e.kind is kind for e in events) for kind in kinds
    )


def _told(kind: EventKind, **facts: str) -> Shown:
    return lambda events, _journey, _today: any(
        event.kind is kind and all(event.fact(name) == facts[name] for name in facts)
        for event in events
    )


def _closed(reason: str) -> Shown:
    return lambda _events, journey, _today: journey.closing_reason == reason


def _is_unallocated(events: Events, journey: Journey, _today: date) -> bool:
    return journey.stage is Stage.ENQUIRY and not any(e.kind is K.ALLOCATED for e in events)


def _is_fast_track_open(_events: Events, journey: Journey, _today: date) -> bool:
    return journey.fast_track and journey.stage in {Stage.STAGE_TWO, Stage.PANEL}


def _has_days_of_all(events: Events, journey: Journey, _today: date) -> bool:
    """Tell whether the agency, the applicants and a third party each had days of Stage One."""
    whom = {event.fact("for") for event in events if event.kind is K.WAITING_STARTED}
    return whom >= {"applicant", "third_party"} and journey.stage is Stage.STAGE_TWO


def _waits_for_medical(_events: Events, journey: Journey, _today: date) -> bool:
    return journey.waiting is not None and journey.waiting.fact("reason") == "medical"


def _has_lapsed(_events: Events, journey: Journey, today: date) -> bool:
    """Tell whether the six months are over, and nobody has closed the case yet."""
    told = journey.last.get(K.STAGE_ONE_TOLD)
    return journey.stage is Stage.BREAK and told is not None and months_after(told.on, 6) < today


def _waits(after: EventKind, without: EventKind, days: int) -> Shown:
    """Return whether an open case waits for a step longer than so many days after another."""

    def is_met(events: Events, journey: Journey, today: date) -> bool:
        begun = journey.last.get(after)
        is_open = journey.stage is not Stage.CLOSED and journey.extension is None
        late = begun is not None and (today - begun.on).days > days
        return is_open and late and not any(event.kind is without for event in events)

    return is_met


NEEDS: tuple[Need, ...] = (
    Need("at enquiry", End.NO_VISIT, (3, 20), _at(Stage.ENQUIRY)),
    Need("not allocated yet", End.NO_VISIT, (1, 12), _is_unallocated),
    Need("at registration", End.APPROVED, (40, 110), _at(Stage.REGISTRATION)),
    Need("in Stage One", End.APPROVED, (70, 160), _at(Stage.STAGE_ONE)),
    Need("in the break", End.LAPSED, (150, 300), _at(Stage.BREAK)),
    Need("lapsed, and still open", End.LAPSED, (260, 430), _has_lapsed),
    Need("in Stage Two", End.APPROVED, (160, 260), _at(Stage.STAGE_TWO)),
    Need("at panel", End.APPROVED, (210, 330), _at(Stage.PANEL)),
    Need("at decision", End.APPROVED, (230, 360), _at(Stage.DECISION)),
    Need("approved", End.APPROVED, (280, 420), _at(Stage.APPROVED)),
    Need("in hand in Stage Two", End.APPROVED, (160, 260), _is(Status.ACTIVE)),
    Need("waiting for applicants", End.APPROVED, (60, 220), _is(Status.AWAITING_APPLICANT)),
    Need("waiting for a third party", End.APPROVED, (90, 220), _is(Status.AWAITING_THIRD_PARTY)),
    Need("waiting for a medical", End.APPROVED, (90, 220), _waits_for_medical),
    Need("on hold by request", End.VISIT_ONLY, (40, 160), _is(Status.ON_HOLD_APPLICANT)),
    Need("on hold by the agency", End.APPROVED, (90, 260), _is(Status.ON_HOLD_AGENCY)),
    Need("extended", End.APPROVED, (120, 330), _is(Status.EXTENDED)),
    Need("deferred", End.APPROVED, (220, 340), _is(Status.DEFERRED)),
    Need("determination open", End.REFUSED, (270, 420), _is(Status.DETERMINATION_OPEN)),
    Need("approved, on hold", End.APPROVED, (280, 420), _is(Status.APPROVED_ON_HOLD)),
    Need("closed", End.NO_VISIT, (100, 200), _is(Status.CLOSED)),
    Need("fast track in hand", End.FAST_TRACK, (100, 200), _is_fast_track_open),
    Need("fast track approved", End.FAST_TRACK, (240, 400), _had(K.APPROVED)),
    Need("refused after forty days", End.REFUSED, (420, 600), _closed("refused_after_forty_days")),
    Need(
        "refused after representations",
        End.REFUSED_AFTER_REPRESENTATIONS,
        (420, 600),
        _closed("refused_after_representations"),
    ),
    Need("independent review", End.REFUSED_AFTER_REVIEW, (480, 700), _had(K.REVIEW_APPLIED_FOR)),
    Need(
        "approved after all",
        End.APPROVED_AFTER_ALL,
        (420, 600),
        _had(K.DETERMINATION_ENDED, K.APPROVED),
    ),
    Need("notified too late", End.LATE, (420, 600), _closed("out_of_time")),
    Need("lapsed", End.LAPSED, (420, 600), _closed("lapsed")),
    Need("declined", End.DECLINED, (120, 300), _had(K.REGISTRATION_DECLINED)),
    Need(
        "not suitable",
        End.NOT_SUITABLE,
        (200, 400),
        _told(K.STAGE_ONE_ENDED, outcome="not_suitable"),
    ),
    Need(
        "withdrawn in Stage One",
        End.WITHDRAWN_IN_STAGE_ONE,
        (200, 400),
        _left(Stage.STAGE_ONE),
    ),
    Need(
        "withdrawn in Stage Two",
        End.WITHDRAWN_IN_STAGE_TWO,
        (300, 500),
        _left(Stage.STAGE_TWO),
    ),
    Need(
        "deferral over",
        End.APPROVED,
        (330, 500),
        _told(K.RECOMMENDATION_MADE, recommendation="deferred"),
    ),
    Need("registration extended", End.APPROVED, (150, 400), _told(K.EXTENDED, limit="T06")),
    Need("Stage One extended", End.APPROVED, (200, 400), _told(K.EXTENDED, limit="T08")),
    Need("Stage Two extended", End.APPROVED, (300, 500), _told(K.EXTENDED, limit="T13")),
    Need("late medical", End.APPROVED, (200, 400), _told(K.EXTENDED, reason="medical_late")),
    Need("held by request", End.APPROVED, (200, 500), _told(K.HOLD_STARTED, by="applicant")),
    Need("held by the agency", End.APPROVED, (200, 500), _told(K.HOLD_STARTED, by="agency")),
    Need("days of all three owners", End.APPROVED, (160, 280), _has_days_of_all),
    Need(
        "information late",
        End.NO_VISIT,
        (15, 25),
        _waits(K.ENQUIRY_RECEIVED, K.INFORMATION_SENT, 14),
    ),
    Need("write-up late", End.VISIT_ONLY, (30, 110), _waits(K.VISIT_HELD, K.VISIT_WRITTEN_UP, 7)),
    Need("outcome late", End.VISIT_ONLY, (30, 110), _waits(K.VISIT_HELD, K.VISIT_OUTCOME_TOLD, 7)),
    Need(
        "answer late",
        End.APPROVED,
        (50, 140),
        _waits(K.REGISTRATION_RECEIVED, K.REGISTRATION_ACCEPTED, 7),
    ),
    Need(
        "Stage One late",
        End.APPROVED,
        (120, 220),
        _waits(K.REGISTRATION_ACCEPTED, K.STAGE_ONE_ENDED, 62),
    ),
    Need(
        "Stage Two late",
        End.APPROVED,
        (230, 380),
        _waits(K.NOTIFIED_TO_PROCEED, K.DECISION_MADE, 123),
    ),
    Need("break over", End.LAPSED, (310, 420), _waits(K.STAGE_ONE_TOLD, K.CLOSED, 186)),
    Need("session missed", End.NO_VISIT, (60, 300), _had(K.SESSION_MISSED)),
    Need(
        "session to come",
        End.VISIT_ONLY,
        (8, 30),
        lambda events, _journey, _today: events[-1].kind is K.SESSION_BOOKED,
    ),
    Need("opened again", End.NO_VISIT, (150, 400), _had(K.REOPENED)),
)
