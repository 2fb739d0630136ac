"""Every action of the window, declared once: its words, its keys, its icon and its name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Wish:
    """What a person may wish for; menus, buttons and keys all take it from here."""

    name: str
    words: str
    keys: str = ""
    icon: str = ""
    explained: str = ""


SEARCH: Final = Wish("search", "Search", "Ctrl+K", "search", "Find a person, a reference or a note")
NEW_ENQUIRY: Final = Wish("new_enquiry", "New e&nquiry", "Ctrl+N", "plus", "Record a new enquiry")
NEW_EVENT: Final = Wish(
    "new_event", "New event", "Ctrl+Shift+N", "", "Make a session, a workshop or a meeting"
)
BACK: Final = Wish("back", "Back", "Alt+Left", "back", "Go back to the page before")
LOCK: Final = Wish("lock", "Lock", "Ctrl+L", "lock", "Lock the window; your typing is kept")
KEYS: Final = Wish("keys", "Keys of this page", "F1", "", "List the keys of this page")
QUIT: Final = Wish("quit", "Quit", "Ctrl+Q", "", "Close the window; everything is saved")
RELOAD: Final = Wish("reload", "Refresh", "F5", "", "Read this page again")
LIGHT: Final = Wish("light", "Light")
DARK: Final = Wish("dark", "Dark")
SYSTEM: Final = Wish("system", "As the system")


def make(wish: Wish, parent: QWidget, slot: Callable[[], object]) -> QAction:
    """Return the action on this parent; its keys work wherever the parent has the focus."""
    action = QAction(QCoreApplication.translate("actions", wish.words), parent)
    action.setObjectName(wish.name)
    if wish.keys:
        action.setShortcut(QKeySequence(wish.keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    if wish.explained:
        action.setToolTip(QCoreApplication.translate("actions", wish.explained))
    action.triggered.connect(slot)
    parent.addAction(action)
    return action


def only(act: Callable[[], object]) -> Callable[[], None]:
    """Return an act for a signal that tells more than the act wants to know."""

    def carry_out() -> None:
        act()

    return carry_out


def keys_of(*widgets: QWidget) -> list[tuple[str, str]]:
    """Return each key of these widgets with what it does, each once."""
    found: dict[str, str] = {}
    for widget in widgets:
        for action in widget.actions():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            if keys and keys not in found:
                found[keys] = action.toolTip() or action.text().replace("&", "")
    return list(found.items())
