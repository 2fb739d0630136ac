"""Measures a panel edition of sixty pages against plain reportlab setting its text and tables.

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
PARAGRAPHS = 5
ROWS = 8
HEADINGS = ("Date", "Who", "Contact", "What was learned")
SHARES = (0.15, 0.17, 0.17, 0.51)
SAID = (
    "the prospective adopter described her experience of caring for children within the wider "
    "family and considered how this would help a child who has known early loss while keeping "
    "safe contact with birth relatives where this is in the interest of that child"
)


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


def contents(sections):
    """Return the panel edition of a report with these sections and both drawings."""
    from recruitment_app.documents.report_contents import (  # noqa: PLC0415 - timed alone
        Facts,
        PrintedColumn,
        ReportContents,
        Rows,
        SectionContents,
        Stamp,
        Told,
        Written,
    )
    from recruitment_app.drawings.family_tree import family_tree  # noqa: PLC0415 - as above
    from recruitment_app.drawings.support import ties_of  # noqa: PLC0415 - as above
    from recruitment_app.drawings.support_map import support_map  # noqa: PLC0415 - as above
    from recruitment_app.forms.definition import (  # noqa: PLC0415 - as above
        Box,
        Edition,
        Kind,
        Part,
        Scope,
    )
    from recruitment_app.forms.prose import Paragraph, Prose, Run, Style  # noqa: PLC0415 - as above
    from tests.drawings.families import COUPLE  # noqa: PLC0415 - as above

    def prose(texts, style=Style.PLAIN):
        return tuple(Paragraph((Run(text),), style) for text in texts)

    def section(number, title, told, kind=Kind.NARRATIVE):
        return SectionContents(
            key=title,
            number=f"B{number}",
            title=title,
            part="B",
            kind=kind,
            scope=Scope.JOINT,
            told=(told,),
        )

    columns = tuple(PrintedColumn(title, title) for title in HEADINGS)
    ties = ties_of([{"who": f"Friend {n}", "strength": "Strong"} for n in range(1, 9)])
    drawn = [
        section(1, "Family tree", Told(drawing=family_tree(COUPLE)), Kind.DRAWING),
        section(2, "Support map", Told(drawing=support_map(ties)), Kind.DRAWING),
    ]
    written = [
        section(
            number,
            title,
            Told(
                written=(
                    Written(
                        Box.EVIDENCE,
                        Prose((*prose(paragraphs[:-2]), *prose(items, Style.BULLETED))),
                    ),
                    Written(Box.ANALYSIS, Prose(prose(paragraphs[-2:]))),
                ),
                tables=(Rows(columns, tuple(rows)),),
            ),
        )
        for number, (title, paragraphs, items, rows) in enumerate(sections, 3)
    ]
    return ReportContents(
        form="prospective_adopters_report",
        form_version="1",
        form_title="A report",
        edition=Edition.PANEL,
        agency="An agency",
        reference="AR-0001",
        title="A household",
        stamp=Stamp(number=1, printed_on=date(2026, 3, 1)),
        parts=(Part("B", "Assessment"),),
        front=Told(facts=(Facts((("Agency", ("An agency",)),)),)),
        sections=(*drawn, *written),
    )


def build_ours(sections):
    """Build the panel edition: contents, bookmarks, tags, numbered pages, both drawings."""
    from recruitment_app.documents import written_form  # noqa: PLC0415 - timed alone

    return written_form.render(contents(sections))


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
            f"a panel edition of {ours[0]['pages']} pages, built",
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
