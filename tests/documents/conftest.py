"""Reads a PDF back with tools that are not ours."""

import io
import shutil
import subprocess
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

EXPECTED = Path(__file__).parent / "expected"


@dataclass(frozen=True)
class ReadBack:
    """A printed document, as readers of PDF find it."""

    path: Path

    def _told_by(self, tool, *arguments):
        found = shutil.which(tool)
        if found is None:
            pytest.skip(f"{tool} (poppler-utils) is not installed")
        told = subprocess.run([found, *arguments], capture_output=True, check=True)
        assert not told.stderr, told.stderr
        return told.stdout.decode()

    @property
    def text(self):
        """The words in the order in which they were laid, page by page."""
        told = self._told_by("pdftotext", "-raw", str(self.path), "-")
        lines = unicodedata.normalize("NFC", told).replace("\f", "\n--- page ---\n").splitlines()
        return "\n".join(line.strip() for line in lines).strip() + "\n"

    @property
    def words(self):
        """The same as one line, so that a sentence is found however it was broken."""
        return " ".join(self.text.split())

    @property
    def fonts(self):
        """Each font in the file by name, and whether it is embedded."""
        lines = self._told_by("pdffonts", str(self.path)).splitlines()
        embedded = lines[0].index("emb")
        return {line.split()[0]: line[embedded : embedded + 3] == "yes" for line in lines[2:]}

    @property
    def facts(self):
        """What pdfinfo says."""
        lines = self._told_by("pdfinfo", str(self.path)).splitlines()
        return {name: said.strip() for name, _, said in (line.partition(":") for line in lines)}

    def opened(self):
        return pikepdf.open(io.BytesIO(self.path.read_bytes()))

    @property
    def outline(self):
        """The bookmarks with their depth."""
        with self.opened() as pdf, pdf.open_outline() as outline:
            return [
                (depth, str(item.title))
                for top in outline.root
                for depth, item in ((0, top), *((1, child) for child in top.children))
            ]


@pytest.fixture
def read_back(tmp_path):
    """Keep the bytes of a document and read them back."""

    def read(printed):
        path = tmp_path / "printed.pdf"
        path.write_bytes(printed)
        return ReadBack(path)

    return read


@pytest.fixture
def compare(request):
    """Compare a document's text with the one that a person has read and kept."""

    def check(name, found):
        kept = EXPECTED / f"{name}.txt"
        if request.config.getoption("--update"):
            kept.write_text(found.text, "utf-8")
        assert found.text == kept.read_text("utf-8")

    return check
