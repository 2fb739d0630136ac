from contextlib import suppress
from datetime import date

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from recruitment_app.errors import ChangedMeanwhile, Problem, StoreTrouble
from recruitment_app.rules.roles import Role
from recruitment_app.store import audit
from recruitment_app.store.tables import AuditEntry, OwnDay, Worker


def names(store):
    with store.reading() as session:
        return set(session.scalars(select(OwnDay.name)))


def acts(store):
    with store.reading() as session:
        return list(session.scalars(select(AuditEntry.act).order_by(AuditEntry.seq)))


def refused(store, day):
    """Begin to add a day, and then find that it may not be."""
    with store.writing(act="add_own_day") as session:
        session.add(day)
        session.flush()
        raise Problem("no")


def a_day(name="Agency day", on=date(2014, 12, 24)):
    return OwnDay(name=name, on=on)


def test_what_a_block_wrote_is_read_afterwards(each_store):
    with each_store.writing(act="add_own_day") as session:
        session.add(a_day())
    assert names(each_store) == {"Agency day"}
    assert acts(each_store) == ["set_up", "add_own_day"]


def test_a_block_that_fails_writes_nothing(each_store):
    with pytest.raises(Problem, match="no"):
        refused(each_store, a_day())
    assert names(each_store) == set()
    assert acts(each_store) == ["set_up"]


def test_a_block_within_another_is_saved_with_it_and_has_its_own_entry(each_store):
    with each_store.writing(act="import_cases") as outer:
        outer.add(a_day("first"))
        with each_store.writing(act="add_own_day") as inner:
            assert inner is outer
            inner.add(a_day("second", date(2014, 12, 29)))
        assert outer.info["act"] == "import_cases"
    assert names(each_store) == {"first", "second"}
    assert sorted(acts(each_store)) == ["add_own_day", "import_cases", "set_up"]


def test_an_act_that_failed_within_a_block_cannot_be_passed_over(each_store):
    with (
        pytest.raises(RuntimeError, match="nothing was saved"),
        each_store.writing(act="import_cases") as session,
    ):
        session.add(a_day("first"))
        with suppress(Problem):
            refused(each_store, a_day("second", date(2014, 12, 29)))
    assert names(each_store) == set()


def test_reading_within_a_block_sees_what_the_block_wrote(each_store):
    with each_store.writing(act="add_own_day") as session:
        session.add(a_day())
        assert names(each_store) == {"Agency day"}


def test_a_reader_can_write_nothing(each_store):
    with pytest.raises(RuntimeError), each_store.reading() as session:
        session.add(a_day())
        session.flush()
    raw = text("INSERT INTO teams (id, name, row_version) VALUES ('0', 'x', 1)")
    with pytest.raises((StoreTrouble, DBAPIError)), each_store.reading() as session:
        session.execute(raw)
    assert names(each_store) == set()


def test_two_who_change_one_record_are_told_so(each_store):
    with each_store.reading() as session:
        seen = session.get(Worker, each_store.person_id)
    with each_store.writing(act="rename") as session:
        session.get(Worker, each_store.person_id).job_title = "Team manager"
    with (
        pytest.raises(ChangedMeanwhile, match="look again"),
        each_store.writing(act="rename") as session,
    ):
        session.add(seen)
        seen.job_title = "Head of service"
    with each_store.reading() as session:
        assert session.get(Worker, each_store.person_id).job_title == "Team manager"


def test_an_entry_tells_who_did_what_to_what_and_how_it_was_before(each_store):
    with each_store.writing(act="rename") as session:
        session.get(Worker, each_store.person_id).role = Role.SOCIAL_WORKER
    with each_store.reading() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry.by_id == each_store.person_id
    assert entry.payload == (
        f'[{{"id":"{each_store.person_id}","new":{{"role":"social_worker","row_version":2}},'
        '"old":{"role":"manager","row_version":1},"table":"workers"}]'
    )


def test_an_act_that_changed_no_row_can_tell_what_it_did(each_store):
    with each_store.writing(act="make_recovery_key") as session:
        audit.tell(session, made="recovery key")
    with each_store.reading() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
        assert (entry.act, entry.payload) == (
            "make_recovery_key",
            '[{"told":{"made":"recovery key"}}]',
        )
        assert audit.verify(session).is_whole


def test_the_chain_of_entries_holds(each_store):
    for number in range(5):
        with each_store.writing(act="add_own_day") as session:
            session.add(a_day(str(number), date(2014, 12, 1 + number)))
    with each_store.reading() as session:
        verdict = audit.verify(session)
    assert verdict.is_whole
    assert verdict.count == 6


def test_many_rows_at_once_are_audited_like_one(each_store):
    rows = [{"name": str(number), "on": date(2015, 1, 1 + number)} for number in range(20)]
    with each_store.writing(act="import_days") as session:
        made = audit.insert_rows(session, OwnDay, rows)
    assert len(made) == 20
    assert len(names(each_store)) == 20
    with each_store.reading() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
        assert entry.payload.count('"table":"own_days"') == 20
        assert entry.payload.count('"on":"2015-01-01"') == 1
        assert audit.verify(session).is_whole


@pytest.mark.parametrize("through", ["the session", "its connection"])
@pytest.mark.parametrize(
    "statement",
    [
        update(Worker).values(job_title="x"),
        insert(OwnDay).values(name="x", on=date(2015, 1, 1)),
        update(AuditEntry).values(act="x"),
    ],
    ids=["update", "insert", "audit"],
)
def test_a_bulk_change_cannot_pass_the_audit_by(each_store, statement, through):
    with pytest.raises(RuntimeError, match="audit"), each_store.writing(act="bulk") as session:
        if through == "the session":
            session.execute(statement)
        else:
            session.connection().execute(statement)


def test_no_record_is_ever_deleted(each_store):
    with pytest.raises(RuntimeError, match="deleted_at"), each_store.writing() as session:
        session.delete(session.get(Worker, each_store.person_id))
    with each_store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Worker)) == 1


def test_an_entry_once_written_cannot_be_changed(each_store):
    with pytest.raises(RuntimeError, match="never changed"), each_store.writing() as session:
        session.scalars(select(AuditEntry)).first().act = "another"


def test_a_closed_store_says_so(file_store):
    file_store.close()
    with pytest.raises(Problem, match="sign in again"), file_store.reading():
        pass
