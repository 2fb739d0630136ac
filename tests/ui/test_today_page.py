import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from recruitment_app import settings
from recruitment_app.casework.checks.check_outcomes import record_outcome
from recruitment_app.casework.checks.check_rows import CheckKey
from recruitment_app.casework.checks.checks import ask, receive
from recruitment_app.casework.journey import stage_one, waiting
from recruitment_app.casework.law import shipped_codes
from recruitment_app.casework.leaving.leaving_lists import LISTS
from recruitment_app.casework.supervising.supervision import begin_supervision
from recruitment_app.casework.today.promises import make_promise
from recruitment_app.casework.today.tasks import add_task
from recruitment_app.casework.today.todo_rows import ClockLine
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import Stage
from recruitment_app.rules.todo import TodoState
from recruitment_app.store.ids import new_id
from recruitment_app.ui import tokens
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.export_button import ExportButton
from recruitment_app.ui.pages.today_lines import clock_line
from recruitment_app.ui.pages.today_page import EVERYBODY, MINE, TodayPage
from recruitment_app.ui.places import Place
from recruitment_app.ui.shell import Shell
from recruitment_app.ui.tokens import Tint
from tests.exchange.written import rows_of
from tests.ui.opened import TODAY, case_of, read_case, settled


@pytest.fixture
def today(window: Shell, qtbot) -> TodayPage:
    window.go(Place("today"))
    page = window.page
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.is_whole, timeout=30_000)
    return page


def test_what_is_dated_is_shown_at_once_and_the_rest_when_every_case_was_looked_through(
    window, qtbot
):
    window.go(Place("today"))
    page = window.page
    assert page.overdue.lines.lines
    assert page.parts[TodoState.UNALLOCATED].isHidden()
    qtbot.waitUntil(lambda: page.is_whole, timeout=30_000)
    assert page.parts[TodoState.UNALLOCATED].lines.lines
    page.whose.choose(MINE)
    page.whose.chosen.emit(MINE)
    assert page.parts[TodoState.UNALLOCATED].isHidden()  # of everybody's, nothing stays
    qtbot.waitUntil(lambda: page.is_whole, timeout=30_000)
    assert page.parts[TodoState.UNALLOCATED].isHidden()


def test_the_title_is_the_day_and_the_window_never_says_more_than_today(today):
    assert today.title.text() == "Friday 14 November 2014"
    assert today.window_title() == "Today"


def test_what_is_to_be_done_leaves_as_a_list_of_whose_the_page_shows(today, desk, qtbot, tmp_path):
    qtbot.mouseClick(today.export_button, Qt.MouseButton.LeftButton)
    assert [each.text() for each in today.exports.actions()] == [
        f"{LISTS[name].title}…" for name in ("todo", "tasks", "promises")
    ]
    today.exports.close()
    counts = {}
    for whose in (EVERYBODY, MINE):
        today.whose.choose(whose)
        today.whose.chosen.emit(whose)
        path = tmp_path / f"{whose}.csv"
        today.findChild(ExportButton).write("todo", path)
        settled(qtbot, desk)
        counts[whose] = len(rows_of(path))
        assert f"{counts[whose]} rows" in today.notice.sentence.text()
    assert counts[EVERYBODY] > counts[MINE]


def test_what_is_late_is_told_with_its_days_its_rule_and_its_source(today):
    line = next(one for one in today.overdue.lines.lines if "Moss" in one.at_right)
    assert line.chip == "4 days late"
    assert line.tint is Tint.LATE
    assert "2 calendar months" in line.second
    assert "reg 27" in line.second


def test_each_number_counts_the_list_that_it_opens(today, window, desk):
    assert today.overdue_link.text().replace("&", "") == f"{len(today.overdue.lines.lines)} overdue"
    today.mine_link.click()
    assert window.place == Place("cases", facts={"worker_id": str(desk.person.id), "group": "open"})
    shown = window.page.table.ids
    window.back()
    assert today.mine_link.text().replace("&", "") == f"{len(shown)} cases of yours in progress"


def test_the_queue_is_shown_to_who_allocates_and_leads_to_it(today, window):
    assert today.queue_link.text().replace("&", "") == "2 cases wait to be allocated"
    today.queue_link.click()
    assert len(window.page.table.ids) == 2


def test_the_number_of_approvals_opens_the_cases_approved_this_year(today, window):
    assert today.approved.text() == "2"
    assert today.of_target.text() == "of 20 by 31 March 2015"
    today.approved.click()
    assert len(window.page.table.ids) == 2


def test_enter_on_a_line_opens_its_case(today, window, qtbot):
    today.overdue.lines.setFocus()
    qtbot.keyClick(today.overdue.lines, Qt.Key.Key_Down)
    qtbot.keyClick(today.overdue.lines, Qt.Key.Key_Return)
    assert window.place is not None
    assert window.place == today.overdue.lines.lines[1].place


