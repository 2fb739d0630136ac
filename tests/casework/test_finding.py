import pytest

from recruitment_app.casework.finding import find, likely_same
from recruitment_app.casework.households.households import NewPerson
from recruitment_app.casework.journey import enquiries
from recruitment_app.rules.likeness import Identity
from tests.walks.stories import on


def add(store, **person):
    return enquiries.record_enquiry(
        store,
        received_on=on("03-03"),
        applicants=[NewPerson(**person)],
        source="other",
        channel="email",
        today=on("03-03"),
    ).case_id


@pytest.mark.parametrize(
    "words",
    ["larkspur", "LARK", "fern lark", "larkspur fern", "ar 0001", "0001", "960001", "fern@exam"],
)
def test_a_person_is_found_by_the_beginnings_of_words(each_store, words):
    case_id = add(
        each_store,
        given_names="Fern",
        family_name="Larkspur",
        telephone="01632 960001",
        email="fern@example.org",
    )
    add(each_store, given_names="Rowan", family_name="Teasel")
    assert {hit.case_id for hit in find(each_store, words=words)} == {case_id}


@pytest.mark.parametrize("words", ["", "  ", "%", "_", "'", '"', "*", "nobody", "arkspur"])
def test_nothing_is_found_by_nothing_or_by_marks(each_store, words):
    add(each_store, given_names="Fern", family_name="Larkspur")
    assert find(each_store, words=words) == []


def test_marks_on_letters_do_not_matter(each_store):
    case_id = add(each_store, given_names="Zoë", family_name="Müller-O'Dowd")
    for words in ("zoe", "ZOË", "muller", "o'dowd", "dowd"):
        assert {hit.case_id for hit in find(each_store, words=words)} == {case_id}, words


def test_no_more_is_found_than_asked_for(each_store):
    for _ in range(4):
        add(each_store, given_names="Fern", family_name="Larkspur")
    assert len(find(each_store, words="larkspur", most=2)) == 2


def test_who_may_be_the_person_typed_is_told_with_the_reasons(each_store):
    case_id = add(
        each_store, given_names="Katherine", family_name="Larkspur", telephone="01632 960001"
    )
    add(each_store, given_names="Oliver", family_name="Teasel")
    typed = [
        Identity(given="Kate", family="Larkspurr", phones=("01632960001",), emails=(), postcode="")
    ]
    (like,) = likely_same(each_store, typed=typed)
    assert (like.case_id, like.name) == (case_id, "Katherine Larkspur")
    assert like.reasons
    assert likely_same(each_store, typed=typed, but_not=case_id) == []
    assert likely_same(each_store, typed=[]) == []
