from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from recruitment_app.rules.chronology import (
    LifeEvent,
    Strand,
    Stretch,
    contradictions,
    gaps,
    overlaps,
    untold,
)
from recruitment_app.rules.life_story import story_of
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.report_record import Home, ReportPerson, Tie

TODAY = date(2014, 11, 14)
BORN = PartialDate(1980, 3, 5)
HOME, WORK = Strand.HOME, Strand.OCCUPATION


def on(text):
    return PartialDate.stored(text) if text else None


def lived(what, begins, ends="", strand=HOME):
    return Stretch(strand, what, on(begins), on(ends))


def found(stretches, strand=HOME, **more):
    return [
        (str(gap.begins), str(gap.ends))
        for gap in gaps(stretches, strand, born=BORN, until=TODAY, **more)
    ]


def test_a_life_without_gaps_has_none():
    assert found([lived("Mill Lane", "1980", "2003-05"), lived("Ferry Road", "2003-06")]) == []


def test_a_gap_longer_than_six_months_is_found_with_what_stands_around_it():
    stretches = [lived("Mill Lane", "1980", "2003-05-31"), lived("Ferry Road", "2004-01-15")]
    [gap] = gaps(stretches, HOME, born=BORN, until=TODAY)
    assert (gap.begins, gap.ends) == (date(2003, 6, 1), date(2004, 1, 14))
    assert (gap.before, gap.after) == tuple(stretches)
    assert gap.shown == "No home recorded from June 2003 to January 2004 (7 months)"


@pytest.mark.parametrize(("begins", "is_gap"), [("2003-12-01", False), ("2003-12-02", True)])
def test_six_months_to_the_day_are_no_gap(begins, is_gap):
    stretches = [lived("Mill Lane", "1980", "2003-05-31"), lived("Ferry Road", begins)]
    assert bool(found(stretches)) is is_gap


def test_years_alone_make_a_gap_only_where_it_is_there_however_they_are_read():
    assert found([lived("Mill Lane", "1980", "2003"), lived("Ferry Road", "2004")]) == []
    assert found([lived("Mill Lane", "1980", "2003"), lived("Ferry Road", "2005")]) == [
        ("2004-01-01", "2004-12-31")
    ]


def test_what_was_before_eighteen_is_not_asked_for():
    assert found([lived("Mill Lane", "1998-03-05")]) == []
    assert found([lived("Mill Lane", "1999-03-05")]) == [("1998-03-05", "1999-03-04")]


def test_the_last_gap_lasts_until_today_and_no_record_is_one_gap():
    assert found([lived("Mill Lane", "1980", "2012-12")]) == [("2013-01-01", "2014-11-14")]
    assert found([]) == [("1998-03-05", "2014-11-14")]


def test_two_jobs_at_once_cover_each_other():
    jobs = [
        lived("Baker", "1996", "2010", WORK),
        lived("Waiter", "2001", "2003", WORK),
        lived("Cook", "2011-02", "", WORK),
    ]
    assert found(jobs, WORK) == []
    [both] = overlaps(jobs, WORK, until=TODAY)
    assert (both.one.what, both.other.what) == ("Baker", "Waiter")
    assert (both.begins, both.ends) == (date(2001, 12, 31), date(2003, 1, 1))


def test_an_overlap_counts_only_where_it_is_certain():
    assert (
        overlaps([lived("A", "1996", "2001"), lived("B", "2001", "2003")], HOME, until=TODAY) == ()
    )
    [both] = overlaps(
        [lived("A", "1996", "2001-06-30"), lived("B", "2001-03-01", "2003")], HOME, until=TODAY
    )
    assert (both.begins, both.ends) == (date(2001, 3, 1), date(2001, 6, 30))


def typed(text, what, kind="Other", strand=None):
    return LifeEvent(on(text), kind, what, "Document", strand, is_typed=True)


