import pytest
from sqlalchemy import select

from recruitment_app.rules.stages import Stage
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import Case, Person, PersonName
from recruitment_app.store.taking_back import Remembered, remember
from tests.store.enquirers import enquire


@pytest.fixture
def acted(each_store):
    """A case whose person was changed and given a name by an act that remembers it."""
    case_id = enquire(each_store, 1).case_id
    with each_store.reading() as session:
        ids = case_id, session.scalars(select(Person.id)).one()
    with each_store.writing(act="change") as session:
        case, person = session.get_one(Case, ids[0]), session.get_one(Person, ids[1])
        person.born = "1979"
        session.flush()
        person.born, case.stage = "1980", Stage.PANEL
        case.deleted_at = each_store.clock()
        session.add(PersonName(case_id=case.id, person_id=person.id, name="Fern Bracken"))
        text = remember(session, drafts=["one"])
    return ids, text


def test_old_values_come_back_and_what_was_made_is_taken_out(each_store, acted):
    (case_id, person_id), text = acted
    with each_store.writing(act="undo") as session:
        remembered = Remembered(session, text)
        assert remembered.is_as_left()
        assert remembered.more["drafts"] == ["one"]
        remembered.put_back(each_store.clock())
        case, person = session.get_one(Case, case_id), session.get_one(Person, person_id)
        assert (person.born, case.stage, case.deleted_at) == ("", Stage.ENQUIRY, None)
        name = session.scalars(select(PersonName)).one()
        assert name.deleted_at is not None


def test_a_row_that_somebody_changed_since_is_not_as_it_was_left(each_store, acted):
    (_, person_id), text = acted
    with each_store.writing(act="change") as session:
        session.get_one(Person, person_id).born = "1981"
    with each_store.reading() as session:
        assert not Remembered(session, text).is_as_left()


def test_a_row_that_is_not_there_is_not_as_it_was_left(each_store, acted):
    _, text = acted
    with each_store.reading() as session:
        remembered = Remembered(session, text)
        gone = text.replace(str(next(iter(remembered.ids(Person)))), str(new_id()))
        assert not Remembered(session, gone).is_as_left()
