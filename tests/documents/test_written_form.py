from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from recruitment_app.documents import written_form
from recruitment_app.documents.report_contents import (
    Addition,
    Facts,
    Photograph,
    PrintedColumn,
    Rows,
    SectionState,
    Signature,
    Stamp,
    Told,
    Written,
)
from recruitment_app.drawings.family_tree import family_tree
from recruitment_app.forms.definition import Box, ColumnKind, Kind
from recruitment_app.forms.prose import Paragraph, Prose, Run, Style, Table, of_text
from tests.documents.reading_aloud import read_aloud
from tests.documents.report_sample import (
    ADDENDUM,
    APPLICANTS_COPY,
    CONTENTS,
    EVERY_EDITION,
    PLAN,
    PROFILE,
    a_photograph,
    said,
    section,
)
from tests.drawings.families import COUPLE

NAMES = (
    "Grażyna Brzęczyszczykiewicz-Świątek",
    "Olúwáṣeun Adébáyọ̀ Ọ̀ṣọ́",
    "محمد عبد الله",
    "अमृता श्रीवास्तव",
    "王小明",
    "<b>Ann</b> & Co",
)


@pytest.fixture
def printed(read_back):
    return lambda contents: read_back(written_form.render(contents))


def of_one(told, key="b.1", kind=Kind.NARRATIVE):
    """Return a report of one section."""
    return replace(CONTENTS, sections=(section(key, "B1", "Reasons", told, kind=kind),))


def test_the_report_is_as_it_was_read_and_kept(printed, compare):
    compare("written_form", printed(CONTENTS))


def test_the_front_sheet_says_whose_it_is_which_copy_and_what_is_not_recorded(printed):
    front = printed(CONTENTS).text.split("--- page ---")[0]
    assert "Dhillon and Carter" in front
    assert "reference AR-0098 · draft 2 of 9 November 2014" in front
    assert "Registration accepted 6 May 2014" in front
    assert "Panel Not recorded" in front
    assert "Edition Panel copy" in front
    assert "The author is a registered social worker" in front
    assert "Born 4 February 1979, Leicester October 1981, Basildon" in front
    assert "Ethnic background Indian Not recorded" in front
    assert "Yes One or two children\nTwo to five years old" in front
    assert "They are recommended as suitable to adopt." in front


def test_the_contents_lead_to_what_is_there_and_say_what_is_missing(printed):
    found = printed(CONTENTS)
    assert "A1 Cover 1" in found.text
    assert "A2 Recommendation at a glance 1" in found.text
    assert "A3 In our own words Not yet written" in found.text
    assert "D8 General practitioner Not recorded" in found.text
    with found.opened() as pdf:
        linked = {
            entry.text.split()[0] for entry in read_aloud(pdf).all("TOCI") if entry.all("Link")
        }
    assert {"A1", "A2", "A4", "B10", "C6", "C8", "D9", "D17"} <= linked
    assert not {"A3", "D8"} & linked


def test_the_contents_name_the_pages_on_which_the_sections_stand(printed):
    found = printed(CONTENTS)
    pages = found.text.split("--- page ---")
    for heading in ("B2 Childhood and being parented", "D9 Chronology", "C8 Signatures"):
        page = next(at for at, text in enumerate(pages, 1) if f"\n{heading}\n" in f"\n{text}")
        assert f"\n{heading} {page}\n" in found.text or page == 2


def test_bookmarks_lead_to_the_front_the_parts_and_the_sections(printed):
    assert printed(CONTENTS).outline == [
        (0, "Dhillon and Carter"),
        (1, "Recommendation"),
        (0, "Part A: Front"),
        (1, "A4 Family tree"),
        (0, "Part B: Assessment"),
        (1, "B2 Childhood and being parented"),
        (1, "B10 Others at home"),
        (0, "Part C: Weighing up"),
        (1, "C6 Manager\u2019s comment"),
        (1, "C8 Signatures"),
        (0, "Part D: Facts"),
        (1, "D9 Chronology"),
        (1, "D17 Where each statutory item stands"),
    ]


