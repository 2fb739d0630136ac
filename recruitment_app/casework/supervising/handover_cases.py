"""One case as whoever takes it over has to know it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checks.check_rows import CheckRow, case_checks
from recruitment_app.casework.choices import words_of_codes
from recruitment_app.casework.journey.delay_ledger import DelayLedger, delay_ledger
from recruitment_app.casework.reports.report_reading import report_page
from recruitment_app.casework.reports.report_rows import OutlineLine, SectionMark
from recruitment_app.casework.rows import CasePage, PersonRow
from recruitment_app.casework.today.promises import promises_of_case
from recruitment_app.casework.today.tasks import tasks_of_case
from recruitment_app.casework.visit_rows import VisitRow
from recruitment_app.casework.visiting.case_visits import case_visits
from recruitment_app.errors import Problem
from recruitment_app.rules.check_states import CheckState
from recruitment_app.rules.clocks import Clock, ClockState
from recruitment_app.rules.delay_ledger import Part
from recruitment_app.rules.ownership import OWNER_WORDS
from recruitment_app.rules.stages import STAGE_WORDS, STATUS_WORDS, Stage, long_date
from recruitment_app.rules.visits import VisitState
from recruitment_app.store.keeping import Store

if TYPE_CHECKING:
    from recruitment_app.documents.handover_pack import PackCase, PackTable

_LAST_NOTES: Final = 5
_BEFORE_CHECKS: Final = frozenset({Stage.ENQUIRY, Stage.REGISTRATION})
_WRITTEN_FROM: Final = frozenset({Stage.BREAK, Stage.STAGE_TWO, Stage.PANEL, Stage.DECISION})
_UNFINISHED: Final = frozenset({SectionMark.EMPTY, SectionMark.BEGUN})
_IN_HAND: Final = frozenset({ClockState.RUNNING, ClockState.LATE})
_VISITS: Final[Mapping[VisitState, str]] = {
    VisitState.PLANNED: "Planned",
    VisitState.TO_RECORD: "To be recorded",
    VisitState.HELD: "Held",
    VisitState.CALLED_OFF: "Called off",
}
_CHECKS: Final[Mapping[CheckState, str]] = {
    CheckState.TO_ASK: "To be asked for",
    CheckState.ASKED: "Asked for",
    CheckState.CHASED: "Chased",
    CheckState.RECEIVED: "Received, outcome to be recorded",
    CheckState.TO_DECIDE: "Manager to decide",
    CheckState.RUN_OUT: "Run out",
}
_MARKS: Final[Mapping[SectionMark, str]] = {
    SectionMark.EMPTY: "Empty",
    SectionMark.BEGUN: "Begun",
}


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What is read of a case; what who is signed in may not read is not among it."""

    page: CasePage
    codes: Mapping[str, Mapping[str, str]]
    ledger: DelayLedger
    checks: tuple[CheckRow, ...]
    visits: tuple[VisitRow, ...]
    unfinished: tuple[OutlineLine, ...]
    report: str


