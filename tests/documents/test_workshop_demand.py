from dataclasses import replace
from datetime import date

from recruitment_app.documents import workshop_demand
from recruitment_app.documents.workshop_demand import DemandPaper, PrintedWaiting
from recruitment_app.rules.workshop_demand import Outlook
from recruitment_app.rules.workshop_words import changed, standing, sums

FEB, JAN = date(2015, 2, 7), date(2015, 1, 10)
NOW = Outlook(households=3, without=1, in_time=0, days=230)
THEN = Outlook(households=3, moved=2, in_time=1, approved=1, days=202)


def waits(reference, household, since, now_on, then_on, **more):
    return PrintedWaiting(
        reference=reference,
        household=household,
        people=more.get("people", 2),
        since=since,
        limit_on=date(2015, 1, 12),
        now_on=now_on,
        then_on=then_on,
        sooner=(now_on - then_on).days if now_on else None,
        is_in_time=more.get("is_in_time", False),
        approval_on=more.get("approval_on"),
    )


DEMAND = DemandPaper(
    agency="Northmere Council",
    told=(standing(NOW, FEB), changed(NOW, THEN, [JAN])),
    sums=sums(NOW, THEN, date(2015, 3, 31)),
    rows=(
        waits("AR-0007", "Fern Larkspur and Rowan Teasel", date(2014, 10, 2), FEB, FEB),
        waits(
            "AR-0009",
            "Linden Moss",
            date(2014, 10, 20),
            FEB,
            JAN,
            people=1,
            is_in_time=True,
            approval_on=date(2015, 3, 30),
        ),
        waits("AR-0011", "Hazel Brook and Ash Brook", date(2014, 11, 3), None, JAN),
    ),
    days=(JAN,),
    reckoned="Approval is reckoned with the limits.",
    printed_on=date(2014, 11, 14),
    printed_by_role="Team manager",
)


def test_who_waits_and_what_a_further_workshop_changes_is_read_back(read_back):
    found = read_back(workshop_demand.render(DEMAND))
    assert found.facts["Title"] == "Waiting for a workshop"
    assert found.facts["Pages"] == "1"
    assert found.facts["Tagged"] == "yes"
    assert (
        "Linden Moss AR-0009, one person 12 Jan 2015 7 Feb 2015 10 Jan 2015 28 Yes" in found.words
    )
    assert "No place at any workshop 1 0" in found.words
    assert "No place yet 10 Jan 2015" in found.words


def test_without_further_workshops_nothing_is_set_beside_and_nobody_waiting_is_one_sentence(
    read_back,
):
    found = read_back(workshop_demand.render(replace(DEMAND, days=())))
    assert "Sooner" not in found.text
    assert "one person 20 Oct 2014 12 Jan 2015 7 Feb 2015 Yes" in found.words
    days = tuple(JAN.replace(day=day) for day in (3, 5, 7, 10))
    found = read_back(workshop_demand.render(replace(DEMAND, days=days)))
    assert "3 January 2015, 5 January 2015, 7 January 2015 and 10 January 2015." in found.words
    found = read_back(workshop_demand.render(replace(DEMAND, rows=(), told=("Nobody waits.",))))
    assert "Nobody waits." in found.text
    assert "Household" not in found.text
