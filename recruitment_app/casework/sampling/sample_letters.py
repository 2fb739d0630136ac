"""The letters of the sample: some sent, of which the days of the cases tell, and some to send."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letters import make_letter, mark_sent
from recruitment_app.casework.sampling.sample_gathering import at
from recruitment_app.errors import Problem
from recruitment_app.rules.events import BOOKED
from recruitment_app.rules.letters import EMAIL, POST
from recruitment_app.rules.stages import EventKind, Stage
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, CaseEvent, EventPlace, Letter, Promise

K = EventKind
_LOOKED_AT: Final = 8  # cases at most, until enough of them can have the letter
_JOINING: Final = "joining"
_MOST_JOINING: Final = 3


@dataclass(frozen=True, slots=True)
class _Told:
    """A letter that so many cases at a stage had on the day of a step, or wait for today."""

    name: str
    stage: Stage
    most: int
    step: EventKind | None = None
    asks: Mapping[str, str] = field(default_factory=dict)


_TOLD: Final = (
    _Told("enquiry_acknowledged", Stage.ENQUIRY, 2, K.INFORMATION_SENT),
    _Told("registration_receipt", Stage.REGISTRATION, 1, K.REGISTRATION_RECEIVED),
    _Told("registration_accepted", Stage.STAGE_ONE, 3, K.REGISTRATION_ACCEPTED),
    _Told(
        "stage_one_extended",
        Stage.STAGE_ONE,
        1,
        K.EXTENDED,
        {"reasons": "One of you could not come to a part of the preparation."},
    ),
    _Told("stage_one_positive", Stage.BREAK, 2, K.STAGE_ONE_TOLD),
    _Told("panel_invitation", Stage.PANEL, 1, K.PANEL_BOOKED),
    _Told("approval", Stage.APPROVED, 1, K.DECISION_LETTER_SENT, {"advice": "None was given."}),
    _Told("proceed_reminder", Stage.BREAK, 1),
    _Told("review_invitation", Stage.APPROVED, 1),
)


def write_letters(
    session: Session,
    store: Store,
    *,
    events: Sequence[UUID],
    made_by: UUID,
    today: date,
) -> None:
    """Make the letters within the act that is open; few, since each has a paper of its own.

    Of each event to come there are joining letters: the first is sent, the others are to be sent.
    """
    writing = _Writing(session, store, made_by, today)
    for told in _TOLD:
        writing.of_stage(told)
    for event_id in events:
        writing.of_event(event_id)


@dataclass(frozen=True, slots=True)
class _Writing:
    """What all the letters share."""

    session: Session
    store: Store
    made_by: UUID
    today: date

    def of_stage(self, told: _Told) -> None:
        cases = self.session.scalars(
            select(Case.id)
            .where(Case.stage == told.stage, Case.is_restricted.is_(False))
            .order_by(Case.reference_number.desc())
            .limit(_LOOKED_AT)
        ).all()
        made = 0
        for case_id in cases:
            on = self._day(case_id, told.step)
            if made < told.most and on is not None:
                wanted = Wanted(name=told.name, on=on, asks=told.asks)
                made += self._made(case_id, wanted, is_sent=told.step is not None)

    def of_event(self, event_id: UUID) -> None:
        cases = self.session.scalars(
            select(Case.id)
            .join(EventPlace, EventPlace.case_id == Case.id)
            .where(
                EventPlace.event_id == event_id,
                EventPlace.state == BOOKED,
                Case.is_restricted.is_(False),
            )
            .group_by(Case.id)
            .order_by(Case.reference_number)
            .limit(_MOST_JOINING)
        ).all()
        for place, case_id in enumerate(cases):
            wanted = Wanted(name=_JOINING, on=self.today, event_id=event_id)
            self._made(case_id, wanted, is_sent=not place)

    def _day(self, case_id: UUID, step: EventKind | None) -> date | None:
        """Return the day of a step of a case, the last of them; today for no step."""
        if step is None:
            return self.today
        return self.session.scalars(
            select(CaseEvent.on)
            .where(
                CaseEvent.case_id == case_id,
                CaseEvent.kind == step,
                CaseEvent.struck_at.is_(None),
            )
            .order_by(CaseEvent.on.desc())
            .limit(1)
        ).first()

    def _made(self, case_id: UUID, wanted: Wanted, *, is_sent: bool) -> bool:
        """Make a letter by post, or by e-mail where no address is known; tell whether it could."""
        for way in (POST, EMAIL):
            by_way = replace(wanted, way=way)
            try:
                made = make_letter(self.store, case_id=case_id, wanted=by_way, today=self.today)
            except Problem:
                continue  # it was refused before anything was written
            self._dated(made, wanted.on, is_sent=is_sent)
            return True
        return False

    def _dated(self, made: Change, on: date, *, is_sent: bool) -> None:
        """Let a letter be of its day, and sent on it."""
        row = self.session.get_one(Letter, made.record_id)
        row.made_at, row.made_by = at(on), self.made_by
        if not is_sent:
            return
        mark_sent(self.store, letter_id=row.id, on=on, today=self.today)
        row.sent_by = self.made_by
        promise = self.session.get(Promise, row.promise_id) if row.promise_id else None
        if promise is not None:
            promise.recorded_at = at(on, 1)
            if promise.by_on <= self.today:
                promise.kept_on, promise.kept_words = promise.by_on, "Rang them."
