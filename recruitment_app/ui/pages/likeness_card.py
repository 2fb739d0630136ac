"""Who may be known already, with the reasons in words and the way to their case."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from recruitment_app.casework.rows import LikeRow
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import Card, clear, label, rule


class LikenessCard(Card):
    """Likely duplicates, the likeliest first; going on means typing on."""

    wished = Signal(object)

    turned_down: frozenset[UUID] = frozenset()
    """The cases of which it was said that they are not of who is being typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Perhaps known already", parent)
        self.set_heading(self.tr("Perhaps known already"))
        self.shown: tuple[LikeRow, ...] = ()
        self._rows: tuple[LikeRow, ...] = ()
        self.setMinimumWidth(tokens.SIDE_WIDTH)
        self.show_rows(())

    def show_rows(self, rows: Sequence[LikeRow]) -> None:
        """Show these, or say that nobody is alike."""
        self._rows = tuple(rows)
        self.shown = tuple(row for row in rows if row.case_id not in self.turned_down)
        clear(self.body)
        if not self.shown:
            told = self.tr("Whoever looks like the people that you type is shown here.")
            self.body.addWidget(label(told, "second", wraps=True))
            return
        for place, row in enumerate(self.shown):
            if place:
                self.body.addWidget(rule())
            self.body.addLayout(self._line(row))
        told = self.tr("Open the case if it is theirs; otherwise go on: it is remembered.")
        self.body.addWidget(label(told, "small", wraps=True))

    def _line(self, row: LikeRow) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(tokens.TIGHT)
        words.addWidget(label(f"{row.name} · {row.reference}", "strong", wraps=True))
        where = f"{labels.stage(row.stage)} · {self.tr('enquiry of')} "
        words.addWidget(label(where + labels.in_table(row.opened_on), "small", wraps=True))
        words.addWidget(label("; ".join(row.reasons), "small", wraps=True))
        button = QPushButton(self.tr("Open"), self)
        button.setProperty("kind", "small")
        button.setAccessibleName(self.tr("Open {reference}").format(reference=row.reference))
        button.setProperty("case", str(row.case_id))
        button.clicked.connect(self._on_open_pressed)
        other = QPushButton(self.tr("Not the same"), self)
        other.setProperty("kind", "small")
        other.setAccessibleName(
            self.tr("{reference} is not the same").format(reference=row.reference)
        )
        other.setProperty("case", str(row.case_id))
        other.clicked.connect(self._on_turned_down)
        buttons = QVBoxLayout()
        buttons.setSpacing(tokens.TIGHT)
        buttons.addWidget(button)
        buttons.addWidget(other)
        buttons.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(tokens.SMALL)
        line.addLayout(words, 1)
        line.addLayout(buttons)
        return line

    def begin(self) -> None:
        """Forget whom it showed and what was said of them: somebody else is being typed."""
        self.turned_down = frozenset()
        self.show_rows(())

    @Slot()
    def _on_turned_down(self) -> None:
        self.turned_down |= {UUID(self.sender().property("case"))}
        self.show_rows(self._rows)

    @Slot()
    def _on_open_pressed(self) -> None:
        self.wished.emit(Place("case", UUID(self.sender().property("case"))))
