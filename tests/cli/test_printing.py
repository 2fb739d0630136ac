import pikepdf
import pytest


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
