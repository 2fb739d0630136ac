"""Whether a household has the same letter already, or has it made and waiting."""

from collections.abc import Iterator

from sqlalchemy import select

from recruitment_app.casework.letters.letter_facts import CHECK_ACTS, Told
from recruitment_app.rules.stages import long_date
from recruitment_app.store.tables import Letter


def made_before(told: Told) -> Iterator[str]:
    """Give a warning where the same letter waits to be sent, or of one event was sent before.

    Requests and reminders of checks are many in a case, so that none is warned of.
    """
    kind, event = told.kind, told.event
    if kind.act in CHECK_ACTS:
        return
    query = select(Letter.written_on, Letter.sent_on).where(
        Letter.case_id == told.case.id, Letter.name == kind.id, Letter.deleted_at.is_(None)
    )
    if kind.about_event and event is not None:
        query = query.where(Letter.event_id == event.id)
    else:
        query = query.where(Letter.sent_on.is_(None))
    found = told.shared.session.execute(query.order_by(Letter.made_at.desc())).first()
    if found is None:
        return
    if found.sent_on is not None:
        yield f"They were sent this letter on {long_date(found.sent_on)} already."
    else:
        yield f"This letter was made on {long_date(found.written_on)} already and is not sent yet."
