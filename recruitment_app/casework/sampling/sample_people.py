"""The people of the sample agency: plainly invented households, named after plants and rivers."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Given names are everyday ones; family names are plants, rivers, stones and colours, so that
# nobody takes a case for a real family. Some are written with accents or in other scripts.
_WOMEN = _words(
    "Fern Ivy Hazel Olive Willow Bryony Clover Heather Juniper Laurel Linnet Marigold Myrtle"
    " Poppy Primrose Rosemary Saffron Sorrel Tamsin Violet Amber Coral Pearl Ruby Jade Opal"
    " Beryl Dawn Summer Wren"
)
_MEN = _words(
    "Ash Rowan Basil Forrest Glen Heath Jasper Linden Moss Reed Robin Sage Thorn Cliff Dale"
    " Ford Garnet Hawthorn Jay Kestrel Flint Slate Oakley Perry Birch Alder Cedar Drake Marsh"
    " Sterling"
)
_FAMILIES = _words(
    "Larkspur Foxglove Bluebell Cowslip Marshmallow Meadowsweet Sweetbriar Honeysuckle Toadflax"
    " Speedwell Pimpernel Feverfew Yarrow Tansy Teasel Thistledown Bindweed Buttercup Celandine"
    " Comfrey Coltsfoot Campion Harebell Hyssop Lavender Lovage Mallow Mugwort Nettlebed"
    " Ragwort Saxifrage Snowdrop Sundew Vervain Woodruff Wormwood Bramblewood Elderflower"
    " Crabapple Damson Quince Medlar Sloe Blackthorn Spindletree Hornbeam Aspenleaf Osier"
    " Bulrush Sedgewick-Fen Waterlily Duckweed Riverbank Tamarbrook Severnside Trentwater"
    " Derwentfall Tynebridge Humberlight Medwaybend Avonmouthe Windrush Evenlode Swaleford"
    " Wharfedown Cherwellby Granite Limestone Sandstone Marblehall Obsidian Quartzley Topaz"
    " Turquoise Vermilion Ochre Umber Indigo Magenta Crimson Russetcoat Saffronwell Ultramarine"
    " Viridian Ceruleum Chestnutt Copperbeech Silverbirch Goldenrod Ivorywood Ebonyfield"
    " Mossbank Lichenfield Puddlefoot Rainwater Hailstone Thundercloud Morningdew Starling-Marsh"
    " Kingfisher Nightjar Goldcrest Yellowhammer Redstart Whitethroat Greenshank Turnstone"
)
_ACCENTED = (
    ("Zoë", "Blåklokke"),
    ("Łucja", "Źródlana"),
    ("Seán", "Ó Draighin"),
    ("Çiçek", "Çınarlı"),  # noqa: RUF001 - Turkish writes it so
    ("Renée", "Rivière-Bleue"),
    ("Jörg", "Weißdorn"),
    ("Núria", "Romaní i Sàlvia"),
    ("Đào", "Hoa Sen"),
    ("Ọdọ́dún", "Ọ̀dàn"),
    ("Žofie", "Růžičková-Lípa"),
    ("Δάφνη", "Ποταμίσια"),
    ("Рябина", "Берёзкина-Речная"),
    ("نیلم", "دریائی"),
    ("ياسمين", "النهري"),
    ("कमल", "नदीवाला"),
    ("竹子", "林河"),
)
_NUMBER_BLOCKS = (
    "07700 900",
    "01632 960",
    "0113 496 0",
    "0114 496 0",
    "0115 496 0",
    "0116 496 0",
    "0117 496 0",
    "0118 496 0",
    "0121 496 0",
    "0131 496 0",
    "0141 496 0",
    "0151 496 0",
    "0161 496 0",
    "0191 498 0",
    "020 7946 0",
    "029 2018 0",
    "0808 157 0",
)  # kept free for plays and films by the regulator: they ring nowhere
_NO_TOWN, _FIRST_OF_NO_TOWN = "01632", 200_000  # the area code that was given to no town
_STREETS = _words("Acorn Beech Catkin Dandelion Elder Furrow Gorse Hedgerow Iris Jasmine")
_ROADS = ("Lane", "Road", "Close", "Street", "Gardens", "Way")
_ETHNICITIES = (
    ("wbri", 760),
    ("wiri", 12),
    ("woth", 45),
    ("wrom", 3),
    ("mwbc", 22),
    ("mwba", 12),
    ("mwas", 12),
    ("moth", 8),
    ("aind", 24),
    ("apkn", 20),
    ("aban", 8),
    ("aoth", 10),
    ("bcrb", 20),
    ("bafr", 24),
    ("chne", 6),
    ("ooth", 8),
    ("nobt", 6),
)
_OCCUPATIONS = (
    "Teacher",
    "Nurse",
    "Electrician",
    "Shop manager",
    "Bus driver",
    "Accountant",
    "Chef",
    "Librarian",
    "Gardener",
    "Engineer",
    "Carer",
    "Baker",
    "Civil servant",
    "Hairdresser",
)
_RELIGIONS = ("none", "none", "none", "christian", "christian", "muslim", "hindu", "sikh", "jewish")
_COUPLES = (("married", 68), ("living_together", 25), ("civil_partnership", 7))
_SINGLES = (("single", 76), ("divorced", 14), ("separated", 5), ("widowed", 5))
_SHARE_SINGLE = 0.22  # three of thirteen in South Tyneside, 20 % at Adopt London
_SHARE_ACCENTED = 0.03


@dataclass(slots=True)
class SamplePerson:
    """One invented person; dates may be partial, as the store keeps them."""

    given: str
    family: str
    standing: str = "applicant"
    gender: str = ""
    ethnicity: str = ""
    disability: str = ""
    born: str = ""
    died: str = ""
    relation: str = ""
    occupation: str = ""
    religion: str = ""
    nationality: str = ""
    language: str = ""
    birth_place: str = ""
    moved_in: str = ""
    telephone: str = ""
    email: str = ""
    names: list[tuple[str, str, str]] = field(default_factory=list)  # name, kind, ends
    addresses: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Lines, postcode, begins, ends."""


