"""The buttons at the head of a case: the likeliest act first, the others in menus."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget
from typing_extensions import override

from recruitment_app.casework.rows import CasePage
from recruitment_app.ui import tokens
from recruitment_app.ui.act_form import said
from recruitment_app.ui.acts import ACTS
from recruitment_app.ui.asks import Act, Group
from recruitment_app.ui.places import Place

_ARROW: Final = "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"


class MenuButton(QPushButton):
    """A button that opens a menu of acts; it hides where there is none."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(f"{words} {_ARROW}", parent)
        self.setAccessibleName(words.replace("&", ""))
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    @override
    def menu(self) -> QMenu:
        return self._menu


class CaseActsBar(QWidget):
    """What may be done with the case as it stands, by the person who is signed in."""

    wished = Signal(object)
    note_wished = Signal()
    report_wished = Signal()
    pack_wished = Signal()

    may_merge = False
    """Whether the person signed in may merge cases."""
    may_promise = False
    """Whether that person may record what a family was promised."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: CasePage | None = None
        self._leading: Act | None = None
        self.note_button = QPushButton(self.tr("&Add note"), self)
        self.menus = {
            Group.STEP: MenuButton(self.tr("&Record"), self),
            Group.TELLING: MenuButton(self.tr("&Letters and telling"), self),
            Group.WAITING: MenuButton(self.tr("&Waiting and holds"), self),
            Group.MORE: MenuButton(self.tr("&More"), self),
        }
        self.leading = QPushButton(self)
        self.leading.setProperty("kind", "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        row.addWidget(self.note_button)
        for button in self.menus.values():
            row.addWidget(button)
        row.addWidget(self.leading)
        self.note_button.clicked.connect(self.note_wished)
        self.leading.clicked.connect(self.lead)

    def show_acts(self, case: CasePage) -> None:
        """Offer the acts that may follow now."""
        self._case = case
        acts = [ACTS[name] for name in case.next_acts]
        self._leading = next((act for act in acts if act.may_lead), None)
        self.leading.setVisible(self._leading is not None)
        if self._leading is not None:
            self.leading.setText(said(self._leading.words).removesuffix("…"))
            self.leading.setAccessibleName(said(self._leading.words).removesuffix("…"))
            self.leading.setToolTip(self.tr("Ctrl+J"))
        for group, button in self.menus.items():
            menu = button.menu()
            menu.clear()
            if group is Group.TELLING:
                menu.addAction(self.tr("Lette&rs of the case\u2026"), partial(self._go, "letters"))
                menu.addSeparator()
            for act in acts:
                if act.group is group and act is not self._leading:
                    menu.addAction(said(act.words), partial(self._wish, act.name))
            if group is Group.MORE:
                if not menu.isEmpty():
                    menu.addSeparator()
                menu.addAction(self.tr("New &task…"), partial(self._go, "task"))
                if self.may_promise:
                    menu.addAction(self.tr("Pro&mise an answer…"), partial(self._go, "promise"))
                menu.addAction(self.tr("&Print report…"), self.report_wished.emit)
                menu.addAction(self.tr("&Handover pack…"), self.pack_wished.emit)
                if self.may_merge:
                    menu.addAction(
                        self.tr("&Merge with another case…"), partial(self._go, "merge_with")
                    )
            button.setVisible(not menu.isEmpty())

    @Slot()
    def lead(self) -> None:
        """Begin the likeliest act."""
        if self._leading is not None:
            self._wish(self._leading.name)

    def _go(self, name: str) -> None:
        if self._case is not None:
            self.wished.emit(Place(name, self._case.id))

    def _wish(self, name: str) -> None:
        if self._case is not None:
            self.wished.emit(Place("act", self._case.id, {"act": name}))
