import json
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from recruitment_app.casework.choices import choices
from recruitment_app.casework.journey.enquiries import send_information
from recruitment_app.rules.stages import EventKind, Status
from recruitment_app.ui.acts import ACTS, ASKS_OF_ENTRY
from recruitment_app.ui.asks import Kind
from recruitment_app.ui.dialogs.act_dialog import ActDialog
from recruitment_app.ui.dialogs.correct_entry import CorrectEntry
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_page import CaseFilePage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.ui.opened import TODAY, case_of, read_case, settled, shown_texts

Key = Qt.Key


def asked(window: Shell, desk: Office, words: str, act: str) -> ActDialog:
    case = case_of(desk, words)
    window.go(Place("case", case.id))
    window.go(Place("act", case.id, {"act": act}))
    dialog = window.dialog
    assert isinstance(dialog, ActDialog)
    return dialog


def correcting(window: Shell, desk: Office, words: str, kind: EventKind) -> CorrectEntry:
    case = case_of(desk, words)
    entry = next(event for event in case.events if event.kind is kind and not event.is_struck)
    window.go(Place("case", case.id, {"tab": "history"}))
    window.go(Place("correct_entry", case.id, {"entry": str(entry.id)}))
    dialog = window.dialog
    assert isinstance(dialog, CorrectEntry)
    return dialog


def test_enter_records_an_act_with_today_and_the_page_follows(window: Shell, desk: Office, qtbot):
    dialog = asked(window, desk, "finch", "send_information")
    assert dialog.fields.text("on") == "14 November 2014"
    QTest.keyClick(dialog.fields.field("on").control, Key.Key_Return)
    settled(qtbot, desk)
    assert window.dialog is None
    case = case_of(desk, "finch")
    assert EventKind.INFORMATION_SENT in {event.kind for event in case.events}
    assert isinstance(window.page, CaseFilePage)
    assert "Information sent" not in window.page.bar.leading.text()


def test_after_an_act_its_entry_is_one_press_from_being_corrected(
    window: Shell, desk: Office, qtbot
):
    asked(window, desk, "finch", "send_information").submit()
    settled(qtbot, desk)
    assert window.toast.sentence.text() == "Information sent."
    assert window.toast.undo_button.text() == "Correct…"
    window.toast.undo_button.click()
    dialog = window.dialog
    assert isinstance(dialog, CorrectEntry)
    assert "Information sent" in dialog.windowTitle()


def test_a_refusal_stands_beside_the_day_and_nothing_is_recorded(
    window: Shell, desk: Office, qtbot
):
    dialog = asked(window, desk, "finch", "send_information")
    before = case_of(desk, "finch")
    for typed, sentence in (
        ("1/1/2010", "before the enquiry"),
        ("+5wd", "still to come"),
        ("", "Enter a date"),
        ("whenever", "not a date"),
    ):
        dialog.fields.field("on").control.setText(typed)
        dialog.submit()
        settled(qtbot, desk)
        assert sentence in dialog.fields.field("on").error.text()
        assert dialog.fields.field("on").control.hasFocus()
    assert case_of(desk, "finch") == before


def test_a_hold_asks_for_the_reasons_of_whoever_asked_for_it(window: Shell, desk: Office, qtbot):
    dialog = asked(window, desk, "heron", "hold")
    reason = dialog.fields.field("reason").control
    assert reason.count() == 0
    dialog.fields.fill({"by": "agency"})
    agency = [reason.itemData(at) for at in range(reason.count())]
    assert agency == [code for code, _ in desk.quick(choices, list_name="hold_reason_agency")]
    dialog.fields.fill({"by": "applicant"})
    assert reason.findData("illness") >= 0
    dialog.fields.fill({"reason": "illness"})
    dialog.submit()
    settled(qtbot, desk)
    assert case_of(desk, "heron").status is Status.ON_HOLD_APPLICANT


def test_a_reason_that_is_missing_is_asked_for_beside_its_field(window: Shell, desk: Office):
    dialog = asked(window, desk, "heron", "close_case")
    dialog.submit()
    assert dialog.fields.field("reason").error.text() == "Choose one from the list."
    assert not desk.is_busy


