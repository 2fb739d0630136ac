"""What a check finds: a plain sentence, and both items that do not go together."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from recruitment_app.rules.report_record import JOINT, ReportSection

LONGEST_QUOTE: Final = 160

MUST_NOT_BE_CLAIMED: Final = (
    "These mechanical checks say nothing of whether somebody is suitable, of risk or of how good"
    " the report is, and they foretell nothing. That they found nothing means only that: these"
    " mechanical checks found nothing."
)
"""Shown with the results, always."""


class Severity(StrEnum):
    """What a finding asks for: it stops issue, wants a written reason, or is for information."""

    BLOCKING = "blocking"
    REASON = "reason"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One of the items that do not go together: what stands there, and where that is.

    ``section`` and ``person`` lead to it; both are "" where it stands in the record of the case.
    """

    says: str
    place: str
    section: str = ""
    person: str = JOINT


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found in one place.

    ``check`` is the number of the check, ``key`` stays the same from run to run as long as the
    same thing is found, so that the reason which somebody wrote stays with it. ``limits`` says
    what the check cannot see.
    """

    check: int
    key: str
    severity: Severity
    section: str
    person: str
    message: str
    evidence: tuple[Evidence, ...]
    limits: str = ""
    reason: str = ""

    @property
    def is_settled(self) -> bool:
        """Say whether it asks for nothing more: for information, or with its reason written."""
        if self.severity is Severity.REASON:
            return bool(self.reason)
        return self.severity is Severity.INFORMATION


def found(
    check: int,
    severity: Severity,
    message: str,
    evidence: Iterable[Evidence],
    *,
    at: ReportSection | None = None,
    section: str = "",
    about: Iterable[str] = (),
) -> Finding:
    """Return a finding; its key is made of check, place and what it is about.

    ``about`` names what the finding turns on, where the evidence would change from day to day;
    without it the evidence decides. The key is a hash: no words of a report stand in it.
    """
    items = tuple(evidence)
    key, person = (at.key, at.person) if at else (section, JOINT)
    turns_on = tuple(about) or tuple(item.says for item in items)
    folded = "\x1f".join(" ".join(text.casefold().split()) for text in turns_on)
    told = f"{check}\x1e{key}\x1e{person}\x1e{folded}".encode("utf-8", "replace")
    return Finding(
        check=check,
        key=hashlib.sha256(told).hexdigest()[:32],
        severity=severity,
        section=key,
        person=person,
        message=message,
        evidence=items,
    )


def with_limits(finding: Finding, limits: str) -> Finding:
    """Return the finding with what its check cannot see."""
    return replace(finding, limits=limits)


def quoted(text: str, section: ReportSection) -> Evidence:
    """Return words of a section as evidence, cut where they are long."""
    return Evidence(cut(text), section.shown, section.key, section.person)


def recorded(text: str, place: str) -> Evidence:
    """Return something of the record of the case as evidence."""
    return Evidence(cut(text), f"Record: {place}")


def cut(text: str) -> str:
    """Return the text on one line, cut at a word where it is longer than a quotation may be."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_QUOTE:
        return line
    return line[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
