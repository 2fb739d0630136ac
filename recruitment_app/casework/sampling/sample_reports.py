"""The reports of the sample: two written in full, one with faults planted in it, and some begun."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.file.attaching import PHOTOGRAPH, attach
from recruitment_app.casework.file.pictures import MEDIA_TYPE
from recruitment_app.casework.reports.report_facts import facts_within
from recruitment_app.casework.reports.report_rows import Fact, SectionContent
from recruitment_app.casework.reports.section_content import (
    fitting,
)
from recruitment_app.casework.sampling.sample_cases import BEGUN, SampleCase
from recruitment_app.casework.sampling.sample_families import days_from_told, family_case
from recruitment_app.casework.sampling.sample_forms import forms_beside
from recruitment_app.casework.sampling.sample_gathering import Rows
from recruitment_app.casework.sampling.sample_pictures import FIGURES, picture
from recruitment_app.casework.sampling.sample_planting import planted_household, planted_texts
from recruitment_app.casework.sampling.sample_sections import add_section
from recruitment_app.casework.sampling.sample_texts import (
    Filling,
    SectionText,
    Texts,
    content,
    folder_of,
    household_file,
    read_texts,
)
from recruitment_app.forms.definition import Box, Form, Section
from recruitment_app.forms.reading import REPORT, shipped_form
from recruitment_app.rules.report_sections import FINANCE, HOME
from recruitment_app.rules.stages import EventKind
from recruitment_app.rules.working_days import Calendar
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Case,
    Photograph,
    ProfileConsent,
    WrittenForm,
)

COUPLE: Final = "couple"
SINGLE: Final = "single"
PLANTED: Final = "planted"
FULL: Final = (COUPLE, SINGLE, PLANTED)
"""The names of the full reports; the last is the first with faults planted in it."""

_WRITTEN: Final = "debac"
"""In this order the parts are written: the facts first, what is drawn from them last."""
_AFTER_THE_FIRST: Final = timedelta(days=60)
_OFFICE_OPENS: Final = time(9, 30)
_MINUTES_OF_OFFICE: Final = 430


@dataclass(frozen=True, slots=True)
class ToldCase:
    """A case whose report is to be written, as its rows were."""

    case_id: UUID
    case: SampleCase
    people: Sequence[UUID]
    worker: UUID


def reported_families(
    calendar: Calendar, *, today: date, workers: Sequence[UUID]
) -> list[SampleCase]:
    """Return the cases of the families whose reports are written in full, as they stand today."""
    return [
        family_case(
            name,
            household_file(name) if name != PLANTED else planted_household(),
            calendar,
            today=today,
            workers=workers,
        )
        for name in FULL
    ]


def write_sample_reports(
    session: Session, store: Store, told: Iterable[ToldCase], today: date
) -> None:
    """Write what the sample has of reports, within the act that is open."""
    form = shipped_form(REPORT)
    rows = Rows()
    for each in told:
        writing = _Writing(rows, form, each, today, _facts(session, each, today))
        writing.write()
        if file := writing.file:
            writing.consents(file)
            if file["pictured_on"]:
                source = BytesIO(picture(FIGURES[each.case.report]))
                kept = attach(session, store, source, kind=PHOTOGRAPH, media_type=MEDIA_TYPE)
                writing.photograph(file, kept.id)
    rows.write(session)


def _facts(session: Session, told: ToldCase, today: date) -> dict[str, Fact]:
    """Return what the texts may refer to, by the names that the files have for it."""
    keys = {f"person.{key}": f"applicant_{place}" for place, key in enumerate(told.people, start=1)}
    known = {}
    for fact in facts_within(session, session.get_one(Case, told.case_id), today):
        whose, _, what = fact.name.rpartition(".")
        known[f"{keys.get(whose, whose)}.{what}"] = fact
    return known


@dataclass(slots=True)
class _Writing:
    """One report being written."""

    rows: Rows
    form: Form
    told: ToldCase
    today: date
    facts: Mapping[str, Fact]

    def write(self) -> None:
        name, case = self.told.case.report, self.told.case
        begun = self._day(EventKind.STAGE_TWO_STARTED) or self._day(EventKind.STAGE_ONE_TOLD)
        begun = begun or case.opened_on
        sent = self._day(EventKind.REPORT_SENT) or self.today
        if name == PLANTED:  # after the one that it is made from
            begun = max(begun, sent - _AFTER_THE_FIRST)
        keys, texts = self._texts()
        form_id = self.rows.add(
            WrittenForm,
            {
                "case_id": self.told.case_id,
                "form": REPORT,
                "form_version": self.form.version,
                "number": 1,
                "begun_at": self._at(begun, FULL.index(name) if name in FULL else 0),
                "begun_by": self.told.worker,
                "author_id": self.told.worker,
            },
        )
        filling = Filling(self._days, self.facts)
        last = max(sent - timedelta(days=1), begun)
        in_turn = sorted(texts.items(), key=lambda told: _WRITTEN.index(told[0][0][0]))
        for place, ((section, person), text) in enumerate(in_turn):
            share = (place + 1) / (len(texts) + 1)
            on = begun + timedelta(days=round((last - begun).days * share))
            self._section(
                form_id,
                self.form.by_key[section],
                keys[person],
                content(self.form, section, text, filling),
                self._at(on, place),
            )
        if name in FULL and name != PLANTED:
            self._beside(texts, filling, begun)

    def _beside(self, texts: Texts, filling: Filling, on: date) -> None:
        """Write the forms beside the report, before it was begun, as its tables have it."""
        money, home = (
            fitting(self.form.by_key[key], content(self.form, key, texts[key, ""], filling))
            for key in (FINANCE, HOME)
        )
        for place, (form, told) in enumerate(forms_beside(money, home)):
            form_id = self.rows.add(
                WrittenForm,
                {
                    "case_id": self.told.case_id,
                    "form": form.name,
                    "form_version": form.version,
                    "number": 1,
                    "begun_at": self._at(on, place),
                    "begun_by": self.told.worker,
                    "author_id": self.told.worker,
                },
            )
            for section, written in told.items():
                self._section(form_id, form.by_key[section], "", written, self._at(on, place + 1))

    @property
    def file(self) -> Mapping[str, Any]:
        """Return what is told of the household, nothing where no file tells of it."""
        name = self.told.case.report
        if name == PLANTED:
            return planted_household()
        return household_file(name) if name in FULL else {}

    @property
    def _days(self) -> int:
        return days_from_told(self.today)

    def _texts(self) -> tuple[Mapping[str, str], Texts]:
        """Return the key of each person by their key in the files, and what is written."""
        name = self.told.case.report
        people = [str(person) for person in self.told.people]
        if name in FULL:
            keys = {one["key"]: people[place] for place, one in enumerate(self.file["person"])}
            texts = planted_texts() if name == PLANTED else read_texts(folder_of(name))
            return {"": "", **keys}, texts
        keys = {f"applicant_{place}": key for place, key in enumerate(people[:2], start=1)}
        return {"": "", **keys}, _begun_texts(int(name.removeprefix(BEGUN)))

    def _section(
        self, form_id: UUID, section: Section, person: str, told: SectionContent, at: datetime
    ) -> None:
        add_section(
            self.rows,
            section,
            [*_earlier(section, told), fitting(section, told)],
            case_id=self.told.case_id,
            form_id=form_id,
            person=person,
            at=at,
            by=self.told.worker,
        )

    def consents(self, file: Mapping[str, Any]) -> None:
        """Write that the applicants agreed to a profile."""
        given = self._told_on(file["consented_on"])
        for person in self.told.people[: len(self.told.case.household.applicants)]:
            self.rows.add(
                ProfileConsent,
                {
                    "case_id": self.told.case_id,
                    "person_id": person,
                    "given_on": given,
                    "how": "In writing, at the last meeting.",
                    "recorded_at": self._at(given, 7),
                    "recorded_by": self.told.worker,
                },
            )

    def photograph(self, file: Mapping[str, Any], attachment: UUID) -> None:
        """Write that a picture stands on the report and in the profile."""
        taken = self._told_on(file["pictured_on"])
        self.rows.add(
            Photograph,
            {
                "case_id": self.told.case_id,
                "attachment_id": attachment,
                "place": 1,
                "taken_on": taken,
                "caption": file["picture"],
                "is_in_profile": True,
                "added_at": self._at(taken, 11),
                "added_by": self.told.worker,
            },
        )

    def _told_on(self, written: str) -> date:
        return date.fromisoformat(written) + timedelta(days=self._days)

    def _day(self, kind: EventKind) -> date | None:
        return next((event.on for event in self.told.case.events if event.kind is kind), None)

    def _at(self, on: date, place: int) -> datetime:
        opens = datetime.combine(on, _OFFICE_OPENS, UTC)
        return opens + timedelta(minutes=place * 37 % _MINUTES_OF_OFFICE)


def _earlier(section: Section, told: SectionContent) -> Iterator[SectionContent]:
    """Go through the earlier states of an assessment: what was seen stood there first."""
    if {Box.EVIDENCE, Box.ANALYSIS} <= told.boxes.keys() and section.part == "B":
        seen = {Box.EVIDENCE: told.boxes[Box.EVIDENCE]}
        yield fitting(section, SectionContent(seen))


def _begun_texts(number: int) -> Texts:
    """Return the sections of a report that was only just begun: the first, second and so on."""
    written = (folder_of("begun.toml")).read_text("utf-8")
    told: Texts = {}
    for text in tomllib.loads(written)["section"]:
        if number in text["in"]:
            place = (text["section"], text.get("person", ""))
            told[place] = SectionText(boxes={box: text[box] for box in Box if box in text})
    return told
