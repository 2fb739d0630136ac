"""Lists the keys that work on a page (F1)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from recruitment_app.ui import tokens
from recruitment_app.ui.widgets.card import label


class KeysDialog(QDialog):
    """Two columns: the keys, and what they do."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys of this page"))
        self.setAccessibleName(self.tr("Keys of this page"))
        self.setMinimumWidth(tokens.SIGN_IN_WIDTH)
        always = (
            ("Tab", self.tr("Go to the next field or list")),
            (self.tr("Alt and a letter"), self.tr("Go to the field or button it is underlined in")),
            ("Enter", self.tr("Open what is chosen in a list")),
            ("Alt+Down", self.tr("Pick a date from the calendar")),
        )
        rows = QWidget(self)
        rows.setProperty("ground", "page")
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, tokens.SMALL, 0)
        grid.setHorizontalSpacing(tokens.WIDE)
        grid.setVerticalSpacing(tokens.SMALL)
        grid.setColumnStretch(1, 1)
        for row, (key, what) in enumerate((*keys, *always)):
            grid.addWidget(label(key, "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(what), row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.LARGE)
        whole.setSpacing(tokens.LARGE)
        whole.addWidget(label(self.tr("Keys of this page"), "title"))
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(self.tr("Keys of this page"))
        area.setWidget(rows)
        area.setMinimumHeight(min(rows.sizeHint().height(), tokens.KEYS_HEIGHT))
        whole.addWidget(area, 1)
        whole.addWidget(buttons)