@pytest.mark.parametrize(
    ("event", "explains"),
    [
        (typed("2003-09", "Travelled in Spain"), True),
        (typed("2003", "Stayed with friends", "Home", HOME), True),
        (typed("2003-09", "Job at the mill", "Work", WORK), False),
        (typed("2003-09", "A sister was born", "Family"), False),
        (typed("2002", "Travelled in Spain"), False),
        (LifeEvent(on("2003-09"), "Home", "Moved", "Record", HOME), False),
    ],
)
def test_a_typed_row_that_lies_in_a_gap_explains_it(event, explains):
    stretches = [lived("Mill Lane", "1980", "2003-05-31"), lived("Ferry Road", "2004-03-15")]
    [gap] = gaps(stretches, HOME, born=BORN, until=TODAY, events=[event])
    assert (gap.explained_by is event) is explains


def test_a_chronology_that_names_a_job_at_another_time_contradicts_it():
    job = lived("Joiner, Larkspur Boats", "2004", "2008", WORK)
    right = typed("2004-05", "Began at Larkspur Boats", "Work", WORK)
    wrong = typed("2001", "Began at Larkspur Boats", "Work", WORK)
    vague = typed("2001", "Began to work", "Work", WORK)
    elsewhere = typed("2001", "Larkspur Boats were neighbours", "Home", HOME)
    assert contradictions([right, wrong, vague, elsewhere], [job], until=TODAY) == ((wrong, job),)
    again = lived("Larkspur Boats", "2000", "2002", WORK)
    assert contradictions([wrong], [job, again], until=TODAY) == ()


def test_a_beginning_that_no_row_of_the_chronology_tells_is_untold():
    job, other = lived("Joiner", "2004", "", WORK), lived("Baker", "1999", "2003", WORK)
    assert untold([job, other], [typed("2004-05", "New job", "Work", WORK)]) == (other,)


@given(
    some.lists(
        some.tuples(some.integers(0, 12000), some.integers(0, 3000)).map(
            lambda told: Stretch(
                HOME,
                "Somewhere",
                PartialDate.of(date(1980, 3, 5) + timedelta(told[0])),
                PartialDate.of(date(1980, 3, 5) + timedelta(told[0] + told[1])),
            )
        ),
        max_size=8,
    )
)
def test_no_day_of_a_gap_is_told_of_and_every_other_stretch_of_silence_is_short(stretches):
    days = set()
    for gap in gaps(stretches, HOME, born=BORN, until=TODAY, longer_than=0):
        days |= {gap.begins + timedelta(n) for n in range((gap.ends - gap.begins).days + 1)}
    told = {
        each.begins.earliest + timedelta(n)
        for each in stretches
        for n in range((each.ends.latest - each.begins.earliest).days + 1)
    }
    first = date(1998, 3, 5)
    for number in range((TODAY - first).days + 1):
        day = first + timedelta(number)
        if day in days:
            assert day not in told


PERSON = ReportPerson(
    key="a",
    standing="applicant",
    given_names="Fern",
    born=BORN,
    homes=(Home(lines="14 Mill Lane\nThaxby", begins=on("1980"), ends=on("2004")),),
    ties=(Tie(kind="married", other="b", begins=on("2008-06-01")),),
)
PARTNER = ReportPerson(key="b", standing="applicant", given_names="Rowan", family_name="Larkspur")
CHILD = ReportPerson(
    key="c", standing="household", given_names="Moss", relation="child", born=on("2010-02-03")
)
FATHER = ReportPerson(
    key="d",
    standing="relative",
    given_names="Oak",
    died=on("2011"),
    ties=(Tie(kind="child", other="a"),),
)


def story(**more):
    return story_of(PERSON, [PERSON, PARTNER, CHILD, FATHER], today=TODAY, **more)


