"""Checks 29, 32, 33, 34 and 35: who was seen, who is drawn, who helps, what changed since."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.report_findings import (
    Evidence,
    Finding,
    Severity,
    found,
    quoted,
    recorded,
)
from recruitment_app.rules.report_prose import is_named
from recruitment_app.rules.report_record import ReportPerson, ReportRecord, ReportSection
from recruitment_app.rules.report_sections import (
    CHILD_AT_HOME,
    HEALTH,
    METHOD,
    MONEY,
    OTHERS_AT_HOME,
    SUPPORT_MAP,
    TREE,
)
from recruitment_app.rules.stages import long_date
from recruitment_app.rules.timescales import months_after
from recruitment_app.rules.typed_cells import date_in, figure_in, is_no, is_yes

_ADULT: Final = 18
_HOME: Final = re.compile(r"\b(?:home|house|flat|household|garden|bedroom)\b", re.IGNORECASE)
_CHILDREN: Final = frozenset(
    {"child", "adult_child", "adopted_child", "step_child", "foster_child"}
)
_DRAWN: Final = _CHILDREN | {"sibling"}
_REVIEWED: Final[Mapping[str, tuple[str, ...]]] = {
    "health": (HEALTH,),
    "money": (MONEY,),
    "checks": (OTHERS_AT_HOME,),
    "household": (OTHERS_AT_HOME, CHILD_AT_HOME),
}


def everybody_was_seen(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 29: adults alone, children heard, the home visited, often enough.

    It reads the visits of the record and the rows of a.method, and compares the two.
    """
    at = next(iter(record.of(METHOD)), None)
    if at is None:
        return
    yield from _visits_not_listed(record, at)
    alone = [row.get("who", "") for row in at.rows if is_yes(row.get("is_alone", ""))]
    seen_alone = {key for visit in record.visits for key in visit.alone}
    for person in record.people:
        is_seen = person.key in seen_alone or any(is_named(person, who) for who in alone)
        if _is_adult(record, person) and not is_seen:
            yield found(
                29,
                Severity.REASON,
                f"No visit is listed at which {person.name} was seen alone.",
                [
                    recorded(person.name, "people at home"),
                    quoted(f"Seen alone: {', '.join(alone) or 'nobody'}", at),
                ],
                at=at,
                about=["alone", person.key],
            )
        elif _is_child(record, person) and not _is_heard(record, person):
            yield found(
                29,
                Severity.REASON,
                f"The view of {person.name}, a child of the household, is not recorded.",
                [
                    recorded(person.name, "people at home"),
                    Evidence("Empty", "Children in the family", CHILD_AT_HOME, person.key),
                ],
                at=at,
                about=["child", person.key],
            )
    is_home_seen = any(visit.is_home_seen for visit in record.visits)
    is_listed = any(_HOME.search(" ".join(row.values())) for row in at.rows)
    if (at.rows or record.visits) and not (is_home_seen or is_listed):
        yield found(
            29,
            Severity.REASON,
            "No visit to the home is listed.",
            [quoted(", ".join(row.get("about", "") for row in at.rows), at)],
            at=at,
            about=["home"],
        )
    least = settings.number("sessions_least")
    count = max(len(at.rows), len(record.visits))
    if count < least:
        yield found(
            29,
            Severity.REASON,
            f"{count} visits are listed; {least} are looked for.",
            [quoted(f"{count} visits", at), Evidence(f"{least} visits", "Setting")],
            at=at,
            about=["sessions"],
        )


def _visits_not_listed(record: ReportRecord, at: ReportSection) -> Iterator[Finding]:
    listed = {date_in(row.get("held_on", ""), today=record.today) for row in at.rows}
    days = {day.earliest for day in listed if day is not None and day.is_whole}
    missing = [visit.on for visit in record.visits if visit.on and visit.on not in days]
    if missing:
        told = ", ".join(long_date(on) for on in missing)
        yield found(
            29,
            Severity.REASON,
            f"Visits are recorded that the table does not list: {told}.",
            [recorded(told, "visits"), quoted(f"{len(at.rows)} rows", at)],
            at=at,
            about=["visits", *(on.isoformat() for on in missing)],
        )


def _is_adult(record: ReportRecord, person: ReportPerson) -> bool:
    if not person.is_at_home or person.died:
        return False
    if person.is_applicant:
        return True
    return person.born is not None and person.born.ages(record.today)[0] >= _ADULT


def _is_child(record: ReportRecord, person: ReportPerson) -> bool:
    is_there = person.is_at_home and not person.is_applicant and not person.died
    return is_there and person.born is not None and person.born.ages(record.today)[1] < _ADULT


def _is_heard(record: ReportRecord, person: ReportPerson) -> bool:
    own = [each for each in record.of(CHILD_AT_HOME) if each.person == person.key]
    said = [each for each in record.of(OTHERS_AT_HOME) if is_named(person, each.text)]
    return any(each.is_filled for each in own) or bool(said and not own)


