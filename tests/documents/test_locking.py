import io
import shutil
import subprocess

import pikepdf
import pytest

from recruitment_app.documents import paper, parts
from recruitment_app.documents.locking import MOST_BYTES, locked
from recruitment_app.documents.paper import Paper
from recruitment_app.errors import Problem

PRINTED = paper.render(
    Paper("A paper", "An agency", "A paper", "foot"), [parts.words("For the panel only.")]
)


@pytest.mark.parametrize("password", ["correct horse", "Grażyna & Zoë", "王小明", "x" * MOST_BYTES])
def test_a_locked_paper_opens_with_its_password_and_with_no_other(password):
    kept = locked(PRINTED, password)
    with pikepdf.open(io.BytesIO(kept), password=password) as pdf:
        assert (pdf.encryption.R, pdf.encryption.V, pdf.encryption.bits) == (6, 5, 256)
        assert str(pdf.encryption.stream_method) == "EncryptionMethod.aesv3"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.allow.accessibility
    for wrong in ("", "z" + password[1:], password[:-1]):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(kept), password=wrong)


def test_other_readers_open_it(tmp_path):
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    path = tmp_path / "locked.pdf"
    path.write_bytes(locked(PRINTED, "Zoë"))
    told = subprocess.run(
        [tool, "-upw", "Zoë", str(path), "-"], capture_output=True, check=True, text=True
    )
    assert "For the panel only." in told.stdout


def test_nothing_of_it_stands_open_in_the_file():
    assert b"An agency" not in locked(PRINTED, "a password")


@pytest.mark.parametrize("password", ["", "x" * (MOST_BYTES + 1), "é" * 64, "a\ud800", "a\n"])
def test_a_password_that_would_not_lock_is_refused_in_a_sentence(password):
    with pytest.raises(Problem):
        locked(PRINTED, password)
