"""The letters of a case in its timeline: by the day they were sent, else by the one they bear."""

from collections.abc import Iterator
from typing import Any, Final

from recruitment_app.casework.file.timeline_rows import (
    Group,
    Line,
    Source,
    TimelineRow,
    day_of,
    key_of,
    moment_of,
)
from recruitment_app.casework.file.timeline_scope import Scope, of_case, raw
from recruitment_app.casework.letter_kinds import shipped_letters
from recruitment_app.rules.stages import long_date
from recruitment_app.store.tables import Letter

_LETTER: Final = of_case(
    Letter,
    *map(raw, (Letter.id, Letter.name, Letter.written_on, Letter.sent_on)),
    *map(raw, (Letter.made_at, Letter.made_by, Letter.to_name, Letter.body)),
)


def letter_lines(scope: Scope) -> Iterator[Line]:
    """Give a line for each letter."""
    words, kinds = scope.words, shipped_letters().kinds

    def tell(row: Any) -> TimelineRow:
        key, name, written_on, sent_on, at, by, to_name, body = row
        title = kinds[name].title if name in kinds else name
        state = f"Sent on {long_date(day_of(sent_on))}" if sent_on else "Not sent yet"
        return TimelineRow(
            key_of(key),
            Source.LETTER,
            Group.LETTERS,
            day_of(sent_on or written_on),
            "Letter",
            title,
            f"{state}, to {to_name}.\n\n{body}",
            words.name(by),
            moment_of(at),
            kind=name,
        )

    for row in scope.rows(_LETTER):
        yield row[3] or row[2], row[4], Group.LETTERS, row[5], tell, row
