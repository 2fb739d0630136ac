import shutil
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import NamedTuple

import pytest
from sqlalchemy import func, select

from recruitment_app.casework import checking
from recruitment_app.casework.agency.agency import agency_row
from recruitment_app.casework.agency.oversight import recruitment_years
from recruitment_app.casework.agency.workforce import workers
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checks.check_rows import case_checks
from recruitment_app.casework.events.event_rows import events
from recruitment_app.casework.events.workshop_waiting import demand
from recruitment_app.casework.file.attaching import content_of
from recruitment_app.casework.file.pictures import ready_picture
from recruitment_app.casework.finding import find
from recruitment_app.casework.letters.letter_rows import letter_paper
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.casework.reports.plan_rows import PlanState, plans_of
from recruitment_app.casework.reports.report_facts import facts_of, texts_of
from recruitment_app.casework.reports.report_reading import every_section, report_page
from recruitment_app.casework.sampling import sample_cases
from recruitment_app.casework.sampling.sample import (
    MANAGER,
    USUAL_PASSWORD,
    USUAL_TODAY,
    make_sample,
    open_sample,
    sample_mark,
)
from recruitment_app.casework.sampling.sample_cases import SampleCase, imagine
from recruitment_app.casework.sampling.sample_needs import NEEDS
from recruitment_app.casework.sampling.sample_people import People
from recruitment_app.casework.sampling.sample_sessions import SampleSession
from recruitment_app.casework.sources.sources import LineKind, sources
from recruitment_app.casework.today.diary import today_page
from recruitment_app.errors import Problem
from recruitment_app.forms import prose
from recruitment_app.forms.reading import REPORT
from recruitment_app.rules import permitted
from recruitment_app.rules.check_kinds import Basis
from recruitment_app.rules.check_states import CheckState
from recruitment_app.rules.journey import read
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import Event, EventKind, Stage, Status
from recruitment_app.rules.working_days import Calendar
from recruitment_app.store.ids import new_id
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import (
    Animal,
    Attendance,
    AuditEntry,
    Background,
    Campaign,
    CampaignNote,
    Case,
    CaseDocument,
    CaseEvent,
    EventFeedback,
    EventPart,
    EventPlace,
    Letter,
    Person,
    Photograph,
    ProfileConsent,
    Promise,
    Referee,
    RefereeInterview,
    SavedView,
    SupervisionLine,
    Target,
    Task,
    Visit,
    VisitPerson,
    WrittenForm,
    WrittenSection,
)
from recruitment_app.store.tables import Event as EventTable
from tests.samples import copied_sample

K = EventKind
FIRST = date(2012, 4, 1)
FAMILIES = {"Quillwort and Quillwort", "Sanderling", "Fescue and Fescue"}
# The funnel of the returns' specification, 2.5: of a hundred enquiries, from and to.
FUNNEL = {
    K.SESSION_ATTENDED: (60, 65),
    K.VISIT_HELD: (45, 55),
    K.REGISTRATION_RECEIVED: (18, 25),
    K.STAGE_ONE_ENDED: (14, 19),
    K.STAGE_TWO_STARTED: (12, 17),
    K.APPROVED: (8, 12),
}
BY_THE_AGENCY = {
    K.ALLOCATED,
    K.INFORMATION_SENT,
    K.VISIT_HELD,
    K.VISIT_WRITTEN_UP,
    K.REGISTRATION_ACCEPTED,
    K.STAGE_ONE_ENDED,
    K.STAGE_ONE_TOLD,
    K.STAGE_TWO_STARTED,
    K.REPORT_SENT,
    K.RECOMMENDATION_MADE,
    K.DECISION_MADE,
    K.DECISION_LETTER_SENT,
    K.APPROVED,
    K.EXTENDED,
    K.CLOSED,
}


class Told(NamedTuple):
    """A story told to its end."""

    cases: list[SampleCase]
    sessions: tuple[SampleSession, ...]


def story(seed=2014, enquiries=300, today=USUAL_TODAY, first=FIRST):
    people = tuple(new_id() for _ in range(5))
    begun = imagine(
        Random(seed),  # noqa: S311 - invents people, keeps no secret
        Calendar(),
        enquiries=enquiries,
        first=first,
        today=today,
        workers=people[:4],
        maker=people[4],
    )
    return Told([case for part in begun.parts for case in part], begun.sessions)


