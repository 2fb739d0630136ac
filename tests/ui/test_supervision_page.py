from recruitment_app.casework.agency.workforce import workers
from recruitment_app.casework.supervising.supervision_rows import SupervisionState, supervisions
from recruitment_app.rules.roles import Role
from recruitment_app.ui.dialogs.supervision_dialogs import (
    NewSupervision,
    SupervisionHead,
    WriteOfCase,
)
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.supervision_page import SupervisionPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.rooms import REGISTRY
from recruitment_app.ui.shell import Shell
from tests.ui.furnished import COLLEAGUE
from tests.ui.opened import TODAY, settled, shown_texts


def done(window: Shell, desk: Office, qtbot) -> None:
    window.dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None


def test_a_sheet_is_made_written_printed_and_signed(window: Shell, desk: Office, qtbot):
    window.go(Place("supervision"))
    page = window.page
    assert isinstance(page, SupervisionPage)
    assert page.empty.isVisible()
    page.empty.button.click()
    dialog = window.dialog
    assert isinstance(dialog, NewSupervision)
    worker = next(row for row in workers(desk.store) if row.name == COLLEAGUE)
    dialog.worker.choose(worker.id)
    done(window, desk, qtbot)
    assert not page.empty.isVisible()
    assert page.lines.rowCount() == worker.open_cases
    page.head_button.click()
    assert isinstance(window.dialog, SupervisionHead)
    window.dialog.remarks.setPlainText("Leave in August.")
    done(window, desk, qtbot)
    assert "Leave in August." in page.head.text()
    page.write_button.click()
    dialog = window.dialog
    assert isinstance(dialog, WriteOfCase)
    dialog.narrative.setPlainText("They wait for the medical.")
    dialog.reject()
    page.write_button.click()
    dialog = window.dialog
    assert dialog.narrative.toPlainText() == "They wait for the medical."
    dialog.due_on.set_day(TODAY)
    dialog.submit()
    settled(qtbot, desk)
    assert "by that day" in shown_texts(dialog)
    dialog.decision.setPlainText("Ring the surgery.")
    done(window, desk, qtbot)
    assert "Decided: Ring the surgery." in page.said.text()
    page.print_button.click()
    settled(qtbot, desk)
    assert page.papers.preview.page_count >= 1
    page.papers.preview.accept()
    page.sign_button.click()
    settled(qtbot, desk)
    (row,) = supervisions(desk.store)
    assert row.state is SupervisionState.TO_BE_SIGNED
    assert not page.sign_button.isVisible()
    assert not page.write_button.isVisible()
    page.back_button.click()
    settled(qtbot, desk)
    page.drop_button.click()
    settled(qtbot, desk)
    assert page.empty.isVisible()
    window.toast.undo_button.click()
    settled(qtbot, desk)
    assert page.lines.rowCount() == worker.open_cases


def test_the_rail_leads_only_whoever_has_to_do_with_supervision(window: Shell, desk: Office):
    assert "supervision" in window.rail.buttons
    entry = REGISTRY.page("supervision")
    assert entry is not None
    assert window._is_led_to(entry)
    desk.person = type(desk.person)(desk.person.id, "", Role.ADMINISTRATOR, "", None)
    assert not window._is_led_to(entry)
