"""What stands around every page once somebody is signed in: rail, top bar, status line."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from recruitment_app.casework.change import Change, Touched
from recruitment_app.rules.roles import may
from recruitment_app.ui import actions, labels, tokens
from recruitment_app.ui.backing_up import BackingUp
from recruitment_app.ui.front_door import Opened
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.rail_views import VIEW, RailViews
from recruitment_app.ui.registry import PageEntry, Registry
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.keys_dialog import KeysDialog
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.rail import Rail
from recruitment_app.ui.widgets.search_box import Find, Found, SearchBox
from recruitment_app.ui.widgets.toast import Toast

NEW_ENQUIRY = "new_enquiry"
NEW_EVENT = "new_event"
PASSWORD = "password"  # noqa: S105 - the name of the dialog that changes it
CORRECT_ENTRY = "correct_entry"
_ELSEWHERE = (actions.SEARCH, actions.NEW_ENQUIRY, actions.NEW_EVENT, actions.BACK)
"""What leads to other cases, or shows them."""


class Shell(QWidget):
    """Shows one page at a time, builds each when it is first wanted, and finds the way back."""

    titled = Signal(str)
    lock_wished = Signal()

    def __init__(
        self,
        office: Office,
        opened: Opened,
        registry: Registry,
        find: Find,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._opened = opened
        self._registry = registry
        self._find = find
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._way: list[Place] = []
        self._dialog: QDialog | None = None
        self._around: list[QWidget] = []
        self._elsewhere: list[QAction] = []
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "page")
        on_rail = [entry for entry in registry.pages if entry.rail and self._is_led_to(entry)]
        self.rail = Rail(
            [(entry.name, entry.rail, entry.icon, entry.at_foot) for entry in on_rail], self
        )
        self.views = RailViews(office, self.rail)
        self.pages = QStackedWidget(self)
        self.search = SearchBox(self._ask, self)
        self.new_button = QPushButton(self.tr("New e&nquiry"), self)
        self.new_button.setProperty("kind", "primary")
        self.event_button = QPushButton(self.tr("New event"), self)
        self.person_button = QPushButton(self)
        self.person_button.setProperty("kind", "link")
        self.status = label("", "small")
        self.notice = Notice("trouble", self)
        self._lay_out()
        self.toast = Toast(self)
        self._last_backup_at = opened.last_backup_at
        self.backing_up = BackingUp(office, self)
        self.backing_up.kept.connect(self._on_backed_up)
        self.backing_up.found.connect(self.notice.say)
        self._connect()
        self._tell_status()
        self._count_badges()

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self.pages.currentWidget()
        return shown if isinstance(shown, Page) else None

    def _is_led_to(self, entry: PageEntry) -> bool:
        """Tell whether the role of who is signed in has leave for what a page is about."""
        return entry.duty is None or may(self._office.person.role, entry.duty)

    @property
    def dialog(self) -> QDialog | None:
        """The dialog that is open."""
        return self._dialog

    @Slot(object)
    def go(self, place: Place) -> None:
        """Show a place: a page, or a dialog over the page that is there."""
        if self._registry.dialog(place.name) is not None:
            self._open_dialog(place)
            return
        entry = self._registry.page(place.name)
        if entry is None:
            return
        if not self._way or self._way[-1] != place:
            self._way.append(place)
        self._show(entry, place)

    @Slot()
    def back(self) -> None:
        """Go back to the place before."""
        if len(self._way) > 1:
            self._way.pop()
            place = self._way[-1]
            entry = self._registry.page(place.name)
            if entry is not None:
                self._show(entry, place)

    @property
    def place(self) -> Place | None:
        """Where the window is."""
        return self._way[-1] if self._way else None

    def _show(self, entry: PageEntry, place: Place) -> None:
        page = self._pages.get(entry.name)
        if page is None:
            page = entry.build(self._office)
            page.wished.connect(self.go)
            page.titled.connect(self.titled)
            self._pages[entry.name] = page
            self.pages.addWidget(page)
        if page.place != place:
            page.show_place(place)
        elif entry.name in self._stale:
            page.reload()
        self._stale.discard(entry.name)
        self.pages.setCurrentWidget(page)
        self._bare(is_bare=entry.is_bare)
        self.rail.show_current(place.fact(VIEW), entry.belongs_to or entry.name)
        self.titled.emit(page.window_title())

    def _bare(self, *, is_bare: bool) -> None:
        """Leave out what stands around a page that is to be alone in the window, or show it."""
        for part in self._around:
            part.setVisible(not is_bare)
        for action in self._elsewhere:
            action.setEnabled(not is_bare)
        self.notice.setVisible(not is_bare and bool(self.notice.sentence.text()))
        if is_bare:
            self.toast.hide()

    def _open_dialog(self, place: Place) -> None:
        entry = self._registry.dialog(place.name)
        if entry is None or self._dialog is not None:
            return
        dialog = entry.build(self._office, place, self)
        wished = getattr(dialog, "wished", None)
        if wished is not None:
            wished.connect(self.go)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    def _ask(self, typed: str, then: Callable[[Sequence[Found]], object]) -> None:
        commands = [
            Found(words.replace("&", ""), self.tr("Go there"), Place(entry.name))
            for entry in self._registry.pages
            if (words := entry.rail or entry.command)
            and self._is_led_to(entry)
            and typed.casefold() in words.replace("&", "").casefold()
        ]
        making = Found(self.tr("New enquiry"), self.tr("Start it"), Place(NEW_ENQUIRY))
        event = Found(self.tr("New event"), self.tr("Make it"), Place(NEW_EVENT))
        commands += [each for each in (making, event) if typed.casefold() in each.words.casefold()]
        self._find(typed, lambda found: then([*commands, *found]))

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        bar, line = self._top_bar(), self._status_line()
        self._around += [self.rail, bar, line]
        if self._opened.is_sample:
            self._around.append(self._banner())
            whole.addWidget(self._around[-1])
        whole.addWidget(self.notice)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(bar)
        right.addWidget(self.pages, 1)
        middle.addLayout(right, 1)
        whole.addLayout(middle, 1)
        whole.addWidget(line)

    def _top_bar(self) -> QFrame:
        bar = QFrame(self)
        bar.setObjectName("top_bar")
        bar.setFixedHeight(tokens.TOP_BAR_HEIGHT)
        row = QHBoxLayout(bar)
        row.setContentsMargins(tokens.LARGE, 0, tokens.WIDE, 0)
        row.setSpacing(tokens.MEDIUM)
        self.search.setMaximumWidth(tokens.SEARCH_WIDTH)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        row.addWidget(self.event_button)
        row.addWidget(self.new_button)
        words = self.tr("Signed in: {name}").format(name=self._office.person.name)
        self.person_button.setText(words)
        self.person_button.setAccessibleName(words)
        row.addWidget(self.person_button)
        return bar

    def _banner(self) -> QFrame:
        banner = QFrame(self)
        banner.setObjectName("sample_banner")
        row = QHBoxLayout(banner)
        row.setContentsMargins(tokens.LARGE, tokens.TIGHT, tokens.LARGE, tokens.TIGHT)
        told = self.tr("Sample agency: its people are invented, and today is {today} in it.")
        row.addWidget(label(told.format(today=labels.in_text(self._office.today()))))
        row.addStretch(1)
        return banner

    def _status_line(self) -> QFrame:
        line = QFrame(self)
        line.setObjectName("status_line")
        row = QHBoxLayout(line)
        row.setContentsMargins(tokens.MEDIUM, tokens.TIGHT, tokens.MEDIUM, tokens.TIGHT)
        row.addWidget(self.status)
        row.addStretch(1)
        return line

    def _connect(self) -> None:
        self.rail.wished.connect(self._on_rail_wished)
        self.views.wished.connect(self.go)
        self.search.found_chosen.connect(self.go)
        self._office.changed.connect(self._on_changed)
        self._office.closed.connect(self._on_closed)
        wishes = (
            (actions.SEARCH, self.search.begin),
            (actions.NEW_ENQUIRY, self._on_new_wished),
            (actions.NEW_EVENT, self._on_new_event_wished),
            (actions.BACK, self.back),
            (actions.RELOAD, self._on_reload_wished),
            (actions.LOCK, self.lock_wished.emit),
            (actions.KEYS, self._on_keys_wished),
            (actions.QUIT, self._on_quit_wished),
        )
        for wish, slot in wishes:
            action = actions.make(wish, self, slot)
            if wish in _ELSEWHERE:
                self._elsewhere.append(action)
        self.new_button.clicked.connect(self._on_new_wished)
        self.event_button.clicked.connect(self._on_new_event_wished)
        menu = QMenu(self)
        menu.addAction(self.tr("Change &password…"), self._on_password_wished)
        menu.addAction(self.tr("&Lock"), self.lock_wished.emit)
        self.person_button.setMenu(menu)

    def _tell_status(self, saved_at: datetime | None = None) -> None:
        self._saved_at = saved_at
        parts = []
        if saved_at is not None:
            parts.append(self.tr("All changes saved {time:%H:%M}").format(time=saved_at))
        else:
            parts.append(self.tr("Everything is saved"))
        parts.append(self.tr("Store: {agency} (encrypted)").format(agency=self._opened.agency))
        last = self._last_backup_at
        backup = labels.moment(last) if last else self.tr("none yet")
        parts.append(self.tr("Last backup {when}").format(when=backup))
        self.status.setText("  ·  ".join(parts))

    @Slot(object, list)
    def _on_backed_up(self, at: datetime | None, failed: list[str]) -> None:
        self._last_backup_at = at
        self._tell_status(self._saved_at)
        if failed:
            self.toast.say(" ".join(failed))

    def _count_badges(self) -> None:
        for entry in self._registry.pages:
            button = self.rail.buttons.get(entry.name)
            if entry.badge is not None and button is not None:
                button.set_badge(entry.badge(self._office))

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        self._tell_status(datetime.now(UTC).astimezone())
        if change.sentence:
            self._tell_done(change)
        shown = self.page
        for name, page in self._pages.items():
            if page.is_concerned(change):
                if page is shown:
                    page.reload()
                else:
                    self._stale.add(name)
        self._count_badges()

    def _tell_done(self, change: Change) -> None:
        """Say what was done, with the way to undo it, or to correct the entry that it made."""
        if change.undo is not None:
            self.toast.say(change.sentence, partial(self._office.do, change.undo))
            return
        if change.record_id is not None and self._registry.dialog(change.undone_by) is not None:
            place = Place(change.undone_by, change.case_id, {"record": str(change.record_id)})
            self.toast.say(change.sentence, partial(self.go, place), self.tr("Undo…"))
            return
        entry = change.record_id if _is_entry(change) else None
        if entry is None or self._registry.dialog(CORRECT_ENTRY) is None:
            self.toast.say(change.sentence)
            return
        place = Place(CORRECT_ENTRY, change.case_id, {"entry": str(entry)})
        self.toast.say(change.sentence, partial(self.go, place), self.tr("Correct…"))

    @Slot()
    def _on_closed(self) -> None:
        """Stop whatever waits for a moment: it would read a store that is let go."""
        for timer in self.findChildren(QTimer):
            timer.stop()

    @Slot(str)
    def _on_rail_wished(self, name: str) -> None:
        self.go(Place(name))

    @Slot()
    def _on_password_wished(self) -> None:
        self.go(Place(PASSWORD))

    @Slot()
    def _on_new_event_wished(self) -> None:
        self.go(Place(NEW_EVENT))

    @Slot()
    def _on_new_wished(self) -> None:
        self.go(Place(NEW_ENQUIRY))

    @Slot()
    def _on_quit_wished(self) -> None:
        self.window().close()

    @Slot()
    def _on_reload_wished(self) -> None:
        if self.page is not None:
            self.page.reload()

    @Slot()
    def _on_keys_wished(self) -> None:
        shown = self.page.keyed() if self.page is not None else ()
        dialog = KeysDialog(actions.keys_of(*shown, self), self)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    @Slot(int)
    def _on_dialog_finished(self, _answer: int) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None


def _is_entry(change: Change) -> bool:
    """Tell whether the record that an act made is an entry of a case's journey."""
    touched = change.touched
    is_of_a_case = change.case_id is not None  # an import touches journeys too
    return is_of_a_case and Touched.JOURNEY in touched and Touched.EVENTS not in touched
