"""What the windows say of visits: when, of which kind, how far, and who was seen how."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from recruitment_app.casework.visit_rows import VisitPersonRow, VisitRow
from recruitment_app.rules.limits import CERTAINTIES
from recruitment_app.rules.visit_expectations import Expectation, Followed, Met
from recruitment_app.rules.visits import VisitState
from recruitment_app.ui import labels
from recruitment_app.ui.people_words import Codes, code
from recruitment_app.ui.tokens import Tint

_TINTS = {
    VisitState.PLANNED: Tint.INFORMATION,
    VisitState.TO_RECORD: Tint.DUE,
    VisitState.HELD: Tint.MET,
    VisitState.CALLED_OFF: Tint.PLAIN,
}
_MET = {Met.MET: Tint.MET, Met.PLANNED: Tint.INFORMATION, Met.OPEN: Tint.DUE}


def _said(words: str) -> str:
    return QCoreApplication.translate("visit_words", words)


def when(visit: VisitRow, today: date) -> str:
    """Return the day of a visit with its time: “Thu 20 Nov, 18:30”."""
    day = labels.near(visit.on, today) if visit.on else _said("No day yet")
    return ", ".join(filter(None, (day, visit.starts)))


def head(visit: VisitRow, codes: Codes, today: date) -> str:
    """Return what a visit is in one line: when, of which kind, where."""
    kind = code(codes, "visit_kind", visit.kind)
    return " · ".join(filter(None, (when(visit, today), kind, visit.venue)))


def state(visit: VisitRow) -> tuple[str, Tint]:
    """Return the word for how far a visit is, with its tint."""
    words = {
        VisitState.PLANNED: _said("Planned"),
        VisitState.TO_RECORD: _said("Was it held?"),
        VisitState.HELD: _said("Held"),
        VisitState.CALLED_OFF: _said("Called off"),
    }
    return words[visit.state], _TINTS[visit.state]


def people(visit: VisitRow) -> str:
    """Return who is to be seen, or was, each with whether alone."""
    if visit.state is VisitState.HELD:
        told = [_said("Seen: {people}").format(people=_named(visit.seen) or _said("nobody"))]
        missed = [row for row in visit.people if row.was_seen is False]
        if missed:
            told.append(_said("not seen: {people}").format(people=_named(missed, bare=True)))
        return "; ".join(told)
    if not visit.people:
        return _said("Nobody is named yet")
    return _said("To see: {people}").format(people=_named(visit.people))


def more(visit: VisitRow) -> str:
    """Return how long a visit took and what of it counts besides."""
    told = [
        labels.count(visit.minutes, "minute", "minutes") if visit.minutes else "",
        _said("the home was seen") if visit.home_was_seen else "",
        _said("unannounced") if visit.was_unannounced else "",
        visit.worker,
    ]
    return ", ".join(filter(None, told))


def met(row: Followed, today: date) -> tuple[str, Tint]:
    """Return the word for how far an expectation is met, with its tint."""
    if row.of and row.met is not Met.MET:
        return _said("{count} of {of}").format(count=row.count, of=row.of), _MET[row.met]
    day = labels.near(row.on, today) if row.on else ""
    words = {
        Met.MET: _said("Met {day}").format(day=day).strip(),
        Met.PLANNED: _said("Planned {day}").format(day=day).strip(),
        Met.OPEN: _said("Open"),
    }
    return words[row.met], _MET[row.met]


def basis(expectation: Expectation) -> str:
    """Return on what an expectation rests, with its source and how sure that is."""
    words = {
        "regulation": _said("Regulation"),
        "guidance": _said("Guidance"),
        "local": _said("Local practice"),
    }
    sure = CERTAINTIES[expectation.certainty]
    return f"{words[expectation.basis]}: {expectation.source} ({sure})"


def _named(rows: "list[VisitPersonRow] | tuple[VisitPersonRow, ...]", *, bare: bool = False) -> str:
    return ", ".join(
        _said("{name} alone").format(name=row.name) if row.is_alone and not bare else row.name
        for row in rows
    )
