"""An agency's changes to a form that is shipped: a file of only what differs, laid over it."""

from dataclasses import replace
from typing import Final

from recruitment_app.forms.definition import Form, Part, Section
from recruitment_app.forms.reading import once, whole
from recruitment_app.forms.section_reading import (
    CHANGEABLE,
    NAMES,
    check_asks,
    read_band,
    read_section,
)
from recruitment_app.forms.told import Told, told

OWN: Final = "own."
"""The key of a section that an agency adds begins so, and never that of a shipped one."""

_NAMES: Final = ("form", "over", "version", "title", "part", "section")
_NEEDS: Final = ("form", "over", "version")


def laid_over(shipped: Form, text: str, file: str) -> Form:
    """Return the shipped form with an agency's changes.

    Titles, prompts, numbers of words and rows, what rows ask, and the order may be changed and
    sections added.
    What a section is, who may read it and which law it serves stays as shipped.

    Raises:
        WrongForm: the changes are wrong; it has every fault with its line.

    """
    table = told(text, file)
    table.only(_NAMES, "A file of changes")
    table.needs(*_NEEDS, whose="A file of changes")
    if table.has("form") and table.text("form") != shipped.name:
        table.fault(f"These are changes of another form than “{shipped.name}”.", "form")
    if table.has("over") and str(table.whole("over")) != shipped.version:
        table.fault(
            f"These changes were made for version {table.whole('over')} and the form is now version"
            f" {shipped.version}. Look them through, then write over = {shipped.version}.",
            "over",
        )
    rows = table.tables("section")
    once(rows, "key")
    sections = shipped.by_key
    changed = dict(sections)
    for row in rows:
        key = row.text("key")
        if key in sections:
            changed[key] = _changed(sections[key], row)
        elif key.startswith(OWN):
            changed[key] = _added(row, shipped)
        else:
            row.fault(
                f"The form has no section “{key}”; the key of one of your own begins with “{OWN}”."
                if key
                else "A section needs “key”.",
                "key",
            )
    laid = replace(
        shipped,
        version=f"{shipped.version}.{table.whole('version')}",
        title=table.text("title") or shipped.title,
        parts=_parts(shipped, table),
        sections=tuple(changed.values()),
    )
    return whole(laid, table)


def _changed(section: Section, row: Told) -> Section:
    row.only(NAMES, "A section")
    for name in NAMES:
        if row.has(name) and name not in CHANGEABLE:
            row.fault(f"“{name}” of a section that is shipped stays as it is.", name)
    words, rows = read_band(row, "words"), read_band(row, "rows")
    if words and not section.boxes:
        row.fault("This section has no box to write words in.", "words")
    if rows and not section.columns:
        row.fault("This section has no rows.", "rows")
    asks = row.texts("asks")
    if asks:
        check_asks(row, section)
    return replace(
        section,
        title=row.text("title") or section.title,
        prompts=row.texts("prompts") if row.has("prompts") else section.prompts,
        words=words or section.words,
        rows=rows or section.rows,
        asks=asks if row.has("asks") else section.asks,
        after=row.text("after") or section.after,
        place=row.place,
    )


def _added(row: Told, shipped: Form) -> Section:
    section = read_section(row, shipped.items, shipped.covers, shipped.about)
    if section.part and section.part not in {part.letter for part in shipped.parts}:
        row.fault(f"There is no part “{section.part}” in this form.", "part")
    return section


def _parts(shipped: Form, table: Told) -> tuple[Part, ...]:
    rows = table.tables("part")
    letters = {part.letter for part in shipped.parts}
    for row in rows:
        row.only(("letter", "title"), "A part")
        row.needs("letter", "title", whose="A part")
        if row.text("letter") not in letters:
            row.fault(f"The form has no part “{row.text('letter')}”.", "letter")
    once(rows, "letter")
    titles = {row.text("letter"): row.text("title") for row in rows}
    return tuple(replace(part, title=titles.get(part.letter, part.title)) for part in shipped.parts)
