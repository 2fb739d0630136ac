"""What is due and what runs, as the lines of Today."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from recruitment_app.casework.today.todo_rows import ClockLine, TodoRow
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.todo import Matter, TodoState
from recruitment_app.ui import labels
from recruitment_app.ui.check_places import TAB, dialog_of, line_of, many_of
from recruitment_app.ui.letter_places import letters_of
from recruitment_app.ui.places import Place
from recruitment_app.ui.tokens import Tint
from recruitment_app.ui.widgets.line_list import Line

SOON_DAYS = 14
NEARLY_DUE = 0.75
LAPSED_WORDS = {
    "T11": "The time to notify the agency to proceed has passed",
    "T14": "The time for observations on the report has passed",
    "T21": "The time for representations or review has passed",
}
CLOCK_NAMES = {
    "T01a": "Information",
    "T02": "Session or visit",
    "T06": "Registration",
    "T08": "Stage One",
    "T11": "Six-month break",
    "T13": "Stage Two",
    "T21": "Determination",
    "T30": "Fast track",
}


def _said(words: str) -> str:
    return QCoreApplication.translate("today", words)


ACT_WORDS = {
    "chase_checks": "Chase",
    "ask_again": "Ask again",
    "record_outcome": "Outcome",
    "decide_on_check": "Decide",
    "sign_supervision": "Open",
    "record_visit": "Record",
    "finish_follow_up": "Done",
    "finish_place_follow_up": "Done",
    "keep_promise": "Kept",
    "mark_letter_sent": "Sent",
    "finish_task": "Done",
    "add_task": "Plan",
    "add_note": "Note",
    "allocate": "Allocate",
}
"""The button of a line, by its act; that of a clock records a step."""
AT_ONCE = frozenset({"finish_task", "finish_follow_up", "finish_place_follow_up"})
"""The acts that ask nothing: they are done where they are offered, and undone from the toast."""
_UNNOTICED = frozenset({TodoState.QUIET, TodoState.NO_NEXT_ACTION, TodoState.UNALLOCATED})
"""The sections whose heading says what is the matter: their lines begin with the household."""
_TABS = {
    Matter.CHECKS: TAB,
    Matter.VALIDITY: TAB,
    Matter.OUTCOME: TAB,
    Matter.VISIT: "visits",
    Matter.FOLLOW_UP: "visits",
    Matter.QUIET: "file",
}
"""The part of the case where a matter is dealt with; any other on the first."""


def due_line(row: TodoRow, today: date) -> Line:
    """Return what is late, due next, promised or unnoticed as a line with its act."""
    chip, tint = _chip(row, today)
    act = act_place(row)
    words, second, at_right = row.what, row.why, row.title
    quiet = " · ".join(part for part in (row.reference, row.worker) if part)
    if row.state is TodoState.LAPSED:
        words = _said(LAPSED_WORDS.get(row.limit_id, words))
    elif row.state in _UNNOTICED:
        words, at_right, quiet = row.title, row.reference, row.worker
    return Line(
        _place(row),
        words,
        second,
        at_right,
        chip,
        tint,
        quiet=quiet,
        explained=f"{row.what}\n{row.why}" if row.why else row.what,
        act=act,
        act_words=_said(ACT_WORDS.get(row.act, "Record")) if act else "",
    )


def _chip(row: TodoRow, today: date) -> tuple[str, Tint]:
    """Return how a line stands, in a word or two and its tint."""
    if row.since is not None:
        return _said("since {day}").format(day=labels.near(row.since, today)), Tint.DUE
    if row.due_on is None:
        if row.state is TodoState.UNALLOCATED:
            return _said("no worker"), Tint.DUE
        return _said("no date"), Tint.PLAIN
    day, left = labels.near(row.due_on, today), (row.due_on - today).days
    soon = Tint.DUE if left <= SOON_DAYS // 2 else Tint.INFORMATION
    chips = {
        TodoState.OVERDUE: (labels.late_by(row.days_late), Tint.LATE),
        TodoState.LAPSED: (_said("ended {day}").format(day=day), Tint.PLAIN),
        TodoState.QUIET: (_over(row.days_late), Tint.DUE),
        TodoState.RUNS_OUT: (day, Tint.LATE if left < 0 else Tint.DUE),
    }
    return chips.get(row.state, (_said("today") if left == 0 else day, soon))


def _over(days: int) -> str:
    return _said("{days} over").format(days=labels.count(days, "day", "days"))


def _place(row: TodoRow) -> Place:
    """Return where a line is dealt with."""
    if row.matter is Matter.SIGNATURE:
        return _supervision(row)
    if row.matter is Matter.LETTER and row.case_id is not None:
        return letters_of(row.case_id, row.record_id)
    if row.case_id is None:
        return Place("task", facts={"task": str(row.record_id)})
    if len(row.checks) == 1:
        return line_of(row.checks[0])
    tab = _TABS.get(row.matter, "")
    return Place("case", row.case_id, {"tab": tab} if tab else {})


def act_place(row: TodoRow) -> Place | None:
    """Return what the button of a line leads to; an act of ``AT_ONCE`` is done by the page."""
    if not row.act:
        return None
    made = _ACTS.get(row.act)
    return made(row) if made else Place("act", row.case_id, {"act": row.act})


def _supervision(row: TodoRow) -> Place:
    return Place("supervision", facts={"supervision": str(row.record_id)})


def _at(name: str, fact: str) -> Callable[[TodoRow], Place]:
    """Return what leads to a place that is told the record of a line."""
    return lambda row: Place(name, row.case_id, {fact: str(row.record_id)})


_ACTS: Final[Mapping[str, Callable[[TodoRow], Place]]] = {
    "finish_task": _at("finish_task", "record"),
    "finish_follow_up": _at("finish_follow_up", "record"),
    "finish_place_follow_up": _at("finish_place_follow_up", "record"),
    "keep_promise": _at("keep_promise", "promise"),
    "mark_letter_sent": _at("letter_sent", "letter"),
    "record_visit": _at("hold_visit", "visit"),
    "add_task": lambda row: Place("task", row.case_id),
    "add_note": lambda row: Place("case", row.case_id, {"tab": "file", "write": "note"}),
    "chase_checks": lambda row: many_of("chase", row.checks),
    "record_outcome": lambda row: dialog_of("check_judge", row.checks[0]),
    "decide_on_check": lambda row: dialog_of("check_decide", row.checks[0]),
    "sign_supervision": _supervision,
    "ask_again": lambda row: dialog_of("check_ask", row.checks[0]),
}
"""Where an act is done that is no step of the journey."""


def clock_line(row: ClockLine) -> Line:
    """Return a case of mine with the clock that it is measured by."""
    filled = row.day / row.of if row.of else 1.0
    tint, remark = Tint.BRAND, row.remark
    if row.state is ClockState.LATE:
        tint = Tint.LATE
        remark = remark or labels.late_by(-row.days_left)
    elif row.state is ClockState.LAPSED:
        tint = Tint.PLAIN
        remark = remark or _said("time has passed")
    elif filled >= NEARLY_DUE:
        tint = Tint.DUE
    left = labels.count(max(row.days_left, 0), "day left", "days left")
    return Line(
        Place("case", row.case_id),
        row.title,
        _said(CLOCK_NAMES.get(row.limit_id, row.what)),
        _said("day {day} of {of}").format(day=row.day, of=row.of),
        tint=tint,
        filled=filled,
        quiet=remark,
        beside=row.reference,
        explained=f"{row.what}\n{left}",
    )
