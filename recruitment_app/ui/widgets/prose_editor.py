"""A box of a report that somebody writes in, with its tools, its words counted and its sources."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from recruitment_app.forms.prose import Prose, Source
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.prose_seeking import place_in
from recruitment_app.ui.source_words import in_full
from recruitment_app.ui.widgets import prose_tools
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.find_bar import FindBar
from recruitment_app.ui.widgets.prose_hints import ProseHints
from recruitment_app.ui.widgets.prose_keys import give_keys
from recruitment_app.ui.widgets.prose_menus import FactOffered, fill_all
from recruitment_app.ui.widgets.prose_spelling import ProseSpelling
from recruitment_app.ui.widgets.prose_text import ProseText
from recruitment_app.ui.widgets.prose_tools import ProseTools
from recruitment_app.ui.widgets.source_margin import SourceMargin

_COUNT_MS: Final = tokens.TYPING_PAUSE_MS


class ProseEditor(QWidget):
    """Shows a prose, lets it be written, and gives it back exactly.

    ``set_prose`` shows what is kept and ``prose`` returns what is written, clean, with every
    reference as the record says (``set_facts``). ``changed`` is told at each change that somebody
    makes, never for ``set_prose`` or a fact that changed; reading ``prose`` again costs nothing
    until the next change. ``counted`` tells the number of words a moment after it changed.
    ``word_asked`` tells a word that somebody wishes to be known in this case: keep it, and
    give all of them to ``set_known_words``; the words of the facts are known by themselves.
    Where ``offer_everywhere`` was told to, ``everywhere_asked`` tells a ``Sought``: find it in
    every section, or replace it where it ``replaces``, and ``go_to`` a place. Give several
    editors one ``ProseTools`` and lay that out above them; an editor without makes its own.
    """

    changed = Signal()
    counted = Signal(int)
    word_asked = Signal(str)
    everywhere_asked = Signal(object)

    def __init__(
        self, name: str, *, tools: ProseTools | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._has_own_tools = tools is None
        self.tools = ProseTools(self) if tools is None else tools
        self.text = ProseText(name, self)
        self._facts: Sequence[FactOffered] = ()
        self._known: tuple[str, ...] = ()
        self._guide = ""
        self._source = Source.UNSAID
        self._count = 0
        self.told: QLabel = label("", "small")
        self.source_told: QLabel = label("", "small")
        self.margin = SourceMargin(self.text)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_COUNT_MS)
        self._counting.timeout.connect(self._on_pause)
        self.hints = ProseHints(self.text)
        self.spelling = ProseSpelling(self.text)
        self.spelling.word_asked.connect(self.word_asked)
        self.spelling.told.connect(self._tell)
        self.find_bar = FindBar(self.text, self)
        self.find_bar.everywhere_asked.connect(self.everywhere_asked)
        self.offer_everywhere(is_offered=False)
        give_keys(
            self.text,
            self.tools,
            (
                (prose_tools.FIND, self.find_bar.begin),
                (prose_tools.REPLACE, partial(self.find_bar.begin, replaces=True)),
                (prose_tools.NEXT, self.find_bar.go_on),
                (prose_tools.BEFORE, self.find_bar.go_back),
                (prose_tools.SPELLING, self.spelling.go_on),
            ),
        )
        self._lay_out()
        self.setFocusProxy(self.text)
        self.text.written.connect(self._on_written)
        self.text.stood.connect(self._on_stood)
        self.text.entered.connect(self._on_entered)
        self.text.menu_wished.connect(self._on_menu_wished)
        self.tools.found_wished.connect(self._on_find_wished)
        if self._has_own_tools:
            self.tools.serve(self.text)
        self._recount()

    def set_prose(self, prose: Prose) -> None:
        """Show what is kept; where that stands here already, the cursor and undo stay."""
        self.text.show_prose(prose)
        self._recount()

    def prose(self) -> Prose:
        """Return what is written."""
        return self.text.prose

    def set_facts(self, facts: Sequence[FactOffered], *, of: str = "") -> None:
        """Offer these facts, group by group, and let each reference say what they say.

        ``of`` names the record that they are of, by its key and never a person: what is copied
        from a report of another record is pasted without its references.
        """
        self._facts = tuple(facts)
        self.text.record = of
        self.hints.call({fact.name: f"{fact.group}: {fact.label}" for fact in facts})
        self.text.follow({fact.name: fact.text for fact in facts})
        if self.tools.served is self.text:
            self.tools.offer_facts(self._facts)
        self._tell_spelling()
        self._recount()

    def insert_fact(self, name: str, text: str) -> None:
        """Put a reference to a fact where the cursor stands, and take the keys."""
        self.text.refer(name, text)
        self.text.setFocus()

    def set_known_words(self, known: Iterable[str]) -> None:
        """Know these words beside the dictionary's: those that were added to the case."""
        self._known = tuple(sorted(known))
        self._tell_spelling()

    def offer_everywhere(self, *, is_offered: bool) -> None:
        """Offer to find and replace in all the sections."""
        self.find_bar.offer_everywhere(is_offered=is_offered)

    def go_to(self, paragraph: int, begins: int, ends: int) -> None:
        """Select what ``forms.prose_finding.find`` found, and take the keys."""
        document = self.text.document()
        places = (place_in(document, paragraph, at) for at in (begins, ends))
        self.text.choose(*places)
        self.text.setFocus()

    def set_guide(self, words_of_guide: str) -> None:
        """Show these words beside the count, such as "guide 500-1,200"."""
        self._guide = words_of_guide
        self._recount()

    def set_placeholder(self, asked: str) -> None:
        """Show a question where nothing is written yet."""
        self.text.setPlaceholderText(asked)

    @property
    def word_count(self) -> int:
        """How many words are written, as ``forms.prose.words`` counts."""
        return self.text.reading.words()

    @property
    def read_only(self) -> bool:
        """Whether it may only be read and copied."""
        return self.text.isReadOnly()

    def set_read_only(self, is_so: bool) -> None:  # noqa: FBT001 - the state itself
        """Let it only be read and copied, or written again."""
        self.text.lock(is_so)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.source_told)
        foot.addStretch(1)
        foot.addWidget(self.told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.TIGHT)
        if self._has_own_tools:
            column.addWidget(self.tools)
        column.addWidget(self.find_bar)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self.text.setMinimumHeight(tokens.PROSE_HEIGHT)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.text.painting.rehighlight()
        super().changeEvent(event)

    def _tell_spelling(self) -> None:
        self.spelling.know([*self._known, *(fact.text for fact in self._facts)])

    @Slot(str)
    def _tell(self, told: str) -> None:
        """Say something at the foot, to the eye and to a screen reader."""
        self.source_told.setText(told)
        if told and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.text, told))

    def _recount(self) -> None:
        count = self.word_count
        self.told.setText(
            " · ".join(part for part in (labels.count(count, "word", "words"), self._guide) if part)
        )
        self.margin.look()
        if count != self._count:
            self._count = count
            self.counted.emit(count)

    @Slot()
    def _on_written(self) -> None:
        if not self._counting.isActive():
            self._counting.start()
        self.changed.emit()

    @Slot()
    def _on_pause(self) -> None:
        self._recount()

    @Slot()
    def _on_entered(self) -> None:
        if self.tools.served is not self.text:
            self.tools.serve(self.text)
        self.tools.offer_facts(self._facts)

    @Slot()
    def _on_stood(self) -> None:
        """Say how the claim at the cursor is known, to the eye and to a screen reader."""
        source = self.text.source
        if source is self._source:
            return
        self._source = source
        self._tell(in_full(source) if source else "")

    @Slot()
    def _on_find_wished(self) -> None:
        if self.tools.served is self.text:
            self.find_bar.begin()

    @Slot(object, int)
    def _on_menu_wished(self, point: QPoint, place: int) -> None:
        """Offer what was meant by a misspelt word, and all that keys and tools do."""
        menu = self.text.createStandardContextMenu()
        if not self.read_only:
            first = menu.actions()[0] if menu.actions() else None
            self.spelling.offer(menu, place, first)
            fill_all(menu, self.text, self._facts)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)
