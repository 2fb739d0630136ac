"""One case on a page: where it stands, what comes next, and all that is recorded of it."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QTabWidget, QWidget
from typing_extensions import override

from recruitment_app.casework.agency.agency_law import limit_rows
from recruitment_app.casework.case_page import case_by_reference, case_page
from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.choices import words_of_codes
from recruitment_app.casework.events.event_calendars import Wanted
from recruitment_app.casework.events.sessions import mark_household
from recruitment_app.casework.merging.not_the_same import say_not_the_same
from recruitment_app.casework.merging.unmerging import merges_of
from recruitment_app.casework.notes import add_note
from recruitment_app.casework.reports.report_rows import form_key
from recruitment_app.casework.supervising.handover_packs import case_handover_paper
from recruitment_app.casework.today.promises import promises_of_case
from recruitment_app.casework.today.tasks import finish_task, tasks_of_case
from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Edition
from recruitment_app.forms.reading import REPORT as REPORT_FORM
from recruitment_app.rules.roles import Duty, may
from recruitment_app.store.keeping import Store
from recruitment_app.ui import actions, tokens
from recruitment_app.ui.actions import Wish
from recruitment_app.ui.check_places import TAB, key_of
from recruitment_app.ui.dialogs.calendar_errands import CalendarErrands
from recruitment_app.ui.dialogs.paper_errands import PaperErrands
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.edition_previews import EditionPreviews, Printed
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_acts_bar import CaseActsBar
from recruitment_app.ui.pages.case_checks import CaseChecks
from recruitment_app.ui.pages.case_clocks import CaseClocks
from recruitment_app.ui.pages.case_file import CaseFile
from recruitment_app.ui.pages.case_head import CaseHead
from recruitment_app.ui.pages.case_history import CaseHistory
from recruitment_app.ui.pages.case_notes import CaseNotes
from recruitment_app.ui.pages.case_overview import CaseOverview
from recruitment_app.ui.pages.case_part import CasePart, CaseShown
from recruitment_app.ui.pages.case_people import CasePeople
from recruitment_app.ui.pages.case_report import CaseReport
from recruitment_app.ui.pages.case_visits import CaseVisits
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.scrolling import scrolling

NEXT_STEP: Final = Wish("next_step", "Next step", "Ctrl+J", "", "Record the next step")
NOTE: Final = Wish("note", "Add a note", "Ctrl+M", "note", "Write a note or a contact")
REPORT: Final = Wish("report", "Print report", "Ctrl+P", "print", "Show the report as it prints")
LETTERS: Final = Wish("letters", "Letters", "Ctrl+Shift+L", "", "Show the letters of the case")
TABS: Final = ("overview", "people", "checks", "visits", "clocks", "report", "history", "file")


class CaseFilePage(Page):
    """The case that its place names; each tab is read when it is looked at."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Case"), scrolls=False, parent=parent)
        self._office = office
        self._shown: CaseShown | None = None
        self._stale: set[str] = set()
        self.previews = EditionPreviews(office, self)
        self.papers = PaperErrands(office, self)
        self.calendars = CalendarErrands(office, self)
        self.head = CaseHead(self)
        self.bar = CaseActsBar(self)
        self.tabs = QTabWidget(self)
        self.overview, self.people = CaseOverview(), CasePeople(office)
        self.checks = CaseChecks(office)
        self.clocks, self.history = CaseClocks(office), CaseHistory()
        self.visits = CaseVisits(office)
        self.file = CaseFile(office)
        self._report: CaseReport | None = None
        self._areas: dict[str, QScrollArea] = {}
        self._lay_out_case()
        self._connect()

    @property
    def shown(self) -> CaseShown | None:
        """The case as it stands on the page."""
        return self._shown

    @override
    def show_place(self, place: Place) -> None:
        is_other = self.place is None or self.place.case_id != place.case_id
        super().show_place(place)
        tab = place.fact("tab")
        if tab in TABS or is_other:
            self.tabs.setCurrentIndex(TABS.index(tab) if tab in TABS else 0)
            self.tabs.tabBar().setFocus()
        if tab == TAB and place.fact("kind"):
            self.checks.choose(key_of(place))
        if tab == "file":
            self.file.show_place(place)
            if place.fact("write"):
                self.file.write_note()
        if tab == "report" and place.fact("form"):
            key = form_key(place.fact("form"), place.fact("subject"))
            self.report.open_form(key, place.fact("section"))

    @override
    def reload(self) -> None:
        if self.place is None or self.place.case_id is None:
            return
        today = self._office.today()
        case = self._office.quick(case_page, case_id=self.place.case_id, today=today)
        role = self._office.person.role
        merges = tuple(self._office.quick(merges_of, case_id=case.id))
        codes = self._office.quick(words_of_codes)
        tasks = self._office.quick(tasks_of_case, case_id=case.id)
        promises = self._office.quick(promises_of_case, case_id=case.id)
        self._shown = CaseShown(case, codes, today, role, merges, tasks, promises)
        self.head.allow_merging(may=may(role, Duty.MERGE))
        self.bar.may_merge = may(role, Duty.MERGE)
        self.bar.may_promise = may(role, Duty.WRITE_NOTES)
        self.say(case.title)
        self.setAccessibleName(case.reference)
        self.head.show_case(self._shown)
        self.bar.show_acts(case)
        self._stale = set(TABS)
        self._show_tab(self.tabs.currentIndex())

    @override
    def is_concerned(self, change: Change) -> bool:
        mine = self._shown.case.id if self._shown else None
        if Touched.DUPLICATES in change.touched:
            return True  # it names two cases, and this may be either
        return change.case_id in {None, mine} and super().is_concerned(change)

    @override
    def window_title(self) -> str:
        return self._shown.case.reference if self._shown else self.tr("Case")

    def part(self, name: str) -> CasePart:
        """Return a tab by its name."""
        if name == "report":
            return self.report
        parts = {
            "overview": self.overview,
            "people": self.people,
            "checks": self.checks,
            "visits": self.visits,
            "clocks": self.clocks,
            "history": self.history,
            "file": self.file,
        }
        return parts[name]

    @property
    def report(self) -> CaseReport:
        """The room in which the report is written; it is built when somebody first looks at it."""
        if self._report is None:
            self._report = CaseReport(self._office)
            self._report.wished.connect(self.wished)
            self._areas["report"].setWidget(self._report)
        return self._report

    @property
    def notes(self) -> CaseNotes:
        """The place where a note is written."""
        return self.file.notes

    @property
    def preview(self) -> PaperPreview | None:
        """The paper that was shown last."""
        return self.previews.preview

    @override
    def keyed(self) -> tuple[QWidget, ...]:
        return (self, *self.part(TABS[self.tabs.currentIndex()]).keyed())

    def _lay_out_case(self) -> None:
        words = (
            self.tr("Over&view"),
            self.tr("People and &home"),
            self.tr("Checks and re&ferences"),
            self.tr("Visits an&d plans"),
            self.tr("Clock&s"),
            self.tr("Rep&ort"),
            self.tr("&Journey and history"),
            self.tr("Fi&le"),
        )
        for name, said in zip(TABS, words, strict=True):
            area = scrolling()
            self._areas[name] = area
            if name != "report":
                area.setWidget(self.part(name))
            self.tabs.addTab(area, said)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Parts of the case"))
        self.title.setWordWrap(True)
        self.corner.addWidget(self.bar)
        self.body.setSpacing(tokens.SMALL)
        self.body.addWidget(self.head)
        self.body.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        actions.make(NEXT_STEP, self, self.bar.lead)
        actions.make(NOTE, self, self.write_note)
        actions.make(REPORT, self, self._on_report_wished)
        actions.make(LETTERS, self, self._on_letters_wished)
        self.bar.wished.connect(self.wished)
        self.bar.note_wished.connect(self.write_note)
        self.bar.report_wished.connect(self._on_report_wished)
        self.bar.pack_wished.connect(self._on_pack_wished)
        self.head.duplicate_wished.connect(self._on_duplicate_wished)
        self.head.both_wished.connect(self._on_both_wished)
        self.head.two_said.connect(self._on_two_said)
        self.history.attendance_told.connect(self._on_attendance_told)
        self.history.calendar_wished.connect(self._on_calendar_wished)
        self.calendars.refused.connect(self._office.troubled)
        self.overview.task_finished.connect(self._on_task_finished)
        self.notes.note_written.connect(self._on_note_written)
        for name in TABS:
            if name != "report":
                self.part(name).wished.connect(self.wished)
        self.tabs.currentChanged.connect(self._show_tab)

    @Slot()
    def write_note(self) -> None:
        """Go to the notes, ready to write."""
        self.tabs.setCurrentIndex(TABS.index("file"))
        self.file.write_note()

    @Slot(int)
    def _show_tab(self, at: int) -> None:
        name = TABS[at]
        self._fit_head()
        if self._shown is None or name not in self._stale:
            return
        self._stale.discard(name)
        if name == "clocks":
            self.clocks.know_limits(self._office.quick(limit_rows))
        self.part(name).show_case(self._shown)

    def _fit_head(self) -> None:
        """Leave the journey out over the report and the checks where the window is low."""
        is_full = TABS[self.tabs.currentIndex()] in {"report", TAB}
        self.head.stepper.setVisible(not is_full or self.height() >= tokens.TALL_PAGE)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    @Slot(str)
    def _on_duplicate_wished(self, reference: str) -> None:
        case_id = self._office.quick(case_by_reference, reference=reference)
        self.wished.emit(Place("case", case_id))

    @Slot(str)
    def _on_both_wished(self, reference: str) -> None:
        if self._shown is not None:
            other = self._office.quick(case_by_reference, reference=reference)
            self.wished.emit(Place("merge", self._shown.case.id, {"other": str(other)}))

    @Slot(str)
    def _on_two_said(self, reference: str) -> None:
        if self._shown is not None:
            other = self._office.quick(case_by_reference, reference=reference)
            self._office.do(say_not_the_same, case_id=self._shown.case.id, other_id=other)

    @Slot(str, str)
    def _on_attendance_told(self, event: str, outcome: str) -> None:
        if self._shown is None:
            return
        self._office.do(
            mark_household,
            event_id=UUID(event),
            case_id=self._shown.case.id,
            outcome=outcome,
            today=self._office.today(),
        )

    @Slot()
    def _on_calendar_wished(self) -> None:
        if self._shown is not None:
            case = self._shown.case
            self.calendars.ask(Wanted(case_id=case.id), f"{case.reference}-events.ics")

    @Slot(object)
    def _on_task_finished(self, task_id: UUID) -> None:
        today = self._office.today()
        self._office.do(finish_task, task_id=task_id, on=today, today=today)

    @Slot(object)
    def _on_note_written(self, facts: Mapping[str, object]) -> None:
        if self._shown is None:
            return
        asking = self._office.asking(then=self._on_note_added, sorry=self._on_note_refused)
        asking.do(
            add_note,
            case_id=self._shown.case.id,
            today=self._office.today(),
            **facts,  # type: ignore[arg-type]  # the facts of the notes' own form, by name
        )

    def _on_note_added(self, _change: Change) -> None:
        self.notes.on_added()

    def _on_note_refused(self, problem: Problem) -> None:
        self.notes.on_refused(problem)

    @Slot()
    def _on_report_wished(self) -> None:
        if self._shown is None:
            return
        case = self._shown.case
        wanted = Printed(case.id, case.reference, REPORT_FORM, Edition.PANEL)
        if TABS[self.tabs.currentIndex()] == "report":
            wanted = self.report.printed(Edition.PANEL) or wanted
            self.report.save()
        self.previews.open(wanted, self._office.troubled.emit)

    @Slot()
    def _on_letters_wished(self) -> None:
        if self._shown is not None:
            self.wished.emit(self._shown.place("letters"))

    @Slot()
    def _on_pack_wished(self) -> None:
        if self._shown is None:
            return
        case, today = self._shown.case, self._shown.today

        def make(store: Store) -> bytes:
            return case_handover_paper(store, case_id=case.id, today=today)

        title = self.tr("{reference} · Handover pack").format(reference=case.reference)
        self.papers.open(make, title=title, file_name=f"{case.reference}-handover-pack.pdf")
