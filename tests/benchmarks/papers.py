"""Measures a report of sixty pages against plain reportlab setting the same text and tables.

Run as ``python -m tests.benchmarks.papers ours|plain``; writes one JSON object. The plain one is
untagged and has neither contents, numbered pages, bookmarks nor drawings.
"""

import json
import random
import sys
import time
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf

from tests.benchmarks import starting
from tests.benchmarks.figures import Limited, Ratio, Told

SECTIONS = 40
PARAGRAPHS = 6
ROWS = 8
HEADINGS = ("Date", "Who", "Contact", "What was learned")
SHARES = (0.15, 0.17, 0.17, 0.51)
SAID = (
    "the prospective adopter described her experience of caring for children within the wider "
    "family and considered how this would help a child who has known early loss while keeping "
    "safe contact with birth relatives where this is in the interest of that child"
)
FIGURES = {
    "year_label": "2014-15",
    "starts_on": date(2014, 4, 1),
    "ends_on": date(2015, 3, 31),
    "today": date(2014, 11, 14),
    "target": 20,
    "cumulative": (1, 2, 4, 5, 7, 9, 11, 11, 11, 11, 11, 11),
    "by_month": (1, 1, 2, 1, 2, 2, 2, 0, 0, 0, 0, 0),
    "last_year": (0, 1, 1, 3, 4, 6, 7, 9, 10, 12, 13, 15),
}


def written():
    """Return sections of a title, paragraphs, items of a list and rows of a table."""
    chance = random.Random(3)  # noqa: S311 - words to fill pages with
    known = SAID.split()

    def sentence():
        words = [chance.choice(known) for _ in range(chance.randint(12, 24))]
        return f"{' '.join(words).capitalize()}."

    return [
        (
            f"Matter {number}",
            [" ".join(sentence() for _ in range(6)) for _ in range(PARAGRAPHS)],
            [sentence() for _ in range(4)],
            [
                (f"{row + 1} March 2026", "A worker", "Home visit", sentence())
                for row in range(ROWS)
            ],
        )
        for number in range(1, SECTIONS + 1)
    ]


def build_ours(sections):
    """Build the report in the house style: contents, bookmarks, tags, numbered pages, drawings."""
    from recruitment_app.documents import paper, parts, prose_setting  # noqa: PLC0415 - timed alone
    from recruitment_app.documents.paper import Paper  # noqa: PLC0415 - as above
    from recruitment_app.documents.pen import Figure  # noqa: PLC0415 - as above
    from recruitment_app.drawings.charts import progress_chart  # noqa: PLC0415 - as above
    from recruitment_app.drawings.progress_figures import ProgressFigures  # noqa: PLC0415 - as above
    from recruitment_app.forms.prose import Paragraph, Prose, Run, Style, Table  # noqa: PLC0415 - as above

    def one(text):
        return Paragraph((Run(text),))

    def cell(text):
        return (one(text),)

    story = [
        *parts.title("A report", "of sixty pages"),
        parts.contents(
            [
                parts.ContentsLine(str(number), title, title)
                for number, (title, *_) in enumerate(sections, 1)
            ]
        ),
    ]
    for title, paragraphs, items, rows in sections:
        blocks = [one(text) for text in paragraphs]
        blocks += [Paragraph((Run(text),), Style.BULLETED) for text in items]
        blocks.append(Table(tuple(tuple(map(cell, row)) for row in (HEADINGS, *rows))))
        story += parts.section_heading(title, title)
        story += prose_setting.flowables(Prose(tuple(blocks)))
    drawing = progress_chart(ProgressFigures(**FIGURES), 480, 235)
    story += [Figure(drawing), Figure(drawing)]
    return paper.render(
        Paper("A report", "An agency", "A report", "A foot", watermark="DRAFT"), story
    )


def build_plain(sections):
    """Build the same text and tables by reportlab as it comes, in the same faces and sizes."""
    from reportlab.lib.units import mm  # noqa: PLC0415 - timed alone
    from reportlab.platypus import (  # noqa: PLC0415 - as above
        ListFlowable,
        Paragraph,
        SimpleDocTemplate,
        Table,
    )

    from recruitment_app.documents import house_style, typefaces  # noqa: PLC0415 - as above

    typefaces.prepare()
    story = []
    for title, paragraphs, items, rows in sections:
        story.append(Paragraph(title, house_style.SECTION))
        story += [Paragraph(text, house_style.NARRATIVE) for text in paragraphs]
        story.append(
            ListFlowable([Paragraph(text, house_style.NARRATIVE) for text in items], "bullet")
        )
        grid = [[Paragraph(text, house_style.COLUMN) for text in HEADINGS]]
        grid += [[Paragraph(text, house_style.CELL) for text in row] for row in rows]
        widths = [share * house_style.WIDTH for share in SHARES]
        lines = [("LINEBELOW", (0, 0), (-1, -1), 0.6, "grey"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        story.append(Table(grid, widths, repeatRows=1, style=lines))
    target = BytesIO()
    SimpleDocTemplate(target, leftMargin=17 * mm, rightMargin=17 * mm).build(story)
    return target.getvalue()


BUILDERS = {"ours": build_ours, "plain": build_plain}


def measure(_folder, rounds, environment):
    """Measure both by turns, each in a process of its own."""
    told = {name: [] for name in BUILDERS}
    for turn in range(rounds + 1):
        for name, kept in told.items():
            words = [sys.executable, "-m", "tests.benchmarks.papers", name]
            one = json.loads(starting.run(words, environment))
            if turn:  # the first warms the disk and compiles what is not compiled
                kept.append(one)
    ours, plain = told["ours"], told["plain"]
    return [
        Ratio(
            f"a report of {ours[0]['pages']} pages, built",
            [one["ms"] for one in ours],
            [one["ms"] for one in plain],
            1.8,
        ),
        Limited("memory while it is built", max(one["mib"] for one in ours), 150.0, "MiB"),
        Told("that report's file", [one["kib"] for one in ours], "KiB"),
        Told("the file of the plain one", [one["kib"] for one in plain], "KiB"),
    ]


def most_mib():
    """Return the most that this process has held, without what its parent did."""
    told = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in told if line.startswith("VmHWM")).split()[1]) / 1024


def main(name):
    """Build once for the imports and the fonts, then once more by the clock."""
    sections = written()
    BUILDERS[name](sections[:1])
    began = time.process_time()  # of one thread, so what else the machine does is left out
    made = BUILDERS[name](sections)
    told = {
        "ms": (time.process_time() - began) * 1000,
        "mib": most_mib(),
        "kib": len(made) / 1024,
    }
    with pikepdf.open(BytesIO(made)) as pdf:
        told["pages"] = len(pdf.pages)
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
