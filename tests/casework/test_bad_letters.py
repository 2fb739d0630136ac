"""Whatever is wrong with a letter is said in one sentence, and nothing of it is lost."""

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.households.household_details import keep_detail
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letter_previews import preview_letter, print_letters
from recruitment_app.casework.letters.letter_rows import letter_paper, letter_row, letters_of_case
from recruitment_app.casework.letters.letter_texts import (
    letter_text_history,
    letter_texts,
    set_letter_text,
    set_text_back,
)
from recruitment_app.casework.letters.letter_trials import try_wording
from recruitment_app.casework.letters.letters import make_letter, make_letters, mark_sent
from recruitment_app.errors import Problem
from recruitment_app.store.tables import LetterText
from tests.casework.cases import TODAY
from tests.casework.test_letters import household

NAME = "visit_outcome"
ASKS = {"outcome": "Please send us your registration of interest."}
TYPED = {
    "mark-up typed as text": "<b>bold</b> & <i> &amp; <para> ]]> <!-- <br/> %s {0} \\n",
    "fields typed as text": "{applicants.names} {{ }} {passage.ending} {",
    "an unbreakable word": "W" * 500 + " " + "x" * 5_000,
    "right to left": "\u0645\u0627\u0631\u064a\u0627 and \u05e9\u05dc\u05d5\u05dd " * 50,
    "combining marks": "e" + "\u0301\u0300\u0302" * 100,
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 " * 50,
    "control characters": "".join(map(chr, range(32))) + "\x7f\x80\ufffe\uffff\ufeff",
    "half a character": "a\ud800b",
    "thousands of lines": "a line\n" * 2_000,
    "items of lists and empty lines": "- \n-\n\n\n - one\n--\n- two\n \n" * 20,
}


def asked(store, case_id, **more):
    """Return what stands against a letter; where anything does, that it is not made either."""
    wanted = Wanted(**{"name": NAME, "on": TODAY, "asks": ASKS, **more})
    found = preview_letter(store, case_id=case_id, wanted=wanted, today=TODAY)
    if found.is_refused:
        with pytest.raises(Problem) as told:
            make_letter(store, case_id=case_id, wanted=wanted, today=TODAY)
        assert str(told.value) == found.refusals[0]
        assert letters_of_case(store, case_id=case_id) == ()
    return found.refusals


def test_a_letter_to_somebody_without_an_address_is_refused_by_the_way_it_was_to_go(each_store):
    case_id = household(each_store, couple=False, address="")
    nobody = "address of Fern Ada Larkspur is recorded: enter one,"
    (told,) = asked(each_store, case_id)
    assert told == f"No {nobody} send it by e-mail, or hand it over."
    (told,) = asked(each_store, case_id, way="email")
    assert told == f"No e-mail {nobody} or send the letter by post."
    assert asked(each_store, case_id, way="by_hand") == ()
    assert asked(each_store, case_id, to_address="1 Sample Street\nSampleton") == ()
    person = case_page(each_store, case_id=case_id, today=TODAY).people[0].id
    facts = {"kind": "email", "value": "fern@example.org"}
    keep_detail(each_store, person_id=person, kind="contact", facts=facts, today=TODAY)
    assert asked(each_store, case_id, way="email") == ()


def test_of_many_letters_one_without_an_address_is_named_and_none_is_made(each_store):
    cases = [household(each_store, couple=False, address=where) for where in ("1 Road", "", "2 Rd")]
    wanted = Wanted(name=NAME, on=TODAY, asks=ASKS)
    with pytest.raises(Problem) as told:
        make_letters(each_store, cases=cases, wanted=wanted, today=TODAY)
    assert str(told.value).startswith("1 of 3 letters cannot be made, so none was")
    assert all(letters_of_case(each_store, case_id=case_id) == () for case_id in cases)
    by_hand = replace(wanted, way="by_hand")
    make_letters(each_store, cases=[*cases, cases[0]], wanted=by_hand, today=TODAY)
    assert all(len(letters_of_case(each_store, case_id=case_id)) == 1 for case_id in cases)


