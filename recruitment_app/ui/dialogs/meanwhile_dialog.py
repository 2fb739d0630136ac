"""Somebody else wrote at the same place: both texts, what differs, and three ways on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from recruitment_app.ui import labels, tokens
from recruitment_app.ui.section_words import compared, plain_text
from recruitment_app.ui.section_work import Meanwhile
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.difference_view import Comparison, DifferenceView


class WayOn(Enum):
    """What becomes of two texts of one place."""

    GO_ON = 0
    MINE = 1
    THEIRS = 2


@dataclass(frozen=True, slots=True)
class TwoTexts:
    """What somebody else saved and what is typed here; ``safe`` says what becomes of either."""

    told: str
    by: str
    at: datetime | None
    theirs: str = field(repr=False)
    mine: str = field(repr=False)
    compared: Sequence[Comparison] = field(repr=False)
    safe: str


class TwoTextsDialog(QDialog):
    """Shows theirs and yours side by side, and beneath them what differs."""

    def __init__(self, texts: TwoTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way = WayOn.GO_ON
        words = self.tr("Somebody else wrote here")
        self.setWindowTitle(words)
        self.setAccessibleName(words)
        self.theirs = self._text(self.tr("Theirs"), texts.theirs)
        self.mine = self._text(self.tr("Yours"), texts.mine)
        self.difference = DifferenceView(self.tr("What differs"), self)
        self.difference.compare(texts.compared)
        self.go_on_button = QPushButton(self.tr("&Go on writing"), self)
        self.go_on_button.setProperty("kind", "primary")
        self.mine_button = QPushButton(self.tr("Save &yours over it"), self)
        self.theirs_button = QPushButton(self.tr("Keep &theirs"), self)
        self.go_on_button.clicked.connect(self.reject)
        self.mine_button.clicked.connect(self._on_mine)
        self.theirs_button.clicked.connect(self._on_theirs)
        told = self.tr("Theirs: {name}, {at}")
        when = labels.moment(texts.at) if texts.at else ""
        self._lay_out(words, texts, told.format(name=texts.by, at=when))

    def _text(self, name: str, text: str) -> QTextEdit:
        made = QTextEdit(self)
        made.setReadOnly(True)
        made.setTabChangesFocus(True)
        made.setAccessibleName(name)
        made.setPlainText(text)
        return made

    def _lay_out(self, words: str, texts: TwoTexts, whose: str) -> None:
        both = QHBoxLayout()
        both.setSpacing(tokens.MEDIUM)
        both.addLayout(_headed(label(whose, "field"), self.theirs), 1)
        both.addLayout(_headed(label(self.tr("Yours, not saved"), "field"), self.mine), 1)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SMALL)
        for button in (self.go_on_button, self.mine_button, self.theirs_button):
            foot.addWidget(button)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.LARGE)
        whole.setSpacing(tokens.MEDIUM)
        whole.addWidget(label(words, "title"))
        whole.addWidget(label(texts.told, "second", wraps=True))
        whole.addLayout(both, 2)
        differs = self.tr("What differs: struck out is only theirs, underlined only yours")
        whole.addLayout(_headed(label(differs, "field"), self.difference), 3)
        whole.addWidget(label(texts.safe, "small", wraps=True))
        whole.addLayout(foot)
        self.resize(*tokens.HISTORY_SIZE)

    @Slot()
    def _on_mine(self) -> None:
        self.way = WayOn.MINE
        self.accept()

    @Slot()
    def _on_theirs(self) -> None:
        self.way = WayOn.THEIRS
        self.accept()


class MeanwhileDialog(TwoTextsDialog):
    """The two texts of a section; whichever holds, the other stays in its history."""

    def __init__(self, meanwhile: Meanwhile, parent: QWidget | None = None) -> None:
        theirs, mine = meanwhile.theirs, meanwhile.mine
        safe = "Whichever you choose, the other stays in the history of the section."
        texts = TwoTexts(
            meanwhile.told,
            theirs.edited_by,
            theirs.edited_at,
            plain_text(theirs.content),
            plain_text(mine),
            compared(theirs, theirs.content, mine),
            QCoreApplication.translate("meanwhile", safe),
        )
        super().__init__(texts, parent)


def _headed(heading: QLabel, widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(tokens.TIGHT)
    column.addWidget(heading)
    column.addWidget(widget, 1)
    return column