@pytest.fixture(scope="module")
def told():
    return story()


@pytest.fixture(scope="module")
def kept(usual_sample, tmp_path_factory):
    """The sample as it is opened without naming a folder."""
    with copied_sample(usual_sample, tmp_path_factory.mktemp("kept")) as store:
        yield store


@pytest.mark.parametrize("seed", [1, 2014, 77])
def test_no_history_breaks_a_rule_or_goes_beyond_today(seed):
    for case in story(seed).cases:
        assert permitted.faults(case.events) == ()
        assert case.events[0].kind is K.ENQUIRY_RECEIVED
        assert all(event.on <= USUAL_TODAY for event in case.events)


@pytest.mark.parametrize(
    ("seed", "today"), [(1, USUAL_TODAY), (2, date(2026, 1, 5)), (3, date(2024, 2, 29))]
)
def test_every_need_is_met_from_three_hundred_enquiries_up(seed, today):
    first = date(today.year - (2 if today.month > 3 else 3), 4, 1)
    cases = story(seed, today=today, first=first).cases
    journeys = [case.journey for case in cases]
    missing = [
        need.name
        for need in NEEDS
        if not any(
            need.is_met(case.events, journey, today)
            for case, journey in zip(cases, journeys, strict=True)
        )
    ]
    assert missing == []


def test_a_case_stands_at_every_stage_and_status_that_an_act_gives(told):
    journeys = [case.journey for case in told.cases]
    assert {journey.stage for journey in journeys} >= set(Stage) - {Stage.MATCHED, Stage.PLACED}
    assert {journey.status for journey in journeys} == set(Status)


@pytest.mark.long
def test_at_three_thousand_enquiries_the_shares_are_those_of_the_funnel():
    cases = story(enquiries=3000).cases
    assert len(cases) == 3000
    reached = Counter(kind for case in cases for kind in {event.kind for event in case.events})
    for kind, (least, most) in FUNNEL.items():
        assert least <= 100 * reached[kind] / len(cases) <= most, kind


@pytest.mark.long
def test_enquiries_peak_around_national_adoption_week():
    days = [case.opened_on for case in story(enquiries=3000).cases]
    november = sum(day.month == 11 and day.year == 2013 for day in days)
    june = sum(day.month == 6 and day.year == 2013 for day in days)
    assert november > 2 * june


def test_the_agency_acts_on_working_days(told):
    calendar = Calendar()
    off = [
        (event.kind, event.on)
        for case in told.cases
        for event in case.events
        if event.kind in BY_THE_AGENCY and not calendar.is_working_day(event.on)
    ]
    assert off == []


def test_some_come_back_and_are_the_same_people(told):
    back = [case for case in told.cases if case.returned_from is not None]
    assert len(back) >= 3
    for case in back:
        earlier = told.cases[case.returned_from]
        assert earlier.journey.closed_on < case.opened_on
        assert [p.telephone for p in earlier.household.applicants] == [
            p.telephone for p in case.household.applicants
        ]


def test_households_are_of_every_kind(told):
    sizes = Counter(len(case.household.applicants) for case in told.cases)
    assert set(sizes) == {1, 2}
    people = [person for case in told.cases for person in case.household.people]
    standings = {person.standing for person in people}
    assert standings == {"applicant", "household", "child_elsewhere", "relative"}
    assert {len(person.born) for person in people} == {0, 4, 7, 10}
    assert any(not person.family.isascii() for person in people)


def test_no_session_is_booked_beyond_its_places(told):
    for session in told.sessions:
        booked = [b for case in told.cases for b in case.bookings if b.session is session]
        assert sum(booking.people for booking in booked) == session.taken <= session.places


@pytest.mark.long
def test_the_same_seed_tells_the_same_story():
    def shown(cases):
        return [
            (case.opened_on, [(event.kind, event.on) for event in case.events]) for case in cases
        ]

    assert shown(story(5, 300).cases) == shown(story(5, 300).cases)
    assert shown(story(5, 300).cases) != shown(story(6, 300).cases)


def test_the_sample_store_is_whole_and_each_case_has_its_own_entry(kept):
    assert checking.check(kept) == []
    with kept.reading() as session:
        cases = session.scalar(select(func.count()).select_from(Case))
        own = select(func.count(AuditEntry.case_id.distinct()))  # a few more tell of letters
        assert (cases, session.scalar(own)) == (300, 300)


