"""A wording while it is typed: what may stand in it, whether it would do, and how it would read."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.letter_kinds import Letters, letters_in_force, shipped_letters
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letter_fields import letter_fields
from recruitment_app.casework.letters.letter_previews import LetterPreview, preview_letter
from recruitment_app.casework.letters.letter_texts import try_text
from recruitment_app.casework.stepping import seen_by, signed_in
from recruitment_app.errors import NotAllowed, Problem, StoreTrouble
from recruitment_app.rules.letter_texts import PASSAGE, Field
from recruitment_app.rules.letters import EMAIL, all_fields
from recruitment_app.rules.stages import Stage
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case

_MOST_HOUSEHOLDS: Final = 20


@dataclass(frozen=True, slots=True)
class MustTell:
    """A field that a letter has to tell, and whether the wording has it."""

    name: str
    label: str
    is_told: bool


@dataclass(frozen=True, slots=True)
class TriedWording:
    """A wording as it is typed; where ``fault`` says why it would not do, it has no texts.

    ``subject`` and ``body`` have the labels of the fields in their places, in angle quotes.
    """

    subject: str
    body: str
    must: tuple[MustTell, ...]
    fault: Problem | None = None


def text_fields(store: Store, *, name: str) -> tuple[Field, ...]:
    """Return what may stand in braces in a letter or a passage, the passages last."""
    with store.reading() as session:
        signed_in(session, store)
        letters = letters_in_force(session)
        passages = (
            Field(passage.field, passage.title)
            for passage in letters.passages.values()
            if passage.field != name
        )
        return (*letter_fields(letters.kinds.get(name)), *passages)


def try_wording(store: Store, *, name: str, subject: str, body: str) -> TriedWording:
    """Return how a wording would read, or the reason why it would not do; nothing is kept."""
    with store.reading() as session:
        signed_in(session, store)
        must = _must(letters_in_force(session), name, subject, body)
    try:
        return TriedWording(*try_text(store, name=name, subject=subject, body=body), must)
    except (NotAllowed, StoreTrouble):
        raise
    except Problem as problem:
        return TriedWording("", "", must, problem)


def households_to_try(store: Store, *, name: str) -> tuple[tuple[UUID, str], ...]:
    """Return some households whom a letter would suit now, the newest first, by their reference.

    A passage is no letter: nobody is to be tried it on.
    """
    with store.reading() as session:
        worker = signed_in(session, store)
        kind = shipped_letters().kinds.get(name)
        if kind is None:
            return ()
        query = select(Case.id, Case.reference, Case.title).where(*seen_by(worker))
        stages = kind.stages or tuple(stage for stage in Stage if stage is not Stage.CLOSED)
        query = query.where(Case.stage.in_(stages))
        if kind.closed_as:
            query = query.where(Case.closing_reason.in_(kind.closed_as))
        newest = query.order_by(Case.opened_on.desc(), Case.id).limit(_MOST_HOUSEHOLDS)
        return tuple(
            (key, f"{reference} \u00b7 {title}")
            for key, reference, title in session.execute(newest)
        )


def try_on_household(
    store: Store, *, case_id: UUID, name: str, wording: tuple[str, str], today: date
) -> LetterPreview:
    """Return a letter of a household in a wording as it is typed: subject and body.

    Raises:
        Problem: the wording would not do, or the case is not there for this person.

    """
    wanted = Wanted(name=name, on=today, way=EMAIL, wording=wording)
    return preview_letter(store, case_id=case_id, wanted=wanted, today=today)


def _must(letters: Letters, name: str, subject: str, body: str) -> tuple[MustTell, ...]:
    kind = letters.kinds.get(name)
    if kind is None:
        return ()
    labels = {each.name: each.label for each in letter_fields(kind)}
    labels |= {passage.field: passage.title for passage in letters.passages.values()}
    told = {*all_fields(subject, letters.texts), *all_fields(body, letters.texts)}
    return tuple(
        MustTell(each, labels.get(each, each.removeprefix(PASSAGE)), each in told)
        for each in kind.must
    )
