"""One act on many cases: foreseen without a trace, done on all or none, and taken back."""

import pytest
from sqlalchemy import func, select

from recruitment_app.casework.checks.check_rows import case_checks
from recruitment_app.casework.checks.checks import ask_many
from recruitment_app.casework.journey.closing import close_case
from recruitment_app.casework.journey.enquiries import allocate
from recruitment_app.casework.journey.waiting import hold
from recruitment_app.casework.lists.case_list import case_rows
from recruitment_app.casework.many_at_once import (
    chase_checks,
    do_at_once,
    foresee,
    give_task,
    strike_again,
)
from recruitment_app.casework.notes import add_note
from recruitment_app.casework.today.tasks import tasks_of_case
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import Status
from recruitment_app.store.tables import AuditEntry, CaseEvent, SearchEntry
from tests.casework.cases import TODAY, an_enquiry, day, registered
from tests.walks.stories import signed_in_as, team

HOLD = {"by": "applicant", "reason": "illness", "on": day(11, 3)}


def counted(store):
    with store.reading() as session:
        return [
            session.scalar(select(func.count()).select_from(kind))
            for kind in (AuditEntry, CaseEvent, SearchEntry)
        ]


def test_an_act_is_foreseen_for_each_case_and_leaves_nothing(each_store):
    able, held = registered(each_store), registered(each_store)
    hold(each_store, case_id=held, today=TODAY, **HOLD)
    before = counted(each_store)
    told = []
    good, bad = foresee(
        each_store,
        each=hold,
        cases=[able, held],
        facts=HOLD,
        today=TODAY,
        tell=lambda done, of: told.append((done, of)),
    )
    assert (good.result, good.status, good.refusal) == (
        "Put on hold.",
        Status.ON_HOLD_APPLICANT,
        "",
    )
    assert bad.reference == "AR-0002"
    assert bad.refusal
    assert told == [(0, 2), (1, 2)]
    assert counted(each_store) == before


def test_what_is_done_on_many_is_taken_back_in_one_go(each_store):
    people = team(each_store)
    worker = people[Role.SOCIAL_WORKER]
    cases = [an_enquiry(each_store) for _ in range(3)]
    facts = {"worker_id": worker, "on": TODAY}
    change = do_at_once(
        each_store, each=allocate, cases=cases, facts=facts, today=TODAY, take_back=strike_again
    )
    assert change.sentence == "Done for 3 cases."
    assert {row.worker_id for row in case_rows(each_store, ids=cases)} == {worker}
    assert change.undo(each_store).sentence == "Taken back for 3 cases."
    assert {row.worker_id for row in case_rows(each_store, ids=cases)} == {None}


def test_checks_are_chased_and_tasks_given_for_each_case_that_can_take_it(each_store):
    team(each_store)
    mine, nobody = registered(each_store), registered(each_store)
    allocate(each_store, case_id=mine, worker_id=each_store.person_id, on=TODAY, today=TODAY)
    asked = [row.key for row in case_checks(each_store, case_id=mine, today=TODAY)[:2]]
    ask_many(each_store, checks=asked, on=day(10, 1), today=TODAY)
    facts = {"on": TODAY, "how": "email"}
    first, second = foresee(
        each_store, each=chase_checks, cases=[mine, nobody], facts=facts, today=TODAY
    )
    assert (first.result, second.refusal) == (
        "2 chased.",
        "No check of this case is waited for.",
    )
    change = do_at_once(each_store, each=chase_checks, cases=[mine], facts=facts, today=TODAY)
    rows = case_checks(each_store, case_id=mine, today=TODAY)
    assert [row.chased_on for row in rows if row.key in asked] == [TODAY, TODAY]
    change.undo(each_store)
    facts = {"what": "Ring them", "whose": "worker", "due_on": day(11, 20)}
    first, second = foresee(
        each_store, each=give_task, cases=[mine, nobody], facts=facts, today=TODAY
    )
    assert not first.refusal
    assert second.refusal.startswith("Nobody has this case yet")
    change = do_at_once(each_store, each=give_task, cases=[mine], facts=facts, today=TODAY)
    (task,) = tasks_of_case(each_store, case_id=mine)
    assert (task.what, task.due_on, task.is_mine) == ("Ring them", day(11, 20), True)
    change.undo(each_store)
    assert tasks_of_case(each_store, case_id=mine) == ()


def test_one_refusal_leaves_all_as_they_were_and_names_its_case(each_store):
    able, held = registered(each_store), registered(each_store)
    hold(each_store, case_id=held, today=TODAY, **HOLD)
    before = counted(each_store)
    with pytest.raises(Problem, match=r"^AR-0002: .* Nothing was done"):
        do_at_once(each_store, each=hold, cases=[able, held], facts=HOLD, today=TODAY)
    assert counted(each_store) == before


def test_an_answer_that_no_case_can_take_is_told_once_at_its_field(each_store):
    cases = [an_enquiry(each_store) for _ in range(2)]
    with pytest.raises(Problem, match="Write the note first") as refused:
        foresee(
            each_store,
            each=add_note,
            cases=cases,
            facts={"kind": "letter", "on": TODAY, "text": " "},
            today=TODAY,
        )
    assert refused.value.field == "text"
    with pytest.raises(Problem, match="Choose from 1"):
        foresee(each_store, each=add_note, cases=[], facts={}, today=TODAY)


def test_who_may_not_close_a_case_may_not_close_many(each_store):
    people = team(each_store)
    case_id = an_enquiry(each_store)
    facts = {"reason": "no_response", "on": TODAY}
    with signed_in_as(each_store, people[Role.ADMINISTRATOR]), pytest.raises(NotAllowed):
        foresee(each_store, each=close_case, cases=[case_id], facts=facts, today=TODAY)
