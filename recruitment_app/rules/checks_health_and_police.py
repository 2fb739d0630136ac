"""Checks 5 to 8: the medical adviser's summary, the health report, DBS certificates, answers due.

They are read from the report's own list of checks and from what the sections say, and from what
is recorded of checks (checks_recorded).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from recruitment_app.rules import checks_recorded
from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.prose_dates import WrittenDate, dates_in
from recruitment_app.rules.report_findings import (
    Evidence,
    Finding,
    Severity,
    found,
    quoted,
    recorded,
)
from recruitment_app.rules.report_prose import is_named, sentences_of
from recruitment_app.rules.report_record import ReportPerson, ReportRecord, ReportSection
from recruitment_app.rules.report_sections import CHECKS_DONE, FORMER_PARTNERS, HEALTH
from recruitment_app.rules.timescales import months_after
from recruitment_app.rules.typed_cells import date_in

ADULT: Final = 18
_ADVISER: Final = re.compile(r"\bmedical advis[eo]r", re.IGNORECASE)
_SIGNED: Final = re.compile(r"\bsign(?:ed|ature|s)\b", re.IGNORECASE)
MEDICAL: Final = re.compile(r"medical|health|doctor|\bGP\b", re.IGNORECASE)
_POLICE: Final = re.compile(r"\bDBS\b|disclosure|criminal|police", re.IGNORECASE)
_FORMER: Final = frozenset({"former_partner", "divorced", "separated"})
_CHILD: Final = frozenset({"child", "adult_child", "adopted_child", "step_child"})
_EVERYBODY: Final = frozenset({"all", "everybody", "everyone", "both"})


def medical_summary_is_there(record: ReportRecord, _settings: CheckSettings) -> Iterator[Finding]:
    """Check 5: a summary of the medical adviser, dated after the examination and signed."""
    yield from checks_recorded.medical_summary_recorded(record)
    for section in record.of(HEALTH):
        text = section.text
        if section.not_applicable.strip():
            continue
        said = [each for each in sentences_of(text) if _ADVISER.search(each)]
        if not said:
            yield found(
                5,
                Severity.BLOCKING,
                f"{section.shown} does not give the medical adviser's summary.",
                [
                    quoted(text or "Nothing stands here.", section),
                    Evidence("No mention of the medical adviser", section.shown, section.key),
                ],
                at=section,
                about=["no summary"],
            )
            continue
        days = [day for each in said for day in dates_in(each) if day.on.is_whole]
        days = days or [day for day in dates_in(text) if day.on.is_whole]
        if not days:
            yield found(
                5,
                Severity.BLOCKING,
                f"{section.shown} does not say on which day the medical adviser wrote.",
                [quoted(said[0], section), Evidence("No whole date", section.shown, section.key)],
                at=section,
                about=["no date"],
            )
            continue
        if not _is_signed(record, section):
            yield found(
                5,
                Severity.BLOCKING,
                f"The medical adviser's summary in {section.shown} is not signed.",
                [
                    quoted(said[0], section),
                    recorded("No signature", "the signatures of the report"),
                ],
                at=section,
                about=["not signed"],
            )
        yield from _after_examination(record, section, days)


def _is_signed(record: ReportRecord, section: ReportSection) -> bool:
    signed = any(
        each.role == "medical_adviser" and each.person in {"", section.person}
        for each in record.signatures
    )
    return signed or _SIGNED.search(section.text) is not None


def _after_examination(
    record: ReportRecord, section: ReportSection, days: list[WrittenDate]
) -> Iterator[Finding]:
    person = record.person(section.person)
    summary = max(days, key=lambda day: day.on.earliest)
    for at, row, on in _returned(record, MEDICAL):
        if person and _is_whose(row, person) and on.earliest > summary.on.latest:
            yield found(
                5,
                Severity.BLOCKING,
                f"The medical adviser's summary of {summary.on.shown} is older than the health"
                f" report of {on.shown} that it sums up.",
                [quoted(summary.text, section), quoted(_row_told(row), at)],
                at=section,
                about=["before", str(summary.on), str(on)],
            )


def health_report_is_fresh(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 6: no applicant's last health report is older at panel than it may be."""
    yield from checks_recorded.health_report_recorded(record, settings)
    months = settings.number("health_report_months")
    yield from _old(
        record, record.applicants, MEDICAL, check=6, months=months, what="health report"
    )


