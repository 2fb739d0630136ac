"""One section as it is written: its boxes, its rows, or the reason why it does not apply."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from recruitment_app.casework.reports.report_rows import Fact, SectionContent, SectionPage
from recruitment_app.casework.reports.section_content import fitting, words_in
from recruitment_app.forms.definition import Box, Kind, Section
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.find_everywhere import FoundPlace
from recruitment_app.ui.prose_seeking import Sought, hits
from recruitment_app.ui.section_words import BOX_HINTS, BOX_WORDS, from_record_words
from recruitment_app.ui.tables.typed_rows_table import TypedRowsTable
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.prose_editor import ProseEditor
from recruitment_app.ui.widgets.prose_tools import ProseTools
from recruitment_app.ui.widgets.scrolling import scrolling
from recruitment_app.ui.widgets.typed_rows_view import TypedRowsView

_ROWS_LEAST: Final = 2 * tokens.TEXT_HEIGHT


class SectionEditor(QFrame):
    """The sheet in the middle; it knows what it shows and nothing of where that is kept."""

    edited = Signal()
    history_wished = Signal()
    word_asked = Signal(str)
    everywhere_asked = Signal(object)
    rows_edited = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._today = today
        self._section: Section | None = None
        self._page: SectionPage | None = None
        self.facts: tuple[Fact, ...] = ()
        self._is_showing = False
        self._last: ProseEditor | None = None
        self._record = ""
        self.tools = ProseTools(self)
        self.heading = label("", "heading", wraps=True)
        self.person = label("", "second")
        self.told = label("", "small")
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.notice = Notice("notice", self)
        self.throw_button = self.notice.offer(self.tr("Throw it away"))
        self.trouble = Notice("trouble", self)
        self.apply_button = self._small(self.tr("&Does not apply"))
        self.apply_button.setCheckable(True)
        self.history_button = self._small(self.tr("Histor&y…"))
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText(self.tr("Not applicable because …"))
        self.reason.setAccessibleName(self.tr("Not applicable because"))
        self.from_record = label("", "second", wraps=True)
        self.boxes = {box: self._editor(box) for box in Box}
        self.rows: TypedRowsView | None = None
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(tokens.TYPING_PAUSE_MS)
        self._counting.timeout.connect(self._tell)
        self._lay_out()
        self._connect()

    @property
    def page(self) -> SectionPage | None:
        """The section that is shown."""
        return self._page

    def show_section(self, page: SectionPage, content: SectionContent) -> None:
        """Show a section, or the same one with another content."""
        self._is_showing = True
        is_other = self._section is not page.section
        self._page, self._section = page, page.section
        self.setAccessibleName(f"{page.number} {page.section.title}".strip())
        self.heading.setText(f"{page.number} {page.section.title}".strip())
        self.person.setText(page.person_name)
        self.person.setVisible(bool(page.person_name))
        self.from_record.setText(self.tr(from_record_words(page.section)))
        self.from_record.setVisible(bool(from_record_words(page.section)))
        for box, editor in self.boxes.items():
            is_asked = box in page.section.boxes
            self._rooms[box].setVisible(is_asked)
            editor.told.setVisible(len(page.section.boxes) > 1)
            editor.set_prose(content.box(box))
            if is_asked and page.section.prompts:
                is_first = box is page.section.boxes[0]
                editor.set_placeholder(page.section.prompts[0 if is_first else -1])
            else:
                editor.set_placeholder("")
        self._show_rows(page.section, content, is_other=is_other)
        self.apply_button.setChecked(bool(content.not_applicable))
        self.reason.setText(content.not_applicable)
        self._show_applying()
        self._show_writable(page)
        self.tools.setVisible(bool(page.section.boxes) and page.may_write)
        self.tools.serve(self.boxes[page.section.boxes[0]].text if page.section.boxes else None)
        self.trouble.say("")
        self._is_showing = False
        self._tell()

    def put_beneath(self, widget: QWidget) -> None:
        """Give what is shown from the record its place beneath what is written."""
        self.splitter.addWidget(widget)

    def put_over(self, bar: QWidget) -> None:
        """Give a bar its place between the heading and what is written."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, bar)

    def show_saved(self, page: SectionPage) -> None:
        """Hear that what is shown was saved, or may no longer be written."""
        self._page = page
        self._show_writable(page)
        self._tell()

    def show_facts(self, facts: tuple[Fact, ...], *, of: str) -> None:
        """Let the references of every box say what the record says; ``of`` names the case."""
        if facts == self.facts and of == self._record:
            return
        self.facts, self._record = facts, of
        for editor in self.boxes.values():
            editor.set_facts(facts, of=of)

    def show_known_words(self, words: frozenset[str]) -> None:
        """Let the spelling take these words as right."""
        for editor in self.boxes.values():
            editor.set_known_words(words)

    def show_place(self, place: FoundPlace) -> None:
        """Select words that were found, and take the keys."""
        found = place.found
        if found.box is None:
            if self.rows is not None:
                self.rows.show_cell(found.row, found.column)
            return
        text = self.boxes[found.box].text
        search = place.search
        sought = Sought(search.wanted, match_case=search.match_case, whole_words=search.whole_words)
        places = hits(text.document(), sought)
        if place.count < len(places):
            text.choose(*places[place.count])
            text.setFocus(Qt.FocusReason.OtherFocusReason)

    def content(self) -> SectionContent:
        """Return what is written, clean."""
        section = self._section
        if section is None:
            return SectionContent()
        is_not_applicable = self.apply_button.isChecked()
        return fitting(
            section,
            SectionContent(
                boxes={box: self.boxes[box].prose() for box in section.boxes},
                rows=self.rows.kept_rows() if self.rows is not None else (),
                not_applicable=self.reason.text() if is_not_applicable else "",
            ),
        )

    @Slot()
    def end_typing(self) -> None:
        """Take what is being typed in a cell of a table."""
        if self.rows is not None:
            self.rows.end_typing()

    @property
    def takes_facts(self) -> bool:
        """Whether there is a box that a fact can be put into."""
        return self._page is not None and self._page.may_write and bool(self._page.section.boxes)

    def put_fact(self, fact: Fact) -> None:
        """Put a fact where somebody last wrote in this section, or at the end of its first box."""
        section = self._section
        if section is None or not self.takes_facts:
            return
        asked = [self.boxes[box] for box in section.boxes]
        editor = self._last if self._last in asked else asked[0]
        editor.insert_fact(fact.name, fact.text)

    def keyed(self) -> tuple[QWidget, ...]:
        """Return what has keys of its own here: a box, and the rows."""
        boxes = [self.boxes[box].text for box in self._section.boxes[:1]] if self._section else []
        return (*boxes, *([self.rows] if self.rows is not None else []))

    def begin(self) -> None:
        """Put the keys into the first thing that is written here."""
        section = self._section
        if section is None:
            return
        if section.boxes:
            self.boxes[section.boxes[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.rows is not None:
            self.rows.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _editor(self, box: Box) -> ProseEditor:
        words = self.tr(BOX_WORDS[box])
        editor = ProseEditor(words, tools=self.tools, parent=self)
        editor.changed.connect(self._on_written)
        editor.text.setMinimumHeight(tokens.TEXT_HEIGHT)
        editor.offer_everywhere(is_offered=True)
        editor.word_asked.connect(self.word_asked)
        editor.everywhere_asked.connect(self.everywhere_asked)
        editor.text.entered.connect(partial(self._on_entered, editor))
        return editor

    def _show_rows(self, section: Section, content: SectionContent, *, is_other: bool) -> None:
        if is_other and self.rows is not None:
            self.rows.hide()
            self.rows.setParent(None)
            self.rows.deleteLater()
            self.rows = None
        if not section.columns:
            return
        if self.rows is None:
            table = TypedRowsTable(section.columns, self._today)
            self.rows = TypedRowsView(section.title, table, self.splitter)
            table.setParent(self.rows)
            self.rows.grid.setMinimumHeight(_ROWS_LEAST)
            self.rows.edited.connect(self._on_written)
            at = 0 if section.kind is Kind.TABLE else len(self._rooms)
            self.splitter.insertWidget(at, self.rows)
            self.rows.show()
        kept = tuple({key: text for key, text in row.items() if text} for row in content.rows)
        if is_other or self.rows.table.kept_rows() != kept:
            self.rows.table.show_rows(content.rows)

    def _show_writable(self, page: SectionPage) -> None:
        for editor in self.boxes.values():
            editor.set_read_only(not page.may_write)
        if self.rows is not None:
            self.rows.show_writable(may_write=page.may_write)
        self.reason.setReadOnly(not page.may_write)
        self.apply_button.setEnabled(page.may_write)
        self.history_button.setEnabled(page.stand > 0)
        self.why_not.setText(page.why_not)
        self.why_not.setVisible(bool(page.why_not))

    @Slot()
    def _show_applying(self) -> None:
        is_not_applicable = self.apply_button.isChecked()
        self.reason.setVisible(is_not_applicable)
        self.splitter.setEnabled(not is_not_applicable)

    @Slot()
    def _tell(self) -> None:
        page, section = self._page, self._section
        if page is None or section is None:
            return
        parts = []
        if section.boxes:
            parts.append(labels.count(words_in(section, self.content()), "word", "words"))
        if section.words is not None:
            guide = self.tr("guide {least} to {most}")
            least, most = f"{section.words.least:,}", f"{section.words.most:,}"
            parts.append(guide.format(least=least, most=most))
        if section.rows is not None:
            guide = self.tr("{least} to {most} rows")
            parts.append(guide.format(least=section.rows.least, most=section.rows.most))
        if page.edited_at is not None:
            saved = self.tr("saved {when}")
            parts.append(saved.format(when=labels.moment(page.edited_at)))
        self.told.setText(" · ".join(parts))
        self.told.setToolTip(page.edited_by)

    def _small(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "small")
        return button

    def _lay_out(self) -> None:
        self.why_not = label("", "small", wraps=True)
        top = QHBoxLayout()
        top.setSpacing(tokens.SMALL)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.heading)
        names.addWidget(self.person)
        top.addLayout(names, 1)
        top.addWidget(self.apply_button, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.history_button, 0, Qt.AlignmentFlag.AlignTop)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(tokens.SMALL)
        self._rooms = {box: self._headed(box, editor) for box, editor in self.boxes.items()}
        for room in self._rooms.values():
            self.splitter.addWidget(room)
        inside = QWidget(self)
        inside.setProperty("ground", "card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self.from_record)
        column.addWidget(self.splitter, 1)
        self.area = scrolling(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.SMALL)
        whole.setSpacing(tokens.SMALL)
        whole.addLayout(top)
        whole.addWidget(self.notice)
        whole.addWidget(self.trouble)
        whole.addWidget(self.why_not)
        whole.addWidget(self.reason)
        whole.addWidget(self.tools)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.told)
        self.setMinimumWidth(self.tools.minimumSizeHint().width() + 2 * tokens.LARGE)

    def _headed(self, box: Box, editor: ProseEditor) -> QWidget:
        room = QWidget(self)
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.TIGHT)
        if BOX_HINTS[box]:
            head = QHBoxLayout()
            head.setSpacing(tokens.SMALL)
            head.addWidget(label(self.tr(BOX_WORDS[box]), "field"))
            head.addWidget(label(self.tr(BOX_HINTS[box]), "small"), 1)
            column.addLayout(head)
        column.addWidget(editor, 1)
        return room

    def _connect(self) -> None:
        self.apply_button.toggled.connect(self._on_applying)
        self.reason.textEdited.connect(self._on_written)
        self.history_button.clicked.connect(self.history_wished)

    @Slot()
    def _on_written(self, *_facts: object) -> None:
        if not self._is_showing:
            self._counting.start()
            self.edited.emit()
            if self.rows is not None and self.sender() is self.rows:
                self.rows_edited.emit(self.rows.kept_rows())

    def _on_entered(self, editor: ProseEditor) -> None:
        self._last = editor

    @Slot(bool)
    def _on_applying(self, _checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._show_applying()
        if not self._is_showing:
            if self.apply_button.isChecked():
                self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            self._on_written()
