"""Keeps what a list shows under a name, and renames, shares or changes a view."""

import json
from collections.abc import Mapping
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from typing_extensions import override

from recruitment_app.casework.lists.saved_views import (
    LONGEST_NAME,
    ViewRow,
    change_view,
    save_view,
    saved_views,
)
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.rail_views import ARRANGED, VIEW
from recruitment_app.ui.widgets.form import Form


class SavedView(FormDialog):
    """A new view, or one that is there; ``facts`` of the place are what the list shows now."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        self._view = _view(office, place)
        self._page = place.fact("page")
        self._shown: Mapping[str, str] | None = None
        if place.fact("facts"):
            self._shown = json.loads(place.fact("facts"))
        self._arranged = place.fact(ARRANGED)
        form = Form()
        heading = form.tr("Rename or share a view") if self._view else form.tr("Save as a view")
        told = form.tr(
            "It stands on the left from now on. Where it asks for your cases, it shows each"
            " colleague their own."
        )
        super().__init__(office, heading, told, form, parent)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.shared = QCheckBox(self.tr("&Everybody of the agency has it"))
        self.anew = QCheckBox(self.tr("It shows what the &list shows now"))
        form.ask("name", self.tr("&Name of the view"), self.name)
        form.ask("is_shared", "", self.shared)
        form.ask("anew", "", self.anew)
        may_share = may(office.person.role, Duty.SHARE_VIEWS)
        self.shared.setEnabled(may_share or bool(self._view and self._view.is_shared))
        self.anew.setVisible(self._view is not None and self._shown is not None)
        if self._view is not None:
            self.name.setText(self._view.name)
            self.shared.setChecked(self._view.is_shared)
        self.focus_first()

    @override
    def send(self) -> None:
        name, is_shared = self.form.text("name"), self.shared.isChecked()
        if self._view is None:
            self.do(
                save_view,
                page=self._page,
                name=name,
                facts=self._shown or {},
                arranged=self._arranged,
                is_shared=is_shared,
            )
            return
        changed = self.anew.isChecked()
        self.do(
            change_view,
            view_id=self._view.id,
            name=name,
            is_shared=is_shared,
            seen=self._view.version,
            facts=self._shown if changed else None,
            arranged=self._arranged if changed else None,
        )


def _view(office: Office, place: Place) -> ViewRow | None:
    if not place.fact(VIEW):
        return None
    wanted = UUID(place.fact(VIEW))
    found = next((view for view in office.quick(saved_views) if view.id == wanted), None)
    if found is None:
        raise Problem("This view is not there any more: look again.")
    return found