def test_mine_leaves_out_what_is_a_colleagues(today):
    assert any("Moss" in line.at_right for line in today.overdue.lines.lines)
    today.whose.choose(MINE)
    today.whose.chosen.emit(MINE)
    assert not any("Moss" in line.at_right for line in today.overdue.lines.lines)
    assert today.clocks.heading.text() == "My cases on a clock"
    today.whose.chosen.emit(EVERYBODY)
    assert today.clocks.heading.text() == "Cases on a clock"


def test_a_social_worker_begins_with_their_own_and_sees_no_queue(furnished, desk, qtbot):
    worker_id = case_of(desk, "Moss").worker_id
    furnished.person_id = worker_id
    person = desk.person.__class__(worker_id, "Robin Sample", Role.SOCIAL_WORKER, "", None)
    office = Office(furnished, today=lambda: TODAY, person=person, settings=settings.Settings())
    page = TodayPage(office)
    qtbot.addWidget(page)
    page.show_place(Place("today"))
    assert page.whose.value() == MINE
    assert page.queue_link.isHidden()
    assert page.overdue_link.text().replace("&", "") == "1 overdue"
    office.close()


def test_the_page_follows_an_act_at_once(today, desk, qtbot):
    case = case_of(desk, "Moss")
    before = len(today.overdue.lines.lines)
    desk.do(
        waiting.extend,
        case_id=case.id,
        limit_id="T08",
        due_on=TODAY.replace(month=12),
        reason=shipped_codes()["extension_reason"].codes[0].code,
        on=TODAY,
        today=TODAY,
    )
    settled(qtbot, desk)
    assert len(today.overdue.lines.lines) == before - 1


def test_an_applicants_own_limit_that_has_passed_is_never_called_late(desk, qtbot):
    case = case_of(desk, "Moss")
    facts = {"case_id": case.id, "today": TODAY}
    stage_one.end_stage_one(desk.store, outcome="may_be_suitable", on=TODAY, **facts)
    stage_one.tell_stage_one_outcome(desk.store, on=TODAY, **facts)
    later = TODAY.replace(year=2015, month=6)
    office = Office(
        desk.store, today=lambda: later, person=desk.person, settings=settings.Settings()
    )
    page = TodayPage(office)
    qtbot.addWidget(page)
    page.show_place(Place("today"))
    line = next(one for one in page.lapsed.lines.lines if one.place.case_id == case.id)
    assert line.chip == "ended Thu 14 May"
    assert "late" not in line.spoken
    assert not any(
        one.place.case_id == case.id and "six" in one.second for one in page.overdue.lines.lines
    )
    assert read_case(desk, case.id).stage is Stage.BREAK
    office.close()


def test_an_empty_agency_says_what_belongs_on_each_card(office, qtbot):
    page = TodayPage(office)
    qtbot.addWidget(page)
    page.show_place(Place("today"))
    page.show()
    assert page.overdue.empty.sentence.text() == "Nothing is overdue."
    assert page.overdue.empty.isVisible()
    assert not page.overdue.lines.isVisible()
    assert page.lapsed.isHidden()


def test_a_long_list_shows_its_beginning_until_all_is_wished(today):
    page = today
    many = [*page.overdue.lines.lines] * 4
    page.overdue.show_lines(many, 240)
    assert len(page.overdue.lines.lines) == 8
    assert page.overdue.more.text() == "Show all 240"
    page.overdue._shows_all = True
    page.overdue.show_lines(many, 240)
    assert page.overdue.rest.text() == f"The first {len(many)} of 240."


def test_a_clock_that_is_nearly_over_is_told_by_its_colour_and_its_words():
    line = clock_line(
        ClockLine(
            new_id(),
            "AR-0001",
            "Thorn",
            Stage.STAGE_ONE,
            "T08",
            "End of Stage One",
            "",
            52,
            61,
            9,
            ClockState.RUNNING,
        )
    )
    assert line.tint is Tint.DUE
    assert line.at_right == "day 52 of 61"
    assert "9 days left" in line.explained


def press_button_of(lines, at, qtbot):
    """Press the button of a line, which stands at its right."""
    room = lines.visualRect(lines.model().index(at, 0))
    qtbot.mouseClick(
        lines.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(room.right() - tokens.LARGE, room.center().y()),
    )


def test_a_task_is_noted_done_from_its_line_and_taken_up_again_by_undo(today, window, desk, qtbot):
    today.new_task.click()
    dialog = window.dialog
    dialog.submit()
    settled(qtbot, desk)
    assert dialog.form.field("what").error.text() == "Say what is to be done."
    dialog.what.setPlainText("Ring the surgery.")
    dialog.due_on.setText("today")
    dialog.submit()
    settled(qtbot, desk)
    (at,) = [i for i, line in enumerate(today.due.lines.lines) if line.words == "Ring the surgery."]
    assert (today.due.lines.lines[at].chip, today.due.lines.lines[at].act_words) == (
        "today",
        "Done",
    )
    press_button_of(today.due.lines, at, qtbot)
    settled(qtbot, desk)
    assert "Ring the surgery." not in [line.words for line in today.due.lines.lines]
    window.toast.undo_button.click()
    settled(qtbot, desk)
    assert "Ring the surgery." in [line.words for line in today.due.lines.lines]


