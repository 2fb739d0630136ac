from dataclasses import replace
from datetime import date

import pytest

from recruitment_app.casework.checks.check_kinds import read_check_rules, shipped_check_rules
from recruitment_app.errors import Problem
from recruitment_app.rules.check_gates import Judged, stops_approval, stops_stage_one
from recruitment_app.rules.check_kinds import Basis
from recruitment_app.rules.check_states import CheckState, holds_until, state_of
from recruitment_app.rules.checked_household import (
    Bond,
    CheckedHousehold,
    Member,
    NamedReferee,
    Past,
    Pet,
    Stay,
)
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.required_checks import required_checks

TODAY = date(2026, 11, 23)
PANEL = date(2027, 5, 23)
RULES = shipped_check_rules()


def known(text):
    return PartialDate.stored(text)


def person(key, standing="household", **facts):
    if "born" in facts:
        facts["born"] = known(facts["born"])
    return Member(key=key, name=key.title(), standing=standing, **facts)


FERN = person("fern", "applicant", born="1984-02-01")


def asked(*members, rules=RULES, **more):
    """Return what is asked of a household: kind, person and what it is about, with the reason."""
    household = CheckedHousehold(members=members, **more)
    return {
        (kind.id, member.key if member else "", about): why
        for kind, member, about, _key, why in required_checks(
            household, rules, today=TODAY, panel=PANEL
        )
    }


def about(found, kind):
    return sorted(each[2] for each in found if each[0] == kind)


def test_every_kind_has_a_basis_a_source_and_how_sure_it_is():
    assert {kind.basis for kind in RULES.kinds.values()} == set(Basis)
    assert len(RULES.kinds) >= 20
    assert all(kind.source and kind.asked_of and kind.certainty for kind in RULES.kinds.values())
    assert all(kind.on for kind in RULES.kinds.values() if kind.basis is Basis.REGULATION)


def test_an_applicant_alone_is_asked_what_regulation_asks():
    found = asked(FERN)
    for kind in ("dbs", "offence_test", "basic_facts", "residence", "health_report"):
        assert found[kind, "fern", ""] == "Applicant"
    assert [each for each in found if each[0] == "reference"] == [("reference", "", "")]
    assert "3 personal referees are asked for, 0 named" in found["reference", "", ""]
    assert not {"overseas_police", "former_partner", "pets", "ofsted", "internet"} & {
        each[0] for each in found
    }


def test_who_turns_eighteen_before_panel_is_checked_as_an_adult():
    found = asked(
        FERN,
        person("ash", born="2009-05-22", relation="child"),
        person("bea", born="2009-05-24", relation="child"),
        person("old", born="1950", relation="parent"),
        person("gone", born="1960", relation="parent", moved_out=known("2020")),
        person("unknown", relation="lodger"),
        person("baby", relation="child"),
    )
    checked = {each[1] for each in found if each[0] == "dbs"}
    assert checked == {"fern", "ash", "old", "unknown"}
    assert found["dbs", "ash", ""].endswith("turns 18 on 22 May 2027, before panel")
    assert "76" in found["dbs", "old", ""]
    assert {each[1] for each in found if each[0] == "health_report"} == {"fern"}


def test_adult_children_are_asked_and_the_schools_of_the_others():
    found = asked(
        FERN,
        person("ash", "child_elsewhere", born="2001", relation="child"),
        person("bea", born="2015", relation="child"),
        person("cal", "child_elsewhere", born="2015", relation="child"),
        person("dee", "child_elsewhere", born="2000", relation="child", is_dead=True),
    )
    assert about(found, "adult_child") == ["Ash"]
    assert about(found, "school") == ["Bea"]


def test_a_former_partner_is_asked_after_a_year_and_never_the_dead():
    tied = FERN._replace(
        bonds=(
            Bond("1", "former_partner", "", "Short", known("2010-01-01"), known("2010-06-01")),
            Bond("2", "former_partner", "", "Long", known("2011"), known("2014")),
            Bond("3", "divorced", "dead", "", known("2000"), known("2005")),
            Bond("4", "former_partner", "", "Undated"),
        )
    )
    dead = person("dead", "relative", is_dead=True)
    found = asked(tied, dead, person("rowan", "relative", relation="former_partner"))
    assert about(found, "former_partner") == ["Long", "Rowan", "Undated"]
    assert found["former_partner", "fern", "Long"] == "Former partner, 2011 to 2014"
    years = {**RULES.numbers, "partner_months": replace(RULES.numbers["partner_months"], value=60)}
    stricter = replace(RULES, numbers=years)
    assert about(asked(tied, dead, rules=stricter), "former_partner") == ["Undated"]


def test_a_year_abroad_since_eighteen_wants_a_certificate_of_that_country():
    abroad = FERN._replace(
        stays=(
            Stay("1", country="Spain", begins=known("2001"), ends=known("2002-01-20")),
            Stay("2", country="Norway", begins=known("2004-01"), ends=known("2004-09")),
            Stay("3", country="Norway", begins=known("2006-01"), ends=known("2006-08")),
            Stay("4", country="Chile", begins=known("2008-01"), ends=known("2008-03")),
            Stay("5", country="Kenya", ends=known("2010")),
        )
    )
    found = asked(abroad)
    assert about(found, "overseas_police") == ["Kenya", "Norway"]
    assert found["overseas_police", "fern", "Norway"].endswith("months since eighteen")


