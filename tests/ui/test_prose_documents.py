import pytest
from hypothesis import given, settings
from PySide6.QtGui import QTextCursor, QTextDocument

from recruitment_app.forms.prose import Prose, Run, Source, Style, Table, plain_text
from recruitment_app.ui.prose_documents import (
    blocks_of,
    fill,
    follow,
    new_table,
    read,
    references_of,
)
from recruitment_app.ui.prose_formats import NOT_RECORDED, fitted, paragraph_of
from recruitment_app.ui.prose_selection import insert, read_selection
from tests.forms.proses import proses
from tests.ui.prose_editing import para, prose, table

MARGARET = Run("Margaret", fact="applicant_1.name")
KEEP = QTextCursor.MoveMode.KeepAnchor


def document(qapp, told) -> QTextDocument:  # noqa: ARG001 - a document needs the application
    made = QTextDocument()
    fill(made, told)
    return made


def at(made: QTextDocument, begins: int, ends: int | None = None) -> QTextCursor:
    cursor = QTextCursor(made)
    cursor.setPosition(begins)
    if ends is not None:
        cursor.setPosition(ends, KEEP)
    return cursor


@pytest.fixture(scope="module")
def page(qapp) -> QTextDocument:  # noqa: ARG001 - as above
    return QTextDocument()


@settings(deadline=None, max_examples=300)
@given(told=proses)
def test_a_prose_comes_back_from_a_document_as_it_went_in(page, told):
    fill(page, told)
    assert read(page) == fitted(told)


@settings(deadline=None, max_examples=100)
@given(told=proses)
def test_what_is_pasted_into_nothing_is_what_was_copied(page, told):
    fill(page, told)
    cursor = QTextCursor(page)
    cursor.select(QTextCursor.SelectionType.Document)
    copied = read_selection(cursor)
    assert plain_text(copied) == plain_text(fitted(told))
    fill(page, Prose())
    insert(QTextCursor(page), copied)
    assert read(page) == copied


@settings(deadline=None, max_examples=100)
@given(told=proses)
def test_a_paste_is_one_step_to_undo(page, told):
    before = prose("before", table(["a", "b"]), para("item", style=Style.BULLETED))
    fill(page, before)
    insert(at(page, 3), told)
    page.undo()
    assert read(page) == before
    assert not page.isUndoAvailable()


@pytest.mark.parametrize(
    "told",
    [
        prose(),
        prose(""),
        prose("", ""),
        prose(table(["a"])),
        prose("a", table(["b"]), table(["c"]), ""),
        prose(para(style=Style.BULLETED)),
        prose(para(MARGARET, MARGARET, Run("", fact="x"), Run("", fact="x"))),
    ],
)
def test_what_is_empty_stays_as_empty_as_it_was(qapp, told):
    assert read(document(qapp, told)) == told


def test_noncharacters_and_tables_of_nothing_are_not_held(qapp):
    told = prose("a\ufdd0b\uffff", Table(()), "c")
    assert read(document(qapp, told)) == prose("ab", "c")


def test_items_count_as_on_paper(qapp):
    kept = [
        para("one", style=Style.NUMBERED),
        para("within", style=Style.BULLETED, depth=1),
        para("two", style=Style.NUMBERED),
        para("between"),
        para("one again", style=Style.NUMBERED),
        table(["x"]),
        para("and again", style=Style.NUMBERED),
    ]
    made = document(qapp, prose(*kept))
    texts = {block.text(): block for block in blocks_of(made)}
    numbers = {
        text: block.textList().itemNumber(block) + 1
        for text, block in texts.items()
        if block.textList() is not None
    }
    assert numbers == {"one": 1, "within": 1, "two": 2, "one again": 1, "and again": 1}


def test_a_fact_of_which_nothing_is_recorded_is_seen_and_stays_empty(qapp):
    made = document(qapp, prose(para("born ", Run("", fact="born"))))
    assert made.begin().text() == f"born {NOT_RECORDED}"
    assert plain_text(read(made)) == "born "


def test_references_follow_the_record_and_the_words_around_them_stay(qapp):
    bold = Run("Margaret", bold=True, fact="applicant_1.name", source=Source.SEEN)
    made = document(qapp, prose(para("for \U0001f468 ", bold, "."), para(MARGARET)))
    assert follow(made, {"applicant_1.name": "Peggy \U0001f469"})
    assert plain_text(read(made)) == "for \U0001f468 Peggy \U0001f469.\nPeggy \U0001f469"
    kept = read(made).blocks[0].runs[1]
    assert (kept.bold, kept.source, kept.fact) == (True, Source.SEEN, "applicant_1.name")
    assert not follow(made, {"applicant_1.name": "Peggy \U0001f469"})


def test_words_typed_into_a_reference_are_never_lost(qapp):
    made = document(qapp, prose(para("for ", MARGARET)))
    at(made, 7).insertText("typed")
    assert plain_text(read(made)) == "for Martypedgaret"
    assert not follow(made, {"applicant_1.name": "Peggy"})


def test_each_reference_knows_where_it_stands(qapp):
    made = document(qapp, prose("first", para("\U0001f468 for ", MARGARET, MARGARET, "!")))
    assert references_of(made.begin().next()) == [(13, 21), (21, 29)]


def test_a_part_of_a_heading_is_copied_as_plain_words(qapp):
    made = document(qapp, prose(para("Her work", style=Style.HEADING_1), "begins", "ends"))
    assert read_selection(at(made, 4, 8)) == prose("work")
    assert read_selection(at(made, 4, 12)) == prose("work", "beg")


def test_a_table_pasted_into_a_cell_becomes_lines(qapp):
    made = document(qapp, prose(table(["", "z"])))
    insert(at(made, 1), prose("x", table(["a", "b"], ["c", "d"])))
    cell = tuple(map(para, ("x", "a\tb", "c\td")))
    assert read(made) == prose(Table(((cell, (para("z"),)),)))


def test_a_heading_pasted_into_a_sentence_leaves_the_rest_of_it_plain(qapp):
    made = document(qapp, prose("before after"))
    insert(at(made, 7), prose("one", para("Two", style=Style.HEADING_2)))
    assert read(made) == prose("before one", para("Two", style=Style.HEADING_2), "after")


def test_a_new_table_leaves_no_paragraph_that_nobody_wrote(qapp):
    made = document(qapp, prose())
    new_table(QTextCursor(made), 2, 2)
    assert read(made) == prose(table(["", ""], ["", ""]))
    paragraph = [paragraph_of(block) for block in blocks_of(made)]
    assert len(paragraph) == 4


def test_a_table_of_three_hundred_rows_and_one_of_twenty_columns_come_back(qapp):
    long = table(*([f"{row}", "x" * 500] for row in range(300)))
    wide = table(*([f"{row}.{column}" for column in range(20)] for row in range(20)))
    assert read(document(qapp, prose(long, wide))) == prose(long, wide)


def test_a_hundred_thousand_characters_in_one_paragraph_come_back(qapp):
    told = prose("what she said of her own childhood, at length, and of his; " * 1700)
    assert read(document(qapp, told)) == told
