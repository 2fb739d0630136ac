"""The photographs of a household: added, changed, replaced, taken off, and read again."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.file.attaching import PHOTOGRAPH, attach, content_of
from recruitment_app.casework.file.pictures import MEDIA_TYPE, ReadyPicture, read_picture
from recruitment_app.casework.stepping import ask_leave, require_case, signed_in
from recruitment_app.documents import report_contents
from recruitment_app.errors import ChangedMeanwhile, Problem, StoreTrouble
from recruitment_app.forms.definition import Edition
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Person, Photograph, Worker

EARLIEST: Final = date(1900, 1, 1)
_TOUCHED: Final = frozenset({Touched.PEOPLE, Touched.REPORT})


@dataclass(frozen=True, slots=True)
class PhotographRow:
    """A photograph of a case: whom it shows (nobody named where the household), and since when.

    ``alternative`` tells it in words to whoever cannot see it.
    """

    id: UUID
    case_id: UUID
    attachment_id: UUID
    person_id: UUID | None
    person: str
    taken_on: date | None
    alternative: str
    is_in_profile: bool
    added_on: date
    added_by: str
    version: int


def photographs(store: Store, *, case_id: UUID) -> list[PhotographRow]:
    """Return the photographs of a case in their order.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        require_case(session, signed_in(session, store), case_id)
        rows = session.execute(
            select(Photograph, Worker.name, Person.given_names, Person.family_name)
            .join(Worker, Worker.id == Photograph.added_by)
            .outerjoin(Person, Person.id == Photograph.person_id)
            .where(Photograph.case_id == case_id, Photograph.deleted_at.is_(None))
            .order_by(Photograph.place, Photograph.id)
        )
        return [
            PhotographRow(
                row.id,
                row.case_id,
                row.attachment_id,
                row.person_id,
                f"{given or ''} {family or ''}".strip(),
                row.taken_on,
                row.caption,
                row.is_in_profile,
                row.added_at.date(),
                added_by,
                row.row_version,
            )
            for row, added_by, given, family in rows
        ]


def photograph_content(store: Store, *, photograph_id: UUID) -> bytes:
    """Return a photograph as the bytes of a JPEG.

    Raises:
        StoreTrouble: its file is missing or damaged; the sentence says what to do.
        Problem: it is not in the case any more, or not to be seen by who is signed in.

    """
    with store.reading() as session:
        row = _kept(session, signed_in(session, store), photograph_id)
        attachment_id = row.attachment_id
    return content_of(store, attachment_id=attachment_id)


def photographs_to_print(
    store: Store, *, case_id: UUID, edition: Edition
) -> tuple[report_contents.Photograph, ...]:
    """Return the photographs that an edition prints: the profile those agreed to, others all.

    One whose file is lost has no content: the paper says so in its place.
    """
    if edition is Edition.ADDENDUM:
        return ()
    return tuple(
        report_contents.Photograph(
            _content_or_none(store, row),
            row.alternative,
            f"Taken on {long_date(row.taken_on)}" if row.taken_on else "",
        )
        for row in photographs(store, case_id=case_id)
        if row.is_in_profile or edition is not Edition.PROFILE
    )


def _content_or_none(store: Store, row: PhotographRow) -> bytes:
    try:
        return content_of(store, attachment_id=row.attachment_id)
    except StoreTrouble:
        return b""


def add_photograph(
    store: Store,
    *,
    case_id: UUID,
    file: Path,
    alternative: str,
    today: date,
    taken_on: date | None = None,
    person_id: UUID | None = None,
    is_in_profile: bool = False,
) -> Change:
    """Add a photograph to a case; where no day is given, that of the camera is taken.

    Raises:
        Problem: the file is no photograph or too large, or it is not said what it shows.

    """
    told = _alternative(alternative)
    ready = read_picture(file)
    with store.writing(act="add_photograph") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        case = require_case(session, worker, case_id)
        last = session.scalar(
            select(func.max(Photograph.place)).where(Photograph.case_id == case_id)
        )
        row = Photograph(
            case_id=case.id,
            place=(last or 0) + 1,
            taken_on=_taken(taken_on, ready, today),
            caption=told,
            person_id=_person(session, case_id, person_id),
            is_in_profile=is_in_profile,
            added_at=store.clock(),
            added_by=worker.id,
        )
        _attach(session, store, row, ready)
        session.add(row)
        session.flush()
        return Change(case_id, _TOUCHED, "Photograph added.", row.id)


def change_photograph(
    store: Store,
    *,
    photograph_id: UUID,
    seen: int,
    alternative: str,
    taken_on: date | None,
    person_id: UUID | None,
    is_in_profile: bool,
    today: date,
    file: Path | None = None,
) -> Change:
    """Change what is recorded of a photograph; with a file, replace the picture itself too.

    Raises:
        ChangedMeanwhile: somebody else changed it since.
        Problem: it is gone, or what is given cannot be taken.

    """
    told = _alternative(alternative)
    ready = read_picture(file) if file else None
    with store.writing(act="change_photograph") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        row = _kept(session, worker, photograph_id)
        if row.row_version != seen:
            raise ChangedMeanwhile("Somebody else changed this photograph: look again.")
        row.caption, row.is_in_profile = told, is_in_profile
        row.person_id = _person(session, row.case_id, person_id)
        row.taken_on = _taken(taken_on, ready, today)
        if ready is not None:
            row.added_at, row.added_by = store.clock(), worker.id
            _attach(session, store, row, ready)
        words = "Photograph replaced." if ready is not None else "Saved."
        return Change(row.case_id, _TOUCHED, words, row.id)


def take_off_photograph(store: Store, *, photograph_id: UUID) -> Change:
    """Take a photograph off a case; the history keeps that it was there.

    Raises:
        Problem: it is gone already.

    """
    with store.writing(act="take_off_photograph") as session:
        row = _kept(session, ask_leave(session, store, Duty.ENTER_DATES), photograph_id)
        row.deleted_at = store.clock()
        return Change(row.case_id, _TOUCHED, "Photograph taken off.", row.id)


def _kept(session: Session, worker: Worker, photograph_id: UUID) -> Photograph:
    row = session.get(Photograph, photograph_id)
    if row is None or row.deleted_at is not None:
        raise Problem("This photograph is not in the case any more: look again.")
    require_case(session, worker, row.case_id)
    return row


def _attach(session: Session, store: Store, row: Photograph, ready: ReadyPicture) -> None:
    kept = attach(session, store, BytesIO(ready.content), kind=PHOTOGRAPH, media_type=MEDIA_TYPE)
    row.attachment_id = kept.id


def _alternative(typed: str) -> str:
    told = " ".join(typed.split())
    if not told:
        raise Problem(
            "Say in words what the photograph shows, for whoever cannot see it.",
            field="alternative",
        )
    return told


def _taken(given: date | None, ready: ReadyPicture | None, today: date) -> date | None:
    """Return the day a photograph was taken: as given, else as the camera has it if that can be."""
    if given is None:
        told = ready.taken_on if ready else None
        return told if told and EARLIEST <= told <= today else None
    if not EARLIEST <= given <= today:
        raise Problem("A photograph cannot be of a day that is still to come.", field="taken_on")
    return given


def _person(session: Session, case_id: UUID, person_id: UUID | None) -> UUID | None:
    if person_id is None:
        return None
    person = session.get(Person, person_id)
    if person is None or person.case_id != case_id or person.deleted_at is not None:
        raise Problem("This person is not in the household any more.", field="person_id")
    return person.id
