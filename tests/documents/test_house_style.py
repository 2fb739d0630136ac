from datetime import date

import pytest

from recruitment_app.documents import house_style, parts
from recruitment_app.drawings.shapes import Colour
from recruitment_app.ui import tokens


@pytest.mark.parametrize("name", Colour)
def test_paper_has_the_colours_of_the_window(name):
    assert house_style.PAPER_COLOURS[name] == getattr(tokens.PAPER, name)


def test_dates_are_long_in_text_and_short_in_tables():
    assert house_style.long_date(date(2014, 11, 4)) == "4 November 2014"
    assert house_style.short_date(date(2014, 11, 4)) == "4 Nov 2014"


def test_a_fact_that_is_blank_says_that_it_is_not_recorded():
    assert parts.fact("  ").getPlainText() == "Not recorded"
    assert parts.fact("Basildon").getPlainText() == "Basildon"
