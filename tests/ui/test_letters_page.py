"""A letter is chosen, filled in, seen as it reads, made and sent; then its act is offered."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checks.check_rows import case_checks
from recruitment_app.casework.file.case_timeline import case_timeline
from recruitment_app.casework.file.timeline_rows import Source
from recruitment_app.casework.letters.letter_rows import letters_of_case
from recruitment_app.casework.today.promises import promises_of_case
from recruitment_app.casework.today.todo import todo
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import Stage
from recruitment_app.rules.todo import Matter, TodoState
from recruitment_app.store.tables import Worker
from recruitment_app.ui.asks import Group
from recruitment_app.ui.clipboard import KEPT_OUT
from recruitment_app.ui.dialogs.act_dialog import ActDialog
from recruitment_app.ui.dialogs.letter_dialogs import LetterSent, LetterText
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.letters_page import LettersPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.letters_made import a_letter
from tests.ui.furnished import enquire, register
from tests.ui.opened import CONTROL, case_of, settled

TODAY = date(2014, 11, 14)
SHIFTED = CONTROL | Qt.KeyboardModifier.ShiftModifier


def letters(window: Shell, case_id, **facts: str) -> LettersPage:
    window.go(Place("letters", case_id, facts))
    page = window.page
    assert isinstance(page, LettersPage)
    return page


def looked(page: LettersPage, desk: Office, qtbot) -> str:
    """Wait for the preview, and return how the letter reads."""
    page.writing.look()
    settled(qtbot, desk)
    return page.writing.view.toPlainText()


def test_a_letter_is_chosen_filled_in_seen_as_it_reads_and_made(window: Shell, desk: Office, qtbot):
    case = case_of(desk, "thorn")
    window.go(Place("case", case.id))
    menu = window.page.bar.menus[Group.TELLING].menu()
    menu.actions()[0].trigger()
    window.page.case_button.click()
    QTest.keyClick(window.page, Qt.Key.Key_L, SHIFTED)
    page = window.page
    assert isinstance(page, LettersPage)
    assert page.window_title() == f"{case.reference} \u00b7 Letters"
    titles = [page.choices.record(at).title for at in range(len(page.choices.ids))]
    fits = [not page.choices.record(at).why_not for at in range(len(page.choices.ids))]
    assert fits == sorted(fits, reverse=True)  # those that fit come first
    page.choice_list.choose(page.choices.ids[titles.index("Stage One extended")])
    looked(page, desk, qtbot)
    assert "the case stands at Stage Two, the letter belongs to Stage One" in (
        page.writing.refused.sentence.text()
    )
    assert not page.writing.make_button.isEnabled()

    page.choice_list.choose(page.choices.ids[titles.index("Your report, for your observations")])
    looked(page, desk, qtbot)
    assert "No address of Briar Thorn is recorded" in page.writing.refused.sentence.text()
    form = page.writing.form
    form.way.choose("by_hand")
    form.field("ask.brief").control.setPlainText("It is a brief report.")
    read = looked(page, desk, qtbot)
    assert "Dear Briar" in read
    assert "It is a brief report." in read
    assert page.writing.refused.isHidden()
    assert "set it in Settings, Agency" in page.writing.warned.sentence.text()
    assert "Once it was sent, this is offered: Send for observations." in (
        page.writing.follows.text()
    )
    QTest.keyClick(page, Qt.Key.Key_P, CONTROL)
    settled(qtbot, desk)
    assert page.writing.papers.preview.page_count == 1
    page.writing.papers.preview.close()
    page.writing.make_button.click()
    settled(qtbot, desk)
    (row,) = desk.quick(letters_of_case, case_id=case.id)
    assert page.made_button.text() == "&Made: 1, to send: 1"
    assert page.letter.row == row
    assert "not sent yet" in page.letter.standing.text()
    page.letter.open_button.click()
    settled(qtbot, desk)
    assert page.letter.papers.preview.page_count == 1
    page.letter.papers.preview.close()


def test_a_letter_that_was_sent_offers_its_act_until_the_clock_runs(
    window: Shell, desk: Office, qtbot
):
    case = case_of(desk, "thorn")
    letter_id = a_letter(desk.store, case.id, "report_shared", TODAY, TODAY)
    page = letters(window, case.id, letter=str(letter_id))
    page.letter.sent_button.click()
    assert isinstance(window.dialog, LetterSent)
    window.dialog.form.field("on").control.setText("tomorrow")
    window.dialog.submit()
    settled(qtbot, desk)
    assert "still to come" in window.dialog.form.field("on").error.text()
    window.dialog.form.field("on").control.setText("14/11/14")
    window.dialog.submit()
    settled(qtbot, desk)
    dialog = window.dialog
    assert isinstance(dialog, ActDialog)  # the act whose clock starts, with the day of the letter
    assert dialog.windowTitle() == "Send for observations"
    assert dialog.fields.typed("on") == "14 November 2014"
    dialog.reject()
    page.reload()
    assert "Record: Send for observations." in page.letter.offered.sentence.text()
    page.letter.act_button.click()
    window.dialog.submit()
    settled(qtbot, desk)
    clocks = {c.limit.id: c for c in case_page(desk.store, case_id=case.id, today=TODAY).clocks}
    assert clocks["T14"].due_on == date(2014, 11, 20)
    assert page.letter.offered.isHidden()


def test_what_is_typed_for_a_letter_is_kept_and_comes_back(window: Shell, desk: Office, qtbot):
    case = case_of(desk, "thorn")
    page = letters(window, case.id, name="report_shared")
    box = page.writing.form.field("ask.brief").control
    box.setPlainText("Half a sentence")
    window.go(Place("letters", case.id, {"name": "panel_invitation"}))
    window.go(Place("letters", case.id, {"name": "report_shared"}))
    assert page.writing.form.text("ask.brief") == "Half a sentence"
    assert "is back" in page.writing.drafted.sentence.text()
    page.writing._on_thrown_away()
    assert page.writing.form.text("ask.brief") == ""
    page.writing.form.on.setText("no day")
    looked(page, desk, qtbot)
    assert not page.writing.make_button.isEnabled()
    assert "no day" in page.writing.refused.sentence.text()


def test_a_request_for_a_check_is_chosen_and_its_dialog_is_filled_in(
    window: Shell, desk: Office, qtbot
):
    case = case_of(desk, "moss")
    page = letters(window, case.id, name="check_request")
    form = page.writing.form
    looked(page, desk, qtbot)
    assert "Choose the check" in page.writing.refused.sentence.text()
    QTest.keyClick(page.choice_list, Qt.Key.Key_Return)  # goes into what the letter asks
    assert form.about_check.hasFocus()
    offered = {form.about_check.itemData(at) for at in range(form.about_check.count())}
    rows = case_checks(desk.store, case_id=case.id, today=TODAY)
    wanted = next(row for row in rows if row.key in offered)
    form.about_check.choose(wanted.key)
    form.field("to_name").control.setText("Dr Sample")
    form.field("to_address").control.setPlainText("The Surgery\nSampleton")
    read = looked(page, desk, qtbot)
    assert "Dr Sample\nThe Surgery\nSampleton" in read
    assert page.writing.refused.isHidden(), page.writing.refused.sentence.text()
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    settled(qtbot, desk)
    page.letter.sent_button.click()
    window.dialog.submit()
    settled(qtbot, desk)
    assert window.dialog.windowTitle() == "Check asked for"
    assert window.dialog.form.text("of") == "Dr Sample"
    assert window.dialog.form.text("on") == "14 November 2014"


def test_a_letter_made_is_on_today_until_it_is_sent_and_its_promise_after(
    window: Shell, desk: Office, qtbot
):
    case_id = enquire(desk.store, "Teasel Wold", date(2014, 10, 1), desk.person.id)
    register(desk.store, case_id, date(2014, 11, 3))
    case_id = case_of(desk, "thorn").id
    letter_id = a_letter(desk.store, case_id, "notification_acknowledged", TODAY, TODAY)
    window.go(Place("today"))
    card = window.page.parts[TodoState.TO_SEND]
    (line,) = card.lines.lines
    assert (line.words, line.second) == ("Stage Two begins", "To Briar Thorn, handed over")
    assert (line.chip, line.act_words) == ("since Fri 14 Nov", "Sent")
    window.page.send_button.click()
    assert window.dialog.windowTitle() == "Letters to send"
    window.dialog.reject()
    window.go(line.place)
    assert window.page.letter.row.id == letter_id
    window.back()
    card.lines.acted.emit(line.act)
    window.dialog.submit()
    settled(qtbot, desk)
    assert card.isHidden()
    (promise,) = promises_of_case(desk.store, case_id=case_id)
    assert promise.by_on == date(2014, 11, 28)
    (line,) = window.page.parts[TodoState.PROMISED].lines.lines
    assert line.second.endswith("\u00b7 Stage Two begins")

    (row,) = [r for r in case_timeline(desk.store, case_id=case_id) if r.source is Source.LETTER]
    window.go(Place("case", case_id, {"tab": "file", "entry": str(row.id)}))
    file = window.page.file
    file.view.row_wished.emit(row)
    settled(qtbot, desk)
    assert file.papers.preview.page_count == 1
    file.papers.preview.close()


def test_the_words_for_an_email_are_copied_past_the_history_of_the_clipboard(
    window: Shell, desk: Office
):
    case_id = case_of(desk, "thorn").id
    letter_id = a_letter(desk.store, case_id, "report_shared", TODAY, TODAY)
    window.go(Place("letter_text", case_id, {"letter": str(letter_id)}))
    dialog = window.dialog
    assert isinstance(dialog, LetterText)
    assert dialog.subject.text() == "Your report"
    dialog.submit()
    carried = QGuiApplication.clipboard().mimeData()
    assert carried.text().startswith("Dear Briar")
    assert set(KEPT_OUT) <= set(carried.formats())
    dialog.words.selectAll()
    assert set(KEPT_OUT) <= set(dialog.words.createMimeDataFromSelection().formats())


@pytest.mark.parametrize("role", [Role.PANEL_ADVISER, Role.ADMINISTRATOR])
def test_each_role_sees_and_does_with_letters_what_it_may(
    window: Shell, desk: Office, qtbot, role: Role
):
    case_id = case_of(desk, "thorn").id
    a_letter(desk.store, case_id, "report_shared", TODAY, TODAY)
    with desk.store.writing(act="role") as session:
        session.get_one(Worker, desk.person.id).role = role
    lines = [row for row in todo(desk.store, today=TODAY) if row.matter is Matter.LETTER]
    assert [row.act for row in lines] == (
        ["mark_letter_sent"] if role is Role.ADMINISTRATOR else []
    )
    desk.person = type(desk.person)(desk.person.id, desk.person.name, role, "", None)
    page = letters(window, case_id)
    settled(qtbot, desk)
    may = role is Role.ADMINISTRATOR
    assert page.write_button.isVisible() is may
    assert page.detail.currentWidget() is (page.writing if may else page.letter)
    page.made_button.setChecked(True)
    page.letter.out_button.click()
    settled(qtbot, desk)
    if may:
        assert page.detail.currentWidget() is page.nobody  # what was taken out is not there
        window.toast.undo_button.click()
        settled(qtbot, desk)
    assert page.letter.sent_button.isVisible() is may
    assert isinstance(page.letter.open_button, QWidget)
    assert page.letter.open_button.isVisible()
    assert case_of(desk, "thorn").stage is Stage.STAGE_TWO


def test_every_letter_may_be_begun_and_says_what_it_lacks(window: Shell, desk: Office, qtbot):
    page = letters(window, case_of(desk, "moss").id)
    for at, key in enumerate(page.choices.ids):
        row = page.choices.record(at)
        page.choice_list.choose(key)
        looked(page, desk, qtbot)
        assert page.writing.heading.text() == row.title
        assert page.writing.form.names()
        told = page.writing.refused.sentence.text()
        assert bool(told) is not page.writing.make_button.isEnabled()
        assert told == row.why_not or not row.why_not
        assert page.writing.preview.name == row.name
