"""Puts a family in rows, a generation each, in an order in which no lines of descent cross.

The applicants stand in the middle of row nought. What belongs to the one on the left grows to
the left, what belongs to the other to the right: brothers and sisters, former partners and
their children. Each row is made by joining whole branches side by side, so that children
stand in the order of the unions they hang from.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from recruitment_app.drawings.family import Ending, Family, Sex, Union

Rows = dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class Order:
    """The rows from the eldest generation on, each from left to right, and who is not in them."""

    rows: Mapping[int, Sequence[str]]
    left_out: tuple[str, ...] = ()


def in_rows(family: Family) -> Order:
    """Return everybody's row and place in it."""
    rows = _Ordering(family).rows()
    placed = {key for row in rows.values() for key in row}
    left_out = tuple(key for key in family.people if key not in placed)
    return Order({number: rows[number] for number in sorted(rows)}, left_out)


def _joined(*branches: Rows) -> Rows:
    """Return branches side by side, the first on the left."""
    rows: Rows = defaultdict(list)
    for branch in branches:
        for number, keys in branch.items():
            rows[number] += keys
    return rows


@dataclass
class _Ordering:
    family: Family
    _seen: set[str] = field(default_factory=set)

    def rows(self) -> Rows:
        applicants = self.family.applicants or tuple(self.family.people)[:1]
        if not applicants:
            return {}
        chain = self._chain(applicants[0])
        self._seen.update(chain)
        couple = [key for key in chain if key in applicants] or [applicants[0]]
        alone = len(couple) == 1
        left = self._ancestry(couple[0], 0, "both" if alone else "left")
        right = ({}, {}) if alone else self._ancestry(couple[-1], 0, "right")
        middle = _joined({0: chain}, self._children_of(chain, 0))
        if alone:
            return _joined(left[0], middle, left[1])
        return _joined(*left, middle, *right)

    def _chain(self, key: str) -> list[str]:
        """Return somebody with everybody they were together with, in the order of the row.

        The union that lasts, or the last one, stands in the middle; former partners stand
        beyond the one they left.
        """
        unions = [union for union in self.family.unions_of(key) if len(union.partners) > 1]
        if not unions:
            return [key]
        partner = _other(unions[-1], key)
        before = [_other(union, key) for union in unions[:-1]]
        after = [
            _other(union, partner)
            for union in reversed(self.family.unions_of(partner))
            if len(union.partners) > 1 and _other(union, partner) != key
        ]
        chain = list(dict.fromkeys([*before, key, partner, *after]))
        chain = [each for each in chain if each == key or each not in self._seen]
        people = self.family.people
        is_mirrored = (
            partner in chain
            and people[key].sex is Sex.FEMALE
            and people[partner].sex is Sex.MALE
            and not (before or after)
        )
        return chain[::-1] if is_mirrored else chain

    def _branch(self, key: str, number: int) -> Rows:
        """Return somebody's chain and everybody below it."""
        if key in self._seen:
            return {}
        chain = self._chain(key)
        self._seen.update(chain)
        return _joined({number: chain}, self._children_of(chain, number))

    def _children_of(self, chain: Sequence[str], number: int) -> Rows:
        return _joined(
            *(
                self._branch(child, number + 1)
                for union in self._hanging(chain)
                for child in self._children(union)
            )
        )

    def _children(self, union: Union) -> list[str]:
        return self.family.in_birth_order(child.key for child in union.children)

    def _hanging(self, chain: Sequence[str]) -> list[Union]:
        """Return the unions within a chain in the order in which their children hang from it."""
        at = {key: float(place) for place, key in enumerate(chain)}
        within = [
            union
            for union in self.family.unions
            if union.partners and all(key in at for key in union.partners)
        ]
        return sorted(within, key=lambda union: hangs_from(self.family, union, at))

    def _ancestry(self, key: str, number: int, side: str) -> tuple[Rows, Rows]:
        """Return what stands left of somebody and what stands right, parents and all.

        ``side`` says where brothers and sisters go: left, right, or both by their birth.
        """
        union = self.family.parents(key)
        if union is None:
            return {}, {}
        chain = self._parents(union, side)
        self._seen.update(chain)
        hanging = self._hanging(chain) if chain else [union]
        here = hanging.index(union) if union in hanging else 0
        before = self._below(hanging[:here], number)
        after = self._below(hanging[here + 1 :], number)
        elder, younger = self._siblings(union, key, number, side)
        above_left, above_right = self._above(union, chain, number - 1, side)
        left = _joined(above_left, {number - 1: chain}, before, elder)
        return left, _joined(younger, after, above_right)

    def _parents(self, union: Union, side: str) -> list[str]:
        """Return the parents' chain, turned so that their own children hang next to the couple."""
        if not union.partners:
            return []
        chain = [key for key in self._chain_of(union) if key not in self._seen]
        if len(union.partners) < len(chain) and side in {"left", "right"}:
            places = [chain.index(key) for key in union.partners if key in chain]
            beyond, within = len(chain) - 1 - max(places, default=0), min(places, default=0)
            is_outward = beyond <= within if side == "left" else within <= beyond
            return chain if is_outward else chain[::-1]
        return chain

    def _chain_of(self, union: Union) -> list[str]:
        if len(union.partners) == 1:
            return self._chain(union.partners[0])
        one, other = union.partners[:2]
        people = self.family.people
        if people[one].sex is Sex.FEMALE and people[other].sex is Sex.MALE:
            one, other = other, one
        return [*self._former(one, union), one, other, *reversed(self._former(other, union))]

    def _former(self, key: str, but: Union) -> list[str]:
        """Return everybody else somebody was together with, the nearest in time last."""
        unions = [each for each in self.family.unions_of(key) if len(each.partners) > 1]
        ended = [each for each in unions if each is not but]
        ended.sort(key=lambda union: union.ending is Ending.NONE)
        return [_other(union, key) for union in ended]

    def _siblings(self, union: Union, key: str, number: int, side: str) -> tuple[Rows, Rows]:
        children = self._children(union)
        if side == "left":
            left, right = [each for each in children if each != key], []
        elif side == "right":
            left, right = [], [each for each in children if each != key]
        else:
            place = children.index(key)
            left, right = children[:place], children[place + 1 :]
        return self._branches(left, number), self._branches(right, number)

    def _below(self, unions: Iterable[Union], number: int) -> Rows:
        keys = [child for union in unions for child in self._children(union)]
        return self._branches(keys, number)

    def _branches(self, keys: Iterable[str], number: int) -> Rows:
        return _joined(*(self._branch(key, number) for key in keys))

    def _above(
        self, union: Union, chain: Sequence[str], number: int, side: str
    ) -> tuple[Rows, Rows]:
        """Return what the parents' own parents and their families are, left and right of them."""
        parents = sorted((key for key in union.partners if key in chain), key=chain.index)
        if not parents:
            return {}, {}
        if len(parents) == 1:
            return self._ancestry(parents[0], number, side)
        first, second = parents
        left = self._ancestry(first, number, "left")
        right = self._ancestry(second, number, "right")
        return left[0], _joined(left[1], *right)


def hangs_from(family: Family, union: Union, at: Mapping[str, float]) -> float:
    """Return where in its row a union's children hang from, given everybody's place in it.

    Between neighbours they hang between them; where others stand between, beside the
    partner further out, since the line to them goes over the heads of those between.
    """
    places = [at[key] for key in union.partners]
    if max(places) - min(places) <= 1:
        return sum(places) / len(places)
    inner, outer = sorted(union.partners, key=lambda key: -len(family.unions_of(key)))
    return at[outer] + (0.5 if at[inner] > at[outer] else -0.5)


def _other(union: Union, key: str) -> str:
    return next(each for each in union.partners if each != key)
