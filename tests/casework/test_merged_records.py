"""A merge hides no answer and loses no record of either household; its undo puts each back."""

import pytest
from sqlalchemy import select

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checking import check
from recruitment_app.casework.checks import check_outcomes, checks, referees
from recruitment_app.casework.checks.check_rows import case_checks
from recruitment_app.casework.checks.referee_rows import referee_rows
from recruitment_app.casework.events import attendance, event_places, events
from recruitment_app.casework.events.event_rows import event_page
from recruitment_app.casework.events.events import EventFacts
from recruitment_app.casework.file.case_documents import add_documents, documents, evidence_counts
from recruitment_app.casework.file.sealing_documents import seal_document
from recruitment_app.casework.finding import find
from recruitment_app.casework.households.household_animals import keep_animal
from recruitment_app.casework.households.household_details import keep_detail
from recruitment_app.casework.journey import waiting
from recruitment_app.casework.merging.merging import merge_cases, merge_people
from recruitment_app.casework.merging.side_by_side import merge_view, people_view
from recruitment_app.casework.merging.unmerging import undo_merge
from recruitment_app.casework.reports.written_forms import begin_report
from recruitment_app.casework.visiting.case_visits import case_visits
from recruitment_app.casework.visiting.visits import Held, VisitDetails, hold_visit
from recruitment_app.errors import Problem
from recruitment_app.rules.check_states import CheckState
from recruitment_app.rules.events import Part
from recruitment_app.store.tables import Base
from tests.casework.cases import TODAY, an_enquiry, day, registered
from tests.documents_made import a_paper

S = CheckState
WRITTEN_ANEW = {"likeness_keys", "search_entries", "case_clocks"}


def merged(store, stays, goes):
    facts = {"case_id": stays, "other_id": goes, "today": TODAY}
    return merge_cases(store, seen=merge_view(store, **facts).seen, **facts).record_id


def everything(store):
    """Return every row that stands; of rows that are written anew all but their keys."""
    told = {}
    with store.reading() as session:
        for mapper in Base.registry.mappers:
            table = mapper.local_table
            but = {"row_version", "fts_rowid"} | ({"id"} if table.name in WRITTEN_ANEW else set())
            if table.name in {"audit_entries", "merges"}:
                continue
            told[table.name] = sorted(
                repr({name: str(value) for name, value in row.items() if name not in but})
                for row in session.execute(select(table)).mappings()
                if row.get("deleted_at") is None
            )
    return told


def applicants(store, case_id):
    return [each.id for each in case_page(store, case_id=case_id, today=TODAY).applicants]


def row_of(store, case_id, kind, person=None):
    rows = case_checks(store, case_id=case_id, today=TODAY)
    return next(row for row in rows if row.key.kind == kind and person in {None, row.key.person_id})


def offence_test(store, case_id, outcome=""):
    key = row_of(store, case_id, "offence_test").key
    checks.ask(store, check=key, on=day(8, 1), today=TODAY)
    if outcome:
        checks.receive(store, check=key, on=day(8, 9), today=TODAY)
        words = "" if outcome == "clear" else "A specified offence."
        check_outcomes.record_outcome(store, check=key, outcome=outcome, words=words, today=TODAY)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("unsuitable", ""), (S.UNSUITABLE, 0)),
        (("unsuitable", "clear"), (S.UNSUITABLE, 1)),
        (("clear", "unsuitable"), (S.UNSUITABLE, 1)),
        (("clear", ""), (S.CLEAR, 0)),
        (("", "clear"), (S.CLEAR, 0)),
        (("", ""), (S.ASKED, 0)),
    ],
)
@pytest.mark.parametrize("is_older_kept", [True, False])
def test_what_a_check_says_is_hidden_by_none_of_the_other_case(
    file_store, said, expected, is_older_kept
):
    older, newer = an_enquiry(file_store), an_enquiry(file_store)
    for case_id, outcome in zip((older, newer), said, strict=True):
        offence_test(file_store, case_id, outcome)
    before = everything(file_store)
    stays, goes = (older, newer) if is_older_kept else (newer, older)
    merge_id = merged(file_store, stays, goes)
    row = row_of(file_store, stays, "offence_test", applicants(file_store, stays)[0])
    assert (row.state, row.earlier_count) == expected
    undo_merge(file_store, merge_id=merge_id)
    assert everything(file_store) == before


def test_a_check_that_came_takes_over_what_hangs_on_the_one_asked_for_anew(each_store, tmp_path):
    stays, goes = an_enquiry(each_store), an_enquiry(each_store)
    offence_test(each_store, stays, "clear")
    offence_test(each_store, goes)
    file = tmp_path / "letter.pdf"
    file.write_bytes(a_paper())
    asked = row_of(each_store, goes, "offence_test")
    sealed = [seal_document(each_store, file=file)]
    facts = {"case_id": goes, "sealed": sealed, "kind": "letter", "today": TODAY}
    add_documents(each_store, record_key=str(asked.check_id), **facts)
    before = everything(each_store)
    merge_id = merged(each_store, stays, goes)
    stands = row_of(each_store, stays, "offence_test")
    assert stands.state is S.CLEAR
    assert evidence_counts(each_store, case_id=stays) == {str(stands.check_id): 1}
    assert check(each_store) == []
    undo_merge(each_store, merge_id=merge_id)
    assert everything(each_store) == before


