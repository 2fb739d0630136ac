"""What may stand in braces in a letter, and what a letter has to tell, beside its text."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from recruitment_app.casework.letters.letter_trials import MustTell
from recruitment_app.rules.letter_texts import Field
from recruitment_app.ui import tokens
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import clear, label
from recruitment_app.ui.widgets.chip import Chip
from recruitment_app.ui.widgets.offer_list import Offer
from recruitment_app.ui.widgets.wording_box import braced

_GROUPS: Final = (
    ("Typed for each letter", ("ask",)),
    ("To whom it goes", ("applicants", "to")),
    ("Event", ("event",)),
    ("Check", ("check",)),
    ("Dates of the case", ("dates",)),
    ("Case and letter", ("case", "letter", "promise")),
    ("Agency and who writes", ("agency", "worker", "writer")),
    ("Passages", ("passage",)),
)
"""The headings of the list, and how the names of the fields beneath each begin."""


def offers_of(fields: Sequence[Field]) -> Iterator[Offer]:
    """Go through the fields under their headings."""
    for heading, kinds in _GROUPS:
        for field in fields:
            if field.name.partition(".")[0] in kinds:
                hint = "\n".join(filter(None, (braced(field.name), field.label, field.how_to_get)))
                words = QCoreApplication.translate("field_list", heading)
                yield Offer(field.name, field.label, words, hint)


class MustList(QWidget):
    """Each field that a letter has to tell, with a word that says whether its text does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What the letter has to tell"))
        self._shown: tuple[MustTell, ...] | None = None
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(tokens.TIGHT)

    def show_must(self, must: tuple[MustTell, ...]) -> None:
        """Show what has to be told; nothing where nothing has."""
        if must == self._shown:
            return
        self._shown = must
        clear(self.rows)
        for each in must:
            words, tint = (
                (self.tr("Told"), Tint.MET) if each.is_told else (self.tr("Left out"), Tint.LATE)
            )
            row = QHBoxLayout()
            row.setSpacing(tokens.SMALL)
            row.addWidget(Chip(words, tint, self))
            told = label(each.label, wraps=True)
            told.setToolTip(braced(each.name))
            row.addWidget(told, 1)
            self.rows.addLayout(row)
        self.setVisible(bool(must))
