"""Everything leaves as open files, which read back hold every row and prove the audit."""

import csv
import hashlib
import json
from datetime import UTC, date, datetime
from io import BytesIO
from uuid import UUID

import pytest
from sqlalchemy import select

from recruitment_app.casework import notes
from recruitment_app.casework.events import sessions
from recruitment_app.casework.file.attaching import attach
from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.leaving.open_tables import meaning_of, meanings, open_tables
from recruitment_app.casework.leaving.whole_store import export_all
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import AttachmentPiece, AuditEntry, Base, Case, Draft, Worker
from recruitment_app.ui.errands import Cancelled
from tests.casework.cases import TODAY, a_session, an_enquiry, day, in_stage_two

AWKWARD = '=1+1, "quoted";\r\nsecond\nline \t \'tis  שלום 😀 007 '


def furnish(store):
    case_id = an_enquiry(store)
    in_stage_two(store)
    meeting = a_session(store, on=day(12, 1), places=5)
    sessions.book_session(
        store, case_id=case_id, session_id=meeting, people=2, on=TODAY, today=TODAY
    )
    with store.writing(act="restrict") as session:
        session.get_one(Case, case_id).is_restricted = True
    notes.add_note(store, case_id=case_id, kind="telephone", on=TODAY, text=AWKWARD, today=TODAY)
    store.save_draft("note", "half a sentence")


def read_back(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


MADE = {
    "uuid": UUID,
    "datetime": lambda text: datetime.fromisoformat(text).astimezone(UTC),
    "date": date.fromisoformat,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "object": json.loads,
}


def understood(field, text):
    """Return a value as the description says that it is to be read."""
    kind = "uuid" if field.get("format") == "uuid" else field["type"]
    if kind == "string":
        return None if "enum" in field.get("constraints", {}) and not text else text
    return MADE[kind](text) if text else None


def test_read_back_the_files_give_every_row_of_every_table(each_store, tmp_path):
    furnish(each_store)
    with each_store.reading() as session:
        kept = {
            name: [dict(row) for row in session.execute(select(table)).mappings()]
            for name, table in open_tables().items()
        }
    folder = tmp_path / "everything"
    taken = export_all(each_store, folder=folder, today=TODAY)
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    resources = {each["name"]: each for each in described["resources"]}
    assert kept.keys() == resources.keys() - {"codes_in_force", "limits_in_force"}
    assert (taken.tables, taken.rows) == (
        len(resources),
        sum(each["rows"] for each in resources.values()),
    )
    for name, rows in kept.items():
        fields = {field["name"]: field for field in resources[name]["schema"]["fields"]}
        found = [
            {column: understood(fields[column], text) for column, text in row.items()}
            for row in read_back(folder, name)
        ]
        order = resources[name]["schema"]["primaryKey"]
        key = lambda row: [str(row[column]) for column in order]  # noqa: B023, E731 - used at once
        assert sorted(found, key=key) == sorted(rows, key=key), name
    assert any(row["text"] == AWKWARD.strip() or AWKWARD in row["text"] for row in kept["notes"])


def test_every_table_but_drafts_and_the_bytes_of_files_leaves():
    left_out = {Draft.__tablename__, AttachmentPiece.__tablename__}
    assert left_out == Base.metadata.tables.keys() - open_tables().keys()


def test_every_column_of_every_table_has_a_meaning_and_none_has_two():
    for name, table in open_tables().items():
        assert meaning_of(name)
        for column in table.columns:
            assert meaning_of(name, column.name), f"{name}.{column.name}: table_meanings.toml"
    made = {"codes_in_force", "limits_in_force", "every"}
    assert meanings().keys() - made == open_tables().keys()
    for name, own in meanings().items():
        if name not in made:
            assert own.keys() - {"table"} <= set(open_tables()[name].columns.keys()), name
        assert not any(meaning.startswith(" ") or not meaning for meaning in own.values())


def test_the_files_prove_themselves_as_their_readme_says(each_store, tmp_path):
    furnish(each_store)
    folder = tmp_path / "everything"
    export_all(each_store, folder=folder, today=TODAY)
    before = "0" * 64
    rows = read_back(folder, "audit_entries")
    for seq, row in enumerate(rows, start=1):
        assert int(row["seq"]) == seq
        assert row["prev_hash"] == before
        told = [
            row["stream"],
            seq,
            row["at"],
            row["by_id"] or None,
            row["act"],
            row["case_id"] or None,
            row["payload"],
        ]
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        before = hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()
        assert row["hash"] == before
    readme = (folder / "README.txt").read_text("utf-8")
    assert before in readme
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert described["audit"] == {"seq": len(rows), "hash": before}
    for each in described["resources"]:
        content = (folder / each["path"]).read_bytes()
        assert each["bytes"] == len(content)
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_every_reference_of_the_description_finds_its_row(file_store, tmp_path):
    furnish(file_store)
    folder = tmp_path / "everything"
    export_all(file_store, folder=folder, today=TODAY)
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    held = {each["name"]: read_back(folder, each["name"]) for each in described["resources"]}
    followed = 0
    for each in described["resources"]:
        for reference in each["schema"].get("foreignKeys", ()):
            there = reference["reference"]
            known = {row[there["fields"]] for row in held[there["resource"] or each["name"]]}
            used = {row[reference["fields"]] for row in held[each["name"]]} - {""}
            assert used <= known
            followed += bool(used)
    assert followed > 10


def test_the_codes_and_limits_in_force_leave_beside_what_the_agency_changed(each_store, tmp_path):
    an_enquiry(each_store)
    folder = tmp_path / "everything"
    export_all(each_store, folder=folder, today=TODAY)
    with each_store.reading() as session:
        law = read_law(session)
    codes = {
        (row["list_name"], row["code"]): row["label"] for row in read_back(folder, "codes_in_force")
    }
    for row in read_back(folder, "case_events"):
        assert ("event_kind", row["kind"]) in codes
    for row in read_back(folder, "cases"):
        assert {("stage", row["stage"]), ("status", row["status"])} <= codes.keys()
        assert ("source_of_enquiry", row["source"]) in codes
    assert {row["limit_id"] for row in read_back(folder, "limits_in_force")} == set(law.limits)


def test_drafts_stay_and_the_readme_tells_how_many(file_store, tmp_path):
    furnish(file_store)
    folder = tmp_path / "everything"
    export_all(file_store, folder=folder, today=TODAY)
    assert not any(b"half a sentence" in file.read_bytes() for file in folder.iterdir())
    readme = (folder / "README.txt").read_text("utf-8")
    assert "(drafts): 1 left out" in readme
    assert "NOT ENCRYPTED" in readme
    assert max(map(len, readme.splitlines())) < 240
    assert folder.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.iterdir())


