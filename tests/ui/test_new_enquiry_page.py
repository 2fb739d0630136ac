import json
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.rules.stages import EventKind
from recruitment_app.ui import tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.new_enquiry_page import NewEnquiryPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.ui.opened import CONTROL, TODAY, read_case, settled, shown_texts

Key = Qt.Key


def typed(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def pressed(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def new_enquiry(window: Shell) -> NewEnquiryPage:
    window.go(Place("new_enquiry"))
    page = window.page
    assert isinstance(page, NewEnquiryPage)
    return page


def test_a_telephone_enquiry_is_recorded_by_keyboard_alone(window: Shell, desk: Office, qtbot):
    window.setFocus()
    pressed(Key.Key_N, CONTROL)
    for text in ("Marigold", "Vetch", "Teasel", "Vetch", "020 7946 0018", "vetch@example.org"):
        typed(text)
        pressed(Key.Key_Tab)
    typed("4 Meadow Lane")
    pressed(Key.Key_Tab)
    typed("rm17 6sl")
    pressed(Key.Key_Tab)
    typed("Radio")
    for _ in range(3):
        pressed(Key.Key_Tab)
    typed("Rang after the programme on the radio.")
    pressed(Key.Key_Tab)
    pressed(Key.Key_Tab)  # past what brought them
    pressed(Key.Key_Space)
    pressed(Key.Key_Return, CONTROL)
    settled(qtbot, desk)
    assert window.place is not None
    case = read_case(desk, window.place.case_id)
    assert case.title == "Vetch and Vetch"
    assert case.source == "Radio"
    assert case.channel == "Telephone"
    assert case.opened_on == TODAY
    assert [person.given_names for person in case.applicants] == ["Marigold", "Teasel"]
    reached = {contact.value for contact in case.applicants[0].contacts}
    assert reached == {"020 7946 0018", "vetch@example.org"}
    assert case.applicants[1].addresses[0].postcode == "RM17 6SL"
    assert case.notes[0].text == "Rang after the programme on the radio."
    assert EventKind.VISIT_REQUESTED in {event.kind for event in case.events}
    assert desk.store.drafts() == {}


def test_a_source_that_nobody_asked_for_is_not_known(window: Shell, desk: Office, qtbot):
    page = new_enquiry(window)
    typed("Marigold")
    page.submit()
    settled(qtbot, desk)
    assert read_case(desk, window.place.case_id).source == "Not known"


def test_likely_duplicates_stand_beside_the_form_with_their_reasons(window: Shell, qtbot):
    page = new_enquiry(window)
    typed("Bryar")
    pressed(Key.Key_Tab)
    typed("Thorn")
    qtbot.waitUntil(lambda: bool(page.likeness.shown), timeout=20_000)
    assert page.likeness.shown[0].name == "Briar Thorn"
    reason = page.likeness.shown[0].reasons[0]
    qtbot.waitUntil(lambda: reason in shown_texts(page.likeness), timeout=5_000)
    button = next(one for one in page.likeness.findChildren(QPushButton) if one.text() == "Open")
    button.click()
    assert window.place == Place("case", page.likeness.shown[0].case_id)
    window.back()
    assert page.form.text("given_names") == "Bryar"


def test_a_refusal_stands_beside_its_field_which_has_the_keys(window: Shell, desk: Office, qtbot):
    page = new_enquiry(window)
    typed("Marigold")
    before = len(case_ids(desk.store, wanted=CaseFilter(), today=TODAY))
    for name, text, sentence in (
        ("received_on", "somewhen", "not a date"),
        ("telephone", "12", "telephone"),
        ("email", "nobody", "e-mail"),
        ("postcode", "not one", "postcode"),
    ):
        control = page.form.field(name).control
        right = control.text()
        control.setText(text)
        pressed(Key.Key_S, CONTROL)
        settled(qtbot, desk)
        assert sentence in page.form.field(name).error.text().casefold()
        assert control.hasFocus()
        control.setText(right)
    assert len(case_ids(desk.store, wanted=CaseFilter(), today=TODAY)) == before


def test_an_enquiry_needs_a_name(window: Shell, desk: Office):
    page = new_enquiry(window)
    page.submit()
    assert "name" in page.form.field("given_names").error.text()
    assert not desk.is_busy


def test_typing_that_goes_on_is_kept_within_two_seconds(window: Shell, desk: Office):
    new_enquiry(window)
    assert tokens.DRAFT_MS < 2_000
    typed("M")
    waited = 0
    while not desk.store.drafts() and waited < 2_000:
        QTest.qWait(100)
        waited += 100
        typed("a")
    kept = json.loads(desk.store.drafts()["new_enquiry"])
    assert kept["given_names"].startswith("Ma")


def test_typing_is_kept_when_the_window_is_locked(window: Shell, desk: Office):
    new_enquiry(window)
    typed("Marigold")
    desk.closing.emit()
    assert "Marigold" in desk.store.drafts()["new_enquiry"]


def test_kept_typing_comes_back_with_a_banner_and_can_be_thrown_away(
    window: Shell, desk: Office, qtbot
):
    desk.store.save_draft(
        "new_enquiry",
        json.dumps({"given_names": "Marigold", "message": "Rang", "wants_visit": "yes"}),
    )
    page = new_enquiry(window)
    settled(qtbot, desk)
    assert page.form.text("given_names") == "Marigold"
    assert page.form.text("message") == "Rang"
    assert page.form.field("wants_visit").control.isChecked()
    assert not page.notice.isHidden()
    page.throw_away()
    assert page.form.text("given_names") == ""
    assert page.notice.isHidden()
    assert desk.store.drafts() == {}


def test_the_title_of_the_window_holds_no_name(window: Shell, desk: Office, qtbot):
    page = new_enquiry(window)
    typed("Marigold")
    told = []
    window.titled.connect(told.append)
    page.submit()
    settled(qtbot, desk)
    case = read_case(desk, window.place.case_id)
    assert told[-1] == case.reference
    assert desk.settings == replace(desk.settings)
