"""A row that repeats a known household adds what is not recorded; what is recorded stays."""

import pytest
from sqlalchemy import select

from recruitment_app.casework import checking
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.households.household_details import drop_detail
from recruitment_app.casework.importing.imports import Verdict, import_cases
from recruitment_app.casework.journey import corrections, enquiries
from recruitment_app.casework.merging.known_households import HIDDEN
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import EventKind
from recruitment_app.store.tables import Case
from recruitment_app.ui.errands import Cancelled
from tests.casework.cases import day
from tests.casework.test_import_undo import OTHER
from tests.casework.test_imports import TODAY, add_worker, bring_in, cases, head, made, plan

N, C, D = Verdict.NEW, Verdict.CHANGED, Verdict.DUPLICATE


def page(store, reference="AR-0001"):
    with store.reading() as session:
        case_id = session.scalars(select(Case.id).where(Case.reference == reference)).one()
    return case_page(store, case_id=case_id, today=TODAY)


def steps(store, reference="AR-0001"):
    return [(e.kind, e.on) for e in page(store, reference).events if not e.is_struck]


def verdicts(store, path):
    return [row.verdict for row in plan(store, path).rows]


def ways(store):
    return sorted(each.value for each in page(store).applicants[0].contacts)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"Visit": "20/01/2014"}, "“Initial visit held”"),
        ({"Telephone": "07700 900123; 01632 960555"}, "a telephone"),
        ({"Email": "ann@example.org, ann.t@example.com"}, "an e-mail address"),
    ],
)
def test_what_is_not_recorded_is_added_and_then_known(each_store, tmp_path, more, words):
    bring_in(each_store, made(tmp_path, {}))
    path = made(tmp_path, more)
    planned = plan(each_store, path)
    (row,) = planned.rows
    assert (row.verdict, row.of) == (C, "AR-0001")
    assert f"Adds {words}." in row.why
    told = import_cases(each_store, plan=planned, today=TODAY).sentence
    assert told == "0 cases brought in; 1 row adds to what is recorded."
    assert checking.check(each_store) == []
    assert verdicts(each_store, path) == [D]
    assert verdicts(each_store, made(tmp_path, {})) == [D]


def test_an_added_step_moves_the_case_as_if_it_had_come_in_with_it(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {}))
    bring_in(file_store, made(tmp_path, {"ROI received": "03/02/2014"}))
    bring_in(file_store, made(tmp_path, {"Surname": "Otherwise", "ROI received": "03/02/2014"}))
    first, second = cases(file_store)
    assert first.stage is second.stage
    assert (first.next_limit, first.next_due_on) == (second.next_limit, second.next_due_on)
    assert first.registered_on == second.registered_on


def test_a_postcode_is_added_where_there_is_none_and_noted_where_there_is(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {"Postcode": ""}))
    bring_in(file_store, made(tmp_path, {}))
    assert [each.postcode for each in page(file_store).applicants[0].addresses] == ["RM17 6SL"]
    elsewhere = made(tmp_path, {"Postcode": "SW1A 1AA"})
    (row,) = plan(file_store, elsewhere).rows
    assert (row.verdict, row.why.split(". ")[1]) == (
        C,
        "Differs from what is recorded, which stays: the postcode.",
    )
    bring_in(file_store, elsewhere)
    assert [each.postcode for each in page(file_store).applicants[0].addresses] == ["RM17 6SL"]
    assert page(file_store).notes[0].text == (
        "From the file that was brought in:\nPostcode: the file gives SW1A 1AA, not RM17 6SL."
    )


def test_another_day_than_the_one_recorded_is_noted_once_and_changes_nothing(each_store, tmp_path):
    bring_in(each_store, made(tmp_path, {"Visit": "20/01/2014"}))
    path = made(tmp_path, {"Visit": "21/01/2014"})
    (row,) = plan(each_store, path).rows
    assert row.verdict is C
    assert "Differs from what is recorded, which stays: “Initial visit held”." in row.why
    assert "21" not in row.why
    before = steps(each_store)
    bring_in(each_store, path)
    assert steps(each_store) == before
    assert page(each_store).notes[0].text.splitlines()[1:] == [
        "“Initial visit held”: the file gives 21 January 2014, not 20 January 2014."
    ]
    assert verdicts(each_store, path) == [D]


