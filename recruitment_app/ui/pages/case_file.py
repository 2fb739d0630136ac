"""The file of a case: one timeline with its filters, the place for notes, and documents dropped."""

from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.casework.file.case_documents import document_row, take_off_document
from recruitment_app.casework.file.case_timeline import case_timeline
from recruitment_app.casework.file.timeline_rows import (
    Group,
    Source,
    Timeline,
    TimelineFilter,
    TimelineRow,
)
from recruitment_app.casework.letters.letter_rows import letter_paper
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui import actions, labels, tokens
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.dialogs.document_opening import DocumentOpening
from recruitment_app.ui.dialogs.paper_errands import PaperErrands
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_entry import CaseEntry
from recruitment_app.ui.pages.case_notes import CaseNotes
from recruitment_app.ui.pages.case_part import CasePart, CaseShown
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import Card, label
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.file_drops import FileDrops
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.timeline_view import TimelineView

FIND: Final = Wish("find_in_file", "Find in the file", "Ctrl+F", "", "Search the file of this case")
_SHORT: Final = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_LETTERS: Final = 8
_GROUPS: Final = {
    Group.NOTES: "Notes and contacts",
    Group.MEETINGS: "Meetings and supervision",
    Group.JOURNEY: "Journey",
    Group.VISITS: "Visits",
    Group.CHECKS: "Checks and references",
    Group.DOCUMENTS: "Documents",
    Group.LETTERS: "Letters",
    Group.PROMISES: "Promises",
}


