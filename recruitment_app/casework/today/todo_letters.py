"""Letters that were made and not sent yet, as lines of Today."""

from functools import cache, partial
from typing import Any

from sqlalchemy import select

from recruitment_app.casework.letter_kinds import shipped_letters
from recruitment_app.casework.raw_rows import plainly
from recruitment_app.casework.today.todo_asking import ME, OF_CASE, Asking, Whose, of_case
from recruitment_app.casework.today.todo_rows import TodoPart, TodoRow
from recruitment_app.rules.letters import WAY_WORDS
from recruitment_app.rules.todo import Matter, TodoState
from recruitment_app.store.tables import Case, Letter, Worker


def letter_parts(asking: Asking) -> dict[TodoState, TodoPart]:
    """Return the letters of these cases, and those made by oneself, that are still to be sent."""
    if not asking.looks_after(Matter.LETTER):
        return {}
    rows = asking.read(_unsent(asking.whose))
    return asking.parts(rows, lambda _: TodoState.TO_SEND, partial(_to_send, asking))


def title_of_letter(name: str) -> str:
    """Return the title of a letter by the name that is stored."""
    kind = shipped_letters().kinds.get(name)
    return kind.title if kind is not None else name


def _to_send(asking: Asking, row: Any, state: TodoState) -> TodoRow:
    way = WAY_WORDS.get(row.way, "")
    to = f"To {row.to_name}"
    return TodoRow(
        matter=Matter.LETTER,
        state=state,
        what=title_of_letter(row.letter_name),
        why=f"{to}, {way[:1].lower()}{way[1:]}" if way else to,
        due_on=None,
        since=row.written_on,
        act=asking.act("mark_letter_sent"),
        record_id=row.letter_id,
        **of_case(row),
    )


@cache
def _unsent(whose: Whose) -> Any:
    return (
        select(
            *OF_CASE,
            Letter.id.label("letter_id"),
            Letter.name.label("letter_name"),
            Letter.to_name,
            Letter.way,
            Letter.written_on,
        )
        .join(Case, Case.id == Letter.case_id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .where(Letter.deleted_at.is_(None), Letter.sent_on.is_(None))
        .where(*whose.cases(or_mine=plainly(Letter.made_by) == ME))
        .order_by(Letter.written_on, Letter.made_at, Letter.id)
    )
