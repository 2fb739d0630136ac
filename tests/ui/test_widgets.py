from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from recruitment_app.drawings.shapes import Anchor, Circle, Colour, Drawing, Line, Text
from recruitment_app.errors import Problem
from recruitment_app.rules.stages import EventKind, Stage, Status
from recruitment_app.rules.values import read_date
from recruitment_app.ui import labels
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.chart_view import ChartView
from recruitment_app.ui.widgets.chip import Chip
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.clock_bar import ClockBar, ClockShown
from recruitment_app.ui.widgets.date_box import DateBox
from recruitment_app.ui.widgets.empty_state import EmptyState
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.owner_strip import OwnerStrip
from recruitment_app.ui.widgets.stepper import Stepper, StepShown, StepState
from recruitment_app.ui.widgets.toast import Toast
from tests.ui.conftest import TODAY

COLOURS = [("Red", 1), ("Dark red", 2), ("Green", 3)]


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def date_box(qtbot) -> DateBox:
    return shown(qtbot, DateBox(lambda typed: read_date(typed, today=TODAY), today=TODAY))


@pytest.mark.parametrize("typed", ["3/3/14", "3 mar", "3 March 2014", "2014-03-03"])
def test_a_date_is_read_as_people_type_it_and_shown_as_it_was_understood(date_box, qtbot, typed):
    qtbot.keyClicks(date_box, typed)
    qtbot.keyClick(date_box, Qt.Key.Key_Return)
    assert date_box.day() == date(2014, 3, 3)
    assert date_box.text() == "3 March 2014"


def test_words_that_are_no_date_stay_as_they_are_and_say_why(date_box, qtbot):
    qtbot.keyClicks(date_box, "whenever")
    qtbot.keyClick(date_box, Qt.Key.Key_Return)
    assert date_box.text() == "whenever"
    with pytest.raises(Problem):
        date_box.day()


def test_an_empty_field_is_no_date(date_box):
    assert date_box.day() is None


def test_a_needed_date_may_not_be_missing(qtbot):
    box = DateBox(lambda typed: read_date(typed, today=TODAY), today=TODAY, needed=True)
    qtbot.addWidget(box)
    with pytest.raises(Problem):
        box.day()


