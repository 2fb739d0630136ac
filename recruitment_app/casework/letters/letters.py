"""Letters made, one or many at once, and sent: each sealed as it is, its promise tracked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.checks.open_checks import open_check
from recruitment_app.casework.file import attaching
from recruitment_app.casework.letters.letter_facts import Shared, Told, Wanted
from recruitment_app.casework.letters.letter_fields import day_from, promise_day
from recruitment_app.casework.letters.letter_previews import (
    LetterPreview,
    Tell,
    preview_letters,
    printed,
    refuse,
)
from recruitment_app.casework.stepping import ask_leave, require_case
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem, StoreTrouble
from recruitment_app.rules.letters import BY_HAND, WAY_WORDS
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.attachments import KeptFile
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, Letter, Promise, Worker

LETTERS: Final = frozenset({Touched.LETTERS, Touched.DIARY, Touched.DOCUMENTS})
_SENT: Final = LETTERS | {Touched.TASKS}
_PDF: Final = "application/pdf"
_GONE: Final = "This letter is not there any more: look again."


def make_letter(store: Store, *, case_id: UUID, wanted: Wanted, today: date) -> Change:
    """Make a letter of a case and keep its paper; it counts as sent once that is recorded.

    Raises:
        NotAllowed: the person signed in sends no letters.
        Problem: it does not fit where the case stands, has no address, or lacks what it must tell.

    """
    return make_letters(store, cases=[case_id], wanted=wanted, today=today)


def make_letters(
    store: Store,
    *,
    cases: Sequence[UUID],
    wanted: Wanted,
    today: date,
    tell: Tell = lambda _done, _of: None,
    seen: Sequence[LetterPreview] = (),
) -> Change:
    """Make the same letter for each of some households: for all of them or for none.

    ``tell`` hears how many are printed and sealed; it may raise to break off, and none is made.
    ``seen`` are the letters as somebody saw them: what would read otherwise by now is refused.

    Raises:
        ChangedMeanwhile: one of them would read otherwise than it was seen.
        NotAllowed: the person signed in sends no letters.
        Problem: one of them is refused; ``preview_letters`` tells every one with its reasons.

    """
    wanted = replace(wanted, wording=None)
    previews = preview_letters(
        store, cases=cases, wanted=wanted, today=today, tell=lambda _done, of: tell(0, of)
    )
    _refuse_any(previews)
    _refuse_unseen(previews, seen)
    kept = []
    for done, preview in enumerate(previews):
        tell(done, len(previews))
        kept.append(_sealed(store, preview))
    with store.writing(act="make_letters") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        rows = [
            _made(session, store, worker, preview, paper)
            for preview, paper in zip(previews, kept, strict=True)
        ]
        session.flush()
        made = tuple(row.id for row in rows)
        undo = partial(take_out_letters, letters=made)
        title = previews[0].title
        if len(rows) == 1:
            told = f"“{title}” made. Send it, then record the day."
            return Change(rows[0].case_id, LETTERS, told, made[0], undo=undo, record_ids=made)
        told = f"“{title}” made for {len(rows)} households. Send them, then record the day."
        return Change(None, LETTERS, told, undo=undo, record_ids=made)


def mark_sent(store: Store, *, letter_id: UUID, on: date, today: date, way: str = "") -> Change:
    """Record that a letter was sent on a day, from which limits run; see ``mark_many_sent``."""
    return mark_many_sent(store, letters=[letter_id], on=on, today=today, way=way)


def mark_many_sent(
    store: Store, *, letters: Sequence[UUID], on: date, today: date, way: str = ""
) -> Change:
    """Record that letters were sent on a day, all or none; what they promise is tracked from then.

    The act that a letter offers is done by itself: see ``letter_rows.offered_act``.

    Raises:
        Problem: one was sent already, or the day is still to come or before the one it bears.

    """
    if on > today:
        raise Problem(f"{long_date(on)} is still to come: give the day it was sent.", field="on")
    if way and way not in WAY_WORDS:
        raise Problem("Choose how it went: by post, by e-mail, or handed over.", field="way")
    if not letters:
        raise Problem("Choose the letters that were sent.")
    with store.writing(act="mark_letters_sent") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        shared = Shared(session, worker, today)
        told, cases = [], set()
        for letter_id in letters:
            row = _letter(session, worker, letter_id)
            with _named(session, row, is_named=len(letters) > 1):
                told.append(_send(store, shared, row, on, way))
            cases.add(row.case_id)
        undo = partial(take_back_sent, letters=tuple(letters))
        only = next(iter(cases)) if len(cases) == 1 else None
        if len(letters) == 1:
            return Change(only, _SENT, told[0], letters[0], undo=undo)
        sentence = f"{len(letters)} letters sent on {long_date(on)}."
        return Change(only, _SENT, sentence, undo=undo)


def take_back_sent(store: Store, *, letters: Sequence[UUID]) -> Change:
    """Take back that letters were sent, with the promises that went with them.

    Raises:
        Problem: one of them is not sent, or its promise was kept already.

    """
    with store.writing(act="take_back_sent") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        for letter_id in letters:
            row = _letter(session, worker, letter_id)
            if row.sent_on is None:
                raise Problem("This letter is not sent: there is nothing to take back.")
            promise = session.get(Promise, row.promise_id) if row.promise_id else None
            if promise is not None and promise.kept_on is not None:
                raise Problem("What this letter promised was kept: take that back first.")
            if promise is not None:
                promise.deleted_at = store.clock()
            row.sent_on, row.sent_by, row.promise_id = None, None, None
        return Change(None, _SENT, "Still to be sent.")


def take_out_letters(store: Store, *, letters: Sequence[UUID]) -> Change:
    """Take letters out that were made and not sent.

    Raises:
        Problem: one of them was sent.

    """
    with store.writing(act="take_out_letters") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        for letter_id in letters:
            row = _letter(session, worker, letter_id)
            if row.sent_on is not None:
                told = f"This letter was sent on {long_date(row.sent_on)}: it stays in the case."
                raise Problem(told)
            row.deleted_at = store.clock()
        undo = partial(put_letters_back, letters=tuple(letters))
        return Change(None, LETTERS, "Letter taken out.", undo=undo)


def put_letters_back(store: Store, *, letters: Sequence[UUID]) -> Change:
    """Put letters back that were taken out.

    Raises:
        Problem: one of them was not taken out.

    """
    with store.writing(act="put_letters_back") as session:
        worker = ask_leave(session, store, Duty.ENTER_DATES)
        for letter_id in letters:
            row = session.get(Letter, letter_id)
            if row is None or row.deleted_at is None:
                raise Problem(_GONE)
            require_case(session, worker, row.case_id)
            row.deleted_at = None
        return Change(None, LETTERS, "Letter put back.")


@contextmanager
def _named(session: Session, row: Letter, *, is_named: bool) -> Iterator[None]:
    """Name the case of a letter in the sentence of a Problem, where it is one of several."""
    try:
        yield
    except (NotAllowed, StoreTrouble):
        raise
    except Problem as problem:
        if not is_named:
            raise
        reference = session.get_one(Case, row.case_id).reference
        raise Problem(f"{reference}: {problem} None was marked.", field=problem.field) from problem


def _refuse_any(previews: Sequence[LetterPreview]) -> None:
    refused = [preview for preview in previews if preview.is_refused]
    if not refused:
        return
    if len(previews) == 1:
        refuse(refused[0])
    first = refused[0]
    raise Problem(
        f"{len(refused)} of {len(previews)} letters cannot be made, so none was. {first.reference}:"
        f" {first.refusals[0]}",
        field="letter",
    )


def _refuse_unseen(previews: Sequence[LetterPreview], seen: Sequence[LetterPreview]) -> None:
    """Refuse letters whose words or address are others than those that somebody saw."""
    known = {preview.case_id: preview.printed_words for preview in seen}
    for preview in previews:
        if known.get(preview.case_id, preview.printed_words) != preview.printed_words:
            raise ChangedMeanwhile(
                f"Something that the letter of {preview.reference} tells was changed meanwhile, so"
                " none was made: look at the preview again."
            )


def _sealed(store: Store, preview: LetterPreview) -> KeptFile:
    from recruitment_app.documents import letter  # noqa: PLC0415 - reportlab

    return store.attachments.keep(BytesIO(letter.render([printed(preview)])))


def _made(
    session: Session, store: Store, worker: Worker, preview: LetterPreview, paper: KeptFile
) -> Letter:
    wanted = preview.wanted
    require_case(session, worker, preview.case_id)
    check_id = None
    if preview.check is not None:
        check_id = open_check(session, store, worker, preview.check).kept().id
    row = Letter(
        case_id=preview.case_id,
        name=preview.name,
        subject=preview.subject,
        body=preview.body,
        to_name=preview.to_name,
        to_address=preview.to_address,
        person_id=wanted.person_id,
        way=wanted.way,
        is_large_print=wanted.is_large_print,
        written_on=wanted.on,
        attachment_id=attaching.attach_kept(
            session, store, paper, kind=attaching.LETTER, media_type=_PDF
        ).id,
        event_id=preview.event_id,
        check_id=check_id,
        made_at=store.clock(),
        made_by=worker.id,
    )
    session.add(row)
    return row


def _letter(session: Session, worker: Worker, letter_id: UUID) -> Letter:
    row = session.get(Letter, letter_id)
    if row is None or row.deleted_at is not None:
        raise Problem(_GONE)
    require_case(session, worker, row.case_id)
    return row


def _send(store: Store, shared: Shared, row: Letter, on: date, way: str) -> str:
    """Record the sending of one letter, and return the sentence for it."""
    session = shared.session
    if row.sent_on is not None:
        raise Problem(f"This letter was sent on {long_date(row.sent_on)} already.")
    if on < row.written_on:
        raise Problem(
            f"It is dated {long_date(row.written_on)}: it cannot have been sent before.", field="on"
        )
    row.sent_on, row.sent_by, row.way = on, shared.writer.id, way or row.way or BY_HAND
    kind = shared.letters.kinds.get(row.name)
    sentence = f"Sent on {long_date(on)}."
    if kind is None:
        return sentence
    case = require_case(session, shared.writer, row.case_id)
    told = Told(shared, case, kind, Wanted(name=row.name, on=row.written_on))
    by_on = promise_day(told)
    if by_on is not None:
        promise = Promise(
            case_id=row.case_id,
            what=kind.promise,
            by_on=by_on,
            promised_on=on,
            promised_by=shared.writer.id,
            recorded_at=store.clock(),
        )
        session.add(promise)
        session.flush()
        row.promise_id = promise.id
        sentence += f" They will hear by {long_date(by_on)}."
    return sentence + _later_day(told, kind.starts, on)


def _later_day(told: Told, starts: str, on: date) -> str:
    """Return a warning where the limit runs to another day than the letter tells."""
    if not starts or on == told.wanted.on or starts not in told.shared.law.limits:
        return ""
    said, runs = day_from(told, starts, told.wanted.on), day_from(told, starts, on)
    if said == runs or runs is None:
        return ""
    return (
        f" It was sent later than it is dated: counted from then the last day is {long_date(runs)},"
        " not the one in the letter; tell them."
    )