def test_a_life_is_told_from_birth_by_the_record_and_by_what_is_typed():
    told = story(
        typed=[
            {"happened_on": "5 March 1980", "line": "Family", "event": "Born in Thaxby"},
            {"happened_on": "1985", "line": "Loss", "event": "The family dog died"},
            {"happened_on": "no date", "line": "Loss", "event": "Not read"},
            {"happened_on": "1990", "line": "Loss", "event": ""},
        ],
        schools=[{"school": "Thaxby School", "begins": "1991", "ends": "1996"}],
        jobs=[{"employer": "Larkspur Boats", "post": "Joiner", "begins": "1996"}],
    )
    assert [(event.on.shown, event.what) for event in told.events] == [
        ("5 March 1980", "Born in Thaxby"),
        ("1980", "Moved to 14 Mill Lane"),
        ("1985", "The family dog died"),
        ("1991", "Began at Thaxby School"),
        ("1996", "Finished at Thaxby School"),
        ("1996", "Began work: Joiner, Larkspur Boats"),
        ("1 June 2008", "Relationship with Rowan Larkspur began"),
        ("3 February 2010", "Moss born"),
        ("2011", "Oak died"),
    ]


def test_what_was_typed_for_the_same_day_is_not_told_twice():
    told = story(
        typed=[
            {"happened_on": "2 September 1991", "line": "Education", "event": "Big school"},
            {"happened_on": "1996", "line": "Education", "event": "Leaves with five passes"},
        ],
        schools=[{"school": "Thaxby School", "begins": "1991-09-02", "ends": "1996"}],
    )
    whats = [event.what for event in told.events]
    assert "Big school" in whats
    assert "Began at Thaxby School" not in whats
    assert "Finished at Thaxby School" in whats


def test_a_child_of_another_relationship_is_born_into_one_life_alone():
    basil = ReportPerson(
        key="e",
        standing="child_elsewhere",
        given_names="Basil",
        relation="child",
        born=on("2001"),
        ties=(Tie(kind="parent", other="b"),),
    )
    people = [PERSON, PARTNER, CHILD, basil]
    of_fern, of_rowan = (
        [event.what for event in story_of(each, people, today=TODAY).events]
        for each in (PERSON, PARTNER)
    )
    assert "Basil born" not in of_fern
    assert "Basil born" in of_rowan
    assert "Moss born" in of_fern
    assert "Moss born" in of_rowan


def test_the_home_of_the_first_day_is_no_move():
    fern = ReportPerson(
        key="a", standing="applicant", born=BORN, homes=(Home(lines="1 Mill Lane", begins=BORN),)
    )
    assert "First home: 1 Mill Lane" in [e.what for e in story_of(fern, today=TODAY).events]


def test_the_lines_of_a_chronology_hold_its_gaps_where_they_begin():
    lines = [(line.when, line.kind, line.source) for line in story().lines(until=TODAY)]
    assert ("January 2005", "Gap", "Not explained") in lines
    whats = [line.what for line in story().lines(until=TODAY)]
    assert "No home recorded from January 2005 to November 2014 (9 years and 10 months)" in whats


def test_time_without_work_that_a_row_tells_fills_the_gap_and_is_no_job():
    told = story(
        jobs=[
            {"employer": "Larkspur Boats", "post": "Joiner", "begins": "1996", "ends": "2004-06"},
            {
                "employer": "None: looking",
                "post": "Unemployed",
                "begins": "2004-07",
                "ends": "2006",
            },
            {"employer": "", "post": "At home with Moss", "begins": "2007"},
        ]
    )
    whats = [event.what for event in told.events]
    assert "Unemployed from here" in whats
    assert "At home with Moss from here" in whats
    assert not any(what.startswith("Ended work: Unemployed") for what in whats)
    assert Strand.OCCUPATION not in {gap.strand for gap in told.gaps(until=TODAY)}


def test_to_be_without_a_partner_is_no_gap():
    assert Strand.RELATIONSHIP not in {gap.strand for gap in story().gaps(until=TODAY)}


def test_nobody_s_birth_known_asks_for_no_gaps():
    bare = ReportPerson(key="x", standing="applicant")
    told = story_of(bare, today=TODAY)
    assert (told.events, told.gaps(until=TODAY)) == ((), ())
