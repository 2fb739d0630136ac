"""The letters, documents and referees of the cases, as they leave."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from recruitment_app.casework.file.case_documents import readable_by
from recruitment_app.casework.leaving.leaving import Leaving, day_of, partial
from recruitment_app.casework.letter_kinds import letters_in_force
from recruitment_app.casework.stepping import parts_of_cases
from recruitment_app.exchange.cells import Cell
from recruitment_app.rules.letters import WAY_WORDS
from recruitment_app.store.tables import (
    CaseDocument,
    Letter,
    Person,
    Promise,
    Referee,
    RefereeInterview,
)

_Rows = Iterator[Sequence[Cell]]
LETTERS: Final = (
    "Reference",
    "Applicants",
    "Letter",
    "Subject",
    "To",
    "Address",
    "Way",
    "Large print",
    "Made on",
    "Made by",
    "Sent on",
    "Sent by",
    "Answer promised by",
    "Promise kept on",
)


def letters(leaving: Leaving) -> _Rows:
    """Give the letters of every case, those made first before the others."""
    kinds = letters_in_force(leaving.session).kinds
    query = (
        select(Letter, Promise.by_on, Promise.kept_on)
        .outerjoin(Promise, Promise.id == Letter.promise_id)
        .where(Letter.deleted_at.is_(None))
        .order_by(Letter.written_on, Letter.made_at, Letter.id)
    )
    for case, (row, by_on, kept_on) in _below(leaving, query, Letter):
        yield (
            case.reference,
            case.title,
            kinds[row.name].title if row.name in kinds else row.name,
            row.subject,
            row.to_name,
            row.to_address,
            WAY_WORDS.get(row.way, ""),
            row.is_large_print,
            row.written_on,
            leaving.name(row.made_by),
            row.sent_on,
            leaving.name(row.sent_by),
            by_on,
            kept_on,
        )


DOCUMENTS: Final = (
    "Reference",
    "Title",
    "Kind",
    "Dated",
    "About",
    "File",
    "Confidential",
    "Added on",
    "Added by",
)


def documents(leaving: Leaving) -> _Rows:
    """Give the documents of every case that this person may read, by the day they were added."""
    query = (
        select(CaseDocument, Person.given_names, Person.family_name)
        .outerjoin(Person, Person.id == CaseDocument.person_id)
        .where(*readable_by(leaving.worker.role))
        .order_by(CaseDocument.added_at, CaseDocument.id)
    )
    for case, (row, given, family) in _below(leaving, query, CaseDocument):
        yield (
            case.reference,
            row.title,
            leaving.law.label("document_kind", row.kind),
            row.dated_on,
            f"{given or ''} {family or ''}".strip(),
            row.file_name,
            row.is_confidential,
            day_of(row.added_at),
            leaving.name(row.added_by),
        )


REFEREES: Final = (
    "Reference",
    "Referee",
    "Relation",
    "Relative",
    "Known since",
    "Address",
    "Contact",
    "Interviewed on",
    "Interviewed by",
    "Confirmed on",
    "Weighed on",
)


def referees(leaving: Leaving) -> _Rows:
    """Give the referees of every case in their order, each with the days of the last interview.

    What they said, and what weight it was given, is left out.
    """
    query = select(Referee).where(Referee.deleted_at.is_(None))
    last = _last_interviews(leaving)
    for case, (row,) in _below(leaving, query.order_by(Referee.place, Referee.id), Referee):
        held = last.get(row.id)
        yield (
            case.reference,
            row.name,
            row.relation,
            row.is_relative,
            partial(row.known_since),
            row.address,
            row.contact,
            held.held_on if held else None,
            leaving.name(held.interviewed_by) if held else "",
            held.confirmed_on if held else None,
            held.weighed_on if held else None,
        )


def _last_interviews(leaving: Leaving) -> Mapping[UUID, Any]:
    query = select(
        RefereeInterview.referee_id,
        RefereeInterview.held_on,
        RefereeInterview.interviewed_by,
        RefereeInterview.confirmed_on,
        RefereeInterview.weighed_on,
    ).where(RefereeInterview.deleted_at.is_(None))
    rows = leaving.session.execute(query.order_by(RefereeInterview.held_on, RefereeInterview.id))
    return {row.referee_id: row for row in rows}


def _below(leaving: Leaving, query: Any, table: Any) -> Iterator[tuple[Any, Any]]:
    """Give each row that a query finds of a table, with its case, by reference."""
    for some in parts_of_cases(leaving.session, leaving.worker):
        of_case: dict[UUID, list[Any]] = defaultdict(list)
        for row in leaving.session.execute(query.where(table.case_id.in_([c.id for c in some]))):
            of_case[row[0].case_id].append(row)
        for case in some:
            for row in of_case[case.id]:
                yield case, row
