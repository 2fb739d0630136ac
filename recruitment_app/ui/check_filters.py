"""What a place asks the checks of all cases to show, and what a view of them keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from recruitment_app.casework.checks.check_grid import GridFilter
from recruitment_app.rules.check_states import LACKING, WAITING, CheckState
from recruitment_app.ui.places import Place

LIST: Final = "checks"
_EVERY_STATE: Final = frozenset(CheckState)

SHOWS: Final[tuple[tuple[str, str, GridFilter], ...]] = (
    ("lacking", "Still to do", GridFilter(states=LACKING)),
    ("waiting", "Asked for, not there", GridFilter(states=WAITING)),
    ("to_chase", "To chase", GridFilter(states=WAITING, to_chase=True)),
    ("to_ask", "To ask for", GridFilter(states=frozenset({CheckState.TO_ASK}))),
    ("came", "Received, no outcome yet", GridFilter(states=frozenset({CheckState.RECEIVED}))),
    ("to_decide", "To decide", GridFilter(states=frozenset({CheckState.TO_DECIDE}))),
    ("run_out", "Run out", GridFilter(states=frozenset({CheckState.RUN_OUT}))),
    ("runs_out", "Run out before panel", GridFilter(states=_EVERY_STATE, runs_out=True)),
)
"""Which checks may be asked for: the name that a place knows it by, its words, and the filter."""
EVERY: Final = "all"


@dataclass(frozen=True)
class ChecksWanted:
    """What the page asks for: which checks, words of the case, and a kind, basis or worker."""

    show: str = "lacking"
    words: str = ""
    kind: str = ""
    basis: str = ""
    worker_id: UUID | None = None

    def grid(self, cases: tuple[UUID, ...] = ()) -> GridFilter:
        """Return the filter of the grid; ``cases`` are those that the words find."""
        shown = {name: wanted for name, _words, wanted in SHOWS}.get(
            self.show, GridFilter(states=_EVERY_STATE)
        )
        return GridFilter(
            states=shown.states,
            to_chase=shown.to_chase,
            runs_out=shown.runs_out,
            kind=self.kind,
            basis=self.basis,
            worker_id=self.worker_id,
            cases=cases,
        )

    def facts(self) -> dict[str, str]:
        """Return the facts of a place that asks for this."""
        told = {
            "show": self.show,
            "words": self.words,
            "kind": self.kind,
            "basis": self.basis,
            "worker": str(self.worker_id or ""),
        }
        return {name: value for name, value in told.items() if value}


def wanted_by(place: Place, usual: Mapping[str, str]) -> ChecksWanted:
    """Return what a place asks for; where it asks for nothing, what is usual."""
    facts = {name: place.fact(name) for name in ("show", "words", "kind", "basis", "worker")}
    told = facts if any(facts.values()) else dict(usual)
    worker = told.get("worker", "")
    return ChecksWanted(
        show=told.get("show", "") or "lacking",
        words=told.get("words", ""),
        kind=told.get("kind", ""),
        basis=told.get("basis", ""),
        worker_id=UUID(worker) if worker else None,
    )
