import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from recruitment_app import settings
from recruitment_app.forms.prose import (
    Paragraph,
    Prose,
    Run,
    Source,
    Style,
    Table,
    plain_text,
    words,
)
from recruitment_app.ui import prose_acts
from recruitment_app.ui.source_words import in_full
from recruitment_app.ui.theme import colours_now
from recruitment_app.ui.widgets.prose_editor import ProseEditor
from recruitment_app.ui.widgets.prose_menus import fill_facts, fill_sources, fill_tables
from recruitment_app.ui.widgets.prose_tools import ProseTools
from tests.ui.prose_editing import (
    ALT,
    BORN,
    CONTROL,
    MARGARET,
    MET,
    REFERRED,
    SHIFT,
    Fact,
    para,
    press,
    prose,
    select,
    table,
)


def test_what_is_shown_is_given_back_and_is_no_change(editor, qtbot):
    told = prose(para("Home", style=Style.HEADING_1), para("with ", REFERRED), table(["a", "b"]))
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_prose(told)
        assert editor.prose() == told


def test_typing_is_a_change_and_is_counted(editor, qtbot):
    editor.set_prose(prose("one two"))
    select(editor, 7)
    with qtbot.waitSignals([editor.changed, editor.counted]):
        qtbot.keyClicks(editor.text, " three")
    assert editor.word_count == 3
    assert editor.told.text() == "3 words"
    editor.set_guide("guide 400-800")
    assert editor.told.text() == "3 words · guide 400-800"


