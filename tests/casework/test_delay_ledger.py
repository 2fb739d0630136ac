from datetime import UTC, datetime

import pytest

from recruitment_app.casework.journey import enquiries, waiting
from recruitment_app.casework.journey.delay_ledger import delay_ledger, reason_words
from recruitment_app.casework.journey.delays import complete_delay
from recruitment_app.casework.journey.ledger_papers import ledger_paper
from recruitment_app.errors import Problem
from recruitment_app.rules.delay_ledger import Part
from recruitment_app.rules.ownership import Owner
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.tables import Attachment, CaseDocument
from tests.walks.stories import A, M, W, on, registered, signed_in_as

K = EventKind


def read(story, today):
    return delay_ledger(story.store, case_id=story.case_id, today=on(today))


def completes(story, kind, day, who=W, /, **facts):
    """Complete the record of a delay; it has no day of its own."""

    def act(store, *, case_id, today, on):
        del on
        event_id = story.entry(kind).id
        return complete_delay(store, case_id=case_id, event_id=event_id, today=today, **facts)

    return story.does(act, day, who)


def test_the_ledger_says_whose_time_stage_one_was_as_its_clock_does(begin):
    story = registered(begin())
    story.does(waiting.wait, "05-01", W, whom="third_party", reason="medical")
    story.does(waiting.take_back_in_hand, "05-11", W)
    story.does(waiting.hold, "05-20", M, by="applicant", reason="pregnancy")
    found = read(story, "06-01")
    (part,) = [each for each in found.parts if each.part is Part.STAGE_ONE]
    clock = story.clock("T08", "06-01")
    assert part.by_owner == clock.days_by_owner
    assert (part.days, part.net_days, part.due_on) == (
        clock.gross_days,
        clock.net_days,
        clock.due_on,
    )
    told = [reason_words(row) for row in found.rows if row.part is Part.STAGE_ONE]
    assert told == ["In hand", "Medical from the doctor", "In hand", "On hold: Pregnancy"]
    assert found.days == (on("06-01") - on("03-03")).days
    assert [delay.ends for delay in found.delays] == [on("05-11"), None]


def test_the_record_of_a_delay_says_who_agreed_and_when_they_were_told(begin):
    story = registered(begin())
    facts = {"limit_id": "T08", "due_on": on("07-31"), "reason": "medical_late"}
    agreed = story.team[M]
    record = {"agreed_by": agreed, "told_on": on("06-16"), "told_how": "letter"}
    story.does(waiting.extend, "06-16", W, words="GP on leave.", **facts, **record)
    details = story.entry(K.EXTENDED).details
    assert details.endswith("agreed by Morgan Example; applicants told on 16 June 2014; By letter")
    (delay,) = read(story, "06-17").delays
    assert (delay.agreed_by, delay.told_on, delay.lacking) == (
        "Morgan Example",
        on("06-16"),
        ("what shows it",),
    )


def test_what_a_record_lacked_is_said_later_and_the_history_keeps_both(begin):
    story = registered(begin())
    story.does(waiting.hold, "05-01", M, by="agency", reason="no_worker")
    assert read(story, "05-02").delays[0].lacking == (
        "who agreed to it",
        "when the applicants were told",
    )
    first = story.entry(K.HOLD_STARTED).id
    completes(story, K.HOLD_STARTED, "05-03", A, told_on=on("05-02"), agreed_by=story.team[M])
    (delay,) = read(story, "05-04").delays
    assert (delay.lacking, delay.record_key) == ((), str(first))
    struck = [each for each in story.page().events if each.is_struck]
    assert [each.struck_why for each in struck] == ["The record of the delay was completed"]
    page = story.page()
    assert page.status == "on_hold_agency"


def test_a_record_that_cannot_be_right_is_refused_and_nothing_is_lost(begin):
    story = registered(begin())
    hold = {"by": "applicant", "reason": "illness"}
    story.refused(waiting.hold, "05-01", "still to come", W, told_on=on("05-02"), **hold)
    story.refused(waiting.hold, "05-01", "before their enquiry", W, told_on=on("03-02"), **hold)
    story.does(waiting.hold, "05-01", W, **hold)
    before = story.page()
    for facts, sentence in (({}, "Nothing is said"), ({"told_how": "smoke"}, "list")):
        with pytest.raises(Problem, match=sentence):
            completes(story, K.HOLD_STARTED, "05-01", W, **facts)
    assert story.page() == before


def test_a_document_is_evidence_and_a_confidential_one_is_kept_from_an_administrator(begin):
    story = registered(begin())
    facts = {"limit_id": "T08", "due_on": on("07-31"), "reason": "medical_late"}
    story.does(waiting.extend, "06-16", W, told_on=on("06-16"), agreed_by=story.team[M], **facts)
    key = read(story, "06-16").delays[0].record_key
    at = datetime(2014, 6, 16, 9, tzinfo=UTC)
    with story.store.writing(act="attach_document") as session:
        kept = {"added_at": at, "added_by": story.team[M]}
        file = Attachment(
            mac="0" * 64, kind="document", media_type="application/pdf", size=1, **kept
        )
        session.add(file)
        session.flush()
        document = CaseDocument(
            case_id=story.case_id,
            attachment_id=file.id,
            title="Note of the practice",
            file_name="note.pdf",
            record_key=key,
            is_confidential=True,
            **kept,
        )
        session.add(document)
    assert read(story, "06-17").delays[0].lacking == ()
    with signed_in_as(story.store, story.team[A]):
        (delay,) = read(story, "06-17").delays
        printed = ledger_paper(story.store, case_id=story.case_id, today=on("06-17"))
    assert (delay.documents, delay.lacking) == ((), ("what shows it",))
    assert printed.startswith(b"%PDF")


def test_the_days_of_an_enquiry_are_the_applicants_once_it_is_answered(begin):
    story = begin()
    story.does(enquiries.send_information, "03-05", A)
    story.does(enquiries.offer_meeting, "03-10", A, meeting="session")
    found = read(story, "03-20")
    assert [(row.owner, row.days) for row in found.rows] == [
        (Owner.AGENCY, 7),
        (Owner.APPLICANT, 10),
    ]
