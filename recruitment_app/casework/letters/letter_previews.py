"""A letter as it would be made: its words, to whom it goes, and whatever stands against it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.checks.check_rows import CheckKey
from recruitment_app.casework.events.event_rows import EventRow
from recruitment_app.casework.letter_kinds import letters_in_force
from recruitment_app.casework.letters.letter_facts import (
    CHECK_ACTS,
    Shared,
    Told,
    Wanted,
    as_kept,
)
from recruitment_app.casework.letters.letter_fields import (
    check_wording,
    lacking,
    letter_fields,
    limit_day,
    promise_day,
    values_of,
)
from recruitment_app.casework.letters.made_before import made_before
from recruitment_app.casework.stepping import (
    as_event,
    ask_leave,
    events_of,
    require_case,
    signed_in,
)
from recruitment_app.errors import NotAllowed, Problem, StoreTrouble
from recruitment_app.rules.journey import read
from recruitment_app.rules.letter_texts import filled, missing
from recruitment_app.rules.letters import (
    BY_HAND,
    CANCELLED,
    EMAIL,
    WAY_WORDS,
    Ask,
    LetterKind,
    all_fields,
    why_not,
)
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import EventPlace

if TYPE_CHECKING:
    from recruitment_app.documents.letter import PrintedLetter

Tell = Callable[[int, int], object]

MOST_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPreview:
    """A letter of a case as it would be made; ``refusals`` say what stands against it.

    ``warnings`` stop nothing. A field that the record lacks stands in the text by its label, in
    angle quotes. ``address`` is the agency's own. ``act`` is offered once it was sent.
    """

    case_id: UUID
    reference: str
    household: str = field(repr=False)
    name: str
    title: str
    wanted: Wanted = field(repr=False)
    agency: str
    address: str
    team: str
    to_name: str = field(repr=False)
    to_address: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    refusals: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    promise: str = ""
    promise_by: date | None = None
    act: str = ""
    event_id: UUID | None = None
    check: CheckKey | None = None

    @property
    def is_refused(self) -> bool:
        """Tell whether it cannot be made as it stands."""
        return bool(self.refusals)

    @property
    def printed_words(self) -> tuple[str, ...]:
        """Return all that its paper says of this household."""
        return (self.to_name, self.to_address, self.subject, self.body)


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """A letter that may be written in a case, or why it does not fit where the case stands."""

    name: str
    title: str
    to: str
    asks: tuple[Ask, ...]
    act: str
    source: str
    why_not: str = ""


def letter_choices(store: Store, *, case_id: UUID) -> tuple[LetterChoice, ...]:
    """Return every letter, those that fit the case first, in the order of the journey.

    Raises:
        Problem: there is no such case that this person may see.

    """
    with store.reading() as session:
        case = require_case(session, signed_in(session, store), case_id)
        journey = read(as_event(row) for row in events_of(session, case.id))
        found = [
            LetterChoice(
                kind.id,
                kind.title,
                kind.to,
                kind.asks,
                kind.act,
                kind.source,
                why_not(kind, journey),
            )
            for kind in letters_in_force(session).kinds.values()
        ]
        return tuple(sorted(found, key=lambda choice: bool(choice.why_not)))


def preview_letter(store: Store, *, case_id: UUID, wanted: Wanted, today: date) -> LetterPreview:
    """Return a letter of a case as it would be made; nothing is kept.

    Raises:
        NotAllowed: the person signed in sends no letters.
        Problem: there is no such letter, or case that this person may see.

    """
    (found,) = preview_letters(store, cases=[case_id], wanted=wanted, today=today)
    return found


def preview_letters(
    store: Store,
    *,
    cases: Sequence[UUID],
    wanted: Wanted,
    today: date,
    tell: Tell = lambda _done, _of: None,
) -> tuple[LetterPreview, ...]:
    """Return the same letter for each of some cases, once each; ``tell`` may raise to break off.

    Raises:
        NotAllowed: the person signed in sends no letters.
        Problem: none or too many cases are chosen, or there is no such letter.

    """
    if not 1 <= len(cases) <= MOST_AT_ONCE:
        raise Problem(f"Choose from 1 to {MOST_AT_ONCE} households first.")
    with store.reading() as session:
        writer = ask_leave(session, store, Duty.ENTER_DATES)
        shared = Shared(session, writer, today)
        kind = shared.letters.kind(wanted.name)
        wanted = as_kept(wanted)
        check_wording(kind, shared.letters.texts, wanted.wording)
        found = []
        cases = tuple(dict.fromkeys(cases))
        for done, case_id in enumerate(cases):
            tell(done, len(cases))
            found.append(_previewed(session, shared, kind, wanted, case_id))
        return tuple(found)


def households_of_event(store: Store, *, event_id: UUID) -> tuple[UUID, ...]:
    """Return the cases with a place at an event that this person may see: who gets its letters."""
    with store.reading() as session:
        worker = signed_in(session, store)
        query = (
            select(EventPlace.case_id)
            .where(
                EventPlace.event_id == event_id,
                EventPlace.state == "booked",
                EventPlace.deleted_at.is_(None),
            )
            .order_by(EventPlace.asked_on, EventPlace.id)
        )
        found = []
        for case_id in dict.fromkeys(session.scalars(query)):
            try:
                found.append(require_case(session, worker, case_id).id)
            except (NotAllowed, StoreTrouble):
                raise
            except Problem:
                continue  # a restricted case
        return tuple(found)


def printed(preview: LetterPreview) -> "PrintedLetter":
    """Return a letter as the printer takes it."""
    from recruitment_app.documents.letter import PrintedLetter  # noqa: PLC0415 - reportlab

    is_posted = preview.wanted.way != EMAIL
    return PrintedLetter(
        agency=preview.agency,
        agency_address=preview.address,
        team=preview.team,
        reference=preview.reference,
        dated_on=preview.wanted.on,
        to_name=preview.to_name,
        to_address=preview.to_address if is_posted else f"By e-mail: {preview.to_address}",
        subject=preview.subject,
        body=preview.body,
        is_large_print=preview.wanted.is_large_print,
    )


def print_letters(previews: Sequence[LetterPreview], tell: Tell = lambda _done, _of: None) -> bytes:
    """Return letters as one PDF, each beginning a page; ``tell`` may raise to break off.

    Raises:
        Problem: there is none, or one of them is refused.

    """
    from recruitment_app.documents import letter  # noqa: PLC0415 - reportlab

    if not previews:
        raise Problem("There is no letter to print: choose the households first.")
    for preview in previews:
        refuse(preview, is_named=len(previews) > 1)
    return letter.render([printed(preview) for preview in previews], tell)


class Lettered(Protocol):
    """A letter to be made, or one that was made, as far as its words go."""

    @property
    def body(self) -> str:
        """Its words."""

    @property
    def reference(self) -> str:
        """The reference of its case."""


def email_text(letter: Lettered) -> str:
    """Return a letter as the text of an e-mail, without its subject."""
    return f"{letter.body.strip()}\n\nOur reference: {letter.reference}\n"


def refuse(preview: LetterPreview, *, is_named: bool = False) -> None:
    """Raise Problem where something stands against a letter.

    Raises:
        Problem: the first of what does.

    """
    if preview.refusals:
        told = f"{preview.reference}: {preview.refusals[0]}" if is_named else preview.refusals[0]
        raise Problem(told, field="letter")


def labelled(text: str, kind: LetterKind | None, passages: Mapping[str, str]) -> str:
    """Return a checked text with the labels of its fields in their places."""
    names = {each.name: _mark(each.label) for each in letter_fields(kind)}
    return filled(text, names, passages)


def _mark(label: str) -> str:
    return f"\u2039{label}\u203a"


def _previewed(
    session: Session, shared: Shared, kind: LetterKind, wanted: Wanted, case_id: UUID
) -> LetterPreview:
    case = require_case(session, shared.writer, case_id)
    told = Told(shared, case, kind, wanted)
    passages = shared.letters.texts
    subject, body = wanted.wording or (kind.subject, kind.body)
    names = dict.fromkeys([*all_fields(subject, passages), *all_fields(body, passages)])
    said = dict(values_of(told, names))
    optional = {ask.field for ask in kind.asks if ask.optional}
    lacks = dict.fromkeys(
        name
        for text in (subject, body)
        for name in missing(text, said, passages)
        if name not in optional
    )
    refusals = (*_against(told), *(lacking(told, name) for name in lacks))
    labels = {each.name: each.label for each in letter_fields(kind)}
    shown = {**said, **{name: _mark(labels[name]) for name in lacks}}
    filled_subject = filled(subject, shown, passages)
    return LetterPreview(
        case_id=case.id,
        reference=case.reference,
        household=case.title,
        name=kind.id,
        title=kind.title,
        wanted=wanted,
        agency=shared.agency,
        address=shared.address,
        team=shared.teams.get(case.team_id, ""),
        to_name=told.to[0],
        to_address=told.to[1],
        subject=f"{filled_subject[:1].upper()}{filled_subject[1:]}",
        body=filled(body, shown, passages),
        refusals=tuple(dict.fromkeys(refusals)),
        warnings=(*_over(told), *made_before(told)),
        promise=kind.promise,
        promise_by=promise_day(told),
        act=kind.act,
        event_id=told.event.id if kind.about_event and told.event else None,
        check=told.check.key if told.check else None,
    )


def _over(told: Told) -> Iterator[str]:
    """Give a warning for each last day that is over when the letter goes out."""
    starts = limit_day(told, told.kind.starts) if told.kind.starts else None
    for what, day in (("a last day", starts), ("when they will hear", promise_day(told))):
        if day is not None and day < told.wanted.on:
            yield f"It tells {long_date(day)} as {what}, and that is over: read it with care."


def _against(told: Told) -> list[str]:
    """Return what stands against a letter beside the fields that the record lacks."""
    kind, wanted, against = told.kind, told.wanted, []
    if wanted.way not in WAY_WORDS:
        against.append("Choose how it goes: by post, by e-mail, or handed over.")
    unfit = why_not(kind, told.journey)
    if unfit:
        against.append(unfit)
    opened_on = told.journey.opened_on
    if opened_on is not None and wanted.on < opened_on:
        against.append(
            f"The enquiry came on {long_date(opened_on)}: a letter cannot be dated before it."
        )
    unknown = set(wanted.asks) - {ask.key for ask in kind.asks}
    if unknown:
        offered = ", ".join(ask.key for ask in kind.asks) or "nothing"
        against.append(
            f"“{kind.title}” does not ask for {', '.join(sorted(unknown))}: it asks for {offered}."
        )
    name, address = told.to
    if kind.act in CHECK_ACTS and told.check is None:
        pass  # whom it goes to is known once its check is, and that is missed as its field
    elif not name:
        against.append("Nobody is named to whom it goes: name them first.")
    elif not address and wanted.way != BY_HAND:
        against.append(_no_address(name, wanted.way))
    if kind.about_event and told.event is not None:
        against += _against_event(kind, told.event, wanted.on)
    return against


def _against_event(kind: LetterKind, event: EventRow, on: date) -> list[str]:
    called, is_cancelled = f"“{event.called}”", event.cancelled_on is not None
    if is_cancelled and kind.about_event != CANCELLED:
        return [f"{called} is cancelled: choose another event, or the letter that tells them so."]
    if kind.about_event == CANCELLED and not is_cancelled:
        return [f"{called} is not cancelled: cancel it in Events first."]
    if event.ends_on < on:
        return [f"{called} was over on {long_date(event.ends_on)}: choose an event to come."]
    return []


def _no_address(name: str, way: str) -> str:
    if way == EMAIL:
        return f"No e-mail address of {name} is recorded: enter one, or send the letter by post."
    return f"No address of {name} is recorded: enter one, send it by e-mail, or hand it over."
