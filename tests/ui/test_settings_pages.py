from dataclasses import replace
from datetime import date

import pytest

from recruitment_app import settings
from recruitment_app.casework.agency.agency import agency_row
from recruitment_app.casework.agency.agency_law import code_rows, limit_rows
from recruitment_app.casework.agency.workforce import me, workers
from recruitment_app.casework.own_figures import LEAST_FOR_SHARE, figure_rows
from recruitment_app.casework.rows import Registration
from recruitment_app.rules.report_authors import Engagement
from recruitment_app.rules.roles import Role
from recruitment_app.store.keeping import Store
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.settings_safety import SafetySettings
from recruitment_app.ui.places import Place
from recruitment_app.ui.rooms import REGISTRY
from recruitment_app.ui.shell import Shell
from tests.stores import NAME, PASSWORD
from tests.ui.opened import TODAY, case_of, settled, shown_texts

SECTIONS = [entry.name for entry in REGISTRY.pages if entry.name.startswith("settings")]


def section(window: Shell, name: str):
    window.go(Place(name))
    return window.page


def choose_limit(page, limit_id: str) -> None:
    rows = [page.table.record(place) for place in range(page.table.rowCount())]
    at = next(place for place, row in enumerate(rows) if row.id == limit_id)
    page.list.setCurrentIndex(page.table.index(at, 0))


def limit(desk: Office, limit_id: str):
    return next(row for row in desk.quick(limit_rows) if row.id == limit_id)


def test_the_sections_lead_to_each_other_and_back(window):
    page = section(window, "settings")
    page.buttons["settings_limits"].click()
    assert window.place == Place("settings_limits")
    assert window.rail.buttons["settings"].isChecked()
    window.back()
    assert window.place == Place("settings")
    assert page.buttons["settings"].isChecked()


def test_the_agencys_name_year_and_second_place_are_saved(window, desk, qtbot, tmp_path):
    page = section(window, "settings")
    page.name.setText("Another agency")
    page.address.setPlainText(" 1 High Street\n\nSampleton SA1 1AA \n")
    page.month.choose(1)
    page.second_place.setText(str(tmp_path))
    page.save_button.click()
    settled(qtbot, desk)
    row = desk.quick(agency_row)
    assert row.address == "1 High Street\nSampleton SA1 1AA"
    assert (row.name, row.year_starts_month) == ("Another agency", 1)
    assert row.backup_folder == str(tmp_path)


def test_what_is_wrong_of_the_agency_is_told_beside_its_field(window, desk, qtbot):
    page = section(window, "settings")
    page.address.setPlainText("\n".join("123456789"))
    page.save_button.click()
    settled(qtbot, desk)
    assert "has room for 8 lines" in page.form.field("address").error.text()
    page.address.clear()
    page.name.setText("")
    page.save_button.click()
    settled(qtbot, desk)
    assert page.form.field("name").error.text() == "Type the name of the agency."


def test_typing_is_kept_when_something_else_is_saved_meanwhile(window, desk, qtbot):
    page = section(window, "settings")
    page.name.setText("Half typed")
    window.go(Place("own_day"))
    window.dialog.on.setText("28 nov")
    window.dialog.name.setText("Extra bank holiday")
    window.dialog.submit()
    settled(qtbot, desk)
    assert page.name.text() == "Half typed"
    assert page.days.rowCount() == 1


def test_a_target_is_set_for_a_year(window, desk, qtbot):
    page = section(window, "settings")
    page.target_button.click()
    window.dialog.number.setValue(24)
    window.dialog.submit()
    settled(qtbot, desk)
    targets = {row.label: row.approvals for row in desk.quick(agency_row).targets}
    assert targets["2014-15"] == 24


def test_a_figure_is_set_with_its_reason_and_the_pages_go_by_it(window, desk, qtbot):
    page = section(window, "settings")
    rows = [page.figures.record(place) for place in range(page.figures.rowCount())]
    page.figure_list.selectRow([row.name for row in rows].index(LEAST_FOR_SHARE))
    page.figure_button.click()
    dialog = window.dialog
    assert "No percentage is told of fewer than 20 enquiries. As shipped 20." in shown_texts(dialog)
    dialog.number.setValue(3)
    dialog.submit()
    settled(qtbot, desk)
    assert dialog.form.field("reason").error.text() == "Say why the agency sets this."
    dialog.form.field("reason").control.setText("Few enquire here.")
    dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None
    row = next(row for row in desk.quick(figure_rows) if row.name == LEAST_FOR_SHARE)
    assert (row.value, row.shipped, row.is_own, row.reason) == (3, 20, True, "Few enquire here.")
    window.go(Place("sources"))
    assert window.page._found.least == 3


