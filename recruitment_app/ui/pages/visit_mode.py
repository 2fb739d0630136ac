"""Visit mode: one family on the screen, in large type, and a key that blanks the window."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.casework.agency.workforce import require_own_password
from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.choices import words_of_codes
from recruitment_app.casework.reports.report_rows import SectionMark
from recruitment_app.casework.visit_rows import VisitNoteRow
from recruitment_app.casework.visiting.visit_agenda import Agenda, AgendaSection, visit_agenda
from recruitment_app.casework.visiting.visit_notes import add_visit_note, take_out_visit_note
from recruitment_app.errors import Problem
from recruitment_app.ui import actions, labels, tokens, visit_words
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.drafting import Drafting
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.visit_mode_agenda import AgendaColumn
from recruitment_app.ui.places import Place
from recruitment_app.ui.theme import type_of
from recruitment_app.ui.widgets.blank_sheet import BlankSheet
from recruitment_app.ui.widgets.card import Card, clear, label, rule
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.scrolling import scrolling

BLANK: Final = Wish("blank", "Blank the window", "Esc", "", "Blank the window until your password")
KEEP: Final = Wish("keep_visit_note", "Keep this note", "Ctrl+Return", "", "Keep this note")
Spot = tuple[str, str]
"""A section and whose it is; both empty for the visit as a whole."""
_WHOLE: Final[Spot] = ("", "")


class AwayButton(QPushButton):
    """Takes one note away."""

    wished = Signal(object)

    def __init__(self, note: VisitNoteRow) -> None:
        super().__init__()
        self._note_id = note.id
        self.setText(self.tr("Take away"))
        self.setProperty("kind", "link")
        self.setAccessibleName(self.tr("Take this note away: {note}").format(note=note.text))
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.wished.emit(self._note_id)


class VisitMode(Page):
    """What to speak of on the left, notes on the right; a note stays where its section is."""

    concerns = frozenset({Touched.VISITS, Touched.REPORT, Touched.CHECKS, Touched.PEOPLE})

    def __init__(self, office: Office) -> None:
        super().__init__(office.tr("Visit"), scrolls=False)
        self._office = office
        self._agenda: Agenda | None = None
        self._spot: Spot = _WHOLE
        self._is_blank = False
        self.title.setProperty("kind", "visit_title")
        self.subtitle.setProperty("kind", "visit_second")
        self.blank_button = QPushButton(self.tr("&Blank (Esc)"), self)
        self.end_button = QPushButton(self.tr("End &visit mode"), self)
        self.agenda = AgendaColumn(office)
        self.sections = QListWidget(self)
        self.heading = label("", "visit_heading", wraps=True)
        self.prompts_button = QPushButton(self.tr("Think ab&out"), self)
        self.prompts = label("", "visit_second", wraps=True)
        self.text = QPlainTextEdit(self)
        self.error = label("", "error", wraps=True)
        self.keep_button = QPushButton(self.tr("&Keep this note"), self)
        self.kept = QVBoxLayout()
        self.sheet = BlankSheet(self)
        self._drafting = Drafting(office, "visit_note", self._typing, self)
        self._lay_out_mode()
        self._connect()

    @property
    def is_blank(self) -> bool:
        """Whether the window shows nothing."""
        return self._is_blank

    @override
    def show_place(self, place: Place) -> None:
        if self.place is not None and self.place.case_id != place.case_id:
            self.keep_note()
        is_other = self.place is None or self.place.case_id != place.case_id
        self.place = place
        if is_other:
            self._drafting.move_to(f"visit_note:{place.case_id}")
            self._spot = _WHOLE
            self.text.clear()
            self._restore()
        self.reload()
        self.text.setFocus()

    @override
    def reload(self) -> None:
        if self.place is None or self.place.case_id is None:
            return
        named = self.place.fact("visit")
        self._agenda = self._office.quick(
            visit_agenda,
            case_id=self.place.case_id,
            today=self._office.today(),
            visit_id=UUID(named) if named else None,
        )
        visit = self._agenda.visit
        codes = self._office.quick(words_of_codes)
        today = self._office.today()
        when = visit_words.head(visit, codes, today) if visit else labels.with_weekday(today)
        self.say(self._agenda.household, when)
        self.setAccessibleName(self.window_title())
        self.agenda.show_agenda(self._agenda)
        self._list_sections()
        self._show_notes()

    @override
    def is_concerned(self, change: Change) -> bool:
        mine = self._agenda.case_id if self._agenda else None
        return change.case_id in {None, mine} and super().is_concerned(change)

    @override
    def window_title(self) -> str:
        if self._is_blank or self._agenda is None:
            return self.tr("Visit")
        return self.tr("Visit, {reference}").format(reference=self._agenda.reference)

    @Slot()
    def blank(self) -> None:
        """Show nothing until the password of the person signed in is typed."""
        self._is_blank = True
        self._drafting.save_now()
        self.ground.hide()
        self.sheet.show()
        self.sheet.begin()
        self.titled.emit(self.window_title())

    @Slot()
    def keep_note(self) -> None:
        """Keep what is typed as a note of its section, if anything is."""
        text = self.text.toPlainText().strip()
        if not text or self._agenda is None:
            return
        spot = self._spot
        self.text.clear()
        self._drafting.discard()
        self.error.hide()

        def sorry(problem: Problem) -> None:
            self._give_back(text, spot, problem)

        self._office.asking(sorry=sorry).do(
            add_visit_note,
            case_id=self._agenda.case_id,
            text=text,
            today=self._office.today(),
            visit_id=self._agenda.visit.id if self._agenda.visit else None,
            section=spot[0],
            person=spot[1],
        )

    def choose(self, spot: Spot) -> None:
        """Go to a section; what is typed is kept with the one before."""
        for at in range(self.sections.count()):
            kept = self.sections.item(at).data(Qt.ItemDataRole.UserRole)
            if kept is not None and (kept[0], kept[1]) == spot:
                self.sections.setCurrentRow(at)

    def _lay_out_mode(self) -> None:
        whole = self.layout()
        if whole is not None:
            whole.addWidget(self.sheet)
        self.sheet.hide()
        self.title.setWordWrap(True)
        self.blank_button.setProperty("kind", "primary")
        self.corner.addWidget(self.blank_button)
        self.corner.addWidget(self.end_button)
        self.sections.setProperty("kind", "visit")
        self.sections.setAccessibleName(self.tr("Sections that the note may belong to"))
        self.sections.setWordWrap(True)
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sections.setTabKeyNavigation(False)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        row.addWidget(self.agenda, 3)
        row.addWidget(self._sections_card(), 3)
        row.addWidget(self._note_card(), 4)
        self.body.addLayout(row, 1)

    def _sections_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(self.tr("To speak of"), "visit_heading"))
        card.body.addWidget(self.sections, 1)
        return card

    def _note_card(self) -> Card:
        self.text.setProperty("kind", "visit")
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Note"))
        self.text.setPlaceholderText(self.tr("A few words now; the sentence later"))
        self.prompts_button.setProperty("kind", "link")
        self.prompts_button.setCheckable(True)
        self.prompts.hide()
        self.error.hide()
        self.keep_button.setProperty("kind", "primary")
        self.keep_button.setToolTip(self.tr("Ctrl+Enter"))
        self.kept.setSpacing(tokens.SMALL)
        notes = QWidget()
        notes.setProperty("ground", "card")
        notes.setLayout(self.kept)
        card = Card()
        card.body.addWidget(self.heading)
        card.body.addWidget(self.prompts_button, alignment=Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.prompts)
        card.body.addWidget(self.text, 3)
        card.body.addWidget(self.error)
        card.body.addWidget(self.keep_button, alignment=Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(scrolling(notes, is_upright=True), 2)
        return card

    def _connect(self) -> None:
        blank = actions.make(BLANK, self, self.blank)
        blank.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        actions.make(KEEP, self, self.keep_note)
        self.blank_button.clicked.connect(self.blank)
        self.end_button.clicked.connect(self._on_ended)
        self.keep_button.clicked.connect(self.keep_note)
        self.prompts_button.toggled.connect(self._show_prompts)
        self.sections.currentItemChanged.connect(self._on_section_chosen)
        self.sections.itemClicked.connect(self._on_writing_wished)
        self.sections.itemActivated.connect(self._on_writing_wished)
        self.text.textChanged.connect(self._drafting.touch)
        self.sheet.typed.connect(self._on_password_typed)

    def _list_sections(self) -> None:
        if self._agenda is None:
            return
        with QSignalBlocker(self.sections):
            self.sections.clear()
            self._add_section(_WHOLE, self.tr("The visit as a whole"), 0)
            spots, before = [_WHOLE], ""
            for each in self._agenda.sections:
                group = self._group(each)
                if group != before:
                    self._add_heading(group)
                before = group
                spots.append((each.section, each.person))
                self._add_section(spots[-1], each.shown, each.notes)
            self._spot = self._spot if self._spot in spots else _WHOLE
            self.choose(self._spot)
        self._show_section()

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words, self.sections)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(type_of(tokens.SMALL_POINTS, tokens.SEMIBOLD))

    def _add_section(self, spot: Spot, words: str, notes: int) -> None:
        noted = labels.count(notes, "note", "notes") if notes else ""
        item = QListWidgetItem(" · ".join(filter(None, (words, noted))), self.sections)
        item.setData(Qt.ItemDataRole.UserRole, spot)

    def _group(self, each: AgendaSection) -> str:
        if each.is_for_this_visit:
            return self.tr("For this visit")
        groups = {
            SectionMark.EMPTY: self.tr("Nothing written yet"),
            SectionMark.BEGUN: self.tr("Begun"),
        }
        return groups.get(each.mark, self.tr("Written"))

    def _section(self) -> AgendaSection | None:
        found = self._agenda.sections if self._agenda else ()
        return next((each for each in found if (each.section, each.person) == self._spot), None)

    def _show_section(self) -> None:
        section = self._section()
        self.heading.setText(section.shown if section else self.tr("The visit as a whole"))
        self.prompts.setText("\n".join(section.prompts) if section else "")
        self.prompts_button.setVisible(bool(section and section.prompts))
        self._show_prompts()

    @Slot()
    def _show_prompts(self) -> None:
        is_wished = self.prompts_button.isChecked() and not self.prompts_button.isHidden()
        self.prompts.setVisible(is_wished)

    def _show_notes(self) -> None:
        clear(self.kept)
        if self._agenda is None:
            return
        titles = {(each.section, each.person): each.shown for each in self._agenda.sections}
        for at, note in enumerate(reversed(self._agenda.notes)):
            if at:
                self.kept.addWidget(rule())
            spot = (note.section, note.person_key)
            title = titles.get(spot, self.tr("The visit as a whole"))
            top = QHBoxLayout()
            top.addWidget(label(title, "small", wraps=True), 1)
            away = AwayButton(note)
            away.wished.connect(self._on_taken_away)
            top.addWidget(away)
            self.kept.addLayout(top)
            self.kept.addWidget(label(note.text, "visit", wraps=True))
        self.kept.addStretch(1)

    @Slot()
    def _on_section_chosen(self) -> None:
        item = self.sections.currentItem()
        spot = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if spot is None:
            return
        self.keep_note()
        self._spot = (spot[0], spot[1])
        self._show_section()

    @Slot()
    def _on_writing_wished(self) -> None:
        self.text.setFocus()

    @Slot(object)
    def _on_taken_away(self, note_id: UUID) -> None:
        self._office.do(take_out_visit_note, note_id=note_id)

    def _give_back(self, text: str, spot: Spot, problem: Problem) -> None:
        self.error.setText(str(problem))
        self.error.show()
        if not self.text.toPlainText().strip():
            self.choose(spot)
            self.text.setPlainText(text)

    @Slot()
    def _on_ended(self) -> None:
        self.keep_note()
        if self.place is not None:
            self.wished.emit(Place("case", self.place.case_id, {"tab": "visits"}))

    @Slot(str)
    def _on_password_typed(self, typed: str) -> None:
        self._office.send(
            lambda store, _progress: require_own_password(store, password=typed),
            lambda _nothing: self._come_back(),
            lambda problem: self.sheet.refuse(str(problem)),
        )

    def _come_back(self) -> None:
        self._is_blank = False
        self.sheet.begin()
        self.sheet.hide()
        self.ground.show()
        self.text.setFocus()
        self.titled.emit(self.window_title())

    def _typing(self) -> Mapping[str, str]:
        text = self.text.toPlainText()
        if not text.strip():
            return {}
        return {"text": text, "section": self._spot[0], "person": self._spot[1]}

    def _restore(self) -> None:
        kept = self._drafting.kept()
        if kept.get("text"):
            self._spot = (kept.get("section", ""), kept.get("person", ""))
            self.text.setPlainText(kept["text"])
            self._drafting.forget_touch()
