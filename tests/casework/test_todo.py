"""What Today finds to be done: lines of each section, for each role, with the act that does it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from recruitment_app.casework import notes
from recruitment_app.casework.checks.check_outcomes import decide_on_check, record_outcome
from recruitment_app.casework.checks.check_rows import CheckKey
from recruitment_app.casework.checks.checks import ask, chase, receive
from recruitment_app.casework.journey import enquiries, panel, registration
from recruitment_app.casework.journey.restricting import restrict_case
from recruitment_app.casework.own_figures import QUIET_DAYS, figure_row, set_figure
from recruitment_app.casework.supervising.supervision import begin_supervision, sign_supervision
from recruitment_app.casework.supervising.supervision_rows import supervisions
from recruitment_app.casework.today.diary import today_page
from recruitment_app.casework.today.promises import (
    drop_promise,
    keep_promise,
    make_promise,
    promises_of_case,
    reopen_promise,
)
from recruitment_app.casework.today.tasks import (
    add_task,
    change_task,
    drop_task,
    finish_task,
    task_row,
    tasks_of_case,
)
from recruitment_app.casework.today.todo import overdue_count, todo
from recruitment_app.casework.visiting.visits import VisitDetails, plan_visit
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.rules.roles import Role
from recruitment_app.rules.todo import OUTLOOKS, Matter, TodoState
from recruitment_app.store.tables import Visit
from tests.walks.stories import (
    A,
    D,
    M,
    P,
    Story,
    W,
    at_panel,
    in_stage_two,
    on,
    registered,
    signed_in_as,
)

S = TodoState


def told(story, who=M, day="", **facts):
    """Return the lines that somebody sees on a day: state, act and what it is."""
    with signed_in_as(story.store, story.team[who]):
        return todo(story.store, today=on(day) if day else story.today, **facts)


def states(rows, matter):
    return [row.state for row in rows if row.matter is matter]


def given_to(story, who):
    story.does(enquiries.allocate, "04-22", worker_id=story.team[who])
    return story


def test_a_promise_stands_until_it_is_kept_and_is_overdue_after_its_day(each_store):
    story = registered(Story(each_store))
    made = story.does(make_promise, "04-23", W, what="The plan.", by_on=on("05-01"))
    (line,) = [row for row in told(story) if row.matter is Matter.PROMISE]
    assert (line.state, line.due_on, line.act) == (S.PROMISED, on("05-01"), "keep_promise")
    before = overdue_count(each_store, today=on("05-01"))
    assert states(told(story, day="05-02"), Matter.PROMISE) == [S.OVERDUE]
    assert overdue_count(each_store, today=on("05-02")) == before + 1

    kept = keep_promise(each_store, promise_id=made.record_id, on=on("05-02"), today=on("05-02"))
    assert kept.sentence == "Kept, 1 day late."
    assert not states(told(story, day="05-02"), Matter.PROMISE)
    assert promises_of_case(each_store, case_id=story.case_id)[0].kept_on == on("05-02")
    kept.undo(each_store)
    assert states(told(story, day="05-02"), Matter.PROMISE) == [S.OVERDUE]
    dropped = drop_promise(each_store, promise_id=made.record_id)
    dropped.undo(each_store)
    assert len(promises_of_case(each_store, case_id=story.case_id)) == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"what": " "}, "Say what the family was promised"),
        ({"by_on": on("04-22")}, "cannot lie before it"),
    ],
)
def test_a_promise_that_cannot_be_is_refused(file_store, facts, sentence):
    story = registered(Story(file_store))
    given = {"what": "A call.", "by_on": on("05-01"), **facts}
    story.refused(make_promise, "04-23", sentence, W, **given)
    made = story.does(make_promise, "04-23", W, what="A call.", by_on=on("05-01")).record_id
    with pytest.raises(Problem, match="cannot have heard before"):
        keep_promise(file_store, promise_id=made, on=on("04-22"), today=story.today)
    with pytest.raises(Problem, match="still to come"):
        keep_promise(file_store, promise_id=made, on=on("04-24"), today=on("04-23"))
    with pytest.raises(Problem, match="still to be kept"):
        reopen_promise(file_store, promise_id=made)


def test_a_task_goes_from_later_to_due_to_overdue_to_done_and_back(each_store):
    story = given_to(registered(Story(each_store)), W)
    with signed_in_as(each_store, story.team[W]):
        made = add_task(
            each_store,
            what="Ring the school.",
            due_on=on("05-30"),
            case_id=story.case_id,
            today=on("04-23"),
        ).record_id
        add_task(each_store, what="Read the guidance.", today=on("04-23"))
    seen = told(story, W, "04-23")
    assert states(seen, Matter.TASK) == [S.LATER, S.LATER]
    assert [row.reference for row in seen if row.matter is Matter.TASK] == ["AR-0001", ""]
    assert states(told(story, W, "05-29"), Matter.TASK) == [S.DUE_NEXT, S.LATER]
    late = [row for row in told(story, W, "06-03") if row.state is S.OVERDUE]
    assert [(row.what, row.days_late, row.act) for row in late] == [
        ("Ring the school.", 4, "finish_task")
    ]
    assert [row.what for row in told(story, M, "06-03") if row.matter is Matter.TASK] == [
        "Ring the school."
    ]
    assert not states(told(story, A, "06-03"), Matter.TASK)

    with signed_in_as(each_store, story.team[W]):
        done = finish_task(each_store, task_id=made, on=on("06-03"), today=on("06-03"))
        assert tasks_of_case(each_store, case_id=story.case_id) == ()
        done.undo(each_store)
        assert len(tasks_of_case(each_store, case_id=story.case_id)) == 1
        drop_task(each_store, task_id=made).undo(each_store)
        assert task_row(each_store, task_id=made).done_on is None


def test_a_task_is_refused_with_a_sentence(file_store):
    story = given_to(registered(Story(file_store)), W)
    facts = {"today": story.today}
    with pytest.raises(Problem, match="Say what is to be done"):
        add_task(file_store, what=" \n", **facts)
    with pytest.raises(Problem, match="is past: give a day from today on"):
        add_task(file_store, what="Ring.", due_on=story.today - timedelta(days=1), **facts)
    made = add_task(file_store, what="Ring.", worker_id=story.team[W], **facts).record_id
    with signed_in_as(file_store, story.team[A]), pytest.raises(NotAllowed, match="by whose it is"):
        finish_task(file_store, task_id=made, on=story.today, **facts)
    with pytest.raises(ChangedMeanwhile):
        change_task(file_store, task_id=made, seen=9, what="Ring.", due_on=None, **facts)
    story.does(restrict_case, "04-23", words="A colleague.")
    with pytest.raises(Problem, match="may not see the case"):
        add_task(file_store, what="Ring.", case_id=story.case_id, worker_id=story.team[A], **facts)


def test_checks_without_an_answer_are_chased_by_case_until_they_are_chased(each_store):
    story = given_to(registered(Story(each_store)), W)
    person = story.page().applicants[0].id
    for kind in ("dbs", "local_authority"):
        key = CheckKey(story.case_id, kind, person)
        with signed_in_as(each_store, story.team[A]):
            ask(each_store, check=key, on=on("04-24"), today=on("04-24"))
    due = told(story, A, "05-08")
    assert states(due, Matter.CHECKS) == [S.DUE_NEXT]
    (line,) = [row for row in told(story, A, "05-12") if row.matter is Matter.CHECKS]
    assert (line.state, line.what, line.due_on) == (S.OVERDUE, "2 checks not received", on("05-08"))
    assert line.act == "chase_checks"
    assert "asked 24 April 2014" in line.why
    for kind in ("dbs", "local_authority"):
        key = CheckKey(story.case_id, kind, person)
        chase(each_store, check=key, on=on("05-12"), today=on("05-12"))
    assert not states(told(story, A, "05-12"), Matter.CHECKS)


def test_a_check_that_does_not_hold_until_the_panel_is_told_until_a_newer_one_is_asked_for(
    each_store,
):
    story = in_stage_two(Story(each_store))
    key = CheckKey(story.case_id, "dbs", story.page().applicants[0].id)
    with signed_in_as(each_store, story.team[A]):
        days = {"asked_on": on("05-01"), "issued_on": on("05-10"), "seen_on": on("05-12")}
        receive(
            each_store,
            check=key,
            on=on("05-12"),
            today=story.today,
            number="1",
            **days,
            valid_until=on("10-20"),
        )
    (line,) = [row for row in told(story) if row.matter is Matter.VALIDITY]
    assert (line.state, line.due_on, line.act) == (S.RUNS_OUT, on("10-20"), "ask_again")
    assert "no panel is booked" in line.why
    at_panel(story, walked=True)
    assert not states(told(story), Matter.VALIDITY)  # panel sits on 8 October
    story.does(panel.book_panel, "09-27", P, panel_on=on("11-05"))
    (line,) = [row for row in told(story, P) if row.matter is Matter.VALIDITY]
    assert line.why == "Runs out 20 October 2014 · panel on 5 November 2014"
    with signed_in_as(each_store, story.team[A]):
        ask(each_store, check=key, on=story.today, today=story.today)
    assert not states(told(story), Matter.VALIDITY)


def test_a_visit_is_due_then_to_be_recorded_and_then_followed_up(each_store):
    story = given_to(registered(Story(each_store)), W)
    with signed_in_as(each_store, story.team[W]):
        visit = plan_visit(
            each_store,
            case_id=story.case_id,
            on=on("05-01"),
            details=VisitDetails(kind="home"),
            today=on("04-23"),
        ).record_id
    assert states(told(story, W, "04-23"), Matter.VISIT) == [S.DUE_NEXT]
    late = [row for row in told(story, W, "05-02") if row.matter is Matter.VISIT]
    assert [(row.state, row.what, row.act) for row in late] == [
        (S.OVERDUE, "Say how it went: Visit at home", "record_visit")
    ]
    with each_store.writing(act="hold_visit") as session:
        row = session.get_one(Visit, visit)
        row.held_on, row.follow_up, row.follow_up_on = on("05-01"), "Ring them.", on("05-06")
    (line,) = [row for row in told(story, W, "05-07") if row.matter is Matter.FOLLOW_UP]
    assert (line.state, line.what, line.act) == (S.OVERDUE, "Ring them.", "finish_follow_up")
    assert Matter.VISIT not in {row.matter for row in told(story, W, "05-07")}


def test_a_case_of_which_nothing_is_due_planned_or_promised_has_no_next_action(each_store):
    story = given_to(Story(each_store), W)
    story.does(enquiries.send_information, "03-05", A)
    story.does(enquiries.offer_meeting, "03-05", A, meeting="session")
    (line,) = [row for row in told(story, W, "04-30") if row.matter is Matter.NEXT_ACTION]
    assert (line.state, line.due_on, line.act) == (S.NO_NEXT_ACTION, None, "add_task")
    for act, undone_by in (
        (lambda: add_task(each_store, what="Ring.", due_on=on("07-01"), **of(story)), drop_task),
        (lambda: story.does(make_promise, "04-30", W, what="A.", by_on=on("07-01")), drop_promise),
    ):
        made = act().record_id
        assert not states(told(story, W, "04-30"), Matter.NEXT_ACTION)
        undone_by(each_store, **{"task_id" if undone_by is drop_task else "promise_id": made})
        assert states(told(story, W, "04-30"), Matter.NEXT_ACTION)
    story.does(registration.receive_registration, "05-01", A)  # five working days begin
    assert not states(told(story, W, "05-01"), Matter.NEXT_ACTION)


def of(story):
    return {"case_id": story.case_id, "today": on("04-30")}


def test_a_family_is_quiet_when_nobody_spoke_with_it_and_a_letter_is_no_word(each_store):
    story = given_to(registered(Story(each_store)), W)
    story.does(notes.add_note, "05-02", W, kind="telephone", text="A talk.")
    story.does(notes.add_note, "05-20", W, kind="letter", text="A letter.")
    assert not states(told(story, W, "05-30"), Matter.QUIET)
    (line,) = [row for row in told(story, W, "06-04") if row.matter is Matter.QUIET]
    assert line.what == "Nobody has spoken with them for 33 days"
    assert (line.days_late, line.act) == (5, "add_note")
    assert "last on 2 May 2014" in line.why

    set_figure(each_store, name=QUIET_DAYS, value="40", reason="Our practice.")
    assert not states(told(story, W, "06-04"), Matter.QUIET)
    row = figure_row(each_store, name=QUIET_DAYS)
    assert (row.value, row.shipped, row.is_own) == (40, 28, True)
    for value, reason, sentence in (("0", "Why.", "whole number"), ("30", " ", "Say why")):
        with pytest.raises(Problem, match=sentence):
            set_figure(each_store, name=QUIET_DAYS, value=value, reason=reason)


def test_each_role_sees_what_it_looks_after(each_store):
    story = registered(Story(each_store))
    for who in Role:
        seen = {row.matter for row in told(story, who, "08-01")}
        assert seen <= OUTLOOKS[who].matters
    assert S.UNALLOCATED in [row.state for row in told(story, A, "08-01")]
    assert S.UNALLOCATED not in [row.state for row in told(story, W, "08-01", is_mine=False)]
    assert told(story, W, "08-01") == ()  # of their own cases
    late = {row.limit_id: row.act for row in told(story, M, "08-01") if row.state is S.OVERDUE}
    assert late["T08"] == "end_stage_one"
    (line,) = [row for row in told(story, W, "08-01", is_mine=False) if row.limit_id == "T08"]
    assert line.act == ""  # a social worker does not decide it, and may open the case
    assert told(story, D, "08-01") == ()


def test_a_restricted_case_is_on_nobodys_today_but_its_workers_and_the_managers(each_store):
    story = given_to(registered(Story(each_store)), W)
    story.does(make_promise, "04-23", W, what="A call.", by_on=on("04-30"))
    story.does(restrict_case, "04-24", words="A colleague.")
    for who in (A, P, D):
        assert told(story, who, "08-01") == ()
        with signed_in_as(each_store, story.team[who]):
            assert overdue_count(each_store, today=on("08-01")) == 0
    for who in (M, W):
        assert S.OVERDUE in [row.state for row in told(story, who, "08-01")]


def test_the_badge_counts_what_the_page_shows_as_overdue(each_store):
    story = given_to(registered(Story(each_store)), W)
    story.does(make_promise, "04-23", W, what="A call.", by_on=on("04-30"))
    add_task(each_store, what="Ring.", due_on=on("05-01"), today=on("04-30"))
    page = today_page(each_store, today=on("08-01"), mine=False, most=2)
    assert len(page.overdue) == 2
    assert page.overdue_count == overdue_count(each_store, today=on("08-01")) > 2
    assert page.overdue_count == len(
        [row for row in told(story, M, "08-01") if row.state is S.OVERDUE]
    )


def test_today_walks_over_no_table_and_looks_each_case_up_by_its_own_index(file_store):
    story = given_to(registered(Story(file_store)), W)
    asked = []

    def hear(_connection, _cursor, statement, parameters, _context, _is_many):
        asked.append((statement, parameters))

    for who in (M, W):
        with signed_in_as(file_store, story.team[who]):
            event.listen(Engine, "before_cursor_execute", hear)
            today_page(file_store, today=on("08-01"), mine=who is W)
            event.remove(Engine, "before_cursor_execute", hear)
    plans = []
    with file_store.reading() as session:
        raw = session.connection().connection.cursor()
        for statement, parameters in asked:
            raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.append((statement, [row[3] for row in raw.fetchall()]))
    large = "cases|notes|visits|checks|[a-z]+_outcomes|case_events|case_clocks|tasks|promises"
    large += "|letters"
    assert not [line for _, plan in plans for line in plan if re.match(rf"SCAN ({large})\b", line)]
    by_case = [plan for statement, plan in plans if "max(notes.day)" in statement]
    assert len(by_case) == 2
    for plan in by_case:
        spoken = [line for line in plan if re.match(r"SEARCH (notes|visits|case_events)", line)]
        lately = [line for line in spoken if "INDEX ix_" in line and ">?" in line]
        each = [line for line in spoken if "(case_id=?" in line]
        assert (len(lately), len(each), len(spoken)) == (3, 3, 6)


def test_a_check_that_came_waits_for_its_outcome_and_then_for_the_managers_decision(each_store):
    story = given_to(registered(Story(each_store)), W)
    person = story.page().applicants[0].id
    dbs, medical = (CheckKey(story.case_id, kind, person) for kind in ("dbs", "medical_summary"))
    days = {"on": on("05-12"), "asked_on": on("05-01"), "seen_on": on("05-12"), "number": "1"}
    for each in story.page().applicants:  # the way to here has their health reports
        report = CheckKey(story.case_id, "health_report", each.id)
        record_outcome(each_store, check=report, outcome="clear", today=on("05-12"))
    for key in (dbs, medical):
        receive(each_store, check=key, today=on("05-12"), **days)

    def waiting(who):
        rows = [row for row in told(story, who, "05-13") if row.state is S.WAITS]
        return [(row.matter, row.act, {key.kind for key in row.checks}) for row in rows]

    judged = (Matter.OUTCOME, "record_outcome")
    assert waiting(W) == waiting(M) == [(*judged, {"dbs", "medical_summary"})]
    assert waiting(A) == [(*judged, {"dbs"})]  # of a medical not even that nobody has judged it
    assert waiting(P) == waiting(D) == []

    consider = {"outcome": "consider", "words": "A heart murmur.", "today": on("05-13")}
    with signed_in_as(each_store, story.team[W]):
        record_outcome(each_store, check=medical, **consider)
        record_outcome(each_store, check=dbs, outcome="clear", today=on("05-13"))
    assert waiting(W) == waiting(A) == []
    (line,) = [row for row in told(story, M, "05-13", is_mine=True) if row.state is S.WAITS]
    assert (line.matter, line.act) == (Matter.DECISION, "decide_on_check")
    assert line.checks == (medical,)
    assert (line.due_on, line.since) == (None, on("05-12"))
    assert "murmur" not in f"{line.what} {line.why}"

    story.does(restrict_case, "05-13", words="A colleague.")
    assert [row[0] for row in waiting(M)] == [Matter.DECISION]
    decide = {"decision": "go_on", "words": "The adviser agrees.", "on": on("05-13")}
    decide_on_check(each_store, check=medical, today=on("05-13"), **decide)
    assert waiting(M) == []


def test_a_sheet_waits_for_the_signature_of_whose_turn_it_is(each_store):
    story = given_to(registered(Story(each_store)), W)
    facts = {"today": on("05-13")}
    sheet = begin_supervision(
        each_store, worker_id=story.team[W], held_on=on("05-12"), **facts
    ).record_id
    for turn, since in ((M, "05-12"), (W, "05-13")):
        for who in Role:
            lines = [r for r in told(story, who, "05-13") if r.matter is Matter.SIGNATURE]
            assert [(row.record_id, row.since, row.act) for row in lines] == (
                [(sheet, on(since), "sign_supervision")] if who is turn else []
            )
        with signed_in_as(each_store, story.team[turn]):
            assert [row.id for row in supervisions(each_store) if row.waits_for_me] == [sheet]
            sign_supervision(each_store, supervision_id=sheet, on=on("05-13"), **facts)
    assert not states(told(story, W, "05-13"), Matter.SIGNATURE)
