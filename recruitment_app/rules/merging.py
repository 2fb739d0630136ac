"""How two records of one household become one: which entries stand once, who is who, what wins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from recruitment_app.rules.journey import read
from recruitment_app.rules.likeness import Identity, alike_family_names, compare
from recruitment_app.rules.stages import Event, EventKind, Stage
from recruitment_app.rules.values import name_plain

K = EventKind

NOTHING_KNOWN: Final = frozenset({"", "not_known"})
DUPLICATE: Final = "duplicate"
"""The reason for closing that says a case was a duplicate."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated event with the key of its row."""

    key: UUID
    event: Event


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a household, as far as it tells who of another household they are."""

    key: UUID
    standing: str
    given: str
    family: str
    born: str = ""


@dataclass(frozen=True, slots=True)
class United:
    """Two histories as one: all that stand, and of the other case those that stand once.

    ``doubles`` names, for each entry of the other that says what one of ours
    says, that one. ``left_out`` is the proposal: each with the sentence why.
    """

    entries: tuple[Entry, ...]
    doubles: Mapping[UUID, UUID] = field(default_factory=dict)
    left_out: Mapping[UUID, str] = field(default_factory=dict)


def unite(ours: Sequence[Entry], theirs: Sequence[Entry]) -> United:
    """Return two histories as one; the entries of the other come after ours on the same day."""
    doubles = _doubles(ours, theirs)
    last = max((entry.event.order for entry in ours), default=0)
    moved = [
        Entry(entry.key, _later(entry.event, last)) for entry in theirs if entry.key not in doubles
    ]
    entries = sorted((*ours, *moved), key=_when)
    left_out = _second_enquiries(entries) | _second_bookings(entries)
    left_out |= _closings(ours, [entry for entry in theirs if entry.key not in doubles])
    return United(tuple(entries), doubles, left_out)


def _later(event: Event, last: int) -> Event:
    return Event(event.kind, event.on, event.order + last, event.facts)


def _when(entry: Entry) -> tuple[object, int]:
    return entry.event.on, entry.event.order


def _doubles(ours: Iterable[Entry], theirs: Iterable[Entry]) -> dict[UUID, UUID]:
    """Pair the entries of one day that say the same; each of ours stands for one of theirs."""
    waiting: dict[tuple[object, ...], list[UUID]] = {}
    for entry in ours:
        waiting.setdefault(_said(entry.event), []).append(entry.key)
    doubles = {}
    for entry in theirs:
        same = waiting.get(_said(entry.event))
        if same:
            doubles[entry.key] = same.pop(0)
    return doubles


def _said(event: Event) -> tuple[object, ...]:
    return event.kind, event.on, tuple(sorted(event.facts.items()))


def _second_enquiries(entries: Sequence[Entry]) -> dict[UUID, str]:
    """Propose that only the first enquiry stands: a case has one."""
    enquiries = [entry for entry in entries if entry.event.kind is K.ENQUIRY_RECEIVED]
    return {entry.key: "A case has one enquiry: the first stands." for entry in enquiries[1:]}


def _second_bookings(entries: Sequence[Entry]) -> dict[UUID, str]:
    """Propose that a household is booked once for a session, and came if it came at all."""
    left_out = {}
    came = {
        entry.event.fact("session") for entry in entries if entry.event.kind is K.SESSION_ATTENDED
    } - {""}
    seen: set[tuple[EventKind, str]] = set()
    for entry in entries:
        kind, session = entry.event.kind, entry.event.fact("session")
        if not session or kind not in {K.SESSION_BOOKED, K.SESSION_ATTENDED, K.SESSION_MISSED}:
            continue
        if kind is K.SESSION_MISSED and session in came:
            left_out[entry.key] = "The household came to this session."
        elif (kind, session) in seen:
            left_out[entry.key] = "The household is in the register of this session already."
        seen.add((kind, session))
    return left_out


def _closings(ours: Sequence[Entry], theirs: Sequence[Entry]) -> dict[UUID, str]:
    """Propose that no closing stands which only set the one of the two cases aside."""
    ends = [_last_closing(ours), _last_closing(theirs)]
    closed = [entry for entry in ends if entry is not None]
    if len(closed) == 1:
        return {closed[0].key: "The other case goes on."}
    if not closed:
        return {}
    aside = min(closed, key=lambda entry: (not _as_duplicate(entry), entry.event.on))
    return {aside.key: "The other closing stands."}


def _as_duplicate(entry: Entry) -> bool:
    return entry.event.fact("reason") == DUPLICATE


def _last_closing(entries: Sequence[Entry]) -> Entry | None:
    """Return the entry that closed a case, where it is closed by a closing."""
    if not entries or read(entry.event for entry in entries).stage is not Stage.CLOSED:
        return None
    last = max(entries, key=_when)
    return last if last.event.kind is K.CLOSED else None


def match(ours: Sequence[Member], theirs: Sequence[Member]) -> dict[UUID, UUID]:
    """Propose who of the other household is who of ours, by their names.

    Applicants are told apart by likeness, everybody else only by the same name
    or the same date of birth: brothers and sisters have names that are alike.
    """
    found: list[tuple[float, int, int]] = []
    for at, one in enumerate(ours):
        for other_at, other in enumerate(theirs):
            weight = _sameness(one, other)
            if weight:
                found.append((-weight, at, other_at))
    matched: dict[UUID, UUID] = {}
    taken: set[int] = set()
    for _weight, at, other_at in sorted(found):
        if at in taken or theirs[other_at].key in matched:
            continue
        taken.add(at)
        matched[theirs[other_at].key] = ours[at].key
    return matched


_SAME: Final = 20.0
_SAME_GIVEN: Final = 1.0


def _sameness(one: Member, other: Member) -> float:
    """Return how surely two members are the same person; nought where nothing says so."""
    name, other_name = _plain(one), _plain(other)
    is_same = name == other_name
    born_otherwise = bool(one.born and other.born) and not (
        one.born.startswith(other.born) or other.born.startswith(one.born)
    )
    same_standing = 1.0 if one.standing == other.standing else 0.0
    if is_same and not born_otherwise:
        return _SAME + same_standing
    if not (one.standing == other.standing == "applicant"):
        return 0.0
    likeness = compare(Identity(one.given, one.family), Identity(other.given, other.family))
    if likeness is not None:
        return likeness.weight
    given, other_given = name_plain(one.given).split(), name_plain(other.given).split()
    return _SAME_GIVEN if given and given[:1] == other_given[:1] else 0.0


def _plain(member: Member) -> str:
    return name_plain(f"{member.given} {member.family}")


def takes_theirs(ours: str, theirs: str) -> bool:
    """Propose whether the other's value wins: where ours is not known, or is less exact."""
    if theirs in NOTHING_KNOWN:
        return False
    if ours in NOTHING_KNOWN:
        return True
    return len(theirs) > len(ours) and theirs.startswith(f"{ours}-")  # 1979 and 1979-05-12


def is_former_name(kept: str, other: str) -> bool:
    """Tell whether a family name that does not stay was another name, not another spelling."""
    return bool(kept.strip() and other.strip()) and not alike_family_names(kept, other)
