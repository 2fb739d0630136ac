"""Beneath the events: who waits for a workshop, and the way to plan another one."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from recruitment_app.casework.events.workshop_waiting import DemandPage, demand
from recruitment_app.rules.workshop_words import standing
from recruitment_app.store.keeping import Store
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.notice import Notice


class DemandPanel(Notice):
    """Tells in a sentence or two how things stand; the page behind it holds the households."""

    wished = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._office = office
        self.button = self.offer(self.tr("Plan an&other workshop"))
        self.button.clicked.connect(self._on_pressed)

    def reload(self) -> None:
        """Look up who waits, off the window's thread: the events are shown meanwhile."""
        today = self._office.today()

        def read(store: Store) -> DemandPage:
            return demand(store, today=today)

        self._office.look("workshop demand", read, self._show_page)

    def _show_page(self, page: DemandPage) -> None:
        self.say(standing(page.now, page.last_on))

    @Slot()
    def _on_pressed(self) -> None:
        self.wished.emit(Place("demand"))
