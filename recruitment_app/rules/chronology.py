"""A life as stretches of time and dated events: its gaps, its overlaps, what does not fit.

Dates may be partial. A gap or an overlap counts only where it is there however the dates are
read: a stretch reaches from the first day that its beginning can be to the last that its end
can be when gaps are looked for, and the other way about for overlaps. An end that is not
recorded means until today.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations
from typing import Final

from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.timescales import months_after

FROM_AGE: Final = 18
"""Gaps count from here on (par.md 8, check 11)."""
USUAL_GAP: Final = 6
"""Months; a longer gap wants an explanation, unless the agency sets another number."""

_DAY: Final = timedelta(days=1)
_LEAST_WORD: Final = 4
_IN_MONTHS: Final = 24
_COMMON: Final = frozenset(
    {
        "began",
        "begin",
        "with",
        "from",
        "into",
        "until",
        "their",
        "they",
        "that",
        "there",
        "then",
        "where",
        "when",
        "which",
        "house",
        "home",
        "moved",
        "living",
        "lived",
        "lives",
        "work",
        "worked",
        "working",
        "school",
        "college",
        "full",
        "part",
        "time",
        "left",
        "first",
        "second",
        "street",
        "road",
        "avenue",
        "lane",
        "close",
        "drive",
        "primary",
        "secondary",
        "high",
        "university",
        "partner",
        "relationship",
        "together",
        "separated",
        "married",
        "started",
        "ended",
        "finished",
        "flat",
        "rented",
        "bought",
    }
)


class Strand(StrEnum):
    """A line of life: where somebody lives, what they do, and with whom they are together."""

    HOME = "home"
    OCCUPATION = "education or work"
    RELATIONSHIP = "relationship"


@dataclass(frozen=True, slots=True, repr=False)
class Stretch:
    """Something that lasted: a home, a school, a job, a relationship.

    ``told_in`` is the key of the section whose row tells it; it is empty for the record of the
    case itself. ``is_idle`` is time without work that a row tells: it fills a gap and is no job.
    """

    strand: Strand
    what: str
    begins: PartialDate | None
    ends: PartialDate | None = None
    told_in: str = ""
    is_idle: bool = False

    @property
    def shown(self) -> str:
        """Return it with its dates: "14 Mill Lane, May 1999 to 2004"."""
        begins = self.begins.shown if self.begins else "not known"
        return f"{self.what}, {begins} to {self.ends.shown if self.ends else 'now'}"


@dataclass(frozen=True, slots=True, repr=False)
class LifeEvent:
    """Something that happened on a day, known as far as it is.

    ``kind`` is the line of the chronology in words ("Home"), ``source`` how it is known.
    ``is_typed`` tells a row of the chronology from what the record tells by itself.
    """

    on: PartialDate
    kind: str
    what: str
    source: str = ""
    strand: Strand | None = None
    is_typed: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Gap:
    """Days of which a strand tells nothing, the first and the last, and what stands around it."""

    strand: Strand
    begins: date
    ends: date
    before: Stretch | None = None
    after: Stretch | None = None
    explained_by: LifeEvent | None = None

    @property
    def months(self) -> int:
        """Return how many whole months it lasts."""
        count = (self.ends.year - self.begins.year) * 12 + self.ends.month - self.begins.month + 1
        while months_after(self.begins, count) > self.ends + _DAY:
            count -= 1
        return count

    @property
    def shown(self) -> str:
        """Return it in words: "No home recorded from June 2003 to May 2004 (12 months)"."""
        first, last = _month(self.begins), _month(self.ends)
        when = f"in {first}" if first == last else f"from {first} to {last}"
        return f"No {self.strand} recorded {when} ({_long(self.months)})"


@dataclass(frozen=True, slots=True, repr=False)
class Overlap:
    """Two stretches of one strand at once, from its first day to its last."""

    one: Stretch
    other: Stretch
    begins: date
    ends: date


def gaps(
    stretches: Iterable[Stretch],
    strand: Strand,
    *,
    born: PartialDate,
    until: date,
    longer_than: int = USUAL_GAP,
    from_age: int = FROM_AGE,
    events: Sequence[LifeEvent] = (),
) -> tuple[Gap, ...]:
    """Return the gaps of a strand that last longer than so many months, the first one first.

    An event explains a gap if it lies in it and was typed in the strand's own line, or as health,
    loss or other. Whether it explains anything is for the reader to say.
    """
    start = months_after(born.latest, 12 * from_age)
    known = sorted(
        (
            (first, last, each)
            for each in stretches
            if each.strand is strand and (span := _widest(each, until)) is not None
            for first, last in (span,)
        ),
        key=lambda found: found[:2],
    )
    found: list[Gap] = []
    covered, before = start - _DAY, None
    for first, last, each in known:
        if first > covered + _DAY:
            found.append(Gap(strand, covered + _DAY, min(first - _DAY, until), before, each))
        if last > covered:
            covered, before = last, each
        elif last < start:
            before = each
    if covered < until:
        found.append(Gap(strand, covered + _DAY, until, before))
    return tuple(
        Gap(gap.strand, gap.begins, gap.ends, gap.before, gap.after, _explanation(gap, events))
        for gap in found
        if gap.begins <= gap.ends and months_after(gap.begins, longer_than) <= gap.ends
    )


def overlaps(
    stretches: Iterable[Stretch], strand: Strand, *, until: date, longer_than: int = 1
) -> tuple[Overlap, ...]:
    """Return the pairs of a strand that were at once for longer than so many months."""
    known = [
        (span, each)
        for each in stretches
        if each.strand is strand and (span := _narrowest(each, until)) is not None
    ]
    known.sort(key=lambda found: found[0])
    found = []
    for ((first, last), one), ((begins, ends), other) in combinations(known, 2):
        start, end = max(first, begins), min(last, ends)
        if start <= end and months_after(start, longer_than) <= end:
            found.append(Overlap(one, other, start, end))
    return tuple(found)


def contradictions(
    events: Iterable[LifeEvent], stretches: Sequence[Stretch], *, until: date
) -> tuple[tuple[LifeEvent, Stretch], ...]:
    """Return each typed event that names a stretch but lies outside of it.

    It names one if they share a word of four letters that says something, and no other stretch
    that shares one holds its date. A vague event is not found.
    """
    found = []
    for event in events:
        if not event.is_typed or event.strand is None:
            continue
        said = _words(event.what)
        meant = [
            each for each in stretches if each.strand is event.strand and said & _words(each.what)
        ]
        spans = [(each, _widest(each, until)) for each in meant]
        known = [(each, span) for each, span in spans if span is not None]
        if known and all(not _touches(event.on, span) for _, span in known):
            found.append((event, known[0][0]))
    return tuple(found)


def untold(stretches: Iterable[Stretch], events: Sequence[LifeEvent]) -> tuple[Stretch, ...]:
    """Return each stretch whose beginning no typed event of its strand falls upon."""
    typed = [event for event in events if event.is_typed]
    return tuple(
        each
        for each in stretches
        if each.begins is not None
        and not any(
            event.strand is each.strand
            and _touches(event.on, (each.begins.earliest, each.begins.latest))
            for event in typed
        )
    )


def shares_a_word(one: str, other: str) -> bool:
    """Say whether two texts share a word of four letters or more that says something."""
    return bool(_words(one) & _words(other))


def _explanation(gap: Gap, events: Sequence[LifeEvent]) -> LifeEvent | None:
    return next(
        (
            event
            for event in events
            if event.is_typed
            and _touches(event.on, (gap.begins, gap.ends))
            and (event.strand is gap.strand or event.kind in {"Health", "Loss", "Other"})
        ),
        None,
    )


def _widest(stretch: Stretch, until: date) -> tuple[date, date] | None:
    """Return the most days that a stretch can have, none where nothing is known of them."""
    if stretch.begins is None and stretch.ends is None:
        return None
    last = stretch.ends.latest if stretch.ends else until
    first = stretch.begins.earliest if stretch.begins else last
    return first, max(first, last)


def _narrowest(stretch: Stretch, until: date) -> tuple[date, date] | None:
    """Return the days that a stretch has for certain."""
    if stretch.begins is None:
        return None
    first = stretch.begins.latest
    last = stretch.ends.earliest if stretch.ends else until
    return (first, last) if first <= last else None


def _touches(on: PartialDate, span: tuple[date, date]) -> bool:
    return on.earliest <= span[1] and on.latest >= span[0]


def _words(text: str) -> frozenset[str]:
    found = re.findall(r"[^\W\d_]+", text.casefold())
    return frozenset(word for word in found if len(word) >= _LEAST_WORD) - _COMMON


def _long(months: int) -> str:
    """Return how long so many months are: in months up to two years, then in years."""
    if months < _IN_MONTHS:
        return "1 month" if months == 1 else f"{months} months"
    years, rest = divmod(months, 12)
    return f"{years} years" if not rest else f"{years} years and {_long(rest)}"


def _month(day: date) -> str:
    return PartialDate(day.year, day.month).shown