def test_its_people_are_a_team_and_sign_in(kept):
    roles = Counter(worker.role for worker in workers(kept))
    assert roles == {
        Role.MANAGER: 1,
        Role.SOCIAL_WORKER: 4,
        Role.ADMINISTRATOR: 1,
        Role.PANEL_ADVISER: 1,
        Role.DECISION_MAKER: 1,
    }
    assert all(worker.has_key for worker in workers(kept))


def test_it_keeps_its_own_today_and_says_so_beside_the_store(kept):
    assert agency_row(kept).sample_today == USUAL_TODAY
    mark = sample_mark(kept.folder)
    assert (mark.today, mark.name, mark.password) == (USUAL_TODAY, MANAGER, USUAL_PASSWORD)


def test_today_has_work_in_it_but_not_more_than_a_team_can_bear(kept):
    page = today_page(kept, today=USUAL_TODAY, mine=False)
    with kept.reading() as session:
        running = session.scalar(select(func.count()).where(Case.stage != Stage.CLOSED))
    assert 3 <= page.overdue_count <= running / 4
    assert page.due_next_count >= 5
    assert page.unallocated_count >= 2
    assert 5 <= page.approved <= page.target == 20


def test_a_case_on_a_clock_stands_on_today_once_by_its_weightiest(kept):
    by_weight = ("T30", "T13", "T21", "T11", "T08", "T06", "T02", "T01a")  # as the page tells them
    expected = []
    for case_id in case_ids(kept, wanted=CaseFilter(group="open"), today=USUAL_TODAY):
        case = case_page(kept, case_id=case_id, today=USUAL_TODAY)
        runs = {
            clock.limit.id: clock
            for clock in case.clocks
            if clock.trigger_on and clock.due_on and not (clock.met_on or clock.ended_on)
        }
        main = next((runs[limit_id] for limit_id in by_weight if limit_id in runs), None)
        if main:
            of = (main.due_on - main.trigger_on).days
            expected.append((main.due_on, int(case.reference[3:]), main.limit.id, of))
    expected.sort()
    page = today_page(kept, today=USUAL_TODAY, mine=False)
    assert len({limit_id for _, _, limit_id, _ in expected}) >= 4
    assert page.clock_count == len(expected) == len(page.my_clocks)
    assert [
        (
            USUAL_TODAY + timedelta(days=row.days_left),
            int(row.reference[3:]),
            row.limit_id,
            row.of,
        )
        for row in page.my_clocks
    ] == expected
    first = today_page(kept, today=USUAL_TODAY, mine=False, most=3)
    assert (first.my_clocks, first.clock_count) == (page.my_clocks[:3], len(expected))


def test_it_holds_casework_of_every_sort(kept):
    checks = [
        row
        for case_id in case_ids(kept, wanted=CaseFilter(group="open"), today=USUAL_TODAY)
        for row in case_checks(kept, case_id=case_id, today=USUAL_TODAY)
        if row.check_id is not None
    ]
    assert len({row.key.kind for row in checks}) >= 9
    assert {row.basis for row in checks} == set(Basis)
    states = {CheckState.ASKED, CheckState.CHASED, CheckState.TO_DECIDE, CheckState.CLEAR}
    assert {row.state for row in checks} > states
    with kept.reading() as session:
        for table in (
            *(Referee, RefereeInterview, Visit, VisitPerson, Task, Promise),
            *(SupervisionLine, CaseDocument, SavedView, Animal, Background),
        ):
            assert session.scalar(select(func.count()).select_from(table)), table
        relatives = session.execute(
            select(Case.title, func.count())
            .join(Referee, Referee.case_id == Case.id)
            .where(Referee.is_relative)
            .group_by(Case.id)
        ).all()
        planned = session.scalars(
            select(Visit.case_id).where(Visit.held_on.is_(None), Visit.planned_on > USUAL_TODAY)
        ).all()
        cases = set(session.scalars(select(Visit.case_id).where(Visit.plan_row != "")))
    assert {title for title, count in relatives if count > 1} == {"Fescue and Fescue"}  # on purpose
    assert planned
    plans = [plan for each in cases for plan in plans_of(kept, case_id=each, today=USUAL_TODAY)]
    assert {plan.state for plan in plans} >= {PlanState.SIGNED, PlanState.PARTLY_SIGNED}


