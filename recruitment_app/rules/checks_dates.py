"""Checks 9 and 10: dates in the prose against the record, and what cannot have been so.

A date counts only in a sentence that also has a word for what happened and says of whom; dates
that are vague, or told across two sentences, are not seen.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.partial_dates import PartialDate
from recruitment_app.rules.prose_dates import WrittenDate, dates_in, may_be_one
from recruitment_app.rules.report_findings import (
    Finding,
    Severity,
    found,
    quoted,
    recorded,
)
from recruitment_app.rules.report_prose import (
    Sentence,
    last_named,
    named_in,
    sentences,
)
from recruitment_app.rules.report_record import ReportPerson, ReportRecord
from recruitment_app.rules.report_sections import JOBS, METHOD
from recruitment_app.rules.typed_cells import date_in

_BORN: Final = re.compile(r"\b(?:was|is|were)?\s*born\b|\bdate of birth\b", re.IGNORECASE)
_WED: Final = re.compile(
    r"\bmarried\b|\bwedding\b|\bcivil partner(?:s|ship)\b|\bmarriage\b", re.IGNORECASE
)
_NOT_YET_WED: Final = re.compile(
    r"\b(?:parents|sister|brother|mother|father|friend|divorce[d]?|cousin|first marriage|previous|"
    r"former|before|after|until|ago|anniversary|years? later)\b",
    re.IGNORECASE,
)
_MOVED: Final = re.compile(
    r"\bmoved (?:in|into|to|here|there|house)\b|\bhas lived\b|\bhave lived\b|\bbought\b",
    re.IGNORECASE,
)
_BEGAN_WORK: Final = re.compile(
    r"\b(?:joined|started (?:at|work|with|as)|began (?:at|work|with|as)|has worked|employed)\b",
    re.IGNORECASE,
)
_LEFT_WORK: Final = re.compile(r"\b(?:left|resigned|was made redundant)\b", re.IGNORECASE)
_VISITED: Final = re.compile(
    r"\b(?:visit(?:ed|s)?|session|met with|saw (?:them|her|him)|interview(?:ed)?)\b", re.IGNORECASE
)
_OTHERS: Final = re.compile(
    r"\b(?:mother|father|sister|brother|parents|grand\w+|aunt|uncle|cousin|niece|nephew|friend|"
    r"neighbour|son|daughter|child|children|twins?|baby|they|partner|husband|wife|who)\b",
    re.IGNORECASE,
)
_OPENING_WORDS: Final = 2
_CLAUSE: Final = re.compile(r"[;:,(]|\b(?:and|but|when|while|whose|where|that|who|which)\b")


def dates_agree_with_the_record(
    record: ReportRecord, _settings: CheckSettings
) -> Iterator[Finding]:
    """Check 9: a date of birth, wedding, move, job or visit told in prose is the record's."""
    for sentence in sentences(record.sections):
        dates = list(dates_in(sentence.text))
        for at, day in enumerate(dates):
            begins = dates[at - 1].end if at else 0
            before = sentence.text[begins : day.start]
            if not at and len(before.split()) <= _OPENING_WORDS:  # "In 2008 they married"
                ends = dates[1].start if len(dates) > 1 else len(sentence.text)
                before = sentence.text[day.end : ends].lstrip(" ,")
            told = _Told(record, sentence, day, before)
            yield from told.birth()
            yield from told.wedding()
            yield from told.move()
            yield from told.job()
            yield from told.visit()


