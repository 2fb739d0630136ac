from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from PySide6.QtGui import QGuiApplication

from recruitment_app.casework.letters.event_letters import event_letters
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letter_rows import letters_of_event, unsent_letters
from recruitment_app.casework.letters.letters import make_letters
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.errors import Problem
from recruitment_app.rules.stages import EventKind
from recruitment_app.ui.dialogs.email_texts import EmailTexts
from recruitment_app.ui.dialogs.letters_at_once import LettersAtOnce
from recruitment_app.ui.dialogs.letters_to_send import LettersToSend
from recruitment_app.ui.pages.cases_page import CasesPage
from recruitment_app.ui.places import Place
from tests.event_letters_made import write_of_event
from tests.ui.opened import TODAY, case_of, read_case, settled


def shown_dialog(window, kind):
    assert isinstance(window.dialog, kind)
    return window.dialog


def pages_of(paper):
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(paper)).pages]


def test_an_event_that_moved_after_letters_is_written_about_anew(window, desk, qtbot):
    event_id = write_of_event(desk.store, TODAY)
    window.go(Place("events", facts={"event": str(event_id)}))
    row = window.page.detail.letters
    assert row.notice.sentence.text() == (
        "1 household had a letter with another day or place: tell them. 1 letter that waits no"
        " longer says it as it is: take it out."
    )
    assert row.told.text() == "1 letter sent · 2 waiting · 2 households without"
    row.send_button.click()
    waits = shown_dialog(window, LettersToSend)
    assert len(waits.chosen) == 1  # the one that says it as it is
    waits.texts_button.click()
    assert waits.texts.which.text().startswith("1 of 1: AR-")
    assert waits.texts.to.text() == "tarn@sample.example"
    waits.texts.submit()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Dear Bryony and Heath")
    assert "Our reference: AR-" in copied
    waits.texts.reject()
    waits.view.selectAll()
    (wrong,) = set(waits.chosen) & set(
        event_letters(desk.store, event_id=event_id, today=TODAY).void
    )
    waits.view.choose(wrong)
    waits.out_button.click()
    settled(qtbot, desk)
    assert window.dialog is None
    assert len(unsent_letters(desk.store)) == 1


def test_joining_letters_are_previewed_made_printed_and_sent(window, desk, qtbot):
    event_id = write_of_event(desk.store, TODAY)
    window.go(Place("events", facts={"event": str(event_id)}))
    row = window.page.detail.letters
    row.write_button.click()
    dialog = shown_dialog(window, LettersAtOnce)
    assert [each.letter for each in dialog._audiences] == ["event_changed", "joining", "joining"]
    dialog.submit()
    settled(qtbot, desk)
    assert dialog.summary.text() == "1 letter can be made; refused: 0."
    assert "has changed since we last wrote" in dialog.shown.words.toPlainText()
    dialog.audience.choose("1")
    dialog._on_audience_chosen()
    assert dialog.shown.isHidden()
    assert dialog.letter.value() == "joining"
    dialog.submit()
    settled(qtbot, desk)
    assert dialog.summary.text() == "1 letter can be made; refused: 1."
    assert "No address of Holly Marsh is recorded" in dialog.shown.against.text()
    dialog.copy_button.click()
    dialog.see_button.click()
    settled(qtbot, desk)
    (page,) = pages_of(dialog.preview._paper)
    assert "Dear Hazel" in page
    dialog.preview.accept()

    dialog.make_button.click()
    settled(qtbot, desk)
    sending = shown_dialog(window, LettersToSend)
    sending.on.set_day(TODAY + timedelta(days=1))
    sending.submit()
    settled(qtbot, desk)
    assert "is still to come" in sending.form.field("on").error.text()
    sending.print_button.click()
    settled(qtbot, desk)
    assert "Dear Hazel" in pages_of(sending.preview._paper)[0]
    sending.preview.accept()
    sending.on.set_day(TODAY)
    sending.submit()
    settled(qtbot, desk)
    assert window.dialog is None
    assert row.told.text() == "2 letters sent · 2 waiting · 1 household without"


