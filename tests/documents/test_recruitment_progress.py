from dataclasses import replace
from datetime import date

import pytest

from recruitment_app.documents import recruitment_progress
from recruitment_app.documents.recruitment_progress import ProgressReport
from recruitment_app.drawings.progress_figures import ProgressFigures

FIGURES = ProgressFigures(
    year_label="2014-15",
    starts_on=date(2014, 4, 1),
    ends_on=date(2015, 3, 31),
    today=date(2014, 11, 14),
    target=20,
    cumulative=(1, 2, 4, 5, 7, 9, 11, 11, 11, 11, 11, 11),
    by_month=(1, 1, 2, 1, 2, 2, 2, 0, 0, 0, 0, 0),
    last_year=(0, 1, 1, 3, 4, 6, 7, 9, 10, 12, 13, 15),
)
REPORT = ProgressReport("Northmere Council", FIGURES, date(2014, 11, 14), "Manager")


def test_the_page_is_as_it_was_read_and_kept(read_back, compare):
    found = read_back(recruitment_progress.render(REPORT))
    compare("recruitment_progress", found)
    assert found.facts["Pages"] == "1"


def test_the_page_says_where_the_team_stands(read_back):
    found = read_back(recruitment_progress.render(REPORT))
    assert (
        "11 of 20 approved by 14 November 2014; the straight line to the target would be 12.4."
        in found.words
    )
    assert "October 2014 2 11 11.7 7" in found.text
    assert "November 2014 0 11 13.3 9" in found.text
    assert "December 2014 \u2013 \u2013 15.0 10" in found.text
    assert "target 20" in found.text
    assert "2013\u201314: 15" in found.text
    assert "11 approved" in found.text
    assert "Printed on 14 November 2014 by: Manager" in found.text


def test_every_font_is_embedded_and_the_title_is_the_years(read_back):
    found = read_back(recruitment_progress.render(REPORT))
    assert found.fonts
    assert all(found.fonts.values()), found.fonts
    assert found.facts["Title"] == "Recruitment progress 2014\u201315"


@pytest.mark.parametrize(
    "figures",
    [
        replace(FIGURES, last_year=()),
        replace(FIGURES, target=0),
        replace(FIGURES, today=date(2014, 3, 1)),
        replace(FIGURES, today=date(2014, 4, 1), cumulative=(0,), by_month=(0,)),
        replace(FIGURES, today=date(2016, 1, 1)),
        replace(FIGURES, cumulative=(0,) * 12, by_month=(0,) * 12, last_year=(), target=0),
        replace(FIGURES, cumulative=(900,) * 12, last_year=(1200,) * 12),
    ],
    ids=["no year before", "no target", "before", "first day", "past", "nothing", "many"],
)
def test_an_unusual_year_still_fits_one_page(read_back, figures):
    found = read_back(recruitment_progress.render(replace(REPORT, figures=figures)))
    assert found.facts["Pages"] == "1"
    assert "Recruitment progress 2014\u201315" in found.text
