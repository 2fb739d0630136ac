"""A form as a file of changes: all that an agency may change of it, ready to be altered."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from recruitment_app.forms.definition import Band, Column, ColumnKind, Form, Kind, Section, When
from recruitment_app.forms.overlays import OWN

_HEAD: Final = """\
# {title}: version {version}, as it holds.
#
# Change titles, prompts, words, rows, what rows ask and the order (after = the section that
# stands before), or add sections whose key begins with "{own}". What stays as it is may be left
# out. What a section is, who reads it and which law it serves stays as shipped.
"""


def as_changes(form: Form, shipped: Form, number: int) -> str:
    """Return the text of a file of changes that, laid over the shipped form, makes this one.

    ``number`` is that of the changes which it will be.
    """
    lines = [
        _HEAD.format(title=form.title, version=form.version, own=OWN),
        _said("form", form.name),
        f"over = {shipped.version}",
        f"version = {number}",
        _said("title", form.title),
    ]
    for part in form.parts:
        lines += ["", "[[part]]", _said("letter", part.letter), _said("title", part.title)]
    known = shipped.by_key
    for section in form.sections:
        lines += ["", "[[section]]", *_section(section, known.get(section.key))]
    return "\n".join(lines) + "\n"


def _section(section: Section, shipped: Section | None) -> Iterator[str]:
    is_own = shipped is None
    yield _said("key", section.key)
    if is_own:
        yield _said("part", section.part)
    yield _said("title", section.title)
    if is_own:
        yield from _nature(section)
    yield from _band("words", section.words)
    yield from _band("rows", section.rows)
    if section.prompts or (shipped and shipped.prompts):
        yield from _lines("prompts", section.prompts)
    if section.asks or (shipped and shipped.asks):
        yield from _lines("asks", section.asks)
    if section.after:
        yield _said("after", section.after)
    if is_own and section.kind is not Kind.CONFIDENTIAL:  # whose columns are always the same
        for column in section.columns:
            yield from ("", "[[section.column]]", *_column(column))


def _nature(section: Section) -> Iterator[str]:
    yield _said("kind", section.kind.value)
    yield _said("scope", section.scope.value)
    if section.when is not When.ALWAYS:
        yield _said("when", section.when.value)
    yield _listed("editions", sorted(edition.value for edition in section.editions))
    for name, values in (
        ("who", [writer.value for writer in section.who]),
        ("boxes", [box.value for box in section.boxes]),
        ("statute", section.statute),
        ("rests_on", section.rests_on),
    ):
        if values:
            yield _listed(name, values)


def _column(column: Column) -> Iterator[str]:
    yield _said("key", column.key)
    yield _said("title", column.title)
    if column.kind is not ColumnKind.TEXT:
        yield _said("kind", column.kind.value)
    if column.choices:
        yield _listed("choices", column.choices)
    yield _listed("editions", sorted(edition.value for edition in column.editions))


def _lines(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"{name} = ["
    yield from (f"  {_quoted(line)}," for line in lines)
    yield "]"


def _band(name: str, band: Band | None) -> Iterator[str]:
    if band is not None:
        yield f"{name} = [{band.least}, {band.most}]"


def _said(name: str, words: str) -> str:
    return f"{name} = {_quoted(words)}"


def _listed(name: str, words: Iterable[str]) -> str:
    return f"{name} = [{', '.join(_quoted(word) for word in words)}]"


def _quoted(words: str) -> str:
    """Return one line of words as TOML has it, which for them is as JSON has it."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
