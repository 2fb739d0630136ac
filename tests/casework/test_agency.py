from datetime import date

import pytest

from recruitment_app.casework.agency import agency, agency_law, workforce
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.journey import enquiries
from recruitment_app.casework.rows import Registration
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.report_authors import Engagement
from recruitment_app.rules.roles import Role
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Worker
from tests.casework.cases import TODAY, an_enquiry, day, registered


def clock(store, case_id, limit_id, today=TODAY):
    page = case_page(store, case_id=case_id, today=today)
    return next((each for each in page.clocks if each.limit.id == limit_id), None)


def become(store, role):
    with store.writing(act="test") as session:
        session.get_one(Worker, store.person_id).role = role


def test_a_new_agency_opens_with_what_was_asked(tmp_path):
    new = agency.NewAgency(
        name="Example Adoption Service",
        person="Sam Example",
        password="a few words",
        own_days=((date(2014, 12, 24), "Town closing"),),
        target=20,
    )
    store, key = agency.create_agency(tmp_path / "ours", new=new, today=TODAY)
    assert len(key) > 20
    row = agency.agency_row(store)
    assert (row.name, row.own_days) == (
        "Example Adoption Service",
        ((date(2014, 12, 24), "Town closing"),),
    )
    assert [(each.label, each.approvals) for each in row.targets] == [("2014-15", 20)]
    assert workforce.me(store).role is Role.MANAGER
    store.close()
    again = Store.open(tmp_path / "ours", "sam example", "a few words")
    assert workforce.me(again).name == "Sam Example"
    again.close()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": " "}, "name"),
        ({"person": ""}, "person"),
        ({"password": "short"}, "password"),
        ({"year_starts_day": 30}, "year"),
        ({"target": -1}, "target"),
    ],
)
def test_a_new_agency_is_refused_at_the_field_at_fault(tmp_path, facts, field):
    given = {"name": "Example", "person": "Sam", "password": "a few words", **facts}
    with pytest.raises(Problem) as refused:
        agency.create_agency(tmp_path / "ours", new=agency.NewAgency(**given), today=TODAY)
    assert refused.value.field == field
    assert not (tmp_path / "ours").exists()


def test_a_manager_sets_a_limit_and_its_clocks_follow(each_store):
    case_id = registered(each_store)
    assert clock(each_store, case_id, "T08").due_on == day(7, 6)
    agency_law.set_limit(
        each_store, limit_id="T08", number=3, unit="months", is_on=True, reason="Agreed locally"
    )
    assert clock(each_store, case_id, "T08").due_on == day(8, 6)
    row = next(row for row in agency_law.limit_rows(each_store) if row.id == "T08")
    assert (row.figure, row.shipped_figure) == ("3 calendar months", "2 calendar months")
    agency_law.restore_limit(each_store, limit_id="T08")
    assert clock(each_store, case_id, "T08").due_on == day(7, 6)


def test_a_limit_without_a_figure_is_never_late(each_store):
    case_id = registered(each_store)
    agency_law.set_limit(
        each_store, limit_id="T08", number=None, unit="", is_on=True, reason="Not measured here"
    )
    told = clock(each_store, case_id, "T08", today=date(2016, 1, 1))
    assert (told.due_on, told.state) == (None, ClockState.RUNNING)


def test_the_earlier_edition_runs_only_where_it_is_switched_on(each_store):
    case_id = an_enquiry(each_store, on=day(11, 3))
    assert clock(each_store, case_id, "T01b") is None
    agency_law.set_limit(
        each_store, limit_id="T01b", number=5, unit="working_days", is_on=True, reason="Our target"
    )
    assert clock(each_store, case_id, "T01b").due_on == day(11, 10)


def test_a_day_off_of_the_agency_counts_as_a_bank_holiday(each_store):
    case_id = an_enquiry(each_store, on=day(11, 3))
    assert clock(each_store, case_id, "T01a").due_on == day(11, 17)
    agency_law.add_own_day(each_store, on=day(11, 12), name="Proclaimed day")
    assert clock(each_store, case_id, "T01a").due_on == day(11, 18)
    with pytest.raises(Problem, match="already"):
        agency_law.add_own_day(each_store, on=day(11, 12), name="Again")
    agency_law.remove_own_day(each_store, on=day(11, 12))
    assert clock(each_store, case_id, "T01a").due_on == day(11, 17)


def test_only_a_manager_changes_settings(each_store):
    seen = agency.agency_row(each_store).version
    become(each_store, Role.SOCIAL_WORKER)
    with each_store.writing(act="test") as session:
        other = session.get_one(Worker, each_store.person_id)
        session.add(Worker(team_id=other.team_id, name="B", name_fold="b", role=Role.MANAGER))
    with pytest.raises(NotAllowed, match="a manager"):
        agency.change_agency(
            each_store,
            seen=seen,
            name="New",
            year_starts_month=4,
            year_starts_day=1,
            backup_folder="",
        )


