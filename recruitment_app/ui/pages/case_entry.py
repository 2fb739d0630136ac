"""One line of a case's timeline, whole: its words, who recorded it, and what to do with it."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from recruitment_app.casework.file.timeline_rows import Source, TimelineRow
from recruitment_app.rules.roles import Duty, Role, may
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.places import Place
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, clear, label
from recruitment_app.ui.widgets.chip import Chip
from recruitment_app.ui.widgets.place_button import PlaceButton

_TABS: Final = {Source.VISIT: "visits", Source.CHECK: "checks", Source.REFEREE: "checks"}


class CaseEntry(Card):
    """Says of every kind of line the same in the same order; its buttons wish for places.

    ``open``, ``open_letter``, ``save``, ``take_off`` and ``correct`` are for the tab itself.
    """

    wished = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("…", parent)
        self.row: TimelineRow | None = None
        self.note_button = QPushButton(self.tr("Write a note"), self)
        self.note_button.setProperty("kind", "small")
        self.note_button.clicked.connect(self.left)
        self.corner.addWidget(self.note_button)

    def show_row(self, case_id: UUID, row: TimelineRow, role: Role) -> None:
        """Show a line."""
        self.row = row
        self.set_heading(f"{row.what}, {labels.in_text(row.on)}")
        clear(self.body)
        if row.is_confidential:
            chips = QHBoxLayout()
            chips.addWidget(Chip(self.tr("Confidential"), Tint.INFORMATION))
            chips.addStretch(1)
            self.body.addLayout(chips)
        if row.heading:
            heading = label(row.heading, "strong", wraps=True)
            font = heading.font()
            font.setStrikeOut(row.is_struck)
            heading.setFont(font)
            self.body.addWidget(heading)
        if row.text:
            text = label(row.text, wraps=True)
            text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.body.addWidget(text)
        if row.remark:
            self.body.addWidget(label(row.remark, "small", wraps=True))
        by = ", ".join(part for part in (row.by, labels.moment(row.at)) if part)
        self.body.addWidget(label(by, "small", wraps=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SMALL)
        for place, words in self._acts(case_id, row, role):
            button = PlaceButton(words, place, spoken=f"{words.rstrip('…')}: {row.title}")
            button.wished.connect(self._on_wished)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def _acts(self, case_id: UUID, row: TimelineRow, role: Role) -> list[tuple[Place, str]]:
        """Return where each button of a line leads, and its words."""
        facts = {"document": str(row.id)}
        if row.source is Source.NOTE and may(role, Duty.WRITE_NOTES):
            return [(Place("correct"), self.tr("Correct…"))]
        if row.source is Source.EVENT and not row.is_struck:
            place = Place("correct_entry", case_id, {"entry": str(row.id)})
            return [(place, self.tr("Correct…"))]
        if row.source is Source.DOCUMENT:
            acts = [
                (Place("open", case_id, facts), self.tr("Open")),
                (Place("save", case_id, facts), self.tr("Save a copy…")),
            ]
            if may(role, Duty.KEEP_DOCUMENTS):
                acts.append((Place("change_document", case_id, facts), self.tr("Change…")))
                acts.append((Place("take_off", case_id, facts), self.tr("Take off")))
            return acts
        if row.source is Source.LETTER:
            letter = Place("letters", case_id, {"letter": str(row.id)})
            return [(Place("open_letter"), self.tr("Open")), (letter, self.tr("Go to it"))]
        if row.source in _TABS:
            place = Place("case", case_id, {"tab": _TABS[row.source]})
            return [(place, self.tr("Go to it"))]
        return []

    @Slot(object)
    def _on_wished(self, place: Place) -> None:
        self.wished.emit(place)
