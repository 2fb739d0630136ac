"""Brings an older store to this application's shape, behind a proved backup and all at once."""

from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event

from recruitment_app.errors import StoreTrouble
from recruitment_app.store import backup, copies, faults, schema, search
from recruitment_app.store import engine as engines
from recruitment_app.store.opening import Home

MIGRATIONS = Path(__file__).parent / "migrations"
VERSIONS = MIGRATIONS / "versions"
NOT_UPGRADED = (
    "The store could not be brought to the shape this version needs, so it was left as it was. "
    "A backup of it stands in its backups folder."
)


def bring_up(home: Home, at: datetime, *, to: str = schema.HEAD, versions: Path = VERSIONS) -> None:
    """Back an older store up, then migrate it in one transaction."""
    backup.back_up(home, at)
    engine = engines.file_engine(home.database, home.data_key)
    event.listen(engine, "connect", _without_foreign_keys)
    try:
        with (
            faults.translated(),
            engine.execution_options(**{engines.WRITING: True}).begin() as connection,
        ):
            raw = connection.connection.driver_connection
            before = copies.count_rows(raw)
            migrate(connection, to, versions)
            _prove(raw, before)
    finally:
        engine.dispose()


def migrate(connection: Connection, to: str = schema.HEAD, versions: Path = VERSIONS) -> None:
    """Run what migrations are due, inside the transaction the connection is in."""
    config = Config()
    config.set_main_option("script_location", _literal(MIGRATIONS))
    config.set_main_option("version_locations", _literal(versions))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _literal(path: Path) -> str:
    return str(path).replace("%", "%%")


def _without_foreign_keys(connection: Any, _record: Any) -> None:
    """Let a table be rebuilt under the rows that point to it; all are checked before the end."""
    connection.execute("PRAGMA foreign_keys = OFF")


def _prove(raw: Any, before: dict[str, int]) -> None:
    after = copies.count_rows(raw)
    changed = any(
        name in after and after[name] != count
        for name, count in before.items()
        if name != "alembic_version"
    )
    if changed or raw.execute("PRAGMA foreign_key_check").fetchall():
        raise StoreTrouble(NOT_UPGRADED)
    search.prove(raw)
    named = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    if not {name for (name,) in named} >= search.TRIGGERS:
        raise StoreTrouble(NOT_UPGRADED)
