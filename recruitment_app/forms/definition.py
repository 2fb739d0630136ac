"""What a form is: parts, sections and columns, for whom each stands and in which edition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from recruitment_app.forms.faults import Place
from recruitment_app.forms.statutory_items import Items


class Kind(StrEnum):
    """What fills a section."""

    NARRATIVE = "narrative"
    TABLE = "table"
    FACTS = "facts"
    DRAWING = "drawing"
    SIGN_OFF = "sign_off"
    CONFIDENTIAL = "confidential"


class Scope(StrEnum):
    """Whose section it is: one for each applicant, one for all, one for each other person."""

    INDIVIDUAL = "individual"
    JOINT = "joint"
    OTHER = "other"


class When(StrEnum):
    """For which applicants a section stands."""

    ALWAYS = ""
    COUPLE = "couple"
    SINGLE = "single"
    EACH_CHILD = "each_child"
    EARLY_PERMANENCE = "early_permanence"
    SECOND_OPINION = "second_opinion"


class Edition(StrEnum):
    """For whom a form is printed; a section prints in those that it names and in no other."""

    PANEL = "panel"
    APPLICANTS = "applicants"
    PROFILE = "profile"
    ADDENDUM = "addendum"


class Writer(StrEnum):
    """Who fills a section or signs it; the record fills what is drawn from the case."""

    SOCIAL_WORKER = "social_worker"
    SECOND_SOCIAL_WORKER = "second_social_worker"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    APPLICANT = "applicant"
    MEDICAL_ADVISER = "medical_adviser"
    RECORD = "record"


class Box(StrEnum):
    """A box of rich text: what was seen and said, what it means, or neither told apart."""

    EVIDENCE = "evidence"
    ANALYSIS = "analysis"
    WORDS = "words"


class ColumnKind(StrEnum):
    """What is typed in a column."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    YES_NO = "yes_no"
    CHOICE = "choice"


class WrittenIn(StrEnum):
    """The stage whose work a form belongs to."""

    STAGE_ONE = "stage_one"
    STAGE_TWO = "stage_two"


class About(StrEnum):
    """Of whom a form is written: of the household, or of somebody outside it, one for each.

    One of a referee is confidential throughout: each of its sections prints in the addendum.
    """

    HOUSEHOLD = "household"
    REFEREE = "referee"


LARGEST_BAND: Final = 20_000
"""No section is asked for more words or rows; a larger figure is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Band:
    """How many words or rows a section should have: advice, for one person or for all."""

    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table. It prints in the profile only where it names the profile itself."""

    key: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT
    choices: tuple[str, ...] = ()
    editions: frozenset[Edition] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of a form.

    ``after`` names the section behind which this one stands, else it stands where the file has
    it. ``rests_on`` names sections that have to be written first and are shown beside it.
    ``asks`` is what the rows of a table ask from the beginning, in its first column.
    """

    key: str
    part: str
    title: str
    kind: Kind
    scope: Scope
    editions: frozenset[Edition]
    when: When = When.ALWAYS
    who: tuple[Writer, ...] = ()
    words: Band | None = None
    rows: Band | None = None
    boxes: tuple[Box, ...] = ()
    columns: tuple[Column, ...] = ()
    asks: tuple[str, ...] = ()
    statute: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    after: str = ""
    rests_on: tuple[str, ...] = ()
    place: Place = field(default=Place("", 0), compare=False)

    def persons(self, household: "Household") -> tuple[str, ...]:
        """Return whose text the section needs, each by its key; a joint one has the key ""."""
        if self.when is When.EACH_CHILD:
            return household.children
        if not household.meets(self.when):
            return ()
        return household.applicants if self.scope is Scope.INDIVIDUAL else ("",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """What decides which sections stand: the keys of the applicants and children, and wishes."""

    applicants: tuple[str, ...]
    children: tuple[str, ...] = ()
    wants_early_permanence: bool = False
    has_second_opinion: bool = False

    def meets(self, when: When) -> bool:
        """Say whether a condition is met."""
        return {
            When.ALWAYS: True,
            When.COUPLE: len(self.applicants) > 1,
            When.SINGLE: len(self.applicants) == 1,
            When.EACH_CHILD: bool(self.children),
            When.EARLY_PERMANENCE: self.wants_early_permanence,
            When.SECOND_OPINION: self.has_second_opinion,
        }[when]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form, by its letter."""

    letter: str
    title: str


@dataclass(frozen=True, slots=True)
class NumberedSection:
    """A section with the number that it has for one household: B4."""

    number: str
    section: Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form in one version: "1" as shipped, "1.3" with the agency's third changes over it."""

    name: str
    version: str
    title: str
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]
    covers: tuple[str, ...]
    items: Items
    stage: WrittenIn = WrittenIn.STAGE_TWO
    about: About = About.HOUSEHOLD

    @property
    def by_key(self) -> Mapping[str, Section]:
        """Return the sections by their keys."""
        return {section.key: section for section in self.sections}

    def words(self, household: Household) -> Band:
        """Return the fewest and the most words that the standing sections ask for together."""
        bands = [
            (section.words, len(section.persons(household)))
            for section in self.sections
            if section.words
        ]
        return Band(
            sum(band.least * persons for band, persons in bands),
            sum(band.most * persons for band, persons in bands),
        )

    def standing(self, household: Household) -> tuple[NumberedSection, ...]:
        """Return the sections that stand for a household, numbered within their part."""
        return tuple(
            NumberedSection(f"{part.letter}{number}", section)
            for part in self.parts
            for number, section in enumerate(
                (
                    section
                    for section in self.sections
                    if section.part == part.letter and household.meets(section.when)
                ),
                start=1,
            )
        )

    def printed(self, household: Household, edition: Edition) -> tuple[NumberedSection, ...]:
        """Return the sections that an edition prints, each numbered as in every other edition."""
        return tuple(
            numbered
            for numbered in self.standing(household)
            if edition in numbered.section.editions
        )
