"""Measures 200 joining letters as one PDF against plain reportlab setting the same pages.

Run as ``python -m tests.benchmarks.letters ours|plain``; writes one JSON object. The plain ones are
untagged and have no bookmarks; their words, faces, sizes and pages are those of ours.
"""

import json
import sys
import time
from datetime import date
from io import BytesIO

import pikepdf

from tests.benchmarks import papers, starting
from tests.benchmarks.figures import Limited, Ratio, Told

LETTERS = 200
FAMILIES = (
    "Larkspur",
    "Teasel",
    "Vale",
    "Heron",
    "Finch",
    "Moss",
    "Thorn",
    "Alder",
    "Reed",
    "Lark",
)
FIRST_NAMES = ("Fern", "Rowan", "Tansy", "Sage", "Robin", "Linden", "Briar", "Wren", "Ash")


def written():
    """Return the joining letters of a workshop of four parts, each to another household."""
    from recruitment_app.casework.letter_kinds import shipped_letters  # noqa: PLC0415 - timed alone
    from recruitment_app.documents.letter import PrintedLetter  # noqa: PLC0415 - as above
    from recruitment_app.rules.letter_texts import filled  # noqa: PLC0415 - as above

    letters = shipped_letters()
    kind = letters.kind("joining")
    dates = "\n".join(f"- Saturday {day} December 2014, 09:30 to 15:30" for day in (6, 13, 20, 27))
    usual = {
        "event.title": "preparation workshop",
        "event.dates": dates,
        "event.place": "Civic Offices, Room 2",
        "worker.name": "Morgan Example",
        "worker.title": "Social worker",
        "agency.name": "Northmere Council",
    }
    found = []
    for number in range(LETTERS):
        one, other = (FIRST_NAMES[(number + at) % len(FIRST_NAMES)] for at in (0, 4))
        family, reference = FAMILIES[number % len(FAMILIES)], f"AR-{number + 1:04}"
        own = {"event.people": f"{one} and {other}", "case.reference": reference}
        found.append(
            PrintedLetter(
                agency="Northmere Council",
                team="Adoption team",
                reference=reference,
                dated_on=date(2014, 11, 14),
                to_name=f"{one} {family} and {other} {family}",
                to_address=f"{number + 1} Sample Road\nSampleton\nRM17 6SL",
                subject=filled(kind.subject, usual, letters.texts),
                body=filled(kind.body, {**usual, **own}, letters.texts).strip(),
            )
        )
    return found


def build_ours(letters):
    """Build them as one PDF: tagged, with a bookmark for each, telling how far it is."""
    from recruitment_app.documents import letter  # noqa: PLC0415 - timed alone

    return letter.render(letters, lambda _done, _of: None)


def build_plain(letters):
    """Build the same pages by reportlab as it comes, in the same faces and sizes."""
    from xml.sax.saxutils import escape  # noqa: PLC0415 - timed alone

    from reportlab.platypus import (  # noqa: PLC0415 - as above
        ListFlowable,
        PageBreak,
        Paragraph,
        SimpleDocTemplate,
        Spacer,
    )

    from recruitment_app.documents import letter, typefaces  # noqa: PLC0415 - as above
    from recruitment_app.documents.house_style import BOTTOM, TOP, long_date  # noqa: PLC0415 - as above
    from recruitment_app.rules.letters import blocks  # noqa: PLC0415 - as above

    typefaces.prepare()
    look = letter._look(letter._USUAL)

    def words(text, style):
        return Paragraph(escape(text).replace("\n", "<br/>"), style)

    story = []
    for one in letters:
        if story:
            story.append(PageBreak())
        story += [words(one.agency, look.agency), words(one.team, look.team)]
        story.append(Spacer(0, 2 * look.leading))
        story.append(words(f"{one.to_name}\n{one.to_address}", look.lines))
        story.append(Spacer(0, look.leading))
        told = f"{long_date(one.dated_on)}\nOur reference: {one.reference}"
        story += [words(told, look.lines), Spacer(0, look.leading)]
        story.append(words(one.subject, look.subject))
        for block in blocks(one.body):
            if block.is_list:
                items = [words(line, look.item) for line in block.lines]
                story.append(ListFlowable(items, "bullet"))
            else:
                story.append(words("\n".join(block.lines), look.words))
                if block.lines[0] in letter._SIGNED:
                    story.append(Spacer(0, 3.2 * look.leading))
    target = BytesIO()
    edges = {"leftMargin": letter._EDGE, "rightMargin": letter._EDGE}
    SimpleDocTemplate(target, topMargin=TOP, bottomMargin=BOTTOM, **edges).build(story)
    return target.getvalue()


BUILDERS = {"ours": build_ours, "plain": build_plain}


def measure(_folder, rounds, environment):
    """Measure both by turns, each in a process of its own."""
    told = {name: [] for name in BUILDERS}
    for turn in range(rounds + 1):
        for name, kept in told.items():
            words = [sys.executable, "-m", "tests.benchmarks.letters", name]
            one = json.loads(starting.run(words, environment))
            if turn:  # the first warms the disk and compiles what is not compiled
                kept.append(one)
    ours, plain = told["ours"], told["plain"]
    if ours[0]["pages"] != plain[0]["pages"]:
        raise starting.Failed(f"{ours[0]['pages']} pages of letters, {plain[0]['pages']} plain")
    return [
        Ratio(
            f"{LETTERS} joining letters as one PDF",
            [one["ms"] for one in ours],
            [one["ms"] for one in plain],
            1.5,
        ),
        Limited("memory while they are built", max(one["mib"] for one in ours), 150.0, "MiB"),
        Told("the file of these letters", [one["kib"] for one in ours], "KiB"),
    ]


def main(name):
    """Build once for the imports and the fonts, then once more by the clock."""
    letters = written()
    BUILDERS[name](letters[:1])
    began = time.process_time()  # of one thread, so what else the machine does is left out
    made = BUILDERS[name](letters)
    told = {
        "ms": (time.process_time() - began) * 1000,
        "mib": papers.most_mib(),
        "kib": len(made) / 1024,
    }
    with pikepdf.open(BytesIO(made)) as pdf:
        told["pages"] = len(pdf.pages)
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
