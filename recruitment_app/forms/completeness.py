"""Which statutory items are told, by which sections: presence is counted, never adequacy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recruitment_app.forms.definition import Form, Household
from recruitment_app.forms.statutory_items import ItemWhen


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How far one section is, for one person or for all (``person`` is "").

    ``is_filled`` says that it holds words, rows or facts, or the reason why it does not apply.
    """

    section: str
    person: str = ""
    is_filled: bool
    words: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """A statutory item in a section. A section's words are counted where it first comes."""

    statutory_item: str
    section: str
    filled: bool
    words: int


def completeness(
    form: Form, household: Household, answers: Iterable[Answer]
) -> tuple[Coverage, ...]:
    """Return each statutory item with each section that serves it, in the order of the law.

    A section is filled when it is for everybody whose text it needs. An item that is wanted of
    this household and that no standing section serves comes with the section "".
    """
    given = {(answer.section, answer.person): answer for answer in answers}
    counted: set[str] = set()
    rows: list[Coverage] = []
    for item in form.items.values():
        if item.group not in form.covers or item.made_of or not _wanted(item.when, household):
            continue
        serving = [
            (section, persons)
            for section in form.sections
            if item.id in section.statute and (persons := section.persons(household))
        ]
        for section, persons in serving:
            found = [given.get((section.key, person)) for person in persons]
            words = sum(answer.words for answer in found if answer)
            rows.append(
                Coverage(
                    item.id,
                    section.key,
                    filled=all(answer and answer.is_filled for answer in found),
                    words=0 if section.key in counted else words,
                )
            )
            counted.add(section.key)
        if not serving:
            rows.append(Coverage(item.id, "", filled=False, words=0))
    return (*rows, *_made_of_others(form, rows))


def _made_of_others(form: Form, rows: list[Coverage]) -> Iterator[Coverage]:
    for item in form.items.values():
        if item.group in form.covers and item.made_of:
            parts = [row for row in rows if form.items[row.statutory_item].group in item.made_of]
            yield Coverage(item.id, "", filled=all(row.filled for row in parts), words=0)


def _wanted(when: ItemWhen, household: Household) -> bool:
    is_couple = len(household.applicants) > 1
    return {
        ItemWhen.ALWAYS: True,
        ItemWhen.COUPLE: is_couple,
        ItemWhen.SINGLE: not is_couple,
    }[when]
