"""A small report of invented people in every edition, as its contents."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from PIL import Image

from recruitment_app.documents.report_contents import (
    Facts,
    ItemPlace,
    Photograph,
    PrintedColumn,
    ReportContents,
    Rows,
    SectionContents,
    SectionState,
    Signature,
    Stamp,
    Told,
    Written,
)
from recruitment_app.drawings.family_tree import family_tree
from recruitment_app.forms.definition import Box, ColumnKind, Edition, Kind, Part, Scope
from recruitment_app.forms.prose import Paragraph, Prose, Run, Style, Table, of_text
from tests.drawings.families import COUPLE

PARTS = (
    Part("A", "Front"),
    Part("B", "Assessment"),
    Part("C", "Weighing up"),
    Part("D", "Facts"),
)
APPLICANTS = "First applicant", "Second applicant"


def a_photograph(width=60, height=40, kind="JPEG"):
    """Return the bytes of a small picture of nothing."""
    kept = BytesIO()
    Image.new("RGB", (width, height), (90, 130, 140)).save(kept, kind)
    return kept.getvalue()


def section(key, number, title, *told, kind=Kind.NARRATIVE, scope=Scope.JOINT):
    """Return a section of the part that its number names."""
    return SectionContents(
        key=key, number=number, title=title, part=number[0], kind=kind, scope=scope, told=told
    )


def said(text):
    """Return plain text as the words of a section where boxes are not told apart."""
    return (Written(Box.WORDS, of_text(text)),)


TABLE = Table(
    tuple(
        tuple((Paragraph((Run(cell),)),) for cell in row)
        for row in (("Who", "Dates"), ("A former partner", "2001 to 2005"))
    )
)
EVIDENCE = Prose(
    (
        Paragraph((Run("They met in 2006 at a running club. "), Run("Both", italic=True))),
        Paragraph((Run("Earlier relationships"),), Style.HEADING_1),
        TABLE,
        Paragraph((Run("a joint budget"),), Style.BULLETED),
        Paragraph((Run("kept each month"),), Style.BULLETED, 1),
    )
)
ANALYSIS = of_text("Naming a quarrel and coming back to it is a strength, because it can be seen.")
CHRONOLOGY = Rows(
    (
        PrintedColumn("happened_on", "Date", ColumnKind.DATE),
        PrintedColumn("line", "Of what kind", ColumnKind.CHOICE),
        PrintedColumn("event", "What happened"),
        PrintedColumn("source", "Source", ColumnKind.CHOICE),
    ),
    (("4 February 1979", "Family", "Born in Leicester", "Document"),),
)
CONTENTS = ReportContents(
    form="prospective_adopters_report",
    form_version="1",
    form_title="Prospective adopter\u2019s report",
    edition=Edition.PANEL,
    agency="Northmere Council",
    reference="AR-0098",
    title="Dhillon and Carter",
    stamp=Stamp(
        number=2,
        printed_on=date(2014, 11, 9),
        signatures=(
            Signature("Author", "P. Sample"),
            Signature("Manager", "M. Sample", "8 November 2014", "on paper"),
            Signature("First applicant", "Amrit Kaur Dhillon"),
        ),
    ),
    parts=PARTS,
    front=Told(
        photographs=(Photograph(a_photograph(), "The applicants in their garden"),),
        facts=(
            Facts(
                (
                    ("Agency", ("Northmere Council",)),
                    ("Assessing social worker", ("P. Sample",)),
                    ("Registration accepted", ("6 May 2014",)),
                    ("Panel", ("",)),
                )
            ),
            Facts(
                (
                    ("Name", ("Amrit Kaur Dhillon", "Michael Carter")),
                    ("Born", ("4 February 1979, Leicester", "October 1981, Basildon")),
                    ("Ethnic background", ("Indian", "")),
                ),
                APPLICANTS,
                "The applicants",
            ),
            Facts(
                (("Yes", ("One or two children", "Two to five years old")),),
                title="Who they hope to parent",
            ),
        ),
    ),
    front_section="a.cover",
    sections=(
        section("a.cover", "A1", "Cover", Told(), kind=Kind.FACTS),
        section(
            "a.rec",
            "A2",
            "Recommendation at a glance",
            Told(written=said("They are recommended as suitable to adopt.")),
        ),
        section("a.pen", "A3", "In our own words", Told(state=SectionState.NOT_WRITTEN)),
        section(
            "a.tree",
            "A4",
            "Family tree",
            Told(drawing=family_tree(COUPLE)),
            kind=Kind.DRAWING,
        ),
        section(
            "b.2",
            "B2",
            "Childhood and being parented",
            Told(
                "1",
                "Amrit Kaur Dhillon",
                written=(Written(Box.EVIDENCE, EVIDENCE), Written(Box.ANALYSIS, ANALYSIS)),
            ),
            Told("2", "Michael Carter", state=SectionState.NOT_WRITTEN),
            scope=Scope.INDIVIDUAL,
        ),
        section(
            "b.10",
            "B10",
            "Others at home",
            Told(not_applicable="Nobody else lives there or visits regularly."),
        ),
        section("c.tm", "C6", "Manager\u2019s comment", Told(written=said("Read in full."))),
        section("c.sign", "C8", "Signatures", Told(), kind=Kind.SIGN_OFF),
        section(
            "d.chron",
            "D9",
            "Chronology",
            Told("1", "Amrit Kaur Dhillon", tables=(CHRONOLOGY,)),
            Told("2", "Michael Carter", tables=(CHRONOLOGY,)),
            kind=Kind.TABLE,
            scope=Scope.INDIVIDUAL,
        ),
        section(
            "d.gp",
            "D8",
            "General practitioner",
            Told(state=SectionState.NOT_RECORDED),
            kind=Kind.TABLE,
        ),
        section(
            "d.map",
            "D17",
            "Where each statutory item stands",
            Told(
                items=(
                    ItemPlace("P3.8", "Being parented", "Sched 4", ("b.2", "b.10")),
                    ItemPlace("P1.1", "Names", "Sched 4", ("a.cover",)),
                    ItemPlace("P3.21", "Anything else", "Sched 4", ()),
                )
            ),
            kind=Kind.FACTS,
        ),
    ),
    compliance="The author is a registered social worker with three years\u2019 experience.",
)


APPLICANTS_COPY = replace(CONTENTS, edition=Edition.APPLICANTS, sections=CONTENTS.sections[:-1])
PROFILE = replace(
    CONTENTS,
    edition=Edition.PROFILE,
    title="Amrit and Michael",
    front=Told(
        photographs=CONTENTS.front.photographs,
        facts=(Facts((("Agency", ("Northmere Council",)),)),),
    ),
    sections=(section("a.pen", "A3", "In our own words", Told(written=said("We like to swim."))),),
    compliance="",
)
ADDENDUM = replace(
    CONTENTS,
    edition=Edition.ADDENDUM,
    front=Told(facts=(Facts((("Agency", ("Northmere Council",)),)),)),
    front_section="",
    parts=(Part("E", "Confidential addendum"),),
    sections=(
        section(
            "e.ref",
            "E3",
            "Interviews with referees",
            Told(written=said("R. T. was met twice.")),
            kind=Kind.CONFIDENTIAL,
        ),
    ),
    compliance="",
)
PLAN = replace(
    CONTENTS,
    form="stage_one_plan",
    form_title="Stage One plan",
    edition=Edition.APPLICANTS,
    front=Told(facts=(Facts((("Agency", ("Northmere Council",)),)),)),
    front_section="",
    parts=(Part("A", "What we agree"),),
    sections=(
        section("one.aims", "A1", "What this stage is for", Told(written=said("To begin."))),
        section("one.sign", "A2", "Signatures", Told(), kind=Kind.SIGN_OFF),
    ),
    compliance="",
)
EVERY_EDITION = {
    "panel copy": CONTENTS,
    "applicants\u2019 copy": APPLICANTS_COPY,
    "profile": PROFILE,
    "confidential addendum": ADDENDUM,
    "Stage One plan": PLAN,
}
