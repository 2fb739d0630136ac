import pytest
from PySide6.QtCore import Qt

from recruitment_app.forms.prose import Run, Table, plain_text
from recruitment_app.forms.prose_finding import find
from recruitment_app.ui.prose_seeking import Sought
from tests.ui.prose_editing import CONTROL, REFERRED, SHIFT, para, press, prose, select, table


def chosen(editor):
    return editor.text.textCursor().selectedText()


@pytest.fixture
def bar(editor):
    editor.set_prose(
        prose("\U0001f468 She said so.", table(["he said", "nothing"]), para("Said ", REFERRED))
    )
    select(editor, 0)
    editor.find_bar.begin()
    editor.find_bar.wanted.setText("said")
    return editor.find_bar


def test_enter_goes_round_through_every_place_and_shift_enter_back(editor, bar, qtbot):
    met = []
    for _turn in range(4):
        qtbot.keyClick(bar.wanted, Qt.Key.Key_Return)
        met.append((chosen(editor), bar.told.text()))
    assert met == [
        ("said", "1 of 3"),
        ("said", "2 of 3"),
        ("Said", "3 of 3"),
        ("said", "1 of 3"),
    ]
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Return, SHIFT)
    assert bar.told.text() == "3 of 3"
    assert len(editor.text.extraSelections()) == 3


def test_case_and_whole_words_are_minded_where_asked(bar):
    bar.match_case.setChecked(True)
    assert bar.told.text() == "2 places"
    bar.wanted.setText("sai")
    assert bar.told.text() == "2 places"
    bar.whole_words.setChecked(True)
    assert bar.told.text() == "Nothing found."


def test_one_place_is_replaced_at_a_time(editor, bar):
    bar.by.setText("wrote")
    bar.go_on()
    bar.replace_one()
    assert plain_text(editor.prose()).startswith("\U0001f468 She wrote so.\nhe said")
    assert bar.told.text() == "1 of 2"


def test_all_places_are_replaced_as_one_step_and_facts_are_left(editor, bar, qtbot):
    before = editor.prose()
    bar.wanted.setText("a")
    bar.by.setText("o")
    bar.replace_each()
    assert "Soid Margaret" in plain_text(editor.prose())
    assert bar.told.text() == (
        "3 places replaced. 2 places left as they are: a fact of the record stands there."
    )
    press(qtbot, editor, Qt.Key.Key_Z, CONTROL)
    assert editor.prose() == before


def test_new_words_are_set_as_the_first_of_the_old_were(editor):
    editor.set_prose(prose(para("she ", Run("sa", bold=True), "id so")))
    editor.find_bar.begin(replaces=True)
    editor.find_bar.wanted.setText("said")
    editor.find_bar.by.setText("wrote")
    editor.find_bar.replace_each()
    assert editor.prose() == prose(para("she ", Run("wrote", bold=True), " so"))


def test_escape_closes_the_bar_and_the_text_has_the_keys_again(editor, bar, qtbot):
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert editor.text.hasFocus()
    assert editor.text.extraSelections() == []


def test_keys_open_the_bar_with_what_is_selected(editor, qtbot):
    editor.set_prose(prose("one two"))
    select(editor, 4, 7)
    press(qtbot, editor, Qt.Key.Key_F, CONTROL)
    assert editor.find_bar.isVisible()
    assert editor.find_bar.wanted.text() == "two"
    assert editor.find_bar.wanted.hasFocus()
    editor.text.setFocus()
    press(qtbot, editor, Qt.Key.Key_H, CONTROL)
    assert editor.find_bar.by.hasFocus()
    editor.text.setFocus()
    press(qtbot, editor, Qt.Key.Key_F3)
    assert chosen(editor) == "two"


def test_a_text_that_is_only_read_can_be_searched_not_replaced(editor, bar, qtbot):
    editor.set_read_only(True)
    bar.begin()
    assert not bar.more.isVisible()
    press(qtbot, editor, Qt.Key.Key_H, CONTROL)
    assert not bar.replace_all.isVisible()
    bar.go_on()
    assert chosen(editor) == "said"


def test_all_sections_are_asked_only_where_there_are_others(editor, bar, qtbot):
    assert not bar.everywhere.isVisible()
    editor.offer_everywhere(is_offered=True)
    assert not bar.replace_everywhere.isVisible()
    bar.more.click()
    bar.by.setText("wrote")
    with qtbot.waitSignal(editor.everywhere_asked) as asked:
        bar.everywhere.click()
    assert asked.args == [Sought("said", "wrote")]
    with qtbot.waitSignal(editor.everywhere_asked) as asked:
        bar.replace_everywhere.click()
    assert asked.args == [Sought("said", "wrote", replaces=True)]


def test_what_was_found_in_a_prose_is_gone_to_in_its_text(editor):
    empty = Run("", fact="applicant_1.born")
    told = prose(
        para("\U0001f468 born ", empty, " there"),
        Table((((para("x"), para("a there")),),)),
        "there",
    )
    editor.set_prose(told)
    for found in find(told, "there"):
        editor.go_to(found.paragraph, found.begins, found.ends)
        assert chosen(editor) == "there"
    assert editor.text.textCursor().atEnd()
