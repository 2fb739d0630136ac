from datetime import date

from recruitment_app.casework.reports import papers
from tests.casework.cases import TODAY


def test_progress_is_printed_with_the_role_of_who_printed_it(each_store):
    told = papers.progress_report(each_store, year_label="2014-15", today=TODAY)
    assert (told.agency, told.printed_by_role) == ("Sample agency", "Team manager")
    assert told.figures.starts_on == date(2014, 4, 1)
    assert papers.progress_paper(each_store, year_label=None, today=TODAY).startswith(b"%PDF")
