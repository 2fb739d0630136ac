"""Writing the invented cases: people, entries, mistakes put right, notes, places at events."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.case_rows import CaseRows
from recruitment_app.casework.in_force import Law
from recruitment_app.casework.sampling.sample_cases import SampleCase
from recruitment_app.casework.sampling.sample_casework import is_told, write_sample_casework
from recruitment_app.casework.sampling.sample_events import Occasions
from recruitment_app.casework.sampling.sample_gathering import AssessedCase, at
from recruitment_app.casework.sampling.sample_office import Supervised, contacts_of
from recruitment_app.casework.sampling.sample_people import SampleHousehold, SamplePerson
from recruitment_app.casework.sampling.sample_reports import ToldCase, write_sample_reports
from recruitment_app.casework.sampling.sample_sessions import SampleBooking
from recruitment_app.rules.events import BOOKED, CAME, GIVEN_UP, MISSED
from recruitment_app.rules.stages import Event, EventKind
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Agency, Attendance, EventPlace, Relationship

K = EventKind
_OUTCOMES = {"attended": CAME, "missed": MISSED}
_CORRECTED_EVERY = 29
_STRUCK_EVERY = 53
_RESTRICTED_EVERY = 40  # of the cases that came to an assessment
_BY_DECISION_MAKER = frozenset({K.DECISION_MADE, K.DETERMINATION_ENDED})
_BY_MANAGER = frozenset(
    {K.ALLOCATED, K.REGISTRATION_ACCEPTED, K.REGISTRATION_DECLINED, K.STAGE_ONE_ENDED}
)
_BY_PANEL_ADVISER = frozenset({K.PANEL_BOOKED, K.RECOMMENDATION_MADE, K.MINUTES_FINAL})
_BY_WORKER = frozenset(
    {
        K.FIRST_CONTACT_MADE,
        K.VISIT_HELD,
        K.VISIT_WRITTEN_UP,
        K.VISIT_OUTCOME_TOLD,
        K.STAGE_ONE_PLAN_AGREED,
        K.STAGE_TWO_STARTED,
        K.REPORT_SENT,
        K.OBSERVATIONS_RECEIVED,
        K.NO_OBSERVATIONS,
        K.WAITING_STARTED,
        K.WAITING_ENDED,
        K.HOLD_STARTED,
        K.HOLD_ENDED,
        K.EXTENDED,
        K.DECISION_TOLD,
        K.CLOSED,
        K.REOPENED,
    }
)
_NOTES: dict[EventKind, tuple[str, str]] = {
    K.ENQUIRY_RECEIVED: (
        "telephone",
        (
            "Rang to ask how adoption works here and how long it takes; asked for the"
            " information to be sent. (Invented for the sample.)"
        ),
    ),
    K.VISIT_HELD: (
        "visit",
        (
            "Visited at home. Talked about the two stages, the preparation course, the checks"
            " and the children who wait. A spare room, family near. (Invented for the sample.)"
        ),
    ),
    K.WAITING_STARTED: (
        "email",
        (
            "Wrote to chase what is outstanding; asked for an answer within a week."
            " (Invented for the sample.)"
        ),
    ),
    K.HOLD_STARTED: (
        "supervision",
        (
            "Discussed in supervision: agreed to hold and to look again in four weeks."
            " (Invented for the sample.)"
        ),
    ),
    K.REPORT_SENT: (
        "letter",
        (
            "The report went to the applicants with the letter on observations."
            " (Invented for the sample.)"
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Team:
    """The people of the sample agency by what they do."""

    team_id: UUID
    manager: UUID
    assessing: tuple[UUID, ...]
    administrator: UUID
    panel_adviser: UUID
    decision_maker: UUID
    supervised: tuple[Supervised, ...] = ()


def write_sample_cases(
    session: Session,
    store: Store,
    law: Law,
    team: Team,
    *,
    agency: Agency,
    occasions: Occasions,
    numbered: Sequence[tuple[int, SampleCase]],
    today: date,
) -> tuple[list[ToldCase], list[AssessedCase]]:
    """Write the cases, each with its number, within the act that is open.

    Returns those whose reports, and those whose casework, are to be told.
    """
    rows = CaseRows(law, team.administrator, store.clock())
    writing = _Writing(rows, team, agency, occasions, today)
    for number, case in numbered:
        writing.case(number, case)
    rows.write(session)
    return writing.reported, writing.assessed


def write_sample_work(
    session: Session,
    store: Store,
    law: Law,
    team: Team,
    *,
    reported: Sequence[ToldCase],
    assessed: Sequence[AssessedCase],
    today: date,
) -> None:
    """Write the reports and the casework of cases that are there, within the act that is open.

    It looks cases up: without the indexes of a store that is being filled, each look would go
    through all that is there already.
    """
    write_sample_reports(session, store, reported, today)
    write_sample_casework(
        session,
        store,
        law,
        assessed,
        administrator=team.administrator,
        manager=team.manager,
        supervised=team.supervised,
        today=today,
    )


@dataclass(slots=True)
class _Writing:
    """What is the same for every case that is written."""

    rows: CaseRows
    team: Team
    agency: Agency
    occasions: Occasions
    today: date
    reported: list[ToldCase] = field(default_factory=list)
    assessed: list[AssessedCase] = field(default_factory=list)

    def case(self, number: int, case: SampleCase) -> None:
        """Gather one case."""
        case_id = new_id()
        allocated = [event for event in case.events if event.kind is K.ALLOCATED]
        worker_id = UUID(allocated[-1].fact("worker")) if allocated else None
        enquiry = case.events[0]
        reached = {event.kind for event in case.events}
        assessed = K.REGISTRATION_ACCEPTED in reached
        back = case.returned_from
        source, channel = enquiry.fact("source"), enquiry.fact("channel")
        brought = self.occasions.brought
        self.rows.case(
            case_id,
            events=case.events,
            names=[(person.given, person.family) for person in case.household.applicants],
            head={
                "agency_id": self.agency.id,
                "team_id": self.team.team_id,
                "worker_id": worker_id,
                "reference": self._reference(number),
                "reference_number": number,
                "source": source,
                "channel": channel,
                **brought.by(case.opened_on, source=source, channel=channel, number=number),
                "couple_status": case.household.couple_status,
                "is_restricted": assessed and number % _RESTRICTED_EVERY == 0 and not case.report,
                "possible_duplicate_of": "" if back is None else self._reference(back + 1),
            },
        )
        people = self._household(case_id, case.household)
        worker = worker_id or self.team.manager
        if case.report:
            self.reported.append(ToldCase(case_id, case, people, worker))
        if assessed and is_told(case.journey.closed_on, self.today):
            told = AssessedCase(case_id, number, case, people, worker, self.today)
            self.assessed.append(told)
            workshops = self.occasions.workshops
            workshops.tell(self.rows, told, recorded_by=self.team.administrator)
            for on, text in contacts_of(told):
                written = {"written_at": at(on, number), "written_by": worker}
                self.rows.note(case_id, kind="telephone", on=on, text=text, **written)
        for event in case.events:
            self._entry(case_id, number, event, case, worker_id)
            self._note(case_id, number, event, worker_id)
        for booking in case.bookings:
            self._places(case_id, booking, people, len(case.household.applicants))

    def _places(
        self, case_id: UUID, booking: SampleBooking, people: Sequence[UUID], applicants: int
    ) -> None:
        """Gather the places of a household at a session, and who came to it."""
        meeting = booking.session
        is_known = booking.people == applicants
        outcome = _OUTCOMES.get(booking.outcome) if meeting.on <= self.today else None
        has_given_up = booking.outcome == "cancelled" and meeting.on <= self.today
        for place in range(booking.people):
            key = new_id()
            row = {
                "id": key,
                "case_id": case_id,
                "event_id": meeting.id,
                "person_id": people[place] if is_known else None,
                "state": GIVEN_UP if has_given_up else BOOKED,
                "asked_on": booking.booked_on,
                "booked_on": booking.booked_on,
                "given_up_on": meeting.on if has_given_up else None,
            }
            self.rows.add(EventPlace, [row])
            if outcome is not None:
                mark = {
                    "case_id": case_id,
                    "event_place_id": key,
                    "part_id": meeting.part_id,
                    "outcome": outcome,
                    "recorded_at": at(meeting.on, place),
                    "recorded_by": self.team.administrator,
                }
                self.rows.add(Attendance, [mark])

    def _reference(self, number: int) -> str:
        return f"{self.agency.reference_prefix}-{number:04}"

    def _entry(
        self, case_id: UUID, number: int, event: Event, case: SampleCase, worker_id: UUID | None
    ) -> None:
        """Gather an entry; some were mistaken at first and stand corrected."""
        by, at = self._by(event.kind, worker_id), self._at(event, number)
        told = {"recorded_by": by, "recorded_at": at}
        struck = {"struck_at": self._later(at), "struck_by": by, "struck_why": "Wrong date."}
        if event.kind is K.INFORMATION_SENT and number % _CORRECTED_EVERY == 0:
            mistaken = Event(event.kind, case.opened_on, event.order, event.facts)
            wrong = self.rows.event(case_id, mistaken, **told, **struck)
            told = {**told, "recorded_at": self._later(at), "corrects_id": wrong}
        self.rows.event(case_id, event, **told)
        if event.kind is K.INFORMATION_SENT and number % _STRUCK_EVERY == 0:
            twice = Event(event.kind, event.on, len(case.events) + 1, event.facts)
            self.rows.event(case_id, twice, **told, **struck | {"struck_why": "Entered twice."})

    def _by(self, kind: EventKind, worker_id: UUID | None) -> UUID:
        if kind in _BY_MANAGER:
            return self.team.manager
        if kind in _BY_PANEL_ADVISER:
            return self.team.panel_adviser
        if kind in _BY_DECISION_MAKER:
            return self.team.decision_maker
        if kind in _BY_WORKER:
            return worker_id or self.team.manager
        return self.team.administrator

    def _at(self, event: Event, number: int) -> datetime:
        """Return when an entry was made: in the hours of the office, on its day."""
        minutes = (number * 7 + event.order * 13) % 470
        return datetime.combine(event.on, time(9), UTC) + timedelta(minutes=minutes)

    def _later(self, at: datetime) -> datetime:
        """Return when somebody found the mistake: next day, if that is not still to come."""
        most = datetime.combine(self.today, time(17, 30), UTC)
        return min(at + timedelta(days=1), most)

    def _note(self, case_id: UUID, number: int, event: Event, worker_id: UUID | None) -> None:
        if event.kind not in _NOTES or (number + event.order) % 3 == 0:
            return
        kind, text = _NOTES[event.kind]
        if event.kind is K.ENQUIRY_RECEIVED and event.fact("channel") != "telephone":
            return
        self.rows.note(
            case_id,
            kind=kind,
            on=event.on,
            text=text,
            written_at=self._at(event, number),
            written_by=self._by(event.kind, worker_id),
        )

    def _household(self, case_id: UUID, household: SampleHousehold) -> list[UUID]:
        ids = [
            self._person(case_id, place, person) for place, person in enumerate(household.people)
        ]
        self.rows.add(
            Relationship,
            [
                {
                    "case_id": case_id,
                    "person_id": ids[tie.of],
                    "other_id": ids[tie.other],
                    "kind": tie.kind,
                    "begins": tie.begins,
                    "ends": tie.ends,
                    "ended_how": tie.ended_how,
                    "place": tie.place,
                }
                for tie in household.ties
            ],
        )
        below: dict[str, Any] = {"case_id": case_id, "person_id": ids[0]}
        if household.together_since:
            kind = household.couple_status
            since = household.together_since
            self.rows.add(
                Relationship, [{**below, "other_id": ids[1], "kind": kind, "begins": since}]
            )
        if household.former_partner is not None:
            name, begins, ends = household.former_partner
            self.rows.add(
                Relationship,
                [
                    {
                        **below,
                        "other_name": name,
                        "kind": "former_partner",
                        "begins": begins,
                        "ends": ends,
                        "ended_how": "Parted",
                    }
                ],
            )
        return ids

    def _person(self, case_id: UUID, place: int, person: SamplePerson) -> UUID:
        contacts = [("telephone", person.telephone), ("email", person.email)]
        return self.rows.person(
            case_id,
            {
                "standing": person.standing,
                "place": place,
                "given_names": person.given,
                "family_name": person.family,
                "relation": person.relation,
                "born": person.born,
                "died": person.died,
                "birth_place": person.birth_place,
                "gender": person.gender,
                "ethnicity": person.ethnicity,
                "disability": person.disability,
                "nationality": person.nationality,
                "religion": person.religion,
                "language": person.language,
                "occupation": person.occupation,
                "moved_in": person.moved_in,
            },
            contacts=[(kind, value) for kind, value in contacts if value],
            addresses=[
                {
                    "lines": lines,
                    "postcode": postcode,
                    "authority": lines.rpartition(", ")[2] if begins and postcode else "",
                    "begins": begins,
                    "ends": ends,
                }
                for lines, postcode, begins, ends in person.addresses
            ],
            names=[{"name": name, "kind": kind, "ends": ends} for name, kind, ends in person.names],
        )
