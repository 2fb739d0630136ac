"""The people and the home: everybody of the household, with every name, address and relation."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.casework.households.relatives import family_of
from recruitment_app.casework.rows import BackgroundRow, PersonRow, RelationshipRow
from recruitment_app.drawings.family_tree import family_tree
from recruitment_app.drawings.scaling import scaled
from recruitment_app.rules.roles import Duty
from recruitment_app.ui import tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.animals_card import animals_card
from recruitment_app.ui.pages.case_part import CasePart, CaseShown
from recruitment_app.ui.pages.case_photographs import CasePhotographs
from recruitment_app.ui.people_words import address, code, contact, facts, span
from recruitment_app.ui.widgets.card import Card, label, rule
from recruitment_app.ui.widgets.chart_view import ChartView
from recruitment_app.ui.widgets.fact_grid import FactGrid

_COLUMNS = 2
_MOST_APPLICANTS = 2
_AT_HOME = frozenset({"applicant", "household"})
Detail = tuple[str, str, str]
"""The key of a detail, its words, and its dates."""


class CasePeople(CasePart):
    """Applicants side by side, everybody at home and elsewhere, their photographs and tree."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photographs = CasePhotographs(office)
        self.photographs.wished.connect(self.wished)

    @override
    def show_case(self, shown: CaseShown) -> None:
        self.column.removeWidget(self.photographs)  # it stays, with the pictures it has read
        super().show_case(shown)

    @override
    def lay_out(self, shown: CaseShown) -> None:
        sections = (
            ("applicant", self.tr("Applicants"), self.tr("Add a second applicant…")),
            ("household", self.tr("Everybody else at home"), self.tr("Add somebody at home…")),
            (
                "child_elsewhere",
                self.tr("Children living elsewhere"),
                self.tr("Add a child living elsewhere…"),
            ),
            ("relative", self.tr("Relatives living elsewhere"), self.tr("Add a relative…")),
        )
        for standing, heading, adding in sections:
            people = [person for person in shown.case.people if person.standing == standing]
            head = QHBoxLayout()
            head.addWidget(label(heading, "heading"))
            if standing != "applicant" or len(people) < _MOST_APPLICANTS:
                place = shown.place("person", {"standing": standing})
                head.addWidget(self.link(adding, place))
            head.addStretch(1)
            self.column.addLayout(head)
            if people:
                self._lay_out_people(shown, people)
            if standing == "applicant":
                self.photographs.show_case(shown)
                self.column.addWidget(self.photographs)
        self.column.addWidget(animals_card(self, shown))
        self.column.addWidget(self._family_tree(shown))

    def _family_tree(self, shown: CaseShown) -> Card:
        family = family_of(shown.case, shown.today)
        drawing = family_tree(family)
        card = Card(self.tr("Family tree"))
        view = ChartView(self.tr("Family tree"))
        view.setFixedHeight(ceil(drawing.height * view.logicalDpiY() / tokens.POINTS_PER_INCH))
        view.show_drawing(lambda width, _height: scaled(drawing, width))
        card.body.addWidget(view)
        if family.apart:
            words = self.tr("Not in the tree: {people}. Say whose relative under Relationships.")
            card.body.addWidget(
                label(words.format(people="; ".join(family.apart)), "second", wraps=True)
            )
        return card

    def _lay_out_people(self, shown: CaseShown, people: Sequence[PersonRow]) -> None:
        grid = QGridLayout()
        grid.setSpacing(tokens.MEDIUM)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        for place, person in enumerate(people):
            row, column = divmod(place, _COLUMNS)
            grid.addWidget(self._card(shown, person), row, column, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(grid)

    def _card(self, shown: CaseShown, person: PersonRow) -> Card:
        card = Card(person.name)
        who = {"person": str(person.id)}
        card.corner.addWidget(
            self.link(
                self.tr("Change…"),
                shown.place("person", who),
                spoken=self.tr("Change {name}").format(name=person.name),
            )
        )
        card.corner.addWidget(
            self.link(
                self.tr("Take out…"),
                shown.place("take_out", who),
                spoken=self.tr("Take {name} out of the household").format(name=person.name),
            )
        )
        if shown.may(Duty.MERGE) and len(shown.case.people) > 1:
            card.corner.addWidget(
                self.link(
                    self.tr("Same as…"),
                    shown.place("merge_people", who),
                    spoken=self.tr("{name} is the same person as another").format(name=person.name),
                )
            )
        known = facts(person, shown.codes, shown.today)
        if known:
            card.body.addWidget(FactGrid(known))
        else:
            card.body.addWidget(label(self.tr("Nothing but the name is known."), "second"))
        self._details(shown, card, person)
        return card

    def _details(self, shown: CaseShown, card: Card, person: PersonRow) -> None:
        groups: tuple[tuple[str, str, str, list[Detail]], ...] = (
            (
                "contact",
                self.tr("Reached at"),
                self.tr("Add a telephone number or e-mail address"),
                [(str(row.id), contact(row), "") for row in person.contacts],
            ),
            (
                "address",
                self.tr("Addresses"),
                self.tr("Add an address"),
                [
                    (str(row.id), address(row), span(row.begins, row.ends))
                    for row in person.addresses
                ],
            ),
            (
                "name",
                self.tr("Names ever used"),
                self.tr("Add a name ever used"),
                [
                    (
                        str(row.id),
                        f"{row.name} ({row.kind})" if row.kind else row.name,
                        span(row.begins, row.ends),
                    )
                    for row in person.names
                ],
            ),
            (
                "relationship",
                self.tr("Relationships"),
                self.tr("Add a relationship"),
                [
                    (str(row.id), self._relation(shown, row), span(row.begins, row.ends))
                    for row in person.relationships
                ],
            ),
            (
                "background",
                self.tr("Work, service and registrations"),
                self.tr("Add work, service or a registration"),
                [
                    (str(row.id), _background(shown, row), span(row.begins, row.ends))
                    for row in person.backgrounds
                ],
            ),
        )
        for kind, heading, adding, rows in groups:
            if kind == "background" and not rows and person.standing not in _AT_HOME:
                continue  # no check follows from it
            card.body.addWidget(rule())
            top = QHBoxLayout()
            top.addWidget(label(heading, "field"))
            top.addStretch(1)
            place = shown.place("detail", {"person": str(person.id), "kind": kind})
            spoken = f"{adding}: {person.name}"
            top.addWidget(self.link(self.tr("Add…"), place, spoken=spoken))
            card.body.addLayout(top)
            for detail_id, words, when in rows:
                card.body.addLayout(self._detail(shown, person, kind, (detail_id, words, when)))

    def _detail(
        self, shown: CaseShown, person: PersonRow, kind: str, detail: Detail
    ) -> QHBoxLayout:
        detail_id, words, when = detail
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        told = label(words, wraps=True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(told, 1)
        if when:
            row.addWidget(label(when, "small"))
        place = shown.place("detail", {"person": str(person.id), "kind": kind, "detail": detail_id})
        spoken = self.tr("Change {what}").format(what=words)
        row.addWidget(self.link(self.tr("Change…"), place, spoken=spoken))
        return row

    def _relation(self, shown: CaseShown, row: RelationshipRow) -> str:
        other = next(
            (person.name for person in shown.case.people if person.id == row.other_id),
            row.other_name,
        )
        said = code(shown.codes, "relationship", row.kind)
        told = f"{said}: {other}" if other else said
        ended = ", ".join(part for part in (row.ended_how, row.place) if part)
        return f"{told} ({ended})" if ended else told


def _background(shown: CaseShown, row: BackgroundRow) -> str:
    told = ", ".join(part for part in (row.post, row.what) if part)
    said = f"{code(shown.codes, 'background_kind', row.kind)}: {told}"
    with_children = QCoreApplication.translate("people", "with children or adults at risk")
    return f"{said} ({with_children})" if row.is_with_children else said
