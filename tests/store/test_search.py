import uuid
from datetime import date

import pytest

from recruitment_app.rules.stages import Stage, Status
from recruitment_app.store import search
from recruitment_app.store.audit import insert_rows
from recruitment_app.store.tables import Agency, Case, SearchEntry, Team


@pytest.fixture
def case_id(each_store):
    with each_store.writing(act="record_enquiry") as session:
        case = Case(
            agency_id=session.query(Agency).one().id,
            team_id=session.query(Team).one().id,
            reference="AR-0001",
            reference_number=1,
            opened_on=date(2014, 5, 1),
            stage=next(iter(Stage)),
            status=next(iter(Status)),
        )
        session.add(case)
    return case.id


@pytest.fixture
def put(each_store, case_id):
    def put(text, kind="person", record_id=None):
        record_id = record_id or uuid.uuid4()
        with each_store.writing(act="put") as session:
            search.put(session, kind=kind, case_id=case_id, record_id=record_id, text=text)
        return record_id

    return put


@pytest.fixture
def found(each_store):
    def found(words, **options):
        with each_store.reading() as session:
            return [entry.text for entry in search.search(session, words, **options)]

    return found


@pytest.mark.parametrize("words", ["zoe", "ZOË", "Zo", "bronte zoe", "Brontë", "brontë-example"])
def test_a_name_is_found_by_its_beginning_with_or_without_accents(put, found, words):
    put("Zoë Brontë-Example")
    put("Sam Other")
    assert found(words) == ["Zoë Brontë-Example"]


def test_every_word_must_be_there(put, found):
    put("Alex Smith")
    put("Alex Jones")
    assert found("alex jones") == ["Alex Jones"]
    assert sorted(found("alex")) == ["Alex Jones", "Alex Smith"]


def test_a_word_is_found_from_its_beginning_alone(put, found):
    put("Blacksmith Lane")
    assert found("smith") == []


@pytest.mark.parametrize(
    "typed", ['"', "*", "alex OR sam", "NEAR(", "a AND", "text_fold:alex", "^alex", "%", "_", "'"]
)
def test_nothing_that_is_typed_is_taken_for_a_command(put, found, typed):
    put("Nobody Here")
    assert found(typed) == []


def test_nothing_typed_finds_nothing(put, found):
    put("Alex Smith")
    assert found("  ") == []


def test_one_letter_finds_too(put, found):
    put("Alex Smith")
    assert found("a") == ["Alex Smith"]


def test_only_the_kinds_asked_for_are_found(put, found):
    put("Alex Smith", kind="person")
    put("Alex was telephoned", kind="note")
    assert found("alex", kinds=["note"]) == ["Alex was telephoned"]


def test_no_more_are_found_than_asked_for(put, found):
    for number in range(5):
        put(f"Alex {number}")
    assert len(found("alex", limit=3)) == 3


def test_a_changed_text_is_found_by_its_new_words_alone(put, found):
    record_id = put("Alex Smith")
    put("Alex Jones", record_id=record_id)
    assert found("smith") == []
    assert found("jones") == ["Alex Jones"]


def test_what_is_taken_out_is_no_longer_found(each_store, put, found):
    record_id = put("Alex Smith")
    with each_store.writing(act="take_out") as session:
        search.take_out(session, kind="person", record_id=record_id)
    assert found("alex") == []


def test_many_texts_put_at_once_are_found(each_store, case_id, found):
    rows = [
        search.entry(kind="person", case_id=case_id, record_id=uuid.uuid4(), text=f"Kit {number}")
        for number in range(30)
    ]
    with each_store.writing(act="import") as session:
        insert_rows(session, SearchEntry, rows)
    assert found("kit 29") == ["Kit 29"]


def test_a_nul_letter_does_no_harm(put, found):
    put("Alex\0Smith")
    assert found("smith") == ["Alex Smith"]
