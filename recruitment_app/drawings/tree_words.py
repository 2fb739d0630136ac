"""A family tree told in words, for whoever does not see it."""

from collections.abc import Iterator

from recruitment_app.drawings.family import Bond, Ending, Family, Together, Union
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


def _people(family: Family, order: Order) -> Iterator[str]:
    for row in order.rows.values():
        for key in row:
            person = family.people[key]
            facts = [
                "applicant" if person.is_applicant else "",
                f"born {person.born[:4]}" if person.born else "",
                f"died {person.died[:4]}" if person.died else "died" if person.is_dead else "",
                f"{'at the age of' if person.is_dead else 'aged'} {person.age}"
                if person.age
                else "",
                "lives in the home" if person.is_at_home else "",
            ]
            known = ", ".join(fact for fact in facts if fact)
            yield f"{_name(family, key)}{f', {known}' if known else ''}."


def _unions(family: Family) -> Iterator[str]:
    for union in family.unions:
        if len(union.partners) > 1:
            one, other = (_name(family, key) for key in union.partners[:2])
            now, before = _TOGETHER[union.together]
            verb = now if union.ending is Ending.NONE else before
            if now.startswith(("married", "in ")) and union.ending is Ending.NONE:
                verb = f"is {now}"
            years = f" ({union.years})" if union.years else ""
            yield f"{one} {verb} {other}{_ENDED[union.ending]}{years}."
        if union.children:
            yield f"{_whose(family, union)}: {_children(family, union)}."


def _whose(family: Family, union: Union) -> str:
    names = " and ".join(_name(family, key) for key in union.partners)
    return f"Children of {names}" if names else "Brothers and sisters, parents not recorded"


def _children(family: Family, union: Union) -> str:
    bonds = {child.key: child.bond for child in union.children}
    ordered = family.in_birth_order(bonds)
    return ", ".join(f"{_name(family, key)}{_BONDS[bonds[key]]}" for key in ordered)


def _name(family: Family, key: str) -> str:
    return family.people[key].name or "somebody whose name is not known"
