"""Checks from being asked for to a manager's decision, by who may and in the order that fits."""

from dataclasses import replace

import pytest

from recruitment_app.casework.checks import check_outcomes, checks
from recruitment_app.casework.checks.check_acts import acts_on
from recruitment_app.casework.checks.check_grid import GridFilter, check_grid
from recruitment_app.casework.checks.check_kinds import (
    check_rule_rows,
    restore_check_rule,
    set_check_rule,
)
from recruitment_app.casework.checks.check_rows import CheckKey, case_checks
from recruitment_app.casework.checks.taking_checks_back import last_recorded, take_back
from recruitment_app.casework.households.households import add_to_household, take_out
from recruitment_app.casework.journey.agency_decision import approve, record_decision
from recruitment_app.casework.journey.stage_one import end_stage_one
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.rules.check_states import CheckState
from recruitment_app.store.tables import CheckOutcome, ConfidentialOutcome, Person
from tests.casework.cases import TODAY, an_enquiry, day, registered
from tests.walks.stories import A, M, W, on, signed_in_as, with_minutes
from tests.walks.stories import registered as story_registered

S = CheckState


def rows(store, case_id, kind=None):
    found = case_checks(store, case_id=case_id, today=TODAY)
    return [row for row in found if kind in {None, row.key.kind}]


def first(store, case_id, kind):
    return rows(store, case_id, kind)[0]


def test_a_check_is_asked_for_chased_received_and_decided_on(each_store):
    case_id = registered(each_store)
    key = first(each_store, case_id, "dbs").key
    assert first(each_store, case_id, "dbs").state is S.TO_ASK
    checks.ask(each_store, check=key, on=day(8, 1), today=TODAY)
    row = first(each_store, case_id, "dbs")
    assert (row.state, row.asked_of, row.waiting_days) == (
        S.ASKED,
        "Disclosure and Barring Service",
        105,
    )
    assert row.is_to_chase
    checks.chase(each_store, check=key, on=day(11, 10), today=TODAY, how="telephone")
    row = first(each_store, case_id, "dbs")
    assert (row.state, row.chased_on, row.chase_count) == (S.CHASED, day(11, 10), 1)
    assert not row.is_to_chase
    facts = {"number": " 001 234 ", "issued_on": day(11, 1), "seen_on": day(11, 12)}
    checks.receive(each_store, check=key, on=day(11, 11), today=TODAY, **facts)
    row = first(each_store, case_id, "dbs")
    assert (row.state, row.number, row.waiting_days) == (S.RECEIVED, "001 234", None)
    assert row.seen_by
    assert row.valid_until == row.issued_on.replace(year=2016)
    check_outcomes.record_outcome(
        each_store, check=key, outcome="consider", words="A caution of 2001.", today=TODAY
    )
    assert first(each_store, case_id, "dbs").state is S.TO_DECIDE
    check_outcomes.decide_on_check(
        each_store, check=key, decision="go_on", words="Long ago.", on=TODAY, today=TODAY
    )
    row = first(each_store, case_id, "dbs")
    assert row.state is S.ACCEPTED
    assert (row.outcome.words, row.outcome.decision_words) == ("A caution of 2001.", "Long ago.")
    for told in ("the decision", "the outcome", "that it came", "the last chase", "it was asked"):
        assert told in last_recorded(each_store, check=key)
        change = take_back(each_store, check=key)
    assert "Taken back" in change.sentence
    assert first(each_store, case_id, "dbs").state is S.TO_ASK


