import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from recruitment_app.casework.report_reading import report_page, section_history, section_page
from recruitment_app.casework.report_rows import SectionContent, SectionMark
from recruitment_app.casework.written_forms import begin_report, write_section
from recruitment_app.forms.definition import Box
from recruitment_app.forms.prose import of_text, plain_text
from recruitment_app.ui.dialogs.meanwhile_dialog import MeanwhileDialog
from recruitment_app.ui.dialogs.section_history import SectionHistory
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_page import CaseFilePage
from recruitment_app.ui.pages.case_report import CaseReport
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from tests.ui.opened import CONTROL, TODAY, case_of, settled

Key = Qt.Key
ONE = "They met at work."


@pytest.fixture
def begun(desk: Office) -> Office:
    """A desk at a store where the report of a single applicant and of a couple are begun."""
    for words in ("thorn", "moss"):
        begin_report(desk.store, case_id=case_of(desk, words).id, today=TODAY)
    return desk


@pytest.fixture
def room(window: Shell, begun: Office) -> CaseReport:
    return opened(window, begun, "moss")


def opened(window: Shell, desk: Office, words: str) -> CaseReport:
    window.go(Place("case", case_of(desk, words).id, {"tab": "report"}))
    page = window.page
    assert isinstance(page, CaseFilePage)
    return page.report


def box(room: CaseReport, name: Box = Box.EVIDENCE):
    return room.editor.boxes[name].text


def kept(desk: Office, room: CaseReport, section: str, person: str = "") -> SectionContent:
    return section_page(desk.store, form_id=room.page.id, section=section, person=person).content


def write(room: CaseReport, words: str, name: Box = Box.EVIDENCE) -> None:
    box(room, name).setFocus()
    QTest.keyClicks(box(room, name), words)


def test_a_report_is_begun_with_one_press_and_its_outline_is_shown(
    window: Shell, desk: Office, qtbot
):
    room = opened(window, desk, "moss")
    assert room.middle.currentWidget() is room.empty
    assert "has not been begun" in room.empty.sentence.text()
    room.empty.button.click()
    settled(qtbot, desk)
    assert room.middle.currentWidget() is room.editor
    titles = [row.title for row in room.outline.rows]
    assert "A Front" in titles
    assert titles.count("Linden Moss") > 3
    assert room.count.text().startswith("0 of ")


def test_every_form_is_chosen_and_begun_the_same_way(window: Shell, desk: Office, qtbot):
    room = opened(window, desk, "moss")
    for name in ("stage_one_plan", "stage_two_plan"):
        room.form_choice.choose(name)
        room.form_choice.chosen.emit(name)
        assert "plan" in room.empty.sentence.text()
        room.empty.button.click()
        settled(qtbot, desk)
        assert room.page.form.name == name
        assert room.outline.rows


def test_what_is_typed_is_saved_on_leaving_the_section(room: CaseReport, begun: Office, qtbot):
    room.go(("b.1", ""))
    write(room, ONE)
    room.go(("b.5", ""))
    settled(qtbot, begun)
    assert plain_text(kept(begun, room, "b.1").box(Box.EVIDENCE)) == ONE
    marks = {(line.section, line.person): line for line in room.page.lines}
    assert marks["b.1", ""].mark is SectionMark.BEGUN
    assert marks["b.1", ""].words == 4


def test_ctrl_s_saves_and_says_when(room: CaseReport, begun: Office, qtbot):
    room.go(("b.1", ""))
    write(room, ONE)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_S, CONTROL)
    settled(qtbot, begun)
    assert "saved" in room.editor.told.text()
    assert "4 words" in room.editor.told.text()
    assert box(room).hasFocus()


def test_each_applicant_has_a_text_of_their_own(room: CaseReport, begun: Office, qtbot):
    persons = [line.person for line in room.page.lines if line.section == "b.2"]
    room.go(("b.2", persons[0]))
    write(room, "Linden grew up by the sea.")
    room.go(("b.2", persons[1]))
    assert box(room).toPlainText() == ""
    write(room, "Hazel did not.")
    room.save()
    settled(qtbot, begun)
    assert plain_text(kept(begun, room, "b.2", persons[0]).box(Box.EVIDENCE)).startswith("Linden")
    assert plain_text(kept(begun, room, "b.2", persons[1]).box(Box.EVIDENCE)) == "Hazel did not."


