"""Files come in after a dry run, all or nothing, and certain duplicates are skipped."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from recruitment_app.casework import stepping
from recruitment_app.casework.importing.imports import (
    ImportPlan,
    Verdict,
    import_cases,
    plan_import,
)
from recruitment_app.casework.merging.known_households import HIDDEN
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.exchange import annex_a, tracker
from recruitment_app.exchange.spreadsheets import write_table
from recruitment_app.rules import clocks
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import EventKind, Stage
from recruitment_app.store import audit, search
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Address,
    Case,
    CaseClock,
    CaseEvent,
    ContactDetail,
    Note,
    Person,
    Team,
    Worker,
)

PUBLIC = Path(__file__).parents[1] / "data" / "Annex_A_2024_Jan.xlsx"
TODAY = date(2014, 11, 14)
N, D, W = Verdict.NEW, Verdict.DUPLICATE, Verdict.WRONG


def plan(store: Store, path: Path, mapping: str = "tracker", **answers: str) -> ImportPlan:
    return plan_import(store, path=path, mapping=mapping, today=TODAY, answers=answers)


def bring_in(store: Store, path: Path, mapping: str = "tracker") -> str:
    return import_cases(store, plan=plan(store, path, mapping), today=TODAY).sentence


def cases(store: Store) -> list[Case]:
    with store.reading() as session:
        return list(session.scalars(select(Case).order_by(Case.reference_number)))


def head(store: Store) -> audit.Head | None:
    with store.reading() as session:
        return audit.last_head(session)


def add_worker(store: Store, name: str, role: Role) -> UUID:
    with store.writing(act="add_worker") as session:
        team_id = session.scalars(select(Team.id)).one()
        worker = Worker(id=new_id(), team_id=team_id, name=name, name_fold=name.casefold())
        worker.role = role
        session.add(worker)
        return worker.id


ROW = {
    "Date of enquiry": "06/01/2014",
    "First name": "Ann",
    "Surname": "Testcase",
    "Second first name": "Bo",
    "Second surname": "Sample",
    "Telephone": "07700 900123",
    "Email": "ann@example.org",
    "Postcode": "RM17 6SL",
}


def made(tmp_path: Path, *rows: dict[str, object], name: str = "tracker.csv") -> Path:
    path = tmp_path / name
    lines = [[{**ROW, **row}.get(heading) for heading in tracker.HEADINGS] for row in rows]
    write_table(path, tracker.HEADINGS, lines)
    return path


def test_the_public_workbook_comes_in_whole_and_a_second_time_not_at_all(each_store):
    first = plan(each_store, PUBLIC, "annex-a")
    assert [row.verdict for row in first.rows] == [N] * 5
    assert import_cases(each_store, plan=first, today=TODAY).sentence == "5 cases brought in."

    brought = cases(each_store)
    assert [case.stage for case in brought] == [
        Stage.PLACED,
        Stage.PLACED,
        Stage.PLACED,
        Stage.CLOSED,
        Stage.PLACED,
    ]
    assert [case.title for case in brought] == [
        "7105179",
        "10898578",
        "7131857",
        "11340940",
        "2937497",
    ]
    assert all(case.fault_count for case in brought)
    assert {case.imported_from for case in brought} == {"annex-a"}
    with each_store.reading() as session:
        assert len(session.scalars(select(CaseEvent)).all()) == 51
        person = session.scalars(select(Person).where(Person.identifier == "7131857")).one()
        assert (person.given_names, person.family_name) == ("Adopter", "7131857")
        assert (person.gender, person.ethnicity, person.disability) == ("female", "apkn", "yes")
        assert [hit.case_id for hit in search.search(session, "7131857")] == [brought[2].id]
        assert len(session.scalars(select(Note)).all()) == 1
        assert audit.verify(session).is_whole

    again = plan(each_store, PUBLIC, "annex-a")
    assert [(row.verdict, row.of) for row in again.rows] == [
        (D, case.reference) for case in brought
    ]
    assert import_cases(each_store, plan=again, today=TODAY).sentence == (
        "0 cases brought in; 5 rows are skipped as certain duplicates."
    )
    assert len(cases(each_store)) == 5


def test_what_follows_from_the_events_is_kept_with_each_case(file_store, tmp_path):
    path = made(
        tmp_path,
        {"Information sent": "08/01/2014", "Visit": "20/01/2014", "ROI received": "03/02/2014"},
        {"Surname": "Otherwise", "Telephone": "", "Email": "", "Panel": "03/12/2014"},
    )
    bring_in(file_store, path)
    bring_in(file_store, PUBLIC, "annex-a")
    with file_store.reading() as session:
        law = stepping.law_in_force(session)
        for case in session.scalars(select(Case)):
            rows = stepping.events_of(session, case.id)
            events = [stepping.as_event(row) for row in rows]
            for name, value in stepping.columns(events).items():
                assert getattr(case, name) == value, name
            runs = clocks.runs(events, law.limits, law.calendar)
            kept = session.scalars(select(CaseClock).where(CaseClock.case_id == case.id)).all()
            assert {(row.limit_id, row.due_on, row.met_on) for row in kept} == {
                (run.limit_id, run.due_on, run.met_on) for run in runs
            }


def test_each_case_has_its_own_entry_in_the_audit(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {}, {"Surname": "Otherwise", "Telephone": ""}))
    with file_store.reading() as session:
        entries = session.scalars(
            select(audit.AuditEntry).where(audit.AuditEntry.act == "import_cases")
        ).all()
        touched = {entry.case_id for entry in entries}
        assert touched >= {case.id for case in cases(file_store)}
        assert audit.verify(session).is_whole


def test_a_couple_is_one_case_with_both_its_people_and_ways_to_reach_it(file_store, tmp_path):
    worker_id = add_worker(file_store, "Casey Example", Role.SOCIAL_WORKER)
    bring_in(file_store, made(tmp_path, {"Worker": " casey  EXAMPLE ", "Source": "TV"}))
    (case,) = cases(file_store)
    assert (case.title, case.worker_id, case.source) == (
        "Testcase and Sample",
        worker_id,
        "television",
    )
    with file_store.reading() as session:
        people = session.scalars(select(Person).order_by(Person.place)).all()
        assert [person.name_fold for person in people] == ["ann testcase", "bo sample"]
        reached = session.scalars(select(ContactDetail).order_by(ContactDetail.kind)).all()
        assert [(row.person_id, row.value_fold) for row in reached] == [
            (people[0].id, "ann@example.org"),
            (people[0].id, "07700900123"),
        ]
        assert session.scalars(select(Address.postcode)).one() == "RM17 6SL"


def test_a_dry_run_writes_nothing(file_store, tmp_path):
    before = head(file_store)
    assert plan(file_store, made(tmp_path, {})).may_go_ahead
    assert plan(file_store, PUBLIC, "annex-a").may_go_ahead
    assert (head(file_store), cases(file_store)) == (before, [])


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, D),
        ({"Telephone": "+44 7700 900123", "Email": "", "Postcode": ""}, D),
        ({"Telephone": "", "Email": "ANN@example.org", "Postcode": ""}, D),
        ({"Telephone": "", "Email": "", "Postcode": "rm176sl"}, D),
        ({"First name": "ANN", "Surname": " testcase"}, D),
        ({"Telephone": "", "Email": "", "Postcode": ""}, N),
        ({"Telephone": "07700 900999", "Email": "", "Postcode": ""}, N),
        ({"Date of enquiry": "07/01/2014"}, N),
        ({"First name": "Anne"}, N),
        ({"Second first name": "", "Second surname": ""}, N),
    ],
)
@pytest.mark.parametrize("in_one_file", [False, True])
def test_a_certain_duplicate_has_the_same_day_names_and_a_way_to_reach_it(
    file_store, tmp_path, changed, verdict, in_one_file
):
    if in_one_file:
        row = plan(file_store, made(tmp_path, {}, changed)).rows[1]
        of = "row 2"
    else:
        bring_in(file_store, made(tmp_path, {}))
        row = plan(file_store, made(tmp_path, changed)).rows[0]
        of = "AR-0001"
    assert row.verdict is verdict
    assert (row.of == of) is (verdict is D)
    if verdict is N:
        assert row.like == (of,)


def test_any_other_likeness_comes_in_as_new_and_is_flagged_on_the_case(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {}))
    path = made(
        tmp_path,
        {"First name": "Annie", "Date of enquiry": "01/02/2014", "Telephone": "", "Email": ""},
        {"First name": "Quentin", "Surname": "Unlike", "Second first name": "",
         "Second surname": "", "Telephone": "", "Email": "", "Postcode": ""},
        {"First name": "Quentyn", "Surname": "Unlike", "Second first name": "",
         "Second surname": "", "Telephone": "", "Email": "", "Postcode": ""},
    )  # fmt: skip
    planned = plan(file_store, path)
    assert [(row.verdict, row.like) for row in planned.rows] == [
        (N, ("AR-0001",)),
        (N, ()),
        (N, ("row 3",)),
    ]
    assert "AR-0001 (same family name, " in planned.rows[0].why
    import_cases(file_store, plan=planned, today=TODAY)
    assert [case.possible_duplicate_of for case in cases(file_store)] == [
        "",
        "AR-0001",
        "",
        "AR-0003",
    ]


def test_one_wrong_row_keeps_the_whole_file_out(file_store, tmp_path):
    path = made(tmp_path, {}, {"Surname": "Otherwise", "Visit": "someday"})
    planned = plan(file_store, path)
    assert [(row.row, row.verdict, row.column) for row in planned.rows] == [
        (2, N, ""),
        (3, W, "Visit"),
    ]
    before = head(file_store)
    with pytest.raises(Problem, match="Nothing was brought in: 1 row is wrong, the first is row 3"):
        import_cases(file_store, plan=planned, today=TODAY)
    assert (head(file_store), cases(file_store)) == (before, [])


def test_a_row_that_is_wrong_in_two_cells_is_counted_once(file_store, tmp_path):
    planned = plan(file_store, made(tmp_path, {}, {"Visit": "someday", "Panel": "never"}))
    assert [row.column for row in planned.rows] == ["", "Visit", "Panel"]
    assert planned.sentence == "Rows: 1 new, 0 certain duplicates, 1 wrong."
    with pytest.raises(Problem, match="1 row is wrong, the first is row 3"):
        import_cases(file_store, plan=planned, today=TODAY)


def test_a_worker_who_is_nobody_of_the_store_is_wrong(file_store, tmp_path):
    (row,) = plan(file_store, made(tmp_path, {"Worker": "Nobody Known"})).rows
    assert (row.verdict, row.column) == (W, "Worker")
    assert "not one of the agency's people" in row.why
    assert "Nobody Known" not in row.why


def test_any_of_the_store_s_people_may_stand_as_worker(file_store, tmp_path):
    add_worker(file_store, "Ada Example", Role.ADMINISTRATOR)
    (row,) = plan(file_store, made(tmp_path, {"Worker": "Ada Example"})).rows
    assert row.verdict is N


def test_a_spelling_that_is_not_known_stops_the_import_and_is_named(file_store, tmp_path):
    path = made(tmp_path, {"Source": "Carrier pigeon"})
    planned = plan(file_store, path)
    assert [each.spelling for each in planned.unknown] == ["Carrier pigeon"]
    assert planned.rows[0].verdict is W
    with pytest.raises(Problem, match="“Carrier pigeon” under Source"):
        import_cases(file_store, plan=planned, today=TODAY)
    answered = plan(file_store, path, **{"Carrier pigeon": "other"})
    import_cases(file_store, plan=answered, today=TODAY)
    assert [case.source for case in cases(file_store)] == ["other"]


def test_a_row_that_became_a_duplicate_since_the_dry_run_is_told(file_store, tmp_path):
    planned = plan(file_store, made(tmp_path, {}))
    bring_in(file_store, made(tmp_path, {}))
    with pytest.raises(Problem, match="has changed since the dry run"):
        import_cases(file_store, plan=planned, today=TODAY)
    assert len(cases(file_store)) == 1


def test_a_change_elsewhere_since_the_dry_run_does_not_matter(file_store, tmp_path):
    planned = plan(file_store, made(tmp_path, {}))
    add_worker(file_store, "Casey Example", Role.SOCIAL_WORKER)
    import_cases(file_store, plan=planned, today=TODAY)
    assert len(cases(file_store)) == 1


def annex(tmp_path: Path, *people: tuple[str, str, date]) -> Path:
    path = tmp_path / "list.csv"
    given = {
        annex_a.GENDER: "a) Male",
        annex_a.ETHNICITY: "a) WBRI",
        annex_a.DISABILITY: "b) No",
        annex_a.FOSTERING: "b) No",
    }
    lines = []
    for identifier, family, enquiry_on in people:
        row = {annex_a.INDIVIDUAL: identifier, annex_a.FAMILY: family, annex_a.ENQUIRY: enquiry_on}
        lines.append([{**given, **row}.get(heading) for heading in annex_a.HEADINGS])
    write_table(path, annex_a.HEADINGS, lines)
    return path


def test_the_known_one_of_a_couple_is_skipped_and_the_other_comes_in_flagged(file_store, tmp_path):
    day = date(2014, 1, 6)
    bring_in(file_store, annex(tmp_path, ("A1", "F1", day)), "annex-a")
    planned = plan(file_store, annex(tmp_path, ("a1", "F1", day), ("A2", "F1", day)), "annex-a")
    assert [(row.verdict, row.of, row.like) for row in planned.rows] == [
        (D, "AR-0001", ()),
        (N, "", ("AR-0001",)),
    ]
    import_cases(file_store, plan=planned, today=TODAY)
    assert [case.title for case in cases(file_store)] == ["A1", "A2"]


def test_a_person_who_returns_later_is_new_and_flagged(file_store, tmp_path):
    bring_in(file_store, annex(tmp_path, ("A1", "", date(2013, 1, 6))), "annex-a")
    (row,) = plan(file_store, annex(tmp_path, ("A1", "", date(2014, 1, 6))), "annex-a").rows
    assert (row.verdict, row.like) == (N, ("AR-0001",))


def test_a_certain_duplicate_of_a_case_that_may_not_be_seen_names_no_case(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {}))
    with file_store.writing(act="restrict") as session:
        session.scalars(select(Case)).one().is_restricted = True
    file_store.person_id = add_worker(file_store, "Ada Example", Role.ADMINISTRATOR)
    (row,) = plan(file_store, made(tmp_path, {})).rows
    assert (row.verdict, row.of) == (D, HIDDEN)
    (row,) = plan(file_store, made(tmp_path, {"First name": "Anne"})).rows
    assert (row.verdict, row.like) == (N, ())


def test_a_social_worker_may_not_bring_cases_in(file_store, tmp_path):
    path = made(tmp_path, {})
    planned = plan(file_store, path)
    file_store.person_id = add_worker(file_store, "Casey Example", Role.SOCIAL_WORKER)
    with pytest.raises(NotAllowed):
        plan(file_store, path)
    with pytest.raises(NotAllowed):
        import_cases(file_store, plan=planned, today=TODAY)


def test_a_mapping_that_does_not_exist_and_a_file_without_rows_are_told(file_store, tmp_path):
    with pytest.raises(Problem, match="annex-a or tracker"):
        plan(file_store, PUBLIC, "annex-b")
    with pytest.raises(Problem, match="no rows below its headings"):
        plan(file_store, made(tmp_path))


def test_an_imported_panel_still_to_come_is_booked(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {"Panel": "03/12/2014"}))
    with file_store.reading() as session:
        booked = session.scalars(
            select(CaseEvent).where(CaseEvent.kind == EventKind.PANEL_BOOKED)
        ).one()
        assert booked.facts == {"panel_on": "2014-12-03"}
