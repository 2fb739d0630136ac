"""From where each section takes over: which form or record tells it, and in which words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.reports.beside_report import ACTIONS, ANIMALS, written_beside
from recruitment_app.casework.reports.form_facts import initials, known_by, money_lines
from recruitment_app.casework.reports.interview_words import interview_rows, told_interviews
from recruitment_app.casework.reports.report_rows import Row, SectionContent
from recruitment_app.casework.rows import PersonRow
from recruitment_app.forms.definition import Box
from recruitment_app.forms.prose import Paragraph, Prose, Run, Style, plain_text
from recruitment_app.forms.reading import FINANCES, HOME_SAFETY, REPORT
from recruitment_app.forms.typed_rows import NO, YES
from recruitment_app.rules.home_safety import animal_told, is_open, must
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.report_sections import (
    FINANCE,
    HOME,
    HOME_AND_SAFETY,
    INTERVIEWS,
    MONEY,
    REFEREES,
)
from recruitment_app.store.tables import Animal, Case, Referee, Worker

HOME_SUMMARY: Final = "home.summary"
MONEY_SUMMARY: Final = "fin.summary"
_PETS, _SAFETY = "Pets", "Safety check"
_STILL: Final = "Still to be made safe before a child comes:"


@dataclass(frozen=True)
class Taking:
    """A section that could take over: of which case, for whom, and what stands there now."""

    session: Session
    worker: Worker
    case: Case
    people: Sequence[PersonRow]
    today: date
    old: SectionContent

    def written(self, form: str) -> Mapping[tuple[str, str], SectionContent]:
        """Return what stands in another form of the household; nothing where it is not begun."""
        return written_beside(self.session, self.case.id, form)[1]

    @property
    def applicants(self) -> dict[str, str]:
        """Return the names of the applicants by their keys."""
        return {str(each.id): each.name for each in self.people if each.standing == "applicant"}


@dataclass(frozen=True, slots=True)
class Taken:
    """What would stand in the section then, and the sentence that offers it."""

    told: str
    content: SectionContent


@dataclass(frozen=True, slots=True)
class Source:
    """In which form a section stands that takes over, and how."""

    form: str
    take: Callable[[Taking], Taken | None]


def _money_table(taking: Taking) -> Taken | None:
    lines = money_lines(taking.written(FINANCES))
    if not lines:
        return None
    return _replaced(taking, lines, f"The statement of finances has {_count(lines)}.")


def _referees(taking: Taking) -> Taken | None:
    rows = tuple(_referee_row(referee, taking) for referee in _named_referees(taking))
    if not rows:
        return None
    return _replaced(taking, rows, f"The record has {_count(rows, 'referee')}.")


def _home(taking: Taking) -> Taken | None:
    written = taking.written(HOME_SAFETY)
    rows = tuple(_home_rows(written))
    if not rows:
        return None
    kept = tuple(
        row
        for row in taking.old.rows
        if row.get("feature") not in {each["feature"] for each in rows}
    )
    told = "The home and safety check tells of safety and animals what does not stand here."
    return Taken(told, SectionContent(taking.old.boxes, (*kept, *rows)))


def _home_words(taking: Taking) -> Taken | None:
    written = taking.written(HOME_SAFETY)
    words = _paragraphs(written, HOME_SUMMARY)
    still = [row for row in _rows(written, ACTIONS) if must(row) and is_open(row)]
    if still:
        listed = (Paragraph((Run(_action(row)),), Style.BULLETED) for row in still)
        words = (*words, Paragraph((Run(_STILL),)), *listed)
    told = "The home and safety check has words that do not stand here."
    return _added(taking, words, told)


def _money_words(taking: Taking) -> Taken | None:
    words = _paragraphs(taking.written(FINANCES), MONEY_SUMMARY)
    return _added(taking, words, "The statement of finances has words that do not stand here.")


def _animals(taking: Taking) -> Taken | None:
    query = select(Animal).where(
        Animal.case_id == taking.case.id, Animal.deleted_at.is_(None), Animal.gone_on == ""
    )
    there = {row.get("animal", "").casefold() for row in taking.old.rows}
    rows = tuple(
        _animal_row(animal, taking.today)
        for animal in taking.session.scalars(query.order_by(Animal.id))
        if (animal.name or animal.kind).casefold() not in there
    )
    if not rows:
        return None
    told = f"{_count(rows, 'animal')} of the household stand under People and home and not here."
    return Taken(told, SectionContent(taking.old.boxes, (*taking.old.rows, *rows)))


def _interviews(taking: Taking) -> Taken | None:
    standing = plain_text(taking.old.box(Box.WORDS))
    told = [
        each
        for each in told_interviews(
            taking.session, taking.case, taking.applicants, _named_referees(taking)
        )
        if each.heading not in standing
    ]
    if not told:
        return None
    blocks = tuple(block for each in told for block in each.blocks)
    words = Prose((*taking.old.box(Box.WORDS).blocks, *blocks))
    names = " and ".join(each.initials for each in told)
    is_open_ = [each.initials for each in told if not each.is_weighed]
    sentence = f"The interviews with {names} do not stand here."
    if is_open_:
        sentence += f" Not confirmed or not weighed yet: {', '.join(is_open_)}."
    rows = (*taking.old.rows, *interview_rows(told))
    return Taken(sentence, SectionContent({Box.WORDS: words}, rows))


SOURCES: Final[Mapping[str, Source]] = {
    FINANCE: Source(REPORT, _money_table),
    MONEY: Source(REPORT, _money_words),
    HOME: Source(REPORT, _home),
    HOME_AND_SAFETY: Source(REPORT, _home_words),
    REFEREES: Source(REPORT, _referees),
    INTERVIEWS: Source(REPORT, _interviews),
    ANIMALS: Source(HOME_SAFETY, _animals),
}


def _replaced(taking: Taking, rows: tuple[Row, ...], told: str) -> Taken | None:
    if len(rows) == len(taking.old.rows) and all(row in taking.old.rows for row in rows):
        return None  # the same lines in another order
    here = "This table has none yet."
    if taking.old.rows:
        here = f"This table says otherwise; its {_count(taking.old.rows, 'row')} would be replaced."
    return Taken(f"{told} {here}", SectionContent(taking.old.boxes, rows))


def _added(taking: Taking, words: tuple[Paragraph, ...], told: str) -> Taken | None:
    standing = plain_text(taking.old.box(Box.EVIDENCE))
    new = tuple(each for each in words if each.text not in standing)
    if not any(each.text.strip() and each.text != _STILL for each in new):
        return None
    boxes = dict(taking.old.boxes)
    boxes[Box.EVIDENCE] = Prose((*taking.old.box(Box.EVIDENCE).blocks, *new))
    return Taken(told, SectionContent(boxes, taking.old.rows))


def _paragraphs(
    written: Mapping[tuple[str, str], SectionContent], section: str
) -> tuple[Paragraph, ...]:
    words = written.get((section, ""), SectionContent()).box(Box.WORDS)
    return tuple(each for each in words.blocks if isinstance(each, Paragraph) and each.text.strip())


def _rows(written: Mapping[tuple[str, str], SectionContent], section: str) -> tuple[Row, ...]:
    return written.get((section, ""), SectionContent()).rows


def _home_rows(written: Mapping[tuple[str, str], SectionContent]) -> Iterator[dict[str, str]]:
    actions = [row for row in _rows(written, ACTIONS) if must(row)]
    still = [row for row in actions if is_open(row)]
    if written:
        outline = "Looked through; nothing is open"
        if still:
            outline = f"Looked through; {len(still)} of {len(actions)} must still be done"
        detail = "; ".join(map(_action, still))
        yield {"feature": _SAFETY, "outline": outline, **({"detail": detail} if detail else {})}
    for row in _rows(written, ANIMALS):
        told = animal_told(row)
        yield {
            "feature": _PETS,
            "outline": row.get("kind", "") or "An animal",
            **({"detail": told} if told else {}),
        }


def _action(row: Row) -> str:
    by = f"by {row['due_on']}" if row.get("due_on") else ""
    who = ", ".join(filter(None, (row.get("who", ""), by)))
    what = row.get("action", "")
    return f"{what} ({who})" if who else what


def _animal_row(animal: Animal, today: date) -> Row:
    kind = ", ".join(filter(None, (animal.kind.replace("_", " ").capitalize(), animal.breed)))
    age = PartialDate.stored(animal.born).shown_age(today) if animal.born else ""
    told = {
        "animal": animal.name or animal.kind.replace("_", " "),
        "kind": kind,
        "age": age,
        "lives": animal.kept_where,
    }
    return {key: text for key, text in told.items() if text}


def _named_referees(taking: Taking) -> Sequence[Referee]:
    query = select(Referee).where(Referee.case_id == taking.case.id, Referee.deleted_at.is_(None))
    return taking.session.scalars(query.order_by(Referee.place, Referee.id)).all()


def _referee_row(referee: Referee, taking: Taking) -> Row:
    years = ""
    if referee.known_since:
        since = PartialDate.stored(referee.known_since).earliest
        years = str((taking.today - since).days // 365)
    told = {
        "initials": initials(referee.name),
        "relation": referee.relation,
        "years_known": years,
        "knows": known_by(referee, taking.applicants),
        "is_relative": YES if referee.is_relative else NO,
    }
    return {key: text for key, text in told.items() if text}


def _count(rows: Sequence[object], what: str = "line") -> str:
    return f"1 {what}" if len(rows) == 1 else f"{len(rows)} {what}s"
