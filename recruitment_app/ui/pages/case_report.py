"""The report of a case: its sections at the left, the one being written, and what stands beside."""

from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.casework.report_reading import (
    every_section,
    forms_of_case,
    report_page,
    section_at,
    section_history,
)
from recruitment_app.casework.report_rows import (
    FormChoice,
    ReportPage,
    SectionContent,
    SectionMark,
    SectionPage,
)
from recruitment_app.casework.written_forms import begin_report, restore_section
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Edition, Form
from recruitment_app.forms.reading import REPORT
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.actions import Wish, make
from recruitment_app.ui.dialogs.meanwhile_dialog import MeanwhileDialog, WayOn
from recruitment_app.ui.dialogs.section_history import SectionHistory
from recruitment_app.ui.edition_previews import (
    EditionPreviews,
    Printed,
    edition_words,
    editions_of,
)
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_acts_bar import MenuButton
from recruitment_app.ui.pages.case_part import CasePart, CaseShown
from recruitment_app.ui.pages.report_beside import BesidePanel, Underlying
from recruitment_app.ui.pages.report_section import SectionEditor
from recruitment_app.ui.section_work import Meanwhile, SectionWork, key_of
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.outline_list import OutlineList, Spot

SAVE: Final = Wish("save_section", "Save", "Ctrl+S", "", "Save the section (leaving it does too)")
NEXT: Final = Wish("next_section", "Next", "Ctrl+PgDown", "", "Go to the next section")
BEFORE: Final = Wish("section_before", "Before", "Ctrl+PgUp", "", "Go to the section before")
AROUND: Final = Wish("other_part", "Other part", "F6", "", "Go from sections to text to its side")
HISTORY: Final = Wish(
    "section_history", "History", "Ctrl+Shift+H", "", "Show the history of the section"
)
_OF_ITS_OWN: Final = frozenset({SectionMark.FROM_RECORD})


