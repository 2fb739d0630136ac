from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings

from recruitment_app.casework.law import shipped_limits
from recruitment_app.rules import clocks
from recruitment_app.rules.delay_ledger import Part, stretches, sums
from recruitment_app.rules.delay_record import lacking
from recruitment_app.rules.journey import read
from recruitment_app.rules.ownership import Owner, spans
from recruitment_app.rules.stages import EventKind
from recruitment_app.rules.working_days import Calendar
from tests.rules.histories import ACCEPTED, LETTER, REASONS, history, on, permitted_histories

K = EventKind
AGENCY, APPLICANT, THIRD = Owner.AGENCY, Owner.APPLICANT, Owner.THIRD_PARTY
CALENDAR = Calendar()
LIMITS = {limit.id: limit for limit in shipped_limits()}
BY_CLOCK = {"T08": Part.STAGE_ONE, "T13": Part.STAGE_TWO, "T30": Part.STAGE_TWO}


def ledger(events, today):
    runs = clocks.runs(events, LIMITS, CALENDAR)
    return stretches(events, REASONS, runs, today)


def told(events, today):
    return [
        (each.part, f"{each.begins:%m-%d}", f"{each.ends:%m-%d}", each.owner, each.reason)
        for each in ledger(events, today)
    ]


def test_each_day_of_stage_one_has_its_owner_and_its_reason():
    events = history(
        *ACCEPTED,
        (K.WAITING_STARTED, "05-03", {"for": "third_party", "reason": "medical"}),
        (K.WAITING_ENDED, "05-20"),
        (K.HOLD_STARTED, "06-01", {"by": "applicant", "reason": "pregnancy"}),
    )
    accepted = read(events).registered_on
    found = [each for each in ledger(events, on("06-10")) if each.part is Part.STAGE_ONE]
    assert [(each.owner, each.reason, each.days, each.is_hold) for each in found] == [
        (AGENCY, "", (on("05-02") - accepted).days, False),
        (THIRD, "medical", 17, False),
        (AGENCY, "", 12, False),
        (APPLICANT, "pregnancy", 10, True),
    ]
    stage_one = sums(found)[0]
    assert stage_one.days - stage_one.net_days == 10


def test_between_the_stages_the_days_are_the_applicants_once_they_have_their_letter():
    events = history(
        *ACCEPTED,
        (K.STAGE_ONE_ENDED, "06-20", {"outcome": "may_be_suitable"}),
        (K.STAGE_ONE_TOLD, "06-24"),
    )
    assert told(events, on("07-01"))[-2:] == [
        (Part.BREAK, "06-21", "06-24", AGENCY, ""),
        (Part.BREAK, "06-25", "07-01", APPLICANT, ""),
    ]


def test_the_forty_working_days_are_the_applicants_and_then_the_agency_s():
    found = [
        each for each in ledger(history(*LETTER), on("12-31")) if each.part is Part.DETERMINATION
    ]
    assert [each.owner for each in found] == [AGENCY, APPLICANT, AGENCY]


def test_the_ledger_begins_the_day_after_the_enquiry():
    events = history((K.ENQUIRY_RECEIVED, "03-03"))
    assert ledger(events, on("03-03")) == ()
    assert sums(ledger(events, on("03-05")))[0].days == 2


@settings(max_examples=20)
@given(permitted_histories())
def test_every_day_has_one_owner_and_the_ledger_says_what_the_clocks_say(events):
    today = max(event.on for event in events) + timedelta(days=9)
    found = ledger(events, today)
    for before, after in pairwise(found):
        assert after.begins == before.ends + timedelta(days=1)
    if found:
        assert found[0].begins == read(events).opened_on + timedelta(days=1)
    is_reopened = any(
        event.kind is K.REOPENED for event in events
    )  # a clock that was met stays met
    owned = spans(events, REASONS)
    by_part = {each.part: each for each in sums(found)}
    for run in clocks.runs(events, LIMITS, CALENDAR):
        part = BY_CLOCK.get(run.limit_id)
        if part not in by_part or is_reopened:
            continue
        clock = clocks.tell(run, LIMITS[run.limit_id], owned, today)
        summed = by_part[part]
        assert (summed.days, summed.net_days) == (clock.gross_days, clock.net_days)
        assert summed.by_owner == clock.days_by_owner


def test_a_record_of_a_delay_says_what_it_lacks():
    assert lacking(K.EXTENDED, {"told_on": "2014-06-16"}) == ("who agreed to it", "what shows it")
    assert lacking(K.EXTENDED, {"told_on": "2014-06-16"}, has_documents=True) == (
        "who agreed to it",
    )
    assert lacking(K.WAITING_STARTED, {}) == ()
