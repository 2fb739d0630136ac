from dataclasses import replace
from datetime import date

from recruitment_app.documents import import_report
from recruitment_app.documents.import_report import ImportReport

REPORT = ImportReport(
    agency="Northmere Council",
    number=3,
    brought_in=(
        ("File", "their own list.xlsx"),
        ("Read by the mapping", "guessed"),
        ("Brought in", "14 November 2014 by Morgan Example"),
    ),
    printed_on=date(2014, 11, 14),
    printed_by_role="Administrator",
    new=(("2", "AR-0007", "Larkspur and Teasel", "None"),),
    changed=(("3", "AR-0002", "Okafor", "Adds “Initial visit held”."),),
    duplicates=(("4", "AR-0003", "Marsh and O\u2019Brien-İnce", "The same person."),),
    columns=(("Rang on", "Date of enquiry"), ("Who", "Names of one or both applicants")),
    ignored=("Colour", "Ref"),
)


def test_the_report_is_as_it_was_read_and_kept(read_back, compare):
    found = read_back(import_report.render(REPORT))
    compare("import_report", found)
    assert found.facts["Pages"] == "1"


def test_the_report_is_bookmarked_embeds_its_type_and_names_nobody_in_its_title(read_back):
    found = read_back(import_report.render(REPORT))
    assert [title for _, title in found.outline] == [
        "Import 3",
        "New cases",
        "Changed",
        "Certain duplicates, skipped",
        "Columns",
    ]
    assert all(found.fonts.values())
    assert found.facts["Title"] == "Import 3"


def test_a_report_of_very_many_rows_runs_over_numbered_pages(read_back):
    rows = tuple((str(at), f"AR-{at:04}", "Larkspur", "None") for at in range(2, 502))
    found = read_back(import_report.render(replace(REPORT, new=rows)))
    pages = int(found.facts["Pages"])
    assert pages > 5
    assert f"Page {pages} of {pages}" in found.text
    assert "501 AR-0501" in found.text


def test_an_import_that_brought_nothing_says_so(read_back):
    nothing = replace(REPORT, new=(), changed=(), duplicates=(), columns=(), ignored=())
    found = read_back(import_report.render(nothing))
    for told in ("No case is new.", "No row adds anything.", "No row is a certain duplicate."):
        assert told in found.text
    assert "Columns that were not read: none." in found.text