def test_showing_again_what_stands_there_keeps_the_cursor_and_undo(editor, qtbot):
    editor.set_prose(prose("one"))
    select(editor, 3)
    qtbot.keyClicks(editor.text, "s")
    editor.set_prose(prose("ones"))
    assert editor.text.textCursor().position() == 4
    press(qtbot, editor, Qt.Key.Key_Z, CONTROL)
    assert editor.prose() == prose("one")
    press(qtbot, editor, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert editor.prose() == prose("ones")


def test_another_text_cannot_be_undone_back_to_the_one_before(editor, qtbot):
    editor.set_prose(prose("one"))
    editor.set_prose(prose("two"))
    press(qtbot, editor, Qt.Key.Key_Z, CONTROL)
    assert editor.prose() == prose("two")


@pytest.mark.parametrize(
    ("key", "modifiers", "style"),
    [
        (Qt.Key.Key_1, CONTROL | ALT, Style.HEADING_1),
        (Qt.Key.Key_2, CONTROL | ALT, Style.HEADING_2),
        (Qt.Key.Key_3, CONTROL | ALT, Style.HEADING_3),
        (Qt.Key.Key_8, CONTROL | SHIFT, Style.BULLETED),
        (Qt.Key.Key_7, CONTROL | SHIFT, Style.NUMBERED),
    ],
)
def test_keys_give_each_style_and_take_it_back(editor, qtbot, key, modifiers, style):
    editor.set_prose(prose("words"))
    press(qtbot, editor, key, modifiers)
    assert editor.prose() == prose(para("words", style=style))
    press(qtbot, editor, Qt.Key.Key_0, CONTROL | ALT)
    assert editor.prose() == prose("words")


def test_bold_and_italic_by_key_hold_for_what_is_typed_next(editor, qtbot):
    editor.set_prose(prose())
    press(qtbot, editor, Qt.Key.Key_B, CONTROL)
    qtbot.keyClicks(editor.text, "bold")
    press(qtbot, editor, Qt.Key.Key_B, CONTROL)
    press(qtbot, editor, Qt.Key.Key_I, CONTROL)
    qtbot.keyClicks(editor.text, "it")
    assert editor.prose() == prose(para(Run("bold", bold=True), Run("it", italic=True)))


def test_items_are_moved_in_and_out_by_key_and_end_with_an_empty_one(editor, qtbot):
    editor.set_prose(prose(para("one", style=Style.NUMBERED)))
    select(editor, 3)
    press(qtbot, editor, Qt.Key.Key_Return)
    press(qtbot, editor, Qt.Key.Key_BracketRight, CONTROL)
    qtbot.keyClicks(editor.text, "in")
    press(qtbot, editor, Qt.Key.Key_Return)
    press(qtbot, editor, Qt.Key.Key_BracketLeft, CONTROL)
    qtbot.keyClicks(editor.text, "two")
    press(qtbot, editor, Qt.Key.Key_Return)
    press(qtbot, editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.text, "after")
    numbered = Style.NUMBERED
    assert editor.prose() == prose(
        para("one", style=numbered),
        para("in", style=numbered, depth=1),
        para("two", style=numbered),
        "after",
    )
    block = editor.text.document().findBlockByNumber(2)
    assert block.textList().itemNumber(block) == 1


def test_backspace_before_an_item_or_heading_makes_it_plain_and_loses_nothing(editor, qtbot):
    editor.set_prose(prose("a", para("b", style=Style.BULLETED, depth=1)))
    select(editor, 2)
    press(qtbot, editor, Qt.Key.Key_Backspace)
    assert editor.prose() == prose("a", para("b", style=Style.BULLETED))
    press(qtbot, editor, Qt.Key.Key_Backspace)
    assert editor.prose() == prose("a", "b")
    press(qtbot, editor, Qt.Key.Key_Backspace)
    assert editor.prose() == prose("ab")


def test_a_plain_paragraph_follows_a_heading(editor, qtbot):
    editor.set_prose(prose(para("Home", style=Style.HEADING_2)))
    select(editor, 4)
    press(qtbot, editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.text, "x")
    assert editor.prose() == prose(para("Home", style=Style.HEADING_2), "x")


def test_a_line_break_stays_within_its_paragraph(editor, qtbot):
    editor.set_prose(prose("a"))
    select(editor, 1)
    press(qtbot, editor, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(editor.text, "b")
    assert editor.prose() == prose("a\nb")


def test_empty_paragraphs_that_somebody_made_are_kept(editor, qtbot):
    editor.set_prose(prose())
    press(qtbot, editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.text, "x")
    assert editor.prose() == prose("", "x")


def test_an_inserted_fact_is_one_piece_and_what_is_typed_beside_it_is_not_of_it(editor, qtbot):
    editor.set_prose(prose("We met"))
    select(editor, 6)
    editor.insert_fact(MARGARET.name, MARGARET.text)
    qtbot.keyClicks(editor.text, "!")
    assert editor.prose() == prose(para("We met ", REFERRED, "!"))
    press(qtbot, editor, Qt.Key.Key_Home)
    for _step in range(8):
        press(qtbot, editor, Qt.Key.Key_Right)
    assert editor.text.textCursor().position() == 15
    press(qtbot, editor, Qt.Key.Key_Left)
    assert editor.text.textCursor().position() == 7
    qtbot.keyClicks(editor.text, "x")
    assert editor.prose() == prose(para("We met x", REFERRED, "!"))


@pytest.mark.parametrize(
    ("place", "key", "modifiers"),
    [
        (14, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
        (6, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (14, Qt.Key.Key_Backspace, CONTROL),
        (6, Qt.Key.Key_Delete, CONTROL),
    ],
)
def test_a_reference_is_rubbed_out_whole(editor, qtbot, place, key, modifiers):
    editor.set_prose(prose(para("about ", REFERRED, " Peg")))
    select(editor, place)
    press(qtbot, editor, key, modifiers)
    assert "fact" not in {bool(run.fact) for run in editor.prose().blocks[0].runs}
    assert "argaret" not in plain_text(editor.prose())
    assert plain_text(editor.prose()).startswith("about ")
    assert plain_text(editor.prose()).endswith("Peg")


def test_a_selection_never_holds_a_part_of_a_reference(editor):
    editor.set_prose(prose(para("about ", REFERRED, " then")))
    select(editor, 2, 9)
    assert editor.text.textCursor().selectedText() == "out Margaret"
    select(editor, 9, 16)
    assert editor.text.textCursor().selectedText() == "Margaret t"


def test_typing_over_a_reference_leaves_plain_words(editor, qtbot):
    editor.set_prose(prose(para("about ", REFERRED)))
    select(editor, 6, 14)
    qtbot.keyClicks(editor.text, "her")
    assert editor.prose() == prose("about her")


def test_a_new_paragraph_after_a_reference_is_plain(editor, qtbot):
    editor.set_prose(prose(para(REFERRED)))
    select(editor, 8)
    press(qtbot, editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.text, "x")
    assert editor.prose() == prose(para(REFERRED), "x")


def test_references_follow_the_record_without_a_change_of_what_is_written(editor, qtbot):
    editor.set_prose(prose(para("for ", REFERRED)))
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_facts([Fact(MARGARET.name, "Name", "First applicant", "Peggy")], of="case 1")
    assert plain_text(editor.prose()) == "for Peggy"
    press(qtbot, editor, Qt.Key.Key_Z, CONTROL)
    assert plain_text(editor.prose()) == "for Peggy"


def test_the_sentence_of_the_cursor_is_marked_with_its_source_and_typing_after_it_is_not(
    editor, qtbot
):
    editor.set_prose(prose("She cares. She was calm. He left."))
    select(editor, 14)
    editor.text.mark_source(Source.SEEN)
    assert editor.prose() == prose(
        para("She cares. ", Run("She was calm.", source=Source.SEEN), " He left.")
    )
    select(editor, 24)
    qtbot.keyClicks(editor.text, "x")
    select(editor, 14)
    qtbot.keyClicks(editor.text, "y")
    kept = editor.prose().blocks[0].runs
    assert [(run.text, run.source) for run in kept] == [
        ("She cares. ", Source.UNSAID),
        ("Shey was calm.", Source.SEEN),
        ("x He left.", Source.UNSAID),
    ]
    editor.text.mark_source(Source.UNSAID)
    assert editor.prose() == prose("She cares. Shey was calm.x He left.")


def test_a_source_is_said_in_words_beside_the_line_and_at_the_cursor(editor):
    editor.set_prose(prose(para(Run("He smokes.", source=Source.DOCUMENT), " So.")))
    assert editor.margin.isVisible()
    assert [sources for _line, sources in editor.margin._lines()] == [[Source.DOCUMENT]]
    select(editor, 4)
    assert editor.source_told.text() == in_full(Source.DOCUMENT)
    select(editor, 13)
    assert editor.source_told.text() == ""
    editor.set_prose(prose("So."))
    assert not editor.margin.isVisible()


def test_a_pointer_that_rests_is_told_the_fact_and_the_source(editor):
    seen = Run("Margaret", fact=MARGARET.name, source=Source.SEEN)
    editor.set_prose(prose(para("for ", seen, " ", Run("Ann", fact="gone.name"))))
    told = []
    for place in (1, 4, 13):
        select(editor, place)
        told.append(editor.hints.at(editor.text.cursorRect().center() + QPoint(3, 0)))
    assert told == [
        "",
        "First applicant: Name\nSeen by the worker",
        "No longer in the record",
    ]


def test_tables_grow_and_shrink_by_rows_and_columns(editor, qtbot):
    editor.set_prose(prose("before"))
    select(editor, 6)
    editor.text.act(lambda cursor: prose_acts.put_table(cursor, 2))
    qtbot.keyClicks(editor.text, "What")
    editor.text.act(lambda cursor: prose_acts.add_row(cursor, below=True))
    editor.text.act(lambda cursor: prose_acts.add_column(cursor, right=False))
    made = editor.prose().blocks[1]
    assert (len(made.rows), len(made.rows[0]), made.has_heading) == (4, 3, True)
    assert plain_text(Prose((made,))).startswith("\tWhat\t")
    editor.text.act(prose_acts.remove_columns)
    editor.text.act(prose_acts.turn_heading)
    made = editor.prose().blocks[1]
    assert (len(made.rows[0]), made.has_heading) == (2, False)
    editor.text.act(prose_acts.remove_table)
    assert editor.prose() == prose("before")
    press(qtbot, editor, Qt.Key.Key_Z, CONTROL)
    assert isinstance(editor.prose().blocks[1], Table)


def test_tab_leaves_the_box_from_a_table_too(qtbot):
    parent = QWidget()
    column = QVBoxLayout(parent)
    editor, after = ProseEditor("Analysis"), QLineEdit()
    column.addWidget(editor)
    column.addWidget(after)
    qtbot.addWidget(parent)
    parent.show()
    qtbot.waitExposed(parent)
    parent.activateWindow()
    editor.set_prose(prose(table(["a", "b"])))
    editor.text.setFocus()
    qtbot.waitUntil(editor.text.hasFocus)
    select(editor, 1)
    qtbot.keyClick(editor.text, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert editor.prose() == prose(table(["a", "b"]))


def test_what_is_read_only_cannot_be_written_but_copied(editor, qtbot):
    editor.set_prose(prose(para("for ", REFERRED)))
    editor.set_read_only(True)
    qtbot.keyClicks(editor.text, "x")
    press(qtbot, editor, Qt.Key.Key_Return)
    press(qtbot, editor, Qt.Key.Key_1, CONTROL | ALT)
    select(editor, 0, 12)
    for key in (Qt.Key.Key_B, Qt.Key.Key_I, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Z):
        press(qtbot, editor, key, CONTROL)
    press(qtbot, editor, Qt.Key.Key_Backspace)
    editor.find_bar.wanted.setText("for")
    editor.find_bar.replace_each()
    editor.insert_fact(MET.name, MET.text)
    assert editor.prose() == prose(para("for ", REFERRED))
    assert not editor.tools.bold.isEnabled()
    press(qtbot, editor, Qt.Key.Key_A, CONTROL)
    assert editor.text.createMimeDataFromSelection().text() == "for Margaret"
    editor.set_read_only(False)
    qtbot.keyClicks(editor.text, "y")
    assert "y" in plain_text(editor.prose())


def test_one_tool_bar_serves_the_box_that_has_the_keys(qtbot):
    tools = ProseTools()
    parent = QWidget()
    column = QVBoxLayout(parent)
    column.addWidget(tools)
    editors = [ProseEditor(name, tools=tools) for name in ("Evidence", "Analysis")]
    for each in editors:
        each.set_prose(prose("words"))
        column.addWidget(each)
    qtbot.addWidget(parent)
    parent.show()
    qtbot.waitExposed(parent)
    parent.activateWindow()
    for each in editors:
        each.text.setFocus()
        qtbot.waitUntil(lambda each=each: tools.served is each.text)
        tools.bulleted.click()
        assert each.prose() == prose(para("words", style=Style.BULLETED))
        assert each.text.hasFocus()
    assert tools.bulleted.property("on")


def test_the_tools_outlast_a_box_that_is_gone(qtbot):
    tools = ProseTools()
    qtbot.addWidget(tools)
    editors = [ProseEditor(name, tools=tools) for name in ("Evidence", "Analysis")]
    tools.serve(editors[0].text)
    editors[0].deleteLater()
    qtbot.waitUntil(lambda: tools.served is None)
    assert not tools.bold.isEnabled()
    tools.serve(editors[1].text)
    assert tools.bold.isEnabled()
    qtbot.addWidget(editors[1])


def test_the_tools_are_one_stop_of_tab_and_the_arrows_go_through_them(editor, qtbot):
    tools = editor.tools
    stops = [tool for tool in tools._tools if tool.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [tools.style_button]
    tools.style_button.setFocus()
    qtbot.keyClick(tools.style_button, Qt.Key.Key_Right)
    assert tools.bold.hasFocus()
    qtbot.keyClick(tools.bold, Qt.Key.Key_Space)
    assert editor.text.hasFocus()


def test_every_tool_has_a_name_for_a_screen_reader_and_so_has_the_box(editor):
    for widget in (*editor.tools._tools, editor.text):
        spoken = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        assert spoken, widget
    assert QAccessible.queryAccessibleInterface(editor.text).text(QAccessible.Text.Name) == (
        "Evidence"
    )


def test_menus_offer_facts_by_group_sources_and_what_a_table_wants(editor):
    editor.set_prose(prose(table(["a"])))
    select(editor, 1)
    fill_facts(editor.tools.fact.menu(), editor.text, [MARGARET, BORN, MET])
    groups = [action.menu() for action in editor.tools.fact.menu().actions()]
    assert [menu.title() for menu in groups] == ["First applicant", "Case"]
    assert [action.text() for action in groups[0].actions()] == [
        "Name: Margaret",
        "Born: not recorded",
    ]
    groups[0].actions()[0].trigger()
    assert editor.prose().blocks[0].rows[0][0][0].runs[0] == REFERRED
    fill_sources(editor.tools.source.menu(), editor.text)
    assert len(editor.tools.source.menu().actions()) == 5
    fill_tables(editor.tools.table.menu(), editor.text)
    assert "Row &above" in [each.text() for each in editor.tools.table.menu().actions()]


@pytest.mark.parametrize(
    ("key", "tool"),
    [
        (Qt.Key.Key_P, "style_button"),
        (Qt.Key.Key_T, "table"),
        (Qt.Key.Key_S, "source"),
        (Qt.Key.Key_F, "fact"),
    ],
)
def test_a_key_opens_each_menu_and_escape_gives_the_text_the_keys(editor, qtbot, key, tool):
    editor.set_prose(prose("words"))
    press(qtbot, editor, key, CONTROL | ALT)
    menu = getattr(editor.tools, tool).menu()
    assert menu.isVisible()
    assert menu.actions()
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    assert editor.text.hasFocus()


def test_the_dark_theme_repaints_headings_references_and_sources(editor, theme):
    editor.set_prose(prose(para(REFERRED, Run(" it", source=Source.SAID))))
    theme.wear(settings.Theme.DARK)
    QApplication.processEvents()
    formats = editor.text.document().begin().layout().formats()
    assert formats[0].format.background().color().name() == colours_now().information_tint
    assert formats[1].format.underlineColor().name() == colours_now().due


ODD = [
    "\u202eright to left\u202c \u05de\u05e8\u05d9\u05dd and \u0645\u062d\u0645\u062f",
    "e\u0323\u0301 z\u0336a\u0336l\u0336",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f44d\U0001f3fd",
    "<b>bold</b> & &amp; </p>",
    "x" * 500,
    "a\x07b\x1bc",
]


@pytest.mark.parametrize("typed", ODD)
def test_nothing_odd_that_is_typed_is_lost(editor, typed):
    editor.set_prose(prose("before "))
    select(editor, 7)
    editor.text.insertPlainText(typed)
    kept = plain_text(editor.prose())
    visible = [letter for letter in typed if letter.isprintable() and letter.isalnum()]
    assert [letter for letter in kept if letter.isalnum()][6:] == visible or len(kept) > 7
    told = editor.prose()
    editor.set_prose(prose("other"))
    editor.set_prose(told)
    assert editor.prose() == told
    assert editor.word_count == words(told)


def test_a_hundred_thousand_characters_in_one_box_take_a_key(editor, qtbot):
    editor.set_prose(Prose((Paragraph((Run("what she said at length " * 4200),)),)))
    select(editor, 50_000)
    qtbot.keyClicks(editor.text, "k")
    assert plain_text(editor.prose())[50_000] == "k"
    assert len(plain_text(editor.prose())) == 100_801


def test_a_table_of_three_hundred_rows_takes_a_key(editor, qtbot):
    editor.set_prose(prose(table(*([str(row), "said"] for row in range(300)))))
    select(editor, 1)
    qtbot.keyClicks(editor.text, "k")
    assert editor.prose().blocks[0].rows[0][0][0] == para("k0")
    assert len(editor.prose().blocks[0].rows) == 300
