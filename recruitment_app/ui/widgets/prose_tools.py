"""The tool bar of the boxes that are written in: one for as many as stand beneath it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget
from typing_extensions import override

from recruitment_app.forms.prose import Style
from recruitment_app.ui import prose_acts, tokens
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.icons import Recoloured
from recruitment_app.ui.widgets.prose_menus import (
    STYLE_WORDS,
    FactOffered,
    fill_facts,
    fill_sources,
    fill_styles,
    fill_tables,
    said,
)
from recruitment_app.ui.widgets.prose_text import ProseText

STYLE: Final = Wish("prose_style", "Style", "Ctrl+Alt+P", "", "Headings and lists")
BOLD: Final = Wish("prose_bold", "B", "Ctrl+B", "", "Bold")
ITALIC: Final = Wish("prose_italic", "I", "Ctrl+I", "", "Italic")
BULLETED: Final = Wish("prose_bulleted", "List", "Ctrl+Shift+8", "bullets", "Bulleted list")
NUMBERED: Final = Wish("prose_numbered", "List", "Ctrl+Shift+7", "numbers", "Numbered list")
TABLE: Final = Wish("prose_table", "Table", "Ctrl+Alt+T", "table", "Table")
SOURCE: Final = Wish("prose_source", "Source", "Ctrl+Alt+S", "", "How a claim is known")
FACT: Final = Wish("prose_fact", "Fact", "Ctrl+Alt+F", "", "Insert a fact of the record")
FIND: Final = Wish("prose_find", "Find", "Ctrl+F", "search", "Find and replace")
IN: Final = Wish("prose_in", "In", "Ctrl+]", "", "Move an item of a list in")
OUT: Final = Wish("prose_out", "Out", "Ctrl+[", "", "Move an item of a list out")
REPLACE: Final = Wish("prose_replace", "Replace", "Ctrl+H", "", "Replace words")
NEXT: Final = Wish("prose_next", "Next", "F3", "", "Go to where the words stand next")
BEFORE: Final = Wish("prose_before", "Before", "Shift+F3", "", "Go to where they stood before")
SPELLING: Final = Wish("prose_spelling", "Spelling", "F7", "", "Go to the next misspelt word")
AS_WORDS: Final = Wish("prose_words", "Paste", "Ctrl+Shift+V", "", "Paste the words alone")
STYLES: Final = (
    (Wish("prose_plain", "Paragraph", "Ctrl+Alt+0", "", "A plain paragraph"), Style.PLAIN),
    (Wish("prose_heading_1", "Heading 1", "Ctrl+Alt+1", "", "Heading 1"), Style.HEADING_1),
    (Wish("prose_heading_2", "Heading 2", "Ctrl+Alt+2", "", "Heading 2"), Style.HEADING_2),
    (Wish("prose_heading_3", "Heading 3", "Ctrl+Alt+3", "", "Heading 3"), Style.HEADING_3),
    (BULLETED, Style.BULLETED),
    (NUMBERED, Style.NUMBERED),
)


class ProseTools(QFrame):
    """Does what is pressed to the text that took the keys last.

    One stop of the Tab key: Left and Right go from tool to tool.
    """

    found_wished = Signal()
    """Somebody wishes to find words in the text that is served."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text: ProseText | None = None
        self._facts: Sequence[FactOffered] = ()
        self.setAccessibleName(self.tr("Tools for writing"))
        self.setProperty("kind", "tools")
        self.style_button = self._menu_button(STYLE, self._fill_styles)
        self.bold = self._button(BOLD, self._on_bold)
        self.italic = self._button(ITALIC, self._on_italic)
        self.bulleted = self._button(BULLETED, self._on_bulleted)
        self.numbered = self._button(NUMBERED, self._on_numbered)
        self.table = self._menu_button(TABLE, self._fill_tables)
        self.source = self._menu_button(SOURCE, self._fill_sources)
        self.fact = self._menu_button(FACT, self._fill_facts)
        self.finder = self._button(FIND, self.found_wished.emit)
        self._tools = (
            self.style_button,
            *(self.bold, self.italic, self.bulleted, self.numbered),
            *(self.table, self.source, self.fact, self.finder),
        )
        self._lay_out()
        self.serve(None)

    def serve(self, text: ProseText | None) -> None:
        """Do what is pressed to this text from now on."""
        if self._text is not None:
            self._text.stood.disconnect(self._on_stood)
            self._text.destroyed.disconnect(self._on_text_gone)
        self._text = text
        if text is not None:
            text.stood.connect(self._on_stood)
            text.destroyed.connect(self._on_text_gone)
        self._on_stood()

    @property
    def served(self) -> ProseText | None:
        """The text to which it is done."""
        return self._text

    def offer_facts(self, facts: Sequence[FactOffered]) -> None:
        """Offer these facts of the record."""
        self._facts = facts
        self._on_stood()

    def open_menu(self, wish: Wish) -> None:
        """Open one of the menus, as its keys do."""
        for tool in self._tools:
            menu = tool.menu()
            if tool.objectName() == wish.name and tool.isEnabled() and menu is not None:
                menu.popup(tool.mapToGlobal(QPoint(0, tool.height())))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            usable = [tool for tool in self._tools if tool.isEnabled()]
            if event.key() in steps and watched in usable:
                at = usable.index(watched) + steps[Qt.Key(event.key())]
                self._take_tab(usable[at % len(usable)])
                usable[at % len(usable)].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.style_button.setMinimumWidth(tokens.COLUMN_DATE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.TIGHT)
        for tool in self._tools:
            row.addWidget(tool)
            tool.installEventFilter(self)
        row.addStretch(1)
        self._take_tab(self.style_button)

    def _button(self, wish: Wish, slot: Callable[[], object]) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(wish.name)
        made.setProperty("kind", "tool")
        keys = QKeySequence(wish.keys).toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{said(wish.explained)} ({keys})")
        made.setAccessibleName(said(wish.explained))
        made.setAccessibleDescription(keys)
        if wish.icon:
            Recoloured(made, wish.icon)
            made.setIconSize(QSize(tokens.ICON, tokens.ICON))
        else:
            made.setText(said(wish.words))
        made.clicked.connect(slot)
        return made

    def _menu_button(self, wish: Wish, fill: Callable[[], object]) -> QToolButton:
        made = self._button(wish, self._on_menu_over)
        if not wish.icon:
            made.setText(f"{said(wish.words)} \u25be")
        menu = QMenu(made)
        menu.setAccessibleName(said(wish.explained))
        menu.aboutToShow.connect(fill)
        menu.aboutToHide.connect(self._on_menu_over)
        made.setMenu(menu)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return made

    def _take_tab(self, chosen: QToolButton) -> None:
        for tool in self._tools:
            policy = Qt.FocusPolicy.StrongFocus if tool is chosen else Qt.FocusPolicy.ClickFocus
            tool.setFocusPolicy(policy)

    def _back_to_text(self) -> None:
        if self._text is not None:
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_styles(self) -> None:
        if self._text is not None:
            fill_styles(self.style_button.menu(), self._text)

    def _fill_sources(self) -> None:
        if self._text is not None:
            fill_sources(self.source.menu(), self._text)

    def _fill_facts(self) -> None:
        if self._text is not None:
            fill_facts(self.fact.menu(), self._text, self._facts)

    def _fill_tables(self) -> None:
        if self._text is not None:
            fill_tables(self.table.menu(), self._text)

    @Slot()
    def _on_menu_over(self) -> None:
        self._back_to_text()

    @Slot()
    def _on_bold(self) -> None:
        if self._text is not None:
            self._text.turn_bold()
            self._back_to_text()

    @Slot()
    def _on_italic(self) -> None:
        if self._text is not None:
            self._text.turn_italic()
            self._back_to_text()

    @Slot()
    def _on_bulleted(self) -> None:
        self._give(Style.BULLETED)

    @Slot()
    def _on_numbered(self) -> None:
        self._give(Style.NUMBERED)

    def _give(self, style: Style) -> None:
        if self._text is not None:
            self._text.give_style(style)
            self._back_to_text()

    @Slot()
    def _on_text_gone(self) -> None:
        self._text = None
        self._on_stood()

    @Slot()
    def _on_stood(self) -> None:
        """Show what stands at the cursor by which tools are pressed in."""
        text = self._text
        may_write = text is not None and not text.isReadOnly()
        for tool in self._tools:
            tool.setEnabled(may_write or (tool is self.finder and text is not None))
        self.fact.setEnabled(may_write and bool(self._facts))
        if text is None:
            return
        style = prose_acts.style_now(text.textCursor())
        kept = text.currentCharFormat()
        for tool, is_so in (
            (self.bold, prose_acts.is_bold(kept)),
            (self.italic, kept.fontItalic()),
            (self.bulleted, style is Style.BULLETED),
            (self.numbered, style is Style.NUMBERED),
        ):
            if tool.property("on") != is_so:
                tool.setProperty("on", is_so)
                tool.style().unpolish(tool)
                tool.style().polish(tool)
                tool.setAccessibleDescription(self.tr("on") if is_so else "")
        words = said(STYLE_WORDS[style]).replace("&", "")
        if self.style_button.property("told") != words:
            self.style_button.setProperty("told", words)
            self.style_button.setText(f"{words} \u25be")
