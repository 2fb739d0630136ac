import pikepdf
import pytest

from recruitment_app.casework.reports.saving_papers import save_paper
from recruitment_app.errors import Problem, StoreTrouble


@pytest.fixture
def printed(tmp_path) -> bytes:
    file = tmp_path / "printed.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    content = file.read_bytes()
    file.unlink()
    return content


def test_a_paper_is_saved_as_it_is_or_locked(printed, tmp_path):
    save_paper(tmp_path / "open.pdf", printed)
    assert (tmp_path / "open.pdf").read_bytes() == printed
    save_paper(tmp_path / "locked.pdf", printed, "garden walls")
    with pikepdf.open(tmp_path / "locked.pdf", password="garden walls") as pdf:
        assert (pdf.encryption.R, len(pdf.pages)) == (6, 1)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "locked.pdf")


def test_what_stood_there_stays_where_the_password_is_refused(printed, tmp_path):
    file = tmp_path / "kept.pdf"
    file.write_bytes(b"before")
    with pytest.raises(Problem, match="Give a password"):
        save_paper(file, printed, "")
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_place_that_takes_no_file_is_told_and_nothing_is_left_there(printed, tmp_path):
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(StoreTrouble, match="choose another folder"):
        save_paper(tmp_path / "folder.pdf", printed)
    assert [each.name for each in tmp_path.iterdir()] == ["folder.pdf"]