class CaseReport(CasePart):
    """Writes a form of a case; what is typed is a draft in two seconds, and saved on leaving."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._shown: CaseShown | None = None
        self._form = REPORT
        self._number: int | None = None
        self._spots: dict[UUID, Spot] = {}
        self.page: ReportPage | None = None
        self.dialog: SectionHistory | MeanwhileDialog | None = None
        self.form_choice: Choice[str] = Choice(filters=False)
        self.version_choice: Choice[int] = Choice(filters=False)
        self.outline = OutlineList(self.tr("Sections"), self)
        self.left = Notice("trouble", self)
        self.open_left_button = self.left.offer(self.tr("Open it"))
        self.empty = EmptyState("", self.tr("Be&gin"))
        self.editor = SectionEditor(office.today(), self)
        self.beside = BesidePanel(self)
        self.side = QTabWidget(self)
        self.previews = EditionPreviews(office, self)
        self.preview_button = MenuButton(self.tr("Previe&w"), self)
        self.work = SectionWork(office, self.editor.content, self)
        self._left_spot: Spot | None = None
        self._lay_out_once()
        self._connect()

    @override
    def show_case(self, shown: CaseShown) -> None:
        if self._case_id != shown.case.id:
            self.work.leave()
            self._form, self._number = REPORT, None
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
        self.form_choice.offer((each.title, each.form) for each in choices)
        self.form_choice.choose(self._form)
        chosen = next(each for each in choices if each.form == self._form)
        self.version_choice.setVisible(len(chosen.versions) > 1)
        self.version_choice.offer(
            (_version_words(self, each.number, is_current=each.is_current), each.number)
            for each in chosen.versions
        )
        if chosen.versions:
            self._show_report()
        else:
            self._show_empty(chosen)

    @property
    def spot(self) -> Spot | None:
        """The section that is open."""
        page = self.work.page
        return (page.section.key, page.person) if page is not None else None

    def printed(self, edition: Edition) -> Printed | None:
        """Return what is printed of the form that is shown, in an edition that it has."""
        if self._shown is None:
            return None
        case, form = self._shown.case, self._definition
        editions = editions_of(form) if form is not None else (edition,)
        wanted = edition if edition in editions else editions[0]
        number = self.page.number if self.page is not None else None
        return Printed(case.id, case.reference, self._form, wanted, number)

    @property
    def _definition(self) -> Form | None:
        return self.page.form if self.page is not None else None

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
            self.side.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.outline.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def show_history(self) -> None:
        """Show the states of the section that is open."""
        self.work.save()
        page = self.work.page
        if page is None:
            return
        states = self._office.quick(section_history, **key_of(page))

        def read(stand: int) -> SectionContent:
            return self._office.quick(section_at, stand=stand, **key_of(page))

        dialog = SectionHistory(page, states, read, self)
        dialog.restore_wished.connect(self._on_restore_wished)
        self._open(dialog)

    def _show_empty(self, chosen: FormChoice) -> None:
        self.work.leave()
        self.page = None
        self.outline.show_parts(())
        self.count.setText("")
        self.words.setText("")
        told = self.tr("The {form} of this case has not been begun.")
        self.empty.say(told.format(form=_in_sentence(chosen.title)))
        self.middle.setCurrentWidget(self.empty)
        self.right.hide()

    def _show_report(self) -> None:
        if self._case_id is None:
            return
        self.page = self._office.quick(
            report_page, case_id=self._case_id, form=self._form, number=self._number
        )
        page = self.page
        self.version_choice.choose(page.number)
        self.outline.show_parts(page.parts)
        told = [line for line in page.lines if line.mark not in _OF_ITS_OWN]
        done = sum(line.mark in {SectionMark.WRITTEN, SectionMark.NOT_APPLICABLE} for line in told)
        self.count.setText(self.tr("{done} of {all}").format(done=done, all=len(told)))
        guide = self.tr("{words} · guide {least} to {most}")
        words = labels.count(page.words, "word", "words")
        least, most = f"{page.band.least:,}", f"{page.band.most:,}"
        self.words.setText(guide.format(words=words, least=least, most=most))
        self.middle.setCurrentWidget(self.editor)
        self.right.show()
        self._offer_editions(page)
        spot = self._spots.get(page.id)
        if self._is_open():
            self.work.refresh()
            if self.work.page is not None:
                self.editor.show_saved(self.work.page)
            self._show_beside()
        elif spot is not None and self.outline.choose(spot):
            self.go(spot)
        else:
            first = self.outline.first()
            if first is not None:
                self.go(first)

    def _offer_editions(self, page: ReportPage) -> None:
        menu = self.preview_button.menu()
        menu.clear()
        for edition in editions_of(page.form):
            if edition is not Edition.ADDENDUM or page.reads_confidential:
                menu.addAction(edition_words(edition), partial(self.preview, edition))

    def preview(self, edition: Edition) -> None:
        """Show an edition as it prints, with what was typed till now."""
        wanted = self.printed(edition)
        if wanted is not None:
            self.work.save()
            self.editor.trouble.say("")
            self.previews.open(wanted, self._on_preview_refused)

    def _on_preview_refused(self, problem: Problem) -> None:
        self.editor.trouble.say(str(problem))

    def _is_open(self) -> bool:
        """Say whether the section that is open is one of the report that is shown."""
        page = self.work.page
        return page is not None and self.page is not None and page.form_id == self.page.id

    def _show_beside(self) -> None:
        page, report = self.work.page, self.page
        if page is None or report is None:
            return
        self.beside.show_prompts(page.section.prompts)
        self.beside.show_facts(self.editor.facts, may_insert=self.editor.takes_facts)
        contents = (
            self._office.quick(every_section, form_id=report.id) if page.section.rests_on else {}
        )
        self.beside.show_underlying(
            [
                Underlying(line, contents.get((line.section, line.person), SectionContent()))
                for line in report.lines
                if line.section in page.section.rests_on
            ]
        )

    def _go_beside(self, by: int) -> None:
        if self.spot is not None and (spot := self.outline.beside(self.spot, by)):
            self.go(spot)
            self.editor.begin()

    def _open(self, dialog: SectionHistory | MeanwhileDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._on_dialog_finished)
        dialog.open()

    def _lay_out_once(self) -> None:
        self.form_choice.setAccessibleName(self.tr("Form"))
        self.version_choice.setAccessibleName(self.tr("Version"))
        self.count = label("", "second")
        self.words = label("", "small", wraps=True)
        sections = self._sections()
        self.middle = QStackedWidget(self)
        self.middle.addWidget(self.editor)
        self.middle.addWidget(self.empty)
        self.side.addTab(self.beside, self.tr("&Beside"))
        self.side.setDocumentMode(True)
        self.side.setAccessibleName(self.tr("Beside the section"))
        self.side.tabBar().setDrawBase(False)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self)
        self.panes.setChildrenCollapsible(False)
        self.panes.setHandleWidth(tokens.MEDIUM)
        right = QWidget(self)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(tokens.SMALL)
        beside.addWidget(self.side, 1)
        beside.addWidget(self.preview_button)
        right.setMinimumWidth(tokens.SECTIONS_WIDTH)
        self.right = right
        for pane in (sections, self.middle, right):
            self.panes.addWidget(pane)
        self.panes.setSizes([tokens.OUTLINE_WIDTH, 2 * tokens.FORM_WIDTH, tokens.SIDE_WIDTH])
        self.panes.setStretchFactor(1, 1)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Expanding)
        self.column.setContentsMargins(0, tokens.MEDIUM, 0, 0)
        self.column.addWidget(self.left)
        self.column.addWidget(self.panes, 1)

    def _sections(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("kind", "card")
        frame.setMinimumWidth(tokens.SECTIONS_WIDTH)
        top = QHBoxLayout()
        top.addWidget(label(self.tr("Sections"), "heading"))
        top.addStretch(1)
        top.addWidget(self.count)
        top.setContentsMargins(tokens.SMALL, 0, tokens.SMALL, 0)
        self.words.setContentsMargins(tokens.SMALL, 0, tokens.SMALL, 0)
        column = QVBoxLayout(frame)
        column.setContentsMargins(tokens.SMALL, tokens.MEDIUM, tokens.SMALL, tokens.SMALL)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self.form_choice)
        column.addWidget(self.version_choice)
        column.addLayout(top)
        column.addWidget(self.outline, 1)
        column.addWidget(self.words)
        return frame

    def _connect(self) -> None:
        for wish, slot in (
            (SAVE, self.save),
            (NEXT, self.next_section),
            (BEFORE, self.section_before),
            (AROUND, self.go_around),
            (HISTORY, self.show_history),
        ):
            make(wish, self, slot)
        self.form_choice.chosen.connect(self._on_form_chosen)
        self.version_choice.chosen.connect(self._on_version_chosen)
        self.empty.wished.connect(self._on_begin_wished)
        self.outline.spot_chosen.connect(self.go)
        self.outline.spot_entered.connect(self.editor.begin)
        self.editor.edited.connect(self.work.typed)
        self.editor.history_wished.connect(self.show_history)
        self.editor.throw_button.clicked.connect(self.work.throw_away)
        self.beside.fact_wished.connect(self.editor.put_fact)
        self.beside.spot_wished.connect(self.go)
        self.open_left_button.clicked.connect(self._on_open_left)
        self.work.shown.connect(self._on_shown)
        self.work.saved.connect(self._on_saved)
        self.work.met.connect(self._on_met)
        self.work.refused.connect(self.editor.trouble.say)
        self.work.left_behind.connect(self._on_left_behind)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.work.save()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.work.refresh()

    @Slot(object)
    def _on_form_chosen(self, form: str) -> None:
        self._form, self._number = form, None
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
        if self._case_id is not None:
            self.empty.button.setEnabled(False)
            asking = self._office.asking(then=self._on_begun, sorry=self._on_begin_refused)
            asking.do(
                begin_report,
                case_id=self._case_id,
                form=self._form,
                today=self._office.today(),
            )

    def _on_begun(self, _change: object) -> None:
        self.empty.button.setEnabled(True)

    def _on_begin_refused(self, problem: Problem) -> None:
        self.empty.button.setEnabled(True)
        self.empty.say(str(problem))

    @Slot(object)
    def _on_shown(self, content: SectionContent) -> None:
        page = self.work.page
        if page is None:
            return
        self.editor.show_section(page, content)
        back = self.tr("What you typed here before, and was never saved, is back.")
        self.editor.notice.say(back if self.work.was_restored else "")

    @Slot()
    def _on_saved(self) -> None:
        self.editor.notice.say("")
        self.editor.trouble.say("")
        if self.work.page is not None:
            self.editor.show_saved(self.work.page)

    @Slot(object)
    def _on_met(self, meanwhile: Meanwhile) -> None:
        self.editor.trouble.say(meanwhile.told)
        dialog = MeanwhileDialog(meanwhile, self)
        dialog.accepted.connect(lambda: self._go_on(dialog.way, meanwhile))
        self._open(dialog)

    def _go_on(self, way: WayOn, meanwhile: Meanwhile) -> None:
        if way is WayOn.MINE:
            self.work.write(self.editor.content(), meanwhile.theirs.stand)
        elif way is WayOn.THEIRS:
            self.work.keep_theirs(meanwhile.theirs)

    @Slot(int)
    def _on_restore_wished(self, stand: int) -> None:
        page = self.work.page
        if page is not None:
            self._office.asking(sorry=self._on_restore_refused).do(
                restore_section, stand=stand, seen=page.stand, **key_of(page)
            )

    def _on_restore_refused(self, problem: Problem) -> None:
        self.editor.trouble.say(str(problem))

    @Slot(object, str)
    def _on_left_behind(self, page: SectionPage, told: str) -> None:
        self._left_spot = (page.section.key, page.person)
        self.left.say(f"{page.number} {page.section.title}: {told}")

    @Slot()
    def _on_open_left(self) -> None:
        self.left.say("")
        if self._left_spot is not None:
            self.go(self._left_spot)

    @Slot(int)
    def _on_dialog_finished(self, _answer: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None


def _version_words(part: CaseReport, number: int, *, is_current: bool) -> str:
    words = part.tr("Version {number}, as it is now") if is_current else part.tr("Version {number}")
    return words.format(number=number)


def _in_sentence(title: str) -> str:
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
