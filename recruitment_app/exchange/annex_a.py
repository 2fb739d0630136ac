"""Bringing in Ofsted's Annex A, List 11: every adopter in contact with the agency.

Each row is one person; two rows of one family identifier and one date of
enquiry are a couple and become one case. The same family with another date of
enquiry is another case: people return. Rows carry no names, so the applicant is
called "Adopter" with the identifier until somebody types the name. What the
histories say is kept as given, whether or not it fits today's rules; a day that
is still to come, by a year at most, is kept and remarked upon.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from recruitment_app.exchange.cells import Corrections, Row
from recruitment_app.exchange.facts_of_cells import Answers, FactsOfCells, Manner, dated
from recruitment_app.exchange.incoming import Incoming, IncomingCase, IncomingPerson, Repeated
from recruitment_app.exchange.spreadsheets import read_table
from recruitment_app.rules.codes import CodeList
from recruitment_app.rules.stages import EventKind, long_date

NAME = "annex-a"
SHEET = "List 11"
NAMED = "Adopter"

INDIVIDUAL = "Individual adopter identifier"
FAMILY = "Family identifier"
GENDER = "Gender"
ETHNICITY = "Ethnicity"
DISABILITY = "Disability"
FOSTERING = "Is the (prospective) adopter fostering for adoption?"
ENQUIRY = "Date enquiry received"
PLACED = "Date child/children placed with adopter(s)"
CHILDREN = "No. of children placed"
ORDER = "Date of Adoption Order"
LEFT = "Date of leaving adoption process"
REASON = "Reason for leaving adoption process"

# "Date application submitted" is later than the end of Stage 2 in real files: it is the day
# the papers went to panel, never the registration of interest (returns.md 1.5).
STEPS: Mapping[str, EventKind] = {
    "Date Stage 1 started": EventKind.REGISTRATION_ACCEPTED,
    "Date Stage 1 ended": EventKind.STAGE_ONE_ENDED,
    "Date Stage 2 started": EventKind.STAGE_TWO_STARTED,
    "Date Stage 2 ended": EventKind.STAGE_TWO_ENDED,
    "Date application submitted": EventKind.PAPERS_SUBMITTED,
    "Date application approved": EventKind.APPROVED,
    "Date adopter matched with child(ren)": EventKind.MATCHED,
    PLACED: EventKind.CHILDREN_PLACED,
    ORDER: EventKind.ADOPTION_ORDER,
}
NEEDED = (INDIVIDUAL, GENDER, ETHNICITY, DISABILITY, FOSTERING, ENQUIRY)
HEADINGS = (
    INDIVIDUAL,
    FAMILY,
    GENDER,
    ETHNICITY,
    DISABILITY,
    FOSTERING,
    ENQUIRY,
    *(column for column in STEPS if column != ORDER),
    CHILDREN,
    ORDER,
    LEFT,
    REASON,
)
_MOST_PEOPLE = 2
_LONGEST = 60
_AHEAD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class _Adopter:
    """One row, read."""

    row: Row
    person: IncomingPerson
    family: str
    enquiry_on: date
    fostering: str
    days: Mapping[str, date]
    children: int | None
    left_on: date | None
    reason: str
    remarks: tuple[str, ...] = ()


def read(
    path: Path,
    *,
    codes: Mapping[str, CodeList],
    answers: Answers,
    today: date,
    sheet: str = "",
    corrections: Corrections | None = None,
) -> Incoming:
    """Read List 11 from a workbook or a text table; a sheet named is looked at first.

    ``corrections`` are typed texts that stand in place of cells.

    Raises:
        Problem: the file cannot be read, or lacks a heading that List 11 must have.

    """
    table = read_table(path, sheet or SHEET, HEADINGS, required=NEEDED, corrections=corrections)
    facts = FactsOfCells(codes, answers, today, Manner(table.counts_from_1904, places=table.places))
    adopters: dict[tuple[str, date], _Adopter] = {}
    repeated = []
    for row in table.rows:
        adopter = _adopter(row, facts, codes, today + _AHEAD)
        if adopter is None:
            continue
        key = (adopter.person.identifier.casefold(), adopter.enquiry_on)
        if key in adopters:
            repeated.append(Repeated(row.number, adopters[key].row.number))
        else:
            adopters[key] = adopter
    cases = []
    for household in _households(list(adopters.values())):
        if len(household) > _MOST_PEOPLE:
            for each in household:
                facts.blame(each.row, FAMILY, "More than two people share this family and enquiry.")
        else:
            cases.append(_case(household, codes, today))
    wrong = tuple(sorted(facts.wrong, key=lambda each: each.row))
    return Incoming(
        NAME,
        tuple(cases),
        wrong,
        tuple(repeated),
        facts.unknown,
        table.ignored,
        {
            row.number: {table.places[name]: cell for name, cell in row.cells.items()}
            for row in table.rows
        },
        answered=tuple(facts.answered),
    )


def _adopter(
    row: Row, facts: FactsOfCells, codes: Mapping[str, CodeList], latest: date
) -> _Adopter | None:
    facts.remarks.clear()
    if row.surplus:
        facts.blame(row, "", "The row has more cells than there are headings.")
    identifier = facts.text(row, INDIVIDUAL, needed=True, longest=_LONGEST)
    enquiry_on = facts.day(row, ENQUIRY, needed=True, latest=latest)
    person = IncomingPerson(
        NAMED,
        identifier,
        identifier,
        facts.code(row, GENDER, "gender", needed=True),
        facts.code(row, ETHNICITY, "ethnicity", needed=True),
        facts.code(row, DISABILITY, "disability", needed=True),
    )
    days = {column: facts.day(row, column, latest=latest) for column in STEPS}
    reason = facts.code(row, REASON, "leaving_reason")
    left = codes["leaving_reason"].get(reason) if reason else None
    adopter = _Adopter(
        row,
        person,
        facts.text(row, FAMILY, longest=_LONGEST),
        enquiry_on or date.min,
        facts.code(row, FOSTERING, "yes_no_unknown", needed=True),
        {column: day for column, day in days.items() if day is not None},
        facts.count(row, CHILDREN),
        facts.day(row, LEFT, latest=latest),
        left.maps.get("closing_reason", reason) if left else "",
        tuple(facts.remarks),
    )
    return adopter if facts.is_right(row) else None


def _households(adopters: Sequence[_Adopter]) -> list[list[_Adopter]]:
    together: dict[tuple[str, date], list[_Adopter]] = {}
    for adopter in adopters:
        alone = f"\0{adopter.person.identifier.casefold()}"
        key = (adopter.family.casefold() or alone, adopter.enquiry_on)
        together.setdefault(key, []).append(adopter)
    return list(together.values())


def _case(
    household: Sequence[_Adopter], codes: Mapping[str, CodeList], today: date
) -> IncomingCase:
    first = household[0]
    remarks = [remark for each in household for remark in each.remarks]
    given = {"fostering_for_adoption": first.fostering} if first.fostering else {}
    if any(each.fostering != first.fostering for each in household):
        words = codes["yes_no_unknown"].label(household[1].fostering)
        remarks.append(f"The second applicant's answer on fostering for adoption: {words}.")
    steps = [(EventKind.ENQUIRY_RECEIVED, first.enquiry_on, given)]
    for column, kind in STEPS.items():
        day, differing = _agreed([each.days.get(column) for each in household])
        if differing:
            remarks.append(_differs(column, differing))
        if day is None:
            continue
        number = _children(household) if kind is EventKind.CHILDREN_PLACED else None
        steps.append((kind, day, {"children": str(number)} if number is not None else {}))
    number = _children(household)
    if number and not any(PLACED in each.days for each in household):
        remarks.append(f"“{CHILDREN}” is {number}, without a day of placement.")
    steps += _leaving(household, codes, remarks)
    if ahead := [on for _, on, _ in steps if on > today]:
        remarks.append(f"{len(ahead)} of the days given were still to come on {long_date(today)}.")
    return IncomingCase(
        tuple(each.row.number for each in household),
        first.enquiry_on,
        tuple(each.person for each in household),
        dated(steps),
        family_identifier=first.family,
        remarks=tuple(remarks),
    )


def _leaving(
    household: Sequence[_Adopter], codes: Mapping[str, CodeList], remarks: list[str]
) -> list[tuple[EventKind, date, dict[str, str]]]:
    """Return the closing, if everybody of the household left; else remark on who did."""
    days = [each.left_on for each in household]
    gone = [day for day in days if day is not None]
    reasons = [each.reason for each in household if each.reason]
    words = [codes["closing_reason"].label(reason) for reason in dict.fromkeys(reasons)]
    if not gone:
        remarks += [f"“{REASON}” is given without its day: {word}." for word in words]
        return []
    if len(gone) < len(household):
        told = f": {words[0]}" if words else ""
        remarks.append(f"One of the two left the process on {long_date(gone[0])}{told}.")
        return []
    if gone[-1] != gone[0]:
        remarks.append(_differs(LEFT, gone[-1]))
    if len(words) > 1:
        remarks.append(f"The second applicant's reason for leaving: {words[1]}.")
    if reasons:
        return [(EventKind.CLOSED, gone[0], {"reason": reasons[0]})]
    remarks.append("The file gives no reason for leaving the process.")
    return [(EventKind.CLOSED, gone[0], {"reason": "other"})]


def _agreed(days: Sequence[date | None]) -> tuple[date | None, date | None]:
    """Return the day that a household gives, and the second person's where it differs."""
    known = [day for day in days if day is not None]
    if not known:
        return None, None
    return known[0], known[-1] if known[-1] != known[0] else None


def _differs(column: str, day: date) -> str:
    return f"The second applicant's row gives {long_date(day)} for “{column}”."


def _children(household: Sequence[_Adopter]) -> int | None:
    numbers = [each.children for each in household if each.children is not None]
    return max(numbers) if numbers else None
