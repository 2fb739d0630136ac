"""The report of a case, walked through for the pictures: sections, what stands beside, dialogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from recruitment_app.casework.reports.report_progress import report_words
from recruitment_app.ui.dialogs.meanwhile_dialog import MeanwhileDialog
from recruitment_app.ui.dialogs.report_dialogs import AddendumDialog, AuthorsDialog, SignDialog
from recruitment_app.ui.dialogs.section_history import SectionHistory
from recruitment_app.ui.edition_words import editions_of
from recruitment_app.ui.pages.case_page import CaseFilePage
from recruitment_app.ui.pages.report_side import BESIDE, CHECKS, ISSUE, ITEMS
from recruitment_app.ui.places import Place
from recruitment_app.ui.section_work import Meanwhile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from recruitment_app.ui.office import Office
    from recruitment_app.ui.pages.case_report import CaseReport
    from recruitment_app.ui.shell import Shell

SECTIONS = ("a.pen", "a.tree", "a.eco", "b.2", "b.5", "b.5s", "b.21", "c.str", "d.id", "d.chron")
FORMS = (
    ("stage_one_plan", ""),
    ("stage_two_plan", ""),
    ("home_safety", "home.fire"),
    ("finances", "fin.debts"),
    ("referee_interview", "ref.plain"),
)


def fullest(office: Office) -> Place:
    """Return the place of the report that has most words."""
    words = office.quick(report_words)
    return Place("case", max(words, key=words.__getitem__), {"tab": "report"})


def walk_report(
    shell: Shell, office: Office, wait: Callable[[], object]
) -> Iterator[tuple[str, QDialog | None]]:
    """Go through the room in which a report is written."""
    shell.go(fullest(office))
    wait()
    page = shell.page
    assert isinstance(page, CaseFilePage)
    room = page.report
    room.side.tabs.setCurrentIndex(BESIDE)
    for section in SECTIONS:
        lines = [line for line in room.page.lines if line.section == section]
        if lines:
            room.go((section, lines[0].person))
            wait()
            yield f"report_{section}", None
    lines = [line for line in room.page.lines if line.section == "b.2"]
    room.go(("b.2", lines[0].person))
    for name, at in (("law", ITEMS), ("issue", ISSUE), ("checks", CHECKS)):
        room.side.tabs.setCurrentIndex(at)
        if at == CHECKS:
            room.side.checks.run_button.click()
        wait()
        yield f"report_{name}", None
    room.side.tabs.setCurrentIndex(BESIDE)
    room.states.show_history()
    wait()
    dialog = room.states.dialog
    assert isinstance(dialog, SectionHistory)
    yield from _over("report_history", dialog)
    theirs = room.work.page
    mine = room.editor.content()
    yield from _over("report_meanwhile", MeanwhileDialog(Meanwhile(theirs, mine, ""), shell))
    room.search.begin()
    room.search.dialog.wanted.setText("family")
    room.search.dialog.look()
    wait()
    yield from _over("report_find", room.search.dialog)
    yield from _over("report_authors", AuthorsDialog(office, room.page, shell))
    panel = room.side.issue
    panel.show_page(room.page)
    editions = editions_of(room.page.form)
    yield from _over("report_addendum", AddendumDialog(office, room.page.id, editions, shell))
    place = panel.places[-1]
    yield from _over("report_sign", SignDialog(office, room.page.id, place, shell))
    room.preview(editions[0])
    wait()
    yield from _over("report_preview", room.previews.preview)
    yield from _forms(room, wait)


def _forms(room: CaseReport, wait: Callable[[], object]) -> Iterator[tuple[str, None]]:
    choice = room.sections.form_choice
    for form, section in FORMS:
        keys = [choice.itemData(at) for at in range(choice.count())]
        room.open_form(next(each for each in keys if each and each.startswith(form)), section)
        wait()
        yield f"report_{form}", None
    room.open_form("prospective_adopters_report", "d.fin")
    wait()
    yield "report_offer", None


def _over(name: str, dialog: QDialog) -> Iterator[tuple[str, QDialog]]:
    dialog.open()
    yield name, dialog
    dialog.reject()
