"""Every page and dialog of the registry, as a screen reader and a keyboard meet it."""

import gc
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from recruitment_app import settings
from recruitment_app.casework.agency.agency_law import add_own_day
from recruitment_app.casework.agency.oversight import progress_paper
from recruitment_app.casework.agency.workforce import me, workers
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.casework.reports.written_forms import begin_report
from recruitment_app.store.keeping import Store
from recruitment_app.ui.actions import NEW_ENQUIRY
from recruitment_app.ui.dialogs.paper_preview import PaperPreview
from recruitment_app.ui.dialogs.recover_dialog import RecoverDialog
from recruitment_app.ui.dialogs.save_paper import SavePaper
from recruitment_app.ui.errands import Errands
from recruitment_app.ui.first_start import FirstStart
from recruitment_app.ui.front_door import Doorway, Opened
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_page import TABS, CaseFilePage
from recruitment_app.ui.pages.import_page import ImportPage
from recruitment_app.ui.pages.report_side import BESIDE, CHECKS, ISSUE, ITEMS
from recruitment_app.ui.pages.sign_in_page import SignInPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.registry import Registry
from recruitment_app.ui.rooms import REGISTRY
from recruitment_app.ui.shell import Shell
from recruitment_app.ui.widgets.keys_dialog import KeysDialog
from recruitment_app.ui.widgets.page import Page
from tests.campaigns_made import run_campaigns
from tests.checks_made import check_somebody
from tests.event_letters_made import write_of_event
from tests.events_made import hold_events
from tests.letter_texts_made import word_letters
from tests.letters_made import write_to_somebody
from tests.pictures import places, walk_import
from tests.plans_made import make_plans
from tests.stores import make_store
from tests.supervision_made import supervise_somebody
from tests.trackers import bring_in_tracker, write_tracker
from tests.twins import record_twins
from tests.ui.doors import Door
from tests.ui.furnished import TODAY, furnish
from tests.visits_made import stage_two_case, visit_somebody
from tests.work_made import work_on_somebody

NAMES = [entry.name for entry in (*REGISTRY.pages, *REGISTRY.dialogs)]
STEPS = ["import columns", "import spellings", "import rows"]
SECTIONS = ["case b.1", "case c.str", "case a.eco", "case a.tree", "case d.id"]
"""Sections of a report: boxes, rows, rows that are drawn, a drawing, and what the record fills."""
SIDES = {"checks": CHECKS, "law": ITEMS, "issue": ISSUE}
"""What stands beside a section of a report."""
PARTS = ["visits", "file"]
"""Parts of a case that are walked beside the first and the report."""
HELD = "events held"
"""An event that is over, whose register is marked; the pictures show it beside one to come."""
MOST_TABS = 200


@pytest.fixture(scope="module")
def desk(qapp, tmp_path_factory) -> Iterator[Office]:  # noqa: ARG001 - a window needs the application
    folder: Path = tmp_path_factory.mktemp("every page")
    store: Store = make_store(folder / "store")[0]
    furnish(store)
    add_own_day(store, on=TODAY.replace(day=28), name="Extra bank holiday")
    record_twins(store, TODAY)
    check_somebody(store, TODAY)
    make_plans(store, stage_two_case(store, TODAY).id, TODAY)
    visit_somebody(store, TODAY)
    work_on_somebody(store, TODAY)
    supervise_somebody(store, TODAY)
    run_campaigns(store, TODAY)
    write_to_somebody(store, TODAY)
    word_letters(store)
    hold_events(store, TODAY)
    write_of_event(store, TODAY)
    bring_in_tracker(store, folder, TODAY)
    office = Office(store, today=lambda: TODAY, person=me(store), settings=settings.Settings())
    begin_report(store, case_id=place_named(places(office), "case").case_id, today=TODAY)
    yield office
    office.close()
    office.deleteLater()
    store.close(is_backed_up=False)


@pytest.fixture(scope="module")
def pictured(desk) -> list[tuple[str, Place]]:
    """What the pictures show of the agency: each page and dialog at a place of its own."""
    return list(places(desk))


