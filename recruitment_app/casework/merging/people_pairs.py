"""Two people side by side: each field, and the names, addresses and contacts of both once."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from recruitment_app.casework.households.households import CODED, PARTIAL, STANDINGS, TEXTS
from recruitment_app.casework.in_force import Law
from recruitment_app.casework.merging.merge_rows import DetailPair, FieldPair
from recruitment_app.casework.rows import PersonRow
from recruitment_app.errors import Problem
from recruitment_app.rules import values
from recruitment_app.rules.merging import takes_theirs
from recruitment_app.rules.partial_dates import PartialDate

FIELDS: tuple[str, ...] = ("standing", *(name for name in TEXTS if name != "remarks"))
FIELDS += (*PARTIAL, *CODED)
REMARKS = "remarks"
"""What both remark is kept: nothing need be chosen."""

_RANKS = tuple(STANDINGS)
_LISTS: Mapping[str, str] = {**CODED, "relation": "relationship"}


def field_key(person_id: UUID, name: str) -> str:
    """Return the key of a field of somebody of the household that goes."""
    return f"{person_id}.{name}"


def fields_of(
    ours: PersonRow, theirs: PersonRow, chosen: Mapping[str, bool], law: Law
) -> tuple[FieldPair, ...]:
    """Return every field that either of two people has, with the value proposed or chosen."""
    pairs = []
    for name in FIELDS:
        one, other = getattr(ours, name), getattr(theirs, name)
        if not (one or other):
            continue
        key = field_key(theirs.id, name)
        proposed = takes_theirs(one, other)
        if name == "standing":
            proposed = _RANKS.index(other) < _RANKS.index(one)
        shown = [_words(name, value, law) for value in (one, other)]
        takes = bool(other) and one != other and chosen.get(key, proposed)
        pairs.append(FieldPair(key, name, shown[0], shown[1], other, takes))
    return tuple(pairs)


def _words(name: str, value: str, law: Law) -> str:
    if not value:
        return ""
    if name == "standing":
        return STANDINGS[value]
    if name in PARTIAL:
        try:
            return PartialDate.stored(value).shown
        except Problem:
            return value
    return law.label(_LISTS[name], value) if name in _LISTS else value


def details_of(
    ours: PersonRow | None, theirs: PersonRow, law: Law, known: Mapping[UUID, PersonRow]
) -> tuple[DetailPair, ...]:
    """Return the contacts, addresses, names and relationships of both, what is the same once."""

    def related(row: Any) -> str:
        person = known.get(row.other_id) if row.other_id else None
        name = person.name if person else row.other_name
        said = law.label("relationship", row.kind)
        return f"{said}: {name}" if name else said

    def same_relation(one: Any, other: Any) -> bool:
        return values.name_fold(related(one)) == values.name_fold(related(other))

    mine = ours or theirs
    none: tuple[Any, ...] = ()
    return (
        *_once(
            "contact",
            mine.contacts if ours else none,
            theirs.contacts,
            same_contact,
            lambda row: row.value,
        ),
        *_once(
            "address",
            mine.addresses if ours else none,
            theirs.addresses,
            same_address,
            lambda row: ", ".join(filter(None, [*row.lines.splitlines(), row.postcode])),
        ),
        *_once("name", mine.names if ours else none, theirs.names, same_name, lambda row: row.name),
        *_once(
            "relationship",
            mine.relationships if ours else none,
            theirs.relationships,
            same_relation,
            related,
        ),
    )


def _once(
    kind: str,
    ours: Iterable[Any],
    theirs: Iterable[Any],
    is_same: Callable[[Any, Any], bool],
    words: Callable[[Any], str],
) -> Iterable[DetailPair]:
    left = list(theirs)
    for row in ours:
        same = [each for each in left if is_same(row, each)]
        left = [each for each in left if each not in same]
        said = max((words(each) for each in (row, *same)), key=len)
        yield DetailPair(kind, said, is_ours=True, is_theirs=bool(same))
    for row in left:
        yield DetailPair(kind, words(row), is_ours=False, is_theirs=True)


def same_contact(one: Any, other: Any) -> bool:
    """Tell whether two contacts are one telephone number or one e-mail address."""
    if one.kind != other.kind:
        return False
    fold = values.fold_email if one.kind == "email" else values.fold_phone
    return (fold(one.value) or one.value) == (fold(other.value) or other.value)


def same_address(one: Any, other: Any) -> bool:
    """Tell whether two addresses are one; a bare postcode is any address that has it."""
    if values.fold_postcode(one.postcode) != values.fold_postcode(other.postcode):
        return False
    lines = [values.name_plain(" ".join(each.lines.split())) for each in (one, other)]
    return (lines[0] == lines[1] or "" in lines) and _within_the_same_time(one, other)


def same_name(one: Any, other: Any) -> bool:
    """Tell whether two names ever used are one."""
    return values.name_fold(one.name) == values.name_fold(other.name) and _within_the_same_time(
        one, other
    )


def same_background(one: Any, other: Any) -> bool:
    """Tell whether two entries of work, service or the like are one, with the same checks."""
    said = [(row.kind, values.name_fold(row.what), row.is_with_children) for row in (one, other)]
    posts = [values.name_fold(row.post) for row in (one, other)]
    is_same = said[0] == said[1] and (posts[0] == posts[1] or "" in posts)
    return is_same and _within_the_same_time(one, other)


def _within_the_same_time(one: Any, other: Any) -> bool:
    """Tell whether no date of the one contradicts the other's."""
    pairs = ((one.begins, other.begins), (one.ends, other.ends))
    return all(a == b or not (a and b) for a, b in pairs)
