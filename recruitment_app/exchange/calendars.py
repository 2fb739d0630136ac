"""Calendars as other programs take them in: an .ics file with its time zone (RFC 5545)."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Event

MAKER: Final = "-//Adopter Recruitment//Events//EN"
NO_ADDRESS: Final = "invalid:nomail"  # what calendars write where an organiser has none
_LONDON: Final = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19970330T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""  # as it has been since 1996, and is under SI 2002/262; each entry's day is later
_A_YEAR: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A dated part of an event; without hours it lasts the whole day.

    Whoever took in an entry of the same ``uid`` takes this one in its place, if its ``sequence`` is
    not lower (RFC 5546, 2.1.5). A private one shows others of a shared calendar only that its time
    is taken.
    """

    uid: str
    sequence: int
    title: str
    on: date
    starts: time | None = None
    ends: time | None = None
    zone: str
    venue: str = ""
    link: str = ""
    remarks: str = ""
    kind: str = ""
    is_cancelled: bool = False
    is_private: bool = False


def written(entries: Sequence[Entry], *, called: str, organiser: str, made_at: datetime) -> bytes:
    """Return a calendar of these entries as the bytes of an .ics file.

    It is published; where all of it is cancelled it is a cancellation (RFC 5546, 3.2.1 and 3.2.5).
    """
    from icalendar import Calendar, Timezone  # noqa: PLC0415 - only where one is written

    is_off = all(entry.is_cancelled for entry in entries)
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if is_off else "PUBLISH")
    calendar.add("x-wr-calname", _clean(called))
    if any(entry.starts and entry.zone == "Europe/London" for entry in entries):
        calendar.add_component(Timezone.from_ical(_LONDON))
    for entry in entries:
        calendar.add_component(_event(entry, organiser, made_at))
    days = [entry.on for entry in entries]
    calendar.add_missing_timezones(min(days) - _A_YEAR, max(days) + _A_YEAR)
    return bytes(calendar.to_ical())


def _event(entry: Entry, organiser: str, made_at: datetime) -> "Event":
    from icalendar import Event, vCalAddress  # noqa: PLC0415 - as above

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", made_at)
    event.add("summary", _clean(entry.title))
    event.add("organizer", vCalAddress(NO_ADDRESS, params={"CN": _clean(organiser)}))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    zone = ZoneInfo(entry.zone)
    if entry.starts is None:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
    else:
        event.add("dtstart", datetime.combine(entry.on, entry.starts, zone))
        if entry.ends is not None:
            event.add("dtend", datetime.combine(entry.on, entry.ends, zone))
    if entry.venue or entry.link:
        event.add("location", _clean(entry.venue or entry.link))
    if entry.link.startswith(("https://", "http://")) and len(entry.link.split()) == 1:
        event.add("url", _clean(entry.link))
    told = "\n".join(filter(None, (entry.remarks, entry.link)))
    if told:
        event.add("description", _clean(told))
    if entry.kind:
        event.add("categories", [_clean(entry.kind)])
    if entry.is_private:
        event.add("class", "PRIVATE")
    return event


def _clean(typed: str) -> str:
    """Return text without what no line of a calendar may hold (RFC 5545, 3.1)."""
    return "".join(each for each in "\n".join(typed.splitlines()) if each == "\n" or _is_text(each))


def _is_text(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cs"}
