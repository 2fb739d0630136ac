"""Opens connections: to the encrypted file with its key first, or to PostgreSQL."""

from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache
from typing_extensions import override

DATABASE_NAME = "store.db"
WRITING = "recruitment_writing"

_PATIENT = "busy_timeout = 5000"
_PRAGMAS = (
    "cipher_log_level = NONE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cache_size = -131072",  # KiB: what Today reads of a region's cases in hand, and half as much
    _PATIENT,
)
_LITTLE = "cache_size = -2000"
_LOOKING = ("cipher_log_level = NONE", "query_only = ON", _LITTLE)
_COPYING = ("cipher_log_level = NONE", "synchronous = FULL", _LITTLE)
_BUSY_SECONDS = 5.0
_ONE_WRITER = 0x61646F7074  # any number: every writer of one PostgreSQL store asks for this lock


class _OfFiles(SQLiteDialect_pysqlite):
    """The dialect of every file alike: what is put together for one store serves the next.

    To put a statement together takes longer than to run it, and whoever signs in again
    opens the store anew.
    """

    driver = "recruitment"
    supports_statement_cache = True

    @override
    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    @override
    def __hash__(self) -> int:
        return hash(type(self))


registry.register(f"sqlite.{_OfFiles.driver}", __name__, _OfFiles.__name__)
_STATEMENTS: Final = LRUCache[Any, Any](2_000)
"""The statements of all files by what they ask; the application has some thousand."""


def file_engine(path: Path, data_key: bytes) -> Engine:
    """Return an engine over one encrypted file; the key stands in no address and no log."""
    engine = create_engine(
        f"sqlite+{_OfFiles.driver}://",
        module=sqlcipher3.dbapi2,
        creator=lambda: connect(path, data_key),
        poolclass=QueuePool,
        pool_use_lifo=True,  # the connection used last holds the pages in its memory
        hide_parameters=True,
        execution_options={"compiled_cache": _STATEMENTS},
    )
    event.listen(engine, "begin", _begin_on_file)
    return engine


def server_engine(address: str) -> Engine:
    """Return an engine over a PostgreSQL database."""
    engine = create_engine(address, hide_parameters=True)
    event.listen(engine, "begin", _begin_on_server)
    return engine


def connect(path: Path, data_key: bytes) -> Any:
    """Return one connection to an encrypted file that exists, by the driver alone."""
    return _keyed(f"{path.absolute().as_uri()}?mode=rw", data_key, _PRAGMAS)


def connect_new(path: Path, data_key: bytes) -> Any:
    """Return one connection to an encrypted file yet to be made."""
    return _keyed(f"{path.absolute().as_uri()}?mode=rwc", data_key, _PRAGMAS)


def connect_copy(path: Path, data_key: bytes) -> Any:
    """Return one connection to an encrypted file that a whole database will be copied into."""
    return _keyed(f"{path.absolute().as_uri()}?mode=rwc", data_key, _COPYING)


def look(path: Path, data_key: bytes, *, is_still: bool) -> Any:
    """Return a connection that changes nothing; of a still file it makes no file beside it."""
    how = "mode=ro&immutable=1" if is_still else "mode=ro"
    return _keyed(f"{path.absolute().as_uri()}?{how}", data_key, _LOOKING)


def watch(path: Path, data_key: bytes) -> Any:
    """Return one connection for checks beside the work: it holds little of the file in memory."""
    return _keyed(f"{path.absolute().as_uri()}?mode=rw", data_key, (*_PRAGMAS, _LITTLE))


def empty_log(connection: Any) -> None:
    """Move what the log holds into the file, as far as nobody reads it; wait for nobody.

    While it waited for somebody who reads, nobody could write.
    """
    for pragma in ("busy_timeout = 0", "wal_checkpoint(TRUNCATE)", _PATIENT):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _keyed(address: str, data_key: bytes, pragmas: tuple[str, ...]) -> Any:
    connection = sqlcipher3.dbapi2.connect(
        address, uri=True, check_same_thread=False, timeout=_BUSY_SECONDS
    )
    try:
        connection.isolation_level = None  # own BEGIN: the driver's covers no DDL
        connection.execute(f"""PRAGMA key = "x'{data_key.hex()}'" """)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _begin_on_file(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _begin_on_server(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITING, False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})")
    else:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
