"""The figures of a recruitment year: approvals by month against the target, told in words."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 12


@dataclass(frozen=True)
class ProgressFigures:
    """A recruitment year's approvals as they stand today.

    ``by_month`` and ``cumulative`` hold one figure a month; what they hold for months after
    today's is not looked at. ``last_year`` is cumulative too, empty where nothing is known.
    """

    year_label: str
    starts_on: date
    ends_on: date
    today: date
    target: int
    cumulative: tuple[int, ...]
    by_month: tuple[int, ...]
    last_year: tuple[int, ...] = ()

    @property
    def year_label_before(self) -> str:
        """Return the label of the year before: 2013-14 for 2014-15."""
        begun = self.starts_on.year - 1
        ended = self.ends_on.year - 1
        return f"{begun}-{ended % 100:02}" if ended != begun else f"{begun}"


@dataclass(frozen=True)
class MonthRow:
    """One month of the table view; what is not known is None."""

    month: str
    approvals: int | None
    cumulative: int | None
    straight_line: float
    last_year: int | None


def in_words(day: date) -> str:
    """Return a date as it stands in a sentence: 14 November 2014."""
    return f"{day.day} {day:%B} {day.year}"


def month_starts(figures: ProgressFigures) -> tuple[date, ...]:
    """Return the first day of each month of the year, counted from its own first day."""
    first = figures.starts_on
    starts = []
    for number in range(MONTHS):
        years, month = divmod(first.month - 1 + number, 12)
        year = first.year + years
        day = min(first.day, monthrange(year, month + 1)[1])
        starts.append(date(year, month + 1, day))
    return tuple(starts)


def last_counted_day(figures: ProgressFigures) -> date:
    """Return the day up to which approvals count: today, or the year's last day once past."""
    return min(figures.today, figures.ends_on)


def months_counted(figures: ProgressFigures) -> int:
    """Return how many months have begun by today."""
    return sum(start <= figures.today for start in month_starts(figures))


def months_gone(figures: ProgressFigures, on: date) -> float:
    """Return how many months of the year are over at the end of a day, in parts of a month."""
    starts = (*month_starts(figures), figures.ends_on + timedelta(days=1))
    begun = sum(start <= on for start in starts[:MONTHS])
    if not begun:
        return 0.0
    start, following = starts[begun - 1], starts[begun]
    days = (min(on, following - timedelta(days=1)) - start).days + 1
    return begun - 1 + days / (following - start).days


def straight_line(figures: ProgressFigures, on: date) -> float:
    """Return where the straight line to the target stands at the end of a day.

    Every month carries a twelfth of the target, so that the line passes through whole
    twelfths at the ends of months and through the target on the year's last day.
    """
    return figures.target * months_gone(figures, on) / MONTHS


def approved_by_now(figures: ProgressFigures) -> int:
    """Return how many have been approved in the year up to today."""
    counted = figures.cumulative[: months_counted(figures)]
    return counted[-1] if counted else 0


def standing(figures: ProgressFigures) -> str:
    """Say in one sentence where the team stands against its target."""
    if figures.today < figures.starts_on:
        return f"The year begins on {in_words(figures.starts_on)}."
    approved = approved_by_now(figures)
    when = in_words(last_counted_day(figures))
    if figures.target <= 0:
        return f"{approved} approved by {when}; no target is set for the year."
    if figures.today >= figures.ends_on:
        return f"{approved} of {figures.target} approved by {when}, the end of the year."
    line = straight_line(figures, figures.today)
    return (
        f"{approved} of {figures.target} approved by {when}; "
        f"the straight line to the target would be {line:.1f}."
    )


def month_rows(figures: ProgressFigures) -> tuple[MonthRow, ...]:
    """Return the figures month by month, for the table view."""
    counted = months_counted(figures)
    return tuple(
        MonthRow(
            month=f"{start:%B} {start.year}",
            approvals=_at(figures.by_month, number) if number < counted else None,
            cumulative=_at(figures.cumulative, number) if number < counted else None,
            straight_line=figures.target * (number + 1) / MONTHS,
            last_year=_at(figures.last_year, number),
        )
        for number, start in enumerate(month_starts(figures))
    )


def alternative_text(figures: ProgressFigures) -> str:
    """Tell the chart in words, for whoever cannot see it."""
    months = ", ".join(
        f"{start:%B} {figures.cumulative[number]}"
        for number, start in enumerate(month_starts(figures)[: months_counted(figures)])
        if number < len(figures.cumulative)
    )
    parts = [
        f"Cumulative approvals by month in {figures.year_label}.",
        standing(figures),
        f"By month: {months}." if months else "",
        f"The year before ended at {figures.last_year[-1]}." if figures.last_year else "",
    ]
    return " ".join(part for part in parts if part)


def _at(numbers: tuple[int, ...], index: int) -> int | None:
    return numbers[index] if index < len(numbers) else None