def test_evidence_is_told_plainly_and_its_analysis_in_a_box_with_a_title(printed):
    found = printed(CONTENTS)
    assert "They met in 2006 at a running club. Both" in found.words
    assert "\nAnalysis\nNaming a quarrel" in found.text
    alone = of_one(Told(written=(Written(Box.ANALYSIS, of_text("What speaks against it.")),)))
    assert "Analysis" not in printed(alone).text


def test_each_person_is_named_over_what_is_told_of_them(printed):
    text = printed(CONTENTS).text
    assert "\nAmrit Kaur Dhillon\nThey met" in text
    assert "\nMichael Carter\nNot yet written.\n" in text


def test_a_section_that_does_not_apply_gives_the_reason(printed):
    assert "Not applicable: Nobody else lives there or visits regularly." in (
        printed(CONTENTS).words
    )


def test_a_table_is_headed_again_on_every_page_and_its_figures_stand_level(printed):
    columns = (
        PrintedColumn("what", "What"),
        PrintedColumn("monthly", "A month", ColumnKind.MONEY),
    )
    rows = tuple((f"Line {number}", f"£{number}") for number in range(300))
    found = printed(of_one(Told(tables=(Rows(columns, rows),)), kind=Kind.TABLE))
    pages = found.text.split("--- page ---")
    assert all("What A month" in page for page in pages if "Line " in page)
    with found.opened() as pdf:
        (table,) = [each for each in read_aloud(pdf).all("Table") if "Line 299" in each.text]
    assert len(table.all("TR")) == 301


def test_an_empty_cell_is_a_dash_and_an_empty_table_says_so(printed):
    columns = (PrintedColumn("what", "What"), PrintedColumn("who", "Who"))
    told = Told(tables=(Rows(columns, (("A pond", ""),)), Rows(columns)))
    text = printed(of_one(told, kind=Kind.TABLE)).text
    assert "A pond \u2013" in text
    assert "Nothing is recorded." in text


def test_a_table_of_twenty_columns_is_set_small_and_whole(printed):
    columns = tuple(PrintedColumn(f"c{at}", f"C{at}") for at in range(20))
    rows = tuple(tuple(f"r{row}c{at}" for at in range(20)) for row in range(30))
    words = printed(of_one(Told(tables=(Rows(columns, rows),)), kind=Kind.TABLE)).text
    letters = "".join(words.split())
    assert all(f"r{row}c{at}" in letters for row in range(30) for at in (0, 9, 19))


def test_statutory_items_are_listed_with_their_sections_and_pages(printed):
    found = printed(CONTENTS)
    assert "\nSched 4\nStatutory item Section Page\n" in found.text
    page = next(
        at
        for at, text in enumerate(found.text.split("--- page ---"), 1)
        if "They met in 2006" in text
    )
    assert f"Being parented B2 Childhood and being parented {page}" in found.text
    assert f"\nB10 Others at home {page}" in found.text
    assert "Anything else None \u2013" in found.text
    with found.opened() as pdf:
        (linked, _, front, not_linked) = read_aloud(pdf).all("Table")[-1].all("TBody")[0].kids
        (link,) = linked.all("Link")
        assert link.facts["leads to"].Dest[0].objgen == pdf.pages[page - 1].obj.objgen
        assert str(link.facts["leads to"].Contents) == "B2 Childhood and being parented"
        assert front.text == "Names A1 Cover 1"
        assert not not_linked.all("Link")


def test_there_is_a_page_to_sign_with_who_has_signed_already(printed):
    pages = printed(CONTENTS).text.split("--- page ---")
    (page,) = [text for text in pages if "Signature Date" in text]
    assert "Manager\nM. Sample\nSigned on paper 8 November 2014" in page
    assert "Author\nP. Sample" in page
    assert "The author is a registered social worker" in page
    assert "Chronology" not in page


def test_pages_are_a_draft_until_all_have_signed(printed):
    assert printed(CONTENTS).text.count("DRAFT") == int(printed(CONTENTS).facts["Pages"])
    signed = Stamp(
        number=2, printed_on=date(2014, 11, 9), issued_on=date(2014, 11, 12), is_draft=False
    )
    text = printed(replace(CONTENTS, stamp=signed)).text
    assert "DRAFT" not in text
    assert "version 2 of 12 November 2014" in text


