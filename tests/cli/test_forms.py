import shutil

from recruitment_app.cli.forms import FIELDS
from recruitment_app.forms.reading import REPORT, SHIPPED
from recruitment_app.paths import forms

OVER = f'form = "{REPORT}"\nover = 1\nversion = 1\n'


def test_the_shipped_forms_are_checked_and_summed_up(command):
    told = command("forms", "check")
    assert told.code == 0
    heading, *rows = told.out.splitlines()
    assert heading.split() == list(FIELDS)
    assert [row.split()[1] for row in rows] == list(SHIPPED)


def test_as_json_there_is_a_row_for_each_form_and_one_for_each_fault(command):
    told = command("forms", "check", "--json").json
    assert told["faults"] == []
    report = told["forms"][0]
    assert tuple(report) == FIELDS
    assert (report["sections"], report["statutory_items"]) == (62, 44)
    assert report["words_couple"][0] < report["words_couple"][1]


def test_an_agencys_changes_are_laid_over_the_shipped_form(command, tmp_path):
    (tmp_path / "ours.toml").write_text(
        f'{OVER}[[section]]\nkey = "b.1"\nwords = [1, 2]\n', encoding="utf-8"
    )
    (row,) = command("forms", "check", tmp_path, "--json").json["forms"]
    assert (row["file"], row["version"], row["sections"]) == ("ours.toml", "1.1", 62)


def test_every_fault_of_every_file_is_told_with_file_line_and_reason(command, tmp_path):
    (tmp_path / "a.toml").write_text(OVER + "[[section]]\nkey = 'b.1'\nkind = 'facts'\n", "utf-8")
    (tmp_path / "b.toml").write_text("form = \n", "utf-8")
    (tmp_path / "c.toml").write_bytes(b"form = 'x'\ntitle = '\xff'\n")
    (tmp_path / "d.toml").write_text("form = 'nobody'\nover = 1\nversion = 1\n", "utf-8")
    told = command("forms", "check", tmp_path)
    assert told.code == 1
    lines = told.out.splitlines()
    assert lines[0] == "a.toml:6: “kind” of a section that is shipped stays as it is."
    assert lines[1].startswith("b.toml:1: This is not TOML: ")
    assert lines[2] == "c.toml:2: Save this file as UTF-8."
    assert lines[3] == "d.toml:1: No form “nobody” is shipped."
    assert told.err == "4 faults were found: mend each at its line and check again.\n"
    as_json = command("forms", "check", tmp_path, "--json")
    assert as_json.code == 1
    assert as_json.json["faults"][2] == {
        "file": "c.toml",
        "line": 2,
        "reason": "Save this file as UTF-8.",
    }


def test_statutory_items_of_the_agency_are_laid_over_and_must_be_served(command, tmp_path):
    item = '[[item]]\nid = "{}"\ngroup = "P3"\ntitle = "Pets"\ncitation = "Ours"\ncertainty = "P"\n'
    (tmp_path / "statutory_items.toml").write_text(item.format("P3.21"), "utf-8")
    assert command("forms", "check", tmp_path).code == 0
    (tmp_path / "statutory_items.toml").write_text(item.format("P3.22"), "utf-8")
    told = command("forms", "check", tmp_path)
    assert told.code == 1
    assert "statutory_items.toml:1: No section covers P3.22: Pets." in told.out
    (tmp_path / "ours.toml").write_text(
        f'{OVER}[[section]]\nkey = "own.pets"\npart = "B"\ntitle = "Pets"\nkind = "narrative"\n'
        'scope = "joint"\neditions = ["panel"]\nstatute = ["P3.22"]\n',
        "utf-8",
    )
    told = command("forms", "check", tmp_path)
    assert (told.code, told.err) == (0, "")


def test_a_copy_of_every_shipped_form_is_right_and_two_of_one_are_not(command, tmp_path):
    shutil.copytree(forms(), tmp_path, dirs_exist_ok=True)
    assert command("forms", "check", tmp_path).code == 0
    shutil.copy(tmp_path / "stage_one_plan.toml", tmp_path / "z.toml")
    told = command("forms", "check", tmp_path)
    assert "z.toml:1: stage_one_plan.toml has the form “stage_one_plan” already." in told.out


def test_a_folder_without_forms_or_that_is_none_is_said_in_a_sentence(command, tmp_path):
    told = command("forms", "check", tmp_path)
    assert (told.code, told.out) == (1, "")
    assert "There is no form in" in told.err
    assert "There is no folder" in command("forms", "check", tmp_path / "none").err
    assert command("forms").code == 2
