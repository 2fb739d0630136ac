"""Saves every page and dialog of a sample agency as a picture, to be looked at beside look.md.

    python -m tests.pictures DIR [--only PAGE,…]

Light and dark, at 1440 by 900 and at 1280 by 720 with scale 2. One process a size.
"""

from __future__ import annotations

import argparse
import os
import shutil
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from recruitment_app import settings
from recruitment_app.app import make_application
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.file.case_documents import documents
from recruitment_app.casework.importing.import_layouts import look_at
from recruitment_app.casework.importing.kept_imports import imports
from recruitment_app.casework.importing.saved_mappings import save_mapping
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.casework.reports.photographs import photographs
from recruitment_app.casework.sampling.sample import USUAL_TODAY, make_sample
from recruitment_app.rules.stages import Stage
from recruitment_app.ui.agency_door import AgencyDoor
from recruitment_app.ui.dialogs.recover_dialog import RecoverDialog
from recruitment_app.ui.errands import Progress
from recruitment_app.ui.first_start import FirstStart
from recruitment_app.ui.main_window import MainWindow
from recruitment_app.ui.pages.import_page import ImportPage
from recruitment_app.ui.pages.import_words import Step
from recruitment_app.ui.places import Place
from recruitment_app.ui.rooms import REGISTRY
from recruitment_app.ui.theme import Theme, colours_now
from recruitment_app.ui.tidying import Tidying
from tests.campaigns_made import campaign_places
from tests.checks_made import check_lines, check_places
from tests.documents_made import KEPT_OF, keep_papers
from tests.event_letters_made import event_letter_places, write_of_event
from tests.events_made import event_places, hold_events
from tests.form_changes_made import CHANGED_REPORT, WRONG_REPORT, bring_in_a_form
from tests.letter_texts_made import letter_text_places, word_letters
from tests.letters_made import letter_places, write_to_somebody
from tests.photographs_made import hang_photographs
from tests.plans_made import fill_forms, make_plans
from tests.report_pictures import walk_report
from tests.supervision_made import ledger_places, supervise_somebody, supervision_places
from tests.trackers import bring_in_tracker, write_text, write_tracker
from tests.twins import merge_places, record_twins
from tests.visits_made import stage_two_case, visit_places, visit_somebody
from tests.work_made import work_on_somebody, work_places

if TYPE_CHECKING:
    from recruitment_app.casework.rows import CasePage
    from recruitment_app.ui.office import Office

SIZES = {"1440": (1440, 900, 1), "1280x2": (1280, 720, 2)}
SEED, ENQUIRIES = 2014, 300
PASSWORD = "sample"
LONGEST_WAIT = 30.0
LONGEST_CHECKS = 180.0
ERRS, TEXT = "tracker-of-the-team.xlsx", "enquiries-2013.csv"
ON_A_CASE = (
    *("act", "correct_entry", "person", "detail", "animal", "take_out", "couple", "came_from"),
    *("check_add", "check_ask", "check_chase", "check_receive", "check_judge", "check_decide"),
    *("check_leave_out", "check_correct", "check_take_back", "check_ask_many"),
    *("referee", "referee_interview", "referee_confirmed", "referee_weight", "referee_take_back"),
)
BEHIND = {
    **dict.fromkeys(ON_A_CASE, "case"),
    **dict.fromkeys(("many_at_once", "saved_view"), "cases"),
    **dict.fromkeys(("promise", "keep_promise"), "case"),
    **dict.fromkeys(("letter_sent", "letter_text"), "letters"),
    "task": "today",
    "complete_delay": "case",
    "hand_over": "settings_people",
    **dict.fromkeys(("new_supervision", "supervision_head", "supervision_line"), "supervision"),
    "undo_import": "imports",
    **dict.fromkeys(("add_documents", "change_document", "record_documents"), "case"),
    **dict.fromkeys(("photograph", "take_off_photograph", "profile_consent"), "case"),
    **dict.fromkeys(("keep_plan", "amend_plan"), "case"),
    **dict.fromkeys(("merge_people", "merge_with", "undo_merge"), "case"),
    "take_back_not_the_same": "duplicates",
    **dict.fromkeys(("plan_visit", "visits_from_plan", "hold_visit"), "case"),
    **dict.fromkeys(("call_off_visit", "follow_up"), "case"),
    **dict.fromkeys(("new_event", "copy_event", "cancel_event"), "events"),
    **dict.fromkeys(("book_household", "follow_up_place", "make_up_part"), "events"),
    **dict.fromkeys(("rest_came", "feedback"), "events"),
    **dict.fromkeys(("letters_at_once", "letters_to_send", "email_texts"), "events"),
    **dict.fromkeys(("campaign", "campaign_note"), "sources"),
    "target": "settings",
    "own_day": "settings",
    "figure": "settings",
    "code": "settings_codes",
    "limit": "settings_limits",
    "form_changes": "settings_forms",
    **dict.fromkeys(("shipped_wording", "word_letter", "wording_history"), "settings_letters"),
    "take_back_form": "settings_forms",
    "new_worker": "settings_people",
    "change_worker": "settings_people",
    "give_password": "settings_people",
    "worker_leaves": "settings_people",
    "password": "settings_safety",
    "recovery_key": "settings_safety",
    "take_everything": "settings_safety",
}
"""The page from which a dialog is opened."""


