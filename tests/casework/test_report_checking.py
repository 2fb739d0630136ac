"""The checks of a report in the store: its record gathered, its reasons joined, its settings."""

from dataclasses import replace

import pytest

from recruitment_app.casework.check_settings import (
    check_setting_rows,
    read_check_settings,
    restore_check_setting,
    set_check_setting,
    settings_in_force,
    shipped_check_settings,
)
from recruitment_app.casework.checks.check_outcomes import record_outcome
from recruitment_app.casework.checks.check_rows import case_checks
from recruitment_app.casework.checks.checks import receive
from recruitment_app.casework.reports.report_checking import findings_of, leaks_of
from recruitment_app.casework.reports.report_papers import report_paper
from recruitment_app.casework.reports.report_rows import SectionContent
from recruitment_app.casework.reports.written_forms import begin_report, give_reason
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.forms.definition import Box, Edition
from recruitment_app.forms.prose import Paragraph, Prose, Run, Source, of_text
from recruitment_app.rules.report_checks import CHECKS
from recruitment_app.rules.report_findings import Severity
from recruitment_app.rules.roles import Role
from tests.casework.cases import TODAY, in_stage_two
from tests.casework.reports import begun, narrative, write
from tests.walks.stories import signed_in_as, team

SECRET = "Her former partner wrote that the last winter had been loud and cold."


def of(findings, check):
    return [each for each in findings if each.check == check]


def words(text):
    return SectionContent({Box.WORDS: of_text(text)})


def test_a_report_that_is_only_begun_is_checked_and_its_empty_sections_stop_issue(each_store):
    case_id, _form_id = begun(each_store)
    found = findings_of(each_store, case_id, TODAY)
    assert {each.section for each in of(found, 1)} >= {"b.1", "c.ana", "d.ref.list", "e.police"}
    assert [each.severity for each in found] == sorted(
        (each.severity for each in found), key=list(Severity).index
    )
    assert all(each.limits for each in found)


def test_a_report_that_was_not_begun_is_refused_with_a_sentence(file_store):
    case_id = in_stage_two(file_store)
    with pytest.raises(Problem, match="has not been begun"):
        findings_of(file_store, case_id, TODAY)


def test_a_reason_stays_with_its_finding_until_something_else_is_found(file_store):
    case_id, form_id = begun(file_store)
    write(file_store, form_id, "b.1", narrative("Later Kevin told me of it.", "It shows much."))
    (finding,) = of(findings_of(file_store, case_id, TODAY), 13)
    assert (finding.severity, finding.reason) == (Severity.REASON, "")
    assert not finding.is_settled
    give_reason(
        file_store, form_id=form_id, check=13, finding=finding.key, reason="A neighbour, met once."
    )
    (again,) = of(findings_of(file_store, case_id, TODAY), 13)
    assert again == replace(finding, reason="A neighbour, met once.")
    assert again.is_settled
    write(file_store, form_id, "b.1", narrative("Later Kenneth told me of it.", "It shows much."))
    (other,) = of(findings_of(file_store, case_id, TODAY), 13)
    assert other.key != finding.key
    assert other.reason == ""


def test_the_sources_of_runs_reach_the_checks(file_store):
    case_id, form_id = begun(file_store)
    said = "She drinks a glass of wine on Fridays."

    def told(source):
        prose = Prose((Paragraph((Run(said, source=source),)),))
        return SectionContent({Box.EVIDENCE: prose, Box.ANALYSIS: of_text("It shows measure.")})

    write(file_store, form_id, "b.1", told(Source.SAID))
    assert "Alcohol" in of(findings_of(file_store, case_id, TODAY), 21)[0].message
    write(file_store, form_id, "b.1", told(Source.SEEN))
    assert of(findings_of(file_store, case_id, TODAY), 21) == []


def test_words_of_the_addendum_in_the_applicants_copy_are_found_in_its_pdf(file_store):
    case_id, form_id = begun(file_store)
    write(file_store, form_id, "e.ex", words(SECRET))
    assert of(findings_of(file_store, case_id, TODAY), 24) == []
    write(file_store, form_id, "b.11", narrative(f"I heard this. {SECRET}", "It shows much."))
    (leak,) = of(findings_of(file_store, case_id, TODAY), 24)
    assert (leak.severity, leak.section) == (Severity.BLOCKING, "e.ex")
    assert "the last winter had been loud and cold" in leak.evidence[1].says


def test_whoever_may_not_read_the_addendum_learns_none_of_its_words(file_store):
    people = team(file_store)
    case_id, form_id = begun(file_store)
    write(file_store, form_id, "e.ex", words(SECRET))
    write(file_store, form_id, "b.11", narrative(SECRET, "It shows much."))
    write(file_store, form_id, "e.police", words("A conviction [insert date] was disclosed."))
    with signed_in_as(file_store, people[Role.ADMINISTRATOR]):
        found = findings_of(file_store, case_id, TODAY)
    told = " ".join(
        [*(each.message for each in found), *(i.says for each in found for i in each.evidence)]
    )
    assert "winter" not in told
    assert "conviction" not in told
    assert of(found, 24)
    assert [each for each in of(found, 16) if each.section == "e.police"]


