"""What settings with a source share: the list of them, and the one chosen with its buttons."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.change import Change
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.ui import tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.settings_page import SettingsPage
from recruitment_app.ui.tables.record_table import Column
from recruitment_app.ui.tables.short_table import ShortTable
from recruitment_app.ui.widgets.card import Card
from recruitment_app.ui.widgets.table_view import TableView

Row = TypeVar("Row")

_CERTAINTY_WORDS: Final = {
    "V": "Text read",
    "V2": "Read at second hand",
    "P": "One agency's practice",
    "M": "To be confirmed by the agency",
}


def certainty_words(certainty: str) -> str:
    """Return how sure a source is, in a few words."""
    return QCoreApplication.translate("settings_sourced", _CERTAINTY_WORDS[certainty])


class SourcedSettings(SettingsPage, Generic[Row]):
    """Everything as shipped or as the agency set it; each may be given its shipped value back."""

    def __init__(
        self,
        office: Office,
        section: str,
        *,
        listed: str,
        one: str,
        duty: Duty = Duty.SET_UP_AGENCY,
    ) -> None:
        super().__init__(office, section, duty=duty, scrolls=False)
        self.table: ShortTable[Row] = ShortTable(self.columns())
        self.list = TableView(listed, self)
        self.detail = Card(one, self)
        self.restore_button = QPushButton(self.tr("&Restore as shipped"), self)
        self.restore_button.clicked.connect(self._on_restore_pressed)
        self.list.show_table(self.table)
        self.list.fill_with("title")
        card = Card("", self)
        self.upper = QHBoxLayout()
        self.upper.setSpacing(tokens.MEDIUM)
        self.upper.addWidget(self.list, 1)
        card.body.addLayout(self.upper)
        self.inside.addWidget(card, 1)
        self.inside.addWidget(self.detail)
        self.list.record_chosen.connect(self._on_chosen)

    @abstractmethod
    def columns(self) -> Sequence[Column[Row]]:
        """Return the columns of the list; one of them is the title."""

    @abstractmethod
    def rows(self) -> Sequence[Row]:
        """Read the settings."""

    @abstractmethod
    def show_row(self, row: Row) -> None:
        """Show all that is known of the one chosen."""

    @abstractmethod
    def restore(self, row: Row) -> None:
        """Give the one chosen its shipped value back."""

    @override
    def reload(self) -> None:
        self.table.show_rows(self.rows())
        if self.list.chosen() is None:
            self.list.selectRow(0)
        self._show_chosen()

    def chosen(self) -> Row | None:
        """Return the setting that is chosen."""
        return self.table.record(self.list.currentIndex().row())

    def lay_out(self, parts: Sequence[QWidget], buttons: Sequence[QPushButton]) -> None:
        """Stand the parts under one another, and the buttons beneath for who may press them."""
        for part in parts:
            self.detail.body.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        for button in buttons:
            row.addWidget(button)
            button.setVisible(self.may_change)
        row.addStretch(1)
        self.detail.body.addLayout(row)

    def do(self, act: Callable[..., Change], **facts: object) -> None:
        """Do an act; why it was not done is said above the list."""
        self.notice.say("")
        self.office.asking(sorry=self._on_refused).do(act, **facts)

    def _show_chosen(self) -> None:
        row = self.chosen()
        if row is not None:
            self.show_row(row)

    @Slot(object)
    def _on_chosen(self, _row: object) -> None:
        if self.may_change:
            self.notice.say("")
        self._show_chosen()

    @Slot()
    def _on_restore_pressed(self) -> None:
        row = self.chosen()
        if row is not None:
            self.restore(row)

    def _on_refused(self, problem: Problem) -> None:
        self.notice.say(str(problem))