def test_a_day_off_is_added_moves_due_dates_and_is_taken_out(window, desk, qtbot):
    page = section(window, "settings")
    before = case_of(desk, "Finch").clocks[0].due_on
    page.day_button.click()
    window.dialog.on.setText("17 nov")
    window.dialog.name.setText("Extra bank holiday")
    window.dialog.submit()
    settled(qtbot, desk)
    assert case_of(desk, "Finch").clocks[0].due_on > before
    page.day_list.selectRow(0)
    page.remove_button.click()
    settled(qtbot, desk)
    assert desk.quick(agency_row).own_days == ()


def test_a_person_is_added_with_a_password_that_opens_the_store(window, desk, qtbot, folder):
    page = section(window, "settings_people")
    page.new_button.click()
    dialog = window.dialog
    dialog.name.setText("Ellis Sample")
    dialog.role.choose(Role.ADMINISTRATOR)
    dialog.password.setText("three short words")
    dialog.again.setText("three short word")
    dialog.submit()
    assert "differ" in dialog.form.field("again").error.text()
    dialog.again.setText("three short words")
    dialog.submit()
    settled(qtbot, desk)
    assert any(row.name == "Ellis Sample" for row in desk.quick(workers))
    desk.store.close(is_backed_up=False)
    with Store.open(folder, "Ellis Sample", "three short words") as again:
        assert me(again).role is Role.ADMINISTRATOR


def test_a_persons_role_is_changed(window, desk, qtbot):
    page = section(window, "settings_people")
    row = next(row for row in desk.quick(workers) if row.name == "Robin Sample")
    page.list.choose(row.id)
    page.change_button.click()
    window.dialog.role.choose(Role.PANEL_ADVISER)
    window.dialog.submit()
    settled(qtbot, desk)
    roles = {row.name: row.role for row in desk.quick(workers)}
    assert roles["Robin Sample"] is Role.PANEL_ADVISER


def test_what_lets_a_person_write_reports_is_typed_with_the_person(window, desk, qtbot):
    section(window, "settings_people")
    row = next(row for row in desk.quick(workers) if row.name == "Robin Sample")
    window.go(Place("change_worker", facts={"worker": str(row.id)}))
    dialog = window.dialog
    dialog.number.setText("SW 101")
    dialog.qualified.setText("soon")
    dialog.save_button.click()
    assert dialog.form.has_problems()
    dialog.qualified.setText("1 June 2005")
    dialog.experience.setChecked(True)
    dialog.engaged.choose(Engagement.INDEPENDENT)
    dialog.save_button.click()
    settled(qtbot, desk)
    kept = next(each for each in desk.quick(workers) if each.id == row.id)
    assert kept.registration == Registration(
        "SW 101",
        qualified_on=date(2005, 6, 1),
        has_adoption_experience=True,
        engaged_as=Engagement.INDEPENDENT,
    )


def test_the_number_of_open_cases_opens_the_list_that_it_counts(window, desk):
    page = section(window, "settings_people")
    row = next(row for row in desk.quick(workers) if row.name == "Robin Sample")
    page.list.choose(row.id)
    page.cases_button.click()
    assert len(window.page.table.ids) == row.open_cases > 0


def test_who_has_left_leaves_the_cases_to_be_allocated(window, desk, qtbot):
    page = section(window, "settings_people")
    row = next(row for row in desk.quick(workers) if row.name == "Robin Sample")
    page.list.choose(row.id)
    page.leave_button.click()
    window.dialog.submit()
    settled(qtbot, desk)
    assert case_of(desk, "Moss").worker_id is None
    assert not page.change_button.isEnabled()


def test_a_forgotten_password_is_replaced_by_a_manager(window, desk, qtbot):
    page = section(window, "settings_people")
    row = next(row for row in desk.quick(workers) if row.name == "Robin Sample")
    page.list.choose(row.id)
    page.password_button.click()
    window.dialog.password.setText("three short words")
    window.dialog.again.setText("three short words")
    window.dialog.submit()
    settled(qtbot, desk)
    assert desk.store.sign_ins.is_right("Robin Sample", "three short words") == row.id


