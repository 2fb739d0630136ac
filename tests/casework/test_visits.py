from datetime import date
from uuid import UUID

import pytest

from recruitment_app.casework.finding import find
from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.households.households import add_to_household
from recruitment_app.casework.reports.report_rows import SectionContent, SectionMark
from recruitment_app.casework.reports.written_forms import begin_report
from recruitment_app.casework.visiting.case_visits import case_visits
from recruitment_app.casework.visiting.visit_agenda import visit_agenda
from recruitment_app.casework.visiting.visit_notes import (
    add_visit_note,
    notes_on_section,
    take_out_visit_note,
)
from recruitment_app.casework.visiting.visit_plans import (
    SessionState,
    plan_from_sessions,
    plan_sessions,
)
from recruitment_app.casework.visiting.visits import (
    Held,
    VisitDetails,
    call_off_visit,
    finish_follow_up,
    hold_visit,
    plan_visit,
    take_back_visit,
)
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.rules.roles import Role
from recruitment_app.rules.visit_expectations import Met
from recruitment_app.rules.visits import VisitState
from tests.casework.cases import TODAY, an_enquiry, day, in_stage_two, registered
from tests.casework.reports import narrative, write
from tests.walks.stories import signed_in_as, team

SOON = date(2014, 11, 20)


def people(store, case_id) -> list[UUID]:
    with store.reading() as session:
        return [person.id for person in people_of(session, case_id)]


def met(store, case_id):
    rows = case_visits(store, case_id=case_id, today=TODAY).expected
    return {(row.expectation.id, row.name): row.met for row in rows}


def held(store, case_id, on, seen, **more):
    facts = {"details": VisitDetails(kind="home", people=seen), "held": Held(), **more}
    return hold_visit(store, case_id=case_id, on=on, today=TODAY, **facts)


def test_a_visit_goes_from_its_plan_to_its_follow_up_and_meets_what_is_expected(each_store):
    store = each_store
    case_id = registered(store)
    add_to_household(
        store,
        case_id=case_id,
        facts={"given_names": "Ash", "relation": "child", "born": "2008"},
        standing="household",
        today=TODAY,
    )
    fern, rowan, ash = people(store, case_id)
    planned = plan_visit(
        store,
        case_id=case_id,
        on=SOON,
        details=VisitDetails(kind="home", starts="18:30", people={fern: True, rowan: False}),
        today=TODAY,
    )
    (visit,) = case_visits(store, case_id=case_id, today=TODAY).visits
    assert (visit.state, visit.starts, visit.worker) == (
        VisitState.PLANNED,
        "18:30",
        "Morgan Example",
    )
    assert met(store, case_id)["applicant_alone", "Fern Larkspur"] is Met.PLANNED
    assert met(store, case_id)["home_seen", ""] is Met.PLANNED

    change = hold_visit(
        store,
        case_id=case_id,
        on=TODAY,
        details=VisitDetails(kind="home", people={fern: True, ash: False}),
        held=Held(
            minutes=90,
            home_was_seen=True,
            observations="A trampoline in the garden.",
            follow_up="Ask for the gas certificate.",
            follow_up_on=SOON,
        ),
        today=TODAY,
        visit_id=planned.record_id,
        seen=visit.version,
    )
    told = case_visits(store, case_id=case_id, today=TODAY)
    (visit,) = told.visits
    assert visit.state is VisitState.HELD
    assert [(row.name, row.is_alone, row.was_seen) for row in visit.people] == [
        ("Fern Larkspur", True, True),
        ("Rowan Teasel", False, False),
        ("Ash", False, True),
    ]
    assert met(store, case_id) == {
        ("applicant_alone", "Fern Larkspur"): Met.MET,
        ("applicant_alone", "Rowan Teasel"): Met.OPEN,
        ("child_seen", "Ash"): Met.MET,
        ("home_seen", ""): Met.MET,
        ("often_enough", ""): Met.OPEN,
    }
    assert [hit.kind for hit in find(store, words="trampol")] == ["visit"]
    assert visit.has_open_follow_up
    done = finish_follow_up(store, visit_id=visit.id, on=TODAY, today=TODAY)
    assert not case_visits(store, case_id=case_id, today=TODAY).visits[0].has_open_follow_up
    done.undo(store)
    change.undo(store)
    (visit,) = case_visits(store, case_id=case_id, today=TODAY).visits
    assert visit.state is VisitState.PLANNED
    assert visit.observations == "A trampoline in the garden."
    assert visit.has_open_follow_up
    take_back_visit(store, visit_id=visit.id)
    assert case_visits(store, case_id=case_id, today=TODAY).visits == ()
    assert find(store, words="trampol") == []


