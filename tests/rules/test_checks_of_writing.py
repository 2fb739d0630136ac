"""Checks 1, 13 to 20 and 36: what is told, named, copied, left over, weighed and worded."""

from dataclasses import replace

import pytest

from recruitment_app.rules.checks_copies import fingerprints, marks, shared_runs
from recruitment_app.rules.report_findings import Severity
from recruitment_app.rules.report_prose import plain_words
from recruitment_app.rules.report_record import Item, Passage, Span, Tie, Words
from tests.rules.checked import COUPLE, FERN, HAZEL, ROWAN, found, messages, section

HOME = Item(id="P3.12", title="Home and neighbourhood", citation="Schedule 4", sections=("b.12",))
LONG = (
    "She has kept the allotment behind the church for eleven years and lets the neighbours' two "
    "boys dig there on Saturdays"
)


def test_an_empty_section_that_serves_the_law_stops_issue_with_its_items_named():
    (one,) = found(1, section("b.12", statute=("P3.12",), title="Home"), items=(HOME,))
    assert one.severity is Severity.BLOCKING
    assert one.message == "B12 Home is empty and does not say why it does not apply."
    assert [item.says for item in one.evidence] == ["Nothing stands here.", HOME.title]


@pytest.mark.parametrize(
    "told", [{"evidence": "Three rooms."}, {"not_applicable": "They move in March."}]
)
def test_a_section_that_is_filled_or_says_why_not_is_told(told):
    assert found(1, section("b.12", statute=("P3.12",), **told), items=(HOME,)) == ()


def test_an_item_that_no_section_of_the_form_tells_is_found():
    assert messages(1, section("b.1", evidence="x"), items=(HOME,)) == [
        "No section of this form tells the statutory item “Home and neighbourhood”."
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In spring Fenn moved to the coast.", "Fenn"),  # a letter of Fern is wrong
        ("Later Amy told me of her father.", "Amy"),  # nobody of that name
        ("Ferne agreed.", "Ferne"),  # opens a sentence, and stands nowhere as a plain word
        ("Ferns grow there. She loves ferns.", None),
    ],
)
def test_a_name_that_is_nobodys_is_found(text, name):
    told = messages(13, section("b.2", evidence=text))
    assert [each.split("”")[0].lstrip("“") for each in told] == ([name] if name else [])


@pytest.mark.parametrize(
    "text",
    [
        "Fern and Rowan met at work.",
        "They lived near Victoria Park and liked St Thomas Church.",
        "In May she went to Florence.",
        "She reads Amy Johnson Road as her first address.",
    ],
)
def test_names_of_the_record_places_and_months_are_no_wrong_names(text):
    people = (replace(FERN, known_as="Fernie"), ROWAN)
    assert messages(13, section("b.2", evidence=text.replace("Amy ", "")), people=people) == []


def test_a_name_of_the_support_map_or_of_the_agency_is_known():
    ties = section("a.eco", rows=[{"who": "Amy Nettle"}])
    told = section("b.11", evidence="Both rely on Amy, and I met Kevin there.")
    assert messages(13, ties, told, known_names=("Kevin Sedge",)) == []


def test_a_section_of_one_that_speaks_of_the_other_is_found_and_of_both_is_not():
    (told,) = messages(13, section("b.6", person="fern", evidence="Rowan is calm."))
    assert told == (
        "B6 Section, Fern names Rowan Larkspur once and Fern Larkspur never: is it about the right"
        " one?"
    )
    even = "Fern is lively where Rowan is calm."
    assert messages(13, section("b.6", person="fern", evidence=even)) == []


def test_a_referee_has_initials_alone():
    rows = [{"initials": "J.M."}, {"initials": "Joan Moss"}, {"initials": "A B"}]
    assert len(found(13, section("d.ref.list", rows=rows))) == 1


@pytest.mark.parametrize(
    ("person", "text", "count"),
    [
        ("fern", "Fern is patient. He waits for others to finish.", 1),
        ("fern", "Fern is patient. She waits.", 0),
        ("fern", "Her father was stern. He said little.", 0),
        ("fern", "She works under a manager. He trusts her.", 0),
        ("rowan", "Rowan cooks. She likes it.", 1),
        ("rowan", "He and Fern cook. She likes it.", 0),
    ],
)
def test_a_pronoun_of_nobody_who_is_spoken_of_is_found(person, text, count):
    assert len(found(14, section("b.6", person=person, evidence=text))) == count


def test_chosen_pronouns_of_who_is_recorded_as_neither_are_left_alone():
    told = section("b.6", person="fern", evidence="He waits for others.")
    assert found(14, told, people=(replace(FERN, gender="neither"), ROWAN)) == ()


