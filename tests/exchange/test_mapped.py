"""A table comes in by its layout: columns split and joined, and nothing guessed silently."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from recruitment_app.casework.law import shipped_codes
from recruitment_app.errors import Problem
from recruitment_app.exchange import mapped
from recruitment_app.exchange.books import open_book
from recruitment_app.exchange.guessing import guess
from recruitment_app.exchange.incoming import Incoming, IncomingCase
from recruitment_app.exchange.layouts import Layout, with_field
from recruitment_app.rules.stages import EventKind
from tests.exchange.workbooks_made import inline, parts, put

TODAY = date(2014, 11, 14)
K = EventKind


def read_file(path: Path, *, layout: Layout | None = None, answers=None, **more) -> Incoming:
    with open_book(path) as book:
        return mapped.read(
            book,
            layout or guess(book),
            codes=shipped_codes(),
            answers=answers or {},
            today=TODAY,
            **more,
        )


def read(tmp_path: Path, *rows: list[object], **more) -> Incoming:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    return read_file(path, **more)


def one(tmp_path: Path, **given: object) -> Incoming:
    cells = {"Date of enquiry": "06/01/2014", "Name": "Ann Testcase"}
    cells |= {name.replace("_", " "): value for name, value in given.items()}
    return read(tmp_path, list(cells), list(cells.values()))


def case(tmp_path: Path, **given: object) -> IncomingCase:
    incoming = one(tmp_path, **given)
    assert incoming.wrong == ()
    (found,) = incoming.cases
    return found


def names(found: IncomingCase) -> list[tuple[str, str]]:
    return [(who.given_names, who.family_name) for who in found.people]


def test_names_stand_whole_or_in_columns_of_their_own(tmp_path):
    assert names(case(tmp_path, Name="Mr and Mrs J Smith")) == [("J", "Smith"), ("", "Smith")]
    given = {"Name": None, "First name": "Mr John & Jane", "Surname": "Smith"}
    assert names(case(tmp_path, **given)) == [("John", "Smith"), ("Jane", "Smith")]
    given["Surname"] = "Smith / Doe"
    assert names(case(tmp_path, **given)) == [("John", "Smith"), ("Jane", "Doe")]
    assert names(case(tmp_path, Partner="Jane Doe")) == [("Ann", "Testcase"), ("Jane", "Doe")]
    assert names(case(tmp_path, Partner="Jane")) == [("Ann", "Testcase"), ("Jane", "Testcase")]


@pytest.mark.parametrize(
    ("given", "column"),
    [
        ({"Name": "Testcase"}, "Name"),
        ({"Name": "Ann & Bo Lee", "Partner": "Jane Doe"}, "Name"),
        ({"Name": None, "First name": "Ann", "Surname": "Lee & Sample"}, "Surname"),
        ({"Name": None, "Surname": None, "First name": "Ann"}, "Surname"),
        ({"Name": f"{'A' * 201} Lee"}, "Name"),
        ({"Partner": "Xyz"}, "Partner"),
        ({"Visit": "Mar-14"}, "Visit"),
        ({"Visit": "yes"}, "Visit"),
        ({"Visit": "5/1/14"}, "Visit"),
        ({"Address": "RM17 6SL and SS1 1AA"}, "Address"),
        ({"Address": "1 High St RM17 6SL", "Postcode": "SS1 1AA"}, "Postcode"),
        ({"Postcode": "Grays"}, "Postcode"),
        ({"Surname": "#REF!", "Name": None}, "Surname"),
        ({"DOB": "soon"}, "DOB"),
        ({"No. of children placed": "25%"}, "No. of children placed"),
    ],
)
def test_what_cannot_be_told_surely_is_wrong_under_its_heading(tmp_path, given, column):
    incoming = one(tmp_path, **given)
    (wrong,) = incoming.wrong
    assert wrong.column == column
    assert wrong.at == ["Date of enquiry", "Name", *given].index(column) - (
        "Name" in given and list(given).index(column) >= 1
    )
    assert wrong.why.startswith(f"“{column}”")
    assert incoming.cases == ()


def test_an_address_in_one_cell_or_in_lines_gives_its_postcode(tmp_path):
    found = case(tmp_path, Address="1 High St, Grays,\nEssex rm176sl.")
    assert (found.address, found.postcode) == ("1 High St\nGrays\nEssex", "RM17 6SL")
    found = case(tmp_path, Address_1="Flat 2", Address_2="1 High St", Town="Grays RM17 6SL")
    assert (found.address, found.postcode) == ("Flat 2\n1 High St\nGrays", "RM17 6SL")
    found = case(tmp_path, Address="1 High St, RM17 6SL", Postcode="RM17 6SL")
    assert (found.address, found.postcode) == ("1 High St", "RM17 6SL")


@pytest.mark.parametrize(
    "typed",
    [
        "07700 900123 / 01632 960456",
        "07700 900123 01632 960456",
        "M: 07700 900123 H: 01632 960456",
        "07700 900123 (mob), 01632 960456 (home)",
        "07700 900123 or 01632 960456",
    ],
)
def test_several_telephones_in_one_cell_are_told_apart(tmp_path, typed):
    found = case(tmp_path, Telephone=typed)
    assert found.telephones == ("07700 900123", "01632 960456")
    assert found.remarks == ()


def test_words_beside_a_number_or_an_address_are_kept_as_a_note(tmp_path):
    found = case(tmp_path, Telephone="07700 900123 after six", Email="Ann <ann@example.org>")
    assert (found.telephones, found.emails) == (("07700 900123",), ("ann@example.org",))
    assert found.remarks == ("Telephone: 07700 900123 after six", "Email: Ann <ann@example.org>")


def test_several_columns_may_hold_telephones_and_the_second_s_stay_theirs(tmp_path):
    given = {"Home tel": "01632 960456", "Mobile": "01632960456", "Mobile 2": "07700 900123"}
    found = case(tmp_path, Name="Ann & Bo Lee", **given)
    assert found.telephones == ("01632 960456",)
    assert found.second_telephones == ("07700 900123",)
    found = case(tmp_path, **given)
    assert (found.telephones, found.second_telephones) == (("01632 960456", "07700 900123"), ())


def test_a_day_without_its_year_is_the_only_one_there_can_be_and_is_remarked_upon(tmp_path):
    found = case(tmp_path, Visit="3 Mar")
    assert [event.on for event in found.events] == [date(2014, 1, 6), date(2014, 3, 3)]
    assert "3 March 2014 is the only such day" in found.remarks[0]
    (wrong,) = one(tmp_path, Visit="3 Mar", Date_of_enquiry="06/01/2012").wrong
    assert "without its year" in wrong.why


def test_words_for_no_day_yet_are_kept_as_a_note(tmp_path):
    found = case(tmp_path, Visit="TBC", Panel="n/a")
    assert [event.kind for event in found.events] == [K.ENQUIRY_RECEIVED]
    assert found.remarks == ("Visit: TBC",)


def test_details_of_the_people_and_of_the_enquiry_come_in_by_their_codes(tmp_path):
    found = case(
        tmp_path,
        **{
            "Name": "Ann & Bo Lee", "DOB": "May 1979", "Gender": "F", "Second gender": "Male",
            "Ethnicity": "White British", "How contacted": "Phone", "Marital status": "Cohabiting",
            "FfA": "Yes", "Source": "Facebook", "Worker": "Casey Example",
        },
    )  # fmt: skip
    first, second = found.people
    assert (first.born, first.gender, first.ethnicity) == ("1979-05", "female", "wbri")
    assert second.gender == "male"
    assert (found.channel, found.couple_status) == ("telephone", "living_together")
    assert (found.source, found.worker) == ("social_media", "Casey Example")
    assert found.events[0].facts == {"source": "social_media", "fostering_for_adoption": "yes"}


def test_every_step_that_has_a_column_is_an_event(tmp_path):
    found = case(
        tmp_path,
        **{
            "Stage 2 started": "1/5/14", "Panel": "1/9/14", "ADM decision": "8/9/14",
            "Approved": "8/9/14", "Matched": "1/10/14", "Placed": "15/10/14",
            "No of children": 2, "Closed": "1/11/14", "Reason for closing": "Moved out of the area",
        },
    )  # fmt: skip
    assert [event.kind for event in found.events] == [
        K.ENQUIRY_RECEIVED, K.STAGE_TWO_STARTED, K.PANEL_BOOKED, K.RECOMMENDATION_MADE,
        K.DECISION_MADE, K.APPROVED, K.MATCHED, K.CHILDREN_PLACED, K.CLOSED,
    ]  # fmt: skip
    assert found.events[4].fact("decision") == "suitable"
    assert found.events[7].fact("children") == "2"
    assert found.events[8].fact("reason") not in {"", "other"}


def test_a_spelling_is_asked_about_once_and_may_be_left_out_as_a_note(tmp_path):
    rows = [
        ["Date of enquiry", "Surname", "Source"],
        ["6/1/14", "Lee", "Pigeon"],
        ["7/1/14", "Li", "pigeon"],
        ["8/1/14", "Lo", "Facebok"],
    ]
    told = {(each.spelling, each.rows): each.near for each in read(tmp_path, *rows).unknown}
    assert told[("Facebok", (4,))] == ("social_media",)
    assert ("Pigeon", (2, 3)) in told
    answered = read(tmp_path, *rows, answers={"Pigeon": "", "Source": {"facebok": "social_media"}})
    assert answered.unknown == ()
    assert [each.source for each in answered.cases] == ["", "", "social_media"]
    assert [each.remarks for each in answered.cases] == [
        ("Source: Pigeon",),
        ("Source: pigeon",),
        (),
    ]


def test_what_fits_nowhere_is_a_note_under_its_heading(tmp_path):
    found = case(tmp_path, Dogs=2, Keen="yes\nvery", Long="x" * 10_000)
    assert found.remarks == ("Dogs: 2", "Keen: yes\nvery", f"Long: {'x' * 10_000}")


def test_a_row_may_be_corrected_cell_by_cell(tmp_path):
    rows = [["Date of enquiry", "Name"], ["soon", "Testcase"], ["7/1/14", "Bo Sample"]]
    assert {wrong.row for wrong in read(tmp_path, *rows).wrong} == {2}
    corrections = {(2, 0): "6 Jan 2014", (2, 1): "Testcase, Ann", (3, 1): ""}
    incoming = read(tmp_path, *rows, corrections=corrections)
    assert names(incoming.cases[0]) == [("Ann", "Testcase")]
    assert [(wrong.row, wrong.column) for wrong in incoming.wrong] == [(3, "Name")]
    assert incoming.cells[2] == {0: "6 Jan 2014", 1: "Testcase, Ann"}
    assert incoming.columns == {"enquiry_on": (0,), "names": (1,)}


def test_a_formula_without_its_result_is_told_in_its_row_alone(tmp_path):
    head = '<row r="1">' + inline("A1", "Date of enquiry") + inline("B1", "Surname") + "</row>"
    rows = (
        f'<row r="2"><c r="A2"><f>TODAY()</f></c>{inline("B2", "Lee")}</row>'
        f'<row r="3"><c r="A3" s="1"><f>TODAY()</f><v>41729</v></c>{inline("B3", "Li")}</row>'
    )
    incoming = read_file(put(tmp_path / "a.xlsx", parts(head + rows)))
    assert [(wrong.row, wrong.column) for wrong in incoming.wrong] == [(2, "Date of enquiry")]
    assert "a formula without its result" in incoming.wrong[0].why
    assert incoming.cases[0].enquiry_on == date(2014, 3, 31)


def test_merged_rows_are_refused_and_headings_that_come_again_are_passed_over(tmp_path):
    head = '<row r="{0}">' + inline("A{0}", "Date of enquiry") + inline("B{0}", "Surname")
    row = f'<row r="2">{inline("A2", "6/1/14")}{inline("B2", "Lee")}</row>'
    again = head.replace("{0}", "3") + "</row>"
    made = head.replace("{0}", "1") + "</row>" + row + again
    assert len(read_file(put(tmp_path / "a.xlsx", parts(made))).cases) == 1
    after = '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    with pytest.raises(Problem, match="A2 to A3"):
        read_file(put(tmp_path / "b.xlsx", parts(made, after=after)))


def test_two_columns_of_one_heading_are_told_apart_in_sentences(tmp_path):
    rows = [
        ["Date of enquiry", "Name", "Visit", "Visit", "Notes", "Notes"],
        ["6/1/14", "Ann Lee", "7/1/14", "8/1/14", "a", "b"],
    ]
    (found,) = read(tmp_path, *rows).cases
    assert found.remarks == (
        "Visit (column D): 8/1/14",
        "Notes (column E): a",
        "Notes (column F): b",
    )


def test_a_ragged_row_of_a_text_table_is_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "Date of enquiry,Name,Notes\n6/1/14,Lee, Ann,x\n7/1/14,Bo Sample\n", encoding="utf-8"
    )
    incoming = read_file(path)
    assert {wrong.row for wrong in incoming.wrong} == {2}
    assert [each.rows for each in incoming.cases] == [(3,)]


def test_a_layout_that_lacks_a_column_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Date of enquiry,Surname\n6/1/14,Lee\n", encoding="utf-8")
    with open_book(path) as book:
        layout = with_field(guess(book), 0, "")
    with pytest.raises(Problem, match="date of enquiry: choose one"):
        read_file(path, layout=layout)


def test_reading_tells_how_far_it_is_and_stops_where_it_is_told_to(tmp_path):
    rows = [["Date of enquiry", "Surname"], *([f"{1 + at % 28}/1/14", "Lee"] for at in range(1200))]
    told: list[tuple[int, int]] = []
    read(tmp_path, *rows, progress=lambda done, of, _: told.append((done, of)))
    assert told == [(500, 1200), (1000, 1200)]

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(tmp_path, *rows, progress=stop)


def test_names_with_the_surname_first_come_in_turned_and_the_second_applicant_likewise(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "Applicants,Date of enquiry,Partner\n"
        "Smith John & Jane,3/3/14,\nFen Peter,4/3/14,Dell Mary\n"
        "Elm Ann,5/3/14,\nOak Bob,6/3/14,\n",
        encoding="utf-8",
    )
    incoming = read_file(path)
    assert incoming.wrong == ()
    assert [names(each) for each in incoming.cases][:2] == [
        [("John", "Smith"), ("Jane", "Smith")],
        [("Peter", "Fen"), ("Mary", "Dell")],
    ]


def test_headings_that_stand_again_are_passed_over_in_any_case_and_spacing(tmp_path):
    headings = ["Name of\nApplicant(s)", "Date of\nenquiry ", "Tel"]
    again = ["NAME OF APPLICANT(S)", "Date of  enquiry", "Tel."]
    ann, bob = ["Ann Testcase", "13/3/14", "01375 000111"], ["Bob Testcase", "14/3/14", None]
    incoming = read(tmp_path, headings, ann, headings, bob, again)
    assert incoming.wrong == ()
    assert [each.rows for each in incoming.cases] == [(2,), (4,)]


def test_headings_merged_over_two_rows_do_not_stop_the_rows_below_them(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Name", "Date of enquiry", "Tel", "Visit", None])
    sheet.append([None, None, None, "first", "second"])
    sheet.append(["Ann Testcase", "13/3/14", "01375 000111", None, None])
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
        sheet.merge_cells(area)
    book.save(tmp_path / "a.xlsx")
    incoming = read_file(tmp_path / "a.xlsx")
    assert [each.rows for each in incoming.cases] == [(3,)]
    assert {each.row for each in incoming.wrong} == {2}  # told, and corrected in place
    sheet.merge_cells("B3:B4")
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(Problem, match="B3 to B4"):
        read_file(tmp_path / "b.xlsx")
