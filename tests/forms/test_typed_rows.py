from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.errors import Problem
from recruitment_app.forms.definition import Column, ColumnKind
from recruitment_app.forms.typed_rows import is_blank, offers, read_cell, shown_cell

TODAY = date(2014, 11, 14)


def column(kind: ColumnKind, *choices: str) -> Column:
    return Column(key="cell", title="Cell", kind=kind, choices=choices)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (ColumnKind.TEXT, "  as it is <b> & ", "as it is <b> &"),
        (ColumnKind.DATE, "3/3/79", "3 March 1979"),
        (ColumnKind.DATE, "1979-05", "May 1979"),
        (ColumnKind.DATE, "1979", "1979"),
        (ColumnKind.NUMBER, "1,250", "1250"),
        (ColumnKind.NUMBER, "1.5", "1.5"),
        (ColumnKind.MONEY, "£1,250.50", "1250.50"),
        (ColumnKind.MONEY, "-80", "-80"),
        (ColumnKind.YES_NO, "y", "Yes"),
        (ColumnKind.YES_NO, "NO", "No"),
        (ColumnKind.DATE, " ", ""),
    ],
)
def test_a_cell_is_read_by_the_kind_of_its_column(kind, typed, kept):
    assert read_cell(column(kind), typed, today=TODAY) == kept


def test_a_choice_is_known_by_its_beginning_where_one_alone_begins_so():
    answer = column(ColumnKind.CHOICE, "Yes", "To be explored", "To be asked", "No")
    assert read_cell(answer, "y", today=TODAY) == "Yes"
    assert read_cell(answer, "to be explored", today=TODAY) == "To be explored"
    with pytest.raises(Problem, match="Choose one of"):
        read_cell(answer, "to be", today=TODAY)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (ColumnKind.DATE, "whenever"),
        (ColumnKind.NUMBER, "many"),
        (ColumnKind.MONEY, "1.234.5"),
        (ColumnKind.YES_NO, "perhaps"),
    ],
)
def test_what_does_not_fit_its_column_is_refused_with_what_to_type(kind, typed):
    with pytest.raises(Problem):
        read_cell(column(kind), typed, today=TODAY)


@given(st.text(max_size=20), st.sampled_from(list(ColumnKind)))
def test_what_is_kept_is_read_again_as_itself(typed, kind):
    asked = column(kind, "Strong", "Thin")
    try:
        kept = read_cell(asked, typed, today=TODAY)
    except Problem:
        return
    assert read_cell(asked, kept, today=TODAY) == kept
    assert read_cell(asked, shown_cell(asked, kept), today=TODAY) == kept


def test_an_amount_is_shown_with_its_sign_and_commas():
    assert shown_cell(column(ColumnKind.MONEY), "1250.50") == "£1,250.50"
    assert shown_cell(column(ColumnKind.MONEY), "as typed") == "as typed"
    assert shown_cell(column(ColumnKind.MONEY), "-80") == "-£80"


def test_a_cell_of_yes_or_no_offers_both_and_a_blank_row_holds_nothing():
    assert offers(column(ColumnKind.YES_NO)) == ("Yes", "No")
    assert offers(column(ColumnKind.TEXT)) == ()
    assert is_blank({"a": " "})
    assert not is_blank({"a": " ", "b": "x"})
