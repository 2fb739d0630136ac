"""The saved views on the rail: what each leads to, and what may be done with it there."""

import json
from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.lists.saved_views import MINE, ViewRow, saved_views, take_off_view
from recruitment_app.rules.roles import Role
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.rail import Rail

VIEW = "view"
ARRANGED = "arranged"


def place_of_view(view: ViewRow, person_id: UUID) -> Place:
    """Return the place that a view leads to, for whoever looks."""
    facts = {name: str(person_id) if fact == MINE else fact for name, fact in view.facts.items()}
    return Place(view.page, facts={**facts, VIEW: str(view.id), ARRANGED: view.arranged})


def place_to_keep(
    page: str, facts: Mapping[str, str], arranged: str, person_id: UUID, view_id: str = ""
) -> Place:
    """Return the dialog that keeps what a page shows, as a new view or as one that is there."""
    kept = {
        name: MINE if fact == str(person_id) else fact
        for name, fact in facts.items()
        if name not in {VIEW, ARRANGED}
    }
    told = {"page": page, "facts": json.dumps(kept), ARRANGED: arranged, VIEW: view_id}
    return Place("saved_view", facts=told)


class RailViews(QObject):
    """Reads the views, shows them on the rail, and leads to them."""

    wished = Signal(object)

    def __init__(self, office: Office, rail: Rail) -> None:
        super().__init__(rail)
        self._office = office
        self._rail = rail
        self._views: dict[str, ViewRow] = {}
        rail.view_wished.connect(self._on_view_wished)
        rail.menu_asked.connect(self._on_menu_asked)
        office.changed.connect(self._on_changed)
        self._reload()

    def menu_of(self, name: str) -> QMenu:
        """Return what may be done with a view; of a colleague's only a manager changes anything."""
        view = self._views[name]
        menu = QMenu(self._rail)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("&Open"), partial(self._on_view_wished, name))
        if view.is_mine or self._office.person.role is Role.MANAGER:
            asked = Place("saved_view", facts={VIEW: name})
            menu.addAction(self.tr("&Rename or share…"), partial(self.wished.emit, asked))
            menu.addAction(
                self.tr("&Take off"), partial(self._office.do, take_off_view, view_id=view.id)
            )
        return menu

    def _reload(self) -> None:
        found = self._office.quick(saved_views)
        self._views = {str(view.id): view for view in found}
        self._rail.show_views([(str(view.id), view.name, self._told(view)) for view in found])

    def _told(self, view: ViewRow) -> str:
        if not view.is_mine:
            return self.tr("{name}, shared by {who}").format(name=view.name, who=view.kept_by)
        if view.is_shared:
            return self.tr("{name}, which everybody has").format(name=view.name)
        return self.tr("{name}, a view of your own").format(name=view.name)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if Touched.VIEWS in change.touched:
            self._reload()

    @Slot(str)
    def _on_view_wished(self, name: str) -> None:
        if name in self._views:
            self.wished.emit(place_of_view(self._views[name], self._office.person.id))

    @Slot(str, QPoint)
    def _on_menu_asked(self, name: str, where: QPoint) -> None:
        if name in self._views:
            self.menu_of(name).popup(where)