def main(arguments: list[str] | None = None) -> int:
    """Make the sample once, then take the pictures of both sizes side by side."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    asked = _asked(arguments)
    folder: Path = asked.folder
    if asked.size:
        return _take(folder, asked.size, _names(asked.only))
    room = folder / "tmp"
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    try:
        return _both_sizes(folder, room, asked.only)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--only", default="", metavar="PAGE,…")
    parser.add_argument("--size", default="", choices=["", *SIZES], help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _names(only: str) -> frozenset[str]:
    return frozenset(name.strip() for name in only.split(",") if name.strip())


def _both_sizes(folder: Path, room: Path, only: str) -> int:

    first, *others = [room / f"sample-{size}" for size in SIZES]
    store = make_sample(first, enquiries=ENQUIRIES, seed=SEED, today=USUAL_TODAY, password=PASSWORD)
    bring_in_tracker(store, room, USUAL_TODAY)
    record_twins(store, USUAL_TODAY)
    hang_photographs(store, room, USUAL_TODAY)
    make_plans(store, stage_two_case(store, USUAL_TODAY).id, USUAL_TODAY)
    fill_forms(store, USUAL_TODAY)
    visit_somebody(store, USUAL_TODAY)
    work_on_somebody(store, USUAL_TODAY)
    supervise_somebody(store, USUAL_TODAY)
    write_to_somebody(store, USUAL_TODAY)
    hold_events(store, USUAL_TODAY)
    write_of_event(store, USUAL_TODAY)
    keep_papers(store, room, USUAL_TODAY)
    bring_in_a_form(store, USUAL_TODAY)
    word_letters(store)
    write_tracker(room / ERRS, USUAL_TODAY, errs=True)
    write_text(room / TEXT)
    save_mapping(store, name="Tracker of the team", layout=look_at(store, path=room / TEXT).layout)
    store.close(is_backed_up=False)
    for other in others:
        shutil.copytree(first, other)
    running = []
    for size, (_width, _height, scale) in SIZES.items():
        environment = {**os.environ, "QT_SCALE_FACTOR": str(scale)}
        for name in ("DATA", "CONFIG", "STATE"):
            environment[f"XDG_{name}_HOME"] = str(room / f"{name}-{size}".casefold())
        command = [sys.executable, "-m", "tests.pictures", str(folder), "--size", size]
        if only:
            command += ["--only", only]
        running.append(subprocess.Popen(command, env=environment))
    return max(process.wait() for process in running)


def _take(folder: Path, size: str, only: frozenset[str]) -> int:
    """Take the pictures of one size in this process."""
    taken = Gallery(folder, size, only).take()
    if only - taken:
        sys.stderr.write(f"There is no page or dialog named {', '.join(sorted(only - taken))}.\n")
        return 1
    return 0


class Gallery:
    """One window at one size, walked through everything that it can show."""

    def __init__(self, folder: Path, size: str, only: frozenset[str]) -> None:
        self.folder, self.size, self.only = folder, size, only
        self.taken: set[str] = set()
        self.app = make_application()
        Tidying(self.app)  # as the application does, for papers are made on another thread
        self.theme = Theme(self.app)
        self.door = AgencyDoor(folder / "tmp" / f"sample-{size}")
        machine = settings.Settings(theme=settings.Theme.LIGHT)
        self.theme.wear(machine.theme)
        self.window = MainWindow(self.theme, self.door, machine, lambda _settings: None)
        self.window.troubled.connect(_fail)
        width, height, _scale = SIZES[size]
        self.window.resize(width, height)
        self.window.show()
        self.app.processEvents()
        self.theme.add_other_fonts()

    def take(self) -> frozenset[str]:
        """Take every picture in light and in dark, and return the names of those taken."""
        for colours in (settings.Theme.LIGHT, settings.Theme.DARK):
            self.theme.wear(colours)
            for name, widget in self._walk():
                self._save(name, colours.value, widget)
        self.window.close()
        return frozenset(self.taken)

    def _walk(self) -> Iterator[tuple[str, QWidget | None]]:
        yield from self._before_signing_in()
        window = self.window
        window.sign_in(self.door.doorway().name, PASSWORD)
        self._wait(lambda: window.shell is not None)
        shell, office = window.shell, window.office
        for name, place in places(office):
            if not self._is_wanted(name):
                continue
            if place.name in BEHIND:
                shell.go(Place(BEHIND[place.name], place.case_id))
            shell.go(place)
            self._wait(lambda: not office.is_busy)
            yield name, shell.dialog
            if shell.dialog is not None:
                shell.dialog.reject()
                self.app.processEvents()
        yield from self._over_a_page()
        if self._is_wanted("report"):
            yield from walk_report(
                shell, office, lambda: self._wait(lambda: not office.is_busy, LONGEST_CHECKS)
            )
        yield from self._steps_of_an_import()
        window.lock()
        self._wait(lambda: window.shell is None and not window._errands.is_busy)
        # what was locked away is still there without this, and would be dressed anew
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self._is_wanted("locked"):
            yield "locked", None

    def _before_signing_in(self) -> Iterator[tuple[str, QWidget | None]]:
        self.window.open_doorway(self.door.doorway())
        if self._is_wanted("sign_in"):
            yield "sign_in", None
        if self._is_wanted("recover"):
            dialog = RecoverDialog(self.door.doorway().name, self.window)
            dialog.open()
            yield "recover", dialog
            dialog.reject()
            dialog.deleteLater()
        if self._is_wanted("first_start"):
            self.window._start_first()
            page = self.window.front
            assert isinstance(page, FirstStart)
            for name in ("welcome", "agency", "year", "person", "restore"):
                page._show(getattr(page, name))
                yield f"first_start_{name}", None
            page._on_agency_made("ABCD-EFGH-JKMN-PQRS-TVWX-YZ23")
            yield "first_start_recovery_key", None
            self.window.open_doorway(self.door.doorway())

    def _over_a_page(self) -> Iterator[tuple[str, QWidget | None]]:
        shell, office = self.window.shell, self.window.office
        if self._is_wanted("search"):
            shell.go(Place("today"))
            shell.search.setFocus()
            shell.search.setText("a")
            shell.search.search()
            while office.is_busy:
                self.app.processEvents()
            yield "search", None
            shell.search.clear()
            shell.search.results.hide()
        if self._is_wanted("keys"):
            shell._on_keys_wished()
            yield "keys", shell.dialog
            shell.dialog.reject()
            self.app.processEvents()
        if self._is_wanted("paper"):
            shell.go(Place("progress"))
            shell.page.print_button.click()
            self._wait(lambda: not office.is_busy)
            preview = shell.page.preview
            yield "paper", preview
            preview.save_button.click()
            dialog = preview.dialog
            dialog.is_locked.click()
            dialog.password.setText("four quiet garden walls")
            dialog.submit()
            yield "paper_save", dialog
            dialog.reject()
            preview.accept()

    def _steps_of_an_import(self) -> Iterator[tuple[str, QWidget | None]]:
        shell, office = self.window.shell, self.window.office
        if not self._is_wanted("import"):
            return
        self.window.activateWindow()  # the dialogs before took the keys
        shell.go(Place("import"))
        page = shell.page
        assert isinstance(page, ImportPage)
        for name, step in walk_import(page, self.folder / "tmp" / ERRS):
            step()
            self._wait(lambda: not office.is_busy)
            yield f"import_{name}", None
        page.working.watch(Progress(page), page.working.tr("Bringing the cases in…"))
        page.working._on_moved(3, 8, "Writing the cases.")
        yield "import_working", None
        page.working.leave()
        page._done = office.quick(imports)[0]
        page._show_done("4 cases brought in; 2 rows are skipped as certain duplicates.")
        page._show_step(Step.DONE)
        yield "import_done", None
        page.work = None
        for name, file in (("text", TEXT), ("refused", "nowhere.xlsx")):
            page._show_step(Step.FILE)
            page.choose(self.folder / "tmp" / file)
            self._wait(lambda: not office.is_busy)
            yield f"import_{name}", None
            page.work = None
        page._show_step(Step.FILE)

    def _is_wanted(self, name: str) -> bool:
        return not self.only or any(
            name == each or name.startswith(f"{each}_") for each in self.only
        )

    def _save(self, name: str, colours: str, over: QWidget | None) -> None:
        window = self.window
        if window.shell is not None:
            window.shell.toast.hide()
        self.app.processEvents()
        picture = window.grab()
        if over is not None:
            self.app.processEvents()
            left = max((window.width() - over.width()) // 2, 0)
            top = max((window.height() - over.height()) // 3, 0)
            painter = QPainter(picture)
            painter.drawPixmap(QPoint(left, top), over.grab())
            painter.setPen(QColor(colours_now().edge))
            painter.drawRect(left, top, over.width(), over.height())
            painter.end()
        self.taken |= {name} | {each for each in self.only if name.startswith(f"{each}_")}
        file = self.folder / f"{name}-{colours}-{self.size}.png"
        file.write_bytes(as_png(picture.toImage()))

    def _wait(self, is_done: Callable[[], bool], longest: float = LONGEST_WAIT) -> None:
        until = time.monotonic() + longest
        while True:
            self.app.processEvents()
            if is_done():
                self.app.processEvents()
                return
            if time.monotonic() > until:
                raise TimeoutError
            time.sleep(0.005)


def as_png(image: QImage) -> bytes:
    """Return a picture as PNG, at half the time that Qt takes for it."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height, line = plain.width(), plain.height(), plain.bytesPerLine()
    dots = bytes(plain.constBits())
    rows = b"".join(b"\0" + dots[at * line : at * line + 3 * width] for at in range(height))

    def chunk(kind: bytes, content: bytes) -> bytes:
        sum_of_it = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", sum_of_it)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows, 1)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def walk_import(page: ImportPage, file: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Return what leads to each step of an import of the tracker that errs, but for the last."""
    yield "columns", lambda: page.choose(file)
    yield "spellings", page.on_button.click
    yield "rows", page.on_button.click
    yield "corrected", lambda: page.rows.corrected.emit(10, 2, "12/9/14")


