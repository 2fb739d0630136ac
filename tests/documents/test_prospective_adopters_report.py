from dataclasses import replace
from datetime import date

import pytest

from recruitment_app.documents import prospective_adopters_report as report
from recruitment_app.documents.first_report_contents import (
    AddressRow,
    ApplicantFacts,
    ClockRow,
    ElsewhereRow,
    HouseholdRow,
    RelationshipRow,
    ReportContents,
    section_lines,
)
from recruitment_app.drawings.family_tree import family_tree
from recruitment_app.forms.definition import Household
from tests.drawings.families import COUPLE as COUPLE_WITH_FAMILIES

COUPLE = Household(applicants=("1", "2"), children=("3",))
SINGLE = Household(applicants=("1",))

FIRST = ApplicantFacts(
    name="Amrit Kaur Dhillon",
    known_as="Amrit",
    names_ever_used=("Amrit Kaur Gill (until 2003)",),
    born="4 February 1979",
    birth_place="Leicester",
    gender="Female",
    ethnicity="Indian",
    disability="No",
    nationality="British",
    religion="Sikh",
    language="English, Punjabi",
    occupation="Pharmacist, 4 days",
)
SECOND = ApplicantFacts(name="Michael Carter", born="October 1981", birth_place="Basildon")
CONTENTS = ReportContents(
    agency="Northmere Council",
    reference="AR-0098",
    title="Dhillon and Carter",
    drafted_on=date(2014, 11, 9),
    assessing_worker="P. Sample",
    dates=(("Registration accepted", "6 May 2014"), ("Panel", "")),
    applicants=(FIRST, SECOND),
    clocks=(ClockRow("Stage One, two months", "6 May 2014", "6 Jul 2014", "1 Jul 2014", "Met"),),
    addresses=(AddressRow("First applicant", "14 Sample Road\nGrays", "Thurrock", "May 2009"),),
    relationships=(RelationshipRow("First applicant", "Michael Carter", "Married", "2012"),),
    household=(HouseholdRow("Joan Carter", "Mother", "1950", "June 2013"),),
    elsewhere=(ElsewhereRow("Leo Carter", "Son", "2001", "With his mother"),),
    sections=section_lines(COUPLE),
)
NAMES = (
    "Grażyna Brzęczyszczykiewicz-Świątek",
    "Olúwáṣeun Adébáyọ̀ Ọ̀ṣọ́",
    "محمد عبد الله",
    "अमृता श्रीवास्तव",
    "王小明",
    "<b>Ann</b> & Co",
)


def test_the_report_is_as_it_was_read_and_kept(read_back, compare):
    compare("prospective_adopters_report", read_back(report.render(CONTENTS)))


def test_front_sheet_and_facts_say_what_is_recorded_and_what_is_not(read_back):
    found = read_back(report.render(CONTENTS))
    front = found.text.split("--- page ---")[0]
    assert "Dhillon and Carter" in front
    assert "reference AR-0098 · draft of 9 November 2014" in front
    assert "Registration accepted 6 May 2014" in front
    assert "Panel Not recorded" in front
    assert "Born 4 February 1979, Leicester October 1981, Basildon" in front
    assert "Ethnic background Indian Not recorded" in front
    assert "Stage One, two months 6 May 2014 6 Jul 2014 1 Jul 2014 Met" in front
    assert "Known as Amrit Not recorded" in found.text
    assert "Joan Carter Mother 1950 June 2013" in found.text
    assert "Leo Carter Son 2001 With his mother" in found.text


def test_sections_that_nobody_wrote_are_listed_as_not_yet_written(read_back):
    text = read_back(report.render(CONTENTS)).text
    assert "B1 Reasons and readiness Not yet written" in text
    assert "A4 Family tree Not yet drawn" in text
    assert "C6 Manager\u2019s comment Not yet signed" in text
    assert "D8 General practitioner Not recorded" in text
    for section in CONTENTS.sections:
        assert f"{section.number} {section.title}" in text


def test_a_family_tree_is_drawn_and_told(read_back):
    drawn = replace(
        CONTENTS,
        family_tree=family_tree(COUPLE_WITH_FAMILIES),
        sections=section_lines(COUPLE, is_drawn=True),
    )
    found = read_back(report.render(drawn))
    assert "A4 Family tree Not yet drawn" not in found.text
    for words in ("Rowan Larkspur", "died", "adopted child", "divorced or dissolved"):
        assert words in found.text


