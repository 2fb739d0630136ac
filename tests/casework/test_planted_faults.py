"""Every planted fault of the sample's third report is found, and nothing like it in the first."""

import pytest
from sqlalchemy import select

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.reports.report_checking import findings_of
from recruitment_app.casework.sampling.sample import USUAL_TODAY
from recruitment_app.casework.sampling.sample_planting import planted_household, planted_list
from recruitment_app.casework.sampling.sample_texts import household_file
from recruitment_app.rules.report_checks import CHECKS, LEAK_CHECKS
from recruitment_app.rules.report_findings import Severity
from recruitment_app.store.tables import Case
from tests.samples import copied_sample

PLANTS = planted_list()["plant"]
FEWEST = 15


def plant_name(plant):
    return f"{plant['check']}-{plant['section']}-{plant['shows']}"


@pytest.fixture(scope="module")
def sample(usual_sample, tmp_path_factory):
    with copied_sample(usual_sample, tmp_path_factory.mktemp("planted")) as store:
        yield store


@pytest.fixture(scope="module")
def third(sample):
    return Checked(sample, planted_household())


@pytest.fixture(scope="module")
def first(sample):
    return Checked(sample, household_file("couple"))


@pytest.fixture(scope="module")
def single(sample):
    return Checked(sample, household_file("single"))


def whole_name(person):
    return f"{person.get('given', '')} {person.get('family', '')}".strip()


class Checked:
    """A full report of the sample with what was found in it."""

    def __init__(self, store, household):
        told = household["person"]
        surnames = {each["family"] for each in told if each["key"].startswith("applic")}
        with store.reading() as session:
            case = session.scalars(select(Case).where(Case.title.contains(min(surnames)))).one()
            case_id = case.id
        page = case_page(store, case_id=case_id, today=USUAL_TODAY)
        by_name = {person.name: str(person.id) for person in page.people}
        self.keys = {"": ""} | {
            person["key"]: by_name.get(whole_name(person), "?") for person in told
        }
        self.findings = findings_of(store, case_id, USUAL_TODAY)

    def like(self, plant):
        """The findings of a check in a section that show the words of a plant."""
        return [
            finding
            for finding in self.findings
            if finding.check == plant["check"]
            and finding.section == plant["section"]
            and finding.person == self.keys[plant["person"]]
            and plant["shows"].casefold()
            in " ".join([finding.message, *(item.says for item in finding.evidence)]).casefold()
        ]


@pytest.mark.parametrize("plant", PLANTS, ids=plant_name)
def test_each_planted_fault_is_found_where_it_stands(third, plant):
    assert third.like(plant), plant["what"]


@pytest.mark.parametrize("plant", PLANTS, ids=plant_name)
def test_the_report_it_was_made_from_has_no_such_finding(first, plant):
    assert first.like(plant) == []


def test_faults_of_at_least_fifteen_checks_are_planted():
    assert len({plant["check"] for plant in PLANTS}) >= FEWEST
    assert {plant["check"] for plant in PLANTS} <= set(CHECKS)


def test_one_full_report_has_no_blocking_finding_and_few_others(first):
    assert [each.message for each in first.findings if each.severity is Severity.BLOCKING] == []
    assert len(first.findings) <= 3


def test_a_good_report_of_a_single_applicant_has_few_findings(single):
    assert len(single.findings) <= 8


def test_neither_full_report_leaks_from_its_addendum_or_names_anybody_in_its_profile(first, single):
    for checked in (first, single):
        assert [each.message for each in checked.findings if each.check in LEAK_CHECKS] == []


def test_each_finding_has_its_evidence_its_limits_and_a_key_of_its_own(third, first, single):
    for checked in (third, first, single):
        assert len({each.key for each in checked.findings}) == len(checked.findings)
        for finding in checked.findings:
            assert len(finding.evidence) >= 1
            assert all(item.says and item.place for item in finding.evidence)
            assert finding.limits == CHECKS[finding.check].limits
            assert finding.message.endswith((".", "?"))
