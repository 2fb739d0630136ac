from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.forms.prose import (
    Paragraph,
    Prose,
    Run,
    Style,
    Table,
    cleaned,
    paragraphs,
    plain_text,
)
from recruitment_app.forms.prose_html import to_html
from recruitment_app.forms.prose_pasted import from_html, from_text
from tests.forms.proses import proses

SAMPLES = Path(__file__).parent / "pasted"
B, N = Style.BULLETED, Style.NUMBERED


def sample(name) -> Prose:
    return from_html((SAMPLES / name).read_text(encoding="utf-8"))


def bare(prose) -> list:
    """Return what is easily read of a prose: style, depth and text of each paragraph, or rows."""
    told = []
    for block in prose.blocks:
        if isinstance(block, Table):
            rows = [["|".join(each.text for each in cell) for cell in row] for row in block.rows]
            told.append(("table", block.has_heading, rows))
        elif block.style in {B, N}:
            told.append((block.style, block.depth, block.text))
        else:
            told.append((block.style, block.text))
    return told


def test_what_word_puts_on_the_clipboard_is_cleaned():
    told = sample("word.html")
    assert bare(told) == [
        (Style.HEADING_1, "Childhood"),
        (
            Style.PLAIN,
            "She grew up in Grays, with two brothers; see “the letter”. Then she moved.",
        ),
        (B, 0, "Warm with children"),
        (B, 1, "seen at the nursery"),
        (B, 0, "Steady at work"),
        (N, 0, "First visit"),
        (N, 0, "Second visit"),
        (Style.PLAIN, "He was often there."),
        (
            "table",
            True,
            [["When", "What"], ["3 June", "Home visit|alone"], ["", "Office visit"]],
        ),
    ]
    setting = {run.text: (run.bold, run.italic) for run in told.blocks[1].runs}
    assert setting["Grays"] == (True, False)
    assert setting["two brothers"] == (False, True)
    assert not any(run.bold for run in told.blocks[-1].rows[0][0][0].runs)


def test_bullets_and_numbers_that_word_only_typed_become_items():
    assert bare(sample("word_typed_bullets.html")) == [
        (B, 0, "Kind to her sister"),
        (B, 1, "when she was ill"),
        (B, 0, "Patient"),
        (Style.PLAIN, "Between."),
        (N, 0, "Reads daily"),
        (N, 1, "aloud"),
        (N, 1, "to himself"),
        (N, 0, "Sings"),
    ]
    assert [run.bold for run in sample("word_typed_bullets.html").blocks[4].runs] == [False, True]


def test_what_outlook_puts_on_the_clipboard_is_cleaned():
    assert bare(sample("outlook.html")) == [
        (Style.PLAIN, "Dear Ann,"),
        (B, 0, "She rang on Monday"),
        (B, 1, "and again at five"),
        (B, 0, "He wrote"),
        (N, 0, "See them"),
        (N, 0, "Write it up"),
        (Style.PLAIN, "Kind regards\nJo & team"),
        (Style.PLAIN, "From: Jo <jo@example.org>"),
    ]


def test_what_libreoffice_puts_on_the_clipboard_is_cleaned():
    assert bare(sample("libreoffice.html")) == [
        (Style.HEADING_2, "Her work"),
        (Style.PLAIN, "She has worked as a nurse since 2003."),
        (B, 0, "nights"),
        (B, 0, "days"),
        (B, 1, "at weekends"),
        (N, 0, "one"),
        (N, 0, "two\nand more of two"),
        ("table", True, [["Year", "Place"], ["2003", ""]]),
        (Style.PLAIN, "1"),
    ]


