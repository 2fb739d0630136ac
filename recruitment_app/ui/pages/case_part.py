"""What every tab of a case's page is: a column that shows the case and wishes for places."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from recruitment_app.casework.merging.merge_rows import MergeRow
from recruitment_app.casework.rows import CasePage
from recruitment_app.casework.today.promises import PromiseRow
from recruitment_app.casework.today.tasks import TaskRow
from recruitment_app.rules.roles import Duty, Role, may
from recruitment_app.ui import tokens
from recruitment_app.ui.people_words import Codes
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import clear
from recruitment_app.ui.widgets.place_button import PlaceButton


@dataclass(frozen=True)
class CaseShown:
    """A case with the words of the codes, as it stands today."""

    case: CasePage
    codes: Codes
    today: date
    role: Role
    """Of whoever looks at it."""
    merges: tuple[MergeRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    promises: tuple[PromiseRow, ...] = ()

    def may(self, duty: Duty) -> bool:
        """Tell whether whoever looks at it has leave for acts of a kind."""
        return may(self.role, duty)

    def place(self, name: str, facts: Mapping[str, str] | None = None) -> Place:
        """Return a place of this case."""
        return Place(name, self.case.id, facts or {})


class CasePart(QWidget):
    """One tab; it is laid out anew whenever the case has changed."""

    wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "page")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, tokens.MEDIUM, tokens.SMALL, tokens.MEDIUM)
        self.column.setSpacing(tokens.MEDIUM)

    def show_case(self, shown: CaseShown) -> None:
        """Show a case, or the same one as it stands now."""
        clear(self.column)
        self.lay_out(shown)
        self.column.addStretch(1)

    def keyed(self) -> tuple[QWidget, ...]:
        """Return what has keys of its own on this tab."""
        return (self,)

    @abstractmethod
    def lay_out(self, shown: CaseShown) -> None:
        """Put the parts into the column; each tab says which."""

    def link(
        self, words: str, place: Place, *, spoken: str = "", kind: str = "link"
    ) -> PlaceButton:
        """Return a button that leads to a place."""
        button = PlaceButton(words, place, kind=kind, spoken=spoken)
        button.wished.connect(self.wished)
        return button
