import string
import unicodedata
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment_app.documents import paper, parts, prose_setting
from recruitment_app.documents.paper import Paper
from recruitment_app.forms.prose import Paragraph, Prose, Run, Style, Table, cleaned, of_text
from tests.documents.reading_aloud import read_aloud

ASCII = frozenset(string.ascii_letters + string.digits)
PLAIN = Paper("A paper", "An agency", "A paper", "A foot", watermark="DRAFT")


def one(text, style=Style.PLAIN, depth=0):
    return Paragraph((Run(text),), style, depth)


def bullet(text, depth=0):
    return one(text, Style.BULLETED, depth)


def numbered(text, depth=0):
    return one(text, Style.NUMBERED, depth)


def table(*rows, has_heading=True):
    return Table(tuple(tuple((one(text),) for text in row) for row in rows), has_heading)


@pytest.fixture
def heard(read_back):
    """Set some blocks, print them and read them aloud."""

    def read(*blocks, before=()):
        story = [*before, *prose_setting.flowables(Prose(blocks))]
        with read_back(paper.render(PLAIN, story)).opened() as pdf:
            return read_aloud(pdf)

    return read


def test_bold_and_italic_are_faces_of_the_narrative(read_back):
    runs = (Run("plain "), Run("bold ", bold=True), Run("slanted ", italic=True))
    both = Run("both", bold=True, italic=True)
    story = prose_setting.flowables(Prose((Paragraph((*runs, both)),)))
    found = read_back(paper.render(PLAIN, story))
    assert "plain bold slanted both" in found.text
    for face in ("NotoSerif-Regular", "NotoSerif-Bold", "NotoSerif-Italic", "NotoSerif-BoldItalic"):
        assert any(font.endswith(f"+{face}") for font in found.fonts), face


def test_headings_stand_beneath_that_of_their_section(heard):
    tree = heard(
        one("First", Style.HEADING_1),
        one("Words."),
        one("Second", Style.HEADING_2),
        one("Third", Style.HEADING_3),
        one("Fourth", Style.HEADING_1),
        before=[*parts.title("Title", "beneath"), *parts.section_heading("Section", "section")],
    )
    assert [(kid.role, kid.text) for kid in tree.kids] == [
        ("H1", "Title"),
        ("P", "beneath"),
        ("H2", "Section"),
        ("H3", "First"),
        ("P", "Words."),
        ("H4", "Second"),
        ("H5", "Third"),
        ("H3", "Fourth"),
    ]


def test_items_are_lists_with_labels_and_a_list_within_an_item_stands_in_it(heard):
    tree = heard(
        numbered("first"),
        bullet("inner", 1),
        bullet("other inner", 1),
        numbered("second"),
        one("Between."),
        numbered("anew"),
        bullet("a bullet after a number"),
    )
    item = ["LI", "Lbl", "LBody"]
    assert tree.outline == [
        "Document",
        ["L", ["LI", "Lbl", ["LBody", ["L", item, item]]], item],
        "P",
        ["L", item],
        ["L", item],
    ]
    assert [label.text for label in tree.all("Lbl")] == [
        "1.",
        "\u2013",
        "\u2013",
        "2.",
        "1.",
        "\u2022",
    ]
    assert tree.text == (
        "1. first \u2013 inner \u2013 other inner 2. second Between. 1. anew \u2022 "
        "a bullet after a number"
    )


def test_an_item_that_goes_on_on_the_next_page_is_one_item_with_one_label(heard):
    said = " ".join(f"word{number}" for number in range(2_000))
    tree = heard(bullet("before"), bullet(said), bullet("after"))
    assert [item.kids[1].text for item in tree.all("LI")] == ["before", said, "after"]
    assert len(tree.all("Lbl")) == 3


def test_a_table_has_its_headings_and_every_cell_even_a_blank_one(heard):
    tree = heard(table(("Who", "What"), ("Ann", ""), ("Bob", "spoke")))
    assert [[(cell.role, cell.text) for cell in row.kids] for row in tree.all("TR")] == [
        [("TH", "Who"), ("TH", "What")],
        [("TD", "Ann"), ("TD", "")],
        [("TD", "Bob"), ("TD", "spoke")],
    ]
    assert heard(table(("Ann", "spoke"), has_heading=False)).all("TH") == []


def test_paragraphs_and_lists_stand_within_a_cell(heard):
    cell = (one("First."), one("Second."), bullet("point"), numbered("counted"))
    tree = heard(Table((((one("Ann"),), cell),), has_heading=False))
    assert tree.all("TD")[1].outline == [
        "TD",
        "P",
        "P",
        ["L", ["LI", "Lbl", "LBody"]],
        ["L", ["LI", "Lbl", "LBody"]],
    ]


