import pytest

from recruitment_app.casework.law import read_codes, read_limits, shipped_codes, shipped_limits
from recruitment_app.errors import Problem

ROW = """[[limit]]
id = "T01"
title = "Information"
trigger = "enquiry"
force = "should"
who = "administrator"
source = "guidance"
certainty = "V"
"""
LIST = """[colour]
title = "Colour"
source = "a test"
dated = 2026-01-01
codes = [
  { code = "red", label = "Red" },
  ROW
]
"""


def test_the_shipped_law_is_read_once():
    assert shipped_limits() is shipped_limits()
    assert shipped_codes() is shipped_codes()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("number = 5", r"row 1 \(T01\).*both a number and a unit"),
        ('number = 5\nunit = "fortnights"', r"row 1 \(T01\).*unit that is not known"),
        ('number = "five"', r"row 1 \(T01\): “number” holds a value of the wrong kind"),
        ("number = true", "“number” holds a value of the wrong kind"),
        ("valid_from = 2013-07-01T00:00:00", "“valid_from” holds a value of the wrong kind"),
        ("colour = 1", "“colour” is not a field that is known"),
        (ROW, r"row 2 \(T01\): the limit stands there twice"),
        ("number =", "not a TOML table"),
    ],
)
def test_a_wrong_table_of_limits_is_refused_with_file_row_and_reason(tmp_path, more, sentence):
    file = tmp_path / "limits.toml"
    file.write_text(ROW + more + "\n", encoding="utf-8")
    with pytest.raises(Problem, match=f"^limits.toml.*{sentence}"):
        read_limits(file)


def test_a_limit_without_a_source_is_refused(tmp_path):
    file = tmp_path / "limits.toml"
    file.write_text(ROW.replace('source = "guidance"\n', ""), encoding="utf-8")
    with pytest.raises(Problem, match="“source” is missing"):
        read_limits(file)


@pytest.mark.parametrize("text", ["", "limit = 1\n", "limit = []\n", "limit = [1]\n"])
def test_a_table_without_rows_is_refused(tmp_path, text):
    file = tmp_path / "limits.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match=r"limits.toml has no rows"):
        read_limits(file)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path):
    with pytest.raises(Problem, match=r"limits.toml cannot be read"):
        read_limits(tmp_path / "limits.toml")
    (tmp_path / "limits.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Problem, match="not a TOML table"):
        read_limits(tmp_path / "limits.toml")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ('{ code = "blue" }', r"list colour, row 2 \(blue\): “label” is missing"),
        ('{ code = "red", label = "Rouge" }', "row 2: the code “red” stands there twice"),
        ('{ code = "blue", label = "red" }', "list colour: .*stands for both"),
        ('{ code = "blue", label = "B", owner = "nobody" }', "“nobody” is nobody"),
        ('{ code = "blue", label = "B", stages = ["moon"] }', "“moon” is not a stage"),
        ('{ code = "blue", label = "B", spellings = [1] }', "“spellings” may hold texts only"),
        ('{ code = "blue", label = "B", maps = { dfe = 1 } }', "“maps” may hold texts only"),
        ('{ code = "blue", label = "B", shade = 1 }', "“shade” is not a field"),
        ("1", "has no rows"),
    ],
)
def test_a_wrong_code_list_is_refused_with_file_list_row_and_reason(tmp_path, row, sentence):
    file = tmp_path / "codes.toml"
    file.write_text(LIST.replace("ROW", row), encoding="utf-8")
    with pytest.raises(Problem, match=f"^codes.toml.*{sentence}"):
        read_codes(file)


def test_a_code_file_that_holds_no_list_is_refused(tmp_path):
    file = tmp_path / "codes.toml"
    file.write_text("colour = 1\n", encoding="utf-8")
    with pytest.raises(Problem, match="list colour: a list of codes is expected"):
        read_codes(file)


def test_a_good_code_list_is_read(tmp_path):
    file = tmp_path / "codes.toml"
    file.write_text(LIST.replace("ROW", '{ code = "blue", label = "Blue" }'), encoding="utf-8")
    assert read_codes(file)["colour"].find("BLUE").label == "Blue"