def test_it_has_a_target_for_each_of_its_three_years(kept):
    with kept.reading() as session:
        years = session.execute(select(Target.year_starts_on, Target.approvals)).all()
    assert sorted(years) == [(date(year, 4, 1), 20) for year in (2012, 2013, 2014)]


def test_mistakes_restricted_cases_and_sessions_to_come_are_there(kept):
    with kept.reading() as session:
        corrected = select(func.count()).where(CaseEvent.corrects_id.is_not(None))
        struck = select(func.count()).where(CaseEvent.struck_at.is_not(None))
        assert session.scalar(struck) > session.scalar(corrected) > 0
        assert session.scalar(select(func.count()).where(Case.is_restricted)) > 0
        assert session.scalar(select(func.count()).where(Person.ethnicity != "")) > 0
    rows = events(kept)
    assert any(row.begins_on > USUAL_TODAY and row.booked for row in rows)
    assert any(row.came for row in rows)


def test_its_events_are_of_every_kind_and_some_wait_for_a_workshop(kept):
    rows = events(kept)
    assert Counter(row.kind for row in rows).keys() == {
        *("information_session", "open_evening", "workshop", "team_meeting")
    }
    to_come = [row for row in rows if row.begins_on > USUAL_TODAY]
    assert len(to_come) >= 6
    assert {row.kind for row in to_come} == {row.kind for row in rows}
    assert all(row.leaders for row in rows)
    assert sum(row.cancelled_on is not None for row in rows) == 1
    workshops = [row for row in rows if row.kind == "workshop"]
    assert {len(row.parts) for row in workshops} == {4}
    assert all(row.booked <= row.places for row in workshops)
    assert any(row.waiting for row in workshops if row in to_come)
    waiting = demand(kept, today=USUAL_TODAY).rows
    assert len(waiting) >= 3
    assert 0 < sum(row.has_missed for row in waiting) < len(waiting)
    with kept.reading() as session:
        marks = session.scalars(select(Attendance)).all()
        made_up = {mark.made_up_part_id for mark in marks if mark.made_up_part_id}
        days = {part.id: part.on for part in session.scalars(select(EventPart))}
        said = set(session.scalars(select(EventFeedback.event_id)))
        begun = session.execute(select(EventPlace.asked_on, Case.opened_on).join(Case)).all()
    assert made_up
    assert all(days[mark.part_id] <= mark.recorded_at.date() <= USUAL_TODAY for mark in marks)
    assert {row.kind for row in rows if row.id in said} == {row.kind for row in rows} - {
        "team_meeting"
    }
    assert all(opened_on <= asked_on <= USUAL_TODAY for asked_on, opened_on in begun)


def test_the_families_of_the_full_reports_came_to_the_workshop_that_these_tell_of(kept):
    with kept.reading() as session:
        found = session.execute(
            select(Case.title, EventPart.on)
            .join(Attendance, Attendance.case_id == Case.id)
            .join(EventPart, EventPart.id == Attendance.part_id)
            .join(EventTable, EventTable.id == EventPart.event_id)
            .where(Case.title.in_(FAMILIES), EventTable.kind == "workshop")
        ).all()
    days = {title: sorted({on for each, on in found if each == title}) for title in FAMILIES}
    couple = [date(2014, 5, day) for day in (8, 9, 22, 23)]
    single = [date(2014, 6, day) for day in (5, 6, 19, 20)]
    assert days == {
        "Quillwort and Quillwort": couple,
        "Fescue and Fescue": couple,
        "Sanderling": single,
    }