def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_lost(each_store):
    case_id = registered(each_store)
    key = first(each_store, case_id, "dbs").key
    told = {"check": key, "today": TODAY}

    def refused(sentence, act, **facts):
        before = rows(each_store, case_id)
        with pytest.raises(Problem, match=sentence) as problem:
            act(each_store, **{**told, **facts})
        assert str(problem.value).endswith(".")
        assert rows(each_store, case_id) == before

    refused("was not asked for yet", checks.receive, on=day(8, 1))
    refused("was not asked for yet", checks.chase, on=day(8, 1))
    refused("is still to come", checks.ask, on=day(12, 1))
    facts = {"asked_on": day(8, 2), "on": day(8, 1)}
    refused("cannot have come before", checks.receive, **facts)
    checks.ask(each_store, on=day(8, 1), **told)
    refused("asked for on 1 August 2014 already", checks.ask, on=day(8, 2))
    refused("chased on a later day", checks.chase, on=day(7, 30))
    refused("cannot have come before", checks.receive, on=day(7, 30))
    refused("is over: it holds no more", checks.receive, on=day(9, 1), valid_until=day(11, 1))
    refused("issued on 2 September", checks.receive, on=day(9, 1), issued_on=day(9, 2))
    refused("did not come yet", check_outcomes.record_outcome, outcome="clear")
    checks.receive(each_store, on=day(9, 1), **told)
    refused("came on 1 September 2014 already", checks.receive, on=day(9, 2))
    refused("nothing is to chase", checks.chase, on=day(9, 2))
    refused("what there is to consider", check_outcomes.record_outcome, outcome="consider")
    with pytest.raises(Problem, match="came on 1 September 2014 already"):
        check_outcomes.say_not_needed(each_store, check=key, why="We know them.")
    days = dict.fromkeys(("seen_on", "issued_on"), None)
    right = {"asked_on": day(8, 1), "asked_of": "", "number": "", "received_on": day(9, 1), **days}
    right["seen"] = first(each_store, case_id, "dbs").version
    refused("received on 1 September 2014", checks.correct, **right, valid_until=day(8, 30))
    with pytest.raises(Problem, match="from the list"):
        nothing = CheckKey(case_id, "no_such_check")
        checks.ask(each_store, check=nothing, on=day(8, 1), today=TODAY)
    with pytest.raises(ChangedMeanwhile):
        days = dict.fromkeys(("received_on", "seen_on", "issued_on", "valid_until"))
        facts = {"seen": 0, "asked_on": day(8, 1), "asked_of": "", "number": "", **days}
        checks.correct(each_store, **told, **facts)


def test_a_check_is_put_right_and_asked_for_anew(each_store):
    case_id = registered(each_store)
    key = first(each_store, case_id, "identity").key
    facts = {"asked_on": day(6, 1), "on": day(6, 2), "today": TODAY}
    checks.receive(each_store, check=key, **facts)
    row = first(each_store, case_id, "identity")
    checks.correct(
        each_store,
        check=key,
        seen=row.version,
        today=TODAY,
        asked_on=day(6, 1),
        asked_of="Fern",
        received_on=day(6, 3),
        seen_on=None,
        number="P 1",
        issued_on=day(5, 1),
        valid_until=day(8, 1),
    )
    row = first(each_store, case_id, "identity")
    assert (row.asked_of, row.received_on, row.number) == ("Fern", day(6, 3), "P 1")
    assert (row.state, row.runs_out_before_panel) == (S.RUN_OUT, True)
    checks.ask(each_store, check=key, on=day(11, 1), today=TODAY)
    row = first(each_store, case_id, "identity")
    assert (row.state, row.earlier_count) == (S.ASKED, 1)
    take_back(each_store, check=key)
    assert first(each_store, case_id, "identity").state is S.RUN_OUT


def test_many_are_asked_for_and_chased_at_once_or_none(each_store):
    case_id = registered(each_store)
    keys = [row.key for row in rows(each_store, case_id, "local_authority")]
    keys += [row.key for row in rows(each_store, case_id, "identity")]
    checks.ask_many(each_store, checks=keys[:3], on=day(8, 1), today=TODAY)
    facts = {"checks": keys, "on": day(9, 1), "today": TODAY}
    why = checks.chase_refusals(each_store, **facts)
    assert list(why) == keys[3:]
    with pytest.raises(Problem, match="was not asked for yet"):
        checks.chase_many(each_store, **facts)
    change = checks.chase_many(each_store, **{**facts, "checks": keys[:3]}, how="email")
    assert change.sentence == "3 chased."
    waiting = check_grid(each_store, today=TODAY, wanted=GridFilter(waiting_from=1))
    assert [(row.check.state, row.check.waiting_days) for row in waiting] == [(S.CHASED, 105)] * 3
    change.undo(each_store)
    waiting = check_grid(each_store, today=TODAY, wanted=GridFilter(waiting_from=1))
    assert [row.check.state for row in waiting] == [S.ASKED] * 3
    assert [row.check.key for row in waiting] == keys[:3]


