"""The agency's own wording of letters and passages: tried, kept, and back to the shipped one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.letter_kinds import (
    Letters,
    latest_texts,
    letters_in_force,
    shipped_letters,
)
from recruitment_app.casework.letters.letter_fields import letter_fields
from recruitment_app.casework.letters.letter_previews import labelled
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.errors import ChangedMeanwhile, Problem
from recruitment_app.forms.prose import clean_text
from recruitment_app.rules.letter_texts import PASSAGE, check_text
from recruitment_app.rules.letters import Ask, LetterKind, all_fields, left_out
from recruitment_app.rules.roles import Duty
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import LetterText, Worker

_MEANWHILE: Final = "Somebody else worded this letter since: look again, then decide."
_SETTINGS: Final = frozenset({Touched.SETTINGS, Touched.LETTERS})
_SHIPPED: Final = "shipped."
"""Before a name: the shipped wording that the agency's own was written over, or kept beside."""
_LONGEST_SUBJECT: Final = 300
_LONGEST_BODY: Final = 20_000  # characters, some eight pages: what is longer is no letter


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTextRow:
    """A letter or a passage with the wording that holds, and the shipped one beside it.

    ``name`` is the letter's id, or ``passage.`` and the passage's. ``number`` counts the agency's
    own wordings from 1; 0 where there never was one; the last of them has ``written_at``,
    ``written_by`` and ``reason``. ``used_in`` are the titles of the letters that hold a passage.
    ``based_on`` are subject and body as they were shipped when the agency wrote its own, where
    what is shipped has changed since.
    """

    name: str
    title: str
    is_passage: bool
    to: str
    subject: str
    body: str
    shipped_subject: str
    shipped_body: str
    is_own: bool
    number: int
    asks: tuple[Ask, ...]
    must: tuple[str, ...]
    source: str
    dated: date | None
    certainty: str
    used_in: tuple[str, ...] = ()
    written_at: datetime | None = None
    written_by: str = ""
    reason: str = ""
    based_on: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class LetterTextVersion:
    """One wording that the agency had; an empty body went back to ours."""

    number: int
    subject: str
    body: str
    reason: str
    written_at: datetime
    written_by: str

    @property
    def is_ours(self) -> bool:
        """Tell whether it went back to the shipped wording."""
        return not self.body


def letter_texts(store: Store) -> tuple[LetterTextRow, ...]:
    """Return every letter in the order of the journey, then every passage."""
    with store.reading() as session:
        signed_in(session, store)
        letters, shipped = letters_in_force(session), shipped_letters()
        last = _last(session)
        rows = (
            *(_of_letter(kind, shipped.kinds[kind.id], last) for kind in letters.kinds.values()),
            *(_of_passage(key, letters, shipped, last) for key in letters.passages),
        )
        found = session.execute(select(Worker.id, Worker.name)) if last else ()
        names = {key: name for key, name in found}  # noqa: C416 - rows are not pairs to mypy
        return tuple(
            _with_base(_with_writer(row, last.get(row.name), names), last.get(_SHIPPED + row.name))
            for row in rows
        )


def letter_text_history(store: Store, *, name: str) -> tuple[LetterTextVersion, ...]:
    """Return the agency's own wordings of a letter or passage, the last one first."""
    with store.reading() as session:
        signed_in(session, store)
        found = session.execute(
            select(LetterText, Worker.name)
            .join(Worker, Worker.id == LetterText.written_by)
            .where(LetterText.name == name, LetterText.deleted_at.is_(None))
            .order_by(LetterText.number.desc())
        )
        return tuple(
            LetterTextVersion(row.number, row.subject, row.body, row.reason, row.written_at, by)
            for row, by in found
        )


def try_text(store: Store, *, name: str, body: str, subject: str = "") -> tuple[str, str]:
    """Return a wording as it is typed, with the labels of its fields in their places.

    Raises:
        Problem: a field is not known, passages run in a circle, or it leaves out what it must tell.

    """
    with store.reading() as session:
        signed_in(session, store)
        letters = letters_in_force(session)
        subject, body = clean_text(subject).strip(), clean_text(body).strip()
        kind = _check(letters, name, subject, body)
        texts = _texts_with(letters, name, body)
        return labelled(subject, kind, texts), labelled(body, kind, texts)


