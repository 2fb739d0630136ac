"""What is written of a case in a form, as frozen rows for screens, papers and checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from recruitment_app.casework.rows import PersonRow
from recruitment_app.forms.definition import (
    Band,
    Box,
    Form,
    Household,
    Kind,
    Section,
    WrittenIn,
)
from recruitment_app.forms.prose import Prose

Row = Mapping[str, str]
"""One row of a section's table: what was typed, by the key of the column."""


@dataclass(frozen=True, slots=True)
class SectionContent:
    """All that stands in a section for one person or for all; a box that is not there is empty."""

    boxes: Mapping[Box, Prose] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    not_applicable: str = ""

    def box(self, box: Box) -> Prose:
        """Return what stands in a box."""
        return self.boxes.get(box, Prose())


class SectionMark(StrEnum):
    """How far a section is written: presence, never quality."""

    EMPTY = "empty"
    BEGUN = "begun"
    WRITTEN = "written"
    NOT_APPLICABLE = "not_applicable"
    FROM_RECORD = "from_record"


@dataclass(frozen=True, slots=True)
class FormVersion:
    """One version of what is written in a form."""

    id: UUID
    number: int
    form_version: str
    is_current: bool
    begun_at: datetime
    begun_by: str
    issued_at: datetime | None
    issued_by: str

    @property
    def is_frozen(self) -> bool:
        """Say whether it was issued, so that nothing in it changes any more."""
        return self.issued_at is not None


@dataclass(frozen=True, slots=True)
class FormChoice:
    """A form that can be written of a case, with the versions of it that were begun.

    The latest version comes first; none is there where it is still to be begun. ``subject`` is
    the key of whom it is about, where there is one for each of several.
    """

    form: str
    title: str
    form_version: str
    versions: tuple[FormVersion, ...]
    stage: WrittenIn = WrittenIn.STAGE_TWO
    subject: str = ""
    subject_name: str = ""

    @property
    def key(self) -> str:
        """Return what tells it from every other form of the case."""
        return form_key(self.form, self.subject)

    @property
    def is_frozen(self) -> bool:
        """Say whether its latest version was issued."""
        return bool(self.versions) and self.versions[0].is_frozen


def form_key(form: str, subject: str = "") -> str:
    """Return what tells a form of a case from every other, those about several people too."""
    return f"{form}:{subject}" if subject else form


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A section in the outline of a report, for one person or, ``person`` being "", for all.

    ``words`` counts the boxes and what is typed in columns of text; ``band`` is what the form
    advises for one person. A line whose person or section is no longer asked for has
    ``is_left_over``: what was written there stays readable.
    """

    part: str
    number: str
    section: str
    title: str
    kind: Kind
    person: str
    person_name: str
    mark: SectionMark
    words: int
    rows: int
    band: Band | None
    stand: int
    edited_at: datetime | None
    edited_by: str
    is_left_over: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the outline, by its letter, with its lines in order."""

    letter: str
    title: str
    lines: tuple[OutlineLine, ...]


@dataclass(frozen=True, slots=True)
class NamedWorker:
    """Somebody of the agency who is named in a report."""

    id: UUID
    name: str
    job_title: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A written form as its page shows it; parts that the reader may not read are left out.

    ``why_not`` is the sentence why nothing in it may be written by who is signed in, else "".
    """

    id: UUID
    case_id: UUID
    reference: str
    case_title: str
    form: Form
    number: int
    version: FormVersion
    versions: tuple[FormVersion, ...]
    author: NamedWorker | None
    supervisor: NamedWorker | None
    second_author: NamedWorker | None
    household: Household
    people: tuple[PersonRow, ...]
    parts: tuple[Part, ...]
    words: int
    band: Band
    why_not: str
    reads_confidential: bool
    subject: str = ""

    @property
    def lines(self) -> tuple[OutlineLine, ...]:
        """Return every line of the outline in order."""
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def is_frozen(self) -> bool:
        """Say whether it was issued."""
        return self.version.is_frozen

    @property
    def may_write(self) -> bool:
        """Say whether who is signed in may write in it now."""
        return not self.why_not


@dataclass(frozen=True, slots=True)
class SectionPage:
    """A section as it is written: what stands in it, and the stand that a writer has seen."""

    form_id: UUID
    case_id: UUID
    number: str
    section: Section
    person: str
    person_name: str
    content: SectionContent
    stand: int
    words: int
    edited_at: datetime | None
    edited_by: str
    why_not: str

    @property
    def may_write(self) -> bool:
        """Say whether who is signed in may write in it now."""
        return not self.why_not

    @property
    def draft_spot(self) -> str:
        """Return where what is typed here and not yet written is kept as a draft."""
        return f"report/{self.case_id}/{self.form_id}/{self.section.key}/{self.person}"


@dataclass(frozen=True, slots=True)
class StateRow:
    """A saved state of a section: who left it so and when, the latest first in a history."""

    stand: int
    saved_at: datetime
    saved_by: str
    words: int
    is_not_applicable: bool
    restored_from: int | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the record that a text may refer to: its name, and how it reads now."""

    name: str
    label: str
    group: str
    text: str


@dataclass(frozen=True, slots=True)
class SectionFound:
    """A place where wanted words stand: in which section, whose, which box, and around what.

    Where they stand in a table's row, ``box`` is None, and ``row`` (from 0) and ``column`` say
    where.
    """

    section: str
    number: str
    title: str
    person: str
    person_name: str
    box: Box | None
    paragraph: int
    begins: int
    ends: int
    around: str
    row: int = -1
    column: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A statutory item in a section: whether the section is filled, and its words counted once."""

    statutory_item: str
    item_title: str
    section: str
    section_title: str
    filled: bool
    words: int


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """Why a finding was left as it is; ``finding`` is the key of the finding."""

    id: UUID
    check: int
    finding: str
    reason: str
    given_at: datetime
    given_by: str
