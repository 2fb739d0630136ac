"""An event on paper: the sheet on which people sign in at each part, and the list of its places."""

from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable

from recruitment_app.documents import house_style, paper, parts
from recruitment_app.documents.grid import FactTable, Grid
from recruitment_app.documents.house_style import long_date, short_date
from recruitment_app.documents.paper import Paper
from recruitment_app.drawings.shapes import Colour
from recruitment_app.rules.events import Part

_EMPTY_LINES = 4  # for who comes without a place
_LEAST_LINES = 12
_NAME = house_style.CELL.clone("signs", fontSize=11.5, leading=15)  # read at arm's length
_UNPRINTED = "Whoever is not printed here signs on an empty line."


@dataclass(frozen=True, kw_only=True)
class PrintedEvent:
    """What both papers say of an event at their head."""

    agency: str
    called: str
    parts: tuple[Part, ...]
    venue: str = ""
    link: str = ""
    leaders: tuple[str, ...] = field(default=(), repr=False)
    hidden: int = 0
    """Places of restricted cases that whoever prints may not see."""
    printed_on: date
    printed_by_role: str

    @property
    def days(self) -> str:
        """Return its first and last day in words."""
        first, last = self.parts[0].on, self.parts[-1].on
        return long_date(first) if first == last else f"{long_date(first)} to {long_date(last)}"


@dataclass(frozen=True, kw_only=True)
class SignInSheet:
    """Who is to sign, by name alone: the sheet lies open before everybody."""

    event: PrintedEvent
    names: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class PrintedPlace:
    """One person's place; turn and day are of who waits, what the register says of who came."""

    name: str = field(repr=False)
    reference: str
    turn: str = ""
    asked_on: str = ""
    marks: str = ""
    after: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class EventList:
    """Everybody who has a place at an event, waits for one or gave one up."""

    event: PrintedEvent
    places: str
    """How many are booked, and of how many."""
    remarks: str = field(default="", repr=False)
    cancelled: str = ""
    booked: tuple[PrintedPlace, ...] = ()
    waiting: tuple[PrintedPlace, ...] = ()
    given_up: tuple[PrintedPlace, ...] = ()


def tell_sheet(sheet: SignInSheet) -> list[Flowable]:
    """Return the story of a sign-in sheet; each part begins a page."""
    event = sheet.event
    story: list[Flowable] = []
    for number, part in enumerate(event.parts, start=1):
        of = f"Part {number} of {len(event.parts)}" if len(event.parts) > 1 else ""
        about = ": ".join(filter(None, (of, part.title)))
        head = " \u00b7 ".join(filter(None, (event.called, about)))
        story += [
            parts.new_page(),
            *parts.title("Sign-in sheet", head, place=f"part-{number}"),
            parts.words(_when(part), house_style.STANDING),
        ]
        where = " \u00b7 ".join(filter(None, (event.venue or event.link, _led(event))))
        if where:
            story.append(parts.words(where))
        story += [parts.gap(4), _lines(sheet), parts.words(_UNPRINTED, house_style.QUIET)]
    return story


def render_sheet(sheet: SignInSheet) -> bytes:
    """Return the sign-in sheet as PDF."""
    return paper.render(_paper(sheet.event, "Sign-in sheet"), tell_sheet(sheet))


def tell_list(told: EventList) -> list[Flowable]:
    """Return the story of the list of an event."""
    event = told.event
    facts = [
        ("Venue", event.venue),
        ("Link", event.link),
        ("Led by", ", ".join(event.leaders)),
        ("Places", told.places),
        ("Remarks", told.remarks),
    ]
    story = parts.title(event.called, event.days)
    if told.cancelled:
        story.append(parts.words(told.cancelled, house_style.STANDING))
    story.append(parts.fact_sheet([fact for fact in facts if fact[1]]))
    if len(event.parts) > 1 or event.parts[0].starts or event.parts[0].title:
        story += [*parts.section_heading("Parts", "parts"), _dates(event)]
    story += parts.section_heading("Who has a place", "booked")
    if told.booked:
        rows = [(row.name, row.reference, row.marks, row.after) for row in told.booked]
        headings = ("Who", "Case", "Register", "After it")
        story.append(parts.row_grid(headings, rows, (0.32, 0.14, 0.26, 0.28)))
    else:
        story.append(parts.words("Nobody is booked."))
    if told.waiting:
        rows = [(row.turn, row.name, row.reference, row.asked_on) for row in told.waiting]
        headings = ("Turn", "Who", "Case", "Asked on")
        story += parts.section_heading("Waiting list", "waiting")
        story.append(parts.row_grid(headings, rows, (0.1, 0.46, 0.18, 0.26)))
    if told.given_up:
        given_up = [(row.name, row.reference) for row in told.given_up]
        story += parts.section_heading("Places given up", "given-up")
        story.append(parts.row_grid(("Who", "Case"), given_up, (0.56, 0.44)))
    if event.hidden:
        story.append(parts.words(_hidden(event.hidden), house_style.QUIET))
    return story


def render_list(told: EventList) -> bytes:
    """Return the list of an event as PDF."""
    return paper.render(_paper(told.event, "List of an event"), tell_list(told))


def _paper(event: PrintedEvent, what: str) -> Paper:
    title = f"{what}, {event.days}"
    return Paper(
        title=title,
        agency=event.agency,
        header=title,
        footer=f"Printed on {long_date(event.printed_on)} by: {event.printed_by_role}",
    )


def _lines(sheet: SignInSheet) -> Grid:
    """Return a line for each person to sign on, and empty ones."""
    line = house_style.colour(Colour.SECOND)
    head = [
        parts.words(text, house_style.COLUMN) for text in ("", "Name", "Signature", "Came", "Left")
    ]
    empty = max(_EMPTY_LINES + sheet.event.hidden, _LEAST_LINES - len(sheet.names))
    rows = [
        [parts.words(text, _NAME) for text in (str(number), name, "", "", "")]
        for number, name in enumerate((*sheet.names, *[""] * empty), start=1)
    ]
    return parts.grid(
        [head, *rows],
        (0.07, 0.37, 0.36, 0.1, 0.1),
        FactTable(1, is_first_column_heading=False),
        [
            ("TOPPADDING", (0, 1), (-1, -1), 7),
            ("BOTTOMPADDING", (0, 1), (-1, -1), 9),
            ("LINEBELOW", (0, 1), (-1, -1), 0.7, line),
            ("LINEAFTER", (1, 1), (-2, -1), 0.7, line),
        ],
    )


def _dates(event: PrintedEvent) -> Grid:
    rows = [
        (str(number), f"{part.on:%A} {short_date(part.on)}", _hours(part), part.title)
        for number, part in enumerate(event.parts, start=1)
    ]
    return parts.row_grid(("Part", "Day", "Hours", "About"), rows, (0.08, 0.26, 0.2, 0.46))


def _when(part: Part) -> str:
    return ", ".join(filter(None, (f"{part.on:%A} {long_date(part.on)}", _hours(part))))


def _hours(part: Part) -> str:
    return " to ".join(filter(None, (part.starts, part.ends)))


def _led(event: PrintedEvent) -> str:
    return f"Led by {', '.join(event.leaders)}" if event.leaders else ""


def _hidden(count: int) -> str:
    if count == 1:
        return "One place of a restricted case is not printed here."
    return f"{count} places of restricted cases are not printed here."
