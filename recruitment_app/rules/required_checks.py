"""Which checks a household needs, worked out from who lives there and what they did."""

from datetime import date

from recruitment_app.rules.check_conditions import CONDITIONS, Circumstances
from recruitment_app.rules.check_kinds import CheckKind, CheckRules, Whose
from recruitment_app.rules.checked_household import CheckedHousehold, Member

RequiredCheck = tuple[CheckKind, Member | None, str, str, str]
"""One check that a rule asks of somebody, or of the household: its kind, of whom, what it is about,
the key of that, and why. Plain, since a grid of all cases looks through tens of thousands."""


def required_checks(
    household: CheckedHousehold, rules: CheckRules, *, today: date, panel: date
) -> list[RequiredCheck]:
    """Return the checks of a household, kind by kind as checks.toml has them.

    ``panel`` is the day of the panel, or the day by which one is to be expected: who comes of age
    until then is checked as an adult.
    """
    at = Circumstances(household, rules, today, panel)
    of: dict[Whose, tuple[Member | None, ...]] = {
        Whose.APPLICANT: household.applicants,
        Whose.ADULT: tuple(household.adults(rules.number("adult_age"), today, panel)),
        Whose.CASE: (None,),
    }
    return [
        (kind, member, about, about_key, why)
        for kind in rules.kinds.values()
        if kind.on
        for member in of[kind.whose]
        for about, about_key, why in CONDITIONS[kind.when](at, member)
    ]
