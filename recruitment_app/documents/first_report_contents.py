"""What a prospective adopter's report is printed from: frozen facts, as words.

A fact is a string as it is to be read ("May 1979"); an empty one prints as not recorded. None
of these shows what it holds when it is logged.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recruitment_app.drawings.shapes import Drawing
from recruitment_app.forms.definition import Edition, Household, Kind, Section
from recruitment_app.forms.reading import REPORT, shipped_form

COVER = "a.cover"
FAMILY_TREE = "a.tree"
IDENTITY = "d.id"
ADDRESSES = "d.res"
RELATIONSHIPS = "d.rel"
HOUSEHOLD = "d.hh"
STATUTORY_ITEMS = "d.map"
_PRINTED = frozenset({COVER, IDENTITY, ADDRESSES, RELATIONSHIPS, HOUSEHOLD})


class SectionState(StrEnum):
    """How far a section is, in the words that the contents print."""

    PRINTED = "Printed"
    NOT_WRITTEN = "Not yet written"
    NOT_DRAWN = "Not yet drawn"
    NOT_SIGNED = "Not yet signed"
    NOT_RECORDED = "Not recorded"


@dataclass(frozen=True)
class SectionLine:
    """A section of the report: where it stands in the outline, and how far it is."""

    key: str
    number: str
    title: str
    part: str
    state: SectionState


@dataclass(frozen=True, repr=False)
class ApplicantFacts:
    """An applicant as the fact tables show them."""

    name: str
    known_as: str = ""
    names_ever_used: tuple[str, ...] = ()
    born: str = ""
    birth_place: str = ""
    gender: str = ""
    ethnicity: str = ""
    disability: str = ""
    nationality: str = ""
    religion: str = ""
    language: str = ""
    occupation: str = ""


@dataclass(frozen=True, repr=False)
class HouseholdRow:
    """Somebody else at home."""

    name: str
    relation: str = ""
    born: str = ""
    moved_in: str = ""
    occupation: str = ""


@dataclass(frozen=True, repr=False)
class ElsewhereRow:
    """A child of an applicant who lives elsewhere."""

    name: str
    relation: str = ""
    born: str = ""
    lives: str = ""


@dataclass(frozen=True, repr=False)
class AddressRow:
    """Where an applicant lives or lived."""

    whose: str
    address: str
    authority: str = ""
    begins: str = ""
    ends: str = ""


@dataclass(frozen=True, repr=False)
class RelationshipRow:
    """A relationship of an applicant, present or past."""

    whose: str
    with_whom: str
    kind: str = ""
    begins: str = ""
    ends: str = ""
    remark: str = ""


@dataclass(frozen=True, repr=False)
class ClockRow:
    """A time limit of the journey, and how it stands."""

    limit: str
    began: str = ""
    due: str = ""
    met: str = ""
    state: str = ""


@dataclass(frozen=True, repr=False)
class ReportContents:
    """Everything that the report prints."""

    agency: str
    reference: str
    title: str
    drafted_on: date
    assessing_worker: str
    dates: tuple[tuple[str, str], ...]
    applicants: tuple[ApplicantFacts, ...]
    edition: Edition = Edition.PANEL
    clocks: tuple[ClockRow, ...] = ()
    addresses: tuple[AddressRow, ...] = ()
    relationships: tuple[RelationshipRow, ...] = ()
    household: tuple[HouseholdRow, ...] = ()
    elsewhere: tuple[ElsewhereRow, ...] = ()
    family_tree: Drawing | None = None
    sections: tuple[SectionLine, ...] = ()


def section_lines(household: Household, *, is_drawn: bool = False) -> tuple[SectionLine, ...]:
    """Return the sections of a report that has only facts yet, as its form has them.

    ``is_drawn`` says whether the record holds a family to draw.
    """
    form = shipped_form(REPORT)
    parts = {part.letter: f"Part {part.letter}: {part.title}" for part in form.parts}
    return tuple(
        SectionLine(
            key=numbered.section.key,
            number=numbered.number,
            title=numbered.section.title,
            part=parts[numbered.section.part],
            state=_state(numbered.section, is_drawn=is_drawn),
        )
        for numbered in form.printed(household, Edition.PANEL)
    )


def _state(section: Section, *, is_drawn: bool) -> SectionState:
    if section.key in _PRINTED or (section.key == FAMILY_TREE and is_drawn):
        return SectionState.PRINTED
    if section.part == "D" and section.key != STATUTORY_ITEMS:
        return SectionState.NOT_RECORDED
    return {
        Kind.DRAWING: SectionState.NOT_DRAWN,
        Kind.SIGN_OFF: SectionState.NOT_SIGNED,
    }.get(section.kind, SectionState.NOT_WRITTEN)