def test_only_a_manager_takes_everything(each_store, tmp_path):
    for role in set(Role) - {Role.MANAGER}:
        with each_store.writing(act="change_worker") as session:
            session.get_one(Worker, each_store.person_id).role = role
        with pytest.raises(NotAllowed):
            export_all(each_store, folder=tmp_path / "everything", today=TODAY)
    assert not (tmp_path / "everything").exists()


def test_a_folder_that_is_used_synced_or_the_stores_own_is_refused(file_store, tmp_path):
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "letter.txt").write_text("kept", encoding="utf-8")
    for folder, why in (
        (tmp_path / "used", "not empty"),
        (tmp_path / "OneDrive" / "all", "not encrypted"),
        (file_store.folder / "all", "outside"),
    ):
        with pytest.raises(Problem, match=why):
            export_all(file_store, folder=folder, today=TODAY)
    assert [file.name for file in (tmp_path / "used").iterdir()] == ["letter.txt"]


def test_a_cancel_leaves_nothing_behind_and_tells_the_audit_nothing(file_store, tmp_path):
    furnish(file_store)
    heard = []

    def stop(done, of, sentence):
        heard.append((done, of, sentence))
        if sentence == "Writing cases.csv.":
            raise Cancelled

    place = tmp_path / "room"
    with pytest.raises(Cancelled):
        export_all(file_store, folder=place / "everything", today=TODAY, tell=stop)
    assert list(place.iterdir()) == []
    assert heard[0][0] == 0
    assert all(done <= of for done, of, _ in heard)
    with file_store.reading() as session:
        assert session.query(AuditEntry).filter_by(act="export_all").count() == 0


def test_the_audit_is_told_that_everything_left(each_store, tmp_path):
    an_enquiry(each_store)
    taken = export_all(each_store, folder=tmp_path / "everything", today=TODAY)
    with each_store.reading() as session:
        entry = session.query(AuditEntry).order_by(AuditEntry.seq.desc()).first()
        assert entry.act == "export_all"
        (row,) = json.loads(entry.payload)
        assert row["told"]["rows"] == str(taken.rows)


def test_attached_files_leave_as_they_were_under_the_name_that_their_row_tells(
    each_store, tmp_path
):
    content = bytes(3 << 20)
    with each_store.writing(act="attach") as session:
        kept = attach(
            session, each_store, BytesIO(content), kind="edition", media_type="application/pdf"
        )
    export_all(each_store, folder=tmp_path / "everything", today=TODAY)
    (file,) = (tmp_path / "everything" / "attachments").iterdir()
    assert file.name == f"{kept.mac}.pdf"
    assert file.read_bytes() == content
    assert file.stat().st_mode & 0o077 == 0
    assert kept.mac in (tmp_path / "everything" / "attachments.csv").read_text("utf-8")


def test_a_file_that_is_lost_does_not_keep_the_rest_from_leaving(file_store, tmp_path):
    with file_store.writing(act="attach") as session:
        kept = attach(
            session, file_store, BytesIO(b"x"), kind="photograph", media_type="image/jpeg"
        )
    file_store.attachments.place(kept.mac).unlink()
    export_all(file_store, folder=tmp_path / "everything", today=TODAY)
    assert list((tmp_path / "everything" / "attachments").iterdir()) == []
