"""Every page and dialog of the window: the rail shows them, pictures and tests walk them.

A factory imports its page only when it is first shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtWidgets import QDialog, QWidget

from recruitment_app.rules.roles import Duty
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.page import Page


@dataclass(frozen=True)
class PageEntry:
    """A page: its name, its words on the rail (none where it is not there) and its factory.

    ``command`` is what the search box calls a page that is not on the rail. ``is_bare`` leaves
    out all that stands around the pages, and the keys that lead to other cases. Where a ``duty``
    is named, only a role that has leave for it is led there.
    """

    name: str
    build: Callable[[Office], Page]
    rail: str = ""
    icon: str = ""
    at_foot: bool = False
    belongs_to: str = ""
    badge: Callable[[Office], int] | None = None
    command: str = ""
    is_bare: bool = False
    duty: Duty | None = None


@dataclass(frozen=True)
class DialogEntry:
    """A dialog: its name and its factory, which is told the place it was wished from."""

    name: str
    build: Callable[[Office, Place, QWidget | None], QDialog]


def built(module: str, name: str) -> Callable[[Office], Page]:
    """Return the factory of a page, whose module is imported when it is first shown."""

    def build(office: Office) -> Page:
        made = getattr(import_module(f"recruitment_app.ui.pages.{module}"), name)(office)
        if not isinstance(made, Page):
            raise TypeError(name)
        return made

    return build


def opened(module: str, name: str) -> Callable[[Office, Place, QWidget | None], QDialog]:
    """Return the factory of a dialog, whose module is imported when it is first opened."""

    def build(office: Office, place: Place, parent: QWidget | None) -> QDialog:
        kind = getattr(import_module(f"recruitment_app.ui.dialogs.{module}"), name)
        made = kind(office, place, parent)
        if not isinstance(made, QDialog):
            raise TypeError(name)
        return made

    return build


@dataclass(frozen=True)
class Registry:
    """All pages and dialogs there are."""

    pages: tuple[PageEntry, ...]
    dialogs: tuple[DialogEntry, ...]

    @property
    def first(self) -> Place:
        """The place that is shown after signing in."""
        return Place(self.pages[0].name)

    def page(self, name: str) -> PageEntry | None:
        """Return a page's entry by its name."""
        return next((entry for entry in self.pages if entry.name == name), None)

    def dialog(self, name: str) -> DialogEntry | None:
        """Return a dialog's entry by its name."""
        return next((entry for entry in self.dialogs if entry.name == name), None)
