"""A drawing beside its words: the picture, or everything that it tells as a table."""

from collections.abc import Sequence
from math import ceil
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.drawings.scaling import scaled
from recruitment_app.drawings.shapes import Drawing
from recruitment_app.ui import tokens
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.widgets.chart_view import ChartView
from recruitment_app.ui.widgets.table_view import TableView

Told = tuple[str, str]
"""Who, and what the drawing tells of them."""

_PICTURE, _WORDS = 0, 1
_SMALLEST: Final = 0.75
"""A drawing is not set smaller than this part of its size on screen: it is moved about instead."""
_LEAST_HEIGHT: Final = 4 * tokens.ROW_HEIGHT


class FigureView(ChartView):
    """A drawing of a fixed shape: as wide as there is room, as far as its words can be read."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._whole: Drawing | None = None
        self.setMinimumSize(0, 0)

    def show_figure(self, drawing: Drawing) -> None:
        """Show a drawing, set smaller where there is less room."""
        self._whole = drawing
        self.setMinimumWidth(ceil(drawing.width * self._scale() * _SMALLEST))
        self.show_drawing(lambda width, _height: scaled(drawing, max(width, 1.0)))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        if self._whole is None:
            return QSize(tokens.CHART_LEAST_WIDTH, tokens.CHART_HEIGHT)
        scale = self._scale()
        return QSize(ceil(self._whole.width * scale), ceil(self._whole.height * scale))

    @override
    def hasHeightForWidth(self) -> bool:
        # Told to the scroll area, which then settles by itself whether a bar is needed. A widget
        # that sets its height as it is resized brings the bar and takes it away without end.
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if self._whole is None:
            return tokens.CHART_HEIGHT
        scale = self._scale()
        return ceil(scaled(self._whole, max(width / scale, 1.0)).height * scale)


class DrawnPanel(QFrame):
    """A drawing and its table; one is seen, both are there for whoever hears them read."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.view = FigureView(name)
        self.table: ShortTable[Told] = ShortTable(
            [
                Column("who", self.tr("Who"), lambda row: row[0], width=tokens.COLUMN_NAME),
                Column("told", self.tr("What the drawing tells"), lambda row: row[1]),
            ]
        )
        self.words = TableView(self.tr("{name} as a table").format(name=name), self)
        self.words.show_table(self.table)
        self.words.fill_with("told")
        self.words.setWordWrap(True)
        rows = self.words.verticalHeader()
        rows.setMinimumSectionSize(tokens.ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.picture_button = self._choice(self.tr("Picture"))
        self.words_button = self._choice(self.tr("As a table"))
        self.picture_button.setChecked(True)
        self._choices = QButtonGroup(self)
        self._choices.setExclusive(True)
        self._choices.addButton(self.picture_button, _PICTURE)
        self._choices.addButton(self.words_button, _WORDS)
        self._choices.idToggled.connect(self._on_chosen)
        self.stack = QStackedWidget(self)
        self._arrange()

    def show_figure(self, drawing: Drawing, rows: Sequence[Told]) -> None:
        """Show a drawing, and what it tells row by row."""
        self.view.show_figure(drawing)
        self.setAccessibleDescription(drawing.alternative)
        self.table.show_rows(list(rows))

    def _choice(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "filter")
        button.setCheckable(True)
        return button

    def _arrange(self) -> None:
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignTop)
        area.setAccessibleName(self.accessibleName())
        area.setWidget(self._grounded())
        self.stack.addWidget(area)
        self.stack.addWidget(self.words)
        self.stack.setMinimumHeight(_LEAST_HEIGHT)
        choices = QHBoxLayout()
        choices.setSpacing(tokens.TIGHT)
        choices.addWidget(self.picture_button)
        choices.addWidget(self.words_button)
        choices.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addLayout(choices)
        column.addWidget(self.stack, 1)

    def _grounded(self) -> QWidget:
        ground = QWidget(self)
        ground.setProperty("ground", "card")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        column.addStretch(1)
        return ground

    @Slot(int, bool)
    def _on_chosen(self, number: int, is_chosen: bool) -> None:  # noqa: FBT001 - Qt's signal
        if is_chosen:
            self.stack.setCurrentIndex(number)
