"""Files that belong to a case: kept sealed beside the tables, read again, and proved."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.errors import StoreTrouble
from recruitment_app.store.attachments import LOST, KeptFile, Source
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Attachment,
    Case,
    CaseDocument,
    IssuedEdition,
    Letter,
    Photograph,
)

PHOTOGRAPH: Final = "photograph"
EDITION: Final = "edition"
DOCUMENT: Final = "document"
LETTER: Final = "letter"
_WORDS: Final = {
    PHOTOGRAPH: "a photograph",
    EDITION: "an issued edition",
    DOCUMENT: "a document",
    LETTER: "a letter",
}
MEND: Final = "Bring it back from a backup, or add it again."


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file as it is kept: its name, its bytes, and of what kind it is."""

    mac: str
    size: int
    media_type: str


def attach(
    session: Session, store: Store, source: Source, *, kind: str, media_type: str
) -> Attachment:
    """Keep a file within an act that is open; the same content again is the same attachment.

    The file is on the disk, whole, before its row is.

    Raises:
        StoreTrouble: it could not be kept.

    """
    return attach_kept(
        session, store, store.attachments.keep(source), kind=kind, media_type=media_type
    )


def attach_kept(
    session: Session, store: Store, kept: KeptFile, *, kind: str, media_type: str
) -> Attachment:
    """Give its row to a file that was kept before the act which is open."""
    found = session.scalars(select(Attachment).where(Attachment.mac == kept.mac)).one_or_none()
    if found is None:
        found = Attachment(
            mac=kept.mac,
            kind=kind,
            media_type=media_type,
            size=kept.size,
            added_at=store.clock(),
            added_by=session.info["by"],
        )
        session.add(found)
        session.flush()
    return found


def content_of(store: Store, *, attachment_id: UUID) -> bytes:
    """Return the content of an attached file, whole in memory: a photograph, a paper.

    Raises:
        StoreTrouble: it is missing or damaged.

    """
    with store.reading() as session:
        mac = session.scalar(select(Attachment.mac).where(Attachment.id == attachment_id))
    if mac is None:
        raise StoreTrouble(LOST)
    return b"".join(store.attachments.pieces(mac))


def attached_files(session: Session) -> list[AttachedFile]:
    """Return every file that is attached to anything."""
    rows = session.execute(
        select(Attachment.mac, Attachment.size, Attachment.media_type).order_by(Attachment.mac)
    )
    return [AttachedFile(*row) for row in rows]


def lost_files(session: Session, store: Store) -> Iterable[str]:
    """Read every attached file to its end; go through sentences for those that are lost."""
    named = {
        PHOTOGRAPH: _cases_of(session, Photograph),
        EDITION: _cases_of(session, IssuedEdition),
        DOCUMENT: _cases_of(session, CaseDocument),
        LETTER: _cases_of(session, Letter),
    }
    for row in session.scalars(select(Attachment).order_by(Attachment.id)):
        if store.attachments.is_whole(row.mac, row.size):
            continue
        found = [
            (reference, what)
            for what, cases in named.items()
            for attachment_id, reference in cases
            if attachment_id == row.id
        ]
        for reference, what in found or [("The store", row.kind)]:
            yield f"{reference}: the file of {_WORDS[what]} is missing or damaged. {MEND}"


def _cases_of(
    session: Session, table: type[Photograph | IssuedEdition | CaseDocument | Letter]
) -> list[tuple[UUID, str]]:
    rows = session.execute(
        select(table.attachment_id, Case.reference)
        .join(Case, Case.id == table.case_id)
        .where(table.deleted_at.is_(None), table.attachment_id.is_not(None))
        .order_by(Case.reference_number)
    )
    return [(key, reference) for key, reference in rows if key is not None]