def test_where_they_heard_of_the_agency_is_not_replaced(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {"Source": "TV"}))
    bring_in(file_store, made(tmp_path, {"Source": "Website"}))
    assert [case.source for case in cases(file_store)] == ["television"]
    assert "not “Television" in page(file_store).notes[0].text


def test_an_entry_put_right_since_is_not_brought_back_by_the_old_file(file_store, tmp_path):
    path = made(tmp_path, {"Visit": "20/01/2014", "Session attended": "10/01/2014"})
    bring_in(file_store, path)
    held = {event.kind: event for event in page(file_store).events}
    corrections.correct_entry(
        file_store,
        case_id=page(file_store).id,
        event_id=held[EventKind.VISIT_HELD].id,
        on=day(1, 22),
        why="Moved.",
        today=TODAY,
    )
    corrections.strike_entry(
        file_store,
        case_id=page(file_store).id,
        event_id=held[EventKind.SESSION_ATTENDED].id,
        why="They never came.",
        today=TODAY,
    )
    assert verdicts(file_store, path) == [D]


def test_a_number_taken_away_since_is_not_brought_back_by_the_old_file(file_store, tmp_path):
    path = made(tmp_path, {})
    bring_in(file_store, path)
    person = page(file_store).applicants[0]
    number = next(each for each in person.contacts if each.kind == "telephone")
    drop_detail(
        file_store,
        person_id=person.id,
        kind="contact",
        detail_id=number.id,
        seen=number.version,
    )
    assert verdicts(file_store, path) == [D]
    assert ways(file_store) == ["ann@example.org"]


def test_work_done_since_makes_no_difference_to_the_old_file(file_store, tmp_path):
    path = made(tmp_path, {"Panel": "03/12/2014"})
    bring_in(file_store, path)
    enquiries.send_information(file_store, case_id=page(file_store).id, on=TODAY, today=TODAY)
    assert verdicts(file_store, path) == [D]


def test_a_later_row_of_the_same_file_adds_to_the_new_case(file_store, tmp_path):
    path = made(
        tmp_path,
        {},
        {"Visit": "20/01/2014", "Telephone": "01632 960555"},
        {"Email": "", "Postcode": "", "Telephone": "01632 960555"},
        {"Visit": "22/01/2014", "Source": "TV"},
    )
    planned = plan(file_store, path)
    assert [(row.verdict, row.of) for row in planned.rows] == [
        (N, ""),
        (C, "row 2"),
        (D, "row 2"),
        (C, "row 2"),
    ]
    import_cases(file_store, plan=planned, today=TODAY)
    assert (EventKind.VISIT_HELD, day(1, 20)) in steps(file_store)
    assert ways(file_store) == ["01632 960555", "07700 900123", "ann@example.org"]
    assert verdicts(file_store, path) == [D] * 4
    assert checking.check(file_store) == []


def test_nothing_is_added_to_a_case_that_may_not_be_seen(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {}))
    with file_store.writing(act="restrict") as session:
        session.scalars(select(Case)).one().is_restricted = True
    file_store.person_id = add_worker(file_store, "Ada Example", Role.ADMINISTRATOR)
    (row,) = plan(file_store, made(tmp_path, {"Visit": "20/01/2014"})).rows
    assert (row.verdict, row.of) == (D, HIDDEN)


def test_an_import_that_is_cancelled_leaves_everything_as_it_was(each_store, tmp_path):
    told = []

    def cancel(done, of, sentence):
        told.append((done, of, sentence))
        if sentence == "Bringing the cases in.":
            raise Cancelled

    bring_in(each_store, made(tmp_path, {}))
    planned = plan(each_store, made(tmp_path, {"Visit": "20/01/2014"}, OTHER))
    before = (head(each_store), cases(each_store)[0].row_version)
    with pytest.raises(Cancelled):
        import_cases(each_store, plan=planned, today=TODAY, progress=cancel)
    assert [sentence for _, _, sentence in told] == [
        "Adding to the cases that stand already.",
        "Bringing the cases in.",
    ]
    assert (head(each_store), cases(each_store)[0].row_version) == before
    assert checking.check(each_store) == []
    assert import_cases(each_store, plan=planned, today=TODAY).sentence.startswith("1 case")