@dataclass(frozen=True, slots=True)
class SampleTie:
    """How somebody is related to another: ``of`` and ``other`` are places in the household.

    It reads from the first: the other is their parent, husband, former partner.
    """

    of: int
    kind: str
    other: int
    begins: str = ""
    ends: str = ""
    ended_how: str = ""
    place: str = ""


@dataclass(slots=True)
class SampleHousehold:
    """The people of one case, and how they are related."""

    people: list[SamplePerson]
    couple_status: str
    together_since: str = ""
    former_partner: tuple[str, str, str] | None = None  # name, begins, ends
    ties: list[SampleTie] = field(default_factory=list)

    @property
    def applicants(self) -> list[SamplePerson]:
        """Return the one or two who apply."""
        return [person for person in self.people if person.standing == "applicant"]


class People:
    """Invents households, each with a telephone number and a postcode of its own."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._made = 0

    def household(self, opened_on: date, *, applicants: int = 0) -> SampleHousehold:
        """Return so many applicants, or as many as come, as their first call tells of them."""
        rng = self._rng
        self._made += 1
        single = applicants == 1 or (not applicants and rng.random() < _SHARE_SINGLE)
        genders = [rng.choice(("female", "female", "male"))] if single else self._couple()
        people = []
        family = ""
        for gender in genders:
            given, own = self.name(gender)
            if family and rng.random() < 0.7:  # noqa: PLR2004 - most couples share a name
                own = family
            family = family or own
            people.append(SamplePerson(given, own, gender=gender))
        self._reach(people)
        for person in people:
            age = rng.randint(26, 48)
            born = date(opened_on.year - age, rng.randint(1, 12), rng.randint(1, 28))
            person.born = rng.choices(
                (born.isoformat(), born.isoformat()[:7], born.isoformat()[:4], ""), (50, 10, 8, 32)
            )[0]
        status = self._of(_SINGLES if single else _COUPLES)
        return SampleHousehold(people, status)

    def tell_more(self, household: SampleHousehold, opened_on: date, *, assessed: bool) -> None:
        """Add what a visit brings to light, and what an assessment does."""
        rng = self._rng
        for person in household.applicants:
            person.ethnicity = person.ethnicity or self._of(_ETHNICITIES)
            person.disability = rng.choices(("no", "yes", "unknown"), (90, 5, 5))[0]
            person.occupation = rng.choice(_OCCUPATIONS)
            if assessed:
                self._assess(person, opened_on)
        if len(household.applicants) > 1:
            household.together_since = str(opened_on.year - rng.randint(3, 14))
        if len(household.people) == len(household.applicants):
            self._add_others(household, opened_on)
        if assessed and rng.random() < 0.2:  # noqa: PLR2004 - a share of the assessed
            given, family = self.name(rng.choice(("female", "male")))
            since = opened_on.year - rng.randint(12, 18)
            household.former_partner = (f"{given} {family}", str(since), str(since + 4))

    def _assess(self, person: SamplePerson, opened_on: date) -> None:
        rng = self._rng
        if len(person.born) < len("1979-05-12"):
            year = person.born[:4] or str(opened_on.year - rng.randint(28, 46))
            person.born = f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        person.religion = rng.choice(_RELIGIONS)
        person.nationality = "British"
        person.language = "English"
        person.birth_place = f"{rng.choice(_STREETS)}bridge"
        lines, postcode, _, _ = person.addresses[0] if person.addresses else self._address("", "")
        moved = opened_on.year - rng.randint(1, 9)
        person.addresses = [
            (lines, postcode, f"{moved}-{rng.randint(1, 12):02}", ""),
            self._address(str(moved - rng.randint(2, 8)), str(moved)),
        ]
        if person.gender == "female" and rng.random() < 0.3:  # noqa: PLR2004 - a share of them
            ends = str(opened_on.year - rng.randint(2, 12))
            person.names = [(f"{person.given} {rng.choice(_FAMILIES)}", "Name at birth", ends)]

    def _add_others(self, household: SampleHousehold, opened_on: date) -> None:
        rng = self._rng
        family = household.people[0].family
        if rng.random() < 0.22:  # noqa: PLR2004 - a share of households
            for _ in range(rng.choice((1, 1, 2))):
                gender = rng.choice(("female", "male"))
                born = opened_on - timedelta(days=rng.randint(900, 5600))
                household.people.append(
                    SamplePerson(
                        rng.choice(_WOMEN if gender == "female" else _MEN),
                        family,
                        "household",
                        gender=gender,
                        born=born.isoformat(),
                        relation=rng.choice(("child", "child", "child", "step_child")),
                        moved_in=born.isoformat()[:7],
                    )
                )
        if rng.random() < 0.05:  # noqa: PLR2004 - a share of households
            household.people.append(
                SamplePerson(
                    rng.choice(_WOMEN),
                    rng.choice(_FAMILIES),
                    "household",
                    gender="female",
                    born=str(opened_on.year - rng.randint(58, 80)),
                    relation=rng.choice(("parent", "lodger")),
                    moved_in=str(opened_on.year - rng.randint(1, 6)),
                )
            )
        if rng.random() < 0.08:  # noqa: PLR2004 - a share of households
            gender = rng.choice(("female", "male"))
            household.people.append(
                SamplePerson(
                    rng.choice(_WOMEN if gender == "female" else _MEN),
                    family,
                    "child_elsewhere",
                    gender=gender,
                    born=f"{opened_on.year - rng.randint(5, 17)}-{rng.randint(1, 12):02}",
                    relation="child",
                    addresses=[self._address("", "")],
                )
            )

    def _couple(self) -> list[str]:
        return self._rng.choices(
            (["female", "male"], ["male", "female"], ["female", "female"], ["male", "male"]),
            (56, 28, 9, 7),
        )[0]

    def name(self, gender: str) -> tuple[str, str]:
        """Return an invented given and family name."""
        rng = self._rng
        if rng.random() < _SHARE_ACCENTED:
            return rng.choice(_ACCENTED)
        given = rng.choice(_WOMEN if gender == "female" else _MEN)
        return given, rng.choice(_FAMILIES)

    def _reach(self, people: list[SamplePerson]) -> None:
        """Give the household a telephone number, an e-mail address and a home."""
        rng, first = self._rng, people[0]
        first.telephone = self._telephone()
        for person in people:
            if rng.random() < 0.75:  # noqa: PLR2004 - not everybody gives an address
                name = f"sample{self._made}{'' if person is first else 'b'}"
                person.email = f"{name}@enquirers.example"
        if rng.random() < 0.9:  # noqa: PLR2004 - not everybody gives a postcode
            address = self._address("", "")
            for person in people:
                person.addresses.append(address)

    def _telephone(self) -> str:
        """Return a number that nobody else here has, and nobody at all outside."""
        if self._made >= len(_NUMBER_BLOCKS) * 1000:
            return f"{_NO_TOWN} {_FIRST_OF_NO_TOWN + self._made}"
        block, number = divmod(self._made * 7, 1000)  # seven is prime to a thousand: no repeats
        return f"{_NUMBER_BLOCKS[block % len(_NUMBER_BLOCKS)]}{number:03}"

    def _address(self, begins: str, ends: str) -> tuple[str, str, str, str]:
        """Return an address of a postcode area that does not exist."""
        rng = self._rng
        lines = f"{rng.randint(1, 140)} {rng.choice(_STREETS)} {rng.choice(_ROADS)}, Sampleton"
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        postcode = (
            f"ZY{rng.randint(1, 99)} {rng.randint(0, 9)}{rng.choice(letters)}{rng.choice(letters)}"
        )
        return (lines, postcode, begins, ends)

    def _of(self, weighed: tuple[tuple[str, int], ...]) -> str:
        codes, weights = zip(*weighed, strict=True)
        return str(self._rng.choices(codes, weights)[0])
