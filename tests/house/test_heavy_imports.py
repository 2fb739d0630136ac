import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]

# Each costs more than half a bare window (docs of the store, the lists and the papers); they are
# imported behind the sign-in page or inside the function that needs them.
HEAVY = (
    *("sqlalchemy", "alembic", "openpyxl", "xlrd", "reportlab", "pikepdf", "holidays"),
    "hunspell",
)


def imported_by(statement: str) -> set[str]:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", statement],
        cwd=HOUSE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr[-2000:]
    return {
        line.rsplit("|", 1)[-1].strip().split(".")[0]
        for line in told.stderr.splitlines()
        if line.startswith("import time:")
    }


@pytest.mark.parametrize("module", ["recruitment_app.app", "recruitment_app.__main__"])
def test_nothing_heavy_is_imported_before_the_first_window(module):
    assert imported_by(f"import {module}") & set(HEAVY) == set()


def test_the_version_is_told_without_qt():
    statement = "import sys; sys.argv = ['recruitment-app', '--version']\n"
    statement += "from recruitment_app.__main__ import main\n"
    statement += "try: main()\nexcept SystemExit as end: assert not end.code"
    assert imported_by(statement) & {*HEAVY, "PySide6"} == set()
