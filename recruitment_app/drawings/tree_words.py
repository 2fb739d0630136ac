"""A family tree told in words, for whoever does not see it."""

from collections.abc import Iterable, Iterator

from recruitment_app.drawings.family import Bond, Ending, Family, Relative, Together, Union
from recruitment_app.drawings.tree_rows import Order

_BONDS = {Bond.BIRTH: "", Bond.ADOPTED: " (adopted)", Bond.FOSTERED: " (fostered)"}
_TOGETHER = {
    Together.MARRIED: ("married to", "was married to"),
    Together.CIVIL_PARTNERSHIP: ("in a civil partnership with", "was in a civil partnership with"),
    Together.LIVING: ("lives with", "lived with"),
}
_ENDED = {Ending.NONE: "", Ending.SEPARATED: ", separated", Ending.DIVORCED: ", divorced"}


def told(family: Family, order: Order) -> str:
    """Return who is in the tree, who was together with whom, and whose children are whose."""
    sentences = ["Family tree.", *_people(family, order), *_unions(family)]
    sentences += [f"Not in the tree: {words}." for words in family.apart]
    sentences += [f"Not in the tree: {_name(family, key)}." for key in order.left_out]
    return " ".join(sentences)


def told_by_person(family: Family) -> tuple[tuple[str, str], ...]:
    """Return everybody with what the tree tells of them, as the rows of a table."""
    return tuple((_name(family, key), "; ".join(_told_of(family, key))) for key in family.people)


def _told_of(family: Family, key: str) -> Iterator[str]:
    if facts := _facts(family.people[key]):
        yield facts
    if (union := family.parents(key)) is not None and union.partners:
        bond = next(child.bond for child in union.children if child.key == key)
        yield f"child of {_names(family, union.partners)}{_BONDS[bond]}"
    for union in family.unions_of(key):
        for other in union.partners:
            if other != key:
                yield f"{_joined(union)} {_name(family, other)}{_end(union)}"


def _people(family: Family, order: Order) -> Iterator[str]:
    for row in order.rows.values():
        for key in row:
            known = _facts(family.people[key])
            yield f"{_name(family, key)}{f', {known}' if known else ''}."


def _facts(person: Relative) -> str:
    facts = [
        "applicant" if person.is_applicant else "",
        f"born {person.born[:4]}" if person.born else "",
        f"died {person.died[:4]}" if person.died else "died" if person.is_dead else "",
        f"{'at the age of' if person.is_dead else 'aged'} {person.age}" if person.age else "",
        "lives in the home" if person.is_at_home else "",
    ]
    return ", ".join(fact for fact in facts if fact)


def _unions(family: Family) -> Iterator[str]:
    for union in family.unions:
        if len(union.partners) > 1:
            one, other = (_name(family, key) for key in union.partners[:2])
            verb = _joined(union)
            if verb.startswith(("married", "in ")):
                verb = f"is {verb}"
            yield f"{one} {verb} {other}{_end(union)}."
        if union.children:
            yield f"{_whose(family, union)}: {_children(family, union)}."


def _joined(union: Union) -> str:
    now, before = _TOGETHER[union.together]
    return now if union.ending is Ending.NONE else before


def _end(union: Union) -> str:
    return f"{_ENDED[union.ending]}{f' ({union.years})' if union.years else ''}"


def _names(family: Family, keys: Iterable[str]) -> str:
    return " and ".join(_name(family, key) for key in keys)


def _whose(family: Family, union: Union) -> str:
    names = _names(family, union.partners)
    return f"Children of {names}" if names else "Brothers and sisters, parents not recorded"


def _children(family: Family, union: Union) -> str:
    bonds = {child.key: child.bond for child in union.children}
    ordered = family.in_birth_order(bonds)
    return ", ".join(f"{_name(family, key)}{_BONDS[bonds[key]]}" for key in ordered)


def _name(family: Family, key: str) -> str:
    return family.people[key].name or "somebody whose name is not known"
