"""The plans of the sample's families: filled in, sessions planned as visits, and signed."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from recruitment_app.casework.reports.report_content import content_sha256
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.section_content import fitting
from recruitment_app.casework.sampling.sample_gathering import AssessedCase, Rows, at
from recruitment_app.casework.sampling.sample_sections import add_section
from recruitment_app.casework.sampling.sample_texts import folder_of
from recruitment_app.casework.visiting.visit_plans import SESSIONS, keyed
from recruitment_app.forms.definition import Box, ColumnKind, Section, Writer
from recruitment_app.forms.prose import Paragraph, Prose, Run
from recruitment_app.forms.reading import STAGE_ONE_PLAN, STAGE_TWO_PLAN, shipped_form
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.stages import EventKind
from recruitment_app.rules.working_days import Calendar
from recruitment_app.store.tables import (
    Case,
    ReportSignature,
    Visit,
    VisitPerson,
    Worker,
    WrittenForm,
)

_MADE: Final = {
    STAGE_ONE_PLAN: EventKind.STAGE_ONE_PLAN_AGREED,
    STAGE_TWO_PLAN: EventKind.STAGE_TWO_STARTED,
}
_FILE: Final = "plans.toml"
_LATER: Final = re.compile(r"\+(\d+)\Z")
_HALF_SIGNED_EVERY: Final = 5  # of the plans: one of two applicants has still to sign


class PlanStory:
    """Writes the plans of one case after another, and signs them when all rows are there."""

    def __init__(self, rows: Rows, calendar: Calendar) -> None:
        self._rows = rows
        self._calendar = calendar
        self._made: list[tuple[AssessedCase, UUID, date]] = []

    def tell(self, told: AssessedCase) -> None:
        """Add the plans that a case has come to; its visits are gathered already."""
        for form, kind in _MADE.items():
            made_on = told.days.get(kind)
            if made_on is not None:
                self._made.append((told, self._plan(told, form, made_on), made_on))

    def sign(self, session: Session) -> None:
        """Sign what was written, each by the worker and the applicants on the day it was made."""
        signed = Rows()
        for place, (told, form_id, made_on) in enumerate(self._made):
            case = session.get_one(Case, told.case_id)
            content = content_sha256(session, case, session.get_one(WrittenForm, form_id))
            worker = session.get_one(Worker, told.worker)
            signers: list[tuple[Writer, str, dict[str, object]]] = [
                (Writer.SOCIAL_WORKER, worker.name, {"worker_id": worker.id, "person_id": None})
            ]
            applicants = list(zip(told.applicants, told.case.household.applicants, strict=True))
            if place % _HALF_SIGNED_EVERY == _HALF_SIGNED_EVERY - 1:
                applicants = applicants[:-1]
            for key, person in applicants:
                who: dict[str, object] = {"worker_id": None, "person_id": key}
                signers.append((Writer.APPLICANT, f"{person.given} {person.family}", who))
            for role, name, who in signers:
                signed.add(
                    ReportSignature,
                    {
                        **who,
                        "case_id": told.case_id,
                        "written_form_id": form_id,
                        "role": role.value,
                        "name": name,
                        "signed_on": made_on,
                        "is_on_paper": role is Writer.APPLICANT,
                        "content_sha256": content,
                        "recorded_at": at(made_on, 11),
                        "recorded_by": worker.id,
                    },
                )
        signed.write(session)

    def _plan(self, told: AssessedCase, name: str, made_on: date) -> UUID:
        form = shipped_form(name)
        form_id = self._rows.add(
            WrittenForm,
            {
                "case_id": told.case_id,
                "form": name,
                "form_version": form.version,
                "number": 1,
                "begun_at": at(made_on, 2),
                "begun_by": told.worker,
                "author_id": told.worker,
            },
        )
        for part in _parts():
            if part["form"] != name:
                continue
            section = form.by_key[part["key"]]
            rows = list(self._typed(section, part, made_on))
            if section.key == SESSIONS:
                rows = self._sessions(told, form_id)
            boxes = {Box.WORDS: _prose(part["words"])} if "words" in part else {}
            content = fitting(section, SectionContent(boxes, tuple(rows)))
            add_section(
                self._rows,
                section,
                [content],
                case_id=told.case_id,
                form_id=form_id,
                person="",
                at=at(made_on, 4),
                by=told.worker,
            )
        return form_id

    def _typed(
        self, section: Section, part: Mapping[str, Any], made_on: date
    ) -> Iterator[dict[str, str]]:
        kinds = {column.key: column.kind for column in section.columns}
        for row in part.get("rows", ()):
            cells = dict(zip(part["columns"], row, strict=True))
            yield {
                key: self._day(cell, made_on) if kinds[key] is ColumnKind.DATE else cell
                for key, cell in cells.items()
            }

    def _day(self, cell: str, made_on: date) -> str:
        later = _LATER.match(cell)
        day = self._calendar.after(made_on, int(later[1])) if later else made_on
        return PartialDate.of(day).shown

    def _sessions(self, told: AssessedCase, form_id: UUID) -> list[dict[str, str]]:
        """Return the sessions of a case as its plan has them, and let the visits follow them."""
        visits = [
            each for each in self._rows.of(Visit, told.case_id) if not each.get("called_off_on")
        ]
        visits.sort(key=lambda each: each["planned_on"])
        seen = self._rows.of(VisitPerson, told.case_id)
        rows = [self._session(told, each, seen) for each in visits]
        for (key, _row), visit in zip(keyed(rows), visits, strict=True):
            visit["plan_form_id"], visit["plan_row"] = form_id, key
        return rows

    @staticmethod
    def _session(
        told: AssessedCase, visit: Mapping[str, Any], seen: Sequence[Mapping[str, Any]]
    ) -> dict[str, str]:
        names = {
            key: person.given
            for key, person in zip(told.people, told.case.household.people, strict=False)
        }
        whom = [each for each in seen if each["visit_id"] == visit["id"]]
        who = " and ".join(names[each["person_id"]] for each in whom) or visit.get("venue", "")
        return {
            "held_on": PartialDate.of(visit["planned_on"]).shown,
            "about": visit["focus"],
            "who": who,
            "is_alone": "Yes" if whom and whom[0]["is_alone"] else "No",
        }


@lru_cache(maxsize=1)
def _parts() -> tuple[Mapping[str, Any], ...]:
    return tuple(tomllib.loads(folder_of(_FILE).read_text("utf-8"))["section"])


def _prose(words: str) -> Prose:
    return Prose((Paragraph((Run(words),)),))
