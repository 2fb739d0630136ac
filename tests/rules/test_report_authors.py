"""SI 2005/1711: who may write a report for the panel."""

from dataclasses import replace
from datetime import date

import pytest

from recruitment_app.rules.report_authors import (
    Engagement,
    ReportAuthor,
    author_faults,
    compliance,
    needs_supervisor,
    years_after,
)

ON = date(2014, 9, 1)
ABLE = ReportAuthor(
    name="Sandy",
    registration_number="SW 101",
    qualified_on=date(2011, 9, 1),
    has_adoption_experience=True,
)
NEW = replace(ABLE, name="Kit", qualified_on=date(2013, 7, 1))


def test_three_years_to_the_day_with_adoption_work_are_enough():
    assert author_faults(ABLE, None, ON) == ()
    assert not needs_supervisor(ABLE, ON)
    assert needs_supervisor(replace(ABLE, qualified_on=date(2011, 9, 2)), ON)


@pytest.mark.parametrize(
    "lacking",
    [
        {"qualified_on": None},
        {"qualified_on": date(2012, 1, 1)},
        {"has_adoption_experience": False},
        {"engaged_as": Engagement.STUDENT},
    ],
)
def test_who_lacks_something_writes_under_the_supervision_of_somebody_who_does_not(lacking):
    author = replace(ABLE, name="Kit", **lacking)
    (alone,) = author_faults(author, None, ON)
    assert alone.startswith("Kit needs a supervisor")
    assert author_faults(author, ABLE, ON) == ()
    (told,) = author_faults(author, replace(NEW, name="Lee"), ON)
    assert told.startswith("Lee may not supervise")


def test_a_student_need_not_be_registered_and_an_employed_author_must():
    student = ReportAuthor(name="Kit", engaged_as=Engagement.STUDENT)
    assert author_faults(student, ABLE, ON) == ()
    (told,) = author_faults(replace(NEW, registration_number=" "), ABLE, ON)
    assert "not recorded as a registered social worker" in told


def test_who_works_independently_needs_the_experience_and_a_supervisor():
    independent = replace(ABLE, name="Kit", engaged_as=Engagement.INDEPENDENT)
    (alone,) = author_faults(independent, None, ON)
    assert "as whoever works independently" in alone
    assert author_faults(independent, ABLE, ON) == ()
    told = author_faults(replace(independent, has_adoption_experience=False), ABLE, ON)
    assert told
    assert "works independently and may not write" in told[0]


def test_no_author_is_a_fault_of_its_own():
    assert author_faults(None, ABLE, ON) == ("No author of the report is named.",)
    assert not compliance(None, ABLE, ON)


def test_the_line_of_compliance_names_who_wrote_and_who_supervised():
    assert compliance(ABLE, None, ON).startswith("Written by Sandy (registration SW 101), in")
    assert "supervised by Sandy (registration SW 101)" in compliance(NEW, ABLE, ON)
    assert not compliance(NEW, None, ON)


def test_a_leap_day_comes_round_on_the_first_of_march():
    assert years_after(date(2012, 2, 29), 3) == date(2015, 3, 1)
    assert years_after(date(2012, 2, 29), 4) == date(2016, 2, 29)
