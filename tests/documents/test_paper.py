import pytest

from recruitment_app.documents import house_style, paper, parts
from recruitment_app.documents.paper import Paper
from recruitment_app.documents.parts import ContentsLine

PLAIN = Paper(title="A paper AR-0001", agency="An agency", header="A paper", footer="AR-0001")


def lines(count):
    return [parts.words(f"Line {number} of many.") for number in range(count)]


def test_every_page_says_its_number_of_how_many(read_back):
    found = read_back(paper.render(PLAIN, lines(120)))
    pages = int(found.facts["Pages"])
    assert pages > 2
    for page in range(1, pages + 1):
        assert f"Page {page} of {pages}" in found.text


def test_header_footer_and_protective_marking_stand_on_every_page(read_back):
    found = read_back(paper.render(PLAIN, lines(60)))
    for page in found.text.split("--- page ---")[:-1]:
        assert "A paper OFFICIAL \u2013 SENSITIVE" in page
        assert "AR-0001 Page" in page


def test_no_font_is_named_that_is_not_embedded(read_back):
    story = [
        *parts.title("A title", "and its subtitle"),
        parts.fact_sheet([("Label", "Fact"), ("Other", "")]),
        parts.fact_grid(("One", "Two"), [("1", "2")], (0.5, 0.5)),
        parts.side_by_side(("First applicant",), [("Name", ["Ann"])]),
        parts.note("A note."),
        parts.key_groups(("7K3M", "0QW8")),
        parts.ruled_lines(("Sealed by",)),
    ]
    found = read_back(paper.render(PLAIN, story))
    assert len(found.fonts) == 4
    assert all(found.fonts.values()), found.fonts


def test_the_file_tells_its_title_and_language_and_shows_the_title(read_back):
    found = read_back(paper.render(PLAIN, lines(1)))
    with found.opened() as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        assert str(pdf.docinfo.Title) == "A paper AR-0001"
        assert str(pdf.docinfo.Author) == "An agency"
        left, bottom, right, top = (float(side) for side in pdf.pages[0].MediaBox)
        assert (left, bottom, round(right), round(top)) == (0, 0, 595, 842)


def test_the_same_contents_give_the_same_bytes():
    assert paper.render(PLAIN, lines(80)) == paper.render(PLAIN, lines(80))


def test_headings_are_bookmarks_and_the_contents_name_their_pages(read_back):
    story = [
        parts.contents(
            [ContentsLine("1", "Far away", "far"), ContentsLine("2", "Elsewhere", "", "Not")]
        ),
        *lines(100),
        *parts.part_heading("Last part", "last"),
        *parts.section_heading("1 Far away & wide", "far"),
        *lines(3),
    ]
    found = read_back(paper.render(PLAIN, story))
    assert found.outline == [(0, "Last part"), (1, "1 Far away & wide")]
    pages = found.text.split("--- page ---")
    place = next(at for at, page in enumerate(pages, 1) if "1 Far away & wide" in page)
    assert place > 2
    assert f"1 Far away {place}\n2 Elsewhere Not" in found.text


def test_a_watermark_lies_behind_the_words_of_every_page(read_back):
    marked = Paper("A paper", "An agency", "A paper", "foot", watermark="DRAFT")
    found = read_back(paper.render(marked, lines(60)))
    for page in found.text.split("--- page ---")[:-1]:
        assert page.strip().startswith("DRAFT")
    assert "DRAFT" not in read_back(paper.render(PLAIN, lines(60))).text


@pytest.mark.parametrize("length", [900, 4_000, 30_000])
def test_a_fact_longer_than_a_page_goes_on_to_the_next_and_loses_nothing(read_back, length):
    count = length // 10
    said = " ".join(f"word{number:05}" for number in range(count))
    story = [
        *lines(20),
        parts.fact_grid(("Who", "What"), [("Ann", said), ("Bob", "less")], (0.3, 0.7)),
    ]
    found = read_back(paper.render(PLAIN, story)).words
    for number in range(count):
        assert f"word{number:05}" in found


def test_a_word_longer_than_its_column_is_broken_and_does_not_stop_the_document(read_back):
    story = [parts.fact_grid(("Who", "What"), [("A" * 300, "B")], (0.3, 0.7))]
    found = read_back(paper.render(PLAIN, story))
    assert found.text.count("A") >= 300


def test_a_small_row_is_never_torn_between_two_pages(read_back):
    rows = [(str(number), f"begins{number} line\nends{number} line") for number in range(80)]
    story = [parts.fact_grid(("Number", "Two lines"), rows, (0.3, 0.7))]
    pages = read_back(paper.render(PLAIN, story)).text.split("--- page ---")
    for number in range(80):
        page = next(page for page in pages if f"begins{number} " in page)
        assert f"ends{number} " in page
        assert "Number Two lines" in page


@pytest.mark.parametrize("style", [house_style.PLAIN, house_style.NARRATIVE])
def test_at_least_two_lines_of_a_paragraph_stand_together_on_each_page(read_back, style):
    for lines_above in range(8):
        above = parts.gap(house_style.HEIGHT - (lines_above + 0.5) * style.leading)
        paragraph = parts.words("\n".join(f"line {number}" for number in range(5)), style)
        pages = read_back(paper.render(PLAIN, [above, paragraph])).text.split("--- page ---")
        assert all(page.count("line ") != 1 for page in pages)
        assert sum(page.count("line ") for page in pages) == 5


def test_what_cannot_be_laid_is_named_in_no_exception():
    told = parts.words("Ann Carter"), parts.fact_grid(("Who",), [("Ann Carter",)], (1.0,))
    for flowable in told:
        flowable.wrap(400, 400)
        assert "Carter" not in f"{flowable!r} {flowable.identity()} {flowable.identity(30)}"


def test_a_heading_with_signs_that_cannot_be_printed_stops_nothing(read_back):
    odd = "Ann\x00 \ud800 \U0001f600 محمد\n(née Ó Briain)"
    paper_named_oddly = Paper(title=odd, agency=odd, header=odd, footer=odd)
    found = read_back(paper.render(paper_named_oddly, parts.title(odd, odd)))
    assert found.outline == [(0, "Ann \U0001f600 محمد (née Ó Briain)")]
    assert found.text.count("(née Ó Briain)") >= 4
    assert all(found.fonts.values())


def test_styles_name_only_faces_of_the_house():
    for style in vars(house_style).values():
        if hasattr(style, "fontName"):
            assert style.fontName.startswith(("Inter", "NotoSerif"))
            assert style.bulletFontName == style.fontName
