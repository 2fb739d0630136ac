import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.households.households import add_to_household
from recruitment_app.casework.reports.profile_consents import (
    give_consent,
    profile_consents,
    withdraw_consent,
)
from recruitment_app.errors import Problem
from tests.casework.cases import TODAY, an_enquiry, day


@pytest.fixture
def applicants(each_store):
    case_id = an_enquiry(each_store)
    return case_id, case_page(each_store, case_id=case_id, today=TODAY).people


def test_consent_is_given_taken_back_and_given_again(each_store, applicants):
    case_id, (fern, rowan) = applicants
    facts = {"person_id": fern.id, "today": TODAY}
    give_consent(each_store, given_on=day(9, 1), how="At a  visit", **facts)
    first, second = profile_consents(each_store, case_id=case_id)
    assert (first.person, first.given_on, first.how) == (fern.name, day(9, 1), "At a visit")
    assert second.given_on is None
    assert second.person_id == rowan.id
    assert first.holds(day(9, 1))
    assert not first.holds(day(8, 31))
    with pytest.raises(Problem, match="recorded already"):
        give_consent(each_store, given_on=day(9, 2), how="Letter", **facts)
    withdraw_consent(each_store, withdrawn_on=day(10, 1), how="By telephone", **facts)
    (first, _) = profile_consents(each_store, case_id=case_id)
    assert first.holds(day(9, 30))
    assert not first.holds(day(10, 1))
    assert (first.withdrawn_on, first.withdrawn_how) == (day(10, 1), "By telephone")
    give_consent(each_store, given_on=day(11, 1), how="Letter", **facts)
    assert profile_consents(each_store, case_id=case_id)[0].holds(TODAY)


def test_what_cannot_be_is_refused_with_a_sentence(each_store, applicants):
    case_id, (fern, _) = applicants
    child = add_to_household(
        each_store,
        case_id=case_id,
        standing="household",
        facts={"given_names": "Bay", "family_name": "Larkspur"},
        today=TODAY,
    ).record_id
    facts = {"today": TODAY, "how": "Letter"}
    with pytest.raises(Problem, match="An applicant agrees"):
        give_consent(each_store, person_id=child, given_on=TODAY, **facts)
    with pytest.raises(Problem, match="still to come"):
        give_consent(each_store, person_id=fern.id, given_on=day(11, 15), **facts)
    with pytest.raises(Problem, match="Say how"):
        give_consent(each_store, person_id=fern.id, given_on=TODAY, how=" ", today=TODAY)
    with pytest.raises(Problem, match="No consent is recorded"):
        withdraw_consent(each_store, person_id=fern.id, withdrawn_on=TODAY, **facts)
    give_consent(each_store, person_id=fern.id, given_on=day(10, 1), **facts)
    with pytest.raises(Problem, match="before it was given"):
        withdraw_consent(each_store, person_id=fern.id, withdrawn_on=day(9, 30), **facts)
