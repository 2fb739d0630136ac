"""The animals of a household, in "People and home"."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout

from recruitment_app.casework.rows import AnimalRow
from recruitment_app.ui import tokens
from recruitment_app.ui.pages.case_part import CasePart, CaseShown
from recruitment_app.ui.people_words import Codes, code, partial
from recruitment_app.ui.widgets.card import Card, label, rule


def animals_card(part: CasePart, shown: CaseShown) -> Card:
    """Return the card of the animals, each with the way to change it."""
    card = Card(_said("Animals"))
    card.corner.addWidget(part.link(_said("Add an animal…"), shown.place("animal")))
    for place, row in enumerate(shown.case.animals):
        if place:
            card.body.addWidget(rule())
        what = animal_words(shown.codes, row)
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL)
        line.addWidget(label(what, wraps=True), 1)
        spoken = _said("Change {what}").format(what=what)
        to = shown.place("animal", {"animal": str(row.id)})
        line.addWidget(part.link(_said("Change…"), to, spoken=spoken))
        card.body.addLayout(line)
        more = _more(row)
        if more:
            card.body.addWidget(label(more, "small", wraps=True))
    if not shown.case.animals:
        card.body.addWidget(label(_said("None is recorded."), "second"))
    return card


def animal_words(codes: Codes, row: AnimalRow) -> str:
    """Return what an animal is on one line: “Dog: Biscuit, Border collie”."""
    kind = code(codes, "animal_kind", row.kind)
    named = ", ".join(part for part in (row.name, row.breed) if part)
    return f"{kind}: {named}" if named else kind


def _more(row: AnimalRow) -> str:
    told = (
        row.size,
        _said("born {when}").format(when=partial(row.born)) if row.born else "",
        row.kept_where,
        " ".join(row.remarks.split()),
        _said("no longer there since {when}").format(when=partial(row.gone_on))
        if row.gone_on
        else "",
    )
    return " · ".join(part for part in told if part)


def _said(words: str) -> str:
    return QCoreApplication.translate("animals", words)