def set_letter_text(
    store: Store, *, name: str, body: str, seen: int, subject: str = "", reason: str = ""
) -> Change:
    """Keep the agency's own wording of a letter or passage; ``seen`` is the number it replaces.

    Raises:
        NotAllowed: the person signed in does not word letters.
        ChangedMeanwhile: somebody else worded it since.
        Problem: see ``try_text``.

    """
    with store.writing(act="set_letter_text") as session:
        me = ask_leave(session, store, Duty.WORD_LETTERS)
        subject, body = clean_text(subject).strip(), clean_text(body).strip()
        _check(letters_in_force(session), name, subject, body)
        return _keep(session, store, me, (name, subject, body, clean_text(reason).strip()), seen)


def set_text_back(store: Store, *, name: str, seen: int, reason: str = "") -> Change:
    """Go back to the shipped wording of a letter or passage; what the agency had stays in view.

    Raises:
        NotAllowed: the person signed in does not word letters.
        ChangedMeanwhile: somebody else worded it since.
        Problem: it has no wording of its own, or a letter could then not be filled in any more.

    """
    with store.writing(act="set_text_back") as session:
        me = ask_leave(session, store, Duty.WORD_LETTERS)
        last = _last(session).get(name)
        if last is None or not last.body:
            raise Problem("This wording is ours already: there is nothing to take back.")
        subject, body = _shipped_words(name)
        _check(letters_in_force(session), name, subject, body)
        return _keep(session, store, me, (name, "", "", clean_text(reason).strip()), seen)


def keep_own_text(store: Store, *, name: str, seen: int) -> Change:
    """Let the agency's own wording hold on, after what changed in the shipped one was looked at.

    Raises:
        NotAllowed: the person signed in does not word letters.
        ChangedMeanwhile: somebody else worded it since.
        Problem: it has no wording of its own.

    """
    with store.writing(act="keep_own_text") as session:
        me = ask_leave(session, store, Duty.WORD_LETTERS)
        last = _last(session)
        own = last.get(name)
        if own is None or not own.body:
            raise Problem("This wording is ours: there is none of the agency's to keep.")
        if own.number != seen:
            raise ChangedMeanwhile(_MEANWHILE)
        _keep_base(session, store, me, name, last)
        return Change(None, _SETTINGS, "The agency's wording is kept.", own.id)


def _with_base(row: LetterTextRow, base: LetterText | None) -> LetterTextRow:
    """Say on what an own wording is based that is shipped otherwise now; of old ones none knows."""
    shipped = (row.shipped_subject, row.shipped_body)
    if base is None or not row.is_own or (base.subject, base.body) == shipped:
        return row
    return replace(row, based_on=(base.subject, base.body))


def _keep_base(
    session: Session, store: Store, me: Worker, name: str, last: Mapping[str, LetterText]
) -> None:
    """Keep the wording that is shipped now, unless it is the one kept last."""
    base, (subject, body) = last.get(_SHIPPED + name), _shipped_words(name)
    if base is not None and (base.subject, base.body) == (subject, body):
        return
    row = LetterText(
        name=_SHIPPED + name,
        number=base.number + 1 if base is not None else 1,
        subject=subject,
        body=body,
        written_at=store.clock(),
        written_by=me.id,
    )
    session.add(row)


def _with_writer(
    row: LetterTextRow, last: LetterText | None, names: Mapping[UUID, str]
) -> LetterTextRow:
    if last is None:
        return row
    by = names.get(last.written_by, "")
    return replace(row, written_at=last.written_at, written_by=by, reason=last.reason)


def _keep(
    session: Session, store: Store, me: Worker, text: tuple[str, str, str, str], seen: int
) -> Change:
    name, subject, body, reason = text
    every = _last(session)
    last = every.get(name)
    number = last.number if last is not None else 0
    if number != seen:
        raise ChangedMeanwhile(_MEANWHILE)
    if body:
        _keep_base(session, store, me, name, every)
    row = LetterText(
        name=name,
        number=number + 1,
        is_passage=name.startswith(PASSAGE),
        subject=subject,
        body=body,
        reason=reason,
        written_at=store.clock(),
        written_by=me.id,
    )
    session.add(row)
    session.flush()
    told = "The next letter is worded like this." if body else "The shipped wording holds again."
    return Change(None, _SETTINGS, told, row.id, undo=_way_back(name, last, number + 1))