def test_every_limit_is_listed_with_its_source_and_those_not_followed_say_so(window):
    page = section(window, "settings_limits")
    assert page.table.rowCount() == 41
    choose_limit(page, "T09")
    state = next(at for at, column in enumerate(page.table.columns) if column.name == "state")
    assert page.table.index(page.list.currentIndex().row(), state).data() == "Not followed yet"
    assert page.source.text().startswith("Source: ")
    assert page.switch_button.isHidden()


def test_a_limit_that_no_text_was_read_for_is_to_be_confirmed(window):
    page = section(window, "settings_limits")
    choose_limit(page, "T02")
    assert "to be confirmed by the agency" in page.certainty.text()


def test_a_limit_is_set_with_its_reason_and_restored(window, desk, qtbot):
    page = section(window, "settings_limits")
    choose_limit(page, "T01a")
    page.change_button.click()
    window.dialog.number.setValue(5)
    window.dialog.submit()
    settled(qtbot, desk)
    assert window.dialog.form.field("reason").error.text()
    window.dialog.reason.setPlainText("The council promises it")
    window.dialog.submit()
    settled(qtbot, desk)
    assert limit(desk, "T01a").figure == "5 working days"
    assert "Shipped: 10 working days" in page.remark.text()
    page.restore_button.click()
    settled(qtbot, desk)
    assert limit(desk, "T01a").figure == "10 working days"
    assert page.restore_button.isHidden()


def test_the_local_target_is_switched_on(window, desk, qtbot):
    page = section(window, "settings_limits")
    choose_limit(page, "T01b")
    assert page.switch_button.text() == "&Switch on…"
    page.switch_button.click()
    assert window.dialog.is_on.isChecked()
    window.dialog.reason.setPlainText("Our local target")
    window.dialog.submit()
    settled(qtbot, desk)
    assert limit(desk, "T01b").is_on
    assert any(clock.limit.id == "T01b" for clock in case_of(desk, "Finch").clocks)


def test_a_code_is_added_renamed_and_retired(window, desk, qtbot):
    page = section(window, "settings_codes")
    page.new_button.click()
    window.dialog.words.setText("Village fête")
    window.dialog.submit()
    settled(qtbot, desk)
    rows = desk.quick(code_rows)["source_of_enquiry"][1]
    own = next(row for row in rows if row.is_own)
    assert own.label == "Village fête"
    page.list.selectRow(rows.index(own))
    page.rename_button.click()
    window.dialog.words.setText("Village show")
    window.dialog.submit()
    settled(qtbot, desk)
    page.list.selectRow(rows.index(own))
    page.retire_button.click()
    settled(qtbot, desk)
    rows = desk.quick(code_rows)["source_of_enquiry"][1]
    changed = next(row for row in rows if row.code == own.code)
    assert (changed.label, changed.is_retired) == ("Village show", True)
    assert page.retire_button.text() == "B&ring back"


def test_a_list_of_the_law_is_not_changed_here(window):
    page = section(window, "settings_codes")
    page.choice.choose("ethnicity")
    page.choice.chosen.emit("ethnicity")
    assert page.new_button.isHidden()
    assert "not changed here" in page.source.text()


def test_the_colours_and_the_lock_hold_at_once(window, desk):
    page = section(window, "settings_machine")
    page.theme.choose(settings.Theme.DARK)
    page.theme.chosen.emit(settings.Theme.DARK)
    page.minutes.setValue(25)
    assert desk.settings.theme is settings.Theme.DARK
    assert desk.settings.auto_lock_minutes == 25


def test_a_backup_is_made_and_told(window, desk, qtbot, tmp_path):
    page = section(window, "settings_safety")
    file = tmp_path / "one.recruitment-backup"
    page.back_up_to(file)
    settled(qtbot, desk)
    assert file.is_file()
    assert "one.recruitment-backup" in page.backup_result.sentence.text()
    page.back_up_to(file)
    settled(qtbot, desk)
    assert "already a file" in page.backup_result.sentence.text()
    assert page.backup_button.isEnabled()


