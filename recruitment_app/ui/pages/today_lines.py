"""What is due and what runs, as the lines of Today."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from recruitment_app.casework.rows import ClockLine, DueRow
from recruitment_app.rules.clocks import ClockState
from recruitment_app.ui import labels
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


def due_line(row: DueRow, today: date) -> Line:
    """Return a clock that is late, has lapsed or is due next as a line."""
    words = row.what
    if row.state is ClockState.LATE:
        chip, tint = labels.late_by(row.days_late), Tint.LATE
    elif row.state is ClockState.LAPSED:
        chip = _said("ended {day}").format(day=labels.near(row.due_on, today))
        tint = Tint.PLAIN
        words = _said(LAPSED_WORDS.get(row.limit_id, words))
    else:
        left = (row.due_on - today).days
        chip = _said("today") if left == 0 else labels.near(row.due_on, today)
        tint = Tint.DUE if left <= SOON_DAYS // 2 else Tint.INFORMATION
    rule = f"{row.rule} · {row.source}"
    return Line(
        Place("case", row.case_id),
        words,
        rule,
        row.title,
        chip,
        tint,
        quiet=f"{row.reference} · {row.worker}" if row.worker else row.reference,
        explained=f"{row.what}\n{row.rule}\n{row.source}",
    )


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
