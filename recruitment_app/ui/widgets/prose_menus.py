"""The menus of a text that is written in: styles, sources, facts, tables and misspelt words."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu

from recruitment_app.forms.prose import Source, Style
from recruitment_app.ui import prose_acts
from recruitment_app.ui.actions import only
from recruitment_app.ui.prose_documents import has_heading
from recruitment_app.ui.prose_formats import LISTS
from recruitment_app.ui.source_words import in_full
from recruitment_app.ui.widgets.prose_text import ProseText

STYLE_WORDS: Final = {
    Style.PLAIN: "&Paragraph",
    Style.HEADING_1: "Heading &1",
    Style.HEADING_2: "Heading &2",
    Style.HEADING_3: "Heading &3",
    Style.BULLETED: "&Bulleted list",
    Style.NUMBERED: "&Numbered list",
}
COLUMNS: Final = (2, 3, 4, 5, 6)
_SOURCES: Final = (Source.SEEN, Source.SAID, Source.DOCUMENT, Source.THIRD_PARTY, Source.UNSAID)


class FactOffered(Protocol):
    """A fact of the record: its name, what it is called, the group it is in, and what it says."""

    @property
    def name(self) -> str:
        """The name by which a reference follows it."""

    @property
    def label(self) -> str:
        """What it is called."""

    @property
    def group(self) -> str:
        """Whose, or of what, it is."""

    @property
    def text(self) -> str:
        """What the record says; nothing where that is not recorded."""


def said(words: str) -> str:
    """Return the words of a menu as they are shown."""
    return QCoreApplication.translate("prose", words)


def fill_styles(menu: QMenu, text: ProseText) -> None:
    """Offer what a paragraph may be, and moving an item of a list in or out."""
    menu.clear()
    now = prose_acts.style_now(text.textCursor())
    for style, words in STYLE_WORDS.items():
        offered = _offer(menu, said(words), partial(text.give_style, style))
        offered.setCheckable(True)
        offered.setChecked(style is now)
    menu.addSeparator()
    for words, by in ((said("&In"), 1), (said("&Out"), -1)):
        act = partial(text.act, partial(_indented, by=by))
        offered = _offer(menu, words, act)
        offered.setEnabled(now in LISTS)


def fill_sources(menu: QMenu, text: ProseText) -> None:
    """Offer how a claim may be known."""
    menu.clear()
    for source in _SOURCES:
        offered = _offer(menu, in_full(source), partial(text.mark_source, source))
        offered.setCheckable(True)
        offered.setChecked(source is text.source)


def fill_facts(menu: QMenu, text: ProseText, facts: Sequence[FactOffered]) -> None:
    """Offer the facts of the record, group by group, with what each says."""
    menu.clear()
    for group, within in groupby(facts, key=lambda fact: fact.group):
        inner = menu.addMenu(group.replace("&", "&&"))
        for fact in within:
            told = " ".join((fact.text or said("not recorded")).split())
            words = f"{fact.label}: {told}".replace("&", "&&")
            _offer(inner, words, partial(text.refer, fact.name, fact.text))
    menu.setEnabled(bool(facts))


def fill_tables(menu: QMenu, text: ProseText) -> None:
    """Offer a new table or, within one, what may be done to it."""
    menu.clear()
    table = text.textCursor().currentTable()
    if table is None:
        for columns in COLUMNS:
            words = said("Table of &{columns} columns").format(columns=columns)
            _offer(menu, words, partial(text.act, partial(_with_table, columns=columns)))
        return
    for words, act in (
        (said("Row &above"), partial(prose_acts.add_row, below=False)),
        (said("Row &below"), partial(prose_acts.add_row, below=True)),
        (said("Column to the &left"), partial(prose_acts.add_column, right=False)),
        (said("Column to the &right"), partial(prose_acts.add_column, right=True)),
        (said("Remove r&ow"), prose_acts.remove_rows),
        (said("Remove &column"), prose_acts.remove_columns),
        (said("Remove &table"), prose_acts.remove_table),
    ):
        _offer(menu, words, partial(text.act, act))
    menu.addSeparator()
    heading = _offer(menu, said("&First row is a heading"), partial(text.act, _turned))
    heading.setCheckable(True)
    heading.setChecked(has_heading(table))


def fill_all(menu: QMenu, text: ProseText, facts: Sequence[FactOffered]) -> None:
    """Offer what the tools do, beneath what a menu offers already."""
    menu.addSeparator()
    fill_styles(menu.addMenu(said("&Style")), text)
    fill_sources(menu.addMenu(said("Sou&rce")), text)
    fill_facts(menu.addMenu(said("&Fact")), text, facts)
    fill_tables(menu.addMenu(said("Ta&ble")), text)


def _offer(menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
    offered = menu.addAction(words)
    offered.triggered.connect(only(act))
    return offered


def _indented(cursor: QTextCursor, *, by: int) -> None:
    prose_acts.indent(cursor, by)


def _with_table(cursor: QTextCursor, *, columns: int) -> None:
    prose_acts.put_table(cursor, columns)


def _turned(cursor: QTextCursor) -> None:
    prose_acts.turn_heading(cursor)
