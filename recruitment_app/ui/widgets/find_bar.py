"""Finds and replaces words in the text beneath it, and asks for the same in all the sections."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

from recruitment_app.errors import Problem
from recruitment_app.ui import labels, prose_seeking, tokens
from recruitment_app.ui.prose_seeking import KEEP, Hit, Sought
from recruitment_app.ui.theme import colours_now
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.prose_text import ProseText

_MOST_SHOWN: Final = 400


class FindBar(QFrame):
    """Enter goes on to the next place, Shift+Enter back; Escape closes it."""

    everywhere_asked = Signal(object)
    """What is to be found, or replaced, in every section: a ``Sought``."""

    def __init__(self, text: ProseText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("Find and replace"))
        self.wanted = QLineEdit(self)
        self.by = QLineEdit(self)
        self.match_case = QCheckBox(self.tr("Match case"), self)
        self.whole_words = QCheckBox(self.tr("Whole words"), self)
        self.before = self._button(self.tr("Previous"), self.go_back)
        self.next = self._button(self.tr("Next"), self.go_on)
        self.everywhere = self._button(self.tr("In all sections"), self._on_everywhere)
        self.replace = self._button(self.tr("Replace"), self.replace_one)
        self.replace_all = self._button(self.tr("Replace all"), self.replace_each)
        self.replace_everywhere = self._button(
            self.tr("Replace in all sections"), self._on_replace_everywhere
        )
        self.more = self._button(self.tr("Replace…"), self._on_more)
        self.over = self._button(self.tr("Close"), self.close_bar)
        self.told: QLabel = label("", "small")
        self._replacing: tuple[QWidget, ...] = ()
        self._is_offered_everywhere = False
        self._lay_out()
        self.wanted.textChanged.connect(self._on_asked)
        self.match_case.toggled.connect(self._on_asked)
        self.whole_words.toggled.connect(self._on_asked)
        self.hide()

    def begin(self, *, replaces: bool = False) -> None:
        """Show the bar and take the keys; what is selected is looked for."""
        chosen = self._text.textCursor().selectedText()
        if chosen and chosen.isprintable():
            self.wanted.setText(chosen)
        replaces = replaces and not self._text.isReadOnly()
        self._offer_replacing(is_offered=replaces)
        self.show()
        asked = self.by if replaces and self.wanted.text() else self.wanted
        asked.setFocus(Qt.FocusReason.ShortcutFocusReason)
        asked.selectAll()
        self._mark(self._hits())

    def offer_everywhere(self, *, is_offered: bool) -> None:
        """Offer to find and replace in all the sections, where there are others."""
        self._is_offered_everywhere = is_offered
        self.everywhere.setVisible(is_offered)

    @property
    def sought(self) -> Sought:
        """What is asked for now."""
        return Sought(
            wanted=self.wanted.text(),
            by=self.by.text(),
            match_case=self.match_case.isChecked(),
            whole_words=self.whole_words.isChecked(),
        )

    @Slot()
    def go_on(self) -> None:
        """Go to where the words stand next; after the last place to the first."""
        self._go(back=False)

    @Slot()
    def go_back(self) -> None:
        """Go to where the words stood before; before the first place to the last."""
        self._go(back=True)

    @Slot()
    def replace_one(self) -> None:
        """Replace the words that are selected, if they are those asked for, and go on."""
        cursor = self._text.textCursor()
        here = (cursor.selectionStart(), cursor.selectionEnd())
        left = 0
        if here in self._hits() and not self._text.isReadOnly():
            _count, left = prose_seeking.replace(cursor, [here], self.by.text())
            self._text.setTextCursor(cursor)
        self._go(back=False)
        if left:
            self.told.setText(self._left_words(left))

    @Slot()
    def replace_each(self) -> None:
        """Replace the words wherever they stand in this text."""
        if self._text.isReadOnly():
            return
        found = self._hits()
        count, left = prose_seeking.replace(self._text.textCursor(), found, self.by.text())
        told = [self.tr("{places} replaced.").format(places=labels.count(count, "place", "places"))]
        told += [self._left_words(left)] if left else []
        self._mark([])
        if self.wanted.text():
            self.told.setText(" ".join(told))

    @Slot()
    def close_bar(self) -> None:
        """Close the bar; the text has the keys again."""
        self.hide()
        self._text.setExtraSelections([])
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif is_enter and self.by.hasFocus():
            self.replace_one()
        elif is_enter and self.wanted.hasFocus():
            self._go(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(tokens.SMALL, tokens.SMALL, tokens.SMALL, tokens.SMALL)
        grid.setSpacing(tokens.TIGHT)
        replacing = (self.replace, self.replace_all, self.replace_everywhere)
        rows = (
            (self.tr("Find"), self.wanted, (self.before, self.next, self.over)),
            (self.tr("Replace with"), self.by, replacing),
        )
        for row, (words, field, buttons) in enumerate(rows):
            named = label(words, "field")
            named.setBuddy(field)
            field.setAccessibleName(words)
            grid.addWidget(named, row, 0)
            grid.addWidget(field, row, 1)
            for column, button in enumerate(buttons, start=2):
                grid.addWidget(button, row, column)
            if field is self.by:
                self._replacing = (named, field, *buttons)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SMALL)
        for each in (self.match_case, self.whole_words, self.told, self.everywhere, self.more):
            foot.addWidget(each, 1 if each is self.told else 0)
        grid.addLayout(foot, len(rows), 0, 1, 5)
        grid.setColumnStretch(1, 1)
        self._offer_replacing(is_offered=False)

    def _offer_replacing(self, *, is_offered: bool) -> None:
        """Show what replaces, or leave its room to the text."""
        for each in self._replacing:
            is_elsewhere = each is self.replace_everywhere and not self._is_offered_everywhere
            each.setVisible(is_offered and not is_elsewhere)
        self.more.setVisible(not is_offered and not self._text.isReadOnly())

    def _button(self, words: str, slot: object) -> QPushButton:
        made = QPushButton(words, self)
        made.setProperty("kind", "small")
        made.setAutoDefault(False)
        made.clicked.connect(slot)
        return made

    def _hits(self) -> list[Hit]:
        try:
            return prose_seeking.hits(self._text.document(), self.sought)
        except Problem:
            return []

    def _go(self, *, back: bool) -> None:
        found = self._hits()
        self._mark(found)
        if not found:
            return
        cursor = self._text.textCursor()
        if back:
            ahead = [hit for hit in found if hit[1] <= cursor.selectionStart()]
            begins, ends = ahead[-1] if ahead else found[-1]
        else:
            ahead = [hit for hit in found if hit[0] >= cursor.selectionEnd()]
            begins, ends = ahead[0] if ahead else found[0]
        self._text.choose(begins, ends)
        self.told.setText(
            self.tr("{number} of {places}").format(
                number=found.index((begins, ends)) + 1, places=len(found)
            )
        )

    def _mark(self, found: list[Hit]) -> None:
        """Tint the places, and say how many there are."""
        tint = QTextCharFormat()
        tint.setBackground(QColor(colours_now().due_tint))
        marks = []
        for begins, ends in found[:_MOST_SHOWN]:
            mark = QTextEdit.ExtraSelection()
            cursor = self._text.textCursor()
            cursor.setPosition(begins)
            cursor.setPosition(ends, KEEP)
            mark.cursor = cursor
            mark.format = tint
            marks.append(mark)
        self._text.setExtraSelections(marks)
        told = labels.count(len(found), "place", "places") if found else self.tr("Nothing found.")
        self.told.setText(told if self.wanted.text() else "")

    def _left_words(self, left: int) -> str:
        told = self.tr("{places} left as they are: a fact of the record stands there.")
        return told.format(places=labels.count(left, "place", "places"))

    @Slot()
    def _on_more(self) -> None:
        self.begin(replaces=True)

    @Slot()
    def _on_asked(self) -> None:
        self._mark(self._hits())

    @Slot()
    def _on_everywhere(self) -> None:
        if self.wanted.text():
            self.everywhere_asked.emit(self.sought)

    @Slot()
    def _on_replace_everywhere(self) -> None:
        if self.wanted.text():
            asked = self.sought
            self.everywhere_asked.emit(
                Sought(asked.wanted, asked.by, asked.match_case, asked.whole_words, replaces=True)
            )
