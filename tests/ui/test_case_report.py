from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from recruitment_app.casework.households.households import take_out
from recruitment_app.casework.reports.report_reading import (
    case_words,
    reasons_of,
    report_page,
    section_history,
    section_page,
)
from recruitment_app.casework.reports.report_rows import SectionContent, SectionMark
from recruitment_app.casework.reports.written_forms import begin_report, write_section
from recruitment_app.forms.definition import Box, Edition
from recruitment_app.forms.prose import of_text, plain_text
from recruitment_app.rules.report_findings import MUST_NOT_BE_CLAIMED, Severity
from recruitment_app.ui.dialogs.case_words import CaseWords
from recruitment_app.ui.dialogs.meanwhile_dialog import MeanwhileDialog
from recruitment_app.ui.dialogs.section_history import SectionHistory
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.case_page import CaseFilePage
from recruitment_app.ui.pages.case_report import CaseReport
from recruitment_app.ui.pages.report_side import CHECKS, ITEMS
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from recruitment_app.ui.widgets.keys_dialog import KeysDialog
from recruitment_app.ui.widgets.link_label import LinkLabel
from tests.ui.opened import CONTROL, TODAY, case_of, settled, shown_texts

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
    assert "The Stage One plan of" in room.empty.sentence.text()  # the stage that the case is in
    room.sections.form_choice.chosen.emit("prospective_adopters_report")
    assert "has not been begun" in room.empty.sentence.text()
    room.empty.button.click()
    settled(qtbot, desk)
    assert room.middle.currentWidget() is room.editor
    titles = [row.title for row in room.outline.rows]
    assert "A Front" in titles
    assert titles.count("Linden Moss") > 3
    assert room.sections.count.text().startswith("0 of ")
    assert room.outline.hasFocus()


def test_every_form_is_chosen_and_begun_the_same_way(window: Shell, desk: Office, qtbot):
    room = opened(window, desk, "moss")
    for name, called in (
        ("stage_one_plan", "The Stage One plan of"),
        ("stage_two_plan", "The plan for Stage Two of"),
        ("home_safety", "The home and safety check of this case"),
        ("finances", "The statement of finances of this case"),
    ):
        room.sections.form_choice.choose(name)
        room.sections.form_choice.chosen.emit(name)
        assert room.empty.sentence.text().startswith(called)
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
    assert isinstance(room.states.dialog, MeanwhileDialog)
    return room.states.dialog


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
    dialog = room.states.dialog
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


