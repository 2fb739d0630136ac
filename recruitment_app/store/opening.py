"""Makes and opens the encrypted file in its order: place, lock, key, version, then the tables."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import Engine

from recruitment_app.errors import StoreTrouble
from recruitment_app.store import engine as engines
from recruitment_app.store import faults, keys, locking, places, schema

Unlock = Callable[[keys.KeyRing], tuple[UUID, bytes]]


@dataclass(frozen=True, slots=True)
class Home:
    """Where an open store lives, with the lock and the keys it is held by."""

    folder: Path
    holding: locking.Holding
    ring: keys.KeyRing
    data_key: bytes
    person_id: UUID

    @property
    def database(self) -> Path:
        """The encrypted file itself."""
        return self.folder / engines.DATABASE_NAME


def make(
    folder: Path, *, person_id: UUID, name: str, password: str, cost: keys.Cost
) -> tuple[Home, str]:
    """Make an empty store in an empty folder; return it and the recovery key to print."""
    data_key = keys.new_data_key()
    ring = keys.KeyRing(database_id=uuid4(), last_person=person_id)
    ring = keys.add_person(
        ring, data_key, person_id=person_id, name=name, password=password, cost=cost
    )
    ring, printed = keys.with_recovery(ring, data_key, cost)
    holding = locking.hold(folder)
    home = Home(folder, holding, ring, data_key, person_id)
    try:
        with faults.translated():
            engines.connect_new(home.database, data_key).close()
            engine = engines.file_engine(home.database, data_key)
            try:
                with engine.execution_options(**{engines.WRITING: True}).begin() as connection:
                    schema.make(connection)
            finally:
                engine.dispose()
        keys.write_ring(folder, ring)
    except BaseException:
        holding.release()
        raise
    return home, printed


def take(folder: Path, unlock: Unlock) -> Home:
    """Take a store for this process and unlock it; nothing in its folder changes."""
    places.refuse_unfit(folder)
    keys.read_ring(folder)  # says that there is no store before a lock file would be made
    holding = locking.hold(folder)
    try:
        ring = keys.read_ring(folder)
        person_id, data_key = unlock(ring)
        return Home(folder, holding, ring, data_key, person_id)
    except BaseException:
        holding.release()
        raise


def version_of(home: Home) -> str:
    """Return a store's revision without changing one byte of it or beside it."""
    database = home.database
    if not database.is_file():
        raise StoreTrouble(faults.CANNOT_OPEN)
    log, shared = (database.with_name(f"{database.name}-{end}") for end in ("wal", "shm"))
    is_still = not log.exists() or log.stat().st_size == 0
    was_shared = shared.exists()
    if not is_still:
        # a log to be read makes a shared file beside it, so first ask the file alone: what a
        # killed process left there may be half moved in, and then tells nothing
        with suppress(StoreTrouble), faults.translated():
            version = _look_up(home, is_still=True)
            if version and version not in schema.REVISIONS:
                return version
    try:
        with faults.translated():
            return _look_up(home, is_still=is_still)
    finally:
        if not was_shared:
            shared.unlink(missing_ok=True)


def _look_up(home: Home, *, is_still: bool) -> str:
    connection = engines.look(home.database, home.data_key, is_still=is_still)
    try:
        return schema.version_in(connection)
    finally:
        connection.close()


def engine_for(home: Home) -> Engine:
    """Return the engine over a store whose version this application speaks."""
    return engines.file_engine(home.database, home.data_key)


def settle(engine: Engine) -> None:
    """Move what the log beside the file holds into the file, and empty the log."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
