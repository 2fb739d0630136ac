"""The casework of the families whose reports are written in full, as those reports tell it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from recruitment_app.casework.sampling.sample_checks import CheckStory, Wanted
from recruitment_app.casework.sampling.sample_families import days_from_told
from recruitment_app.casework.sampling.sample_gathering import AssessedCase, Rows, at
from recruitment_app.casework.sampling.sample_planting import planted_texts
from recruitment_app.casework.sampling.sample_referees import SampleReferee, add_referee
from recruitment_app.casework.sampling.sample_reports import PLANTED
from recruitment_app.casework.sampling.sample_texts import Texts, folder_of, read_texts, shifted
from recruitment_app.casework.sampling.sample_visits import add_people
from recruitment_app.rules.checked_household import Member
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import Animal, Background, RefereeInterview, Visit

_LABELS: Final[Mapping[str, str]] = {
    "dbs": "Enhanced DBS",
    "health_report": "Medical",
    "local_authority": "Local authority",
    "reference": "Three referees",
    "former_partner": "Former partner",
    "employer_children": "Employer",
}
"""How the report's list of checks calls each kind."""
_AT_HOME: Final = frozenset({"home_safety", "pets", "dog"})
_FROM: Final = {"offence_test": "dbs", "medical_summary": "health_report"}
_WITH_CHILDREN: Final = ("Libraries", "Hospital")
_NAMES: Final[Mapping[str, str]] = {
    "M.O.": "Marjoram Oxlip",
    "D.F.": "Damask Foxtail",
    "E.B.": "Eglantine Borage",
    "R.N.": "Rosalba Nigella",
}
"""Who stands behind the initials, where it is nobody of the record."""
_INTERVIEW: Final = re.compile(
    r"\*\*(?P<initials>[A-Z]\.[A-Z]\.)\*\*.*?\{on (?P<on>[\d-]+)\}.*?\*Weight\.\*\s*(?P<weight>.*)"
)
_MARK: Final = re.compile(r"\{[^}]*\}|\*|\[|\]\(\w+\)")
_ANIMALS: Final = {"greyhound": ("dog", "Greyhound", "large")}


