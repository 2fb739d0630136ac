"""Which checks a household needs, worked out from who lives there and what they did."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from recruitment_app.rules.check_conditions import CONDITIONS, Circumstances
from recruitment_app.rules.check_kinds import CheckKind, CheckRules, Whose
from recruitment_app.rules.checked_household import CheckedHousehold, Member


class RequiredCheck(NamedTuple):
    """One check that a rule asks of somebody, or of the household, and why."""

    kind: CheckKind
    member: Member | None
    about: str
    about_key: str
    why: str


def required_checks(
    household: CheckedHousehold, rules: CheckRules, *, today: date, panel: date
) -> Iterator[RequiredCheck]:
    """Go through the checks of a household, kind by kind as checks.toml has them.

    ``panel`` is the day of the panel, or the day by which one is to be expected: who comes of age
    until then is checked as an adult.
    """
    at = Circumstances(household, rules, today, panel)
    applicants = household.applicants
    adults = tuple(household.adults(rules.number("adult_age"), today, panel))
    of: dict[Whose, tuple[Member | None, ...]] = {
        Whose.APPLICANT: applicants,
        Whose.ADULT: adults,
        Whose.CASE: (None,),
    }
    for kind in rules.kinds.values():
        if not kind.on:
            continue
        condition = CONDITIONS[kind.when]
        for member in of[kind.whose]:
            for applies in condition(at, member):
                yield RequiredCheck(kind, member, *applies)