@dataclass(frozen=True, slots=True)
class _Told:
    """One date of a sentence, with the words between it and the date before.

    Where a sentence begins with its date it is the words behind it.
    """

    record: ReportRecord
    sentence: Sentence
    day: WrittenDate
    before: str

    def _subject(self, keyword: re.Match[str]) -> ReportPerson | None:
        """Return of whom a keyword is said, where that is sure.

        Whoever is named last before the word; in a section of one applicant's own, where
        nobody and no relative is named, that applicant.
        """
        ahead = self.before[: keyword.start()]
        clause = _CLAUSE.split(ahead)[-1]
        named = last_named(self.record.people, clause if clause.strip() else ahead)
        if _OTHERS.search(clause) and not (named and clause.rstrip().endswith(named.called)):
            return None
        if named is not None:
            return named
        if _OTHERS.search(ahead) or named_in(self.record.people, ahead):
            return None
        capitals = re.findall(r"(?<=\s)[A-Z][a-z]+", ahead)
        return None if capitals else self.record.person(self.sentence.section.person)

    def _contradiction(
        self, who: str, what: str, known: Sequence[tuple[PartialDate, str]]
    ) -> Iterator[Finding]:
        if not known or any(may_be_one(self.day.on, on) for on, _place in known):
            return
        section = self.sentence.section
        yield found(
            9,
            Severity.REASON,
            f"{section.shown} says {self.day.text} for {what} of {who}; the record says"
            f" {' or '.join(dict.fromkeys(on.shown for on, _place in known))}.",
            [
                quoted(self.sentence.text, section),
                *(recorded(on.shown, place) for on, place in known),
            ],
            at=section,
            about=[what, who, str(self.day.on), *(str(on) for on, _place in known)],
        )

    def birth(self) -> Iterator[Finding]:
        keyword = _last(_BORN, self.before)
        if keyword is None or re.search(r"\bafter\b|\bbefore\b", self.before[keyword.end() :]):
            return
        person = self._subject(keyword)
        if person is not None and person.born is not None:
            place = f"date of birth of {person.name}"
            yield from self._contradiction(person.name, "the birth", [(person.born, place)])

    def wedding(self) -> Iterator[Finding]:
        keyword = _last(_WED, self.before)
        if keyword is None or _NOT_YET_WED.search(self.sentence.text):
            return
        couple = {one.key for one in self.record.applicants}
        is_theirs = (
            re.match(r"\s*(?:they|the couple|both)\b", self.before, re.IGNORECASE)
            if self.record.is_couple and not self.sentence.section.person
            else None
        )
        named = {one.key for one in named_in(self.record.people, self.sentence.text)}
        if not is_theirs and not (couple and couple <= named):
            return
        if named - couple:
            return
        known = [
            (tie.begins, f"relationship of {one.name}")
            for one in self.record.applicants
            for tie in one.ties
            if tie.kind in {"married", "spouse", "civil_partnership"}
            and tie.other in couple
            and tie.begins
        ]
        who = " and ".join(one.name for one in self.record.applicants)
        yield from self._contradiction(who, "the wedding", known[:1])

    def move(self) -> Iterator[Finding]:
        keyword = _last(_MOVED, self.before)
        if keyword is None:
            return
        between = self.before[keyword.end() :]
        is_home = re.search(
            r"\b(?:present|current|this|their|her|his) (?:home|house|flat|address)\b|\bhere\b",
            f"{keyword[0]} {between}",
        )
        person = self._subject(keyword)
        people = [person] if person else []
        if re.match(r"\s*(?:they|the couple|both)\b", self.before, re.IGNORECASE):
            people = list(self.record.applicants)
        if not is_home or not people:
            return
        known = [
            (home.begins, f"address of {one.name}, {home.lines}")
            for one in people
            for home in one.homes
            if home.begins and home.ends is None
        ]
        yield from self._contradiction(people[0].name, "the move to the present home", known)

    def job(self) -> Iterator[Finding]:
        today = self.record.today
        for keyword, column in ((_BEGAN_WORK, "begins"), (_LEFT_WORK, "ends")):
            if _last(keyword, self.before) is None:
                continue
            known = []
            whose = self.sentence.section.person
            for at, row in self.record.rows(JOBS):
                employer = row.get("employer", "").strip()
                on = date_in(row.get(column, ""), today=today)
                is_meant = employer and employer.casefold() in self.sentence.text.casefold()
                if is_meant and on and whose in {"", at.person}:
                    known.append((on, f"{at.shown}, {employer}"))
            what = "the start of a job" if column == "begins" else "the end of a job"
            yield from self._contradiction(known[0][1] if known else "", what, known)

    def visit(self) -> Iterator[Finding]:
        if not self.day.on.is_whole or _last(_VISITED, self.before) is None:
            return
        if self.sentence.section.part != "b":
            return  # elsewhere an interview or a meeting is somebody else's
        held = [
            (on, at.shown)
            for at, row in self.record.rows(METHOD)
            if (on := date_in(row.get("held_on", ""), today=self.record.today))
        ]
        if held and not any(may_be_one(self.day.on, on) for on, _place in held):
            near = min(held, key=lambda each: abs(each[0].earliest - self.day.on.earliest))
            yield from self._contradiction("the household", "a visit", [near])


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text))), None)


_AGES: Final = (
    re.compile(
        r"^\s*(?:,\s*)?(?:is|was|turned)?\s*(?:,\s*)?\(?(?:now |currently )?aged? (\d{1,3})\b"
    ),
    re.compile(r"^\s*\((\d{1,3})\)"),
    re.compile(r"^,? (?:who )?(?:is|is now|is currently) (\d{1,3})(?: years old)?\s*[,.;)]"),
    re.compile(r"^,? (?:who )?(?:is|is now|is currently) (\d{1,3}) (?:years old|and)\b"),
    re.compile(r"^, (\d{1,3}),"),
    re.compile(r"^,? (?:is )?an? (\d{1,3})[\s-]year[\s-]old\b"),
)
_OWN_AGE: Final = re.compile(
    r"\b(?:He|She|They) (?:is|are)(?: now)? (\d{1,3})(?: years old\b|[.,;])"
)
_THEN: Final = re.compile(r"\b(?:when|then|at the time|by the time|until|would)\b", re.IGNORECASE)
_AGE_BEFORE: Final = re.compile(r"\b(\d{1,3})[\s-]year[\s-]old (?:\w+ )?$")


