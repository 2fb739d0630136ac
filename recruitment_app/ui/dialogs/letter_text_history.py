"""The history of a letter's or a passage's wording: who worded it, what changed, the way back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from recruitment_app.casework.change import Change
from recruitment_app.casework.letters.letter_texts import (
    LetterTextRow,
    LetterTextVersion,
    letter_text_history,
    set_letter_text,
    set_text_back,
)
from recruitment_app.errors import Problem
from recruitment_app.forms.prose import of_text
from recruitment_app.rules.roles import Duty, may
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.dialogs.letter_text_dialog import wording_of
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.card import label
from recruitment_app.ui.widgets.difference_view import DifferenceView
from recruitment_app.ui.widgets.notice import Notice
from recruitment_app.ui.widgets.rows_model import Index, RowsModel


@dataclass(frozen=True, slots=True)
class _State:
    """A wording that held; the first of all is the shipped one, of nobody and no day."""

    subject: str = field(repr=False)
    body: str = field(repr=False)
    is_ours: bool
    at: datetime | None = None
    by: str = ""
    reason: str = ""


class _States(RowsModel):
    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        state = self.rows[index.row()]
        if state.at is None:
            return self.tr("As shipped")
        told = labels.moment(state.at)
        if not index.row():
            told += self.tr(" · as it is now")
        who = [state.by, self.tr("back to ours") if state.is_ours else "", state.reason]
        return f"{told}\n{' · '.join(filter(None, who))}"


class LetterTextHistory(QDialog):
    """The wordings at the left, the latest first; at the right what changed."""

    def __init__(self, office: Office, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._row = row = wording_of(office, place)
        self._states = _States(self)
        self._states.show_rows(_states(row, office.quick(letter_text_history, name=row.name)))
        words = self.tr("History of a wording")
        self.setWindowTitle(words)
        self.setAccessibleName(words)
        self.notice = Notice(parent=self)
        self.view = QListView(self)
        self.view.setModel(self._states)
        self.view.setAccessibleName(self.tr("Earlier wordings"))
        self.view.setFixedWidth(tokens.SIDE_WIDTH)
        self.view.setWordWrap(True)
        self.then_button = QRadioButton(self.tr("What was changed &then"), self)
        self.since_button = QRadioButton(self.tr("What has changed &since"), self)
        self.then_button.setChecked(True)
        self.difference = DifferenceView(self.tr("What changed"), self)
        self.restore_button = QPushButton(self.tr("&Bring this back"), self)
        self.restore_button.setProperty("kind", "primary")
        self.restore_button.setVisible(may(office.person.role, Duty.WORD_LETTERS))
        self.close_button = QPushButton(self.tr("&Close"), self)
        for button in (self.restore_button, self.close_button):
            button.setAutoDefault(False)
        self._lay_out(f"{words}: {row.title}")
        self.view.selectionModel().currentChanged.connect(self._show)
        self.then_button.toggled.connect(self._show)
        self.restore_button.clicked.connect(self._on_restore_pressed)
        self.close_button.clicked.connect(self.reject)
        self.view.setCurrentIndex(self._states.index(0, 0))
        self.view.setFocus()

    @Slot()
    def _show(self, *_facts: object) -> None:
        now, rows = self.view.currentIndex(), self._states.rows
        if not now.isValid():
            return
        at = now.row()
        chosen = rows[at]
        if self.then_button.isChecked():
            before, after = rows[min(at + 1, len(rows) - 1)], chosen
        else:
            before, after = chosen, rows[0]
        self.difference.compare(
            (
                (self.tr("Subject"), of_text(before.subject), of_text(after.subject)),
                (self.tr("Wording"), of_text(before.body), of_text(after.body)),
            )
        )
        held = (self._row.subject, self._row.body)
        self.restore_button.setEnabled((chosen.subject, chosen.body) != held)

    @Slot()
    def _on_restore_pressed(self) -> None:
        state = self._states.rows[self.view.currentIndex().row()]
        act = partial(set_text_back)
        if not state.is_ours:
            reason = self.tr("Brought back from {at}").format(at=labels.moment(state.at))
            act = partial(set_letter_text, subject=state.subject, body=state.body, reason=reason)
        self.restore_button.setEnabled(False)
        asking = self._office.asking(then=self._on_done, sorry=self._on_refused)
        asking.do(act, name=self._row.name, seen=self._row.number)

    def _on_done(self, _change: Change) -> None:
        self.accept()

    def _on_refused(self, problem: Problem) -> None:
        self.notice.say(str(problem))

    def _lay_out(self, words: str) -> None:
        group = QButtonGroup(self)
        choice = QHBoxLayout()
        choice.setSpacing(tokens.LARGE)
        for button in (self.then_button, self.since_button):
            group.addButton(button)
            choice.addWidget(button)
        choice.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(tokens.SMALL)
        right.addLayout(choice)
        right.addWidget(self.difference, 1)
        middle = QHBoxLayout()
        middle.setSpacing(tokens.MEDIUM)
        middle.addWidget(self.view)
        middle.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SMALL)
        foot.addWidget(self.restore_button)
        foot.addWidget(self.close_button)
        foot.addStretch(1)
        foot.addWidget(label(self.tr("No wording is ever lost: this adds one."), "small"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(tokens.WIDE, tokens.WIDE, tokens.WIDE, tokens.LARGE)
        whole.setSpacing(tokens.MEDIUM)
        whole.addWidget(label(words, "title", wraps=True))
        whole.addWidget(self.notice)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)
        self.resize(*tokens.HISTORY_SIZE)


def _states(row: LetterTextRow, versions: Sequence[LetterTextVersion]) -> list[_State]:
    """Return every wording that held, the last first, and the shipped one before them all."""
    shipped = _State(row.shipped_subject, row.shipped_body, is_ours=True)
    worded = [
        _State(
            row.shipped_subject if each.is_ours else each.subject,
            row.shipped_body if each.is_ours else each.body,
            each.is_ours,
            each.written_at,
            each.written_by,
            each.reason,
        )
        for each in versions
    ]
    return [*worded, shipped]
