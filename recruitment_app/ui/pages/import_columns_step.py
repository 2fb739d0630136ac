"""The second step of an import: how the file is read, and what each of its columns means."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from recruitment_app.casework.importing.import_showing import (
    NOT_READ,
    NOTE,
    Column,
    field_words,
    fields_offered,
)
from recruitment_app.ui import tokens
from recruitment_app.ui.import_work import ImportWork
from recruitment_app.ui.pages.import_manner import MannerRow
from recruitment_app.ui.pages.import_memory import MemoryRow
from recruitment_app.ui.tables.record_table import Column as Shown
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.answer_sheet import AnswerSheet
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.offer_list import Offer

_CHOSEN: Final = ("Chosen", Tint.MET)
_REMEMBERED: Final = ("Remembered", Tint.BRAND)
_GUESSED: Final = ("Guessed", Tint.INFORMATION)
_LEFT: Final = ("Not read", Tint.PLAIN)
_AT_MOST: Final = 6


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column of the file, and who said what it means."""

    column: Column
    said: str
    tint: Tint


class ColumnsStep(QWidget):
    """Every column with its values; what it means is guessed, and anybody may say otherwise."""

    chosen = Signal()
    """A column means something else now."""

    read_otherwise = Signal(object)
    """A Manner: the file is to be looked at again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work: ImportWork | None = None
        self._mappings: Sequence[str] = ()
        fields = fields_offered()
        apart = [each for each in fields if each.name in (NOTE, NOT_READ)]
        self._fields = tuple(
            Offer(each.name, self.tr(each.words), self.tr(each.group))
            for each in (*apart, *(each for each in fields if each not in apart))
        )
        self.manner = MannerRow(self)
        self.remarks = Notice("notice", self)
        self.fixed = Notice("notice", self)
        self.fixed_button = self.fixed.offer(self.tr("Say it &column by column"))
        self.sheet = AnswerSheet[ColumnLine](
            self._columns(),
            self._offers_of,
            name=self.tr("Columns of the file"),
            asked=self.tr("What it means"),
            fills="values",
            parent=self,
        )
        self.unread = Notice("notice", self)
        self.notes_button = self.unread.offer(self.tr("&Keep as notes"))
        self.memory = MemoryRow(self)
        self._lay_out()
        self.sheet.answered.connect(self._on_answered)
        self.manner.read_otherwise.connect(self.read_otherwise)
        self.manner.days_read.connect(self._on_days_read)
        self.notes_button.clicked.connect(self._on_notes_pressed)
        self.fixed_button.clicked.connect(self._on_fixed_pressed)

    def show_work(self, work: ImportWork, mappings: Sequence[str]) -> None:
        """Show how a file is read, with the mappings that can be chosen by name."""
        self._work, self._mappings = work, mappings
        self.manner.show_work(work, mappings)
        self._show_columns()

    def show_manner(self) -> None:
        """Show how the file is read after all, where another way could not be had."""
        if self._work is not None:
            self.manner.show_work(self._work, self._mappings)

    def begin(self) -> None:
        """Put the keys on the columns."""
        self.sheet.begin()

    def _show_columns(self) -> None:
        work = self._work
        if work is None:
            return
        self.sheet.show_rows([_line(work, each) for each in work.layout.columns])
        self.sheet.about.setText(self.tr("Press Enter on a column, or drag a meaning onto it."))
        self.remarks.say("\n".join(work.layout.remarks))
        self.fixed.say(
            self.tr(
                "These are the headings of Annex A: the file is read as that form is laid out, "
                "whatever the columns say below."
            )
            if work.layout.mapping
            else ""
        )
        self.sheet.setEnabled(not work.layout.mapping)
        self._name_unread(work)
        self.memory.show_work(work)

    def _name_unread(self, work: ImportWork) -> None:
        names = [each.name for each in work.not_read]
        told = ", ".join(names[:_AT_MOST])
        if len(names) > _AT_MOST:
            told = self.tr("{names} and {more} more").format(names=told, more=len(names) - _AT_MOST)
        self.unread.say(
            self.tr("Not read: {names}.").format(names=told)
            if names and not work.layout.mapping
            else ""
        )

    def _columns(self) -> Sequence[Shown[ColumnLine]]:
        return (
            Shown(
                "letter",
                self.tr("Column"),
                lambda line: line.column.letter,
                width=tokens.COLUMN_SHORT,
            ),
            Shown(
                "heading",
                self.tr("Heading"),
                lambda line: line.column.heading,
                width=tokens.COLUMN_USUAL,
            ),
            Shown("values", self.tr("Some of its values"), lambda line: _sample(line.column)),
            Shown(
                "means",
                self.tr("Means"),
                lambda line: self.tr(field_words(line.column.field)),
                width=tokens.COLUMN_NAME + tokens.WIDE + tokens.LARGE,
            ),
            Shown(
                "said",
                "",
                lambda line: self.tr(line.said),
                width=tokens.COLUMN_DATE,
                tinted=lambda line: line.tint,
            ),
        )

    def _offers_of(self, line: ColumnLine) -> tuple[Sequence[Offer], str | None]:
        return self._fields, line.column.field

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.MEDIUM)
        whole.addWidget(self.manner)
        for part in (self.remarks, self.fixed):
            whole.addWidget(part)
        whole.addWidget(self.sheet, 1)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.LARGE)
        foot.addWidget(self.unread, 1)
        foot.addWidget(self.memory, alignment=Qt.AlignmentFlag.AlignRight)
        whole.addLayout(foot)

    @Slot(object, str)
    def _on_answered(self, line: ColumnLine, name: str) -> None:
        if self._work is not None:
            self._work.choose_field(line.column.at, name)
            self._show_columns()
            self.chosen.emit()

    @Slot(str)
    def _on_days_read(self, order: str) -> None:
        if self._work is not None:
            self._work.read_days(order)
            self.chosen.emit()

    @Slot()
    def _on_notes_pressed(self) -> None:
        if self._work is not None:
            self._work.keep_as_notes()
            self._show_columns()
            self.begin()
            self.chosen.emit()

    @Slot()
    def _on_fixed_pressed(self) -> None:
        if self._work is not None:
            self._work.read_each_column()
            self._show_columns()
            self.begin()
            self.chosen.emit()


def _line(work: ImportWork, column: Column) -> ColumnLine:
    if column.field == NOT_READ:
        said, tint = _LEFT
    elif column.at in work.chosen:
        said, tint = _CHOSEN
    elif work.mapping:
        said, tint = _REMEMBERED
    else:
        said, tint = _GUESSED
    return ColumnLine(column, said, tint)


def _sample(column: Column) -> str:
    return "  ·  ".join(" ".join(each.split()) for each in column.sample)
