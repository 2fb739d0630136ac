"""Measures a key typed in the longest section, from the key to the painted letter.

Run as ``python -m tests.benchmarks.writing ours|plain``; writes one JSON object. The plain one is
a bare QTextEdit that shows the same words and nothing else.
"""

import json
import random
import sys
import time
from statistics import quantiles

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from recruitment_app import app, settings
from recruitment_app.forms.prose import Paragraph, Prose, Run, Source, Style, plain_text, words
from recruitment_app.ui.theme import Theme
from recruitment_app.ui.widgets.prose_editor import ProseEditor
from tests.benchmarks import starting
from tests.benchmarks.figures import Limited, Told

WORDS = 30_000
KEYS = 300
FRAME = 1000 / 60
SIZE = (720, 640)
SAID = (
    "the prospective adopter described her experience of caring for children within the wider "
    "family and considered how this would help a child who has known early loss while keeping "
    "safe contact with birth relatives where this is in the interest of that child recieved"
)
TYPED = "and then she said that the two of them had talked it over with care "


def written():
    """Return a text with headings, lists, claims with their sources, facts and misspelt words."""
    chance = random.Random(4)  # noqa: S311 - words to fill pages with
    known = SAID.split()
    blocks = []
    count = 0
    while count < WORDS:
        sentences = [
            " ".join(chance.choices(known, k=chance.randint(10, 22))).capitalize() + ". "
            for _ in range(5)
        ]
        runs = [Run(sentence) for sentence in sentences]
        runs[1] = Run(sentences[1], source=chance.choice(list(Source)))
        runs.insert(2, Run("Margaret", fact="applicant_1.name"))
        kind = chance.choice([Style.PLAIN] * 6 + [Style.BULLETED, Style.NUMBERED])
        blocks += [
            Paragraph((Run("What was said and seen"),), Style.HEADING_2),
            Paragraph(tuple(runs), kind),
        ]
        count += words(Prose(tuple(blocks[-2:])))
    return Prose(tuple(blocks))


class Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802 - Qt's own name
        self.times += event.type() == QEvent.Type.Paint
        return False


def ours(prose):
    """Return our editor and its text."""
    editor = ProseEditor("Evidence")
    editor.set_prose(prose)
    return editor, editor.text


def plain(prose):
    """Return a bare editor, which is its own text."""
    editor = QTextEdit()
    editor.setPlainText(plain_text(prose))
    return editor, editor


BUILDERS = {"ours": ours, "plain": plain}


def main(name):
    """Type in the middle of the text, key by key."""
    application = app.make_application()
    theme = Theme(application)
    theme.wear(settings.Theme.LIGHT)
    editor, text = BUILDERS[name](written())
    editor.resize(*SIZE)
    editor.show()
    QTest.qWaitForWindowExposed(editor)
    cursor = text.textCursor()
    middle = text.document().characterCount() // 2
    cursor.setPosition(middle)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    text.setTextCursor(cursor)
    text.setFocus()
    painted = Painted(text.viewport())
    QTest.qWait(500)
    told = []
    for at in range(KEYS):
        seen = painted.times
        key = TYPED[at % len(TYPED)]
        began = time.process_time()  # of this process, so what else the machine does is left out
        QTest.keyClick(text, Qt.Key.Key_Space if key == " " else Qt.Key(ord(key.upper())))
        while painted.times == seen:
            application.processEvents()
        told.append((time.process_time() - began) * 1000)
    figures = {"keys": told, "p95": quantiles(told, n=20)[-1]}
    sys.stdout.write(json.dumps(figures) + "\n")


def measure(_folder, rounds, environment):
    """Measure both by turns, each in a process of its own."""
    told = {name: [] for name in BUILDERS}
    for _turn in range(rounds):
        for name, kept in told.items():
            words_of_command = [sys.executable, "-m", "tests.benchmarks.writing", name]
            kept.append(json.loads(starting.run(words_of_command, environment)))
    best = sorted(one["p95"] for one in told["ours"])[rounds // 2]
    return [
        Limited(f"a key in {WORDS:,} words, painted: 95th percentile", best, FRAME, "ms"),
        Told("a key in our editor", [key for one in told["ours"] for key in one["keys"]]),
        Told("a key in a bare one", [key for one in told["plain"] for key in one["keys"]]),
    ]


if __name__ == "__main__":
    main(sys.argv[1])
