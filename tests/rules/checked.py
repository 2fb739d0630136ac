"""Small reports for the tests of the checks: a couple of whom everything is known."""

from datetime import date

from recruitment_app.casework.check_settings import shipped_check_settings
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.report_checks import findings
from recruitment_app.rules.report_record import (
    BoxText,
    CaseDates,
    Home,
    PaperText,
    Passage,
    ReportPerson,
    ReportRecord,
    ReportSection,
    Tie,
    Words,
)

TODAY = date(2014, 11, 14)
SETTINGS = shipped_check_settings()


def on(text):
    return PartialDate.stored(text)


FERN = ReportPerson(
    key="fern",
    standing="applicant",
    given_names="Fern",
    family_name="Larkspur",
    gender="female",
    born=on("1979-05-12"),
    homes=(Home(lines="4 Mill Lane", postcode="ZZ1 1AA", begins=on("2008-06")),),
    ties=(Tie(kind="married", other="rowan", begins=on("2007-08-18")),),
    phones=("01632 960001",),
    emails=("fern@enquirers.example",),
)
ROWAN = ReportPerson(
    key="rowan",
    standing="applicant",
    given_names="Rowan",
    family_name="Larkspur",
    gender="male",
    born=on("1975-09-05"),
    ties=(Tie(kind="married", other="fern", begins=on("2007-08-18")),),
)
HAZEL = ReportPerson(
    key="hazel",
    standing="household",
    given_names="Hazel",
    family_name="Larkspur",
    relation="child",
    gender="female",
    born=on("2009-02-01"),
    ties=(Tie(kind="parent", other="fern"), Tie(kind="parent", other="rowan")),
)
COUPLE = (FERN, ROWAN)


def section(key, *, evidence="", analysis="", words="", rows=(), person="", **more):
    """Return a section; its boxes are those that the form gives a section of its kind."""
    given = {"evidence": evidence, "analysis": analysis, "words": words}
    boxes = tuple(
        BoxText(name, tuple(Passage((Words(line),)) for line in text.split("\n")))
        for name, text in given.items()
        if text
    )
    return ReportSection(
        key=key,
        number=more.pop("number", key.replace(".", "").upper()),
        title=more.pop("title", "Section"),
        person=person,
        person_name=more.pop("person_name", person.title()),
        boxes=boxes,
        rows=tuple(rows),
        asks_for=more.pop("asks_for", ("evidence", "analysis")),
        is_filled=more.pop("is_filled", bool(boxes or rows)),
        words=more.pop("words_counted", sum(len(text.split()) for text in given.values())),
        **more,
    )


def report(*sections, people=COUPLE, **more):
    return ReportRecord(today=TODAY, sections=sections, people=people, **more)


def found(check, *sections, **more):
    """Return what one check finds in a report."""
    return findings(report(*sections, **more), SETTINGS, only=[check])


def messages(check, *sections, **more):
    return [each.message for each in found(check, *sections, **more)]


def paper(edition, *pages, hidden=()):
    return PaperText(edition, pages, hidden)


def dates(**days):
    return CaseDates(**days)
