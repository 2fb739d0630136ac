"""To whom each kind of check applies, and why: one function for each ``when`` of checks.toml.

Each gives what the check is about (an authority, an employer, a country, somebody), the key of
that record where it has one, and the sentence that says why it is asked.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from recruitment_app.rules.check_kinds import CheckRules
from recruitment_app.rules.checked_household import CheckedHousehold, Member, Past, Stay
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.timescales import months_after
from recruitment_app.rules.values import shown_date

FORMER: Final = frozenset({"former_partner", "divorced", "separated"})
"""Relationships that make somebody a former partner."""
_WED: Final = frozenset({"married", "spouse", "civil_partnership", "divorced", "separated"})
_WED_STATUS: Final = frozenset(
    {
        *("married", "civil_partnership", "married_applying_alone"),
        *("divorced", "separated", "widowed"),
    }
)
_WORK: Final = frozenset({"employment", "voluntary_work"})
_GROWN: Final = 18
_MONTHS_IN_A_YEAR: Final = 12
MISSING_REFEREE: Final = "referee-"
"""How the key begins of a reference for which nobody is named yet."""


class Applies(NamedTuple):
    """What one check is about, and why it is asked."""

    about: str
    about_key: str
    why: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the rules look at: the household, the figures, today, and the day of the panel."""

    household: CheckedHousehold
    rules: CheckRules
    today: date
    panel: date


Condition = Callable[[Circumstances, Member | None], Iterable[Applies]]
_EVERY_HOUSEHOLD: Final = (Applies("", "", "Every household"),)
_AN_APPLICANT: Final = (Applies("", "", "Applicant"),)


def _always(at: Circumstances, member: Member | None) -> Iterable[Applies]:
    if member is None:
        return _EVERY_HOUSEHOLD
    return _AN_APPLICANT if member.is_applicant else (Applies("", "", _who(at, member)),)


def _who(at: Circumstances, member: Member) -> str:
    years = at.rules.number("adult_age")
    if member.born is None:
        return "Lives in the household, age not recorded"
    if member.is_of_age(years, at.today):
        return f"Lives in the household, {member.born.shown_age(at.today)} years old"
    if member.born.is_whole:
        day = months_after(member.born.earliest, years * _MONTHS_IN_A_YEAR)
        return f"Lives in the household and turns {years} on {shown_date(day)}, before panel"
    return f"Lives in the household and may turn {years} before panel"


def _referees(at: Circumstances, _member: Member | None) -> Iterator[Applies]:
    named, wanted = at.household.referees, at.rules.number("referees")
    for referee in named:
        yield Applies(referee.name, referee.key, "Named as a referee")
    for place in range(len(named) + 1, wanted + 1):
        why = f"{wanted} personal referees are asked for, {len(named)} named so far"
        yield Applies("", f"{MISSING_REFEREE}{place}", why)


def _authority_now(at: Circumstances, member: Member | None) -> Iterator[Applies]:
    stays = [stay for stay in _stays(member) if not stay.country and _goes_on(stay, at.today)]
    named = {stay.authority for stay in stays if stay.authority}
    for authority in sorted(named):
        yield Applies(authority, "", "Lives there")
    if not named:
        yield Applies("", "", "Lives there; the authority is not recorded")


def _authorities_before(at: Circumstances, member: Member | None) -> Iterator[Applies]:
    if all(stay.ends is None for stay in _stays(member)):
        return
    since = _years_before(at.today, at.rules.number("authority_years"))
    now = {stay.authority for stay in _stays(member) if _goes_on(stay, at.today)}
    told: set[str] = set()
    for stay in _stays(member):
        if stay.country or stay.ends is None or stay.ends.latest < since:
            continue
        if stay.authority in now | told and stay.authority:
            continue
        told.add(stay.authority)
        until = stay.ends.shown
        if stay.authority:
            yield Applies(stay.authority, "", f"Lived there until {until}")
        else:
            about = stay.postcode or "an earlier address"
            yield Applies(
                about, stay.key, f"Lived there until {until}; the authority is not recorded"
            )


def _former_partners(at: Circumstances, member: Member | None) -> Iterator[Applies]:
    if member is None:
        return
    wanted = at.rules.number("partner_months")
    for bond in member.bonds:
        if bond.kind not in FORMER:
            continue
        other = at.household.member(bond.other) if bond.other else None
        if other is not None and (other.is_dead or other.is_applicant):
            continue
        short = bond.kind == "former_partner" and bond.begins and bond.ends
        if short and _most_months(bond.begins, bond.ends, at.today) < wanted:
            continue
        name = other.name if other else bond.other_name
        why = f"Former partner{_span(bond.begins, bond.ends)}"
        yield Applies(name, bond.other or bond.key, why)
    others = [
        other
        for other in at.household.members
        if other.relation == "former_partner" and not (other.is_dead or other.is_applicant)
    ]
    if not others or member is not at.household.applicants[0]:
        return
    of_all = {bond.other for each in at.household.applicants for bond in each.bonds}
    for other in others:
        if other.key not in of_all:
            yield Applies(other.name, other.key, "Recorded as a former partner")


def _adult_children(at: Circumstances, _member: Member | None) -> Iterator[Applies]:
    for child in at.household.members:
        if child.is_own_child and not child.is_dead and child.is_of_age(_GROWN, at.today):
            age = child.born.shown_age(at.today) if child.born else ""
            yield Applies(child.name, child.key, f"Own child{f', {age} years old' if age else ''}")


