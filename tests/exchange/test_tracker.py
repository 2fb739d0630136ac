"""A team's tracker comes in whatever the order of its columns and the way days are written."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment_app.casework.law import shipped_codes
from recruitment_app.errors import Problem
from recruitment_app.exchange import annex_a, tracker
from recruitment_app.exchange.incoming import Incoming
from recruitment_app.exchange.spreadsheets import read_table, write_table
from recruitment_app.rules.journey import read as where
from recruitment_app.rules.stages import EventKind, Stage

TODAY = date(2014, 11, 14)
K = EventKind


def read(path: Path, **answers) -> Incoming:
    return tracker.read(path, codes=shipped_codes(), answers=answers, today=TODAY)


def made(tmp_path: Path, headings: list[str], *rows: list[object], ending: str = ".csv") -> Path:
    path = tmp_path / f"tracker{ending}"
    write_table(path, headings, rows)
    return path


def one(tmp_path: Path, **given: object) -> Incoming:
    cells = {"Date of enquiry": "06/01/2014", "Surname": "Testcase"}
    cells |= {name.replace("_", " "): value for name, value in given.items()}
    return read(made(tmp_path, list(cells), list(cells.values())))


def test_the_first_and_third_column_are_enough_and_the_rest_may_stand_anyhow(tmp_path):
    incoming = read(
        made(
            tmp_path,
            [" surname ", "NOTES", "date  OF enquiry", "ROIReceived", "second_first name"],
            ["Testcase", "x", date(2014, 1, 6), "3 feb 2014", "Bo"],
            ["Alone", None, date(2014, 1, 7), None, None],
        )
    )
    assert incoming.wrong == ()
    assert incoming.ignored == ("NOTES",)
    couple, alone = incoming.cases
    assert [person.family_name for person in couple.people] == ["Testcase", "Testcase"]
    assert [event.kind for event in couple.events] == [K.ENQUIRY_RECEIVED, K.REGISTRATION_RECEIVED]
    assert (alone.enquiry_on, alone.people[0].given_names, alone.rows) == (
        date(2014, 1, 7),
        "",
        (3,),
    )


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_whole_row_comes_in_with_every_date_as_its_event(tmp_path, ending):
    day = [date(2014, 1, 6 + at) for at in range(len(tracker.STEPS) + 1)]
    headings = list(tracker.HEADINGS)
    cells = [
        day[0], "Ann", "Testcase", "Bo", "Sample", "07700 900123 / 01632 960456",
        "ann@example.org", "rm176sl", "Word of mouth", " Casey  Example ", *day[1:],
    ]  # fmt: skip
    (case,) = read(made(tmp_path, headings, cells, ending=ending)).cases
    assert [(person.given_names, person.family_name) for person in case.people] == [
        ("Ann", "Testcase"),
        ("Bo", "Sample"),
    ]
    assert case.telephones == ("07700 900123", "01632 960456")
    assert (case.emails, case.postcode) == (("ann@example.org",), "RM17 6SL")
    assert (case.source, case.worker) == ("word_of_mouth", "Casey Example")
    assert [(event.kind, event.on) for event in case.events] == [
        (K.ENQUIRY_RECEIVED, day[0]),
        (K.INFORMATION_SENT, day[1]),
        (K.SESSION_ATTENDED, day[2]),
        (K.VISIT_HELD, day[3]),
        (K.REGISTRATION_RECEIVED, day[4]),
        (K.REGISTRATION_ACCEPTED, day[5]),
        (K.STAGE_ONE_ENDED, day[6]),
        (K.NOTIFIED_TO_PROCEED, day[7]),
        (K.PANEL_BOOKED, day[8]),
        (K.RECOMMENDATION_MADE, day[8]),
        (K.DECISION_MADE, day[9]),
        (K.APPROVED, day[10]),
        (K.CLOSED, day[11]),
    ]
    journey = where(case.events)
    assert (journey.stage, journey.left_from, journey.closing_reason) == (
        Stage.CLOSED,
        Stage.APPROVED,
        "other",
    )


def test_a_panel_still_to_come_is_a_booking(tmp_path):
    (case,) = one(tmp_path, Panel="03/12/2014").cases
    booked = case.events[-1]
    assert (booked.kind, booked.on, booked.fact("panel_on")) == (
        K.PANEL_BOOKED,
        TODAY,
        "2014-12-03",
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Surname", None),
        ("Date of enquiry", None),
        ("Date of enquiry", "some day"),
        ("Date of enquiry", "15/11/2014"),
        ("Visit", "05/01/2014"),
        ("Visit", "15/11/2014"),
        ("Panel", "15/11/2016"),
        ("Telephone", "ask her mother"),
        ("Email", "ann at home"),
        ("Postcode", "Thurrock"),
        ("First name", "A" * 201),
    ],
)
def test_a_row_is_wrong_under_the_heading_at_fault_and_its_value_is_not_repeated(
    tmp_path, column, value
):
    incoming = one(tmp_path, **{column: value}, First_x="")
    assert [(wrong.row, wrong.column) for wrong in incoming.wrong] == [(2, column)]
    assert str(value) not in incoming.wrong[0].why
    assert incoming.cases == ()


def test_a_row_with_more_cells_than_headings_is_wrong(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Date of enquiry,Surname\n06/01/2014,Test,case\n", encoding="utf-8")
    assert [wrong.row for wrong in read(path).wrong] == [2]


def test_a_source_that_is_not_known_is_named_and_may_be_answered(tmp_path):
    incoming = one(tmp_path, Source="Carrier pigeon")
    assert [(each.column, each.spelling) for each in incoming.unknown] == [
        ("Source", "Carrier pigeon")
    ]
    path = tmp_path / "tracker.csv"
    assert read(path, **{"carrier pigeon": "other"}).cases[0].source == "other"


def test_a_nought_that_a_spreadsheet_dropped_is_put_back(tmp_path):
    path = made(
        tmp_path,
        ["Date of enquiry", "Surname", "Telephone"],
        [date(2014, 1, 6), "Testcase", 7700900123],
        ending=".xlsx",
    )
    assert read(path).cases[0].telephones == ("07700900123",)


def test_a_tracker_without_a_surname_column_is_refused(tmp_path):
    path = made(tmp_path, ["Date of enquiry", "First name"], ["06/01/2014", "Ann"])
    with pytest.raises(Problem, match="lacks the heading “Surname”"):
        read(path)


ANYTHING = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.text("0123456789/-. :+wdmarchfriT", max_size=12),
    st.dates(),
    st.integers(),
    st.sampled_from(["31/03/2014", "a) Male", "Yes", "1", "TV", "0/0/0", "\u0663/3/2014", "1e5"]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), mapping=st.sampled_from([annex_a, tracker]))
def test_whatever_stands_in_the_cells_each_row_comes_in_or_is_told(tmp_path, data, mapping):
    rows = data.draw(
        st.lists(
            st.lists(ANYTHING, min_size=len(mapping.HEADINGS), max_size=len(mapping.HEADINGS)),
            max_size=4,
        )
    )
    path = tmp_path / "any.csv"
    write_table(path, mapping.HEADINGS, rows)
    incoming = mapping.read(path, codes=shipped_codes(), answers={}, today=TODAY)
    told = [wrong.row for wrong in incoming.wrong] + [each.row for each in incoming.repeated]
    told += [row for case in incoming.cases for row in case.rows]
    assert set(told) == {row.number for row in read_table(path, None, mapping.HEADINGS).rows}
