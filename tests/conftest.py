"""What every test stands on: no screen, no folder of this person's, a quiet log."""

import atexit
import logging
import os
import shutil
import tempfile
from pathlib import Path

# Set before Qt, hypothesis or platformdirs is imported; commands that tests run inherit them.
_OWN_FOLDER = Path(tempfile.mkdtemp(prefix="recruitment-tests-"))
atexit.register(shutil.rmtree, _OWN_FOLDER, ignore_errors=True)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("RECRUITMENT_PASSWORD", None)
for _name, _folder in {
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
    "HYPOTHESIS_STORAGE_DIRECTORY": "hypothesis",
}.items():
    (_OWN_FOLDER / _folder).mkdir(mode=0o700)
    os.environ[_name] = str(_OWN_FOLDER / _folder)

import pytest  # noqa: E402 - the folders above must be set first
from hypothesis import settings  # noqa: E402 - as above

pytest_plugins = ["tests.postgres", "tests.stores"]

settings.register_profile(
    "house",
    max_examples=int(os.environ.get("RECRUITMENT_EXAMPLES", "50")),  # of one test; many runs add up
    deadline=None,  # the machines are shared, and no test asserts a time
    derandomize=bool(os.environ.get("CI")),
    database=None,
    print_blob=True,
)
settings.load_profile("house")


def pytest_addoption(parser):
    parser.addoption(
        "--update",
        action="store_true",
        help="write the expected texts of documents anew; read the difference before keeping it",
    )


@pytest.fixture(autouse=True)
def quiet_log(caplog):
    """Fail a test that logs a warning or an error.

    A test in which trouble is expected reads it from ``caplog`` and ends with ``caplog.clear()``.
    """
    yield
    told = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING
    ]
    if told:
        pytest.fail("Unexpected in the log:\n" + "\n".join(told))