def test_every_wrong_visit_is_refused_in_a_sentence_that_names_its_field(file_store):
    store = file_store
    enquiry, case_id = an_enquiry(store, on=day(3, 4)), registered(store)
    fern, _rowan = people(store, case_id)
    (stranger, _) = people(store, enquiry)

    def refused(field, words, act, **facts):
        with pytest.raises(Problem, match=words) as problem:
            act(store, today=TODAY, **facts)
        assert problem.value.field == field

    one = {fern: True}
    at_home = VisitDetails(kind="home", people=one)
    refused(
        "on",
        "before the registration",
        hold_visit,
        case_id=case_id,
        on=day(4, 27),
        details=at_home,
        held=Held(),
    )
    refused(
        "on",
        "No registration",
        hold_visit,
        case_id=enquiry,
        on=day(4, 28),
        details=at_home,
        held=Held(),
    )
    refused(
        "on", "still to come", hold_visit, case_id=case_id, on=SOON, details=at_home, held=Held()
    )
    refused(
        "",
        "who was seen",
        hold_visit,
        case_id=case_id,
        on=TODAY,
        details=VisitDetails(kind="home"),
        held=Held(),
    )
    refused(
        "",
        "not in the household",
        hold_visit,
        case_id=case_id,
        on=TODAY,
        details=VisitDetails(kind="home", people={stranger: False}),
        held=Held(),
    )
    refused(
        "minutes",
        "minutes",
        hold_visit,
        case_id=case_id,
        on=TODAY,
        details=at_home,
        held=Held(minutes=0),
    )
    refused(
        "follow_up",
        "what is to be done",
        hold_visit,
        case_id=case_id,
        on=TODAY,
        details=at_home,
        held=Held(follow_up_on=SOON),
    )
    refused(
        "follow_up_on",
        "on or after",
        hold_visit,
        case_id=case_id,
        on=TODAY,
        details=at_home,
        held=Held(follow_up="x", follow_up_on=day(11, 1)),
    )
    refused("on", "is past", plan_visit, case_id=case_id, on=day(11, 13), details=at_home)
    refused("on", "Give the day", plan_visit, case_id=case_id, on=None, details=at_home)
    refused(
        "starts",
        "18:30",
        plan_visit,
        case_id=case_id,
        on=SOON,
        details=VisitDetails(kind="home", starts="25:00"),
    )
    refused(
        "kind",
        "kind of visit",
        plan_visit,
        case_id=case_id,
        on=SOON,
        details=VisitDetails(kind="tea"),
    )
    assert case_visits(store, case_id=case_id, today=TODAY).visits == ()


