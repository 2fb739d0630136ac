import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QMenu

from recruitment_app.forms.prose import Run, plain_text
from recruitment_app.ui.prose_painting import ProsePainting
from recruitment_app.ui.spelling import Spelling, shipped_dictionary
from recruitment_app.ui.widgets import prose_spelling
from tests.ui.prose_editing import Fact, para, press, prose, select

WAVED = QTextCharFormat.UnderlineStyle.SpellCheckUnderline


def marked(editor) -> list[str]:
    """Return the words that are marked as misspelt."""
    found = []
    block = editor.text.document().begin()
    while block.isValid():
        text = block.text().encode("utf-16-le")
        for each in block.layout().formats():
            if each.format.underlineStyle() is WAVED:
                word = text[2 * each.start : 2 * (each.start + each.length)]
                found.append(word.decode("utf-16-le"))
        block = block.next()
    return found


def marks(qtbot, editor, words):
    qtbot.waitUntil(lambda: marked(editor) == words)


def test_what_is_shown_is_checked_a_moment_later(editor, qtbot):
    editor.set_prose(prose("\U0001f468 She beleives so.", para(Run("Mispelt", bold=True))))
    marks(qtbot, editor, ["beleives", "Mispelt"])


def test_a_word_is_left_alone_while_it_is_typed_and_looked_at_when_it_is_left(editor, qtbot):
    editor.set_prose(prose("So "))
    marks(qtbot, editor, [])
    qtbot.waitUntil(lambda: editor.text.painting.is_checked(editor.text.document().begin()))
    select(editor, 3)
    qtbot.keyClicks(editor.text, "qxvz")
    assert marked(editor) == []
    qtbot.keyClicks(editor.text, " a")
    assert marked(editor) == ["qxvz"]
    select(editor, 7)
    press(qtbot, editor, Qt.Key.Key_Backspace)
    assert marked(editor) == ["qxv"]


def test_the_words_of_the_case_and_of_its_facts_are_known(editor, qtbot):
    editor.set_prose(prose("Zorblatt and Qxvz"))
    marks(qtbot, editor, ["Zorblatt", "Qxvz"])
    editor.set_known_words({"qxvz"})
    marks(qtbot, editor, ["Zorblatt"])
    editor.set_facts([Fact("applicant_1.name", "Name", "First", "Ann Zorblatt")])
    marks(qtbot, editor, [])
    editor.set_known_words(())
    marks(qtbot, editor, ["Qxvz"])


def test_the_words_of_a_reference_belong_to_the_record(editor, qtbot):
    editor.set_prose(prose(para(Run("Qxvz", fact="gone.name"), " qxvz")))
    marks(qtbot, editor, ["qxvz"])


def test_only_what_is_seen_is_checked_until_it_is_scrolled_to(editor, qtbot):
    editor.set_prose(prose(*["a beleif"] * 200))
    qtbot.waitUntil(lambda: len(marked(editor)) > 5)
    qtbot.wait(100)
    assert len(marked(editor)) < 60
    editor.text.verticalScrollBar().setValue(editor.text.verticalScrollBar().maximum())
    last = editor.text.document().lastBlock()
    qtbot.waitUntil(lambda: editor.text.painting.is_checked(last))


def test_a_change_in_a_very_long_paragraph_moves_its_marks_with_it(editor, qtbot):
    editor.set_prose(prose("beleif and " * 300 + "beleif"))
    qtbot.waitUntil(lambda: len(marked(editor)) == 301)
    select(editor, 1500)
    qtbot.keyClicks(editor.text, "word recieved ")
    assert set(marked(editor)) >= {"beleif", "recieved"}
    editor.text.insertPlainText("qxvz ")
    fresh = list(editor.spelling._spelling.misspelt(editor.text.document().begin().text()))
    assert len(marked(editor)) == len(fresh)


def offered(editor, place) -> QMenu:
    menu = QMenu(editor)
    editor.spelling.offer(menu, place)
    return menu


def test_suggestions_replace_the_word_in_its_setting_and_it_can_be_added(editor, qtbot):
    editor.set_prose(prose(para("An ", Run("adoptor", bold=True), ".")))
    marks(qtbot, editor, ["adoptor"])
    actions = {each.text(): each for each in offered(editor, 5).actions()}
    adding = next(each for words, each in actions.items() if "adoptor" in words)
    with qtbot.waitSignal(editor.word_asked) as asked:
        adding.trigger()
    assert asked.args == ["adoptor"]
    actions["adopter"].trigger()
    assert editor.prose() == prose(para("An ", Run("adopter", bold=True), "."))
    assert offered(editor, 5).actions() == []


def test_the_context_menu_begins_with_what_was_meant(editor, qtbot):
    editor.set_prose(prose("An adoptor."))
    marks(qtbot, editor, ["adoptor"])
    editor.text.menu_wished.emit(QPoint(10, 10), 5)
    menus = [[each.text() for each in menu.actions()] for menu in editor.text.findChildren(QMenu)]
    texts = next(texts for texts in menus if "&Style" in texts)
    assert "adopter" in texts[:6]
    assert {"&Style", "Sou&rce", "&Fact", "Ta&ble"} <= set(texts)


def test_a_key_goes_to_the_next_misspelt_word_and_round(editor, qtbot):
    editor.set_prose(prose("A beleif.", "Fine.", "Two beleifs."))
    met = []
    for _turn in range(3):
        press(qtbot, editor, Qt.Key.Key_F7)
        met.append(editor.text.textCursor().selectedText())
        for menu in editor.text.findChildren(QMenu):
            menu.hide()
    assert met == ["beleif", "beleifs", "beleif"]
    editor.set_prose(prose("Fine."))
    press(qtbot, editor, Qt.Key.Key_F7)
    assert editor.source_told.text() == "No word is misspelt."


def test_where_the_dictionary_is_missing_all_else_works(editor, qtbot, monkeypatch):
    monkeypatch.setattr(prose_spelling, "shipped_dictionary", lambda: None)
    editor.set_prose(prose("A beleif."))
    qtbot.wait(60)
    assert marked(editor) == []
    press(qtbot, editor, Qt.Key.Key_F7)
    assert editor.source_told.text() == "Spelling cannot be checked on this computer."
    select(editor, 0)
    qtbot.keyClicks(editor.text, "x")
    assert plain_text(editor.prose()) == "xA beleif."


@pytest.mark.parametrize("word", ["x" * 500, "e\u0323\u0301", "\u202edesrever"])
def test_no_odd_word_stops_the_checking(editor, qtbot, word):
    assert shipped_dictionary() is not None
    editor.set_prose(prose(f"{word} beleif"))
    qtbot.waitUntil(lambda: "beleif" in marked(editor))


WRITTEN = st.lists(
    st.sampled_from(("beleif", "fine", "qxv", "x", " ", " ", "\t", ".", "@", "'s", "\u2028", "9")),
    max_size=30,
).map("".join)


@given(one=WRITTEN, other=WRITTEN)
def test_what_changed_of_a_long_paragraph_is_found_as_if_all_of_it_were_read(one, other):
    spelling = Spelling(shipped_dictionary())
    painting = ProsePainting(QTextDocument(), QObject())
    painting.spell_by(spelling.misspelt)
    for text in (one + " " * 200, other + " " * 200 + one, other + " " * 190 + other):
        assert list(painting._looked_up(text)) == list(spelling.misspelt(text))
