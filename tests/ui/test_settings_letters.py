"""The letters in Settings: worded with what may stand in them, refused as typed, never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from recruitment_app.casework.letters.letter_texts import (
    letter_text_history,
    letter_texts,
    set_letter_text,
)
from recruitment_app.casework.letters.letter_trials import text_fields
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import LetterText, Worker
from recruitment_app.ui.dialogs.letter_text_dialog import LetterTextDialog
from recruitment_app.ui.dialogs.letter_text_history import LetterTextHistory
from recruitment_app.ui.dialogs.letter_text_shipped import ShippedWording
from recruitment_app.ui.pages.settings_letters import LettersSettings
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.chip import Chip
from tests.letter_texts_made import FEW_MINUTES, JOINING, word_letters
from tests.ui.opened import settled, shown_texts

VISIT = "visit_outcome"
BODY = "Dear {applicants.greeting}\n\n{ask.outcome}\n\n{passage.ending}"
WRONG = BODY.replace("{ask.outcome}", "{ask.outcom}")


@pytest.fixture
def page(window):
    window.go(Place("settings_letters"))
    shown = window.page
    assert isinstance(shown, LettersSettings)
    return shown


def be(desk, role):
    """Let who is signed in have another role, and return the place of the page."""
    with desk.store.writing(act="be") as session:
        session.get_one(Worker, desk.store.person_id).role = role
    object.__setattr__(desk.person, "role", role)
    return Place("settings_letters")


def choose(page, name):
    rows = [page.table.record(place) for place in range(page.table.rowCount())]
    at = next(place for place, row in enumerate(rows) if row.name == name)
    page.list.setCurrentIndex(page.table.index(at, 0))


def held(desk, name):
    return next(row for row in desk.quick(letter_texts) if row.name == name)


def worded(window, page, name):
    choose(page, name)
    page.word_button.click()
    dialog = window.dialog
    assert isinstance(dialog, LetterTextDialog)
    return dialog


def typed(dialog, body):
    dialog.body.setPlainText(body)
    dialog.try_out()
    QApplication.processEvents()  # what was laid out anew is shown by a queued call


def wrong(dialog, name="body"):
    return dialog.form.field(name).error.text()


def test_every_letter_and_passage_can_be_read_with_what_it_has_to_tell(page):
    for at in range(page.table.rowCount()):
        page.list.setCurrentIndex(page.table.index(at, 0))
        assert page.sheet.toPlainText().strip()
        assert page.fault.isHidden()
    choose(page, JOINING)
    assert page.must.text() == (
        "It has to tell: Event, Days and hours of the event, Where the event takes place."
    )
    choose(page, "passage.both_routes")
    assert page.use.text() == (
        "A passage that stands in: We propose not to approve you, We propose to end your approval."
    )
    assert page.history_button.isHidden()
    assert page.restore_button.isHidden()


def test_a_wrong_field_is_refused_as_typed_and_the_typing_is_never_lost(page, window, desk, qtbot):
    dialog = worded(window, page, VISIT)
    before = dialog.sheet.toPlainText()
    typed(dialog, WRONG)
    assert wrong(dialog) == (
        "“{ask.outcom}” is no field that letters know: did you mean {ask.outcome}?"
    )
    assert (dialog.sheet.toPlainText(), dialog.before.isHidden()) == (before, False)
    assert [chip.words for chip in dialog.must.findChildren(Chip) if chip.isVisible()] == [
        "Left out"
    ]
    dialog.save_button.click()
    settled(qtbot, desk)
    assert (window.dialog, "did you mean" in wrong(dialog)) == (dialog, True)
    assert not held(desk, VISIT).is_own
    dialog.reject()
    dialog = worded(window, page, VISIT)
    assert dialog.body.toPlainText() == WRONG
    assert "never saved, is back" in shown_texts(dialog.notice)
    assert (dialog.sheet.toPlainText(), "did you mean" in wrong(dialog)) == (before, True)
    dialog.subject.setText("After your visit")
    typed(dialog, BODY)
    assert (wrong(dialog), dialog.before.isHidden()) == ("", True)
    assert "After your visit" in dialog.sheet.toPlainText()
    dialog.reason.setText("Shorter")
    dialog.submit()
    settled(qtbot, desk)
    row = held(desk, VISIT)
    assert (row.subject, row.body, row.reason) == ("After your visit", BODY, "Shorter")
    assert page.worded.text().endswith("Shorter")
    assert f"letter_text:{VISIT}" not in desk.store.drafts()
    page.restore_button.click()
    settled(qtbot, desk)
    assert (held(desk, VISIT).is_own, page.restore_button.isHidden()) == (False, True)
    assert "went back to the shipped wording" in page.worded.text()


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        (VISIT, BODY + " {", "A brace stands alone, at “"),
        (VISIT, BODY + "{passage.endng}", "no passage that letters know: did you mean"),
        (VISIT, "Dear you", "has to tell {ask.outcome} (What was decided, and if you say no"),
        ("passage.ask_us", "Ask. {passage.ask_us}", "The passages run in a circle: “ask_us” holds"),
        ("passage.both_routes", "Write.", "has to tell {dates.representations_by}"),
    ],
)
def test_what_could_not_be_filled_in_is_said_where_it_is_typed(page, window, name, body, told):
    dialog = worded(window, page, name)
    typed(dialog, body)
    assert told in wrong(dialog)
    assert dialog.form.field("body").control.property("wrong") == "true"
    dialog.throw_away()
    assert not wrong(dialog)


def test_a_field_is_put_where_the_cursor_stands_by_enter_or_a_double_click(
    page, window, desk, qtbot
):
    dialog = worded(window, page, VISIT)
    names = {field.name for field in desk.quick(text_fields, name=VISIT)}
    assert set(dialog.fields.values()) == names
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.subject.setFocus()
    dialog.subject.setText("On ")
    dialog.subject.end(False)  # noqa: FBT003 - Qt takes no names
    dialog.fields.begin()
    QTest.keyClicks(dialog.fields.words, "case.reference")
    QTest.keyClick(dialog.fields.words, Qt.Key.Key_Return)
    assert dialog.subject.text() == "On {case.reference}"
    assert dialog.focusWidget() is dialog.subject
    dialog.body.setFocus()
    dialog.body.setPlainText("Dear ")
    dialog.body.moveCursor(dialog.body.textCursor().MoveOperation.End)
    dialog.fields.words.setText("first names of the applicants")
    item = dialog.fields.list.currentItem()
    place = dialog.fields.list.visualItemRect(item).center()
    view = dialog.fields.list.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert dialog.body.toPlainText() == "Dear "
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert dialog.body.toPlainText() == "Dear {applicants.greeting}"
    dialog.body.insertFromMimeData(dialog.fields.list.mimeData([item]))
    assert dialog.body.toPlainText() == "Dear {applicants.greeting}{applicants.greeting}"
    QTest.keyClick(dialog.fields.words, Qt.Key.Key_Escape)
    assert (window.dialog, dialog.focusWidget()) == (dialog, dialog.body)


def test_a_wording_is_shown_as_a_household_would_read_it(page, window):
    dialog = worded(window, page, VISIT)
    assert "\u2039First names of the applicants\u203a" in dialog.sheet.toPlainText()
    dialog.whose.setCurrentIndex(1)
    dialog.whose.chosen.emit(dialog.whose.value())
    shown = dialog.sheet.toPlainText()
    assert "Dear \u2039" not in shown
    assert "\u2039What was decided, and if you say no, why\u203a" in shown


def test_of_two_who_word_a_letter_at_once_neither_loses_a_word(page, window, desk, qtbot):
    def theirs(subject, seen):
        set_letter_text(desk.store, name=VISIT, subject=subject, body=BODY, seen=seen)

    dialog = worded(window, page, VISIT)
    theirs("Theirs", 0)
    dialog.subject.setText("Mine")
    dialog.submit()
    settled(qtbot, desk)
    both = dialog.dialog
    assert both.theirs.toPlainText().startswith("Theirs\n")
    assert both.mine.toPlainText().startswith("Mine\n")
    both.go_on_button.click()
    assert (window.dialog, dialog.subject.text()) == (dialog, "Mine")
    dialog.submit()
    settled(qtbot, desk)
    dialog.dialog.mine_button.click()
    settled(qtbot, desk)
    assert held(desk, VISIT).subject == "Mine"
    history = desk.quick(letter_text_history, name=VISIT)
    assert [each.subject for each in history] == ["Mine", "Theirs"]
    dialog = worded(window, page, VISIT)
    theirs("Theirs again", 2)
    dialog.subject.setText("Mine again")
    dialog.submit()
    settled(qtbot, desk)
    dialog.dialog.theirs_button.click()
    assert dialog.subject.text() == "Theirs again"
    dialog.subject.setText("Together")
    dialog.submit()
    settled(qtbot, desk)
    assert held(desk, VISIT).subject == "Together"


def test_the_history_says_who_changed_what_and_brings_a_wording_back(page, window, desk, qtbot):
    word_letters(desk.store)
    page.reload()
    choose(page, JOINING)
    page.history_button.click()
    dialog = window.dialog
    assert isinstance(dialog, LetterTextHistory)
    told = [dialog.view.model().index(at, 0).data() for at in range(3)]
    assert "as it is now" in told[0]
    assert told[1].endswith("Morgan Example · Asked at every event")
    assert told[2] == "As shipped"
    assert "Parking is free." in dialog.difference.toPlainText()
    assert not dialog.restore_button.isEnabled()
    dialog.view.setCurrentIndex(dialog.view.model().index(1, 0))
    assert "bring your own lunch" in dialog.difference.toPlainText()
    dialog.since_button.click()
    assert "bring your own lunch" not in dialog.difference.toPlainText()
    dialog.restore_button.click()
    settled(qtbot, desk)
    row = held(desk, JOINING)
    assert ("Parking" in row.body, "lunch" in row.body, row.number) == (False, True, 3)
    page.history_button.click()
    dialog = window.dialog
    dialog.view.setCurrentIndex(dialog.view.model().index(3, 0))
    dialog.restore_button.click()
    settled(qtbot, desk)
    assert not held(desk, JOINING).is_own


def test_a_wording_that_cannot_be_filled_in_any_more_says_so_on_the_page(page, desk):
    with desk.store.writing(act="of_old") as session:
        told = {"subject": "A", "body": "{case.old_number}", "written_at": desk.store.clock()}
        worker = desk.store.person_id
        session.add(LetterText(name=VISIT, number=1, **told, written_by=worker))
    page.reload()
    choose(page, VISIT)
    assert "“{case.old_number}” is no field" in page.fault.text()
    assert page.sheet.toPlainText() == "A\n{case.old_number}"
    assert not page.restore_button.isHidden()


def test_an_administrator_words_letters(window, desk):
    window.go(be(desk, Role.ADMINISTRATOR))
    assert not window.page.word_button.isHidden()
    assert window.page.notice.isHidden()


def test_who_words_no_letters_reads_them_and_is_told_who_may(window, desk):
    window.go(be(desk, Role.SOCIAL_WORKER))
    page = window.page
    assert page.word_button.isHidden()
    assert "a manager or an administrator" in page.notice.sentence.text()
    assert page.sheet.toPlainText()
    page.list.record_opened.emit(page.chosen())
    assert window.dialog is None


def test_what_changed_in_ours_is_shown_and_the_agency_keeps_its_own(page, window, desk, qtbot):
    word_letters(desk.store)
    page.reload()
    choose(page, VISIT)
    assert page.changed_button.isHidden()
    choose(page, JOINING)
    assert page.worded.text().endswith("The shipped wording has changed since: see what changed.")
    page.changed_button.click()
    dialog = window.dialog
    assert isinstance(dialog, ShippedWording)
    told = dialog.difference.toPlainText()
    assert "Doors open half an hour before." in told
    assert FEW_MINUTES in told
    dialog.word_button.click()
    assert isinstance(window.dialog, LetterTextDialog)
    window.dialog.reject()
    page.changed_button.click()
    window.dialog.submit()
    settled(qtbot, desk)
    assert page.changed_button.isHidden()
    assert "Parking is free." in held(desk, JOINING).body
    assert "changed since" not in page.worded.text()