def test_the_store_is_checked_and_the_result_is_told(window, desk, qtbot):
    page = section(window, "settings_safety")
    page.check_button.click()
    settled(qtbot, desk)
    assert page.check_result.sentence.text() == "Checked: everything is in order."
    assert page.check_button.isEnabled()


def test_a_new_recovery_key_is_shown_once_and_printed(window, desk, qtbot):
    section(window, "settings_safety").key_button.click()
    dialog = window.dialog
    dialog.submit()
    settled(qtbot, desk)
    assert dialog.shown.text().count("-") > 3
    dialog.print_button.click()
    settled(qtbot, desk)
    dialog.submit()
    assert window.dialog is None


def test_everything_is_taken_out_once_one_knows_what_that_means(window, desk, qtbot, tmp_path):
    section(window, "settings_safety").everything_button.click()
    dialog = window.dialog
    dialog.folder.set_path(tmp_path / "files")
    dialog.submit()
    assert "Say that you know" in dialog.form.field("known").error.text()
    dialog.known.setChecked(True)
    dialog.submit()
    settled(qtbot, desk)
    assert str(tmp_path / "files") in dialog.notice.sentence.text()
    assert (tmp_path / "files" / "README.txt").is_file()
    assert dialog.save_button.isHidden()
    dialog.cancel_button.click()
    assert window.dialog is None


def test_a_folder_that_is_used_is_said_beside_its_field(window, desk, qtbot, tmp_path):
    section(window, "settings_safety").everything_button.click()
    dialog = window.dialog
    (tmp_path / "letter.txt").write_text("kept", encoding="utf-8")
    dialog.folder.set_path(tmp_path)
    dialog.known.setChecked(True)
    dialog.submit()
    settled(qtbot, desk)
    assert "not empty" in dialog.form.field("folder").error.text()
    assert dialog.save_button.isEnabled()
    dialog.reject()


def test_taking_everything_out_is_stopped_by_cancel_and_leaves_nothing(
    window, desk, qtbot, tmp_path
):
    section(window, "settings_safety").everything_button.click()
    dialog = window.dialog
    dialog.folder.set_path(tmp_path / "room" / "files")
    dialog.known.setChecked(True)
    dialog.submit()
    dialog.cancel_button.click()
    assert dialog.notice.sentence.text() == "Stopped; nothing was written."
    settled(qtbot, desk)
    assert not (tmp_path / "room" / "files").exists()
    assert window.dialog is dialog
    assert dialog.save_button.isEnabled()
    dialog.reject()
    assert window.dialog is None


def test_only_managers_are_offered_to_take_everything_out(desk):
    for role in Role:
        desk.person = replace(desk.person, role=role)
        page = SafetySettings(desk)
        card = page.everything_button.parentWidget()
        assert card.isHidden() is (role is not Role.MANAGER)


def test_my_password_is_changed_from_the_bar_on_top(window, desk, qtbot, folder):
    window.person_button.menu().actions()[0].trigger()
    dialog = window.dialog
    dialog.old.setText("wrong words here")
    dialog.password.setText("three short words")
    dialog.again.setText("three short words")
    dialog.submit()
    settled(qtbot, desk)
    assert dialog.form.has_problems()
    dialog.old.setText(PASSWORD)
    dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None
    desk.store.close(is_backed_up=False)
    Store.open(folder, NAME, "three short words").close(is_backed_up=False)


@pytest.mark.parametrize(
    "name", ["settings", "settings_people", "settings_limits", "settings_codes"]
)
def test_who_may_not_change_the_agency_reads_it_and_is_told_who_may(furnished, desk, qtbot, name):
    worker_id = case_of(desk, "Moss").worker_id
    furnished.person_id = worker_id
    person = me(furnished)
    office = Office(furnished, today=lambda: TODAY, person=person, settings=settings.Settings())
    page = REGISTRY.page(name).build(office)
    qtbot.addWidget(page)
    page.show_place(Place(name))
    assert "a manager" in page.notice.sentence.text()
    for attribute in ("save_button", "new_button", "change_button", "target_button"):
        button = getattr(page, attribute, None)
        assert button is None or button.isHidden()
    office.close()


def test_the_first_day_of_the_year_is_one_that_every_month_has(window):
    assert section(window, "settings").day.maximum() == 28
