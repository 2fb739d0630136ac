"""What a file brings in: cases as it gives them, rows that are wrong, spellings not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from recruitment_app.exchange.cells import Cell, Uncalculated
from recruitment_app.rules.stages import Event


@dataclass(frozen=True, slots=True)
class IncomingPerson:
    """One applicant as a file names or numbers them; codes are those of our lists.

    ``born`` is a partial date as the store holds it: 1979, 1979-05 or 1979-05-12.
    """

    given_names: str = field(default="", repr=False)
    family_name: str = field(default="", repr=False)
    identifier: str = ""
    gender: str = ""
    ethnicity: str = ""
    disability: str = ""
    born: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class IncomingCase:
    """One household with its dated events, from one row or, for a couple, from two.

    ``events`` begin with the enquiry. ``remarks`` tell, for the case's notes,
    what the file says that no event holds. ``worker`` is a name as written.
    ``address`` holds the lines without the postcode. The second applicant's own
    ways to be reached stand apart; all others are the first's.
    """

    rows: tuple[int, ...]
    enquiry_on: date
    people: tuple[IncomingPerson, ...] = field(repr=False)
    events: tuple[Event, ...] = field(repr=False)
    family_identifier: str = ""
    source: str = ""
    worker: str = field(default="", repr=False)
    telephones: tuple[str, ...] = field(default=(), repr=False)
    emails: tuple[str, ...] = field(default=(), repr=False)
    postcode: str = field(default="", repr=False)
    remarks: tuple[str, ...] = field(default=(), repr=False)
    address: str = field(default="", repr=False)
    second_telephones: tuple[str, ...] = field(default=(), repr=False)
    second_emails: tuple[str, ...] = field(default=(), repr=False)
    channel: str = ""
    couple_status: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that cannot come in: under which heading, and why, without its values.

    ``at`` is the column's place, counted from nought, where one cell is at fault.
    """

    row: int
    column: str
    why: str
    at: int = -1


@dataclass(frozen=True, slots=True)
class Unknown:
    """A spelling that no code of its list has; ``near`` are codes that look like it."""

    column: str
    list_name: str
    spelling: str
    near: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A spelling of the file that somebody answered: by a code, or by nothing to leave it out."""

    column: str
    list_name: str
    spelling: str
    code: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """A row that gives again what an earlier row of the same file gives."""

    row: int
    first_row: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """Everything that was read from one file, by one mapping.

    ``cells`` are those of each row by the column's place, as they were read or
    corrected, for showing and correcting, and ``columns`` the places of the columns
    read as each field, which List 11 leaves out.
    """

    mapping: str
    cases: tuple[IncomingCase, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    ignored: tuple[str, ...] = ()
    cells: Mapping[int, Mapping[int, Cell | Uncalculated]] = field(default_factory=dict, repr=False)
    columns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    answered: tuple[Answered, ...] = ()
