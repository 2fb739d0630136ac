"""The right of the report: prompts and facts, the checks, the statutory items, and its papers."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from recruitment_app.casework.reports.report_checking import findings_of
from recruitment_app.casework.reports.report_progress import completeness_of
from recruitment_app.casework.reports.report_reading import every_section, reasons_of
from recruitment_app.casework.reports.report_rows import (
    Fact,
    ReportPage,
    SectionContent,
    SectionPage,
)
from recruitment_app.casework.reports.written_forms import give_reason
from recruitment_app.casework.visiting.visit_notes import NotedAtVisit, notes_on_section
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Edition
from recruitment_app.forms.reading import REPORT
from recruitment_app.rules.report_findings import Finding
from recruitment_app.store.keeping import Store
from recruitment_app.ui import tokens
from recruitment_app.ui.edition_words import edition_words, editions_of
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_acts_bar import MenuButton
from recruitment_app.ui.pages.report_beside import BesidePanel, Underlying
from recruitment_app.ui.pages.report_checks import ChecksPanel, Given
from recruitment_app.ui.pages.report_coverage import CoveragePanel
from recruitment_app.ui.pages.report_issue import IssuePanel

BESIDE, CHECKS, ITEMS, ISSUE = range(4)
_SMALLEST: Final = tokens.SECTIONS_WIDTH + tokens.WIDE


class SidePane(QWidget):
    """What helps to write the section that is open, and what is asked of the whole."""

    fact_wished = Signal(object)
    spot_wished = Signal(object)
    edition_wished = Signal(object)
    saved_wished = Signal(object)
    """What is to be done once all that is typed is saved."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._page: ReportPage | None = None
        self._asked = 0
        self.tabs = QTabWidget(self)
        self.beside = BesidePanel(self)
        self.checks = ChecksPanel(self)
        self.coverage = CoveragePanel(self)
        self.issue = IssuePanel(office, self)
        self.preview_button = MenuButton(self.tr("Preview"), self)
        self._lay_out()
        self.beside.fact_wished.connect(self.fact_wished)
        for panel in (self.beside, self.checks, self.coverage):
            panel.spot_wished.connect(self.spot_wished)
        self.checks.run_wished.connect(self._on_run_wished)
        self.issue.saved_wished.connect(self.saved_wished)
        self.checks.reason_given.connect(self._on_reason_given)
        self.tabs.currentChanged.connect(self._on_tab_changed)

    def show_page(self, page: ReportPage) -> None:
        """Show what is asked of a written form, or of the same one as it stands now."""
        is_other = self._page is None or self._page.id != page.id
        self._page = page
        menu = self.preview_button.menu()
        menu.clear()
        for edition in editions_of(page.form):
            if edition is not Edition.ADDENDUM or page.reads_confidential:
                menu.addAction(edition_words(edition), partial(self.edition_wished.emit, edition))
        has_checks = page.form.name == REPORT
        self.tabs.setTabVisible(CHECKS, has_checks)
        self.tabs.setTabVisible(ITEMS, bool(page.form.covers))
        if is_other:
            self._asked += 1
            self.checks.forget()
        else:
            self.checks.show_reasons(self._office.quick(reasons_of, form_id=page.id))
        self._on_tab_changed(self.tabs.currentIndex())

    def show_section(
        self, section: SectionPage, facts: tuple[Fact, ...], *, may_insert: bool
    ) -> None:
        """Show what helps to write a section."""
        page = self._page
        if page is None:
            return
        self.beside.show_prompts(section.section.prompts)
        self.beside.show_facts(facts, may_insert=may_insert)
        self.beside.show_noted(self._noted(section) if page.form.name == REPORT else ())
        rests_on = section.section.rests_on
        contents = self._office.quick(every_section, form_id=page.id) if rests_on else {}
        self.beside.show_underlying(
            [
                Underlying(line, contents.get((line.section, line.person), SectionContent()))
                for line in page.lines
                if line.section in rests_on
            ]
        )

    def _noted(self, section: SectionPage) -> tuple[NotedAtVisit, ...]:
        return self._office.quick(
            notes_on_section,
            case_id=section.case_id,
            section=section.section.key,
            person=section.person,
        )

    def show_written(self) -> None:
        """Hear that something was written since the checks were run."""
        self.checks.show_stale()

    def run_checks(self) -> None:
        """Run the checks off the window's thread; an answer that came too late is dropped."""
        page = self._page
        if page is None:
            return
        self._asked += 1
        asked, today = self._asked, self._office.today()

        def make(store: Store, progress: Progress) -> tuple[Finding, ...]:
            return findings_of(store, page.case_id, today, form_id=page.id, tell=progress.tell)

        def show(findings: tuple[Finding, ...]) -> None:
            if asked == self._asked:
                reasons = self._office.quick(reasons_of, form_id=page.id)
                self.checks.show_findings(findings, reasons, may_write=page.may_write)

        def sorry(problem: Problem) -> None:
            if asked == self._asked:
                self.checks.fail(str(problem))

        self.checks.begin(self._office.send(make, show, sorry))

    @Slot(int)
    def _on_tab_changed(self, at: int) -> None:
        page = self._page
        if at == ITEMS and page is not None:
            self.coverage.show_rows(
                self._office.quick(
                    completeness_of,
                    case_id=page.case_id,
                    today=self._office.today(),
                    form=page.form.name,
                )
            )

        elif at == ISSUE and page is not None:
            self.issue.show_page(page)

    @Slot()
    def _on_run_wished(self) -> None:
        self.saved_wished.emit(self.run_checks)

    @Slot(object)
    def _on_reason_given(self, given: Given) -> None:
        page = self._page
        if page is not None:
            self._office.asking(sorry=self._on_reason_refused).do(
                give_reason,
                form_id=page.id,
                check=given.finding.check,
                finding=given.finding.key,
                reason=given.reason,
            )

    def _on_reason_refused(self, problem: Problem) -> None:
        self.checks.fail(str(problem))

    def _lay_out(self) -> None:
        self.setMinimumWidth(_SMALLEST)
        self.tabs.setProperty("kind", "side")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Beside the section"))
        self.tabs.addTab(self.beside, self.tr("&Beside"))
        self.tabs.addTab(self.checks, self.tr("Chec&ks"))
        self.tabs.addTab(self.coverage, self.tr("Law"))
        self.tabs.addTab(self.issue, self.tr("Issue"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.preview_button)