def tree_is_whole(record: ReportRecord, _settings: CheckSettings) -> Iterator[Finding]:
    """Check 32: applicants, brothers, sisters and children are drawn, each with an age."""
    at = next(iter(record.of(TREE)), None)
    if at is None:
        return
    drawn = {each.person: each for each in record.drawn}
    for person in record.people:
        if not (person.is_applicant or person.relation in _DRAWN):
            continue
        there = drawn.get(person.key)
        if there is None:
            told = "is not drawn in the family tree"
        elif not there.age:
            told = "stands in the family tree without " + (
                "the age at death" if there.is_dead else "an age"
            )
        else:
            continue
        yield found(
            32,
            Severity.BLOCKING,
            f"{person.name} {told}.",
            [
                recorded(f"{person.name}, {person.relation or person.standing}", "people"),
                quoted(f"{there.name}, no age" if there else "Not drawn", at),
            ],
            at=at,
            about=[person.key, told],
        )


def support_is_near(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 33: strong ties enough, one of them near, and supporters who know."""
    at = next(iter(record.of(SUPPORT_MAP)), None)
    if at is None or not at.rows:
        return
    strong = [row for row in at.rows if row.get("strength", "").strip().casefold() == "strong"]
    least, furthest = settings.number("strong_ties"), settings.number("minutes_away")
    if len(strong) < least:
        yield found(
            33,
            Severity.INFORMATION,
            f"The support map has {len(strong)} strong ties; {least} are looked for.",
            [
                quoted(", ".join(row.get("who", "") for row in strong) or "None", at),
                Evidence(f"{least} ties", "Setting"),
            ],
            at=at,
            about=["strong"],
        )
    away = [figure_in(row.get("minutes_away", "")) for row in strong]
    known = [minutes for minutes in away if minutes is not None]
    if known and len(known) == len(away) and min(known) > furthest:
        yield found(
            33,
            Severity.INFORMATION,
            f"Every main supporter lives more than {furthest} minutes away.",
            [quoted(f"{row.get('who', '')}, {row.get('minutes_away', '')}", at) for row in strong],
            at=at,
            about=["far"],
        )
    for row in at.rows:
        gives = not row.get("flow", "").casefold().startswith("the household")
        if gives and is_no(row.get("is_told", "")):
            yield found(
                33,
                Severity.INFORMATION,
                f"{row.get('who', '').strip()} is counted as support and does not know of the"
                " adoption.",
                [quoted(f"{row.get('who', '')}, {row.get('help', '')}", at), quoted("No", at)],
                at=at,
                about=[row.get("who", "")],
            )


def photo_is_fresh(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 34: a photograph, dated and not old; in the profile only with consent."""
    months = settings.number("photo_months")
    if not record.photos:
        yield found(
            34,
            Severity.REASON,
            "There is no photograph of the applicants.",
            [recorded("None", "photographs"), Evidence("Cover", "The form", "a.cover")],
            section="a.cover",
            about=["none"],
        )
        return
    dates = [photo.taken_on for photo in record.photos if photo.taken_on]
    if not dates:
        yield found(
            34,
            Severity.REASON,
            "No photograph says when it was taken.",
            [recorded("No date", "photographs"), Evidence(f"{months} months", "Setting")],
            section="a.cover",
            about=["no date"],
        )
    elif months_after(max(dates), months) < record.panel_or_today:
        yield found(
            34,
            Severity.REASON,
            f"The latest photograph is of {long_date(max(dates))}, older than {months} months.",
            [
                recorded(long_date(max(dates)), "photographs"),
                recorded(long_date(record.panel_or_today), "panel, or today"),
            ],
            section="a.cover",
            about=["old", str(max(dates))],
        )
    if any(photo.in_profile and not photo.has_consent for photo in record.photos):
        yield found(
            34,
            Severity.REASON,
            "A photograph goes into the profile without the consent of everybody on it.",
            [recorded("In the profile", "photographs"), recorded("None", "consent to the profile")],
            section="a.cover",
            about=["consent"],
        )


def nothing_is_overtaken(record: ReportRecord, _settings: CheckSettings) -> Iterator[Finding]:
    """Check 35: a section was looked at since what it speaks of last changed."""
    for change in record.changes:
        for section in record.of(*_REVIEWED.get(change.what, ())):
            if section.edited_on is not None and section.edited_on < change.on:
                yield found(
                    35,
                    Severity.INFORMATION,
                    f"{change.told} on {long_date(change.on)}: look at {section.shown} again.",
                    [
                        recorded(long_date(change.on), change.told),
                        quoted(f"Last written on {long_date(section.edited_on)}", section),
                    ],
                    at=section,
                    about=[change.what, str(change.on)],
                )
