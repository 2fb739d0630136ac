"""The family of a case as the tree draws it, read from what is recorded of its people.

A relationship reads from the person it stands with: "Parent: Ivy Larkspur" beside Fern says
that Ivy is Fern's parent. Where only the relation to the applicants is known it is used as far
as it can mean one thing; whoever could stand in two places is named beside the tree.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from recruitment_app.casework.rows import CasePage, PersonRow, RelationshipRow
from recruitment_app.drawings.family import (
    Bond,
    Child,
    Ending,
    Family,
    Relative,
    Sex,
    Together,
    Union,
)
from recruitment_app.rules.partial_dates import PartialDate

_SEXES = {"male": Sex.MALE, "female": Sex.FEMALE}
_CHILDREN = {
    "child": Bond.BIRTH,
    "adult_child": Bond.BIRTH,
    "adopted_child": Bond.ADOPTED,
    "foster_child": Bond.FOSTERED,
}
_COUPLES = {
    "married": Together.MARRIED,
    "civil_partnership": Together.CIVIL_PARTNERSHIP,
    "living_together": Together.LIVING,
}
_ENDED = {"divorced": Ending.DIVORCED, "separated": Ending.SEPARATED}
_PARTNERS = {"partner", "spouse", "former_partner", *_COUPLES, *_ENDED}
_OF_THE_FAMILY = {*_CHILDREN, *_PARTNERS, "parent", "sibling", "grandparent", "grandchild"}


def family_of(case: CasePage, today: date) -> Family:
    """Return the family of a case: everybody recorded who can be joined to the applicants."""
    reading = _Reading(case, today)
    reading.read()
    return reading.family()


@dataclass
class _Couple:
    together: Together = Together.MARRIED
    ending: Ending = Ending.NONE
    begins: str = ""
    ends: str = ""

    @property
    def years(self) -> str:
        began, ended = self.begins[:4], self.ends[:4]
        first = "m" if self.together is Together.MARRIED else "cp"
        marks = [(began, "t" if self.together is Together.LIVING else first)]
        if self.ending is not Ending.NONE:  # death ended it otherwise, and stands with the person
            marks.append((ended, "d" if self.ending is Ending.DIVORCED else "s"))
        return ", ".join(f"{mark} {year}" for year, mark in marks if year)


@dataclass
class _Reading:
    case: CasePage
    today: date
    people: dict[str, Relative] = field(default_factory=dict)
    couples: dict[frozenset[str], _Couple] = field(default_factory=dict)
    parents: dict[str, dict[str, Bond]] = field(default_factory=dict)
    siblings: list[tuple[str, str]] = field(default_factory=list)
    named: set[str] = field(default_factory=set)

    def read(self) -> None:
        for person in self.case.people:
            self.people[str(person.id)] = self._relative(person)
        for person in self.case.people:
            for row in person.relationships:
                self._read_relationship(str(person.id), row)
        applicants = [str(person.id) for person in self.case.applicants]
        if len(applicants) > 1:
            couple = self.couples.setdefault(frozenset(applicants), _Couple(Together.LIVING))
            couple.together = _COUPLES.get(self.case.couple_status, couple.together)
        for person in self.case.people:
            if person.standing != "applicant" and str(person.id) not in self.named:
                self._read_relation(str(person.id), person.relation, applicants)
        self._share_parents()

    def _relative(self, person: PersonRow) -> Relative:
        return Relative(
            str(person.id),
            person.name,
            _SEXES.get(person.gender, Sex.OTHER),
            person.born,
            person.died,
            self._age(person),
            is_dead=bool(person.died),
            is_applicant=person.standing == "applicant",
            is_at_home=person.standing in {"applicant", "household"} and not person.moved_out,
        )

    def _age(self, person: PersonRow) -> str:
        if not person.born:
            return ""
        born = PartialDate.stored(person.born)
        if not person.died:
            return born.shown_age(self.today)
        died = PartialDate.stored(person.died)
        least, greatest = born.ages(died.earliest)[0], born.ages(died.latest)[1]
        least = max(least, 0)
        return str(least) if least >= greatest else f"{least} or {greatest}"

    def _read_relationship(self, key: str, row: RelationshipRow) -> None:
        """Take in what stands with a person: the other is their child, parent, partner."""
        if row.kind not in _OF_THE_FAMILY or row.kind in {"grandparent", "grandchild"}:
            return
        other = self._other(key, row)
        if other is None:
            return
        self.named |= {key, other}
        if row.kind in _CHILDREN:
            self.parents.setdefault(other, {})[key] = _CHILDREN[row.kind]
        elif row.kind == "parent":
            self.parents.setdefault(key, {}).setdefault(other, Bond.BIRTH)
        elif row.kind == "sibling":
            self.siblings.append((key, other))
        else:
            self._read_couple(frozenset((key, other)), row)

    def _other(self, key: str, row: RelationshipRow) -> str | None:
        if row.other_id is not None:
            return str(row.other_id) if str(row.other_id) in self.people else None
        if not row.other_name:
            return None
        same = (each for each, person in self.people.items() if person.name == row.other_name)
        made = next(same, f"named:{row.id}")
        self.people.setdefault(made, Relative(made, row.other_name))
        return made if made != key else None

    def _read_couple(self, pair: frozenset[str], row: RelationshipRow) -> None:
        known = self.couples.get(pair)
        how = row.ended_how.casefold()
        is_over = row.kind == "former_partner" or bool(row.ends)
        is_divorce = any(word in how for word in ("divorce", "dissol", "annul"))
        is_wedded = row.kind in {"spouse", "divorced"} or is_divorce or "marriage" in how
        ending = Ending.DIVORCED if is_divorce else Ending.SEPARATED if is_over else Ending.NONE
        ending = _ENDED.get(row.kind, ending)
        if is_over and any(self.people[key].is_dead for key in pair) and "died" in how:
            ending = Ending.NONE
        together = Together.MARRIED if is_wedded else Together.LIVING
        together = _COUPLES.get(row.kind, together)
        if known is None:
            self.couples[pair] = _Couple(together, ending, row.begins, row.ends)
            return
        known.begins, known.ends = known.begins or row.begins, known.ends or row.ends
        known.ending = known.ending or ending
        if known.together is Together.LIVING:
            known.together = together

    def _read_relation(self, key: str, relation: str, applicants: Iterable[str]) -> None:
        """Take in a relation to the applicants, where no relationship says more."""
        of_whom = list(applicants)
        if relation in _CHILDREN:
            self.parents[key] = dict.fromkeys(of_whom, _CHILDREN[relation])
        elif len(of_whom) > 1:
            return  # a parent or a brother of which of the two is not known
        elif relation == "parent":
            self.parents.setdefault(of_whom[0], {})[key] = Bond.BIRTH
        elif relation == "sibling":
            self.siblings.append((of_whom[0], key))
        elif relation in _PARTNERS:
            is_over = relation == "former_partner"
            ending = Ending.SEPARATED if is_over else Ending.NONE
            self.couples[frozenset((of_whom[0], key))] = _Couple(Together.LIVING, ending)

    def _share_parents(self) -> None:
        """Give a brother or sister the parents of the other, where only one has any."""
        for _ in self.siblings:
            for one, other in self.siblings:
                for giver, taker in ((one, other), (other, one)):
                    if self.parents.get(giver) and not self.parents.get(taker):
                        self.parents[taker] = dict(self.parents[giver])

    def family(self) -> Family:
        children: dict[frozenset[str], list[Child]] = {pair: [] for pair in self.couples}
        for key, parents in self.parents.items():
            pair, bond = self._nearest(parents)
            if key not in pair:
                children.setdefault(pair, []).append(Child(key, bond))
        unions = [
            self._union(pair, self.couples.get(pair, _Couple(Together.LIVING)), of)
            for pair, of in children.items()
        ]
        unions += self._without_parents()
        reached = _reached(unions, [str(person.id) for person in self.case.applicants])
        kept = [u for u in unions if set(u.partners) | {c.key for c in u.children} <= reached]
        drawn = {key: person for key, person in self.people.items() if key in reached}
        return Family(drawn, tuple(kept), self._apart(reached))

    def _nearest(self, parents: dict[str, Bond]) -> tuple[frozenset[str], Bond]:
        """Return the parents under whom a child is drawn: those who adopted come first."""
        adopted = [key for key, bond in parents.items() if bond is Bond.ADOPTED]
        chosen = adopted or list(parents)
        applicants = [key for key in chosen if self.people[key].is_applicant]
        pair = (applicants + [key for key in chosen if key not in applicants])[:2]
        return frozenset(pair), parents[pair[0]]

    def _union(self, pair: frozenset[str], couple: _Couple, children: list[Child]) -> Union:
        order = [key for key in self.people if key in pair]
        return Union(tuple(order), couple.together, couple.ending, couple.years, tuple(children))

    def _without_parents(self) -> list[Union]:
        """Return brothers and sisters whose parents are not recorded."""
        groups: list[set[str]] = []
        for one, other in self.siblings:
            if self.parents.get(one) or self.parents.get(other):
                continue
            touching = [group for group in groups if group & {one, other}]
            for group in touching:
                groups.remove(group)
            groups.append({one, other}.union(*touching))
        return [
            Union((), children=tuple(Child(key) for key in self.people if key in group))
            for group in groups
        ]

    def _apart(self, reached: set[str]) -> tuple[str, ...]:
        return tuple(
            person.name
            for person in self.case.people
            if str(person.id) not in reached and person.relation in _OF_THE_FAMILY
        )


def _reached(unions: Iterable[Union], applicants: Iterable[str]) -> set[str]:
    """Return everybody whom unions and children join to the applicants."""
    reached = set(applicants)
    before = 0
    while len(reached) != before:
        before = len(reached)
        for union in unions:
            keys = {*union.partners, *(child.key for child in union.children)}
            if keys & reached:
                reached |= keys
    return reached