def test_a_wording_that_was_refused_changes_nothing_of_the_letters_to_come(each_store):
    case_id = household(each_store)
    wanted = Wanted(name=NAME, on=TODAY, asks=ASKS)
    before = preview_letter(each_store, case_id=case_id, wanted=wanted, today=TODAY)
    words = {row.name: row for row in letter_texts(each_store)}
    for name, body, told in (
        (NAME, "{applicant.names} {ask.outcome}", "did you mean {applicants.names}?"),
        (NAME, "{ask.outcome} {passage.end}", "did you mean {passage.ending}?"),
        (NAME, "{ask.outcome} {", "A brace stands alone"),
        ("passage.ending", "{passage.ask_us}", ""),
        ("passage.ask_us", "{passage.complaint} {passage.ending}", "in a circle"),
        ("passage.ending", "{passage.ending}", "in a circle: “ending” holds “ending”"),
    ):
        subject = words[name].subject
        if not told:
            set_letter_text(each_store, name=name, body=body, seen=0)
            continue
        number = next(row.number for row in letter_texts(each_store) if row.name == name)
        with pytest.raises(Problem) as refused:
            set_letter_text(each_store, name=name, subject=subject, body=body, seen=number)
        assert told in str(refused.value)
        assert refused.value.field == "body"
        assert len(letter_text_history(each_store, name=name)) == number
    after = preview_letter(each_store, case_id=case_id, wanted=wanted, today=TODAY)
    assert after.subject == before.subject
    assert not after.is_refused


def test_a_field_that_a_newer_version_does_not_know_any_more_is_said_with_where_to_mend_it(
    file_store,
):
    case_id = household(file_store)
    with file_store.writing(act="of_old") as session:
        old = {"subject": "A", "body": "{ask.outcome} {case.old_number}", "reason": ""}
        written = {"written_at": file_store.clock(), "written_by": file_store.person_id}
        session.add(LetterText(name=NAME, number=1, **old, **written))
    wanted = Wanted(name=NAME, on=TODAY, asks=ASKS)
    with pytest.raises(Problem) as told:
        preview_letter(file_store, case_id=case_id, wanted=wanted, today=TODAY)
    assert str(told.value) == (
        "“Outcome of a session or first visit” cannot be written as it is worded: "
        "“{case.old_number}” is no field that letters know: choose one from the list of fields. "
        "Change it in Settings, Letters."
    )
    set_text_back(file_store, name=NAME, seen=1)
    assert asked(file_store, case_id) == ()


def test_whatever_is_typed_as_a_wording_is_kept_or_refused_with_the_reason_told_as_typed(
    file_store,
):
    name, kept = "passage.consents", 0
    for typed in TYPED.values():
        tried = try_wording(file_store, name=name, subject="", body=typed)
        if tried.fault is not None:
            with pytest.raises(Problem) as refused:
                set_letter_text(file_store, name=name, body=typed, seen=kept)
            assert str(refused.value) == str(tried.fault)
            continue
        set_letter_text(file_store, name=name, body=typed, seen=kept)
        kept += 1
        row = next(row for row in letter_texts(file_store) if row.name == name)
        again = try_wording(file_store, name=name, subject="", body=row.body)
        assert (again.fault, again.body) == (None, tried.body)
    assert len(TYPED) > kept > 0


@pytest.mark.parametrize("typed", TYPED.values(), ids=list(TYPED))
def test_whatever_is_typed_into_a_letter_is_kept_and_its_paper_is_built(file_store, typed):
    case_id = household(file_store)
    asks = {"outcome": f"{typed}\n\nEndmark."}
    wanted = Wanted(name=NAME, on=TODAY, asks=asks)
    preview = preview_letter(file_store, case_id=case_id, wanted=wanted, today=TODAY)
    made = make_letter(file_store, case_id=case_id, wanted=wanted, today=TODAY).record_id
    row = letter_row(file_store, letter_id=made)
    assert row.body == preview.body
    assert "Endmark." in row.body
    for paper in (letter_paper(file_store, letter_id=made), print_letters([preview])):
        pages = pypdf.PdfReader(BytesIO(paper)).pages
        assert any("Endmark." in page.extract_text() for page in pages)
    mark_sent(file_store, letter_id=made, on=TODAY, today=TODAY)
