"""The sample agency: recruitment years of invented cases, to look at and to try things on."""

import gc
import os
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import select

from recruitment_app import paths
from recruitment_app.casework.agency.agency import NewAgency, create_agency
from recruitment_app.casework.agency.workforce import new_worker
from recruitment_app.casework.in_force import Law, law_in_force
from recruitment_app.casework.sampling.sample_campaigns import write_campaigns
from recruitment_app.casework.sampling.sample_cases import SampleCase, imagine
from recruitment_app.casework.sampling.sample_events import Occasions, write_events, write_feedback
from recruitment_app.casework.sampling.sample_gathering import AssessedCase
from recruitment_app.casework.sampling.sample_letters import write_letters
from recruitment_app.casework.sampling.sample_office import begin_supervisions, write_sample_office
from recruitment_app.casework.sampling.sample_reports import ToldCase, reported_families
from recruitment_app.casework.sampling.sample_rows import (
    Team,
    write_sample_cases,
    write_sample_work,
)
from recruitment_app.casework.sampling.sample_workshops import Workshops
from recruitment_app.errors import Problem
from recruitment_app.rules.recruitment_years import year_containing
from recruitment_app.rules.roles import Role
from recruitment_app.store import folders
from recruitment_app.store.disk import write_whole
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Agency, Target, Worker

MARK_NAME = "sample.toml"
MANAGER = "Sample Manager"
USUAL_PASSWORD = "sample"  # noqa: S105 - shown on the sign-in page: it guards nothing
USUAL_ENQUIRIES = 300
USUAL_YEARS = 3
USUAL_SEED = 2014
USUAL_TODAY = date(2014, 11, 14)
PASSWORD_VARIABLE = "RECRUITMENT_PASSWORD"  # noqa: S105 - the name of a variable
MOST_ENQUIRIES = 100_000
MOST_YEARS = 10
_QUALIFIED = {
    MANAGER: 19,
    "Sample Worker One": 11,
    "Sample Worker Two": 2,
    "Sample Worker Three": 16,
    "Sample Worker Four": 7,
}  # years since; who is newest still writes under supervision
_EXPERIENCED = 3
_HEAD_OF_LETTERS = """Civic Offices, New Road
Sampleton ZY1 1AA
01632 960 001
adoption@agency.example"""
_TARGET = 20
_AT_ONCE = 400
_PEOPLE = (
    ("Sample Worker One", Role.SOCIAL_WORKER, "Social worker"),
    ("Sample Worker Two", Role.SOCIAL_WORKER, "Social worker"),
    ("Sample Worker Three", Role.SOCIAL_WORKER, "Senior social worker"),
    ("Sample Worker Four", Role.SOCIAL_WORKER, "Social worker"),
    ("Sample Administrator", Role.ADMINISTRATOR, "Team administrator"),
    ("Sample Panel Adviser", Role.PANEL_ADVISER, "Panel adviser"),
    ("Sample Decision Maker", Role.DECISION_MAKER, "Agency decision maker"),
)


@dataclass(frozen=True, slots=True)
class SampleMark:
    """What is known of a sample before it is opened: nothing of it is secret."""

    today: date
    name: str
    password: str
    """The usual one, which is no secret; empty where another was set."""


def usual_folder() -> Path:
    """Return where the sample lives that is opened without naming a folder."""
    return paths.local_data() / "sample"


def usual_password() -> str:
    """Return the password that a sample made now gets: the one set for it, else the usual one."""
    return os.environ.get(PASSWORD_VARIABLE) or USUAL_PASSWORD


def sample_mark(folder: Path) -> SampleMark | None:
    """Return what stands beside a sample, or None where the store of this folder is none."""
    try:
        found = tomllib.loads((folder / MARK_NAME).read_text("utf-8"))
        return SampleMark(found["today"], found["name"], found["password"])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError):
        return None


def open_sample(folder: Path | None = None) -> Path:
    """Make the sample at its usual place unless it stands there; return its folder."""
    place = folder or usual_folder()
    if sample_mark(place) is None:
        make_sample(
            place,
            enquiries=USUAL_ENQUIRIES,
            seed=USUAL_SEED,
            today=USUAL_TODAY,
            password=usual_password(),
        ).close(is_backed_up=False)
    return place


def make_sample(
    folder: Path,
    *,
    enquiries: int,
    seed: int,
    today: date,
    password: str,
    years: int = USUAL_YEARS,
) -> Store:
    """Make the store of a sample agency in a new folder, and return it open to its manager.

    The same enquiries, years, seed and today tell the same story: the enquiries lie in
    so many recruitment years, of which the last is today's. The cases follow the
    funnel of returns.md 2.5 (see ``sample_histories``), with a peak around National
    Adoption Week; 300 enquiries over three years bring some thirty approvals
    against a target of twenty a year.

    Raises:
        Problem: the number of enquiries or years is out of bounds, or the folder is in use.

    """
    if not 0 <= enquiries <= MOST_ENQUIRIES:
        raise Problem(f"Give from 0 to {MOST_ENQUIRIES:,} enquiries.", field="enquiries")
    if not 1 <= years <= MOST_YEARS:
        raise Problem(f"Give from 1 to {MOST_YEARS} years.", field="years")
    if not 1911 <= today.year <= 2900:  # noqa: PLR2004 - the years that the calendar can count
        raise Problem("Give a day between 1911 and 2900.", field="today")
    with folders.new_folder(folder) as building:
        new = NewAgency(
            name="Sample Adoption Agency",
            address=_HEAD_OF_LETTERS,
            person=MANAGER,
            password=password,
            target=_TARGET,
            sample_today=today,
        )
        store, _key = create_agency(building, new=new, today=today)
        try:
            _fill(store, enquiries, years, seed, today, password)
        finally:
            store.close(is_backed_up=False)
        shown = USUAL_PASSWORD if password == USUAL_PASSWORD else ""
        mark = f'today = {today}\nname = "{MANAGER}"\npassword = "{shown}"\n'
        write_whole(building / MARK_NAME, mark.encode())
    return Store.open(folder, MANAGER, password)


