"""How a file is read: its sheet, its row of headings, its days, its separator and encoding."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from recruitment_app.casework.importing.import_showing import (
    DAY_FIRST,
    ENCODINGS,
    MONTH_FIRST,
    SEPARATORS,
    YEAR_FIRST,
)
from recruitment_app.ui import tokens
from recruitment_app.ui.import_work import ImportWork, Manner
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.fields import field_block
from recruitment_app.ui.widgets.number_box import NumberBox

_ORDERS: Final = (
    ("Day first: 3/4/14", DAY_FIRST),
    ("Month first: 4/3/14", MONTH_FIRST),
    ("Year first: 14/4/3", YEAR_FIRST),
)
_SEPARATOR_WORDS: Final = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Upright line"}
_ENCODING_WORDS: Final = {
    "utf-8": "UTF-8",
    "cp1252": "Windows",
    "latin-1": "Latin-1",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "mac-roman": "Macintosh",
    "cp850": "MS-DOS",
    "mixed": "Mixed",
}
_LAST_ROW: Final = 9_999
_NARROW: Final = tokens.COLUMN_USUAL
_WIDE: Final = tokens.COLUMN_NAME
_SHORT: Final = frozenset({"heading_row", "separator", "encoding"})


class MannerRow(QWidget):
    """What was guessed of the whole sheet, each to be changed."""

    read_otherwise = Signal(object)
    days_read = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._manner = Manner("", None, "", "", "")
        self.sheet = Choice[str](filters=False)
        self.heading_row = NumberBox(0, _LAST_ROW, 1)
        self.heading_row.setSpecialValueText(self.tr("None"))
        self.heading_row.setKeyboardTracking(False)
        self.days = Choice[str](
            [(self.tr(words), order) for words, order in _ORDERS], filters=False
        )
        self.separator = Choice[str](
            [(self.tr(_SEPARATOR_WORDS[each]), each) for each in SEPARATORS], filters=False
        )
        self.encoding = Choice[str](
            [(self.tr(_ENCODING_WORDS[each]), each) for each in ENCODINGS], filters=False
        )
        self.mapping = Choice[str](none=self.tr("Guessed"), filters=False)
        self._blocks = {
            "sheet": field_block(self.tr("&Sheet"), self.sheet),
            "heading_row": field_block(self.tr("Row of &headings"), self.heading_row),
            "days": field_block(self.tr("&Dates are written"), self.days),
            "separator": field_block(self.tr("Divided b&y"), self.separator),
            "encoding": field_block(self.tr("Lette&rs"), self.encoding),
            "mapping": field_block(self.tr("Meanin&g of the columns"), self.mapping),
        }
        self._lay_out()
        for choice in self._choices():
            choice.chosen.connect(self._on_chosen)
        self.heading_row.valueChanged.connect(self._on_heading_row_changed)
        self.days.chosen.connect(self._on_days_chosen)

    def show_work(self, work: ImportWork, mappings: Sequence[str]) -> None:
        """Show how a file is read."""
        layout = work.layout
        self._manner = work.manner
        self.sheet.offer([(name, name) for name in work.look.sheets])
        self.sheet.choose(layout.sheet)
        with QSignalBlocker(self.heading_row):
            self.heading_row.setValue(layout.heading_row)
        self.days.choose(layout.date_order)
        _choose_or_add(self.separator, layout.separator, _SEPARATOR_WORDS)
        _choose_or_add(self.encoding, layout.encoding, _ENCODING_WORDS)
        self.mapping.offer([(name, name) for name in mappings])
        self.mapping.choose(work.mapping or None)
        is_text = bool(layout.separator)
        shown = {
            "sheet": len(work.look.sheets) > 1,
            "separator": is_text,
            "encoding": is_text,
            "mapping": bool(mappings),
        }
        for name, block in self._blocks.items():
            block.setVisible(shown.get(name, True))

    def _choices(self) -> tuple[Choice[Any], ...]:
        return (self.sheet, self.separator, self.encoding, self.mapping)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.MEDIUM)
        for name, block in self._blocks.items():
            block.setFixedWidth(_NARROW if name in _SHORT else _WIDE)
            row.addWidget(block)
        row.addStretch(1)
        for choice in (*self._choices(), self.days):
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(1)

    @Slot()
    def _on_chosen(self) -> None:
        now = self._manner
        sheet = self.sheet.value() or now.sheet
        self.read_otherwise.emit(
            replace(
                now,
                sheet=sheet,
                heading_row=now.heading_row if sheet == now.sheet else None,
                separator=self.separator.value() or now.separator,
                encoding=self.encoding.value() or now.encoding,
                mapping=self.mapping.value() or "",
            )
        )

    @Slot(int)
    def _on_heading_row_changed(self, row: int) -> None:
        self.read_otherwise.emit(replace(self._manner, heading_row=row))

    @Slot()
    def _on_days_chosen(self) -> None:
        self.days_read.emit(self.days.value() or DAY_FIRST)


def _choose_or_add(choice: Choice[str], value: str, words: dict[str, str]) -> None:
    """Choose what the file has, though it is none of the usual."""
    if value and choice.findData(value) < 0:
        choice.addItem(words.get(value, value), value)
    choice.choose(value or None)
