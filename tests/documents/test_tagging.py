"""What a screen reader finds in every paper of the house."""

import itertools
import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment_app.documents import (
    event_papers,
    house_style,
    import_report,
    paper,
    parts,
    recovery_key,
    recruitment_progress,
    written_form,
)
from recruitment_app.documents.import_report import ImportReport
from recruitment_app.documents.paper import Paper
from recruitment_app.documents.parts import ContentsLine
from tests.documents.reading_aloud import read_aloud
from tests.documents.report_sample import EVERY_EDITION
from tests.documents.test_event_papers import LIST, SHEET
from tests.documents.test_recovery_key import KEY
from tests.documents.test_recruitment_progress import REPORT

PLAIN = Paper("A paper", "An agency", "A paper", "A foot", watermark="DRAFT")
IMPORTED = ImportReport(
    agency="Northmere Council",
    number=3,
    brought_in=(("Kind", "Table"), ("By", "A worker")),
    printed_on=date(2014, 11, 14),
    printed_by_role="Manager",
    new=tuple((str(row), f"AR-{row:04}", f"Household {row}", "") for row in range(2, 150)),
    columns=(("Surname", "Family name"),),
)
EVERY_PAPER = {
    "recruitment progress": lambda: recruitment_progress.render(REPORT),
    "recovery key": lambda: recovery_key.render(KEY),
    "sign-in sheet": lambda: event_papers.render_sheet(SHEET),
    "list of an event": lambda: event_papers.render_list(LIST),
    "import report": lambda: import_report.render(IMPORTED),
    **{name: lambda held=held: written_form.render(held) for name, held in EVERY_EDITION.items()},
}


@pytest.fixture
def heard(read_back):
    """Print a story and read it aloud."""

    def read(story, of=PLAIN):
        with read_back(paper.render(of, story)).opened() as pdf:
            return read_aloud(pdf)

    return read


@pytest.fixture(params=EVERY_PAPER)
def every_paper(request, read_back):
    return read_back(EVERY_PAPER[request.param]())


def test_every_paper_is_tagged_with_nothing_left_out(every_paper):
    with every_paper.opened() as pdf:
        tree = read_aloud(pdf)
    assert tree.kids[0].role == "H1"
    ranks = [int(kid.role[1]) for kid in tree.kids if re.fullmatch("H[1-6]", kid.role)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(ranks))
    for table in tree.all("Table"):
        widths = {len(row.kids) for row in table.all("TR")}
        assert len(widths) == 1
        assert all(heading.facts["Scope"] in {"/Row", "/Column"} for heading in table.all("TH"))
        assert table.all("TH")
    assert all(figure.facts["Alt"] and figure.facts["BBox"] for figure in tree.all("Figure"))


def test_every_paper_says_its_title_and_language_to_whoever_opens_it(every_paper):
    with every_paper.opened() as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        told = pdf.open_metadata()
        assert told["dc:title"] == str(pdf.docinfo.Title)
        assert told["dc:language"] == {"en-GB"}
        assert told.get("pdfuaid:part") is None  # claimed only once a validator has said so
        assert "/CreationDate" not in pdf.docinfo


def test_other_readers_find_the_tree(every_paper):
    assert every_paper.facts["Tagged"] == "yes"
    told = every_paper._told_by("pdfinfo", "-struct-text", str(every_paper.path))
    assert told.startswith("Document\n  H1")


def test_every_file_is_sound(every_paper):
    with every_paper.opened() as pdf:
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_equal_contents_are_equal_bytes(name):
    assert EVERY_PAPER[name]() == EVERY_PAPER[name]()


def test_a_paragraph_that_goes_on_on_the_next_page_is_one(heard):
    said = [f"{number} of many words" for number in range(3_000)]
    tree = heard([parts.words(" ".join(said), house_style.NARRATIVE)])
    assert [kid.role for kid in tree.kids] == ["P"]
    assert tree.text == " ".join(said)


def test_a_heading_longer_than_a_page_is_one_heading_and_one_bookmark(read_back):
    long = " ".join(f"word{number}" for number in range(2_000))
    printed = read_back(paper.render(PLAIN, parts.section_heading(long, "long")))
    assert len(printed.outline) == 1
    with printed.opened() as pdf:
        assert read_aloud(pdf).outline == ["Document", "H1"]


