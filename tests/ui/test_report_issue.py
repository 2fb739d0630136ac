from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from recruitment_app.casework.reports.report_editions import issue_page
from recruitment_app.casework.reports.report_issuing import issued_paper
from recruitment_app.casework.reports.report_reading import report_page
from recruitment_app.casework.reports.report_signing import sign_off
from recruitment_app.casework.reports.written_forms import begin_report
from recruitment_app.forms.definition import Edition, Writer
from recruitment_app.ui.dialogs.issue_dialog import IssueDialog
from recruitment_app.ui.dialogs.report_dialogs import (
    AddendumDialog,
    AuthorsDialog,
    ObservationsDialog,
    SentDialog,
    SignDialog,
)
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_page import CaseFilePage
from recruitment_app.ui.pages.report_issue import IssuePanel
from recruitment_app.ui.pages.report_side import ISSUE
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from recruitment_app.ui.widgets.card import Card
from recruitment_app.ui.widgets.chip import Chip
from tests.ui.opened import TODAY, case_of, settled, shown_texts

PLAN = "stage_one_plan"


def opened(window: Shell, desk: Office, form: str = "") -> CaseFilePage:
    case = case_of(desk, "moss")
    begin_report(desk.store, case_id=case.id, today=TODAY)
    if form:
        begin_report(desk.store, case_id=case.id, today=TODAY, form=form)
    window.go(Place("case", case.id, {"tab": "report"}))
    page = window.page
    assert isinstance(page, CaseFilePage)
    if form:
        page.report.sections.form_choice.choose(form)
        page.report.sections.form_choice.chosen.emit(form)
    page.report.side.tabs.setCurrentIndex(ISSUE)
    return page


@pytest.fixture
def panel(window: Shell, desk: Office) -> IssuePanel:
    return opened(window, desk).report.side.issue


@pytest.fixture
def plan(window: Shell, desk: Office) -> IssuePanel:
    return opened(window, desk, PLAN).report.side.issue


def texts(card: Card) -> str:
    """Return what a card says, once the labels put into it just now are shown."""
    QApplication.processEvents()
    return shown_texts(card)


def press(panel: IssuePanel, name: str) -> None:
    QApplication.processEvents()
    button = next(
        each
        for each in panel.findChildren(QPushButton)
        if (each.isVisible() and each.accessibleName().startswith(name))
        or (each.isVisible() and each.text() == name)
    )
    button.click()


def test_whether_the_author_may_write_it_is_told_and_another_is_named(
    panel: IssuePanel, desk: Office, qtbot
):
    assert "Robin Sample" in texts(panel.authors)
    press(panel, "Change…")
    dialog = panel.dialog
    assert isinstance(dialog, AuthorsDialog)
    dialog.author.choose(str(desk.person.id))
    dialog.early.setChecked(True)
    dialog.save_button.click()
    settled(qtbot, desk)
    page = report_page(desk.store, case_id=case_of(desk, "moss").id)
    assert page.author.id == desk.person.id
    assert page.household.wants_early_permanence
    assert desk.person.name in texts(panel.authors)


def test_a_signature_on_paper_is_recorded_and_falls_when_something_is_written(
    panel: IssuePanel, desk: Office, qtbot, window: Shell
):
    press(panel, "Record… First applicant Linden")
    dialog = panel.dialog
    assert isinstance(dialog, SignDialog)
    assert dialog.on_paper.isChecked()
    dialog.save_button.click()
    settled(qtbot, desk)
    room = window.page.report
    places = sign_off(desk.store, form_id=room.page.id, today=TODAY).places
    assert [place.name for place in places if place.signature] == ["Linden Moss"]
    assert "on paper" in texts(panel.signatures)
    room.go(("b.1", ""))
    text = next(iter(room.editor.boxes.values())).text
    qtbot.keyClicks(text, "Changed.")
    room.save()
    settled(qtbot, desk)
    assert "sign again" in texts(panel.signatures)


def test_an_applicant_may_decline_to_sign(panel: IssuePanel, desk: Office, qtbot, window: Shell):
    press(panel, "Record… Second applicant Hazel")
    panel.dialog.declined.setChecked(True)
    panel.dialog.remark.setPlainText("She does not agree with B5.")
    panel.dialog.save_button.click()
    settled(qtbot, desk)
    places = sign_off(desk.store, form_id=window.page.report.page.id, today=TODAY).places
    signature = next(place.signature for place in places if place.name == "Hazel Moss")
    assert signature.is_declined
    assert "She does not agree with B5." in texts(panel.signatures)


