"""The people of a case as plain records, with dates that can be compared."""

from collections.abc import Iterable

from recruitment_app.casework.rows import PersonRow
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.report_record import Home, ReportPerson, Tie


def report_people(people: Iterable[PersonRow]) -> tuple[ReportPerson, ...]:
    """Return everybody of a case as the rules read them."""
    return tuple(map(_person, people))


def _person(row: PersonRow) -> ReportPerson:
    return ReportPerson(
        key=str(row.id),
        standing=row.standing,
        given_names=row.given_names,
        family_name=row.family_name,
        known_as=row.known_as,
        other_names=tuple(name.name for name in row.names),
        relation=row.relation,
        gender=row.gender,
        born=_date(row.born),
        died=_date(row.died),
        moved_in=_date(row.moved_in),
        moved_out=_date(row.moved_out),
        phones=tuple(each.value for each in row.contacts if each.kind != "email"),
        emails=tuple(each.value for each in row.contacts if each.kind == "email"),
        homes=tuple(
            Home(
                lines=each.lines,
                postcode=each.postcode,
                authority=each.authority,
                begins=_date(each.begins),
                ends=_date(each.ends),
            )
            for each in row.addresses
        ),
        ties=tuple(
            Tie(
                kind=each.kind,
                other=str(each.other_id) if each.other_id else "",
                other_name=each.other_name,
                begins=_date(each.begins),
                ends=_date(each.ends),
                ended_how=each.ended_how,
            )
            for each in row.relationships
        ),
    )


def _date(stored: str) -> PartialDate | None:
    return PartialDate.stored(stored) if stored else None
