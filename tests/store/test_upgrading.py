"""An older store is brought up behind a backup, all at once, whenever it is killed."""

import os
import shutil
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from recruitment_app.errors import StoreTrouble
from recruitment_app.store import copies, keys, opening, restoring, rotation, schema, search
from recruitment_app.store import engine as engines
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Agency, Case, Person, SearchEntry
from recruitment_app.store.upgrading import NOT_UPGRADED, VERSIONS, bring_up
from tests.store.enquirers import enquire
from tests.stores import NAME, PASSWORD, make_store

HOUSE = Path(__file__).resolve().parents[2]
AT = datetime(2015, 1, 1, tzinfo=UTC)

# A revision as may come: it rebuilds a table that others point to, and the one that is searched.
NEXT = '''
"""The next shape: a remark on each case."""

import os, signal
import sqlalchemy as sa
from alembic import op
from recruitment_app.store.search import FULL_TEXT

revision = "9999"
down_revision = "{head}"


def may_die(step):
    if os.environ.get("DIE_AT") == str(step):
        os.kill(os.getpid(), signal.SIGKILL)


def upgrade():
    may_die(1)
    with op.batch_alter_table("cases", recreate="always") as table:
        table.add_column(sa.Column("remark", sa.Text(), nullable=False, server_default=""))
    may_die(2)
    op.execute("DROP TABLE search_text")
    with op.batch_alter_table("search_entries", recreate="always") as table:
        table.alter_column("kind", type_=sa.String(40))
    may_die(3)
    for statement in FULL_TEXT:
        op.execute(statement)
    op.execute("INSERT INTO search_text(search_text) VALUES ('rebuild')")
    may_die(4)
    {more}
'''


@pytest.fixture
def closed(tmp_path):
    """The folder of a closed store with a few cases."""
    store, _ = make_store(tmp_path / "store")
    for number in (1, 2, 3, 5):
        enquire(store, number)
    store.close(is_backed_up=False)
    return store.folder


@pytest.fixture
def versions(tmp_path):
    """Make a folder of the shipped revisions and one that may come."""

    def versions(more="pass"):
        folder = tmp_path / "versions"
        shutil.copytree(VERSIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "r9999_next.py").write_text(
            NEXT.replace("{more}", more).replace("{head}", schema.HEAD)
        )
        return folder

    return versions


def home_of(folder):
    return opening.take(folder, lambda ring: keys.unlock(ring, NAME, PASSWORD))


def state(folder):
    """Return a store's revision, its columns of cases and how many rows it holds."""
    home = home_of(folder)
    connection = engines.connect(home.database, home.data_key)
    columns = {row[1] for row in connection.execute("PRAGMA table_info(cases)")}
    left = connection.execute(
        "SELECT name FROM sqlite_master WHERE name LIKE '_alembic_tmp_%'"
    ).fetchall()
    found = connection.execute(
        "SELECT e.text FROM search_text JOIN search_entries e ON e.fts_rowid = search_text.rowid "
        "WHERE search_text MATCH 'number2'"
    ).fetchall()
    told = opening.version_of(home), "remark" in columns, left, copies.count_rows(connection)
    search.prove(connection)
    assert found == [("Kit Number2",)]
    connection.close()
    home.holding.release()
    return told


def test_an_older_store_is_backed_up_and_brought_up(closed, versions, tmp_path):
    before = state(closed)
    home = home_of(closed)
    bring_up(home, AT, to="9999", versions=versions())
    home.holding.release()
    assert state(closed) == ("9999", True, [], before[3])
    (file,) = rotation.all_in(closed / "backups", home.ring.database_id)
    restoring.restore(file, tmp_path / "again", NAME, PASSWORD, at=AT)
    assert state(tmp_path / "again") == before
    with Store.open(tmp_path / "again", NAME, PASSWORD) as again, again.reading() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 4


@pytest.mark.parametrize("step", [1, 2, 3, 4, 0])
def test_a_store_killed_while_it_is_brought_up_is_wholly_old_or_new(closed, versions, step):
    before = state(closed)
    folder = versions()
    script = textwrap.dedent(f"""
        from pathlib import Path
        from tests.store.test_upgrading import AT, bring_up, home_of
        bring_up(home_of(Path({str(closed)!r})), AT, to="9999", versions=Path({str(folder)!r}))
        print("up", flush=True)
    """)
    command = [sys.executable, "-c", script]
    dying = os.environ | {"DIE_AT": str(step)}
    told = subprocess.run(
        command, cwd=HOUSE, env=dying, check=False, capture_output=True, text=True
    )
    assert not told.stderr
    is_killed = told.returncode != 0
    assert is_killed == bool(step)
    assert state(closed) == (before if is_killed else ("9999", True, [], before[3]))
    if is_killed:
        home = home_of(closed)
        bring_up(home, AT, to="9999", versions=folder)
        home.holding.release()
    assert state(closed) == ("9999", True, [], before[3])


@pytest.mark.parametrize(
    "fault",
    [
        "op.execute('DELETE FROM notes WHERE 0 = 0'); op.execute('DELETE FROM people')",
        "op.execute(\"UPDATE people SET case_id = 'nobody'\")",
        "op.execute('DROP TRIGGER search_entries_added')",
    ],
    ids=["rows lost", "rows orphaned", "trigger lost"],
)
def test_a_migration_that_would_lose_something_leaves_the_store_as_it_was(closed, versions, fault):
    before = state(closed)
    home = home_of(closed)
    with pytest.raises(StoreTrouble) as trouble:
        bring_up(home, AT, to="9999", versions=versions(fault))
    home.holding.release()
    assert str(trouble.value) == NOT_UPGRADED
    assert state(closed) == before


def test_a_store_of_this_applications_shape_is_not_touched(closed):
    with Store.open(closed, NAME, PASSWORD) as store:
        assert schema.REVISIONS[-1] == schema.HEAD
        assert rotation.all_in(closed / "backups", store.database_id) == []
        with store.reading() as session:
            for kind in (Agency, Person, SearchEntry):
                assert session.scalar(select(func.count()).select_from(kind))
        store.close(is_backed_up=False)
