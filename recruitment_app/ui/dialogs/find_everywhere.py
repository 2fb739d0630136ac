"""Finds words in all sections of a written form, and replaces them in all at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.casework.reports.report_finding import Search
from recruitment_app.casework.reports.report_rows import SectionFound
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.section_words import BOX_WORDS
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.rows_model import Index, RowsModel


@dataclass(frozen=True)
class FoundPlace:
    """A place that was found; ``count`` of the same words stand before it in its box."""

    found: SectionFound
    count: int
    search: Search


class _Places(RowsModel):
    def show_places(self, found: Sequence[SectionFound], search: Search) -> None:
        before: Counter[tuple[object, ...]] = Counter()
        places = []
        for each in found:
            key = (each.section, each.person, each.box, each.row, each.column)
            places.append(FoundPlace(each, before[key], search))
            before[key] += 1
        self.show_rows(places)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        found = self.rows[index.row()].found
        where = f"{found.number} {found.title}"
        if found.person_name:
            where = f"{where}, {found.person_name}"
        what = self.tr(BOX_WORDS[found.box]) if found.box is not None else self.tr("a row")
        around = " ".join(found.around.split())
        return f"{where} · {what}\n… {around} …"


class _PlacesView(QListView):
    """A click or Enter goes to a place."""

    wished = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        now = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and now.isValid():
            self.wished.emit(now.row())
            return
        super().keyPressEvent(event)


class FindEverywhere(QDialog):
    """Stays open beside the report; each place leads to its section."""

    search_wished = Signal(object)
    replace_wished = Signal(object, str)
    place_wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = self.tr("Find in all sections")
        self.setWindowTitle(words)
        self.setAccessibleName(words)
        self.wanted = QLineEdit(self)
        self.by = QLineEdit(self)
        for field, spoken in (
            (self.wanted, self.tr("Find")),
            (self.by, self.tr("Replace with")),
        ):
            field.setPlaceholderText(spoken)
            field.setAccessibleName(spoken)
        self.match_case = QCheckBox(self.tr("&Match case"), self)
        self.whole_words = QCheckBox(self.tr("&Whole words"), self)
        self.find_button = QPushButton(self.tr("&Find"), self)
        self.find_button.setProperty("kind", "primary")
        self.find_button.setDefault(True)
        self.replace_button = QPushButton(self.tr("&Replace in all sections"), self)
        self.replace_button.setAutoDefault(False)
        self.told = label("", "second", wraps=True)
        self.view = _PlacesView(self)
        self.view.setAccessibleName(self.tr("Places"))
        self.view.setWordWrap(True)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._places = _Places(self)
        self.view.setModel(self._places)
        self._lay_out(words)
        self.find_button.clicked.connect(self.look)
        self.replace_button.clicked.connect(self._on_replace_pressed)
        self.view.clicked.connect(self._on_clicked)
        self.view.wished.connect(self._on_wished)

    @property
    def search(self) -> Search:
        """What is looked for now."""
        return Search(self.wanted.text(), self.match_case.isChecked(), self.whole_words.isChecked())

    @property
    def places(self) -> tuple[FoundPlace, ...]:
        """What was found."""
        return self._places.rows

    def begin(self, search: Search | None = None, by: str = "") -> None:
        """Take the keys, and look for words that were asked for elsewhere."""
        if search is not None:
            self.wanted.setText(search.wanted)
            self.match_case.setChecked(search.match_case)
            self.whole_words.setChecked(search.whole_words)
            self.by.setText(by)
        self.show()
        self.raise_()
        self.activateWindow()
        self.wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self.wanted.selectAll()
        if search is not None:
            self.look()

    @Slot()
    def look(self) -> None:
        """Wish for the places of the words."""
        self.search_wished.emit(self.search)

    def show_found(self, found: Sequence[SectionFound], search: Search) -> None:
        """Show where the words stand."""
        self._places.show_places(found, search)
        sections = {(each.section, each.person) for each in found}
        if not found:
            self.told.setText(self.tr("These words stand nowhere in the form."))
            return
        told = self.tr("{places} in {sections}")
        self.told.setText(
            told.format(
                places=labels.count(len(found), "place", "places"),
                sections=labels.count(len(sections), "section", "sections"),
            )
        )
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.setCurrentIndex(self._places.index(0, 0))

    def say(self, sentence: str) -> None:
        """Say what was replaced, or why nothing was found or replaced."""
        self._places.show_places((), self.search)
        self.told.setText(sentence)

    def show_writable(self, *, may_write: bool) -> None:
        """Offer to replace words, or not."""
        self.by.setEnabled(may_write)
        self.replace_button.setEnabled(may_write)

    @Slot()
    def _on_replace_pressed(self) -> None:
        self.replace_wished.emit(self.search, self.by.text())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.place_wished.emit(self._places.rows[index.row()])

    @Slot(int)
    def _on_wished(self, at: int) -> None:
        self.place_wished.emit(self._places.rows[at])

    def _lay_out(self, words: str) -> None:
        first = QHBoxLayout()
        first.setSpacing(tokens.SMALL)
        first.addWidget(self.wanted, 1)
        first.addWidget(self.find_button)
        second = QHBoxLayout()
        second.setSpacing(tokens.SMALL)
        second.addWidget(self.by, 1)
        second.addWidget(self.replace_button)
        how = QHBoxLayout()
        how.setSpacing(tokens.LARGE)
        how.addWidget(self.match_case)
        how.addWidget(self.whole_words)
        how.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.LARGE)
        whole.setSpacing(tokens.SMALL)
        whole.addWidget(label(words, "title"))
        whole.addLayout(first)
        whole.addLayout(second)
        whole.addLayout(how)
        whole.addWidget(self.told)
        whole.addWidget(self.view, 1)
        kept = self.tr("The history of each section keeps what stood there before.")
        whole.addWidget(label(kept, "small"))
        self.resize(tokens.DIALOG_WIDTH, tokens.DIALOG_WIDTH)
