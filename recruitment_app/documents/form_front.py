"""The front sheet of a written form: whose it is, who wrote it, which copy of it this is."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable
from typing_extensions import override

from recruitment_app.documents import house_style, parts
from recruitment_app.documents.box import Box as TintedBox
from recruitment_app.documents.form_sections import facts_story
from recruitment_app.documents.grid import Grid
from recruitment_app.documents.house_style import long_date
from recruitment_app.documents.picture import Picture, picture
from recruitment_app.documents.prose_setting import boxed_words
from recruitment_app.documents.report_contents import (
    Facts,
    Photograph,
    ReportContents,
    SectionContents,
    SectionState,
)
from recruitment_app.forms.definition import Edition

_EDITIONS: Final = {
    Edition.PANEL: "Panel copy",
    Edition.APPLICANTS: "Applicants\u2019 copy",
    Edition.PROFILE: "Profile",
    Edition.ADDENDUM: "Confidential addendum, not for applicants",
}
_APART: Final = "Confidential, not for applicants"
_PHOTOGRAPH = 150.0, 190.0
_SMALL, _IN_A_LINE = (150.0, 120.0), 3
_BETWEEN, _UNDER = 16.0, 3.0
_DEEPEST = 320.0  # of facts that a photograph stands beside


class _Beside(Flowable):
    """A photograph at the right of facts, where both fit on what is left of a page."""

    def __init__(self, facts: Grid, shown: Picture, caption: str) -> None:
        super().__init__()
        self._facts, self._shown = facts, shown
        self._caption = parts.words(caption, house_style.CELL_QUIET)
        self._deep = self._below = 0.0
        self.spaceAfter = 6

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        room = availWidth - self._shown.width - _BETWEEN
        _, self._deep = self._facts.wrap(room, availHeight)
        _, self._below = self._caption.wrap(self._shown.width, availHeight)
        shown = self._shown.height + self._below + _UNDER
        self.width, self.height = availWidth, max(self._deep, shown)
        return self.width, self.height

    def draw(self) -> None:
        """Draw both, their tops level."""
        canvas = self.canv
        self._facts.drawOn(canvas, 0, self.height - self._deep)
        left = self.width - self._shown.width
        bottom = self.height - self._shown.height
        self._shown.drawOn(canvas, left, bottom)
        self._caption.drawOn(canvas, left, bottom - self._below - _UNDER)


def front_sheet(
    contents: ReportContents, addendum: str, place: str, recommended: SectionContents | None
) -> list[Flowable]:
    """Return the front sheet; its title is the place that the contents lead to."""
    first, *others = contents.front.facts or (Facts(()),)
    story: list[Flowable] = [
        *parts.title(contents.title, _subtitle(contents, addendum), place),
        *_identified(contents, first),
    ]
    for facts in others:
        story += facts_story(facts)
    if recommended is not None:
        story += _recommendation(recommended)
    return [*story, *_more_photographs(contents.front.photographs[1:])]


def _more_photographs(photographs: Sequence[Photograph]) -> list[Flowable]:
    """Return the photographs after the first, three in a line."""
    if not photographs:
        return []
    shown: list[list[Flowable]] = [
        [picture(each, *_SMALL), parts.words(each.caption, house_style.CELL_QUIET)]
        for each in photographs
    ]
    shown += [[parts.gap(0)] for _ in range(-len(shown) % _IN_A_LINE)]
    lines = [shown[at : at + _IN_A_LINE] for at in range(0, len(shown), _IN_A_LINE)]
    return [*parts.heading("Photographs"), parts.laid_out(lines)]


def _subtitle(contents: ReportContents, addendum: str) -> str:
    stamp = contents.stamp
    day = stamp.issued_on or stamp.printed_on
    kind = "draft" if stamp.is_draft else "version"
    name = contents.form_title
    if contents.is_addendum:
        name = f"{addendum} to the {name[:1].lower()}{name[1:]}"
    version = f"{kind} {stamp.number} of {long_date(day)}"
    return f"{name} \u00b7 reference {contents.reference} \u00b7 {version}"


def _identified(contents: ReportContents, facts: Facts) -> list[Flowable]:
    rows = [(label, "\n".join(said)) for label, said in facts.rows]
    rows.append(("Edition", _APART if contents.stands_alone else _EDITIONS[contents.edition]))
    if contents.compliance:
        rows.append(("Author under the 2005 regulations", contents.compliance))
    shown = [picture(each, *_PHOTOGRAPH) for each in contents.front.photographs[:1]]
    if shown and isinstance(shown[0], Picture):
        room = house_style.WIDTH - shown[0].width - _BETWEEN
        narrow = parts.fact_sheet(rows, 0.38, room)
        if narrow.wrap(room, house_style.HEIGHT)[1] < _DEEPEST:
            return [_Beside(narrow, shown[0], contents.front.photographs[0].caption)]
    return [parts.fact_sheet(rows), *shown]


def _recommendation(section: SectionContents) -> list[Flowable]:
    heading = parts.heading("Recommendation", place=section.key)
    if section.state is not SectionState.PRINTED:
        return [*heading, parts.note("The recommendation is not yet written.")]
    boxes: list[Flowable] = []
    for told in section.told:
        if told.not_applicable:
            boxes.append(parts.note(f"Not applicable: {told.not_applicable}"))
        boxes += [TintedBox(boxed_words(each.prose)) for each in told.written]
    return [*heading, *boxes]
