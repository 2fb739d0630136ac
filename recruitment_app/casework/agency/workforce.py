"""The people of the agency: who they are, what they do, and their keys to the store."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.rows import Registration, WorkerRow
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.rules.report_authors import Engagement
from recruitment_app.rules.roles import Duty, Role
from recruitment_app.rules.stages import Stage
from recruitment_app.rules.values import name_fold
from recruitment_app.store.audit import tell
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Case,
    Worker,
)

SETTINGS = frozenset({Touched.SETTINGS, Touched.DIARY})
SHORTEST_PASSWORD = 8


def check_password(password: str) -> None:
    """Raise Problem unless a password is long enough.

    Raises:
        Problem: it is too short.

    """
    if len(password) < SHORTEST_PASSWORD:
        raise Problem(
            f"A password needs at least {SHORTEST_PASSWORD} characters: a few words are best.",
            field="password",
        )


def new_worker(person_id: UUID, team_id: UUID, name: str, role: Role) -> Worker:
    """Return the row of a person of the agency."""
    return Worker(
        id=person_id,
        team_id=team_id,
        name=name.strip(),
        name_fold=name_fold(name),
        role=role,
    )


def workers(store: Store, *, with_leavers: bool = False) -> list[WorkerRow]:
    """Return the people of the agency by name, each with the number of open cases."""
    with store.reading() as session:
        query_load = (
            select(Case.worker_id, func.count())
            .where(Case.deleted_at.is_(None), Case.stage.not_in([Stage.CLOSED, Stage.PLACED]))
            .group_by(Case.worker_id)
        )
        load = {row[0]: row[1] for row in session.execute(query_load)}
        query = select(Worker).where(Worker.deleted_at.is_(None)).order_by(Worker.name_fold)
        if not with_leavers:
            query = query.where(Worker.left_on.is_(None))
        return [
            WorkerRow(
                row.id,
                row.name,
                row.role,
                row.job_title,
                row.left_on,
                has_key=store.sign_ins is None or store.sign_ins.has(row.id),
                open_cases=load.get(row.id, 0),
                version=row.row_version,
                registration=Registration(
                    row.registration_number,
                    row.qualified_on,
                    row.has_adoption_experience,
                    Engagement(row.engaged_as),
                ),
            )
            for row in session.scalars(query)
        ]


def worker_names(store: Store) -> list[tuple[str, UUID]]:
    """Return the names of all who work or worked here, in their order, each with its key."""
    with store.reading() as session:
        query = select(Worker.name, Worker.id).where(Worker.deleted_at.is_(None))
        return [(name, key) for name, key in session.execute(query.order_by(Worker.name_fold))]


def me(store: Store) -> WorkerRow:
    """Return the person signed in."""
    with store.reading() as session:
        row = signed_in(session, store)
        return WorkerRow(row.id, row.name, row.role, row.job_title, row.left_on)


def add_worker(
    store: Store, *, name: str, role: Role, password: str, job_title: str = ""
) -> Change:
    """Add a person of the agency, with a first password that they change themselves.

    Raises:
        Problem: the name is missing or taken, or the password is too short.

    """
    if not name.strip():
        raise Problem("Type the person's name.", field="name")
    check_password(password)
    with store.writing(act="add_worker") as session:
        mine = ask_leave(session, store, Duty.SET_UP_AGENCY)
        taken = session.scalars(
            select(Worker.id).where(Worker.name_fold == name_fold(name), Worker.left_on.is_(None))
        ).first()
        if taken is not None:
            raise Problem("Somebody of this name is there already: add an initial.", field="name")
        row = new_worker(new_id(), mine.team_id, name, role)
        row.job_title = job_title.strip()
        session.add(row)
        session.flush()
        person_id, told = row.id, row.name
    if store.sign_ins is not None:  # once the person is saved: a password alone could not be mended
        store.sign_ins.add(person_id=person_id, name=told, password=password)
    return Change(None, SETTINGS, "Added.", person_id)


def change_worker(
    store: Store,
    *,
    worker_id: UUID,
    seen: int,
    role: Role,
    job_title: str,
    registration: Registration | None = None,
) -> Change:
    """Change what a person of the agency does and, where given, what they may write.

    Raises:
        ChangedMeanwhile: somebody else changed the person since.
        Problem: nobody would be manager any more.

    """
    with store.writing(act="change_worker") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        row = session.get_one(Worker, worker_id)
        if row.row_version != seen:
            raise ChangedMeanwhile("Somebody else changed this person: look again.")
        if role is not Role.MANAGER:
            need_another_manager(session, worker_id)
        row.role, row.job_title = role, job_title.strip()
        if registration is not None:
            row.registration_number = registration.number.strip()
            row.qualified_on = registration.qualified_on
            row.has_adoption_experience = registration.has_adoption_experience
            row.engaged_as = registration.engaged_as
        return Change(None, SETTINGS, "Saved.", worker_id)


def let_worker_leave(store: Store, *, worker_id: UUID, on: date, today: date) -> Change:
    """Record that a person has left: their key is taken, and their open cases become unallocated.

    Raises:
        Problem: it is the only manager, or the person signed in.

    """
    with store.writing(act="let_worker_leave") as session:
        mine = ask_leave(session, store, Duty.SET_UP_AGENCY)
        record_leaving(session, mine, worker_id=worker_id, on=on, today=today)
    take_key(store, worker_id)
    return Change(
        None,
        SETTINGS | {Touched.CASES},
        "Recorded; the open cases wait to be allocated.",
        worker_id,
    )


def record_leaving(
    session: Session, mine: Worker, *, worker_id: UUID, on: date, today: date
) -> None:
    """Record within an act that a person has left; ``take_key`` follows once it is saved.

    Raises:
        Problem: it is the only manager, or the person signed in, or the day is still to come.

    """
    need_another_manager(session, worker_id)
    if worker_id == mine.id:
        raise Problem("Ask another manager to record that you have left.")
    if on > today:
        raise Problem("Record it on the day on which the person leaves.", field="on")
    session.get_one(Worker, worker_id).left_on = on
    for case in session.scalars(
        select(Case).where(
            Case.worker_id == worker_id,
            Case.stage.not_in([Stage.CLOSED, Stage.PLACED]),
        )
    ):
        case.worker_id = None


def take_key(store: Store, worker_id: UUID) -> None:
    """Let a person who left open the store no more."""
    if store.sign_ins is not None and store.sign_ins.has(worker_id):
        store.sign_ins.remove(worker_id)


def need_another_manager(session: Session, worker_id: UUID) -> None:
    """Raise Problem where nobody else is manager.

    Raises:
        Problem: this person is the only one.

    """
    other = session.scalars(
        select(Worker.id).where(
            Worker.role == Role.MANAGER, Worker.left_on.is_(None), Worker.id != worker_id
        )
    ).first()
    if other is None:
        raise Problem("The agency needs a manager: make somebody else manager first.")


def require_own_password(store: Store, *, password: str) -> None:
    """Ask whether it is the person signed in who is there.

    Raises:
        Problem: the password is not theirs, or only a server could tell.

    """
    if store.sign_ins is None:
        raise Problem("On a server, lock the window with Ctrl+L and sign in again.")
    if store.sign_ins.is_right(me(store).name, password) != store.person_id:
        raise Problem("This is not your password.", field="password")


def change_password(store: Store, *, old: str, new: str) -> Change:
    """Change the password of the person signed in.

    Raises:
        Problem: the old password is not right, or the new one is too short.

    """
    check_password(new)
    if store.sign_ins is None:
        raise Problem("On a server the password is changed by its administrators.")
    with store.writing(act="change_password") as session:
        mine = signed_in(session, store)
        tell(session, changed="password", of=str(mine.id))
        store.sign_ins.change_password(name=mine.name, old=old, new=new)
    return Change(None, SETTINGS, "Password changed.")


def give_password(store: Store, *, worker_id: UUID, password: str) -> Change:
    """Give a person of the agency a new first password, where theirs is forgotten.

    Raises:
        Problem: the person has left, or the password is too short.

    """
    check_password(password)
    with store.writing(act="give_password") as session:
        ask_leave(session, store, Duty.SET_UP_AGENCY)
        row = session.get_one(Worker, worker_id)
        if row.left_on is not None:
            raise Problem("This person has left.")
        if store.sign_ins is None:
            raise Problem("On a server passwords are given by its administrators.")
        tell(session, given="password", to=str(worker_id))
        if store.sign_ins.has(worker_id):
            store.sign_ins.set_password(person_id=worker_id, password=password)
        else:
            store.sign_ins.add(person_id=worker_id, name=row.name, password=password)
        return Change(None, SETTINGS, "New password given.", worker_id)
