"""What keeps a store safe: backups on wish, the recovery key, and the check from end to end."""

from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select

from recruitment_app.casework.change import Change
from recruitment_app.casework.checking import Tell, check
from recruitment_app.casework.stepping import ask_leave
from recruitment_app.errors import Problem
from recruitment_app.rules.roles import Duty
from recruitment_app.store.audit import tell as tell_audit
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Agency

SUFFIX = ".recruitment-backup"


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
        tell_audit(session, made="recovery key")
    return agency, store.sign_ins.new_recovery_key()


def recovery_key_paper(*, agency: str, key: str, today: date) -> bytes:
    """Return the recovery key as a page to print."""
    from recruitment_app.documents import (  # noqa: PLC0415 - reportlab, only where it is printed
        recovery_key,
    )

    return recovery_key.render(recovery_key.RecoveryKey(agency, key, today))


def rebuild_search(store: Store) -> Change:
    """Build the index of the search anew from what is saved.

    Raises:
        NotAllowed: nobody of the agency is signed in.

    """
    with store.reading() as session:
        ask_leave(session, store, Duty.BACK_UP)
    store.rebuild_search()
    return Change(None, frozenset(), "The search was built anew.")


def check_store(store: Store, *, tell: Tell | None = None) -> tuple[str, ...]:
    """Check the store from end to end, and all that follows from the records of each case."""
    return tuple(check(store, tell=tell))
