from io import BytesIO

from sqlalchemy import delete, select

from recruitment_app.casework import checking
from recruitment_app.casework.file.attaching import attach
from recruitment_app.casework.notes import add_note
from recruitment_app.rules.stages import Stage
from recruitment_app.store.tables import Case, CaseClock, Photograph, SearchEntry
from tests.casework.cases import ENQUIRED, TODAY, an_enquiry, in_break


def test_cases_made_by_acts_are_whole(each_store):
    in_break(each_store)
    case_id = an_enquiry(each_store)
    add_note(each_store, case_id=case_id, kind="telephone", on=ENQUIRED, text="Rang.", today=TODAY)
    assert checking.check(each_store) == []


def test_a_column_that_says_something_else_is_named_with_its_case(each_store):
    an_enquiry(each_store)
    with each_store.writing(act="tamper") as session:
        case = session.scalars(select(Case)).one()
        case.stage, case.next_limit = Stage.STAGE_TWO, "T13"
    assert checking.check(each_store) == [
        (
            "AR-0001: what is kept is not what its dated events say:"
            " the stage, the limit that runs out next."
        )
    ]


def test_a_clock_that_is_missing_or_moved_is_named(each_store):
    in_break(each_store)
    with each_store.writing(act="tamper") as session:
        session.execute(delete(CaseClock).where(CaseClock.limit_id == "T06"))
        clock = session.scalars(select(CaseClock).where(CaseClock.limit_id == "T08")).one()
        clock.due_on = TODAY
    assert checking.check(each_store) == [
        "AR-0001: clocks are not as its dated events say: T06, T08."
    ]


def test_a_record_that_the_search_does_not_find_is_counted(each_store):
    an_enquiry(each_store)
    with each_store.writing(act="tamper") as session:
        session.execute(delete(SearchEntry).where(SearchEntry.kind == "person"))
    (finding,) = checking.check(each_store)
    assert finding == "AR-0001: 2 records are not found by the search."


def test_how_far_it_has_come_is_told(each_store):
    an_enquiry(each_store)
    told = []
    checking.check(each_store, tell=lambda done, of: told.append((done, of)))
    assert told == [(0, 1)]


def test_a_file_that_is_missing_or_damaged_is_named_with_its_case(file_store):
    case_id = an_enquiry(file_store)
    for number in range(2):
        with file_store.writing(act="add_photograph") as session:
            kept = attach(
                session,
                file_store,
                BytesIO(b"picture %d" % number),
                kind="photograph",
                media_type="image/jpeg",
            )
            session.add(
                Photograph(
                    case_id=case_id,
                    attachment_id=kept.id,
                    added_at=file_store.clock(),
                    added_by=file_store.person_id,
                )
            )
            mac = kept.mac
    assert checking.check(file_store) == []
    file_store.attachments.place(mac).write_bytes(b"rubbish")
    (finding,) = checking.check(file_store)
    assert finding.startswith("AR-0001: the file of a photograph is missing or damaged.")
