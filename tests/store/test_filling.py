import pytest
from sqlalchemy import select, text

from recruitment_app.store import search
from recruitment_app.store.audit import insert_rows
from recruitment_app.store.tables import OwnDay, SearchEntry
from tests.casework.cases import an_enquiry


def shape_of(store):
    with store.reading() as session:
        rows = session.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_master"))
        return sorted(tuple(map(str, row)) for row in rows)


def test_a_filled_store_is_made_like_any_other_and_found_by_the_search(file_store):
    before = shape_of(file_store)
    with file_store.filling():
        an_enquiry(file_store)
        assert shape_of(file_store) != before
    assert shape_of(file_store) == before
    assert file_store.check() == ()
    with file_store.reading() as session:
        assert {hit.kind for hit in search.search(session, "larkspur")} == {"person"}


def test_a_server_keeps_its_indexes_up_meanwhile(each_store):
    with each_store.filling(), each_store.writing(act="fill") as session:
        insert_rows(session, OwnDay, [{"name": "A day", "on": each_store.clock().date()}])
    with each_store.reading() as session:
        assert session.scalars(select(OwnDay.name)).all() == ["A day"]
        assert session.scalars(select(SearchEntry.text)).all() == []


def test_what_fails_while_it_is_filled_is_told(file_store):
    def fail():
        with file_store.filling():
            raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        fail()
