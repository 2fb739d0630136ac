"""A check opened for one act: its kind, its row where it has one, and leave to work on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Touched
from recruitment_app.casework.checks.check_kinds import check_rules
from recruitment_app.casework.checks.check_lines import match_of
from recruitment_app.casework.checks.check_rows import REFERENCE, CheckKey
from recruitment_app.casework.stepping import ask_leave, require_case
from recruitment_app.errors import Problem
from recruitment_app.rules.check_conditions import MISSING_REFEREE
from recruitment_app.rules.check_kinds import CheckKind
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Check, Person, Referee, Worker

CHECKED: Final = frozenset({Touched.CHECKS, Touched.DIARY})


@dataclass
class OpenCheck:
    """A check being worked on within one act; ``row`` is None until something is recorded."""

    session: Session
    store: Store
    worker: Worker
    key: CheckKey
    kind: CheckKind
    row: Check | None

    @property
    def told(self) -> str:
        """Return how the check is called in a sentence."""
        return f"{self.kind.title}, {self.key.about}" if self.key.about else self.kind.title

    def recorded(self) -> Check:
        """Return its row.

        Raises:
            Problem: nothing is recorded of it.

        """
        if self.row is None:
            raise Problem("Nothing is recorded of this check yet: look again.")
        return self.row

    def kept(self) -> Check:
        """Return its row, made now where there is none."""
        return self.row or self.made()

    def made(self) -> Check:
        """Return a further row of it, kept from now on."""
        key = self.key
        self.row = Check(
            case_id=key.case_id,
            kind=key.kind,
            person_id=key.person_id,
            about=key.about,
            about_key=key.about_key,
            added_at=self.store.clock(),
            added_by=self.worker.id,
        )
        self.session.add(self.row)
        self.session.flush()
        if key.kind == REFERENCE:
            referee = self.session.get(Referee, UUID(key.about_key))
            if referee is not None:
                referee.check_id = self.row.id
        return self.row


@contextmanager
def on_check(store: Store, key: CheckKey, *, duty: Duty, act: str) -> Iterator[OpenCheck]:
    """Open a check for one act."""
    with store.writing(act=act) as session:
        worker = ask_leave(session, store, duty)
        yield open_check(session, store, worker, key)


def open_check(session: Session, store: Store, worker: Worker, key: CheckKey) -> OpenCheck:
    """Return a check within an act that is open.

    Raises:
        Problem: its case, kind or person is not there, or nobody is named yet as the referee.

    """
    require_case(session, worker, key.case_id)
    kind = check_rules(session).kinds.get(key.kind)
    if kind is None:
        raise Problem("Choose the check from the list.", field="kind")
    if key.person_id is not None:
        person = session.get(Person, key.person_id)
        if person is None or person.case_id != key.case_id:
            raise Problem("This person is not in the household any more: look again.")
    if key.about_key.startswith(MISSING_REFEREE) or (key.kind == REFERENCE and not key.about_key):
        raise Problem("Name the referee first: a reference is asked of somebody.")
    rows = session.scalars(
        select(Check)
        .where(
            Check.case_id == key.case_id,
            Check.kind == key.kind,
            Check.person_id.is_(None)
            if key.person_id is None
            else Check.person_id == key.person_id,
            Check.deleted_at.is_(None),
        )
        .order_by(Check.added_at, Check.id)
    )
    wanted = match_of("", "", key.about, key.about_key)
    same = [row for row in rows if match_of("", "", row.about, row.about_key) == wanted]
    return OpenCheck(session, store, worker, key, kind, same[-1] if same else None)


def not_to_come(day: date, today: date, field: str) -> None:
    """Raise Problem where a day is still to come.

    Raises:
        Problem: it is.

    """
    if day > today:
        raise Problem(f"{long_date(day)} is still to come.", field=field)


def clean_words(text: str) -> str:
    """Return words of several lines as they are kept."""
    return text.replace("\0", "").strip()
