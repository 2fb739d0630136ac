"""A store of the fourth shape comes up with its sessions as events and its bookings as places."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import EventKind, Stage, Status
from recruitment_app.store import engine as engines
from recruitment_app.store import upgrading
from recruitment_app.store.ids import new_id
from recruitment_app.store.keys import new_data_key
from recruitment_app.store.migrations import moved_sessions as old
from recruitment_app.store.tables import (
    Agency,
    Attendance,
    Case,
    CaseEvent,
    Event,
    EventPart,
    EventPlace,
    Person,
    Team,
    Worker,
)

AT = datetime(2014, 4, 11, 9, tzinfo=UTC)
HELD, BOOKED = date(2014, 4, 10), date(2014, 3, 20)
KEPT = {"row_version": 1}


def without_foreign_keys(connection, _record):
    """Upgrade as a store is upgraded: a table is rebuilt under the rows that point to it."""
    connection.execute("PRAGMA foreign_keys = OFF")


@pytest.fixture(params=["file", "server"])
def engine(request, tmp_path):
    if request.param == "file":
        key = new_data_key()
        engines.connect_new(tmp_path / "old.db", key).close()
        made = engines.file_engine(tmp_path / "old.db", key)
        sa.event.listen(made, "connect", without_foreign_keys)
    else:
        made = engines.server_engine(request.getfixturevalue("postgres_database"))
    yield made
    made.dispose()


def put(connection, table, **facts):
    """Insert a row as the older shape has it: without the columns that came later."""
    key = new_id()
    there = {column["name"] for column in sa.inspect(connection).get_columns(table.name)}
    columns = [column for column in table.columns if column.name in there]
    older = sa.table(table.name, *(sa.column(column.name, column.type) for column in columns))
    usual = {
        column.name: column.default.arg(None) if column.default.is_callable else column.default.arg
        for column in columns
        if getattr(column, "default", None) is not None
    }
    connection.execute(sa.insert(older).values({**usual, "id": key, **facts}))
    return key


def test_sessions_and_bookings_of_an_older_store_become_events_and_places(engine):
    with engine.execution_options(**{engines.WRITING: True}).begin() as connection:
        upgrading.migrate(connection, "0004")
        agency = put(connection, Agency.__table__, name="Sampleton", reference_prefix="AR")
        team = put(connection, Team.__table__, agency_id=agency, name="Team")
        worker = put(
            connection,
            Worker.__table__,
            team_id=team,
            name="Sample Worker",
            name_fold="sample worker",
            role=Role.MANAGER,
        )

        def case(number, names):
            case_id = put(
                connection,
                Case.__table__,
                agency_id=agency,
                team_id=team,
                reference=f"AR-{number}",
                reference_number=number,
                title=names,
                title_fold=names,
                source="",
                channel="",
                opened_on=BOOKED,
                stage=Stage.ENQUIRY,
                status=Status.ACTIVE,
            )
            people = [
                put(
                    connection,
                    Person.__table__,
                    case_id=case_id,
                    standing="applicant",
                    place=place,
                    family_name=name,
                )
                for place, name in enumerate(names.split())
            ]
            return case_id, people

        session = {"starts": "18:30", "zone": "Europe/London", "remarks": "Bring tea"} | KEPT
        held = put(connection, old.SESSIONS, day=HELD, venue="Hall", places=9, **session)
        couple, both = case(1, "Fern Rowan")
        half, _ = case(2, "Ash Hazel")
        gone, (only,) = case(3, "Sage")
        for case_id, people, outcome in (
            (couple, 2, "attended"),
            (half, 1, ""),
            (gone, 1, "cancelled"),
        ):
            put(
                connection,
                old.BOOKINGS,
                case_id=case_id,
                session_id=held,
                people=people,
                outcome=outcome,
                **KEPT,
            )
        for kind, on in ((EventKind.SESSION_BOOKED, BOOKED), (EventKind.SESSION_ATTENDED, HELD)):
            put(
                connection,
                CaseEvent.__table__,
                case_id=couple,
                kind=kind,
                day=on,
                place=1,
                facts={"session": str(held)},
                recorded_at=AT,
                recorded_by=worker,
            )
        upgrading.migrate(connection)
    with engine.connect() as connection:
        (event,) = connection.execute(sa.select(Event.__table__)).all()
        (part,) = connection.execute(sa.select(EventPart.__table__)).all()
        places = connection.execute(sa.select(EventPlace.__table__)).all()
        marks = connection.execute(sa.select(Attendance.__table__)).all()
        tables = sa.inspect(connection).get_table_names()
    assert (event.id, event.kind, event.venue, event.places) == (
        held,
        "information_session",
        "Hall",
        9,
    )
    assert (part.event_id, part.day, part.starts) == (held, HELD, "18:30")
    assert {(row.case_id, row.person_id, row.state, row.asked_on) for row in places} == {
        (couple, both[0], "booked", BOOKED),
        (couple, both[1], "booked", BOOKED),
        (half, None, "booked", HELD),
        (gone, only, "given_up", HELD),
    }
    came = {row.id for row in places if row.case_id == couple}
    assert {(row.event_place_id, row.outcome, row.recorded_by) for row in marks} == {
        (key, "came", worker) for key in came
    }
    assert not {"information_sessions", "bookings"} & set(tables)