def test_the_grid_tells_who_lacks_what_over_all_cases(each_store):
    first_case, second = registered(each_store), registered(each_store)
    an_enquiry(each_store)
    grid = check_grid(each_store, today=TODAY)
    assert {row.case_id for row in grid} == {first_case, second}
    kinds = {row.check.key.kind for row in grid}
    assert "health_report" in kinds  # came, and its outcome is still to be recorded
    only = check_grid(each_store, today=TODAY, wanted=GridFilter(kind="dbs", cases=(second,)))
    assert [row.check.person for row in only] == ["Fern Larkspur", "Rowan Teasel"]
    assert only[0] == only[:1][0]
    assert not check_grid(each_store, today=TODAY, wanted=GridFilter(runs_out=True))
    local = check_grid(each_store, today=TODAY, wanted=GridFilter(basis="local"))
    assert {row.check.key.kind for row in local} == {"identity"}


def test_what_is_confidential_is_not_read_by_an_administrator(begin):
    story = story_registered(begin())
    store, case_id = story.store, story.case_id
    key = first(store, case_id, "health_report").key
    with signed_in_as(store, story.team[W]):
        check_outcomes.record_outcome(
            store, check=key, outcome="consider", words="A long illness.", today=TODAY
        )
    with store.reading() as session:
        found = session.query(ConfidentialOutcome).filter_by(case_id=case_id).all()
        assert [row.words for row in found] == ["A long illness."]
        assert not session.query(CheckOutcome).filter_by(case_id=case_id).count()
    assert first(store, case_id, "health_report").outcome.words == "A long illness."
    with signed_in_as(store, story.team[A]):
        row = first(store, case_id, "health_report")
        assert (row.state, row.outcome, row.may_read) == (S.RECEIVED, None, False)
        assert not row.is_lacking
        lacking = GridFilter(kind="health_report", cases=(case_id,))
        assert not check_grid(store, today=TODAY, wanted=lacking)
        wanted = replace(lacking, states=frozenset(S))
        assert {row.check.state for row in check_grid(store, today=TODAY, wanted=wanted)} == {
            S.RECEIVED
        }
        assert "judge" not in acts_on(row, A)
        assert last_recorded(store, check=key) == ""
        with pytest.raises(NotAllowed):
            check_outcomes.record_outcome(store, check=key, outcome="clear", today=TODAY)
        with pytest.raises(NotAllowed):
            check_outcomes.say_not_needed(store, check=key, why="Too dear.")
    with signed_in_as(store, story.team[W]), pytest.raises(NotAllowed):
        check_outcomes.decide_on_check(
            store, check=key, decision="go_on", words="Well now.", on=TODAY, today=TODAY
        )


def test_a_manager_alone_says_that_what_regulation_asks_is_not_needed(begin):
    story = story_registered(begin())
    store, case_id = story.store, story.case_id
    residence = first(store, case_id, "residence").key
    finances = first(store, case_id, "finances").key
    with signed_in_as(store, story.team[W]):
        check_outcomes.say_not_needed(store, check=finances, why="Told with the form.")
        with pytest.raises(NotAllowed):
            check_outcomes.say_not_needed(store, check=residence, why="Born here.")
    check_outcomes.say_not_needed(store, check=residence, why="Born here.")
    assert first(store, case_id, "residence").not_needed_why == "Born here."
    assert first(store, case_id, "finances").state is S.NOT_NEEDED
    row = first(store, case_id, "finances")
    assert "take_back" in acts_on(row, M)
    take_back(store, check=finances)
    assert first(store, case_id, "finances").state is S.TO_ASK


