"""Taking everything out: every table of the store as open files that say what they hold."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruitment_app import __version__
from recruitment_app.casework.file.attaching import attached_files
from recruitment_app.casework.leaving.open_tables import open_tables, sources
from recruitment_app.casework.stepping import ask_leave
from recruitment_app.errors import Problem, StoreTrouble
from recruitment_app.exchange.open_files import (
    WrittenTable,
    write_description,
    write_open_file,
    write_open_table,
)
from recruitment_app.paths import resources
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store import schema
from recruitment_app.store.audit import START, last_head
from recruitment_app.store.audit import tell as tell_audit
from recruitment_app.store.folders import new_folder, refuse_used
from recruitment_app.store.keeping import Store
from recruitment_app.store.places import refuse_for_open_files
from recruitment_app.store.tables import Agency, Draft

WARNING: Final = (
    "The files are not encrypted: whoever has them can read everything of every household."
)

FILES_NAME: Final = "attachments"
_ENDINGS: Final[Mapping[str, str]] = {"image/jpeg": ".jpg", "application/pdf": ".pdf"}

Tell = Callable[[int, int, str], object]


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What was written: into which folder, how many tables and rows."""

    folder: Path
    tables: int
    rows: int


def export_all(store: Store, *, folder: Path, today: date, tell: Tell | None = None) -> TakenOut:
    """Write every table into a new folder as open files, as one moment of the store stands.

    ``tell`` hears how many rows are written, of how many, and into which file; where it
    raises, nothing stays behind.

    Raises:
        NotAllowed: only a manager may.
        Problem: the folder is not empty, lies within the store's own, or is one that
            is copied elsewhere.

    """
    with store.reading() as session:
        ask_leave(session, store, Duty.EXPORT_ALL)
        _refuse_folder(store, folder)
        counts = _counts(session)
        every = sum(counts.values())
        with new_folder(folder) as building:
            written: list[WrittenTable] = []
            for table, rows in sources(session, store):
                before = sum(each.rows for each in written)

                def moved(count: int, before: int = before, name: str = table.file_name) -> None:
                    if tell is not None:
                        tell(min(before + count, every), every, f"Writing {name}.")

                moved(0)
                written.append(write_open_table(building, table, rows(), moved))
            total = sum(each.rows for each in written)
            _write_files(session, store, building)
            facts, readme = _description(session, store, written, today)
            write_description(building, written, facts, readme)
            if tell is not None:
                tell(every, every, "Putting the files in their place.")
            with store.writing(act="export_all") as writing:
                tell_audit(
                    writing, exported="everything", tables=str(len(written)), rows=str(total)
                )
    return TakenOut(folder, len(written), total)


def _refuse_folder(store: Store, folder: Path) -> None:
    place = folder.expanduser().absolute()
    refuse_used(place)
    refuse_for_open_files(place)
    if store.folder is not None and place.resolve().is_relative_to(store.folder.resolve()):
        raise Problem("Choose a folder outside the store's own.", field="folder")


def _write_files(session: Session, store: Store, folder: Path) -> None:
    """Write every attached file as it was; one that is lost stays out, as the check tells."""
    for file in attached_files(session):
        place = folder / FILES_NAME / f"{file.mac}{_ENDINGS.get(file.media_type, '')}"
        with suppress(StoreTrouble):
            write_open_file(place, store.attachments.pieces(file.mac))


def _counts(session: Session) -> Mapping[str, int]:
    return {
        name: session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in open_tables().items()
    }


def _description(
    session: Session, store: Store, written: Sequence[WrittenTable], today: date
) -> tuple[dict[str, Any], str]:
    """Return the facts of the description for machines, and the one for people."""
    agency = session.scalars(select(Agency.name)).one()
    drafts = session.scalar(select(func.count()).select_from(Draft)) or 0
    head = last_head(session)
    seq, link = (head.seq, head.hash) if head else (0, START)
    total = sum(each.rows for each in written)
    listed = "\n".join(
        f"  {each.table.file_name:<28} {each.rows:>9,}   {each.table.meaning}" for each in written
    )
    readme = (resources() / "open_files_readme.txt").read_text("utf-8")
    facts = {
        "name": "adopter-recruitment",
        "title": f"Everything of the store of {agency}",
        "description": WARNING,
        "created": store.clock().isoformat(timespec="seconds"),
        "application": f"Adopter Recruitment {__version__}",
        "revision": schema.HEAD,
        "audit": {"seq": seq, "hash": link},
    }
    return facts, readme.format(
        agency=agency,
        version=__version__,
        day=long_date(today),
        revision=schema.HEAD,
        rows=f"{total:,}",
        tables=len(written),
        listed=listed,
        drafts="none was there" if not drafts else f"{drafts:,} left out",
        seq=seq,
        hash=link,
    )