def test_a_visit_is_called_off_with_a_reason_and_never_changed_over_somebody_else(file_store):
    store = file_store
    case_id = registered(store)
    details = VisitDetails(kind="office", focus="Money")
    made = plan_visit(store, case_id=case_id, on=SOON, details=details, today=TODAY)
    (visit,) = case_visits(store, case_id=case_id, today=TODAY).visits
    plan_visit(
        store,
        case_id=case_id,
        on=None,
        details=details,
        today=TODAY,
        visit_id=visit.id,
        seen=visit.version,
    )
    with pytest.raises(ChangedMeanwhile):
        plan_visit(
            store,
            case_id=case_id,
            on=SOON,
            details=details,
            today=TODAY,
            visit_id=visit.id,
            seen=visit.version,
        )
    with pytest.raises(Problem, match="why it is called off"):
        call_off_visit(store, visit_id=visit.id, on=TODAY, why=" ", today=TODAY)
    off = call_off_visit(store, visit_id=visit.id, on=TODAY, why="They are ill.", today=TODAY)
    (visit,) = case_visits(store, case_id=case_id, today=TODAY).visits
    assert (visit.state, visit.called_off_why) == (VisitState.CALLED_OFF, "They are ill.")
    off.undo(store)
    add_visit_note(store, case_id=case_id, visit_id=made.record_id, text="Rang.", today=TODAY)
    with pytest.raises(Problem, match="Notes were made"):
        take_back_visit(store, visit_id=visit.id)


def test_an_administrator_plans_visits_and_leaves_the_observing_to_who_assesses(file_store):
    store = file_store
    case_id = registered(store)
    fern, _rowan = people(store, case_id)
    hands = team(store)
    with signed_in_as(store, hands[Role.ADMINISTRATOR]):
        plan_visit(store, case_id=case_id, on=SOON, details=VisitDetails(kind="home"), today=TODAY)
        told = case_visits(store, case_id=case_id, today=TODAY)
        assert (told.may_plan, told.may_hold) == (True, False)
        with pytest.raises(NotAllowed):
            held(store, case_id, TODAY, {fern: True})
        with pytest.raises(NotAllowed):
            add_visit_note(store, case_id=case_id, text="x", today=TODAY)


def test_sessions_of_the_stage_two_plan_become_visits_once_and_move_with_the_plan(file_store):
    store = file_store
    case_id = in_stage_two(store)
    fern, rowan = people(store, case_id)
    with pytest.raises(Problem, match="no sessions yet"):
        plan_from_sessions(store, case_id=case_id, today=TODAY)
    form_id = begin_report(store, case_id=case_id, today=TODAY, form="stage_two_plan").record_id
    rows = [
        {"held_on": "3 October 2014", "about": "Begun", "who": "both"},
        {
            "held_on": "20 November 2014",
            "about": "Childhood",
            "who": "Fern",
            "is_alone": "Yes",
            "task": "photographs",
        },
        {"held_on": "27 November 2014", "about": "Money, by video call", "who": "Both"},
        {"about": "Second opinion", "who": "Fern and Rowan"},
    ]
    write(store, form_id, "two.sessions", SectionContent(rows=tuple(rows)))
    found = plan_sessions(store, case_id=case_id, today=TODAY)
    assert [each.state for each in found] == [SessionState.PAST, *[SessionState.NEW] * 3]
    change = plan_from_sessions(store, case_id=case_id, today=TODAY)
    assert change.sentence == "3 visits planned from the Stage Two plan."
    visits = case_visits(store, case_id=case_id, today=TODAY).visits
    assert [(each.kind, each.planned_on, each.focus) for each in visits] == [
        ("home", SOON, "Childhood\nTo prepare: photographs"),
        ("video", date(2014, 11, 27), "Money, by video call"),
        ("second_opinion", None, "Second opinion"),
    ]
    assert [{row.person_id: row.is_alone for row in each.people} for each in visits] == [
        {fern: True},
        {fern: False, rowan: False},
        {fern: False, rowan: False},
    ]
    with pytest.raises(Problem, match="planned already"):
        plan_from_sessions(store, case_id=case_id, today=TODAY)
    rows[1]["held_on"] = "21 November 2014"
    rows.insert(0, {"about": "A new one", "who": "Rowan"})
    write(store, form_id, "two.sessions", SectionContent(rows=tuple(rows)))
    states = [each.state for each in plan_sessions(store, case_id=case_id, today=TODAY)]
    assert states == [
        SessionState.NEW,
        SessionState.PAST,
        SessionState.MOVED,
        SessionState.PLANNED,
        SessionState.PLANNED,
    ]
    plan_from_sessions(store, case_id=case_id, today=TODAY)
    visits = case_visits(store, case_id=case_id, today=TODAY).visits
    assert [each.planned_on for each in visits] == [
        date(2014, 11, 21),
        date(2014, 11, 27),
        None,
        None,
    ]


