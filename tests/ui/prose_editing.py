"""Texts in short, and an editor that stands on the screen with the facts of a case."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from recruitment_app.forms.prose import Paragraph, Prose, Run, Table
from recruitment_app.ui.widgets.prose_editor import ProseEditor


def para(*runs, **styled):
    told = (Run(run) if isinstance(run, str) else run for run in runs if run)
    return Paragraph(tuple(told), **styled)


def prose(*blocks):
    return Prose(tuple(para(block) if isinstance(block, str) else block for block in blocks))


def table(*rows, **kept):
    return Table(tuple(tuple((para(cell),) for cell in row) for row in rows), **kept)


CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
KEEP = QTextCursor.MoveMode.KeepAnchor


@dataclass(frozen=True)
class Fact:
    name: str
    label: str
    group: str
    text: str


MARGARET = Fact("applicant_1.name", "Name", "First applicant", "Margaret")
BORN = Fact("applicant_1.born", "Born", "First applicant", "")
MET = Fact("case.began", "Stage Two began", "Case", "3 June 2014")
REFERRED = Run("Margaret", fact=MARGARET.name)


@pytest.fixture
def editor(qtbot) -> ProseEditor:
    made = ProseEditor("Evidence")
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.set_facts([MARGARET, BORN, MET], of="case 1")
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.text.setFocus()
    return made


def select(editor, begins, ends=None):
    cursor = editor.text.textCursor()
    cursor.setPosition(begins)
    if ends is not None:
        cursor.setPosition(ends, KEEP)
    editor.text.setTextCursor(cursor)


def press(qtbot, editor, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(editor.text, key, modifiers)