class CaseFile(CasePart):
    """A line that is chosen is shown whole at the right, in place of the note to be written."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._case_id: UUID | None = None
        self._reference = ""
        self._all = Timeline((), {})
        self._chosen: UUID | None = None
        self.notes = CaseNotes(office)
        self.entry = CaseEntry()
        self.opening = DocumentOpening(office, self)
        self.papers = PaperErrands(office, self)
        self.group: Choice[str] = Choice(none=self.tr("Everything"), filters=False)
        self.who: Choice[UUID] = Choice(none=self.tr("Everybody"), filters=False)
        self.words = QLineEdit()
        self.count = label("", "second")
        self.nothing = label("", "second", wraps=True)
        self.view = TimelineView(self.tr("The file of the case, the latest first"))
        self.trouble = Notice("trouble", self)
        self.strip = QFrame(self)
        self.add_button = QPushButton(self.tr("Add documents…"))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(tokens.TYPING_PAUSE_MS)
        self._lay_out_once()
        self._connect()

    @override
    def show_case(self, shown: CaseShown) -> None:
        if shown.case.id != self._case_id:
            self._case_id, self._reference = shown.case.id, shown.case.reference
            self._chosen = None
            self.words.clear()
            self.group.choose(None)
            self.who.choose(None)
            self.side.setCurrentWidget(self.notes)
        self.notes.show_case(shown.case.id)
        self.lay_out(shown)

    @override
    def lay_out(self, shown: CaseShown) -> None:
        self._all = self._office.quick(case_timeline, case_id=shown.case.id)
        counts = self._all.counts()
        self.group.offer(
            (f"{self.tr(words)} ({counts[group]})", group.value)
            for group, words in _GROUPS.items()
            if counts[group] or group.value == self.group.value()
        )
        self.who.offer((name, key) for key, name in self._all.authors())
        may_add = may(self._office.person.role, Duty.KEEP_DOCUMENTS)
        self.strip.setVisible(may_add)
        self.setAcceptDrops(may_add)
        self.filter()

    @override
    def keyed(self) -> tuple[QWidget, ...]:
        return (self,)

    def show_place(self, place: Place) -> None:
        """Filter by the ``group`` that a place names, and choose its ``entry``."""
        if place.fact("group"):
            self.group.choose(place.fact("group"))
            self.filter()
        if place.fact("entry"):
            self.view.choose(UUID(place.fact("entry")))

    @Slot()
    def filter(self) -> None:
        """Show what the filters leave in; what was chosen stays chosen where it is there."""
        self._typing.stop()
        group = Group(wanted) if (wanted := self.group.value()) else None
        asked = TimelineFilter(group, self.who.value(), self.words.text())
        shown = self._all.wanted(asked)
        self.view.show_timeline(shown, self._chosen)
        self.count.setText(labels.count(len(shown), "entry", "entries"))
        self.view.setVisible(bool(len(shown)))
        self.nothing.setVisible(not len(shown))
        self.nothing.setText(self.tr("Nothing in the file of this case is like that."))
        if self.view.row is None and self.side.currentWidget() is self.entry:
            self.write_note()

    @Slot()
    def write_note(self) -> None:
        """Go to the note, ready to write."""
        self._chosen = None
        self.side.setCurrentWidget(self.notes)
        self.notes.begin_note()

    @Slot(list)
    def add_documents(self, files: list[Path]) -> None:
        """Ask about files that are to be documents of the case."""
        facts = {"files": "\n".join(map(str, files))}
        self.wished.emit(Place("add_documents", self._case_id, facts))

    def _lay_out_once(self) -> None:
        self.words.setPlaceholderText(self.tr("Search the file"))
        self.words.setAccessibleName(self.tr("Search the file"))
        self.words.setProperty("kind", "search")
        self.words.setClearButtonEnabled(True)
        self.group.setAccessibleName(self.tr("What is shown"))
        self.who.setAccessibleName(self.tr("Who recorded it"))
        for choice in (self.group, self.who):
            choice.setSizeAdjustPolicy(_SHORT)
            choice.setMinimumContentsLength(_LETTERS)
        filters = QHBoxLayout()
        filters.setSpacing(tokens.SMALL)
        filters.addWidget(self.group, 2)
        filters.addWidget(self.who, 2)
        filters.addWidget(self.words, 3)
        filters.addWidget(self.count)
        card = Card()
        card.body.addWidget(self.trouble)
        card.body.addLayout(filters)
        card.body.addWidget(self.view, 1)
        card.body.addWidget(self.nothing)
        self.side = QStackedWidget()
        self.side.addWidget(self.notes)
        self.side.addWidget(self.entry)
        self.strip.setProperty("kind", "drop")
        inside = QHBoxLayout(self.strip)
        inside.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.MEDIUM, tokens.MEDIUM)
        inside.addWidget(label(self.tr("Drop documents anywhere here"), "second", wraps=True), 1)
        inside.addWidget(self.add_button)
        right = QVBoxLayout()
        right.setSpacing(tokens.MEDIUM)
        right.addWidget(self.side)
        right.addWidget(self.strip)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        row.addWidget(card, 3)
        row.addLayout(right, 2)
        self.column.addLayout(row, 1)

    def _connect(self) -> None:
        actions.make(FIND, self, self._on_find_wished)
        FileDrops(self, self.strip).dropped.connect(self.add_documents)
        self.add_button.clicked.connect(self._on_add_pressed)
        self.group.chosen.connect(self.filter)
        self.who.chosen.connect(self.filter)
        self.words.textChanged.connect(self._on_typed)
        self.words.returnPressed.connect(self.filter)
        self._typing.timeout.connect(self.filter)
        self.view.row_chosen.connect(self._on_row_chosen)
        self.view.row_wished.connect(self._on_row_wished)
        self.entry.wished.connect(self._on_entry_wished)
        self.entry.left.connect(self.write_note)
        self.opening.refused.connect(self._on_refused)

    @Slot(object)
    def _on_row_chosen(self, row: TimelineRow) -> None:
        if self._case_id is None:
            return
        self._chosen = row.id
        self.trouble.say("")
        self.entry.show_row(self._case_id, row, self._office.person.role)
        self.side.setCurrentWidget(self.entry)

    @Slot(object)
    def _on_row_wished(self, row: TimelineRow) -> None:
        if row.source is Source.DOCUMENT:
            self.opening.open(row.id, self._reference)
        elif row.source is Source.LETTER:
            self._open_letter(row)

    @Slot(object)
    def _on_entry_wished(self, place: Place) -> None:
        self.trouble.say("")
        row = self.entry.row
        if row is None:
            return
        if place.name == "correct":
            self._chosen = None
            self.side.setCurrentWidget(self.notes)
            self.notes.correct(row, row.kind)
        elif place.name == "open":
            self.opening.open(row.id, self._reference)
        elif place.name == "open_letter":
            self._open_letter(row)
        elif place.name == "save":
            self._save(row.id)
        elif place.name == "take_off":
            asking = self._office.asking(sorry=self._on_refused)
            asking.do(take_off_document, document_id=row.id)
        else:
            self.wished.emit(place)

    def _open_letter(self, row: TimelineRow) -> None:
        """Show the paper of a letter as it was sealed."""
        title = f"{self._reference} \u00b7 {row.title}"
        name = f"{self._reference}-{row.kind.replace('_', '-')}.pdf"
        make = partial(letter_paper, letter_id=row.id)
        self.papers.open(make, title=title, file_name=name, sorry=self._on_refused)

    def _save(self, document_id: UUID) -> None:
        try:
            found = self._office.quick(document_row, document_id=document_id)
        except Problem as problem:
            self._on_refused(problem)
            return
        self.opening.save(found, self._reference)

    @Slot(object)
    def _on_refused(self, problem: Problem) -> None:
        self.trouble.say(str(problem))

    @Slot()
    def _on_typed(self) -> None:
        self._typing.start()

    @Slot()
    def _on_add_pressed(self) -> None:
        self.add_documents([])

    @Slot()
    def _on_find_wished(self) -> None:
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