def test_a_fact_is_put_where_somebody_wrote_last_by_one_click(room: CaseReport, begun: Office):
    room.go(("b.1", ""))
    write(room, "Analysis by ", Box.ANALYSIS)
    facts = room.side.beside.facts
    facts.filter.setText("case reference")
    place = facts.view.visualRect(facts.view.model().index(0, 0)).center()
    QTest.mouseClick(facts.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert case_of(begun, "moss").reference in box(room, Box.ANALYSIS).toPlainText()
    runs = room.editor.content().box(Box.ANALYSIS).blocks[0].runs
    assert [run.fact for run in runs if run.fact]
    assert box(room, Box.ANALYSIS).hasFocus()


def test_what_was_typed_of_somebody_who_is_taken_out_is_not_lost(
    room: CaseReport, begun: Office, qtbot
):
    line = [each for each in room.page.lines if each.section == "b.2"][1]
    room.go(("b.2", line.person))
    write(room, "Hazel sails.")
    person = next(each for each in room._shown.case.people if str(each.id) == line.person)
    begun.do(take_out, person_id=person.id, seen=person.version)
    settled(qtbot, begun)
    assert not room.work.page.may_write
    assert box(room).toPlainText() == "Hazel sails."
    spot = room.work.page.draft_spot
    room.go(("b.1", ""))
    assert "Hazel sails." in begun.store.drafts()[spot]
    room.go(("b.2", line.person))
    assert box(room).toPlainText() == "Hazel sails."
    assert box(room).isReadOnly()
    assert "can only be copied" in room.editor.notice.sentence.text()


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
    assert room.side.tabs.tabBar().hasFocus()
    QTest.keyClick(room.side.tabs.tabBar(), Key.Key_F6)
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
    assert room.side.beside.prompts_list.count() == len(section.prompts)
    assert box(room, Box.WORDS).placeholderText() == section.prompts[0]
    assert room.editor.content() == SectionContent()
    assert not room.side.beside.underlying.isHidden()


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


def checked(room: CaseReport, desk: Office, qtbot):
    room.side.tabs.setCurrentIndex(CHECKS)
    room.side.checks.run_button.click()
    settled(qtbot, desk)
    return room.side.checks


def test_the_checks_run_off_the_windows_thread_and_show_what_must_not_be_claimed(
    room: CaseReport, begun: Office, qtbot
):
    room.side.tabs.setCurrentIndex(CHECKS)
    panel = room.side.checks
    assert panel.claim.isHidden()
    panel.run_button.click()
    assert panel.working.is_watching
    assert not panel.run_button.isEnabled()
    settled(qtbot, begun)
    assert panel.claim.text() == MUST_NOT_BE_CLAIMED
    assert not panel.claim.isHidden()
    assert "stop issue" in panel.told.text()
    assert not any(word in shown_texts(panel).casefold() for word in ("score", "per cent", "%"))


def test_a_finding_leads_to_where_its_evidence_stands(room: CaseReport, begun: Office, qtbot):
    room.go(("b.1", ""))
    panel = checked(room, begun, qtbot)
    view = next(each for each in panel.views if each.finding.section == "a.rec")
    link = view.findChild(LinkLabel)
    link.setFocus()
    QTest.keyClick(link, Key.Key_Return)
    assert room.spot == ("a.rec", "")
    assert box(room, Box.WORDS).hasFocus()


def test_a_reason_is_typed_beside_its_finding_and_kept(room: CaseReport, begun: Office, qtbot):
    panel = checked(room, begun, qtbot)
    panel.only.choose(Severity.REASON)
    panel.only.chosen.emit(Severity.REASON)
    view = panel.views[0]
    key = view.finding.key
    view.reason_button.click()
    QTest.keyClicks(view.reason_text, "Told on the telephone.")
    view.reason_button.click()
    settled(qtbot, begun)
    kept_reasons = reasons_of(begun.store, form_id=room.page.id)
    assert [(row.finding, row.reason) for row in kept_reasons] == [(key, "Told on the telephone.")]
    again = next(each for each in panel.views if each.finding.key == key)
    assert "Told on the telephone." in shown_texts(again)


def test_findings_are_stale_once_something_was_written(room: CaseReport, begun: Office, qtbot):
    room.go(("b.1", ""))
    panel = checked(room, begun, qtbot)
    assert panel.stale.isHidden()
    write(room, ONE)
    room.save()
    settled(qtbot, begun)
    assert not panel.stale.isHidden()


def test_what_is_typed_is_checked_though_it_was_not_saved(room: CaseReport, begun: Office, qtbot):
    room.go(("b.1", ""))
    write(room, "Then [insert] follows.")
    panel = checked(room, begun, qtbot)
    told = [item.says for each in panel._findings for item in each.evidence]
    assert any("[insert]" in says for says in told)


def test_a_plan_has_no_checks_of_the_report(room: CaseReport, begun: Office, qtbot):
    room.sections.form_choice.choose("stage_one_plan")
    room.sections.form_choice.chosen.emit("stage_one_plan")
    room.empty.button.click()
    settled(qtbot, begun)
    assert not room.side.tabs.isTabVisible(CHECKS)


def test_each_statutory_item_leads_to_its_sections(room: CaseReport, begun: Office, qtbot):
    room.go(("b.1", ""))
    room.side.tabs.setCurrentIndex(ITEMS)
    panel = room.side.coverage
    before = panel.told.text()
    assert "statutory items" in before
    link = next(each for each in panel.findChildren(LinkLabel) if each.spot[0] == "b.11")
    link.followed.emit(link.spot)
    assert room.spot == ("b.11", "")
    for name in (Box.EVIDENCE, Box.ANALYSIS):
        write(room, ONE, name)
    room.save()
    settled(qtbot, begun)
    assert any("words" in each.words for each in panel.findChildren(LinkLabel))


def test_words_are_found_in_all_sections_and_each_place_is_led_to(
    room: CaseReport, begun: Office, window: Shell, qtbot
):
    for section in ("b.1", "b.5"):
        room.go((section, ""))
        write(room, "Sea and sea.")
    QTest.keyClick(box(room), Key.Key_F, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    dialog = room.search.dialog
    dialog.wanted.setText("sea")
    QTest.keyClick(dialog.wanted, Key.Key_Return)
    settled(qtbot, begun)
    assert dialog.told.text() == "4 places in 2 sections"
    dialog.view.setCurrentIndex(dialog.view.model().index(1, 0))
    QTest.keyClick(dialog.view, Key.Key_Return)
    assert room.spot == ("b.1", "")
    cursor = box(room).textCursor()
    assert (cursor.selectionStart(), cursor.selectedText()) == (8, "sea")
    window.go(Place("today"))
    assert not dialog.isVisible()


def test_words_are_replaced_in_all_sections_as_one_act(room: CaseReport, begun: Office, qtbot):
    for section in ("b.1", "b.5"):
        room.go((section, ""))
        write(room, "The sea.")
    room.search.begin()
    dialog = room.search.dialog
    dialog.wanted.setText("sea")
    dialog.by.setText("shore")
    dialog.replace_button.click()
    settled(qtbot, begun)
    assert box(room).toPlainText() == "The shore."
    assert plain_text(kept(begun, room, "b.1").box(Box.EVIDENCE)) == "The shore."
    assert "2" in dialog.told.text()


def test_an_edition_is_previewed_with_what_was_typed(room: CaseReport, begun: Office, qtbot):
    room.go(("b.1", ""))
    write(room, "Xylophones were mentioned.")
    room.preview(Edition.PANEL)
    settled(qtbot, begun)
    preview = room.previews.preview
    preview.search.setText("Xylophones")
    qtbot.waitUntil(lambda: preview.found_count == 1)
    preview.accept()


def test_a_word_of_the_case_is_taken_as_right(room: CaseReport, begun: Office, qtbot):
    room.editor.word_asked.emit("Sorrelham")
    settled(qtbot, begun)
    assert "Sorrelham" in case_words(begun.store, case_id=room.page.case_id)


def test_the_words_of_a_case_are_shown_and_taken_back(room: CaseReport, begun: Office, qtbot):
    room.go(("b.1", ""))
    room.editor.word_asked.emit("Sorrelham")
    settled(qtbot, begun)
    room.editor.begin()
    QTest.keyClick(box(room), Key.Key_F7, CONTROL)
    dialog = room.states.dialog
    assert isinstance(dialog, CaseWords)
    assert dialog.list.item(0).text() == "Sorrelham"
    dialog.drop_button.click()
    settled(qtbot, begun)
    assert dialog.list.count() == 0
    assert not case_words(begun.store, case_id=room.page.case_id)
    dialog.accept()


def test_who_may_not_write_reads_and_is_told_why(room: CaseReport):
    room.go(("b.1", ""))
    told = "A report is written by the worker of its case."
    page = replace(room.work.page, why_not=told)
    room.editor.show_section(page, SectionContent())
    assert box(room).isReadOnly()
    assert room.editor.why_not.text() == told
    assert room.editor.tools.isHidden()
    assert not room.editor.apply_button.isEnabled()


def test_the_family_tree_is_drawn_with_the_same_in_words(window: Shell, begun: Office):
    room = opened(window, begun, "thorn")
    line = next(each for each in room.page.lines if each.section == "a.tree")
    room.go((line.section, line.person))
    assert "Briar Thorn" in room.record.drawn.accessibleDescription()
    rows = room.record.drawn.table.rowCount()
    assert rows > 3


def test_the_support_map_is_drawn_while_its_rows_are_typed(room: CaseReport):
    room.go(("a.eco", ""))
    assert room.record.drawn.isHidden()
    room.editor.rows.add_button.click()
    table = room.editor.rows.table
    table.setData(table.index(0, 0), "Aunt Sage")
    assert not room.record.drawn.isHidden()
    assert "Aunt Sage" in room.record.drawn.accessibleDescription()


def test_what_the_record_prints_is_shown_and_read_beside_the_window(
    room: CaseReport, begun: Office, qtbot
):
    line = next(each for each in room.page.lines if each.section == "d.id")
    room.go((line.section, line.person))
    settled(qtbot, begun)
    QApplication.processEvents()
    assert line.person_name in shown_texts(room.record.view)
    room.go(("b.1", ""))
    assert room.record.isHidden()


def test_what_is_typed_in_a_cell_is_kept_before_the_cell_is_left(
    room: CaseReport, begun: Office, qtbot
):
    room.go(("c.str", ""))
    room.editor.rows.add_button.click()
    grid = room.editor.rows.grid
    grid.edit(room.editor.rows.table.index(0, 0))
    QTest.keyClicks(QApplication.focusWidget(), "They talk")
    assert room.editor.content().rows == ({"claim": "They talk"},)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_S, CONTROL)
    settled(qtbot, begun)
    assert kept(begun, room, "c.str").rows == ({"claim": "They talk"},)


def test_f1_lists_the_keys_of_the_room_and_of_its_text(room: CaseReport, window: Shell):
    room.go(("b.1", ""))
    QTest.keyClick(box(room), Key.Key_F1)
    assert isinstance(window.dialog, KeysDialog)
    told = shown_texts(window.dialog)
    for what in ("Find words in all sections", "Go to the next section", "Bold"):
        assert what in told