def test_it_is_marked_as_a_draft_numbered_and_names_nobody_in_its_title(read_back):
    found = read_back(report.render(CONTENTS))
    pages = found.text.split("--- page ---")[:-1]
    for number, page in enumerate(pages, 1):
        assert "DRAFT" in page
        assert f"Page {number} of {len(pages)}" in page
        assert "AR-0098 · panel copy · not to be copied or forwarded" in page
        assert "OFFICIAL \u2013 SENSITIVE" in page
    assert found.facts["Title"] == "Prospective adopter\u2019s report AR-0098"
    assert all(found.fonts.values()), found.fonts
    with found.opened() as pdf:
        assert str(pdf.Root.Lang) == "en-GB"


def test_its_bookmarks_lead_to_the_front_sheet_and_to_each_table_of_facts(read_back):
    assert read_back(report.render(CONTENTS)).outline == [
        (0, "Dhillon and Carter"),
        (0, "Part D: Facts"),
        (1, "D1 Identity"),
        (1, "D3 Addresses"),
        (1, "D5 Relationships"),
        (1, "D7 Household and children elsewhere"),
        (1, "Not recorded yet"),
    ]


def test_the_contents_name_the_pages_on_which_facts_stand(read_back):
    found = read_back(report.render(CONTENTS))
    pages = found.text.split("--- page ---")
    for heading in ("D1 Identity", "D3 Addresses", "D5 Relationships"):
        page = next(
            at for at, text in enumerate(pages, 1) if f"\n{heading}\n" in text
        )  # in the contents the heading is followed by its page
        assert f"\n{heading} {page}\n" in found.text


def test_a_single_applicant_has_one_column_and_the_sections_of_one(read_back):
    single = replace(
        CONTENTS,
        applicants=(FIRST,),
        title="Dhillon",
        sections=section_lines(SINGLE),
    )
    text = read_back(report.render(single)).text
    assert "Second applicant" not in text
    assert "B5 Parenting alone Not yet written" in text
    assert "The couple relationship" not in text
    assert "Children in the family" not in text


def test_an_empty_case_prints_with_everything_said_to_be_missing(read_back):
    bare = ReportContents(
        agency="Northmere Council",
        reference="AR-0001",
        title="Ann",
        drafted_on=date(2014, 11, 9),
        assessing_worker="",
        dates=(),
        applicants=(ApplicantFacts(name="Ann"),),
        sections=section_lines(SINGLE),
    )
    text = read_back(report.render(bare)).text
    assert "Assessing social worker Not recorded" in text
    assert "No address is recorded." in text
    assert "No relationship is recorded." in text
    assert "Nobody else is recorded at home." in text
    assert "No child living elsewhere is recorded." in text


def test_large_households_many_addresses_and_names_of_every_script_print(read_back):
    big = replace(
        CONTENTS,
        title=" and ".join(NAMES),
        applicants=(replace(FIRST, name=NAMES[0], names_ever_used=NAMES), SECOND),
        household=tuple(
            HouseholdRow(NAMES[number % len(NAMES)], "Cousin", str(1960 + number))
            for number in range(12)
        ),
        addresses=tuple(
            AddressRow("First applicant", f"{number} ul. Świętokrzyska", "", str(1980 + number))
            for number in range(30)
        ),
    )
    found = read_back(report.render(big))
    assert all(found.fonts.values()), found.fonts
    for name in (NAMES[0], NAMES[1], NAMES[4], NAMES[5]):
        assert found.words.count(name) >= 3
    for number in range(30):
        assert f"{number} ul. Świętokrzyska" in found.text
    for page in found.text.split("--- page ---"):
        if "ul. Świętokrzyska" in page:
            assert "Whose Address Local authority From Until" in page
    for year in range(1960, 1972):
        assert f"Cousin {year}" in found.text


@pytest.mark.parametrize("row", [FIRST, CONTENTS, CONTENTS.household[0], CONTENTS.addresses[0]])
def test_contents_do_not_show_what_they_hold_in_a_log(row):
    assert "Carter" not in repr(row)
    assert "Dhillon" not in repr(row)
    assert "Sample Road" not in repr(row)
