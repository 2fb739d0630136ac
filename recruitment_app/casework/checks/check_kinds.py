"""Kinds of checks and their figures: as shipped, with what the agency has set over them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.agency.agency_law import SETTINGS
from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.check_settings import keep_own
from recruitment_app.casework.shipped_tables import made_by_id, read_table
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.errors import Problem
from recruitment_app.paths import resources
from recruitment_app.rules.check_conditions import CONDITIONS
from recruitment_app.rules.check_kinds import Basis, CheckKind, CheckRules, Whose
from recruitment_app.rules.check_settings import CheckNumber
from recruitment_app.rules.roles import Duty
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import CheckSetting

_FILE: Final = "checks.toml"
_OF_CHECKS: Final = "checks."
"""How the names begin of these settings, among those of the report's checks."""
_VALID: Final = "valid."
_ON: Final = "on."
_RULES: Final = "check_rules_in_force"
_MOST_MONTHS: Final = 240


@dataclass(frozen=True, slots=True)
class CheckRuleRow:
    """A figure or a switch as the agency has it, beside the shipped one and its source.

    ``kind`` is the kind of check that it belongs to, empty for a figure of several; of the unit
    "switch" 1 is on and 0 off; of the unit "months" of a kind 0 is no end.
    """

    name: str
    kind: str
    title: str
    value: str
    shipped: str
    unit: str
    source: str
    dated: date
    certainty: str
    is_own: bool
    reason: str


@cache
def shipped_check_rules() -> CheckRules:
    """Return the kinds and figures as shipped."""
    return read_check_rules(resources() / _FILE)


def read_check_rules(file: Path) -> CheckRules:
    """Read a file of kinds of checks and figures.

    Raises:
        Problem: it is wrong; the sentence names file, row and reason.

    """
    told = read_table(file)
    return CheckRules(
        kinds=made_by_id(file, told.get("check", ()), _kind),
        numbers=made_by_id(file, told.get("number", ()), lambda row: CheckNumber(**row)),
    )


def _kind(row: Mapping[str, Any]) -> CheckKind:
    made = {**row, "whose": Whose(row["whose"]), "basis": Basis(row["basis"])}
    kind = CheckKind(**made)
    if kind.when not in CONDITIONS:
        raise Problem(f"“{kind.when}” is not a rule that is known.")
    return kind


def check_rules(session: Session) -> CheckRules:
    """Return the kinds and figures as the agency has them; they are read once a transaction."""
    found = session.info.get(_RULES)
    if isinstance(found, CheckRules):
        return found
    own = {name: int(row.value) for name, row in _own(session).items()}
    made = _with(shipped_check_rules(), own)
    session.info[_RULES] = made
    return made


def rules_of_checks(store: Store) -> CheckRules:
    """Return the kinds and figures as the agency has them."""
    with store.reading() as session:
        signed_in(session, store)
        return check_rules(session)


def _with(shipped: CheckRules, own: Mapping[str, int]) -> CheckRules:
    kinds = {
        name: replace(
            kind,
            valid_months=own.get(_VALID + name, kind.valid_months) or None,
            on=bool(own.get(_ON + name, kind.on)),
        )
        for name, kind in shipped.kinds.items()
    }
    numbers = {
        name: replace(number, value=own.get(name, number.value))
        for name, number in shipped.numbers.items()
    }
    return CheckRules(kinds=kinds, numbers=numbers)


def _own(session: Session) -> dict[str, CheckSetting]:
    rows = session.scalars(
        select(CheckSetting).where(
            CheckSetting.deleted_at.is_(None), CheckSetting.name.startswith(_OF_CHECKS)
        )
    )
    return {row.name.removeprefix(_OF_CHECKS): row for row in rows}


def _settings(rules: CheckRules) -> Iterator[tuple[str, CheckNumber]]:
    """Give everything that may be set, with the kind that it belongs to."""
    for number in rules.numbers.values():
        yield "", number
    for kind in rules.kinds.values():
        told: dict[str, Any] = {
            "source": kind.source,
            "dated": kind.dated,
            "certainty": kind.certainty,
        }
        yield (
            kind.id,
            CheckNumber(
                id=_VALID + kind.id,
                title=f"{kind.title}: held good for",
                value=kind.valid_months or 0,
                least=0,
                most=_MOST_MONTHS,
                unit="months",
                **told,
            ),
        )
        if kind.basis is not Basis.REGULATION:
            yield (
                kind.id,
                CheckNumber(
                    id=_ON + kind.id,
                    title=f"{kind.title}: asked for",
                    value=int(kind.on),
                    least=0,
                    most=1,
                    unit="switch",
                    **told,
                ),
            )


def check_rule_rows(store: Store) -> tuple[CheckRuleRow, ...]:
    """Return every figure and switch, the agency's beside the shipped one."""
    with store.reading() as session:
        signed_in(session, store)
        own, held = _own(session), check_rules(session)
    shipped = {number.id: number for _, number in _settings(shipped_check_rules())}
    return tuple(
        CheckRuleRow(
            name=number.id,
            kind=kind,
            title=number.title,
            value=number.shown,
            shipped=shipped[number.id].shown,
            unit=number.unit,
            source=number.source,
            dated=number.dated,
            certainty=number.certainty,
            is_own=number.id in own,
            reason=own[number.id].reason if number.id in own else "",
        )
        for kind, number in _settings(held)
    )


def set_check_rule(store: Store, *, name: str, value: str, reason: str) -> Change:
    """Set a figure or a switch for this agency; the shipped one stays in view.

    Raises:
        NotAllowed: the role has no leave for it.
        Problem: there is no such setting, no reason, or a value that it does not take.

    """
    setting = _shipped(name)
    kept = setting.typed(value).shown
    with store.writing(act="set_check_rule") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        keep_own(session, _OF_CHECKS + name, kept, reason)
        session.info.pop(_RULES, None)
        return Change(None, SETTINGS | {Touched.CHECKS}, f"Set: {setting.title}.")


def restore_check_rule(store: Store, *, name: str) -> Change:
    """Give a figure or a switch its shipped value back.

    Raises:
        NotAllowed: the role has no leave for it.
        Problem: the agency has not set it.

    """
    setting = _shipped(name)
    with store.writing(act="restore_check_rule") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        row = _own(session).get(name)
        if row is None:
            raise Problem("This is as shipped already.")
        row.deleted_at = store.clock()
        session.info.pop(_RULES, None)
        return Change(None, SETTINGS | {Touched.CHECKS}, f"As shipped again: {setting.title}.")


def _shipped(name: str) -> CheckNumber:
    for _, number in _settings(shipped_check_rules()):
        if number.id == name:
            return number
    raise Problem("There is no such setting.", field="name")
