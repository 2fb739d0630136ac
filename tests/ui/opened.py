"""A furnished agency, made once and copied for each test, with the window open on it."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from recruitment_app import settings
from recruitment_app.casework.agency.workforce import me
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.casework.rows import CasePage
from recruitment_app.store.keeping import Store
from recruitment_app.ui.front_door import Opened
from recruitment_app.ui.office import Office
from recruitment_app.ui.rooms import REGISTRY, find_in
from recruitment_app.ui.shell import Shell
from tests.stores import NAME, PASSWORD, make_store
from tests.ui.furnished import furnish

TODAY = date(2014, 11, 14)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="session")
def furnished_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("furnished") / "store"
    store, _key = make_store(folder)
    furnish(store)
    store.close(is_backed_up=False)
    return folder


@pytest.fixture
def folder(furnished_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(furnished_folder, tmp_path / "store"))


@pytest.fixture
def furnished(folder: Path) -> Iterator[Store]:
    store = Store.open(folder, NAME, PASSWORD)
    yield store
    store.close(is_backed_up=False)


@pytest.fixture
def desk(furnished: Store) -> Iterator[Office]:
    made = Office(
        furnished, today=lambda: TODAY, person=me(furnished), settings=settings.Settings()
    )
    yield made
    made.close()


@pytest.fixture
def window(desk: Office, qtbot) -> Shell:
    opened = Opened(desk.store, desk.person, "Sample agency", lambda: TODAY, is_sample=True)
    made = Shell(desk, opened, REGISTRY, find_in(desk))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def settled(qtbot, desk: Office) -> None:
    """Wait until every act and errand is done and told, and what it laid out anew is shown.

    A widget that was put into a layout is hidden until Qt shows it by a queued call.
    """
    qtbot.waitUntil(lambda: not desk.is_busy, timeout=30_000)
    QApplication.processEvents()


def case_of(desk: Office, words: str) -> CasePage:
    """Return the case that these words find first."""
    found = case_ids(desk.store, wanted=CaseFilter(words=words), today=TODAY)
    return read_case(desk, found[0])


def read_case(desk: Office, case_id: UUID) -> CasePage:
    return case_page(desk.store, case_id=case_id, today=TODAY)


def shown_texts(widget: QWidget) -> str:
    """Return every label's words within a widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())
