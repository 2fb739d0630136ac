"""The law as a manager sets it for the agency: own days, limits and code lists."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.agency.agency_rows import CodeRow, LimitRow
from recruitment_app.casework.agency.recounting import recount
from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.in_force import forget_law, law_in_force, read_law
from recruitment_app.casework.law import shipped_codes, shipped_limits
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.limits import Limit, Unit
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.values import name_fold
from recruitment_app.rules.working_days import Calendar
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    CodeEntry,
    LimitOverride,
    OwnDay,
)

SETTINGS = frozenset({Touched.SETTINGS, Touched.DIARY, Touched.PROGRESS})


def add_own_day(store: Store, *, on: date, name: str) -> Change:
    """Add a day off that counts as a bank holiday; due dates follow.

    Raises:
        Problem: it has no name, or is in the list already.

    """
    if not name.strip():
        raise Problem("Say what the day is.", field="name")
    with store.writing(act="add_own_day") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        row = session.scalars(select(OwnDay).where(OwnDay.on == on)).one_or_none()
        if row is not None and row.deleted_at is None:
            raise Problem("This day is in the list already.", field="on")
        if row is None:
            row = OwnDay(on=on, name=name.strip())
            session.add(row)
        row.name, row.deleted_at = name.strip(), None
        _law_changed(session)
        return Change(None, SETTINGS, "Day added; due dates follow it.")


def remove_own_day(store: Store, *, on: date) -> Change:
    """Take a day off out of the list again; due dates follow.

    Raises:
        Problem: it is not in the list.

    """
    with store.writing(act="remove_own_day") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        row = session.scalars(
            select(OwnDay).where(OwnDay.on == on, OwnDay.deleted_at.is_(None))
        ).one_or_none()
        if row is None:
            raise Problem("This day is not in the list any more.")
        row.deleted_at = store.clock()
        _law_changed(session)
        return Change(None, SETTINGS, "Day taken out; due dates follow.")


def limits_and_days(store: Store) -> tuple[Mapping[str, Limit], Calendar]:
    """Return the limits and the working days as the agency has them."""
    with store.reading() as session:
        signed_in(session, store)
        law = read_law(session)
        return law.limits, law.calendar


def limit_rows(store: Store) -> list[LimitRow]:
    """Return every limit as the agency has it, beside the shipped figure and source."""
    with store.reading() as session:
        law = read_law(session)
        overrides = {
            row.limit_id: row
            for row in session.scalars(
                select(LimitOverride).where(LimitOverride.deleted_at.is_(None))
            )
        }
    rows = []
    for shipped in shipped_limits():
        mine, own = law.limits[shipped.id], overrides.get(shipped.id)
        rows.append(_limit_row(mine, shipped, own.reason if own else None))
    return rows


def _limit_row(mine: Limit, shipped: Limit, reason: str | None) -> LimitRow:
    return LimitRow(
        mine.id,
        mine.title,
        mine.trigger,
        mine.figure,
        shipped.figure,
        mine.number,
        mine.unit or "",
        mine.inclusive,
        mine.force,
        mine.who,
        mine.source,
        mine.certainty,
        mine.valid_from,
        mine.followed,
        mine.on,
        reason is not None,
        reason or "",
        mine.note,
    )


def set_limit(
    store: Store, *, limit_id: str, number: int | None, unit: str, is_on: bool, reason: str
) -> Change:
    """Set a limit for this agency; the shipped figure and source stay visible.

    Raises:
        Problem: there is no such limit, no reason, or a figure without its unit.

    """
    shipped = next((limit for limit in shipped_limits() if limit.id == limit_id), None)
    if shipped is None:
        raise Problem("There is no such limit.", field="limit_id")
    if not reason.strip():
        raise Problem("Say why the agency sets this limit.", field="reason")
    given = cast("Unit | None", unit or None)
    Limit(
        id=limit_id,
        title=shipped.title,
        trigger=shipped.trigger,
        number=number,
        unit=given,
        force=shipped.force,
        who=shipped.who,
        source=shipped.source,
        certainty=shipped.certainty,
    )  # refuses a figure that makes no limit
    with store.writing(act="set_limit") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        row = session.scalars(
            select(LimitOverride).where(LimitOverride.limit_id == limit_id)
        ).one_or_none()
        if row is None:
            row = LimitOverride(limit_id=limit_id)
            session.add(row)
        row.number, row.unit, row.is_on = number, given or "", is_on
        row.reason, row.deleted_at = reason.strip(), None
        _law_changed(session)
        return Change(None, SETTINGS, f"Limit {limit_id} set; due dates follow it.")


def restore_limit(store: Store, *, limit_id: str) -> Change:
    """Give a limit its shipped figure back.

    Raises:
        Problem: the agency has not set it.

    """
    with store.writing(act="restore_limit") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        row = session.scalars(
            select(LimitOverride).where(
                LimitOverride.limit_id == limit_id, LimitOverride.deleted_at.is_(None)
            )
        ).one_or_none()
        if row is None:
            raise Problem("This limit is as shipped already.")
        row.deleted_at = store.clock()
        _law_changed(session)
        return Change(None, SETTINGS, f"Limit {limit_id} is as shipped again.")


def _law_changed(session: Session) -> None:
    """Keep the clocks of every case anew, for a due date may have moved."""
    session.flush()
    forget_law(session)
    recount(session, law_in_force(session))


def code_rows(store: Store) -> dict[str, tuple[str, list[CodeRow]]]:
    """Return every code list by name: its title and its codes, retired ones too."""
    with store.reading() as session:
        law = read_law(session)
    shipped = shipped_codes()
    return {
        name: (
            codes.title,
            [
                CodeRow(
                    name,
                    code.code,
                    code.label,
                    code.retired,
                    shipped[name].get(code.code) is None,
                    code.owner or "",
                )
                for code in codes.codes
            ],
        )
        for name, codes in law.codes.items()
    }


def set_code(
    store: Store, *, list_name: str, code: str, label: str, is_retired: bool, owner: str = ""
) -> Change:
    """Add a code to an editable list, rename one, or retire it; old records keep it.

    Raises:
        Problem: the list may not be changed, or the code or its words are missing.

    """
    shipped = shipped_codes().get(list_name)
    if shipped is None or not shipped.editable:
        raise Problem("This list follows the law or a return and is not changed here.")
    key = code.strip() or name_fold(label).replace(" ", "_")[:60]
    if not label.strip() or not key:
        raise Problem("Type the words for the code.", field="label")
    with store.writing(act="set_code") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        row = session.scalars(
            select(CodeEntry).where(CodeEntry.list_name == list_name, CodeEntry.code == key)
        ).one_or_none()
        if row is None:
            most = session.scalar(
                select(func.max(CodeEntry.place)).where(CodeEntry.list_name == list_name)
            )
            row = CodeEntry(list_name=list_name, code=key, place=(most or 0) + 1)
            session.add(row)
        row.label, row.is_retired, row.owner = label.strip(), is_retired, owner
        row.deleted_at = None
        forget_law(session)
        return Change(None, SETTINGS, "Saved.")
