"""Whatever keys are pressed in whatever order, no letter that was typed is lost."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from recruitment_app.forms.prose import (
    Prose,
    Source,
    Style,
    paragraphs,
    plain_text,
    to_json,
    words,
)
from recruitment_app.ui import prose_acts
from recruitment_app.ui.prose_documents import read
from tests.forms.proses import proses
from tests.ui.prose_editing import ALT, CONTROL, MARGARET, SHIFT

NO = Qt.KeyboardModifier.NoModifier
KEYS = {
    "enter": (Qt.Key.Key_Return, NO),
    "line": (Qt.Key.Key_Return, SHIFT),
    "left": (Qt.Key.Key_Left, NO),
    "right": (Qt.Key.Key_Right, NO),
    "up": (Qt.Key.Key_Up, NO),
    "down": (Qt.Key.Key_Down, NO),
    "word": (Qt.Key.Key_Right, CONTROL),
    "home": (Qt.Key.Key_Home, CONTROL),
    "end": (Qt.Key.Key_End, CONTROL),
    "heading": (Qt.Key.Key_1, CONTROL | ALT),
    "plain": (Qt.Key.Key_0, CONTROL | ALT),
    "bullets": (Qt.Key.Key_8, CONTROL | SHIFT),
    "numbers": (Qt.Key.Key_7, CONTROL | SHIFT),
    "in": (Qt.Key.Key_BracketRight, CONTROL),
    "out": (Qt.Key.Key_BracketLeft, CONTROL),
    "bold": (Qt.Key.Key_B, CONTROL),
    "italic": (Qt.Key.Key_I, CONTROL),
}
ACTS = {
    "table": lambda text: text.act(lambda cursor: prose_acts.put_table(cursor, 2)),
    "row": lambda text: text.act(lambda cursor: prose_acts.add_row(cursor, below=True)),
    "column": lambda text: text.act(lambda cursor: prose_acts.add_column(cursor, right=True)),
    "seen": lambda text: text.mark_source(Source.SEEN),
    "fact": lambda text: text.refer(MARGARET.name, MARGARET.text),
    "list": lambda text: text.give_style(Style.BULLETED),
}
STEPS = st.sampled_from([*KEYS, *ACTS, *("type " + letter for letter in "qxyz")])
USUAL = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # it is filled anew each time
)


@USUAL
@given(told=proses, place=st.floats(0, 1), steps=st.lists(STEPS, max_size=14))
def test_no_letter_that_was_typed_or_stood_there_is_lost(editor, told, place, steps):
    editor.set_prose(Prose())
    editor.set_prose(told)
    text = editor.text
    cursor = text.textCursor()
    cursor.setPosition(int(place * (text.document().characterCount() - 1)))
    text.setTextCursor(cursor)
    wanted = letters(editor.prose())
    for step in steps:
        if step in KEYS:
            QTest.keyClick(text, *KEYS[step])
        elif step in ACTS:
            ACTS[step](text)
            wanted += Counter("Margaret") if step == "fact" else Counter()
        else:
            QTest.keyClicks(text, step[-1])
            wanted += Counter(step[-1])
        assert letters(editor.prose()) == wanted, step
    assert editor.prose() == read(text.document())
    kept = editor.prose()
    editor.set_prose(Prose())
    editor.set_prose(kept)
    assert to_json(editor.prose()) == to_json(kept)


@USUAL
@given(told=proses, place=st.floats(0, 1), steps=st.lists(STEPS, max_size=10))
def test_undoing_all_brings_back_what_was_there(editor, told, place, steps):
    editor.set_prose(Prose())
    editor.set_prose(told)
    before = editor.prose()
    text = editor.text
    cursor = text.textCursor()
    cursor.setPosition(int(place * (text.document().characterCount() - 1)))
    text.setTextCursor(cursor)
    for step in steps:
        if step in KEYS:
            QTest.keyClick(text, *KEYS[step])
        elif step in ACTS:
            ACTS[step](text)
        else:
            QTest.keyClicks(text, step[-1])
    after = editor.prose()
    undone = 0
    while text.document().isUndoAvailable():
        text.undo()
        undone += 1
    assert editor.prose() == before
    for _step in range(undone):
        text.redo()
    assert editor.prose() == after


RUBS = {
    "back": (Qt.Key.Key_Backspace, NO),
    "forth": (Qt.Key.Key_Delete, NO),
    "word back": (Qt.Key.Key_Backspace, CONTROL),
    "word forth": (Qt.Key.Key_Delete, CONTROL),
    "more": (Qt.Key.Key_Right, SHIFT),
    "less": (Qt.Key.Key_Left, SHIFT),
    "line up": (Qt.Key.Key_Up, SHIFT),
    "all": (Qt.Key.Key_A, CONTROL),
    "cut": (Qt.Key.Key_X, CONTROL),
    "paste": (Qt.Key.Key_V, CONTROL),
    "undo": (Qt.Key.Key_Z, CONTROL),
}


@USUAL
@given(
    told=proses,
    place=st.floats(0, 1),
    steps=st.lists(st.one_of(st.sampled_from(sorted(RUBS)), STEPS), max_size=14),
)
def test_whatever_is_rubbed_out_or_moved_what_is_left_can_be_kept(editor, told, place, steps):
    editor.set_prose(Prose())
    editor.set_prose(told)
    text = editor.text
    cursor = text.textCursor()
    cursor.setPosition(int(place * (text.document().characterCount() - 1)))
    text.setTextCursor(cursor)
    keys = {**KEYS, **RUBS}
    for step in steps:
        if step in keys:
            QTest.keyClick(text, *keys[step])
        elif step in ACTS:
            ACTS[step](text)
        else:
            QTest.keyClicks(text, step[-1])
        kept = editor.prose()
        assert kept == read(text.document()), step
        assert editor.word_count == words(kept)
        facts = {run.fact: run.text for each in paragraphs(kept) for run in each.runs}
        assert facts.get(MARGARET.name, "Margaret") == "Margaret"
    kept = editor.prose()
    editor.set_prose(Prose())
    editor.set_prose(kept)
    assert editor.prose() == kept


def letters(prose: Prose) -> Counter[str]:
    return Counter(each for each in plain_text(prose) if each.isalnum())
