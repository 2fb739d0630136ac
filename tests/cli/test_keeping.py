import tomllib

import pytest
from sqlalchemy import select

from recruitment_app.casework.reports.photographs import add_photograph
from recruitment_app.casework.sampling.sample import MANAGER, USUAL_TODAY
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case
from tests.photographs_made import a_picture


def test_a_sample_says_its_own_today_name_and_password_beside_it(made_once):
    told = tomllib.loads((made_once / "sample.toml").read_text("utf-8"))
    assert told["today"].isoformat() == "2014-11-14"
    assert (told["name"], told["password"]) == (MANAGER, "sample")


def test_a_sample_gets_the_password_of_the_environment_and_does_not_show_it(command, tmp_path):
    folder = tmp_path / "other"
    told = command(
        "sample", folder, "--enquiries", 0, "--json", RECRUITMENT_PASSWORD="of my own choice"
    )
    assert told.json == [{"folder": str(folder), "enquiries": 0, "today": "2014-11-14"}]
    assert "of my own" not in (folder / "sample.toml").read_text("utf-8")
    Store.open(folder, "Sample Worker One", "of my own choice").close()


def test_a_sample_is_made_only_in_a_new_folder(command, made_once):
    told = command("sample", made_once, "--enquiries", 0)
    assert (told.code, told.err) == (
        1,
        "This folder is not empty. Choose a new or an empty folder.\n",
    )


def test_a_store_that_is_whole_is_said_to_be(command, made_once):
    told = command("check", "--store", made_once)
    assert (told.code, told.out, told.err) == (0, "The store is whole.\n", "")
    assert command("check", "--store", made_once, "--json").json == []


def test_what_is_wrong_is_told_case_by_case_and_the_exit_code_says_so(command, sample):
    with (
        Store.open(sample, MANAGER, "sample") as store,
        store.writing(act="tamper") as session,
    ):
        case = session.scalars(select(Case).where(Case.reference == "AR-0002")).one()
        case.closing_reason = "other"
    told = command("check", "--store", sample, "--json")
    assert told.code == 1
    (finding,) = told.json
    assert finding.startswith("AR-0002: ")
    assert "reason for closing" in finding
    assert told.err == "One fault was found in the store: restore the newest good backup.\n"


def test_an_attached_file_that_is_lost_is_told_with_its_case_and_asks_for_no_older_store(
    command, sample, tmp_path
):
    (tmp_path / "a.jpg").write_bytes(a_picture())
    with Store.open(sample, MANAGER, "sample") as store:
        with store.reading() as session:
            case = session.scalars(select(Case).where(Case.reference == "AR-0002")).one()
            case_id = case.id
        add_photograph(
            store, case_id=case_id, file=tmp_path / "a.jpg", alternative="Both", today=USUAL_TODAY
        )
        store.close(is_backed_up=False)
    for file in (sample / "attachments").glob("??/*"):
        file.unlink()
    told = command("check", "--store", sample)
    assert told.code == 1
    assert "AR-0002: the file of a photograph is missing or damaged." in told.out
    assert "mend it as it says" in told.err


def test_a_backup_is_brought_back_whole(command, made_once, tmp_path):
    backup, folder = tmp_path / "one.recruitment-backup", tmp_path / "again"
    assert command("backup", backup, "--store", made_once).code == 0
    told = command("restore", backup, folder, RECRUITMENT_PASSWORD="sample")
    assert told.code == 0, told.err
    before = command("cases", "--store", made_once, "--json").json
    assert command("cases", "--store", folder, "--json").json == before
    assert command("check", "--store", folder).code == 0


def test_a_backup_is_never_written_over_a_file(command, made_once, tmp_path):
    there = tmp_path / "there"
    there.write_text("mine", "utf-8")
    told = command("backup", there, "--store", made_once)
    assert told.code == 1
    assert there.read_text("utf-8") == "mine"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no more", b"words"])
def test_a_file_that_is_no_backup_is_refused_and_no_folder_is_left(command, tmp_path, content):
    file = tmp_path / "no.backup"
    file.write_bytes(content)
    told = command("restore", file, tmp_path / "new", RECRUITMENT_PASSWORD="sample")
    assert told.code == 1
    assert told.err.count("\n") == 1
    assert not (tmp_path / "new").exists()
