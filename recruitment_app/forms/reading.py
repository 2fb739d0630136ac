"""Forms read from their files: a wrong one is refused with file, line and reason."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from recruitment_app import paths
from recruitment_app.forms.definition import About, Form, Part, Section, WrittenIn
from recruitment_app.forms.faults import WrongForm
from recruitment_app.forms.section_reading import read_section
from recruitment_app.forms.statutory_items import Items, shipped_items
from recruitment_app.forms.told import Told, decoded, told
from recruitment_app.forms.whole import faults_of, in_order

REPORT: Final = "prospective_adopters_report"
STAGE_ONE_PLAN: Final = "stage_one_plan"
STAGE_TWO_PLAN: Final = "stage_two_plan"
HOME_SAFETY: Final = "home_safety"
FINANCES: Final = "finances"
REFEREE_INTERVIEW: Final = "referee_interview"
SHIPPED: Final = (
    REPORT,
    STAGE_ONE_PLAN,
    STAGE_TWO_PLAN,
    HOME_SAFETY,
    FINANCES,
    REFEREE_INTERVIEW,
)

_NAMES: Final = ("form", "version", "title", "stage", "about", "covers", "part", "section")
_NEEDS: Final = ("form", "version", "title", "part", "section")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


@cache
def shipped_form(name: str) -> Form:
    """Return a form as it is shipped, by its name."""
    file = f"{name}.toml"
    return read_form(decoded((paths.forms() / file).read_bytes(), file), file, shipped_items())


def read_form(text: str, file: str, items: Items) -> Form:
    """Return the form that a text defines.

    Raises:
        WrongForm: the definition is wrong; it has every fault with its line.

    """
    table = told(text, file)
    table.only(_NAMES, "A form")
    table.needs(*_NEEDS, whose="A form")
    name = table.text("form")
    if name and not _NAME.fullmatch(name):
        table.fault(f"“{name}” is no name of a form: it needs small letters.", "form")
    covers = table.texts("covers")
    groups = {item.group for item in items.values()}
    for group in covers:
        if group not in groups:
            table.fault(f"“{group}” is no group of statutory items that is known.", "covers")
    parts = _parts(table)
    about = table.word("about", About, About.HOUSEHOLD)
    form = Form(
        name=name,
        version=str(table.whole("version")),
        title=table.text("title"),
        parts=parts,
        sections=_sections(table, parts, items, covers, about),
        covers=covers,
        items=items,
        stage=table.word("stage", WrittenIn, WrittenIn.STAGE_TWO),
        about=about,
    )
    return whole(form, table)


def whole(form: Form, table: Told) -> Form:
    """Return the form with its sections in order.

    Raises:
        WrongForm: something was wrong in its file, or is in the form as a whole.

    """
    faults = [*table.faults, *faults_of(form, table.at("covers"))]
    if faults:
        raise WrongForm(faults)
    return in_order(form)


def once(rows: Iterable[Told], name: str) -> None:
    """Note every table whose key an earlier one has."""
    first: dict[str, Told] = {}
    for row in rows:
        key = row.text(name)
        if key in first:
            line = first[key].at(name).line
            row.fault(f"“{key}” stands here for the second time; see line {line}.", name)
        elif key:
            first[key] = row


def _parts(table: Told) -> tuple[Part, ...]:
    rows = table.tables("part")
    for row in rows:
        row.only(("letter", "title"), "A part")
        row.needs("letter", "title", whose="A part")
        if row.has("letter") and not re.fullmatch("[A-Z]", row.text("letter")):
            row.fault("The letter of a part is one capital letter.", "letter")
    once(rows, "letter")
    return tuple(Part(row.text("letter"), row.text("title")) for row in rows)


def _sections(
    table: Told, parts: tuple[Part, ...], items: Items, covers: tuple[str, ...], about: About
) -> tuple[Section, ...]:
    rows = table.tables("section")
    once(rows, "key")
    sections = tuple(read_section(row, items, covers, about) for row in rows)
    letters = {part.letter for part in parts}
    for row, section in zip(rows, sections, strict=True):
        if section.part and section.part not in letters:
            row.fault(f"There is no part “{section.part}” in this form.", "part")
    return sections