class ReportedFamily:
    """One of these families: what its report's tables say, put into the records of the case."""

    def __init__(self, told: AssessedCase) -> None:
        self.told = told
        name = told.case.report
        self._texts: Texts = planted_texts() if name == PLANTED else read_texts(folder_of(name))
        self._days = days_from_told(told.today)
        self._people = list(zip(told.people, told.case.household.people, strict=False))

    def add_backgrounds(self, rows: Rows) -> None:
        """Add the work of ten years, proceedings at a court, and the animal."""
        for place, key in enumerate(self.told.applicants, start=1):
            below = {"case_id": self.told.case_id, "person_id": key}
            for job in self._rows("d.emp", f"applicant_{place}"):
                ends = shifted(job["ends"], self._days)
                if job["employer"].startswith("None") or (ends and ends < self._ten_years_ago):
                    continue
                rows.add(
                    Background,
                    {
                        **below,
                        "kind": "employment",
                        "what": job["employer"],
                        "post": job["post"],
                        "is_with_children": job["employer"].endswith(_WITH_CHILDREN),
                        "begins": shifted(job["begins"], self._days),
                        "ends": ends,
                    },
                )
            for held in self._rows("d.court", f"applicant_{place}"):
                on = shifted(held["held_on"], self._days)
                facts = {"kind": "family_court", "what": held["court"], "begins": on, "ends": on}
                rows.add(Background, {**below, **facts})
        for kind, breed, size in self._animals():
            facts = {"kind": kind, "breed": breed, "size": size, "kept_where": "In the kitchen"}
            rows.add(Animal, {"case_id": self.told.case_id, **facts})

    @cached_property
    def referees(self) -> list[SampleReferee]:
        """Those whom the report lists by their initials."""
        made = []
        for row in self._rows("d.ref.list"):
            name, person = self._who_is(row["initials"])
            whole = row["knows"]
            knows = next((str(key) for key, one in self._people if one.given == whole), "")
            facts: dict[str, Any] = {
                "person_id": person,
                "relation": row["relation"],
                "is_relative": row["is_relative"] == "yes",
                "knows": knows,
                "known_since": str(self.told.today.year - int(row["years_known"])),
            }
            made.append(SampleReferee(new_id(), name, facts))
        return made

    def tell(self, story: CheckStory, required: Sequence[Wanted]) -> None:
        """Add the checks as the report lists them, the references, interviews and visits."""
        references: dict[str, UUID] = {}
        listed = set()
        for place, wanted in enumerate(required):
            found = self._listed(wanted)
            if found is None:
                continue
            row, asked_on, received_on = found
            listed.add(id(row))
            key = story.add(self.told, wanted, asked_on, received_on, place=place)
            if wanted.kind.id == "reference":
                references[wanted.about_key] = key
        dbs = next(each.kind for each in required if each.kind.id == "dbs")
        for place, row in enumerate(self._rows("d.check.idx"), start=len(required)):
            if row["check"] == _LABELS["dbs"] and id(row) not in listed:
                person, about = self._somebody_else(row["whose"])
                besides = Wanted(dbs, person, about, "", "")
                story.add(self.told, besides, *self._between(row), place=place)
        for place, referee in enumerate(self.referees):
            add_referee(story.rows, self.told, referee, place, references.get(str(referee.id)))
        self._add_interviews(story.rows)
        self._add_visits(story.rows)

    def _listed(self, wanted: Wanted) -> tuple[Mapping[str, str], date, date | None] | None:
        """Return the row of the report's list that a check is, with its days."""
        kind = wanted.kind.id
        label = _LABELS.get(_FROM.get(kind, kind), "")
        rows = self._rows("d.check.idx")
        if label:
            row = next(
                (
                    each
                    for each in rows
                    if each["check"].startswith(label) and self._is_of(each, wanted.member)
                ),
                None,
            )
            return None if row is None else (row, *self._between(row))
        first = next(row for row in rows if row["check"] == _LABELS["local_authority"])
        asked_on, received_on = self._between(first)
        if kind in _AT_HOME:
            looked = next(row for row in self._rows("a.method") if "ome" in row["about"])
            received_on = self._day(looked["held_on"])
            asked_on = received_on - timedelta(days=14)
        return {}, asked_on, received_on

    def _is_of(self, row: Mapping[str, str], member: Member | None) -> bool:
        if member is None or row["whose"] == "Both":
            return True
        place = self.told.people.index(UUID(member.key)) + 1
        return row["whose"] in {member.name, f"{{applicant_{place}.name}}"}

    def _between(self, row: Mapping[str, str]) -> tuple[date, date | None]:
        came = row["returned_on"]
        return self._day(row["requested_on"]), self._day(came) if came else None

    def _somebody_else(self, whose: str) -> tuple[Member | None, str]:
        """Return somebody of the record by name, or the words for whoever is not in it."""
        for key, person in self._people:
            name = f"{person.given} {person.family}"
            if name == whose:
                return Member(key=str(key), name=name, standing=person.standing), ""
        return None, _NAMES.get(whose, whose)

    def _who_is(self, initials: str) -> tuple[str, UUID | None]:
        for key, person in self._people[len(self.told.applicants) :]:
            names = (person.given, person.family)
            is_theirs = "".join(f"{name[0]}." for name in names) == initials
            if is_theirs and person.relation == "sibling":
                return " ".join(names), key
        return _NAMES.get(initials, initials), None

    def _add_interviews(self, rows: Rows) -> None:
        words = self._texts["e.ref", ""].boxes["words"].replace("\n", " ")
        pieces = re.split(r"(?=\*\*[A-Z]\.[A-Z]\.\*\*)", words)
        found = {each["initials"]: each for piece in pieces if (each := _INTERVIEW.search(piece))}
        weighed_on = self._day(self._rows("e.ref")[0]["written_on"])
        for row, referee in zip(self._rows("d.ref.list"), self.referees, strict=True):
            told = found.get(row["initials"])
            if told is None:
                continue
            held_on = self._day(told["on"])
            rows.add(
                RefereeInterview,
                {
                    "case_id": self.told.case_id,
                    "referee_id": referee.id,
                    "held_on": held_on,
                    "minutes": 90,
                    "is_alone": True,
                    "interviewed_by": self.told.worker,
                    "confirmed_on": held_on + timedelta(days=7),
                    "confirmed_how": "letter",
                    "weight": " ".join(_MARK.sub("", told["weight"]).split()),
                    "weighed_on": max(weighed_on, held_on + timedelta(days=7)),
                    "weighed_by": self.told.worker,
                },
            )

    def _add_visits(self, rows: Rows) -> None:
        for place, row in enumerate(self._rows("a.method")):
            held_on = self._day(row["held_on"])
            seen = [key for key, one in self._people if re.search(rf"\b{one.given}\b", row["who"])]
            is_alone = row["is_alone"] == "yes"
            if not is_alone and set(seen) < set(self.told.applicants):
                seen = list(self.told.applicants)  # the other one was in the room
            kind = _kind_of(row["who"])
            visit_id = rows.add(
                Visit,
                {
                    "case_id": self.told.case_id,
                    "kind": kind,
                    "planned_on": held_on,
                    "held_on": held_on,
                    "minutes": int(row["minutes"]),
                    "venue": "" if kind == "home" else row["who"],
                    "worker_id": self.told.worker,
                    "focus": row["about"],
                    "home_was_seen": kind == "home",
                    "recorded_at": at(held_on, place),
                    "recorded_by": self.told.worker,
                },
            )
            add_people(rows, self.told, visit_id, seen, is_alone=is_alone, was_seen=True)

    def _animals(self) -> Iterator[tuple[str, str, str]]:
        for row in self._rows("d.home"):
            for word, told in _ANIMALS.items():
                if word in row["outline"]:
                    yield told

    def _rows(self, section: str, person: str = "") -> list[dict[str, str]]:
        text = self._texts.get((section, person))
        return text.rows if text else []

    def _day(self, written: str) -> date:
        return date.fromisoformat(shifted(written, self._days))

    @property
    def _ten_years_ago(self) -> str:
        return (self.told.today - timedelta(days=3652)).isoformat()


def _kind_of(who: str) -> str:
    if "video" in who:
        return "video"
    return "elsewhere" if " at the " in who else "home"