def test_whoever_may_not_read_a_check_does_not_learn_from_the_report_what_it_says(file_store):
    people = team(file_store)
    case_id, _ = begun(file_store)
    summary = next(
        row.key
        for row in case_checks(file_store, case_id=case_id, today=TODAY)
        if row.key.kind == "medical_summary"
    )
    receive(file_store, check=summary, asked_on=TODAY, on=TODAY, today=TODAY)

    def told():
        findings = of(findings_of(file_store, case_id, TODAY), 8)
        return [each.message for each in findings if "Medical" in each.message]

    record_outcome(file_store, check=summary, outcome="clear", today=TODAY)
    with signed_in_as(file_store, people[Role.ADMINISTRATOR]):
        of_good = told()
    said = {"outcome": "consider", "words": "Two points."}
    record_outcome(file_store, check=summary, **said, today=TODAY)
    assert any("is not finished" in message for message in told())
    with signed_in_as(file_store, people[Role.ADMINISTRATOR]):
        assert told() == of_good


def test_finished_papers_are_checked_for_leaks_alone(file_store):
    case_id, form_id = begun(file_store)
    write(file_store, form_id, "e.ex", words(SECRET))
    write(file_store, form_id, "b.11", narrative(SECRET, "It shows much."))
    pdf = report_paper(file_store, case_id=case_id, edition=Edition.APPLICANTS, today=TODAY)
    found = leaks_of(file_store, case_id, TODAY, pdfs={Edition.APPLICANTS: pdf})
    assert [each.check for each in found] == [24]


def test_text_of_an_older_report_of_another_case_is_found_in_the_newer_one(file_store):
    long = "They keep bees on the roof of the garage and sell the honey at the school fair in June."
    one, form_id = begun(file_store)
    write(file_store, form_id, "b.12", narrative(long, "It shows patience."))
    other = in_stage_two(file_store)
    other_form = begin_report(file_store, case_id=other, today=TODAY).record_id
    write(file_store, other_form, "b.12", narrative(long, "It shows diligence."))
    assert len(of(findings_of(file_store, other, TODAY), 15)) == 1
    assert of(findings_of(file_store, one, TODAY), 15) == []


def test_breaking_off_is_heard_before_the_papers_are_printed(file_store):
    case_id, _form_id = begun(file_store)
    heard = []

    class BrokenOffError(Exception):
        pass

    def tell(done, of_all):
        heard.append((done, of_all))
        raise BrokenOffError

    with pytest.raises(BrokenOffError):
        findings_of(file_store, case_id, TODAY, tell=tell)
    assert heard == [(0, len(CHECKS) + 3)]


def test_the_agency_sets_a_figure_and_a_list_of_words_and_takes_them_back(each_store):
    case_id, form_id = begun(each_store)
    write(each_store, form_id, "b.12", narrative("A splendid house.", "It shows care."))
    assert of(findings_of(each_store, case_id, TODAY), 20) != []
    set_check_setting(each_store, name="praise", value="splendid\n splendid \n", reason="Ours")
    set_check_setting(each_store, name="gap_months", value=" 9 ", reason="Panel's wish")
    rows = {row.name: row for row in check_setting_rows(each_store)}
    assert (rows["praise"].value, rows["praise"].is_own) == ("splendid", True)
    assert (rows["gap_months"].value, rows["gap_months"].shipped) == ("9", "6")
    praised = [each for each in of(findings_of(each_store, case_id, TODAY), 20) if each.section]
    assert any("“splendid”" in each.message for each in praised)
    restore_check_setting(each_store, name="praise")
    with each_store.reading() as session:
        held = settings_in_force(session)
    assert held.words("praise") == shipped_check_settings().words("praise")
    assert held.number("gap_months") == 9
    with pytest.raises(Problem, match="as shipped already"):
        restore_check_setting(each_store, name="praise")


@pytest.mark.parametrize(
    ("name", "value", "reason", "why"),
    [
        ("gap_months", "0", "x", "from 1 to 60"),
        ("gap_months", "many", "x", "whole number"),
        ("gap_months", "9", " ", "Say why"),
        ("praise", "* \nfine", "x", "star alone"),
        ("nothing", "1", "x", "no such setting"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_a_sentence(file_store, name, value, reason, why):
    with pytest.raises(Problem, match=why):
        set_check_setting(file_store, name=name, value=value, reason=reason)


def test_only_a_manager_sets_what_the_checks_go_by(file_store):
    people = team(file_store)
    with signed_in_as(file_store, people[Role.SOCIAL_WORKER]), pytest.raises(NotAllowed):
        set_check_setting(file_store, name="gap_months", value="9", reason="Mine")


def test_every_shipped_setting_has_its_source_and_belongs_to_a_check():
    shipped = shipped_check_settings()
    for each in (*shipped.numbers.values(), *shipped.lists.values()):
        assert each.source
        assert each.check in CHECKS
        assert each.typed(each.shown) == each
    assert all(words.words for words in shipped.lists.values())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[number]\n", "is not a TOML table"),
        ('[[words]]\nid = "x"\ncheck = 1\n', "x: "),
        ('[[number]]\nid = "y"\nvalue = 3\nmost = 2\n', "y: "),
    ],
)
def test_a_wrong_file_of_settings_names_file_and_row(tmp_path, text, why):
    file = tmp_path / "report_checks.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(Problem, match=why) as refused:
        read_check_settings(file)
    assert "report_checks.toml" in str(refused.value)