def places(office: Office) -> Iterator[tuple[str, Place]]:
    """Return each page and dialog of the registry with a place that shows much of it."""

    today = office.today()
    case = _a_case(office, Stage.STAGE_TWO)
    person, entry = str(case.applicants[0].id), str(case.events[-1].id)
    hung = str(office.quick(photographs, case_id=case.id)[0].id)
    kept = str(office.quick(documents, case_id=case.id)[0].id)
    files = "Form of consent.pdf\nLetter of the employer.pdf"
    within = {
        "add_documents": {"files": files},
        "change_document": {"document": kept},
        "record_documents": {"record": KEPT_OF, "what": "DBS with barred lists", "kind": "check"},
        "case": {},
        "correct_entry": {"entry": entry},
        "person": {"person": person},
        "detail": {"person": person, "kind": "address"},
        "animal": {},
        "take_out": {"person": str(case.people[-1].id)},
        "couple": {},
        "came_from": {},
        "photograph": {"photograph": hung},
        "take_off_photograph": {"photograph": hung},
        "profile_consent": {"person": person},
        "keep_plan": {"form": "stage_one_plan"},
        "amend_plan": {"form": "stage_one_plan"},
    }
    shown = {name: [(name, Place(name, case.id, facts=facts))] for name, facts in within.items()}
    facts = {"tab": "file", "entry": kept}
    shown["case"] += [("case_entry", Place("case", case.id, facts=facts))]
    shown["case"] += [
        (f"case_{tab}", Place("case", case.id, facts={"tab": tab}))
        for tab in ("visits", "clocks", "people", "history", "file")
    ]
    facts = {"person": person, "kind": "background"}
    shown["detail"] += [("detail_background", Place("detail", case.id, facts=facts))]
    shown["act"] = [
        (f"act_{act}", Place("act", _a_case(office, stage).id, facts={"act": act}))
        for act, stage in (
            ("allocate", Stage.ENQUIRY),
            ("book_session", Stage.ENQUIRY),
            ("accept_registration", Stage.REGISTRATION),
            ("end_stage_one", Stage.STAGE_ONE),
            ("hold", Stage.STAGE_TWO),
            ("close_case", Stage.ENQUIRY),
        )
    ]
    shown["form_changes"] = [
        (name, Place("form_changes", facts={"file": str(file)}))
        for name, file in (("form_changes", CHANGED_REPORT), ("form_changes_wrong", WRONG_REPORT))
    ]
    facts = {"form": "stage_two_plan", "number": "1"}
    shown["take_back_form"] = [("take_back_form", Place("take_back_form", facts=facts))]
    further = {"what_if": (today + timedelta(days=17)).isoformat()}
    shown["demand"] = [
        ("demand_further", Place("demand", facts=further)),
        ("demand", Place("demand")),
    ]
    shown["limit"] = [("limit", Place("limit", facts={"limit": "T08"}))]
    shown |= letter_text_places()
    shown |= visit_places(office.store, office.today()) | campaign_places(office)
    shown |= work_places(office, case.id) | event_places(office)
    shown["case"] += ledger_places(office.store, today)
    shown |= supervision_places(office.store, today)
    shown["case"] += check_lines(office.store, today)
    shown |= check_places(office.store, today)
    shown |= letter_places(office)
    shown |= event_letter_places(office)
    shown |= merge_places(office) | cases_places(office)
    for entry in (*REGISTRY.pages, *REGISTRY.dialogs):
        yield from shown.get(entry.name, [(entry.name, Place(entry.name))])


