"""A form as a whole: the order of its sections, circles among them, and the law that it covers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import Final

from recruitment_app.forms.definition import Form, Household, Section
from recruitment_app.forms.faults import Fault, Place
from recruitment_app.forms.statutory_items import ItemWhen

_LEAST: Final = {
    ItemWhen.COUPLE: Household(applicants=("1", "2")),
    ItemWhen.SINGLE: Household(applicants=("1",)),
}
"""The households with the fewest sections: no child, no wish, no second opinion."""

_WORDS: Final = {ItemWhen.COUPLE: "a couple", ItemWhen.SINGLE: "a single applicant"}


def in_order(form: Form) -> Form:
    """Return the form with each section that names another behind that one."""
    behind: dict[str, list[Section]] = {}
    for section in form.sections:
        behind.setdefault(section.after, []).append(section)

    def follow(key: str) -> Iterator[Section]:
        for section in behind.get(key, ()):
            yield section
            yield from follow(section.key)

    return replace(form, sections=tuple(follow("")))


def faults_of(form: Form, covers: Place) -> Iterator[Fault]:
    """Go through what is wrong between sections; ``covers`` is where the form names the law."""
    yield from _unknown(form)
    yield from _circles(
        form, "stands after", {s.key: (s.after,) if s.after else () for s in form.sections}
    )
    yield from _circles(form, "rests on", {s.key: s.rests_on for s in form.sections})
    for part in form.parts:
        if not any(section.part == part.letter for section in form.sections):
            yield Fault(covers, f"Part {part.letter} has no section.")
    yield from _uncovered(form, covers)


def _unknown(form: Form) -> Iterator[Fault]:
    known = form.by_key
    for section in form.sections:
        for key in (section.after, *section.rests_on):
            if key and key not in known:
                yield Fault(section.place, f"“{section.key}” names “{key}”, which is no section.")
        before = known.get(section.after)
        if before is not None and before.part != section.part:
            yield Fault(
                section.place,
                f"“{section.key}” is in part {section.part} and cannot stand after"
                f" “{before.key}”, which is in part {before.part}.",
            )


def _circles(form: Form, how: str, links: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    left = dict(links)
    known = form.by_key
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as circle:
            keys = list(reversed(circle.args[1]))
            steps = f", which {how} ".join(f"“{key}”" for key in keys[1:])
            yield Fault(
                known[keys[0]].place, f"“{keys[0]}” {how} {steps}: a circle. Take one step out."
            )
            left[keys[0]] = ()
        else:
            return


def _uncovered(form: Form, covers: Place) -> Iterator[Fault]:
    for item in form.items.values():
        if item.group not in form.covers or item.made_of:
            continue
        wanted_of = [when for when in _LEAST if item.when in {ItemWhen.ALWAYS, when}]
        without = [when for when in wanted_of if not _is_covered(form, item.id, _LEAST[when])]
        if without == wanted_of:
            yield Fault(covers, f"No section covers {item.id}: {item.title}.")
        elif without:
            whom = _WORDS[without[0]]
            yield Fault(covers, f"For {whom} no section covers {item.id}: {item.title}.")


def _is_covered(form: Form, item: str, household: Household) -> bool:
    return any(item in section.statute and section.persons(household) for section in form.sections)
