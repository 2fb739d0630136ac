"""The law as the agency has it: the shipped limits and codes with the agency's own over them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.law import shipped_codes, shipped_limits
from recruitment_app.errors import Problem
from recruitment_app.rules.codes import Code, CodeList
from recruitment_app.rules.limits import Limit, Unit
from recruitment_app.rules.ownership import Owner, Reasons
from recruitment_app.rules.working_days import Calendar
from recruitment_app.store.tables import CodeEntry, LimitOverride, OwnDay

_LAW = "law_in_force"


@dataclass(frozen=True, slots=True)
class Law:
    """Limits, calendar and code lists as they hold for this agency today."""

    limits: Mapping[str, Limit]
    calendar: Calendar
    codes: Mapping[str, CodeList]

    @property
    def reasons(self) -> Reasons:
        """Return the owner of the days of each coded reason, by code list and code."""
        return {
            (name, code.code): Owner(code.owner)
            for name, codes in self.codes.items()
            for code in codes.codes
            if code.owner
        }

    def label(self, list_name: str, code: str) -> str:
        """Return the words for a code, also a retired one; an unknown code speaks for itself."""
        found = self.codes[list_name].get(code) if list_name in self.codes else None
        return found.label if found else code

    def require_code(self, list_name: str, code: str, *, what: str, field: str = "reason") -> None:
        """Raise Problem unless the code stands in the list and is not retired.

        Raises:
            Problem: it does not.

        """
        found = self.codes[list_name].get(code)
        if found is None or found.retired:
            raise Problem(f"Choose {what} from the list.", field=field)


def law_in_force(session: Session) -> Law:
    """Return the law for this transaction; it is read once in each."""
    law = session.info.get(_LAW)
    if isinstance(law, Law):
        return law
    law = read_law(session)
    session.info[_LAW] = law
    return law


def forget_law(session: Session) -> None:
    """Let the law be read again, after an act that changed it."""
    session.info.pop(_LAW, None)


def read_law(session: Session) -> Law:
    """Return the shipped law with what the agency has set over it."""
    limits = {limit.id: limit for limit in shipped_limits()}
    for limit_id, number, unit, is_on in session.execute(
        select(
            LimitOverride.limit_id, LimitOverride.number, LimitOverride.unit, LimitOverride.is_on
        ).where(LimitOverride.deleted_at.is_(None))
    ):
        shipped = limits[limit_id]
        limits[limit_id] = replace(
            shipped, number=number, unit=cast("Unit | None", unit or None), on=is_on
        )
    days = session.scalars(select(OwnDay.on).where(OwnDay.deleted_at.is_(None)))
    codes = dict(shipped_codes())
    for entry in session.scalars(
        select(CodeEntry).where(CodeEntry.deleted_at.is_(None)).order_by(CodeEntry.place)
    ):
        codes[entry.list_name] = codes[entry.list_name].with_codes([_agency_code(codes, entry)])
    return Law(limits, Calendar(frozenset(days)), codes)


def _agency_code(codes: Mapping[str, CodeList], entry: CodeEntry) -> Code:
    """Return a code as the agency has it; a shipped one keeps its spellings and stages."""
    shipped = codes[entry.list_name].get(entry.code) or Code(code=entry.code, label=entry.label)
    owner = Owner(entry.owner).value if entry.owner else shipped.owner
    return replace(shipped, label=entry.label, retired=entry.is_retired, owner=owner)