def test_campaigns_brought_some_of_its_enquiries_and_letters_were_sent_or_wait(kept):
    table = sources(kept, first=date(2012, 4, 1), last=USUAL_TODAY)
    beneath = [line for line in table.lines if line.kind is not LineKind.SOURCE]
    assert {LineKind.CAMPAIGN, LineKind.EVENT} == {line.kind for line in beneath}
    assert any(line.found.approved for line in beneath)
    assert any(line.found.enquiries and line.found.cost for line in beneath)
    assert all(line.found.enquiries < table.total.enquiries / 4 for line in beneath)
    with kept.reading() as session:
        letters = session.scalars(select(Letter)).all()
        notes = session.scalar(select(func.count()).select_from(CampaignNote))
        opened = dict(session.execute(select(Case.id, Case.opened_on)).all())
        began = dict(session.execute(select(Campaign.id, Campaign.begins_on)).all())
        named = session.execute(
            select(Case.opened_on, Case.campaign_id).where(Case.campaign_id.is_not(None))
        ).all()
    assert notes
    assert all(began[campaign_id] <= on for on, campaign_id in named)
    assert 15 <= len(letters) <= 40  # each has a paper
    assert {letter.sent_on is None for letter in letters} == {False, True}
    assert any(letter.promise_id for letter in letters)
    assert {letter.name for letter in letters} >= {"joining", "registration_accepted"}
    for letter in letters:
        assert opened[letter.case_id] <= letter.written_on <= letter.made_at.date() <= USUAL_TODAY
        assert letter_paper(kept, letter_id=letter.id).startswith(b"%PDF")


def test_every_page_of_a_case_can_be_shown_and_its_people_found(kept):
    with kept.reading() as session:
        cases = session.scalars(select(Case).order_by(Case.reference_number)).all()
        names = session.scalars(select(Person.given_names).limit(40)).all()
    for case in cases[::9]:
        page = case_page(kept, case_id=case.id, today=USUAL_TODAY)
        assert page.faults == ()
        for clock in page.clocks:
            assert sum(clock.days_by_owner.values()) == clock.gross_days
    for name in names:
        assert find(kept, words=name)


def test_a_sample_that_stands_is_opened_and_not_made_again(kept):
    before = sample_mark(kept.folder)
    assert open_sample(kept.folder) == kept.folder
    assert sample_mark(kept.folder) == before


@pytest.mark.long
@pytest.mark.parametrize("enquiries", [0, 1, 7])
def test_a_small_sample_is_made_too(tmp_path, enquiries):
    store = make_sample(
        tmp_path / "small", enquiries=enquiries, seed=1, today=date(2020, 5, 5), password="a word"
    )
    with store:
        assert checking.check(store) == []
        assert sample_mark(tmp_path / "small").password == ""


@pytest.mark.long
def test_a_sample_of_ten_years_begins_nine_recruitment_years_before_this_one(tmp_path):
    store = make_sample(
        tmp_path / "ten", enquiries=400, years=10, seed=3, today=USUAL_TODAY, password="a word"
    )
    with store:
        assert checking.check(store) == []
        assert len(recruitment_years(store, today=USUAL_TODAY)) == 10
        with store.reading() as session:
            days = session.scalars(select(Case.opened_on)).all()
            targets = session.scalars(select(Target.year_starts_on)).all()
    assert sorted(targets) == [date(year, 4, 1) for year in range(2005, 2015)]
    assert {date(2005, 4, 1) <= day <= USUAL_TODAY for day in days} == {True}
    for year in range(2005, 2014):
        assert sum(date(year, 4, 1) <= day < date(year + 1, 4, 1) for day in days) > 20


def test_a_story_told_in_parts_is_as_one(monkeypatch):
    monkeypatch.setattr(sample_cases, "_AT_ONCE", 110)
    told = story(enquiries=500)
    days = [case.opened_on for case in told.cases]
    journeys = [case.journey for case in told.cases]
    assert len(days) == 500
    assert sum(later < earlier for earlier, later in pairwise(days)) <= 4  # where parts meet
    for case, journey in zip(told.cases, journeys, strict=True):
        assert permitted.faults(case.events) == ()
        if case.returned_from is not None:
            earlier = told.cases[case.returned_from]
            assert earlier.household.applicants == case.household.applicants
            assert earlier.journey.closed_on < case.opened_on
        assert journey.opened_on == case.opened_on
    assert sum(case.returned_from is not None for case in told.cases) > 5


def test_no_two_households_share_a_telephone_however_many_there_are():
    people = People(Random(1))  # noqa: S311 - invents people, keeps no secret
    numbers = [
        person.telephone
        for _ in range(20_000)
        if (person := people.household(USUAL_TODAY).people[0]).telephone
    ]
    assert len(set(numbers)) == len(numbers) == 20_000