def pack_case(store: Store, *, case_id: UUID, today: date) -> "PackCase":
    """Gather one case of a handover pack.

    Raises:
        Problem: there is no such case that this person may see.

    """
    from recruitment_app.documents.handover_pack import PackCase  # noqa: PLC0415 - reportlab

    page = case_page(store, case_id=case_id, today=today)
    lines, report = _report(store, page)
    told = _Gathered(
        page=page,
        codes=words_of_codes(store),
        ledger=delay_ledger(store, case_id=page.id, today=today),
        checks=tuple(
            row
            for row in case_checks(store, case_id=page.id, today=today)
            if _is_open(row, page.stage)
        ),
        visits=tuple(
            row
            for row in case_visits(store, case_id=page.id, today=today).visits
            if row.state in {VisitState.PLANNED, VisitState.TO_RECORD} or row.has_open_follow_up
        ),
        unfinished=lines,
        report=report,
    )
    promises = [row for row in promises_of_case(store, case_id=page.id) if row.kept_on is None]
    tasks = [row for row in tasks_of_case(store, case_id=page.id) if row.done_on is None]
    running = [clock for clock in page.clocks if clock.state in _IN_HAND and not clock.met_on]
    due = [clock.due_on for clock in running if clock.due_on is not None]
    return PackCase(
        reference=page.reference,
        household=page.title,
        stage=page.stage,
        due_on=min(due, default=None),
        open_things=(len(told.checks), len(told.visits), len(promises), len(tasks)),
        facts=_facts(told),
        tables=(
            _clocks(running),
            _table(
                "Promises",
                ("What they were told", "By", "Told on", "By whom"),
                (0.46, 0.17, 0.17, 0.2),
                [
                    (row.what, long_date(row.by_on), long_date(row.promised_on), row.promised_by)
                    for row in promises
                ],
                "No promise is open.",
            ),
            _table(
                "Tasks",
                ("What", "Whose", "Due"),
                (0.6, 0.2, 0.2),
                [(row.what, row.worker, _day(row.due_on)) for row in tasks],
                "No task is open.",
            ),
            _checks(told.checks),
            _visits(told.visits, told.codes),
            _headings(told),
            _delays(told.ledger),
            _contacts(page.people, told.codes),
            _notes(told),
        ),
    )


def _is_open(row: CheckRow, stage: Stage) -> bool:
    """Say whether somebody has still to do something about a check.

    Before Stage One only those that were begun all the same.
    """
    is_due = row.is_required and stage not in _BEFORE_CHECKS
    return row.is_lacking and (is_due or row.check_id is not None)


def _report(store: Store, page: CasePage) -> tuple[tuple[OutlineLine, ...], str]:
    """Return the headings of the report that are not finished, and where the report stands."""
    try:
        report = report_page(store, case_id=page.id)
    except Problem as problem:
        if page.stage in _WRITTEN_FROM:
            return (), str(problem)
        is_early = page.stage in {*_BEFORE_CHECKS, Stage.STAGE_ONE}
        return (), "The report is not due yet." if is_early else "No report is written here."
    if report.is_frozen:
        return (), f"Version {report.number} of the report is issued."
    lines = [line for line in report.lines if line.mark in _UNFINISHED and not line.is_left_over]
    return tuple(lines), f"Every heading of version {report.number} is written."


def _facts(told: _Gathered) -> tuple[tuple[str, str], ...]:
    page = told.page
    notified = [part for part in told.ledger.parts if part.part in {Part.STAGE_ONE, Part.STAGE_TWO}]
    days = "\n".join(
        f"{part.words}: {part.days} days, of which "
        + ", ".join(f"{OWNER_WORDS[owner]} {number}" for owner, number in part.by_owner.items())
        for part in notified
    )
    named = (
        ("Stage", f"{STAGE_WORDS[page.stage]} \u00b7 {STATUS_WORDS[page.status]}"),
        ("What is happening", page.summary),
        ("Enquiry", long_date(page.opened_on)),
        ("Worker", page.worker or "Not allocated"),
        ("Whose time it was", days),
        ("To be put right", "\n".join(page.faults)),
    )
    return tuple((name, value) for name, value in named if value)


def _clocks(running: Iterable[Clock]) -> "PackTable":
    rows = [
        (
            clock.limit.title,
            _day(clock.trigger_on),
            _day(clock.due_on),
            _left(clock),
        )
        for clock in sorted(running, key=lambda each: each.due_on or date.max)
    ]
    headings = ("Limit", "Began", "Due", "How it stands")
    return _table("Clocks", headings, (0.4, 0.19, 0.19, 0.22), rows, "No clock is running.")


def _left(clock: Clock) -> str:
    if clock.days_left is None:
        return "Running"
    days = abs(clock.days_left)
    words = f"{days} day" if days == 1 else f"{days} days"
    return f"{words} late" if clock.days_left < 0 else f"{words} left"