def test_alt_down_opens_the_calendar_at_the_typed_day_and_a_day_is_picked(date_box, qtbot):
    date_box.setText("3 mar")
    qtbot.keyClick(date_box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = date_box.calendar
    assert calendar.selectedDate() == QDate(2014, 3, 3)
    calendar.activated.emit(QDate(2014, 3, 5))
    assert date_box.text() == "5 March 2014"
    assert date_box.calendar is None


def turn_wheel(widget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by its place only
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_never_changes_a_choice(qtbot):
    choice = shown(qtbot, Choice(COLOURS))
    choice.choose(1)
    turn_wheel(choice)
    assert choice.value() == 1


def test_typing_chooses_whatever_its_case(qtbot):
    choice = shown(qtbot, Choice(COLOURS, none="Choose"))
    choice.setFocus()
    choice.lineEdit().selectAll()
    qtbot.keyClicks(choice.lineEdit(), "green")
    qtbot.keyClick(choice.lineEdit(), Qt.Key.Key_Return)
    assert choice.value() == 3


def test_typing_offers_whatever_holds_the_words(qtbot):
    choice = shown(qtbot, Choice(COLOURS))
    choice.completer().setCompletionPrefix("red")
    model = choice.completer().completionModel()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Red", "Dark red"]


def test_words_that_are_not_on_offer_choose_nothing(qtbot):
    choice = shown(qtbot, Choice(COLOURS))
    choice.setEditText("Blue")
    assert choice.value() is None
    assert choice.is_unknown


def test_a_choice_keeps_its_value_when_the_offers_change(qtbot):
    choice = shown(qtbot, Choice(COLOURS))
    choice.choose(3)
    choice.offer([("Green", 3), ("Blue", 4)])
    assert choice.value() == 3


@pytest.fixture
def form(qtbot) -> Form:
    made = Form()
    made.ask("name", "&Name", QLineEdit())
    made.ask("note", "N&ote", QPlainTextEdit())
    made.button("&Save")
    return shown(qtbot, made)


def test_a_problem_stands_beside_its_field_which_takes_the_focus(form):
    form.show_problem(Problem("Enter a name.", field="name"))
    field = form.field("name")
    assert field.error.isVisible()
    assert field.error.text() == "Enter a name."
    assert field.control.hasFocus()
    assert field.control.accessibleDescription() == "Enter a name."
    form.clear_problems()
    assert not field.error.isVisible()
    assert not form.has_problems()


def test_a_problem_of_no_field_stands_above_them_all(form):
    form.show_problem(Problem("Not today.", field="elsewhere"))
    assert form.summary.text() == "Not today."
    assert form.has_problems()


def test_the_first_of_several_problems_is_focused(form):
    form.show_problems({"note": "Write a note.", "name": "Enter a name."})
    assert form.field("name").control.hasFocus()


def test_tab_leaves_a_box_of_text(form):
    assert form.field("note").control.tabChangesFocus()


def test_a_mnemonic_leads_to_its_field(form, qtbot):
    form.field("name").control.setFocus()
    qtbot.keyClick(form, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    assert form.field("note").control.hasFocus()


def test_enter_in_a_line_submits_and_control_enter_in_a_box(form, qtbot):
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(form.field("name").control, Qt.Key.Key_Return)
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(
            form.field("note").control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )


def test_a_clock_says_its_day_its_rule_and_its_source(qtbot):
    bar = shown(
        qtbot,
        ClockBar(
            ClockShown("Stage One", 34, 61, Tint.BRAND, date(2014, 12, 11), "2 months", "reg 27")
        ),
    )
    assert bar.accessibleName() == "Stage One, day 34 of 61"
    assert bar.toolTip() == "2 months\nreg 27\nDue on 11 December 2014."


def test_a_clock_without_a_figure_says_only_its_day():
    clock = ClockShown("Plan", 3, None, Tint.BRAND, None, "No figure", "")
    assert clock.words == "day 3"
    assert clock.explained.endswith("No due date.")


def test_a_strip_tells_whose_time_it_was_in_words(qtbot):
    strip = shown(qtbot, OwnerStrip({"agency": 40, "applicant": 1}))
    assert strip.accessibleName() == (
        "Whose time: Agency 40 days, Applicant 1 day, Third party 0 days"
    )


def test_the_journey_is_told_step_by_step(qtbot):
    stepper = shown(
        qtbot,
        Stepper(
            [
                StepShown("Enquiry", "3 Mar", StepState.DONE),
                StepShown("Stage One", "6 May", StepState.CURRENT),
                StepShown("Panel", "", StepState.NEXT),
            ]
        ),
    )
    assert stepper.accessibleDescription() == (
        "Enquiry, done, 3 Mar; Stage One, current, 6 May; Panel, next"
    )


def test_a_chip_is_never_a_colour_alone(qtbot):
    assert shown(qtbot, Chip("4 days late", Tint.LATE)).accessibleName() == "4 days late"


def test_an_empty_place_has_one_sentence_and_one_button(qtbot):
    empty = shown(qtbot, EmptyState("No note has been written.", "Add &note"))
    with qtbot.waitSignal(empty.wished):
        empty.button.click()
    assert empty.accessibleName() == "No note has been written."


def test_undo_in_a_toast_runs_the_correcting_act_once(qtbot):
    parent = shown(qtbot, QLineEdit())
    parent.resize(600, 400)
    toast = Toast(parent)
    undone = []
    toast.say("Closed.", lambda: undone.append(True))
    toast.undo_button.click()
    toast.undo_button.click()
    assert undone == [True]
    assert not toast.isVisible()


def test_a_toast_without_a_way_back_offers_none(qtbot):
    parent = shown(qtbot, QLineEdit())
    toast = Toast(parent)
    toast.say("Approved.")
    assert not toast.undo_button.isVisible()


def test_a_chart_is_laid_out_for_its_room_and_told_in_words(qtbot):
    def draw(width: float, height: float) -> Drawing:
        shapes = (
            Line("axis", 0, height, width, height, Colour.LINE, dash=(2, 1)),
            Circle("now", 5, 5, 3, Colour.BRAND, Colour.CARD),
            Text("words", width, 10, "11", Colour.INK, 9, anchor=Anchor.END),
        )
        return Drawing(width, height, shapes, "Eleven approved.")

    chart = shown(qtbot, ChartView("Approvals"))
    chart.show_drawing(draw)
    chart.resize(640, 300)
    assert chart.accessibleDescription() == "Eleven approved."
    before = chart.drawing.width
    chart.resize(800, 300)
    assert chart.drawing.width > before
    assert not chart.grab().isNull()


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_words(stage):
    assert labels.stage(stage)


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_words_and_a_tint(status):
    assert labels.status(status)
    assert labels.status_tint(status) in Tint


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_step_has_words(kind):
    assert labels.event(kind)


def test_dates_are_long_in_text_and_short_in_tables():
    assert labels.in_text(TODAY) == "14 November 2014"
    assert labels.in_table(TODAY) == "14 Nov 2014"
    assert labels.with_weekday(TODAY) == "Friday 14 November 2014"
    assert labels.near(date(2014, 11, 17), TODAY) == "Mon 17 Nov"
    assert labels.near(date(2015, 1, 2), TODAY) == "Fri 2 Jan 2015"
    assert labels.late_by(1) == "1 day late"