def certificates_are_there(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 7: a DBS certificate for every adult at home, none older than it may be."""
    yield from checks_recorded.certificates_recorded(record, settings)
    adults = [person for person in record.people if _is_adult_at_home(record, person)]
    at = next(iter(record.of(CHECKS_DONE)), None)
    if at is None:
        return
    for person in adults:
        rows = [row for row in at.rows if _POLICE.search(row.get("check", ""))]
        if not any(_is_whose(row, person) for row in rows):
            born = person.born.shown if person.born else "not recorded"
            yield found(
                7,
                Severity.BLOCKING,
                f"No DBS check is listed for {person.name}, an adult of the household.",
                [
                    recorded(f"{person.name}, born {born}", "people at home"),
                    quoted(f"{len(rows)} DBS checks are listed, none of them theirs.", at),
                ],
                at=at,
                about=[person.key],
            )
    months = settings.number("certificate_months")
    yield from _old(record, tuple(adults), _POLICE, check=7, months=months, what="DBS certificate")


def _is_adult_at_home(record: ReportRecord, person: ReportPerson) -> bool:
    if not person.is_at_home or person.died is not None:
        return False
    if person.is_applicant:
        return True
    if person.born is None:
        return False
    return person.born.ages(record.panel_or_today)[0] >= ADULT


def _old(
    record: ReportRecord,
    people: tuple[ReportPerson, ...],
    named: re.Pattern[str],
    *,
    check: int,
    months: int,
    what: str,
) -> Iterator[Finding]:
    day = record.panel_or_today
    for person in people:
        theirs = [each for each in _returned(record, named) if _is_whose(each[1], person)]
        if not theirs:
            continue
        at, row, on = max(theirs, key=lambda each: each[2].earliest)
        if months_after(on.latest, months) < day:
            yield found(
                check,
                Severity.REASON,
                f"The {what} of {person.name} is of {on.shown}, older than {months} months on"
                f" {_shown(day)}.",
                [
                    quoted(_row_told(row), at),
                    recorded(_shown(day), "panel" if record.dates.panel == day else "today"),
                ],
                at=at,
                about=[person.key, str(on)],
            )


def answers_are_in(record: ReportRecord, _settings: CheckSettings) -> Iterator[Finding]:
    """Check 8: no check is outstanding; former partners and adult children are accounted for."""
    yield from checks_recorded.answers_recorded(record)
    for at, row in record.rows(CHECKS_DONE):
        is_out = row.get("state", "").strip().casefold() == "outstanding"
        asked = date_in(row.get("requested_on", ""), today=record.today)
        if is_out or (asked and not row.get("returned_on", "").strip()):
            yield found(
                8,
                Severity.REASON,
                f"The check “{row.get('check', '')}” of {row.get('whose', '')} has not come back.",
                [
                    quoted(_row_told(row), at),
                    quoted("No day of return" if not is_out else "Outstanding", at),
                ],
                at=at,
                about=[row.get("whose", ""), row.get("check", "")],
            )
    for section in record.of(FORMER_PARTNERS):
        for who, names, told in _to_be_asked(record):
            if not any(name and name in section.text for name in names):
                yield found(
                    8,
                    Severity.REASON,
                    f"{section.shown} does not say what came of asking {who}, or what the manager"
                    " decided.",
                    [
                        recorded(told, "relationships"),
                        quoted(section.text or section.not_applicable or "Nothing.", section),
                    ],
                    at=section,
                    about=[who],
                )


def _to_be_asked(record: ReportRecord) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Go through former partners and adult children: who, the names to look for, what is known."""
    for applicant in record.applicants:
        for tie in applicant.ties:
            other = record.person(tie.other)
            if tie.kind not in _FORMER or (other and (other.died or other.is_applicant)):
                continue
            if "died" in tie.ended_how.casefold():
                continue
            name = other.name if other else tie.other_name
            first = other.called if other else name.split(" ")[0]
            if name:
                yield name, (name, first), f"{name}, former partner of {applicant.name}"
    for person in record.people:
        is_child = person.relation in _CHILD and not person.is_applicant and not person.died
        if is_child and person.born and person.born.ages(record.today)[0] >= ADULT:
            told = f"{person.name}, born {person.born.shown}"
            yield person.name, (person.name, person.called), told


def _returned(
    record: ReportRecord, named: re.Pattern[str]
) -> Iterator[tuple[ReportSection, Mapping[str, str], PartialDate]]:
    for at, row in record.rows(CHECKS_DONE):
        on = date_in(row.get("returned_on", ""), today=record.today)
        if on and named.search(row.get("check", "")):
            yield at, row, on


def _is_whose(row: Mapping[str, str], person: ReportPerson) -> bool:
    whose = row.get("whose", "")
    if is_named(person, whose):
        return True
    return bool(set(re.findall(r"[a-z]+", whose.casefold())) & _EVERYBODY)


def _row_told(row: Mapping[str, str]) -> str:
    return ", ".join(filter(None, (cell.strip() for cell in row.values())))


def _shown(day: date) -> str:
    return PartialDate.of(day).shown
