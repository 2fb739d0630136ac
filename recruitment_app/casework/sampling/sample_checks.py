"""The checks of the sample's households, from being asked for to what they said.

Which a household needs is worked out by the rules themselves; when each was asked for, chased and
received follows from the days of its case.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from recruitment_app.casework.sampling.sample_gathering import INVENTED, AssessedCase, Rows, at
from recruitment_app.rules.check_kinds import CheckKind
from recruitment_app.rules.check_states import CLEAR, CONSIDER, GO_ON, UNSUITABLE
from recruitment_app.rules.checked_household import Member
from recruitment_app.rules.stages import EventKind, Stage
from recruitment_app.rules.working_days import Calendar
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import Check, CheckChase, CheckOutcome, ConfidentialOutcome

K = EventKind

_TAKES: Final[Mapping[str, int]] = {
    "dbs": 22,
    "offence_test": 1,
    "basic_facts": 5,
    "residence": 5,
    "health_report": 25,
    "medical_summary": 4,
    "reference": 11,
    "local_authority": 16,
    "earlier_authority": 19,
    "overseas_police": 38,
    "identity": 1,
    "marriage_papers": 2,
    "finances": 12,
    "home_safety": 8,
}
"""The working days until an answer comes, where all goes well."""
_USUALLY: Final = 10
_AFTER: Final = {"offence_test": "dbs", "medical_summary": "health_report"}
"""What is not asked for before another came for the same person."""
_AT_HOME: Final = frozenset({"finances", "home_safety", "pets", "dog"})
"""What the worker looks at in Stage Two."""
_SPEAKING: Final = frozenset(
    {"dbs", "local_authority", "reference", "employer_children", "former_partner", "health_report"}
)
"""What sometimes says something to consider."""
_WAYS: Final = ("telephone", "email", "letter")
_CHASED_AFTER: Final = 11
_SEEN: Final = frozenset({"dbs", "identity", "marriage_papers"})
_REFUSED_FOR: Final = {
    "not_suitable_medical": "health_report",
    "not_suitable_references": "reference",
    "not_suitable_checks": "dbs",
}
_DECIDED_WORDS: Final = (
    "Long ago, told by them before we asked, and nothing since: we go on. Talked over with the"
    " worker and noted for the report."
)
_NOT_NEEDED: Final = "A short relationship long ago, without children: nothing is to be asked."


class Wanted(NamedTuple):
    """A check as a rule asks for it."""

    kind: CheckKind
    member: Member | None
    about: str
    about_key: str
    why: str


@dataclass(slots=True)
class CheckStory:
    """Tells the checks of one case after another, into the same rows."""

    rows: Rows
    calendar: Calendar
    administrator: UUID
    manager: UUID
    references: dict[str, tuple[UUID, date | None]] = field(default_factory=dict)
    """By the key of a referee, the check of their reference and the day on which it came."""

    def tell(self, told: AssessedCase, required: Sequence[Wanted]) -> None:
        """Add what is recorded of the checks that a household needs."""
        self.references = {}
        came: dict[tuple[str, str], date | None] = {}
        for place, wanted in enumerate(required):
            kind, whom = wanted.kind.id, wanted.member.key if wanted.member else ""
            if kind == "reference" and not wanted.about:
                continue
            if kind == "former_partner" and told.number % 4 == 1:
                self._check(told, wanted, place, {"not_needed_why": _NOT_NEEDED + INVENTED})
                continue
            asked_on = self._asked_on(told, kind, place, came.get((_AFTER.get(kind, ""), whom)))
            if asked_on is None or asked_on > told.known_until:
                continue
            received_on = self._received_on(told, kind, place, asked_on)
            came[kind, whom] = received_on
            check_id = self._add(told, wanted, place, asked_on, received_on)
            if kind == "reference":
                self.references[wanted.about_key] = (check_id, received_on)

    def add(
        self,
        told: AssessedCase,
        wanted: Wanted,
        asked_on: date,
        received_on: date | None,
        *,
        place: int = 0,
    ) -> UUID:
        """Add one check that said nothing of note, on days that are known."""
        check_id = self._check(
            told, wanted, place, self._progress(told, wanted.kind, asked_on, received_on, place)
        )
        if received_on is not None:
            self._outcome(told, wanted.kind, check_id, CLEAR, received_on)
        return check_id

    def _asked_on(
        self, told: AssessedCase, kind: str, place: int, after: date | None
    ) -> date | None:
        if kind in _AFTER:
            return after
        if kind in _AT_HOME:
            begun = told.days.get(K.STAGE_TWO_STARTED)
            return self.calendar.after(begun, 8 + place % 5) if begun else None
        is_open = told.left_on is None and K.STAGE_ONE_ENDED not in told.days
        if is_open and told.dice(place) % 8 == 0:
            return None  # nobody has asked yet
        return self.calendar.after(told.begun_on, 1 + place % 4)

    def _received_on(
        self, told: AssessedCase, kind: str, place: int, asked_on: date
    ) -> date | None:
        dice = told.dice(place, 1)
        takes = _TAKES.get(kind, _USUALLY) + dice % 7
        if dice % 6 == 0 and kind not in _AFTER:
            takes += 16
        came = self.calendar.after(asked_on, takes)
        if (ended := _ends(told, kind)) is not None:
            came = max(min(came, ended - timedelta(days=1 + place % 3)), asked_on)
        return came if came <= told.known_until else None

    def _add(
        self,
        told: AssessedCase,
        wanted: Wanted,
        place: int,
        asked_on: date,
        received_on: date | None,
    ) -> UUID:
        progress = self._progress(told, wanted.kind, asked_on, received_on, place)
        if (
            wanted.kind.id == "dbs"
            and received_on
            and told.left_on is None
            and told.number % 5 == 0
        ):
            progress["valid_until"] = told.today + timedelta(days=told.number % 45 - 12)
        check_id = self._check(told, wanted, place, progress)
        self._chase(told, check_id, place, asked_on, received_on)
        judged_on = self.calendar.after(received_on, 1) if received_on else None
        if received_on and judged_on and (judged_on <= told.known_until or told.left_on):
            said = self._said(told, wanted.kind, place)
            self._outcome(told, wanted.kind, check_id, said, min(judged_on, told.known_until))
        return check_id

    def _said(self, told: AssessedCase, kind: CheckKind, place: int) -> str:
        """Return what a check said; of an applicant who was refused, one is the reason."""
        ended = next((e for e in told.case.events if e.kind is K.STAGE_ONE_ENDED), None)
        if ended is not None and _REFUSED_FOR.get(ended.fact("reason")) == kind.id:
            return UNSUITABLE
        if kind.id == "dbs" and _waits_for_manager(told):
            return CONSIDER
        return CONSIDER if kind.id in _SPEAKING and told.dice(place, 2) % 13 == 0 else CLEAR

    def _progress(
        self,
        told: AssessedCase,
        kind: CheckKind,
        asked_on: date,
        received_on: date | None,
        place: int,
    ) -> dict[str, object]:
        facts: dict[str, object] = {"asked_on": asked_on, "asked_of": kind.asked_of}
        if received_on is None:
            return facts
        facts |= {"received_on": received_on, "seen_on": received_on, "seen_by": told.worker}
        if kind.id == "dbs":
            facts["number"] = (
                f"0014{told.number % 10_000:04}{place % 100:02}{told.dice(place) % 100:02}"
            )
        if kind.id in _SEEN or kind.valid_months:
            facts["issued_on"] = max(received_on - timedelta(days=4), asked_on)
        return facts

    def _check(
        self, told: AssessedCase, wanted: Wanted, place: int, facts: Mapping[str, object]
    ) -> UUID:
        asked_on = facts.get("asked_on")
        added_on = asked_on if isinstance(asked_on, date) else told.begun_on
        return self.rows.add(
            Check,
            {
                "id": new_id(),
                "case_id": told.case_id,
                "kind": wanted.kind.id,
                "person_id": UUID(wanted.member.key) if wanted.member else None,
                "about": wanted.about,
                "about_key": _kept_key(wanted.about_key),
                "added_at": at(min(added_on, told.known_until), place),
                "added_by": self.administrator,
                **facts,
            },
        )

    def _chase(
        self,
        told: AssessedCase,
        check_id: UUID,
        place: int,
        asked_on: date,
        received_on: date | None,
    ) -> None:
        """Add that an answer was chased; some of those that are waited for were not yet."""
        until = received_on or told.known_until
        turns = 1 if received_on else told.dice(place, 3) % 3
        for turn in range(turns):
            on = self.calendar.after(asked_on, _CHASED_AFTER * (turn + 1) + place % 3)
            if on >= until:
                return
            self.rows.add(
                CheckChase,
                {
                    "case_id": told.case_id,
                    "check_id": check_id,
                    "on": on,
                    "how": _WAYS[(told.number + turn) % len(_WAYS)],
                    "words": "",
                    "chased_by": self.administrator,
                    "recorded_at": at(on, place),
                },
            )

    def _outcome(
        self, told: AssessedCase, kind: CheckKind, check_id: UUID, said: str, on: date
    ) -> None:
        decided_on = self.calendar.after(on, 3)
        is_decided = said == CONSIDER and decided_on <= told.known_until
        is_decided = is_decided and not _waits_for_manager(told)
        self.rows.add(
            ConfidentialOutcome if kind.confidential else CheckOutcome,
            {
                "case_id": told.case_id,
                "check_id": check_id,
                "outcome": said,
                "words": _WORDS[said] + INVENTED if said != CLEAR else "",
                "recorded_at": at(on, 3),
                "recorded_by": told.worker if kind.confidential else self.administrator,
                "decision": GO_ON if is_decided else "",
                "decision_words": _DECIDED_WORDS + INVENTED if is_decided else "",
                "decided_on": decided_on if is_decided else None,
                "decided_by": self.manager if is_decided else None,
            },
        )


_WORDS: Final = {
    CONSIDER: "Something that a manager should weigh; the applicants told us of it themselves.",
    UNSUITABLE: "What it says cannot be reconciled with the care of a child.",
}


def _waits_for_manager(told: AssessedCase) -> bool:
    """Tell whether what a certificate says still waits for the manager."""
    return told.stage is Stage.STAGE_ONE and told.number % 4 in {1, 2}


def _kept_key(about_key: str) -> str:
    """Return the key of a record as a check keeps it; other keys stay as they are."""
    try:
        return str(UUID(about_key))
    except ValueError:
        return about_key


def _ends(told: AssessedCase, kind: str) -> date | None:
    """Return the day by which a check was there, since somebody decided on that day."""
    report = told.days.get(K.REPORT_SENT)
    if kind in _AT_HOME:
        return report
    return told.days.get(K.STAGE_ONE_ENDED) or report