@pytest.mark.parametrize(
    ("contents", "foot"),
    [
        (CONTENTS, "AR-0098 · panel copy · not to be copied or forwarded"),
        (APPLICANTS_COPY, "AR-0098 · applicants\u2019 copy · not to be copied or forwarded"),
        (PROFILE, "AR-0098 · profile · shown with the applicants\u2019 consent"),
        (ADDENDUM, "AR-0098 · confidential addendum · not for applicants"),
    ],
)
def test_every_page_says_which_copy_it_is_and_counts_the_pages_of_that_copy(
    printed, contents, foot
):
    found = printed(contents)
    pages = found.text.split("--- page ---")[:-1]
    for number, page in enumerate(pages, 1):
        assert foot in page
        assert f"Page {number} of {len(pages)}" in page
        assert "OFFICIAL \u2013 SENSITIVE" in page
    assert all(found.fonts.values())


def test_the_title_of_the_file_names_nobody(printed):
    for contents in EVERY_EDITION.values():
        assert "Dhillon" not in printed(contents).facts["Title"]
    titles = {printed(contents).facts["Title"] for contents in EVERY_EDITION.values()}
    assert len(titles) == len(EVERY_EDITION)
    assert printed(ADDENDUM).facts["Title"] == "Confidential addendum AR-0098"


def test_what_was_added_after_the_issue_stands_last_with_who_signed_it(printed):
    added = Addition(1, "2 December 2014", "P. Sample", of_text("They moved in November."))
    found = printed(replace(CONTENTS, additions=(added,)))
    assert "1 Signed by P. Sample on 2 December 2014\nThey moved in November." in found.text
    assert (1, "1 Signed by P. Sample on 2 December 2014") in found.outline


def test_the_addendum_has_a_front_page_of_its_own(printed):
    front, inside = printed(ADDENDUM).text.split("--- page ---")[:2]
    assert "R. T. was met twice." not in front
    assert "R. T. was met twice." in inside


def test_a_plan_is_a_short_paper_with_its_own_page_to_sign(printed):
    text = printed(PLAN).text
    assert "Stage One plan · reference AR-0098" in text
    assert "Recommendation" not in text
    assert "Signature Date" in text


def test_a_family_tree_is_drawn_and_told(printed):
    found = printed(CONTENTS)
    for words in ("Rowan", "died", "adopted child", "divorced or dissolved"):
        assert words in found.text
    with found.opened() as pdf:
        figures = read_aloud(pdf).all("Figure")
    assert [figure.facts["Alt"] for figure in figures] == [
        "The applicants in their garden",
        family_tree(COUPLE).alternative,
    ]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("size", [(600, 400), (300, 900), (2000, 20)])
def test_a_photograph_keeps_its_proportions(printed, kind, size):
    front = replace(
        CONTENTS.front, photographs=(Photograph(a_photograph(*size, kind), "A garden"),)
    )
    with printed(replace(CONTENTS, front=front)).opened() as pdf:
        figure = read_aloud(pdf).all("Figure")[0]
        left, bottom, right, top = (float(side) for side in figure.facts["BBox"])
        assert (right - left) / (top - bottom) == pytest.approx(size[0] / size[1], rel=0.01)
        assert right - left <= 150.1
        assert top - bottom <= 190.1
        (image,) = pdf.pages[0].get_images().values()
        assert int(image.Width) <= 600


def test_nothing_that_the_camera_wrote_goes_into_the_paper(printed):

    whole = Image.Exif()
    whole[0x010E] = "taken in Sample Road"
    content = a_photograph(80, 80)
    with_words = (
        content[:2]
        + b"\xff\xe1"
        + (len(whole.tobytes()) + 2).to_bytes(2)
        + (whole.tobytes() + content[2:])
    )
    front = replace(CONTENTS.front, photographs=(Photograph(with_words, "A garden"),))
    with printed(replace(CONTENTS, front=front)).opened() as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert b"Sample Road" not in image.read_raw_bytes()