def _children_at_home(at: Circumstances, _member: Member | None) -> Iterator[Applies]:
    for child in at.household.members:
        is_own = child.is_own_child and child.is_at_home(at.today)
        if is_own and not child.is_of_age(_GROWN, at.today):
            yield Applies(child.name, child.key, "Own child at home")


def _work_with_children(at: Circumstances, member: Member | None) -> Iterator[Applies]:
    for past in _pasts_since(at, member, "employer_years"):
        if past.kind in _WORK and past.is_with_children:
            yield Applies(past.what, past.key, f"Work with children or adults at risk{_of(past)}")


def _other_work(at: Circumstances, member: Member | None) -> Iterator[Applies]:
    for past in _pasts_since(at, member, "employer_years"):
        if past.kind == "employment" and not past.is_with_children:
            yield Applies(past.what, past.key, f"Worked there{_of(past)}")


def _lived_abroad(at: Circumstances, member: Member | None) -> Iterator[Applies]:
    stays: dict[str, list[Stay]] = {}
    for stay in _stays(member):
        if stay.country:
            stays.setdefault(stay.country, []).append(stay)
    wanted = at.rules.number("abroad_months")
    for country, there in stays.items():
        if any(stay.begins is None for stay in there):
            yield Applies(country, "", f"Lived in {country}, from when is not recorded")
            continue
        months = sum(_months_since_grown(member, stay, at.today) for stay in there)
        if months >= wanted:
            yield Applies(country, "", f"Lived in {country} for {months} months since eighteen")


def _months_since_grown(member: Member | None, stay: Stay, today: date) -> int:
    if stay.begins is None:
        return 0
    begins = stay.begins.earliest
    if member is not None and member.born is not None:
        begins = max(begins, months_after(member.born.earliest, _GROWN * _MONTHS_IN_A_YEAR))
    ends = min(stay.ends.latest, today) if stay.ends else today
    return max(0, _months(begins, ends))


def _with_past(*kinds: str) -> Condition:
    """Return the condition that somebody has something of these kinds behind them."""

    def told(_at: Circumstances, member: Member | None) -> Iterator[Applies]:
        for past in member.pasts if member else ():
            if past.kind in kinds:
                yield Applies(past.what, past.key, f"Recorded of them{_of(past)}")

    return told


def _married_or_was(at: Circumstances, member: Member | None) -> Iterator[Applies]:
    bonds = member.bonds if member else ()
    if at.household.couple_status in _WED_STATUS or any(bond.kind in _WED for bond in bonds):
        yield Applies("", "", "Is or was married or in a civil partnership")


def _animals(at: Circumstances, _member: Member | None) -> Iterator[Applies]:
    if at.household.pets:
        number = len(at.household.pets)
        yield Applies("", "", f"{number} animals live there" if number > 1 else "An animal")


def _dogs(at: Circumstances, _member: Member | None) -> Iterator[Applies]:
    for pet in at.household.pets:
        if pet.kind == "dog":
            yield Applies(pet.told, pet.key, "A dog lives there")


CONDITIONS: Final[Mapping[str, Condition]] = {
    "always": _always,
    "referees": _referees,
    "authority_now": _authority_now,
    "authorities_before": _authorities_before,
    "former_partners": _former_partners,
    "adult_children": _adult_children,
    "children_at_home": _children_at_home,
    "work_with_children": _work_with_children,
    "other_work": _other_work,
    "lived_abroad": _lived_abroad,
    "ofsted": _with_past("ofsted"),
    "other_agencies": _with_past("adoption_agency", "fostering_service"),
    "armed_forces": _with_past("armed_forces"),
    "family_court": _with_past("family_court"),
    "married_or_was": _married_or_was,
    "animals": _animals,
    "dogs": _dogs,
}


def _stays(member: Member | None) -> tuple[Stay, ...]:
    return member.stays if member else ()


def _goes_on(stay: Stay, today: date) -> bool:
    return stay.ends is None or stay.ends.latest > today


def _pasts_since(at: Circumstances, member: Member | None, years: str) -> Iterator[Past]:
    if member is None or not member.pasts:
        return
    since = _years_before(at.today, at.rules.number(years))
    for past in member.pasts:
        if past.ends is None or past.ends.latest >= since:
            yield past


@lru_cache(maxsize=64)
def _years_before(today: date, years: int) -> date:
    return months_after(today, -years * _MONTHS_IN_A_YEAR)


def _most_months(begins: PartialDate | None, ends: PartialDate | None, today: date) -> int:
    """Return how many months it may have lasted at most."""
    if begins is None:
        return 0
    return _months(begins.earliest, min(ends.latest, today) if ends else today)


def _months(begins: date, ends: date) -> int:
    """Return the whole months between two days."""
    months = (ends.year - begins.year) * _MONTHS_IN_A_YEAR + ends.month - begins.month
    return months - (ends.day < begins.day)


def _of(past: Past) -> str:
    return _span(past.begins, past.ends)


def _span(begins: PartialDate | None, ends: PartialDate | None) -> str:
    if begins and ends:
        return f", {begins.shown} to {ends.shown}"
    if begins:
        return f", since {begins.shown}"
    return f", until {ends.shown}" if ends else ""
