"""What the audit keeps of each act: its name, who did it, and what was there before and after."""

import json

from sqlalchemy import select

from recruitment_app.casework import notes
from recruitment_app.casework.journey import (
    agency_decision,
    closing,
    corrections,
    enquiries,
    panel,
    registration,
    stage_one,
    stage_two,
    waiting,
)
from recruitment_app.rules.stages import EventKind
from recruitment_app.store import audit
from recruitment_app.store.tables import AuditEntry
from tests.health_reports import health_reports_came
from tests.walks.stories import A, D, M, P, Story, W, on, registered

K = EventKind


def entries(store):
    with store.reading() as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.seq)))


def rows_of(entry):
    return json.loads(entry.payload)


def changed(entry, table):
    """Return the rows of a table that an entry tells of."""
    return [row for row in rows_of(entry) if row["table"] == table]


WAY = [
    (enquiries.send_information, "03-05", A, {}),
    (enquiries.ask_for_visit, "03-10", A, {}),
    (enquiries.make_first_contact, "03-11", W, {}),
    (enquiries.ask_for_detail, "03-12", A, {}),
    (enquiries.offer_meeting, "03-12", W, {"meeting": "visit"}),
    (enquiries.hold_visit, "03-20", W, {}),
    (enquiries.write_up_visit, "03-26", W, {}),
    (enquiries.tell_visit_outcome, "03-27", M, {"outcome": "invited_to_register"}),
    (notes.add_note, "03-28", W, {"kind": "telephone", "text": "They will register."}),
    (registration.receive_registration, "04-14", A, {}),
    (registration.accept_registration, "04-22", M, {}),
    (stage_one.agree_stage_one_plan, "04-30", W, {}),
    (waiting.wait, "05-06", A, {"whom": "third_party", "reason": "dbs"}),
    (waiting.take_back_in_hand, "05-20", A, {}),
    (
        waiting.extend,
        "06-16",
        W,
        {"limit_id": "T08", "due_on": on("07-31"), "reason": "dbs_late"},
    ),
    (waiting.wait, "06-17", A, {"whom": "applicant", "reason": "forms"}),
    (waiting.take_back_in_hand, "06-18", A, {}),
    (stage_one.end_stage_one, "06-20", M, {"outcome": "may_be_suitable"}),
    (stage_one.tell_stage_one_outcome, "06-24", A, {}),
    (stage_one.notify_to_proceed, "07-01", A, {}),
    (stage_two.start_stage_two, "07-03", W, {}),
    (closing.close_case, "07-10", W, {"reason": "work"}),
    (closing.reopen_case, "07-17", W, {"words": "Work allows it after all."}),
    (stage_two.send_report, "09-22", W, {}),
    (stage_two.receive_observations, "09-25", A, {}),
    (panel.book_panel, "09-26", P, {"panel_on": on("10-08")}),
    (panel.record_recommendation, "10-08", P, {"recommendation": "not_suitable"}),
    (panel.record_minutes, "10-15", P, {}),
    (agency_decision.record_decision, "10-23", D, {"decision": "qualifying_determination"}),
    (agency_decision.tell_decision, "10-23", W, {}),
    (agency_decision.send_decision_letter, "10-24", A, {}),
    (agency_decision.receive_representations, "11-03", A, {}),
    (agency_decision.end_determination, "12-01", D, {"outcome": "approved"}),
    (agency_decision.approve, "12-02", D, {}),
    (waiting.resume, "12-09", W, {}),
]


def test_every_act_has_its_own_entry_with_its_name_and_its_person(each_store):
    story = Story(each_store)
    recorded = entries(each_store)[-1]
    assert (recorded.act, recorded.by_id) == ("record_enquiry", story.team[A])
    for act, day, who, facts in WAY:
        if act is waiting.resume:
            story.does(waiting.hold, "12-03", W, by="applicant", reason="travel")
        if act is stage_one.end_stage_one:
            health_reports_came(story.store, story.case_id, story.today)
        before = entries(each_store)
        story.does(act, day, who, **facts)
        (entry,) = entries(each_store)[len(before) :]
        assert entry.act == act.__name__
        assert entry.by_id == story.team[who]
        assert entry.case_id == story.case_id
        tables = {row["table"] for row in rows_of(entry)}
        assert ("notes" if act is notes.add_note else "case_events") in tables
    with each_store.reading() as session:
        assert audit.verify(session).is_whole


