"""What one row of a table says of a household: who they are, how to reach them, what happened."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from recruitment_app.errors import Problem
from recruitment_app.exchange import reach
from recruitment_app.exchange.cells import Row
from recruitment_app.exchange.facts_of_cells import FactsOfCells, Thing, dated
from recruitment_app.exchange.fields import FIELDS, NOTE, SECOND_OF, STEPS
from recruitment_app.exchange.incoming import IncomingCase, IncomingPerson
from recruitment_app.exchange.names import Name, Unsure, read_columns, read_names, read_turned_names
from recruitment_app.rules import values
from recruitment_app.rules.codes import CodeList
from recruitment_app.rules.nicknames import is_given_name
from recruitment_app.rules.stages import EventKind

NAMED = "Adopter"

_LONGEST_IDENTIFIER = 60
_LONGEST_NAME = 200
_AHEAD = timedelta(days=365)
_TWO = 2
_TOO_LONG = f"gives a name longer than {_LONGEST_NAME} letters."
_DETAILS = ("gender", "ethnicity", "disability", "born")
_LEAVING = "leaving_reason"
_CLOSING = "closing_reason"


@dataclass(frozen=True, slots=True)
class HouseholdsOfRows:
    """Reads rows one by one; ``columns`` names the headings that are read as each field."""

    facts: FactsOfCells
    columns: Mapping[str, Sequence[str]]
    codes: Mapping[str, CodeList]
    today: date

    def case(self, row: Row) -> IncomingCase | None:
        """Return the household of a row, or None where something was wrong with it."""
        self.facts.remarks.clear()
        if row.surplus:
            self.facts.blame(row, "", "The row has more cells than there are headings.")
        enquiry_on = self._one(row, "enquiry_on", self._enquiry) or date.min
        people = self._people(row)
        source = self._code(row, "source")
        days = self._days(row, enquiry_on)
        lines, postcode = self._address(row)
        telephones, emails = self._reached(row, "telephone", "email")
        second_telephones, second_emails = self._reached(row, "second_telephone", "second_email")
        if len(people) == 1:  # there is no second one to reach
            telephones, second_telephones = (*telephones, *second_telephones), ()
            emails, second_emails = (*emails, *second_emails), ()
        events = dated(self._steps(row, enquiry_on, days, source))
        family_identifier = self._text(row, "family_identifier", longest=_LONGEST_IDENTIFIER)
        worker = self._text(row, "worker")
        channel = self._code(row, "channel")
        couple_status = self._code(row, "couple_status")
        for column in self.columns.get(NOTE, ()):
            self.facts.note(row, column)
        if not self.facts.is_right(row):
            return None
        return IncomingCase(
            (row.number,),
            enquiry_on,
            people,
            events,
            family_identifier=family_identifier,
            source=source,
            worker=worker,
            telephones=_once(telephones, values.fold_phone),
            emails=_once(emails, values.fold_email),
            postcode=postcode,
            remarks=tuple(self.facts.remarks),
            address=lines,
            second_telephones=_once(second_telephones, values.fold_phone),
            second_emails=_once(second_emails, values.fold_email),
            channel=channel,
            couple_status=couple_status,
        )

    def _one(self, row: Row, name: str, reader: Callable[[Row, str], Thing | None]) -> Thing | None:
        """Return what the one column of a field holds, or None where no column is read as it."""
        columns = self.columns.get(name)
        return reader(row, columns[0]) if columns else None

    def _reached(
        self, row: Row, telephone: str, email: str
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the numbers and the e-mail addresses in the columns of both, each once."""
        numbers: dict[str, None] = {}
        addresses: dict[str, None] = {}
        for name in (telephone, email):
            for column in self.columns.get(name, ()):
                found = self.facts.ways(row, column, of_telephones=name == telephone)
                numbers |= dict.fromkeys(found[0])
                addresses |= dict.fromkeys(found[1])
        return tuple(numbers), tuple(addresses)

    def _text(self, row: Row, name: str, *, longest: int = _LONGEST_NAME) -> str:
        return (
            self._one(row, name, lambda r, column: self.facts.text(r, column, longest=longest))
            or ""
        )

    def _code(self, row: Row, name: str) -> str:
        listed = FIELDS[name].list_name
        return self._one(row, name, lambda r, column: self.facts.code(r, column, listed)) or ""

    def _enquiry(self, row: Row, column: str) -> date | None:
        return self.facts.day(row, column, needed=True)

    def _days(self, row: Row, enquiry_on: date) -> dict[str, date]:
        """Return the days of the steps by field, none of them before the enquiry."""
        days = {}
        known = enquiry_on if enquiry_on > date.min else None
        for each in STEPS:
            for column in self.columns.get(each.name, ()):
                latest = self.today + _AHEAD if each.name == "panel" else None
                day = self.facts.day(row, column, latest=latest, after=known)
                if day is None:
                    continue
                days[each.name] = day
                if day < enquiry_on:
                    self.facts.blame(row, column, f"“{column}” is before the date of enquiry.")
        return days

    def _steps(
        self, row: Row, enquiry_on: date, days: Mapping[str, date], source: str
    ) -> list[tuple[EventKind, date, dict[str, str]]]:
        given = {"source": source} if source else {}
        if fostering := self._code(row, "fostering_for_adoption"):
            given["fostering_for_adoption"] = fostering
        reason = self._reason(row, left="closed" in days)
        children = self._one(row, "children", self.facts.count)
        if children and "children_placed" not in days:
            self._remark("children", f"{children}, without a day of placement")
        steps = [(EventKind.ENQUIRY_RECEIVED, enquiry_on, given)]
        for each in STEPS:
            day = days.get(each.name)
            if day is None or each.event is None:
                continue
            facts: dict[str, str] = {}
            match each.name:
                case "panel":
                    # one that sat has recommended; one to come is a booking, made by today
                    booked = {"panel_on": day.isoformat()}
                    steps.append((EventKind.PANEL_BOOKED, min(day, self.today), booked))
                    if day > self.today:
                        continue
                case "decision" if "approved" in days:
                    facts["decision"] = "suitable"
                case "children_placed" if children is not None:
                    facts["children"] = str(children)
                case "closed":
                    facts["reason"] = reason
                case _:
                    pass
            steps.append((each.event, day, facts))
        return steps

    def _reason(self, row: Row, *, left: bool) -> str:
        """Return the code of the reason for closing; without its day it is a remark."""
        reason = self._code(row, _CLOSING)
        if not reason and (leaving := self._code(row, _LEAVING)):
            code = self.codes[_LEAVING].get(leaving)
            reason = code.maps.get(_CLOSING, "") if code else ""
        if left:
            if not reason:
                self.facts.remarks.append("The file gives no reason for closing.")
            return reason or "other"
        if reason:
            name = _CLOSING if self.columns.get(_CLOSING) else _LEAVING
            self._remark(name, f"{self.codes[_CLOSING].label(reason)}, without its day")
        return ""

    def _remark(self, name: str, words: str) -> None:
        self.facts.remarks.append(f"{self.columns[name][0]}: {words}.")

    # Who they are

    def _people(self, row: Row) -> tuple[IncomingPerson, ...]:
        names = self._first_names(row)
        second = self._second_name(row, names[0].family if names else "")
        if second is not None and len(names) > 1:
            column = self._heading("names", "turned_names", "given_names")
            self.facts.blame(
                row, column, f"“{column}” names two people, and another column a second applicant."
            )
        if second is not None:
            names = (*names[:1], second)
        identifier = self._text(row, "identifier", longest=_LONGEST_IDENTIFIER)
        if not names and identifier:
            names = (Name(NAMED, identifier),)
        if not names:
            column = self._heading("family_name", "names", "turned_names")
            if row[column] is None:  # else it was told what is wrong with it
                self.facts.blame(row, column, f"“{column}” is missing.")
            return ()
        first = IncomingPerson(
            names[0].given, names[0].family, identifier, **self._details(row, _DETAILS)
        )
        seconds = self._details(row, tuple(SECOND_OF[each] for each in _DETAILS))
        if len(names) == 1:
            for each in _DETAILS:
                if seconds[each]:
                    column = self.columns[SECOND_OF[each]][0]
                    self.facts.note(row, column)
            return (first,)
        return first, IncomingPerson(names[1].given, names[1].family, **seconds)

    def _details(self, row: Row, names: Sequence[str]) -> dict[str, str]:
        """Return the coded details of one person and the date of birth, by the first's names."""
        found = {}
        for plain, name in zip(_DETAILS, names, strict=True):
            if plain == "born":
                found[plain] = self._one(row, name, self.facts.born) or ""
            else:
                found[plain] = self._code(row, name)
        return found

    def _first_names(self, row: Row) -> tuple[Name, ...]:
        nobody: tuple[Name, ...] = ()
        if column := self._heading("names", "turned_names"):
            found = self.facts.taken(row, column, self._whole_names, nobody)
            if found or not self.columns.get("family_name"):
                return found
        nothing: tuple[str, ...] = ()
        given, family = nothing, nothing
        for name in ("given_names", "family_name"):
            for column in self.columns.get(name, ()):
                read = self.facts.taken(row, column, _columns_of_a_length, nothing)
                given, family = (read, family) if name == "given_names" else (given, read)
        if not family:
            return ()
        if len(family) == _TWO and len(given) == 1:
            column = self.columns["family_name"][0]
            self.facts.blame(row, column, f"“{column}” names two people, the first names one.")
            return ()
        both = max(len(given), len(family))
        return tuple(
            Name(given[at] if at < len(given) else "", family[min(at, len(family) - 1)])
            for at in range(both)
        )

    def _heading(self, *names: str) -> str:
        """Return the heading of the first of these fields that a column is read as, or nothing."""
        return next((self.columns[each][0] for each in names if self.columns.get(each)), "")

    def _whole_names(self, text: str) -> tuple[Name, ...]:
        is_turned = "names" not in self.columns and "turned_names" in self.columns
        names = read_turned_names(text) if is_turned else read_names(text)
        if any(len(part) > _LONGEST_NAME for each in names for part in (each.given, each.family)):
            raise Unsure(_TOO_LONG)
        return names

    def _second_name(self, row: Row, family: str) -> Name | None:
        def read(text: str) -> Name | None:
            if family and is_given_name(text.strip()):
                return Name(text.strip(), family)
            names = self._whole_names(text)
            if len(names) > 1:
                raise Unsure("names more than one person.")
            return names[0] if names else None

        for column in self.columns.get("second_name", ()):
            if found := self.facts.taken(row, column, read, None):
                return found
        given = self._text(row, "second_given_names")
        own = self._text(row, "second_family_name")
        # an empty second surname beside a second first name is how trackers write "the same"
        return Name(given, own or family) if given or own else None

    # Where they live

    def _address(self, row: Row) -> tuple[str, str]:
        lines: list[str] = []
        found = dict[str, str]()
        for name in ("address", "address_line"):
            for column in self.columns.get(name, ()):
                text, code = self.facts.taken(row, column, reach.address, ("", ""))
                lines += [text] if text else []
                if code:
                    found[code] = column
        for column in self.columns.get("postcode", ()):
            if code := self.facts.postcode(row, column):
                found[code] = column
        if len(found) > 1:
            column = list(found.values())[-1]
            self.facts.blame(
                row, column, f"“{column}” gives another postcode than the address: keep one."
            )
        return "\n".join(lines), next(iter(found), "")


def _columns_of_a_length(text: str) -> tuple[str, ...]:
    names = read_columns(text)
    if any(len(each) > _LONGEST_NAME for each in names):
        raise Problem(_TOO_LONG)
    return names


def _once(texts: Sequence[str], folded: Callable[[str], str]) -> tuple[str, ...]:
    if len(texts) <= 1:
        return tuple(texts)
    kept: dict[str, str] = {}
    for text in texts:
        kept.setdefault(folded(text), text)
    return tuple(kept.values())