def test_further_photographs_stand_side_by_side_below(printed):
    shown = tuple(
        Photograph(a_photograph(80, 60), f"Picture {number}", "In May") for number in range(5)
    )
    front = replace(CONTENTS.front, photographs=shown)
    with printed(replace(CONTENTS, front=front)).opened() as pdf:
        figures = [each for each in read_aloud(pdf).all("Figure") if "Picture" in each.facts["Alt"]]
        boxes = [[float(side) for side in figure.facts["BBox"]] for figure in figures]
    assert [figure.facts["Alt"] for figure in figures] == [f"Picture {n}" for n in range(5)]
    assert boxes[1][1] == boxes[2][1] == boxes[3][1] != boxes[4][1]


@pytest.mark.parametrize(
    "content", [b"", b"no photograph", a_photograph()[:200], b"%PDF-1.7", b"GIF89a"]
)
def test_a_photograph_that_is_none_is_left_out_with_a_sentence(printed, content):
    front = replace(CONTENTS.front, photographs=(Photograph(content, "A garden"),))
    assert "The photograph cannot be read, so it is left out." in (
        printed(replace(CONTENTS, front=front)).text
    )


def test_a_photograph_of_a_hundred_megapixels_is_left_out_with_a_sentence(printed):

    front = replace(
        CONTENTS.front,
        photographs=(Photograph(_flat(Image, 10_000, 10_000), "A garden"),),
    )
    assert "The photograph cannot be read, so it is left out." in (
        printed(replace(CONTENTS, front=front)).text
    )


def _flat(image, width, height):

    kept = BytesIO()
    image.new("1", (width, height)).save(kept, "PNG")
    return kept.getvalue()


def test_a_report_of_nothing_prints(printed):
    empty = replace(CONTENTS, title="", front=Told(), sections=(), parts=(), compliance="")
    assert "Nothing is written yet." in printed(empty).text


def test_names_of_every_script_print_in_every_place(printed):
    facts = Facts((("Name", NAMES[:2]),), NAMES[2:4], NAMES[4])
    told = Told("1", NAMES[5], facts=(facts,), written=said(NAMES[1]))
    stamp = replace(CONTENTS.stamp, signatures=tuple(Signature("Author", name) for name in NAMES))
    found = printed(
        replace(
            CONTENTS,
            title=" and ".join(NAMES),
            stamp=stamp,
            sections=(
                section("b.1", "B1", NAMES[3], told),
                section("c.sign", "C1", "Signatures", Told(), kind=Kind.SIGN_OFF),
            ),
        )
    )
    assert all(found.fonts.values()), found.fonts
    for name in (NAMES[0], NAMES[1], NAMES[4], NAMES[5]):
        assert found.words.count(name) >= 2


HARD = (
    "",
    "word " * 2_000,
    "x" * 500,
    "<b>bold</b> &amp; <para>",
    "\x00\x01\ud800 \ufffe",
    "שלום עולם " * 50,
    "e\u0301\u0302\u0303 " * 100,
    "\U0001f600 \U0001f469\u200d\U0001f467",
    "\n\n\n",
)


def everywhere(text):
    """Return a report that has a text in every place where one can stand."""
    columns = (PrintedColumn("a", text), PrintedColumn("b", "B", ColumnKind.MONEY))
    prose = Prose(
        (
            Paragraph((Run(text),)),
            Table((((Paragraph((Run(text),)),), (Paragraph((Run("x"),)),)),)),
        )
    )
    told = Told(
        "1",
        text,
        written=(Written(Box.EVIDENCE, prose), Written(Box.ANALYSIS, prose)),
        tables=(Rows(columns, ((text, text),), text),),
        facts=(Facts(((text, (text,)),), (text,), text),),
    )
    return replace(
        CONTENTS,
        title=text,
        agency=text,
        reference=text[:20],
        stamp=replace(CONTENTS.stamp, signatures=(Signature(text, text, text, text),)),
        front=replace(
            CONTENTS.front,
            facts=(Facts(((text, (text,)),)),),
            photographs=(Photograph(a_photograph(), text, text),),
        ),
        sections=(
            section("a.rec", "A1", text, Told(written=(Written(Box.WORDS, prose),))),
            section("b.1", "B1", text, told, Told(not_applicable=text)),
            section("c.sign", "C1", "Signatures", Told(), kind=Kind.SIGN_OFF),
        ),
        compliance=text,
        additions=(Addition(1, text, text, prose),),
    )


