"""The agency words its letters itself; what cannot be filled in or leaves out what must be told."""

import pytest

from recruitment_app.casework.letter_kinds import shipped_letters
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letter_fields import letter_fields
from recruitment_app.casework.letters.letter_previews import preview_letter
from recruitment_app.casework.letters.letter_texts import (
    keep_own_text,
    letter_text_history,
    letter_texts,
    set_letter_text,
    set_text_back,
    try_text,
)
from recruitment_app.casework.letters.letter_trials import (
    households_to_try,
    text_fields,
    try_on_household,
    try_wording,
)
from recruitment_app.errors import ChangedMeanwhile, NotAllowed, Problem
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import LetterText, Worker
from tests.casework.cases import TODAY, an_enquiry
from tests.letter_texts_made import ship_otherwise

NAME = "visit_outcome"
BODY = "Dear {applicants.greeting}\n\n{ask.outcome}\n\n{passage.ending}"


def row_of(store, name):
    return next(row for row in letter_texts(store) if row.name == name)


def test_an_own_wording_holds_until_it_goes_back_and_all_stay_in_view(each_store):
    set_letter_text(each_store, name=NAME, subject="Thank you", body=BODY, seen=0, reason="Short")
    row = row_of(each_store, NAME)
    assert (row.is_own, row.subject, row.body, row.number) == (True, "Thank you", BODY, 1)
    assert row.shipped_subject == "After our meeting"
    case_id = an_enquiry(each_store)
    wanted = Wanted(name=NAME, on=TODAY, way="email", asks={"outcome": "Come {again}."})

    def told():
        found = preview_letter(each_store, case_id=case_id, wanted=wanted, today=TODAY)
        return found.subject, found.body

    subject, body = told()
    assert (subject, body.splitlines()[:3]) == (
        "Thank you",
        ["Dear Fern and Rowan", "", "Come {again}."],  # what is typed is never a field
    )
    ending = "With best wishes\n\n{worker.name}"
    set_letter_text(each_store, name="passage.ending", body=ending, seen=0)
    assert told()[1].endswith("With best wishes\n\nMorgan Example")
    assert row_of(each_store, "passage.ending").is_own
    assert "Thank you" not in [row.subject for row in letter_texts(each_store) if not row.is_own]
    with pytest.raises(ChangedMeanwhile):
        set_letter_text(each_store, name=NAME, subject="Mine", body=BODY, seen=0)
    set_text_back(each_store, name=NAME, seen=1)
    assert told()[0] == "After our meeting"
    history = letter_text_history(each_store, name=NAME)
    assert [(each.number, each.is_ours, each.reason) for each in history] == [
        (2, True, ""),
        (1, False, "Short"),
    ]
    with pytest.raises(Problem, match="is ours already"):
        set_text_back(each_store, name=NAME, seen=2)


@pytest.mark.parametrize(
    ("name", "typed", "told", "field"),
    [
        (NAME, ("A", "{applicant.names} {ask.outcome}"), "mean {applicants.names}", "body"),
        (NAME, ("{ask.reasons}", BODY), "is no field that letters know", "subject"),
        (NAME, ("A", "Dear you"), r"has to tell {ask.outcome} \(What was decided, and", "body"),
        (NAME, ("", BODY), "Type the subject", "subject"),
        (NAME, ("A", " "), "Type the wording", "body"),
        ("nonsense", ("A", BODY), "Choose the letter from the list", "name"),
        ("passage.nonsense", ("", "Words"), "Choose the passage from the list", "name"),
        ("passage.ending", ("", "{passage.ask_us} {passage.ending}"), "run in a circle", "body"),
        ("passage.ending", ("", "{ask.outcome}"), "is no field", "body"),
        ("passage.ask_us", ("", "{passage.one} {"), "A brace stands alone", "body"),
        (NAME, ("A", BODY + "x" * 20_000), "has 20,059 characters: make it shorter", "body"),
        (NAME, ("A\nB", BODY), "The subject is one line", "subject"),
        (
            "passage.both_routes",
            ("", "You may write to us."),
            "“We propose not to approve you” has to tell {dates.representations_by}",
            "body",
        ),
    ],
)
def test_a_wording_that_would_not_do_is_refused_as_it_is_typed(
    file_store, name, typed, told, field
):
    subject, body = typed
    with pytest.raises(Problem, match=told) as refused:
        try_text(file_store, name=name, subject=subject, body=body)
    assert refused.value.field == field
    with pytest.raises(Problem, match=told):
        set_letter_text(file_store, name=name, subject=subject, body=body, seen=0)
    assert not any(row.is_own for row in letter_texts(file_store))


def test_every_shipped_wording_stands_its_own_trial(file_store):
    for row in letter_texts(file_store):
        subject, body = try_text(file_store, name=row.name, subject=row.subject, body=row.body)
        assert "{" not in subject + body
    labels = [
        each.label for kind in shipped_letters().kinds.values() for each in letter_fields(kind)
    ]
    assert all(labels)


def test_an_administrator_words_letters_and_a_social_worker_does_not(file_store):
    for role, may in ((Role.ADMINISTRATOR, True), (Role.SOCIAL_WORKER, False)):
        with file_store.writing(act="be") as session:
            session.get_one(Worker, file_store.person_id).role = role
        seen = row_of(file_store, NAME).number
        if may:
            set_letter_text(file_store, name=NAME, subject="A", body=BODY, seen=seen)
            continue
        with pytest.raises(NotAllowed, match="a manager or an administrator"):
            set_letter_text(file_store, name=NAME, subject="B", body=BODY, seen=seen)
        with pytest.raises(NotAllowed):
            set_text_back(file_store, name=NAME, seen=seen)