def test_what_no_rule_asks_for_any_more_stays_in_view(each_store):
    case_id = registered(each_store)
    facts = {"given_names": "Old", "family_name": "Moss", "born": "1950"}
    add_to_household(each_store, case_id=case_id, standing="household", facts=facts, today=TODAY)
    key = rows(each_store, case_id, "dbs")[-1].key
    checks.ask(each_store, check=key, on=day(8, 1), today=TODAY)
    assert rows(each_store, case_id, "dbs")[-1].is_required
    with each_store.reading() as session:
        version = session.get(Person, key.person_id).row_version
    take_out(each_store, person_id=key.person_id, seen=version)
    told = rows(each_store, case_id)[-1]
    assert (told.key.person_id, told.person) == (
        key.person_id,
        "Somebody no longer in the household",
    )
    assert (told.key.kind, told.is_required, told.state) == ("dbs", False, S.ASKED)
    assert told.why == "No rule asks for it now"


def test_an_agency_sets_how_long_it_goes_by_a_check_and_which_it_wants(each_store):
    case_id = registered(each_store)
    key = first(each_store, case_id, "dbs").key
    checks.receive(each_store, check=key, asked_on=day(6, 1), on=day(6, 2), today=TODAY)
    set_check_rule(each_store, name="valid.dbs", value="3", reason="Our policy")
    assert first(each_store, case_id, "dbs").state is S.RUN_OUT
    assert not rows(each_store, case_id, "internet")
    set_check_rule(each_store, name="on.internet", value="1", reason="Our policy")
    assert len(rows(each_store, case_id, "internet")) == 2
    told = {row.name: row for row in check_rule_rows(each_store)}
    assert (told["valid.dbs"].value, told["valid.dbs"].shipped) == ("3", "24")
    assert told["valid.dbs"].is_own
    assert "on.dbs" not in told
    with pytest.raises(Problem, match="no such setting"):
        set_check_rule(each_store, name="on.dbs", value="0", reason="x")
    with pytest.raises(Problem, match="whole number"):
        set_check_rule(each_store, name="referees", value="two", reason="x")
    restore_check_rule(each_store, name="valid.dbs")
    assert first(each_store, case_id, "dbs").state is S.RECEIVED


def test_stage_one_ends_well_and_an_approval_is_recorded_past_the_gates_alone(begin):
    story = story_registered(begin())
    store, case_id = story.store, story.case_id
    report = rows(store, case_id, "health_report")[1].key
    take_back(store, check=report)  # that it came
    sentence = "health report of Rowan Teasel is not there"
    story.refused(end_stage_one, "06-20", sentence, outcome="may_be_suitable")
    set_check_rule(store, name="medical_gate", value="0", reason="Late medicals")
    offence = first(store, case_id, "offence_test").key
    checks.receive(store, check=offence, asked_on=on("05-01"), on=on("05-02"), today=TODAY)
    said = {"check": offence, "today": TODAY}
    check_outcomes.record_outcome(store, **said, outcome="unsuitable", words="A conviction.")
    with pytest.raises(Problem, match="nobody can decide to go on"):
        check_outcomes.decide_on_check(store, **said, decision="go_on", words="No.", on=TODAY)
    story.refused(end_stage_one, "06-20", "specified offence", outcome="may_be_suitable")
    with pytest.raises(Problem, match="which asking anew would hide"):
        checks.ask(store, check=offence, on=on("06-01"), today=TODAY)
    take_back(store, check=offence)
    story.does(end_stage_one, "06-20", M, outcome="may_be_suitable")
    restore_check_rule(store, name="medical_gate")


def test_approval_waits_for_the_medicals_whatever_the_agency_set(begin):
    story = with_minutes(begin())
    store = story.store
    story.does(record_decision, "10-23", M, decision="suitable")
    take_back(store, check=first(store, story.case_id, "health_report").key)
    set_check_rule(store, name="medical_gate", value="0", reason="Late medicals")
    story.refused(approve, "10-24", "health report of Fern Larkspur is not there")
    restore_check_rule(store, name="medical_gate")


def test_the_people_of_the_team_see_the_acts_that_fit(begin):
    story = story_registered(begin())
    row = first(story.store, story.case_id, "dbs")
    assert acts_on(row, A) == ("receive", "ask")
    assert acts_on(row, M) == ("receive", "ask", "leave_out")
    reference = first(story.store, story.case_id, "reference")
    assert acts_on(reference, W) == ("name_referee",)
    with pytest.raises(Problem, match="Name the referee first"):
        checks.ask(story.store, check=reference.key, on=TODAY, today=TODAY)
