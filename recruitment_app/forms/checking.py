"""Every form that is shipped, or every file of an agency's folder, checked and summed up."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from recruitment_app import paths
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Band, Form, Household
from recruitment_app.forms.faults import Fault, Place, WrongForm
from recruitment_app.forms.overlays import laid_over
from recruitment_app.forms.reading import SHIPPED, read_form, shipped_form
from recruitment_app.forms.statutory_items import FILE, Items, read_items, shipped_items
from recruitment_app.forms.told import decoded, told
from recruitment_app.forms.whole import faults_of

_COUPLE: Final = Household(applicants=("1", "2"))
_SINGLE: Final = Household(applicants=("1",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What one form holds; ``statutory_items`` counts the items that its sections serve.

    The words are the fewest and the most that its sections ask for altogether of a couple and of a
    single applicant without children, special wishes or a second opinion.
    """

    file: str
    form: str
    version: str
    sections: int
    statutory_items: int
    words_couple: Band
    words_single: Band


@dataclass(frozen=True, slots=True)
class Checked:
    """The forms that are right, and what is wrong with the others."""

    summaries: tuple[Summary, ...]
    faults: tuple[Fault, ...]


def check_shipped() -> Checked:
    """Check the forms that are shipped."""
    return _check([paths.forms() / FILE, *(paths.forms() / f"{name}.toml" for name in SHIPPED)])


def check_folder(folder: Path) -> Checked:
    """Check every .toml of a folder: whole forms, changes of shipped ones, statutory items.

    Raises:
        Problem: there is no such folder, or nothing to check in it.

    """
    if not folder.is_dir():
        raise Problem(f"There is no folder {folder}.")
    files = sorted(file for file in folder.glob("*.toml") if file.is_file())
    if not files:
        raise Problem(f"There is no form in {folder}: a form is a file that ends in .toml.")
    return _check(files)


def _check(files: list[Path]) -> Checked:
    faults: list[Fault] = []
    items = shipped_items()
    has_items = next((file for file in files if file.name == FILE), None)
    if has_items:
        try:
            items = read_items(has_items.read_bytes(), FILE, shipped_items())
        except WrongForm as wrong:
            faults += wrong.faults
    found: dict[str, tuple[str, Form]] = {}
    for file in files:
        if file.name == FILE:
            continue
        try:
            form = _read(decoded(file.read_bytes(), file.name), file.name, items)
        except WrongForm as wrong:
            faults += wrong.faults
            continue
        if form.name in found:
            other = found[form.name][0]
            faults.append(
                Fault(Place(file.name, 1), f"{other} has the form “{form.name}” already.")
            )
        else:
            found[form.name] = (file.name, form)
    if has_items:
        faults += _unserved(items, found)
    return Checked(tuple(_summary(file, form) for file, form in found.values()), tuple(faults))


def _read(text: str, file: str, items: Items) -> Form:
    table = told(text, file)
    if not table.has("over"):
        return read_form(text, file, items)
    name = table.text("form")
    if name not in SHIPPED:
        raise WrongForm([Fault(table.at("form"), f"No form “{name}” is shipped.")])
    return laid_over(replace(shipped_form(name), items=items), text, file)


def _unserved(items: Items, found: dict[str, tuple[str, Form]]) -> Iterator[Fault]:
    """Go through the items of the agency that a shipped form, left as it is, does not serve."""
    for name in SHIPPED:
        if name not in found:
            yield from faults_of(replace(shipped_form(name), items=items), Place(FILE, 1))


def _summary(file: str, form: Form) -> Summary:
    return Summary(
        file=file,
        form=form.name,
        version=form.version,
        sections=len(form.sections),
        statutory_items=len({item for section in form.sections for item in section.statute}),
        words_couple=form.words(_COUPLE),
        words_single=form.words(_SINGLE),
    )
