"""A report as plain values, as the checks read it: no store, no form, no setting of type.

Whoever gathers it (casework) resolves every live reference first. Dates of the record may be
partial; those typed in a row are as they were typed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from recruitment_app.rules.clocks import Clock
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.recorded_checks import RecordedCheck, RecordedReferee
from recruitment_app.rules.visit_expectations import Seeing

JOINT = ""
"""The person of a section that is for all together."""


@dataclass(frozen=True, slots=True, repr=False)
class Words:
    """Some words of a paragraph, and how what they claim is known.

    ``source`` is seen, said, document or third_party, or nothing where the writer has not said.
    """

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Passage:
    """A paragraph, a heading, an item of a list or a cell of a table in a box."""

    words: tuple[Words, ...]
    is_heading: bool = False

    @property
    def text(self) -> str:
        """Return the characters."""
        return "".join(part.text for part in self.words)


@dataclass(frozen=True, slots=True, repr=False)
class BoxText:
    """What stands in one box of a section: evidence, analysis or words."""

    box: str
    passages: tuple[Passage, ...] = ()

    @property
    def text(self) -> str:
        """Return the characters, a line for each passage."""
        return "\n".join(passage.text for passage in self.passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The fewest and the most words or rows that a section asks for."""

    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReportSection:
    """One section as one person has it: its texts, rows and what the form says of it."""

    key: str
    number: str
    title: str
    kind: str = "narrative"
    person: str = JOINT
    person_name: str = ""
    by_applicants: bool = False
    editions: frozenset[str] = frozenset()
    statute: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    asked_words: Span | None = None
    asked_rows: Span | None = None
    asks_for: tuple[str, ...] = ()
    """The boxes that it has."""
    boxes: tuple[BoxText, ...] = ()
    rows: tuple[Mapping[str, str], ...] = ()
    column_titles: Mapping[str, str] = field(default_factory=dict)
    not_applicable: str = ""
    is_filled: bool = False
    words: int = 0
    edited_on: date | None = None

    @property
    def part(self) -> str:
        """Return the part that it belongs to: "b"."""
        return self.key.partition(".")[0]

    @property
    def shown(self) -> str:
        """Return how it is named to a reader: "B2 Childhood and being parented, Fern"."""
        told = f"{self.number} {self.title}".strip()
        return f"{told}, {self.person_name}" if self.person_name else told

    @property
    def text(self) -> str:
        """Return the characters of all its boxes."""
        return "\n".join(box.text for box in self.boxes)

    def box(self, name: str) -> str:
        """Return the characters of one box, nothing where it is empty."""
        return "\n".join(box.text for box in self.boxes if box.box == name)

    def passages(self) -> Iterator[Passage]:
        """Go through the passages of all boxes."""
        for box in self.boxes:
            yield from box.passages


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Tie:
    """A relationship as it stands with a person: its kind, with whom, and when."""

    kind: str
    other: str = ""
    other_name: str = ""
    begins: PartialDate | None = None
    ends: PartialDate | None = None
    ended_how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Home:
    """An address of a person."""

    lines: str
    postcode: str = ""
    authority: str = ""
    begins: PartialDate | None = None
    ends: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReportPerson:
    """Somebody of the record.

    ``standing`` is applicant, household, child_elsewhere or relative; ``gender`` a code of the
    code list of that name, which also decides the pronouns: only male and female have usual ones.
    """

    key: str
    standing: str
    given_names: str = ""
    family_name: str = ""
    known_as: str = ""
    other_names: tuple[str, ...] = ()
    relation: str = ""
    gender: str = ""
    born: PartialDate | None = None
    died: PartialDate | None = None
    moved_in: PartialDate | None = None
    moved_out: PartialDate | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    homes: tuple[Home, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def name(self) -> str:
        """Return the name as it is written."""
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def called(self) -> str:
        """Return the name by which prose calls a person: known as, else the first given name."""
        names = (self.known_as or self.given_names or self.family_name).split()
        return names[0] if names else ""

    @property
    def is_applicant(self) -> bool:
        """Say whether it is one of those who would adopt."""
        return self.standing == "applicant"

    @property
    def is_at_home(self) -> bool:
        """Say whether the person lives in the household."""
        return self.standing in {"applicant", "household"} and self.moved_out is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDates:
    """The days of the case that the checks look at, each where it has come."""

    stage_one_began: date | None = None
    stage_one_ended: date | None = None
    stage_one_told: date | None = None
    notified: date | None = None
    stage_two_began: date | None = None
    sent_to_applicants: date | None = None
    observations_due: date | None = None
    observations: date | None = None
    papers_sent: date | None = None
    panel: date | None = None
    decided: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Signature:
    """Who signed, as what, when, and which content: its hash."""

    role: str
    name: str
    person: str = ""
    signed_on: date | None = None
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An edition that was issued, with the hash of its content."""

    edition: str
    issued_on: date
    content: str = ""
    has_addendum_since: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photograph of the case."""

    person: str = ""
    taken_on: date | None = None
    in_profile: bool = False
    has_consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Drawn:
    """Somebody in the drawn family tree, with the age, now or at death, that stands there."""

    person: str
    name: str
    age: str = ""
    is_dead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A statutory item that is wanted of this household, and the sections that serve it."""

    id: str
    title: str
    citation: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """When something of the record was last changed: health, checks, money or household."""

    what: str
    on: date
    told: str


@dataclass(frozen=True, slots=True, repr=False)
class PaperText:
    """What can be read out of a finished PDF.

    ``pages`` are the words page by page; ``hidden`` whatever else it holds, each with where:
    its title, bookmarks, alternative texts, attachments.
    """

    edition: str
    pages: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FormsBeside:
    """What the forms beside the report say, row by row, and the animals of the record.

    ``money`` are the lines of the statement of finances as the report's own table has them.
    ``actions``, ``animals`` and ``licensed`` are rows of the home and safety check; ``licensed`` is
    what it asks of firearms. ``kept_animals`` are the names of those that live there.
    """

    money: tuple[Mapping[str, str], ...] = ()
    actions: tuple[Mapping[str, str], ...] = ()
    animals: tuple[Mapping[str, str], ...] = ()
    licensed: tuple[Mapping[str, str], ...] = ()
    has_home: bool = False
    kept_animals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReportRecord:
    """All that the checks of one report read.

    ``known_names`` are names that are right although nobody of the record bears them: workers,
    the agency. ``content`` is the hash of the report as it stands. ``elsewhere`` holds the
    fingerprints of the texts of other cases (checks_copies.fingerprints). ``visits`` are those that
    were held, as the record has them. ``author_faults`` are
    sentences, each saying why the author may not have written it, ``author`` names them. ``checks``
    are those that rules ask of the household, and none where nothing is recorded of any.
    """

    today: date
    agency: str = ""
    sections: tuple[ReportSection, ...] = ()
    people: tuple[ReportPerson, ...] = ()
    couple_status: str = ""
    dates: CaseDates = field(default_factory=CaseDates)
    clocks: tuple[Clock, ...] = ()
    items: tuple[Item, ...] = ()
    signatures: tuple[Signature, ...] = ()
    issues: tuple[Issue, ...] = ()
    content: str = ""
    author: str = ""
    author_faults: tuple[str, ...] = ()
    visits: tuple[Seeing, ...] = ()
    photos: tuple[Photo, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    changes: tuple[Changed, ...] = ()
    known_names: tuple[str, ...] = ()
    elsewhere: frozenset[int] = frozenset()
    papers: tuple[PaperText, ...] = ()
    checks: tuple[RecordedCheck, ...] = ()
    referees: tuple[RecordedReferee, ...] = ()
    beside: FormsBeside = field(default_factory=FormsBeside)

    @property
    def applicants(self) -> tuple[ReportPerson, ...]:
        """Return the one or two applicants."""
        return tuple(person for person in self.people if person.is_applicant)

    @property
    def is_couple(self) -> bool:
        """Say whether two apply together."""
        return len(self.applicants) > 1

    @property
    def panel_or_today(self) -> date:
        """Return the day of the panel where it is booked and to come, else today."""
        return max(self.dates.panel or self.today, self.today)

    def person(self, key: str) -> ReportPerson | None:
        """Return the person of a key."""
        return next((person for person in self.people if person.key == key), None)

    def of(self, *keys: str) -> tuple[ReportSection, ...]:
        """Return the sections of these keys, as many as there are persons to them."""
        return tuple(section for section in self.sections if section.key in keys)

    def rows(self, key: str) -> Iterator[tuple[ReportSection, Mapping[str, str]]]:
        """Go through the rows of a section, of everybody's."""
        for section in self.of(key):
            for row in section.rows:
                yield section, row