def test_a_husband_in_a_civil_partnership_is_found_and_in_a_marriage_is_not():
    told = section("b.5", evidence="Her husband Rowan does the nights.")
    assert len(found(14, told, couple_status="civil_partnership")) == 1
    assert found(14, told, couple_status="married") == ()
    former = section("b.4", evidence="Her former husband knew Rowan.")
    assert found(14, former, couple_status="civil_partnership") == ()


def test_twelve_words_that_stand_in_two_sections_are_copied_and_eleven_are_not():
    run = "the garden was where he learned that things take their own time"  # twelve words
    one = section("b.2", person="fern", evidence=f"For her {run} and more.")
    other = section("b.2", person="rowan", evidence=f"He says {run} too.")
    (copied,) = found(15, one, other)
    assert "12 words in a row" in copied.message
    assert {item.says for item in copied.evidence} == {run}
    shorter = section("b.2", person="rowan", evidence=f"He says {run.rsplit(' ', 1)[0]} span.")
    assert found(15, one, shorter) == ()


def test_the_applicants_own_words_in_the_workers_section_are_copied():
    own = section("a.pen", words=LONG)
    assert "the applicants' own words" in messages(15, own, section("b.1", evidence=LONG))[0]


def test_text_of_another_case_is_known_by_fingerprints_alone():
    elsewhere = fingerprints(["Before it. " + LONG + ". And after it"])
    (copied,) = found(15, section("b.1", evidence=f"I found: {LONG}."), elsewhere=elsewhere)
    assert copied.message == "Text of 1 section stands in the report of another case too."
    assert found(15, section("b.1", evidence="Quite other words."), elsewhere=elsewhere) == ()


def test_every_run_of_twelve_words_shares_a_kept_fingerprint():
    words = plain_words(LONG)
    whole = {mark for _start, mark in marks(["before"] * 3 + words)}
    for at in range(len(words) - 11):
        assert whole & fingerprints([" ".join(words[at : at + 12])])


def test_shared_runs_are_the_longest_ones():
    assert shared_runs(list("abcdefg"), list("xbcdey"), 3) == [list("bcde")]
    assert shared_runs(list("ab"), list("ab"), 3) == []
    assert shared_runs(list("xabc"), list("abc"), 3) == [list("abc")]


@pytest.mark.parametrize(
    "text",
    [
        "She works at [insert employer].",
        "He is xxx years old.",
        "Date: TBC",
        "Lorem ipsum dolor.",
        "The checks of Borchester City Council are back.",
    ],
)
def test_what_a_template_left_stops_issue(text):
    (one,) = found(16, section("b.3", evidence=text), agency="Sampleton Council")
    assert one.severity is Severity.BLOCKING


@pytest.mark.parametrize(
    "text",
    [
        "She joined Sampleton Council in 2004.",
        "He worked for Borchester City Council.",
        "The General Medical Council has him in its register.",
        "The council pays.",
        "Size XXL, and boxes.",
    ],
)
def test_the_agency_an_employer_and_other_councils_are_no_residue(text):
    jobs = section("d.emp", rows=[{"employer": "Borchester City Council"}])
    assert found(16, jobs, section("b.3", evidence=text), agency="Sampleton Council") == ()


def test_a_prompt_of_the_form_left_in_the_text_is_found():
    prompt = "How do they settle money, tiredness, closeness, and who decides?"
    told = section("b.5", evidence=f"{prompt} They talk.", prompts=(prompt,))
    assert len(found(16, told)) == 1


def test_words_and_rows_are_held_against_their_bands():
    short = section("b.1", evidence="Too short.", asked_words=Span(least=5, most=9))
    rows = section("c.str", rows=[{"claim": "x"}] * 3, asked_rows=Span(least=1, most=2))
    told = messages(17, short, rows)
    assert any(each.startswith("B1 Section has 2 words, fewer than the 5 to 9") for each in told)
    assert any(each.startswith("CSTR Section has 3 rows, more than the 1 to 2") for each in told)
    fits = section("b.1", evidence="one two three four five", asked_words=Span(least=5, most=9))
    assert not any("B1" in each for each in messages(17, fits))


def test_the_whole_and_the_share_of_analysis_are_told():
    told = section("b.1", evidence="word " * 8000, analysis="why " * 1999, words_counted=9999)
    assert messages(17, told) == [
        "For 8,000 words of evidence there are 1,999 of analysis, fewer than 25 for each hundred."
    ]
    enough = section("b.1", evidence="word " * 8000, analysis="why " * 2000, words_counted=9000)
    assert messages(17, enough) == []
    assert messages(17, replace(enough, words=8999)) == [
        "The whole report has 8,999 words; the aim is 9,000 to 14,000."
    ]
    assert "7,000 to 11,000" in messages(17, replace(enough, words=11001), people=(FERN,))[0]


