"""The delay ledger of a case on paper: whose time each day was, why, and the record of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reportlab.platypus import Flowable

from recruitment_app.documents import house_style, paper, parts
from recruitment_app.documents.house_style import WIDTH, long_date, short_date
from recruitment_app.documents.paper import Paper
from recruitment_app.documents.pen import Figure
from recruitment_app.drawings.ledger_strip import LANE_WORDS, LedgerFigures, said, strip
from recruitment_app.rules.ownership import Owner

_A_DELAY = 160.0  # points that the record of a delay takes: it is not parted
_NOTE = (
    "Each day after the enquiry belongs to whoever had the case in hand when it ended. Statute"
    " knows no pause: a hold, underlined in the strip, leaves the due dates as they are."
)


@dataclass(frozen=True)
class PrintedPart:
    """One part of the way with its days."""

    words: str
    begins: date
    ends: date
    days: int
    net_days: int
    by_owner: Mapping[Owner, int]
    due_on: date | None = None
    first_due_on: date | None = None


@dataclass(frozen=True)
class PrintedStretch:
    """Days with one owner for one reason."""

    begins: date
    ends: date
    days: int
    owner: Owner
    reason: str


@dataclass(frozen=True)
class PrintedDelay:
    """The record of one hold, wait or extension."""

    what: str
    begins: date
    ends: date | None
    due_on: date | None
    reason: str
    words: str
    agreed_by: str
    told_on: date | None
    told_how: str
    evidence: str
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class LedgerPaper:
    """What the printed ledger of one case holds."""

    agency: str
    reference: str
    household: str = field(repr=False)
    printed_on: date
    printed_by_role: str
    figures: LedgerFigures
    parts: tuple[PrintedPart, ...] = ()
    stretches: tuple[PrintedStretch, ...] = ()
    delays: tuple[PrintedDelay, ...] = field(default=(), repr=False)


def tell(ledger: LedgerPaper) -> list[Flowable]:
    """Return the ledger's story."""
    story = [
        *parts.title(
            f"Delay ledger {ledger.reference}",
            f"{ledger.household} \u00b7 as of {long_date(ledger.printed_on)}",
        )
    ]
    if not ledger.parts:
        return [*story, parts.words("No day has gone by since the enquiry.")]
    return [
        *story,
        parts.words(said(ledger.figures), house_style.STANDING),
        parts.gap(4),
        Figure(strip(ledger.figures, WIDTH)),
        parts.words(_NOTE, house_style.QUIET),
        *parts.section_heading("By part of the way", "parts"),
        _sums(ledger),
        *parts.section_heading("Day by day", "days"),
        _stretches(ledger),
        *parts.section_heading("Holds, waits and extensions", "delays"),
        *_delays(ledger),
    ]


def render(ledger: LedgerPaper) -> bytes:
    """Return the ledger as PDF."""
    printed = long_date(ledger.printed_on)
    title = f"Delay ledger {ledger.reference}"
    return paper.render(
        Paper(
            title=title,
            agency=ledger.agency,
            header=title,
            footer=f"Printed on {printed} by: {ledger.printed_by_role}",
        ),
        tell(ledger),
    )


def _sums(ledger: LedgerPaper) -> Flowable:
    rows = [
        (
            part.words,
            f"{short_date(part.begins)} to {short_date(part.ends)}",
            _due(part),
            *(str(part.by_owner[owner]) for owner in Owner),
            str(part.days),
            str(part.net_days),
        )
        for part in ledger.parts
    ]
    return parts.row_grid(
        ("Part", "Days counted", "Due", *LANE_WORDS.values(), "All", "Off hold"),
        rows,
        (0.19, 0.18, 0.16, 0.1, 0.13, 0.1, 0.07, 0.07),
        figures=frozenset({3, 4, 5, 6, 7}),
    )


def _due(part: PrintedPart) -> str:
    if part.due_on is None:
        return ""
    due = short_date(part.due_on)
    if part.first_due_on is not None and part.first_due_on != part.due_on:
        return f"{due}, at first {short_date(part.first_due_on)}"
    return due


def _stretches(ledger: LedgerPaper) -> Flowable:
    rows = [
        (
            short_date(each.begins),
            short_date(each.ends),
            str(each.days),
            LANE_WORDS[each.owner],
            each.reason,
        )
        for each in ledger.stretches
    ]
    return parts.row_grid(
        ("From", "To", "Days", "Whose time", "Why"),
        rows,
        (0.16, 0.16, 0.1, 0.18, 0.4),
        figures=frozenset({2}),
    )


def _delays(ledger: LedgerPaper) -> list[Flowable]:
    if not ledger.delays:
        return [parts.words("No hold, wait or extension is recorded.")]
    story: list[Flowable] = []
    for each in ledger.delays:
        story.append(parts.room_for(_A_DELAY))
        story += parts.heading(f"{each.what}, {long_date(each.begins)}")
        story.append(parts.fact_sheet(_facts(each)))
        if each.lacking:
            story.append(
                parts.words(f"Still to be recorded: {'; '.join(each.lacking)}.", house_style.QUIET)
            )
    return story


def _facts(each: PrintedDelay) -> list[tuple[str, str]]:
    told = long_date(each.told_on) if each.told_on else ""
    if told and each.told_how:
        told = f"{told}, {each.told_how[:1].lower()}{each.told_how[1:]}"
    if each.due_on is not None:
        until = ("New last day", long_date(each.due_on))
    else:
        until = ("Ended", long_date(each.ends) if each.ends else "Goes on")
    return [
        ("Reason", each.reason),
        until,
        *((("In words", each.words),) if each.words else ()),
        *(
            (name, value)
            for name, value, wanted in (
                ("Agreed by", each.agreed_by, "who agreed to it"),
                ("Applicants told", told, "when the applicants were told"),
                ("What shows it", each.evidence, "what shows it"),
            )
            if value or wanted in each.lacking
        ),
    ]
