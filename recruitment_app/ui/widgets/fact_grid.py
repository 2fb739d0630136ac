"""Facts in two columns: what it is on the left, and what is known on the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.card import label


class FactGrid(QWidget):
    """Label and value, one fact a row; values can be selected and copied."""

    def __init__(self, facts: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.MEDIUM)
        grid.setVerticalSpacing(tokens.SMALL)
        grid.setColumnMinimumWidth(0, tokens.COLUMN_DATE)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, (name, value) in enumerate(facts):
            grid.addWidget(label(name, "second"), row, 0, top)
            shown = label(value, wraps=True)
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            shown.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            shown.setAccessibleName(f"{name}: {value}")
            grid.addWidget(shown, row, 1, top)
