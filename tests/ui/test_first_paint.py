import json
import os
import subprocess
import sys

from recruitment_app import paths

SCRIPT = """
import json, sys
from pathlib import Path
from recruitment_app import app
from recruitment_app.ui.front_door import Doorway


class Door:
    def doorway(self):
        return Doorway(Path("store"), "Morgan Example", "sample", is_sample=True)

    def prepare(self):
        pass


application = app.make_application()
window = app.make_window(application, Door())


def tell():
    takes_keys = window.focusWidget() is window.front.password
    print(json.dumps({"modules": sorted(sys.modules), "takes_keys": takes_keys}))
    application.quit()


window.painted.connect(tell)
window.show()
application.exec()
"""
HEAVY = {
    "alembic",
    "argon2",
    "cryptography",
    "holidays",
    "openpyxl",
    "pikepdf",
    "platformdirs",
    "PySide6.QtPdf",
    "PySide6.QtPrintSupport",
    "PySide6.QtSvg",
    "recruitment_app.casework",
    "recruitment_app.store",
    "reportlab",
    "sqlalchemy",
    "sqlcipher3",
}


def test_nothing_heavy_is_imported_before_the_first_paint():
    root = str(paths.resources().parent)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    told = json.loads(done.stdout)
    assert HEAVY & set(told["modules"]) == set()
    assert told["takes_keys"]
