"""Starts and stops a private PostgreSQL for the tests, on loopback, as Debian's own user."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

REQUIRED = "RECRUITMENT_REQUIRE_POSTGRESQL"
_USER = "postgres"
_NO_SYNC = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"  # it holds nothing


def why_missing() -> str:
    """Say why no cluster can be started here, or nothing where it can."""
    if _programs() is None:
        return "PostgreSQL is not installed"
    if os.geteuid() != 0:
        return "PostgreSQL is started as its own user, which only root may do"
    try:
        pwd.getpwnam(_USER)
    except KeyError:
        return "there is no user called postgres"
    if not Path("/usr/sbin/runuser").is_file():
        return "there is no runuser"
    return ""


@contextmanager
def cluster() -> Iterator[str]:
    """Run a cluster of its own while the block lasts; yields its address without a database."""
    programs = _programs()
    assert programs is not None
    owner = pwd.getpwnam(_USER)
    room = Path(tempfile.mkdtemp(prefix="recruitment-pg-"))
    os.chown(room, owner.pw_uid, owner.pw_gid)
    data = room / "data"
    try:
        _as_owner(
            room, programs / "initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
            "--no-sync", f"--username={_USER}", f"--pgdata={data}",
        )  # fmt: skip
        port = _free_port()
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {room} {_NO_SYNC}"
        _as_owner(
            room, programs / "pg_ctl", "start", "--wait", f"--pgdata={data}",
            f"--log={room / 'log'}", f"--options={options}",
        )  # fmt: skip
        try:
            yield f"postgresql+psycopg://{_USER}@127.0.0.1:{port}"
        finally:
            _as_owner(
                room, programs / "pg_ctl", "stop", "--wait", "--mode=immediate",
                f"--pgdata={data}",
            )  # fmt: skip
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def database(address: str) -> Iterator[str]:
    """Make an empty database in a cluster, and drop it afterwards; yields its address."""
    import psycopg  # noqa: PLC0415 - only where a cluster runs

    name = f"store_{uuid.uuid4().hex}"
    server = address.replace("+psycopg", "")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        yield f"{address}/{name}"
    finally:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


_EMPTY = """
DO $$
DECLARE
    each text;
    has_rows boolean;
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET LOCAL session_replication_role = replica;
    FOR each IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', each) INTO has_rows;
        IF has_rows THEN
            EXECUTE format('DELETE FROM %I', each);
        END IF;
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)
        FROM pg_sequences WHERE schemaname = 'public';
END $$
"""


def empty(address: str) -> None:
    """Take every row out of a database, and all who are still in it; its tables stay.

    A copy of the tables for each test took a fifth of the time of the whole.
    """
    import psycopg  # noqa: PLC0415 - only where a cluster runs

    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(_EMPTY)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[str]:
    """One cluster for each worker of the tests."""
    missing = why_missing()
    if missing and os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{missing}, and {REQUIRED} is set")
    if missing:
        pytest.skip(missing)
    with cluster() as address:
        yield address


@pytest.fixture
def postgres_database(postgres_cluster: str) -> Iterator[str]:
    """An empty database of this test's own."""
    with database(postgres_cluster) as address:
        yield address


def _programs() -> Path | None:
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3])
    )
    return found[-1].parent if found else None


def _as_owner(room: Path, *command: str | Path) -> None:
    subprocess.run(
        ["/usr/sbin/runuser", "-u", _USER, "--", *map(str, command)],
        check=True,
        cwd=room,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=120,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
    )


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
    return port
