"""What differs between two versions of a form, in words for whoever brings changes in."""

from collections.abc import Iterator
from dataclasses import dataclass

from recruitment_app.forms.definition import Band, Form, Section


@dataclass(frozen=True, slots=True)
class FormDifference:
    """One thing that is otherwise: of which section, what, and its words before and after."""

    where: str
    what: str
    before: str = ""
    after: str = ""


def differences(old: Form, new: Form) -> tuple[FormDifference, ...]:
    """Return all that an agency may change and that differs, in the order of the new form."""
    return tuple(_differences(old, new))


def _differences(old: Form, new: Form) -> Iterator[FormDifference]:
    if old.title != new.title:
        yield FormDifference("The form itself", "Title", old.title, new.title)
    titles = {part.letter: part.title for part in old.parts}
    for part in new.parts:
        if titles.get(part.letter) != part.title:
            where = f"Part {part.letter}"
            yield FormDifference(where, "Title", titles.get(part.letter, ""), part.title)
    before, moved = old.by_key, set(_moved(old, new))
    for section in new.sections:
        if section.key not in before:
            yield FormDifference(_named(section), "Added", "", f"after {_behind(new, section)}")
            continue
        yield from _of_section(before[section.key], section)
        if section.key in moved:
            where = f"after {_behind(old, before[section.key])}"
            yield FormDifference(_named(section), "Moved", where, f"after {_behind(new, section)}")
    for section in old.sections:
        if section.key not in new.by_key:
            yield FormDifference(_named(section), "Taken out", section.title, "")


def _of_section(old: Section, new: Section) -> Iterator[FormDifference]:
    where = _named(new)
    for what, before, after in (
        ("Title", old.title, new.title),
        ("Words", _said(old.words), _said(new.words)),
        ("Rows", _said(old.rows), _said(new.rows)),
        ("Prompts", "\n".join(old.prompts), "\n".join(new.prompts)),
        ("Rows ask", "\n".join(old.asks), "\n".join(new.asks)),
    ):
        if before != after:
            yield FormDifference(where, what, before, after)
    if _nature(old) != _nature(new):
        yield FormDifference(where, "Changed in what it is")


def _nature(section: Section) -> tuple[object, ...]:
    return (
        section.part,
        section.kind,
        section.scope,
        section.editions,
        section.when,
        section.who,
        section.boxes,
        section.columns,
        section.statute,
        section.rests_on,
    )


def _moved(old: Form, new: Form) -> Iterator[str]:
    """Go through the sections that stand behind another one than they did, of those in both."""
    kept = [section.key for section in new.sections if section.key in old.by_key]
    there = [section.key for section in old.sections if section.key in new.by_key]
    if kept == there:
        return
    behind = dict(zip(there, ["", *there], strict=False))
    named = {section.key for section in new.sections if section.after != _after(old, section.key)}
    for key, before in zip(kept, ["", *kept], strict=False):
        if behind[key] != before and (key in named or not named):
            yield key


def _after(form: Form, key: str) -> str:
    return form.by_key[key].after if key in form.by_key else ""


def _behind(form: Form, section: Section) -> str:
    at = form.sections.index(section)
    before = form.sections[at - 1] if at else None
    if before is None or before.part != section.part:
        return f"the heading of part {section.part}"
    return _named(before)


def _named(section: Section) -> str:
    return f"{section.key} {section.title}"


def _said(band: Band | None) -> str:
    return f"{band.least:,} to {band.most:,}" if band else ""