def _checks(rows: Iterable[CheckRow]) -> "PackTable":
    """Return the checks; those that nobody has asked for yet, one line for each kind."""
    told: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        title = f"{row.title}, {row.key.about}" if row.key.about else row.title
        waits = "" if row.waiting_days is None else str(row.waiting_days)
        days = (_day(row.asked_on), _day(row.chased_on), waits)
        line = (title, _CHECKS[row.state], *days)
        told.setdefault(line, []).append(row.person or "The household")
    lines = [(line[0], ", ".join(dict.fromkeys(whom)), *line[1:]) for line, whom in told.items()]
    headings = ("Check", "Of whom", "State", "Asked for", "Last chased", "Days")
    shares = (0.25, 0.2, 0.18, 0.15, 0.15, 0.07)
    return _table("Checks and references", headings, shares, lines, "No check is outstanding.")


def _visits(rows: Iterable[VisitRow], codes: Mapping[str, Mapping[str, str]]) -> "PackTable":
    told = [
        (
            f"{_day(row.on)} {row.starts}".strip(),
            codes["visit_kind"].get(row.kind, row.kind),
            _VISITS[row.state],
            row.focus if row.held_on is None else "",
            f"{row.follow_up} ({_day(row.follow_up_on)})" if row.has_open_follow_up else "",
        )
        for row in rows
    ]
    headings = ("When", "Kind", "State", "For what", "To follow up")
    shares = (0.18, 0.16, 0.14, 0.26, 0.26)
    return _table("Visits", headings, shares, told, "No visit is planned or to be followed up.")


def _headings(told: _Gathered) -> "PackTable":
    rows = [
        (line.number, line.title, line.person_name, _MARKS[line.mark]) for line in told.unfinished
    ]
    return _table(
        "Unfinished headings of the report",
        ("No.", "Heading", "For whom", "State"),
        (0.1, 0.5, 0.25, 0.15),
        rows,
        told.report,
    )


def _delays(ledger: DelayLedger) -> "PackTable":
    rows = [
        (
            each.what,
            _day(each.begins),
            _day(each.due_on or each.ends),
            each.reason,
            ", ".join(each.lacking),
        )
        for each in ledger.delays
        if each.lacking or (each.ends is None and each.due_on is None)
    ]
    headings = ("Delay", "From", "To", "Reason", "Still to be recorded")
    shares = (0.24, 0.16, 0.16, 0.2, 0.24)
    nothing = "No hold or wait goes on, and no record of a delay lacks anything."
    return _table("Holds, waits and extensions", headings, shares, rows, nothing)


def _contacts(people: Iterable[PersonRow], codes: Mapping[str, Mapping[str, str]]) -> "PackTable":
    rows = []
    for person in people:
        reached = "\n".join(
            f"{row.value} ({row.remark})" if row.remark else row.value for row in person.contacts
        )
        if not reached and person.standing != "applicant":
            continue
        now = next((row for row in person.addresses if not row.ends), None)
        home = ", ".join(part for part in (now.lines, now.postcode) if part) if now else ""
        who = person.standing.replace("_", " ").capitalize()
        rows.append(
            (
                person.name,
                codes["relationship"].get(person.relation, person.relation) or who,
                reached,
                home,
            )
        )
    headings = ("Who", "What to the household", "Reached at", "Address")
    shares = (0.22, 0.2, 0.28, 0.3)
    return _table("Contacts", headings, shares, rows, "Nobody can be reached yet.")


def _notes(told: _Gathered) -> "PackTable":
    rows = [
        (
            long_date(note.on),
            told.codes["note_kind"].get(note.kind, note.kind),
            note.text,
            note.written_by,
        )
        for note in told.page.notes[:_LAST_NOTES]
    ]
    headings = ("When", "What", "Note", "By whom")
    return _table("Latest notes", headings, (0.17, 0.15, 0.5, 0.18), rows, "There is no note yet.")


def _table(
    title: str,
    headings: tuple[str, ...],
    shares: tuple[float, ...],
    rows: Iterable[tuple[str, ...]],
    nothing: str,
) -> "PackTable":
    from recruitment_app.documents.handover_pack import PackTable  # noqa: PLC0415 - reportlab

    return PackTable(title, headings, shares, tuple(rows), nothing)


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.day} {day:%b %Y}"
