"""The card of a case's tasks and promises: who is to do what by when, and what they will hear."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from recruitment_app.casework.today.promises import PromiseRow
from recruitment_app.casework.today.tasks import TaskRow
from recruitment_app.rules.roles import Duty
from recruitment_app.ui import labels, tokens
from recruitment_app.ui.actions import only
from recruitment_app.ui.pages.case_part import CasePart, CaseShown
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.card import Card, label, rule
from recruitment_app.ui.widgets.chip import Chip

_KEPT_SHOWN = 2
_SOON = 7
Finish = Callable[[UUID], object]
"""Hear the key of a task that somebody says is done."""


def to_do_card(part: CasePart, shown: CaseShown, finish: Finish) -> Card:
    """Return the card; each task is done by its button, each promise kept by its own."""
    card = Card(_said("Tasks and promises"))
    card.corner.addWidget(part.link(_said("New task…"), shown.place("task")))
    if shown.may(Duty.WRITE_NOTES):
        card.corner.addWidget(part.link(_said("Promise…"), shown.place("promise")))
    to_keep = [row for row in shown.promises if row.kept_on is None]
    kept = [row for row in shown.promises if row.kept_on is not None]
    lines = [
        *(_task(part, shown, row, finish) for row in shown.tasks),
        *(_promise(part, shown, row) for row in to_keep),
        *(_kept(row) for row in kept[-_KEPT_SHOWN:]),
    ]
    for place, line in enumerate(lines):
        if place:
            card.body.addWidget(rule())
        card.body.addWidget(line)
    if not lines:
        told = _said("What somebody is to do, and by when the family was promised an answer.")
        card.body.addWidget(label(told, "second", wraps=True))
    return card


def _task(part: CasePart, shown: CaseShown, row: TaskRow, finish: Finish) -> QWidget:
    done = QPushButton(_said("Done"))
    done.setProperty("kind", "small")
    done.setAccessibleName(_said("Done: {what}").format(what=row.what))
    done.clicked.connect(only(partial(finish, row.id)))
    spoken = _said("Change the task: {what}").format(what=row.what)
    change = part.link(_said("Change…"), shown.place("task", {"task": str(row.id)}), spoken=spoken)
    whose = _said("Yours") if row.is_mine else row.worker
    return _line(row.what, _chip(shown, row.due_on), whose, change, done)


def _promise(part: CasePart, shown: CaseShown, row: PromiseRow) -> QWidget:
    place = shown.place("keep_promise", {"promise": str(row.id)})
    spoken = _said("Kept: {what}").format(what=row.what)
    kept = part.link(_said("Kept…"), place, spoken=spoken, kind="small")
    told = _said("Promised by {who} on {day}").format(
        who=row.promised_by, day=labels.in_text(row.promised_on)
    )
    return _line(row.what, _chip(shown, row.by_on), told, kept)


def _kept(row: PromiseRow) -> QWidget:
    in_time = row.kept_on is not None and row.kept_on <= row.by_on
    chip = Chip(_said("kept"), Tint.MET) if in_time else Chip(_said("kept late"), Tint.PLAIN)
    told = _said("They heard on {day}").format(day=labels.in_text(row.kept_on))
    return _line(row.what, chip, " · ".join(filter(None, (told, row.kept_words))))


def _chip(shown: CaseShown, day: date | None) -> Chip:
    if day is None:
        return Chip(_said("no date"), Tint.PLAIN)
    left = (day - shown.today).days
    if left < 0:
        return Chip(labels.late_by(-left), Tint.LATE)
    words = _said("today") if left == 0 else labels.near(day, shown.today)
    return Chip(words, Tint.DUE if left <= _SOON else Tint.INFORMATION)


def _line(what: str, chip: Chip, told: str, *buttons: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.TIGHT)
    column.addWidget(label(what, wraps=True))
    row = QHBoxLayout()
    row.setSpacing(tokens.SMALL)
    row.addWidget(chip, alignment=Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(label(told, "small", wraps=True), 1)
    for button in buttons:
        row.addWidget(button)
    column.addLayout(row)
    return made


def _said(words: str) -> str:
    return QCoreApplication.translate("to_do", words)
