from PySide6.QtWidgets import QApplication

from recruitment_app.casework.reports.form_changes import form_rows
from recruitment_app.forms.reading import REPORT, SHIPPED
from recruitment_app.ui.dialogs.form_dialogs import FormChangesDialog, TakeBackForm
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.settings_forms import FormsSettings
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.form_changes_made import CHANGED_REPORT, WRONG_REPORT
from tests.ui.opened import TODAY, settled

PLAN = "Plan for Stage Two"


def forms_page(window: Shell) -> FormsSettings:
    window.go(Place("settings_forms"))
    page = window.page
    assert isinstance(page, FormsSettings)
    return page


def bring_in(window: Shell, file) -> FormChangesDialog:
    forms_page(window).bring_button.click()
    dialog = window.dialog
    assert isinstance(dialog, FormChangesDialog)
    dialog.file.set_path(file)
    dialog.look()
    return dialog


def versions(desk: Office) -> dict[str, str]:
    return {row.name: row.version for row in desk.quick(form_rows, today=TODAY)}


def choose(page: FormsSettings, name: str) -> None:
    rows = [row.name for row in page.office.quick(form_rows, today=TODAY)]
    page.list.selectRow(rows.index(name))
    QApplication.processEvents()


def test_the_forms_are_listed_with_their_version_and_what_was_changed(window):
    page = forms_page(window)
    assert "Nothing is changed" in page.none.text()
    assert not page.none.isHidden()
    assert page.changes_list.isHidden()
    choose(page, "stage_two_plan")
    assert page.detail.heading.text() == PLAN
    assert page.none.isHidden()
    assert not page.back_button.isHidden()
    assert "Version 1.1 holds, with 12 sections. Version 1 is shipped." in page.told.text()


def test_changes_are_seen_before_they_are_brought_in(window, desk, qtbot):
    dialog = bring_in(window, CHANGED_REPORT)
    assert "as version 1 of your own" in dialog.verdict.text()
    assert dialog.differences.rowCount() == 6
    assert dialog.faults_list.isHidden()
    assert versions(desk)[REPORT] == "1"
    dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None
    assert versions(desk)[REPORT] == "1.1"
    assert forms_page(window).table.rowCount() == len(SHIPPED)


def test_each_fault_is_shown_with_its_line_and_nothing_can_be_brought_in(window):
    dialog = bring_in(window, WRONG_REPORT)
    assert dialog.faults.rowCount() == 2
    assert "2 faults were found" in dialog.verdict.text()
    assert dialog.differences_list.isHidden()
    assert not dialog.save_button.isEnabled()
    dialog.reject()


def test_a_file_that_is_not_there_is_said_beside_its_field(window, tmp_path):
    dialog = bring_in(window, tmp_path / "none.toml")
    assert "cannot be read" in dialog.form.field("file").error.text()
    assert not dialog.save_button.isEnabled()
    dialog.reject()


def test_a_day_that_has_passed_is_refused_beside_its_field(window, desk, qtbot):
    dialog = bring_in(window, CHANGED_REPORT)
    dialog.on.setText("1 November 2014")
    dialog.submit()
    settled(qtbot, desk)
    assert "from today on" in dialog.form.field("in_force_from").error.text()
    dialog.reject()


def test_the_form_is_saved_altered_and_brought_in(window, desk, qtbot, tmp_path):
    page = forms_page(window)
    choose(page, "stage_two_plan")
    page.save_to(tmp_path / "plan.toml")
    assert "written to plan.toml" in page.notice.sentence.text()
    text = (tmp_path / "plan.toml").read_text("utf-8")
    (tmp_path / "plan.toml").write_text(text.replace(PLAN, "Our plan for Stage Two"), "utf-8")
    dialog = bring_in(window, tmp_path / "plan.toml")
    dialog.submit()
    settled(qtbot, desk)
    assert versions(desk)["stage_two_plan"] == "1.2"
    page.save_to(tmp_path / "no" / "plan.toml")
    assert "cannot be written" in page.notice.sentence.text()


def test_changes_are_taken_back(window, desk, qtbot):
    page = forms_page(window)
    choose(page, "stage_two_plan")
    page.back_button.click()
    dialog = window.dialog
    assert isinstance(dialog, TakeBackForm)
    dialog.submit()
    settled(qtbot, desk)
    assert versions(desk)["stage_two_plan"] == "1"
    choose(page, "stage_two_plan")
    assert page.back_button.isHidden()
