import pytest

HEADINGS = "Date of enquiry,First name,Surname,Telephone,Source,Worker\n"
GOOD = HEADINGS + (
    "01/10/2014,Aster,Brooklime,01632 960001,Website,Sample Worker One\n"
    "02/10/2014,Betony,Charlock,01632 960002,TV,\n"
)


@pytest.fixture
def bring(command, sample, tmp_path):
    """Bring a tracker in."""

    def call(text, *more):
        file = tmp_path / "tracker.csv"
        file.write_text(text, "utf-8")
        return command("import", file, "--mapping", "tracker", "--store", sample, *more)

    return call


def test_a_dry_run_lists_each_row_and_writes_nothing(bring, command, sample):
    before = command("cases", "--store", sample, "--json").json
    told = bring(GOOD, "--dry-run", "--json")
    assert told.code == 0
    assert [(row["row"], row["verdict"]) for row in told.json] == [(2, "new"), (3, "new")]
    assert command("cases", "--store", sample, "--json").json == before


def test_a_good_file_comes_in_and_coming_in_again_is_a_duplicate_of_whom(bring, command, sample):
    assert "2 cases brought in." in bring(GOOD).out
    last = command("cases", "--store", sample, "--json").json[-2:]
    assert [row["worker"] for row in last] == ["Sample Worker One", None]
    again = bring(GOOD, "--json")
    assert again.code == 0
    assert [row["of"] for row in again.json] == [row["reference"] for row in last]
    assert {row["verdict"] for row in again.json} == {"duplicate"}
    assert command("check", "--store", sample).code == 0


def test_one_wrong_row_keeps_every_row_out(bring, command, sample):
    before = command("cases", "--store", sample, "--json").json
    wrong = GOOD + "no date,Catmint,Dock,01632 960003,,\n"
    told = bring(wrong, "--json")
    assert told.code == 1
    assert [row["verdict"] for row in told.json] == ["new", "new", "wrong"]
    assert "row 4" in told.err
    assert told.err.count("\n") == 1
    assert command("cases", "--store", sample, "--json").json == before
    assert bring(wrong, "--dry-run").code == 0


def test_an_unknown_spelling_needs_an_answer_and_takes_it(bring, tmp_path):
    spelt = HEADINGS + "01/10/2014,Aster,Brooklime,01632 960001,The lamp post,\n"
    told = bring(spelt, "--json")
    assert told.code == 1
    assert "The lamp post" in told.err
    assert told.json[0]["unknown"][0]["spelling"] == "The lamp post"
    answers = tmp_path / "answers.toml"
    answers.write_text('"The lamp post" = "outdoor"\n', "utf-8")
    assert bring(spelt, "--answers", answers).code == 0


@pytest.mark.parametrize(
    "content", ['"The lamp post" = 3\n', "lamp post = outdoor\n", '[Source]\n"a" = 1\n']
)
def test_answers_that_are_no_answers_are_refused(bring, tmp_path, content):
    answers = tmp_path / "answers.toml"
    answers.write_text(content, "utf-8")
    told = bring(GOOD, "--answers", answers)
    assert told.code == 1
    assert told.err.count("\n") == 1


def test_a_social_worker_may_not_bring_cases_in(bring):
    told = bring(GOOD, "--as", "Sample Worker One")
    assert told.code == 1
    assert told.err.startswith("This may be done by a manager or an administrator")
