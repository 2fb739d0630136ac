"""What a written form is printed from: frozen records of one edition, whatever the form.

An edition's contents hold what that edition may show and nothing else, so whatever prints or
checks them need leave nothing out. A text is as it is to be read ("May 1979"); an empty fact
prints as not recorded. None of these shows what it holds when it is logged.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recruitment_app.drawings.shapes import Drawing
from recruitment_app.forms.definition import Box, ColumnKind, Edition, Kind, Part, Scope
from recruitment_app.forms.prose import Prose


class SectionState(StrEnum):
    """How far a section is, in the words that the contents print."""

    PRINTED = "Printed"
    NOT_WRITTEN = "Not yet written"
    NOT_DRAWN = "Not yet drawn"
    NOT_SIGNED = "Not yet signed"
    NOT_RECORDED = "Not recorded"
    KEPT_APART = "Kept apart"


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """A box of prose as it was filled, every reference resolved."""

    box: Box
    prose: Prose


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column of a table: its key in the form, its title, and what is typed in it."""

    key: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True, repr=False)
class Rows:
    """A table under column headings; ``nothing`` is said where it has no row.

    ``to_fill_in`` says of one that only asks that there is room to answer by hand; of every other
    one nothing is said.
    """

    columns: tuple[PrintedColumn, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    title: str = ""
    nothing: str = "Nothing is recorded."
    to_fill_in: bool | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Facts:
    """Labels beside facts: one fact to a label, or one for each of ``people`` in their order."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]
    people: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Photograph:
    """A photograph as its file's bytes (JPEG or PNG), and the same told in words."""

    content: bytes
    alternative: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """A statutory item with the sections that tell it, by their keys.

    ``elsewhere`` names the paper that tells it, where this one does not.
    """

    item: str
    title: str
    source: str
    sections: tuple[str, ...]
    elsewhere: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What a section tells: of one person (``person`` is their key), or of all (it is empty).

    ``name`` is the person's as this edition prints it. ``not_applicable`` is the reason written
    instead. ``state`` is PRINTED where there is anything to print.
    """

    person: str = ""
    name: str = ""
    written: tuple[Written, ...] = ()
    tables: tuple[Rows, ...] = ()
    facts: tuple[Facts, ...] = ()
    drawing: Drawing | None = None
    photographs: tuple[Photograph, ...] = ()
    items: tuple[ItemPlace, ...] = ()
    not_applicable: str = ""
    state: SectionState = SectionState.PRINTED


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SectionContents:
    """A section of an edition, numbered as in every other edition."""

    key: str
    number: str
    title: str
    part: str
    kind: Kind
    scope: Scope
    told: tuple[Told, ...] = ()

    @property
    def state(self) -> SectionState:
        """Return how far the section is: as far as that of the person who lacks most."""
        missing = (each.state for each in self.told if each.state is not SectionState.PRINTED)
        if not self.told:
            return SectionState.NOT_WRITTEN
        return next(missing, SectionState.PRINTED)


@dataclass(frozen=True, slots=True, repr=False)
class Signature:
    """A place to sign; ``signed_on`` is empty until it is done, ``how`` says where it was."""

    role: str
    name: str
    signed_on: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Addition:
    """What was added to a form after it was issued, signed and dated."""

    number: int
    signed_on: str
    signed_by: str
    prose: Prose


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Stamp:
    """What changes without a word of the report changing; the hash leaves it out.

    ``is_draft`` marks every page until all have signed. ``number`` counts the versions.
    """

    number: int
    printed_on: date
    issued_on: date | None = None
    is_draft: bool = True
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReportContents:
    """Everything that one edition of a written form prints.

    ``title`` names the household as this edition may name it. ``front`` is the sheet that stands
    before the contents; where it is a section of the form, ``front_section`` is that one's key.
    ``compliance`` says whether the author may write the report (SI 2005/1711); it is empty on a
    form of which the law does not ask it. ``signing`` is what is said over the places to sign,
    where it is not the report's. ``stands_alone`` says of a confidential paper that it is no
    addendum to another; of every other one nothing is said.
    """

    form: str
    form_version: str
    form_title: str
    edition: Edition
    agency: str
    reference: str
    title: str
    stamp: Stamp
    parts: tuple[Part, ...] = ()
    front: Told = Told()
    front_section: str = ""
    sections: tuple[SectionContents, ...] = ()
    compliance: str = ""
    additions: tuple[Addition, ...] = ()
    signing: str = ""
    stands_alone: bool | None = None

    @property
    def is_addendum(self) -> bool:
        """Say whether it is the confidential addendum to another paper."""
        return self.edition is Edition.ADDENDUM and not self.stands_alone