def _way_back(name: str, last: LetterText | None, seen: int) -> Callable[..., Change]:
    """Return the act that lets the wording hold again that held before."""
    if last is None or not last.body:
        return partial(set_text_back, name=name, seen=seen)
    return partial(set_letter_text, name=name, subject=last.subject, body=last.body, seen=seen)


def _check(letters: Letters, name: str, subject: str, body: str) -> LetterKind | None:
    """Refuse a wording that cannot be kept; return its letter, or None for a passage."""
    if not body.strip():
        raise Problem("Type the wording: it is empty.", field="body")
    if len(body) > _LONGEST_BODY:
        told = f"The wording has {len(body):,} characters: make it shorter than {_LONGEST_BODY:,}."
        raise Problem(told, field="body")
    texts = _texts_with(letters, name, body)
    if not name.startswith(PASSAGE):
        kind = letters.kinds.get(name)
        if kind is None:
            raise Problem("Choose the letter from the list.", field="name")
        if not subject.strip():
            raise Problem("Type the subject of the letter.", field="subject")
        if len(subject) > _LONGEST_SUBJECT or "\n" in subject.strip():
            raise Problem("The subject is one line: make it shorter.", field="subject")
        _check_letter(replace(kind, subject=subject, body=body), texts)
        return kind
    if name.removeprefix(PASSAGE) not in letters.passages:
        raise Problem("Choose the passage from the list.", field="name")
    known = [each.name for each in letter_fields()]
    check_text(body, known, texts)
    for kind in letters.kinds.values():
        if name in all_fields(kind.body, texts):
            _check_letter(kind, texts)
    return None


def _check_letter(kind: LetterKind, texts: Mapping[str, str]) -> None:
    known = [each.name for each in letter_fields(kind)]
    check_text(kind.subject, known, texts, field="subject")
    check_text(kind.body, known, texts)
    absent = left_out(kind, kind.subject, kind.body, texts)
    if absent:
        labels = {each.name: each.label for each in letter_fields(kind)}
        labels |= {p.field: p.title for p in shipped_letters().passages.values()}
        told = ", ".join(f"{{{each}}} ({labels.get(each, each)})" for each in absent)
        raise Problem(f"“{kind.title}” has to tell {told}: put it back in.", field="body")


def _texts_with(letters: Letters, name: str, body: str) -> Mapping[str, str]:
    """Return the passages as they would be with a wording that is typed."""
    if not name.startswith(PASSAGE):
        return letters.texts
    return {**letters.texts, name.removeprefix(PASSAGE): body}


def _shipped_words(name: str) -> tuple[str, str]:
    shipped = shipped_letters()
    if name.startswith(PASSAGE):
        return "", shipped.passages[name.removeprefix(PASSAGE)].body
    kind = shipped.kinds[name]
    return kind.subject, kind.body


def _of_letter(
    kind: LetterKind, shipped: LetterKind, last: Mapping[str, LetterText]
) -> LetterTextRow:
    own = last.get(kind.id)
    return LetterTextRow(
        name=kind.id,
        title=kind.title,
        is_passage=False,
        to=kind.to,
        subject=kind.subject,
        body=kind.body,
        shipped_subject=shipped.subject,
        shipped_body=shipped.body,
        is_own=own is not None and bool(own.body),
        number=own.number if own else 0,
        asks=kind.asks,
        must=kind.must,
        source=kind.source,
        dated=kind.dated,
        certainty=kind.certainty,
    )


def _of_passage(
    key: str, letters: Letters, shipped: Letters, last: Mapping[str, LetterText]
) -> LetterTextRow:
    passage, ours = letters.passages[key], shipped.passages[key]
    own = last.get(passage.field)
    return LetterTextRow(
        name=passage.field,
        title=passage.title,
        is_passage=True,
        to="",
        subject="",
        body=passage.body,
        shipped_subject="",
        shipped_body=ours.body,
        is_own=own is not None and bool(own.body),
        number=own.number if own else 0,
        asks=(),
        must=(),
        source="",
        dated=None,
        certainty="",
        used_in=tuple(_users(letters, passage.field)),
    )


def _users(letters: Letters, field: str) -> Iterator[str]:
    for kind in letters.kinds.values():
        if field in all_fields(kind.body, letters.texts):
            yield kind.title


def _last(session: Session) -> Mapping[str, LetterText]:
    return {row.name: row for row in latest_texts(session)}