def _fill(  # noqa: PLR0917 - private, called once
    store: Store, enquiries: int, years: int, seed: int, today: date, password: str
) -> None:
    rng = Random(seed)  # noqa: S311 - invents people, keeps no secret
    with store.writing(act="make_sample") as session:
        law = law_in_force(session)
        team = _people(store, password, today)
        supervised = begin_supervisions(
            session,
            manager=team.manager,
            workers=team.assessing,
            calendar=law.calendar,
            today=today,
        )
        team = replace(team, supervised=supervised)
        first = year_containing(today, 4, 1)
        for _ in range(years - 1):
            first = first.before
            session.add(Target(year_starts_on=first.starts_on, approvals=_TARGET))
        fixed = reported_families(law.calendar, today=today, workers=team.assessing)
        story = imagine(
            rng,
            law.calendar,
            enquiries=enquiries,
            first=first.starts_on,
            today=today,
            workers=team.assessing,
            maker=team.decision_maker,
            fixed=fixed,
        )
        workshops = Workshops(
            law.calendar,
            today=today,
            enquiries_a_year=enquiries / years,
            leaders=team.assessing,
            fixed=fixed,
        )
        occasions = write_events(
            session,
            meetings=story.sessions,
            workshops=workshops,
            campaigns=write_campaigns(session, written_by=team.administrator, today=today),
            leaders=team.assessing,
            calendar=law.calendar,
            today=today,
        )
        session.scalars(select(Agency)).one().next_reference = enquiries + 1
    number = 1
    reported: list[ToldCase] = []
    assessed: list[AssessedCase] = []
    with store.filling(), _collecting_seldom():
        for cases in story.parts:
            numbered = list(enumerate(cases, start=number))
            told, worked_on = _write(store, law, team, occasions, numbered=numbered, today=today)
            reported += told
            assessed += worked_on
            number += len(cases)
            gc.collect()
    with store.writing(act="make_sample") as session, _collecting_seldom():
        for start in range(0, max(len(assessed), 1), _AT_ONCE):
            some = assessed[start : start + _AT_ONCE]
            with store.writing(act="make_sample"):
                write_sample_work(
                    session,
                    store,
                    law,
                    team,
                    reported=() if start else reported,
                    assessed=some,
                    today=today,
                )
    with store.writing(act="make_sample") as session:
        write_sample_office(
            session, store, manager=team.manager, calendar=law.calendar, today=today
        )
        by = team.administrator
        write_feedback(
            session, occasions, story.sessions, recorded_by=by, calendar=law.calendar, today=today
        )
        session.flush()
        coming = [each.id for each in workshops.coming if each.taken][:1]
        coming += [each.id for each in story.sessions if each.on > today and each.taken][:1]
        write_letters(session, store, events=coming, made_by=by, today=today)


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Look for rubbish only when asked to: rows by the million are none, and cost a quarter."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _write(
    store: Store,
    law: Law,
    team: Team,
    occasions: Occasions,
    *,
    numbered: Sequence[tuple[int, SampleCase]],
    today: date,
) -> tuple[list[ToldCase], list[AssessedCase]]:
    """Write one part of the cases, some hundred at a time, each with its entry in the audit.

    Returns those whose reports, and those whose casework, are to be told.
    """
    reported: list[ToldCase] = []
    assessed: list[AssessedCase] = []
    with store.writing(act="make_sample") as session:
        agency = session.scalars(select(Agency)).one()
        for start in range(0, len(numbered), _AT_ONCE):
            with store.writing(act="make_sample"):
                told, worked_on = write_sample_cases(
                    session,
                    store,
                    law,
                    team,
                    agency=agency,
                    occasions=occasions,
                    numbered=numbered[start : start + _AT_ONCE],
                    today=today,
                )
            reported += told
            assessed += worked_on
    return reported, assessed


def _people(store: Store, password: str, today: date) -> Team:
    """Add the people of the agency, who all sign in with the sample's password."""
    with store.writing(act="add_worker") as session:
        manager = session.scalars(select(Worker)).one()
        manager.job_title = "Team manager"
        by_role: dict[Role, list[UUID]] = {Role.MANAGER: [manager.id]}
        _qualify(manager, _QUALIFIED[MANAGER], today)
        for name, role, title in _PEOPLE:
            row = new_worker(new_id(), manager.team_id, name, role)
            row.job_title = title
            if name in _QUALIFIED:
                _qualify(row, _QUALIFIED[name], today)
            session.add(row)
            by_role.setdefault(role, []).append(row.id)
            if store.sign_ins is not None:
                store.sign_ins.add(person_id=row.id, name=name, password=password)
        session.flush()
        return Team(
            manager.team_id,
            manager.id,
            tuple(by_role[Role.SOCIAL_WORKER]),
            by_role[Role.ADMINISTRATOR][0],
            by_role[Role.PANEL_ADVISER][0],
            by_role[Role.DECISION_MAKER][0],
        )


def _qualify(worker: Worker, years: int, today: date) -> None:
    """Let a worker be registered since so many years, with the experience that comes with three."""
    worker.registration_number = f"SAMPLE{years:02}{worker.name.encode()[-1]:03}"
    worker.qualified_on = today - timedelta(days=round(365.25 * years))
    worker.has_adoption_experience = years >= _EXPERIENCED
