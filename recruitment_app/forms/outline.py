"""The outline of a long report: its parts and sections, read from a form."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum

from recruitment_app import paths


class Kind(StrEnum):
    """What fills a section."""

    NARRATIVE = "narrative"
    TABLE = "table"
    DRAWING = "drawing"
    FILLED = "filled"
    SIGNATURE = "signature"


class Scope(StrEnum):
    """Whose section it is: one for each applicant, one for both, one for another person."""

    EACH = "each"
    JOINT = "joint"
    OTHER = "other"


class When(StrEnum):
    """For whom a section stands."""

    ALWAYS = ""
    COUPLE = "couple"
    SINGLE = "single"
    CHILDREN = "children"
    EARLY_PERMANENCE = "early_permanence"


@dataclass(frozen=True)
class Part:
    """A part of the report, by its letter."""

    letter: str
    title: str


@dataclass(frozen=True)
class Section:
    """A section as the outline names it."""

    key: str
    part: str
    title: str
    kind: Kind
    scope: Scope
    when: When = When.ALWAYS


@dataclass(frozen=True)
class NumberedSection:
    """A section with the number that it has in one report: B4."""

    number: str
    section: Section


@dataclass(frozen=True)
class Outline:
    """A report's title, parts and sections, in the order in which they print."""

    title: str
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]

    def numbered(
        self,
        *,
        is_couple: bool,
        has_children: bool,
        wants_early_permanence: bool = False,
        parts: str = "ABCD",
    ) -> tuple[NumberedSection, ...]:
        """Return the sections that stand for these applicants, numbered within their part.

        The confidential addendum, part E, is a paper of its own and is left out unless asked for.
        """
        stands = {
            When.ALWAYS: True,
            When.COUPLE: is_couple,
            When.SINGLE: not is_couple,
            When.CHILDREN: has_children,
            When.EARLY_PERMANENCE: wants_early_permanence,
        }
        return tuple(
            NumberedSection(f"{letter}{number}", section)
            for letter in parts
            for number, section in enumerate(
                (s for s in self.sections if s.part == letter and stands[s.when]), start=1
            )
        )


def prospective_adopters_report() -> Outline:
    """Return the outline of the prospective adopter's report."""
    told = tomllib.loads((paths.forms() / "prospective_adopters_report.toml").read_text("utf-8"))
    return Outline(
        title=told["title"],
        parts=tuple(Part(part["letter"], part["title"]) for part in told["parts"]),
        sections=tuple(
            Section(
                key=section["key"],
                part=section["part"],
                title=section["title"],
                kind=Kind(section["kind"]),
                scope=Scope(section["scope"]),
                when=When(section.get("when", "")),
            )
            for section in told["sections"]
        ),
    )
