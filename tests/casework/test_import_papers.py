"""What the report of an import gathers, row by row, and for whom."""

import pytest
from sqlalchemy import select

from recruitment_app.casework.importing.import_papers import import_paper, report_of_import
from recruitment_app.casework.importing.import_undo import undo_import
from recruitment_app.casework.importing.imports import import_cases, plan_import
from recruitment_app.casework.merging.known_households import HIDDEN
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import Case
from tests.casework.test_import_undo import OTHER, VISITED
from tests.casework.test_imports import TODAY, add_worker, bring_in, made

WHY = "The same date of enquiry, names and telephone, e-mail or postcode."


def gathered(store, number=1):
    return report_of_import(store, number=number, today=TODAY)


def test_the_report_tells_of_every_row(each_store, tmp_path):
    bring_in(each_store, made(tmp_path, {}))
    second = made(tmp_path, VISITED, {}, OTHER, {**OTHER, "Visit": "21/01/2014"}, name="second.csv")
    bring_in(each_store, second)
    report = gathered(each_store, 2)
    assert report.brought_in == (
        ("File", "second.csv"),
        ("Read by the mapping", "tracker"),
        ("Brought in", "14 November 2014 by Morgan Example"),
    )
    assert report.new == (("4", "AR-0002", "Unlike", "None"),)
    assert report.changed == (
        ("2", "AR-0001", "Testcase and Sample", f"{WHY} Adds “Initial visit held”."),
        ("5", "row 4", "Unlike", f"{WHY} Adds “Initial visit held”."),
    )
    assert report.duplicates == (("3", "AR-0001", "Testcase and Sample", WHY),)
    assert import_paper(each_store, number=2, today=TODAY).startswith(b"%PDF")


def test_the_report_of_an_import_that_was_undone_says_so(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {}))
    undo_import(file_store, number=1, today=TODAY)
    report = gathered(file_store)
    assert report.brought_in[-1] == ("Undone", "14 November 2014 by Morgan Example")
    assert report.new == (("2", "AR-0001", "Testcase and Sample", "None"),)


def test_a_case_that_may_not_be_seen_is_not_named(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {}))
    bring_in(file_store, made(tmp_path, {}))
    with file_store.writing(act="restrict") as session:
        session.scalars(select(Case)).one().is_restricted = True
    file_store.person_id = add_worker(file_store, "Ada Example", Role.ADMINISTRATOR)
    assert gathered(file_store).new == (("2", HIDDEN, HIDDEN, "None"),)
    assert gathered(file_store, 2).duplicates == (("2", HIDDEN, HIDDEN, WHY),)


def test_the_report_is_for_those_who_bring_cases_in(file_store, tmp_path):
    bring_in(file_store, made(tmp_path, {}))
    with pytest.raises(Problem, match="There is no import 7"):
        gathered(file_store, 7)
    file_store.person_id = add_worker(file_store, "Casey Example", Role.SOCIAL_WORKER)
    with pytest.raises(NotAllowed):
        gathered(file_store)


def test_the_report_tells_what_was_guessed_answered_and_corrected(file_store, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Date of enquiry,Source\nAnn Lee,3/4/14,Raido\nBo Fen,4/4/14,Pigeon post\n"
        "Ida,5/4/14,Pigeon-Post\n",
        encoding="utf-8",
    )
    plan = plan_import(
        file_store,
        path=path,
        today=TODAY,
        answers={"Source": {"Raido": "radio", "pigeon post": ""}, "Gender": {"X": ""}},
        corrections={(4, 0): "Ida Vale"},
    )
    assert import_cases(file_store, plan=plan, today=TODAY).sentence == "3 cases brought in."
    told = gathered(file_store).brought_in
    assert told[2:5] == (
        ("Read so", "Letters utf-8, headings in row 1, days day first"),
        ("Not sure", plan.layout.remarks[0]),
        (
            "Spellings answered",
            "“Raido” under Source: Radio; “Pigeon post” under Source: left out, kept as a note",
        ),
    )
    assert told[5] == ("Cells corrected", "row 4, Name")
    assert import_paper(file_store, number=1, today=TODAY).startswith(b"%PDF")
    again = plan_import(
        file_store,
        path=path,
        today=TODAY,
        answers={"Raido": "radio", "Pigeon post": ""},
        corrections={(4, 0): "Ida Vale"},
    )
    sentence = import_cases(file_store, plan=again, today=TODAY).sentence
    assert sentence == "3 cases brought in, of which 3 may be duplicates."
