"""The report of a case: its sections at the left, the one being written, and what stands beside."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from recruitment_app.casework.reports.case_forms import forms_of_case, opened_first
from recruitment_app.casework.reports.report_facts import facts_of
from recruitment_app.casework.reports.report_reading import case_words, report_page
from recruitment_app.casework.reports.report_rows import (
    FormChoice,
    ReportPage,
    SectionContent,
    SectionPage,
)
from recruitment_app.casework.reports.written_forms import add_case_word, begin_report
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Edition
from recruitment_app.forms.reading import REPORT
from recruitment_app.ui import tokens
from recruitment_app.ui.actions import Wish, make
from recruitment_app.ui.dialogs.find_everywhere import FoundPlace
from recruitment_app.ui.edition_previews import EditionPreviews, Printed
from recruitment_app.ui.edition_words import editions_of, not_begun
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_part import CasePart, CaseShown
from recruitment_app.ui.pages.report_offers import SectionOffer
from recruitment_app.ui.pages.report_record import SectionRecord
from recruitment_app.ui.pages.report_search import ReportSearch
from recruitment_app.ui.pages.report_section import SectionEditor
from recruitment_app.ui.pages.report_sections import SectionsPane
from recruitment_app.ui.pages.report_side import SidePane
from recruitment_app.ui.pages.report_states import ReportStates
from recruitment_app.ui.section_work import SectionWork
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.outline_list import Spot

SAVE: Final = Wish("save_section", "Save", "Ctrl+S", "", "Save the section (leaving it does too)")
NEXT: Final = Wish("next_section", "Next", "Ctrl+PgDown", "", "Go to the next section")
BEFORE: Final = Wish("section_before", "Before", "Ctrl+PgUp", "", "Go to the section before")
AROUND: Final = Wish("other_part", "Other part", "F6", "", "Go from sections to text to its side")
HISTORY: Final = Wish(
    "section_history", "History", "Ctrl+Shift+H", "", "Show the history of the section"
)
WORDS: Final = Wish("case_words", "Words", "Ctrl+F7", "", "Show the words that the spelling knows")
FIND: Final = Wish("find_everywhere", "Find", "Ctrl+Shift+F", "", "Find words in all sections")


class CaseReport(CasePart):
    """Writes a form of a case; what is typed is a draft in two seconds, and saved on leaving."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._shown: CaseShown | None = None
        self._key = ""
        self._chosen: FormChoice | None = None
        self._number: int | None = None
        self._spots: dict[UUID, Spot] = {}
        self.page: ReportPage | None = None
        self.sections = SectionsPane(self)
        self.outline = self.sections.outline
        self.left = Notice("trouble", self)
        self.open_left_button = self.left.offer(self.tr("Open it"))
        self.empty = EmptyState("", self.tr("Be&gin"))
        self.editor = SectionEditor(office.today(), self)
        self.record = SectionRecord(office)
        self.editor.put_beneath(self.record)
        self.side = SidePane(office, self)
        self.previews = EditionPreviews(office, self)
        self.work = SectionWork(office, self.editor.content, self)
        self.offer = SectionOffer(office, self.work.saved_then, self.editor)
        self.editor.put_over(self.offer)
        self.states = ReportStates(office, self.work, self)
        self.search = ReportSearch(office, self.work.saved_then, self)
        self._left_spot: Spot | None = None
        self._lay_out_once()
        self._connect()

    @override
    def show_case(self, shown: CaseShown) -> None:
        if self._case_id != shown.case.id:
            self.work.leave()
            self._key, self._number = "", None
            self.left.say("")
        self._shown = shown
        self.lay_out(shown)

    @property
    def _case_id(self) -> UUID | None:
        return self._shown.case.id if self._shown is not None else None

    @override
    def lay_out(self, shown: CaseShown) -> None:
        choices = self._office.quick(
            forms_of_case, case_id=shown.case.id, today=self._office.today()
        )
        if self._key not in {each.key for each in choices}:
            self._key = opened_first(choices, shown.case.stage)
        self.sections.show_choices(choices, self._key)
        self._chosen = chosen = next(each for each in choices if each.key == self._key)
        if chosen.versions:
            self._show_report(shown, chosen)
        else:
            self._show_empty(chosen)

    def open_form(self, key: str, section: str = "") -> None:
        """Show another form of the case by its key, at a section of it where one is named."""
        self._on_form_chosen(key)
        if section:
            self._on_spot_wished((section, ""))

    @override
    def keyed(self) -> tuple[QWidget, ...]:
        return (self, *self.editor.keyed())

    @property
    def spot(self) -> Spot | None:
        """The section that is open."""
        page = self.work.page
        return (page.section.key, page.person) if page is not None else None

    def printed(self, edition: Edition) -> Printed | None:
        """Return what is printed of the form that is shown, in an edition that it has."""
        if self._shown is None:
            return None
        case, page = self._shown.case, self.page
        editions = editions_of(page.form) if page is not None else (edition,)
        wanted = edition if edition in editions else editions[0]
        number = page.number if page is not None else None
        form = self._chosen.form if self._chosen is not None else REPORT
        subject = page.subject if page is not None else ""
        return Printed(case.id, case.reference, form, wanted, number, subject)

    def go(self, spot: Spot) -> None:
        """Open a section of a person."""
        if self.page is None or (spot == self.spot and self._is_open()):
            return
        section, person = spot
        try:
            self.work.open(self.page.id, section, person)
        except Problem as problem:
            self.editor.trouble.say(str(problem))
            return
        self._spots[self.page.id] = spot
        self.outline.choose(spot)
        self._show_beside()

    @Slot()
    def save(self) -> None:
        """Save what is typed in the section."""
        self.work.save()

    @Slot()
    def next_section(self) -> None:
        """Open the next section, ready to be written."""
        self._go_beside(1)

    @Slot()
    def section_before(self) -> None:
        """Open the section before, ready to be written."""
        self._go_beside(-1)

    @Slot()
    def go_around(self) -> None:
        """Take the keys from the outline to the text, to what stands beside, and back."""
        if self.outline.hasFocus():
            self.editor.begin()
        elif self.editor.isAncestorOf(self.window().focusWidget()):
            self.side.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.outline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_empty(self, chosen: FormChoice) -> None:
        self.work.leave()
        self.page = None
        self.search.show_page(None)
        self.sections.show_none()
        self.empty.say(not_begun(chosen))
        self.middle.setCurrentWidget(self.empty)
        self.side.hide()

    def _show_report(self, shown: CaseShown, chosen: FormChoice) -> None:
        page = self._office.quick(
            report_page,
            case_id=shown.case.id,
            form=chosen.form,
            number=self._number,
            subject=chosen.subject,
        )
        self.page = page
        self.sections.show_page(page)
        facts = self._office.quick(facts_of, case_id=page.case_id, today=self._office.today())
        self.editor.show_facts(facts, of=str(page.case_id))
        self.editor.show_known_words(self._office.quick(case_words, case_id=page.case_id))
        self.middle.setCurrentWidget(self.editor)
        self.side.show()
        self.side.show_page(page)
        self.search.show_page(page)
        spot = self._spots.get(page.id)
        if self._is_open():
            self.work.refresh()
            if self.work.page is not None:
                self.editor.show_saved(self.work.page)
                self.record.show_section(self.work.page, page, shown.case)
                self.offer.show_section(self.work.page)
            self._show_beside()
        elif spot is not None and self.outline.choose(spot):
            self.go(spot)
        elif (first := self.outline.first()) is not None:
            self.go(first)

    @Slot(object)
    def preview(self, edition: Edition) -> None:
        """Show an edition as it prints, with what was typed till now."""
        wanted = self.printed(edition)
        if wanted is not None:
            self.editor.trouble.say("")
            self.work.saved_then(lambda: self.previews.open(wanted, self._on_preview_refused))

    def _on_preview_refused(self, problem: Problem) -> None:
        self.editor.trouble.say(str(problem))

    def _is_open(self) -> bool:
        """Say whether the section that is open is one of the report that is shown."""
        page = self.work.page
        return page is not None and self.page is not None and page.form_id == self.page.id

    def _show_beside(self) -> None:
        page = self.work.page
        if page is not None and self.page is not None:
            may_insert = self.editor.takes_facts
            self.side.show_section(page, self.editor.facts, may_insert=may_insert)

    def _go_beside(self, by: int) -> None:
        if self.spot is not None and (spot := self.outline.beside(self.spot, by)):
            self.go(spot)
            self.editor.begin()

    def _lay_out_once(self) -> None:
        self.middle = QStackedWidget(self)
        self.middle.addWidget(self.editor)
        self.middle.addWidget(self.empty)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setChildrenCollapsible(False)
        self.panes.setHandleWidth(tokens.MEDIUM)
        for pane in (self.sections, self.middle, self.side):
            self.panes.addWidget(pane)
        self.panes.setSizes([tokens.OUTLINE_WIDTH, 2 * tokens.FORM_WIDTH, tokens.SIDE_WIDTH])
        self.panes.setStretchFactor(1, 1)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Expanding)
        self.column.setContentsMargins(0, tokens.MEDIUM, 0, 0)
        self.column.addWidget(self.left)
        self.column.addWidget(self.panes, 1)

    def _connect(self) -> None:
        for wish, slot in (
            (SAVE, self.save),
            (NEXT, self.next_section),
            (BEFORE, self.section_before),
            (AROUND, self.go_around),
            (HISTORY, self.states.show_history),
            (FIND, self.search.begin),
            (WORDS, self.states.show_words),
        ):
            make(wish, self, slot)
        self.sections.form_chosen.connect(self._on_form_chosen)
        self.sections.version_chosen.connect(self._on_version_chosen)
        self.empty.wished.connect(self._on_begin_wished)
        self.outline.spot_chosen.connect(self.go)
        self.outline.spot_entered.connect(self.editor.begin)
        self.editor.edited.connect(self.work.typed)
        self.editor.history_wished.connect(self.states.show_history)
        self.editor.throw_button.clicked.connect(self.work.throw_away)
        self.editor.rows_edited.connect(self.record.show_rows)
        self.editor.word_asked.connect(self._on_word_asked)
        self.editor.everywhere_asked.connect(self.search.begin_with)
        self.search.place_wished.connect(self._on_place_wished)
        self.side.fact_wished.connect(self.editor.put_fact)
        self.side.spot_wished.connect(self._on_spot_wished)
        self.side.edition_wished.connect(self.preview)
        self.side.saved_wished.connect(self.work.saved_then)
        self.open_left_button.clicked.connect(self._on_open_left)
        self.work.saving.connect(self.editor.end_typing)
        self.work.shown.connect(self._on_shown)
        self.work.saved.connect(self._on_saved)
        self.work.met.connect(self.states.show_both)
        self.states.refused.connect(self.editor.trouble.say)
        self.offer.refused.connect(self.editor.trouble.say)
        self.work.refused.connect(self.editor.trouble.say)
        self.work.left_behind.connect(self._on_left_behind)

    @Slot(object)
    def _on_spot_wished(self, spot: Spot) -> None:
        """Open a section; where its person is left open, that of the first who has one."""
        section, person = spot
        lines = [line for line in self.page.lines if line.section == section] if self.page else []
        if lines and person not in {line.person for line in lines}:
            person = lines[0].person
        self.go((section, person))
        self.editor.begin()

    @Slot(object)
    def _on_place_wished(self, place: FoundPlace) -> None:
        self.go((place.found.section, place.found.person))
        self.editor.show_place(place)

    @Slot(str)
    def _on_word_asked(self, word: str) -> None:
        if self._case_id is not None:
            self._office.do(add_case_word, case_id=self._case_id, word=word)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.work.save()
            self.search.close()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.work.refresh()

    @Slot(object)
    def _on_form_chosen(self, key: str) -> None:
        self._key, self._number = key, None
        self._again()

    @Slot(object)
    def _on_version_chosen(self, number: int) -> None:
        self._number = number
        self._again()

    def _again(self) -> None:
        self.work.leave()
        if self._shown is not None:
            self.lay_out(self._shown)

    @Slot()
    def _on_begin_wished(self) -> None:
        if self._case_id is not None and self._chosen is not None:
            self.empty.button.setEnabled(False)
            asking = self._office.asking(then=self._on_begun, sorry=self._on_begin_refused)
            asking.do(
                begin_report,
                case_id=self._case_id,
                form=self._chosen.form,
                subject=self._chosen.subject,
                today=self._office.today(),
            )

    def _on_begun(self, _change: object) -> None:
        self.empty.button.setEnabled(True)
        self.outline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_begin_refused(self, problem: Problem) -> None:
        self.empty.button.setEnabled(True)
        self.empty.say(str(problem))

    @Slot(object)
    def _on_shown(self, content: SectionContent) -> None:
        page = self.work.page
        if page is None:
            return
        self.editor.show_section(page, content)
        if self._shown is not None and self.page is not None:
            self.record.show_section(page, self.page, self._shown.case)
            self.record.show_rows(content.rows)
        self.offer.show_section(page)
        back = self.tr("What you typed here before, and was never saved, is back.")
        if not page.may_write:
            back = self.tr("What you typed here was never saved. It can only be copied now.")
        self.editor.notice.say(back if self.work.was_restored else "")

    @Slot()
    def _on_saved(self) -> None:
        self.editor.notice.say("")
        self.editor.trouble.say("")
        self.side.show_written()
        if self.work.page is not None:
            self.editor.show_saved(self.work.page)

    @Slot(object, str)
    def _on_left_behind(self, page: SectionPage, told: str) -> None:
        self._left_spot = (page.section.key, page.person)
        self.left.say(f"{page.number} {page.section.title}: {told}")

    @Slot()
    def _on_open_left(self) -> None:
        self.left.say("")
        if self._left_spot is not None:
            self.go(self._left_spot)