def test_what_stands_in_the_way_of_an_edition_is_told_and_nothing_is_issued(
    panel: IssuePanel, desk: Office, qtbot, window: Shell
):
    press(panel, "Issue: Panel")
    settled(qtbot, desk)
    assert "cannot be issued yet" in panel.trouble.sentence.text()
    assert not isinstance(panel.dialog, IssueDialog)
    told = issue_page(desk.store, form_id=window.page.report.page.id, today=TODAY)
    assert not any(place.issued for place in told.editions)
    assert panel.obstacles[Edition.PANEL]


def sign_everything(panel: IssuePanel, desk: Office, qtbot, window: Shell) -> None:
    form_id = window.page.report.page.id
    for place in sign_off(desk.store, form_id=form_id, today=TODAY).places:
        word = "Sign…" if place.is_mine else "Record…"
        press(panel, f"{word} {place.title} {place.name}".strip())
        panel.dialog.save_button.click()
        settled(qtbot, desk)


def issue(panel: IssuePanel, desk: Office, qtbot, window: Shell) -> None:
    sign_everything(panel, desk, qtbot, window)
    press(panel, "Issue: Applicants")
    settled(qtbot, desk)
    assert isinstance(panel.dialog, IssueDialog), texts(panel.editions)
    panel.dialog.show_button.click()
    assert panel.dialog.preview.page_count
    panel.dialog.preview.accept()
    panel.dialog.save_button.click()
    settled(qtbot, desk)


def test_a_plan_is_signed_and_issued_and_is_frozen_from_then_on(
    plan: IssuePanel, desk: Office, qtbot, window: Shell
):
    issue(plan, desk, qtbot, window)
    room = window.page.report
    assert room.page.is_frozen
    assert "Issued" in [chip.words for chip in plan.editions.findChildren(Chip)]
    assert not room.work.page.may_write
    assert "issued" in room.editor.why_not.text()
    press(plan, "Show: Applicants")
    settled(qtbot, desk)
    assert plan.preview.page_count
    plan.preview.accept()


def test_an_issued_plan_is_saved_byte_by_byte_as_it_was_issued(
    plan: IssuePanel, desk: Office, qtbot, window: Shell, tmp_path
):
    issue(plan, desk, qtbot, window)
    press(plan, "Show: Applicants")
    settled(qtbot, desk)
    page = window.page.report.page
    preview, file = plan.preview, tmp_path / "issued.pdf"
    preview.save_button.click()
    preview.dialog.submit()
    (chooser,) = preview.dialog.findChildren(QFileDialog)
    (suggested,) = chooser.selectedFiles()
    assert Path(suggested).name == f"{page.reference}-1-applicants.pdf"
    chooser.fileSelected.emit(str(file))
    qtbot.waitUntil(lambda: preview.dialog is None)
    issued = issued_paper(desk.store, form_id=page.id, edition=Edition.APPLICANTS)
    assert file.read_bytes() == issued
    preview.accept()


def test_a_frozen_plan_gets_an_addendum_and_a_new_version(
    plan: IssuePanel, desk: Office, qtbot, window: Shell
):
    issue(plan, desk, qtbot, window)
    press(plan, "Add an addendum…")
    dialog = plan.dialog
    assert isinstance(dialog, AddendumDialog)
    dialog.words.setPlainText("The training moved to March.")
    dialog.save_button.click()
    settled(qtbot, desk)
    assert "The training moved to March." in texts(plan.since)
    press(plan, "Begin a new version")
    settled(qtbot, desk)
    room = window.page.report
    assert room.page.number == 2
    assert room.page.may_write
    assert room.sections.version_choice.count() == 2
    room.sections.version_choice.choose(1)
    room.sections.version_choice.chosen.emit(1)
    assert room.page.is_frozen


def test_the_medical_adviser_signs_by_name(panel: IssuePanel, desk: Office, qtbot, window: Shell):
    press(panel, "Record… Medical adviser")
    panel.dialog.save_button.click()
    settled(qtbot, desk)
    assert not panel.dialog.form.field("name").error.isHidden()
    panel.dialog.name.setText("Dr Example")
    panel.dialog.save_button.click()
    settled(qtbot, desk)
    places = sign_off(desk.store, form_id=window.page.report.page.id, today=TODAY).places
    signed = {place.role: place.name for place in places if place.signature}
    assert signed == {Writer.MEDICAL_ADVISER: "Dr Example"}


def test_dates_to_come_are_refused_beside_their_field(plan: IssuePanel, desk: Office, qtbot):
    form_id = plan._page.id
    person = next(each for each in plan._page.people if each.standing == "applicant")
    for dialog, field in (
        (SentDialog(desk, form_id, Edition.APPLICANTS), "on"),
        (ObservationsDialog(desk, form_id, person), "on"),
    ):
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.day.setText("1 January 2030")
        dialog.save_button.click()
        settled(qtbot, desk)
        assert dialog.isVisible()
        assert not dialog.form.field(field).error.isHidden() or dialog.form.has_problems()
