"""How a table is laid out is guessed from its headings and its values, and said where unsure."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from recruitment_app.errors import Problem
from recruitment_app.exchange import annex_a
from recruitment_app.exchange.books import open_book
from recruitment_app.exchange.fields import ALL, FIELDS, by_heading, field_of
from recruitment_app.exchange.guessing import fit, guess
from recruitment_app.exchange.layouts import Layout, Shape, shape_of, with_date_order, with_field
from recruitment_app.exchange.tracker import BY_HEADING

PUBLIC = Path(__file__).parents[1] / "data" / "Annex_A_2024_Jan.xlsx"


def guessed(tmp_path: Path, text: str, name: str = "a.csv", **more) -> Layout:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with open_book(path) as book:
        return guess(book, **more)


def fields(layout: Layout) -> list[str]:
    return [column.field for column in layout.columns]


def test_every_heading_of_the_tracker_and_of_list_11_is_known():
    for heading, name in BY_HEADING.items():
        assert field_of(heading) is FIELDS[name]
    assert all(field_of(heading) for heading in annex_a.HEADINGS)


def test_no_spelling_stands_for_two_fields():
    told = [(spelling, each.name) for each in ALL for spelling in (each.label, *each.spellings)]
    assert [pair for pair in told if by_heading()[_fold(pair[0])].name != pair[1]] == []


def _fold(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def test_headings_are_found_below_junk_and_known_in_many_spellings(tmp_path):
    layout = guessed(
        tmp_path,
        "Our tracker;;\n;;\nENQUIRY date;Applicant(s);Mobile no.;E-Mail;How heard?;"
        "ROI rec'd;Keen?\n"
        "3/3/14;Ann & Bo Lee;07700 900123;a@example.org;TV;13/3/14;very\n",
    )
    assert (layout.heading_row, layout.separator, layout.encoding) == (3, ";", "utf-8")
    assert fields(layout) == [
        "enquiry_on", "names", "telephone", "email", "source", "registration_received", "note",
    ]  # fmt: skip
    assert [column.sample for column in layout.columns][:2] == [("3/3/14",), ("Ann & Bo Lee",)]
    assert (layout.lacking, layout.rows) == ((), 1)


def test_a_row_of_values_that_are_also_headings_is_no_row_of_headings(tmp_path):
    layout = guessed(
        tmp_path,
        "Date of enquiry,Who is it,Came by,Reach\n"
        "3/3/14,Ann Lee,Telephone,Email\n4/3/14,Worker,Source,Email\n",
    )
    assert layout.heading_row == 1


def test_a_heading_spelled_nearly_right_is_taken_for_a_person_to_confirm(tmp_path):
    layout = guessed(tmp_path, "Date of enquirry,Surnmae,Postcod\n3/3/14,Lee,RM17 6SL\n")
    assert fields(layout) == ["enquiry_on", "family_name", "postcode"]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Adopter 2 DOB", "second_born"),
        ("Mobile (applicant one)", "telephone"),
        ("Partner's e-mail", "second_email"),
        ("First name - app 1", "given_names"),
        ("Second visit", None),
        ("Mobile 3", None),
    ],
)
def test_a_heading_may_say_whose_it_is(heading, name):
    found = field_of(heading)
    assert (found.name if found else None) == name


def test_a_heading_that_stands_twice_means_the_second_applicant(tmp_path):
    layout = guessed(
        tmp_path,
        "Date of enquiry,First name,Surname,First name,Surname,Notes,Notes\n"
        "3/3/14,Ann,Lee,Bo,Lee,x,y\n",
    )
    assert fields(layout)[1:] == [
        "given_names", "family_name", "second_given_names", "second_family_name", "note", "note",
    ]  # fmt: skip


def test_without_headings_the_values_tell(tmp_path):
    layout = guessed(
        tmp_path,
        "3/3/14,Ann Lee,07700 900123,a@example.org,RM17 6SL,keen on siblings\n"
        "4/3/14,Bo Sample,07700 900124,b@example.org,SS1 1AA,x\n",
    )
    assert layout.heading_row == 0
    assert fields(layout) == ["enquiry_on", "names", "telephone", "email", "postcode", "note"]
    assert layout.rows == 2


def test_a_heading_that_its_values_belie_is_a_note(tmp_path):
    layout = guessed(
        tmp_path,
        "Date of enquiry,Name,Surname,Contact details,Decision,Left\n"
        + "3/3/14,Ann,Lee,a@example.org,wants siblings,two years ago\n" * 3,
    )
    assert fields(layout) == ["enquiry_on", "given_names", "family_name", "email", "note", "note"]


def test_blank_headings_are_columns_where_they_hold_something(tmp_path):
    layout = guessed(tmp_path, "Date of enquiry,,Surname,,\n3/3/14,x,Lee,,\n")
    assert [(column.letter, column.field) for column in layout.columns] == [
        ("A", "enquiry_on"),
        ("B", "note"),
        ("C", "family_name"),
    ]
    assert layout.columns[1].name == "column B"


@pytest.mark.parametrize(
    ("days", "order", "told"),
    [
        (("3/4/14", "31/12/13"), "day", 0),
        (("3/4/14", "12/31/13"), "month", 0),
        (("14/3/4", "99/12/31"), "year", 0),
        (("2014-03-04", "2014-12-31"), "day", 0),
        (("3/4/14", "4/5/14"), "day", 1),
        (("3/3/14", "4/4/14"), "day", 0),
        (("31/12/13", "12/31/13"), "day", 1),
    ],
)
def test_the_day_stands_first_unless_the_column_proves_otherwise(tmp_path, days, order, told):
    lines = "".join(f"{day},Lee\n" for day in days)
    layout = guessed(tmp_path, f"Date of enquiry,Surname\n{lines}")
    assert layout.date_order == order
    assert len(layout.remarks) == told


def test_a_column_may_prove_another_order_than_the_rest(tmp_path):
    layout = guessed(
        tmp_path, "Date of enquiry,Surname,Visit\n31/1/14,Lee,2/20/14\n3/4/14,Li,5/6/14\n"
    )
    assert layout.date_order == "day"
    assert [column.date_order for column in layout.columns] == ["", "", "month"]
    assert with_date_order(layout, "month").column(2).date_order == ""


def test_the_sheet_with_most_known_headings_is_guessed_and_any_may_be_chosen():
    with open_book(PUBLIC) as book:
        layout = guess(book)
        assert (layout.sheet, layout.mapping) == ("List 11", annex_a.NAME)
        assert guess(book, "List 1").sheet == "List 1"


def test_a_heading_row_may_be_chosen(tmp_path):
    layout = guessed(tmp_path, "Surname,Date of enquiry\nName,Date\n3/3/14,Lee\n", heading_row=2)
    assert [column.heading for column in layout.columns] == ["Name", "Date"]
    assert layout.rows == 1


def test_a_sheet_that_holds_nothing_is_told(tmp_path):
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    with open_book(path) as book, pytest.raises(Problem, match="holds no rows"):
        guess(book)


def test_what_a_layout_lacks_is_said_and_a_field_has_one_column(tmp_path):
    layout = guessed(tmp_path, "When,Who is it,Notes\n3/3/14,Ann Lee,x\n")
    assert len(layout.lacking) == 2
    layout = with_field(with_field(layout, 0, "enquiry_on"), 1, "names")
    assert layout.lacking == ()
    moved = with_field(layout, 2, "names")
    assert fields(moved) == ["enquiry_on", "", "names"]
    with pytest.raises(Problem, match="no field"):
        with_field(layout, 0, "nonsense")
    with pytest.raises(Problem, match="no such column"):
        with_field(layout, 9, "names")


def test_a_shape_is_remembered_and_fits_the_next_file_in_another_order(tmp_path):
    layout = guessed(tmp_path, "Date of enquiry,Surname,Odd,Visit\n3/3/14,Lee,x,4/3/14\n")
    layout = with_date_order(with_field(layout, 2, "worker"), "month")
    shape = Shape.from_json(shape_of(layout).as_json())
    assert shape == shape_of(layout)
    path = tmp_path / "b.csv"
    path.write_text(
        "odd;More;DATE of  enquiry;Surname\nCasey Example;y;3/4/14;Lee\n", encoding="utf-8"
    )
    with open_book(path) as book:
        fitted = fit(shape, book)
    assert fields(fitted) == ["worker", "note", "enquiry_on", "family_name"]
    assert fitted.date_order == "month"
    other = tmp_path / "c.csv"
    other.write_text("A,B\n1,2\n", encoding="utf-8")
    with open_book(other) as book, pytest.raises(Problem, match="none of the columns"):
        fit(shape, book)


def test_a_shape_without_headings_goes_by_the_place_of_its_columns(tmp_path):
    layout = guessed(tmp_path, "3/3/14,Ann Lee\n")
    path = tmp_path / "b.csv"
    path.write_text("5/3/14,Bo Sample\n", encoding="utf-8")
    with open_book(path) as book:
        assert fields(fit(shape_of(layout), book)) == ["enquiry_on", "names"]


def test_a_damaged_shape_is_refused():
    with pytest.raises(Problem, match="damaged"):
        Shape.from_json({"fields": 3})
    kept = Shape.from_json({"fields": {"a": "gone", "b": "names"}, "date_order": "sideways"})
    assert (kept.fields, kept.date_order) == ({"b": "names"}, "day")


def test_the_same_day_of_the_guess_comes_of_true_days_too(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Logged", "Name"])
    book.active.append([date(2014, 3, 3), "Ann Lee"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    with open_book(path) as opened:
        assert guess(opened).columns[0].sample == ("03/03/2014",)


def test_a_column_of_names_that_give_the_surname_first_is_told_from_its_names(tmp_path):
    turned = "Date of enquiry,Applicants\n3/3/14,Smith John\n4/3/14,Bramble Ann & Bob\n"
    turned += "5/3/14,Fen Peter\n6/3/14,Dell Mary Jane\n"
    layout = guessed(tmp_path, turned)
    assert fields(layout) == ["enquiry_on", "turned_names"]
    assert layout.lacking == ()
    straight = "Date of enquiry,Applicants\n3/3/14,John Smith\n4/3/14,Priya Thomas\n"
    straight += "5/3/14,Ann & Bob Fen\n6/3/14,Mary James\n7/3/14,Ann Dell\n"
    assert fields(guessed(tmp_path, straight)) == ["enquiry_on", "names"]
