"""Finds and replaces words in all sections of the form that is shown, and leads to each place."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from recruitment_app.casework.change import Change
from recruitment_app.casework.reports.report_finding import (
    Search,
    find_everywhere,
    replace_everywhere,
)
from recruitment_app.casework.reports.report_rows import ReportPage, SectionFound
from recruitment_app.errors import Problem
from recruitment_app.store.keeping import Store
from recruitment_app.ui.dialogs.find_everywhere import FindEverywhere
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.office import Office
from recruitment_app.ui.prose_seeking import Sought

Saved = Callable[[Callable[[], object]], object]
"""Saves what is typed, and does something once that is done."""


class ReportSearch(QObject):
    """One search at a time; an answer that came too late is dropped."""

    place_wished = Signal(object)

    def __init__(self, office: Office, saved: Saved, window: QWidget) -> None:
        super().__init__(window)
        self._office = office
        self._saved = saved
        self._window = window
        self._page: ReportPage | None = None
        self._asked = 0
        self.dialog: FindEverywhere | None = None

    def show_page(self, page: ReportPage | None) -> None:
        """Look in this form from now on."""
        is_other = page is None or self._page is None or page.id != self._page.id
        self._page = page
        if self.dialog is not None and is_other:
            self.close()
        elif self.dialog is not None and page is not None:
            self.dialog.show_writable(may_write=page.may_write)

    def close(self) -> None:
        """Put the dialog away: another page is looked at."""
        self._asked += 1
        if self.dialog is not None:
            self.dialog.reject()

    @Slot()
    def begin(self) -> None:
        """Ask for the words."""
        if self._page is not None:
            self._open().begin()

    @Slot(object)
    def begin_with(self, sought: Sought) -> None:
        """Look for words that were asked for in one section; replace them where that was meant."""
        if self._page is None:
            return
        search = Search(sought.wanted, sought.match_case, sought.whole_words)
        self._open().begin(search, sought.by)

    def _open(self) -> FindEverywhere:
        if self.dialog is None:
            self.dialog = FindEverywhere(self._window)
            self.dialog.search_wished.connect(self._find)
            self.dialog.replace_wished.connect(self._replace)
            self.dialog.place_wished.connect(self.place_wished)
        if self._page is not None:
            self.dialog.show_writable(may_write=self._page.may_write)
        return self.dialog

    @Slot(object)
    def _find(self, search: Search) -> None:
        self._asked += 1
        self._saved(lambda: self._send(search))

    def _send(self, search: Search) -> None:
        page, asked = self._page, self._asked
        if page is None:
            return

        def look(store: Store, _progress: Progress) -> tuple[SectionFound, ...]:
            return find_everywhere(
                store,
                case_id=page.case_id,
                search=search,
                form=page.form.name,
                number=page.number,
                subject=page.subject,
            )

        def show(found: tuple[SectionFound, ...]) -> None:
            if asked == self._asked and self.dialog is not None:
                self.dialog.show_found(found, search)

        self._office.send(look, show, self._on_refused)

    @Slot(object, str)
    def _replace(self, search: Search, by: str) -> None:
        self._saved(lambda: self._exchange(search, by))

    def _exchange(self, search: Search, by: str) -> None:
        page = self._page
        if page is not None:
            asking = self._office.asking(then=self._on_replaced, sorry=self._on_refused)
            asking.do(replace_everywhere, form_id=page.id, search=search, by=by)

    def _on_replaced(self, change: Change) -> None:
        if self.dialog is not None:
            self.dialog.say(change.sentence)

    def _on_refused(self, problem: Problem) -> None:
        if self.dialog is not None:
            self.dialog.say(str(problem))
