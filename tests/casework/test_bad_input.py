"""Whatever is typed in a report, its paper is built, and nothing of it is lost on the way."""

import pytest

from recruitment_app.casework.reports.report_checking import findings_of
from recruitment_app.casework.reports.report_papers import report_paper
from recruitment_app.casework.reports.report_reading import report_page, section_page
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.forms.definition import Edition, Kind
from recruitment_app.forms.prose import Paragraph, Prose, Run, Table, of_text
from tests.casework.cases import TODAY
from tests.casework.reports import begun, write
from tests.documents.conftest import ReadBack


def table(rows, columns, words="cell"):
    """Return a table of so many rows and columns, its last cell ending in what is looked for."""
    cells = tuple(
        tuple((Paragraph((Run(f"{words} {row} {column}"),)),) for column in range(columns))
        for row in range(rows)
    )
    return Table(cells)


BAD = {
    "a hundred thousand characters": of_text("This is a sentence of some words. " * 2_950),
    "thousands of lines": of_text("a line\n" * 500),
    "an unbreakable word": of_text("W" * 500 + " " + "x" * 5_000),
    "right to left": of_text(
        "\u0645\u0627\u0631\u064a\u0627 \u062d\u0633\u0646 and \u05e9\u05dc\u05d5\u05dd " * 200
    ),
    "marks that turn the direction": of_text("\u202eabc\u202c \u2067ghi\u2069 \u200f" * 40),
    "combining marks": of_text("e" + "\u0301\u0300\u0302" * 100),
    "emoji": of_text("\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f44d\U0001f3fd " * 200),
    "control characters": of_text("".join(map(chr, range(32))) + "\x7f\x80\ufffe\uffff\ufeff\xad"),
    "half a character": of_text("a\ud800b"),
    "mark-up typed as text": of_text("<b>bold</b> & <i> &amp; <para> ]]> <!-- <br/> %s {0} \\n"),
    "signs that no font has": of_text("\ue000\U000f0000\U0010ffff \U00012000 \U00013000"),
    "three hundred rows": Prose((table(300, 4),)),
    "twenty columns": Prose((table(10, 20),)),
    "twenty columns of long words": Prose((table(3, 20, "W" * 200),)),
    "a table of nothing": Prose((Table(((),)),)),
}
ROWS = ("<b>&", "W" * 500, "\u05e9\u05dc\u05d5\u05dd", "e\u0301" * 80, "\U0001f600", "a\nb\x07c")


def marked(prose, number):
    """Return a prose that ends in a word to be found again."""
    return Prose((*prose.blocks, Paragraph((Run(f"Endmark{number}q"),))))


@pytest.fixture
def typed(file_store):
    """A report in whose sections everything bad is typed, each kept exactly."""
    case_id, form_id = begun(file_store)
    report = report_page(file_store, case_id=case_id)
    places = [
        (section, person)
        for section in report.form.sections
        if section.kind is Kind.NARRATIVE
        and section.boxes
        and Edition.APPLICANTS in section.editions
        for person in section.persons(report.household)
    ]
    assert len(places) >= len(BAD)
    for number, ((section, person), prose) in enumerate(zip(places, BAD.values(), strict=False)):
        content = SectionContent({section.boxes[0]: marked(prose, number)})
        write(file_store, form_id, section.key, content, person)
        kept = section_page(file_store, form_id=form_id, section=section.key, person=person)
        assert f"Endmark{number}q" in str(kept.content.box(section.boxes[0]).blocks[-1].text)
    for key in ("a.eco", "c.str", "d.chron", "d.fin"):
        section = report.form.by_key[key]
        for person in section.persons(report.household):
            rows = tuple(
                {
                    column.key: ROWS[(row + at) % len(ROWS)]
                    for at, column in enumerate(section.columns)
                }
                for row in range(300 if key == "c.str" else 12)
            )
            write(file_store, form_id, key, SectionContent(rows=rows), person)
    return file_store, case_id


@pytest.mark.long
def test_the_paper_is_built_and_holds_the_end_of_everything_that_was_typed(typed, tmp_path):
    store, case_id = typed
    file = tmp_path / "report.pdf"
    file.write_bytes(report_paper(store, case_id=case_id, edition=Edition.APPLICANTS, today=TODAY))
    words = ReadBack(file).text
    missing = [name for number, name in enumerate(BAD) if f"Endmark{number}q" not in words]
    assert missing == []
    assert "<b>bold</b> & <i> &amp;" in words
    assert findings_of(store, case_id=case_id, today=TODAY)
