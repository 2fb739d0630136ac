"""An interview with a referee in the words of the report's addendum."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from recruitment_app.casework.reports.form_facts import BOTH, initials, known_by, last_interview
from recruitment_app.casework.reports.report_access import current_form, form_of
from recruitment_app.casework.reports.report_reading import contents_of
from recruitment_app.casework.reports.report_rows import Row, SectionContent
from recruitment_app.casework.reports.section_content import answered
from recruitment_app.forms.definition import Box, Section
from recruitment_app.forms.prose import Block, Paragraph, Run, Style
from recruitment_app.forms.reading import REFEREE_INTERVIEW
from recruitment_app.rules.stages import long_date
from recruitment_app.store.tables import Case, Referee, RefereeInterview, Worker

_BASIS: Final = "Given in confidence by a referee"
_NOT_REVIEWED: Final = "Not reviewed"


@dataclass(frozen=True, slots=True)
class ToldInterview:
    """An interview as it goes into the addendum; its heading begins with the initials."""

    initials: str
    heading: str
    blocks: tuple[Block, ...]
    written_by: str
    held_on: str
    is_weighed: bool


def told_interviews(
    session: Session, case: Case, applicants: Mapping[str, str], referees: Sequence[Referee]
) -> Iterator[ToldInterview]:
    """Go through the interviews of which anything is written, each as the addendum tells it."""
    for referee in referees:
        written = current_form(session, case.id, REFEREE_INTERVIEW, str(referee.id))
        if written is None:
            continue
        form = form_of(session, written)
        contents = contents_of(session, written, list(form.sections))
        said = [
            block
            for section in form.sections
            for block in _section(section, contents.get((section.key, ""), SectionContent()))
        ]
        if not said:
            continue
        held = last_interview(session, referee.id)
        heading = ", ".join(filter(None, (initials(referee.name), referee.relation)))
        worker = session.get(Worker, held.interviewed_by if held else written.begun_by)
        yield ToldInterview(
            initials=initials(referee.name),
            heading=heading,
            blocks=(
                Paragraph((Run(heading),), Style.HEADING_1),
                *_plain(_held(referee, held, applicants)),
                *said,
                *_plain(_afterwards(held)),
            ),
            written_by=worker.name if worker else "",
            held_on=long_date(held.held_on) if held else "",
            is_weighed=bool(held and held.confirmed_on and held.weight),
        )


def interview_rows(told: Iterable[ToldInterview]) -> Iterator[Row]:
    """Go through what is kept of each as of every piece of confidential information."""
    for each in told:
        row = {
            "author": each.written_by,
            "written_on": each.held_on,
            "subject": each.initials,
            "basis": _BASIS,
            "may_share": _NOT_REVIEWED,
        }
        yield {key: text for key, text in row.items() if text}


def _section(section: Section, content: SectionContent) -> Iterator[Block]:
    boxes = [content.box(box) for box in Box if not content.box(box).is_empty]
    rows = [row for row in answered(section, content.rows) if len(row) > 1]
    if not boxes and not rows:
        return
    yield Paragraph((Run(section.title),), Style.HEADING_2)
    for prose in boxes:
        yield from prose.blocks
    for row in rows:
        question, *answers = (row.get(column.key, "") for column in section.columns)
        yield Paragraph((Run(f"{question} ", bold=True), Run(" ".join(answers))), Style.BULLETED)


def _held(
    referee: Referee, held: RefereeInterview | None, applicants: Mapping[str, str]
) -> Iterator[str]:
    if held is not None:
        when = f"Interviewed on {long_date(held.held_on)}"
        alone = "seen alone" if held.is_alone else ""
        yield ", ".join(filter(None, (when, held.venue, alone))) + "."
    knows = known_by(referee, applicants)
    yield "Knows both applicants." if knows == BOTH else f"Knows {knows}."


def _afterwards(held: RefereeInterview | None) -> Iterator[str]:
    if held is None:
        return
    if held.confirmed_on is not None:
        how = f" ({held.confirmed_how})" if held.confirmed_how else ""
        yield f"Signed by the referee on {long_date(held.confirmed_on)}{how}."
    if held.weight:
        yield f"Weight given to it: {held.weight}"


def _plain(lines: Iterable[str]) -> Iterator[Block]:
    return (Paragraph((Run(line),)) for line in lines)
