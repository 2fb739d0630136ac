"""Checks 30 and 31: do the sums hold, and is the home safe, as far as the tables tell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from recruitment_app.rules.check_settings import CheckSettings
from recruitment_app.rules.home_safety import is_open, must, unanswered
from recruitment_app.rules.prose_dates import dates_in
from recruitment_app.rules.report_findings import Evidence, Finding, Severity, found, quoted
from recruitment_app.rules.report_prose import Sentence, sentences
from recruitment_app.rules.report_record import ReportRecord, ReportSection
from recruitment_app.rules.report_sections import FINANCE, HOME, HOME_AND_SAFETY, MONEY
from recruitment_app.rules.typed_cells import date_in, figure_in

_MONEY: Final = re.compile("£\\s?([\\d,]+(?:\\.\\d\\d)?)")
_SURPLUS: Final = re.compile(
    r"\b(?:surplus|left over|remains? (?:each|every|a) month)\b", re.IGNORECASE
)
_ALL_DEBT: Final = re.compile(
    r"\b(?:total (?:debts?|borrowing)|borrowing altogether|(?:debts?|owes?|borrowing)\W+(?:\w+\W+)?"
    r"(?:in all|altogether|in total|total))\b",
    re.IGNORECASE,
)
_ON_LEAVE: Final = re.compile(r"\bleave\b", re.IGNORECASE)
_PENNIES: Final = 1.0
_CHECK: Final = "Home and safety check"


def sums_hold(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 30: the sums of the table, and what the section on money says of them."""
    table = next(iter(record.of(FINANCE)), None)
    money = next(iter(record.of(MONEY)), None)
    if table is not None and record.beside.money:
        yield from _otherwise(table, record.beside.money)
    if table is None or money is None or not table.rows:
        return
    now, on_leave = _surplus(table, "monthly"), _surplus(table, "monthly_on_leave")
    if on_leave < -_PENNIES and not settings.words("shortfall").first(money.text):
        yield found(
            30,
            Severity.REASON,
            f"On leave {_pounds(-on_leave)} a month are lacking, and {money.shown} does not speak"
            " of it.",
            [quoted(f"On leave: {_pounds(on_leave)} a month", table), quoted(money.text, money)],
            at=money,
            about=["leave", str(round(on_leave))],
        )
    debts = [figure_in(row.get("balance", "")) or 0.0 for row in table.rows if _is(row, "debt")]
    owed = abs(sum(debts))
    if owed and money.text.strip() and not settings.words("owing").first(money.text):
        yield found(
            30,
            Severity.REASON,
            f"The table has debts of {_pounds(owed)}, and {money.shown} does not speak of owing.",
            [quoted(f"Debts of {_pounds(owed)}", table), quoted(money.text, money)],
            at=money,
            about=["debt"],
        )
    for sentence in sentences([money]):
        if _SURPLUS.search(sentence.text):
            wanted, column = (now, "now")
            if _ON_LEAVE.search(sentence.text):
                wanted, column = (on_leave, "on leave")
            yield from _other_figure(sentence, table, wanted, f"surplus {column}")
        elif _ALL_DEBT.search(sentence.text):
            yield from _other_figure(sentence, table, owed, "debt in all")


def _otherwise(table: ReportSection, lines: Sequence[Mapping[str, str]]) -> Iterator[Finding]:
    """Give where the table of the report is not what the statement of finances says."""
    here, there = [_figures(row) for row in table.rows], [_figures(row) for row in lines]
    told = [line for line in there if line not in here] + [row for row in here if row not in there]
    if told:
        count = "1 line" if len(told) == 1 else f"{len(told)} lines"
        first = ", ".join(filter(None, told[0]))
        yield found(
            30,
            Severity.REASON,
            f"The statement of finances and {table.shown} differ in {count}: take it over, or say"
            " why not.",
            [
                Evidence(f"{len(there)} lines, such as “{first}”", "Statement of finances"),
                quoted(f"{len(here)} lines", table),
            ],
            at=table,
            about=["finances", *(", ".join(line) for line in told)],
        )


def _figures(row: Mapping[str, str]) -> tuple[str, ...]:
    names = ("line", "sort", "monthly", "monthly_on_leave", "balance")
    return tuple(row.get(name, "").strip() for name in names)


def _surplus(table: ReportSection, column: str) -> float:
    """Return what comes in less what goes out; a cell left empty counts as the month now."""
    total = 0.0
    for row in table.rows:
        figure = figure_in(row.get(column, "") or row.get("monthly", ""))
        figure = abs(figure) if figure is not None else 0.0
        if _is(row, "income"):
            total += figure
        elif _is(row, "outgoing") or _is(row, "debt"):
            total -= figure
    return total