def test_going_to_another_page_or_tab_saves(room: CaseReport, begun: Office, window: Shell, qtbot):
    room.go(("b.1", ""))
    write(room, ONE)
    window.go(Place("today"))
    settled(qtbot, begun)
    assert plain_text(kept(begun, room, "b.1").box(Box.EVIDENCE)) == ONE
    window.back()
    write(room, "More. ")
    window.page.tabs.setCurrentIndex(0)
    settled(qtbot, begun)
    assert "More." in plain_text(kept(begun, room, "b.1").box(Box.EVIDENCE))


def test_typing_is_a_draft_within_two_seconds_and_back_after_a_crash(
    room: CaseReport, begun: Office, qtbot
):
    room.go(("b.1", ""))
    write(room, ONE)
    spot = room.work.page.draft_spot
    qtbot.waitUntil(lambda: spot in begun.store.drafts(), timeout=2_000)
    after_the_crash = CaseReport(begun)
    qtbot.addWidget(after_the_crash)
    after_the_crash.show_case(room._shown)
    after_the_crash.go(("b.1", ""))
    assert box(after_the_crash).toPlainText() == ONE
    assert not after_the_crash.editor.notice.isHidden()
    assert "is back" in after_the_crash.editor.notice.sentence.text()
    after_the_crash.save()
    settled(qtbot, begun)
    assert spot not in begun.store.drafts()
    assert after_the_crash.editor.notice.isHidden()


def test_a_draft_may_be_thrown_away(room: CaseReport, begun: Office, qtbot):
    room.go(("b.1", ""))
    write(room, ONE)
    qtbot.waitUntil(lambda: room.work.page.draft_spot in begun.store.drafts(), timeout=3_000)
    room.work.throw_away()
    assert box(room).toPlainText() == ""
    assert room.work.page.draft_spot not in begun.store.drafts()


def meet(room: CaseReport, begun: Office, qtbot) -> MeanwhileDialog:
    """Let somebody else write in the section in which somebody types here, and save."""
    room.go(("b.1", ""))
    write(room, "Mine.")
    write_section(
        begun.store,
        form_id=room.page.id,
        section="b.1",
        content=SectionContent({Box.EVIDENCE: of_text("Theirs.")}),
        seen=0,
    )
    room.save()
    settled(qtbot, begun)
    assert isinstance(room.dialog, MeanwhileDialog)
    return room.dialog


def test_two_texts_of_one_section_are_both_shown_and_writing_goes_on(
    room: CaseReport, begun: Office, qtbot
):
    dialog = meet(room, begun, qtbot)
    assert dialog.theirs.toPlainText() == "Theirs."
    assert dialog.mine.toPlainText() == "Mine."
    assert "Theirs." in dialog.difference.toPlainText()
    dialog.go_on_button.click()
    assert box(room).toPlainText() == "Mine."
    assert plain_text(kept(begun, room, "b.1").box(Box.EVIDENCE)) == "Theirs."


@pytest.mark.parametrize(
    ("button", "holds"), [("mine_button", "Mine."), ("theirs_button", "Theirs.")]
)
def test_whichever_text_holds_the_other_stays_in_the_history(
    room: CaseReport, begun: Office, qtbot, button, holds
):
    dialog = meet(room, begun, qtbot)
    getattr(dialog, button).click()
    settled(qtbot, begun)
    assert plain_text(kept(begun, room, "b.1").box(Box.EVIDENCE)) == holds
    assert box(room).toPlainText() == holds
    states = section_history(begun.store, form_id=room.page.id, section="b.1")
    assert len(states) == (2 if holds == "Mine." else 3)


def test_what_was_refused_after_leaving_stays_as_a_draft_with_a_way_back(
    room: CaseReport, begun: Office, qtbot
):
    room.go(("b.1", ""))
    write(room, "Mine.")
    write_section(
        begun.store,
        form_id=room.page.id,
        section="b.1",
        content=SectionContent({Box.EVIDENCE: of_text("Theirs.")}),
        seen=0,
    )
    room.go(("b.5", ""))
    settled(qtbot, begun)
    assert "Reasons and readiness" in room.left.sentence.text()
    room.open_left_button.click()
    assert room.spot == ("b.1", "")
    assert box(room).toPlainText() == "Mine."


