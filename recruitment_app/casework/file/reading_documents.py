"""A document opened again: shown in the window, or saved out as a file of a person's own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.file.attaching import AttachedFile
from recruitment_app.casework.file.case_documents import kept_document
from recruitment_app.casework.file.pictures import MEDIA_TYPE, ready_picture
from recruitment_app.casework.stepping import ask_leave, signed_in
from recruitment_app.errors import Problem
from recruitment_app.rules.attached_documents import PDF, PICTURES
from recruitment_app.rules.roles import Duty
from recruitment_app.store.audit import tell as tell_audit
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Attachment, CaseDocument

LONGEST_SHOWN: Final = 4_000
"""Dots of the longer side of a picture that is shown: a page of A4 at 340 to the inch."""

MOST_SHOWN: Final = 100 * 1024 * 1024
"""A larger document would fill the memory of a small machine: it is saved out, not shown."""

SHOWN: Final = frozenset({PDF, *PICTURES})

Tell = Callable[[int, int, str], object]


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """What is shown of a document: a PDF as it is, a picture made upright and harmless."""

    content: bytes
    media_type: str


def can_be_shown(media_type: str, size: int) -> bool:
    """Tell whether a document can be shown in the window."""
    return media_type in SHOWN and size <= MOST_SHOWN


def document_content(store: Store, *, document_id: UUID) -> DocumentContent:
    """Return the content of a document that can be shown, whole in memory.

    Raises:
        StoreTrouble: its file is missing or damaged; the sentence says what to do.
        Problem: it is not in the case any more, or of no kind that is shown here.

    """
    with store.reading() as session:
        kept_document(session, signed_in(session, store), document_id)
        file = _file_of(session, document_id)
    if not can_be_shown(file.media_type, file.size):
        raise Problem(
            "This document is shown by another program: save it out, and open it there."
            if file.media_type not in SHOWN
            else "This document is too large to be shown here: save it out, and open it there."
        )
    content = b"".join(store.attachments.pieces(file.mac))
    if file.media_type == PDF:
        return DocumentContent(content, PDF)
    try:
        return DocumentContent(ready_picture(content, LONGEST_SHOWN).content, MEDIA_TYPE)
    except Problem:
        raise Problem(
            "This picture is too large to be shown, or damaged: save a copy, and open it in"
            " another program."
        ) from None


def save_document(
    store: Store,
    *,
    document_id: UUID,
    file: Path,
    password: str | None = None,
    tell: Tell | None = None,
) -> Path:
    """Write a document out, whole or not at all, and tell the audit; a PDF may be locked.

    Raises:
        StoreTrouble: its file is missing or damaged, or it cannot be written there.
        Problem: the password is none that readers take, or the document cannot be locked.

    """
    from recruitment_app.documents.locking import locked  # noqa: PLC0415 - only where one is saved
    from recruitment_app.exchange.writing import being_written  # noqa: PLC0415 - as above

    with store.reading() as session:
        worker = ask_leave(session, store, Duty.EXPORT)
        kept_document(session, worker, document_id)
        attached = _file_of(session, document_id)
    if password is not None and attached.media_type != PDF:
        raise Problem("Only a PDF can be locked with a password.", field="password")
    if password is not None and attached.size > MOST_SHOWN:
        raise Problem("This PDF is too large to be locked: save it without a password.")
    with being_written(file) as writing:
        if password is not None:
            whole = b"".join(store.attachments.pieces(attached.mac))
            writing.write(locked(whole, password))
        else:
            done = 0
            for piece in store.attachments.pieces(attached.mac):
                writing.write(piece)
                done += len(piece)
                if tell is not None:
                    tell(done >> 10, max(attached.size >> 10, 1), "")
        with store.writing(act="save_document") as session:
            tell_audit(session, document=str(document_id), locked=str(password is not None))
    return file


def _file_of(session: Session, document_id: UUID) -> AttachedFile:
    found = session.execute(
        select(Attachment.mac, Attachment.size, Attachment.media_type)
        .join(CaseDocument, CaseDocument.attachment_id == Attachment.id)
        .where(CaseDocument.id == document_id)
    ).one()
    return AttachedFile(*found)
