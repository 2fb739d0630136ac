import re
import shutil
import subprocess

import pikepdf
import pytest

from recruitment_app.casework.sampling.sample import MANAGER
from recruitment_app.store.keeping import Store


@pytest.mark.parametrize("edition", ["panel", "applicants", "addendum"])
def test_a_report_is_printed_of_any_case(command, made_once, tmp_path, edition):
    for row in command("cases", "--store", made_once, "--json").json[::30]:
        file = tmp_path / f"{row['reference']}.pdf"
        told = command(
            "report", row["reference"], "--edition", edition, "--pdf", file, "--store", made_once
        )
        assert told.code == 0, told.err
        with pikepdf.open(file) as pdf:
            assert row["reference"] in str(pdf.docinfo["/Title"])


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
        assert str(pdf.docinfo["/Title"]) == "Stage One plan AR-0001, applicants\u2019 copy"
    told = command(*words, "--edition", "panel")
    assert told.code == 1
    assert "it is printed for applicants" in told.err


def test_completeness_is_told_item_by_item_each_word_counted_once(command, made_once):
    told = command("report", "AR-0001", "--completeness", "--json", "--store", made_once)
    assert told.code == 0, told.err
    assert all(list(row) == ["statutory_item", "section", "filled", "words"] for row in told.json)
    assert all(isinstance(row["filled"], bool) for row in told.json)
    words = {row["section"]: row["words"] for row in told.json if row["words"]}
    assert sum(words.values()) == sum(row["words"] for row in told.json)
    assert {"P1.1", "P3.21", "R30.e"} <= {row["statutory_item"] for row in told.json}
    assert command("report", "AR-0001", "--completeness", "--store", made_once).out


@pytest.mark.parametrize(
    "given",
    [
        [],
        ["--pdf", "x.pdf"],
        ["--edition", "panel", "--completeness"],
        ["--completeness", "--pdf", "x.pdf"],
    ],
)
def test_a_report_is_asked_for_one_thing_at_a_time(command, made_once, given):
    told = command("report", "AR-0001", "--store", made_once, *given)
    assert told.code == 2
    assert told.err


@pytest.mark.long
def test_what_the_checks_find_is_told_one_row_a_finding(command, made_once):
    rows = command("cases", "--store", made_once, "--json").json
    reports = [row["reference"] for row in rows if row["report_words"] > 5_000]
    found = {}
    for reference in reports:
        told = command("report", reference, "--checks", "--json", "--store", made_once)
        assert told.code == 0, told.err
        found[reference] = told.json
        for row in told.json:
            assert list(row) == ["check", "severity", "section", "message", "evidence"]
            assert 1 <= row["check"] <= 36
            assert row["severity"] in {"blocking", "reason", "information"}
            assert row["message"].endswith((".", "?"))
    assert any(len({row["check"] for row in each}) >= 15 for each in found.values())
    told = command("report", reports[0], "--checks", "--store", made_once)
    assert "These mechanical checks say nothing" in told.out


def test_the_checks_of_a_report_that_is_not_begun_say_so(command, made_once):
    rows = command("cases", "--store", made_once, "--json").json
    reference = next(row["reference"] for row in rows if not row["report_words"])
    told = command("report", reference, "--checks", "--json", "--store", made_once)
    assert (told.code, told.out) == (1, "")
    assert "begin it first" in told.err


def runs_of_eight(file, first_page):
    """Return every run of eight words of a paper, its running header and footer left out."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    told = subprocess.run(
        [tool, "-raw", "-f", str(first_page), str(file), "-"], capture_output=True, check=True
    ).stdout.decode()
    lines = [line for line in told.splitlines() if not EDGE.search(line)]
    words = re.findall(r"\w+", " ".join(lines).lower())
    return {tuple(words[at : at + 8]) for at in range(len(words) - 7)}


EDGE = re.compile(r"^DRAFT$|OFFICIAL|Page \d+ of \d+$")


def test_the_addendum_shares_no_eight_words_with_what_others_may_read(command, made_once, tmp_path):
    rows = command("cases", "--store", made_once, "--json").json
    shared = {}
    for reference in (row["reference"] for row in rows if row["report_words"] >= 9_000):
        told = {}
        for edition in ("applicants", "profile", "addendum"):
            file = tmp_path / f"{reference}-{edition}.pdf"
            words = ("report", reference, "--edition", edition, "--pdf", file)
            assert command(*words, "--store", made_once).code == 0
            told[edition] = runs_of_eight(file, 2 if edition == "addendum" else 1)
        assert len(told["addendum"]) > 100
        shared[reference] = told["addendum"] & (told["applicants"] | told["profile"])
    assert len(shared) == 3
    assert sorted(map(bool, shared.values())) == [False, False, True]  # one has it planted
