"""One section of a form, read from its table and held against what a section may be."""

import re
from typing import Final

from recruitment_app.forms.definition import (
    LARGEST_BAND,
    About,
    Band,
    Box,
    Column,
    ColumnKind,
    Edition,
    Kind,
    Scope,
    Section,
    When,
    Writer,
)
from recruitment_app.forms.statutory_items import Items
from recruitment_app.forms.told import Told

CHANGEABLE: Final = ("key", "title", "prompts", "words", "rows", "asks", "after")
"""What an agency may give of a section that is shipped; all but the key it may set anew."""

NAMES: Final = (
    "key",
    "part",
    "title",
    "kind",
    "scope",
    "editions",
    "when",
    "who",
    "words",
    "rows",
    "boxes",
    "column",
    "asks",
    "statute",
    "prompts",
    "after",
    "rests_on",
)
_NEEDS: Final = ("key", "part", "title", "kind", "scope", "editions")
_KEY: Final = re.compile(r"[a-z][a-z0-9]*(\.[a-z0-9_]+)+")
_COLUMN_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")
_USUAL_BOXES: Final = {
    Kind.NARRATIVE: (Box.EVIDENCE, Box.ANALYSIS),
    Kind.CONFIDENTIAL: (Box.WORDS,),
}
_BARE: Final = frozenset({Kind.FACTS, Kind.SIGN_OFF, Kind.CONFIDENTIAL})
_ADDENDUM: Final = frozenset({Edition.ADDENDUM})
_WITHHELD: Final = tuple(
    Column(key=key, title=title, kind=kind, choices=choices, editions=_ADDENDUM)
    for key, title, kind, choices in (
        ("author", "Written by", ColumnKind.TEXT, ()),
        ("written_on", "Date", ColumnKind.DATE, ()),
        ("subject", "About whom", ColumnKind.TEXT, ()),
        ("basis", "Why it is withheld", ColumnKind.TEXT, ()),
        ("may_share", "Can it be shared?", ColumnKind.CHOICE, ("Not reviewed", "Yes", "No")),
    )
)
"""What is kept of every piece of confidential information, whatever the form."""


def read_section(
    row: Told, items: Items, covers: tuple[str, ...], about: About = About.HOUSEHOLD
) -> Section:
    """Return the section that a table tells; what is wrong is noted in its faults."""
    row.only(NAMES, "A section")
    row.needs(*_NEEDS, whose="A section")
    kind = row.word("kind", Kind, Kind.NARRATIVE)
    editions = frozenset(row.listed("editions", Edition))
    section = Section(
        key=row.text("key"),
        part=row.text("part"),
        title=row.text("title"),
        kind=kind,
        scope=row.word("scope", Scope, Scope.JOINT),
        editions=editions,
        when=row.word("when", When, When.ALWAYS),
        who=row.listed("who", Writer),
        words=read_band(row, "words"),
        rows=read_band(row, "rows"),
        boxes=row.listed("boxes", Box) if row.has("boxes") else _USUAL_BOXES.get(kind, ()),
        columns=_columns(row, kind, editions),
        asks=row.texts("asks"),
        statute=row.texts("statute"),
        prompts=row.texts("prompts"),
        after=row.text("after"),
        rests_on=row.texts("rests_on"),
        place=row.place,
    )
    _check(row, section, about)
    _check_items(row, section, items, covers)
    return section


def read_band(row: Told, name: str) -> Band | None:
    """Return how many words or rows there should be, where the table says so."""
    if not row.has(name):
        return None
    numbers = row.numbers(name)
    if len(numbers) == 2 and 0 <= numbers[0] <= numbers[1] and 0 < numbers[1] <= LARGEST_BAND:  # noqa: PLR2004 - the least and the most
        return Band(*numbers)
    row.fault(
        f"“{name}” must be two whole numbers up to {LARGEST_BAND:,}, the smaller first,"
        " such as [200, 450].",
        name,
    )
    return None


