"""Checks 3 to 8 once more, against what is recorded of checks and referees, where anything is.

What a confidential check says is in no finding: only that it is not finished.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from recruitment_app.rules.check_gates import HEALTH_REPORT, OFFENCE_TEST
from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.check_states import WAITING, CheckState
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.recorded_checks import RecordedCheck, RecordedReferee
from recruitment_app.rules.report_findings import Finding, Severity, found, recorded
from recruitment_app.rules.report_record import ReportRecord
from recruitment_app.rules.report_sections import CHECKS_DONE, HEALTH, REFEREES
from recruitment_app.rules.timescales import months_after

INTERVIEWED_LEAST: Final = 3
"""Adoption Agencies Regulations 2005, Schedule 4, Part 1, and regulation 26."""
RELATIVES_MOST: Final = 1
_SUMMARY: Final = "medical_summary"
_DBS: Final = "dbs"
_REFERENCE: Final = "reference"
_PLACE: Final = "checks and references of the case"
_UNFINISHED: Final = {
    CheckState.TO_ASK: "was never asked for",
    CheckState.ASKED: "has not come back",
    CheckState.CHASED: "has not come back",
    CheckState.RECEIVED: "came, and its outcome is not recorded",
    CheckState.TO_DECIDE: "is not finished",
    CheckState.UNSUITABLE: "is not finished",
}


def enough_referees_recorded(record: ReportRecord) -> Iterator[Finding]:
    """Check 3: three of the referees recorded were interviewed, one at most is a relative."""
    if not record.referees:
        return
    seen = [each for each in record.referees if each.interviewed_on]
    if len(seen) < INTERVIEWED_LEAST:
        unseen = [each.initials for each in record.referees if not each.interviewed_on]
        told = f"No interview with: {', '.join(unseen)}" if unseen else "Nobody else is named"
        yield found(
            3,
            Severity.BLOCKING,
            f"{len(seen)} of the referees recorded were interviewed; three are wanted at least.",
            [recorded(_all(record.referees), _PLACE), recorded(told, _PLACE)],
            section=REFEREES,
            about=["recorded", str(len(seen))],
        )
    relatives = [each for each in record.referees if each.is_relative]
    if len(relatives) > RELATIVES_MOST:
        yield found(
            3,
            Severity.BLOCKING,
            f"{len(relatives)} of the referees recorded are relatives; one may be.",
            [recorded(_all(relatives), _PLACE), recorded("One relative at most", "regulations")],
            section=REFEREES,
            about=["recorded", "relatives"],
        )


def referees_recorded_know_them(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 4: known long enough, knowing both; each interview confirmed, then weighed."""
    if not record.referees:
        return
    wanted = settings.number("known_years")
    known = [each.known_since for each in record.referees if each.known_since]
    if known and max(since.ages(record.today)[1] for since in known) < wanted:
        yield found(
            4,
            Severity.REASON,
            f"No referee recorded has known the applicants for {wanted} years.",
            [
                recorded(_all(record.referees), _PLACE),
                recorded(f"The longest since {min(known).shown}", _PLACE),
            ],
            section=REFEREES,
            about=["recorded", "years"],
        )
    both, wanted = (
        [each for each in record.referees if not each.knows],
        settings.number("know_both"),
    )
    if record.is_couple and len(both) < wanted:
        yield found(
            4,
            Severity.REASON,
            f"{len(both)} of the referees recorded know both applicants; {wanted} are looked for.",
            [
                recorded(_all(record.referees), _PLACE),
                recorded(f"Both: {_all(both) or 'nobody'}", _PLACE),
            ],
            section=REFEREES,
            about=["recorded", "both"],
        )
    for each in record.referees:
        yield from _interview(each)


def _interview(referee: RecordedReferee) -> Iterator[Finding]:
    if referee.interviewed_on is None or (referee.confirmed_on and referee.weighed_on):
        return
    lacking = []
    if referee.confirmed_on is None:
        lacking.append("that the referee confirmed it")
    if referee.weighed_on is None:
        lacking.append("the weight that you give it")
    yield found(
        4,
        Severity.REASON,
        f"Of the interview with {referee.initials} it is not recorded {' nor '.join(lacking)}.",
        [
            recorded(
                f"Interview with {referee.initials}, {_shown(referee.interviewed_on)}", _PLACE
            ),
            recorded("Not recorded", _PLACE),
        ],
        section=REFEREES,
        about=["recorded", referee.initials, *lacking],
    )


