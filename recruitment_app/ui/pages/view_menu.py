"""The button that keeps what a list shows as a view, or changes the view that is shown."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from recruitment_app.casework.lists.saved_views import ViewRow, saved_views, take_off_view
from recruitment_app.rules.roles import Role
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_acts_bar import MenuButton
from recruitment_app.ui.places import Place
from recruitment_app.ui.rail_views import VIEW, place_to_keep
from recruitment_app.ui.widgets.page import Page

Shown = Callable[[], tuple[Mapping[str, str], str]]
"""Return the facts of a place that asks for what the page shows, and how its columns stand."""


class ViewMenu(MenuButton):
    """Any page with a list may have one; ``name`` is the page's own in the registry."""

    def __init__(
        self, office: Office, page: Page, name: str, shown: Shown, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._office = office
        self._page = page
        self._name = name
        self._shown = shown
        self.setText(self.tr("&View") + self.text())
        self.setAccessibleName(self.tr("View"))
        self.menu().aboutToShow.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """Offer what may be done with what is shown."""
        menu = self.menu()
        menu.clear()
        menu.addAction(self.tr("&Save as a view…"), partial(self._keep, ""))
        view = self._current()
        if view is None or not (view.is_mine or self._office.person.role is Role.MANAGER):
            return
        name = view.name.replace("&", "&&")
        menu.addAction(self.tr("&Change “{name}”…").format(name=name), partial(self._keep, view))
        menu.addAction(
            self.tr("&Take “{name}” off").format(name=name),
            partial(self._office.do, take_off_view, view_id=view.id),
        )

    def _current(self) -> ViewRow | None:
        place = self._page.place
        wanted = place.fact(VIEW) if place is not None else ""
        return next((v for v in self._office.quick(saved_views) if str(v.id) == wanted), None)

    def _keep(self, view: ViewRow | str) -> None:
        facts, arranged = self._shown()
        view_id = str(view.id) if isinstance(view, ViewRow) else ""
        place: Place = place_to_keep(self._name, facts, arranged, self._office.person.id, view_id)
        self._page.wished.emit(place)
