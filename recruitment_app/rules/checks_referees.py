"""Checks 3 and 4: the referees, from the list of them, the interviews of the addendum, the record.

The list has initials alone. An interview begins with a heading, or a paragraph, in which a
referee's initials stand, and ends where the next begins.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from recruitment_app.rules import checks_recorded
from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.checks_recorded import INTERVIEWED_LEAST, RELATIVES_MOST
from recruitment_app.rules.prose_dates import WrittenDate, dates_in
from recruitment_app.rules.report_findings import Evidence, Finding, Severity, found, quoted
from recruitment_app.rules.report_prose import is_named
from recruitment_app.rules.report_record import Passage, ReportRecord, ReportSection
from recruitment_app.rules.report_sections import INTERVIEWS, REFEREES
from recruitment_app.rules.typed_cells import figure_in, is_yes

_OPENING: Final = 80
_SIGNED: Final = re.compile(r"\bsign(?:ed|ature)\b", re.IGNORECASE)
_WEIGHT: Final = re.compile(r"\bweigh(?:t|ed|ing|s)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Referee:
    """A row of the list with what the addendum has of this referee."""

    section: ReportSection
    row: Mapping[str, str]
    interview: str

    @property
    def initials(self) -> str:
        return self.row.get("initials", "").strip()

    @property
    def dates(self) -> list[WrittenDate]:
        return [day for day in dates_in(self.interview) if day.on.is_whole]


def referees_are_enough(record: ReportRecord, _settings: CheckSettings) -> Iterator[Finding]:
    """Check 3: three referees or more are interviewed, and one at most is a relative."""
    yield from checks_recorded.enough_referees_recorded(record)
    at = next(iter(record.of(REFEREES)), None)
    if at is None:
        return
    referees = list(_referees(record))
    seen = [referee for referee in referees if referee.interview]
    if len(seen) < INTERVIEWED_LEAST:
        unseen = [
            referee.initials or "no initials" for referee in referees if not referee.interview
        ]
        yield found(
            3,
            Severity.BLOCKING,
            f"The addendum has interviews with {len(seen)} of the referees; three are wanted at"
            " least.",
            [
                quoted(f"{len(referees)} referees in the list", at),
                Evidence(
                    f"No interview with: {', '.join(unseen)}" if unseen else "No further interview",
                    "Addendum, interviews with referees",
                    INTERVIEWS,
                ),
            ],
            at=at,
            about=["interviews", str(len(seen))],
        )
    relatives = [referee for referee in referees if is_yes(referee.row.get("is_relative", ""))]
    if len(relatives) > RELATIVES_MOST:
        yield found(
            3,
            Severity.BLOCKING,
            f"{len(relatives)} of the referees are relatives; one may be.",
            [quoted(_told(referee), at) for referee in relatives],
            at=at,
            about=["relatives"],
        )


def referees_know_them_well(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 4: known long enough, knowing both, interviewed before, signed, and weighed."""
    yield from checks_recorded.referees_recorded_know_them(record, settings)
    at = next(iter(record.of(REFEREES)), None)
    referees = list(_referees(record))
    if at is None or not referees:
        return
    years = [figure_in(referee.row.get("years_known", "")) or 0 for referee in referees]
    wanted = settings.number("known_years")
    if max(years) < wanted:
        yield found(
            4,
            Severity.REASON,
            f"No referee has known the applicants for {wanted} years.",
            [quoted(_told(referee), at) for referee in referees],
            at=at,
            about=["years"],
        )
    both = [referee for referee in referees if _knows_both(record, referee.row.get("knows", ""))]
    wanted = settings.number("know_both")
    if record.is_couple and len(both) < wanted:
        yield found(
            4,
            Severity.REASON,
            f"{len(both)} of the referees know both applicants; {wanted} are looked for.",
            [quoted(_told(referee), at) for referee in referees],
            at=at,
            about=["both"],
        )
    for referee in referees:
        if referee.interview:
            yield from _interview(record, referee)


def _interview(record: ReportRecord, referee: _Referee) -> Iterator[Finding]:
    interviews = next(iter(record.of(INTERVIEWS)))
    initials = referee.initials
    lacking = []
    if not referee.dates:
        lacking.append("its date")
    if not _SIGNED.search(referee.interview):
        lacking.append("that the referee signed it")
    if not _WEIGHT.search(referee.interview):
        lacking.append("the weight that you give it")
    if lacking:
        yield found(
            4,
            Severity.REASON,
            f"The interview with {initials} does not tell {' or '.join(lacking)}.",
            [quoted(referee.interview, interviews), quoted(_told(referee), referee.section)],
            at=interviews,
            about=[initials, *lacking],
        )
    late = [day for day in referee.dates if day.on.earliest > record.today]
    if late and len(late) == len(referee.dates):
        yield found(
            4,
            Severity.REASON,
            f"The interview with {initials} is dated {late[0].on.shown}, after today.",
            [
                quoted(referee.interview, interviews),
                Evidence(f"{record.today:%d %B %Y}".lstrip("0"), "Today"),
            ],
            at=interviews,
            about=[initials, "late", str(late[0].on)],
        )


def _referees(record: ReportRecord) -> Iterator[_Referee]:
    rows = [(section, row) for section, row in record.rows(REFEREES) if any(row.values())]
    initials = [row.get("initials", "").strip() for _section, row in rows]
    told = _interviews(record, initials)
    for section, row in rows:
        yield _Referee(section, row, told.get(_bare(row.get("initials", "")), ""))


def _interviews(record: ReportRecord, initials: list[str]) -> dict[str, str]:
    """Return the text of each interview by the bare initials of the referee."""
    told: dict[str, str] = {}
    current = ""
    for section in record.of(INTERVIEWS):
        for passage in section.passages():
            current = _opened(passage, initials) or current
            if current:
                told[current] = f"{told.get(current, '')}\n{passage.text}".strip()
    return told


def _opened(passage: Passage, initials: list[str]) -> str:
    """Return whose interview a passage opens, by initials near its beginning."""
    start = passage.text[:_OPENING]
    begun = [
        (match.start(), _bare(each))
        for each in initials
        if _bare(each) and (match := _initials(each).search(start))
    ]
    return min(begun)[1] if begun else ""


def _initials(typed: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\.?\s?".join(map(re.escape, _bare(typed))) + r"(?!\w)")


def _bare(typed: str) -> str:
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def _knows_both(record: ReportRecord, cell: str) -> bool:
    return "both" in cell.casefold() or all(is_named(one, cell) for one in record.applicants)


def _told(referee: _Referee) -> str:
    row = referee.row
    told = (row.get("initials", ""), row.get("relation", ""), row.get("knows", ""))
    years = row.get("years_known", "").strip()
    return ", ".join(filter(None, (*told, f"{years} years" if years else "")))