def nothing_impossible(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 10: births, deaths and jobs in a possible order; ages in prose as the births say."""
    for person in record.people:
        yield from _life(record, person)
        yield from _parents(record, person, settings.number("parent_years"))
    yield from _jobs(record, settings.number("work_years"))
    yield from _ages(record)


def _life(record: ReportRecord, person: ReportPerson) -> Iterator[Finding]:
    if person.born and person.died and person.died.latest < person.born.earliest:
        yield _impossible(
            f"{person.name} is recorded as having died before being born.",
            (person.died, f"death of {person.name}"),
            (person.born, f"birth of {person.name}"),
        )
    if person.born and person.born.earliest > record.today and not person.relation:
        return
    for tie in person.ties:
        for on in (tie.begins, tie.ends):
            if on and person.died and on.earliest > person.died.latest and not tie.ended_how:
                yield _impossible(
                    f"A relationship of {person.name} is dated after the death.",
                    (on, f"relationship of {person.name}"),
                    (person.died, f"death of {person.name}"),
                )
        if tie.begins and tie.ends and tie.ends.latest < tie.begins.earliest:
            yield _impossible(
                f"A relationship of {person.name} ends before it begins.",
                (tie.ends, f"relationship of {person.name}"),
                (tie.begins, f"relationship of {person.name}"),
            )


def _parents(record: ReportRecord, person: ReportPerson, years: int) -> Iterator[Finding]:
    """Give each parent by birth of a person who was a child, or not yet born, at the birth."""
    parents = [record.person(tie.other) for tie in person.ties if tie.kind == "parent"]
    if person.relation in {"child", "adult_child"} and not parents:
        parents = [one for one in record.applicants if not record.is_couple]
    for parent in parents:
        if parent is None or parent.born is None or person.born is None:
            continue
        if parent.born.ages(person.born.latest)[1] < years:
            yield _impossible(
                f"{person.name} was born when {parent.name}, recorded as parent, was not yet"
                f" {years}.",
                (person.born, f"birth of {person.name}"),
                (parent.born, f"birth of {parent.name}"),
            )


def _jobs(record: ReportRecord, years: int) -> Iterator[Finding]:
    for at, row in record.rows(JOBS):
        begins, ends = (date_in(row.get(end, ""), today=record.today) for end in ("begins", "ends"))
        person = record.person(at.person)
        employer = row.get("employer", "")
        if begins and ends and ends.latest < begins.earliest:
            yield found(
                10,
                Severity.REASON,
                f"The job at {employer} ends before it begins.",
                [quoted(f"Until {ends.shown}", at), quoted(f"From {begins.shown}", at)],
                at=at,
                about=[employer, str(begins), str(ends)],
            )
        if begins and person and person.born and person.born.ages(begins.latest)[1] < years:
            yield found(
                10,
                Severity.REASON,
                f"{person.name} has a job at {employer} from {begins.shown}, before the age of"
                f" {years}.",
                [
                    quoted(f"{employer}, from {begins.shown}", at),
                    recorded(person.born.shown, f"birth of {person.name}"),
                ],
                at=at,
                about=[employer, str(begins)],
            )


def _ages(record: ReportRecord) -> Iterator[Finding]:
    born = [person for person in record.people if person.born and not person.died]
    for sentence in sentences(record.sections):
        if not any(sign.isdigit() for sign in sentence.text) or _THEN.search(sentence.text):
            continue
        for person in born:
            for age in _ages_told(person, sentence.text):
                yield from _age(record, sentence, person, age)
        owner = record.person(sentence.section.person)
        own = _OWN_AGE.match(sentence.text)
        if owner is not None and own and not _OTHERS.search(sentence.passage.text):
            yield from _age(record, sentence, owner, int(own[1]))


def _ages_told(person: ReportPerson, text: str) -> Iterator[int]:
    names = sorted({person.name, person.called, person.known_as} - {""}, key=len, reverse=True)
    for match in re.finditer("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), text):
        after, before = text[match.end() :], text[: match.start()]
        told = [found.group(1) for pattern in _AGES if (found := pattern.match(after))]
        if ahead := _AGE_BEFORE.search(before):
            told.append(ahead.group(1))
        yield from (int(age) for age in told[:1])


def _age(
    record: ReportRecord, sentence: Sentence, person: ReportPerson, age: int
) -> Iterator[Finding]:
    """Give an age that the person had neither when the section was last edited nor has today."""
    born = person.born
    section = sentence.section
    if born is None:
        return
    least = born.ages(section.edited_on or record.today)[0]
    most = born.ages(max(record.today, record.panel_or_today))[1]
    if not least <= age <= most:
        yield found(
            10,
            Severity.REASON,
            f"{section.shown} gives the age of {person.name} as {age}; by the date of birth it is"
            f" {born.shown_age(record.today)}.",
            [
                quoted(sentence.text, section),
                recorded(f"Born {born.shown}", f"date of birth of {person.name}"),
            ],
            at=section,
            about=[person.key, str(age)],
        )


def _impossible(message: str, *dates: tuple[PartialDate, str]) -> Finding:
    told: Iterable[tuple[PartialDate, str]] = dates
    return found(10, Severity.REASON, message, [recorded(on.shown, place) for on, place in told])