def test_a_case_is_closed_only_with_the_reasons_of_its_stage(window: Shell, desk: Office):
    offered = asked(window, desk, "heron", "close_case").fields.field("reason").control
    assert offered.findData("no_response") >= 0
    assert offered.findData("lapsed") < 0


def test_a_refusal_of_stage_one_alone_asks_for_a_reason(window: Shell, desk: Office, qtbot):
    dialog = asked(window, desk, "moss", "end_stage_one")
    reason = dialog.fields.field("reason").control
    assert not reason.isVisible()
    dialog.fields.fill({"outcome": "not_suitable"})
    assert reason.isVisible()
    dialog.fields.fill({"reason": "not_suitable_medical", "words": "As told."})
    dialog.submit()
    settled(qtbot, desk)
    ended = case_of(desk, "moss").events[-1]
    assert ended.kind is EventKind.STAGE_ONE_ENDED
    assert ended.details == "Not suitable to adopt; Medical; As told."


def test_a_household_is_booked_on_a_session_to_come(window: Shell, desk: Office, qtbot):
    dialog = asked(window, desk, "lark", "book_session")
    assert dialog.fields.field("people").control.value() == "2"
    assert "Tilbury Hub (20 places left)" in dialog.fields.text("session_id")
    dialog.submit()
    settled(qtbot, desk)
    assert case_of(desk, "lark").bookings[0].people == 2


def test_a_case_is_allocated_to_somebody_who_assesses(window: Shell, desk: Office, qtbot):
    dialog = asked(window, desk, "finch", "allocate")
    offered = dialog.fields.field("worker_id").control
    assert not any("Avery" in offered.itemText(at) for at in range(offered.count()))
    at = next(at for at in range(offered.count()) if "Robin" in offered.itemText(at))
    offered.setCurrentIndex(at)
    dialog.submit()
    settled(qtbot, desk)
    assert case_of(desk, "finch").worker == "Robin Sample"


def test_a_limit_that_runs_is_extended(window: Shell, desk: Office, qtbot):
    dialog = asked(window, desk, "reed", "extend")
    dialog.fields.fill({"limit_id": "T08", "due_on": "2014-12-31", "reason": "medical_late"})
    dialog.submit()
    settled(qtbot, desk)
    clock = next(clock for clock in case_of(desk, "reed").clocks if clock.limit.id == "T08")
    assert clock.due_on == date(2014, 12, 31)


def test_escape_keeps_the_words_that_were_typed(window: Shell, desk: Office, qtbot):
    dialog = asked(window, desk, "heron", "wait_for_applicant")
    QTest.keyClicks(dialog.fields.field("words").control, "They will ring back")
    QTest.keyClick(dialog, Key.Key_Escape)
    kept = json.loads(next(iter(desk.store.drafts().values())))
    assert kept["words"] == "They will ring back"
    dialog = asked(window, desk, "heron", "wait_for_applicant")
    assert dialog.fields.text("words") == "They will ring back"
    assert not dialog.notice.isHidden()
    dialog.fields.fill({"reason": "reply"})
    dialog.submit()
    settled(qtbot, desk)
    assert case_of(desk, "heron").status is Status.AWAITING_APPLICANT
    assert desk.store.drafts() == {}


def test_every_act_has_a_dialog_whose_fields_have_names_and_keys_of_their_own(
    window: Shell, desk: Office
):
    case_id = case_of(desk, "thorn").id
    for name in ACTS:
        dialog = ActDialog(desk, Place("act", case_id, {"act": name}), window)
        assert dialog.windowTitle()
        words = [dialog.save_button.text(), dialog.cancel_button.text()]
        for each in dialog.fields.names():
            field = dialog.fields.field(each)
            assert field.control.accessibleName()
            words.append(field.heading.text() if field.heading else field.control.text())
        keys = [text[text.index("&") + 1].casefold() for text in words]
        assert len(keys) == len(set(keys)), (name, words)
        dialog.deleteLater()


