"""What the forms and the record have for the section that is open, taken over by a click."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from recruitment_app.casework.reports.report_reading import section_page
from recruitment_app.casework.reports.report_rows import SectionPage
from recruitment_app.casework.reports.taking_over import offer_for, take_over
from recruitment_app.errors import Problem
from recruitment_app.ui.office import Office
from recruitment_app.ui.widgets.notice import Notice


class SectionOffer(Notice):
    """A quiet bar over the section; nothing is taken over that nobody asked for."""

    refused = Signal(str)

    def __init__(
        self, office: Office, saved: Callable[[Callable[[], object]], object], parent: QWidget
    ) -> None:
        super().__init__("notice", parent)
        self._office = office
        self._saved = saved
        self._page: SectionPage | None = None
        self.button = self.offer(self.tr("&Take over"))
        self.button.clicked.connect(self._on_pressed)

    def show_section(self, page: SectionPage) -> None:
        """Say what this section could take over; nothing where there is nothing, or none may."""
        self._page = page
        found = None
        if page.may_write and not page.person:
            found = self._office.quick(
                offer_for,
                form_id=page.form_id,
                section=page.section.key,
                today=self._office.today(),
            )
        self.button.setEnabled(True)
        self.say(found.told if found is not None else "")

    @Slot()
    def _on_pressed(self) -> None:
        self.button.setEnabled(False)
        self._saved(self._take)

    def _take(self) -> None:
        page = self._page
        if page is None:
            return
        key, form_id = page.section.key, page.form_id
        seen = self._office.quick(section_page, form_id=form_id, section=key).stand
        self._office.asking(sorry=self._on_refused).do(
            take_over, form_id=form_id, section=key, seen=seen, today=self._office.today()
        )

    def _on_refused(self, problem: Problem) -> None:
        self.button.setEnabled(True)
        self.refused.emit(str(problem))
