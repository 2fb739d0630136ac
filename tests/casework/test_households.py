import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.finding import find, likely_same
from recruitment_app.casework.households import household_details, households
from recruitment_app.casework.households.household_animals import drop_animal, keep_animal
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.likeness import Identity
from tests.casework.cases import TODAY, an_enquiry


def page(store, case_id):
    return case_page(store, case_id=case_id, today=TODAY)


def test_a_household_is_called_by_its_applicants(each_store):
    assert page(each_store, an_enquiry(each_store)).title == "Larkspur and Teasel"
    assert page(each_store, an_enquiry(each_store, couple=False)).title == "Larkspur"


def test_what_is_known_of_a_person_is_kept_as_typed(each_store):
    case_id = an_enquiry(each_store)
    first = page(each_store, case_id).applicants[0]
    households.change_person(
        each_store,
        person_id=first.id,
        seen=first.version,
        facts={"born": "May 1979", "ethnicity": "wbri", "gender": "female", "religion": "None"},
        today=TODAY,
    )
    now = page(each_store, case_id).applicants[0]
    assert (now.born, now.ethnicity, now.gender) == ("1979-05", "wbri", "female")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"born": "the other day"}, "born"),
        ({"born": "2031"}, "born"),
        ({"born": "May 1979", "died": "1978"}, "died"),
        ({"ethnicity": "martian"}, "ethnicity"),
        ({"given_names": "", "family_name": ""}, "family_name"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_field(each_store, facts, field):
    case_id = an_enquiry(each_store)
    first = page(each_store, case_id).applicants[0]
    with pytest.raises(Problem) as refused:
        households.change_person(
            each_store, person_id=first.id, seen=first.version, facts=facts, today=TODAY
        )
    assert refused.value.field == field
    assert page(each_store, case_id).applicants[0] == first


def test_two_people_changing_one_person_lose_nothing(each_store):
    case_id = an_enquiry(each_store)
    first = page(each_store, case_id).applicants[0]
    facts = {"person_id": first.id, "seen": first.version, "today": TODAY}
    households.change_person(each_store, facts={"occupation": "Baker"}, **facts)
    with pytest.raises(ChangedMeanwhile):
        households.change_person(each_store, facts={"occupation": "Nurse"}, **facts)
    assert page(each_store, case_id).applicants[0].occupation == "Baker"


def test_a_new_name_is_found_and_the_old_one_too_where_it_is_kept(each_store):
    case_id = an_enquiry(each_store, couple=False)
    first = page(each_store, case_id).applicants[0]
    household_details.keep_detail(
        each_store,
        person_id=first.id,
        kind="name",
        facts={"name": "Fern Bramble", "kind": "birth", "ends": "2006"},
        today=TODAY,
    )
    first = page(each_store, case_id).applicants[0]
    households.change_person(
        each_store,
        person_id=first.id,
        seen=first.version,
        facts={"family_name": "Sorrel"},
        today=TODAY,
    )
    assert page(each_store, case_id).title == "Sorrel"
    for word in ("sorrel", "bramble", "960001", "fern@example"):
        assert [row.case_id for row in find(each_store, words=word)] == [case_id]
    assert find(each_store, words="larkspur") == []


def test_a_household_has_at_most_two_applicants_and_at_least_one(each_store):
    case_id = an_enquiry(each_store)
    with pytest.raises(Problem, match="two already"):
        households.add_to_household(
            each_store,
            case_id=case_id,
            standing="applicant",
            facts={"given_names": "Third"},
            today=TODAY,
        )
    households.add_to_household(
        each_store,
        case_id=case_id,
        standing="child_elsewhere",
        facts={"given_names": "Moss", "born": "2003", "relation": "child"},
        today=TODAY,
    )
    first, second = page(each_store, case_id).applicants
    households.take_out(each_store, person_id=second.id, seen=second.version)
    left = page(each_store, case_id)
    assert [person.standing for person in left.people] == ["applicant", "child_elsewhere"]
    assert left.title == "Larkspur"
    with pytest.raises(Problem, match="needs an applicant"):
        households.take_out(each_store, person_id=first.id, seen=left.applicants[0].version)


def test_an_address_does_not_end_before_it_begins(each_store):
    case_id = an_enquiry(each_store)
    first = page(each_store, case_id).applicants[0]
    with pytest.raises(Problem) as refused:
        household_details.keep_detail(
            each_store,
            person_id=first.id,
            kind="address",
            facts={"lines": "1 Example Road", "begins": "2010", "ends": "2009"},
            today=TODAY,
        )
    assert refused.value.field == "ends"


def test_details_are_changed_and_taken_away_by_whoever_saw_them_last(each_store):
    case_id = an_enquiry(each_store)
    first = page(each_store, case_id).applicants[0]
    kept = first.contacts[0]
    household_details.keep_detail(
        each_store,
        person_id=first.id,
        kind="contact",
        detail_id=kept.id,
        seen=kept.version,
        facts={"kind": "telephone", "value": "01632 960999"},
        today=TODAY,
    )
    with pytest.raises(ChangedMeanwhile):
        household_details.drop_detail(
            each_store, person_id=first.id, kind="contact", detail_id=kept.id, seen=kept.version
        )
    now = next(
        each for each in page(each_store, case_id).applicants[0].contacts if each.id == kept.id
    )
    household_details.drop_detail(
        each_store, person_id=first.id, kind="contact", detail_id=kept.id, seen=now.version
    )
    left = page(each_store, case_id).applicants[0].contacts
    assert kept.id not in {each.id for each in left}
    assert find(each_store, words="960999") == []


def test_work_and_a_life_abroad_are_kept_beside_a_person(each_store):
    case_id = an_enquiry(each_store, couple=False)
    person_id = page(each_store, case_id).applicants[0].id
    kept = {"person_id": person_id, "today": TODAY}
    work = {"kind": "employment", "what": "Example School", "post": "Teacher", "begins": "2009"}
    with pytest.raises(Problem) as refused:
        household_details.keep_detail(
            each_store, kind="background", facts={**work, "what": " "}, **kept
        )
    assert refused.value.field == "what"
    facts = {**work, "is_with_children": "yes"}
    household_details.keep_detail(each_store, kind="background", facts=facts, **kept)
    facts = {"lines": "1 Example Street", "country": "New Zealand", "begins": "2003"}
    household_details.keep_detail(each_store, kind="address", facts=facts, **kept)
    first = page(each_store, case_id).applicants[0]
    assert [(row.what, row.is_with_children) for row in first.backgrounds] == [
        ("Example School", True)
    ]
    assert [row.country for row in first.addresses if row.country] == ["New Zealand"]


def test_an_animal_is_kept_with_its_household_and_taken_away(each_store):
    case_id = an_enquiry(each_store, couple=False)
    facts = {"kind": "dog", "name": "Biscuit", "born": "2009", "gone_on": "2008"}
    with pytest.raises(Problem) as refused:
        keep_animal(each_store, case_id=case_id, facts=facts, today=TODAY)
    assert refused.value.field == "gone_on"
    keep_animal(each_store, case_id=case_id, facts={**facts, "gone_on": ""}, today=TODAY)
    kept = page(each_store, case_id).animals[0]
    assert (kept.kind, kept.name, kept.born) == ("dog", "Biscuit", "2009")
    changed = {"case_id": case_id, "animal_id": kept.id, "today": TODAY}
    keep_animal(each_store, facts={"kind": "dog", "name": "Rusk"}, seen=kept.version, **changed)
    with pytest.raises(ChangedMeanwhile):
        drop_animal(each_store, animal_id=kept.id, seen=kept.version)
    now = page(each_store, case_id).animals[0]
    assert now.name == "Rusk"
    drop_animal(each_store, animal_id=now.id, seen=now.version)
    assert page(each_store, case_id).animals == ()


def test_who_may_be_the_same_is_shown_with_the_reasons(each_store):
    case_id = an_enquiry(each_store)
    found = likely_same(
        each_store, typed=[Identity(given="Ferne", family="Larkspurr", phones=("01632960001",))]
    )
    assert [row.case_id for row in found] == [case_id]
    assert any("telephone" in reason for reason in found[0].reasons)
    assert likely_same(each_store, typed=[Identity(given="Heath", family="Yarrow")]) == []
    assert likely_same(each_store, typed=[Identity()]) == []
    mine = [Identity(given="Fern", family="Larkspur")]
    assert likely_same(each_store, typed=mine, but_not=case_id) == []


def test_a_former_name_tells_who_somebody_is(each_store):
    case_id = an_enquiry(each_store, couple=False)
    first = page(each_store, case_id).applicants[0]
    typed = [Identity(given="Fern", family="Bramblewick")]
    assert likely_same(each_store, typed=typed) == []
    household_details.keep_detail(
        each_store,
        person_id=first.id,
        kind="name",
        facts={"name": "Fern Bramblewick", "kind": "birth"},
        today=TODAY,
    )
    (found,) = likely_same(each_store, typed=typed)
    assert found.case_id == case_id
    assert "a family name used before" in found.reasons
