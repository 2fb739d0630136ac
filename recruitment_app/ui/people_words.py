"""What the windows say of people: dates known in part, ages, and the facts of a person in order."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from recruitment_app.casework.rows import AddressRow, ContactRow, PersonRow
from recruitment_app.errors import Problem
from recruitment_app.rules.partial_dates import PartialDate

Codes = Mapping[str, Mapping[str, str]]


def _said(words: str) -> str:
    return QCoreApplication.translate("people_words", words)


def code(codes: Codes, list_name: str, value: str) -> str:
    """Return the words of a code; what is no code of the list speaks for itself."""
    return codes.get(list_name, {}).get(value, value)


def partial(text: str) -> str:
    """Return a date that is known in part as it is shown: “May 1979”."""
    if not text:
        return ""
    try:
        return PartialDate.stored(text).shown
    except Problem:
        return text


def born(person: PersonRow, today: date) -> str:
    """Return the date of birth with the age: “12 May 1979 (35)”."""
    if not person.born or person.died:
        return partial(person.born)
    try:
        age = PartialDate.stored(person.born).shown_age(today)
    except Problem:
        return person.born
    shown = partial(person.born)
    return f"{shown} ({age})" if age else shown


def span(begins: str, ends: str) -> str:
    """Return two partial dates as a stretch: “May 1979 to 2001”, “since 2009”."""
    first, last = partial(begins), partial(ends)
    if first and last:
        return f"{first} {_said('to')} {last}"
    if first:
        return f"{_said('since')} {first}"
    return f"{_said('until')} {last}" if last else ""


def address(row: AddressRow) -> str:
    """Return an address on one line."""
    lines = ", ".join(part.strip() for part in row.lines.splitlines() if part.strip())
    postcode = row.postcode.replace(" ", "\N{NO-BREAK SPACE}")
    return ", ".join(part for part in (lines, postcode, row.country) if part)


def contact(row: ContactRow) -> str:
    """Return a telephone number or an e-mail address with its remark."""
    return f"{row.value} ({row.remark})" if row.remark else row.value


def facts(person: PersonRow, codes: Codes, today: date) -> list[tuple[str, str]]:
    """Return what is known of a person, in the order in which it is asked."""
    told = (
        (_said("Known as"), person.known_as),
        (_said("Relation"), code(codes, "relationship", person.relation)),
        (_said("Born"), born(person, today)),
        (_said("Died"), partial(person.died)),
        (_said("Birth place"), person.birth_place),
        (_said("Gender"), code(codes, "gender", person.gender)),
        (_said("Ethnicity"), code(codes, "ethnicity", person.ethnicity)),
        (_said("Disability"), code(codes, "disability", person.disability)),
        (_said("Nationality"), person.nationality),
        (_said("Religion"), code(codes, "religion", person.religion)),
        (_said("Language"), person.language),
        (_said("Occupation"), person.occupation),
        (_said("Identifier"), person.identifier),
        (_said("At home"), span(person.moved_in, person.moved_out)),
        (_said("Remarks"), person.remarks),
    )
    return [(name, value) for name, value in told if value]
