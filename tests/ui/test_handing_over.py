from PySide6.QtCore import Qt

from recruitment_app.casework.agency.workforce import workers
from recruitment_app.casework.supervising.handing_over import caseload
from recruitment_app.ui.dialogs.hand_over import HandOver
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.ui.furnished import COLLEAGUE
from tests.ui.opened import settled, shown_texts


def colleague(desk: Office):
    return next(row for row in workers(desk.store, with_leavers=True) if row.name == COLLEAGUE)


def test_some_cases_go_to_another_and_the_last_with_the_leaving(window: Shell, desk: Office, qtbot):
    leaver = colleague(desk)
    before = caseload(desk.store, worker_id=leaver.id)
    assert len(before.cases) > 1
    window.go(Place("settings_people"))
    window.page.list.choose(leaver.id)
    window.page.hand_button.click()
    dialog = window.dialog
    assert isinstance(dialog, HandOver)
    assert dialog.cases.count() == len(before.cases)
    dialog.submit()
    assert "Choose who takes over." in shown_texts(dialog)
    dialog.to.choose(desk.person.id)
    dialog.cases.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.leaves.setChecked(True)
    dialog.submit()
    settled(qtbot, desk)
    assert "1 open case would be left behind" in shown_texts(dialog)
    assert len(caseload(desk.store, worker_id=leaver.id).cases) == len(before.cases)
    dialog.leaves.setChecked(False)
    dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None
    assert [case.id for case in caseload(desk.store, worker_id=leaver.id).cases] == [
        before.cases[0].id
    ]
    window.go(Place("worker_leaves", facts={"worker": str(leaver.id)}))
    window.dialog.hand_button.click()
    dialog = window.dialog
    assert isinstance(dialog, HandOver)
    dialog.pack_button.click()
    settled(qtbot, desk)
    assert dialog.papers.preview.page_count >= 2
    dialog.papers.preview.accept()
    dialog.to.choose(desk.person.id)
    dialog.leaves.setChecked(True)
    dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None
    assert colleague(desk).left_on is not None
