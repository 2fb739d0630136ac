"""Open stores for the tests: encrypted files with a cheap password, and PostgreSQL."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from recruitment_app.rules.roles import Role
from recruitment_app.store import engine, schema
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.keys import Cost
from recruitment_app.store.tables import Agency, Team, Worker
from tests.postgres import database, empty

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
NAME = "Morgan Example"
PASSWORD = "correct horse"


class Ticking:
    """A clock that goes on by a second each time it is read, and may be set."""

    def __init__(self, start: datetime = datetime(2014, 11, 14, 9, 0, tzinfo=UTC)) -> None:
        self.at = start

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def set_up(store: Store) -> None:
    """Write the first rows: an agency, a team and the manager who is signed in."""
    with store.writing(act="set_up") as session:
        agency = Agency(name="Sample agency")
        session.add(agency)
        session.flush()
        team = Team(agency_id=agency.id, name="Adoption")
        session.add(team)
        session.flush()
        session.add(
            Worker(
                id=store.person_id,
                team_id=team.id,
                name=NAME,
                name_fold=NAME.casefold(),
                role=Role.MANAGER,
            )
        )


def make_store(folder: Path, clock: Ticking | None = None) -> tuple[Store, str]:
    """Make and open an encrypted store with its first rows; return its recovery key too."""
    return Store.create(
        folder,
        person_id=new_id(),
        name=NAME,
        password=PASSWORD,
        fill=set_up,
        clock=clock or Ticking(),
        cost=CHEAP,
    )


def server_store(address: str) -> Store:
    """Make the tables in an empty PostgreSQL database and open it, without its first rows."""
    store_engine = engine.server_engine(address)
    with store_engine.execution_options(**{engine.WRITING: True}).begin() as connection:
        schema.make(connection)
    return Store.on(store_engine, person_id=new_id(), clock=Ticking())


@pytest.fixture(scope="session")
def postgres_tables(postgres_cluster: str) -> Iterator[tuple[str, Engine]]:
    """A database with the tables, which each test fills and finds without a row.

    Its engine lets go of its connections as each store is closed, and keeps the statements that
    were put together.
    """
    with database(postgres_cluster) as address:
        server_store(address).close(is_backed_up=False)
        yield address, engine.server_engine(address)


@pytest.fixture(scope="session")
def store_to_copy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime]:
    """A closed store as ``make_store`` makes it, and what its clock said last."""
    clock = Ticking()
    folder = tmp_path_factory.mktemp("made") / "store"
    make_store(folder, clock)[0].close(is_backed_up=False)
    return folder, clock.at


@pytest.fixture
def file_store(store_to_copy: tuple[Path, datetime], tmp_path: Path) -> Iterator[Store]:
    """An open encrypted store with an agency, a team and a manager."""
    store = copied(store_to_copy, tmp_path / "store")
    yield store
    store.close(is_backed_up=False)


def copied(made: tuple[Path, datetime], folder: Path) -> Store:
    """Open a copy of a store that was made once: an eighth of the work of making another."""
    shutil.copytree(made[0], folder)
    return Store.open(folder, NAME, PASSWORD, clock=Ticking(made[1]))


@pytest.fixture(params=["sqlcipher", "postgresql"])
def each_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An open store with an agency, a team and a manager, on either engine in turn."""
    if request.param == "sqlcipher":
        yield request.getfixturevalue("file_store")
        return
    address, server = request.getfixturevalue("postgres_tables")
    empty(address)
    store = Store.on(server, person_id=new_id(), clock=Ticking())
    set_up(store)
    yield store
    store.close(is_backed_up=False)