def test_a_note_made_at_a_visit_plans_one_for_today_and_stays_out_of_the_addendum(file_store):
    store = file_store
    case_id = registered(store)
    change = add_visit_note(store, case_id=case_id, text="Warm.", today=TODAY, section="b.2")
    (visit,) = case_visits(store, case_id=case_id, today=TODAY).visits
    assert visit.planned_on == TODAY
    assert len(visit.people) == 2
    assert [(note.section, note.text) for note in visit.notes] == [("b.2", "Warm.")]
    (noted,) = notes_on_section(store, case_id=case_id, section="b.2")
    assert (noted.on, noted.text, noted.written_by) == (TODAY, "Warm.", "Morgan Example")
    assert notes_on_section(store, case_id=case_id, section="b.3") == ()
    with pytest.raises(Problem, match="confidential addendum"):
        add_visit_note(store, case_id=case_id, text="x", today=TODAY, section="e.ref")
    with pytest.raises(Problem, match="no such section"):
        add_visit_note(store, case_id=case_id, text="x", today=TODAY, section="z.9")
    gone = take_out_visit_note(store, note_id=change.record_id)
    assert case_visits(store, case_id=case_id, today=TODAY).visits[0].notes == ()
    gone.undo(store)
    assert len(case_visits(store, case_id=case_id, today=TODAY).visits[0].notes) == 1


def test_the_agenda_holds_what_a_family_may_read_and_nothing_else(file_store):
    store = file_store
    case_id = in_stage_two(store)
    fern, _rowan = people(store, case_id)
    form_id = begin_report(store, case_id=case_id, today=TODAY).record_id
    write(store, form_id, "b.1", narrative())
    plan = begin_report(store, case_id=case_id, today=TODAY, form="stage_two_plan").record_id
    row = {"held_on": "20 November 2014", "about": "Childhood", "who": "Fern", "feeds": "b.3, B4"}
    write(store, plan, "two.sessions", SectionContent(rows=(row,)))
    plan_from_sessions(store, case_id=case_id, today=TODAY)
    (visit,) = case_visits(store, case_id=case_id, today=TODAY).visits
    add_visit_note(
        store,
        case_id=case_id,
        visit_id=visit.id,
        section="b.2",
        person=str(fern),
        text="x",
        today=TODAY,
    )

    told = visit_agenda(store, case_id=case_id, visit_id=visit.id, today=TODAY)
    assert told.visit is not None
    sections = {(each.section, each.person): each for each in told.sections}
    mine = [each.section for each in told.sections if each.is_for_this_visit]
    assert set(mine) == {"b.3", "b.4"}
    assert [each.section for each in told.sections[: len(mine)]] == mine
    assert sections["b.1", ""].mark is SectionMark.WRITTEN
    assert sections["b.2", str(fern)].notes == 1
    parts = {each.section.partition(".")[0] for each in told.sections}
    assert parts == {"a", "b", "d"}
    assert not {"a.rec", "a.method", "d.ref.list"} & {key for key, _person in sections}
    kinds = {check.title for check in told.checks}
    assert "Identity" in kinds
    assert not any("eference" in title or "partner" in title for title in kinds)
    assert {row.expectation.id for row in told.expected} == {
        "applicant_alone",
        "home_seen",
        "often_enough",
    }
    assert visit_agenda(store, case_id=case_id, today=TODAY).visit is None
    with signed_in_as(store, team(store)[Role.ADMINISTRATOR]), pytest.raises(NotAllowed):
        visit_agenda(store, case_id=case_id, today=TODAY)