def test_the_texts_of_several_letters_are_copied_one_after_another(desk, qtbot):
    event_id = write_of_event(desk.store, TODAY)
    cases = event_letters(desk.store, event_id=event_id, today=TODAY).everybody
    wanted = Wanted(
        name="joining", on=TODAY, way="email", to_address="both@sample.example", event_id=event_id
    )
    make_letters(desk.store, cases=cases[:2], wanted=wanted, today=TODAY)
    dialog = EmailTexts(desk, Place("email_texts"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.which.text().startswith("1 of 3")
    assert not dialog.before_button.isEnabled()
    first = dialog.words.toPlainText()
    dialog.next_button.click()
    dialog.next_button.click()
    assert dialog.which.text().startswith("3 of 3")
    assert not dialog.next_button.isEnabled()
    assert dialog.words.toPlainText() != first
    dialog._on_copy_address()
    assert QGuiApplication.clipboard().text() == "both@sample.example"
    post = [row.id for row in unsent_letters(desk.store) if row.way == "post"]
    with pytest.raises(Problem, match="None of these letters goes by e-mail"):
        EmailTexts(desk, Place("email_texts", facts={"ids": str(post[0])}))


def test_cancelled_midway_no_letter_is_made(window, desk, qtbot):
    event_id = write_of_event(desk.store, TODAY)
    before = len(letters_of_event(desk.store, event_id=event_id))
    window.go(Place("letters_at_once", facts={"event": str(event_id)}))
    dialog = shown_dialog(window, LettersAtOnce)
    dialog.audience.choose("2")
    dialog.way.choose("by_hand")
    dialog.submit()
    settled(qtbot, desk)
    dialog.make_button.click()
    dialog.reject()  # asks the work to stop, and leaves the dialog open
    settled(qtbot, desk)
    assert window.dialog is dialog
    assert dialog.summary.text() == "Stopped: no letter was made."
    assert len(letters_of_event(desk.store, event_id=event_id)) == before
    dialog.make_button.click()
    settled(qtbot, desk)
    assert len(letters_of_event(desk.store, event_id=event_id)) == before + 4


def test_cases_chosen_in_the_list_get_the_same_letter(window, desk, qtbot):
    window.go(Place("cases"))
    page = window.page
    assert isinstance(page, CasesPage)
    page.view.selectAll()
    page.write_button.click()
    dialog = shown_dialog(window, LettersAtOnce)
    assert not dialog.form.field("audience").control.isVisible()
    dialog.letter.choose("visit_outcome")
    dialog._on_letter_chosen()
    dialog.way.choose("by_hand")
    dialog.submit()
    settled(qtbot, desk)
    count = len(case_ids(desk.store, wanted=CaseFilter(), today=TODAY))
    assert dialog.summary.text() == f"0 letters can be made; refused: {count}."
    assert not dialog.make_button.isEnabled()
    dialog.asked.field("outcome").control.setPlainText("We would be glad to go on with you.")
    assert dialog.shown.isHidden()
    dialog.reject()
    page.write_button.click()
    dialog = shown_dialog(window, LettersAtOnce)
    dialog.letter.choose("visit_outcome")
    dialog._on_letter_chosen()
    assert dialog.asked.typed() == {"outcome": "We would be glad to go on with you."}
    assert "is back" in dialog.notice.sentence.text()
    dialog.way.choose("by_hand")
    dialog.submit()
    settled(qtbot, desk)
    able = len(dialog.able)
    assert 0 < able < count
    dialog.make_button.click()
    settled(qtbot, desk)
    sending = shown_dialog(window, LettersToSend)
    assert len(sending.chosen) == able == len(unsent_letters(desk.store))
    sending.submit()
    settled(qtbot, desk)
    assert unsent_letters(desk.store) == ()
    assert window.dialog is None  # its outcome is another in each case, so that none is offered
    with pytest.raises(Problem, match="No letter is made and waits"):
        LettersToSend(desk, Place("letters_to_send"))
    with pytest.raises(Problem, match="Choose cases in the list first"):
        LettersAtOnce(desk, Place("letters_at_once"))


def test_a_letter_that_starts_something_offers_the_step_for_all_that_wait_for_it(
    window, desk, qtbot
):
    write_of_event(desk.store, TODAY)
    chosen = [case_of(desk, name).id for name in ("Sedge", "Bracken")]
    window.go(Place("letters_at_once", facts={"ids": ",".join(map(str, chosen))}))
    dialog = shown_dialog(window, LettersAtOnce)
    dialog.letter.choose("enquiry_acknowledged")
    dialog._on_letter_chosen()
    dialog.submit()
    settled(qtbot, desk)
    dialog.make_button.click()
    settled(qtbot, desk)
    sending = shown_dialog(window, LettersToSend)
    sending.submit()
    qtbot.waitUntil(lambda: bool(sending.offered), timeout=30_000)
    settled(qtbot, desk)
    assert "2 cases wait for the step that they are about: Information sent" in (
        sending.told.text()
    )
    sending.submit()
    settled(qtbot, desk)
    assert window.dialog is None
    for case_id in chosen:
        last = read_case(desk, case_id).events[-1]
        assert (last.kind, last.on) == (EventKind.INFORMATION_SENT, TODAY)
