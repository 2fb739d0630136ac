from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from recruitment_app.casework.law import shipped_codes
from recruitment_app.errors import Problem
from recruitment_app.rules.codes import OWNERS, Code, CodeList, fold_spelling
from recruitment_app.rules.stages import Stage

LISTS = shipped_codes()
THREE = {
    "1 - Adopter withdrew from process",
    "2 - Process put on hold",
    "3 - Application refused",
}


def a_list(*codes, **facts):
    return CodeList(
        name="made", title="Made", source="a test", dated=date(2026, 1, 1), codes=codes, **facts
    )


@pytest.mark.parametrize(
    ("name", "spelling", "code"),
    [
        ("gender", "a) Male", "male"),
        ("gender", "M", "male"),
        ("gender", "1 - Male", "male"),
        ("gender", "FEMALE", "female"),
        ("gender", "c) Not stated/recorded", "not_stated"),
        ("gender", "0 - Not known", "not_stated"),
        ("gender", "d) Neither", "neither"),
        ("ethnicity", "a) WBRI", "wbri"),
        ("ethnicity", "(A.A1) White - British", "wbri"),
        ("ethnicity", "(A.A1)White - British", "wbri"),
        ("ethnicity", "A.A6 White > British", "wbri"),
        ("ethnicity", "WBRI: White: White - British", "wbri"),
        ("ethnicity", "WBRI  [White British]", "wbri"),
        ("ethnicity", "White British (A1)", "wbri"),
        ("ethnicity", "AIND - Asian or Asian British - Indian", "aind"),
        ("ethnicity", "C2 Asian/Asian British - Pakistani", "apkn"),
        ("ethnicity", "B3 - Mixed / Dual Heritage - White and Asian", "mwas"),
        ("ethnicity", "MWBC - White & Black Caribbean", "mwbc"),
        ("ethnicity", "(C.C8) Any Other Asian Background", "aoth"),
        ("ethnicity", "q) CHNE", "chne"),
        ("ethnicity", "s) REFU", "refu"),
        ("ethnicity", "s) NOBT", "nobt"),
        ("ethnicity", "a) White", "group_white"),
        ("ethnicity", "A.A11 : White", "group_white"),
        ("ethnicity", "c) Asian or Asian British", "group_asian"),
        ("ethnicity", "e) Other ethnic group", "group_other"),
        ("ethnicity", "f) Not stated", "group_not_stated"),
        ("disability", "a) Yes", "yes"),
        ("disability", "1 = Yes", "yes"),
        ("disability", "1", "yes"),
        ("disability", "true", "yes"),
        ("disability", "False", "no"),
        ("disability", "0 - No", "no"),
        ("disability", "c) Unknown", "unknown"),
        ("yes_no_unknown", "Yes", "yes"),
        ("yes_no_unknown", "No", "no"),
        ("leaving_reason", "1 - Adopter withdrew from process", "withdrew"),
        ("leaving_reason", "a) Withdrew", "withdrew"),
        ("leaving_reason", "1", "withdrew"),
        ("leaving_reason", "2 - Process put on hold", "on_hold"),
        ("leaving_reason", "b) Process on hold", "on_hold"),
        ("leaving_reason", "c) Application refused", "refused"),
        ("closing_reason", "a) Withdrew", "withdrew_unspecified"),
        ("source_of_enquiry", "first4adoption", "first4adoption"),
        ("source_of_enquiry", "Google", "web_search"),
    ],
)
def test_a_spelling_seen_in_files_is_known(name, spelling, code):
    assert LISTS[name].find(spelling).code == code


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("ethnicity", "#MULTIVALUE"),
        ("ethnicity", "s)"),
        ("ethnicity", "a)"),
        ("ethnicity", "Martian"),
        ("ethnicity", "(A.A9)"),
        ("ethnicity", "a) Asian"),
        ("gender", "Mail"),
        ("gender", "b) Male"),
        ("disability", "Perhaps"),
        ("disability", "a) No"),
        ("leaving_reason", "4"),
        ("leaving_reason", ""),
    ],
)
def test_a_spelling_that_is_not_known_is_not_guessed(name, spelling):
    assert LISTS[name].find(spelling) is None


def test_near_spellings_are_offered_but_never_taken():
    assert LISTS["gender"].near("femail")[0].code == "female"
    assert LISTS["ethnicity"].near("White Britsh")[0].code == "wbri"
    assert LISTS["gender"].near("") == ()
    assert LISTS["gender"].near("zzzz") == ()


@pytest.mark.parametrize("name", LISTS)
def test_every_code_is_found_by_its_code_and_by_its_label(name):
    for code in LISTS[name].codes:
        assert LISTS[name].find(code.code) == code
        assert LISTS[name].find(code.label) == code
        assert LISTS[name].label(code.code) == code.label


