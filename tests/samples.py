"""The usual sample agency, made once for all the processes of a run and copied where it is used."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from recruitment_app.casework.sampling.sample import MANAGER, USUAL_PASSWORD, open_sample
from recruitment_app.store.keeping import Store


@pytest.fixture(scope="session")
def usual_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample as it is opened without naming one; it is only to be copied."""
    room = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        room = room.parent  # of all the workers
    lock = QLockFile(str(room / "usual-sample.lock"))
    lock.setStaleLockTime(0)  # held as long as making it takes
    assert lock.lock()
    try:
        return open_sample(room / "usual-sample")
    finally:
        lock.unlock()


@contextmanager
def copied_sample(made: Path, folder: Path) -> Iterator[Store]:
    """Open a copy of the sample of one's own, as its manager."""
    store = Store.open(shutil.copytree(made, folder / "sample"), MANAGER, USUAL_PASSWORD)
    try:
        yield store
    finally:
        store.close(is_backed_up=False)