def test_what_word_on_the_web_puts_on_the_clipboard_is_cleaned():
    told = sample("word_online.html")
    assert bare(told) == [
        (Style.PLAIN, "Strengths"),
        (B, 0, "Calm"),
        (B, 1, "under strain"),
    ]
    assert told.blocks[0].runs == (Run("Strengths", bold=True),)


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.html")))
def test_no_address_of_a_file_or_picture_is_taken_over(name):
    text = plain_text(sample(name))
    assert "file:" not in text
    assert "image" not in text
    assert "mso" not in text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("one\n\ntwo\r\nthree", [(Style.PLAIN, each) for each in ("one", "two", "three")]),
        ("\u2022 calm\n\u2022\tkind", [(B, 0, "calm"), (B, 0, "kind")]),
        ("\u00b7    calm", [(B, 0, "calm")]),
        ("- calm\n- kind", [(B, 0, "calm"), (B, 0, "kind")]),
        ("1. see\n2. write\n3. sign", [(N, 0, "see"), (N, 0, "write"), (N, 0, "sign")]),
        ("(a) see\n(b) write", [(N, 0, "see"), (N, 0, "write")]),
        ("i. see\nii. write\niii. sign", [(N, 0, "see"), (N, 0, "write"), (N, 0, "sign")]),
    ],
)
def test_typed_lists_in_plain_text_become_real(typed, told):
    assert bare(from_text(typed)) == told


@pytest.mark.parametrize(
    "typed",
    [
        "1. alone",
        "3. third\n4. fourth",
        "2014. That year",
        "- a dash alone",
        "o dear",
        "a. m. only",
        "-5 degrees",
        "\u00b7",
    ],
)
def test_what_only_looks_like_an_item_stays_as_it_was_typed(typed):
    assert plain_text(from_text(typed)) == typed
    assert {each.style for each in paragraphs(from_text(typed))} == {Style.PLAIN}


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<b style='font-weight:normal'><span>Not bold</span></b>", (False, "Not bold")),
        ("<p style='font-weight:700'>Bold</p>", (True, "Bold")),
        ("<p>&lt;b&gt; &amp; &#8217;</p>", (False, "<b> & \u2019")),
        ("<script>alert('x')</script>words", (False, "words")),
        ("<p style='display:none'>gone</p><p>there", (False, "there")),
    ],
)
def test_settings_and_mark_up_are_read_for_what_they_mean(html, told):
    run = next(iter(paragraphs(from_html(html)))).runs[0]
    assert (run.bold, run.text) == told


def test_cells_that_span_others_leave_empty_ones_and_tables_within_tables_become_lines():
    told = from_html(
        "<table><tr><td colspan=2>a</td><td>b</td></tr>"
        "<tr><td><table><tr><td>c</td><td>d</td></tr></table></td><td>e</td><td>f</td></tr></table>"
    )
    assert bare(told) == [("table", False, [["a", "", "b"], ["c|d", "e", "f"]])]


def test_a_span_of_millions_makes_no_table_of_millions():
    told = from_html("<table><tr><td colspan=99999999 rowspan=99999999>a</td></tr></table>")
    assert len(told.blocks[0].rows[0]) == 100


@given(proses)
def test_what_is_copied_out_as_html_comes_back_with_every_word(told):
    letters = [each for each in plain_text(cleaned(told)) if each.isalnum()]
    back = [each for each in plain_text(from_html(to_html(cleaned(told)))) if each.isalnum()]
    assert back == letters


def test_what_is_copied_out_keeps_headings_lists_tables_and_settings_and_nothing_else():
    told = Prose(
        (
            Paragraph((Run("Home"),), Style.HEADING_2),
            Paragraph((Run("a "), Run("<b>", bold=True, italic=True, fact="secret.name"))),
            Paragraph((Run("one"),), N),
            Paragraph((Run("in"),), B, 1),
            Paragraph((Run("two"),), N),
            Table((((Paragraph((Run("x"),)),), (Paragraph((Run("y"),)),)),)),
        )
    )
    assert to_html(told) == (
        "<html><body><h2>Home</h2><p>a <b><i>&lt;b&gt;</i></b></p>"
        "<ol><li>one</li><ul><li>in</li></ul><li>two</li></ol>"
        "<table><tr><th>x</th><th>y</th></tr></table></body></html>"
    )
    assert bare(from_html(to_html(told))) == bare(told)


TAGS = ("<p>", "</p>", "<li>", "<ul>", "</ul>", "<table>", "<tr>", "<td>", "</td>", "</table>")
ODD = ("<!--", "-->", "<![if x]>", "<", "&", "<p style='mso-list:l0 level9 lfo1'>", "<b", '"')


@given(st.lists(st.sampled_from((*TAGS, *ODD, "words ", "\u00b7   ", "\ud83d", "\x00"))))
def test_no_html_is_too_broken_to_be_read(pieces):
    told = from_html("".join(pieces))
    assert cleaned(told) == told
