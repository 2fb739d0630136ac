from datetime import date

import pytest
from sqlalchemy import select

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checking import check
from recruitment_app.casework.merging import merging
from recruitment_app.casework.merging.unmerging import undo_merge
from recruitment_app.casework.reports.photographs import (
    add_photograph,
    change_photograph,
    photograph_content,
    photographs,
    photographs_to_print,
    take_off_photograph,
)
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem, StoreTrouble
from recruitment_app.forms.definition import Edition
from recruitment_app.rules.roles import Role
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import Attachment, AuditEntry, Case, Worker
from tests.casework.cases import TODAY, an_enquiry, day
from tests.photographs_made import a_picture


@pytest.fixture
def file(tmp_path):
    place = tmp_path / "garden.jpg"
    place.write_bytes(a_picture(taken="2014:05:03 11:22:33"))
    return place


def added(store, case_id, file, **facts):
    told = {"alternative": "Both in their garden.", "today": TODAY, **facts}
    return add_photograph(store, case_id=case_id, file=file, **told).record_id


def test_a_photograph_is_added_shown_and_read_again(each_store, file):
    case_id = an_enquiry(each_store)
    fern = case_page(each_store, case_id=case_id, today=TODAY).people[0]
    added(each_store, case_id, file, person_id=fern.id)
    added(each_store, case_id, file, taken_on=day(11, 1), is_in_profile=True)
    first, second = photographs(each_store, case_id=case_id)
    assert (first.person, first.taken_on, first.is_in_profile) == (fern.name, day(5, 3), False)
    assert (second.person, second.taken_on, second.is_in_profile) == ("", day(11, 1), True)
    assert photograph_content(each_store, photograph_id=first.id)[:3] == b"\xff\xd8\xff"
    with each_store.reading() as session:
        assert len(session.scalars(select(Attachment)).all()) == 1  # the same picture is one file
        payloads = "".join(session.scalars(select(AuditEntry.payload)))
    assert "garden.jpg" not in payloads
    assert check(each_store) == []


def test_it_is_changed_replaced_and_taken_off_and_the_history_keeps_it(file_store, file, tmp_path):
    case_id = an_enquiry(file_store)
    photograph_id = added(file_store, case_id, file)
    (row,) = photographs(file_store, case_id=case_id)
    other = tmp_path / "other.png"
    other.write_bytes(a_picture(90, 30, "PNG"))
    facts = {
        "photograph_id": photograph_id,
        "alternative": "Fern  with\nthe dog.",
        "taken_on": day(10, 2),
        "person_id": None,
        "is_in_profile": True,
        "today": TODAY,
    }
    change_photograph(file_store, seen=row.version, file=other, **facts)
    (changed,) = photographs(file_store, case_id=case_id)
    assert (changed.alternative, changed.taken_on) == ("Fern with the dog.", day(10, 2))
    assert changed.attachment_id != row.attachment_id
    with pytest.raises(ChangedMeanwhile):
        change_photograph(file_store, seen=row.version, **facts)
    take_off_photograph(file_store, photograph_id=photograph_id)
    assert photographs(file_store, case_id=case_id) == []
    with pytest.raises(Problem, match="not in the case any more"):
        take_off_photograph(file_store, photograph_id=photograph_id)
    with file_store.reading() as session:
        kept = session.scalars(select(Attachment)).all()
    assert all(file_store.attachments.is_whole(each.mac, each.size) for each in kept)
    assert len(kept) == 2


def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_kept(file_store, file, tmp_path):
    case_id = an_enquiry(file_store)
    (tmp_path / "no.jpg").write_text("no picture")
    for facts, field in (
        ({"file": tmp_path / "no.jpg"}, "file"),
        ({"alternative": " \n"}, "alternative"),
        ({"taken_on": date(2014, 11, 15)}, "taken_on"),
        ({"person_id": new_id()}, "person_id"),
    ):
        with pytest.raises(Problem) as refused:
            added(file_store, case_id, **{"file": file, **facts})
        assert refused.value.field == field
    assert photographs(file_store, case_id=case_id) == []


def test_a_camera_whose_clock_runs_ahead_gives_no_day(file_store, tmp_path):
    case_id = an_enquiry(file_store)
    (tmp_path / "a.jpg").write_bytes(a_picture(taken="2034:05:03 11:22:33"))
    added(file_store, case_id, tmp_path / "a.jpg")
    assert photographs(file_store, case_id=case_id)[0].taken_on is None


def test_an_edition_prints_what_it_may(file_store, file):
    case_id = an_enquiry(file_store)
    added(file_store, case_id, file, alternative="All")
    added(file_store, case_id, file, alternative="Profile", is_in_profile=True)

    def printed(edition):
        found = photographs_to_print(file_store, case_id=case_id, edition=edition)
        return [each.alternative for each in found]

    assert printed(Edition.PANEL) == printed(Edition.APPLICANTS) == ["All", "Profile"]
    assert printed(Edition.PROFILE) == ["Profile"]
    assert printed(Edition.ADDENDUM) == []


def test_a_file_that_is_lost_is_said_and_prints_as_such(file_store, file):
    case_id = an_enquiry(file_store)
    photograph_id = added(file_store, case_id, file)
    with file_store.reading() as session:
        mac = session.scalars(select(Attachment.mac)).one()
    file_store.attachments.place(mac).unlink()
    with pytest.raises(StoreTrouble, match="bring it back from a backup"):
        photograph_content(file_store, photograph_id=photograph_id)
    (told,) = photographs_to_print(file_store, case_id=case_id, edition=Edition.PANEL)
    assert told.content == b""
    assert len(check(file_store)) == 1
    added(file_store, case_id, file)  # the same picture once more brings it back
    assert check(file_store) == []


def test_who_may_not_see_the_case_sees_no_photograph_of_it(each_store, file):
    case_id = an_enquiry(each_store)
    photograph_id = added(each_store, case_id, file)
    with each_store.writing(act="restrict") as session:
        session.get_one(Case, case_id).is_restricted = True
        session.get_one(Worker, each_store.person_id).role = Role.PANEL_ADVISER
    for read in (
        lambda: photographs(each_store, case_id=case_id),
        lambda: photograph_content(each_store, photograph_id=photograph_id),
    ):
        with pytest.raises(Problem, match="not in the store any more"):
            read()
    with pytest.raises(NotAllowed):
        added(each_store, case_id, file)


def test_a_merge_brings_the_photographs_and_its_undo_takes_them_back(each_store, file):
    stays, goes = an_enquiry(each_store), an_enquiry(each_store)
    added(each_store, goes, file)
    view = merging.merge_view(each_store, case_id=stays, other_id=goes, today=TODAY)
    merge = merging.merge_cases(
        each_store, case_id=stays, other_id=goes, seen=view.seen, today=TODAY
    )
    assert len(photographs(each_store, case_id=stays)) == 1
    undo_merge(each_store, merge_id=merge.record_id)
    assert photographs(each_store, case_id=stays) == []
    assert len(photographs(each_store, case_id=goes)) == 1
