"""Families to draw, all of them invented, and any that hypothesis can think of."""

from hypothesis import strategies as some

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

M, F, O = Sex.MALE, Sex.FEMALE, Sex.OTHER  # noqa: E741 - short as in a pedigree
MARRIED, LIVING = Together.MARRIED, Together.LIVING


def family(people, unions, apart=()):
    """Make a family of (key, sex, born, marks) and unions; "!" applicant, "+" dead, "@" at home."""
    made = {
        key: Relative(
            key,
            f"{key.title()} Larkspur",
            sex,
            born,
            is_applicant="!" in marks,
            is_dead="+" in marks,
            is_at_home="@" in marks,
        )
        for key, sex, born, marks in people
    }
    return Family(made, tuple(unions), apart)


def union(partners, children=(), together=MARRIED, ending=Ending.NONE, **more):
    """Make a union; ``bonds`` tells of children who did not come by birth."""
    bonds = dict(more.get("bonds", ()))
    made = tuple(Child(key, bonds.get(key, Bond.BIRTH)) for key in children)
    return Union(tuple(partners), together, ending, more.get("years", ""), made)


COUPLE = family(
    [
        ("rowan", M, "1979", "!@"),
        ("fern", F, "1981", "!@"),
        ("reed", M, "2010", "@"),
        ("moss", O, "2012", "@"),
        ("bryony", F, "1978", ""),
        ("basil", M, "2004", ""),
        ("clover", F, "1975", ""),
        ("dill", F, "2001", ""),
        ("oak", M, "1950", "+"),
        ("ivy", F, "1952", ""),
        ("ash", M, "1976", ""),
        ("hazel", F, "1984", ""),
        ("linden", M, "1982", ""),
        ("sage", F, "2009", ""),
        ("olive", F, "1949", ""),
        ("elder", M, "1970", ""),
        ("alder", M, "1955", ""),
        ("willow", F, "1957", ""),
        ("heather", F, "1983", ""),
        ("pine", M, "1960", ""),
        ("juniper", F, "1990", ""),
        ("beech", M, "1920", "+"),
        ("maple", F, "1922", "+"),
    ],
    [
        union(("rowan", "fern"), ("moss", "reed"), years="m 2008", bonds=[("moss", Bond.ADOPTED)]),
        union(("bryony", "rowan"), ("basil",), LIVING, Ending.SEPARATED, years="s 2006"),
        union(("clover", "rowan"), ("dill",), MARRIED, Ending.DIVORCED, years="d 2003"),
        union(("oak", "ivy"), ("hazel", "rowan", "ash")),
        union(("oak", "olive"), ("elder",), MARRIED, Ending.DIVORCED),
        union(("alder", "willow"), ("fern", "heather"), MARRIED, Ending.DIVORCED),
        union(("willow", "pine"), ("juniper",)),
        union(("hazel", "linden"), ("sage",), LIVING, bonds=[("sage", Bond.FOSTERED)]),
        union(("beech", "maple"), ("oak",)),
    ],
)
"""Three generations and a fourth, half-brothers and -sisters on both sides, former partners."""

ALONE = family(
    [
        ("fern", F, "1981", "!@"),
        ("ash", M, "1976", ""),
        ("moss", O, "1986", ""),
        ("oak", M, "1950", ""),
        ("ivy", F, "1952", "+"),
        ("pine", M, "1980", ""),
        ("reed", M, "2010", "@"),
    ],
    [
        union(("oak", "ivy"), ("ash", "fern", "moss")),
        union(("fern", "pine"), ("reed",), LIVING, Ending.SEPARATED),
    ],
)

TWO_MEN = family(
    [("rowan", M, "1979", "!@"), ("linden", M, "1975", "!@"), ("sage", F, "2012", "@")],
    [union(("rowan", "linden"), ("sage",), bonds=[("sage", Bond.ADOPTED)])],
)

PARENTS_NOT_KNOWN = family(
    [("fern", F, "1981", "!"), ("ash", M, "1976", ""), ("ivy", F, "", ""), ("reed", M, "", "")],
    [union((), ("ash", "fern")), union(("ivy",), ("reed",))],
)

FAMILIES = {
    "a couple": COUPLE,
    "one applicant": ALONE,
    "two men": TWO_MEN,
    "parents not known": PARENTS_NOT_KNOWN,
    "nobody": Family({}),
}


@some.composite
def any_families(draw):
    """Draw a family of the usual shape: at most two former partners and two other families each."""
    return _Imagined(draw).family()


class _Imagined:
    def __init__(self, draw):
        self.draw = draw
        self.people = []
        self.unions = []

    def family(self):
        applicants = [self.person("!@") for _ in range(self.draw(some.integers(1, 2)))]
        if len(applicants) > 1:
            together = self.draw(some.sampled_from(Together))
            self.unions.append(union(applicants, self.children(3), together))
        for applicant in applicants:
            self.unions += [
                union((self.person(), applicant), self.children(2), LIVING, Ending.SEPARATED)
                for _ in range(self.draw(some.integers(0, 2)))
            ]
            if self.chance():
                self.descend(applicant)
        return family(self.people, self.unions)

    def descend(self, applicant):
        """Give an applicant parents, and perhaps more of a family around them."""
        one, other = self.person("+"), self.person()
        siblings = self.children(3)
        ending = self.draw(some.sampled_from(Ending))
        self.unions.append(union((one, other), [applicant, *siblings], MARRIED, ending))
        if self.chance():
            again = (one, self.person())
            self.unions.append(union(again, self.children(2), MARRIED, Ending.DIVORCED))
        if siblings and self.chance():
            self.unions.append(union((siblings[0], self.person()), self.children(2)))
        if self.chance():
            self.unions.append(union((self.person("+"), self.person("+")), [one]))

    def person(self, marks=""):
        key = f"p{len(self.people)}"
        born = str(self.draw(some.integers(1900, 2014)))
        self.people.append((key, self.draw(some.sampled_from(Sex)), born, marks))
        return key

    def children(self, most):
        return [self.person() for _ in range(self.draw(some.integers(0, most)))]

    def chance(self):
        return self.draw(some.booleans())


@some.composite
def tangled_families(draw):
    """Draw people and unions at random: somebody's grandmother may be their sister's child."""
    keys = [f"p{number}" for number in range(draw(some.integers(1, 9)))]
    people = [
        (key, draw(some.sampled_from(Sex)), "", draw(some.sampled_from(["", "!", "+"])))
        for key in keys
    ]
    rest = list(keys)
    unions = []
    for _ in range(draw(some.integers(0, 6))):
        partners = draw(some.lists(some.sampled_from(keys), max_size=2, unique=True))
        free = [key for key in rest if key not in partners]
        children = (
            draw(some.lists(some.sampled_from(free), max_size=3, unique=True)) if free else []
        )
        rest = [key for key in rest if key not in children]
        unions.append(union(partners, children, ending=draw(some.sampled_from(Ending))))
    return family(people, unions)
