"""Fills a new file with very many rows: its indexes and its search are built once all stand.

Kept up row by row, an index by names or numbers is written all over at every part: a hundred
thousand cases took twice as long. A server keeps its indexes up as it does.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, Table

from recruitment_app.store import search
from recruitment_app.store.tables import AuditEntry, Base


@contextmanager
def without_indexes(writer: Engine) -> Iterator[None]:
    """Take the indexes and the search down, and build them when the block ends well."""
    if writer.dialect.name != "sqlite":
        yield
        return
    with writer.begin() as connection:
        for trigger in sorted(search.TRIGGERS):
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        for table in _tables():
            for index in table.indexes:
                index.drop(connection)
    yield
    for table in _tables():
        with writer.begin() as connection:
            for index in sorted(table.indexes, key=lambda index: str(index.name)):
                index.create(connection)
    with writer.begin() as connection:
        search.rebuild(connection)
        for statement in search.FULL_TEXT:
            if statement.startswith("CREATE TRIGGER"):
                connection.exec_driver_sql(statement)


def _tables() -> list[Table]:
    """Return all but the audit's: each act asks it for the last link of its chain."""
    return [
        table for table in Base.metadata.sorted_tables if table.name != AuditEntry.__tablename__
    ]
