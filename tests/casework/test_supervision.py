import pytest

from recruitment_app.casework.journey import enquiries, restricting
from recruitment_app.casework.supervising import supervision
from recruitment_app.casework.supervising.supervision_papers import printed_sheet, supervision_paper
from recruitment_app.casework.supervising.supervision_rows import (
    SupervisionState,
    supervision_sheet,
    supervisions,
)
from recruitment_app.casework.today.tasks import tasks_of_case
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from tests.walks.stories import A, M, Story, W, on, registered, signed_in_as

HELD = on("07-10")


@pytest.fixture
def story(each_store) -> Story:
    """A case of the social worker, whose Stage One ran out on 22 June."""
    made = registered(Story(each_store))
    made.does(enquiries.allocate, "04-23", M, worker_id=made.team[W])
    return made


@pytest.fixture
def sheet_id(story):
    change = supervision.begin_supervision(
        story.store, worker_id=story.team[W], held_on=HELD, today=HELD
    )
    assert change.sentence == "The sheet is made, with 1 open case."
    return change.record_id


def read(story, sheet_id):
    return supervision_sheet(story.store, supervision_id=sheet_id)


def signs(story, sheet_id, who, day=HELD):
    with signed_in_as(story.store, story.team[who]):
        return supervision.sign_supervision(story.store, supervision_id=sheet_id, on=day, today=day)


def writes(story, sheet_id, who=M, **facts):
    line = read(story, sheet_id).lines[0]
    told = {"narrative": line.narrative, "decision": "", "due_on": None, **facts}
    with signed_in_as(story.store, story.team[who]):
        return supervision.write_line(story.store, line_id=line.id, seen=line.version, **told)


def test_a_sheet_is_made_written_signed_by_both_and_then_stands(story, sheet_id):
    (line,) = read(story, sheet_id).lines
    assert "18 days late." in line.drift
    writes(story, sheet_id, W, narrative="Both medicals are with the surgery.")
    writes(
        story,
        sheet_id,
        narrative="Both medicals are with the surgery.",
        decision="Ring the surgery again.",
        due_on=on("07-17"),
    )
    signs(story, sheet_id, M)
    with signed_in_as(story.store, story.team[W]):
        assert supervisions(story.store)[0].waits_for_me
    with pytest.raises(Problem, match="taken back first"):
        writes(story, sheet_id, narrative="More.")
    assert signs(story, sheet_id, W).sentence == "Signed by both; 1 task made of it."
    (task,) = tasks_of_case(story.store, case_id=story.case_id)
    assert (task.what, task.due_on, task.worker) == (
        "Ring the surgery again.",
        on("07-17"),
        "Sandy Example",
    )
    signed = read(story, sheet_id)
    assert signed.row.state is SupervisionState.SIGNED
    with pytest.raises(Problem, match="nothing in it changes"):
        writes(story, sheet_id, narrative="More.")
    with pytest.raises(Problem, match="nothing in it changes"):
        supervision.take_back_signature(story.store, supervision_id=sheet_id)
    assert read(story, sheet_id) == signed


def test_the_printed_sheet_holds_drift_narrative_decision_and_sign_off(story, sheet_id):
    writes(story, sheet_id, narrative="Said.", decision="Decided.", due_on=on("07-17"))
    printed = printed_sheet(story.store, supervision_id=sheet_id, today=HELD)
    (case,) = printed.cases
    assert (case.narrative, case.decision, case.due_on) == ("Said.", "Decided.", on("07-17"))
    assert case.drift
    assert (printed.worker, printed.supervisor_signed_on) == ("Sandy Example", None)
    paper = supervision_paper(story.store, supervision_id=sheet_id, today=HELD)
    assert paper.startswith(b"%PDF")


def test_each_signs_in_turn_and_only_the_supervisor_decides(story, sheet_id):
    with pytest.raises(NotAllowed, match="Morgan Example signs first"):
        signs(story, sheet_id, W)
    with pytest.raises(NotAllowed, match="written by the supervisor"):
        writes(story, sheet_id, W, decision="Leave it.")
    with pytest.raises(NotAllowed, match="manager or a social worker"):
        signs(story, sheet_id, A)
    with pytest.raises(Problem, match="once it was held"):
        signs(story, sheet_id, M, on("07-09"))
    with pytest.raises(Problem, match="by that day"):
        writes(story, sheet_id, due_on=on("07-17"))
    change = signs(story, sheet_id, M)
    with pytest.raises(NotAllowed, match="Now Sandy Example signs"):
        signs(story, sheet_id, M)
    change.undo(story.store)
    assert read(story, sheet_id).row.state is SupervisionState.OPEN


def test_of_two_who_write_of_one_case_the_second_is_told(story, sheet_id):
    line = read(story, sheet_id).lines[0]
    writes(story, sheet_id, narrative="First.")
    with pytest.raises(ChangedMeanwhile):
        supervision.write_line(
            story.store,
            line_id=line.id,
            seen=line.version,
            narrative="Second.",
            decision="",
            due_on=None,
        )
    assert read(story, sheet_id).lines[0].narrative == "First."


def test_a_sheet_follows_the_cases_and_keeps_what_is_written(story, sheet_id):
    facts = {"supervision_id": sheet_id, "today": HELD}
    story.does(enquiries.allocate, "07-10", M, worker_id=story.team[M])
    supervision.look_again(story.store, **facts)
    assert read(story, sheet_id).lines == ()
    story.does(enquiries.allocate, "07-10", M, worker_id=story.team[W])
    supervision.look_again(story.store, **facts)
    writes(story, sheet_id, narrative="Said.")
    story.does(enquiries.allocate, "07-10", M, worker_id=story.team[M])
    supervision.look_again(story.store, **facts)
    assert [line.narrative for line in read(story, sheet_id).lines] == ["Said."]


def test_a_sheet_is_thrown_away_and_comes_back_and_there_is_one_at_a_time(story, sheet_id):
    facts = {"worker_id": story.team[W], "held_on": HELD, "today": HELD}
    with pytest.raises(Problem, match="finish it first"):
        supervision.begin_supervision(story.store, **facts)
    with pytest.raises(Problem, match="Somebody else supervises you"):
        supervision.begin_supervision(story.store, **{**facts, "worker_id": story.team[M]})
    with pytest.raises(Problem, match="social worker or a manager"):
        supervision.begin_supervision(story.store, **{**facts, "worker_id": story.team[A]})
    before = read(story, sheet_id)
    undo = supervision.drop_supervision(story.store, supervision_id=sheet_id).undo
    assert supervisions(story.store) == ()
    undo(story.store)
    assert read(story, sheet_id).lines[0].drift == before.lines[0].drift


def test_of_a_restricted_case_that_is_theirs_no_longer_the_worker_reads_nothing(story, sheet_id):
    writes(story, sheet_id, narrative="Said.", decision="Decided.")
    story.does(enquiries.allocate, "07-10", M, worker_id=story.team[M])
    story.does(restricting.restrict_case, "07-10", M, words="Known to the team.")
    with signed_in_as(story.store, story.team[W]):
        (line,) = read(story, sheet_id).lines
    assert (line.reference, line.title, line.drift, line.narrative, line.decision) == (
        "A restricted case",
        "",
        "",
        "",
        "",
    )
    with pytest.raises(Problem, match="not in the store"):
        writes(story, sheet_id, W, narrative="Lost.")
    assert read(story, sheet_id).lines[0].narrative == "Said."
