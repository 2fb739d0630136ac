import re
import tomllib
from collections import Counter
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.casework.reports.report_rows import Fact
from recruitment_app.casework.reports.section_content import words_in
from recruitment_app.casework.sampling.sample_cases import BEGUN, SampleCase, imagine
from recruitment_app.casework.sampling.sample_families import TOLD_ON, days_from_told
from recruitment_app.casework.sampling.sample_planting import planted_list
from recruitment_app.casework.sampling.sample_reports import COUPLE, FULL, SINGLE, reported_families
from recruitment_app.casework.sampling.sample_texts import (
    Filling,
    content,
    folder_of,
    household_file,
    read_texts,
)
from recruitment_app.forms import prose
from recruitment_app.forms.definition import Box, ColumnKind, Household
from recruitment_app.forms.reading import REPORT, shipped_form
from recruitment_app.rules import permitted
from recruitment_app.rules.report_prose import plain_words, sentences_of
from recruitment_app.rules.stages import Stage
from recruitment_app.rules.working_days import Calendar
from recruitment_app.store.ids import new_id

FORM = shipped_form(REPORT)
OWN = (COUPLE, SINGLE)
NO_NAMES = {"Grandma", "Queen", "Sampleton", "Somebody", "That", "There", "What", "Where", "Who"}
WORKERS = tuple(new_id() for _ in range(4))


class Named(dict):
    """Stands for the facts of the record: each is the name of some one person."""

    def __missing__(self, name):
        text = "Somebody Named" if name.endswith(".name") else "Somebody"
        return Fact(name, "", "", text)


def written(name):
    """Return what a report says, as it is kept, by section and person."""
    filling = Filling(0, Named())
    return {
        place: content(FORM, place[0], text, filling)
        for place, text in read_texts(folder_of(name)).items()
    }


@pytest.fixture(scope="module")
def reports():
    return {name: written(name) for name in OWN}


def people(name):
    told = household_file(name)["person"]
    applicants = [one["key"] for one in told if one["standing"] == "applicant"]
    children = [one["key"] for one in told if one["standing"] == "child_elsewhere"]
    return Household(applicants=tuple(applicants), children=tuple(children))


def box_text(kept):
    return "\n".join(prose.plain_text(box) for box in kept.boxes.values())


def runs(text, length):
    words = plain_words(text)
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


@pytest.mark.parametrize(
    ("name", "least", "most"), [(COUPLE, 10_500, 14_000), (SINGLE, 9_200, 14_000)]
)
def test_a_full_report_is_as_long_as_it_should_be_in_its_boxes_and_altogether(
    reports, name, least, most
):
    boxes = sum(prose.words(box) for kept in reports[name].values() for box in kept.boxes.values())
    whole = sum(words_in(FORM.by_key[key], kept) for (key, _), kept in reports[name].items())
    told_to_panel = sum(
        words_in(FORM.by_key[key], kept)
        for (key, _), kept in reports[name].items()
        if not key.startswith("e.")
    )
    assert least <= boxes <= whole <= most
    assert told_to_panel >= 9_000


@pytest.mark.parametrize("name", OWN)
def test_every_section_is_within_the_words_and_rows_that_the_form_asks_for(reports, name):
    outside = []
    for (key, person), kept in reports[name].items():
        section = FORM.by_key[key]
        for band, count in (
            (section.words, words_in(section, kept)),
            (section.rows, len(kept.rows)),
        ):
            if band and not kept.not_applicable and not band.least <= count <= band.most:
                outside.append((key, person, count, band))
    assert outside == []


@pytest.mark.parametrize("name", OWN)
def test_every_section_of_everybody_is_written_in_each_of_its_boxes_and_in_its_table(reports, name):
    missing = []
    for section in FORM.sections:
        for person in section.persons(people(name)):
            if not section.boxes and not section.columns:
                continue
            kept = reports[name].get((section.key, person))
            if kept is None or not (
                kept.not_applicable
                or (
                    set(kept.boxes) == set(section.boxes)
                    and bool(kept.rows) == bool(section.columns)
                )
            ):
                missing.append((section.key, person))
    assert missing == []


def test_no_sentence_stands_twice_in_a_report_or_in_both(reports):
    told = Counter(
        sentence.casefold()
        for name in OWN
        for kept in reports[name].values()
        for sentence in sentences_of(box_text(kept))
        if len(sentence.split()) > 2
    )
    begun = tomllib.loads(folder_of("begun.toml").read_text("utf-8"))["section"]
    told.update(
        sentence.casefold()
        for section in begun
        for box in Box
        for sentence in sentences_of(section.get(box, ""))
    )
    assert [sentence for sentence, times in told.items() if times > 1] == []


def test_nothing_of_twelve_words_is_said_of_both_applicants(reports):
    said = ["", ""]
    for (_, person), kept in reports[COUPLE].items():
        if person.startswith("applicant_"):
            said[int(person[-1]) - 1] += box_text(kept) + "\n"
    assert runs(said[0], 12) & runs(said[1], 12) == set()


def test_the_two_reports_share_no_run_of_eight_words(reports):
    couple, single = (runs("\n".join(map(box_text, reports[name].values())), 8) for name in OWN)
    assert couple & single == set()


@pytest.mark.parametrize("name", OWN)
def test_the_addendum_shares_no_run_of_eight_words_with_the_rest(reports, name):
    told = {True: set(), False: set()}
    for (key, _), kept in reports[name].items():
        texts = [box_text(kept), *(cell for row in kept.rows for cell in row.values())]
        for text in texts:
            told[key.startswith("e.")] |= runs(text, 8)
    assert len(told[True]) > 900
    assert told[True] & told[False] == set()