@pytest.fixture(
    scope="module",
    params=[*NAMES, HELD, *STEPS, *SECTIONS, *(f"case {part}" for part in (*SIDES, *PARTS))],
)
def shown(request, desk, pictured, tmp_path_factory) -> Iterator[QWidget]:
    """A page or a dialog at a place that shows much of it, made once for all its tests."""
    gc.collect()  # of the page before, here and not on the thread of an errand
    gc.disable()
    name, _, step = request.param.partition(" ")
    place = place_named(pictured, name, last=request.param == HELD)
    widget = build(REGISTRY, desk, place)
    widget.resize(1068, 640)
    widget.show()
    assert QTest.qWaitForWindowExposed(widget)
    if isinstance(widget, CaseFilePage) and step in PARTS:
        widget.tabs.setCurrentIndex(TABS.index(step))
        QApplication.processEvents()
    elif isinstance(widget, CaseFilePage) and step:
        widget.tabs.setCurrentIndex(TABS.index("report"))
        section = "b.1" if step in SIDES else step
        lines = [each for each in widget.report.page.lines if each.section == section]
        widget.report.go((section, lines[0].person))
        widget.report.side.tabs.setCurrentIndex(SIDES.get(step, BESIDE))
        if step == "checks":
            widget.report.side.checks.run_button.click()
        while desk.is_busy:
            QTest.qWait(10)
        QApplication.processEvents()
    elif step and request.param != HELD:
        assert isinstance(widget, ImportPage)
        file = write_tracker(tmp_path_factory.mktemp("import") / "again.xlsx", TODAY, errs=True)
        for reached, lead in walk_import(widget, file):
            lead()
            while desk.is_busy:
                QTest.qWait(10)
            if reached == step:
                break
    yield widget
    widget.close()
    widget.deleteLater()


def place_named(pictured: Iterable[tuple[str, Place]], name: str, *, last: bool = False) -> Place:
    found = [place for _picture, place in pictured if place.name == name]
    assert found, f"the pictures leave out {name}"
    return found[-1] if last else found[0]


def build(registry: Registry, office: Office, place: Place) -> QWidget:
    page, dialog = registry.page(place.name), registry.dialog(place.name)
    if page is not None:
        made = page.build(office)
        made.show_place(place)
        return made
    assert dialog is not None
    return dialog.build(office, place, None)


def test_the_pictures_leave_out_no_page_and_no_dialog(pictured):
    assert {place.name for _picture, place in pictured} == set(NAMES)


def test_every_control_that_takes_the_keys_has_a_name_for_a_screen_reader(shown):
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in focusable(shown)
        if not spoken(widget).strip()
    ]
    assert nameless == []


def test_the_window_around_the_pages_names_its_controls_too(desk, around):
    del desk
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in focusable(around)
        if not spoken(widget).strip()
    ]
    assert nameless == []


@pytest.fixture(
    params=["sign_in", "first_start", "shell", "keys", "recover", "paper", "save_paper"]
)
def around(request, desk, tmp_path, qtbot) -> QWidget:
    """What stands before, around and over the pages."""
    made = {
        "sign_in": lambda: SignInPage(Doorway(tmp_path, "Morgan Example")),
        "first_start": lambda: FirstStart(Door(tmp_path), Errands("door")),
        "shell": lambda: Shell(
            desk, Opened(desk.store, desk.person, "Agency", desk.today), REGISTRY, lambda _: ()
        ),
        "keys": lambda: KeysDialog([("F1", "List the keys")]),
        "recover": lambda: RecoverDialog("Morgan Example"),
        "paper": lambda: PaperPreview(
            progress_paper(desk.store, year_label=None, today=TODAY), "Progress", "progress.pdf"
        ),
        "save_paper": lambda: SavePaper(b"", "progress.pdf"),
    }[request.param]()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    if isinstance(made, FirstStart):
        for step in (made.agency, made.year, made.person, made.restore):
            made._show(step)
            QApplication.processEvents()
            assert all(spoken(widget).strip() for widget in focusable(step))
            assert step.height() >= step.layout().totalHeightForWidth(step.width())
    return made


def test_every_page_and_dialog_says_what_it_is(shown):
    assert spoken(shown).strip()