def test_what_was_worded_is_undone_by_what_held_before(file_store):
    first = set_letter_text(file_store, name=NAME, subject="First", body=BODY, seen=0)
    second = set_letter_text(file_store, name=NAME, subject="Second", body=BODY, seen=1)
    second.undo(file_store)
    row = row_of(file_store, NAME)
    assert (row.subject, row.number, row.written_by) == ("First", 3, "Morgan Example")
    with pytest.raises(ChangedMeanwhile):
        first.undo(file_store)
    back = set_text_back(file_store, name=NAME, seen=3)
    assert not row_of(file_store, NAME).is_own
    back.undo(file_store)
    assert row_of(file_store, NAME).subject == "First"


def test_what_no_paper_can_hold_is_left_out_of_a_wording(file_store):
    body = f"{BODY}\r\nHalf\ud800 \0bell\x07 \U0001f44d"
    set_letter_text(file_store, name=NAME, subject="A\0", body=body, seen=0, reason="\ud800")
    row = row_of(file_store, NAME)
    assert (row.subject, row.body) == ("A", f"{BODY}\nHalf\ufffd bell \U0001f44d")


def test_passages_that_came_to_hold_one_another_can_be_read_and_put_right(file_store):
    """A newer version may ship a passage that holds one which the agency worded itself."""
    with file_store.writing(act="came_so") as session:
        for name, other in (("passage.ask_us", "consents"), ("passage.consents", "ask_us")):
            session.add(
                LetterText(
                    name=name,
                    number=1,
                    is_passage=True,
                    body=f"Words. {{passage.{other}}}",
                    written_at=file_store.clock(),
                    written_by=file_store.person_id,
                )
            )
    row = row_of(file_store, "registration_accepted")
    tried = try_wording(file_store, name=row.name, subject=row.subject, body=row.body)
    assert "“consents” holds “ask_us” holds “consents”" in str(tried.fault)
    set_text_back(file_store, name="passage.consents", seen=1)
    assert try_wording(file_store, name=row.name, subject=row.subject, body=row.body).fault is None


def test_a_wording_is_tried_while_it_is_typed(file_store):
    tried = try_wording(file_store, name=NAME, subject="To {agency.name}", body=BODY)
    assert tried.subject == "To \u2039Name of the agency\u203a"
    assert [(each.name, each.is_told) for each in tried.must] == [("ask.outcome", True)]
    tried = try_wording(file_store, name=NAME, subject="A", body="{passage.endng}")
    assert (tried.body, tried.fault.field, tried.must[0].is_told) == ("", "body", False)
    assert "did you mean {passage.ending}?" in str(tried.fault)
    names = [field.name for field in text_fields(file_store, name=NAME)]
    assert {"ask.outcome", "passage.ending", "applicants.names"} <= set(names)
    passages = [field.name for field in text_fields(file_store, name="passage.ending")]
    assert not {"ask.outcome", "passage.ending"} & set(passages)


def test_a_wording_is_read_as_a_household_would(file_store):
    case_id = an_enquiry(file_store)
    assert households_to_try(file_store, name="passage.ending") == ()
    assert households_to_try(file_store, name="stage_one_positive") == ()
    ((found, words),) = households_to_try(file_store, name=NAME)
    assert (found, "Larkspur" in words) == (case_id, True)
    told = {"case_id": case_id, "name": NAME, "today": TODAY}
    preview = try_on_household(file_store, wording=("To {applicants.names}", BODY), **told)
    assert preview.subject == "To Fern Larkspur and Rowan Teasel"
    assert "\u2039What was decided, and if you say no, why\u203a" in preview.body
    with pytest.raises(Problem, match="is no field"):
        try_on_household(file_store, wording=("A", "{nobody}"), **told)


def test_an_agency_is_told_that_ours_changed_since_it_worded_a_letter_itself(each_store):
    passage, sincerely, now = "passage.ending", "Yours faithfully", "Yours sincerely"
    ending = "With best wishes\n\n{worker.name}"
    set_letter_text(each_store, name=passage, body=ending, seen=0)
    set_letter_text(each_store, name=NAME, subject="Thank you", body=BODY, seen=0)

    def looked():
        return {row.name: row.based_on for row in letter_texts(each_store) if row.based_on}

    assert looked() == {}
    ship_otherwise(each_store, passage, sincerely, now)
    shipped = row_of(each_store, passage).shipped_body
    assert looked() == {passage: ("", shipped.replace(now, sincerely))}
    with pytest.raises(ChangedMeanwhile):
        keep_own_text(each_store, name=passage, seen=0)
    keep_own_text(each_store, name=passage, seen=1)
    row = row_of(each_store, passage)
    assert (looked(), row.is_own, row.body, row.number) == ({}, True, ending, 1)
    with pytest.raises(Problem, match="none of the agency's to keep"):
        keep_own_text(each_store, name="passage.ask_us", seen=0)
    ship_otherwise(each_store, NAME, "About our meeting", "After our meeting")
    assert looked()[NAME][0] == "About our meeting"
    set_text_back(each_store, name=NAME, seen=1)
    assert looked() == {}
    set_letter_text(each_store, name=NAME, subject="Thank you", body=BODY, seen=2)
    assert looked() == {}
    history = letter_text_history(each_store, name=NAME)
    assert [each.number for each in history] == [3, 2, 1]
    assert row_of(each_store, NAME).shipped_subject == "After our meeting"
