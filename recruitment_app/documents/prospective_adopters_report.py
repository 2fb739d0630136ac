"""The prospective adopter's report: front sheet, contents and tables of facts."""

from collections.abc import Callable, Iterable

from reportlab.platypus import Flowable

from recruitment_app.documents import house_style, paper, parts
from recruitment_app.documents.first_report_contents import (
    ADDRESSES,
    COVER,
    FAMILY_TREE,
    HOUSEHOLD,
    IDENTITY,
    RELATIONSHIPS,
    ApplicantFacts,
    ReportContents,
    SectionLine,
    SectionState,
)
from recruitment_app.documents.paper import Paper
from recruitment_app.documents.parts import ContentsLine
from recruitment_app.documents.pen import Figure

NAME = "Prospective adopter\u2019s report"
_HEADING = 48.0
_NO_END = "No end recorded"
_ORDINALS = ("First applicant", "Second applicant")


def tell(report: ReportContents) -> list[Flowable]:
    """Return the report's story."""
    return [*_front_sheet(report), *_contents(report), *_family_tree(report), *_facts(report)]


def render(report: ReportContents) -> bytes:
    """Return the report as PDF, a draft marked as one on every page."""
    return paper.render(
        Paper(
            title=f"{NAME} {report.reference}",
            agency=report.agency,
            header=f"{NAME} \u00b7 {report.reference}",
            footer=f"{report.reference} \u00b7 {report.edition} copy "
            "\u00b7 not to be copied or forwarded",
            watermark="DRAFT",
        ),
        tell(report),
    )


def _front_sheet(report: ReportContents) -> list[Flowable]:
    drafted = house_style.long_date(report.drafted_on)
    front = [
        ("Agency", report.agency),
        ("Assessing social worker", report.assessing_worker),
        *report.dates,
    ]
    story: list[Flowable] = [
        *parts.title(
            report.title, f"{NAME} \u00b7 reference {report.reference} \u00b7 draft of {drafted}"
        ),
        parts.fact_sheet(front),
        *parts.heading("The applicants" if len(report.applicants) > 1 else "The applicant"),
        _side_by_side(
            report.applicants,
            (
                ("Name", lambda person: person.name),
                ("Born", _born),
                ("Ethnic background", lambda person: person.ethnicity),
                ("Religion", lambda person: person.religion),
                ("Occupation", lambda person: person.occupation),
            ),
        ),
        *parts.heading("Recommendation"),
        parts.note("The recommendation is not yet written."),
    ]
    if report.clocks:
        story += [
            *parts.heading("Stages and time limits"),
            parts.fact_grid(
                ("Limit", "Began", "Due", "Met", "State"),
                (
                    (
                        clock.limit,
                        clock.began,
                        _or_dash(clock.due),
                        _or_dash(clock.met),
                        clock.state,
                    )
                    for clock in report.clocks
                ),
                (0.4, 0.16, 0.16, 0.16, 0.12),
            ),
        ]
    return story


def _contents(report: ReportContents) -> list[Flowable]:
    lines: list[ContentsLine] = []
    part = ""
    for section in report.sections:
        if section.part != part:
            part = section.part
            lines.append(ContentsLine("", part, place=_part_place(part)))
        place = "title" if section.key == COVER else section.key
        lines.append(ContentsLine(section.number, section.title, place, _state(section)))
    if not lines:
        return []
    return [*parts.heading("Contents"), parts.contents(lines)]


def _state(section: SectionLine) -> str:
    return "" if section.state is SectionState.PRINTED else str(section.state)


def _family_tree(report: ReportContents) -> list[Flowable]:
    line = next((each for each in report.sections if each.key == FAMILY_TREE), None)
    if line is None or report.family_tree is None:
        return []
    figure = Figure(report.family_tree)
    heading = parts.section_heading(f"{line.number} {line.title}", line.key)
    return [parts.room_for(figure.height + _HEADING), *heading, figure]


