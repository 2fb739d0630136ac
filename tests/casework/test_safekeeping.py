from datetime import date

import pytest

from recruitment_app.casework.agency.agency import set_target
from recruitment_app.casework.agency.oversight import (
    progress_paper,
    recruitment_years,
)
from recruitment_app.casework.agency.workforce import give_password
from recruitment_app.casework.finding import find
from recruitment_app.casework.leaving.leaving_lists import export_list
from recruitment_app.casework.safekeeping import (
    back_up_now,
    check_store,
    last_backup_at,
    make_recovery_key,
    rebuild_search,
    recovery_key_paper,
)
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.rules.roles import Role
from recruitment_app.store.keeping import Store
from recruitment_app.store.restoring import restore
from recruitment_app.store.tables import Case, CaseClock, Worker
from tests.stores import NAME, PASSWORD
from tests.ui.furnished import TODAY, add_colleagues, enquire, furnish


def test_a_backup_on_wish_brings_every_case_back(file_store, tmp_path):
    enquire(file_store, "Briar Thorn", date(2014, 11, 3), None)
    file = tmp_path / "elsewhere" / "one.recruitment-backup"
    assert back_up_now(file_store, file=file) == 1
    restore(file, tmp_path / "again", NAME, PASSWORD, at=file_store.clock())
    with Store.open(tmp_path / "again", NAME, PASSWORD) as again, again.reading() as session:
        assert session.query(Case).one().title == "Thorn"


def test_a_search_that_lost_its_index_is_built_anew(file_store):
    enquire(file_store, "Briar Thorn", date(2014, 11, 3), None)
    with file_store._blocks.writer.begin() as connection:
        connection.exec_driver_sql("INSERT INTO search_text(search_text) VALUES ('delete-all')")
    assert find(file_store, words="thorn") == []
    rebuild_search(file_store)
    assert [row.title for row in find(file_store, words="thorn")] == ["Thorn"]


def test_a_backup_replaces_no_file_that_is_there(file_store, tmp_path):
    file = tmp_path / "one.recruitment-backup"
    file.write_bytes(b"mine")
    with pytest.raises(Problem, match="already a file"):
        back_up_now(file_store, file=file)
    assert file.read_bytes() == b"mine"


def test_a_store_that_was_never_backed_up_says_so(file_store):
    assert last_backup_at(file_store) is None
    file_store.back_up_if_changed()
    assert last_backup_at(file_store) is not None


def test_a_new_recovery_key_opens_the_store_and_is_on_record(file_store):
    agency, key = make_recovery_key(file_store)
    assert agency == "Sample agency"
    folder = file_store.folder
    file_store.close()
    again = Store.recover(folder, key, name=NAME, new_password="three short words")
    assert check_store(again) == ()
    again.close()
    assert recovery_key_paper(agency=agency, key=key, today=TODAY).startswith(b"%PDF")


def test_only_a_manager_makes_a_recovery_key_or_gives_a_password(file_store):
    worker_id = add_colleagues(file_store)
    file_store.person_id = worker_id
    with pytest.raises(NotAllowed, match="a manager"):
        make_recovery_key(file_store)
    with pytest.raises(NotAllowed, match="a manager"):
        give_password(file_store, worker_id=worker_id, password="three short words")


def test_a_person_without_a_key_is_given_one(file_store):
    worker_id = add_colleagues(file_store)
    give_password(file_store, worker_id=worker_id, password="three short words")
    assert file_store.sign_ins.is_right("Robin Sample", "three short words") == worker_id
    give_password(file_store, worker_id=worker_id, password="four quite short words")
    assert file_store.sign_ins.is_right("Robin Sample", "four quite short words") == worker_id


def test_who_has_left_is_given_no_password(file_store):
    worker_id = add_colleagues(file_store)
    with file_store.writing(act="let_worker_leave") as session:
        session.get_one(Worker, worker_id).left_on = TODAY
    with pytest.raises(Problem, match="has left"):
        give_password(file_store, worker_id=worker_id, password="three short words")


def test_a_whole_store_is_found_in_order(each_store):
    furnish(each_store)
    told = []
    assert check_store(each_store, tell=lambda done, of: told.append((done, of))) == ()
    assert told[0] == (0, 9)


def test_a_stage_that_the_events_do_not_say_is_found(each_store):
    case_id = enquire(each_store, "Briar Thorn", date(2014, 11, 3), None)
    with each_store.writing(act="tamper") as session:
        session.get_one(Case, case_id).stage = "approved"
    (finding,) = check_store(each_store)
    assert finding.startswith("AR-0001: what is kept")
    assert "stage" in finding


def test_a_clock_that_the_events_do_not_say_is_found(each_store):
    case_id = enquire(each_store, "Briar Thorn", date(2014, 11, 3), None)
    with each_store.writing(act="tamper") as session:
        clock = session.query(CaseClock).filter_by(case_id=case_id).first()
        clock.due_on = date(2020, 1, 1)
    assert len(check_store(each_store)) == 1


def test_the_years_to_look_at_go_back_to_the_first_enquiry(each_store):
    assert [year.label for year in recruitment_years(each_store, today=TODAY)] == ["2014-15"]
    enquire(each_store, "Briar Thorn", date(2012, 11, 3), None)
    labels = [year.label for year in recruitment_years(each_store, today=TODAY)]
    assert labels == ["2014-15", "2013-14", "2012-13"]


def test_a_year_without_a_target_leaves_its_line_empty(each_store, tmp_path):
    set_target(each_store, year_starts_on=date(2014, 4, 1), approvals=0)
    file = tmp_path / "months.csv"
    export_list(each_store, name="progress", today=TODAY, path=file)
    lines = file.read_text("utf-8-sig").splitlines()
    assert lines[1] == "April 2014,0,0,,0"
    assert progress_paper(each_store, year_label=None, today=TODAY).startswith(b"%PDF")


def test_everybody_may_look_at_progress_and_take_it_away(each_store, tmp_path):
    with each_store.writing(act="change_worker") as session:
        session.get_one(Worker, each_store.person_id).role = Role.PANEL_ADVISER
    file = tmp_path / "months.xlsx"
    export_list(each_store, name="progress", year_label="2014-15", today=TODAY, path=file)
    assert file.stat().st_size > 1000