def _check(row: Told, section: Section, about: About) -> None:
    _check_editions(row, section, about)
    _check_content(row, section)
    if section.key and not _KEY.fullmatch(section.key):
        row.fault(f"“{section.key}” is no key: it needs small letters and a dot.", "key")
    if (section.when is When.EACH_CHILD) is not (section.scope is Scope.OTHER):
        row.fault(
            "The scope “other” and the condition “each_child” go together: give both or neither.",
            "when" if row.has("when") else "scope",
        )


def _check_editions(row: Told, section: Section, about: About) -> None:
    if row.has("editions") and not section.editions:
        row.fault("A section must name the editions that it prints in.", "editions")
    if about is About.REFEREE:
        if section.editions - _ADDENDUM:
            row.fault("A form about a referee prints in the addendum and nowhere else.", "editions")
        return
    if section.kind is Kind.CONFIDENTIAL and section.editions - _ADDENDUM:
        row.fault("A confidential section may print in the addendum and nowhere else.", "editions")
    if section.kind is not Kind.CONFIDENTIAL and section.editions & _ADDENDUM:
        row.fault("Only a confidential section may print in the addendum.", "editions")


def _check_content(row: Told, section: Section) -> None:
    if section.kind is Kind.TABLE and not section.columns:
        row.fault("A table needs its columns, each under [[section.column]].")
    if section.kind is Kind.NARRATIVE and not section.boxes:
        row.fault("A narrative needs a box to write in.", "boxes")
    if section.kind is Kind.FACTS and section.boxes:
        row.fault("Facts come from the record: there is no box to write in.", "boxes")
    if section.words and not section.boxes:
        row.fault("A number of words needs a box to write them in.", "words")
    if section.rows and not section.columns:
        row.fault("A number of rows needs columns.", "rows")
    if section.asks:
        check_asks(row, section)
    if Box.WORDS in section.boxes and len(section.boxes) > 1:
        row.fault("The box “words” stands alone: it is for what is not told apart.", "boxes")


def check_asks(row: Told, section: Section) -> None:
    """Note where what rows ask has no column of words to stand in."""
    if not section.columns or section.columns[0].kind is not ColumnKind.TEXT:
        row.fault("What rows ask stands in the first column, which must be of words.", "asks")


def _check_items(row: Told, section: Section, items: Items, covers: tuple[str, ...]) -> None:
    for named in section.statute:
        item = items.get(named)
        if item is None:
            row.fault(f"“{named}” is no statutory item that is known.", "statute")
        elif item.group not in covers:
            row.fault(
                f"“{named}” is in the group “{item.group}”, which the form does not cover.",
                "statute",
            )
        elif item.made_of:
            row.fault(f"“{named}” is made of other items: name those.", "statute")


def _columns(row: Told, kind: Kind, editions: frozenset[Edition]) -> tuple[Column, ...]:
    if kind in _BARE and row.has("column"):
        row.fault(f"A section of the kind “{kind}” has no columns of its own.", "column", 0)
    if kind is Kind.CONFIDENTIAL:
        return _WITHHELD
    columns: dict[str, Column] = {}
    for told in row.tables("column"):
        column = _column(told, editions)
        if column.key in columns:
            told.fault(f"The section has two columns with the key “{column.key}”.", "key")
        columns[column.key] = column
    return tuple(columns.values())


def _column(row: Told, editions: frozenset[Edition]) -> Column:
    row.only(("key", "title", "kind", "choices", "editions"), "A column")
    row.needs("key", "title", whose="A column")
    usual = editions - {Edition.PROFILE}
    column = Column(
        key=row.text("key"),
        title=row.text("title"),
        kind=row.word("kind", ColumnKind, ColumnKind.TEXT),
        choices=row.texts("choices"),
        editions=frozenset(row.listed("editions", Edition)) if row.has("editions") else usual,
    )
    if column.key and not _COLUMN_KEY.fullmatch(column.key):
        row.fault(f"“{column.key}” is no key: it needs small letters.", "key")
    if bool(column.choices) is not (column.kind is ColumnKind.CHOICE):
        row.fault("The kind “choice” and a list of choices go together: give both or neither.")
    for edition in sorted(column.editions - editions):
        row.fault(f"The section does not print in the edition “{edition}”.", "editions")
    return column
