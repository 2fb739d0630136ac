"""Files attached to a store of the tests, each with its row."""

import io

from sqlalchemy import select

from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Attachment


def add(store: Store, content: bytes) -> str:
    """Keep a file and its row; return its name."""
    with store.writing(act="attach") as session:
        kept = store.attachments.keep(io.BytesIO(content))
        session.add(
            Attachment(
                mac=kept.mac,
                kind="photograph",
                media_type="image/jpeg",
                size=kept.size,
                added_at=store.clock(),
                added_by=store.person_id,
            )
        )
    return kept.mac


def not_whole(store: Store) -> list[str]:
    """Return the names of the attached files that are not whole."""
    with store.reading() as session:
        rows = session.execute(select(Attachment.mac, Attachment.size)).all()
    return [mac for mac, size in rows if not store.attachments.is_whole(mac, size)]
