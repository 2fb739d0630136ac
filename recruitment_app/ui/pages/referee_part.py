"""A referee beside their reference: who they are, the interview, and the weight it is given."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from recruitment_app.casework.checks.referee_rows import InterviewRow, RefereeRow
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui import check_words, labels, tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.people_words import partial
from recruitment_app.ui.places import Place
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.chip import Chip
from recruitment_app.ui.widgets.fact_grid import FactGrid
from recruitment_app.ui.widgets.place_button import PlaceButton

_FORM = "referee_interview"


class RefereePart(QWidget):
    """The facts of a referee with a way to each step of the interview."""

    wished = Signal(object)

    def __init__(
        self, office: Office, case_id: UUID, row: RefereeRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._case_id, self._row = case_id, row
        role = office.person.role
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        top = QHBoxLayout()
        top.addWidget(label(self.tr("Referee"), "field"))
        top.addStretch(1)
        if may(role, Duty.ENTER_DATES):
            spoken = self.tr("Change the referee")
            top.addWidget(self._link(self.tr("Change…"), "referee", spoken))
        column.addLayout(top)
        facts = _facts(row)
        if facts:
            column.addWidget(FactGrid(facts))
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL)
        line.addWidget(label(self.tr("Interview"), "field"))
        line.addWidget(Chip(*_step(row.interview)))
        line.addStretch(1)
        column.addLayout(line)
        if row.interview is not None:
            column.addWidget(FactGrid(_interview_facts(row.interview)))
        if may(role, Duty.ASSESS):
            column.addLayout(self._acts())

    def _acts(self) -> QHBoxLayout:
        held = self._row.interview
        line = QHBoxLayout()
        line.setSpacing(tokens.LARGE)
        if held is None:
            line.addWidget(self._link(self.tr("Interviewed…"), "referee_interview"))
        elif held.confirmed_on is None:
            line.addWidget(self._link(self.tr("Confirmed…"), "referee_confirmed"))
        else:
            line.addWidget(self._link(self.tr("Weight…"), "referee_weight"))
        facts = {"tab": "report", "form": _FORM, "subject": str(self._row.id)}
        writing = PlaceButton(
            self.tr("Write the interview"), Place("case", self._case_id, facts), kind="link"
        )
        writing.wished.connect(self.wished)
        line.addWidget(writing)
        if held is not None:
            spoken = self.tr("Take back what was recorded last of the interview")
            line.addWidget(self._link(self.tr("Take back…"), "referee_take_back", spoken))
        line.addStretch(1)
        return line

    def _link(self, words: str, name: str, spoken: str = "") -> PlaceButton:
        place = Place(name, self._case_id, {"referee": str(self._row.id)})
        button = PlaceButton(words, place, kind="link", spoken=spoken)
        button.wished.connect(self.wished)
        return button


def _step(held: InterviewRow | None) -> tuple[str, Tint]:
    if held is None:
        return check_words.said("Not yet"), Tint.DUE
    if held.confirmed_on is None:
        return check_words.said("To be confirmed"), Tint.DUE
    if held.weighed_on is None:
        return check_words.said("To be weighed"), Tint.DUE
    return check_words.said("Weighed"), Tint.MET


def _facts(row: RefereeRow) -> list[tuple[str, str]]:
    relation = row.relation
    if row.is_relative:
        relative = check_words.said("a relative")
        relation = f"{relation} ({relative})" if relation else relative
    told = (
        (check_words.said("Relation"), relation),
        (check_words.said("Known since"), partial(row.known_since)),
        (check_words.said("Address"), row.address),
        (check_words.said("Reached at"), row.contact),
    )
    return [(name, value) for name, value in told if value]


def _interview_facts(held: InterviewRow) -> list[tuple[str, str]]:
    when = labels.in_text(held.held_on)
    minutes = labels.count(held.minutes, "minute", "minutes") if held.minutes else ""
    alone = check_words.said("seen alone") if held.is_alone else ""
    by = check_words.said("by {name}").format(name=held.interviewed_by)
    confirmed = labels.in_text(held.confirmed_on) if held.confirmed_on else ""
    weighed = labels.in_text(held.weighed_on) if held.weighed_on else ""
    told = (
        (
            check_words.said("Held"),
            ", ".join(part for part in (when, by, minutes, held.venue, alone) if part),
        ),
        (
            check_words.said("Confirmed"),
            ", ".join(part for part in (confirmed, held.confirmed_how) if part),
        ),
        (
            check_words.said("Weighed"),
            ", ".join(part for part in (weighed, held.weighed_by) if part),
        ),
        (check_words.said("Weight"), held.weight),
    )
    return [(name, value) for name, value in told if value]