def medical_summary_recorded(record: ReportRecord) -> Iterator[Finding]:
    """Check 5: the medical adviser's summary came, and is no older than what it sums up."""
    for person in record.applicants:
        health = _one(record, HEALTH_REPORT, person.key)
        summary = _one(record, _SUMMARY, person.key)
        if health is None or health.dated_on is None or summary is None:
            continue
        if summary.state is CheckState.NOT_NEEDED:
            continue
        if summary.dated_on is None:
            yield found(
                5,
                Severity.BLOCKING,
                f"The medical adviser's summary on {person.name} is not recorded as received.",
                [
                    recorded(f"Health report of {_shown(health.dated_on)}", _PLACE),
                    recorded("No summary", _PLACE),
                ],
                section=HEALTH,
                about=["recorded", person.key],
            )
        elif summary.dated_on < health.dated_on:
            yield found(
                5,
                Severity.BLOCKING,
                f"The medical adviser's summary of {_shown(summary.dated_on)} on {person.name} is"
                f" older than the health report of {_shown(health.dated_on)} that it sums up.",
                [
                    recorded(f"Summary of {_shown(summary.dated_on)}", _PLACE),
                    recorded(f"Health report of {_shown(health.dated_on)}", _PLACE),
                ],
                section=HEALTH,
                about=["recorded", person.key, str(summary.dated_on), str(health.dated_on)],
            )


def health_report_recorded(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 6: no health report recorded is older at panel than it may be."""
    yield from _old(
        record, HEALTH_REPORT, 6, settings.number("health_report_months"), "health report"
    )


def certificates_recorded(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 7: a DBS certificate came of every adult, and none is older than it may be."""
    wanted = [check for check in record.checks if check.kind == _DBS]
    if any(check.state is not CheckState.TO_ASK for check in wanted):
        for check in wanted:
            if check.received_on is None and check.state is not CheckState.NOT_NEEDED:
                yield found(
                    7,
                    Severity.BLOCKING,
                    f"No DBS certificate of {check.person_name} is recorded as received.",
                    [
                        recorded(f"{check.person_name}, an adult of the household", _PLACE),
                        recorded(_asked(check), _PLACE),
                    ],
                    section=CHECKS_DONE,
                    about=["recorded", check.person],
                )
    yield from _old(record, _DBS, 7, settings.number("certificate_months"), "DBS certificate")


def answers_recorded(record: ReportRecord) -> Iterator[Finding]:
    """Check 8: every check that a rule asks for is finished and holds until panel."""
    unfinished: dict[tuple[str, str], list[RecordedCheck]] = defaultdict(list)
    for check in record.checks:
        is_told = check.kind == _DBS and check.received_on is None  # by check 7
        if check.state in _UNFINISHED and not is_told:
            unfinished[check.title, _UNFINISHED[check.state]].append(check)
        if check.holds_until and check.holds_until < record.panel_or_today:
            yield _run_out(record, check)
    for (title, what), checks in unfinished.items():
        barred = any(
            check.kind == OFFENCE_TEST and check.state is CheckState.UNSUITABLE for check in checks
        )
        whose = ", ".join(filter(None, (check.whose for check in checks)))
        yield found(
            8,
            Severity.BLOCKING if barred else Severity.REASON,
            f"The check “{title}”{f' ({whose})' if whose else ''} {what}.",
            [
                recorded(f"{title}: {whose or 'the household'}", _PLACE),
                recorded(_asked(checks[0]), _PLACE),
            ],
            section=CHECKS_DONE,
            about=["recorded", title, what, *(check.person + check.about for check in checks)],
        )


def _run_out(record: ReportRecord, check: RecordedCheck) -> Finding:
    day = record.panel_or_today
    until = _shown(check.holds_until)
    whose = f" ({check.whose})" if check.whose else ""
    return found(
        8,
        Severity.REASON,
        f"The check “{check.title}”{whose} holds until {until}, and no longer on {_shown(day)}.",
        [
            recorded(f"{check.title}, until {until}", _PLACE),
            recorded(_shown(day), "panel" if record.dates.panel == day else "today"),
        ],
        section=CHECKS_DONE,
        about=["runs out", check.kind, check.person, check.about, str(check.holds_until)],
    )


def _old(record: ReportRecord, kind: str, number: int, months: int, what: str) -> Iterator[Finding]:
    day = record.panel_or_today
    for check in record.checks:
        if check.kind != kind or check.dated_on is None:
            continue
        if months_after(check.dated_on, months) < day:
            yield found(
                number,
                Severity.REASON,
                f"The {what} of {check.person_name} that is recorded is of"
                f" {_shown(check.dated_on)}, older than {months} months on {_shown(day)}.",
                [
                    recorded(f"{check.title} of {_shown(check.dated_on)}", _PLACE),
                    recorded(_shown(day), "panel" if record.dates.panel == day else "today"),
                ],
                section=CHECKS_DONE,
                about=["recorded", check.person, str(check.dated_on)],
            )


def _one(record: ReportRecord, kind: str, person: str) -> RecordedCheck | None:
    return next(
        (check for check in record.checks if check.kind == kind and check.person == person), None
    )


def _asked(check: RecordedCheck) -> str:
    if check.asked_on is None:
        return "Not asked for"
    waits = ", nothing came" if check.state in WAITING else ""
    return f"Asked for on {_shown(check.asked_on)}{waits}"


def _all(referees: Iterable[RecordedReferee]) -> str:
    return ", ".join(each.initials for each in referees)


def _shown(day: date | None) -> str:
    return PartialDate.of(day).shown if day else ""