@pytest.mark.parametrize("text", HARD, ids=lambda text: ascii(text[:10]))
def test_whatever_is_typed_in_any_place_the_paper_is_built(printed, text):
    with printed(everywhere(text)).opened() as pdf:
        assert read_aloud(pdf).all("H1")


@given(st.text(max_size=200))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_in_any_place_is_printed(printed, text):
    with printed(everywhere(text)).opened() as pdf:
        assert len(read_aloud(pdf).all("Figure")) == 1


def test_a_list_that_goes_on_over_pages_in_a_box_is_one_list(printed):
    items = tuple(
        Paragraph((Run(f"point {number} of many"),), Style.BULLETED) for number in range(200)
    )
    boxes = Written(Box.EVIDENCE, of_text("Seen.")), Written(Box.ANALYSIS, Prose(items))
    with printed(of_one(Told(written=boxes))).opened() as pdf:
        (told,) = read_aloud(pdf).all("L")
    assert [item.text.split(" ", 1)[1] for item in told.all("LI")] == [
        f"point {number} of many" for number in range(200)
    ]


def test_a_box_of_a_hundred_thousand_letters_is_printed_to_its_last_word(printed):
    long = " ".join(f"word{number:05}" for number in range(10_000))
    boxes = Written(Box.EVIDENCE, of_text(long)), Written(Box.ANALYSIS, of_text(long))
    words = printed(of_one(Told(written=boxes))).words
    assert words.count("word09999") == 2


@pytest.mark.long
@given(st.lists(st.text(max_size=60), min_size=1, max_size=20), st.integers(0, 300))
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_rows_of_any_number_and_width_are_all_there(printed, texts, count):
    columns = tuple(PrintedColumn(str(at), text) for at, text in enumerate(texts))
    told = Told(tables=(Rows(columns, tuple(tuple(texts) for _ in range(count))),))
    with printed(of_one(told, kind=Kind.TABLE)).opened() as pdf:
        tables = read_aloud(pdf).all("Table")
        lengths = {len(table.all("TR")) for table in tables}
    assert not count or count + 1 in lengths


def test_a_wide_family_tree_lies_on_a_page_on_its_side(printed):
    with printed(CONTENTS).opened() as pdf:
        sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages]
    assert sizes.count((842, 595)) == 1
    assert sizes[0] == (595, 842)


@pytest.mark.parametrize("comment", [None, "Read in full."])
def test_there_is_one_page_to_sign_whether_the_managers_comment_is_written_or_not(printed, comment):
    told = Told(written=said(comment)) if comment else Told(state=SectionState.NOT_WRITTEN)
    sections = (
        section("c.tm", "C6", "Manager\u2019s comment", told, kind=Kind.SIGN_OFF),
        section(
            "c.sign",
            "C8",
            "Signatures",
            Told(state=SectionState.NOT_SIGNED),
            kind=Kind.SIGN_OFF,
        ),
    )
    found = printed(replace(CONTENTS, sections=sections))
    assert found.text.count("Signature Date") == 1
    assert ("C6 Manager\u2019s comment Not yet written" in found.text) is (comment is None)
    assert (comment or "C8 Signatures") in found.text


@pytest.mark.parametrize(
    "first",
    [
        section("c.sign", "C8", "Signatures", Told(), kind=Kind.SIGN_OFF),
        replace(CONTENTS.sections[3], part="C", number="C8", title="Signatures"),
    ],
    ids=["a page to sign", "a drawing on its side"],
)
def test_the_heading_of_a_part_stands_on_the_page_of_its_first_section(printed, first):
    before = section("b.1", "B1", "Reasons", Told(written=said("They were asked.")))
    pages = printed(replace(CONTENTS, sections=(before, first))).text.split("--- page ---")
    (opening,) = [page for page in pages if "\nPart C: Weighing up\nC8 Signatures\n" in page]
    assert "They were asked." not in opening
