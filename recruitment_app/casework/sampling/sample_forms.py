"""The forms beside the sample's full reports: finances and the check of the home, as these say."""

from collections.abc import Iterator, Mapping
from typing import Final

from recruitment_app.casework.reports.form_facts import SORTS
from recruitment_app.casework.reports.report_rows import Row, SectionContent
from recruitment_app.forms.definition import Box, Form, Section
from recruitment_app.forms.prose import of_text
from recruitment_app.forms.reading import FINANCES, HOME_SAFETY, shipped_form

_HERE: Final = {sort: section for section, sort in reversed(tuple(SORTS.items()))}
"""The first section of the finances for each kind of line."""
_WITHOUT: Final = "where there is one"
_DOG: Final[Row] = {
    "animal": "dog",
    "kind": "Dog, Greyhound",
    "lives": "In the kitchen, on a bed of its own",
    "health": "Vaccinated; wormed every three months",
    "children": "Stayed on its bed while a neighbour\u2019s child played beside it",
    "plan": "A gate at the kitchen door, and no child alone with it",
    "is_banned": "No",
}
_WORDS: Final[Mapping[str, str]] = {
    "fin.leave": "One of them stays at home for nine months, the first six on the pay of their"
    " employer. Outings and clothes would be cut first; the savings are there for a longer leave.",
    "fin.summary": "Accounts, payslips and the agreements of every debt were seen for three months."
    " Nothing was hidden and no payment was late.",
    "home.summary": "Every room and the garden were seen on two visits. The smoke alarms sounded."
    " Nothing stands in the way of a child of the age that they hope for; with one who climbs, the"
    " windows upstairs want looking at again.",
}

Contents = Mapping[str, SectionContent]


def forms_beside(money: SectionContent, home: SectionContent) -> Iterator[tuple[Form, Contents]]:
    """Go through the forms, given what a report's tables of money and home say."""
    finances, check = shipped_form(FINANCES), shipped_form(HOME_SAFETY)
    yield finances, dict(_told(finances, _lines(money)))
    pets = tuple(row for row in home.rows if row.get("feature") == "Pets")
    animals = (
        (_DOG,) if any("greyhound" in row.get("outline", "").casefold() for row in pets) else ()
    )
    answers = {section.key: _answered(section) for section in check.sections if section.asks}
    yield check, dict(_told(check, {**answers, "home.animals": animals}))


def _told(form: Form, rows: Mapping[str, tuple[Row, ...]]) -> Iterator[tuple[str, SectionContent]]:
    for section in form.sections:
        words = _WORDS.get(section.key, "")
        written = rows.get(section.key, ())
        if words or written:
            boxes = {Box.WORDS: of_text(words)} if words else {}
            yield section.key, SectionContent(boxes, written)


def _lines(money: SectionContent) -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in money.rows:
        section = _HERE.get(row.get("sort", ""))
        if section is not None:
            line = {key: text for key, text in row.items() if key != "sort"}
            found[section] = (*found.get(section, ()), line)
    return found


def _answered(section: Section) -> tuple[Row, ...]:
    return tuple(
        {"item": asked, "answer": "Does not apply" if _WITHOUT in asked else "Yes"}
        for asked in section.asks
    )