def test_what_somebody_else_saved_is_shown_where_nothing_is_typed(
    room: CaseReport, begun: Office, qtbot
):
    room.go(("b.1", ""))
    begun.do(
        write_section,
        form_id=room.page.id,
        section="b.1",
        content=SectionContent({Box.EVIDENCE: of_text("Theirs.")}),
        seen=0,
    )
    settled(qtbot, begun)
    assert box(room).toPlainText() == "Theirs."


def test_a_section_that_does_not_apply_says_why(room: CaseReport, begun: Office, qtbot):
    room.go(("b.10", ""))
    room.editor.apply_button.click()
    assert room.editor.reason.hasFocus()
    QTest.keyClicks(room.editor.reason, "Nobody else lives here.")
    room.go(("b.11", ""))
    settled(qtbot, begun)
    assert kept(begun, room, "b.10").not_applicable == "Nobody else lives here."
    mark = next(line.mark for line in room.page.lines if line.section == "b.10")
    assert mark is SectionMark.NOT_APPLICABLE


def test_an_earlier_state_is_compared_and_brought_back(room: CaseReport, begun: Office, qtbot):
    room.go(("b.1", ""))
    for words in ("First.", " Second."):
        write(room, words)
        room.save()
        settled(qtbot, begun)
    QTest.keyClick(
        QApplication.focusWidget(), Key.Key_H, CONTROL | Qt.KeyboardModifier.ShiftModifier
    )
    dialog = room.dialog
    assert isinstance(dialog, SectionHistory)
    assert not dialog.restore_button.isEnabled()
    assert "Second." in dialog.difference.toPlainText()
    QTest.keyClick(dialog.view, Key.Key_Down)
    dialog.now_button.click()
    assert "Second." in dialog.difference.toPlainText()
    dialog.restore_button.click()
    settled(qtbot, begun)
    assert box(room).toPlainText() == "First."
    assert len(section_history(begun.store, form_id=room.page.id, section="b.1")) == 3


def test_rows_are_typed_and_saved_with_the_section(room: CaseReport, begun: Office, qtbot):
    room.go(("c.str", ""))
    assert room.editor.rows is not None
    room.editor.rows.add_button.click()
    table = room.editor.rows.table
    table.setData(table.index(0, 0), "They talk.")
    table.setData(table.index(0, 2), "seen")
    room.go(("b.1", ""))
    settled(qtbot, begun)
    assert kept(begun, room, "c.str").rows == ({"claim": "They talk.", "source": "Seen"},)


def test_the_outline_is_walked_from_the_keyboard(room: CaseReport):
    room.go(("b.1", ""))
    room.editor.begin()
    QTest.keyClick(box(room), Key.Key_PageDown, CONTROL)
    assert room.spot != ("b.1", "")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_PageUp, CONTROL)
    assert room.spot == ("b.1", "")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_F6)
    assert room.side.tabBar().hasFocus()
    QTest.keyClick(room.side.tabBar(), Key.Key_F6)
    assert room.outline.hasFocus()
    QTest.keyClick(room.outline, Key.Key_Down)
    assert room.spot != ("b.1", "")
    QTest.keyClick(room.outline, Key.Key_F6)
    assert room.editor.isAncestorOf(QApplication.focusWidget())


def test_prompts_and_what_a_section_rests_on_stand_beside_it(
    room: CaseReport, begun: Office, qtbot
):
    room.go(("c.ana", ""))
    write(room, "They will cope.", Box.ANALYSIS)
    room.go(("c.rec", ""))
    settled(qtbot, begun)
    section = room.work.page.section
    assert section.prompts
    assert room.beside.prompts_list.count() == len(section.prompts)
    assert not room.beside.underlying.isHidden()


def test_another_case_has_a_report_of_its_own(
    room: CaseReport, begun: Office, window: Shell, qtbot
):
    room.go(("b.1", ""))
    write(room, ONE)
    opened(window, begun, "thorn")
    settled(qtbot, begun)
    assert room.page.id == report_page(begun.store, case_id=case_of(begun, "thorn").id).id
    room.go(("b.1", ""))
    assert box(room).toPlainText() == ""