@pytest.mark.parametrize("name", OWN)
def test_every_cell_is_of_its_column(reports, name):
    wrong = []
    for (key, person), kept in reports[name].items():
        columns = {column.key: column for column in FORM.by_key[key].columns}
        for row in kept.rows:
            for cell, text in row.items():
                column = columns[cell]
                if column.kind is ColumnKind.CHOICE and text not in column.choices:
                    wrong.append((key, person, text))
                if column.kind in {ColumnKind.MONEY, ColumnKind.NUMBER} and not text.isdigit():
                    wrong.append((key, person, text))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "spare", "spare_on_leave", "owed"),
    [(COUPLE, 802, 251, 123_660), (SINGLE, 286, -114, 86_150)],
)
def test_the_money_adds_up_to_what_the_words_say(reports, name, spare, spare_on_leave, owed):
    rows = reports[name]["d.fin", ""].rows

    def left(column):
        return sum(int(row.get(column, 0)) * (1 if row["sort"] == "Income" else -1) for row in rows)

    assert (left("monthly"), left("monthly_on_leave")) == (spare, spare_on_leave)
    assert sum(int(row["balance"]) for row in rows if row["sort"] == "Debt") == owed
    assert f"£{owed:,}" in box_text(reports[name]["b.14", ""])


@pytest.mark.parametrize("name", OWN)
def test_most_of_what_is_assessed_says_how_it_is_known(reports, name):
    assessed = [kept for (key, _), kept in reports[name].items() if key.startswith("b.")]
    sources = Counter(
        str(run.source)
        for kept in assessed
        for box in kept.boxes.values()
        for paragraph in prose.paragraphs(box)
        for run in paragraph.runs
        if run.source
    )
    assert set(sources) == {"seen", "said", "document", "third_party"}
    assert sources["said"] * 3 < sources.total()


@pytest.mark.parametrize("name", OWN)
def test_whoever_is_named_in_the_texts_is_recorded(reports, name):
    told = household_file(name)["person"]
    known = {one["given"] for one in told} | {one["family"] for one in told}
    text = "\n".join(map(box_text, reports[name].values()))
    owners = set(re.findall(r"\b([A-Z][a-z]{2,})\u2019s\b", text)) - NO_NAMES
    assert owners <= known


@given(today=st.dates(date(1950, 1, 1), date(2200, 12, 31)))
def test_the_fixed_families_stand_where_they_should_on_any_day(today):
    cases: dict[str, SampleCase] = {
        case.report: case for case in reported_families(Calendar(), today=today, workers=WORKERS)
    }
    assert tuple(cases) == FULL
    for case in cases.values():
        days = [event.on for event in case.events]
        assert permitted.faults(case.events) == ()
        assert days == sorted(days)
        assert days[-1] <= today
    assert cases[COUPLE].journey.stage is Stage.PANEL
    assert cases[SINGLE].journey.stage is Stage.STAGE_TWO


@pytest.mark.parametrize(("seed", "enquiries"), [(1, 30), (77, 300), (5, 900)])
def test_the_families_are_among_the_enquiries_of_a_sample_whatever_the_dice_say(seed, enquiries):
    calendar = Calendar()
    story = imagine(
        Random(seed),  # noqa: S311 - invents people, keeps no secret
        calendar,
        enquiries=enquiries,
        first=date(2012, 4, 1),
        today=TOLD_ON,
        workers=WORKERS,
        maker=new_id(),
        fixed=reported_families(calendar, today=TOLD_ON, workers=WORKERS),
    )
    cases = [case for part in story.parts for case in part]
    begun = [case for case in cases if case.report.startswith(BEGUN)]
    assert len(cases) == enquiries
    assert {case.report for case in cases if case.is_fixed} == set(FULL)
    assert [len(case.household.people) for case in cases if case.report == SINGLE] == [11]
    assert {case.journey.stage for case in begun} <= {Stage.STAGE_TWO, Stage.BREAK}
    assert 3 <= len(begun) <= 5 or enquiries < 300
    for session in story.sessions:
        booked = [one for case in cases for one in case.bookings if one.session is session]
        assert sum(one.people for one in booked) == session.taken <= session.places


def test_one_enquiry_alone_is_not_turned_into_a_report():
    fixed = reported_families(Calendar(), today=TOLD_ON, workers=WORKERS)
    story = imagine(
        Random(1),  # noqa: S311 - as above
        Calendar(),
        enquiries=1,
        first=date(2012, 4, 1),
        today=TOLD_ON,
        workers=WORKERS,
        maker=new_id(),
        fixed=fixed,
    )
    ((case,),) = story.parts
    assert not case.is_fixed


def test_on_the_day_for_which_they_are_told_nothing_is_moved():
    assert days_from_told(TOLD_ON) == 0
    (couple, *_) = reported_families(Calendar(), today=TOLD_ON, workers=WORKERS)
    assert [event.on.isoformat() for event in couple.events] == [
        on for _, on, _ in household_file(COUPLE)["steps"]
    ]
    assert couple.household.people[0].born == "1976-02-19"


def test_the_third_family_bears_no_name_of_the_first():
    (couple, _, planted) = reported_families(Calendar(), today=TOLD_ON, workers=WORKERS)
    names = [
        {name for one in case.household.people for name in (one.given, one.family, one.email)}
        for case in (couple, planted)
    ]
    assert names[0] & names[1] <= {""}
    assert len(couple.household.people) == len(planted.household.people)
    assert planted_list()["plant"]