def cases_places(office: Office) -> dict[str, list[tuple[str, Place]]]:
    """Return the list of cases and its board, and what is done with some of them."""
    today = office.today()
    ids = office.quick(case_ids, wanted=CaseFilter(group="open"), today=today)[:12]
    chosen = ",".join(str(each) for each in ids)
    facts = {"page": "cases", "facts": '{"group": "open"}'}
    board = {"group": "open", "view": "none", "shows": "board"}
    return {
        "cases": [("cases", Place("cases")), ("cases_board", Place("cases", facts=board))],
        "many_at_once": [("many_at_once", Place("many_at_once", facts={"ids": chosen}))],
        "saved_view": [("saved_view", Place("saved_view", facts=facts))],
    }


def _a_case(office: Office, stage: Stage) -> CasePage:
    """Return an open case at a stage, of a couple and with a full household where there is one."""

    today = office.today()
    wanted = CaseFilter(stages=(stage,), group="open")
    ids = office.quick(case_ids, wanted=wanted, today=today)
    wanted = wanted if ids else CaseFilter()
    ids = ids or office.quick(case_ids, wanted=wanted, today=today)
    cases = [office.quick(case_page, case_id=each, today=today) for each in ids[:8]]
    return max(cases, key=lambda case: (len(case.applicants), len(case.people)))


def _fail(trouble: BaseException) -> None:
    raise trouble


if __name__ == "__main__":
    sys.exit(main())