def test_the_button_of_a_line_opens_its_act_and_the_keys_do_it_too(today, window, desk, qtbot):
    lines = today.overdue.lines
    at = next(i for i, line in enumerate(lines.lines) if line.act_words == "Record")
    press_button_of(lines, at, qtbot)
    assert window.dialog is not None
    assert window.place == Place("today")
    window.dialog.reject()
    settled(qtbot, desk)
    lines.setCurrentIndex(lines.model().index(at, 0))
    lines.do_it()
    assert window.dialog is not None
    window.dialog.reject()


def test_checks_without_an_answer_are_chased_from_their_line(today, window, desk, qtbot):
    case = case_of(desk, "Moss")
    key = CheckKey(case.id, "dbs", case.applicants[0].id)
    desk.do(ask, check=key, on=TODAY.replace(month=10), today=TODAY)
    settled(qtbot, desk)
    lines = today.overdue.lines
    (at,) = [i for i, line in enumerate(lines.lines) if line.act_words == "Chase"]
    assert lines.lines[at].second == "Asked 14 October 2014"
    press_button_of(lines, at, qtbot)
    assert window.dialog.windowTitle() == "Chase checks"
    settled(qtbot, desk)
    window.dialog.submit()
    settled(qtbot, desk)
    assert "Chase" not in [line.act_words for line in lines.lines]


def test_a_promise_stands_on_its_card_and_is_kept_from_there(today, window, desk, qtbot):
    case = case_of(desk, "Moss")
    assert today.parts[TodoState.PROMISED].isHidden()
    by_on = TODAY.replace(day=20)
    desk.do(make_promise, case_id=case.id, what="The plan.", by_on=by_on, on=TODAY, today=TODAY)
    settled(qtbot, desk)
    card = today.parts[TodoState.PROMISED]
    assert [line.words for line in card.lines.lines] == ["The plan."]
    press_button_of(card.lines, 0, qtbot)
    window.dialog.submit()
    settled(qtbot, desk)
    assert card.isHidden()


def test_what_waits_for_a_word_leads_to_its_dialog_or_its_sheet(today, window, desk, qtbot):
    case = case_of(desk, "Moss")
    key = CheckKey(case.id, "finances", None)
    card = today.parts[TodoState.WAITS]
    desk.do(receive, check=key, on=TODAY, asked_on=TODAY, seen_on=TODAY, today=TODAY)
    facts = {"worker_id": case.worker_id, "held_on": TODAY, "today": TODAY}
    desk.do(begin_supervision, **facts)
    settled(qtbot, desk)
    card.show_all()

    def pressed(act, of):
        told = [(line.act_words, f"{line.words} {line.at_right}") for line in card.lines.lines]
        (at,) = [i for i, (words, line) in enumerate(told) if words == act and of in line]
        press_button_of(card.lines, at, qtbot)
        settled(qtbot, desk)

    pressed("Outcome", "Moss")
    assert window.dialog.windowTitle() == "Outcome of a check"
    window.dialog.reject()
    desk.do(record_outcome, check=key, outcome="consider", words="A loan.", today=TODAY)
    settled(qtbot, desk)
    pressed("Decide", "Finances")
    assert window.dialog.windowTitle() == "Decision on a check"
    window.dialog.reject()
    pressed("Open", "Sign the supervision")
    assert window.place.name == "supervision"
    assert window.place.fact("supervision") == str(window.page.list.chosen().id)


def test_what_nobody_would_notice_begins_with_the_household_and_offers_what_to_do(today):
    queue = today.parts[TodoState.UNALLOCATED].lines.lines
    assert {(line.chip, line.act_words) for line in queue} == {("no worker", "Allocate")}
    assert any("Finch" in line.words for line in queue)
    quiet = today.parts[TodoState.QUIET].lines.lines
    assert all(line.chip.endswith("over") and line.act_words == "Note" for line in quiet)
    assert any("Moss" in line.words and "last on" in line.second for line in quiet)


def test_tasks_and_promises_stand_on_the_page_of_their_case(window, desk, qtbot):
    case = case_of(desk, "Moss")
    facts = {"case_id": case.id, "today": TODAY}
    desk.do(add_task, what="Ring the surgery.", due_on=TODAY, **facts)
    desk.do(make_promise, what="The plan.", by_on=TODAY, on=TODAY, **facts)
    window.go(Place("case", case.id))
    settled(qtbot, desk)
    shown = {
        button.accessibleName(): button for button in window.page.overview.findChildren(QPushButton)
    }
    assert "Kept: The plan." in shown
    shown["Done: Ring the surgery."].click()
    settled(qtbot, desk)
    names = [button.accessibleName() for button in window.page.overview.findChildren(QPushButton)]
    assert "Kept: The plan." in names
    assert window.page.shown.tasks == ()
