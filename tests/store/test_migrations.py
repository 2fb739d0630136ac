import re

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from recruitment_app.store import engine as engines
from recruitment_app.store import schema, upgrading
from recruitment_app.store.keys import new_data_key
from recruitment_app.store.tables import Base


@pytest.fixture
def empty_file(tmp_path):
    key = new_data_key()
    engines.connect_new(tmp_path / "made.db", key).close()
    engines.connect_new(tmp_path / "migrated.db", key).close()
    made = engines.file_engine(tmp_path / "made.db", key)
    migrated = engines.file_engine(tmp_path / "migrated.db", key)
    yield made, migrated
    made.dispose()
    migrated.dispose()


def writing(engine):
    return engine.execution_options(**{engines.WRITING: True}).begin()


def shape_of(connection):
    """Everything that stands in the file, each statement's parts unquoted and by the alphabet."""
    rows = connection.exec_driver_sql(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'search_text_%'"
    )
    return {
        (row.type, row.name, row.tbl_name): sorted(
            " ".join(part.replace('"', "").split())
            for part in re.split(r",\s|\n", row.sql or "")
            if part.strip()
        )
        for row in rows
    }


def differences(connection):
    context = MigrationContext.configure(
        connection,
        opts={
            "include_object": lambda _thing, name, *_rest: not str(name).startswith("search_text")
        },
    )
    return compare_metadata(context, Base.metadata)


def test_a_new_file_is_made_just_as_the_migrations_make_it(empty_file):
    made, migrated = empty_file
    with writing(made) as connection:
        schema.make(connection)
    with writing(migrated) as connection:
        upgrading.migrate(connection)
    with made.connect() as one, migrated.connect() as other:
        assert shape_of(other) == shape_of(one)
        assert differences(other) == []


def test_a_new_server_is_made_just_as_the_migrations_make_it(postgres_database):
    engine = engines.server_engine(postgres_database)
    with writing(engine) as connection:
        upgrading.migrate(connection)
    with engine.connect() as connection:
        assert differences(connection) == []
        version = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    engine.dispose()
    assert version == schema.HEAD


def test_the_known_revisions_are_those_of_the_migrations():
    folder = upgrading.Path(upgrading.__file__).parent / "migrations"
    script = ScriptDirectory(str(folder))
    told = [revision.revision for revision in script.walk_revisions()]
    assert tuple(reversed(told)) == schema.REVISIONS