def test_two_records_of_one_person_keep_the_check_that_tells_more_and_one_place_at_a_visit(
    each_store,
):
    case_id = registered(each_store)
    one, other = applicants(each_store, case_id)
    key = row_of(each_store, case_id, "dbs", one).key
    checks.ask(each_store, check=key, on=day(8, 1), today=TODAY)
    key = row_of(each_store, case_id, "dbs", other).key
    checks.ask(each_store, check=key, on=day(7, 1), today=TODAY)
    checks.receive(each_store, check=key, on=day(9, 1), today=TODAY)
    seen = VisitDetails(kind="home", people={one: True, other: False})
    hold_visit(each_store, case_id=case_id, on=day(10, 1), details=seen, held=Held(), today=TODAY)
    before = everything(each_store)
    facts = {"case_id": case_id, "person_id": one, "other_id": other, "today": TODAY}
    seen = people_view(each_store, **facts).seen
    change = merge_people(each_store, seen=seen, **facts)
    assert row_of(each_store, case_id, "dbs").received_on == day(9, 1)
    (visit,) = case_visits(each_store, case_id=case_id, today=TODAY).visits
    assert [(who.person_id, who.is_alone) for who in visit.people] == [(one, True)]
    undo_merge(each_store, merge_id=change.record_id)
    assert everything(each_store) == before
    facts["seen"] = people_view(each_store, **facts).seen
    change = merge_people(each_store, **facts)
    key = row_of(each_store, case_id, "dbs").key
    check_outcomes.record_outcome(each_store, check=key, outcome="clear", today=TODAY)
    with pytest.raises(Problem, match="was changed after the merge"):
        undo_merge(each_store, merge_id=change.record_id)


def test_a_referee_an_animal_and_a_post_that_both_have_are_there_once(each_store):
    stays, goes = an_enquiry(each_store), an_enquiry(each_store)
    for case_id, relation in ((stays, ""), (goes, "A friend")):
        facts = {"name": "Joan Moss", "relation": relation}
        made = referees.name_referee(each_store, case_id=case_id, facts=facts, today=TODAY)
        begin_report(
            each_store,
            case_id=case_id,
            form="referee_interview",
            subject=str(made.record_id),
            today=TODAY,
        )
        dog = {"kind": "dog", "name": "Biscuit"}
        keep_animal(each_store, case_id=case_id, facts=dog, today=TODAY)
        post = {"kind": "employment", "what": "Sampleton School", "is_with_children": "yes"}
        keep_detail(
            each_store,
            person_id=applicants(each_store, case_id)[0],
            kind="background",
            facts=post,
            today=TODAY,
        )
    for case_id in (stays, goes):
        for kind in ("reference", "employer_children"):
            key = row_of(each_store, case_id, kind).key
            checks.ask(each_store, check=key, on=day(8, 1), today=TODAY)
    before = everything(each_store)
    merge_id = merged(each_store, stays, goes)
    (joan,) = referee_rows(each_store, case_id=stays)
    assert joan.relation == "A friend"
    rows = case_checks(each_store, case_id=stays, today=TODAY)
    for kind in ("reference", "employer_children"):
        (asked,) = (row for row in rows if row.key.kind == kind and row.check_id)
        assert asked.state is S.ASKED
    assert [each.name for each in case_page(each_store, case_id=stays, today=TODAY).animals] == [
        "Biscuit"
    ]
    assert check(each_store) == []
    undo_merge(each_store, merge_id=merge_id)
    assert everything(each_store) == before


def workshop(store, cases):
    part = (Part(on=day(11, 5)),)
    event_id = events.make_event(store, facts=EventFacts(kind="workshop", parts=part)).record_id
    for case_id in cases:
        people = applicants(store, case_id)
        facts = {"people": people, "on": day(11, 1), "today": TODAY}
        event_places.book_places(store, event_id=event_id, case_id=case_id, **facts)
    return event_id


def marked(store, event_id, case_id, outcome, remark=""):
    page = event_page(store, event_id=event_id)
    outcomes = {row.id: outcome for row in page.places if row.case_id == case_id}
    facts = {"part_id": page.event.part_ids[0], "outcomes": outcomes, "today": TODAY}
    return attendance.mark_attendance(
        store, event_id=event_id, case_id=case_id, remark=remark, **facts
    )


