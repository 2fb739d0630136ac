import pikepdf

from tests.documents.conftest import ReadBack


def test_the_pack_of_a_worker_holds_a_part_for_each_of_their_open_cases(
    command, made_once, tmp_path
):
    cases = command("cases", "--store", made_once, "--json").json
    done = {"closed", "placed"}
    worker = next(row["worker"] for row in cases if row["worker"] and row["stage"] not in done)
    mine = [row for row in cases if row["worker"] == worker and row["stage"] not in done]
    file = tmp_path / "pack.pdf"
    told = command("handover", worker, "--pdf", file, "--store", made_once)
    assert (told.code, told.err) == (0, "")
    found = ReadBack(file)
    marks = [title for depth, title in found.outline if depth == 0]
    assert [title.split(" ")[0] for title in marks[1:]] == sorted(row["reference"] for row in mine)
    for told in ("clock", "promise", "task", "check", "visit", "report", "contacts", "notes"):
        assert told in found.text.casefold()
    with pikepdf.open(file) as pdf:
        assert worker not in str(pdf.docinfo["/Title"])


def test_the_pack_of_one_case_is_asked_for_by_its_reference(command, made_once, tmp_path):
    row = command("cases", "--store", made_once, "--json").json[-1]
    file = tmp_path / "pack.pdf"
    told = command("handover", row["reference"], "--pdf", file, "--store", made_once, "--json")
    assert told.json == [{"of": row["reference"], "pdf": str(file)}]
    assert file.read_bytes().startswith(b"%PDF")


def test_nobody_of_that_name_is_a_sentence_and_no_file(command, made_once, tmp_path):
    file = tmp_path / "pack.pdf"
    told = command("handover", "Nobody Atall", "--pdf", file, "--store", made_once)
    assert (told.code, told.out) == (1, "")
    assert "Nobody of the agency is called Nobody Atall" in told.err
    assert not file.exists()