def test_until_there_is_a_manager_anybody_sets_the_agency_up(each_store):
    become(each_store, Role.ADMINISTRATOR)
    agency.set_target(each_store, year_starts_on=day(4, 1), approvals=12)
    assert agency.agency_row(each_store).targets[-1].approvals == 12


def test_two_people_changing_the_settings_lose_nothing(each_store):
    facts = {"year_starts_month": 4, "year_starts_day": 1, "backup_folder": ""}
    seen = agency.agency_row(each_store).version
    agency.change_agency(each_store, seen=seen, name="First", **facts)
    with pytest.raises(ChangedMeanwhile):
        agency.change_agency(each_store, seen=seen, name="Second", **facts)
    assert agency.agency_row(each_store).name == "First"


def test_a_code_is_added_renamed_and_retired_but_the_law_is_not(each_store):
    agency_law.set_code(
        each_store,
        list_name="source_of_enquiry",
        code="",
        label="Town festival",
        is_retired=False,
    )
    _title, rows = agency_law.code_rows(each_store)["source_of_enquiry"]
    own = next(row for row in rows if row.is_own)
    assert own.label == "Town festival"
    agency_law.set_code(
        each_store,
        list_name="source_of_enquiry",
        code=own.code,
        label="Festival",
        is_retired=True,
    )
    _title, rows = agency_law.code_rows(each_store)["source_of_enquiry"]
    assert [(row.label, row.is_retired) for row in rows if row.is_own] == [("Festival", True)]
    with pytest.raises(Problem, match="not changed here"):
        agency_law.set_code(
            each_store, list_name="decision", code="maybe", label="Maybe", is_retired=False
        )


def test_a_person_is_added_and_signs_in_with_a_password_of_their_own(file_store):
    change = workforce.add_worker(
        file_store, name="Kim Example", role=Role.SOCIAL_WORKER, password="another word or two"
    )
    folder = file_store.folder
    rows = {row.name: row for row in workforce.workers(file_store)}
    assert rows["Kim Example"].has_key
    file_store.close(is_backed_up=False)
    again = Store.open(folder, "Kim Example", "another word or two")
    assert again.person_id == change.record_id
    workforce.change_password(again, old="another word or two", new="yet another word")
    again.close(is_backed_up=False)
    with pytest.raises(Problem, match="not right"):
        Store.open(folder, "Kim Example", "another word or two")
    Store.open(folder, "Kim Example", "yet another word").close(is_backed_up=False)


def test_who_leaves_can_open_the_store_no_longer_and_their_cases_wait(file_store):
    made = workforce.add_worker(
        file_store, name="Kim Example", role=Role.SOCIAL_WORKER, password="another word or two"
    )
    case_id = an_enquiry(file_store)

    enquiries.allocate(
        file_store, case_id=case_id, worker_id=made.record_id, on=day(3, 4), today=TODAY
    )
    workforce.let_worker_leave(file_store, worker_id=made.record_id, on=day(11, 1), today=TODAY)
    assert case_page(file_store, case_id=case_id, today=TODAY).worker == ""
    folder = file_store.folder
    file_store.close(is_backed_up=False)
    with pytest.raises(Problem, match="not right"):
        Store.open(folder, "Kim Example", "another word or two")


def test_the_only_manager_stays(each_store):
    with pytest.raises(Problem):
        workforce.let_worker_leave(
            each_store, worker_id=each_store.person_id, on=TODAY, today=TODAY
        )
    me = workforce.me(each_store)
    with pytest.raises(Problem, match="needs a manager"):
        workforce.change_worker(
            each_store, worker_id=me.id, seen=me.version, role=Role.ADMINISTRATOR, job_title=""
        )


def test_what_lets_somebody_write_reports_is_kept_with_them(each_store):
    (me,) = workforce.workers(each_store)
    told = Registration(
        "SW 101",
        qualified_on=date(2005, 6, 1),
        has_adoption_experience=True,
        engaged_as=Engagement.INDEPENDENT,
    )
    workforce.change_worker(
        each_store,
        worker_id=me.id,
        seen=me.version,
        role=me.role,
        job_title="",
        registration=told,
    )
    (row,) = workforce.workers(each_store)
    assert row.registration == told
    workforce.change_worker(
        each_store, worker_id=me.id, seen=row.version, role=me.role, job_title="Lead"
    )
    (row,) = workforce.workers(each_store)
    assert (row.job_title, row.registration) == ("Lead", told)
