import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.households.household_details import keep_detail, set_couple_status
from recruitment_app.casework.households.households import add_to_household, change_person
from recruitment_app.casework.households.relatives import family_of
from recruitment_app.drawings.family import Bond, Ending, Sex, Together
from recruitment_app.drawings.family_tree import family_tree
from tests.casework.cases import TODAY, an_enquiry


class Household:
    """A household being typed in, its people called by their given names."""

    def __init__(self, store, *, couple=True):
        self.store = store
        self.case_id = an_enquiry(store, couple=couple)

    @property
    def page(self):
        return case_page(self.store, case_id=self.case_id, today=TODAY)

    def person(self, given):
        return next(each for each in self.page.people if each.given_names == given)

    def add(self, given, standing="relative", **facts):
        told = {"given_names": given, "family_name": "Larkspur", **facts}
        add_to_household(
            self.store, case_id=self.case_id, standing=standing, facts=told, today=TODAY
        )

    def change(self, given, **facts):
        person = self.person(given)
        change_person(
            self.store, person_id=person.id, seen=person.version, facts=facts, today=TODAY
        )

    def relate(self, given, kind, other, **facts):
        """Say beside somebody who another is to them; a stranger by their name alone."""
        found = next((each for each in self.page.people if each.given_names == other), None)
        who = {"other_id": str(found.id)} if found else {"other_name": other}
        keep_detail(
            self.store,
            person_id=self.person(given).id,
            kind="relationship",
            facts={"kind": kind, **who, **facts},
            today=TODAY,
        )

    def family(self):
        return family_of(self.page, TODAY)

    def unions(self):
        """Who was together, and the children they share, by their names."""
        family = self.family()
        names = {key: person.name.split()[0] for key, person in family.people.items()}
        return {
            tuple(names[key] for key in union.partners): {
                (names[child.key], child.bond) for child in union.children
            }
            for union in family.unions
        }

    def union(self, *partners):
        family = self.family()
        return next(
            union
            for union in family.unions
            if [family.people[key].name.split()[0] for key in union.partners] == list(partners)
        )


@pytest.fixture
def household(file_store):
    return Household(file_store)


def first_names(family):
    return {person.name.split()[0] for person in family.people.values()}


def test_children_at_home_and_elsewhere_hang_from_both_applicants(household):
    first, second = (each.given_names for each in household.page.applicants)
    household.add("Reed", "household", relation="child", gender="male", born="2010")
    household.add("Moss", "household", relation="adopted_child")
    household.add("Basil", "child_elsewhere", relation="adult_child", born="1990")
    assert household.unions() == {
        (first, second): {
            ("Reed", Bond.BIRTH),
            ("Moss", Bond.ADOPTED),
            ("Basil", Bond.BIRTH),
        }
    }
    family = household.family()
    reed = next(person for person in family.people.values() if person.name.startswith("Reed"))
    assert (reed.sex, reed.age, reed.is_at_home, reed.is_applicant) == (
        Sex.MALE,
        "3 or 4",
        True,
        False,
    )


def test_how_the_applicants_live_is_drawn(household):
    first, second = (each.given_names for each in household.page.applicants)
    assert household.union(first, second).together is Together.LIVING
    set_couple_status(
        household.store,
        case_id=household.case_id,
        couple_status="civil_partnership",
        seen=household.page.version,
    )
    assert household.union(first, second).together is Together.CIVIL_PARTNERSHIP


def test_parents_brothers_and_sisters_are_joined_by_what_stands_beside_a_person(household):
    first = household.page.applicants[0].given_names
    household.add("Oak", gender="male", born="1950", died="2011")
    household.add("Ivy", gender="female")
    household.add("Ash")
    household.relate(first, "parent", "Oak")
    household.relate(first, "parent", "Ivy")
    household.relate("Ash", "sibling", first)
    household.relate("Oak", "spouse", "Ivy", begins="1974", ends="1990", ended_how="divorced")
    assert household.unions()["Oak", "Ivy"] == {(first, Bond.BIRTH), ("Ash", Bond.BIRTH)}
    union = household.union("Oak", "Ivy")
    assert (union.ending, union.years) == (Ending.DIVORCED, "m 1974, d 1990")
    oak = next(person for person in household.family().people.values() if person.is_dead)
    assert (oak.name, oak.age) == ("Oak Larkspur", "60 or 61")


