"""Makes a store's folder whole or not at all: built beside its place, then renamed into it."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.store import disk, locking

_MARK = ".making-"


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder to build in; when the block ends well it stands at its place."""
    place = folder.expanduser().absolute()
    refuse_used(place)
    disk.make_private(place.parent)
    _sweep(place)
    building = place.parent / f".{place.name}{_MARK}{secrets.token_hex(4)}"
    disk.make_private(building)
    try:
        yield building
        disk.settle(building)
        if os.name == "nt" and place.exists():
            place.rmdir()  # Windows renames onto nothing, not even an empty folder
        building.replace(place)
        disk.settle(place.parent)
    except OSError as fault:
        raise disk.trouble(fault) from fault
    finally:
        shutil.rmtree(building, ignore_errors=True)


def refuse_used(folder: Path) -> None:
    """Raise a Problem where something stands in a folder already."""
    try:
        if folder.is_dir() and not any(folder.iterdir()):
            return
        if not folder.exists():
            return
    except OSError as fault:
        raise disk.trouble(fault) from fault
    raise Problem("This folder is not empty. Choose a new or an empty folder.", field="folder")


def _sweep(place: Path) -> None:
    """Remove what a killed process left half built, unless another still builds it."""
    for left in place.parent.glob(f".*{_MARK}*"):
        try:
            locking.hold(left).release()
        except StoreTrouble:
            continue
        shutil.rmtree(left, ignore_errors=True)