def test_blank_paragraphs_and_tables_of_nothing_leave_no_trace(heard):
    tree = heard(one(""), one("  "), Table(()), Table(((),)), bullet(""), one("Words."))
    assert tree.outline == ["Document", "P"]
    assert prose_setting.flowables(Prose()) == []


@pytest.mark.parametrize(
    "blocks",
    [
        (one("x" * 100_000),),
        (one("word " * 20_000),),
        (one("a line\n" * 5_000),),
        (table(("Who", "What"), *((f"Person {row}", "said so") for row in range(300))),),
        (table(*((f"r{row} c{column}" for column in range(20)) for row in range(30))),),
        (table(*(("unbreakable" * 46,) * 20 for row in range(4))),),
        (table(("a heading as long as pages " * 700, "What"), ("Ann", "spoke"), ("Bob", "too")),),
        (table(("Who", "What"), ("Ann", "said at length " * 4_000)),),
        (table(*(("x",) * 60 for row in range(4))),),
        tuple(bullet("deep", depth) for depth in range(9)),
        (bullet("y" * 5_000, 8), numbered("z " * 9_000)),
        (
            one(
                "<b>&amp; \u202eabc \U0001f600 \x00\x07\ud800 שלום محمد नमस्ते 王 e\u0301\u0302\ufffe"
            ),
        ),
        (one("heading " * 3_000, Style.HEADING_2), one("Words.")),
        tuple(one(f"Heading {number}", Style.HEADING_1) for number in range(90)),
        (table(("Who",), *(("line\n" * count,) for count in range(50, 62))),),
    ],
    ids=[
        "a word of 100,000 letters",
        "100,000 characters",
        "lines",
        "300 rows",
        "20 columns",
        "20 columns of unbreakable words",
        "a heading of a table longer than a page",
        "a cell longer than many pages",
        "60 columns",
        "deep lists",
        "long items",
        "odd signs",
        "a heading longer than a page",
        "headings only",
        "rows about as long as a page",
    ],
)
def test_the_paper_is_built_whatever_is_written_and_nothing_is_lost(heard, blocks):
    analysis = prose_setting.boxed("Analysis", Prose(blocks))
    told = Counter(heard(*blocks, before=[analysis]).text)
    written = unicodedata.normalize("NFC", " ".join(map(paragraph_text, blocks)))
    for letter, count in Counter(written).items():
        assert letter not in ASCII or told[letter] >= 2 * count


def paragraph_text(block):
    if isinstance(block, Paragraph):
        return block.text
    return " ".join(each.text for row in block.rows for cell in row for each in cell)


KINDS = st.sampled_from(Style)
RUNS = st.builds(Run, st.text(max_size=200), st.booleans(), st.booleans())
PARAGRAPHS = st.builds(
    Paragraph, st.lists(RUNS, max_size=4).map(tuple), KINDS, st.integers(min_value=0, max_value=8)
)
CELLS = st.lists(PARAGRAPHS, max_size=2).map(tuple)
TABLES = st.builds(
    Table,
    st.lists(st.lists(CELLS, max_size=4).map(tuple), max_size=4).map(tuple),
    st.booleans(),
)


@given(st.lists(PARAGRAPHS | TABLES, max_size=12).map(lambda blocks: Prose(tuple(blocks))))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_prose_is_set_and_tagged(heard, prose):
    heard(*prose.blocks)
    heard(*cleaned(prose).blocks, before=[prose_setting.boxed("Analysis", prose)])


def test_an_analysis_stands_in_a_box_over_as_many_pages_as_it_takes(read_back):
    said = " ".join(f"word{number}" for number in range(3_000))
    rows = [("Who", "What"), *((f"Person {row}", "said so") for row in range(80))]
    written = Prose((one("First."), one(said), bullet("point"), table(*rows), one("Last.")))
    printed = read_back(paper.render(PLAIN, [prose_setting.boxed("Analysis", written)]))
    with printed.opened() as pdf:
        tree = read_aloud(pdf)
        assert len(pdf.pages) > 5
    assert [kid.role for kid in tree.kids] == ["H1", "P", "P", "L", "Table", "P"]
    assert tree.kids[2].text == said
    assert len(tree.all("TR")) == 81


def test_a_heading_in_a_box_is_not_left_behind_at_the_foot_of_a_page(read_back):
    filled = [parts.words("A line.") for _ in range(36)]
    for more in range(6):
        analysis = prose_setting.boxed("Analysis", Prose((one("One."), one("Two."))))
        story = [*filled, *(parts.gap(9) for _ in range(more)), analysis]
        pages = read_back(paper.render(PLAIN, story)).text.split("--- page ---")
        page = next(page for page in pages if "Analysis" in page)
        assert "Analysis\nOne." in page


def test_plain_text_of_many_lines_becomes_paragraphs(heard):
    assert heard(*of_text("One.\nTwo.").blocks).outline == ["Document", "P", "P"]