def _facts(report: ReportContents) -> list[Flowable]:
    tellers: dict[str, Callable[[ReportContents], list[Flowable]]] = {
        IDENTITY: _identity,
        ADDRESSES: _addresses,
        RELATIONSHIPS: _relationships,
        HOUSEHOLD: _household,
    }
    told = [section for section in report.sections if section.key in tellers]
    if not told:
        return []
    part = told[0].part
    story: list[Flowable] = parts.part_heading(part, _part_place(part))
    for section in told:
        story += parts.section_heading(f"{section.number} {section.title}", section.key)
        story += tellers[section.key](report)
    missing = [
        section
        for section in report.sections
        if section.part == part and section.state is SectionState.NOT_RECORDED
    ]
    if missing:
        named = "; ".join(f"{section.number} {section.title}" for section in missing)
        story += [
            *parts.section_heading("Not recorded yet", "not_recorded"),
            parts.words(f"{named}.", house_style.QUIET),
        ]
    return story


def _identity(report: ReportContents) -> list[Flowable]:
    return [
        _side_by_side(
            report.applicants,
            (
                ("Name", lambda person: person.name),
                ("Known as", lambda person: person.known_as),
                ("Names ever used", lambda person: "\n".join(person.names_ever_used)),
                ("Born", lambda person: person.born),
                ("Place of birth", lambda person: person.birth_place),
                ("Gender", lambda person: person.gender),
                ("Ethnic background", lambda person: person.ethnicity),
                ("Nationality", lambda person: person.nationality),
                ("Language", lambda person: person.language),
                ("Religion", lambda person: person.religion),
                ("Disability", lambda person: person.disability),
                ("Occupation", lambda person: person.occupation),
            ),
        )
    ]


def _addresses(report: ReportContents) -> list[Flowable]:
    return _grid_or_words(
        "No address is recorded.",
        ("Whose", "Address", "Local authority", "From", "Until"),
        (
            (row.whose, row.address, row.authority, row.begins, row.ends or _NO_END)
            for row in report.addresses
        ),
        (0.18, 0.36, 0.2, 0.13, 0.13),
    )


def _relationships(report: ReportContents) -> list[Flowable]:
    return _grid_or_words(
        "No relationship is recorded.",
        ("Whose", "With", "Kind", "From", "Until", "How it ended, or where"),
        (
            (
                row.whose,
                row.with_whom,
                row.kind,
                row.begins,
                row.ends or _NO_END,
                _or_dash(row.remark),
            )
            for row in report.relationships
        ),
        (0.17, 0.2, 0.16, 0.12, 0.12, 0.23),
    )


def _household(report: ReportContents) -> list[Flowable]:
    return [
        *parts.heading("Others at home"),
        *_grid_or_words(
            "Nobody else is recorded at home.",
            ("Name", "Relation", "Born", "Lives there since", "Occupation"),
            (
                (row.name, row.relation, row.born, row.moved_in, _or_dash(row.occupation))
                for row in report.household
            ),
            (0.27, 0.22, 0.16, 0.16, 0.19),
        ),
        *parts.heading("Children living elsewhere"),
        *_grid_or_words(
            "No child living elsewhere is recorded.",
            ("Name", "Relation", "Born", "Lives"),
            ((row.name, row.relation, row.born, row.lives) for row in report.elsewhere),
            (0.27, 0.22, 0.16, 0.35),
        ),
    ]


def _side_by_side(
    applicants: tuple[ApplicantFacts, ...],
    facts: Iterable[tuple[str, Callable[[ApplicantFacts], str]]],
) -> Flowable:
    titles = _ORDINALS[: len(applicants)] if len(applicants) > 1 else ("Applicant",)
    return parts.side_by_side(
        titles,
        ((label, [read(person) for person in applicants]) for label, read in facts),
    )


def _grid_or_words(
    nothing: str,
    headings: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    shares: tuple[float, ...],
) -> list[Flowable]:
    kept = list(rows)
    if not kept:
        return [parts.words(nothing, house_style.QUIET)]
    return [parts.fact_grid(headings, kept, shares)]


def _born(person: ApplicantFacts) -> str:
    return ", ".join(said for said in (person.born, person.birth_place) if said)


def _or_dash(text: str) -> str:
    """Return a fact that need not exist, with a dash in its place where it does not."""
    return text or house_style.NO_FIGURE


def _part_place(part: str) -> str:
    return part.partition(":")[0].lower().replace(" ", "_")
