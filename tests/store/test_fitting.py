from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from recruitment_app.errors import Problem
from recruitment_app.store import fitting
from recruitment_app.store.audit import insert_rows
from recruitment_app.store.tables import CaseEvent, OwnDay, Worker


def test_words_too_long_for_their_column_are_refused_by_the_name_of_the_field(each_store):
    with (
        pytest.raises(Problem, match="at most 200 letters") as problem,
        each_store.writing(act="rename") as session,
    ):
        session.get(Worker, each_store.person_id).job_title = "x" * 201
    assert problem.value.field == "job_title"
    with pytest.raises(Problem, match="at most 200"), each_store.writing(act="import") as session:
        insert_rows(session, OwnDay, [{"name": "x" * 201, "on": date(2015, 1, 1)}])


def test_words_of_just_the_length_are_kept(each_store):
    with each_store.writing(act="rename") as session:
        session.get(Worker, each_store.person_id).job_title = "ë" * 200
    with each_store.reading() as session:
        assert session.get(Worker, each_store.person_id).job_title == "ë" * 200


def test_the_nul_letter_is_left_out(each_store):
    with each_store.writing(act="add_own_day") as session:
        session.add(OwnDay(name="a\0b", on=date(2015, 1, 1)))
        insert_rows(session, OwnDay, [{"name": "c\0d", "on": date(2015, 1, 2)}])
    with each_store.reading() as session:
        assert set(session.scalars(select(OwnDay.name))) == {"ab", "cd"}


def test_a_row_is_completed_with_its_tables_defaults():
    (row,) = fitting.complete(CaseEvent, [{"place": 1, "facts": {"why": "a\0b"}}])
    assert isinstance(row["id"], UUID)
    assert row["row_version"] == 1
    assert row["facts"] == {"why": "ab"}
    assert row["struck_why"] == ""
    assert row["deleted_at"] is None
    one, other = fitting.complete(CaseEvent, [{}, {}])
    assert one["facts"] == {}
    assert one["facts"] is not other["facts"]


def test_an_attribute_is_written_to_the_column_that_bears_its_value():
    assert ("on", "day") in fitting.columns_of(OwnDay)