@pytest.fixture(scope="module")
def names_of_all(desk) -> frozenset[str]:
    """Every word of a name of anybody: of the cases and of the agency."""
    cases = desk.quick(case_ids, wanted=CaseFilter(), today=TODAY)
    pages = [desk.quick(case_page, case_id=case_id, today=TODAY) for case_id in cases]
    people = (person for page in pages for person in page.people)
    words = (word for each in people for word in f"{each.given_names} {each.family_name}".split())
    return frozenset((*words, *(word for row in desk.quick(workers) for word in row.name.split())))


def test_no_window_title_holds_the_name_of_anybody(shown, names_of_all):
    title = shown.window_title() if isinstance(shown, Page) else shown.windowTitle()
    assert names_of_all
    assert not names_of_all & set(re.findall(r"\w+", title))


def test_tab_leaves_every_field_and_comes_round_to_the_first(shown):
    widgets = focusable(shown)
    if not widgets:
        return
    widgets[0].setFocus(Qt.FocusReason.TabFocusReason)
    met = []
    for _step in range(MOST_TABS):
        focused = QApplication.focusWidget()
        if focused is None or (focused in met and focused is met[0]):
            break
        assert focused not in met[-1:], f"Tab does not leave {spoken(focused)}"
        met.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    missed = [spoken(widget) for widget in widgets if widget not in met and not is_beside(widget)]
    assert missed == []


def test_no_letter_with_alt_leads_to_two_controls(shown):
    letters = [letter for control in underlined(shown) if (letter := letter_of(control.text()))]
    if isinstance(shown, Page):
        around = [*(entry.rail for entry in REGISTRY.pages), NEW_ENQUIRY.words]
        letters += [letter for words in around if (letter := letter_of(words))]
    twice = sorted({letter for letter in letters if letters.count(letter) > 1})
    assert twice == []


def test_no_letter_around_the_pages_leads_to_two_controls_either(desk, around):
    del desk
    letters = [letter for control in underlined(around) if (letter := letter_of(control.text()))]
    assert sorted(letters) == sorted(set(letters))


def test_no_text_of_a_button_is_wider_than_the_button(shown):
    cut = [
        button.text()
        for button in shown.findChildren(QAbstractButton)
        if button.isVisible()
        and button.text()
        and button.width() < min(button.sizeHint().width(), button.minimumSizeHint().width())
    ]
    assert cut == []


def focusable(root: QWidget) -> list[QWidget]:
    """Return what the Tab key is to reach, leaving out what Qt keeps inside another control."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and not isinstance(widget.window() if widget.isWindow() else None, QDialog)
        and widget.focusProxy() is None
        and not is_inside_a_control(widget)
    ]


def test_no_field_is_cut_off_at_its_foot(shown):
    cut = [
        spoken(widget)
        for widget in focusable(shown)
        if isinstance(widget, QLineEdit | QComboBox | QPlainTextEdit)
        and widget.geometry().bottom() > widget.parentWidget().height()
    ]
    assert cut == []


def underlined(root: QWidget) -> list[QAbstractButton | QLabel]:
    """Return what shows a letter to be pressed with Alt."""
    labels = [label for label in root.findChildren(QLabel) if label.buddy() is not None]
    buttons = root.findChildren(QAbstractButton)
    return [one for one in (*labels, *buttons) if one.isVisible() and one.isEnabled()]


def letter_of(words: str) -> str:
    at = words.find("&")
    return words[at + 1].casefold() if 0 <= at < len(words) - 1 else ""


def is_inside_a_control(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    inner = isinstance(widget, QLineEdit) and parent is not None
    return inner and parent.focusProxy() is widget


def is_beside(widget: QWidget) -> bool:
    """Say whether Tab need not stop here: arrows go from one to the next of a group."""
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return False
    return isinstance(widget, QAbstractButton) and widget.group() is not None


def spoken(widget: QWidget) -> str:
    """Return the name that Qt's accessibility tree tells of a widget.

    On Linux the name of a list to choose from is what is chosen; what it asks is
    the label that stands in relation to it, or the name that it was given.
    """
    told = QAccessible.queryAccessibleInterface(widget)
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    return told.text(QAccessible.Text.Name) if told is not None else ""
