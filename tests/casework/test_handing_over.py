from datetime import UTC, datetime

import pytest

from recruitment_app.casework.agency import workforce
from recruitment_app.casework.journey import enquiries, restricting, waiting
from recruitment_app.casework.supervising.handing_over import caseload, hand_over
from recruitment_app.casework.supervising.handover_packs import handover_pack_of
from recruitment_app.casework.today.promises import make_promise
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.tables import Task, Visit
from tests.walks.stories import A, M, P, Story, W, on, registered, signed_in_as


@pytest.fixture
def story(each_store) -> Story:
    """A case of the social worker, with a task, a planned visit, and a task of no case."""
    made = registered(Story(each_store))
    made.does(enquiries.allocate, "04-23", M, worker_id=made.team[W])
    at = datetime(2014, 4, 23, 9, tzinfo=UTC)
    mine = {"worker_id": made.team[W], "made_at": at, "made_by": made.team[M]}
    with each_store.writing(act="set_up") as session:
        session.add(Task(case_id=made.case_id, what="Ring the school.", **mine))
        session.add(Task(case_id=made.case_id, what="Done.", done_on=on("04-23"), **mine))
        session.add(Task(what="Renew my registration.", **mine))
        session.add(
            Visit(
                case_id=made.case_id,
                kind="home",
                planned_on=on("05-20"),
                worker_id=made.team[W],
                recorded_at=at,
                recorded_by=made.team[W],
            )
        )
    return made


def hands(story, to, /, **facts):
    told = {"worker_id": story.team[W], "on": on("05-01"), "today": on("05-01"), **facts}
    return hand_over(story.store, to=to, **told)


def workers_of(story):
    """Return who has the case, each task and the visit."""
    with story.store.reading() as session:
        tasks = {task.what: task.worker_id for task in session.query(Task)}
        return story.page().worker_id, tasks, session.query(Visit).one().worker_id


def test_all_of_a_leaver_goes_to_another_with_what_is_still_to_be_done(story):
    before = caseload(story.store, worker_id=story.team[W])
    assert [case.task_count for case in before.cases] == [1]
    assert before.own_task_count == 1
    change = hands(story, story.team[M], words="They are moving in June.", leaves=True)
    assert change.sentence == ("1 case handed over to Morgan Example, and the leaving is recorded.")
    manager, worker = story.team[M], story.team[W]
    assert workers_of(story) == (
        manager,
        {"Ring the school.": manager, "Done.": worker, "Renew my registration.": manager},
        manager,
    )
    assert story.entry(EventKind.ALLOCATED).on == on("05-01")
    assert story.page().notes[0].text == (
        "Handed over by Sandy Example to Morgan Example. They are moving in June."
    )
    rows = {row.name: row for row in workforce.workers(story.store, with_leavers=True)}
    assert rows["Sandy Example"].left_on == on("05-01")


def test_a_case_that_gets_another_worker_takes_its_tasks_along(story):
    change = story.does(enquiries.allocate, "05-01", A, worker_id=story.team[M])
    assert change.sentence.endswith("allocated, with 1 open task and 1 planned visit.")
    assert workers_of(story)[1]["Renew my registration."] == story.team[W]


def test_what_a_leaver_left_behind_goes_to_whom_the_case_is_allocated_next(story):
    facts = {"worker_id": story.team[W], "on": on("05-01"), "today": on("05-01")}
    workforce.let_worker_leave(story.store, **facts)
    assert story.page().worker_id is None
    change = story.does(enquiries.allocate, "05-02", A, worker_id=story.team[M])
    assert change.sentence.endswith("allocated, with 1 open task and 1 planned visit.")


def test_a_leaver_who_is_the_only_manager_is_a_sentence_and_nothing_is_lost(story):
    manager, worker = story.team[M], story.team[W]
    story.does(enquiries.allocate, "05-01", M, worker_id=manager)
    before = story.page(), workers_of(story)
    facts = {"worker_id": manager, "on": on("05-02"), "today": on("05-02")}
    with pytest.raises(Problem) as told:
        hand_over(story.store, to=worker, leaves=True, **facts)
    assert str(told.value) == "The agency needs a manager: make somebody else manager first."
    with pytest.raises(Problem) as told:
        workforce.let_worker_leave(story.store, **facts)
    assert str(told.value) == "The agency needs a manager: make somebody else manager first."
    with pytest.raises(NotAllowed), signed_in_as(story.store, worker):
        hand_over(story.store, to=worker, leaves=True, **facts)
    assert (story.page(), workers_of(story)) == before


@pytest.mark.parametrize(
    ("taker", "facts", "sentence"),
    [
        (W, {}, "somebody else"),
        (A, {}, "social worker or the manager"),
        (M, {"case_ids": ()}, "no open case and no open task"),
        (M, {"case_ids": (), "leaves": True}, "would be left behind"),
        (M, {"leaves": True, "on": on("05-02")}, "still to come"),
    ],
)
def test_what_cannot_be_handed_over_is_a_sentence_and_stays(story, taker, facts, sentence):
    before = story.page(), workers_of(story)
    with pytest.raises(Problem, match=sentence):
        hands(story, story.team[taker], **facts)
    assert (story.page(), workers_of(story)) == before


def test_the_pack_tells_what_is_still_to_be_done_and_leaves_out_what_may_not_be_seen(story):
    make_promise(
        story.store,
        case_id=story.case_id,
        what="A date for the visit.",
        by_on=on("05-09"),
        on=on("05-01"),
        today=on("05-01"),
    )
    story.does(waiting.hold, "05-01", M, by="agency", reason="no_worker")
    with signed_in_as(story.store, story.team[W]):
        pack = handover_pack_of(story.store, worker_id=story.team[W], today=on("05-02"))
    (case,) = pack.cases
    tables = {table.title: table.rows for table in case.tables}
    assert tables["Promises"][0][:2] == ("A date for the visit.", "9 May 2014")
    assert [row[0] for row in tables["Tasks"]] == ["Ring the school."]
    assert tables["Visits"][0][:3] == ("20 May 2014", "Visit at home", "Planned")
    assert tables["Holds, waits and extensions"][0][-1].startswith("who agreed to it")
    assert case.open_things[1:] == (1, 1, 1)
    assert pack.own_tasks == (("Renew my registration.", ""),)
    story.does(restricting.restrict_case, "05-02", M, words="Known to the team.")
    with signed_in_as(story.store, story.team[A]):
        seen = handover_pack_of(story.store, worker_id=story.team[W], today=on("05-02"))
    assert (seen.cases, seen.withheld) == ((), 1)
    with signed_in_as(story.store, story.team[P]), pytest.raises(NotAllowed, match="themselves"):
        handover_pack_of(story.store, worker_id=story.team[W], today=on("05-02"))
