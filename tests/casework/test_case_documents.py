import io
import os
import zipfile
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import select

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.checking import check
from recruitment_app.casework.checks.check_rows import case_checks
from recruitment_app.casework.checks.checks import ask
from recruitment_app.casework.file.case_documents import (
    add_documents,
    change_document,
    documents,
    evidence_counts,
    put_back_document,
    take_off_document,
)
from recruitment_app.casework.file.reading_documents import document_content, save_document
from recruitment_app.casework.file.sealing_documents import seal_document
from recruitment_app.casework.finding import find
from recruitment_app.casework.merging import merging
from recruitment_app.casework.merging.side_by_side import merge_view
from recruitment_app.casework.merging.unmerging import undo_merge
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem, StoreTrouble
from recruitment_app.rules.roles import Role
from recruitment_app.store.ids import new_id
from recruitment_app.store.tables import Attachment, AuditEntry, Worker
from recruitment_app.ui.errands import Cancelled
from tests.casework.cases import TODAY, an_enquiry, day, registered
from tests.documents_made import a_paper


@pytest.fixture
def paper(tmp_path) -> Path:
    file = tmp_path / "Letter of the surgery.pdf"
    file.write_bytes(a_paper())
    return file


def added(store, case_id, file, **facts):
    told = {"kind": "letter", "today": TODAY, **facts}
    sealed = seal_document(store, file=file)
    return add_documents(store, case_id=case_id, sealed=[sealed], **told).record_id


def acting_as(store, role):
    """Sign a colleague of this role in; return who was there before."""
    before = store.person_id
    with store.writing(act="add_worker") as session:
        team_id = session.scalars(select(Worker.team_id)).first()
        person = Worker(id=new_id(), team_id=team_id, name=role, name_fold=role, role=Role(role))
        session.add(person)
    store.person_id = person.id
    return before


def test_a_document_is_added_found_read_saved_out_and_its_file_proved(each_store, paper, tmp_path):
    case_id = an_enquiry(each_store)
    fern = case_page(each_store, case_id=case_id, today=TODAY).people[0]
    document_id = added(each_store, case_id, paper, dated_on=day(11, 3), person_id=fern.id)
    (row,) = documents(each_store, case_id=case_id)
    assert (row.title, row.kind_words, row.person) == ("Letter of the surgery", "Letter", fern.name)
    assert (row.media_type, row.size) == ("application/pdf", paper.stat().st_size)
    assert (row.dated_on, row.added_on, row.is_confidential) == (day(11, 3), TODAY, False)
    assert [each.text for each in find(each_store, words="surgery")] == [
        "Letter of the surgery (Letter)"
    ]
    assert document_content(each_store, document_id=document_id).content == paper.read_bytes()
    out = save_document(each_store, document_id=document_id, file=tmp_path / "out.pdf")
    assert out.read_bytes() == paper.read_bytes()
    locked = save_document(
        each_store, document_id=document_id, file=tmp_path / "locked.pdf", password="of her own"
    )
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(locked)
    pikepdf.open(locked, password="of her own").close()
    with each_store.reading() as session:
        acts = session.scalars(select(AuditEntry.act)).all()
    assert acts.count("save_document") == 2
    assert check(each_store) == []
    assert paper.exists()  # the file itself stays as it is


def test_it_is_changed_taken_off_and_put_back_by_the_undo_of_the_act(file_store, paper):
    case_id = an_enquiry(file_store)
    document_id = added(file_store, case_id, paper)
    facts = {"document_id": document_id, "kind": "form", "today": TODAY}
    (row,) = documents(file_store, case_id=case_id)
    change_document(file_store, seen=row.version, title="Form of  the\nsurgery", **facts)
    (row,) = documents(file_store, case_id=case_id)
    assert (row.title, row.kind) == ("Form of the surgery", "form")
    with pytest.raises(ChangedMeanwhile):
        change_document(file_store, seen=row.version - 1, title="Another", **facts)
    with pytest.raises(Problem, match="found by its title"):
        change_document(file_store, seen=row.version, title=" ", **facts)
    taken = take_off_document(file_store, document_id=document_id)
    assert documents(file_store, case_id=case_id) == ()
    assert find(file_store, words="surgery") == []
    with pytest.raises(Problem, match="not in the case any more"):
        take_off_document(file_store, document_id=document_id)
    assert taken.undo is not None
    assert taken.undo(file_store).sentence == "Document put back."
    assert [row.title for row in documents(file_store, case_id=case_id)] == ["Form of the surgery"]
    with pytest.raises(Problem, match="back already"):
        put_back_document(file_store, document_id=document_id)
    assert check(file_store) == []


