import unicodedata
from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.exchange.calendars import Entry, written

NOW = datetime(2014, 11, 14, 9, 30, tzinfo=UTC)
TYPED = st.text(max_size=200)
PLAIN = Entry(
    uid="1@here", sequence=0, title="Workshop", on=date(2015, 3, 29), zone="Europe/London"
)


def read(*entries, organiser="Northmere Council"):
    made = written(entries, called="Events", organiser=organiser, made_at=NOW)
    return made, vobject.readOne(made.decode())


def entry(**facts):
    _made, found = read(Entry(**{**fields(PLAIN), **facts}))
    return found.vevent


def fields(one):
    return {name: getattr(one, name) for name in type(one).__slots__}


@given(title=TYPED, venue=TYPED, link=TYPED, remarks=TYPED, organiser=TYPED)
def test_whatever_was_typed_is_read_back_and_no_line_is_too_long(
    title, venue, link, remarks, organiser
):
    facts = {**fields(PLAIN), "title": title, "venue": venue, "link": link, "remarks": remarks}
    made, found = read(Entry(**facts), organiser=organiser)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert made.endswith(b"END:VCALENDAR\r\n")
    assert not any(unicodedata.category(each) == "Cc" for each in made.decode().replace("\r\n", ""))
    assert len(found.vevent_list) == 1
    assert plain(found.vevent.summary.value) == plain(title)
    if plain(venue):
        assert plain(found.vevent.location.value) == plain(venue)


def plain(text):
    """Return text as a calendar may hold it, its white space aside."""
    return "".join(each for each in text if each.isprintable() and not each.isspace())


@given(
    on=st.dates(date(2010, 1, 1), date(2040, 12, 31)),
    starts=st.times().map(lambda at: at.replace(hour=max(at.hour, 3), second=0, microsecond=0)),
    zone=st.sampled_from(["Europe/London", "Europe/Paris", "America/New_York"]),
)
def test_the_hour_is_the_same_by_the_zone_that_the_file_itself_tells(on, starts, zone):
    found = entry(on=on, starts=starts, zone=zone).dtstart.value
    assert (found.date(), found.time()) == (on, starts)
    summer = found.utcoffset() - found.replace(month=1, day=10).utcoffset()
    assert summer in {timedelta(), timedelta(hours=1)}
    if zone == "Europe/London":
        assert found.utcoffset() == summer


@pytest.mark.parametrize(("on", "hours"), [(date(2015, 3, 28), 0), (date(2015, 3, 29), 1)])
def test_the_clocks_change_on_the_last_sunday_of_march(on, hours):
    found = entry(on=on, starts=time(9, 30), ends=time(15, 30))
    assert found.dtstart.value.utcoffset() == timedelta(hours=hours)
    assert found.dtend.value - found.dtstart.value == timedelta(hours=6)


def test_an_entry_without_hours_lasts_the_day_and_needs_no_zone():
    made, found = read(PLAIN)
    assert b"VTIMEZONE" not in made
    assert found.vevent.dtstart.value == PLAIN.on
    assert found.vevent.dtend.value == PLAIN.on + timedelta(days=1)


def test_what_is_no_address_of_a_page_is_no_url_and_an_only_link_is_the_place():
    assert "url" not in entry(link="Teams, sent by e-mail").contents
    found = entry(link="https://northmere.example/join")
    assert found.url.value == found.location.value == "https://northmere.example/join"
