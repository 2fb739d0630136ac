"""What keeps a store safe: backups on wish, the recovery key, and the check from end to end."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.stepping import as_event, ask_leave, clock_columns, columns
from recruitment_app.errors import Problem
from recruitment_app.rules import clocks
from recruitment_app.rules.roles import Duty
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Agency, Case, CaseClock, CaseEvent

SUFFIX = ".recruitment-backup"
DIFFERS = "{reference}: what is kept of the journey is not what its dated events say."
_TELL_EVERY = 200

Tell = Callable[[int, int], object]


def back_up_now(store: Store, *, file: Path) -> int:
    """Write one backup to a new file, proved by opening it; return how many cases it holds.

    Raises:
        NotAllowed: nobody of the agency is signed in.
        Problem: there is a file of this name, or it cannot be written.

    """
    with store.reading() as session:
        ask_leave(session, store, Duty.BACK_UP)
    return store.back_up(file).rows.get("cases", 0)


def last_backup_at(store: Store) -> datetime | None:
    """Return when the newest backup in the store's own folder was made."""
    if store.folder is None:
        return None
    made = [file.stat().st_mtime for file in (store.folder / "backups").glob(f"*{SUFFIX}")]
    return datetime.fromtimestamp(max(made), UTC) if made else None


def make_recovery_key(store: Store) -> tuple[str, str]:
    """Make a new recovery key; return the agency's name and the key, to be printed once.

    Raises:
        NotAllowed: only a manager may.
        Problem: a store on a server has none.

    """
    if store.sign_ins is None:
        raise Problem("A store on a server has no recovery key.")
    with store.writing(act="make_recovery_key") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        agency = session.scalars(select(Agency.name)).one()
    return agency, store.sign_ins.new_recovery_key()


def recovery_key_paper(*, agency: str, key: str, today: date) -> bytes:
    """Return the recovery key as a page to print."""
    from recruitment_app.documents import (  # noqa: PLC0415 - reportlab, only where it is printed
        recovery_key,
    )

    return recovery_key.render(recovery_key.RecoveryKey(agency, key, today))


def check_store(store: Store, *, tell: Tell | None = None) -> tuple[str, ...]:
    """Check the store from end to end, and each case's columns against its dated events."""
    findings = store.check()
    if findings:
        return findings
    with store.reading() as session:
        return tuple(_differences(session, tell))


def _differences(session: Session, tell: Tell | None) -> list[str]:
    law = read_law(session)
    cases = session.scalars(select(Case).where(Case.deleted_at.is_(None)).order_by(Case.id)).all()
    events = {
        case_id: list(rows)
        for case_id, rows in groupby(
            session.scalars(
                select(CaseEvent)
                .where(CaseEvent.struck_at.is_(None))
                .order_by(CaseEvent.case_id, CaseEvent.on, CaseEvent.place)
            ),
            key=lambda row: row.case_id,
        )
    }
    kept = {
        case_id: list(rows)
        for case_id, rows in groupby(
            session.scalars(select(CaseClock).order_by(CaseClock.case_id)),
            key=lambda row: row.case_id,
        )
    }
    findings = []
    for done, case in enumerate(cases):
        if tell is not None and done % _TELL_EVERY == 0:
            tell(done, len(cases))
        told = [as_event(row) for row in events.get(case.id, [])]
        runs = clocks.runs(told, law.limits, law.calendar)
        if not _is_kept(case, columns(told)) or not _are_kept(kept.get(case.id, []), runs):
            findings.append(DIFFERS.format(reference=case.reference))
    return findings


def _is_kept(case: Case, told: dict[str, object]) -> bool:
    return all(getattr(case, name) == value for name, value in told.items())


def _are_kept(rows: Sequence[CaseClock], runs: Sequence[clocks.Run]) -> bool:
    kept = {row.limit_id: row for row in rows}
    return kept.keys() == {run.limit_id for run in runs} and all(
        getattr(kept[run.limit_id], name) == value
        for run in runs
        for name, value in clock_columns(run).items()
    )