def test_a_document_is_the_evidence_of_a_record(file_store, paper):
    case_id, record_key = an_enquiry(file_store), str(new_id())
    added(file_store, case_id, paper, record_key=record_key)
    added(file_store, case_id, paper, record_key=record_key, titles=["The same again"])
    added(file_store, case_id, paper)
    assert evidence_counts(file_store, case_id=case_id) == {record_key: 2}
    found = documents(file_store, case_id=case_id, record_key=record_key)
    assert [row.title for row in found] == ["The same again", "Letter of the surgery"]
    with file_store.reading() as session:
        assert len(session.scalars(select(Attachment)).all()) == 1  # the same content is one file


def test_the_evidence_of_a_confidential_check_is_confidential_whatever_was_ticked(
    file_store, paper
):
    case_id = registered(file_store)
    rows = case_checks(file_store, case_id=case_id, today=TODAY)
    key = next(row.key for row in rows if row.key.kind == "health_report")
    check_id = ask(file_store, check=key, on=TODAY, today=TODAY).record_id
    document_id = added(file_store, case_id, paper, record_key=str(check_id))
    (row,) = documents(file_store, case_id=case_id)
    assert row.is_confidential
    facts = {"document_id": document_id, "seen": row.version, "kind": "letter", "today": TODAY}
    change_document(file_store, title="A letter", is_confidential=False, **facts)
    acting_as(file_store, "administrator")
    assert documents(file_store, case_id=case_id) == ()
    assert find(file_store, words="letter") == []


def test_an_administrator_adds_a_reference_and_neither_sees_finds_nor_saves_it(
    file_store, paper, tmp_path
):
    case_id, manager = an_enquiry(file_store), acting_as(file_store, "administrator")
    sealed = seal_document(file_store, file=paper)
    facts = {"case_id": case_id, "sealed": [sealed], "today": TODAY, "record_key": "a-check"}
    change = add_documents(file_store, kind="reference", **facts)
    assert "shown to social workers and managers" in change.sentence
    document_id = change.record_id
    assert documents(file_store, case_id=case_id) == ()
    assert evidence_counts(file_store, case_id=case_id) == {}
    assert find(file_store, words="surgery") == []
    for refused in (
        lambda: document_content(file_store, document_id=document_id),
        lambda: save_document(file_store, document_id=document_id, file=tmp_path / "x.pdf"),
        lambda: take_off_document(file_store, document_id=document_id),
    ):
        with pytest.raises(Problem, match="not in the case any more"):
            refused()
    assert not (tmp_path / "x.pdf").exists()
    file_store.person_id = manager
    (row,) = documents(file_store, case_id=case_id)
    assert row.is_confidential  # whatever was ticked
    assert len(find(file_store, words="surgery")) == 1
    acting_as(file_store, "decision_maker")
    with pytest.raises(NotAllowed):
        seal_document(file_store, file=paper)


def test_a_document_goes_with_its_case_in_a_merge_and_comes_back(file_store, paper):
    stays, goes = an_enquiry(file_store), an_enquiry(file_store)
    added(file_store, goes, paper)
    facts = {"case_id": stays, "other_id": goes, "today": TODAY}
    seen = merge_view(file_store, **facts).seen
    merged = merging.merge_cases(file_store, seen=seen, **facts)
    assert [row.case_id for row in documents(file_store, case_id=stays)] == [stays]
    assert [row.case_id for row in find(file_store, words="surgery")] == [stays]
    undo_merge(file_store, merge_id=merged.record_id)
    assert documents(file_store, case_id=stays) == ()
    assert [row.case_id for row in find(file_store, words="surgery")] == [goes]


def zipped(*names, content=b"words"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return out.getvalue()


def locked_pdf():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_paper())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret", R=6))
    return out.getvalue()