@pytest.mark.parametrize("name", ["gender", "ethnicity", "disability", "leaving_reason"])
def test_both_generations_of_annex_a_are_read_back_as_written(name):
    for code in LISTS[name].codes:
        if "annex_a_2021" in code.maps:
            assert LISTS[name].find(code.maps["annex_a_2021"]) == code
        if name != "ethnicity":
            assert LISTS[name].find(code.maps["annex_a_2024"]) == code


def test_ethnicity_holds_the_twenty_codes_and_the_six_groups():
    codes = LISTS["ethnicity"].codes
    assert len([code for code in codes if "dfe" in code.maps]) == 20
    assert [code.maps["annex_a_2024"] for code in codes if "dfe" not in code.maps] == [
        "a) White",
        "b) Mixed",
        "c) Asian or Asian British",
        "d) Black or black British",
        "e) Other ethnic group",
        "f) Not stated",
    ]


def test_chinese_falls_under_other_ethnic_group_in_2024():
    assert LISTS["ethnicity"].get("chne").maps["annex_a_2024"] == "e) Other ethnic group"


def test_a_retired_code_is_known_but_not_offered():
    sources = LISTS["source_of_enquiry"]
    assert sources.find("First4Adoption").retired
    assert "first4adoption" not in {code.code for code in sources.offered()}


def test_every_day_of_a_hold_or_a_wait_has_an_owner():
    for name in (
        "hold_reason_applicant",
        "hold_reason_agency",
        "waiting_reason_applicant",
        "waiting_reason_third_party",
        "extension_reason",
        "deferral_reason",
        "closing_reason",
    ):
        assert all(code.owner in OWNERS for code in LISTS[name].codes), name
    assert LISTS["hold_reason_agency"].owner("checks_late") == "third_party"
    assert LISTS["hold_reason_agency"].owner("no_worker") == "agency"
    assert LISTS["waiting_reason_applicant"].owner("forms") == "applicant"
    assert LISTS["gender"].owner("male") is None


def test_every_stage_but_closed_has_a_closing_reason_and_each_leads_to_the_official_three():
    reasons = LISTS["closing_reason"]
    for stage in set(Stage) - {Stage.CLOSED}:
        assert reasons.offered(stage), stage
    no_leaving = {"duplicate", "matched_and_placed"}
    for code in reasons.codes:
        assert code.stages
        if code.code not in no_leaving:
            assert code.maps["annex_a_2021"] in THREE


def test_a_closing_reason_is_offered_only_where_it_may_be_used():
    reasons = LISTS["closing_reason"]
    assert "lapsed" in {code.code for code in reasons.offered("break")}
    assert "lapsed" not in {code.code for code in reasons.offered("enquiry")}


def test_reasons_that_follow_from_a_step_are_closing_reasons_too():
    closing = LISTS["closing_reason"]
    names = {code.code for code in LISTS["not_suitable_reason"].codes}
    names |= {code.code for code in LISTS["qualifying_determination_end"].codes} - {"approved"}
    names |= {"registration_declined", "out_of_time", "lapsed"}
    names |= {code.maps["closing_reason"] for code in LISTS["leaving_reason"].codes}
    assert all(closing.get(name) for name in names)


def test_the_agencys_own_codes_join_the_list_and_may_retire_a_shipped_one():
    sources = LISTS["source_of_enquiry"]
    ours = sources.with_codes(
        [Code(code="fair", label="County fair"), Code(code="radio", label="Radio", retired=True)]
    )
    ours.check()
    assert ours.find("county FAIR").code == "fair"
    assert ours.find("Fair").code == "fair"
    assert sources.find("Fair").code == "stall"
    assert "radio" not in {code.code for code in ours.offered()}
    assert sources.get("fair") is None
    assert sources.label("fair") == "fair"


def test_two_codes_of_one_spelling_are_refused():
    made = a_list(Code(code="a", label="Same"), Code(code="b", label="same!"))
    with pytest.raises(Problem, match="stands for both “Same” and “same!”"):
        made.check()
    made = a_list(
        Code(code="a", label="A", spellings=("x",)), Code(code="b", label="B", spellings=("X",))
    )
    with pytest.raises(Problem, match="“x” stands for both"):
        made.check()


def test_a_lead_that_is_no_pattern_is_refused():
    with pytest.raises(Problem, match="not a pattern"):
        a_list(Code(code="a", label="A"), lead="(").check()


def test_what_two_codes_would_be_called_with_a_lead_is_not_known():
    made = a_list(
        Code(code="a", label="One", leads=("x",), spellings=("Other",)),
        Code(code="b", label="Two", leads=("x one",)),
        Code(code="c", label="X", under=("One",), spellings=("Third",)),
        Code(code="d", label="Fourth", leads=("one",), spellings=("Sixth Third",)),
    )
    assert made.find("x one").code == "a"
    assert made.find("one third").code == "c"


@given(some.text())
def test_folding_a_spelling_twice_changes_nothing(text):
    assert fold_spelling(fold_spelling(text)) == fold_spelling(text)
    LISTS["ethnicity"].find(text)