def test_every_list_that_an_act_asks_for_is_there(desk: Office):
    for act in ACTS.values():
        for ask in act.asks:
            if ask.kind is Kind.CODE and "{" not in ask.codes:
                assert desk.quick(choices, list_name=ask.codes), ask.codes


def test_a_wrong_day_is_corrected_and_the_mistake_stays_struck(window: Shell, desk: Office, qtbot):
    dialog = correcting(window, desk, "thorn", EventKind.STAGE_TWO_STARTED)
    dialog.fields.fill({"on": "2014-08-12"})
    dialog.submit()
    assert dialog.fields.field("why").error.text() == "Say what was mistaken."
    dialog.reason.choose("Wrong date")
    QTest.keyClicks(dialog.more, "a day late")
    QTest.keyClick(dialog.more, Key.Key_Return)
    settled(qtbot, desk)
    entries = [
        event
        for event in case_of(desk, "thorn").events
        if event.kind is EventKind.STAGE_TWO_STARTED
    ]
    assert {(event.on.day, event.is_struck) for event in entries} == {(11, True), (12, False)}
    struck = next(event for event in entries if event.is_struck)
    assert struck.struck_why == "Wrong date: a day late"
    told = shown_texts(window.page.history)
    assert "Wrong date: a day late" in told
    assert any(
        label.font().strikeOut()
        for label in window.page.history.findChildren(type(window.page.title))
    )


def test_a_wrong_code_is_corrected_and_other_facts_stay(window: Shell, desk: Office, qtbot):
    dialog = correcting(window, desk, "reed", EventKind.WAITING_STARTED)
    assert dialog.fields.typed("for") == "third_party"
    assert dialog.fields.typed("reason") == "medical"
    dialog.fields.fill({"reason": "dbs"})
    dialog.reason.choose("Wrong entry")
    dialog.submit()
    settled(qtbot, desk)
    entry = next(
        event
        for event in case_of(desk, "reed").events
        if event.kind is EventKind.WAITING_STARTED and not event.is_struck
    )
    assert entry.facts == {"for": "third_party", "reason": "dbs"}


def test_an_entry_that_never_happened_is_struck(window: Shell, desk: Office, qtbot):
    case = case_of(desk, "finch")
    desk.do(send_information, case_id=case.id, on=TODAY, today=TODAY)
    settled(qtbot, desk)
    dialog = correcting(window, desk, "finch", EventKind.INFORMATION_SENT)
    dialog.reason.choose("Did not happen")
    dialog.strike_button.click()
    settled(qtbot, desk)
    assert window.dialog is None
    sent = [e for e in read_case(desk, case.id).events if e.kind is EventKind.INFORMATION_SENT]
    assert [event.is_struck for event in sent] == [True]


def test_a_correction_that_breaks_what_follows_is_refused_with_the_reason(
    window: Shell, desk: Office, qtbot
):
    dialog = correcting(window, desk, "thorn", EventKind.REGISTRATION_ACCEPTED)
    dialog.fields.fill({"on": "2014-11-10"})
    dialog.reason.choose("Wrong date")
    dialog.submit()
    settled(qtbot, desk)
    assert "would no longer fit" in dialog.fields.field("on").error.text()
    assert window.dialog is dialog


def test_the_enquiry_itself_cannot_be_struck(window: Shell, desk: Office):
    dialog = correcting(window, desk, "finch", EventKind.ENQUIRY_RECEIVED)
    assert dialog.strike_button.isHidden()
    assert dialog.fields.typed("channel") == "telephone"


def test_every_entry_of_every_case_can_be_corrected(window: Shell, desk: Office):
    for words in ("alder", "reed", "vale"):
        case = case_of(desk, words)
        for event in case.events:
            place = Place("correct_entry", case.id, {"entry": str(event.id)})
            dialog = CorrectEntry(desk, place, window)
            asked_for = ASKS_OF_ENTRY.get(event.kind, ())
            facts = {**event.facts, **dialog.fields.entry_facts()}
            facts.pop("on")
            known = {name: value for name, value in facts.items() if value}
            assert known == dict(event.facts), (event.kind, asked_for)
            dialog.deleteLater()
    QApplication.sendPostedEvents()