def test_a_marriage_that_death_ended_is_no_separation(household):
    first = household.page.applicants[0].given_names
    household.add("Oak", gender="male", born="1950", died="2011")
    household.add("Ivy", gender="female")
    household.relate(first, "parent", "Oak")
    household.relate(first, "parent", "Ivy")
    household.relate("Oak", "spouse", "Ivy", begins="1974", ends="2011", ended_how="Oak died")
    union = household.union("Oak", "Ivy")
    assert (union.ending, union.years) == (Ending.NONE, "m 1974")


def test_a_half_brother_shares_one_parent(household):
    first = household.page.applicants[0].given_names
    for given in ("Oak", "Ivy", "Elder"):
        household.add(given)
    household.relate(first, "parent", "Oak")
    household.relate(first, "parent", "Ivy")
    household.relate("Elder", "parent", "Oak")
    unions = household.unions()
    assert unions["Oak",] == {("Elder", Bond.BIRTH)}
    assert unions["Oak", "Ivy"] == {(first, Bond.BIRTH)}


def test_a_former_partner_known_by_name_alone_is_drawn_with_the_child_they_share(household):
    first = household.page.applicants[0].given_names
    household.add("Basil", "child_elsewhere")
    household.relate(first, "former_partner", "Bryony Sorrel", ends="2006")
    household.relate("Basil", "parent", first)
    household.relate("Basil", "parent", "Bryony Sorrel")
    assert household.unions()[first, "Bryony"] == {("Basil", Bond.BIRTH)}
    assert household.union(first, "Bryony").ending is Ending.SEPARATED


@pytest.mark.parametrize(
    ("kind", "together", "ending"),
    [
        ("married", Together.MARRIED, Ending.NONE),
        ("civil_partnership", Together.CIVIL_PARTNERSHIP, Ending.NONE),
        ("living_together", Together.LIVING, Ending.NONE),
        ("partner", Together.LIVING, Ending.NONE),
        ("divorced", Together.MARRIED, Ending.DIVORCED),
        ("separated", Together.LIVING, Ending.SEPARATED),
    ],
)
def test_a_relationship_is_drawn_as_what_it_is(household, kind, together, ending):
    household.relate(household.page.applicants[0].given_names, kind, "Bryony Sorrel")
    first = household.page.applicants[0].given_names
    union = household.union(first, "Bryony")
    assert (union.together, union.ending) == (together, ending)


def test_brothers_and_sisters_without_parents_hang_together(file_store):
    household = Household(file_store, couple=False)
    first = household.page.applicants[0].given_names
    household.add("Ash", relation="sibling")
    assert household.unions() == {(): {(first, Bond.BIRTH), ("Ash", Bond.BIRTH)}}


def test_a_relative_of_one_of_two_is_named_beside_the_tree_until_it_is_said_of_whom(household):
    household.add("Oak", relation="parent")
    household.add("Lodger", "household", relation="lodger")
    family = household.family()
    assert family.apart == ("Oak Larkspur",)
    assert "Oak" not in first_names(family)
    household.relate(household.page.applicants[1].given_names, "parent", "Oak")
    assert household.family().apart == ()
    assert "Oak" in first_names(household.family())


def test_somebody_recorded_as_their_own_parent_or_in_a_ring_is_no_hindrance(household):
    first, second = (each.given_names for each in household.page.applicants)
    household.relate(first, "parent", first)
    household.relate(first, "child", second)
    household.relate(second, "child", first)
    assert {first, second} <= first_names(household.family())
    assert first in family_tree(household.family()).alternative
