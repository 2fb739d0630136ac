"""Checks 24 and 25: what can be read out of the finished papers, and the checks on any input."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.report_checks import CHECKS, findings
from recruitment_app.rules.report_findings import Severity
from recruitment_app.rules.report_record import (
    BoxText,
    CaseDates,
    PaperText,
    Passage,
    ReportPerson,
    ReportRecord,
    ReportSection,
    Tie,
    Words,
)
from recruitment_app.rules.values import EARLIEST_YEAR, LATEST_YEAR
from tests.rules.checked import COUPLE, SETTINGS, found, messages, paper, report, section

SECRET = "He told the agency that the quarrels of that winter were loud and often."
FORMER = section("e.ex", words=SECRET, title="Former partners")


def test_eight_words_of_the_addendum_in_the_applicants_copy_stop_issue():
    leaked = "As we heard, the quarrels of that winter were loud and\noften. More."
    (one,) = found(24, FORMER, papers=(paper("applicants", leaked),))
    assert one.severity is Severity.BLOCKING
    assert one.section == "e.ex"
    assert "The applicants' copy, pages" in one.evidence[1].place


@pytest.mark.parametrize("edition", ["applicants", "profile"])
@pytest.mark.parametrize("where", ["bookmarks", "alternative texts", "document's Title"])
def test_what_is_hidden_in_a_file_is_read_too(edition, where):
    told = messages(24, FORMER, papers=(paper(edition, "Nothing.", hidden=((where, SECRET),)),))
    assert any(where in each for each in told)


def test_seven_words_are_no_leak_and_the_panel_reads_all():
    seven = "the quarrels of that winter were loud"
    assert found(24, FORMER, papers=(paper("applicants", seven),)) == ()
    assert found(24, FORMER, papers=(paper("panel", SECRET), paper("addendum", SECRET))) == ()


def test_a_file_within_a_file_is_a_leak():
    attached = paper("applicants", "x", hidden=(("attachment notes.txt", "Words"),))
    assert "carries a file within it" in messages(24, papers=(attached,))[0]


def test_a_referees_name_in_the_applicants_copy_stops_issue():
    interviews = section("e.ref", words="J.M.: Joan Moss was seen at home. Fern Larkspur cried.")
    listed = section("d.ref.list", rows=[{"initials": "J.M."}])
    copy = paper("applicants", "We thank Joan\nMoss. Fern Larkspur knows her.")
    assert [each.split(": ")[1] for each in messages(24, listed, interviews, papers=(copy,))] == [
        "the referee Joan Moss is named there."
    ]
    drawn = section("a.eco", rows=[{"who": "Joan Moss"}])
    assert messages(24, listed, interviews, drawn, papers=(copy,)) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Her DBS certificate came back with no convictions.", 1),
        ("The police check was clear.", 1),
        ("The DBS check is complete.", 0),
        ("The sky was clear.", 0),
    ],
)
def test_what_a_check_says_is_no_part_of_the_applicants_copy(text, count):
    assert len(found(24, papers=(paper("applicants", text),))) == count


HEADER = "Prospective adopter's report of Fern and Rowan Larkspur, Sampleton Council, confidential"


def test_running_headers_and_the_front_page_of_the_addendum_are_no_leak():
    pages = [f"{HEADER}\nWords of page {number}.\nPage {number} of 4" for number in range(1, 5)]
    addendum = paper("addendum", "The front page says what all front pages say here.", *pages)
    copy = paper("applicants", "The front page says what all front pages say here.", *pages)
    assert found(24, papers=(addendum, copy)) == ()
    shared = "a run of eight words that both have"
    both = (
        replace(addendum, pages=(*addendum.pages, shared)),
        replace(copy, pages=(*copy.pages, shared)),
    )
    assert "share 8 words in a row" in messages(24, papers=both)[0]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Fern Larkspur cooks.", "a surname"),
        ("They live in Mill Lane.", "a street"),
        ("ZZ1 1AA", "a postcode"),
        ("Write to SW1A 1AA.", "a postcode"),
        ("Ring 01632 960 001 today.", "a telephone number"),
        ("fern@enquirers.example", "an e-mail address"),
        ("She is at Riverside Homes Trust.", "an employer"),
        ("He went to Hilltop Primary.", "a school"),
        ("Both see Dr Nettle.", "a doctor"),
    ],
)
def test_the_profile_leads_to_nobody(text, what):
    facts = (
        section("d.emp", rows=[{"employer": "Riverside Homes Trust, Sampleton"}]),
        section("d.edu", rows=[{"school": "Hilltop Primary, Jamaica"}]),
        section("d.gp", rows=[{"practice": "Dr Nettle, Green Surgery"}]),
    )
    got = found(25, *facts, papers=(paper("profile", text),))
    assert got
    assert {each.severity for each in got} == {Severity.BLOCKING}
    assert any(f": {what} can be read" in each.message for each in got)


def test_a_profile_without_names_is_passed():
    text = "Fern and Rowan live in a house with a garden. A larkspur grows there. In Jamaica, 2014."
    assert messages(25, papers=(paper("profile", text),)) == []
    assert messages(25, papers=(paper("applicants", "Fern Larkspur"),)) == []


def test_the_agency_may_name_itself():
    papers = (paper("profile", "Larkspur Adoption Agency"),)
    assert messages(25, papers=papers, agency="Larkspur Adoption Agency") == []


def test_every_check_of_the_specification_is_there_and_says_what_it_cannot_see():
    assert list(CHECKS) == list(range(1, 37))
    assert all(check.title and check.limits.endswith(".") for check in CHECKS.values())


def test_a_report_of_nothing_and_of_nobody_is_checked():
    assert findings(ReportRecord(today=date(2014, 11, 14)), SETTINGS)


def test_breaking_off_is_heard_between_two_checks():
    class BrokenOffError(Exception):
        pass

    def tell(done, of):
        assert of == len(CHECKS)
        if done == 3:
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        findings(report(), SETTINGS, tell=tell)


KEYS = sorted(
    {
        *("a.rec", "a.pen", "a.tree", "a.eco", "a.method", "b.7", "b.9", "b.12", "b.14", "b.15"),
        *("b.21", "c.str", "c.vul", "c.verify", "c.ana", "c.rec", "c.app", "c.sign", "d.chron"),
        *(
            "d.edu",
            "d.emp",
            "d.gp",
            "d.fin",
            "d.home",
            "d.ref.list",
            "d.check.idx",
            "e.ref",
            "e.ex",
        ),
    }
)
COLUMNS = (
    *(
        "who",
        "strength",
        "minutes_away",
        "is_told",
        "held_on",
        "is_alone",
        "about",
        "need",
        "answer",
    ),
    *("shown_in", "claim", "source", "happened_on", "line", "event", "begins", "ends", "school"),
    *("employer", "post", "practice", "sort", "monthly", "monthly_on_leave", "balance", "feature"),
    *("outline", "detail", "initials", "years_known", "knows", "is_relative", "whose", "check"),
    *("requested_on", "returned_on", "state", "flow"),
)
SAID = st.sampled_from(
    [
        *(
            "Fern was born on 31 February 1979.",
            "Rowan, 200, is £1,2,3.",
            "Yes",
            "one child",
            "J.M.",
        ),
        *("medical adviser 3 May 2014 signed", "0000", "9999-12-31", "Three bedrooms, 0 to 99"),
        *("Larkspur Council", "DBS", "Enhanced", "Full time", "-£", "surplus £,", "aged 1-2-3"),
        *("[insert", "(?:*", "B.1\u202e5", "a" * 500, "\ud83d\ude00 \u0301", "He she his", "\x00"),
    ]
)
TEXT = st.lists(SAID | st.text(max_size=40), max_size=4).map(" ".join)
DATE = st.none() | st.builds(
    PartialDate,
    st.integers(EARLIEST_YEAR, LATEST_YEAR),
    st.none() | st.integers(1, 12),
)
SECTION = st.builds(
    lambda key, person, text, rows, boxes: ReportSection(
        key=key,
        number="B1",
        title="Title",
        person=person,
        boxes=tuple(
            BoxText(
                box, (Passage((Words(text, "said"), Words(text))), Passage((), is_heading=True))
            )
            for box in boxes
        ),
        rows=tuple(rows),
        asks_for=("evidence", "analysis"),
        statute=("P1.1",),
        prompts=(text,),
    ),
    st.sampled_from(KEYS),
    st.sampled_from(["", "fern", "rowan", "gone"]),
    TEXT,
    st.lists(st.dictionaries(st.sampled_from(COLUMNS), TEXT, max_size=8), max_size=4),
    st.lists(st.sampled_from(["evidence", "analysis", "words"]), max_size=2),
)
PERSON = st.builds(
    lambda key, standing, name, born, died, relation: ReportPerson(
        key=key,
        standing=standing,
        given_names=name,
        family_name=name,
        relation=relation,
        gender="female",
        born=born,
        died=died,
        ties=(Tie(kind="parent", other="fern"), Tie(kind="married", other="rowan", begins=born)),
    ),
    st.sampled_from(["fern", "x", ""]),
    st.sampled_from(["applicant", "household", "relative", ""]),
    TEXT,
    DATE,
    DATE,
    st.sampled_from(["child", "sibling", "", "former_partner"]),
)
DAY = st.none() | st.dates(date(1911, 1, 1), date(2900, 1, 1))


@settings(max_examples=60, deadline=None)
@given(
    sections=st.lists(SECTION, max_size=6),
    people=st.lists(PERSON, max_size=3),
    pages=st.lists(TEXT, max_size=3),
    day=DAY,
    today=st.dates(date(1911, 1, 1), date(2900, 1, 1)),
)
def test_no_report_makes_a_check_raise(sections, people, pages, day, today):
    papers = tuple(
        PaperText(edition, tuple(pages), (("bookmarks", page),))
        for edition in ("applicants", "profile", "addendum")
        for page in pages[:1]
    )
    record = ReportRecord(
        today=today,
        sections=tuple(sections),
        people=(*COUPLE, *people),
        dates=CaseDates(panel=day, sent_to_applicants=day, observations_due=day),
        papers=papers,
        couple_status="civil_partnership",
    )
    for each in findings(record, SETTINGS):
        assert each.message
        assert each.evidence
