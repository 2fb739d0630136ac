from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from recruitment_app.forms.prose import Paragraph, Run, Source, Style, plain_text, references
from recruitment_app.ui.clipboard import KEPT_OUT
from tests.ui.prose_editing import (
    CONTROL,
    MARGARET,
    REFERRED,
    SHIFT,
    Fact,
    para,
    press,
    prose,
    select,
    table,
)

SAMPLES = Path(__file__).parents[1] / "forms" / "pasted"
TOLD = prose(
    para("Home", style=Style.HEADING_1),
    para("of ", REFERRED, " ", Run("as said", italic=True, source=Source.SAID)),
    para("item", style=Style.BULLETED),
    table(["a", "b"]),
)


def copied(editor) -> QMimeData:
    editor.text.selectAll()
    return editor.text.createMimeDataFromSelection()


def html(text) -> QMimeData:
    carried = QMimeData()
    carried.setHtml(text)
    return carried


def test_what_is_copied_is_plain_words_and_clean_html_for_others(editor):
    editor.set_prose(TOLD)
    carried = copied(editor)
    assert carried.text() == plain_text(TOLD)
    assert "<h1>Home</h1>" in carried.html()
    for inner in ("applicant_1", 'said"', "style=", "font", "color"):
        assert inner not in carried.html()


def test_what_is_copied_asks_the_clipboards_history_to_leave_it_out(editor):
    editor.set_prose(TOLD)
    carried = copied(editor)
    for kind, said in KEPT_OUT.items():
        assert carried.data(kind).data() == said


def test_copy_and_paste_within_the_application_is_exact(editor, qtbot):
    editor.set_prose(TOLD)
    press(qtbot, editor, Qt.Key.Key_A, CONTROL)
    press(qtbot, editor, Qt.Key.Key_C, CONTROL)
    editor.set_prose(prose())
    press(qtbot, editor, Qt.Key.Key_V, CONTROL)
    assert editor.prose() == TOLD
    QApplication.clipboard().clear()


def test_cut_takes_out_what_paste_brings_back(editor, qtbot):
    editor.set_prose(prose(para("for ", REFERRED, " now")))
    select(editor, 4, 12)
    press(qtbot, editor, Qt.Key.Key_X, CONTROL)
    assert editor.prose() == prose("for  now")
    select(editor, 0)
    press(qtbot, editor, Qt.Key.Key_V, CONTROL)
    assert editor.prose() == prose(para(REFERRED, "for  now"))
    QApplication.clipboard().clear()


def test_a_reference_pasted_from_another_case_is_plain_words(editor):
    editor.set_prose(prose(para("for ", REFERRED)))
    carried = copied(editor)
    editor.set_facts([Fact(MARGARET.name, "Name", "First applicant", "Somebody else")], of="case 2")
    editor.set_prose(prose())
    editor.text.insertFromMimeData(carried)
    assert editor.prose() == prose("for Margaret")


def test_a_reference_pasted_in_the_same_case_says_what_the_record_says_now(editor):
    editor.set_prose(prose(para("for ", REFERRED)))
    carried = copied(editor)
    editor.set_facts([Fact(MARGARET.name, "Name", "First applicant", "Peggy")], of="case 1")
    editor.set_prose(prose())
    editor.text.insertFromMimeData(carried)
    assert plain_text(editor.prose()) == "for Peggy"
    assert references(editor.prose()) == (MARGARET.name,)


def test_word_is_pasted_clean_as_one_step_to_undo(editor, qtbot):
    editor.set_prose(prose("before after"))
    select(editor, 7)
    editor.text.insertFromMimeData(html((SAMPLES / "word.html").read_text(encoding="utf-8")))
    told = editor.prose()
    styles = [block.style for block in told.blocks if isinstance(block, Paragraph)]
    assert styles.count(Style.BULLETED) == 3
    assert styles.count(Style.NUMBERED) == 2
    assert plain_text(told).startswith("before \nChildhood\nShe grew up")
    assert plain_text(told).endswith("after")
    assert not editor.text.document().allFormats()[0].isImageFormat()
    assert not any(each.isImageFormat() for each in editor.text.document().allFormats())
    press(qtbot, editor, Qt.Key.Key_Z, CONTROL)
    assert editor.prose() == prose("before after")


def test_words_alone_are_pasted_by_key(editor, qtbot):
    QApplication.clipboard().setMimeData(html("<h1>Big</h1><p><b>bold</b></p>"))
    carried = html("<h1>Big</h1>")
    carried.setText("Big")
    QApplication.clipboard().setMimeData(carried)
    press(qtbot, editor, Qt.Key.Key_V, CONTROL | SHIFT)
    assert editor.prose() == prose("Big")
    QApplication.clipboard().clear()


def test_pictures_and_files_cannot_be_pasted(editor):
    picture, file = QMimeData(), QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    file.setUrls([QUrl.fromLocalFile("/somewhere/photograph.png")])
    editor.set_prose(prose("words"))
    for carried in (picture, file):
        assert not editor.text.canInsertFromMimeData(carried)
        editor.text.insertFromMimeData(carried)
    assert editor.prose() == prose("words")


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"record":1,"prose":"x"}', b"\xff"])
def test_what_pretends_to_be_ours_is_taken_as_words(editor, broken):
    carried = QMimeData()
    carried.setData("application/x-adopter-recruitment-prose", broken)
    carried.setText("words")
    editor.text.insertFromMimeData(carried)
    assert editor.prose() == prose("words")
