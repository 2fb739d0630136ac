import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]

KEPT = """
import linecache
import PySide6.QtCore
from recruitment_app.ui.lean_imports import keep_no_sources
keep_no_sources()
keep_no_sources()
import csv, http.client, xml.dom.minidom
print(len(linecache.cache))
"""


def test_the_source_of_what_is_imported_is_not_kept():
    told = subprocess.run(
        [sys.executable, "-c", KEPT], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert int(told.stdout) <= 2, "the last module and the package that it belongs to"