def test_a_table_that_goes_on_is_one_and_its_headings_are_read_once(heard, read_back):
    rows = [(str(number), f"What happened on day {number}") for number in range(300)]
    story = [parts.fact_grid(("Day", "What"), rows, (0.2, 0.8))]
    tree = heard(story)
    (table,) = tree.kids
    assert table.outline[:2] == ["Table", ["THead", ["TR", "TH", "TH"]]]
    assert [[cell.text for cell in row.kids] for row in table.kids[1].kids] == [
        list(row) for row in rows
    ]
    printed = read_back(paper.render(PLAIN, [parts.fact_grid(("Day", "What"), rows, (0.2, 0.8))]))
    assert printed.text.count("Day What") == int(printed.facts["Pages"])


def test_a_row_torn_between_pages_is_one_row(heard):
    said = " ".join(f"word{number}" for number in range(2_000))
    tree = heard([parts.fact_grid(("Who", "What"), [("Ann", said), ("Bob", "less")], (0.3, 0.7))])
    told = [[cell.text for cell in row.kids] for row in tree.all("TBody")[0].kids]
    assert told == [["Ann", said], ["Bob", "less"]]


def test_headings_of_rows_and_columns_say_which_they_are(heard):
    rows = [("Name", ["Ann", "Bob"]), ("Born", ["1979", ""])]
    tree = heard([parts.side_by_side(("First applicant", "Second applicant"), rows)])
    assert [
        [(cell.role, cell.facts.get("Scope"), cell.text) for cell in row.kids]
        for row in tree.all("TR")
    ] == [
        [
            ("TD", None, ""),
            ("TH", "/Column", "First applicant"),
            ("TH", "/Column", "Second applicant"),
        ],
        [("TH", "/Row", "Name"), ("TD", None, "Ann"), ("TD", None, "Bob")],
        [("TH", "/Row", "Born"), ("TD", None, "1979"), ("TD", None, "Not recorded")],
    ]


def test_each_line_of_the_contents_is_a_link_to_its_place(read_back):
    story = [
        *parts.heading("Contents"),
        parts.contents(
            [
                ContentsLine("", "Part A", "a"),
                ContentsLine("1", "Far away", "far"),
                ContentsLine("2", "Elsewhere", "", "Not yet written"),
                ContentsLine("3", "Nowhere", "nowhere"),
            ]
        ),
        *(parts.words("A line.") for _ in range(80)),
        *parts.part_heading("Part A", "a"),
        *parts.section_heading("1 Far away", "far"),
    ]
    with read_back(paper.render(PLAIN, story)).opened() as pdf:
        entries = read_aloud(pdf).all("TOCI")
        assert [entry.text for entry in entries] == [
            "Part A 3",
            "1 Far away 3",
            "2 Elsewhere Not yet written",
            "3 Nowhere",
        ]
        assert [len(entry.all("Link")) for entry in entries] == [1, 1, 0, 0]
        area = entries[1].kids[0].facts["leads to"]
        assert str(area.Contents) == "1 Far away"
        assert area.Dest[0].objgen == pdf.pages[2].obj.objgen


def test_a_chart_is_told_in_words_and_its_place_on_the_page_is_known(read_back):
    with read_back(recruitment_progress.render(REPORT)).opened() as pdf:
        (figure,) = read_aloud(pdf).all("Figure")
    assert figure.facts["Alt"].startswith("Cumulative approvals by month in 2014-15.")
    left, bottom, right, top = (float(side) for side in figure.facts["BBox"])
    assert (round(left), round(right)) == (48, 547)
    assert 60 < bottom < top < 800


def test_headers_footers_and_watermark_are_not_read(heard):
    assert heard([parts.words("The only words.")]).text == "The only words."


def test_what_is_turned_round_or_cannot_be_drawn_is_told_as_it_was_typed(heard):
    tree = heard(
        [
            parts.words("Sara שרה"),
            parts.words("a smile \U0001f600"),
            parts.fact_grid(("Name", "Plain"), [("محمد", "Ann")], (0.5, 0.5)),
        ]
    )
    assert [kid.facts.get("ActualText") for kid in tree.kids[:2]] == [
        "Sara שרה",
        "a smile \U0001f600",
    ]
    assert [cell.facts.get("ActualText") for cell in tree.all("TD")] == ["محمد", None]


@given(
    st.lists(st.text(max_size=400), min_size=1, max_size=12),
    st.integers(min_value=1, max_value=6),
)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_typed_the_paper_is_built_and_whole(heard, texts, columns):
    rows = [texts[:columns] + [""] * (columns - len(texts[:columns])) for _ in range(40)]
    grid = parts.fact_grid(rows[0], rows[1:], [1 / columns] * columns)
    tree = heard([*parts.title(texts[0], texts[-1]), *map(parts.words, texts), grid])
    assert len(tree.all("TR")) == 40