REFUSED = {
    "empty.pdf": (b"", "0 bytes"),
    "letter.pdf": (b"MZ" + bytes(300), "is a program"),
    "script": (b"#!/bin/sh\nrm -rf /\n", "is a program"),
    "photo.jpg.exe": (b"words", "is a program"),
    "papers.zip": (zipped("letter.pdf", "setup.exe"), "holds a program"),
    "papers.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(40), "cannot be looked into"),
    "broken.zip": (b"PK\x03\x04" + bytes(40), "cannot be looked into"),
    "locked.pdf": (locked_pdf(), "opens only with a password"),
    "locked.odt": (
        zipped("mimetype", "META-INF/manifest.xml", content=b"<manifest:encryption-data"),
        "opens only with a password",
    ),
}
TAKEN = {
    "papers.zip": zipped("letter.pdf", "notes.txt"),
    "text.docx": zipped("[Content_Types].xml", "word/document.xml"),
    "words.txt": b"MZ is how this letter begins, and it is no program.",
    "damaged.pdf": b"%PDF-1.7 and then nothing",
    "voice.m4a": os.urandom(3000),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_empty_a_program_or_shut_is_refused_in_a_sentence(file_store, tmp_path, name):
    content, sentence = REFUSED[name]
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(Problem, match=sentence) as refused:
        seal_document(file_store, file=file)
    assert refused.value.field == "file"
    assert file.read_bytes() == content


def test_what_is_no_program_is_taken_as_it_is(file_store, tmp_path):
    for name, content in TAKEN.items():
        file = tmp_path / name
        file.write_bytes(content)
        assert seal_document(file_store, file=file).size == len(content)


def test_a_file_that_is_gone_held_or_vanishes_midway_is_a_sentence_and_leaves_nothing(
    file_store, tmp_path, paper, monkeypatch
):
    with pytest.raises(Problem, match="not there any more"):
        seal_document(file_store, file=tmp_path / "gone.pdf")
    with pytest.raises(Problem, match="This is a folder"):
        seal_document(file_store, file=tmp_path)
    large = tmp_path / "large.tif"
    large.write_bytes(os.urandom(3 << 20))

    def cut_short(done, _of, _sentence):
        if done:
            os.truncate(large, 1 << 20)

    with pytest.raises(Problem, match="changed while it was read"):
        seal_document(file_store, file=large, tell=cut_short)

    def cancel(done, _of, _sentence):
        if done:
            raise Cancelled

    large.write_bytes(os.urandom(3 << 20))
    with pytest.raises(Cancelled):
        seal_document(file_store, file=large, tell=cancel)
    folder = tmp_path / "store" / "attachments"
    assert folder.is_dir()
    assert not list(folder.rglob(".part-*"))

    def held(*_facts, **_more):
        raise PermissionError(13, "used by another process")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", held)  # as Windows answers for a file that is held
        with pytest.raises(Problem, match="another program holds it"):
            seal_document(file_store, file=paper)


def test_a_document_whose_file_is_lost_says_so_and_check_names_the_case(file_store, paper):
    case_id = an_enquiry(file_store)
    document_id = added(file_store, case_id, paper)
    with file_store.reading() as session:
        mac = session.scalars(select(Attachment.mac)).one()
    file_store.attachments.place(mac).unlink()
    with pytest.raises(StoreTrouble, match="bring it back from a backup"):
        document_content(file_store, document_id=document_id)
    reference = case_page(file_store, case_id=case_id, today=TODAY).reference
    assert any(
        f"{reference}: the file of a document is missing" in one for one in check(file_store)
    )


def test_what_cannot_be_right_is_refused_beside_its_field(file_store, paper):
    case_id = an_enquiry(file_store)
    sealed = [seal_document(file_store, file=paper)]
    for facts, field in (
        ({"kind": "no such"}, "kind"),
        ({"dated_on": day(12, 1)}, "dated_on"),
        ({"person_id": new_id()}, "person_id"),
        ({"sealed": []}, "file"),
    ):
        told = {"kind": "letter", "sealed": sealed, "today": TODAY, **facts}
        with pytest.raises(Problem) as refused:
            add_documents(file_store, case_id=case_id, **told)
        assert refused.value.field == field
    assert documents(file_store, case_id=case_id) == ()
