import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument

from recruitment_app.forms.prose import Run, Source, Style, plain_text, words
from recruitment_app.ui import prose_acts
from recruitment_app.ui.prose_documents import fill, read
from recruitment_app.ui.prose_reading import ProseReading
from recruitment_app.ui.prose_selection import insert
from tests.forms.proses import proses
from tests.ui.prose_editing import KEEP, MARGARET, REFERRED, para, prose

ACTS = {
    "type": lambda cursor: cursor.insertText("typed \U0001f468"),
    "break": lambda cursor: cursor.insertBlock(),
    "rub": lambda cursor: cursor.removeSelectedText(),
    "back": lambda cursor: cursor.deletePreviousChar(),
    "list": lambda cursor: prose_acts.give_style(cursor, Style.NUMBERED),
    "heading": lambda cursor: prose_acts.give_style(cursor, Style.HEADING_1),
    "in": lambda cursor: prose_acts.indent(cursor, 1),
    "bold": lambda cursor: cursor.mergeCharFormat(prose_acts.bold_or_not(cursor.charFormat())),
    "source": lambda cursor: prose_acts.mark_source(cursor, Source.SEEN),
    "table": lambda cursor: prose_acts.put_table(cursor, 2),
    "row": lambda cursor: prose_acts.add_row(cursor, below=True),
    "column": lambda cursor: prose_acts.add_column(cursor, right=False),
    "no row": prose_acts.remove_rows,
    "no table": prose_acts.remove_table,
    "heads": prose_acts.turn_heading,
    "paste": lambda cursor: insert(cursor, prose("one", para("two", style=Style.BULLETED), "x")),
    "undo": lambda cursor: cursor.document().undo(),
    "redo": lambda cursor: cursor.document().redo(),
}
STEPS = st.tuples(st.sampled_from(sorted(ACTS)), st.floats(0, 1), st.floats(0, 1))


@pytest.fixture(scope="module")
def page(qapp) -> QTextDocument:  # noqa: ARG001 - a document needs the application
    return QTextDocument()


@settings(deadline=None, max_examples=150)
@given(told=proses, steps=st.lists(STEPS, max_size=8))
def test_what_is_remembered_is_what_is_there_whatever_is_done(page, told, steps):
    owner = QObject()
    fill(page, told)
    reading = ProseReading(page, owner)
    for name, one, other in steps:
        cursor = QTextCursor(page)
        last = page.characterCount() - 1
        cursor.setPosition(int(one * last))
        cursor.setPosition(int(other * last), KEEP)
        ACTS[name](cursor)
        assert reading.prose() == read(page), name
        assert reading.words() == words(read(page)), name


def test_references_are_told_as_the_record_says(page):
    owner = QObject()
    fill(page, prose(para("for ", REFERRED, Run("", fact="born"))))
    reading = ProseReading(page, owner)
    assert plain_text(reading.prose()) == "for Margaret"
    reading.follow({MARGARET.name: "Peggy", "born": "3 June 1975"})
    assert plain_text(reading.prose()) == "for Peggy3 June 1975"
