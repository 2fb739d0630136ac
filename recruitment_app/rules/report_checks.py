"""The thirty-six checks of a report: what each is called, what it cannot see, and running them.

docs/checks.md tells of each the method and the settings.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from recruitment_app.rules import checks_chronology as chronology
from recruitment_app.rules import checks_claims as claims
from recruitment_app.rules import checks_completeness as completeness
from recruitment_app.rules import checks_copies as copies
from recruitment_app.rules import checks_health_and_police as answers
from recruitment_app.rules import checks_household as household
from recruitment_app.rules import checks_issue as issue
from recruitment_app.rules import checks_leaks as leaks
from recruitment_app.rules import checks_money_and_safety as money
from recruitment_app.rules import checks_names as names
from recruitment_app.rules import checks_referees as referees
from recruitment_app.rules import checks_wording as wording
from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.checks_child import range_rests_on_evidence, recommendation_is_plain
from recruitment_app.rules.checks_dates import dates_agree_with_the_record, nothing_impossible
from recruitment_app.rules.report_findings import Finding, Severity, with_limits
from recruitment_app.rules.report_record import ReportRecord

LEAK_CHECKS: Final = frozenset({24, 25})
"""They read finished papers, and find nothing where none is given."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its number (par.md 8), its title, how it finds, and what it cannot see."""

    number: int
    title: str
    find: Callable[[ReportRecord, CheckSettings], Iterable[Finding]]
    limits: str