def test_an_entry_tells_the_stage_before_and_after(each_store):
    story = registered(Story(each_store))
    (received, accepted, _reports) = entries(each_store)[-3:]
    told = changed(received, "cases")[0]
    assert (told["old"]["stage"], told["new"]["stage"]) == ("enquiry", "registration")
    told = changed(accepted, "cases")[0]
    assert told["old"] == {**told["old"], "stage": "registration", "registered_on": None}
    assert told["new"] == {**told["new"], "stage": "stage_one", "registered_on": "2014-04-22"}
    (event,) = changed(accepted, "case_events")
    assert event["new"]["kind"] == "registration_accepted"
    assert event["new"]["recorded_by"] == str(story.team[M])
    assert "old" not in event


def test_a_correction_tells_what_was_struck_and_what_stands_instead(each_store):
    story = registered(Story(each_store))
    mistaken = story.entry(K.REGISTRATION_ACCEPTED)
    story.does(
        corrections.correct_entry, "04-16", A, event_id=mistaken.id, why="The letter says 16."
    )
    entry = entries(each_store)[-1]
    assert (entry.act, entry.by_id) == ("correct_entry", story.team[A])
    by_id = {row["id"]: row for row in changed(entry, "case_events")}
    struck = by_id.pop(str(mistaken.id))
    assert struck["old"]["struck_why"] == ""
    assert struck["new"]["struck_why"] == "The letter says 16."
    (right,) = by_id.values()
    assert right["new"]["corrects_id"] == str(mistaken.id)
    assert right["new"]["on"] == "2014-04-16"
    facts = {"case_id": story.case_id, "event_id": story.entry(K.REGISTRATION_ACCEPTED).id}
    corrections.strike_entry(each_store, why="Another case's.", today=story.today, **facts)
    assert entries(each_store)[-1].act == "strike_entry"


def test_an_allocation_tells_whose_the_case_was(each_store):
    story = Story(each_store)
    story.does(enquiries.allocate, "03-10", A, worker_id=story.team[W])
    story.does(enquiries.allocate, "03-11", A, worker_id=story.team[M])
    (told,) = changed(entries(each_store)[-1], "cases")
    assert told["old"]["worker_id"] == str(story.team[W])
    assert told["new"]["worker_id"] == str(story.team[M])


def test_a_late_notification_and_its_refusal_are_two_acts(each_store):
    story = registered(Story(each_store))
    story.does(stage_one.end_stage_one, "06-20", outcome="may_be_suitable")
    story.does(stage_one.tell_stage_one_outcome, "06-24", A)
    story.does(stage_one.receive_late_notification, "12-25", A)
    story.does(stage_one.refuse_late_notification, "12-29")
    received, refused = entries(each_store)[-2:]
    assert received.act == "receive_late_notification"
    assert refused.act == "refuse_late_notification"
    kinds = [row["new"]["kind"] for row in changed(refused, "case_events")]
    assert kinds == ["late_notification_refused"]


def test_a_refused_act_leaves_no_entry(each_store):
    story = Story(each_store)
    before = len(entries(each_store))
    story.refused(closing.close_case, "03-04", "from the list", W, reason="weather")
    story.refused(enquiries.send_information, "03-04", "may be done by", P)
    assert len(entries(each_store)) == before


def test_an_act_names_nobody_but_by_key(each_store):
    story = registered(Story(each_store))
    for entry in entries(each_store)[-2:]:
        assert "Larkspur" not in entry.payload
        assert "Ada Example" not in entry.payload
    assert story.page().reference == "AR-0001"
