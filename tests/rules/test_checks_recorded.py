"""Checks 3 to 8 against what is recorded of checks and referees."""

from dataclasses import replace
from datetime import date

from recruitment_app.rules.check_states import CheckState
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.recorded_checks import RecordedCheck, RecordedReferee
from recruitment_app.rules.report_findings import Severity
from tests.rules.checked import dates, found, messages


def recorded_check(kind, person="fern", **facts):
    names = {"fern": "Fern Larkspur", "rowan": "Rowan Larkspur"}
    return RecordedCheck(
        kind=kind, title=kind.upper(), person=person, person_name=names.get(person, ""), **facts
    )


def came(kind, person="fern", on="2014-09-01", state=CheckState.CLEAR, **facts):
    day = date.fromisoformat(on)
    facts = {"asked_on": day, "received_on": day, "dated_on": day, **facts}
    return recorded_check(kind, person, state=state, **facts)


def test_what_is_recorded_of_referees_is_held_to_the_same():
    since, day = PartialDate.stored("2001"), date(2014, 9, 1)
    told = {"interviewed_on": day, "confirmed_on": day, "weighed_on": day, "known_since": since}
    good = tuple(RecordedReferee(name=name, **told) for name in ("J Moss", "A Reed", "B Fen"))
    assert not found(3, referees=good) + found(4, referees=good) + found(3)
    two = (*good[:1], replace(good[1], interviewed_on=None), replace(good[2], is_relative=True))
    (few,) = found(3, referees=two)
    assert few.severity is Severity.BLOCKING
    assert "2 of the referees recorded were interviewed" in few.message
    relatives = tuple(replace(each, is_relative=True) for each in good[:2])
    assert "2 of the referees recorded are relatives" in found(3, referees=relatives)[-1].message
    weak = replace(good[0], known_since=PartialDate.stored("2013"), weighed_on=None, knows="fern")
    words = " ".join(messages(4, referees=(weak, replace(weak, name="A Reed"))))
    assert "known the applicants for 5 years" in words
    assert "0 of the referees recorded know both" in words
    assert "the interview with J. M. it is not recorded the weight" in words


def test_what_is_recorded_of_medicals_and_certificates_is_held_to_the_same():
    assert (
        "Fern Larkspur is not recorded as received"
        in messages(5, checks=(came("health_report"), recorded_check("medical_summary")))[0]
    )
    early = came("medical_summary", on="2014-08-01")
    assert "older than the health report" in messages(5, checks=(came("health_report"), early))[0]
    assert not found(5, checks=(came("health_report"), came("medical_summary")))
    (old,) = found(6, checks=(came("health_report", on="2014-05-01"),))
    assert (old.severity, "older than 6 months" in old.message) == (Severity.REASON, True)
    dbs = (came("dbs"), recorded_check("dbs", "rowan"))
    (missing,) = found(7, checks=dbs)
    assert missing.severity is Severity.BLOCKING
    assert "Rowan Larkspur" in missing.message
    assert "DBS certificate of Fern" in messages(7, checks=(came("dbs", on="2012-01-01"),))[0]


def test_a_check_that_is_not_finished_or_runs_out_before_panel_wants_a_reason():
    panel = dates(panel=date(2015, 3, 1))
    assert not found(8, checks=(came("dbs"), came("identity")))
    late = came("local_authority", holds_until=date(2015, 2, 1))
    assert "holds until 1 February 2015" in messages(8, checks=(late,), dates=panel)[0]
    confidential = {
        "state": CheckState.TO_DECIDE,
        "about": "Old Love",
        "is_confidential": True,
    }
    waits = {"state": CheckState.CHASED, "asked_on": date(2014, 9, 1)}
    told = messages(
        8,
        checks=(
            recorded_check("school", **waits, about="Hazel"),
            recorded_check("former_partner", **confidential),
            came("offence_test", state=CheckState.UNSUITABLE),
            recorded_check("identity", "rowan"),
        ),
    )
    words = " ".join(told)
    assert "(Fern Larkspur, Hazel) has not come back" in words
    assert "(Fern Larkspur, O. L.) is not finished" in words
    assert "(Rowan Larkspur) was never asked for" in words
    offence = found(8, checks=(came("offence_test", state=CheckState.UNSUITABLE),))
    assert [each.severity for each in offence] == [Severity.BLOCKING]
