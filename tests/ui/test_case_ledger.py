from datetime import date, timedelta

from PySide6.QtWidgets import QPushButton

from recruitment_app.casework.journey import waiting
from recruitment_app.casework.journey.delay_ledger import delay_ledger
from recruitment_app.drawings.ledger_strip import LANE_WORDS
from recruitment_app.rules.stages import EventKind
from recruitment_app.ui.dialogs.act_dialog import ActDialog
from recruitment_app.ui.dialogs.complete_delay import CompleteDelay
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_page import CaseFilePage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from recruitment_app.ui.widgets.chip import Chip
from tests.ui.opened import TODAY, case_of, read_case, settled, shown_texts


def ledger_of(desk: Office, case_id):
    return delay_ledger(desk.store, case_id=case_id, today=TODAY)


def test_the_clocks_show_whose_time_it_was_and_print_it(window: Shell, desk: Office, qtbot):
    case = case_of(desk, "clover")
    window.go(Place("case", case.id, {"tab": "clocks"}))
    page = window.page
    assert isinstance(page, CaseFilePage)
    shown = page.clocks.ledger
    told = " ".join(LANE_WORDS.values())
    for words in told.split():
        assert words in shown.strip.drawing.alternative
    texts = shown_texts(shown)
    assert "Medical from the doctor" in texts
    shown.print_button.click()
    settled(qtbot, desk)
    assert shown.papers.preview is not None
    assert shown.papers.preview.page_count >= 1
    shown.papers.preview.accept()


def test_a_hold_says_who_agreed_and_what_it_lacks_is_completed_from_its_line(
    window: Shell, desk: Office, qtbot
):
    case = case_of(desk, "thorn")
    window.go(Place("case", case.id, {"tab": "clocks"}))
    window.go(Place("act", case.id, {"act": "hold"}))
    dialog = window.dialog
    assert isinstance(dialog, ActDialog)
    dialog.fields.field("by").control.choose("applicant")
    dialog.fields.edited.emit()
    dialog.fields.field("reason").control.choose("illness")
    dialog.fields.field("evidence").control.setText("Their letter")
    dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None
    page = window.page
    assert isinstance(page, CaseFilePage)
    shown = page.clocks.ledger
    chips = [chip.accessibleName() for chip in shown.findChildren(Chip)]
    assert chips == ["To record: who agreed to it, when the applicants were told"]
    complete = next(
        button for button in shown.findChildren(QPushButton) if button.text() == "Complete…"
    )
    complete.click()
    dialog = window.dialog
    assert isinstance(dialog, CompleteDelay)
    dialog.told_on.set_day(TODAY + timedelta(days=1))
    dialog.agreed.choose(desk.person.id)
    dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is dialog
    assert "still to come" in shown_texts(dialog)
    dialog.told_on.set_day(TODAY)
    dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None
    assert ledger_of(desk, case.id).delays[-1].lacking == ()
    entry = next(
        each
        for each in read_case(desk, case.id).events
        if each.kind is EventKind.HOLD_STARTED and not each.is_struck
    )
    assert "shown by: Their letter" in entry.details


def test_a_correction_of_a_hold_keeps_its_record(window: Shell, desk: Office, qtbot):
    case = case_of(desk, "thorn")
    change = waiting.hold(
        desk.store,
        case_id=case.id,
        by="applicant",
        reason="illness",
        on=date(2014, 10, 1),
        today=TODAY,
        told_on=date(2014, 10, 2),
        agreed_by=desk.person.id,
    )
    window.go(Place("case", case.id))
    window.go(Place("correct_entry", case.id, {"entry": str(change.record_id)}))
    dialog = window.dialog
    dialog.fields.field("reason").control.choose("work")
    dialog.reason.setCurrentIndex(0)
    dialog.submit()
    settled(qtbot, desk)
    assert window.dialog is None
    (delay,) = ledger_of(desk, case.id).delays
    assert (delay.reason, delay.lacking) == ("Work or redundancy", ())
    assert delay.record_key == str(change.record_id)
