"""Figures and lists of words by which the checks go: as shipped, with the agency's over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.agency.agency_law import SETTINGS
from recruitment_app.casework.change import Change
from recruitment_app.casework.shipped_tables import made_by_id, read_table
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.errors import Problem
from recruitment_app.paths import resources
from recruitment_app.rules.check_settings import CheckNumber, CheckSettings, WordList
from recruitment_app.rules.roles import Duty
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import CheckSetting

_FILE: Final = "report_checks.toml"


@dataclass(frozen=True, slots=True)
class CheckSettingRow:
    """A setting of a check as the agency has it, beside the shipped one and its source."""

    name: str
    check: int
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
def shipped_check_settings() -> CheckSettings:
    """Return the settings as shipped."""
    return read_check_settings(resources() / _FILE)


def read_check_settings(file: Path) -> CheckSettings:
    """Read a file of settings.

    Raises:
        Problem: it is wrong; the sentence names file, row and reason.

    """
    told = read_table(file)
    numbers = made_by_id(file, told.get("number", ()), lambda row: CheckNumber(**row))
    lists = made_by_id(file, told.get("words", ()), lambda row: WordList(**_tuples(row)))
    for name in numbers.keys() & lists.keys():
        raise Problem(f"{file.name}, {name}: it stands there twice.")
    return CheckSettings(numbers=numbers, lists=lists)


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def settings_in_force(session: Session) -> CheckSettings:
    """Return the shipped settings with what the agency has set over them."""
    shipped = shipped_check_settings()
    numbers, lists = dict(shipped.numbers), dict(shipped.lists)
    for name, row in _own(session).items():
        if name in numbers:
            numbers[name] = numbers[name].typed(row.value)
        elif name in lists:
            lists[name] = lists[name].typed(row.value)
    return CheckSettings(numbers=numbers, lists=lists)


def check_setting_rows(store: Store) -> tuple[CheckSettingRow, ...]:
    """Return every setting by the number of its check, the agency's beside the shipped one."""
    with store.reading() as session:
        signed_in(session, store)
        own, held = _own(session), settings_in_force(session)
    shipped = shipped_check_settings()
    rows = [
        *(_row(each, shipped.numbers[name], own.get(name)) for name, each in held.numbers.items()),
        *(_row(each, shipped.lists[name], own.get(name)) for name, each in held.lists.items()),
    ]
    return tuple(sorted(rows, key=lambda row: row.check))


def _row(
    held: CheckNumber | WordList, shipped: CheckNumber | WordList, own: CheckSetting | None
) -> CheckSettingRow:
    return CheckSettingRow(
        name=held.id,
        check=held.check,
        title=held.title,
        value=held.shown,
        shipped=shipped.shown,
        unit=held.unit if isinstance(held, CheckNumber) else "words",
        source=held.source,
        dated=held.dated,
        certainty=held.certainty,
        is_own=own is not None,
        reason=own.reason if own else "",
    )


def set_check_setting(store: Store, *, name: str, value: str, reason: str) -> Change:
    """Set a figure, or a list of words a line each, for this agency; the shipped one stays.

    Raises:
        NotAllowed: the role has no leave for it.
        Problem: there is no such setting, no reason, or a value that it does not take.

    """
    setting = _shipped(name)
    kept = setting.typed(value).shown
    with store.writing(act="set_check_setting") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        keep_own(session, name, kept, reason)
        return Change(None, SETTINGS, f"Set: {setting.title}.")


def keep_own(session: Session, name: str, value: str, reason: str) -> None:
    """Keep the agency's own value of a setting, and why, within the act that is open.

    Raises:
        Problem: no reason is given.

    """
    if not reason.strip():
        raise Problem("Say why the agency sets this.", field="reason")
    row = session.scalars(select(CheckSetting).where(CheckSetting.name == name)).one_or_none()
    if row is None:
        row = CheckSetting(name=name)
        session.add(row)
    row.value, row.reason, row.deleted_at = value, reason.strip(), None


def restore_check_setting(store: Store, *, name: str) -> Change:
    """Give a setting its shipped value back.

    Raises:
        NotAllowed: the role has no leave for it.
        Problem: the agency has not set it.

    """
    setting = _shipped(name)
    with store.writing(act="restore_check_setting") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        row = _own(session).get(name)
        if row is None:
            raise Problem("This is as shipped already.")
        row.deleted_at = store.clock()
        return Change(None, SETTINGS, f"As shipped again: {setting.title}.")


def _shipped(name: str) -> CheckNumber | WordList:
    shipped = shipped_check_settings()
    found = shipped.numbers.get(name) or shipped.lists.get(name)
    if found is None:
        raise Problem("There is no such setting.", field="name")
    return found


def _own(session: Session) -> dict[str, CheckSetting]:
    rows = session.scalars(select(CheckSetting).where(CheckSetting.deleted_at.is_(None)))
    return {row.name: row for row in rows}
