"""A written form on paper, whatever the form and the edition: front sheet, contents, sections."""

from itertools import groupby
from typing import Final

from reportlab.platypus import Flowable

from recruitment_app.documents import house_style, paper, parts
from recruitment_app.documents.form_front import front_sheet
from recruitment_app.documents.form_sections import FRONT, section_story
from recruitment_app.documents.paper import Paper
from recruitment_app.documents.parts import ContentsLine
from recruitment_app.documents.prose_setting import flowables
from recruitment_app.documents.report_contents import (
    Addition,
    ReportContents,
    SectionContents,
    SectionState,
)
from recruitment_app.forms.definition import Edition

ADDENDUM_TITLE: Final = "Confidential addendum"
_FOOT: Final = {
    Edition.PANEL: "panel copy \u00b7 not to be copied or forwarded",
    Edition.APPLICANTS: "applicants\u2019 copy \u00b7 not to be copied or forwarded",
    Edition.PROFILE: "profile \u00b7 shown with the applicants\u2019 consent",
    Edition.ADDENDUM: "confidential addendum \u00b7 not for applicants",
}
_APART: Final = "confidential \u00b7 not for applicants"
_DOT: Final = " \u00b7 "
_ADDENDA: Final = "Addenda since it was issued"
_RECOMMENDATION: Final = "a.rec"
_LONG = 20  # sections from which on each part begins on a page of its own
_CONTENTS = house_style.HEIGHT * 0.6  # the room that a long list of contents asks for
_LONGEST_HEADER, _LONGEST_LINE = 70, 300


def render(contents: ReportContents) -> bytes:
    """Return an edition as PDF, a draft marked as one on every page."""
    name = ADDENDUM_TITLE if contents.is_addendum else contents.form_title
    foot = _APART if contents.stands_alone else _FOOT[contents.edition]
    copy = "" if contents.is_addendum else f", {foot.partition(_DOT)[0]}"
    return paper.render(
        Paper(
            title=f"{name} {contents.reference}{copy}",
            agency=contents.agency,
            header=f"{name} \u00b7 {contents.reference}",
            later_header=_shortened(contents.title, _LONGEST_HEADER),
            footer=f"{contents.reference} \u00b7 {foot}",
            watermark="DRAFT" if contents.stamp.is_draft else "",
        ),
        tell(contents),
    )


def tell(contents: ReportContents) -> list[Flowable]:
    """Return an edition's story."""
    recommended = next((each for each in contents.sections if each.key == _RECOMMENDATION), None)
    return [
        *front_sheet(contents, ADDENDUM_TITLE, FRONT, recommended),
        *_contents(contents),
        *_parts(contents),
        *_additions(contents),
    ]


def _shortened(title: str, longest: int) -> str:
    bare = " ".join(title.split())
    return bare if len(bare) <= longest else f"{bare[:longest]}\u2026"


def _contents(contents: ReportContents) -> list[Flowable]:
    lines: list[ContentsLine] = []
    for letter, sections in groupby(contents.sections, key=lambda each: each.part):
        title = _shortened(_part_title(contents, letter), _LONGEST_LINE)
        lines.append(ContentsLine("", title, _part_place(letter)))
        lines += [_line(section, contents) for section in sections]
    if contents.additions:
        lines.append(ContentsLine("", _ADDENDA, _ADDENDA))
        lines += [
            ContentsLine(
                str(each.number),
                _shortened(_addition_title(each), _LONGEST_LINE),
                _addition_place(each),
            )
            for each in contents.additions
        ]
    if not lines:
        return []
    apart = [parts.room_for(_CONTENTS)] if len(contents.sections) > _LONG else []
    return [*apart, *parts.heading("Contents"), parts.contents(lines)]


def _line(section: SectionContents, contents: ReportContents) -> ContentsLine:
    place = FRONT if section.key == contents.front_section else section.key
    is_there = section.state is SectionState.PRINTED
    title = _shortened(section.title, _LONGEST_LINE)
    return ContentsLine(section.number, title, place, "" if is_there else section.state)


def _parts(contents: ReportContents) -> list[Flowable]:
    story: list[Flowable] = []
    is_long = len(contents.sections) > _LONG
    apart = {contents.front_section, _RECOMMENDATION}  # these stand on the front sheet
    for letter, each in groupby(contents.sections, key=lambda each: each.part):
        heading = parts.part_heading(_part_title(contents, letter), _part_place(letter))
        told: list[Flowable] = []
        for section in each:
            if section.key not in apart:
                told += section_story(section, contents, () if told else heading)
        is_apart = contents.is_addendum or (is_long and story)
        story += [parts.new_page(), *told] if told and is_apart else told
    return story or [parts.words("Nothing is written yet.", house_style.QUIET)]


def _additions(contents: ReportContents) -> list[Flowable]:
    story: list[Flowable] = []
    if contents.additions:
        story += [parts.new_page(), *parts.part_heading(_ADDENDA, _ADDENDA)]
    for each in contents.additions:
        title = f"{each.number} {_addition_title(each)}"
        story += [*parts.section_heading(title, _addition_place(each)), *flowables(each.prose)]
    return story


def _addition_title(addition: Addition) -> str:
    return f"Signed by {addition.signed_by} on {addition.signed_on}"


def _addition_place(addition: Addition) -> str:
    return f"addendum {addition.number}"


def _part_title(contents: ReportContents, letter: str) -> str:
    title = next((part.title for part in contents.parts if part.letter == letter), "")
    return f"Part {letter}: {title}" if title else f"Part {letter}"


def _part_place(letter: str) -> str:
    return f"part {letter}"
