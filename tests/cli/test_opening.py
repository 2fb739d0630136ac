import pytest

from recruitment_app.cli import running
from recruitment_app.cli.typed_values import day, number
from recruitment_app.errors import Problem


def test_in_a_sample_the_manager_signs_in_with_the_password_that_its_page_shows(command, made_once):
    assert command("cases", "--store", made_once).code == 0


def test_somebody_else_signs_in_by_name_and_the_password_of_a_file(command, made_once, tmp_path):
    file = tmp_path / "password"
    file.write_text("sample\n", "utf-8")
    told = command(
        "cases", "--store", made_once, "--as", "sample worker two", "--password-file", file
    )
    assert told.code == 0
    file.write_text("", "utf-8")
    told = command("cases", "--store", made_once, "--password-file", file)
    assert (told.code, told.err) == (1, "The password file is empty.\n")
    told = command("cases", "--store", made_once, "--password-file", tmp_path / "none")
    assert (told.code, told.err) == (1, "The password file cannot be read.\n")


def test_nobody_is_let_in_without_a_password(command, sample):
    (sample / "sample.toml").unlink()
    told = command("cases", "--store", sample)
    assert told.code == 1
    assert "RECRUITMENT_PASSWORD" in told.err


def test_a_wrong_password_and_an_unknown_name_are_told_alike(command, made_once):
    wrong = command("cases", "--store", made_once, RECRUITMENT_PASSWORD="wrong")
    unknown = command(
        "cases", "--store", made_once, "--as", "Nobody", RECRUITMENT_PASSWORD="sample"
    )
    assert (wrong.code, unknown.code) == (1, 1)
    assert wrong.err == unknown.err == "The name or the password is not right.\n"


def test_a_folder_without_a_store_is_said_to_have_none(command, tmp_path):
    told = command("cases", "--store", tmp_path / "nowhere")
    assert (told.code, told.err) == (1, "There is no store in this folder.\n")
    assert not (tmp_path / "nowhere").exists()


def test_without_a_store_it_asks_for_one(command):
    told = command("cases")
    assert (told.code, told.err) == (1, "Say which store is meant: --store DIR.\n")


@pytest.mark.parametrize(
    "given",
    [
        ["bogus"],
        ["cases", "--today", "2014-13-01"],
        ["cases", "--password", "sample"],
        ["sample"],
        ["sample", "x", "--enquiries", "-1"],
        ["report", "AR-0001", "--edition", "panel"],
        ["report", "AR-0001", "--edition", "other", "--pdf", "x"],
        ["import", "x"],
        ["import", "x", "--mapping", "other"],
        ["--measure-start"],
    ],
)
def test_wrong_usage_ends_with_two(command, given):
    told = command(*given)
    assert told.code == 2
    assert "usage" in told.err
    assert told.out == ""


def test_the_same_options_may_stand_before_a_command_and_after_it(command, made_once):
    before = command("--store", made_once, "--json", "cases")
    after = command("cases", "--json", "--store", made_once)
    assert before.json == after.json


def test_days_and_numbers_are_read_as_people_write_them():
    assert day("2014-11-14") == day("14/11/2014")
    assert number("300") == 300


def test_a_fault_of_ours_is_one_sentence_and_is_noted_without_any_value(
    capsys, monkeypatch, tmp_path
):
    monkeypatch.setattr(running.paths, "local_data", lambda: tmp_path)

    def act():
        raise KeyError("Fern Larkspur")

    assert running.safely(act) == 1
    told = capsys.readouterr().err
    assert told.startswith("Something went wrong; what was saved before is safe. It is noted in ")
    assert told.count("\n") == 1
    noted = (tmp_path / "recruitment.log").read_text("utf-8")
    assert "KeyError" in noted
    assert "Larkspur" not in noted + told


def test_what_the_computer_refuses_is_one_sentence(capsys):
    def act():
        raise OSError(28, "No space left on device")

    assert running.safely(act) == 1
    assert capsys.readouterr().err == (
        "The computer refused to read or to write: No space left on device.\n"
    )


def test_a_problem_of_several_lines_is_told_in_one(capsys):
    def act():
        raise Problem("Two referees\nare needed.")

    assert running.safely(act) == 1
    assert capsys.readouterr().err == "Two referees are needed.\n"