def test_a_sample_out_of_bounds_is_refused_and_leaves_nothing(tmp_path):
    for enquiries, today in ((-1, USUAL_TODAY), (100_001, USUAL_TODAY), (1, date(1900, 1, 1))):
        with pytest.raises(Problem):
            make_sample(
                tmp_path / "no", enquiries=enquiries, seed=1, today=today, password="a word"
            )
    for years in (0, 11):
        with pytest.raises(Problem):
            make_sample(
                tmp_path / "no",
                enquiries=1,
                years=years,
                seed=1,
                today=USUAL_TODAY,
                password="a word",
            )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_mark_is_no_sample(tmp_path):
    assert sample_mark(tmp_path) is None
    (tmp_path / "sample.toml").write_text("today = no\n", "utf-8")
    assert sample_mark(tmp_path) is None


def test_check_names_a_case_by_reference_and_what_differs(kept, tmp_path):
    folder = shutil.copytree(kept.folder, tmp_path / "copy")
    (folder / "store.lock").unlink(missing_ok=True)
    with Store.open(folder, MANAGER, USUAL_PASSWORD) as store:
        with store.writing(act="tamper") as session:
            first, second = session.scalars(select(Case).order_by(Case.reference_number).limit(2))
            first.approved_on = date(2014, 1, 1)
            event = session.scalars(
                select(CaseEvent).where(
                    CaseEvent.case_id == second.id, CaseEvent.kind == K.INFORMATION_SENT
                )
            ).first()
            event.on = date(2014, 11, 1)
        found = checking.check(store)
    assert found[0] == (
        "AR-0001: what is kept is not what its dated events say: the day of approval."
    )
    assert any(sentence.startswith("AR-0002: clocks are not as") for sentence in found)


def test_the_story_reads_the_same_from_the_store(kept):
    with kept.reading() as session:
        case = session.scalars(select(Case).where(Case.approved_on.is_not(None))).first()
        rows = session.scalars(
            select(CaseEvent).where(CaseEvent.case_id == case.id, CaseEvent.struck_at.is_(None))
        )
        events = [Event(row.kind, row.on, row.place, row.facts) for row in rows]
    assert read(events).approved_on == case.approved_on


def test_its_reports_refer_to_what_is_recorded_and_say_it_as_it_is(kept):
    with kept.reading() as session:
        reports = select(WrittenForm.case_id, WrittenForm.id).where(WrittenForm.form == REPORT)
        forms = session.execute(reports).all()
    followed = 0
    for case_id, form_id in forms:
        known = texts_of(facts_of(kept, case_id=case_id, today=USUAL_TODAY))
        for told in every_section(kept, form_id=form_id).values():
            for box in told.boxes.values():
                followed += len(prose.references(box))
                assert prose.resolved(box, known) == box
    assert len(forms) == 8
    assert followed >= 15


def test_its_reports_are_of_everybody_in_the_household(kept):
    with kept.reading() as session:
        words = dict(
            session.execute(
                select(Case.title, func.sum(WrittenSection.word_count))
                .join(WrittenForm, WrittenForm.case_id == Case.id)
                .join(WrittenSection, WrittenSection.written_form_id == WrittenForm.id)
                .where(WrittenForm.form == REPORT)
                .group_by(Case.id)
            ).all()
        )
        cases = session.scalars(select(Case).where(Case.title.in_(FAMILIES))).all()
        consents = session.scalar(select(func.count()).select_from(ProfileConsent))
    assert {title for title, count in words.items() if 9_000 <= count <= 14_000} == FAMILIES
    assert Counter(case.stage for case in cases) == {Stage.PANEL: 1, Stage.STAGE_TWO: 2}
    assert consents == 5
    for case in cases:
        page = report_page(kept, case_id=case.id)
        assert 9_000 <= page.words <= 14_000
        assert not [line for line in page.lines if line.is_left_over]


def test_the_two_written_in_full_have_a_drawn_picture_that_both_may_be_shown_with(kept):
    with kept.reading() as session:
        pictures = session.scalars(select(Photograph)).all()
        cases = {session.get_one(Case, each.case_id).title for each in pictures}
        agreed = {each.case_id for each in session.scalars(select(ProfileConsent))}
    assert cases == FAMILIES - {"Fescue and Fescue"}
    for each in pictures:
        assert each.is_in_profile
        assert each.case_id in agreed
        assert each.caption.startswith("A drawing")
        assert ready_picture(content_of(kept, attachment_id=each.attachment_id)).width == 960
