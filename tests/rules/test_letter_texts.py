import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.errors import Problem
from recruitment_app.rules.letter_texts import check_text, fields_in, filled, missing

KNOWN = ("applicants.names", "agency.name", "letter.date")
PASSAGES = {"ending": "Yours sincerely,\n{agency.name}", "help": "Ask us. {passage.ending}"}
VALUES = {"applicants.names": "Fern Larkspur", "agency.name": "Sample agency", "letter.date": ""}


def test_fields_and_passages_are_filled_in_and_a_double_brace_is_one():
    text = "Dear {applicants.names}, {{really}}. {passage.help}"
    check_text(text, KNOWN, PASSAGES)
    assert filled(text, VALUES, PASSAGES) == (
        "Dear Fern Larkspur, {really}. Ask us. Yours sincerely,\nSample agency"
    )
    assert fields_in(text) == ("applicants.names", "passage.help")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Dear {applicant.names}",
            "“{applicant.names}” is no field that letters know: did you mean {applicants.names}?",
        ),
        ("{xyz}", "“{xyz}” is no field that letters know: choose one from the list of fields."),
        (
            "{passage.endng}",
            "“{passage.endng}” is no passage that letters know: did you mean {passage.ending}?",
        ),
        ("{}", "“{}” is no field that letters know: choose one from the list of fields."),
        (
            "Dear {applicants.names",
            "A brace stands alone, at “Dear {applicants.names”: close it, or write it twice.",
        ),
    ],
)
def test_what_cannot_be_filled_in_is_refused_with_its_reason(text, told):
    with pytest.raises(Problem) as refused:
        check_text(text, KNOWN, PASSAGES)
    assert (str(refused.value), refused.value.field) == (told, "body")


def test_passages_that_hold_one_another_are_refused_by_name():
    passages = {"one": "a {passage.two}", "two": "b {passage.three}", "three": "c {passage.two}"}
    with pytest.raises(Problem) as refused:
        check_text("{passage.one}", KNOWN, passages)
    assert str(refused.value) == (
        "The passages run in a circle: “two” holds “three” holds “two”. Take one of them out."
    )


def test_a_fault_within_a_passage_says_in_which():
    with pytest.raises(Problem, match="in the passage “bad” is no field"):
        check_text("{passage.bad}", KNOWN, {"bad": "{nobody}"})


def test_what_the_record_does_not_have_is_found_within_passages_too():
    passages = {"when": "on {letter.date}"}
    assert missing("{agency.name} {passage.when}", VALUES, passages) == ("letter.date",)


@given(st.text(max_size=60))
def test_any_text_is_either_refused_or_filled_in(text):
    try:
        check_text(text, KNOWN, PASSAGES)
    except Problem:
        return
    assert missing(text, VALUES, PASSAGES) in ((), ("letter.date",))
    filled(text, VALUES, PASSAGES)
    doubled = text.replace("{", "{{").replace("}", "}}")
    assert filled(doubled, VALUES, PASSAGES) == text
