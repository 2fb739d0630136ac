"""The texts of the sample's reports as resources hold them: readable files, made into contents.

How they are written is told in ``resources/sample_reports/README.md``. Their dates are those of a
sample whose today is ``USUAL_TODAY``; in any other they lie as many days from its own.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from recruitment_app import paths
from recruitment_app.casework.reports.report_rows import Fact, SectionContent
from recruitment_app.forms import prose
from recruitment_app.forms.definition import Box, ColumnKind, Form
from recruitment_app.forms.prose import Paragraph, Prose, Run, Source, Style
from recruitment_app.rules.partial_dates import PartialDate

FOLDER: Final = "sample_reports"
Place = tuple[str, str]
"""A section, and whose it is: the key of somebody in the household's file, "" where it is all's."""

_HEAD: Final = re.compile(r"# (\S+)(?: (\S+))?\Z")
_BOX: Final = re.compile(r"## (\w+)\Z")
_MARK: Final = re.compile(r"\{(?:(?P<date>on|month|year|amount) (?P<of>[\d-]+)|(?P<fact>[\w.]+))\}")
_CLAIM: Final = re.compile(r"\[([^\]]+)\]\((seen|said|document|third_party)\)")
_SETTING: Final = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*]+)\*")
_YES: Final = {"yes": "Yes", "no": "No"}
_MONTHS_SHOWN: Final = {"month": 7, "year": 4}  # so many characters of a whole date


@dataclass(slots=True)
class SectionText:
    """What a section says, as it was typed: its boxes by name, and its rows."""

    boxes: dict[str, str] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)
    not_applicable: str = ""


Texts = dict[Place, SectionText]


@dataclass(frozen=True, slots=True)
class Filling:
    """What the marks in a text become: by how many days its dates shift, and the facts."""

    days: int
    facts: Mapping[str, Fact]

    def day(self, written: str) -> PartialDate:
        """Return a date of the file as this sample has it."""
        shifted = date.fromisoformat(written) + timedelta(days=self.days)
        return PartialDate.of(shifted)

    def filled(self, mark: re.Match[str]) -> tuple[str, str]:
        """Return the words of a mark, and the fact that they are where it names one."""
        if mark["fact"]:
            fact = self.facts[mark["fact"]]
            return fact.text, fact.name
        if mark["date"] == "amount":
            return f"£{int(mark['of']):,}", ""
        day = str(self.day(mark["of"]))
        return PartialDate.stored(day[: _MONTHS_SHOWN.get(mark["date"], 10)]).shown, ""


def folder_of(name: str) -> Path:
    """Return where the files of a report lie."""
    return paths.resources() / FOLDER / name


def read_texts(folder: Path) -> Texts:
    """Return what the files of a report say, section by section."""
    told: Texts = {}
    for file in sorted(folder.glob("*.md")):
        _read_sections(file.read_text("utf-8"), told)
    rows = tomllib.loads((folder / "tables.toml").read_text("utf-8"))
    for table in rows["rows"]:
        text = told.setdefault((table["section"], table.get("person", "")), SectionText())
        text.rows = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    for none in rows.get("none", ()):
        text = told.setdefault((none["section"], none.get("person", "")), SectionText())
        text.not_applicable = none["because"]
    return told


def _read_sections(written: str, told: Texts) -> None:
    text, box = SectionText(), ""
    for line in written.splitlines():
        if head := _HEAD.match(line):
            text = told.setdefault((head[1], head[2] or ""), SectionText())
        elif named := _BOX.match(line):
            box = named[1]
            text.boxes[box] = ""
        elif line.strip():
            text.boxes[box] += f"{line}\n"


def content(form: Form, section: str, text: SectionText, filling: Filling) -> SectionContent:
    """Return what is kept of a section for what was typed of it."""
    kinds = {column.key: column.kind for column in form.by_key[section].columns}
    return SectionContent(
        boxes={Box(box): prose_of(written, filling) for box, written in text.boxes.items()},
        rows=tuple(
            {key: shown for key, cell in row.items() if (shown := _cell(kinds[key], cell, filling))}
            for row in text.rows
        ),
        not_applicable=_plain(text.not_applicable, filling),
    )


def prose_of(written: str, filling: Filling) -> Prose:
    """Return a text with its marks filled in: a paragraph for each line."""
    return prose.cleaned(Prose(tuple(_paragraph(line, filling) for line in written.splitlines())))


def _paragraph(line: str, filling: Filling) -> Paragraph:
    style = Style.BULLETED if line.startswith("- ") else Style.PLAIN
    return Paragraph(tuple(_claims(line.removeprefix("- "), filling)), style)


def _claims(line: str, filling: Filling) -> Iterator[Run]:
    at = 0
    for claim in _CLAIM.finditer(line):
        yield from _settings(line[at : claim.start()], filling, Source.UNSAID)
        yield from _settings(claim[1], filling, Source(claim[2]))
        at = claim.end()
    yield from _settings(line[at:], filling, Source.UNSAID)


def _settings(words: str, filling: Filling, source: Source) -> Iterator[Run]:
    at = 0
    for found in _SETTING.finditer(words):
        yield from _runs(words[at : found.start()], filling, source)
        for run in _runs(found["bold"] or found["italic"], filling, source):
            yield Run(run.text, bool(found["bold"]), bool(found["italic"]), run.fact, source)
        at = found.end()
    yield from _runs(words[at:], filling, source)


def _runs(words: str, filling: Filling, source: Source) -> Iterator[Run]:
    at = 0
    for mark in _MARK.finditer(words):
        text, fact = filling.filled(mark)
        yield Run(words[at : mark.start()], source=source)
        yield Run(text, fact=fact, source=source)
        at = mark.end()
    yield Run(words[at:], source=source)


def _plain(words: str, filling: Filling) -> str:
    return _MARK.sub(lambda mark: filling.filled(mark)[0], words)


def _cell(kind: ColumnKind, cell: str, filling: Filling) -> str:
    if kind is ColumnKind.DATE:
        return filling.day(cell).shown if cell else ""
    if kind is ColumnKind.YES_NO:
        return _YES[cell]
    return _plain(cell, filling)


def shifted(kept: str, days: int) -> str:
    """Return a date of the household's file, perhaps partial, as another sample has it."""
    if not kept:
        return ""
    whole = date.fromisoformat(kept + "1970-01-15"[len(kept) :]) + timedelta(days=days)
    return whole.isoformat()[: len(kept)]


def household_file(name: str) -> Mapping[str, Any]:
    """Return what is told of the people of a report and of the steps of their case."""
    return tomllib.loads((folder_of(name) / "household.toml").read_text("utf-8"))
