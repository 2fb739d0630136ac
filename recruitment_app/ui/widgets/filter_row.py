"""The filters above a list in one row: words first, then the choices, then what clears them."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from recruitment_app.ui import tokens


def lay_out_filters(
    row: QWidget,
    named: Sequence[tuple[QWidget, str]],
    choices: Iterable[QComboBox],
    clear_button: QPushButton,
) -> None:
    """Lay the named controls out in one row, words twice as wide, choices as narrow as need be."""
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(tokens.SMALL)
    for control, name in named:
        control.setAccessibleName(name)
        control.setToolTip(name)
        across.addWidget(control, 2 if isinstance(control, QLineEdit) else 1)
    for choice in choices:
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(1)
        choice.setMinimumWidth(tokens.FILTER_WIDTH)
    across.addWidget(clear_button)