def _is(row: Mapping[str, str], sort: str) -> bool:
    return row.get("sort", "").strip().casefold() == sort


def _other_figure(
    sentence: Sentence, table: ReportSection, wanted: float, what: str
) -> Iterator[Finding]:
    said = [float(match[1].replace(",", "") or 0) for match in _MONEY.finditer(sentence.text)]
    if said and not any(abs(figure - abs(wanted)) <= _PENNIES for figure in said):
        yield found(
            30,
            Severity.REASON,
            f"{sentence.section.shown} gives {_pounds(said[0])} as {what}; by the table it is"
            f" {_pounds(wanted)}.",
            [quoted(sentence.text, sentence.section), quoted(_pounds(wanted), table)],
            at=sentence.section,
            about=[what, str(said[0]), str(round(wanted))],
        )


def _pounds(amount: float) -> str:
    sign = "-" if amount < 0 else ""
    pence = f"{abs(amount):,.2f}".removesuffix(".00")
    return f"{sign}£{pence}"


def home_is_safe(record: ReportRecord, settings: CheckSettings) -> Iterator[Finding]:
    """Check 31: what must be made safe has a day, an animal its row, a firearm its answer."""
    home = next(iter(record.of(HOME)), None)
    safety = next(iter(record.of(HOME_AND_SAFETY)), None)
    if home is None:
        return
    yield from _looked_through(record, home)
    for row in home.rows:
        told = " ".join((row.get("outline", ""), row.get("detail", "")))
        undone = settings.words("undone").first(told)
        is_safety = row.get("feature", "").casefold() == "safety check"
        if is_safety and undone and not any(True for _ in dates_in(told)):
            yield found(
                31,
                Severity.REASON,
                "Something must still be made safe, and no day is set for it.",
                [quoted(told, home), Evidence("No date", home.shown, home.key)],
                at=home,
            )
    prose = safety.text if safety else ""
    for what, words, feature in (
        ("An animal", settings.words("pets"), "pets"),
        ("A firearm", settings.words("firearms"), "firearms"),
    ):
        said = words.first(prose)
        answered = any(
            feature in row.get("feature", "").casefold()
            or (feature == "firearms" and words.first(" ".join(row.values())))
            for row in home.rows
        )
        if said and safety and not answered and not _is_denied(prose, said):
            yield found(
                31,
                Severity.REASON,
                f"{what} is spoken of in {safety.shown} (“{said}”), and {home.shown} has no row"
                " for it.",
                [quoted(_sentence_with(safety, said), safety), quoted("No such row", home)],
                at=home,
                about=[feature],
            )


def _looked_through(record: ReportRecord, home: ReportSection) -> Iterator[Finding]:
    """Give what the home and safety check leaves open, and the animals that nobody looked at."""
    beside = record.beside
    for row in beside.actions:
        if not must(row) or not is_open(row):
            continue
        what, day = row.get("action", ""), row.get("due_on", "").strip()
        due = date_in(day, today=record.today) if day else None
        if not day:
            told = f"“{what}” must be done before a child comes, and no day is set for it."
        elif due is not None and due.latest < record.today:
            told = f"“{what}” was to be done by {day}, and it is not said that it is."
        else:
            continue
        evidence = [Evidence(what, _CHECK), Evidence(day or "No day", _CHECK)]
        yield found(31, Severity.REASON, told, evidence, at=home, about=["must", what, day])
    if not beside.has_home:
        return
    for question in unanswered(beside.licensed):
        yield found(
            31,
            Severity.REASON,
            f"The home and safety check does not answer: “{question}”",
            [Evidence(question, _CHECK), Evidence("No answer", _CHECK)],
            at=home,
            about=["licensed", question],
        )
    looked_at = {row.get("animal", "").strip().casefold() for row in beside.animals}
    for name in beside.kept_animals:
        if name.casefold() not in looked_at:
            yield found(
                31,
                Severity.REASON,
                f"{name} lives there, and the home and safety check has no line for it.",
                [Evidence(name, "People and home"), Evidence("No such line", _CHECK)],
                at=home,
                about=["animal", name],
            )


def _sentence_with(section: ReportSection, word: str) -> str:
    told = (each.text for each in sentences([section]) if word in each.text)
    return next(told, word)


def _is_denied(text: str, word: str) -> bool:
    """Say whether a text says that there is none: “no dog”, “without pets”."""
    return bool(
        re.search(rf"\b(?:no|not|never|without|nor)\b[^.;]{{0,40}}\b{re.escape(word)}", text)
    )
