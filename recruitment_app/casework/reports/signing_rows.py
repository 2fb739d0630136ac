"""Signing and issuing a report, as frozen rows for screens and papers."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from recruitment_app.forms.definition import Edition, Writer
from recruitment_app.forms.prose import Prose


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A signature, or that an applicant declined it; it holds while the content is that one."""

    id: UUID
    role: Writer
    name: str
    worker_id: UUID | None
    person_id: UUID | None
    signed_on: date
    is_on_paper: bool
    is_declined: bool
    remark: str
    holds: bool
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Where somebody signs: as what, who it has to be, and the signature that holds, if any.

    ``name`` is "" where it may be anybody of the role. ``is_needed`` says that nothing is issued
    without it; ``is_mine`` that who is signed in may sign here and now.
    """

    role: Writer
    title: str
    name: str
    worker_id: UUID | None
    person_id: UUID | None
    is_needed: bool
    is_mine: bool
    signature: SignatureRow | None


@dataclass(frozen=True, slots=True)
class SignOffPage:
    """All that is to be signed under a report, and what stands in the way of it.

    ``fallen`` are signatures given to an earlier content. ``compliance`` tells how the regulations
    on authors are met, "" where ``author_faults`` say why they are not.
    """

    form_id: UUID
    content_sha256: str
    places: tuple[SignaturePlace, ...]
    fallen: tuple[SignatureRow, ...]
    author_faults: tuple[str, ...]
    compliance: str
    may_record: bool

    def lacks(self, *roles: Writer) -> tuple[SignaturePlace, ...]:
        """Return the places of these roles that still need a signature."""
        return tuple(
            place
            for place in self.places
            if place.is_needed and place.signature is None and place.role in roles
        )


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """What became of an applicant's observations: when they came, or that none did."""

    person_id: UUID
    name: str
    received_on: date
    is_none: bool
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class AddendumRow:
    """Something that was added after a report was issued."""

    id: UUID
    number: int
    text: Prose
    editions: tuple[Edition, ...]
    signed_on: date
    signed_by: str
    content_sha256: str


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition that was issued."""

    edition: Edition
    issued_at: datetime
    issued_by: str
    sent_on: date | None
    content_sha256: str
    pdf_sha256: str
    attachment_id: UUID | None


@dataclass(frozen=True, slots=True)
class EditionPlace:
    """An edition that a form is issued in: as it was issued, or what still stands in the way.

    ``obstacles`` are sentences. What the checks find is not among them: it is told when the
    edition is prepared.
    """

    edition: Edition
    issued: EditionRow | None
    obstacles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssuePage:
    """How far the issuing of a form is: its editions, the observations on it, what was added."""

    form_id: UUID
    editions: tuple[EditionPlace, ...]
    observations: tuple[ObservationRow, ...]
    observations_due: date | None
    addenda: tuple[AddendumRow, ...]
    is_frozen: bool
    may_issue: bool


@dataclass(frozen=True, slots=True, repr=False)
class PreparedEdition:
    """An edition ready to be issued, gathered and checked beside the window.

    ``obstacles`` are sentences why it may not be issued. ``seen`` is the last change to the
    case, in the audit, when it was prepared: after a further one it is not issued.
    """

    form_id: UUID
    edition: Edition
    prepared_on: date
    obstacles: tuple[str, ...]
    seen: int
    content: str
    content_sha256: str
    pdf: bytes
