"""Checks 2 to 12 and 21 to 35: referees, checks, dates, lives, the child, issue, the home."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from recruitment_app.casework.law import shipped_limits
from recruitment_app.rules.clocks import Clock, ClockState
from recruitment_app.rules.report_findings import Severity
from recruitment_app.rules.report_record import (
    CaseDates,
    Changed,
    Drawn,
    FormsBeside,
    Home,
    Issue,
    Photo,
    Signature,
    Tie,
)
from recruitment_app.rules.visit_expectations import Seeing
from tests.rules.checked import COUPLE, FERN, HAZEL, ROWAN, TODAY, found, messages, on, section

BLOCKING, REASON, INFORMATION = Severity.BLOCKING, Severity.REASON, Severity.INFORMATION


def referee(initials, *, years="7", knows="Both", relative="No"):
    return {
        "initials": initials,
        "relation": "Friend",
        "years_known": years,
        "knows": knows,
        "is_relative": relative,
    }


def interview(initials):
    return (
        f"{initials}, seen on 3 September 2014 at home. They are kind. Signed 9 September 2014.\n"
        "I give this much weight."
    )


THREE = [referee("J.M."), referee("P.T."), referee("A.B.", relative="Yes")]
TOLD = "\n".join(map(interview, ["J.M.", "P.T.", "A.B."]))


def of_referees(rows=THREE, told=TOLD):
    return section("d.ref.list", rows=rows), section("e.ref", words=told)


def test_an_author_who_may_not_write_stops_issue():
    (one,) = found(2, section("c.sign"), author_faults=("Ivy is a student.",), author="Ivy")
    assert (one.severity, one.section, one.message) == (BLOCKING, "c.sign", "Ivy is a student.")
    assert found(2, section("c.sign")) == ()


def test_three_referees_who_were_interviewed_are_enough():
    assert found(3, *of_referees()) == ()
    assert found(4, *of_referees()) == ()


def test_two_interviews_and_two_relatives_stop_issue():
    two = "\n".join(map(interview, ["J.M.", "P.T."]))
    (few,) = found(3, *of_referees(told=two))
    assert few.severity is BLOCKING
    assert "2 of the referees" in few.message
    assert "A.B." in few.evidence[1].says
    (relatives,) = found(3, *of_referees([*THREE[:2], THREE[2], referee("C.D.", relative="Yes")]))
    assert relatives.message == "2 of the referees are relatives; one may be."


@pytest.mark.parametrize(
    ("rows", "told", "words"),
    [
        ([referee("J.M.", years="4")], interview("J.M."), "No referee has known"),
        ([referee("J.M.", knows="Fern")] * 1, interview("J.M."), "0 of the referees know both"),
        ([referee("J.M.")], "J.M. said much. I give it weight. Signed.", "does not tell its date"),
        ([referee("J.M.")], "J.M. on 3 May 2014. Weight: much.", "that the referee signed it"),
        ([referee("J.M.")], "J.M. on 3 May 2014. Signed.", "the weight that you give it"),
        ([referee("J.M.")], "J.M., 3 May 2015, signed, weight", "after today"),
    ],
)
def test_what_an_interview_or_the_list_lacks_wants_a_reason(rows, told, words):
    got = found(4, *of_referees(rows, told))
    assert any(words in each.message for each in got)
    assert {each.severity for each in got} == {REASON}


HEALTH = "The medical adviser, in a signed summary of 4 June 2014, sees no ground against it."


def checked(*rows):
    return section("d.check.idx", rows=rows)


def back(whose, check, returned):
    return {
        "whose": whose,
        "check": check,
        "requested_on": "1 May 2014",
        "returned_on": returned,
        "state": "Complete" if returned else "Outstanding",
    }


def test_a_medical_summary_that_is_dated_and_signed_is_there():
    health = section("b.7", person="fern", evidence=HEALTH)
    assert found(5, health, checked(back("Fern", "Medical report", "2 June 2014"))) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She is well.", "does not give the medical adviser's summary"),
        ("The medical adviser has signed that all is well.", "does not say on which day"),
        ("The medical adviser wrote on 4 June 2014.", "is not signed"),
    ],
)
def test_a_summary_that_lacks_something_stops_issue(text, words):
    (one,) = found(5, section("b.7", person="fern", evidence=text))
    assert one.severity is BLOCKING
    assert words in one.message


def test_a_summary_before_the_examination_stops_issue():
    health = section("b.7", person="fern", evidence=HEALTH)
    (one,) = found(5, health, checked(back("Fern", "Medical report", "5 June 2014")))
    assert next(item.says for item in one.evidence) == "4 June 2014"


def test_a_signature_of_the_medical_adviser_is_a_signature():
    health = section("b.7", person="fern", evidence="The medical adviser wrote on 4 June 2014.")
    assert found(5, health, signatures=(Signature(role="medical_adviser", name="Dr A"),)) == ()


@pytest.mark.parametrize(
    ("returned", "panel", "is_old"),
    [
        ("27 May 2014", None, False),
        ("13 May 2014", None, True),
        ("14 May 2014", None, False),
        ("14 May 2014", date(2014, 11, 27), True),
    ],
)
def test_a_health_report_older_than_six_months_at_panel_wants_a_reason(returned, panel, is_old):
    told = found(6, checked(back("Fern", "Medical", returned)), dates=CaseDates(panel=panel))
    assert bool(told) is is_old


def test_every_adult_at_home_needs_a_certificate():
    grown = replace(HAZEL, key="ivy", given_names="Ivy", born=on("1996-11-20"))
    rows = checked(back("Fern", "Enhanced DBS", "2 June 2014"))
    people = (*COUPLE, HAZEL, grown)
    assert [each.message for each in found(7, rows, people=people)] == [
        "No DBS check is listed for Rowan Larkspur, an adult of the household."
    ]
    panel = CaseDates(panel=date(2014, 11, 27))  # Ivy turns eighteen before it
    assert len(found(7, rows, people=people, dates=panel)) == 2
    both = checked(back("Fern and Rowan", "Enhanced DBS", "2 June 2014"))
    assert found(7, both, people=(*COUPLE, HAZEL)) == ()


def test_an_old_certificate_wants_a_reason():
    old = checked(back("Both", "DBS", "1 May 2012"))
    assert {each.severity for each in found(7, old)} == {REASON}


def test_a_check_that_is_out_wants_a_reason():
    (one,) = found(8, checked(back("Fern", "Employer", "")))
    assert one.message == "The check “Employer” of Fern has not come back."
    assert found(8, checked(back("Fern", "Employer", "3 June 2014"))) == ()


def test_a_former_partner_and_a_grown_child_are_accounted_for():
    former = replace(FERN, ties=(Tie(kind="former_partner", other_name="Basil Sorrel"),))
    grown = replace(HAZEL, relation="adult_child", born=on("1990"), given_names="Ivy")
    people = (former, ROWAN, grown)
    nothing = found(8, section("e.ex", words="Nobody else."), people=people)
    assert len(nothing) == 2
    told = section("e.ex", words="Basil Sorrel wrote on 3 May 2014. Ivy was seen.")
    assert found(8, told, people=people) == ()
    dead = replace(former, ties=(Tie(kind="separated", other_name="Sorrel", ended_how="died"),))
    assert found(8, section("e.ex", words="None."), people=(dead,)) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Fern was born on 12 May 1978 in Hull.", "12 May 1978"),
        ("Fern was born in June 1979.", "June 1979"),
        ("She was born in 1980, the elder of two.", "1980"),
        ("They married on 23 August 2008.", "23 August 2008"),
        ("In 2009 they married.", "2009"),
        ("Fern and Rowan married in 2005.", "2005"),
    ],
)
def test_a_date_in_prose_that_is_not_the_records_wants_a_reason(text, said):
    whose = "" if "married" in text else "fern"
    (one,) = found(9, section("b.2", person=whose, evidence=text))
    assert one.severity is REASON
    assert f"says {said} for" in one.message
    assert len(one.evidence) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "Fern was born on 12 May 1979.",
        "Fern was born in May 1979 and her brother was born in 1982.",
        "Her mother was born in 1950.",
        "Fern's sister was born in 1985.",
        "They married in August 2007.",
        "Her parents married in 1975.",
        "Rowan first married in 1999.",
        "In 2012 she changed her post.",
        "A cousin married in 2010.",
        "The house was built in 1901.",
    ],
)
def test_a_date_that_agrees_or_is_of_somebody_else_is_passed_over(text):
    assert messages(9, section("b.2", person="fern", evidence=text)) == []


def test_a_job_a_move_and_a_visit_are_held_against_their_tables():
    jobs = section("d.emp", person="fern", rows=[{"begins": "April 2004", "employer": "Riverside"}])
    wrong = section("b.3", person="fern", evidence="She joined Riverside in 2006.")
    assert "start of a job" in messages(9, jobs, wrong)[0]
    right = section("b.3", person="fern", evidence="She joined Riverside in April 2004.")
    assert messages(9, jobs, right) == []
    moved = section("b.12", evidence="They moved into this house in 2011.")
    assert "June 2008" in messages(9, moved)[0]
    visits = section("a.method", rows=[{"held_on": "3 September 2014"}])
    seen = section("b.16", evidence="On our visit on 4 September 2014 they spoke of it.")
    assert "3 September 2014" in messages(9, visits, seen)[0]
    right = section("b.16", evidence="On our visit on 3 September 2014 they spoke of it.")
    assert messages(9, visits, right) == []


def test_what_cannot_have_been_so_is_found():
    young = replace(HAZEL, born=on("1988-01-01"))  # Fern was eight
    assert "was not yet 12" in messages(10, people=(*COUPLE, young))[0]
    assert messages(10, people=(*COUPLE, HAZEL)) == []
    dead = replace(ROWAN, died=on("1960"))
    assert "died before being born" in " ".join(messages(10, people=(dead,)))
    rows = [{"begins": "2004", "ends": "2003", "employer": "Riverside"}]
    assert "ends before it begins" in messages(10, section("d.emp", person="fern", rows=rows))[0]
    rows = [{"begins": "1988", "employer": "Riverside"}]
    assert "before the age of 13" in messages(10, section("d.emp", person="fern", rows=rows))[0]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Fern, 33, is a librarian.", 1),
        ("Fern, 35, is a librarian.", 0),
        ("Fern (36) is a librarian.", 1),
        ("Fern is 36 years old.", 1),
        ("Fern, aged 12 when her father left, remembers it.", 0),
        ("A 40-year-old Fern laughs at it.", 1),
        ("Fern has 36 books.", 0),
        ("Fern is a 40 year old librarian.", 1),
        ("Fern is a 35-year-old librarian.", 0),
    ],
)
def test_an_age_is_held_against_the_date_of_birth(text, count):
    assert len(found(10, section("b.6", evidence=text))) == count  # she is 35


def test_the_age_of_who_is_meant_by_a_pronoun_in_their_own_section_is_read():
    assert len(found(10, section("b.6", person="fern", evidence="She is 40 years old."))) == 1
    assert found(10, section("b.6", person="fern", evidence="She is 35.")) == ()
    assert found(10, section("b.6", person="fern", evidence="Her sister drove. She is 40.")) == ()


CHRONOLOGY = {"happened_on": "1979-05-12", "line": "Family", "event": "Born"}


def life(person, *, jobs=(), rows=(CHRONOLOGY,)):
    return (
        section("d.chron", person=person, rows=rows),
        section("d.emp", person=person, rows=jobs),
    )


def job(begins, ends, post="Clerk"):
    return {"begins": begins, "ends": ends, "employer": "Riverside", "post": post}


def test_a_gap_in_work_wants_a_row_that_explains_it():
    jobs = [job("May 1997", "March 2003"), job("January 2004", "")]
    fern = replace(FERN, homes=())
    (gap,) = found(11, *life("fern", jobs=jobs), people=(fern, ROWAN))
    assert "from April 2003 to December 2003" in gap.message
    assert len(gap.evidence) == 2
    told = {"happened_on": "June 2003", "line": "Work", "event": "Travelled in Asia"}
    lived = life("fern", jobs=jobs, rows=(CHRONOLOGY, told))
    assert found(11, *lived, people=(fern, ROWAN)) == ()
    short = [job("May 1997", "March 2003"), job("September 2003", "")]
    assert found(11, *life("fern", jobs=short), people=(fern, ROWAN)) == ()


def test_two_full_time_posts_at_once_want_a_reason():
    jobs = [job("May 1997", "March 2004", "Full time"), job("January 2003", "", "Full-time")]
    assert "two full-time posts at once" in messages(12, *life("fern", jobs=jobs))[0]
    part = [job("May 1997", "March 2004", "Full time"), job("January 2003", "", "Part time")]
    assert messages(12, *life("fern", jobs=part)) == []


def test_a_row_of_the_chronology_outside_of_what_it_names_wants_a_reason():
    jobs = [job("May 1997", "March 2003", "Librarian")]
    told = {"happened_on": "June 1990", "line": "Work", "event": "Became librarian"}
    assert "Became librarian" in messages(12, *life("fern", jobs=jobs, rows=(told,)))[0]
    within = {**told, "happened_on": "June 1999"}
    (began,) = messages(12, *life("fern", jobs=jobs, rows=(within,)))
    assert began.endswith("in June 1999; by another table it began in May 1997.")
    for day, event in (("June 1997", "Became librarian"), ("June 1999", "Librarian of the year")):
        row = {**told, "happened_on": day, "event": event}
        assert messages(12, *life("fern", jobs=jobs, rows=(row,))) == []


def need(text, shown_in="b.15", answer="Yes"):
    return {"need": text, "answer": answer, "shown_in": shown_in}


ABLE = section("b.15", person="fern", evidence="She minds two nephews.", number="B14")


@pytest.mark.parametrize(
    ("row", "count"),
    [
        (need("Neglect"), 0),
        (need("Neglect", "B14"), 0),
        (need("Neglect", "B 14 and B15"), 0),
        (need("Neglect", ""), 1),
        (need("Neglect", "b.16"), 1),  # not written
        (need("Neglect", "", "No"), 0),
    ],
)
def test_a_yes_leads_to_what_was_written_of_ability(row, count):
    assert len(found(22, ABLE, section("b.21", rows=[row]))) == count


def test_bedrooms_and_the_ages_at_home_limit_the_range():
    home = section("d.home", rows=[{"feature": "Rooms", "outline": "Two bedrooms and a box room"}])
    people = (*COUPLE, HAZEL)  # she is five
    one = section("b.21", rows=[need("One child")])
    assert "2 bedrooms leave 0" in messages(22, ABLE, home, one, people=people)[0]
    assert messages(22, ABLE, home, one) == []
    ages = section("b.21", rows=[need("Aged from birth to 4")])
    assert "Children up to 4" in messages(22, ABLE, ages, people=people)[0]
    ages = section("b.21", rows=[need("Aged 0-3")])
    assert messages(22, ABLE, ages, people=people) == []


def of_recommendation(whole, glance):
    return section("c.rec", words=whole), section("a.rec", words=glance)


@pytest.mark.parametrize(
    ("whole", "glance", "words"),
    [
        ("They are kind.", "I recommend approval.", "does not say whether"),
        ("I recommend approval in principle.", "I recommend approval.", "“in principle”"),
        ("I recommend approval subject to the DBS.", "Suitable.", "“subject to”"),
        ("They are not suitable to adopt.", "They are suitable to adopt.", "whether they are"),
        (
            "I recommend them for one child aged 2 to 6.",
            "I recommend them for two children.",
            "number of children: 2 and 1",
        ),
        (
            "I recommend them for one child aged 2 to 6.",
            "I recommend them for one child up to 8.",
            "the ages of children: 8 and 6",
        ),
    ],
)
def test_a_recommendation_is_there_unconditional_and_the_same(whole, glance, words):
    got = found(23, *of_recommendation(whole, glance))
    assert any(words in each.message for each in got)
    assert {each.severity for each in got} == {BLOCKING}


def test_a_plain_recommendation_is_passed():
    whole = "I recommend that they are suitable to adopt one child aged from two to six."
    glance = "I recommend them as suitable for one child aged 2 to 6. It rests on their patience."
    assert messages(23, *of_recommendation(whole, glance)) == []


SENT = CaseDates(sent_to_applicants=date(2014, 11, 3), observations_due=date(2014, 11, 7))


def test_observations_are_recorded_when_their_days_are_over():
    (one,) = found(26, section("c.app", person="fern"), dates=SENT)
    assert (one.severity, one.section) == (BLOCKING, "c.app")
    assert found(26, dates=replace(SENT, observations=TODAY)) == ()
    assert found(26, dates=replace(SENT, observations_due=TODAY)) == ()
    assert found(26) == ()
    near = CaseDates(panel=TODAY + timedelta(days=6))
    assert "have not been sent their copy" in messages(26, dates=near)[0]
    assert found(26, dates=CaseDates(panel=TODAY + timedelta(days=9))) == ()


def test_a_change_after_signing_or_issue_wants_a_reason():
    signed = (Signature(role="applicant", name="Fern", signed_on=TODAY, content="old"),)
    issued = (Issue(edition="panel", issued_on=TODAY, content="old"),)
    assert len(found(27, signatures=signed, issues=issued, content="new")) == 2
    assert found(27, signatures=signed, issues=issued, content="old") == ()
    added = (replace(issued[0], has_addendum_since=True),)
    assert found(27, issues=added, content="new") == ()


LIMITS = {limit.id: limit for limit in shipped_limits()}
BEGAN, DUE = date(2014, 1, 2), date(2014, 6, 2)


@pytest.mark.parametrize(
    ("clock", "panel", "severity"),
    [
        (Clock(LIMITS["T08"], ClockState.LATE, BEGAN, DUE), None, REASON),
        (Clock(LIMITS["T08"], ClockState.MET, BEGAN, DUE, met_on=date(2014, 6, 3)), None, REASON),
        (Clock(LIMITS["T08"], ClockState.MET, BEGAN, DUE, met_on=DUE), None, None),
        (Clock(LIMITS["T11"], ClockState.LAPSED, BEGAN, DUE), None, BLOCKING),
        (Clock(LIMITS["T13"], ClockState.RUNNING, BEGAN, date(2014, 11, 20)), None, None),
        (
            Clock(LIMITS["T13"], ClockState.RUNNING, BEGAN, date(2014, 11, 20)),
            date(2014, 11, 27),
            REASON,
        ),
        (Clock(LIMITS["T01a"], ClockState.LATE, BEGAN, DUE), None, None),
        (Clock(LIMITS["T13"], ClockState.NOT_STARTED), None, None),
    ],
)
def test_the_clocks_of_the_stages_are_kept(clock, panel, severity):
    told = found(28, clocks=(clock,), dates=CaseDates(panel=panel))
    assert [each.severity for each in told] == ([severity] if severity else [])


def visit(who, alone="No", about="At home"):
    return {"held_on": "3 May 2014", "who": who, "is_alone": alone, "about": about}


SEEN = [visit("Fern", "Yes"), visit("Rowan", "Yes"), visit("Both"), visit("Both, with Hazel")]


def test_everybody_was_seen_at_home_alone_and_often_enough():
    heard = section("b.9", person="hazel", evidence="Hazel drew a bed for a brother.")
    people = (*COUPLE, HAZEL)
    assert found(29, section("a.method", rows=SEEN), heard, people=people) == ()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([*SEEN[:1], *[visit("Both")] * 3], "Rowan Larkspur was seen alone"),
        (SEEN[:3], "3 visits are listed; 4"),
        ([{**row, "about": "In the office"} for row in SEEN], "No visit to the home"),
        (SEEN, "The view of Hazel Larkspur"),
    ],
)
def test_who_was_not_seen_or_heard_wants_a_reason(rows, words):
    told = messages(29, section("a.method", rows=rows), people=(*COUPLE, HAZEL))
    assert any(words in each for each in told)


def test_visits_of_the_record_count_too_and_are_missed_in_the_table():
    def seeing(number, *keys):
        return Seeing(
            on=date(2014, 5, number),
            is_held=True,
            seen=frozenset(keys),
            apart=frozenset(),
            is_home_seen=number == 3,
        )

    visits = (seeing(3, "fern"), seeing(4, "rowan"), *[seeing(3, "fern", "rowan")] * 2)
    told = messages(29, section("a.method", rows=SEEN[:1]), people=COUPLE, visits=visits)
    assert told == ["Visits are recorded that the table does not list: 4 May 2014."]


def line(sort, monthly, *, leave="", balance="", what="Line"):
    return {
        "line": what,
        "sort": sort,
        "monthly": monthly,
        "monthly_on_leave": leave,
        "balance": balance,
    }


MONEY = [line("Income", "3200", leave="2100"), line("Outgoing", "2450")]


def of_money(text, rows=MONEY):
    return section("d.fin", rows=rows), section("b.14", evidence=text)


def test_sums_that_hold_and_are_spoken_of_are_passed():
    text = "They have a surplus of £750 a month. On leave they draw on savings."
    assert messages(30, *of_money(text)) == []


@pytest.mark.parametrize(
    ("text", "rows", "words"),
    [
        ("They manage.", MONEY, "On leave £350 a month are lacking"),
        ("A surplus of £900 a month; savings.", MONEY, "gives £900 as surplus now; by the table"),
        (
            "They live modestly; savings help.",
            [*MONEY, line("Debt", "", balance="£4,000")],
            "debts of £4,000",
        ),
        (
            "Their total debt is £3,000; savings help.",
            [*MONEY, line("Debt", "", balance="4000")],
            "gives £3,000 as debt in all",
        ),
    ],
)
def test_sums_that_do_not_hold_want_a_reason(text, rows, words):
    assert any(words in each for each in messages(30, *of_money(text, rows)))


def test_what_is_unsafe_has_a_day_and_an_animal_its_row():
    undone = {"feature": "Safety check", "outline": "A stair gate must be fitted"}
    assert "no day is set" in messages(31, section("d.home", rows=[undone]))[0]
    dated = {**undone, "detail": "By 1 December 2014"}
    assert messages(31, section("d.home", rows=[dated])) == []
    dog = section("b.12", evidence="The dog sleeps in the hall.")
    assert "“dog”" in messages(31, section("d.home", rows=[dated]), dog)[0]
    known = section("d.home", rows=[dated, {"feature": "Pets", "outline": "A spaniel"}])
    assert messages(31, known, dog) == []
    none = section("b.12", evidence="There is no dog.")
    assert messages(31, section("d.home", rows=[dated]), none) == []


def test_what_the_home_and_safety_check_leaves_open_is_found():
    home = section("d.home", rows=[{"feature": "Rooms", "outline": "Three"}])
    pond = {"action": "Fence the pond", "need": "Must"}

    def told(**beside):
        return messages(31, home, beside=FormsBeside(has_home=True, **beside))

    assert "no day is set" in told(actions=(pond,))[0]
    late = {**pond, "due_on": "1 November 2014"}
    assert "was to be done by 1 November 2014" in told(actions=(late,))[0]
    for fine in ({**pond, "due_on": "1 December 2014"}, {**late, "done_on": "30 October 2014"}):
        assert told(actions=(fine,)) == []
    assert told(actions=({**pond, "need": "Advised"},)) == []
    question = {"item": "Is there no firearm?"}
    assert "does not answer: “Is there no firearm?”" in told(licensed=(question,))[0]
    assert told(licensed=({**question, "answer": "Yes"},)) == []
    assert told(kept_animals=("Rex",)) == [
        "Rex lives there, and the home and safety check has no line for it."
    ]
    assert told(kept_animals=("Rex",), animals=({"animal": "rex"},)) == []


def test_a_table_of_money_that_is_not_the_statement_of_finances_is_found():
    pay = {"line": "Pay", "sort": "Income", "monthly": "2100"}
    loan = {"line": "Car loan", "sort": "Debt", "balance": "4000"}
    money = section("b.14", evidence="They owe for the car.")

    def told(rows, lines):
        beside = FormsBeside(money=tuple(lines))
        return messages(30, section("d.fin", rows=rows), money, beside=beside)

    assert told([pay, loan], [pay, loan]) == []
    assert "differ in 1 line" in told([pay], [pay, loan])[0]
    assert "differ in 2 lines" in told([pay], [{**pay, "monthly": "2000"}])[0]
    assert told([pay], []) == []


def test_everybody_near_is_drawn_with_an_age():
    people = (*COUPLE, HAZEL, replace(HAZEL, key="moss", relation="sibling", given_names="Moss"))
    drawn = (
        Drawn(person="fern", name="Fern", age="35"),
        Drawn(person="rowan", name="Rowan", age="39"),
        Drawn(person="hazel", name="Hazel"),
    )
    told = messages(32, section("a.tree", person="fern"), people=people, drawn=drawn)
    assert sorted(told) == [
        "Hazel Larkspur stands in the family tree without an age.",
        "Moss Larkspur is not drawn in the family tree.",
    ]
    whole = (*drawn[:2], Drawn(person="hazel", name="Hazel", age="5"))
    assert messages(32, section("a.tree"), people=people[:3], drawn=whole) == []
    dead = (*drawn[:2], Drawn(person="hazel", name="Hazel", is_dead=True))
    assert (
        "without the age at death"
        in messages(32, section("a.tree"), people=people[:3], drawn=dead)[0]
    )


def tie(who, minutes="20", strength="Strong", told="Yes"):
    return {"who": who, "strength": strength, "minutes_away": minutes, "is_told": told}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([tie("A"), tie("B")], "2 strong ties; 3"),
        ([tie("A", "90"), tie("B", "61"), tie("C", "120")], "more than 60 minutes"),
        ([tie("A"), tie("B"), tie("C"), tie("D", strength="Thin", told="No")], "D is counted"),
    ],
)
def test_support_that_is_thin_far_or_untold_is_told(rows, words):
    (one,) = found(33, section("a.eco", rows=rows))
    assert one.severity is INFORMATION
    assert words in one.message


def test_near_support_that_knows_is_passed():
    assert found(33, section("a.eco", rows=[tie("A"), tie("B", "90"), tie("C", "60")])) == ()


@pytest.mark.parametrize(
    ("photos", "words"),
    [
        ((), "no photograph"),
        ((Photo(),), "says when it was taken"),
        ((Photo(taken_on=date(2013, 11, 13)),), "older than 12 months"),
        ((Photo(taken_on=TODAY, in_profile=True),), "without the consent"),
    ],
)
def test_a_photograph_that_is_missing_old_or_unconsented_wants_a_reason(photos, words):
    (one,) = found(34, photos=photos)
    assert one.severity is REASON
    assert words in one.message


def test_a_fresh_photograph_with_consent_is_passed():
    photo = Photo(taken_on=date(2013, 11, 14), in_profile=True, has_consent=True)
    assert found(34, photos=(photo,)) == ()


def test_a_section_older_than_what_it_speaks_of_is_to_be_looked_at():
    change = Changed(what="money", on=date(2014, 11, 3), told="The table of money was changed")
    old = section("b.14", evidence="x", edited_on=date(2014, 11, 2))
    (one,) = found(35, old, changes=(change,))
    assert one.message == (
        "The table of money was changed on 3 November 2014: look at B14 Section again."
    )
    assert found(35, replace(old, edited_on=date(2014, 11, 3)), changes=(change,)) == ()


def test_an_address_without_dates_troubles_nobody():
    fern = replace(FERN, homes=(Home(lines="4 Mill Lane"),))
    assert (
        found(9, section("b.12", evidence="They moved here in 2011."), people=(fern, ROWAN)) == ()
    )
