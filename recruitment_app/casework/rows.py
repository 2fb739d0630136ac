"""The frozen records that screens, papers and commands show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from recruitment_app.rules.clocks import Clock
from recruitment_app.rules.report_authors import Engagement
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import EventKind, Stage, Status


@dataclass(frozen=True, slots=True)
class Registration:
    """What decides whether somebody may write a report for the panel (rules/report_authors)."""

    number: str = ""
    qualified_on: date | None = None
    has_adoption_experience: bool = False
    engaged_as: Engagement = Engagement.EMPLOYED


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """A person of the agency."""

    id: UUID
    name: str
    role: Role
    job_title: str
    left_on: date | None
    has_key: bool = True
    open_cases: int = 0
    version: int = 1
    registration: Registration = Registration()


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as a line of the list."""

    id: UUID
    reference: str
    title: str
    stage: Stage
    status: Status
    closing_reason: str
    opened_on: date
    worker: str
    worker_id: UUID | None
    source: str
    next_limit: str
    next_due_on: date | None
    approved_on: date | None
    closed_on: date | None
    fault_count: int
    possible_duplicate_of: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """An entry of the journey, with who recorded it when, and whether it was struck."""

    id: UUID
    kind: EventKind
    what: str
    on: date
    details: str
    facts: Mapping[str, str]
    recorded_at: datetime
    recorded_by: str
    struck_at: datetime | None
    struck_by: str
    struck_why: str
    corrects_id: UUID | None
    fault: str = ""

    @property
    def is_struck(self) -> bool:
        """Tell whether the entry was found mistaken."""
        return self.struck_at is not None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note or a contact with its author and time."""

    id: UUID
    kind: str
    on: date
    text: str
    written_at: datetime
    written_by: str
    corrects_id: UUID | None


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name ever used; dates may be partial."""

    id: UUID
    name: str
    kind: str
    begins: str
    ends: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class AddressRow:
    """Where somebody lives or lived; dates may be partial."""

    id: UUID
    lines: str
    postcode: str
    authority: str
    begins: str
    ends: str
    version: int = 1
    country: str = ""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A telephone number or an e-mail address."""

    id: UUID
    kind: str
    value: str
    remark: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class RelationshipRow:
    """How somebody is or was related to another."""

    id: UUID
    kind: str
    other_id: UUID | None
    other_name: str
    begins: str
    ends: str
    ended_how: str
    place: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class BackgroundRow:
    """What somebody did or was that a check follows from; dates may be partial."""

    id: UUID
    kind: str
    what: str
    post: str
    is_with_children: bool
    address: str
    begins: str
    ends: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class AnimalRow:
    """An animal of a household; dates may be partial."""

    id: UUID
    kind: str
    name: str
    breed: str
    size: str
    born: str
    kept_where: str
    remarks: str
    gone_on: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a household with all that is known; codes as codes, dates may be partial."""

    id: UUID
    standing: str
    place: int
    given_names: str
    family_name: str
    known_as: str
    relation: str
    born: str
    died: str
    birth_place: str
    gender: str
    ethnicity: str
    disability: str
    nationality: str
    religion: str
    language: str
    occupation: str
    identifier: str
    moved_in: str
    moved_out: str
    remarks: str
    version: int
    names: tuple[NameRow, ...] = ()
    addresses: tuple[AddressRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    relationships: tuple[RelationshipRow, ...] = ()
    backgrounds: tuple[BackgroundRow, ...] = ()

    @property
    def name(self) -> str:
        """Return the name as it is written."""
        return f"{self.given_names} {self.family_name}".strip() or "Name not known"


@dataclass(frozen=True, slots=True)
class StepMark:
    """One mark of the stepper: a stage with the dates that it began and ended."""

    label: str
    begins: date | None
    ends: date | None
    is_done: bool
    is_current: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class CaseBookingRow:
    """A household's places at an event: how many people, and what is recorded of who came."""

    id: UUID
    """The key of the event."""
    on: date
    starts: str
    venue: str
    called: str
    people: int
    parts: int
    outcome: str
    """"", waiting, attended, missed, cancelled; of several parts "attended" where none is missed"""


@dataclass(frozen=True, slots=True)
class CasePage:
    """All that the page of one case shows."""

    id: UUID
    version: int
    reference: str
    title: str
    stage: Stage
    status: Status
    closing_reason: str
    left_from: Stage | None
    opened_on: date
    worker: str
    worker_id: UUID | None
    source: str
    channel: str
    couple_status: str
    is_restricted: bool
    is_fast_track: bool
    possible_duplicate_of: str
    summary: str
    faults: tuple[str, ...]
    stepper: tuple[StepMark, ...]
    clocks: tuple[Clock, ...]
    people: tuple[PersonRow, ...]
    events: tuple[EventRow, ...]
    notes: tuple[NoteRow, ...]
    bookings: tuple[CaseBookingRow, ...]
    next_acts: tuple[str, ...]
    animals: tuple[AnimalRow, ...] = ()
    came_from: str = ""

    @property
    def applicants(self) -> tuple[PersonRow, ...]:
        """Return the one or two applicants."""
        return tuple(person for person in self.people if person.standing == "applicant")


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A hit of the search: what kind of thing, which record of which case, and the text found."""

    kind: str
    record_id: UUID
    case_id: UUID
    reference: str
    title: str
    text: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class LikeRow:
    """Somebody in the store who may be the person being typed, and why."""

    case_id: UUID
    reference: str
    title: str
    name: str
    opened_on: date
    stage: Stage
    reasons: tuple[str, ...]