def test_a_mark_that_was_struck_does_not_stop_a_merge_and_remarks_of_both_are_kept(each_store):
    stays, goes = an_enquiry(each_store, couple=False), an_enquiry(each_store, couple=False)
    struck, both = workshop(each_store, [stays, goes]), workshop(each_store, [stays, goes])
    marked(each_store, struck, stays, "came").undo(each_store)
    marked(each_store, struck, goes, "missed", "Was ill.")
    marked(each_store, both, stays, "came", "Spoke first.")
    marked(each_store, both, goes, "came", "Asked about siblings.")
    for row, words in zip(
        event_page(each_store, event_id=both).places, ("Ring.", "Send slides."), strict=True
    ):
        facts = {"place_id": row.id, "words": words, "by": TODAY, "today": TODAY}
        attendance.follow_up_place(each_store, **facts)
    before = everything(each_store)
    merge_id = merged(each_store, stays, goes)
    told = []
    for event_id in (struck, both):
        (row,) = event_page(each_store, event_id=event_id).places
        (mark,) = row.marks.values()
        told.append((mark.outcome, set(mark.remark.splitlines()), set(row.follow_up.splitlines())))
    assert told == [
        ("missed", {"Was ill."}, set()),
        ("came", {"Spoke first.", "Asked about siblings."}, {"Ring.", "Send slides."}),
    ]
    undo_merge(each_store, merge_id=merge_id)
    assert everything(each_store) == before


def test_a_merge_stays_where_somebody_was_marked_or_kept_evidence_since(each_store, tmp_path):
    stays, goes = an_enquiry(each_store, couple=False), an_enquiry(each_store, couple=False)
    event_id = workshop(each_store, [goes])
    offence_test(each_store, goes, "clear")
    first = merged(each_store, stays, goes)
    mark = marked(each_store, event_id, stays, "came")
    with pytest.raises(Problem, match="was changed after the merge"):
        undo_merge(each_store, merge_id=first)
    mark.undo(each_store)
    file = tmp_path / "letter.pdf"
    file.write_bytes(a_paper())
    key = str(row_of(each_store, stays, "offence_test").check_id)
    sealed = [seal_document(each_store, file=file)]
    add_documents(
        each_store, case_id=stays, sealed=sealed, kind="letter", record_key=key, today=TODAY
    )
    with pytest.raises(Problem, match="was changed after the merge"):
        undo_merge(each_store, merge_id=first)


def test_visits_are_found_and_evidence_of_an_entry_of_both_is_that_of_the_one_that_stands(
    each_store, tmp_path
):
    stays, goes = an_enquiry(each_store), registered(each_store)
    held = Held(observations="They keep bees.")
    details = VisitDetails(kind="home", people=dict.fromkeys(applicants(each_store, goes), False))
    hold_visit(each_store, case_id=goes, on=day(10, 1), details=details, held=held, today=TODAY)
    for case_id in (stays, goes):
        waiting.wait(
            each_store,
            case_id=case_id,
            whom="third_party",
            on=day(10, 2),
            reason="medical",
            today=TODAY,
        )
    entry = case_page(each_store, case_id=goes, today=TODAY).events[-1]
    file = tmp_path / "letter.pdf"
    file.write_bytes(a_paper())
    sealed = [seal_document(each_store, file=file)]
    facts = {"case_id": goes, "sealed": sealed, "kind": "letter", "today": TODAY}
    add_documents(each_store, record_key=str(entry.id), **facts)
    before = everything(each_store)
    merge_id = merged(each_store, stays, goes)
    assert [row.case_id for row in find(each_store, words="bees")] == [stays]
    (paper,) = documents(each_store, case_id=stays)
    entries = {str(row.id) for row in case_page(each_store, case_id=stays, today=TODAY).events}
    assert paper.record_key in entries
    undo_merge(each_store, merge_id=merge_id)
    assert [row.case_id for row in find(each_store, words="bees")] == [goes]
    assert everything(each_store) == before


def test_merges_one_within_another_are_undone_in_turn(each_store):
    last, middle, first = (
        an_enquiry(each_store, on=on, couple=on != day(3, 4))
        for on in (day(3, 3), day(3, 4), day(3, 5))
    )
    for case_id in (middle, first):
        offence_test(each_store, case_id, "clear")
    stages = [everything(each_store)]
    inner = merged(each_store, middle, first)
    stages.append(everything(each_store))
    outer = merged(each_store, last, middle)
    with pytest.raises(Problem, match="was merged into AR-0001"):
        undo_merge(each_store, merge_id=inner)
    for merge_id in (outer, inner):
        undo_merge(each_store, merge_id=merge_id)
        assert everything(each_store) == stages.pop()
    again = merged(each_store, middle, first)
    undo_merge(each_store, merge_id=merged(each_store, last, middle))
    offence = row_of(each_store, middle, "offence_test")
    check_outcomes.record_outcome(each_store, check=offence.key, outcome="clear", today=TODAY)
    with pytest.raises(Problem, match="was changed after the merge"):
        undo_merge(each_store, merge_id=again)
