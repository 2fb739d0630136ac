"""Checks 2, 26, 27 and 28: who wrote it, what the applicants answered, what changed, the clocks."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.clocks import ClockState
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.report_findings import Evidence, Finding, Severity, found, recorded
from recruitment_app.rules.report_record import ReportRecord
from recruitment_app.rules.report_sections import OBSERVATIONS, SIGNATURES
from recruitment_app.rules.stages import long_date

_STAGE_ONE: Final = "T08"
_BREAK: Final = "T11"
_STAGE_TWO: Final = frozenset({"T13", "T30"})
_OVER: Final = frozenset({ClockState.LATE, ClockState.LAPSED})
_PANEL_IS_NEAR: Final = timedelta(days=7)


def author_may_write(record: ReportRecord, _settings: CheckSettings) -> Iterator[Finding]:
    """Check 2: the author, or the supervisor, may write such a report (SI 2005/1711)."""
    at = next(iter(record.of(SIGNATURES)), None)
    for fault in record.author_faults:
        yield found(
            2,
            Severity.BLOCKING,
            fault,
            [
                recorded(record.author or "No author is named.", "author of the report"),
                Evidence(
                    "Restriction on the Preparation of Adoption Reports Regulations 2005",
                    "Law",
                ),
            ],
            at=at,
            about=[fault],
        )


def observations_are_in(record: ReportRecord, _settings: CheckSettings) -> Iterator[Finding]:
    """Check 26: the applicants had their copy and their working days, and what came is recorded."""
    dates = record.dates
    at = next(iter(record.of(OBSERVATIONS)), None)
    if dates.observations is not None:
        return
    sent, due = dates.sent_to_applicants, dates.observations_due
    if sent is not None and due is not None and due < record.today:
        yield found(
            26,
            Severity.BLOCKING,
            f"The applicants' time for observations ended on {long_date(due)}, and neither"
            " observations nor that none came are recorded.",
            [
                recorded(f"Sent on {long_date(sent)}", "report sent for observations"),
                recorded("Nothing", "observations"),
            ],
            at=at,
            about=["observations"],
        )
    panel = dates.panel
    if (
        sent is None
        and panel is not None
        and record.today <= panel <= record.today + _PANEL_IS_NEAR
    ):
        yield found(
            26,
            Severity.BLOCKING,
            f"Panel sits on {long_date(panel)}, and the applicants have not been sent their copy.",
            [
                recorded(long_date(panel), "panel"),
                recorded("Nothing", "report sent for observations"),
            ],
            at=at,
            about=["not sent"],
        )


def nothing_changed_since(record: ReportRecord, _settings: CheckSettings) -> Iterator[Finding]:
    """Check 27: what the applicants signed, and what was issued, is what stands now."""
    if not record.content:
        return
    at = next(iter(record.of(SIGNATURES)), None)
    for signature in record.signatures:
        if signature.content and signature.content != record.content:
            on = long_date(signature.signed_on) if signature.signed_on else "a day not recorded"
            yield found(
                27,
                Severity.REASON,
                f"The report changed after {signature.name} signed it on {on}.",
                [
                    recorded(f"{signature.name}, {on}", "signatures"),
                    Evidence("Its text is not the one that was signed.", "The report now"),
                ],
                at=at,
                about=[signature.role, signature.name, record.content],
            )
    for issue in record.issues:
        if issue.content and issue.content != record.content and not issue.has_addendum_since:
            yield found(
                27,
                Severity.REASON,
                f"The report changed after its {issue.edition} edition was issued on"
                f" {long_date(issue.issued_on)}: it needs a signed and dated addendum.",
                [
                    recorded(long_date(issue.issued_on), f"issue of the {issue.edition} edition"),
                    Evidence("Its text is not the one that was issued.", "The report now"),
                ],
                at=at,
                about=[issue.edition, record.content],
            )


def clocks_are_kept(record: ReportRecord, _settings: CheckSettings) -> Iterator[Finding]:
    """Check 28: Stage One, the break and Stage Two within their time, as their clocks tell."""
    for clock in record.clocks:
        limit, due = clock.limit, clock.due_on
        if due is None or clock.trigger_on is None:
            continue
        ends = clock.met_on
        if limit.id in _STAGE_TWO and ends is None and record.dates.panel is not None:
            ends = max(record.dates.panel, record.today)
        is_over = clock.state in _OVER or (ends is not None and ends > due)
        if limit.id not in {_STAGE_ONE, _BREAK, *_STAGE_TWO} or not is_over:
            continue
        is_panel = ends is not None and clock.met_on is None
        reached = f"{'panel on' if is_panel else 'met on'} {long_date(ends)}" if ends else "not met"
        yield found(
            28,
            Severity.BLOCKING if limit.id == _BREAK else Severity.REASON,
            f"{limit.title}: due on {long_date(due)} ({limit.figure}), {reached}.",
            [
                recorded(f"Began {PartialDate.of(clock.trigger_on).shown}", limit.trigger),
                recorded(f"Due {long_date(due)}; {reached}", limit.title),
            ],
            about=[limit.id, str(due)],
        )
