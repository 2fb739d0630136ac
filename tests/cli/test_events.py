import pytest
import vobject

from recruitment_app.cli.events import EVENT_FIELDS, WAITING_FIELDS, WITH_WARNINGS


def test_the_events_are_listed_with_their_parts_and_places(command, sample):
    told = command("events", "--store", sample, "--json")
    assert told.code == 0
    assert all(tuple(row) == EVENT_FIELDS for row in told.json)
    assert all(row["places"] is None or row["booked"] <= row["places"] for row in told.json)
    assert any(row["parts"][0]["on"] > "2014-11-14" and row["booked"] for row in told.json)
    firsts = [row["parts"][0]["on"] for row in told.json]
    assert firsts == sorted(firsts)
    assert "information_session" in command("events", "--store", sample).out


def test_who_waits_for_a_workshop_is_listed_with_the_day_and_the_limit(command, sample):
    told = command("waiting", "--store", sample, "--json")
    assert told.code == 0
    assert told.json
    assert all(tuple(row) == WAITING_FIELDS for row in told.json)
    for row in told.json:
        assert row["expected_on"] is None or row["expected_on"] > "2014-11-14"
        assert not row["in_time"] or row["expected_on"] <= row["limit_on"]


def test_further_workshops_make_no_day_later_and_some_earlier(command, sample):
    now, then = (
        command("waiting", *more, "--store", sample, "--json").json
        for more in ((), ("--what-if", "2014-11-15,2014-12-06"))
    )
    assert [row["case"] for row in then] == [row["case"] for row in now]
    moved = [
        (one["expected_on"], other["expected_on"])
        for one, other in zip(now, then, strict=True)
        if one["expected_on"] != other["expected_on"]
    ]
    assert moved
    assert all(one is None or other < one for one, other in moved)
    assert {other for _one, other in moved} & {"2014-11-15"}


def test_a_further_workshop_on_a_bank_holiday_is_told_so_beneath_the_list(command, sample):
    holiday, plain = "2014-12-25", "2014-12-03"

    def asked(day, *more):
        return command("waiting", "--what-if", day, "--store", sample, *more)

    table = asked(holiday).out.splitlines()
    assert table[0].split() == list(WAITING_FIELDS)
    (told,) = {tuple(row["warnings"]) for row in asked(holiday, "--json").json}
    assert "25 December 2014 is a bank holiday." in told
    assert tuple(table[-len(told) :]) == told
    assert all(tuple(row) == WITH_WARNINGS for row in asked(plain, "--json").json)
    assert "holiday" not in asked(plain).out
    assert "warnings" not in command("waiting", "--store", sample, "--json").out


@pytest.mark.parametrize(("typed", "code"), [("2014-11-01", 1), ("soon", 2), ("2015-01-10,", 2)])
def test_a_day_that_no_workshop_can_begin_on_is_refused(command, sample, typed, code):
    assert command("waiting", "--what-if", typed, "--store", sample, "--json").code == code


def test_an_event_a_household_or_all_that_is_to_come_is_written_as_a_calendar(
    command, sample, tmp_path
):
    file = tmp_path / "event.ics"

    def taken(what, *more):
        return command("ics", what, "--out", file, "--store", sample, *more)

    rows = command("events", "--store", sample, "--json").json
    event = next(row for row in rows if row["parts"][0]["on"] > "2014-11-14" and row["booked"])
    told = taken(event["id"], "--json")
    assert told.code == 0
    assert told.json == [
        {"calendar": event["id"], "file": str(file), "entries": len(event["parts"])}
    ]
    entries = vobject.readOne(file.read_text("utf-8")).vevent_list
    days = [part["on"] for part in event["parts"]]
    assert [entry.dtstart.value.isoformat()[:10] for entry in entries] == days
    assert taken("all").code == 0
    assert len(vobject.readOne(file.read_text("utf-8")).vevent_list) >= len(days)
    held = file.read_bytes()
    for wrong in ("AR-9999", "soon", "00000000-0000-0000-0000-000000000000"):
        refused = taken(wrong)
        assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert file.read_bytes() == held
    assert command("ics", event["id"], "--store", sample).code == 2
