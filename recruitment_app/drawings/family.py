"""A family as a tree draws it: people, who was together, and whose children are whose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Sex(StrEnum):
    """Which shape a person is drawn as."""

    MALE = "male"
    FEMALE = "female"
    OTHER = "other"


class Together(StrEnum):
    """How two people are or were together."""

    MARRIED = "married"
    CIVIL_PARTNERSHIP = "civil_partnership"
    LIVING = "living"


class Ending(StrEnum):
    """How it ended, where it did."""

    NONE = ""
    SEPARATED = "separated"
    DIVORCED = "divorced"


class Bond(StrEnum):
    """How a child came to its parents."""

    BIRTH = "birth"
    ADOPTED = "adopted"
    FOSTERED = "fostered"


@dataclass(frozen=True, slots=True)
class Relative:
    """One person of a tree; dates and the age, now or at death, as they are printed.

    ``born`` also puts brothers and sisters in order: 1979, 1979-05 or 1979-05-12.
    """

    key: str
    name: str
    sex: Sex = Sex.OTHER
    born: str = ""
    died: str = ""
    age: str = ""
    is_dead: bool = False
    is_applicant: bool = False
    is_at_home: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """A child of two people or of one, or of nobody who is known."""

    key: str
    bond: Bond = Bond.BIRTH


@dataclass(frozen=True, slots=True)
class Union:
    """Two people, one, or nobody who is known, with the children they share.

    ``years`` is printed at the line: "m 2008, d 2012".
    """

    partners: tuple[str, ...]
    together: Together = Together.MARRIED
    ending: Ending = Ending.NONE
    years: str = ""
    children: tuple[Child, ...] = ()


@dataclass(frozen=True)
class Family:
    """Everybody who is drawn; the applicants first, since the tree is theirs."""

    people: Mapping[str, Relative]
    unions: tuple[Union, ...] = ()
    apart: tuple[str, ...] = field(default=())
    """The name of each person of the record who could not be joined to the tree."""

    def __post_init__(self) -> None:
        named = [key for union in self.unions for key in _named(union)]
        if unknown := sorted({key for key in named if key not in self.people}):
            msg = f"the tree names people it does not hold: {', '.join(unknown)}"
            raise ValueError(msg)
        children = [child.key for union in self.unions for child in union.children]
        if len(children) != len(set(children)):
            raise ValueError("a child stands under two unions")

    @property
    def applicants(self) -> tuple[str, ...]:
        """The keys of the applicants, in the order given."""
        return tuple(key for key, person in self.people.items() if person.is_applicant)

    def parents(self, key: str) -> Union | None:
        """Return the union that a person is a child of."""
        return next(
            (union for union in self.unions if any(c.key == key for c in union.children)), None
        )

    def unions_of(self, key: str) -> tuple[Union, ...]:
        """Return the unions in which a person is a partner, those that ended first."""
        found = [union for union in self.unions if key in union.partners]
        return tuple(sorted(found, key=lambda union: union.ending is Ending.NONE))

    def in_birth_order(self, keys: Iterable[str]) -> list[str]:
        """Return people with the eldest first; those whose birth is not known keep their place."""
        return sorted(keys, key=lambda key: self.people[key].born or "9999")


def _named(union: Union) -> Iterable[str]:
    return (*union.partners, *(child.key for child in union.children))
