import pikepdf
import pytest

from recruitment_app.casework.sample import MANAGER
from recruitment_app.store.keeping import Store


def test_progress_is_one_object_whose_months_sum_to_the_approvals(command, made_once):
    told = command("progress", "--store", made_once, "--year", "2014-15", "--json")
    assert told.code == 0
    assert list(told.json) == ["year", "target", "approved", "by_month"]
    assert (told.json["year"], told.json["target"]) == ("2014-15", 20)
    assert len(told.json["by_month"]) == 12
    assert sum(told.json["by_month"]) == told.json["approved"]


def test_without_a_year_today_s_is_told_in_words_and_a_table(command, made_once):
    told = command("progress", "--store", made_once)
    assert told.out.startswith("Recruitment progress 2014-15\n")
    assert "November 2014" in told.out


@pytest.mark.parametrize("year", ["2014-16", "next", "20"])
def test_a_year_that_is_none_is_refused(command, made_once, year):
    told = command("progress", "--store", made_once, "--year", year)
    assert told.code == 1
    assert told.out == ""


def test_the_page_of_progress_is_printed(command, made_once, tmp_path):
    file = tmp_path / "progress.pdf"
    assert command("progress", "--store", made_once, "--pdf", file).code == 0
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo["/Title"]) == "Recruitment progress 2014\u201315"


@pytest.mark.parametrize("edition", ["panel", "applicants", "addendum"])
def test_a_report_is_printed_of_any_case(command, made_once, tmp_path, edition):
    for row in command("cases", "--store", made_once, "--json").json[::12]:
        file = tmp_path / f"{row['reference']}.pdf"
        told = command(
            "report", row["reference"], "--edition", edition, "--pdf", file, "--store", made_once
        )
        assert told.code == 0, told.err
        with pikepdf.open(file) as pdf:
            assert str(pdf.docinfo["/Title"]).endswith(row["reference"])


def test_a_report_is_locked_by_the_password_in_a_file(command, made_once, tmp_path):
    key, file = tmp_path / "key.txt", tmp_path / "report.pdf"
    words = ("report", "AR-0001", "--edition", "panel", "--pdf", file, "--store", made_once)
    key.write_text("grün und Tee\n", encoding="utf-8")
    assert command(*words, "--pdf-password-file", key).code == 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(file)
    with pikepdf.open(file, password="grün und Tee") as pdf:
        assert pdf.encryption.R == 6
    key.write_text("\n", encoding="utf-8")
    told = command(*words, "--pdf-password-file", key)
    assert told.code == 1
    assert told.err.endswith(".\n")


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(command, made_once, tmp_path):
    file = tmp_path / "no folder" / "report.pdf"
    told = command(
        "report", "AR-0001", "--edition", "panel", "--pdf", file, "--store", made_once, "--json"
    )
    assert told.code == 1
    assert told.err.endswith("cannot be written: No such file or directory.\n")
    Store.open(made_once, MANAGER, "sample").close(is_backed_up=False)


def test_a_profile_without_the_consent_that_it_needs_is_refused(command, made_once, tmp_path):
    rows = command("cases", "--store", made_once, "--json").json
    reference = next(row["reference"] for row in rows if row["stage"] == "enquiry")
    file = tmp_path / "profile.pdf"
    told = command("report", reference, "--edition", "profile", "--pdf", file, "--store", made_once)
    assert told.code == 1
    assert "consent of every applicant" in told.err
    assert not file.exists()


def test_a_plan_is_printed_by_the_name_of_its_form(command, made_once, tmp_path):
    file = tmp_path / "plan.pdf"
    words = ("report", "AR-0001", "--form", "stage_one_plan", "--pdf", file, "--store", made_once)
    assert command(*words, "--edition", "applicants").code == 0
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Stage One plan AR-0001"
    told = command(*words, "--edition", "panel")
    assert told.code == 1
    assert "it is printed for applicants" in told.err
