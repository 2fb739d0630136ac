"""What the record of a delay holds beside its reason, and what it still lacks.

Source: statutory guidance 2013 as a national manual restates it: a delay in Stage One is
recorded on the case record with its reason; agencies want as much of Stage Two, with who
agreed to it and when the applicants were told.
"""

from collections.abc import Mapping
from typing import Final

from recruitment_app.rules.stages import EventKind

AGREED_BY: Final = "agreed_by"
TOLD_ON: Final = "told_on"
TOLD_HOW: Final = "told_how"
EVIDENCE: Final = "evidence"
FACTS: Final = (AGREED_BY, TOLD_ON, TOLD_HOW, EVIDENCE)

DELAYS: Final = frozenset({EventKind.WAITING_STARTED, EventKind.HOLD_STARTED, EventKind.EXTENDED})
"""The entries that are records of a delay."""

_LACKING: Final[Mapping[str, str]] = {
    AGREED_BY: "who agreed to it",
    TOLD_ON: "when the applicants were told",
    EVIDENCE: "what shows it",
}
_WANTED: Final[Mapping[EventKind, tuple[str, ...]]] = {
    EventKind.WAITING_STARTED: (),
    EventKind.HOLD_STARTED: (AGREED_BY, TOLD_ON),
    EventKind.EXTENDED: (AGREED_BY, TOLD_ON, EVIDENCE),
}


def lacking(
    kind: EventKind, facts: Mapping[str, str], *, has_documents: bool = False
) -> tuple[str, ...]:
    """Return in words what the record of a delay does not say yet.

    A document that is kept as evidence of it says as much as words about what shows it.
    """
    said = {name for name in FACTS if facts.get(name, "").strip()}
    if has_documents:
        said.add(EVIDENCE)
    return tuple(_LACKING[name] for name in _WANTED.get(kind, ()) if name not in said)
