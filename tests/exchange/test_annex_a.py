"""List 11 comes in as given: one row a person, two rows a couple, two generations of codes."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from recruitment_app.casework.law import shipped_codes
from recruitment_app.errors import Problem
from recruitment_app.exchange import annex_a
from recruitment_app.exchange.incoming import Incoming
from recruitment_app.exchange.spreadsheets import write_table
from recruitment_app.rules.stages import EventKind

PUBLIC = Path(__file__).parents[1] / "data" / "Annex_A_2024_Jan.xlsx"
TODAY = date(2014, 11, 14)
K = EventKind


def read(path: Path, today: date = TODAY, **answers) -> Incoming:
    return annex_a.read(path, codes=shipped_codes(), answers=answers, today=today)


def row(identifier: object = "A1", family: object = "F1", **given: object) -> list[object]:
    cells: dict[str, object] = dict.fromkeys(annex_a.HEADINGS)
    cells |= {
        annex_a.INDIVIDUAL: identifier,
        annex_a.FAMILY: family,
        annex_a.GENDER: "b) Female",
        annex_a.ETHNICITY: "a) WBRI",
        annex_a.DISABILITY: "b) No",
        annex_a.FOSTERING: "b) No",
        annex_a.ENQUIRY: date(2014, 1, 6),
    }
    short = {
        "stage_one": "Date Stage 1 started",
        "stage_one_ended": "Date Stage 1 ended",
        "approved": "Date application approved",
        "submitted": "Date application submitted",
    }
    for name, value in given.items():
        cells[short.get(name) or getattr(annex_a, name.upper())] = value
    return list(cells.values())


def made(tmp_path: Path, *rows: list[object], ending: str = ".xlsx") -> Path:
    path = tmp_path / f"list{ending}"
    write_table(path, annex_a.HEADINGS, rows)
    return path


@pytest.mark.parametrize("today", [TODAY, date(2024, 1, 31)])
def test_the_public_workbook_comes_in_without_one_wrong_value(today):
    incoming = read(PUBLIC, today)
    assert (incoming.wrong, incoming.unknown, incoming.repeated) == ((), (), ())
    assert incoming.ignored == ()

    sheet = openpyxl.load_workbook(PUBLIC, data_only=True)["List 11"]
    headings, *rows = sheet.iter_rows(values_only=True)
    assert headings == annex_a.HEADINGS
    assert len(incoming.cases) == len(rows) == 5
    for case, cells in zip(incoming.cases, rows, strict=True):
        assert (case.people[0].identifier, case.family_identifier) == (str(cells[0]), str(cells[1]))
        assert case.people[0].given_names == "Adopter"
        assert case.people[0].family_name == str(cells[0])
        given = [cell.date() for cell in cells if isinstance(cell, datetime)]
        assert sorted(event.on for event in case.events) == sorted(given)
        placed = next(event for event in case.events if event.kind is K.CHILDREN_PLACED)
        assert placed.fact("children") == str(cells[15])
    people = [case.people[0] for case in incoming.cases]
    assert [person.gender for person in people] == ["male", "male", "female", "male", "male"]
    assert [person.ethnicity for person in people] == ["nobt", "ooth", "apkn", "wbri", "wbri"]
    assert [person.disability for person in people] == ["no", "no", "yes", "no", "no"]
    fostering = [case.events[0].fact("fostering_for_adoption") for case in incoming.cases]
    assert fostering == ["yes", "yes", "no", "no", "no"]
    closed = [event for case in incoming.cases for event in case.events if event.kind is K.CLOSED]
    assert [(event.on, event.fact("reason")) for event in closed] == [
        (date(2010, 6, 14), "withdrew_unspecified")
    ]


def test_days_still_to_come_are_kept_and_remarked_upon():
    assert [bool(case.remarks) for case in read(PUBLIC).cases] == [False, False, True, False, False]
    assert "5 of the days" in read(PUBLIC).cases[2].remarks[0]


def test_the_day_papers_were_submitted_is_no_registration_of_interest(tmp_path):
    (case,) = read(made(tmp_path, row(submitted=date(2014, 9, 1)))).cases
    assert [event.kind for event in case.events] == [K.ENQUIRY_RECEIVED, K.PAPERS_SUBMITTED]


def test_two_rows_of_one_family_and_one_enquiry_are_a_couple(tmp_path):
    incoming = read(
        made(
            tmp_path,
            row("A1", "F1", stage_one=date(2014, 2, 3)),
            row("B1", "F2"),
            row("A2", "F1", gender="a) Male", stage_one=date(2014, 2, 3)),
            row("A1", "F1", enquiry=date(2012, 1, 6)),
            row("C1", None),
            row("C2", None),
        )
    )
    assert [case.rows for case in incoming.cases] == [(2, 4), (3,), (5,), (6,), (7,)]
    couple = incoming.cases[0]
    assert [person.gender for person in couple.people] == ["female", "male"]
    assert [event.kind for event in couple.events] == [K.ENQUIRY_RECEIVED, K.REGISTRATION_ACCEPTED]
    assert couple.remarks == ()


def test_a_third_person_of_one_family_and_enquiry_is_wrong(tmp_path):
    incoming = read(made(tmp_path, row("A1"), row("A2"), row("A3")))
    assert [wrong.row for wrong in incoming.wrong] == [2, 3, 4]
    assert incoming.cases == ()


def test_what_the_second_of_a_couple_gives_otherwise_is_remarked_upon(tmp_path):
    (case,) = read(
        made(
            tmp_path,
            row("A1", stage_one=date(2014, 2, 3), left=date(2014, 5, 1), reason="1"),
            row("A2", stage_one=date(2014, 2, 4), fostering="a) Yes"),
        )
    ).cases
    assert [(event.kind, event.on) for event in case.events] == [
        (K.ENQUIRY_RECEIVED, date(2014, 1, 6)),
        (K.REGISTRATION_ACCEPTED, date(2014, 2, 3)),
    ]
    assert case.remarks == (
        "The second applicant's answer on fostering for adoption: Yes.",
        "The second applicant's row gives 4 February 2014 for “Date Stage 1 started”.",
        "One of the two left the process on 1 May 2014: Withdrew, no further reason recorded.",
    )


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        (1, "withdrew_unspecified"),
        ("1 - Adopter withdrew from process", "withdrew_unspecified"),
        ("a) Withdrew", "withdrew_unspecified"),
        ("2 - Process put on hold", "on_hold_unspecified"),
        ("c) Application refused", "refused_unspecified"),
        (None, "other"),
    ],
)
def test_a_reason_for_leaving_closes_the_case_in_either_generation(tmp_path, spelling, code):
    (case,) = read(made(tmp_path, row(left=date(2014, 5, 1), reason=spelling))).cases
    assert case.events[-1].kind is K.CLOSED
    assert case.events[-1].fact("reason") == code
    assert bool(case.remarks) is (spelling is None)


def test_a_reason_or_a_number_without_its_day_is_remarked_upon(tmp_path):
    (case,) = read(made(tmp_path, row(reason="3", children=2))).cases
    assert [event.kind for event in case.events] == [K.ENQUIRY_RECEIVED]
    assert len(case.remarks) == 2


@pytest.mark.parametrize(
    ("column", "spelling", "code"),
    [
        ("ethnicity", "(A.A1) White - British", "wbri"),
        ("ethnicity", "a) White", "group_white"),
        ("disability", "1 = Yes", "yes"),
        ("disability", "Unknown", "unknown"),
        ("gender", "d) Neither", "neither"),
        ("gender", "F", "female"),
    ],
)
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_codes_come_in_in_many_spellings(tmp_path, column, spelling, code, ending):
    incoming = read(made(tmp_path, row(**{column: spelling}), ending=ending))
    assert incoming.unknown == ()
    assert getattr(incoming.cases[0].people[0], column) == code


def test_a_spelling_that_is_not_known_is_named_once_with_its_rows(tmp_path):
    path = made(
        tmp_path,
        row("A1", "F1", ethnicity="#MULTIVALUE"),
        row("A2", "F2", ethnicity="#MULTIVALUE"),
        row("A3", "F3", ethnicity="Pakistanni", gender="#MULTIVALUE"),
    )
    unknown = read(path).unknown
    assert [(each.column, each.spelling, each.rows) for each in unknown] == [
        ("Ethnicity", "#MULTIVALUE", (2, 3)),
        ("Gender", "#MULTIVALUE", (4,)),
        ("Ethnicity", "Pakistanni", (4,)),
    ]
    assert unknown[2].near[0] == "apkn"
    answers = {
        "Pakistanni": "apkn",
        "#multivalue": "not_stated",
        "Ethnicity": {"#MULTIVALUE": "MOTH"},
    }
    incoming = read(path, **answers)
    assert incoming.unknown == ()
    ethnicities = [case.people[0].ethnicity for case in incoming.cases]
    assert ethnicities == ["moth", "moth", "apkn"]
    assert incoming.cases[2].people[0].gender == "not_stated"


def test_an_answer_that_is_no_code_of_the_list_answers_nothing(tmp_path):
    path = made(tmp_path, row(gender="#MULTIVALUE"))
    assert read(path, **{"#MULTIVALUE": "wbri"}).unknown[0].spelling == "#MULTIVALUE"


def test_the_first_of_january_and_the_false_leap_day_of_1900_mean_that_no_day_is_known(tmp_path):
    missing = date(1900, 1, 1)
    incoming = read(
        made(
            tmp_path,
            row("A1", "F1", stage_one=missing, approved="01/01/1900", left=1, order="29/02/1900"),
            row("A2", "F2", enquiry=missing),
        )
    )
    assert len(incoming.cases[0].events) == 1
    assert [(wrong.row, wrong.column) for wrong in incoming.wrong] == [(3, annex_a.ENQUIRY)]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize(
    "written",
    [
        "31/03/2014", "31/3/14", "31.03.2014", "2014-03-31", "2014-03-31T00:00:00",
        "31/03/2014 00:00", "31 March 2014", "31-Mar-14", "Mon 31 Mar 2014", 41729, "41729",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(tmp_path, written, ending):
    incoming = read(made(tmp_path, row(stage_one=written), ending=ending))
    assert incoming.wrong == ()
    assert incoming.cases[0].events[1].on == date(2014, 3, 31)


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2014", "03/31/2014", "yesterday", "3 March", "3/3", "+5wd", "soon", 12, "12", True,
        "31/03/1014", date(2024, 1, 1), "#REF!",
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_meant_makes_the_row_wrong(tmp_path, written):
    incoming = read(made(tmp_path, row(stage_one=written)))
    assert [(wrong.row, wrong.column) for wrong in incoming.wrong] == [(2, "Date Stage 1 started")]
    assert str(written) not in incoming.wrong[0].why
    assert incoming.cases == ()


@pytest.mark.parametrize(
    "given",
    [
        {"identifier": None},
        {"gender": None},
        {"ethnicity": " "},
        {"ethnicity": "n/a"},
        {"enquiry": None},
        {"children": "two"},
        {"children": -1},
        {"children": 1.5},
        {"family": "F" * 300},
    ],
)
def test_what_is_missing_or_no_number_makes_the_row_wrong(tmp_path, given):
    incoming = read(made(tmp_path, row(**given), row("A9", "F9")))
    assert {wrong.row for wrong in incoming.wrong} == {2}
    assert len(incoming.cases) == 1


def test_the_same_person_and_enquiry_twice_is_told(tmp_path):
    incoming = read(made(tmp_path, row("A1"), row("B1", "F2"), row("a1")))
    assert [(each.row, each.first_row) for each in incoming.repeated] == [(4, 2)]
    assert len(incoming.cases) == 2


def test_a_history_that_breaks_the_rules_comes_in_as_given(tmp_path):
    (case,) = read(
        made(tmp_path, row(approved=date(2013, 5, 1), stage_one_ended=date(2014, 5, 1)))
    ).cases
    assert [event.on for event in case.events] == [
        date(2014, 1, 6),
        date(2014, 5, 1),
        date(2013, 5, 1),
    ]


def test_a_list_without_a_heading_that_must_be_there_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    write_table(path, annex_a.HEADINGS[1:], [row()[1:]])
    with pytest.raises(Problem, match="lacks the heading “Individual adopter identifier”"):
        read(path)
