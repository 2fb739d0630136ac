"""The frame of Settings: its sections at the left, one of them open at the right."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from recruitment_app.casework.change import Touched
from recruitment_app.errors import NotAllowed
from recruitment_app.rules.roles import Duty, may, require
from recruitment_app.ui import tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.page import Page
from recruitment_app.ui.widgets.scrolling import scrolling

SETTINGS: Final = "settings"
SECTIONS: Final = (
    (SETTINGS, "&Agency and targets"),
    ("settings_people", "Pe&ople and roles"),
    ("settings_limits", "&Limits"),
    ("settings_codes", "&Code lists"),
    ("settings_forms", "&Forms"),
    ("settings_letters", "Letters"),
    ("settings_household", "Checks of the household"),
    ("settings_checks", "Checks of the report"),
    ("settings_machine", "T&his machine"),
    ("settings_safety", "&Backups and safety"),
)


class SettingsPage(Page):
    """One section of Settings; who may not change it reads it, and who may is said above."""

    concerns = frozenset({Touched.SETTINGS})

    def __init__(
        self,
        office: Office,
        section: str,
        *,
        duty: Duty | None = Duty.SET_UP_AGENCY,
        scrolls: bool = True,
    ) -> None:
        super().__init__("", scrolls=False)
        self.office = office
        self.section = section
        words = dict(SECTIONS)[section]
        title = QCoreApplication.translate("settings", words).replace("&", "")
        self.say(title)
        self.setAccessibleName(title)
        self.may_change = duty is None or may(office.person.role, duty)
        self.notice = Notice(parent=self)
        self.inside = QVBoxLayout()
        self.inside.setSpacing(tokens.MEDIUM)
        self.buttons: dict[str, QPushButton] = {}
        self._frame(scrolls=scrolls)
        if duty is not None and not self.may_change:
            self.notice.say(_who_may(office, duty))

    def window_title(self) -> str:
        """Return the words for the window's title."""
        return self.tr("Settings")

    def show_place(self, place: Place) -> None:
        """Show the section, with the keys where they were: on its name at the left."""
        super().show_place(place)
        self.buttons[self.section].setFocus(Qt.FocusReason.OtherFocusReason)

    def _frame(self, *, scrolls: bool) -> None:
        column = QVBoxLayout()
        column.setSpacing(tokens.FOCUS_LINE)
        group = QButtonGroup(self)
        for name, words in SECTIONS:
            button = QPushButton(QCoreApplication.translate("settings", words), self)
            button.setProperty("kind", "rail")
            button.setObjectName(name)
            button.setCheckable(True)
            button.setChecked(name == self.section)
            button.clicked.connect(self._on_section_pressed)
            group.addButton(button)
            column.addWidget(button)
            self.buttons[name] = button
        column.addStretch(1)
        sections = QWidget(self)
        sections.setFixedWidth(tokens.SECTIONS_WIDTH)
        sections.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        right = QVBoxLayout()
        right.setSpacing(tokens.MEDIUM)
        right.addWidget(self.notice)
        right.addLayout(self.inside, 1)
        both = QHBoxLayout()
        both.setSpacing(tokens.LARGE)
        both.addWidget(sections)
        if scrolls:
            both.addWidget(_scrolling(self, right), 1)
        else:
            both.addLayout(right, 1)
        self.body.addLayout(both, 1)

    @Slot()
    def _on_section_pressed(self) -> None:
        name = self.sender().objectName()
        self.buttons[self.section].setChecked(True)
        if name != self.section:
            self.wished.emit(Place(name))


def _scrolling(page: QWidget, layout: QVBoxLayout) -> QScrollArea:
    inside = QWidget(page)
    inside.setProperty("ground", "page")
    inside.setLayout(layout)
    layout.setContentsMargins(0, 0, tokens.TIGHT, 0)
    return scrolling(inside)


def _who_may(office: Office, duty: Duty) -> str:
    try:
        require(office.person.role, duty)
    except NotAllowed as problem:
        return str(problem)
    return ""