_ALL: Final = (
    Check(
        1,
        "Every statutory item is told, or why it does not apply",
        completeness.each_item_is_told,
        "It sees that something stands there, not whether it is enough.",
    ),
    Check(
        2,
        "The author may write the report",
        issue.author_may_write,
        "It goes by what is recorded of author and supervisor.",
    ),
    Check(
        3,
        "Three referees interviewed, one relative at most",
        referees.referees_are_enough,
        "It counts the interviews that are recorded, and those in the addendum that name initials"
        " of a referee.",
    ),
    Check(
        4,
        "Referees known long enough; interviews dated, signed and weighed",
        referees.referees_know_them_well,
        "It looks for dates and words in each interview, and for what is recorded of it, not for"
        " what they are worth.",
    ),
    Check(
        5,
        "The medical adviser's summary",
        answers.medical_summary_is_there,
        "It reads the section on health, the list of checks and what is recorded of them.",
    ),
    Check(
        6,
        "Age of the health report at panel",
        answers.health_report_is_fresh,
        "It goes by the list of checks and what is recorded of them; the months are a setting, no"
        " rule of law was read.",
    ),
    Check(
        7,
        "A DBS certificate for every adult at home",
        answers.certificates_are_there,
        "It goes by the list of checks, what is recorded of them, and the dates of birth; a"
        " certificate has no life by law.",
    ),
    Check(
        8,
        "Checks outstanding; former partners and adult children",
        answers.answers_are_in,
        "It sees how far each check is and that somebody is named in the addendum, not what was"
        " decided.",
    ),
    Check(
        9,
        "Dates in prose against the record",
        dates_agree_with_the_record,
        "Vague dates and dates told over two sentences are missed; false hits are possible, and"
        " nothing is changed.",
    ),
    Check(
        10,
        "Impossible order, and ages that the births deny",
        nothing_impossible,
        "It knows only what is dated; an age of the past is passed over.",
    ),
    Check(
        11,
        "Gaps in homes, education and work from eighteen",
        chronology.gaps_are_explained,
        "A row within a gap counts as its explanation, whatever it says.",
    ),
    Check(
        12,
        "Chronology against the other tables",
        chronology.chronology_agrees,
        "A row that shares no word with what it means is not compared.",
    ),
    Check(
        13,
        "Wrong names",
        names.names_are_right,
        "Rare names and names that are also words are passed over; false hits are possible.",
    ),
    Check(
        14,
        "Pronouns, and words for a partner",
        names.pronouns_fit,
        "It reads paragraphs in which nobody else is spoken of; who is recorded as neither man"
        " nor woman is left alone.",
    ),
    Check(
        15,
        "Copied text",
        copies.nothing_is_copied,
        "It finds runs of the same words, no paraphrase; other cases are compared by fingerprints"
        " alone.",
    ),
    Check(
        16,
        "What a template left, and other councils' names",
        wording.nothing_is_left_of_a_template,
        "It knows the words of its list, the prompts of the form, and names that end in Council.",
    ),
    Check(
        17,
        "Length of sections, of the whole, and of the analysis",
        completeness.words_are_within_bounds,
        "A count is no mark of quality.",
    ),
    Check(
        18,
        "What was found is also weighed",
        completeness.what_was_seen_is_weighed,
        "It sees an empty box, not an empty thought.",
    ),
    Check(
        19,
        "An analysis that draws no conclusion or repeats",
        completeness.analysis_reasons,
        "It is crude: it looks for words and runs of words.",
    ),
    Check(
        20,
        "Balance, absolute words, and empty praise",
        claims.strengths_are_balanced,
        "It counts rows and words; a row may be worth many.",
    ),
    Check(
        21,
        "Claims and hard topics with a source",
        claims.claims_have_sources,
        "It goes by the marks of source and by words that name somebody else.",
    ),
    Check(
        22,
        "The child they could parent against the evidence",
        range_rests_on_evidence,
        "It follows the column “Shown in section” and simple figures of rooms and ages.",
    ),
    Check(
        23,
        "The recommendation: there, unconditional, the same",
        recommendation_is_plain,
        "It compares verdict, number and ages in the sentences that recommend.",
    ),
    Check(
        24,
        "Leaks into the applicants' copy",
        leaks.applicants_copy_tells_no_secret,
        "It finds the addendum's own words, eight in a row, and names; not what is told in others.",
    ),
    Check(
        25,
        "Leaks into the profile",
        leaks.profile_names_nobody,
        "It knows what the record has, and the shapes of postcodes, addresses and numbers.",
    ),
    Check(
        26,
        "The applicants' observations",
        issue.observations_are_in,
        "It goes by the dated entries of the case.",
    ),
    Check(
        27,
        "Changed after it was signed or issued",
        issue.nothing_changed_since,
        "It compares the content as a whole, not what changed.",
    ),
    Check(
        28,
        "The clocks of the stages",
        issue.clocks_are_kept,
        "It goes by the dated entries of the case, extensions and holds among them.",
    ),
    Check(
        29,
        "Who was seen, alone, where, and how often",
        household.everybody_was_seen,
        "It reads the table of visits in the report.",
    ),
    Check(
        30,
        "Sums of money",
        money.sums_hold,
        "It adds up the table and compares figures called a surplus or a debt in all.",
    ),
    Check(
        31,
        "Safety: what must be done, animals, firearms",
        money.home_is_safe,
        "It reads the rows on the home; forms for each animal and licence come with the case's"
        " own record of visits.",
    ),
    Check(
        32,
        "The family tree is whole",
        household.tree_is_whole,
        "It knows the people who are recorded.",
    ),
    Check(
        33,
        "Support: strong, near and told",
        household.support_is_near,
        "It counts ties, not what they bear.",
    ),
    Check(
        34,
        "The photograph",
        household.photo_is_fresh,
        "It goes by the day that was typed.",
    ),
    Check(
        35,
        "What changed since a section was written",
        household.nothing_is_overtaken,
        "It compares days; whether the change matters is for the writer.",
    ),
    Check(
        36,
        "Words that judge, and facts out of place",
        wording.words_do_not_judge,
        "It knows the words of its lists, which the agency may change.",
    ),
)
CHECKS: Final[Mapping[int, Check]] = MappingProxyType({check.number: check for check in _ALL})
"""Every check by its number (par.md 8)."""

_ORDER: Final = tuple(Severity)


def findings(
    record: ReportRecord,
    settings: CheckSettings,
    *,
    only: Iterable[int] = tuple(CHECKS),
    tell: Callable[[int, int], object] = lambda _done, _of: None,
) -> tuple[Finding, ...]:
    """Run the checks over a report; what is found comes the gravest first, each once.

    ``tell`` hears how many checks are done, of how many, and may raise to break off.
    """
    chosen = [CHECKS[number] for number in only]
    kept: dict[str, Finding] = {}
    for done, check in enumerate(chosen):
        tell(done, len(chosen))
        for finding in check.find(record, settings):
            kept.setdefault(finding.key, with_limits(finding, check.limits))
    tell(len(chosen), len(chosen))
    places = {section.key: at for at, section in enumerate(record.sections)}
    return tuple(
        sorted(
            kept.values(),
            key=lambda each: (
                _ORDER.index(each.severity),
                each.check,
                places.get(each.section, -1),
                each.person,
                each.key,
            ),
        )
    )