def test_evidence_that_nobody_weighed_stops_issue():
    (one,) = found(18, section("b.1", evidence="Seen."))
    assert (one.severity, one.section) == (Severity.BLOCKING, "b.1")
    assert found(18, section("b.1", evidence="Seen.", analysis="So what.")) == ()
    assert found(18, section("c.rec", words="Suitable.", asks_for=("words",))) == ()


PLAIN = (
    "Fern goes to work at eight and is home by four and then she cooks and reads and walks the "
    "dog and calls her mother"
)


def test_an_analysis_without_a_conclusion_is_told_and_one_with_because_is_not():
    assert len(found(19, section("b.6", evidence="Other words.", analysis=PLAIN))) == 1
    reasoned = PLAIN + ", which matters because a child needs it"
    assert found(19, section("b.6", evidence="Other words.", analysis=reasoned)) == ()


def test_an_analysis_that_says_the_evidence_again_is_told():
    analysis = PLAIN + " because she likes it"
    (one,) = found(19, section("b.6", evidence=PLAIN, analysis=analysis))
    assert "per cent of the analysis" in one.message


def rows(count):
    return [{"claim": f"claim {number}"} for number in range(count)]


@pytest.mark.parametrize(
    ("strengths", "vulnerabilities", "severity"),
    [(6, 0, Severity.REASON), (8, 2, Severity.INFORMATION), (7, 2, None), (0, 1, None)],
)
def test_strengths_are_held_against_vulnerabilities(strengths, vulnerabilities, severity):
    told = found(
        20, section("c.str", rows=rows(strengths)), section("c.vul", rows=rows(vulnerabilities))
    )
    assert [each.severity for each in told] == ([severity] if severity else [])


def test_absolute_words_count_in_an_analysis_and_empty_praise_everywhere():
    assert found(20, section("b.1", evidence="He never smoked.", analysis="He may again.")) == ()
    assert "“always”" in messages(20, section("b.1", analysis="They will always cope."))[0]
    assert "“amazing”" in messages(20, section("b.1", evidence="Amazing people."))[0]
    assert found(20, section("a.pen", words="We are amazing.")) == ()


@pytest.mark.parametrize(
    ("key", "text", "is_found"),
    [
        ("b.2", "She comes from a broken home.", True),
        ("b.17", "His real mother writes.", True),
        ("b.12", "The house needs a new roof.", False),
        ("b.14", "He is gay.", True),
        ("b.8", "He is gay and says so.", False),
        ("b.12", "They are both overweight.", True),
        ("b.7", "Neither is overweight.", False),
        ("b.13", "She is a Catholic.", True),
        ("b.8", "She is a Catholic.", False),
        ("c.app", "He is an alcoholic, they say.", False),
    ],
)
def test_words_that_judge_or_stand_out_of_place_are_told(key, text, is_found):
    told = found(36, section(key, evidence=text))
    assert bool(told) is is_found
    assert all(each.severity is Severity.INFORMATION for each in told)


def run(text, source=""):
    return Passage((Words(text, source),))


def claim(source, text="They are patient with children"):
    return section("c.str", rows=[{"claim": text, "source": source}])


def test_a_strength_needs_a_source_and_more_than_the_applicants_word():
    assert "has no source" in messages(21, claim(""))[0]
    assert "word alone" in messages(21, claim("Said by the applicant"))[0]
    assert found(21, claim("Third party")) == ()
    accepted = section("c.verify", rows=[{"claim": "Patient with children", "reason": "Trial"}])
    assert found(21, claim("Said by the applicant"), accepted) == ()


def with_passages(*passages):
    told = section("b.6", evidence="x")
    return replace(told, boxes=(replace(told.boxes[0], passages=passages),))


def test_a_hard_topic_needs_one_source_beside_the_applicants():
    assert messages(21, with_passages(run("She drinks a glass of wine on Fridays.")))
    assert found(21, with_passages(run("She drinks wine on Fridays.", "seen"))) == ()
    assert found(21, with_passages(run("Her GP confirms how little she drinks."))) == ()
    marked = with_passages(run("Her GP knows how little she drinks.", "said"))
    assert len(found(21, marked)) == 1
    assert found(21, with_passages(run("The house stands on a hill."))) == ()


def test_everybody_is_named_in_the_family_section():
    people = (*COUPLE, HAZEL, replace(HAZEL, key="x", given_names="Ivy", ties=(Tie(kind="x"),)))
    assert (
        found(13, section("b.9", person="hazel", evidence="Hazel drew Ivy."), people=people) == ()
    )