def test_authorities_of_ten_years_are_asked_on_two_bases():
    moved = FERN._replace(
        stays=(
            Stay("1", "Thurrock", begins=known("2020")),
            Stay("2", "Kent", begins=known("2017"), ends=known("2020")),
            Stay("3", "Essex", begins=known("2000"), ends=known("2010")),
            Stay("4", postcode="CM1 1AA", begins=known("2016"), ends=known("2017")),
        )
    )
    found = asked(moved)
    assert about(found, "local_authority") == ["Thurrock"]
    assert about(found, "earlier_authority") == ["CM1 1AA", "Kent"]


def test_work_animals_and_referees_are_asked_as_they_are_recorded():
    busy = FERN._replace(
        pasts=(
            Past("1", "employment", "A nursery", is_with_children=True, begins=known("2020")),
            Past("2", "voluntary_work", "Scouts", is_with_children=True, ends=known("2001")),
            Past("3", "employment", "A bank", begins=known("2010")),
            Past("4", "armed_forces", "The Navy"),
            Past("5", "ofsted", "Childminding"),
            Past("6", "family_court", "Chelmsford"),
        )
    )
    found = asked(
        busy,
        couple_status="married",
        pets=(Pet("p", "dog", "Rex"), Pet("q", "cat", "Tom")),
        referees=(NamedReferee("r", "Joan Moss"),),
    )
    assert about(found, "employer_children") == ["A nursery"]
    assert about(found, "employer") == []
    assert about(found, "armed_forces") == ["The Navy"]
    assert about(found, "ofsted") == ["Childminding"]
    assert about(found, "court") == ["Chelmsford"]
    assert about(found, "dog") == ["Rex"]
    assert found["pets", "", ""] == "2 animals live there"
    assert ("marriage_papers", "fern", "") in found
    assert about(found, "reference") == ["", "Joan Moss"]


def test_what_came_holds_as_long_as_the_agency_goes_by_it():
    came = {"issued_on": date(2024, 11, 23), "received_on": TODAY, "valid_months": 24}
    assert holds_until(given=None, **came) == TODAY
    assert holds_until(given=PANEL, **came) == PANEL
    assert state_of(outcome="clear", decision="", has_run_out=True) is CheckState.RUN_OUT
    assert state_of(outcome="unsuitable", decision="", has_run_out=True) is CheckState.UNSUITABLE
    assert state_of(outcome="consider", decision="", has_run_out=False) is CheckState.TO_DECIDE
    assert state_of(outcome="consider", decision="go_on", has_run_out=False) is CheckState.ACCEPTED
    assert state_of(outcome="", decision="", has_run_out=False) is CheckState.RECEIVED


def switched(name, value):
    numbers = {**RULES.numbers, name: replace(RULES.numbers[name], value=value)}
    return replace(RULES, numbers=numbers)


def test_regulation_25_bars_whoever_of_the_household_committed_a_specified_offence():
    there = Judged("health_report", "Fern", is_there=True)
    offence = Judged("offence_test", "Ash", is_there=True, outcome="unsuitable")
    assert "specified offence is recorded of Ash" in stops_stage_one([there, offence], RULES)
    assert stops_stage_one([there, offence], switched("offence_gate", 0)) == ""
    assert "specified offence" in stops_approval([there, offence])
    doubtful = Judged("offence_test", "Ash", is_there=True, outcome="consider", decision="go_on")
    assert stops_stage_one([there, doubtful], RULES) == stops_approval([there, doubtful]) == ""
    stopped = Judged("offence_test", "Ash", is_there=True, outcome="consider", decision="stop")
    assert "specified offence" in stops_approval([stopped])


def test_regulation_26_wants_every_health_report_before_the_decision():
    missing = Judged("health_report", "Fern", is_there=False)
    assert "health report of Fern is not there" in stops_stage_one([missing], RULES)
    assert stops_stage_one([missing], switched("medical_gate", 0)) == ""
    assert "health report of Fern" in stops_approval([missing])


_TWICE = (
    2
    * """
[[number]]
id = "n"
title = "t"
value = 1
least = 1
most = 2
unit = "days"
source = "s"
dated = 2014-01-01
certainty = "V"
"""
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[check]]\nid = 'x'\n", "x"),
        ("not a table", "is not a TOML table"),
        ('[[number]]\nid = "n"\ntitle = "t"\nvalue = 9\nleast = 1\nmost = 2\n', "n"),
        (_TWICE, "n: it stands there twice"),
    ],
)
def test_a_wrong_file_of_checks_is_refused_with_its_row(tmp_path, text, sentence):
    file = tmp_path / "checks.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match=sentence):
        read_check_rules(file)
