"""The family trees and support maps of every household of the sample."""

import pytest
from sqlalchemy import select

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.households.relatives import family_of
from recruitment_app.casework.sampling.sample import USUAL_TODAY
from recruitment_app.drawings.family import Bond, Ending, Sex
from recruitment_app.drawings.family_tree import family_tree
from recruitment_app.drawings.tree_rows import in_rows
from recruitment_app.store.tables import Person
from tests.drawings.test_family_tree import crossings, middles
from tests.samples import copied_sample


@pytest.fixture(scope="module")
def families(usual_sample, tmp_path_factory):
    """Every family of the sample that has relatives, by its case's reference."""
    with copied_sample(usual_sample, tmp_path_factory.mktemp("drawn")) as store:
        with store.reading() as session:
            cases = session.scalars(
                select(Person.case_id).where(Person.standing == "relative").distinct()
            ).all()
        pages = [case_page(store, case_id=each, today=USUAL_TODAY) for each in cases]
    return {page.reference: family_of(page, USUAL_TODAY) for page in pages}


def test_no_lines_cross_in_the_sample_families(families):
    assert len(families) >= 20
    crossed = {
        name: found for name, each in families.items() if (found := crossings(family_tree(each)))
    }
    assert crossed == {}


def test_everybody_who_is_joined_to_a_family_is_drawn_and_nobody_twice(families):
    for name, family in families.items():
        assert in_rows(family).left_out == (), name
        assert len(middles(family_tree(family))) == len(family.people), name


def test_the_sample_families_hold_all_that_a_tree_has_to_draw(families):
    people = [person for each in families.values() for person in each.people.values()]
    unions = [union for each in families.values() for union in each.unions]
    generations = [len(in_rows(each).rows) for each in families.values()]
    couples = [
        {each.people[key].sex for key in each.applicants}
        for each in families.values()
        if len(each.applicants) > 1
    ]
    assert max(generations) >= 4
    assert sum(count >= 3 for count in generations) >= 10
    assert any(person.is_dead and person.age for person in people)
    assert any(child.bond is Bond.ADOPTED for union in unions for child in union.children)
    assert {union.ending for union in unions} == set(Ending)
    assert {Sex.MALE} in couples or {Sex.FEMALE} in couples
    assert any(len(each.applicants) == 1 for each in families.values())
    assert any(_has_half_siblings(each) for each in families.values())


def _has_half_siblings(family):
    for key in family.applicants:
        parents = family.parents(key)
        if parents is None:
            continue
        for parent in parents.partners:
            if any(union is not parents and union.children for union in family.unions_of(parent)):
                return True
    return False
