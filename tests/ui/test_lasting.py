import os
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]

EMITTED = """
from PySide6.QtCore import QCoreApplication, QObject, Signal
from recruitment_app.app import make_application

class Told(QObject):
    told = Signal(int)

application = make_application()
told = Told()
for number in range(30_000):
    told.told.emit(number)
print("ended well")
"""


def test_the_interpreter_outlives_more_signals_than_it_holds_references_to_true():
    ended = subprocess.run(
        [sys.executable, "-c", EMITTED],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert (ended.returncode, ended.stdout) == (0, "ended well\n"), ended.stderr
