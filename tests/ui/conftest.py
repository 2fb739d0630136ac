"""What the tests of the windows stand on: the house's look, and a desk at a real store."""

import gc
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from recruitment_app import settings
from recruitment_app.casework.rows import WorkerRow
from recruitment_app.rules.roles import Role
from recruitment_app.store.keeping import Store
from recruitment_app.ui.lasting import make_lasting
from recruitment_app.ui.office import Office
from recruitment_app.ui.theme import Theme
from tests.stores import NAME
from tests.ui.opened import (  # noqa: F401 - fixtures of the tests of pages
    desk,
    folder,
    furnished,
    furnished_folder,
    window,
)
from tests.ui.prose_editing import editor  # noqa: F401 - a fixture of the tests of writing

TODAY = date(2014, 11, 14)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    qapp.setStyle("Fusion")
    made = Theme(qapp)
    made.wear(settings.Theme.LIGHT)
    return made


@pytest.fixture(autouse=True)
def light_again(theme: Theme) -> Iterator[None]:
    yield
    if theme.choice is not settings.Theme.LIGHT:
        theme.wear(settings.Theme.LIGHT)


@pytest.fixture(scope="session", autouse=True)
def what_was_there_before() -> None:
    make_lasting()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def tidied_on_this_thread() -> Iterator[None]:
    """Let no widget be destroyed on the thread of an errand: see recruitment_app.ui.tidying.

    What outlives a test is set aside: looking through all of it again after every further test
    took a sixth of the time of the whole.
    """
    gc.disable()
    yield
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture
def store(file_store: Store) -> Store:
    return file_store


@pytest.fixture
def office(store: Store) -> Iterator[Office]:
    person = WorkerRow(store.person_id, NAME, Role.MANAGER, "", None)
    made = Office(store, today=lambda: TODAY, person=person, settings=settings.Settings())
    yield made
    made.close()
